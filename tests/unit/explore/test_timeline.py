from datetime import date

import pandas as pd
import pytest

from filrouge.explore.selection import Selection
from filrouge.explore.timeline import MOST_SHOWN, OTHER, timeline
from filrouge.schema import NO_NARRATIVE, NO_SOURCE
from tests.unit.explore.by_hand import FISH, GAS, NONE, PHARE, POST, VOTE


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
    assert shares[GAS] == pytest.approx([0, 2 / 3, 0, 0, 0, 0])
    assert shares[FISH] == pytest.approx([0, 1 / 3, 1 / 2, 0, 0, 0])
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
    assert [shares[n][0] for n in (GAS, FISH, VOTE, NONE)] == pytest.approx([6 / 18, 6 / 18, 5 / 18, 1 / 18])


def test_a_chosen_narrative_keeps_the_denominators(by_hand):
    found = timeline(by_hand, Selection(narratives=(FISH,)), "month")
    assert cells(found.frame, "documents")[FISH] == [6, 1]
    assert cells(found.frame, "mentions") == {FISH: [3, 0], OTHER: [5, 0], NONE: [1, 1]}
    shares = cells(found.frame, "share")
    assert shares[FISH] == pytest.approx([6 / 18, 0])
    assert shares[OTHER] == pytest.approx([11 / 18, 0])
    assert found.counts.undated == 1
    labels = found.frame.drop_duplicates("narrative")["label"].tolist()
    assert cells(found.frame, "mentions_texts") == {FISH: [2, 0], OTHER: [4, 0], NONE: [1, 1]}
    assert labels == ["fishing ban°", "Other narratives", "No clear narrative"]


def test_other_filters_do_change_the_denominators(by_hand):
    found = timeline(by_hand, Selection(sources=(POST,)), "month")
    assert cells(found.frame, "documents")[GAS] == [3]
    assert cells(found.frame, "share")[GAS] == pytest.approx([1 / 3])


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
    columns = ["start", "narrative", "label", "mentions", "mentions_texts", "share", "documents", "texts"]
    assert list(found.frame) == columns


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
    frame = timeline(bundle, selection, period).frame
    by_period = frame.groupby("start").agg(share=("share", "sum"), documents=("documents", "first"))
    some = by_period["documents"] > 0
    assert by_period.loc[some, "share"].tolist() == pytest.approx([1.0] * int(some.sum()))
    assert (by_period.loc[~some, "share"] == 0).all()
    assert (frame["mentions"] <= frame["documents"]).all()
    assert (frame["mentions"] >= frame["share"] * frame["documents"] - 1e-9).all()
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
    frame = timeline(bundle, Selection(), "month").frame
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
        assert row.share == pytest.approx(members["weight"].sum() / row.documents)


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
    assert set(frame.loc[frame["documents"] > 0, "share"]) == {1.0}
