from datetime import date

import pandas as pd
import pytest

from filrouge.explore.passages import passages_about, passages_by_id, passages_in_period
from filrouge.explore.selection import Selection
from filrouge.explore.timeline import timeline
from filrouge.schema import NO_SOURCE
from tests.unit.explore.by_hand import FISH, GAS, NONE, PHARE, POST, VOTE


def ids(found) -> list[int]:
    return found.frame["passage_id"].tolist()


def test_clearest_first_and_the_text_is_the_very_slice(by_hand):
    found = passages_about(by_hand, Selection(), GAS)
    assert ids(found) == [0, 2, 4, 1, 11]
    assert (found.passages, found.documents, found.texts) == (5, 4, 3)
    assert found.frame["text"].tolist() == [
        "Le prix du gaz monte encore 🌊.",
        "Gas is dear this winter.",
        "Gas is dear this winter.",
        "Les ménages paient.",
        "Gas again.",
    ]
    assert found.frame["source"].tolist() == [PHARE, POST, POST, PHARE, NO_SOURCE]
    assert pd.isna(found.frame["published"].iloc[-1])
    assert set(found.frame["narrative"]) == {GAS}


def test_more_passages_follow_on(by_hand):
    whole = ids(passages_about(by_hand, Selection(), None, limit=100))
    assert len(whole) == 15
    pages = [passages_about(by_hand, Selection(), None, limit=limit) for limit in (4, 8, 12)]
    assert [ids(page) for page in pages] == [whole[:4], whole[:8], whole[:12]]
    assert {(page.passages, page.documents, page.texts) for page in pages} == {(15, 8, 7)}


@pytest.mark.parametrize(
    ("selection", "narrative", "expected"),
    [
        (Selection(), FISH, [6, 3, 5]),
        (Selection(), NONE, [9, 14]),
        (Selection(sources=(PHARE,)), VOTE, [10]),
        (Selection(narratives=(FISH,)), None, [6, 3, 5]),
        (Selection(narratives=(FISH,)), GAS, [0, 2, 4, 1, 11]),
        (Selection(query="nowhere"), None, []),
    ],
)
def test_passages_of_a_narrative(by_hand, selection, narrative, expected):
    assert ids(passages_about(by_hand, selection, narrative)) == expected


@pytest.mark.parametrize(
    ("period", "start", "narrative", "expected"),
    [
        ("week", "2025-01-06", GAS, [0, 2, 4, 1]),
        ("week", "2025-01-13", None, [6, 7, 8, 9]),  # local days: both texts near midnight are in it
        ("week", "2025-01-20", None, []),
        ("day", "2025-01-19", VOTE, [7, 8]),
        ("day", "2025-01-01", VOTE, []),
        ("week", "2024-12-30", None, []),  # "January" is in no week
        ("month", "2025-01-01", VOTE, [7, 8, 10]),
        ("quarter", "2025-01-01", NONE, [9, 14]),
        ("month", "2025-02-01", None, [14]),
    ],
)
def test_passages_behind_a_point(by_hand, period, start, narrative, expected):
    found = passages_in_period(by_hand, Selection(), narrative, period, date.fromisoformat(start))
    assert ids(found) == expected
    assert found.passages == len(expected)


def test_a_point_stays_inside_the_date_filter(by_hand):
    ranged = Selection(date(2025, 1, 8), date(2025, 1, 31))
    assert ids(passages_in_period(by_hand, ranged, GAS, "week", date(2025, 1, 6))) == [4]
    assert ids(passages_in_period(by_hand, ranged, None, "month", date(2025, 1, 1), limit=2)) == [6, 4]


@pytest.mark.parametrize("period", ["week", "month"])
def test_every_point_of_a_timeline_has_as_many_documents_behind_it(bundle, period):
    frame = timeline(bundle, Selection(languages=("en",)), period).frame
    frame = frame[frame["narrative"] >= 0]
    assert frame["mentions"].sum() > 0
    for row in frame.iloc[::5].itertuples():
        found = passages_in_period(bundle, Selection(languages=("en",)), row.narrative, period, row.start.date())
        assert found.documents == row.mentions


def test_passages_by_id(by_hand):
    assert ids(passages_by_id(by_hand, [14, 3, 0])) == [0, 3, 14]
    assert ids(passages_by_id(by_hand, [14, 3, 0], limit=2)) == [0, 3]
    assert passages_by_id(by_hand, []).passages == 0


@pytest.mark.parametrize("name", ["full", "arabic", "hostile"])
def test_every_text_is_the_slice_that_the_bundle_says(variant, name):
    opened = variant(name)
    texts = pd.read_parquet(opened.path / "texts.parquet").set_index("doc_id")["text"]
    passages = pd.read_parquet(opened.path / "passages.parquet").set_index("passage_id")
    frame = passages_about(opened, Selection(), None, limit=10_000).frame
    assert len(frame) == len(passages)
    for row in frame.itertuples():
        kept = passages.loc[row.passage_id]
        assert row.doc_id == kept["doc_id"]
        assert row.text == texts[row.doc_id][kept["start"] : kept["end"]]
    order = list(zip(-frame["strength"], frame["passage_id"], strict=True))
    assert order == sorted(order)


@pytest.mark.parametrize("narrative", [None, 3])
def test_the_clearest_are_found_without_putting_all_in_order(bundle, narrative):
    wanted = "TRUE" if narrative is None else f"narrative = {narrative}"
    order = f"SELECT passage_id, doc FROM passages WHERE {wanted} ORDER BY strength DESC, passage_id"
    expected = bundle.query(order)
    found = passages_about(bundle, Selection(), narrative, limit=7)
    assert ids(found) == expected["passage_id"].head(7).tolist()
    assert (found.passages, found.documents) == (len(expected), expected["doc"].nunique())
