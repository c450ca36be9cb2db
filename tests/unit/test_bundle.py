import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from filrouge.build.index import write_index
from filrouge.bundle import Bundle
from filrouge.errors import BundleBroken, BundleError, BundleMissing, BundleTooNew
from filrouge.folder import MANIFEST, saving, seal
from filrouge.schema import DOCUMENTS, TABLES


def fill(folder, offset: int | None = None) -> dict:
    for table in TABLES:
        rows = []
        if table is DOCUMENTS:
            import datetime

            start = datetime.datetime(2024, 5, 27, 20, 30, tzinfo=datetime.UTC)
            row = dict.fromkeys(c.name for c in table.columns)
            row |= {"doc_id": "a", "language": "fr", "n_words": 1, "copy_group": 0, "published_precision": "minute"}
            row |= {"origin": {"file": "a", "row": 1, "sha256": "0"}, "warnings": [], "published_offset": offset}
            rows = [row | {"published": start, "published_end": start}]
        pq.write_table(pa.Table.from_pylist(rows, schema=table.arrow), folder / table.file)
    write_index(folder / "search.sqlite", ["Été"], ["un détroit"])
    return seal(folder, {"versions": {"filrouge": "0.1.0"}})


@pytest.fixture
def bundle(tmp_path):
    with saving(tmp_path / "b") as folder:
        fill(folder, 240)
    return tmp_path / "b"


def test_a_day_is_counted_in_the_offset_stated(bundle):
    (row,) = Bundle.open(bundle).query("SELECT day FROM documents").itertuples()
    assert str(row.day)[:10] == "2024-05-28"


def test_search_folds_accents_and_knows_rows(bundle):
    opened = Bundle.open(bundle)
    assert opened.search_rows('"ete"').tolist() == [0]
    assert opened.search_rows('"detroit"').tolist() == [0]
    assert opened.search_rows('"autre"').tolist() == []


def test_nothing_there_and_no_bundle(tmp_path):
    with pytest.raises(BundleMissing, match="no such folder"):
        Bundle.open(tmp_path / "nope")
    with pytest.raises(BundleMissing, match="filrouge build"):
        Bundle.open(tmp_path)


@pytest.mark.parametrize("damage", ["gone", "cut", "changed", "manifest", "unlisted"])
def test_damage_is_seen(bundle, damage):
    file = bundle / DOCUMENTS.file
    content = bytearray(file.read_bytes())
    if damage == "gone":
        file.unlink()
    elif damage == "cut":
        file.write_bytes(content[:-1])
    elif damage == "changed":
        content[len(content) // 2] ^= 1
        file.write_bytes(content)
    elif damage == "manifest":
        (bundle / MANIFEST).write_text("{")
    else:
        manifest = json.loads((bundle / MANIFEST).read_text())
        del manifest["files"][DOCUMENTS.file]
        (bundle / MANIFEST).write_text(json.dumps(manifest))
    with pytest.raises(BundleBroken):
        Bundle.open(bundle)


def test_a_later_version_is_refused(bundle):
    manifest = json.loads((bundle / MANIFEST).read_text())
    (bundle / MANIFEST).write_text(json.dumps({**manifest, "schema_version": 99}))
    with pytest.raises(BundleTooNew, match="schema 99"):
        Bundle.open(bundle)


def test_saving_replaces_only_when_whole_and_only_bundles(bundle, tmp_path):
    before = Bundle.open(bundle).digest
    with pytest.raises(FileExistsError), saving(bundle) as folder:
        folder.mkdir()
    assert Bundle.open(bundle).digest == before
    with saving(bundle) as folder:
        after = fill(folder)["digest"]
    assert Bundle.open(bundle).digest == after != before
    assert [p.name for p in tmp_path.iterdir()] == ["b"]
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.doc").write_text("x")
    with pytest.raises(BundleError, match="not a bundle"), saving(tmp_path / "mine"):
        pass
    assert (tmp_path / "mine" / "thesis.doc").read_text() == "x"


def test_a_save_killed_between_its_two_renames_is_mended(bundle, tmp_path):
    before = Bundle.open(bundle).digest
    bundle.rename(tmp_path / ".b.previous")
    assert Bundle.open(bundle).digest == before
