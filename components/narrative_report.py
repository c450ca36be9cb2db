"""The page of a narrative as entries of a report: what it is, its charts, its quotations."""

from collections.abc import Callable, Sequence

import streamlit as st

from components import quotation_cards, report
from components.chart_card import chart_of
from components.screen import Screen
from filrouge.annotations.report import Report, ReportEntry
from filrouge.bundle import Bundle
from filrouge.explore.narratives import NarrativeEvidence
from filrouge.i18n import _, plural
from filrouge.report.gather import chart_entry, passage_entry
from filrouge.wording.amounts import documents_text
from filrouge.wording.labels import headline_texts, standing_sentence


def button(shown: Screen, evidence: NarrativeEvidence, charts: Sequence[tuple[Screen, str]]) -> None:
    """A button that adds the page to the report; `charts`: the charts on it by name, each with the view it is of."""

    def add() -> None:
        entries = [_introduction(shown.bundle, evidence)]
        entries += [chart_entry(of.bundle, of.view, chart_of(of, name)) for of, name in charts]
        said = quotation_cards.found(shown, evidence.narrative)
        entries += [passage_entry(shown.bundle, one.row) for one in said]
        report.change(
            shown.bundle,
            _adding(entries),
            plural("{n} entry added to the report", "{n} entries added to the report", len(entries)),
        )

    st.button(
        _("Add this page to the report"),
        key="_narrative_into_report",
        icon=":material/assignment_add:",
        on_click=add,
        help=_("Adds an introduction, every chart and table of this page, and its quotations."),
    )


def _adding(entries: Sequence[ReportEntry]) -> Callable[[Report], Report]:
    def added(into: Report) -> Report:
        for entry in entries:
            into = into.added(entry)
        return into

    return added


def _introduction(bundle: Bundle, evidence: NarrativeEvidence) -> ReportEntry:
    """A note: name, headline, what sets it apart, how much and how solid."""
    lines = [
        headline_texts(bundle).get(evidence.narrative, ""),
        _("What sets it apart: {words}.").format(words=", ".join(evidence.apart)) if evidence.apart else "",
        _("In the whole bundle: {documents}.").format(documents=documents_text(evidence.documents, evidence.texts)),
        standing_sentence(evidence.standing, evidence.stability),
    ]
    text = "\n".join(line for line in lines if line)
    return ReportEntry("note", title=bundle.labels[evidence.narrative], annotation=text, digest=bundle.digest)
