from datetime import date
from functools import partial

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binomtest

from filrouge.explore import timeline as timelines
from filrouge.explore.intervals import wilson
from filrouge.explore.selection import Selection
from filrouge.explore.timeline import AVERAGINGS, COLUMNS, MOST_SHOWN, OTHER, timeline_panels
from filrouge.schema import NO_NARRATIVE, NO_SOURCE
from tests.unit.explore.by_hand import FISH, GAS, NONE, PHARE, POST, VOTE
from tests.unit.explore.planted import held, shares_of_periods, unit_weights

timeline = partial(timelines.timeline, averaging="pooled")


def cells(frame: pd.DataFrame, column: str) -> dict[int, list]:
    """One row of numbers a narrative, in the order of time."""
    return {n: group.sort_values("start")[column].tolist() for n, group in frame.groupby("narrative", sort=False)}


def test_by_week_counted_by_hand(by_hand):
    found = timeline(by_hand, Selection(), "week")
    weeks = ["2024-12-30", "2025-01-06", "2025-01-13", "2025-01-20", "2025-01-27", "2025-02-03"]
    assert found.frame["start"].dt.strftime("%Y-%m-%d").unique().tolist() == weeks
    assert cells(found.frame, "mentions") == {
        GAS: [0, 3, 0, 0, 0, 0],
        FISH: [0, 2, 1, 0, 0, 0],
        VOTE: [0, 0, 1, 0, 0, 0],
        NONE: [0, 0, 1, 0, 0, 1],
    }
    assert cells(found.frame, "mentions_texts") == {
        GAS: [0, 2, 0, 0, 0, 0],
        FISH: [0, 1, 1, 0, 0, 0],
        VOTE: [0, 0, 1, 0, 0, 0],
        NONE: [0, 0, 1, 0, 0, 1],
    }
    shares = cells(found.frame, "share")
    assert shares[GAS] == pytest.approx([0, 3 / 4, 0, 0, 0, 0])  # gaz, and half of the wire, which is one text
    assert shares[FISH] == pytest.approx([0, 1 / 4, 1 / 2, 0, 0, 0])
    assert shares[VOTE] == pytest.approx([0, 0, 1 / 3, 0, 0, 0])
    assert shares[NONE] == pytest.approx([0, 0, 1 / 6, 0, 0, 1])
    assert cells(found.frame, "documents")[GAS] == [0, 3, 2, 0, 0, 1]
    assert cells(found.frame, "texts")[VOTE] == [0, 2, 2, 0, 0, 1]
    assert (found.period, found.counts.undated, found.coarse) == ("week", 1, 1)


def test_by_month_the_coarse_document_has_its_place(by_hand):
    found = timeline(by_hand, Selection())
    assert (found.period, found.counts.undated, found.coarse) == ("month", 1, 0)
    assert cells(found.frame, "documents")[GAS] == [6, 1]
    assert cells(found.frame, "texts")[GAS] == [5, 1]
    assert cells(found.frame, "mentions") == {GAS: [3, 0], FISH: [3, 0], VOTE: [2, 0], NONE: [1, 1]}
    shares = cells(found.frame, "share")
    assert [shares[n][0] for n in (GAS, FISH, VOTE, NONE)] == pytest.approx(
        [3 / 10, 3 / 10, 1 / 3, 1 / 15]
    )  # of five texts


def test_a_chosen_narrative_keeps_the_denominators(by_hand):
    found = timeline(by_hand, Selection(narratives=(FISH,)), "month")
    assert cells(found.frame, "documents")[FISH] == [6, 1]
    assert cells(found.frame, "mentions") == {FISH: [3, 0], OTHER: [5, 0], NONE: [1, 1]}
    shares = cells(found.frame, "share")
    assert shares[FISH] == pytest.approx([3 / 10, 0])
    assert shares[OTHER] == pytest.approx([19 / 30, 0])
    assert found.counts.undated == 1
    assert cells(found.frame, "mentions_texts") == {FISH: [2, 0], OTHER: [4, 0], NONE: [1, 1]}
    assert found.frame["narrative"].drop_duplicates().tolist() == [FISH, OTHER, NONE]


def test_other_filters_do_change_the_denominators(by_hand):
    found = timeline(by_hand, Selection(sources=(POST,)), "month")
    assert cells(found.frame, "documents")[GAS] == [3]
    assert cells(found.frame, "share")[GAS] == pytest.approx([1 / 4])  # half of one text of two


def test_the_grid_follows_the_date_filter(by_hand):
    found = timeline(by_hand, Selection(date(2025, 1, 8), date(2025, 1, 30)), "week")
    assert cells(found.frame, "mentions")[GAS] == [1, 0, 0, 0]
    assert found.frame["start"].min() == pd.Timestamp("2025-01-06")


