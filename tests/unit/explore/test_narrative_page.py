"""What the page of a narrative asks: its sources, its neighbours, its quotations; and the table of all narratives."""

import numpy as np
import pandas as pd
import pytest

from filrouge.bundle import Bundle
from filrouge.charts import specs
from filrouge.explore.narrative_sources import narrative_sources
from filrouge.explore.narrative_table import PERIODS, narrative_table
from filrouge.explore.neighbours import neighbours
from filrouge.explore.overview import shown_narrative
from filrouge.explore.quotations import MOST, quotations
from filrouge.explore.selection import Selection
from filrouge.explore.view import View
from filrouge.schema import NO_SOURCE

from .by_hand import FISH, GAS, PHARE, POST, VOTE


def test_who_talks_about_it_and_how_much_of_their_output_that_is(by_hand):
    frame = narrative_sources(by_hand, Selection(), GAS).set_index("source")
    assert frame["documents"].to_dict() == {POST: 2, NO_SOURCE: 1, PHARE: 1}
    assert frame["texts"].to_dict() == {POST: 1, NO_SOURCE: 1, PHARE: 1}
    assert frame["output"].to_dict() == {POST: 3, NO_SOURCE: 1, PHARE: 4}
    assert frame["share"].dropna().to_dict() == pytest.approx({POST: 2 / 3, PHARE: 1 / 4})
    assert frame.index.tolist() == [POST, PHARE, NO_SOURCE], "texts without a source are not one's"
    assert frame["part"].to_dict() == pytest.approx({POST: 1 / 2, NO_SOURCE: 1 / 4, PHARE: 1 / 4})
    assert frame.index[frame["could_be_first"]].tolist() == [PHARE]
    assert frame.loc[PHARE, "first"] == pd.Timestamp("2025-01-06")


def test_a_filter_by_narrative_leaves_the_output_as_it_is(by_hand):
    narrow = narrative_sources(by_hand, Selection(narratives=(GAS,)), GAS)
    pd.testing.assert_frame_equal(narrow, narrative_sources(by_hand, Selection(), GAS))
    french = narrative_sources(by_hand, Selection(languages=("fr",)), GAS)
    assert french[["source", "documents", "output"]].to_numpy().tolist() == [[PHARE, 1, 4]]


def test_the_table_of_narratives_says_by_whom_and_since_when(by_hand):
    table = narrative_table(by_hand, Selection()).set_index("narrative")
    assert table["sources"].to_dict() == {GAS: 2, FISH: 2, VOTE: 2}, "the leaflet is of no known source"
    assert table["languages"].to_dict() == {GAS: 2, FISH: 2, VOTE: 2}
    assert table.loc[GAS, "first"] == pd.Timestamp("2025-01-06")
    assert table.loc[GAS, "last"] == pd.Timestamp("2025-01-09")
    assert (table.loc[VOTE, "first"], table.loc[VOTE, "last"]) == (
        pd.Timestamp("2025-01-01"),
        pd.Timestamp("2025-01-31"),
    )
    assert {n: sum(trend) for n, trend in table["trend"].items()} == {GAS: 3, FISH: 3, VOTE: 1}
    assert {len(trend) for trend in table["trend"]} == {PERIODS}


def test_the_table_of_narratives_without_dates_has_no_trend(variant):
    table = narrative_table(variant("no-dates"), Selection())
    assert len(table) > 0
    assert table["first"].isna().all()
    assert not any(table["trend"])


def test_the_largest_narrative_of_the_selection_is_shown_until_one_is_chosen(by_hand):
    assert shown_narrative(by_hand, View("narrative")) == GAS
    assert shown_narrative(by_hand, View("narrative", about=VOTE)) == VOTE
    assert shown_narrative(by_hand, View("narrative", Selection(narratives=(VOTE, FISH)))) == FISH
    assert shown_narrative(by_hand, View("narrative", Selection(query="nowhere"))) is None


def test_neighbours_share_documents_and_a_theme(by_hand):
    frame = neighbours(by_hand, Selection(), GAS).set_index("narrative")
    assert frame["together"].to_dict() == {FISH: 2, VOTE: 1}
    assert frame["same_theme"].to_dict() == {FISH: True, VOTE: False}
    assert frame["documents"].to_dict() == {FISH: 3, VOTE: 3}


def test_neighbours_are_in_the_order_of_their_likeness(bundle):
    for narrative in bundle.labels:
        likeness = neighbours(bundle, Selection(), narrative)["likeness"].to_numpy()
        assert np.all(np.diff(likeness) <= 0)
        assert narrative not in set(neighbours(bundle, Selection(), narrative)["narrative"])


def test_quotations_are_of_different_texts_the_readers_language_first(demo):
    for narrative in list(demo.labels)[:4]:
        said = quotations(demo, Selection(), narrative, "en")
        assert len(said) == MOST
        languages = [one.row["language"] for one in said]
        assert languages.count("en") >= MOST // 2
        assert languages == sorted(languages, key=lambda code: (code != "en", languages.index(code)))
        assert len(set(languages)) >= 4
        docs = [one.row["doc"] for one in said]
        groups = demo.columns.copy_group[docs]
        assert len(set(groups)) == len(said), "one print of each text"
        assert len({one.row["source"] for one in said}) >= 5
        for one in said:
            assert one.sentence in " ".join(_text(demo, one.row["doc"]).split())


def test_a_gloss_is_a_sentence_of_the_narrative_in_the_readers_language(demo):
    glosses = 0
    for narrative in list(demo.labels)[:4]:
        for one in quotations(demo, Selection(), narrative, "fr"):
            if one.gloss is None or one.gloss_row is None:
                continue
            glosses += 1
            assert one.row["language"] != "fr"
            assert one.gloss_row["language"] == "fr"
            assert one.gloss_row["narrative"] == narrative
            assert one.gloss in " ".join(_text(demo, one.gloss_row["doc"]).split())
    assert glosses > 5


def test_quotations_are_of_the_selection_only(demo):
    said = quotations(demo, Selection(sources=("Sarn Wire",)), 1, "en")
    assert {one.row["source"] for one in said} == {"Sarn Wire"}
    assert quotations(demo, Selection(query="nowhere"), 1, "en") == ()


def test_without_sentences_whole_passages_are_quoted(by_hand):
    said = quotations(by_hand, Selection(), GAS, "fr")
    assert [one.sentence for one in said] == ["", "", ""]
    assert said[0].row["doc_id"] == "gaz"
    assert {one.row["doc_id"] for one in said} == {"gaz", "wire-1", "leaflet"}, "the first print of the wire"
    assert all(one.gloss is None for one in said)


def _text(bundle: Bundle, doc: int) -> str:
    return str(bundle.text_rows([doc])[doc]["text"])


def test_who_was_first_is_said_with_what_is_undated(by_hand):
    said = {n: specs()["narrative-sources"].make(by_hand, View().having(about=n)).alt for n in (GAS, FISH, VOTE)}
    maybe = " 1 document about it is undated and may be earlier."
    assert {n: text.endswith(maybe) for n, text in said.items()} == {GAS: True, FISH: False, VOTE: True}
