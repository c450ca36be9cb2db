"""Disks, folders and processes that fail under a command: what is said, what stays, what is cleaned away."""

import errno
import gzip
import json
import os
import shutil
import subprocess
import sys
import threading
import zipfile
from collections import namedtuple
from contextlib import ExitStack, suppress
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from filrouge import cli, disk
from filrouge.annotations.report import Report
from filrouge.annotations.store import beside, change
from filrouge.build.cache import VectorCache
from filrouge.build.grow import update_bundle
from filrouge.bundle import Bundle
from filrouge.bundle_store import find_bundle
from filrouge.errors import BundleError, DiskError, EmbedderError
from filrouge.ingest.documents import read_ingested
from filrouge.replacing import previous
from tests.unit.disks import held_open, largest_file, read_only, small_disk
from tests.unit.reading import ingest

from .conftest import write_texts
from .test_grow import more_texts


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A folder of texts, more of them, their bundle and what `ingest` makes of them."""
    patch = pytest.MonkeyPatch()
    folder = tmp_path_factory.mktemp("made")
    try:
        from filrouge import embedders

        from .conftest import FakeEmbedder

        patch.setitem(embedders.EMBEDDERS, "fake", FakeEmbedder)
        patch.setenv("FILROUGE_CACHE", str(folder / "cache"))
        write_texts(folder / "in")
        more_texts(folder / "more", ["gas", "fish"])
        for arguments in (["build", "in", "--out", "b", "--embedder", "fake"], ["ingest", "in", "--out", "d"]):
            patch.chdir(folder)
            patch.setattr(sys, "argv", ["filrouge", *arguments])
            with pytest.raises(SystemExit) as ended:
                cli.main()
            assert ended.value.code == 0
    finally:
        patch.undo()
    return folder


@pytest.fixture
def here(made, tmp_path, fake, monkeypatch):  # noqa: ARG001 - it is there for the commands
    """A copy of that, in which the test stands; temporary folders have a place of their own."""
    folder = Path(shutil.copytree(made, tmp_path / "here"))
    shutil.copytree(folder / "cache", tmp_path / "cache")
    monkeypatch.chdir(folder)
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    return folder


@pytest.fixture
def run(monkeypatch, capsys):
    def run(*arguments) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["filrouge", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        shown = capsys.readouterr()
        return ended.value.code, shown.out + shown.err

    return run


@pytest.fixture
def no_check(monkeypatch):
    """Disks that fill up while they are written: nobody asks for room beforehand."""
    for module in ("build.grow", "build.pipeline", "build.imported", "disk", "ingest.documents"):
        monkeypatch.setattr(f"filrouge.{module}.need_room", lambda *_: None)


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def large_texts(folder: Path) -> Path:
    """2.4 MB of texts that no table makes much smaller."""
    rng = np.random.default_rng(1)
    folder.mkdir()
    letters = str.maketrans("0123456789", "ghijklmnop")
    for n in range(12):
        words = " ".join(rng.bytes(5).hex().translate(letters) for _ in range(18_000))
        (folder / f"{n}.txt").write_text(f"The gas price {n}. {words}.")
    return folder


COMMANDS = {
    "ingest": ["ingest", "in", "--out", "{out}/d"],
    "build": ["build", "in", "--out", "{out}/b", "--embedder", "fake"],
    "update": ["update", "{out}/b", "more"],
    "import": ["import-bertopic", "b/model", "in", "--out", "{out}/b", "--embedder", "fake"],
    "export": ["export", "b", "timeline", "--out", "{out}/t.csv"],
    "report of reading": ["ingest", "in", "--out", "d2", "--report", "{out}/report.json"],
}


def arguments(name: str, out: Path) -> list[str]:
    return [argument.format(out=out) for argument in COMMANDS[name]]


def put_in(name: str, here: Path, out: Path) -> None:
    """What the command finds where it writes."""
    if name == "import":
        topics = json.loads((here / "b" / "model" / "topics.json").read_text())
        assert topics["topics"]
        n = len(topics["topics"])
        lines = (here / "in" / "texts.jsonl").read_text().splitlines()
        (here / "in" / "texts.jsonl").write_text(
            "\n".join(lines[i % len(lines)].replace('"id": "', f'"id": "{i}-') for i in range(n))
        )
    if name in {"build", "update", "import"}:
        shutil.copytree(here / "b", out / "b")
    if name == "ingest":
        shutil.copytree(here / "d", out / "d")


@pytest.mark.parametrize("name", COMMANDS)
def test_a_full_disk_is_one_message_and_leaves_what_was_there(name, here, run, no_check, tmp_path):  # noqa: ARG001
    with small_disk(tmp_path / "small", 8) as out:
        put_in(name, here, out)
        with (out / "filling").open("wb", buffering=0) as filling, suppress(OSError):
            while True:
                filling.write(bytes(4096))
        before = tree(out)
        code, said = run(*arguments(name, out))
        assert (code, tree(out)) == (2, before)
    assert "no space is left on the disk. Free some space on it." in said
    assert str(out) in said
    assert "Traceback" not in said
    assert list((tmp_path / "temporary").iterdir()) == []


@pytest.mark.parametrize("name", COMMANDS)
def test_a_folder_that_may_not_be_written_to_is_one_message(name, here, run, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    put_in(name, here, out)
    before = tree(out)
    with read_only(out):
        code, said = run(*arguments(name, out))
    assert (code, tree(out)) == (2, before)
    assert "access is denied" in said
    assert str(out) in said
    assert "Change the permissions." in said


@pytest.mark.parametrize("name", ["ingest", "build", "update", "report of reading"])
def test_a_limit_on_files_is_one_message_and_leaves_what_was_there(name, here, run, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    put_in(name, here, out)
    before = tree(out)
    with largest_file(6_000):
        code, said = run(*arguments(name, out))
    assert (code, tree(out)) == (2, before)
    assert "larger than the system lets you write" in said
    assert "ulimit -f" in said
    assert list((tmp_path / "temporary").iterdir()) == []


@pytest.mark.parametrize("writer", ["passage_table", "_write_fit", "write_index", "write_model", "_copy_originals"])
def test_a_bundle_that_a_limit_stops_halfway_leaves_nothing(writer, here, run, monkeypatch):
    before = tree(here)
    write = vars(sys.modules["filrouge.build.write"])[writer]
    with ExitStack() as limits:

        def limited(*arguments):
            limits.enter_context(largest_file(200))
            return write(*arguments)

        monkeypatch.setattr(f"filrouge.build.write.{writer}", limited)
        code, said = run("build", "in", "--out", "b", "--embedder", "fake")
    assert (code, tree(here)) == (2, before)
    assert "larger than the system lets you write" in said


def test_a_temporary_folder_that_is_full_is_named_with_its_remedy(here, run, no_check, tmp_path, monkeypatch):  # noqa: ARG001
    with small_disk(tmp_path / "small", 1) as folder:
        monkeypatch.setattr("tempfile.tempdir", str(folder))
        code, said = run("build", large_texts(here / "large"), "--out", "new", "--embedder", "fake")
        assert list(folder.iterdir()) == []
    assert code == 2
    assert "no space is left on the disk" in said
    assert "TMPDIR" in said
    assert not (here / "new").exists()


@pytest.mark.parametrize("name", ["ingest", "build", "update", "import"])
def test_room_is_asked_for_before_the_work(name, here, run, tmp_path, monkeypatch):
    out = tmp_path / "out"
    out.mkdir()
    put_in(name, here, out)
    before = tree(out)
    usage, real = namedtuple("usage", "free"), shutil.disk_usage
    small = (out, *out.parents)[: 1 + (name == "update")]

    def free(folder):
        return usage(1_000) if Path(folder).is_relative_to(small[0]) else real(folder)

    monkeypatch.setattr(disk.shutil, "disk_usage", free)
    code, said = run(*arguments(name, out))
    assert (code, tree(out)) == (2, before)
    assert "the disk has 0 MB free, and about" in said
    assert str(out) in said
    assert "Embedding" not in said


def test_somebody_elses_bundle_of_the_last_moment_is_grown_and_not_lost(here, monkeypatch):
    """Two updates that overlap: what both of them bring is there in the end, or the second one is told to wait."""
    more_texts(here / "others", ["vote"])
    first, second = ingest([here / "more"]), ingest([here / "others"])
    reading, has_read, go_on = update_bundle.__globals__["read_base"], threading.Event(), threading.Event()
    failed: list[BaseException] = []

    def held(folder):
        base = reading(folder)
        if not has_read.is_set():
            has_read.set()
            go_on.wait(60)
        return base

    monkeypatch.setattr("filrouge.build.grow.read_base", held)

    def update():
        try:
            update_bundle(here / "b", first)
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=update)
    thread.start()
    assert has_read.wait(60)
    try:
        with pytest.raises(BundleError, match="another build is writing here"):
            update_bundle(here / "b", second)
    finally:
        go_on.set()
        thread.join()
    assert failed == []
    assert update_bundle(here / "b", second).n_new == 6
    ids = set(pd.read_parquet(here / "b" / "documents.parquet")["doc_id"])
    assert len(ids) == 36 + 12 + 6
    assert {"later-gas0", "later-vote0"} <= ids


OPENERS = {
    "inspect": ["inspect", "b"],
    "update": ["update", "b", "more"],
    "build --like": ["build", "in", "--out", "c", "--embedder", "fake", "--like", "b"],
    "build --like, embedder": ["build", "in", "--out", "c", "--like", "b"],
    "export": ["export", "b", "timeline", "--out", "t.csv"],
    "report": ["report", "b", "report.json", "--out", "r.html"],
    "build in its place": ["build", "in", "--out", "b", "--embedder", "fake"],
}


@pytest.mark.parametrize("name", OPENERS)
def test_after_a_kill_between_the_two_renames_every_command_finds_the_bundle(name, here, run):
    (here / "report.json").write_text(Report(title="Nothing yet").to_json())
    digest = Bundle.open(here / "b").digest
    (here / "b").rename(previous(here / "b"))
    code, said = run(*OPENERS[name])
    if name == "report":  # and so says what is wrong with the report
        assert "the report is empty" in said
    else:
        assert code == 0, said
    assert not previous(here / "b").exists()
    if "update" not in name and "place" not in name:
        assert find_bundle(here / "b").manifest["digest"] == digest


def test_after_a_kill_between_the_two_renames_serve_finds_the_bundle(here, run, monkeypatch):
    (here / "b").rename(previous(here / "b"))
    monkeypatch.setattr(sys.modules["filrouge.cli.serve"], "_is_free", lambda *_: False)
    code, said = run("serve", "b", "--port", "8501")
    assert code == 2
    assert "port 8501 on 127.0.0.1 is taken" in said  # so the bundle was found
    assert (here / "b").is_dir()


def test_after_a_kill_between_the_two_renames_a_folder_of_documents_is_found(here, run):
    (here / "d").rename(previous(here / "d"))
    code, said = run("build", "d", "--out", "c", "--embedder", "fake")
    assert code == 0, said
    assert Bundle.open(here / "c").manifest["counts"]["documents"] == 36


INGEST = """
import pathlib, shutil, sys, time
from filrouge import cli
from filrouge.ingest import documents
read = documents.ingest
def held(inputs, folder, *more):
    read(inputs, folder, *more)
    print("here", flush=True)
    time.sleep(600)
