from datetime import date

import pytest

from filrouge.bundle import Bundle
from filrouge.explore.overview import (
    OTHER_SOURCES,
    by_theme,
    documents_by_language,
    documents_by_source,
    documents_over_time,
    files_read,
    narrative_languages,
    narratives_by_size,
)
from filrouge.explore.selection import Selection, count
from filrouge.schema import NO_SOURCE
from tests.unit.explore.by_hand import FISH, GAS, PHARE, POST, VOTE


def test_documents_over_time_counted_by_hand(by_hand):
    frame, period, undated, coarse = documents_over_time(by_hand, Selection(), "week")
    assert (period, undated, coarse) == ("week", 1, 1)
    rows = {source: group["documents"].tolist() for source, group in frame.groupby("source")}
    assert rows == {PHARE: [0, 1, 1, 0, 0, 1], POST: [0, 2, 1, 0, 0, 0]}
    texts = {source: group["texts"].tolist() for source, group in frame.groupby("source")}
    assert texts == {PHARE: [0, 1, 1, 0, 0, 1], POST: [0, 1, 1, 0, 0, 0]}
    assert frame["start"].dt.strftime("%m-%d").unique().tolist() == [
        "12-30",
        "01-06",
        "01-13",
        "01-20",
        "01-27",
        "02-03",
    ]


def test_small_sources_are_gathered_and_nothing_is_lost(variant):
    opened = variant("forty-sources")
    frame, _, undated, coarse = documents_over_time(opened, Selection(), most=3)
    dated = documents_by_source(opened, Selection()).assign(dated=lambda f: f["documents"] - f["undated"])
    sizes = frame.groupby("source", sort=False)["documents"].sum()
    expected = dated.sort_values(["dated", "source"], ascending=[False, True]).head(3)
    assert sizes.index.tolist()[-1] == OTHER_SOURCES
    assert sorted(sizes.iloc[:3], reverse=True) == expected["dated"].tolist()
    assert sizes.sum() == 400 - undated - coarse == dated["dated"].sum()
    assert frame.groupby("source")["start"].nunique().nunique() == 1


def test_no_other_sources_where_all_are_shown(bundle):
    frame, *_ = documents_over_time(bundle, Selection())
    assert set(frame["source"]) == {*bundle.sources["source"], NO_SOURCE}


def test_nothing_in_time(by_hand, variant):
    frame, _, undated, coarse = documents_over_time(by_hand, Selection(sources=(NO_SOURCE,)))
    assert (len(frame), undated, coarse) == (0, 1, 0)
    frame, _, undated, _ = documents_over_time(variant("no-dates"), Selection())
    assert (len(frame), undated) == (0, 60)


def test_by_source_and_language(by_hand):
    sources = documents_by_source(by_hand, Selection())
    assert sources.to_numpy().tolist() == [[PHARE, 4, 4, 0], [POST, 3, 2, 0], [NO_SOURCE, 1, 1, 1]]
    languages = documents_by_language(by_hand, Selection())
    assert languages.to_numpy().tolist() == [["English", 4, 3], ["French", 4, 4]]
    early = documents_by_source(by_hand, Selection(date_to=date(2025, 1, 7), undated=False))
    assert early.to_numpy().tolist() == [[POST, 1, 1, 0], [PHARE, 1, 1, 0]]


def test_narratives_by_size_counted_by_hand(by_hand):
    frame = narratives_by_size(by_hand, Selection())
    assert list(frame) == ["narrative", "label", "theme", "theme_label", "standing", "documents", "texts"]
    assert frame.to_numpy().tolist() == [
        [GAS, "gas price", 0, "gas price / fishing ban", "solid", 4, 3],
        [FISH, "fishing ban°", 0, "gas price / fishing ban", "tentative", 3, 2],
        [VOTE, "overseas vote", 1, "overseas vote", None, 3, 3],
    ]


