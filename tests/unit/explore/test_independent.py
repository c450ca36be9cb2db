import pandas as pd
import pytest

from filrouge.bundle import Bundle
from filrouge.explore.independent import asked, independent_texts
from filrouge.explore.selection import Selection
from tests.unit.explore.by_hand import FISH, GAS, PHARE, POST, VOTE
from tests.unit.explore.planted import bundle_of


def test_the_eight_documents_counted_by_hand(by_hand):
    texts = independent_texts(by_hand, Selection(), within_source=False)
    assert texts.sources == [POST, PHARE]
    assert texts.first == pd.Timestamp("2025-01-06")
    # gaz, the first copy of the wire, early, late and weather; January has no day, and the leaflet no date
    assert texts.doc.tolist() == [0, 1, 3, 4, 7]
    assert texts.day.tolist() == [0, 1, 7, 13, 28]
    assert texts.source.tolist() == [1, 0, 1, 0, 1]
    assert (texts.undated, texts.coarse, texts.days) == (1, 1, 29)
    about = {n: texts.doc[texts.about[:, i]].tolist() for i, n in enumerate(texts.narratives)}
    assert about == {GAS: [0, 1], FISH: [1, 3], VOTE: [4]}
    assert texts.date(7) == pd.Timestamp("2025-01-13")


def test_selections_leave_out_documents_but_narratives_do_not(by_hand):
    texts = independent_texts(by_hand, Selection(sources=(POST,), narratives=(VOTE,)), within_source=True)
    assert texts.doc.tolist() == [1, 4]
    assert texts.about.sum(axis=0).tolist() == [1, 1, 1]


def test_a_filter_by_narrative_hides_what_was_found_of_the_others(by_hand):
    found = pd.DataFrame({"narrative": [GAS, FISH, GAS, VOTE], "q": [0.1, 0.2, 0.3, 0.4]})
    assert asked(by_hand, Selection(), found)["q"].tolist() == [0.1, 0.2, 0.3, 0.4]
    shown = asked(by_hand, Selection(narratives=(VOTE, GAS)), found)
    assert shown["q"].tolist() == [0.1, 0.3, 0.4]
    assert shown.index.tolist() == [0, 1, 2]


def test_nothing_dated_is_no_text(by_hand):
    texts = independent_texts(by_hand, Selection(date_from=pd.Timestamp("2026-01-01").date()), within_source=True)
    assert (len(texts.day), texts.days, texts.undated) == (0, 0, 1)


@pytest.fixture(scope="module")
def copies(tmp_path_factory) -> Bundle:
    """One text in three places; its first copy in the order of the bundle has no day."""
    rows = [("A", "2025-03"), ("B", "2025-03-09"), ("A", "2025-03-04"), ("C", None)]
    documents = [{"source": s, "date": d, "about": [0, 0, -1], "copy_group": 7} for s, d in rows]
    return Bundle.open(bundle_of(tmp_path_factory.mktemp("copies") / "b", documents))


def test_a_copy_group_is_where_its_first_copy_with_a_day_was(copies):
    whole = independent_texts(copies, Selection(), within_source=False)
    assert (whole.doc.tolist(), whole.undated, whole.coarse) == ([2], 0, 0)
    of_each = independent_texts(copies, Selection(), within_source=True)
    assert (of_each.doc.tolist(), of_each.undated, of_each.coarse) == ([1, 2], 1, 0)
