"""What the five sample texts state of themselves."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from filrouge.ingest.boilerplate.article import cut_boilerplate
from filrouge.ingest.dates.parse import parse_date
from filrouge.ingest.dates.published import Published
from filrouge.ingest.text_metadata.find import find_metadata

SHARED = Path(__file__).resolve().parents[5] / "shared"
NAMES = (
    sorted(json.loads((SHARED / "gold/seeds.json").read_text(encoding="utf-8")))
    if (SHARED / "gold/seeds.json").is_file()
    else []
)

pytestmark = [pytest.mark.shared, pytest.mark.skipif(not NAMES, reason="the shared texts are not here")]


@pytest.mark.parametrize("name", NAMES)
def test_each_sample_states_what_its_gold_says(name):
    gold = json.loads((SHARED / "gold/seeds.json").read_text(encoding="utf-8"))[name]
    raw = (SHARED / "seeds" / name).read_text(encoding="utf-8")
    pasted = cut_boilerplate(raw)
    found = find_metadata(raw, pasted.text, pasted.cuts, pasted.title, gold["language"])
    start = parse_date(gold["published"]).start if gold["published"] else None
    published = found.published.value if found.published else Published()
    assert (published.start, published.precision) == (start, gold["published_precision"])
    assert published.evidence == gold.get("published_evidence")
    values = {key: getattr(found, key) and getattr(found, key).value for key in ("source", "issuer", "url")}
    assert values == {key: gold[key] for key in values}
    assert (found.not_before.isoformat() if found.not_before else None) == gold["not_before"]


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_read_on_its_last_day_says_the_same(name):
    raw = (SHARED / "seeds" / name).read_text(encoding="utf-8")
    pasted = cut_boilerplate(raw)
    found = find_metadata(raw, pasted.text, pasted.cuts, pasted.title, None, datetime(2025, 8, 20, tzinfo=UTC).date())
    again = find_metadata(raw, pasted.text, pasted.cuts, pasted.title)
    assert found.published == again.published
