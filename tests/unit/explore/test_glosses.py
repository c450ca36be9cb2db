"""Beside a claim's sentences in other languages stands the nearest sentence in the reader's own."""

import pytest

from filrouge.bundle import records
from filrouge.explore.claims import claims, statements
from filrouge.explore.glosses import glosses
from filrouge.explore.selection import Selection


@pytest.fixture(scope="module")
def told_in_many(demo):
    """The sentences of the demo's claim that most languages state, and its narrative."""
    frame = claims(demo, Selection()).sort_values(["languages", "texts"], ascending=False)
    row = records(frame.head(1))[0]
    assert row["languages"] >= 3
    return statements(demo, Selection(), int(row["claim"])), int(row["narrative"])


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_gloss_is_a_whole_sentence_of_the_readers_language(demo, told_in_many, language):
    said, narrative = told_in_many
    found = glosses(demo, said, narrative, language)
    foreign = said[(said["language"] != language) & ~said["headline"]]
    assert set(found) <= set(foreign.index)
    assert len(found) >= len(foreign) / 2
    for place, gloss in found.items():
        assert gloss.row["language"] == language
        assert gloss.text in " ".join(gloss.row["text"].split())
        assert gloss.row["doc"] != said["doc"][place]


def test_nothing_stands_beside_what_is_read_anyway(demo, told_in_many):
    said, narrative = told_in_many
    own = said[said["language"] == "en"].reset_index(drop=True)
    assert glosses(demo, own, narrative, "en") == {}
    assert glosses(demo, said[said["headline"]].reset_index(drop=True), narrative, "en") == {}
    assert glosses(demo, said, narrative, "ja") == {}


def test_a_bundle_without_sentences_has_none(by_hand, told_in_many):
    said, narrative = told_in_many
    assert glosses(by_hand, said, narrative, "en") == {}
