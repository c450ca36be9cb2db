"""What a bundle says of texts that share text: pairs of a selection, what a text came from, bundles without."""

import shutil
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from filrouge.bundle import Bundle
from filrouge.bundle_store import MANIFEST, SENTENCE_VECTORS, seal
from filrouge.errors import BundleBroken
from filrouge.explore.selection import Selection
from filrouge.explore.spread import PAIR, around, is_known, pairs, tree
from filrouge.schema import COPIES, DOCUMENTS, SOURCES, SPREAD
from tests.synthetic import write_table
from tests.unit.explore.planted_copies import planted_copies

SAMPLE = Path(__file__).parents[3] / "data" / "sample" / "bundle"


@pytest.fixture(scope="module")
def number(demo):
    return demo.query("SELECT doc_id, doc FROM documents").set_index("doc_id")["doc"]


def resealed(folder):
    import json

    manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    for name in ("files", "digest"):
        manifest.pop(name)
    (folder / MANIFEST).unlink()
    seal(folder, manifest)
    return Bundle.open(folder)


def test_all_pairs(demo, number):
    found = pairs(demo)
    assert tuple(found.columns) == PAIR
    assert len(found) == demo.manifest["counts"]["copies"] == 30
    row = found[(found["doc"] == number["sd-20250619-044"]) & (found["of"] == number["ror-20250615-005"])].iloc[0]
    assert (row["kind"], bool(row["told"])) == ("verbatim", True)
    assert [one["kind"] for one in row["altered"]] == ["negation"]
    assert row["contains"] > 0.9


def test_pairs_of_a_selection(demo):
    found = pairs(demo, Selection(sources=("Sarn Wire", "Sarn Digest")))
    chosen = set(demo.query("SELECT doc FROM documents WHERE source IN ('Sarn Wire', 'Sarn Digest')")["doc"])
    whole = pairs(demo)
    assert len(found) == (whole["doc"].isin(chosen) & whole["of"].isin(chosen)).sum() > 0


def test_a_text_came_from_the_earlier_one_that_it_is_most_like(demo, number):
    found = tree(demo).set_index("doc")
    assert found.index.is_unique
    row = found.loc[number["gc-20250625-006"]]
    assert row["of"] == number["sw-20250624-053"]
    # Of two earlier prints of one text the first; that the other may be meant is said.
    last = found.loc[number["sd-20250628-031"]]
    assert (last["of"], last["alike"]) == (number["sw-20250624-053"], 2)
    # Two translations of one day have no order between them.
    for doc in ("ph-20250115-018", "bl-20250115-051"):
        assert found.loc[number[doc], "of"] == number["sw-20250114-031"]


def test_around_a_text(demo, number):
    before, after = around(demo, number["gc-20250625-006"])
    assert before["of"].tolist() == [number["sw-20250624-053"]]
    assert after["doc"].tolist() == [number["sd-20250628-031"]]
    before, after = around(demo, number["ph-20250115-018"])
    assert number["sw-20250114-031"] in set(before["of"])
    assert not after["told"].any()  # the other translation


def test_a_bundle_from_before_has_none(tmp_path):
    shutil.copytree(SAMPLE, tmp_path / "b")
    for table in SPREAD:
        (tmp_path / "b" / table.file).unlink()
    (tmp_path / "b" / SENTENCE_VECTORS).unlink()
    bundle = resealed(tmp_path / "b")
    assert not is_known(bundle)
    assert pairs(bundle).empty
    assert tree(bundle).empty
    assert tuple(pairs(bundle).columns) == PAIR


@pytest.mark.parametrize(
    ("column", "value"), [("doc_id", "nobody"), ("of", "nobody"), ("kind", "stolen"), ("contains", 7.0)]
)
def test_rows_that_do_not_fit_are_refused(tmp_path, column, value):
    shutil.copytree(SAMPLE, tmp_path / "b")
    file = tmp_path / "b" / COPIES.file
    rows = pq.read_table(file).to_pylist()
    rows[3][column] = value
    pq.write_table(pa.Table.from_pylist(rows, schema=COPIES.arrow), file)
    bundle = resealed(tmp_path / "b")
    with pytest.raises(BundleBroken, match="do not fit"):
        pairs(bundle)


def test_a_selection_of_one_language(demo):
    found = pairs(demo, Selection(languages=("tr",)))
    languages = demo.query("SELECT doc, language FROM documents").set_index("doc")["language"]
    assert set(found["doc"].map(languages)) | set(found["of"].map(languages)) == {"tr"}
    assert isinstance(found, pd.DataFrame)


def test_an_original_that_is_known_stands_before_others_as_like(tmp_path):
    folder = tmp_path / "planted"
    planted_copies(folder)
    for kind, origin in (("daily", 0), ("wire", 4)):
        copies = pq.read_table(folder / COPIES.file).to_pylist()
        pair = {**copies[0], "doc_id": "d0000006", "kind": "verbatim", "order": "told", "altered": []}
        documents = pq.read_table(folder / DOCUMENTS.file).to_pandas()
        at = documents.index[documents["doc_id"].isin(["d0000000", "d0000004", "d0000006"])]
        days = pd.to_datetime(["2024-03-01", "2024-03-02", "2024-03-09"]).tz_localize("UTC")
        documents.loc[at, "published"] = documents.loc[at, "published_end"] = days
        documents.loc[at, "source"] = ["Post", "Wire", "Phare"]
        sources = pq.read_table(folder / SOURCES.file).to_pandas()
        sources.loc[sources["source"] == "Wire", "kind"] = kind
        write_table(folder, DOCUMENTS, documents)
        write_table(folder, SOURCES, sources)
        rows = [pair | {"of": of, "score": score} for of, score in (("d0000000", 0.52), ("d0000004", 0.5))]
        pq.write_table(pa.Table.from_pylist(rows, schema=COPIES.arrow), folder / COPIES.file)
        found = tree(resealed(folder))
        assert (found["doc"].tolist(), found["of"].tolist(), found["alike"].tolist()) == ([6], [origin], [2])
