"""Pasted pages in ten languages, read the whole way: the article alone, its title, its source, its date as stated."""

import json
from pathlib import Path

import pytest

from tests.unit.reading import ingest

PAGES = Path(__file__).resolve().parent / "pasted_pages"
FACTS = json.loads((PAGES / "facts.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def read():
    result = ingest(sorted(PAGES.glob("*.txt")))
    texts = result.texts["text"].to_pylist()
    rows = result.documents.to_pylist()
    return {row["origin"]["file"][:2]: (row, text) for row, text in zip(rows, texts, strict=True)}


@pytest.mark.parametrize("language", FACTS)
def test_a_pasted_page_is_read_for_what_it_is(read, language):
    row, text = read[language]
    facts = FACTS[language]
    assert (row["language"], row["title"], row["source"]) == (language, facts["title"], facts["source"])
    assert row["published_evidence"] == facts["evidence"]
    if facts["evidence"] is None:  # "Stand" is when it was last changed, which is not when it was published
        assert row["published"] is None
    else:
        assert f"{row['published']:%Y-%m-%d %H}" == ("2025-03-14 12" if language == "az" else "2025-03-14 16")
    assert text.strip().startswith(facts["begins"])
    assert text.strip().endswith(facts["ends"])
