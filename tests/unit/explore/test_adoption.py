import pandas as pd
import pytest

from filrouge.bundle import Bundle
from filrouge.errors import BundleError
from filrouge.explore.adoption import COLUMNS, adoption_curve, first_passages, first_voices
from filrouge.explore.selection import Selection
from filrouge.schema import NO_SOURCE
from tests.unit.explore.by_hand import GAS, PHARE, POST, VOTE
from tests.unit.explore.planted import bundle_of

PASSING, HALF = [0, 1, 1, 1], [0, 1]


@pytest.fixture(scope="module")
def march(tmp_path_factory) -> Bundle:
    rows = [
        ("A", "2025-03-01", HALF, 1),  # the text that D carries four days later
        ("A", "2025-03-20", [0], 2),
        ("B", "2025-03-01", [0], 3),  # on the same day as A
        ("C", "2025-03", [0], 4),  # some day of March
        ("D", "2025-03-05", HALF, 1),
        ("E", None, [0], 5),
        ("F", "2025-02-20", PASSING, 6),  # one passage of four is no text about it
        ("F", "2025-03-09", [0], 7),
        ("G", "2025-03-12", [0], 8),
        ("G", "2025-03", [0], 9),  # may have been before its dated text, and not after
        ("H", "2025-04-02", [1], 10),
    ]
    documents = [{"source": s, "date": d, "about": about, "copy_group": g} for s, d, about, g in rows]
    return Bundle.open(bundle_of(tmp_path_factory.mktemp("adoption") / "b", documents))


def test_who_can_have_been_first(march):
    frame = first_voices(march, Selection(), 0)
    assert list(frame.columns) == COLUMNS
    by_source = frame.set_index("source")
    assert by_source["order"].dropna().to_dict() == {"A": 1, "B": 1, "C": 1, "G": 1, "D": 3, "F": 4}
    assert by_source.index[-1] == "E"
    assert set(by_source.index[by_source["could_be_first"]]) == {"A", "B", "C", "G"}
    assert not by_source["certain_first"].any()
    assert (by_source.loc["G", "first"], by_source.loc["G", "first_end"].date()) == (
        pd.Timestamp("2025-03-01"), pd.Timestamp("2025-03-12").date()
    )  # fmt: skip
    assert by_source["documents"].to_dict() == {"A": 2, "B": 1, "C": 1, "G": 2, "D": 1, "F": 1, "E": 0}
    assert by_source["undated"].to_dict() == dict.fromkeys("ABCDFG", 0) | {"E": 1}


def test_a_copy_names_who_carried_the_text_before(march):
    copies = first_voices(march, Selection(), 0).set_index("source")["copy_of"]
    assert copies.dropna().to_dict() == {"D": "A"}


def test_the_window_of_collection_stands_beside(march):
    frame = first_voices(march, Selection(), 0).set_index("source")
    assert frame.loc["F", "collected_from"] == pd.Timestamp("2025-02-20")
    # D and its like were collected only from their own first text on: that they come later says nothing
    assert frame["collected_then"].to_dict() == {
        "A": True,
        "B": True,
        "C": True,
        "G": True,
        "D": False,
        "F": True,
        "E": False,
    }


def test_one_source_is_first_for_certain(march):
    frame = first_voices(march, Selection(sources=("D", "F")), 0)
    assert frame["source"].tolist() == ["D", "F"]
    assert frame["certain_first"].tolist() == [True, False]
    assert frame["copy_of"].isna().all()  # whom it copies is not in the selection


def test_the_curve_has_a_step_a_source(march):
    curve = adoption_curve(first_voices(march, Selection(), 0))
    assert [f"{d:%m-%d}" for d in curve["date"]] == ["03-01", "03-05", "03-09", "03-12", "03-31"]
    assert curve["sources"].tolist() == [2, 3, 4, 5, 6]
    assert curve["possible"].tolist() == [4, 5, 6, 6, 6]


