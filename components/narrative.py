"""Everything about one narrative, on one page: which it is, since when, who, how it spread, in which words."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from html import escape
from typing import Any, Final

import streamlit as st

from components import (
    address,
    changing,
    chart_cache,
    choices,
    claim_sides,
    elsewhere,
    evidence,
    narrative_claims,
    narrative_door,
    narrative_menu,
    narrative_report,
    quotation_cards,
    reader,
    source_menu,
    timeline,
)
from components.chart_card import chart_card, chart_of, table_card
from components.html_table import TableColumn, html_table
from components.screen import Screen
from filrouge.bundle import records
from filrouge.chart import Chart, heading
from filrouge.charts.left_out import left_out
from filrouge.charts.narrative_sources import silent_sources
from filrouge.charts.subject import narrowed, only_about
from filrouge.explore.copy_groups import groups
from filrouge.explore.documents import documents
from filrouge.explore.names import language_name, source_name
from filrouge.explore.narratives import evidence as evidence_of
from filrouge.explore.overview import shown_narrative
from filrouge.explore.passages import passages_in_period
from filrouge.explore.periods import choose_period, span_of
from filrouge.explore.sides import Side
from filrouge.explore.source_facts import FACTS
from filrouge.i18n import _, number, share
from filrouge.schema import NO_NARRATIVE
from filrouge.wording.days import period_text, published_text
from filrouge.wording.source_links import source_text

TESTS: Final = ("bursts", "silence", "lag", claim_sides.NAME)
"""Charts of whose findings the page shows its part."""

_MOST_DOCUMENTS: Final = 10


def choose(shown: Screen) -> Screen | None:
    """Choose the narrative: the largest of the selection until one is chosen; None without any."""
    largest = shown_narrative(shown.bundle, shown.view.having(about=None))
    if largest is None:
        empty = not shown.counts.documents
        st.info(_("No document matches this selection.") if empty else _("No narrative in this selection."))
        return None
    name = shown.bundle.labels[largest]
    chosen = choices.narrative(shown, _("Narrative"), _("{name} (the largest)").format(name=name), largest)
    if chosen == NO_NARRATIVE:
        st.info(_("Passages without a clear narrative are about something else, or lie between narratives."))
        return None
    return replace(shown, view=shown.view.having(about=largest if chosen is None else chosen))


def inside(shown: Screen) -> Screen:
    """The same with the documents that talk about the narrative only."""
    return replace(shown, view=narrowed(shown.view, shown.view.about))


def head(shown: Screen) -> None:
    """Which narrative it is, and how solid."""
    found = evidence_of(shown.bundle, shown.view.about)
    with st.container(border=True, key="card-narrative"):
        evidence.facts(shown, found)
        narrative_menu.said_of(shown, found.narrative)
        with st.container(horizontal=True):
            narrative_report.button(shown, found, _charts(shown))
            elsewhere.button(shown, "stix", found.narrative)


def _charts(shown: Screen) -> list[tuple[Screen, str]]:
    """The charts on the page in their order, each with the view that it is of."""
    names = ["narrative-timeline", "narrative-sources", "adoption"]
    undrawn = left_out(shown.bundle, shown.selection, names)
    own = [(shown, name) for name in names[:2] if name not in undrawn]
    own += [] if chart_of(shown, narrative_claims.NAME).table.empty else [(shown, narrative_claims.NAME)]
    own += [(shown, claim_sides.NAME)] if claim_sides.is_told(shown) else []
    if "adoption" not in undrawn:
        own.append((shown, "adoption"))
        own += [(inside(shown), "lanes")] if _shares_text(shown) else []
    return [*own, (inside(shown), "languages"), (shown, "neighbours")]


def _shares_text(shown: Screen) -> bool:
    """Whether some of its texts share text."""
    return bool(len(groups(shown.bundle, only_about(shown.selection, shown.view.about))))


def life(shown: Screen) -> None:
    """Since when, and how much; the passages of the period that was clicked."""
    with st.container(key="life"):
        chart_card(shown, "narrative-timeline", on_point=timeline.read_point)
    at, about = shown.view.at, shown.view.about
    with st.container(key="answer-narrative-timeline"):
        if at is None:
            return
        base = shown.selection.of_all_narratives()
        period = choose_period(shown.view.period, span_of(shown.bundle, base))
        choices.heading(period_text(period, at))
        st.button(_("Close"), key="_close_period", on_click=partial(address.choose, at=None), icon=":material/close:")
        reader.passages(
            lambda limit: passages_in_period(shown.bundle, shown.selection, about, period, at, limit=limit),
            shown,
            key=f"life-{about}-{at}-{period}",
            step=4,
        )


def sources(shown: Screen) -> None:
    """Who talks about it, who was first, who comes after whom, who does not; what a chosen source says."""
    chart = chart_of(shown, "narrative-sources")
    with table_card(shown, chart):
        html_table(
            _source_columns(chart),
            chart.table["source"].tolist(),
            key=f"table-{chart.name}",
            label=chart.title,
            on_open=partial(_read_source, shown),
        )
        if silent := silent_sources(chart):
            text = _("Silent, by the test on the page “Findings”: {sources}.")
            st.html(f"<p>{escape(text.format(sources=', '.join(silent)))}</p>")
    with st.container(key="answer-adoption"):
        _source_passages(shown)


def _source_columns(chart: Chart) -> list[TableColumn]:
    table = chart.table
    columns = [TableColumn(heading("source"), table["source"].tolist(), kind="name")]
    for name in (f"source_{fact}" for fact in FACTS):
        if name in table:
            columns.append(TableColumn(heading(name), table[name].tolist()))
    counted = table["documents"].tolist()
    columns.append(TableColumn(heading("documents"), counted, _numbers(counted), "number"))
    if (table["texts"] != table["documents"]).any():
        texts = table["texts"].tolist()
        columns.append(TableColumn(_("Independent texts"), texts, _numbers(texts), "number"))
    for name in ("share", "part"):
        values = table[name].fillna(0).astype(float)
        top = values.max() or 1.0
        columns.append(
            TableColumn(
                heading(name), values.tolist(), [share(value) if value else "–" for value in values], "number",
                heat=(values / top).tolist(),
            )
        )  # fmt: skip
    headings = {"first": heading("first"), "after": heading("after"), "status": _("Beside the other sources")}
    for name, title in headings.items():
        if table[name].ne("").any():
            columns.append(TableColumn(title, table[name].tolist(), kind="day" if name == "first" else "text"))
    return columns


def _numbers(values: Iterable[int]) -> list[str]:
    return [number(value) for value in values]


def _read_source(shown: Screen, name: str) -> None:
    """A click on a source: what it says of the narrative is shown below, and it is chosen on the page of findings."""
    keys = {source_name(source): source for source in shown.bundle.columns.sources}
    address.choose(voice=keys[name])


def _source_passages(shown: Screen) -> None:
    voice, about = shown.view.voice, shown.view.about
    if voice is None:
        return
    choices.heading(_("What {source} says of it").format(source=source_name(voice)))
    source_menu.button(shown, voice, key="voice", label=_("Edit the source…"))
    source_menu.said_of(shown, voice)
    if known := source_text(shown.bundle, voice):
        st.html(f'<p class="fr-meta" dir="auto">{escape(known)}</p>')
    reader.passages(reader.passages_of(shown, Side((voice,)), about), shown, key=f"voice-{about}-{voice}", step=4)


def spread(shown: Screen) -> None:
    """How many sources spoke of it by when, and which of its texts share text."""
    chart_card(shown, "adoption")
    if _shares_text(shown):
        chart_card(inside(shown), "lanes", on_point=_read_copy)


def _read_copy(customdata: list[Any]) -> None:
    """A click on a text: it is read beside the earlier one on the page of spread."""
    narrative_door.go_to("spread", taken=str(customdata[0]))


def neighbours(shown: Screen) -> None:
    """The narratives next to it, each a way to its page."""
    chart = chart_of(shown, "neighbours")
    with table_card(shown, chart):
        table = chart.table
        if table.empty:
            st.caption(chart.alt)
            return
        counts = [
            TableColumn(heading(name), table[name].tolist(), _numbers(table[name]), "number")
            for name in ("documents", "together")
        ]
        html_table(
            [
                TableColumn(heading("label"), table["label"].tolist(), kind="name", below=table["headline"].tolist()),
                TableColumn(heading("theme_label"), table["theme_label"].tolist()),
                *counts,
            ],
            [str(n) for n in table["narrative"]],
            key="table-neighbours",
            label=chart.title,
            on_open=lambda one: narrative_door.open_narrative(int(one)),
        )


def quotations(shown: Screen) -> None:
    """What is said of it, in quotations of many sources."""
    quotation_cards.cards(shown, shown.view.about)


def texts(shown: Screen) -> None:
    """Its passages, and its latest documents with the way to all of them."""
    evidence.passages(shown, evidence_of(shown.bundle, shown.view.about))
    about = only_about(shown.selection, shown.view.about)
    frame = documents(shown.bundle, about, limit=_MOST_DOCUMENTS)
    with st.container(border=True, key="card-its-documents"):
        st.subheader(_("Its latest documents"), anchor=False)
        rows = records(frame)
        html_table(
            [
                TableColumn(
                    heading("title"),
                    [row["title"] if isinstance(row["title"], str) else _("Untitled") for row in rows],
                    kind="name",
                ),
                TableColumn(heading("source"), [source_name(row["source"]) for row in rows]),
                TableColumn(
                    heading("published"),
                    [str(row["published"]) for row in rows],
                    [published_text(row) for row in rows],
                ),
                TableColumn(heading("language"), [language_name(row["language"]) for row in rows]),
            ],
            [row["doc_id"] for row in rows],
            key="table-its-documents",
            label=_("Its latest documents"),
            on_open=lambda doc: narrative_door.go_to("documents", doc=doc, narrative=about.narratives),
        )
        st.button(
            _("All its documents"),
            icon=":material/article:",
            on_click=narrative_door.go_to,
            args=("documents",),
            kwargs={"doc": None, "narrative": about.narratives},
        )


def finish(shown: Screen) -> None:
    """Wait for the tests that the page shows parts of, and show them: everything else is there already."""
    if chart_cache.finish(TESTS, shown.bundle, shown.view) and not changing.is_open():
        st.rerun()