def rename(self, to, before=pathlib.Path.rename):
    before(self, to)
    print("here", flush=True)
    time.sleep(600)
if sys.argv[1] == "reading":
    documents.ingest = held
else:
    pathlib.Path.rename = rename
sys.argv = ["filrouge", "ingest", "more", "--out", "d"]
cli.main()
"""


@pytest.mark.parametrize("when", ["reading", "renaming"])
def test_documents_read_before_stay_until_the_new_ones_are_whole(here, run, when):
    before = tree(here / "d")
    process = held_open(INGEST, when)
    if when == "reading":
        assert tree(here / "d") == before
        code, said = run("ingest", "more", "--out", "d")
        assert (code, "another ingest is writing to it" in said) == (2, True)
    process.kill()
    process.wait()
    assert [p.name for p in here.iterdir() if p.name.startswith(".d.new")]
    assert when == "renaming" or tree(here / "d") == before
    with largest_file(1_000):
        assert run("ingest", "more", "--out", "d")[0] == 2
    assert tree(here / "d") == before
    assert run("ingest", "more", "--out", "d")[0] == 0
    assert read_ingested(here / "d").documents.num_rows == 12
    assert [p.name for p in here.iterdir() if p.name.startswith(".")] == []


def test_what_stands_beside_a_bundle_is_written_whole_or_not_at_all(tmp_path):
    with small_disk(tmp_path / "small", 1) as folder:
        file = beside(folder / "b", "events.csv")
        change(file, lambda _: "day,label\n")
        with pytest.raises(DiskError, match="no space is left"):
            change(file, lambda text: text + "x" * 3_000_000)
        assert tree(folder) == {"b.events.csv": b"day,label\n"}


def test_whatever_else_the_system_refuses_is_one_message(run, monkeypatch):
    def refused(**_):
        raise OSError(errno.EIO, os.strerror(errno.EIO), "texts.parquet")

    monkeypatch.setattr(cli.cli, "main", refused)
    code, said = run("inspect", "b")
    assert code == 2
    assert said.startswith(f"Error: texts.parquet: it cannot be read or written ({os.strerror(errno.EIO)}). Check ")


@pytest.mark.skipif(os.name != "posix", reason="pipes are another matter here")
def test_who_reads_only_the_first_lines_gets_no_traceback(here):
    command = [sys.executable, "-u", "-m", "filrouge.cli", "inspect", str(here / "b")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait() == 1


def test_a_disk_that_fills_while_an_archive_is_unpacked_is_not_damage_of_the_archive(tmp_path, monkeypatch):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.writestr("a.txt", "The price of gas rose by a fifth on Wednesday. " * 60_000)
    (tmp_path / "a.zip.gz").write_bytes(gzip.compress((tmp_path / "a.zip").read_bytes()))
    monkeypatch.setattr("filrouge.ingest.formats.archives._IN_MEMORY", 1_000)
    with small_disk(tmp_path / "small", 1) as folder:
        monkeypatch.setattr("tempfile.tempdir", str(folder))
        with pytest.raises(DiskError, match=r"no space is left on the disk.*TMPDIR"):
            ingest([tmp_path / "a.zip.gz"])


def test_a_cache_of_vectors_that_cannot_be_used_says_why(tmp_path):
    with read_only(tmp_path), pytest.raises(DiskError, match=r"access is denied.*FILROUGE_CACHE"):
        VectorCache(tmp_path)
    (tmp_path / "vectors.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(EmbedderError, match=r"cannot be used \(file is not a database\)\. Delete that file"):
        VectorCache(tmp_path)