def test_a_chosen_narrative_without_a_dated_document_is_a_row_of_zeros(by_hand):
    found = timeline(by_hand, Selection(date_from=date(2025, 2, 1), narratives=(GAS,)), "month")
    assert cells(found.frame, "mentions") == {GAS: [0], NONE: [1]}


@pytest.mark.parametrize(
    "selection",
    [Selection(sources=(NO_SOURCE,)), Selection(sources=("Nobody",)), Selection(query="nowhere")],
)
def test_nothing_dated_is_an_empty_frame(by_hand, selection):
    found = timeline(by_hand, selection)
    assert found.frame.empty
    assert list(found.frame) == COLUMNS


def test_only_coarse_dates_are_an_empty_frame_that_says_so(by_hand):
    found = timeline(by_hand, Selection(sources=(PHARE,), narratives=(), query="absents"), "week")
    assert found.frame.empty
    assert (found.counts.undated, found.coarse) == (0, 1)


@pytest.mark.parametrize("period", ["day", "week", "month", "quarter"])
@pytest.mark.parametrize(
    "selection",
    [Selection(), Selection(narratives=(3, 5)), Selection(languages=("fr",)), Selection(date(2024, 3, 3))],
)
def test_shares_add_up_to_one_wherever_there_are_documents(bundle, period, selection):
    for averaging in AVERAGINGS:
        shares_add_up(timelines.timeline(bundle, selection, period, averaging).frame)


def shares_add_up(frame):
    by_period = frame.groupby("start").agg(share=("share", "sum"), documents=("documents", "first"))
    some = by_period["documents"] > 0
    assert by_period.loc[some, "share"].tolist() == pytest.approx([1.0] * int(some.sum()))
    assert (by_period.loc[~some, "share"] == 0).all()
    assert (frame["mentions"] <= frame["documents"]).all()
    assert (frame["low"] <= frame["share"] + 1e-9).all()
    assert (frame["share"] <= frame["high"] + 1e-9).all()
    assert (frame["effective"] <= frame["texts"] + 1e-9).all()
    assert (frame["texts"] <= frame["documents"]).all()
    assert not frame.duplicated(["start", "narrative"]).any()
    assert len(frame) == frame["start"].nunique() * frame["narrative"].nunique()


def test_every_number_equals_a_plain_recomputation(bundle):
    documents = pd.read_parquet(bundle.path / "documents.parquet").dropna(subset="published")
    known = documents[["doc_id", "published", "copy_group"]]
    passages = pd.read_parquet(bundle.path / "passages.parquet").merge(known, on="doc_id")
    passages["start"] = passages["published"].dt.tz_localize(None).dt.to_period("M").dt.start_time
    passages["weight"] = 1 / passages.groupby("doc_id")["passage_id"].transform("size")
    n_documents = passages.groupby("start")["doc_id"].nunique()
    sizes = passages[passages["narrative"] >= 0].groupby("narrative")["doc_id"].nunique()
    eight = sorted(sizes.index, key=lambda n: (-sizes[n], n))[:MOST_SHOWN]
    frame = timeline(bundle, Selection(copies="verbatim"), "month").frame
    assert frame["narrative"].drop_duplicates().tolist() == [*eight, OTHER, NO_NARRATIVE]
    for row in frame.itertuples():
        about = (
            ~passages["narrative"].isin([*eight, -1])
            if row.narrative == OTHER
            else passages["narrative"] == row.narrative
        )
        members = passages[about & (passages["start"] == row.start)]
        assert row.documents == n_documents[row.start]
        assert row.mentions == members["doc_id"].nunique()
        assert row.mentions_texts == members["copy_group"].nunique()


@pytest.mark.parametrize("averaging", AVERAGINGS)
def test_shares_and_texts_equal_a_plain_recomputation(bundle, averaging):
    documents = pd.read_parquet(bundle.path / "documents.parquet").dropna(subset="published")
    documents["start"] = documents["published"].dt.tz_localize(None).dt.to_period("M").dt.start_time
    documents["source"] = documents["source"].fillna(NO_SOURCE)
    units = documents.drop_duplicates(["start", "source", "copy_group"])[["start", "source", "copy_group"]].copy()
    units["weight"] = unit_weights(units, averaging)
    passages = pd.read_parquet(bundle.path / "passages.parquet")
    passages["part"] = 1 / passages.groupby("doc_id")["passage_id"].transform("size")
    shares = passages.groupby(["doc_id", "narrative"])["part"].sum().reset_index().merge(documents, on="doc_id")
    copies = documents.groupby(["start", "source", "copy_group"]).size().rename("copies").reset_index()
    shares = shares.merge(units).merge(copies)
    shares["share"] = shares["part"] * shares["weight"] / shares["copies"]
    expected = shares.groupby(["narrative", "start"])["share"].sum()
    effective = 1 / units.groupby(["start", "copy_group"])["weight"].sum().pow(2).groupby("start").sum()
    frame = timelines.timeline(bundle, Selection(copies="verbatim"), "month", averaging).frame
    for row in frame[(frame["narrative"] != OTHER) & (frame["documents"] > 0)].itertuples():
        assert row.share == pytest.approx(expected.get((row.narrative, row.start), 0.0))
        assert row.effective == pytest.approx(effective[row.start])
        assert row.enough == (row.effective >= 10)


