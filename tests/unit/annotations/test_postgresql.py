"""The log in PostgreSQL, as a team has it: the server is Debian's, started for these tests where it is installed."""

import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import pytest

from filrouge.annotations import log
from filrouge.annotations.acts import SOURCE, Author, Row, stamped
from filrouge.annotations.database import at_address, in_file
from filrouge.annotations.overlay import seen
from filrouge.annotations.saying import merged, of_narrative
from filrouge.annotations.state import State
from filrouge.bundle import Bundle
from filrouge.errors import FilrougeError
from tests.unit.annotations.test_log import check_written, writers
from tests.unit.explore.by_hand import FISH, GAS, PHARE, by_hand_bundle

ANA = Author("Ana")


def _programs() -> Path | None:
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "pg_ctl").exists()), None)


@pytest.fixture(scope="module")
def server():
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed")
    pytest.importorskip("psycopg")
    folder = Path(tempfile.mkdtemp(prefix="filrouge-postgresql-"))  # pytest's own nobody else may enter
    # It refuses to be run by root.
    as_nobody = []
    if os.name == "posix" and os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("PostgreSQL does not run as root, and setpriv is not installed")
        as_nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        os.chown(folder, 65534, 65534)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data = folder / "data"
    run = lambda *command: subprocess.run([*as_nobody, *command], check=True, capture_output=True, cwd=folder)  # noqa: E731
    run(str(programs / "initdb"), "-D", str(data), "-U", "desk", "-A", "trust", "-E", "UTF8", "--no-sync")
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    run(str(programs / "pg_ctl"), "-D", str(data), "-o", options, "-l", str(folder / "log"), "-w", "start")
    yield f"postgresql://desk@127.0.0.1:{port}/postgres"
    run(str(programs / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def own(server, tmp_path, monkeypatch):
    monkeypatch.setenv(log.VARIABLE, server)
    return Bundle.open(by_hand_bundle(tmp_path / tmp_path.name))


def test_what_is_said_is_kept_for_all_and_nothing_beside_the_bundle(own, tmp_path):
    act = log.add(own, [*of_narrative(own, GAS, {"name": "Dear gas"}), *merged(own, [FISH], GAS)], ANA)
    assert seen(own).labels[GAS] == "Dear gas"
    assert FISH not in seen(own).labels
    log.undo(own, act, ANA)
    assert seen(own).labels == own.labels
    assert not list(tmp_path.glob("*.sqlite"))


def test_the_fold_is_the_same_on_both(own, tmp_path):
    log.add(own, [Row(SOURCE, PHARE, "kind", "daily", "é 🌊")], ANA)
    log.add(own, [Row(SOURCE, PHARE, "tag:free:x", True)], ANA)
    rows = log.database(own).rows(own.name)
    other = in_file(tmp_path / "copy.sqlite")
    for act in dict.fromkeys(row.act for row in rows):
        other.add(own.name, [row for row in rows if row.act == act], ids=True)
    assert State().after(other.rows(own.name)) == State().after(rows) == log.current(own)


def test_bundles_of_one_database_do_not_mix(own, tmp_path):
    other = Bundle.open(by_hand_bundle(tmp_path / "other"))
    log.add(own, [Row(SOURCE, PHARE, "kind", "daily")], ANA)
    assert not log.current(other)


def test_writers_at_once_and_killed_ones_lose_nothing(server):
    held = at_address(server)
    held.add("eight", stamped([Row(SOURCE, "a", "kind", "b"), Row(SOURCE, "a", "owner", "b")], ANA))
    said = writers(server, 4, 20, kill_after=3)
    check_written(held.rows("eight"), said, 20, {0, 2})


@pytest.mark.parametrize("address", ["mysql://desk@db/x", "no address", "sqlite:///x.sqlite"])
def test_an_address_of_something_else_is_refused(address):
    with pytest.raises(FilrougeError, match="--store"):
        at_address(address)


def test_a_password_is_in_no_message():
    pytest.importorskip("psycopg")
    with pytest.raises(FilrougeError) as error:
        at_address("postgresql://desk:secret@127.0.0.1:9/x").rows("eight")
    assert "secret" not in str(error.value)
