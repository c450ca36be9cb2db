import gzip
import os

import pytest

from filrouge.ingest.columns import parse_map
from filrouge.ingest.documents import ingest
from filrouge.ingest.encoding import UnreadableFile, examine
from filrouge.ingest.files import find_files
from filrouge.schema import NO_SOURCE

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


def test_one_bad_byte_does_not_make_a_file_another_encoding(tmp_path):
    file = tmp_path / "a.txt"
    file.write_bytes((TEXT * 20).encode() + b"caf\xe9 au lait")
    result = ingest([file])
    text = result.texts["text"][0].as_py()
    assert text == TEXT * 20 + "caf\ufffd au lait"
    assert result.documents["warnings"][0].as_py() == ["1 byte of the file is not UTF-8: read as �"]
    file.write_bytes((TEXT * 20).encode("cp1252"))
    assert examine(file).encoding == "cp1252"
    file.write_bytes("é".encode()[:1] + TEXT.encode("ascii", "ignore"))
    assert examine(file).encoding == "cp1252"
    file.write_bytes(TEXT.encode())
    assert (examine(file).encoding, examine(file).warning) == ("utf-8-sig", None)


def test_bad_bytes_are_told_at_the_rows_that_have_them_or_at_the_file(tmp_path):
    rows = [f"{TEXT.replace(',', '')}{i},A" for i in range(5)]
    body = "\n".join(["text,source", *rows]).encode()
    (tmp_path / "a.csv").write_bytes(body + b"x\xff")
    (tmp_path / "b.csv").write_bytes(body + b"\n\xff,,,too many")
    result = ingest([tmp_path])
    assert [len(w) for w in result.documents["warnings"].to_pylist()] == [0, 0, 0, 0, 1, *[0] * 5]
    assert result.report.notes == ["b.csv: 1 byte of the file is not UTF-8: read as �."]


def test_utf16_has_the_same_limits(tmp_path, monkeypatch):
    file = tmp_path / "a.txt.gz"
    packed = gzip.compress(TEXT.encode("utf-16") * 50)
    file.write_bytes(packed)
    assert examine(file).encoding == "utf-16"
    file.write_bytes(packed[:-20])
    with pytest.raises(UnreadableFile, match="cut short"):
        examine(file)
    monkeypatch.setattr("filrouge.ingest.encoding._BOMB_BYTES", 1 << 16)
    file.write_bytes(gzip.compress(("a" * (1 << 22)).encode("utf-16")))
    with pytest.raises(UnreadableFile, match="archive bomb"):
        examine(file)


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
