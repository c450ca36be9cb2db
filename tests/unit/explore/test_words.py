import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm

from filrouge.explore.passages import passages_by_id
from filrouge.explore.selection import Selection
from filrouge.explore.words import (
    COLUMNS,
    distinctive_words,
    log_odds,
    passages_with,
    places_of,
    sampled_passages,
    words,
    words_between,
)
from tests.unit.explore.by_hand import FISH, GAS, PHARE, POST, VOTE


def passages(texts: list[str], language: str = "en", first: int = 0) -> pd.DataFrame:
    return pd.DataFrame({"language": language, "copy_group": range(first, first + len(texts)), "text": texts})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Le détroit, c'est 1764 !", ["le", "détroit", "est"]),
        ("State-run I ΑΒΓ", ["state", "run", "αβγ"]),
        ("हिन्दी में समाचार", ["हिन्दी", "में", "समाचार"]),
        ("海峡危机 2025年", ["海峡", "峡危", "危机", "年"]),
        ("", []),
    ],
)
def test_words(text, found):
    assert list(words(text)) == found


def test_log_odds_by_hand():
    # Monroe, Colaresi & Quinn 2008, two words: 10 and 90 against 30 and 70, prior 2 and 8.
    value, error = log_odds(np.array([10.0, 90.0]), np.array([30.0, 70.0]), np.array([2.0, 8.0]))
    assert value[0] == pytest.approx(np.log(12 / 98) - np.log(32 / 78))
    assert value[1] == pytest.approx(-value[0])
    assert error == pytest.approx([np.sqrt(1 / 12 + 1 / 32), np.sqrt(1 / 98 + 1 / 78)])


def test_without_a_prior_it_is_the_odds_ratio():
    from scipy.stats.contingency import odds_ratio

    value, _ = log_odds(np.array([12.0, 88.0]), np.array([25.0, 75.0]), np.zeros(2))
    assert value[0] == pytest.approx(np.log(odds_ratio([[12, 88], [25, 75]], kind="sample").statistic))


def test_a_planted_word_is_found_and_counted_by_text():
    rng = np.random.default_rng(0)
    usual = [f"word{i}" for i in range(60)]

    def text(extra: str) -> str:
        return " ".join([*rng.choice(usual, 30), extra])

    ours = passages([text("mines mines mines" if i < 20 else "") for i in range(40)])
    theirs = passages([text("mines" if i < 2 else "") for i in range(60)], first=100)
    frame = distinctive_words(ours, theirs)
    assert list(frame.columns) == COLUMNS
    top = frame.iloc[0]
    assert top["word"] == "mines"
    assert top[["first", "second", "first_texts", "second_texts"]].tolist() == [20, 2, 40, 60]
    assert top["low"] > 0
    assert top["q"] < 0.02
    assert (frame["q"].iloc[1:] > 0.05).all()
    half = (frame["high"] - frame["low"]) / 2
    assert (frame["log_odds"] / frame["z"] * norm.ppf(0.975)).tolist() == pytest.approx(half.tolist())


def test_what_one_text_repeats_is_one_text():
    ours = passages(["mines " * 50] + ["boats at sea"] * 9)
    theirs = passages(["boats at sea"] * 10, first=100)
    assert "mines" not in set(distinctive_words(ours, theirs)["word"])


def test_languages_by_themselves_and_not_without_enough_texts():
    both = [
        pd.concat([passages(["gas dear"] * 6, "en", n), passages(["gaz cher"] * 4, "fr", n + 50)]) for n in (0, 100)
    ]
    assert set(distinctive_words(*both)["language"]) == {"en"}
    assert distinctive_words(both[0][:0], both[1]).empty


def test_passages_of_a_selection_one_copy_of_each(by_hand):
    frame = sampled_passages(by_hand, Selection(narratives=(FISH,)))
    assert frame["text"].tolist() == ["Boats stay in the harbour.", "La pêche est fermée."]
    assert frame["language"].tolist() == ["en", "fr"]
    every = sampled_passages(by_hand, Selection(sources=(POST,)))
    assert every["copy_group"].tolist() == [1, 1, 4, 4, 4]
    assert sampled_passages(by_hand, Selection(narratives=(GAS, VOTE), sources=(PHARE,)))["copy_group"].tolist() == [
        0,
        0,
        5,
    ]


def test_a_sample_is_fair_and_the_same_again(bundle):
    whole = sampled_passages(bundle, Selection())
    some = sampled_passages(bundle, Selection(), most=50)
    assert some["copy_group"].nunique() == 50
    assert set(some["copy_group"]) <= set(whole["copy_group"])
    pd.testing.assert_frame_equal(some, sampled_passages(bundle, Selection(), most=50))


def test_a_text_in_both_groups_counts_for_the_first(bundle):
    assert words_between(bundle, Selection(), Selection(sources=("Source 01",))).empty
    two = words_between(bundle, Selection(sources=("Source 01",)), Selection(sources=("Source 02",)))
    assert set(two["language"]) == {"en", "fr"}
    assert not (two["q"] <= 0.01).any()


def test_texts_on_both_sides_are_left_out(by_hand):
    # the wire text stands in both sources' output; nothing else is shared
    everywhere = words_between(by_hand, Selection(), Selection())
    assert everywhere.empty


@pytest.mark.parametrize(
    ("text", "word", "places"),
    [
        ("The strike, STRIKE and strikes", "strike", [(4, 10), (12, 18)]),
        ("c'est l'été, été", "été", [(8, 11), (13, 16)]),
        ("海峡危机", "危机", [(2, 4)]),
        ("a.b", "a", [(0, 1)]),
    ],
)
def test_where_a_word_stands(text, word, places):
    assert places_of(text, word) == places


def test_passages_with_a_word_have_it(bundle):
    table = words_between(bundle, Selection(sources=("Source 01",)), Selection(sources=("Source 02",)))
    row = table.iloc[0]
    found = passages_with(bundle, Selection(sources=("Source 01",)), row["language"], row["word"])
    assert found
    texts = passages_by_id(bundle, found, limit=1000).frame
    assert texts["text"].str.casefold().str.contains(row["word"], regex=False).all()
    assert set(texts["source"]) == {"Source 01"}
