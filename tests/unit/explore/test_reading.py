"""A few texts as they are read: what each is, what they share, and what stands in one only."""

import json

import pandas as pd
import pytest

from filrouge.charts import specs
from filrouge.charts.left_out import left_out, left_out_text
from filrouge.explore.reading import _shared, is_small, reading, too_little
from filrouge.explore.selection import Selection
from filrouge.explore.view import View
from tests.conftest import SHARED
from tests.unit.explore.planted_copies import planted_copies

OVERVIEW = ("documents-over-time", "narratives", "sources", "languages")


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    return planted_copies(tmp_path_factory.mktemp("reading") / "b")


def test_only_a_bundle_of_few_texts_is_read(by_hand, bundle):
    assert is_small(by_hand)
    assert not is_small(bundle)
    assert reading(bundle, Selection()).texts == ()
    assert "fewer than 50" in specs()["reading"].make(bundle, View()).alt


def test_every_text_of_the_selection_is_there_by_date(by_hand):
    found = reading(by_hand, Selection())
    assert [read.row["doc_id"] for read in found.texts] == [
        "january", "gaz", "wire-1", "wire-2", "early", "late", "weather", "leaflet",
    ]  # fmt: skip
    french = reading(by_hand, Selection(languages=("fr",)))
    assert {read.row["language"] for read in french.texts} == {"fr"}


def test_a_text_keeps_its_number_and_what_stands_in_it_only_in_any_selection(by_hand):
    whole = {read.row["doc_id"]: read for read in reading(by_hand, Selection()).texts}
    some = reading(by_hand, Selection(languages=("fr",))).texts
    assert 0 < len(some) < len(whole)
    assert all(read == whole[read.row["doc_id"]] for read in some)


def test_sentences_meet_across_languages_and_say_which_number_differs(planted):
    pairs = {pair.docs: pair for pair in reading(planted, Selection()).alike}
    across = [pair for docs, pair in pairs.items() if {docs[0] < 2, docs[1] < 2} == {True, False}]
    assert across
    assert all(0 <= pair.cosine <= 1.001 for pair in pairs.values())
    differing = [pair for pair in pairs.values() if any(pair.marks)]
    for pair in differing:
        marked = [text[slice(*marks[0][:2])] for text, marks in zip(pair.sentences, pair.marks, strict=True)]
        assert set(marked) == {"31", "310"}


def test_charts_that_have_nothing_to_say_are_named_in_one_line(by_hand, bundle, variant):
    assert left_out(bundle, Selection(), OVERVIEW) == set()
    one = variant("one-document")
    assert left_out(one, Selection(), OVERVIEW) == set(OVERVIEW)
    assert left_out_text(one, Selection(), OVERVIEW) == (
        "Not drawn: “Documents over time”, because only 1 of 1 texts has a date; “Narratives by size”, because 1 text "
        "is too little to count; “Sources by volume”, because no source has two texts; “Languages”, because all "
        "texts are in one language."
    )
    assert left_out(by_hand, Selection(), OVERVIEW) == {"narratives"}
    assert too_little(by_hand, Selection(), "topic-map") == ""


def test_tables_hold_what_is_shown(planted):
    table = specs()["reading"].make(planted, View()).table
    assert len(table) == 10
    assert {"title", "speaker", "addressee", "text_kind", "only_here"} <= set(table)
    common = specs()["in-common"].make(planted, View()).table
    assert isinstance(common, pd.DataFrame)
    assert set(common["what"]) <= {"name", "number", "sentence", "different number"}


@pytest.mark.shared
def test_the_five_first_texts_are_told_as_they_were_labelled(seeds):
    gold = json.loads((SHARED / "gold" / "seeds.json").read_text("utf-8"))
    found = {read.row["title"]: read for read in reading(seeds, Selection()).texts}
    assert set(found) == {one["title"] for one in gold.values()}
    kinds = {read.row["title"].split()[0]: read.kind for read in found.values()}
    assert kinds["Justice"] == "petition"
    addressed = " ".join(one.who for read in found.values() for one in read.said.addressees)
    assert "Sénat" in addressed
    assert "organisations internationales" in addressed
    for one in gold.values():
        bound = found[one["title"]].row["not_before"]
        assert (None if pd.isna(bound) else str(bound)[:10]) == one.get("not_before")


def test_a_sentence_that_says_the_same_again_is_left_out():
    assert _shared("The ferry of Selm stands still today.", "SELM, 3 May (Wire) -- The ferry of Selm stands still.")
    assert not _shared("The ferry of Selm stands still today.", "Nobody was hurt when the bridge fell.")
