import json
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from filrouge.bundle_store import seal

from .conftest import charts, message


def truncate(folder: Path) -> None:
    file = folder / "documents.parquet"
    file.write_bytes(file.read_bytes()[:-100])


def flip(folder: Path) -> None:
    file = folder / "passages.parquet"
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 2] ^= 1
    file.write_bytes(raw)


def no_manifest(folder: Path) -> None:
    (folder / "manifest.json").unlink()


def no_json(folder: Path) -> None:
    (folder / "manifest.json").write_text("{ this is no manifest")


def a_list(folder: Path) -> None:
    (folder / "manifest.json").write_text("[1, 2]")


def newer(folder: Path) -> None:
    file = folder / "manifest.json"
    manifest = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps({**manifest, "schema_version": 99}))


def no_index(folder: Path) -> None:
    (folder / "search.sqlite").unlink()


def gone(folder: Path) -> None:
    shutil.rmtree(folder)


REBUILD = "Build it again with `filrouge build`"

CASES = [
    (truncate, ["documents.parquet", "bytes, the manifest says", REBUILD]),
    (flip, ["passages.parquet", "SHA-256 is not the manifest's", REBUILD]),
    (no_manifest, ["holds no manifest.json", "filrouge build FOLDER --out BUNDLE"]),
    (no_json, ["manifest.json", "cannot be read", REBUILD]),
    (a_list, ["manifest.json", "cannot be read", REBUILD]),
    (newer, ["schema 99", "Install a newer Fil Rouge"]),
    (no_index, ["search.sqlite", "the file is missing", REBUILD]),
    (gone, ["the folder does not exist", "Check the path"]),
]


@pytest.fixture
def copy(bundle_path, tmp_path) -> Path:
    return Path(shutil.copytree(bundle_path, tmp_path / "copied"))


@pytest.mark.parametrize(("harm", "words"), CASES, ids=[harm.__name__ for harm, _ in CASES])
@pytest.mark.parametrize("page", ["overview", "timeline"])
def test_a_harmed_bundle_says_what_is_wrong_and_how_to_mend_it(open_page, copy, harm, words, page):
    harm(copy)
    at = open_page(page, copy)
    assert not at.exception
    text = message(at)
    assert "This cannot be shown" in text
    assert "copied" in text
    assert [word for word in words if word not in text] == []
    assert charts(at) == []
    assert len(at.sidebar.metric) == 0


def test_a_bundle_that_is_mended_is_opened_again(open_page, copy, bundle_path):
    truncate(copy)
    assert "This cannot be shown" in message(open_page("overview", copy))
    shutil.rmtree(copy)
    shutil.copytree(bundle_path, copy)
    at = open_page("overview", copy)
    assert message(at).count("cannot be shown") == 0
    assert len(charts(at)) == 4


def test_a_harmed_bundle_does_not_hide_a_sound_one(open_page, copy, bundle_path):
    truncate(copy)
    at = open_page("overview", copy, bundle_path)
    assert "documents.parquet" in message(at)
    at.sidebar.selectbox[0].select("full").run()
    assert not at.exception
    assert len(charts(at)) == 4


def forge(folder: Path, column: str, value: int) -> None:
    """One value in a whole column of the passages, under digests that are true."""
    file = folder / "passages.parquet"
    table = pq.read_table(file)
    at = table.column_names.index(column)
    pq.write_table(table.set_column(at, table.schema.field(at), pa.array([value] * len(table), pa.int32())), file)
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    (folder / "manifest.json").unlink()
    seal(folder, {key: value for key, value in manifest.items() if key not in {"files", "digest"}})


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [("narrative", 999, "names what the bundle does not have (999)"), ("end", 10**6, "is not valid")],
)
def test_a_forged_bundle_says_which_file_is_wrong(open_page, copy, column, value, said):
    forge(copy, column, value)
    at = open_page("narrative", copy)
    assert not at.exception
    assert "passages.parquet" in message(at)
    assert f"“{column}” {said}" in message(at)
