"""The log in PostgreSQL, as a team has it: the server is Debian's, started for these tests where it is installed."""

import json
from dataclasses import asdict

import pytest
import sqlalchemy as sa

from filrouge.annotations import log
from filrouge.annotations.acts import SOURCE, Author, Row
from filrouge.annotations.database import ROWS, at_address, in_file
from filrouge.annotations.overlay import seen
from filrouge.annotations.saying import merged, of_narrative
from filrouge.annotations.state import State
from filrouge.bundle import Bundle
from filrouge.errors import FilrougeError
from filrouge.wording.by_hand import history_text, refused_text
from tests.unit.annotations.evil import wild_rows, wrong_rows
from tests.unit.annotations.servers import started_server, why_no_server
from tests.unit.annotations.writing import COLLECTION, write_at_once, written
from tests.unit.explore.by_hand import FISH, GAS, PHARE, by_hand_bundle

ANA = Author("Ana")


@pytest.fixture(scope="module")
def server():
    if missing := why_no_server():
        pytest.skip(missing)
    with started_server() as address:
        yield address


@pytest.fixture
def own(server, tmp_path, monkeypatch):
    monkeypatch.setenv(log.VARIABLE, server)
    return Bundle.open(by_hand_bundle(tmp_path / tmp_path.name))


def test_what_is_said_is_kept_for_all_and_nothing_beside_the_bundle(own, tmp_path):
    act = log.add(own, [*of_narrative(own, GAS, {"name": "Dear gas"}), *merged(own, [FISH], GAS)], ANA)
    assert seen(own).labels[GAS] == "Dear gas°"
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


def test_twenty_writers_at_once_lose_nothing_and_come_to_the_same_as_in_a_file(server, tmp_path):
    held = at_address(server)
    write_at_once(held, server, processes=4, threads=5, acts=5, kill_after=6)
    rows = held.rows(COLLECTION)
    file = in_file(tmp_path / "copy.sqlite")
    for act in dict.fromkeys(row.act for row in rows):
        file.add(COLLECTION, [row for row in rows if row.act == act], ids=True)
    assert State().after(file.rows(COLLECTION)) == State().after(rows)
    assert written(rows) == {f"w{i:02}.{t:02}/{n}": f"{n}" for i in range(4) for t in range(5) for n in range(5)}


def test_rows_that_another_program_wrote_break_nothing(own, server):
    log.add(own, of_narrative(own, GAS, {"name": "Dear gas"}), ANA)
    evil = [row for row in [*wild_rows(), *wrong_rows()] if row.about and "\ud800" not in f"{row.value!r}{row.what}"]
    engine = sa.create_engine(server.replace("postgresql:", "postgresql+psycopg:"))
    given = [
        {**asdict(row), "collection": own.name, "value": json.dumps(row.value), "what": row.what.replace("\x00", "")}
        for row in evil
    ]
    given += [{**given[0], "act": "no-json", "value": "{"}, {**given[0], "act": "no-time", "at": "soon"}]
    with engine.begin() as connection:
        connection.execute(sa.insert(ROWS), [{k: v for k, v in one.items() if k != "id"} for one in given])
    engine.dispose()
    shown, state = seen(own), log.current(own)
    assert shown.labels[GAS] in {"Dear gas", "Dear gas°"}
    assert len(history_text(state.history(), shown, state)) > 20
    assert len(state.refused) > 0.9 * len(given)
    assert refused_text(state, log.database(own).name)[0].startswith(log.database(own).name)


@pytest.mark.parametrize("address", ["mysql://desk@db/x", "no address", "sqlite:///x.sqlite"])
def test_an_address_of_something_else_is_refused(address):
    with pytest.raises(FilrougeError, match="--store"):
        at_address(address)


def test_a_password_is_in_no_message():
    pytest.importorskip("psycopg")
    with pytest.raises(FilrougeError) as error:
        at_address("postgresql://desk:secret@127.0.0.1:9/x").rows("eight")
    assert "secret" not in str(error.value)
