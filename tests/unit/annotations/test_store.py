from concurrent.futures import ThreadPoolExecutor

import pytest

from filrouge.annotations.store import beside, change, read
from filrouge.errors import FilrougeError
from tests.unit.disks import read_only


def test_it_lies_beside_the_bundle_and_not_in_it(tmp_path):
    file = beside(tmp_path / "news", "events.csv")
    assert file == tmp_path.resolve() / "news.events.csv"
    assert read(file) == ""


def test_changes_of_many_viewers_all_arrive(tmp_path):
    file = beside(tmp_path / "news", "events.csv")
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: change(file, lambda text: text + f"{n}\n"), range(40)))
    assert sorted(map(int, read(file).split())) == list(range(40))


def test_a_failed_change_leaves_what_was_there(tmp_path):
    file = beside(tmp_path / "news", "events.csv")
    change(file, lambda _: "kept")
    with pytest.raises(ZeroDivisionError):
        change(file, lambda _: str(1 / 0))
    assert read(file) == "kept"
    assert [f.name for f in tmp_path.iterdir() if not f.name.endswith(".lock")] == ["news.events.csv"]


def test_a_folder_that_cannot_be_written_says_so(tmp_path):
    with read_only(tmp_path), pytest.raises(FilrougeError, match="access is denied"):
        change(beside(tmp_path / "news", "events.csv"), lambda _: "x")


def test_what_is_no_text_says_so(tmp_path):
    file = beside(tmp_path / "news", "events.csv")
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(FilrougeError, match="cannot be read"):
        read(file)
