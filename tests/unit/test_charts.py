import re
import shutil
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from filrouge import __version__, i18n
from filrouge.annotations.events import Events, save_events
from filrouge.bundle import Bundle
from filrouge.chart import caption, source_ranks
from filrouge.charts import of_page, page_chart
from filrouge.errors import ViewError
from filrouge.explore.intervals import SURE
from filrouge.explore.map_sides import map_sides
from filrouge.explore.selection import Selection, count
from filrouge.explore.sides import sides_of
from filrouge.explore.timeline import COLUMNS, KINDS, timeline
from filrouge.explore.view import PAGES, View
from filrouge.figures.theme import plain
from filrouge.i18n import day_text
from filrouge.schema import NO_SOURCE
from filrouge.wording.amounts import counts_text, documents_text
from filrouge.wording.labels import side_names, tentative_note
from filrouge.wording.selection import selection_text
from tests.charted import CHARTS
from tests.unit.explore.by_hand import FISH, GAS, PHARE, POST, VOTE

NARROW = Selection(date(2025, 1, 6), date(2025, 1, 31), True, (PHARE, NO_SOURCE), ("fr", "en"), (), "gaz OR gas")


def overview_charts(bundle, view):
    return {spec.name: spec.make(bundle, view) for spec in of_page("overview")}


def test_a_caption_says_what_how_much_when_and_where_from(by_hand):
    assert caption(by_hand, Selection()) == (
        "All documents. 8 of 8 documents (7 independent texts). Verbatim copies of a text count once. "
        "Dated 1 January 2025 to 3 February 2025. "
        f"13% of the passages have no clear narrative. Bundle eight {by_hand.digest[:12]}, Fil Rouge {__version__}."
    )


def test_a_caption_of_a_narrow_selection(by_hand):
    text = caption(by_hand, NARROW, "a note", "")
    assert text == (
        "Documents matching “gaz OR gas”, from Le Phare or no known source, in French or English, "
        "published 6 January 2025 to 31 January 2025, undated ones included. 2 of 8 documents. "
        "Dated 6 January 2025 to 6 January 2025. 0% of the passages have no clear narrative. A note. "
        f"Bundle eight {by_hand.digest[:12]}, Fil Rouge {__version__}."
    )


def test_a_caption_without_dates_says_none(by_hand):
    undated = Selection(sources=(NO_SOURCE,))
    assert "ated" not in caption(by_hand, undated).split("Bundle")[0]


@pytest.mark.parametrize("page", [page for page in PAGES if CHARTS[page]])
@pytest.mark.parametrize("selection", [Selection(), NARROW, Selection(narratives=(GAS, VOTE))])
def test_every_chart_carries_its_caption(by_hand, page, selection):
    chart = page_chart(by_hand, View(page=page, selection=selection, compare=(PHARE, POST)))
    # shares are of all that was published: the caption of a chart of shares is of that
    base = selection.of_all_narratives() if page in {"narrative", "timeline", "compare", "findings"} else selection
    if page == "compare":
        base = replace(base, sources=(PHARE, POST))
    counts = count(by_hand, base)
    for words in (selection_text(base, by_hand.labels), counts_text(counts), by_hand.digest[:12], __version__):
        assert words in chart.caption
    assert chart.title
    assert chart.sentence.endswith(".")
    assert chart.alt
    assert (chart.figure is None) == (page in {"claims", "documents"})


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("week", "6 drawn, 1 undated and 1 not dated to the week left out"),
        ("month", "7 drawn, 1 undated left out"),
    ],
)
def test_a_timeline_says_what_it_leaves_out(by_hand, period, words):
    chart = page_chart(by_hand, View(page="timeline", period=period))
    assert f". {words}. Lines by {period}." in chart.caption
    time = page_chart(by_hand, View())
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
    assert ("add up to 100%" in chart.sentence) == share
    assert ("do not add up" in chart.sentence) != share
    top = "75% of output" if share else "3 documents (2 independent texts)"
    assert f"“gas price” with {top} in the week from 6 January 2025" in chart.alt