def test_narratives_of_a_theme_stand_together_the_theme_of_the_largest_first(bundle):
    sizes = narratives_by_size(bundle, Selection())
    ordered = by_theme(sizes)
    themes = ordered["theme"].drop_duplicates().tolist()
    assert ordered["narrative"].iloc[0] == sizes["narrative"].iloc[0]
    assert (ordered["theme"] != ordered["theme"].shift()).sum() == len(themes) == 4
    largest = sizes.groupby("theme")["documents"].max()
    assert [largest[t] for t in themes] == sorted(largest, reverse=True)
    for _, rows in ordered.groupby("theme"):
        assert rows["documents"].is_monotonic_decreasing
    assert sorted(ordered["narrative"]) == sorted(sizes["narrative"])


def test_every_narrative_with_its_theme_standing_languages_and_words(by_hand):
    table = narrative_languages(by_hand, Selection())
    assert list(table) == ["theme_label", "label", "standing", "documents", "texts", "languages", "keywords"]
    assert table.to_numpy().tolist() == [
        ["gas price / fishing ban", "gas price", "solid", 4, 3, "English 3 (2), French 1", "English: gas, price"],
        ["gas price / fishing ban", "fishing ban°", "tentative", 3, 2, "English 2 (1), French 1",
         "English: fishing, ban"],
        ["overseas vote", "overseas vote", None, 3, 3, "English 2, French 1", "English: overseas, vote"],
    ]  # fmt: skip
    assert narrative_languages(by_hand, Selection(), narratives_by_size(by_hand, Selection())).equals(table)


def test_narratives_whose_standing_was_not_measured_have_none(by_hand):
    opened = Bundle.open(by_hand.path)
    opened.narratives = opened.narratives.assign(stability=float("nan"))
    table = narrative_languages(opened, Selection())
    assert table["standing"].isna().all()


def test_narratives_are_named_and_themed_in_the_readers_language(by_hand):
    frame = narratives_by_size(by_hand.speaking("fr"), Selection())
    assert frame["label"].tolist() == ["prix du gaz", "pêche fermée°", "vote des absents"]
    assert frame["theme_label"].tolist() == ["prix du gaz / pêche fermée"] * 2 + ["vote des absents"]


@pytest.mark.parametrize("query", ["nowhere", "neige"])
def test_no_narrative_in_the_selection_is_an_empty_table(by_hand, query):
    assert len(narrative_languages(by_hand, Selection(query=query))) == 0


def test_independent_texts_of_sources_counted_together_count_once(variant):
    opened = variant("forty-sources")
    frame, period, *_ = documents_over_time(opened, Selection(), "quarter", most=3)
    documents = opened.query("SELECT source, copy_group, date_trunc('quarter', day) AS start FROM documents")
    known = [s for s in frame["source"].unique() if s != OTHER_SOURCES]
    documents["source"] = documents["source"].where(documents["source"].isin(known), OTHER_SOURCES)
    expected = documents.dropna().groupby(["source", "start"])["copy_group"].nunique()
    found = frame[frame["documents"] > 0].set_index(["source", "start"])["texts"]
    assert period == "quarter"
    assert found.sort_index().tolist() == expected.sort_index().tolist()
    assert (found < frame[frame["documents"] > 0].set_index(["source", "start"])["documents"]).any()


def test_only_the_chosen_narrative_is_counted(by_hand):
    frame = narratives_by_size(by_hand, Selection(narratives=(VOTE,), languages=("en",)))
    assert frame[["narrative", "documents", "texts"]].to_numpy().tolist() == [[VOTE, 2, 2]]


@pytest.mark.parametrize("selection", [Selection(), Selection(languages=("fr",)), Selection(undated=False)])
def test_sources_and_languages_add_up_to_the_selection(bundle, selection):
    counts = count(bundle, selection)
    sources = documents_by_source(bundle, selection)
    assert sources["documents"].sum() == counts.documents
    assert sources["undated"].sum() == counts.undated
    assert documents_by_language(bundle, selection)["documents"].sum() == counts.documents
    assert sources["documents"].is_monotonic_decreasing


def test_what_was_read_of_each_file_in_words(by_hand):
    (row,) = files_read(by_hand).to_dict("records")
    assert row == {
        "file": "eight.jsonl",
        "format": "jsonl",
        "documents": 8,
        "rejected": 2,
        "repeated": 1,
        "dates": "column date 6; dateline 1",
        "sources": "",
        "titles": "column title 7",
        "missing": "source 8; date 1; title 1",
        "cut": "menu or list of headlines 1,280; legal footer 51",
    }
