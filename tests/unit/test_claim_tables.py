"""Tables of stories and claims in a bundle: checked where they are there, not missed where they are not."""

import json

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from filrouge.bundle import Bundle
from filrouge.bundle_store import MANIFEST, seal
from filrouge.claim_schema import CLAIM_SENTENCES, CLAIMED, CLAIMS, PARTS, STORIES, VOICES
from filrouge.errors import BundleBroken
from tests.synthetic import synthetic_bundle


def resealed(folder, **counts):
    manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    for name in ("files", "digest"):
        manifest.pop(name)
    manifest["counts"] |= counts
    (folder / MANIFEST).unlink()
    seal(folder, manifest)
    return folder


@pytest.fixture
def bundle(tmp_path):
    return synthetic_bundle(tmp_path / "b", documents=60, shared=True, claims=True)


def test_a_bundle_with_claims_opens_and_its_tables_fit_each_other(bundle):
    Bundle.open(bundle, full=True)
    stories, claims, sentences = (pd.read_parquet(bundle / table.file) for table in CLAIMED)
    assert len(claims) == 6
    assert set(sentences["claim"]) == set(claims["claim"])
    assert set(sentences["part"]) <= set(PARTS)
    assert set(sentences["voice"]) <= set(VOICES)
    assert set(claims["story"]) - {-1} <= set(stories["story"])
    for table in CLAIMED:
        assert pq.read_schema(bundle / table.file).names == [column.name for column in table.columns]


def test_a_bundle_without_claims_opens_as_ever(bundle):
    for table in CLAIMED:
        (bundle / table.file).unlink()
    assert CLAIMS.file not in Bundle.open(resealed(bundle), full=True).manifest["files"]


def test_a_table_that_lacks_a_column_or_rows_is_told(bundle):
    rows = pq.read_table(bundle / CLAIMS.file)
    pq.write_table(rows.drop_columns(["sure"]), bundle / CLAIMS.file)
    with pytest.raises(BundleBroken, match="sure"):
        Bundle.open(resealed(bundle), full=True)
    pq.write_table(rows, bundle / CLAIMS.file)
    with pytest.raises(BundleBroken, match="rows"):
        Bundle.open(resealed(bundle, claims=99), full=True)


def test_columns_of_another_type_are_told(bundle):
    for table, name in ((STORIES, "documents"), (CLAIM_SENTENCES, "claim")):
        rows = pq.read_table(bundle / table.file)
        place = rows.schema.get_field_index(name)
        broken = rows.set_column(place, name, pa.array(["x"] * rows.num_rows))
        pq.write_table(broken, bundle / table.file)
        with pytest.raises(BundleBroken, match=name):
            Bundle.open(resealed(bundle), full=True)
        pq.write_table(rows, bundle / table.file)