def test_the_interval_of_a_week_by_hand(by_hand):
    frame = timeline(by_hand, Selection(), "week").frame
    gas = frame[(frame["narrative"] == GAS) & (frame["start"] == "2025-01-06")].iloc[0]
    assert (gas["share"], gas["texts"], gas["effective"], gas["enough"]) == (0.75, 2, 2.0, False)
    assert (gas["low"], gas["high"]) == pytest.approx([float(e[0]) for e in wilson(np.array([0.75]), np.array([2]))])
    nothing = frame[(frame["narrative"] == GAS) & (frame["start"] == "2025-01-20")].iloc[0]
    assert (nothing["share"], nothing["low"], nothing["high"], nothing["texts"]) == (0, 0, 1, 0)


@pytest.mark.parametrize("panel", ["source", "language"])
def test_panels_are_the_timelines_of_each(bundle, panel):
    found, left = timeline_panels(bundle, Selection(narratives=(1, 4)), panel, "month")
    assert set(found.frame["narrative"]) == {1, 4}
    names = found.frame["panel"].drop_duplicates().tolist()
    assert len(names) + left == (
        len(set(pd.read_parquet(bundle.path / "documents.parquet").dropna(subset="published")[panel].fillna(NO_SOURCE)))
    )
    assert len(found.frame) == len(names) * 2 * found.frame["start"].nunique()
    if panel == "source":
        alone = timelines.timeline(bundle, Selection(sources=(names[0],), narratives=(1, 4)), "month").frame
        both = found.frame[found.frame["panel"] == names[0]].merge(alone, on=["start", "narrative"])
        assert len(both)
        assert both["share_x"].tolist() == pytest.approx(both["share_y"].tolist())


@pytest.mark.parametrize(
    ("narratives", "expected"),
    [((), [GAS, FISH, VOTE, NONE]), ((VOTE, GAS), [VOTE, GAS, OTHER, NONE]), ((VOTE, NONE), [VOTE, OTHER, NONE])],
)
def test_the_largest_come_first_or_the_chosen_in_their_order(by_hand, narratives, expected):
    frame = timeline(by_hand, Selection(narratives=narratives), "month").frame
    assert frame["narrative"].drop_duplicates().tolist() == expected


def test_a_bundle_without_narratives_is_all_of_one_kind(variant):
    frame = timeline(variant("no-narratives"), Selection(), "quarter").frame
    assert frame["narrative"].unique().tolist() == [NO_NARRATIVE]
    assert frame.loc[frame["documents"] > 0, "share"].tolist() == pytest.approx(
        [1.0] * int((frame["documents"] > 0).sum())
    )


def test_weights_by_hand():
    # Two sources in the first period: three texts and one; the first has a second period to itself, of four texts.
    units = pd.DataFrame(
        {"start": [1, 1, 1, 1, 2, 2, 2, 2], "source": list("aaabaaaa"), "copy_group": [1, 2, 3, 3, 5, 6, 7, 8]}
    )
    first = units["start"] == 1
    assert unit_weights(units, "pooled")[first].tolist() == pytest.approx([1 / 3, 1 / 3, 1 / 6, 1 / 6])
    assert unit_weights(units, "sources")[first].tolist() == pytest.approx([1 / 6, 1 / 6, 1 / 6, 1 / 2])
    # of eight units seven are a's
    assert unit_weights(units, "weighted")[first].tolist() == pytest.approx([7 / 24, 7 / 24, 7 / 24, 1 / 8])
    for averaging in AVERAGINGS:
        assert unit_weights(units, averaging).groupby(units["start"]).sum().tolist() == pytest.approx([1, 1])


@pytest.mark.parametrize("averaging", AVERAGINGS)
def test_intervals_hold_the_truth(averaging):
    found = 0
    for seed in range(10):
        units, truth = shares_of_periods(np.random.default_rng(seed), 200)
        found += held(units, truth, unit_weights(units, averaging), wilson)
    assert binomtest(found, 2000, 0.95, alternative="less").pvalue >= 0.01
    assert found < 1990  # and they are not so wide that they say nothing
