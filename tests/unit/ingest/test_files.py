import os

import pytest

from filrouge.ingest.columns import parse_map
from filrouge.ingest.files import find_files
from filrouge.schema import NO_SOURCE
from tests.unit.reading import ingest

TEXT = "Le prix du gaz a été relevé après l'échec des négociations, a déclaré le ministère à Montbrume. "


def names(*inputs) -> dict[str, str | None]:
    return {file.name: file.skipped for file in find_files(inputs)}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "d" / "sub").mkdir(parents=True)
    (tmp_path / "d" / "one.txt").write_text(TEXT, "utf-8")
    (tmp_path / "d" / "sub" / "two.txt").write_text(TEXT * 2, "utf-8")
    return tmp_path / "d"


def test_a_file_that_two_inputs_hold_is_read_once(folder):
    assert names(folder, folder / "sub") == {"one.txt": None, "sub/two.txt": None}
    assert names(folder / "sub", folder) == {"one.txt": None, "two.txt": None}
    assert names(folder, folder / "one.txt", folder) == {"one.txt": None, "sub/two.txt": None}
    (folder / "sub" / "one.txt").write_text("other")
    assert names(folder / "one.txt", folder / "sub") == {"one.txt": None, "sub/one.txt": None, "two.txt": None}


def test_links_are_told(folder, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (folder / "linked").symlink_to(tmp_path / "elsewhere")
    (folder / "round").symlink_to(folder)
    (folder / "zwei.txt").symlink_to(folder / "one.txt")
    not_followed = "it is a link to a folder, and links to folders are not followed"
    assert names(folder) == {
        "linked": not_followed,
        "one.txt": None,
        "round": not_followed,
        "sub/two.txt": None,
        "zwei.txt": "it is the same file as one.txt, and read once",
    }
    report = ingest([folder]).report
    assert next((r.file, r.reason) for r in report.rejected) == ("linked", not_followed)


def test_folders_that_cannot_be_read_are_told(folder, monkeypatch):
    scandir = os.scandir

    def refuse(path):
        if str(path).endswith("sub"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert names(folder) == {"one.txt": None, "sub": "the folder cannot be read (Permission denied)"}
    assert names(folder / "sub") == {"sub": "the folder cannot be read (Permission denied)"}


def test_bad_bytes_are_told_at_the_rows_that_have_them(tmp_path):
    rows = [f"{TEXT.replace(',', '')}{i},A" for i in range(5)]
    (tmp_path / "a.csv").write_bytes("\n".join(["text,source", *rows]).encode() + b"x\xff")
    result = ingest([tmp_path])
    assert [len(w) for w in result.documents["warnings"].to_pylist()] == [0, 0, 0, 0, 1]
    assert result.documents["source"][4].as_py() == "Ax\ufffd"


def test_a_mapped_column_that_is_empty_means_missing(tmp_path):
    (tmp_path / "a.csv").write_text(f"text,date,day\n{TEXT.replace(',', '')},2024-05-01,\n", "utf-8")
    (row,) = ingest([tmp_path], parse_map("date=Day")).documents.to_pylist()
    assert (row["published"], row["published_precision"]) == (None, "unknown")
    assert row["date"] == "2024-05-01"
    (row,) = ingest([tmp_path]).documents.to_pylist()
    assert row["published_precision"] == "day"


@pytest.mark.parametrize("name", [NO_SOURCE, "(No Source)", "  (no  source) "])
def test_a_source_called_as_if_there_were_none_is_none(tmp_path, name):
    (tmp_path / "a.csv").write_text(f"text,source\n{TEXT.replace(',', '')},{name}\n", "utf-8")
    result = ingest([tmp_path])
    assert (result.documents["source"][0].as_py(), result.sources.num_rows) == (None, 0)


def test_what_a_run_writes_is_no_input_and_what_an_earlier_one_made_is_told(folder):
    for name in (".docs.new-x7_a", ".b.previous", "docs", "b", "own"):
        (folder / name).mkdir()
        (folder / name / "documents.parquet").touch()
        (folder / name / "texts.parquet").touch()
    (folder / "b" / "manifest.json").touch()
    (folder / ".docs.lock").touch()
    (folder / ".mine").touch()
    made = "it was made by `filrouge ingest`, and is read only where it is the one input"
    texts = {"one.txt": None, "sub/two.txt": None, ".mine": "it is a hidden file"}
    assert names(folder) == {**texts, "b": "it is a bundle, not an input", "docs": made, "own": made}
    found = {file.name: file.skipped for file in find_files([folder], folder / "sub" / ".." / "own")}
    assert found == {**texts, "b": "it is a bundle, not an input", "docs": made}


def test_the_folder_of_a_saved_page_is_passed_over(tmp_path):
    for name in ("Quay.html", "Quay_files/frame.html", "Kai.htm", "Kai-Dateien/saved_resource.html", "own_files/a.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert names(tmp_path) == {
        "Kai.htm": None,
        "Kai-Dateien": "it holds the parts of the saved page Kai.htm",
        "Quay.html": None,
        "Quay_files": "it holds the parts of the saved page Quay.html",
        "own_files/a.txt": None,
    }
