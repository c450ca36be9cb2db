from dataclasses import replace
from datetime import date

import pytest

from filrouge import __version__
from filrouge.chart import caption
from filrouge.charts import compared_sources, overview_charts, page_chart, source_ranks
from filrouge.errors import ViewError
from filrouge.explore.narratives import TENTATIVE_MEANS
from filrouge.explore.selection import Selection, count, documents_text
from filrouge.explore.timeline import timeline
from filrouge.explore.view import KINDS, PAGES, View
from filrouge.figures.theme import plain
from filrouge.schema import NO_SOURCE
from tests.unit.explore.by_hand import FISH, GAS, PHARE, POST, VOTE

NARROW = Selection(date(2025, 1, 6), date(2025, 1, 31), True, (PHARE, NO_SOURCE), ("fr", "en"), (), "gaz OR gas")


def test_a_caption_says_what_how_much_when_and_where_from(by_hand):
    assert caption(by_hand, Selection(), count(by_hand, Selection())) == (
        "All documents. 8 of 8 documents (7 independent texts). Dated 1 January 2025 to 3 February 2025. "
        f"13 % of the passages have no clear narrative. Bundle eight {by_hand.digest[:12]}, Fil Rouge {__version__}."
    )


def test_a_caption_of_a_narrow_selection(by_hand):
    text = caption(by_hand, NARROW, count(by_hand, NARROW), "a note", "")
    assert text == (
        "Documents matching “gaz OR gas”, from Le Phare or no known source, in French or English, "
        "published 6 January 2025 to 31 January 2025, undated ones included. 2 of 8 documents. "
        "Dated 6 January 2025 to 6 January 2025. 0 % of the passages have no clear narrative. A note. "
        f"Bundle eight {by_hand.digest[:12]}, Fil Rouge {__version__}."
    )


def test_a_caption_without_dates_says_none(by_hand):
    undated = Selection(sources=(NO_SOURCE,))
    assert "ated" not in caption(by_hand, undated, count(by_hand, undated)).split("Bundle")[0]


@pytest.mark.parametrize("page", list(PAGES))
@pytest.mark.parametrize("selection", [Selection(), NARROW, Selection(narratives=(GAS, VOTE))])
def test_every_chart_carries_its_caption(by_hand, page, selection):
    chart = page_chart(by_hand, View(page=page, selection=selection, compare=(PHARE, POST)))
    # shares are of all that was published: the caption of a chart of shares is of that
    base = selection.of_all_narratives() if page in {"timeline", "compare", "findings"} else selection
    if page == "compare":
        base = replace(base, sources=(PHARE, POST))
    counts = count(by_hand, base)
    for words in (base.sentence(by_hand.labels), counts.sentence(), by_hand.digest[:12], __version__):
        assert words in chart.caption
    assert chart.title
    assert chart.sentence.endswith(".")
    assert chart.alt
    assert (chart.figure is None) == (page == "documents")


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("week", "6 drawn, 1 undated and 1 dated more coarsely than by week left out"),
        ("month", "7 drawn, 1 undated left out"),
    ],
)
def test_a_timeline_says_what_it_leaves_out(by_hand, period, words):
    chart = page_chart(by_hand, View(page="timeline", period=period))
    assert f". {words}. Lines by {period}." in chart.caption
    time = overview_charts(by_hand, View())["time"]
    assert "1 undated left out" in time.caption


def test_nothing_is_said_where_nothing_is_left_out(variant):
    chart = page_chart(variant("one-document"), View(page="timeline"))
    assert "left out" not in chart.caption


@pytest.mark.parametrize("kind", list(KINDS))
@pytest.mark.parametrize("measure", ["share", "mentions"])
def test_a_timeline_is_named_and_told_as_it_is_drawn(by_hand, kind, measure):
    chart = page_chart(by_hand, View(page="timeline", kind=kind, measure=measure, period="week"))
    assert f"{KINDS[kind]} by week" in chart.caption
    share = kind == "area" or measure == "share"
    assert ("add up to 100 %" in chart.sentence) == share
    assert ("do not add up" in chart.sentence) != share
    top = "67% of output" if share else "3 documents (2 independent texts)"
    assert f"“gas price” with {top} in the week from 6 January 2025" in chart.alt


def test_the_table_of_a_timeline_is_its_frame(by_hand):
    chart = page_chart(by_hand, View(page="timeline", period="week"))
    frame = timeline(by_hand, Selection(), "week").frame
    columns = ["week", "narrative", "label", "mentions", "mentions_texts", "share", "documents", "texts"]
    assert list(chart.table) == columns
    assert chart.table["week"].tolist() == frame["start"].dt.strftime("%Y-%m-%d").tolist()
    assert chart.table["share"].tolist() == frame["share"].tolist()


def test_the_map_says_how_many_passages_stand_where(by_hand):
    chart = page_chart(by_hand, View(page="topic-map"))
    assert "15 passages, 2 of them without a clear narrative (palest grey)" in chart.caption
    assert "1 passages have no place on the map" in chart.caption
    assert len(chart.table) == 14
    assert "15 passages in 3 narratives; largest: “gas price” with 5 passages." in chart.alt


def test_a_sample_of_the_map_is_said(bundle, monkeypatch):
    from filrouge.explore import topic_map

    few = topic_map.topic_map(bundle, Selection(), most=200)
    monkeypatch.setattr(topic_map, "topic_map", lambda *_: few)
    chart = page_chart(bundle, View(page="topic-map"))
    assert f"fair sample of {len(few.points):,}" in chart.caption
    assert "600 passages" in chart.caption