def test_the_table_of_a_timeline_is_its_frame(by_hand):
    chart = page_chart(by_hand, View(page="timeline", period="week"))
    frame = timeline(by_hand, Selection(), "week").frame
    columns = ["week", "narrative", "label", *COLUMNS[2:]]
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
    monkeypatch.setattr(topic_map, "topic_map", lambda *_, **__: few)
    chart = page_chart(bundle, View(page="topic-map"))
    assert f"representative sample of {len(few.points):,}" in chart.caption
    assert "600 passages" in chart.caption


def test_two_sources_are_compared_or_none(by_hand, variant):
    def sources(view: View) -> list[str]:
        return list(side_names(sides_of(by_hand, view)))

    assert sources(View(page="compare")) == [PHARE, POST]
    assert sources(View(page="compare", compare=(POST, PHARE))) == [POST, PHARE]
    with pytest.raises(ViewError, match="only “Source 01”"):
        page_chart(variant("one-source"), View(page="compare"))
    with pytest.raises(ViewError, match="none with a name"):
        page_chart(by_hand, View(page="compare", selection=Selection(sources=(NO_SOURCE,))))


def test_the_finding_of_a_comparison_in_words(by_hand, bundle):
    assert page_chart(by_hand, View(page="compare")).alt == "No clear difference from Le Phare."
    chart = page_chart(bundle, View(page="compare"))
    told = chart.table[chart.table["q"] <= SURE]
    assert chart.table["enough"].any()
    assert chart.alt.startswith("No clear difference" if told.empty else f"{len(told)} difference")


def test_the_table_of_documents_is_all_of_them(bundle):
    chart = page_chart(bundle, View(page="documents", selection=Selection(languages=("fr",))))
    documents = count(bundle, Selection(languages=("fr",))).documents
    assert len(chart.table) == documents
    assert chart.table["doc_id"].is_unique
    texts = count(bundle, Selection(languages=("fr",))).texts
    assert chart.alt == f"{documents_text(documents, texts)}."


def test_the_overview_in_numbers(by_hand):
    charts = overview_charts(by_hand, View(selection=Selection(narratives=(FISH,))))
    counted = {"documents-over-time", "narratives", "narrative-table", "sources", "languages"}
    assert set(charts) == counted | {"reading", "in-common", "watched", "watched-over-time"}
    assert charts["narratives"].table[["label", "documents"]].to_numpy().tolist() == [["fishing ban°", 3]]
    assert charts["narratives"].alt == "Largest: fishing ban°, 3 documents (2 independent texts)."
    assert charts["sources"].alt == "Largest: Harbour Post, 2 documents (1 independent text)."
    assert charts["languages"].alt == "Largest: English, 2 documents (1 independent text)."
    assert "In brackets: independent texts" in charts["sources"].sentence
    whole = overview_charts(by_hand, View(selection=Selection(sources=(PHARE,))))
    assert "In brackets" not in whole["sources"].sentence


def test_narratives_are_drawn_theme_by_theme_and_the_finding_is_the_largest(bundle):
    chart = page_chart(bundle, View().having(chart="narratives"))
    themes = chart.table["theme"]
    assert "Narratives of one theme are grouped between lines." in chart.sentence
    assert list(chart.figure.data[0].y) == chart.table["label"].tolist()
    assert (themes != themes.shift()).sum() == themes.nunique() == len(chart.figure.layout.shapes) + 1
    top = chart.table.loc[chart.table["documents"].idxmax()]
    assert chart.alt.startswith(f"Largest: {top['label']}, {top['documents']} documents")


@pytest.mark.parametrize(
    "page", [page for page in PAGES if CHARTS[page] and page not in {"claims", "spread", "narrative"}]
)  # they name none, or one
@pytest.mark.parametrize("narratives", [(), (GAS, FISH), (FISH,)])
def test_a_caption_says_what_the_mark_means_where_one_is_shown(by_hand, page, narratives):
    selection = Selection(narratives=narratives)
    view = View(page=page, selection=selection, compare=(PHARE, POST))
    chart = page_chart(by_hand, view.having(chart="narratives" if page == "overview" else ""))
    assert f". {tentative_note(by_hand, by_hand.tentative)}. Bundle eight" in chart.caption
    assert " of the passages have no clear narrative. " in chart.caption


