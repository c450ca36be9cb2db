"""The seed texts, as they were pasted from pages."""

import json
from pathlib import Path

import pytest

from filrouge.ingest.boilerplate.article import cut_boilerplate
from tests.unit.reading import restore

SHARED = Path(__file__).resolve().parents[4].parent / "shared"
GOLD = SHARED / "gold" / "seeds.json"
SEEDS = json.loads(GOLD.read_text(encoding="utf-8")) if GOLD.is_file() else {}

pytestmark = [pytest.mark.shared, pytest.mark.skipif(not SEEDS, reason="the shared folder is not beside the project")]


@pytest.mark.parametrize("name", sorted(SEEDS))
def test_the_article_of_a_seed_is_kept_and_nothing_else(name):
    raw = (SHARED / "seeds" / name).read_text(encoding="utf-8")
    gold = SEEDS[name]
    pasted = cut_boilerplate(raw)
    assert pasted.title == gold["title"]
    assert [keep for keep in gold["keeps"] if keep not in pasted.text] == []
    assert [drop for drop in gold["drops"] if drop in pasted.text] == []
    assert {once: pasted.text.count(once) for once in gold.get("once", [])} == dict.fromkeys(gold.get("once", []), 1)
    assert restore(pasted.text, pasted.cuts) == raw
