import os
import stat
import time

import pytest

from filrouge import replacing
from filrouge.errors import DiskError
from filrouge.replacing import IN_THE_MAKING, alone, located, previous, replaced, save_file, scratch
from tests.unit.disks import held_open, read_only, small_disk

BUSY = DiskError("busy")

IN_THE_GAP = """
import pathlib, sys, time
from filrouge.errors import DiskError
from filrouge.replacing import alone, replaced
rename = pathlib.Path.rename
def held(self, to):
    rename(self, to)
    print("here", flush=True)
    time.sleep(600)
pathlib.Path.rename = held
with alone(pathlib.Path(sys.argv[1]), DiskError("busy")) as place, replaced(place) as folder:
    (folder / "text").write_text("new")
"""


def save(target, text):
    with alone(target, BUSY) as place, replaced(place) as folder:
        (folder / "text").write_text(text)


@pytest.fixture
def folder(tmp_path):
    save(tmp_path / "f", "old")
    return tmp_path / "f"


def names(folder):
    return sorted(p.name for p in folder.iterdir())


def test_a_folder_is_there_while_a_save_stands_between_its_renames_and_after_it_was_killed(folder, monkeypatch):
    monkeypatch.setattr(replacing, "_GAP", 0.2)
    process = held_open(IN_THE_GAP, folder)
    assert not folder.exists()
    found = located(folder)
    assert (found, (found / "text").read_text()) == (previous(folder), "old")  # it is not ours to put back
    process.kill()
    process.wait()
    assert located(folder) == folder
    assert (folder / "text").read_text() == "old"
    assert names(folder.parent) == ["f"]


def test_a_reader_waits_for_a_save_that_goes_on(folder, monkeypatch):
    rename, found = type(folder).rename, []
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as pool:

        def held(self, to):
            rename(self, to)
            if to == previous(folder):
                found.append(pool.submit(located, folder))
                time.sleep(0.3)

        monkeypatch.setattr(type(folder), "rename", held)
        save(folder, "new")
    assert found[0].result() == folder
    assert (folder / "text").read_text() == "new"


def test_what_cannot_be_put_back_is_read_where_it_stands(folder):
    folder.rename(previous(folder))
    with read_only(folder.parent):
        assert (located(folder) / "text").read_text() == "old"
    assert (located(folder), names(folder.parent)) == (folder, ["f"])


def test_a_second_rename_that_fails_is_undone(folder, monkeypatch):
    rename = type(folder).rename

    def refused(self, to):
        if to == folder and ".new-" in self.name:
            raise OSError(28, "No space left on device")
        return rename(self, to)

    monkeypatch.setattr(type(folder), "rename", refused)
    with pytest.raises(DiskError, match="no space is left"):
        save(folder, "new")
    assert (folder / "text").read_text() == "old"
    assert names(folder.parent) == ["f"]


def test_a_folder_that_did_not_fit_leaves_nothing(tmp_path):
    with small_disk(tmp_path / "small", 1) as disk:
        save(disk / "f", "old")
        with pytest.raises(DiskError) as said:
            save(disk / "f", "x" * 3_000_000)
        assert said.value.where == str(disk / "f")
        assert (disk / "f" / "text").read_text() == "old"
        assert names(disk) == ["f"]
        with pytest.raises(DiskError, match="no space is left"):
            save_file(disk / "file", b"x" * 3_000_000)
        assert names(disk) == ["f"]


@pytest.mark.skipif(os.name != "posix", reason="modes are another matter here")
def test_a_file_that_is_replaced_keeps_its_mode_and_a_new_one_has_the_users(tmp_path, monkeypatch):
    synced = []
    monkeypatch.setattr(replacing.os, "fsync", lambda descriptor: synced.append(os.fstat(descriptor)))
    file, umask = tmp_path / "report.json", os.umask(0o027)
    try:
        save_file(file, b"one")
    finally:
        os.umask(umask)
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    for mode in (0o604, 0o664, 0o600):
        file.chmod(mode)
        save_file(file, b"two")
        assert (stat.S_IMODE(file.stat().st_mode), file.read_bytes()) == (mode, b"two")
    assert file.stat().st_ino in {s.st_ino for s in synced}
    assert tmp_path.stat().st_ino in {s.st_ino for s in synced}
    assert names(tmp_path) == ["report.json"]


@pytest.mark.skipif(os.name != "posix", reason="links are another matter here")
def test_of_a_link_the_file_behind_it_is_replaced(tmp_path):
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "there" / "file")
    save_file(tmp_path / "link", b"x")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "there" / "file").read_bytes() == b"x"


HALF_A_FILE = """
import os, pathlib, sys, time
from filrouge.replacing import save_file
def held(_):
    print("here", flush=True)
    time.sleep(600)
os.fsync = held
save_file(pathlib.Path(sys.argv[1]), b"secret")
"""


def test_half_a_file_that_a_kill_left_is_gone_with_the_next(tmp_path):
    process = held_open(HALF_A_FILE, tmp_path / "report.json")
    process.kill()
    process.wait()
    assert len(names(tmp_path)) == 2  # the lock and the half
    assert all(map(IN_THE_MAKING.fullmatch, names(tmp_path)))
    save_file(tmp_path / "report.json", b"whole")
    assert names(tmp_path) == ["report.json"]


READING = """
import sys, tempfile, time
tempfile.tempdir = sys.argv[1]
from filrouge.replacing import scratch
with scratch() as folder:
    (folder / "texts.parquet").write_text("all texts")
    print("here", flush=True)
    time.sleep(600)
"""


def test_texts_that_a_killed_process_left_are_gone_with_the_next_and_a_live_ones_stay(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (tmp_path / "filrouge-mine").mkdir()
    (tmp_path / "filrouge-0123456789abcdef").mkdir()  # nobody's lock says that it is ours
    dead, live = held_open(READING, tmp_path), held_open(READING, tmp_path)
    try:
        dead.kill()
        dead.wait()
        texts = list(tmp_path.glob("*/texts.parquet"))
        assert len(texts) == 2
        with scratch() as folder:
            ours = [name for name in names(tmp_path) if name not in {"filrouge-mine", "filrouge-0123456789abcdef"}]
            assert len(ours) == 4
            assert all(map(IN_THE_MAKING.fullmatch, ours))
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700 or os.name != "posix"
            (left,) = tmp_path.glob("*/texts.parquet")
        assert left.read_text() == "all texts"
    finally:
        live.kill()
        live.wait()
    with scratch():
        pass
    assert names(tmp_path) == ["filrouge-0123456789abcdef", "filrouge-mine"]


def test_where_nothing_temporary_can_be_written_it_says_so(tmp_path, monkeypatch):
    def none():
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr(replacing, "gettempdir", none)
    with pytest.raises(DiskError, match=r"no temporary folder can be written to.*TMPDIR"), scratch():
        pass
    monkeypatch.setattr(replacing, "gettempdir", lambda: str(tmp_path))
    with read_only(tmp_path), pytest.raises(DiskError, match=r"access is denied.*TMPDIR"), scratch():
        pass