@pytest.mark.parametrize("page", ["overview", "timeline", "topic-map", "compare"])
def test_a_caption_is_silent_on_the_mark_where_none_is_shown(by_hand, page):
    only = Selection(narratives=(VOTE,), sources=(NO_SOURCE,))
    if page in {"overview", "topic-map"}:
        view = View(page=page, selection=only)
        chart = page_chart(by_hand, view.having(chart="narratives" if page == "overview" else ""))
    else:
        view = View(page=page, selection=Selection(narratives=(VOTE,)), compare=(PHARE, POST))
        chart = page_chart(by_hand, view)
    assert "tentative" not in chart.caption


def test_the_mark_outlives_a_name_that_is_cut(by_hand):
    name = plain("A very long name of a narrative on fishing in the strait and elsewhere°", 30)
    assert name == "A very long name of a…°"
    assert len(name) <= 30
    names = [trace.name for trace in page_chart(by_hand, View(page="timeline")).figure.data]
    assert "fishing ban°" in names


def test_where_only_the_largest_are_drawn_it_is_said(variant):
    charts = overview_charts(variant("forty-sources"), View())
    assert len(charts["sources"].table) > 15
    sources = charts["sources"].table["source"].tolist()
    assert sources[-1] == NO_SOURCE, "texts without a source are no source"
    assert f"The 15 largest of {len(sources) - 1} sources." in charts["sources"].sentence
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


@pytest.mark.parametrize(
    "view",
    [*(View("timeline", kind=kind, period="week") for kind in KINDS), View("overview")],
    ids=lambda view: f"{view.page}-{view.kind}",
)
def test_events_stand_on_every_chart_over_time_and_in_its_caption(bundle, tmp_path, view):
    opened = Bundle.open(shutil.copytree(bundle.path, tmp_path / "noted"))
    first, last = (date.fromisoformat(opened.manifest["dates"][end]) for end in ("first", "last"))
    inside = first + (last - first) / 2
    save_events(opened, Events(()), [(inside, "<b>Strike</b>"), (date(1999, 1, 1), "long ago")])
    chart = page_chart(opened, view)
    lines = [shape for shape in chart.figure.layout.shapes if shape.type == "line" and shape.line.dash == "dot"]
    assert {pd.Timestamp(line.x0) for line in lines} == {pd.Timestamp(inside)}
    assert (
        f"Events noted by the analyst: 1 {day_text(inside)} <b>Strike</b> (1 lies outside these days)" in chart.caption
    )
    assert not any("<b>" in (note.text or "") for note in chart.figure.layout.annotations)


def test_what_is_found_on_the_map_is_counted_and_named(by_hand):
    found = page_chart(by_hand, View(page="topic-map", find="gas"))
    hits = found.table[found.table["hit"]]
    text = f"ighlighted: {len(hits)} passages of the {hits['title'].nunique()}"
    assert f"{text} documents that match “gas”" in found.caption
    assert text in found.alt
    assert "hit" not in page_chart(by_hand, View(page="topic-map")).table


def test_tables_of_an_outline_say_which_one_and_need_one(by_hand):
    outline = ((-1.0, -1.0), (5.0, -1.0), (5.0, 5.0), (-1.0, 5.0))
    for name in ("outline", "outline-words"):
        chart = page_chart(by_hand, View("topic-map", chart=name, region=outline))
        assert "5 passages inside the outline -1.00,-1.00 5.00,-1.00 5.00,5.00 -1.00,5.00" in chart.caption
        with pytest.raises(ViewError, match="none was drawn"):
            page_chart(by_hand, View("topic-map", chart=name))
    frame = page_chart(by_hand, View("topic-map", chart="outline", region=outline)).table
    assert frame.query("what == 'narrative' and value == 'gas price'")["inside"].tolist() == [5]


PERIODS_BESIDE = {
    "sides": "periods", "a_from": date(2024, 1, 1), "a_to": date(2024, 5, 31), "b_from": date(2024, 6, 1),
    "b_to": date(2024, 12, 31),
}  # fmt: skip


