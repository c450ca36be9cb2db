import numpy as np
import pytest

from filrouge.arrays import less_means, unit
from filrouge.charts import page_chart
from filrouge.explore.selection import Selection
from filrouge.explore.sides import Side
from filrouge.explore.tellings import FEWEST, marks, tellings
from filrouge.explore.view import View
from tests.unit.explore.by_hand import GAS, PHARE, POST


def passage(text: str, language: str = "en") -> dict:
    return {"text": text, "language": language}


def marked(first: dict, second: dict, own: set[str] = frozenset()) -> list[tuple[str, str]]:
    return [(first["text"][start:end], kind) for start, end, kind in marks(first, second, own)]


def test_numbers_that_the_other_lacks_are_marked_however_they_are_written():
    first = passage("He counted 1,500 people, 3.5 % of the town, in 2019.")
    second = passage("Il a compté 1 500 personnes, 3,5 % de la ville.", "fr")
    assert marked(first, second) == [("2019", "number")]
    assert marked(second, first) == []


def test_a_denial_is_marked_where_only_one_denies():
    first = passage("The minister denied it. There is no evidence.")
    second = passage("The minister said it.")
    assert marked(first, second) == [("denied", "denial"), ("no evidence", "denial")]
    assert marked(first, passage("Le ministre dément.", "fr")) == []
    assert marked(second, first) == []


def test_words_of_one_language_are_marked_and_inflections_are_not():
    first, second = passage("Striking farmers blocked roads"), passage("The farmer blocks a road")
    own = {"striking", "farmers", "blocked", "roads"}
    assert marked(first, second, own) == [("Striking", "word")]
    assert marked(first, second) == [], "words of neither side tell nothing"
    assert marked(first, passage("Les fermiers", "fr"), own) == []


def test_no_two_marks_lie_over_one_another():
    found = marks(passage("did not see 12 ships"), passage("saw ships"), {"ships", "did", "see"})
    ends = [end for _start, end, _kind in found]
    assert all(start >= end for end, (start, *_rest) in zip(ends, found[1:], strict=False))


def test_pairs_are_of_two_sides_and_one_narrative_and_no_passage_is_twice(bundle):
    first, second = Side(("Source 01",)), Side(("Source 02",))
    narrative = next(iter(bundle.labels))
    pairs = tellings(bundle, Selection(), narrative, first, second)
    assert pairs
    assert {pair.first["source"] for pair in pairs} == {"Source 01"}
    assert {pair.second["source"] for pair in pairs} == {"Source 02"}
    assert {pair.first["narrative"] for pair in pairs} | {pair.second["narrative"] for pair in pairs} == {narrative}
    ids = [row["passage_id"] for pair in pairs for row in (pair.first, pair.second)]
    assert len(set(ids)) == len(ids)
    assert [pair.likeness for pair in pairs] == sorted((pair.likeness for pair in pairs), reverse=True)
    groups = bundle.query("SELECT doc_id, copy_group FROM documents").set_index("doc_id")["copy_group"]
    assert all(groups[pair.first["doc_id"]] != groups[pair.second["doc_id"]] for pair in pairs)
    view = View("compare", chart="tellings", compare=("Source 01", "Source 02"), about=narrative)
    assert page_chart(bundle, view).table["side"].tolist() == ["Source 01", "Source 02"] * len(pairs)


def test_where_a_side_has_nothing_there_is_no_pair(by_hand):
    silent = Side((POST,))
    assert tellings(by_hand, Selection(query="nowhere"), GAS, Side((PHARE,)), silent) == []


def test_what_is_common_to_a_language_does_not_make_a_pair():
    rng = np.random.default_rng(1)
    story, tongue = rng.normal(size=(8, 16)), 5 * rng.normal(size=(2, 16))
    vectors = np.vstack([story + tongue[0], story + tongue[1]]).astype(np.float32)
    found = less_means(unit(vectors), np.array(["en"] * 8 + ["fr"] * 8), FEWEST)
    likeness = found[:8] @ found[8:].T
    assert (likeness.argmax(axis=1) == np.arange(8)).mean() >= 0.75
    assert np.linalg.norm(found, axis=1) == pytest.approx(np.ones(16), abs=1e-5)