def test_two_sources_are_compared_or_none(by_hand, variant):
    assert compared_sources(by_hand, View(page="compare")) == (PHARE, POST)
    assert compared_sources(by_hand, View(page="compare", compare=(POST, PHARE))) == (POST, PHARE)
    with pytest.raises(ViewError, match="only “Source 01”"):
        page_chart(variant("one-source"), View(page="compare"))
    with pytest.raises(ViewError, match="none with a name"):
        page_chart(by_hand, View(page="compare", selection=Selection(sources=(NO_SOURCE,))))


def test_the_finding_of_a_comparison_in_words(by_hand, bundle):
    assert (
        page_chart(by_hand, View(page="compare")).alt
        == "No narrative differs clearly between Le Phare and Harbour Post."
    )
    chart = page_chart(bundle, View(page="compare"))
    clear = chart.table[(chart.table["difference_low"] > 0) | (chart.table["difference_high"] < 0)]
    assert chart.table["enough"].any()
    assert chart.alt.startswith("No narrative differs" if clear.empty else f"{len(clear)} clear difference")


def test_the_table_of_documents_is_all_of_them(bundle):
    chart = page_chart(bundle, View(page="documents", selection=Selection(languages=("fr",))))
    documents = count(bundle, Selection(languages=("fr",))).documents
    assert len(chart.table) == documents
    assert chart.table["doc_id"].is_unique
    texts = count(bundle, Selection(languages=("fr",))).texts
    assert chart.alt == f"{documents_text(documents, texts)}."


def test_the_overview_in_numbers(by_hand):
    charts = overview_charts(by_hand, View(selection=Selection(narratives=(FISH,))))
    assert set(charts) == {"time", "narratives", "sources", "languages"}
    assert charts["narratives"].table[["label", "documents"]].to_numpy().tolist() == [["fishing ban°", 3]]
    assert charts["narratives"].alt == "Most: fishing ban°, 3 documents (2 independent texts)."
    assert charts["sources"].alt == "Most: Harbour Post, 2 documents (1 independent text)."
    assert charts["languages"].alt == "Most: English, 2 documents (1 independent text)."
    assert "In brackets: independent texts" in charts["sources"].sentence
    whole = overview_charts(by_hand, View(selection=Selection(sources=(PHARE,))))
    assert "In brackets" not in whole["sources"].sentence


def test_narratives_are_drawn_theme_by_theme_and_the_finding_is_the_largest(bundle):
    chart = overview_charts(bundle, View())["narratives"]
    themes = chart.table["theme"]
    assert "Narratives of one theme stand together, between lines." in chart.sentence
    assert list(chart.figure.data[0].y) == chart.table["label"].tolist()
    assert (themes != themes.shift()).sum() == themes.nunique() == len(chart.figure.layout.shapes) + 1
    top = chart.table.loc[chart.table["documents"].idxmax()]
    assert chart.alt.startswith(f"Most: {top['label']}, {top['documents']} documents")


@pytest.mark.parametrize("page", list(PAGES))
@pytest.mark.parametrize("narratives", [(), (GAS, FISH), (FISH,)])
def test_a_caption_says_what_the_mark_means_where_one_is_shown(by_hand, page, narratives):
    selection = Selection(narratives=narratives)
    view = View(page=page, selection=selection, compare=(PHARE, POST))
    chart = overview_charts(by_hand, view)["narratives"] if page == "overview" else page_chart(by_hand, view)
    assert f". {TENTATIVE_MEANS}. Bundle eight" in chart.caption
    assert " of the passages have no clear narrative. " in chart.caption


@pytest.mark.parametrize("page", ["overview", "timeline", "topic-map", "compare"])
def test_a_caption_is_silent_on_the_mark_where_none_is_shown(by_hand, page):
    only = Selection(narratives=(VOTE,), sources=(NO_SOURCE,))
    if page in {"overview", "topic-map"}:
        view = View(page=page, selection=only)
        chart = overview_charts(by_hand, view)["narratives"] if page == "overview" else page_chart(by_hand, view)
    else:
        view = View(page=page, selection=Selection(narratives=(VOTE,)), compare=(PHARE, POST))
        chart = page_chart(by_hand, view)
    assert "tentative" not in chart.caption


def test_the_mark_outlives_a_name_that_is_cut(by_hand):
    name = plain("A very long name of a narrative on fishing in the strait and elsewhere°", 30)
    assert name == "A very long name of a narrat…°"
    assert len(name) == 30
    names = [trace.name for trace in page_chart(by_hand, View(page="timeline")).figure.data]
    assert "fishing ban°" in names


def test_where_only_the_largest_are_drawn_it_is_said(variant):
    charts = overview_charts(variant("forty-sources"), View())
    assert len(charts["sources"].table) > 15
    assert f"The 15 largest of {len(charts['sources'].table)} sources." in charts["sources"].sentence
    assert len(charts["sources"].figure.data[0].x) == 15


@pytest.mark.parametrize("name", ["no-narratives", "no-dates", "one-document", "arabic", "hostile", "long-title"])
@pytest.mark.parametrize("page", ["overview", "timeline", "topic-map", "documents"])
def test_odd_bundles_make_charts_too(variant, name, page):
    opened = variant(name)
    chart = page_chart(opened, View(page=page))
    assert f"{opened.manifest['counts']['documents']} of {opened.manifest['counts']['documents']}" in chart.caption
    for view in overview_charts(opened, View()).values():
        assert view.alt


def test_ranks_are_by_size(bundle):
    sizes = bundle.sources.set_index("source")["n_documents"]
    ranks = source_ranks(bundle)
    assert [sizes[name] for name in sorted(ranks, key=ranks.__getitem__)] == sorted(sizes, reverse=True)
