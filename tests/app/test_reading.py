"""A few texts on the overview, to be read."""

from dataclasses import replace

from components import reading
from filrouge.explore.recurring import Recurring
from filrouge.explore.selection import Selection

from .conftest import words


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
