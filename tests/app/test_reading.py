"""A few texts on the overview, to be read."""

from dataclasses import replace

import pytest

from components import reading
from filrouge.explore import reading as few
from filrouge.explore.recurring import Recurring
from filrouge.explore.selection import Selection

from .conftest import charts, words


def test_a_few_texts_are_read_one_by_one(open_page, by_hand):
    at = open_page("overview", by_hand.path)
    assert not at.exception
    assert "Reading these texts" in [heading.value for heading in at.main.subheader]
    said = words(at)
    assert said.count("Who speaks") == 8
    assert "Not recognised" in said
    assert "does not say" not in said
    assert "What several texts share" in said
    assert [c.value for c in at.main.caption if c.value.startswith("Not drawn")] == [
        "Not drawn: “Narratives by size”, because 8 texts are too few to count."
    ]


@pytest.mark.parametrize("page", ["compare", "findings"])
def test_pages_that_count_send_the_reader_of_few_texts_to_the_overview(open_page, by_hand, page):
    at = open_page(page, by_hand.path)
    assert not at.exception
    assert any("where they differ, is on the overview" in info.value for info in at.main.info)


def test_nobody_is_asked_to_click_a_chart_that_is_not_drawn(open_page, by_hand, bundle, monkeypatch):
    asked = [info.value for info in open_page("timeline", bundle.path).main.info]
    assert asked == ["Click a point on the chart, or choose a period here, to read its passages."]
    monkeypatch.setattr(few, "FEWEST_DATED", 100)
    at = open_page("timeline", by_hand.path)
    assert charts(at) == []
    assert [info.value for info in at.main.info] == ["Choose a period here to read its passages."]


def test_numbers_that_recur_and_are_not_shown_are_in_the_csv(open_page, by_hand, monkeypatch):
    found = reading.reading(by_hand, Selection())
    docs = [read.row["doc"] for read in found.texts[:2]]
    recurs = Recurring("1,240", dict.fromkeys(docs, 1)), dict.fromkeys(docs, "1,240 crates")
    for n in (12, 13):
        numbers = (recurs,) * n
        monkeypatch.setattr(reading, "reading", lambda *_, numbers=numbers: replace(found, names=(), numbers=numbers))
        at = open_page("overview", by_hand.path)
        assert not at.exception
        assert words(at).count("1. 1,240 crates") == 12
        assert ("The first 12 are shown; all are in the CSV." in [c.value for c in at.main.caption]) == (n > 12)
