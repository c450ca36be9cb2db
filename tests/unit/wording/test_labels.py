from datetime import date

import pandas as pd
import pytest

from filrouge.explore.sides import Side
from filrouge.explore.timeline import OTHER
from filrouge.schema import NO_SOURCE
from filrouge.wording.labels import (
    headline_texts,
    labelled,
    side_names,
    standing_sentence,
    tentative_note,
    theme_names,
)
from tests.unit.explore.by_hand import FISH, GAS, NONE, PHARE, POST, VOTE


def test_frames_get_the_labels_of_the_reader_beside_their_numbers(by_hand):
    frame = pd.DataFrame({"n": [1, 2, 3, 4], "narrative": [GAS, FISH, OTHER, NONE]})
    named = labelled(frame, by_hand.speaking("fr"))
    assert list(named) == ["n", "narrative", "label"]
    assert named["label"].tolist() == ["prix du gaz", "pêche fermée°", "Other narratives", "No clear narrative"]
    assert list(frame) == ["n", "narrative"], "the frame itself is left as it was"


@pytest.mark.parametrize(
    ("sides", "names"),
    [
        ((Side((PHARE,)), Side((NO_SOURCE,))), ("Le Phare", "(no source)")),
        ((Side((PHARE, POST)), Side(("a", "b", "c", "d"))), ("Le Phare, Harbour Post", "a, b and 2 more")),
        ((Side(("a", "b", "c")), Side(("a", "b", "d"))), ("A: a, b and 1 more", "B: a, b and 1 more")),
        (
            (Side(first=date(2025, 1, 2), last=date(2025, 3, 4)), Side(first=date(2025, 3, 5), last=date(2025, 5, 6))),
            ("2 January 2025 to 4 March 2025", "5 March 2025 to 6 May 2025"),
        ),
    ],
)
def test_sides_are_named_and_told_apart(sides, names):
    assert side_names(sides) == names


@pytest.mark.parametrize(
    ("standing", "stability", "words"),
    [
        ("solid", 0.9, "Solid: other runs of the build find it again (stability 0.90 of 1)."),
        ("tentative", 0.5, "Tentative: other runs of the build find it only in part (stability 0.50 of 1)."),
        (None, None, "Not measured: it is not known whether other runs of the build would find it."),
    ],
)
def test_a_standing_in_plain_words(standing, stability, words):
    assert standing_sentence(standing, stability) == words


def test_the_mark_is_explained_only_where_it_is(by_hand):
    assert tentative_note(by_hand, [GAS, FISH]) == "° tentative: other runs of the build find it only in part"
    assert tentative_note(by_hand, [GAS, NONE, OTHER]) == ""
    assert tentative_note(by_hand, []) == ""


def test_themes_are_named_in_the_readers_language(by_hand):
    default = {0: "gas price / fishing ban", 1: "overseas vote"}
    assert theme_names(by_hand) == default
    assert theme_names(by_hand.speaking("de")) == default
    assert theme_names(by_hand.speaking("fr")) == {0: "prix du gaz / pêche fermée", 1: "vote des absents"}


def test_the_headline_is_a_quotation_with_source_and_day_in_the_readers_language(by_hand):
    assert headline_texts(by_hand) == {
        GAS: "“Gas is dear this winter” · Harbour Post, 7 January 2025",
        VOTE: "“A vote for those away” · (no source), undated",
    }
    assert headline_texts(by_hand.speaking("fr"))[GAS] == "“Le prix du gaz monte encore” · Le Phare, 6 January 2025"
