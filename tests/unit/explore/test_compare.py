from datetime import timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, chi2, chi2_contingency

from filrouge.errors import ViewError
from filrouge.explore.compare import CERTAIN, FEWEST_TEXTS, compare
from filrouge.explore.intervals import SURE, benjamini_hochberg, newcombe, score_test, wilson
from filrouge.explore.selection import Selection
from filrouge.explore.sides import Side, largest_sources, sides_of
from filrouge.explore.view import View
from filrouge.schema import NO_SOURCE
from tests.unit.explore.by_hand import FISH, GAS, NONE, PHARE, POST, VOTE


def one(share: float, n: int) -> tuple[np.ndarray, np.ndarray]:
    return np.array([share]), np.array([n])


# Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3
@pytest.mark.parametrize(
    ("r", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_score_interval_against_published_examples(r, n, low, high):
    found = wilson(*one(r / n, n))
    assert [float(end[0]) for end in found] == pytest.approx([low, high], abs=5e-5)


# Newcombe 1998, "Interval estimation for the difference between independent proportions", table II, method 10
@pytest.mark.parametrize(
    ("a", "m", "b", "n", "low", "high"),
    [
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (6, 7, 2, 7, 0.0582, 0.8062),
        (5, 56, 0, 29, -0.0381, 0.1926),
        (0, 10, 0, 20, -0.1611, 0.2775),
        (0, 10, 0, 10, -0.2775, 0.2775),
        (10, 10, 0, 20, 0.6791, 1.0),
        (10, 10, 0, 10, 0.6075, 1.0),
    ],
)
def test_interval_of_a_difference_against_published_examples(a, m, b, n, low, high):
    found = newcombe(*one(a / m, m), *one(b / n, n))
    assert [float(end[0]) for end in found] == pytest.approx([low, high], abs=5e-5)


@given(n=st.integers(1, 10_000), part=st.floats(0, 1))
def test_a_score_interval_holds_its_share_and_mirrors(n, part):
    low, high = wilson(*one(part, n))
    assert 0 <= low[0] <= part + 1e-12
    assert part - 1e-12 <= high[0] <= 1
    mirrored = wilson(*one(1 - part, n))
    assert (1 - mirrored[1][0], 1 - mirrored[0][0]) == pytest.approx((low[0], high[0]), abs=1e-9)


def test_score_interval_at_the_edges():
    low, high = wilson(np.array([0.0, 1.0, 0.0]), np.array([10, 10, 0]))
    assert low.tolist() == pytest.approx([0.0, 0.7225, 0.0], abs=5e-5)
    assert high.tolist() == pytest.approx([0.2775, 1.0, 1.0], abs=5e-5)


def of(*sources: str) -> tuple[Side, ...]:
    return tuple(Side((source,)) for source in sources)


def rows(frame: pd.DataFrame, place: int) -> pd.DataFrame:
    return frame[frame["side"] == place].set_index("narrative")


def test_shares_counted_by_hand_and_copies_count_once(by_hand):
    frame = compare(by_hand, Selection(), of(PHARE, POST))
    first, second = rows(frame, 0), rows(frame, 1)
    assert first["share"].to_dict() == pytest.approx({GAS: 1 / 4, FISH: 1 / 4, VOTE: 1 / 4, NONE: 1 / 4})
    # two copies are one text, half of it on gas: half a text of two
    assert second["share"].to_dict() == pytest.approx({GAS: 1 / 4, FISH: 1 / 4, VOTE: 1 / 3, NONE: 1 / 6})
    assert second["mentions"].to_dict() == {GAS: 2, FISH: 2, VOTE: 1, NONE: 1}
    assert second["mentions_texts"].to_dict() == {GAS: 1, FISH: 1, VOTE: 1, NONE: 1}
    assert set(first["documents"]) == set(first["texts"]) == {4}
    assert (set(second["documents"]), set(second["texts"])) == ({3}, {2})
    assert second["difference"].to_dict() == pytest.approx({GAS: 0, FISH: 0, VOTE: 1 / 12, NONE: -1 / 12}, abs=1e-12)
    assert (first[["difference", "difference_low", "difference_high"]] == 0).all(axis=None)
    assert not frame["enough"].any()
    assert {VOTE, NONE} == set(frame["narrative"].head(4))
    assert frame["p"].isna().all(), "too few texts to test"
    assert frame["side"].tolist() == [0, 1] * 4


def test_the_first_source_asked_is_the_yardstick(by_hand):
    there = rows(compare(by_hand, Selection(), of(PHARE, POST)), 1)
    back = rows(compare(by_hand, Selection(), of(POST, PHARE)), 1)
    for a, b in (("difference", "difference"), ("difference_low", "difference_high")):
        assert (-back[b]).to_dict() == pytest.approx(there[a].to_dict())


def test_an_unknown_source_can_be_compared(by_hand):
    frame = rows(compare(by_hand, Selection(), of(NO_SOURCE, PHARE)), 0)
    assert frame["share"].to_dict() == pytest.approx({GAS: 1 / 3, VOTE: 2 / 3, FISH: 0, NONE: 0})
    assert frame["mentions"].to_dict() == {GAS: 1, VOTE: 1, FISH: 0, NONE: 0}


def test_a_chosen_narrative_keeps_the_denominators(by_hand):
    whole = rows(compare(by_hand, Selection(), of(PHARE, POST)), 1)
    only = rows(compare(by_hand, Selection(narratives=(VOTE,)), of(PHARE, POST)), 1)
    assert only.index.tolist() == [VOTE]
    told = ["p", "q", "certainty"]
    assert only.loc[VOTE].drop(told).to_dict() == whole.loc[VOTE].drop(told).to_dict()


def test_a_source_with_nothing_in_the_selection_has_no_share(by_hand):
    frame = compare(by_hand, Selection(languages=("fr",)), of(PHARE, POST))
    silent = rows(frame, 1)
    assert set(silent["documents"]) == set(silent["share"]) == {0}
    assert set(zip(silent["share_low"], silent["share_high"], strict=True)) == {(0.0, 1.0)}
    assert not silent["enough"].any()


def test_nothing_selected_is_an_empty_frame(by_hand):
    frame = compare(by_hand, Selection(query="nowhere"), of(PHARE, POST))
    assert frame.empty
    assert "difference" in frame


def test_enough_texts_and_the_published_formulas_meet_the_data(bundle):
    sources = largest_sources(bundle, Selection(), 3)
    frame = compare(bundle, Selection(copies="verbatim"), of(*sources))
    documents = pd.read_parquet(bundle.path / "documents.parquet")
    passages = pd.read_parquet(bundle.path / "passages.parquet").merge(
        documents[["doc_id", "source", "copy_group"]], on="doc_id"
    )
    for row in frame.itertuples():
        own = passages[passages["source"] == sources[row.side]]
        texts = own.groupby("copy_group")["narrative"].apply(lambda found, n=row.narrative: (found == n).mean())
        assert row.texts == len(texts)
        assert row.share == pytest.approx(texts.mean())
        assert row.mentions == own.loc[own["narrative"] == row.narrative, "doc_id"].nunique()
        about = own.loc[own["narrative"] == row.narrative, "copy_group"]
        assert row.mentions_texts == about.nunique()
        low, high = wilson(*one(row.share, row.texts))
        assert (row.share_low, row.share_high) == pytest.approx((low[0], high[0]))
    differences = frame[frame["side"] != 0]
    assert (differences["difference_low"] <= differences["difference"]).all()
    assert (differences["difference"] <= differences["difference_high"]).all()
    expected = frame["texts"].ge(FEWEST_TEXTS) & (rows(frame, 0)["texts"].iloc[0] >= FEWEST_TEXTS)
    assert frame["enough"].tolist() == expected.tolist()
    assert frame["enough"].any()


def test_too_few_texts_of_either_is_said(variant):
    opened = variant("forty-sources")
    sizes = opened.sources.set_index("source")["n_documents"]
    big, small = sizes.idxmax(), sizes[sizes < FEWEST_TEXTS].index[0]
    assert not rows(compare(opened, Selection(), of(big, small)), 1)["enough"].any()
    assert not compare(opened, Selection(), of(small, big))["enough"].any()
    assert rows(compare(opened, Selection(), of(big, small)), 0)["enough"].all()


def test_the_largest_sources_are_named_ones_of_the_selection(by_hand):
    assert largest_sources(by_hand, Selection()) == (PHARE, POST)
    assert largest_sources(by_hand, Selection(languages=("en",))) == (POST,)
    assert largest_sources(by_hand, Selection(sources=(NO_SOURCE,))) == ()
    assert largest_sources(by_hand, Selection(), 1) == (PHARE,)


# Campbell 2007 gives the test as the chi-squared of the table times (N - 1) / N.
@pytest.mark.parametrize(("a", "m", "b", "n"), [(56, 70, 48, 80), (9, 10, 3, 10), (30, 400, 61, 380), (5, 56, 1, 29)])
def test_the_score_test_against_scipy(a, m, b, n):
    found = score_test(*one(a / m, m), *one(b / n, n))[0]
    whole = chi2_contingency([[a, m - a], [b, n - b]], correction=False).statistic
    assert found == pytest.approx(chi2.sf(whole * (m + n - 1) / (m + n), 1))


def test_what_is_not_even_expected_once_is_not_tested():
    assert np.isnan(score_test(*one(0.0, 20), *one(0.02, 20))[0])
    assert np.isnan(score_test(*one(0.0, 20), *one(0.0, 20))[0])
    assert not np.isnan(score_test(*one(0.0, 20), *one(0.5, 20))[0])


def test_how_sure_orders_the_narratives(bundle):
    frame = compare(bundle, Selection(), of(*largest_sources(bundle, Selection(), 4)))
    others = frame[frame["certainty"] != ""]
    assert len(others) == 3 * frame["narrative"].nunique()
    expected = benjamini_hochberg(others["p"], len(others))
    assert others["q"].to_numpy() == pytest.approx(expected, nan_ok=True)
    for row in others.itertuples():
        certain = "clear" if row.q <= CERTAIN else "likely" if row.q <= SURE else "open"
        assert row.certainty == certain
    least = others.groupby("narrative", sort=False)["p"].min().fillna(1).tolist()
    assert least == sorted(least)


def test_two_groups_are_told_apart_and_may_not_share(by_hand):
    view = View("compare", sides="groups", group_a=(PHARE,), group_b=(POST, NO_SOURCE))
    sides = sides_of(by_hand, view)
    assert [side.sources for side in sides] == [(PHARE,), (POST, NO_SOURCE)]
    frame = compare(by_hand, Selection(), sides)
    alone = compare(by_hand, Selection(), of(PHARE, POST))
    assert rows(frame, 0)["share"].to_dict() == pytest.approx(rows(alone, 0)["share"].to_dict())
    assert set(rows(frame, 1)["documents"]) == {3 + 1}
    with pytest.raises(ViewError, match=f"“{PHARE}” is in both groups"):
        sides_of(by_hand, view.having(group_b=(POST, PHARE)))
    with pytest.raises(ViewError, match="two groups"):
        sides_of(by_hand, view.having(group_b=()))


def test_two_periods_part_the_dated_documents(bundle):
    days = bundle.query("SELECT day, day_end FROM documents WHERE day IS NOT NULL")
    first, second = sides_of(bundle, View("compare", sides="periods"))
    assert (first.first, second.last) == (days["day"].min().date(), days["day_end"].max().date())
    assert second.first == first.last + timedelta(days=1)
    frame = compare(bundle, Selection(), (first, second))
    inside = (days["day"] >= pd.Timestamp(first.first)) & (days["day_end"] <= pd.Timestamp(first.last))
    assert set(rows(frame, 0)["documents"]) == {int(inside.sum())}
    named = View("compare", sides="periods", a_from=first.first, a_to=first.last, b_from=second.first, b_to=second.last)
    assert sides_of(bundle, named) == (first, second)
    with pytest.raises(ViewError, match="overlap"):
        sides_of(bundle, named.having(b_from=first.last))
    with pytest.raises(ViewError, match="ends before it begins"):
        sides_of(bundle, named.having(a_to=first.first - timedelta(days=1)))


def test_periods_that_do_not_differ_are_seldom_told_apart():
    # 400 tables of two samples of one population: false discoveries stay at the level of the test.
    rng = np.random.default_rng(3)
    share, n = rng.binomial(150, 0.2, 400) / 150, np.full(400, 150)
    p = score_test(share, n, rng.binomial(150, 0.2, 400) / 150, n)
    assert binomtest(int((p <= 0.05).sum()), 400, 0.05, alternative="greater").pvalue > 0.01