def test_the_eight_documents(by_hand):
    gas = first_voices(by_hand, Selection(), GAS)
    assert gas["source"].tolist() == [PHARE, POST]  # a third of the leaflet is too little
    assert gas["certain_first"].tolist() == [True, False]
    vote = first_voices(by_hand, Selection(), VOTE)
    # the text of January and that of the 20th, in UTC: no order
    assert vote.set_index("source")["could_be_first"].to_dict() == {PHARE: True, POST: True, NO_SOURCE: False}
    assert adoption_curve(gas)["sources"].tolist() == [1, 2]


def test_texts_without_a_source_are_no_source_that_comes_first(march):
    voices = first_voices(march, Selection(), 0)
    unnamed = voices.assign(source=voices["source"].replace("A", NO_SOURCE))
    before, after = adoption_curve(voices)["sources"].max(), adoption_curve(unnamed)["sources"].max()
    assert after == before - 1


def test_nobody_speaks_of_it(by_hand):
    nothing = Selection(sources=(PHARE,), date_from=pd.Timestamp("2025-02-01").date(), undated=False)
    frame = first_voices(by_hand, nothing, GAS)
    assert frame.empty
    assert list(frame.columns) == COLUMNS
    assert adoption_curve(frame).empty


def test_a_replaced_bundle_is_refused(tmp_path):
    one = [{"source": "A", "date": "2025-03-01", "about": [0]}]
    opened = Bundle.open(bundle_of(tmp_path / "b", one))
    bundle_of(tmp_path / "b", one * 2)
    with pytest.raises(BundleError, match="replaced"):
        first_voices(opened, Selection(), 0)


@pytest.fixture(scope="module")
def edges(tmp_path_factory) -> Bundle:
    rows = [
        ("A", "2025-03-01", 0.31),  # earliest, at the edge
        ("A", "2025-03-09", 0.9),
        ("B", "2025-03-05", 0.5),  # a half is clear
        ("C", "2025-03-06", 0.49),  # at the edge, and late
        ("D", "2025-03-07", 0.8),
        ("D", "2025-03-20", 0.4),  # after it spoke clearly: no earlier voice
    ]
    documents = [
        {"source": s, "date": d, "about": [0], "strength": strength, "text": f"Said {s} {d}.", "copy_group": i}
        for i, (s, d, strength) in enumerate(rows)
    ]
    return Bundle.open(bundle_of(tmp_path_factory.mktemp("edges") / "b", documents))


def test_an_earlier_passage_at_the_edge_leaves_open_who_was_first(edges):
    frame = first_voices(edges, Selection(), 0).set_index("source")
    assert frame["order"].dropna().to_dict() == {"B": 1, "D": 2, "A": 3}
    assert list(frame.index) == ["B", "D", "A", "C"]
    assert set(frame.index[frame["could_be_first"]]) == {"A", "B"}
    assert not frame["certain_first"].any()
    assert {s: f"{d:%m-%d}" for s, d in frame["edge_first"].dropna().items()} == {"A": "03-01", "C": "03-06"}
    assert frame["strength"].round(2).to_dict() == {"A": 0.9, "B": 0.5, "C": 0.49, "D": 0.8}


def test_a_source_at_the_edge_and_then_clearly_first_is_first_either_way(edges):
    frame = first_voices(edges, Selection(sources=("A", "C")), 0).set_index("source")
    assert frame["could_be_first"].to_dict() == {"A": True, "C": True}
    alone = first_voices(edges, Selection(sources=("A",)), 0)
    assert alone["certain_first"].tolist() == [True]
    assert not first_voices(edges, Selection(sources=("C",)), 0)["certain_first"].any()


def test_the_edge_is_in_what_is_possible_and_never_in_what_is_certain(edges):
    curve = adoption_curve(first_voices(edges, Selection(), 0))
    assert [f"{d:%m-%d}" for d in curve["date"]] == ["03-01", "03-05", "03-06", "03-07", "03-09"]
    assert curve["possible"].tolist() == [1, 2, 3, 4, 4]
    assert curve["sources"].tolist() == [0, 1, 1, 2, 3]


def test_first_passages_are_those_of_the_first_documents(edges):
    def said(source):
        return sorted(first_passages(edges, Selection(), 0, source).frame["text"])

    assert said("A") == ["Said A 2025-03-01.", "Said A 2025-03-09."]
    assert said("C") == ["Said C 2025-03-06."]
    assert said("D") == ["Said D 2025-03-07."]