@pytest.mark.parametrize("beside", [{}, {"compare": ("Source 01", "Source 02")}, PERIODS_BESIDE], ids=str)
@pytest.mark.parametrize("colour", ["narrative", "source", "language", "date"])
def test_two_maps_stand_on_one_plane_beside_their_difference(bundle, beside, colour):
    view = View("topic-map", chart="map-sides", colour=colour, **beside)
    chart = page_chart(bundle, view)
    sides = sides_of(bundle, view.having(compare=view.compare or ("Source 01", "Source 02")))
    found = map_sides(bundle, Selection(), sides)
    assert chart.table["first"].sum() == 2 * len(found.maps[0].points)  # by narrative, and by cell
    for axis, one in zip(("x", "x2"), found.maps, strict=True):
        drawn = [t for t in chart.figure.data if t.type == "scattergl" and t.xaxis == axis]
        keys = sorted(int(key[0]) for trace in drawn for key in trace.customdata)
        assert keys == one.points["passage_id"].tolist()
    layout, (cells,) = chart.figure.layout, [t for t in chart.figure.data if t.type == "heatmap"]
    assert (layout.xaxis2.matches, layout.yaxis3.matches) == ("x", "y")
    z = 100 * found.cells["difference"].dropna()
    drawn = np.asarray(cells.z, float)
    assert np.sort(drawn[~np.isnan(drawn)]) == pytest.approx(np.sort(z.to_numpy()), abs=1e-4)
    assert layout.coloraxis.cmin == -layout.coloraxis.cmax
    shown = [t.name for t in chart.figure.data if t.showlegend]
    assert len(shown) == len(set(shown)), "a colour stands in the legend once"
    assert f"A is {side_names(sides)[0]}: {found.maps[0].passages} passages" in chart.caption
    assert "Two maps: A, " in chart.alt
    assert ("Largest differences" in chart.sentence) != ("No narrative has clearly" in chart.sentence)


def test_the_largest_differences_are_named_in_points(demo):
    chart = page_chart(
        demo,
        View(
            "topic-map",
            chart="map-sides",
            sides="periods",
            a_from=date(2025, 1, 6),
            a_to=date(2025, 9, 30),
            b_from=date(2025, 10, 1),
            b_to=date(2026, 6, 28),
        ),
    )
    schools = demo.labels[6]
    text = f"Largest differences: “{schools}” is 11 points larger in B, 1 October 2025 to 28 June 2026 (11.7% against"
    assert chart.sentence.startswith(text)
    assert text in chart.alt
    notes = [note.text for note in chart.figure.layout.annotations]
    assert any(note.startswith(f"B +11 {schools[:16]}") for note in notes)
    assert "A · 6 January 2025 to 30 September 2025" in [re.sub("</?b>", "", note) for note in notes]


def test_too_few_texts_on_a_side_are_said(by_hand):
    chart = page_chart(by_hand, View("topic-map", chart="map-sides"))
    assert "Too few texts to tell a difference: fewer than 10 independent texts on one side." in chart.alt
    with pytest.raises(ViewError, match="two sources are needed"):
        page_chart(by_hand, View("topic-map", Selection(sources=(POST,)), chart="map-sides"))


def test_markup_in_the_name_of_a_side_is_shown_and_not_run(variant):
    text = page_chart(variant("hostile"), View("topic-map", chart="map-sides")).figure.to_json()
    assert "<img" not in text
    assert "\\u003cimg" not in text


@pytest.mark.parametrize(
    ("page", "chart", "kind"),
    [
        *((page, chart, "lines") for page in ("overview", "findings", "spread") for chart in CHARTS[page]),
        ("documents", "documents", "lines"),  # what is nearest in meaning needs an embedder
        *(("timeline", "timeline", kind) for kind in KINDS),
    ],
)
@pytest.mark.usefixtures("french")
def test_every_word_of_a_chart_is_in_the_language_of_the_interface(variant, page, chart, kind):
    view = View(page, Selection(narratives=(0, 1), undated=False), chart=chart, kind=kind, about=0)
    with i18n.speaking("fr"):
        made = page_chart(variant("full"), view)
    for text in (made.title, made.sentence, made.alt, made.caption):
        assert not re.search(r"\w", _outside_of_marks(text)), text


def _outside_of_marks(text):
    """What is left of sentences and notes that are joined, once all that is marked is taken out."""
    rest = re.sub("‹[^‹›]*›", "", text)
    return rest if rest == text else _outside_of_marks(rest)
