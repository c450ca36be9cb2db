from datetime import date

import pytest

from filrouge.explore.overview import (
    OTHER_SOURCES,
    by_theme,
    documents_by_language,
    documents_by_source,
    documents_over_time,
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
    assert languages.to_numpy().tolist() == [["en", 4, 3], ["fr", 4, 4]]
    early = documents_by_source(by_hand, Selection(date_to=date(2025, 1, 7), undated=False))
    assert early.to_numpy().tolist() == [[POST, 1, 1, 0], [PHARE, 1, 1, 0]]


def test_narratives_by_size_counted_by_hand(by_hand):
    frame = narratives_by_size(by_hand, Selection())
    assert list(frame) == ["narrative", "theme", "standing", "documents", "texts"]
    assert frame.to_numpy().tolist() == [
        [GAS, 0, "solid", 4, 3],
        [FISH, 0, "tentative", 3, 2],
        [VOTE, 1, None, 3, 3],
    ]


def test_languages_of_narratives_counted_by_hand(by_hand):
    frame = narrative_languages(by_hand, Selection())
    assert list(frame) == ["narrative", "language", "documents", "texts"]
    rows = [tuple(row) for row in frame.to_numpy().tolist()]
    assert sorted(rows) == sorted(
        [(GAS, "en", 3, 2), (GAS, "fr", 1, 1), (FISH, "en", 2, 1), (FISH, "fr", 1, 1), (VOTE, "en", 2, 2),
         (VOTE, "fr", 1, 1)]
    )  # fmt: skip
    assert frame["documents"].is_monotonic_decreasing
    assert narrative_languages(by_hand, Selection(query="nowhere")).empty


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
