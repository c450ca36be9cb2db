import errno
import os
import shutil
import sqlite3
from collections import namedtuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from filrouge import disk
from filrouge.disk import disk_error, need_room, writing
from filrouge.errors import DiskError
from tests.unit.disks import largest_file, read_only, small_disk

NOISE = np.random.default_rng(0).normal(size=400_000)  # 3.2 MB that do not shrink


def to_numpy(folder):
    np.save(folder / "file", NOISE)


def to_parquet(folder):
    pq.write_table(pa.table({"a": NOISE}), folder / "file")


def to_sqlite(folder):
    with sqlite3.connect(folder / "file") as database:
        database.execute("CREATE TABLE t (a)")
        database.execute("INSERT INTO t VALUES (?)", (NOISE.tobytes(),))


def to_text(folder):
    (folder / "file").write_text("x" * 3_200_000)


def a_copy(folder):
    source = folder.parent / "source"
    if not source.exists():
        source.write_bytes(NOISE.tobytes())
    with largest_file(1_000_000):
        shutil.copyfile(source, folder / "file")


WRITERS = [to_numpy, to_parquet, to_sqlite, to_text]


@pytest.mark.parametrize("write", WRITERS)
def test_a_full_disk_is_said_with_the_place_and_the_remedy(tmp_path, write):
    with small_disk(tmp_path / "small", 1) as folder, pytest.raises(DiskError) as said, writing(folder):
        write(folder)
    assert "no space is left on the disk" in said.value.what
    assert said.value.where.startswith(str(folder))
    assert said.value.hint == "Free some space on it. If you cannot, choose another folder."


@pytest.mark.parametrize("write", WRITERS)
def test_a_file_that_may_not_grow_is_said_with_the_place_and_the_remedy(tmp_path, write):
    with largest_file(500_000), pytest.raises(DiskError) as said, writing(tmp_path):
        write(tmp_path)
    assert "larger than the system lets you write" in said.value.what
    assert said.value.where.startswith(str(tmp_path))
    assert "ulimit -f" in said.value.hint


def test_of_a_copy_the_file_that_is_written_is_named(tmp_path):
    (tmp_path / "folder").mkdir()
    with pytest.raises(DiskError) as said, writing(tmp_path / "folder"):
        a_copy(tmp_path / "folder")
    assert said.value.where == str(tmp_path / "folder" / "file")


@pytest.mark.parametrize("write", WRITERS)
def test_a_folder_that_may_not_be_written_to_is_said(tmp_path, write):
    with read_only(tmp_path), pytest.raises(DiskError) as said, writing(tmp_path / "file"):
        write(tmp_path)
    assert "access is denied" in said.value.what
    assert said.value.where.startswith(str(tmp_path / "file"))
    assert "Change the permissions." in said.value.hint


def test_what_is_written_beside_goes_by_the_name_it_will_have(tmp_path):
    target = tmp_path / "b"
    error = OSError(errno.ENOSPC, "No space left on device", str(tmp_path / ".b.new-x1" / "texts.parquet"))
    assert disk_error(error, target).where == str(target / "texts.parquet")
    assert disk_error(OSError(errno.EIO, "I/O"), target).where == str(target)
    assert os.strerror(errno.EIO) in disk_error(OSError(errno.EIO, "I/O"), target).what
    assert "no space is left" in disk_error(OSError("Error: No space left on device (os error 28)"), target).what


def test_room_is_asked_of_the_disk_on_which_a_folder_would_be(tmp_path, monkeypatch):
    asked = []
    usage = namedtuple("usage", "free")
    monkeypatch.setattr(disk.shutil, "disk_usage", lambda folder: asked.append(folder) or usage(5_000_000))
    need_room(tmp_path / "not" / "yet", 5_000_000)
    with pytest.raises(DiskError, match=r"the disk has 5 MB free, and about 7,000 MB are needed\. Free some space"):
        need_room(tmp_path / "not" / "yet", 7_000_000_000)
    assert asked == [tmp_path, tmp_path]
