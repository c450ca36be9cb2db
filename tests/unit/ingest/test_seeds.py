"""The texts the project started from, read the whole way: every field as a person reads it."""

import json
from pathlib import Path

import pytest

from tests.unit.reading import ingest

SHARED = Path(__file__).resolve().parents[4] / "shared"
GOLD = SHARED / "gold" / "seeds.json"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not GOLD.exists(), reason="the shared corpora are not beside the project"),
]


@pytest.fixture(scope="module")
def read():
    result = ingest([SHARED / "seeds"])
    texts = result.texts["text"].to_pylist()
    return {row["origin"]["file"]: (row, text) for row, text in zip(result.documents.to_pylist(), texts, strict=True)}


def names() -> list[str]:
    return sorted(json.loads(GOLD.read_text("utf-8"))) if GOLD.exists() else []


@pytest.mark.parametrize("name", names())
def test_every_field_of_a_seed(read, name):
    gold = json.loads(GOLD.read_text("utf-8"))[name]
    row, _ = read[name]
    found = {field: row[field] for field in ("title", "language", "source", "issuer", "url")}
    found["published_precision"] = row["published_precision"]
    expected = {field: gold[field] for field in found}
    assert found == expected
    assert row["published_evidence"] == gold.get("published_evidence")
    bound = row["not_before"]
    assert (None if bound is None else f"{bound:%Y-%m-%d}") == gold["not_before"]
    if gold["published"] is None:
        assert row["published"] is None
    else:
        import pandas as pd

        start = pd.Timestamp(gold["published"])
        start = start.tz_localize("UTC") if start.tzinfo is None else start.tz_convert("UTC")
        assert pd.Timestamp(row["published"]) == start


@pytest.mark.parametrize("name", names())
def test_the_text_of_a_seed_and_nothing_around_it(read, name):
    gold = json.loads(GOLD.read_text("utf-8"))[name]
    _, text = read[name]
    folded = " ".join(text.split())
    assert [part for part in gold["keeps"] if " ".join(part.split()) not in folded] == []
    assert [part for part in gold["drops"] if " ".join(part.split()) in folded] == []
    assert {part: folded.count(" ".join(part.split())) for part in gold.get("once", [])} == dict.fromkeys(
        gold.get("once", []), 1
    )
