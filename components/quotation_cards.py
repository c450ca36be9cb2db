"""Quotations of a narrative, with the nearest sentence in the reader's language beside those in others."""

from html import escape
from typing import Any

import streamlit as st

from components import passage_menu, reader
from components.screen import Screen
from filrouge.explore.names import language_name
from filrouge.explore.quotations import Quotation, quotations
from filrouge.figures.theme import colour
from filrouge.i18n import _, quoted, spoken


def language(shown: Screen) -> str:
    """The language in which a reader reads: that of the names, else that of the interface."""
    return shown.bundle.language or spoken()


def found(shown: Screen, narrative: int) -> tuple[Quotation, ...]:
    """The quotations of a narrative for this reader."""
    return quotations(shown.bundle, shown.selection, narrative, language(shown))


def cards(shown: Screen, narrative: int, *, key: str = "card-quotations") -> None:
    """What is said of a narrative: one quotation below the other."""
    with st.container(border=True, key=key):
        st.subheader(_("In their words"), anchor=False)
        said = found(shown, narrative)
        if not said:
            st.info(_("No passage of this selection matches."))
            return
        sentence = _(
            "Sentences unlike one another, from as many sources as possible; copies of a text are quoted once."
        )
        st.html(f'<p class="fr-sentence">{escape(sentence)}</p>')
        passage_menu.beside_quotes(shown, [one.row for one in said], key=f"quotations-{narrative}")
        st.html(f'<div class="fr-quotations">{"".join(_card(one, shown) for one in said)}</div>')


def _card(one: Quotation, shown: Screen) -> str:
    row = one.row
    text = one.sentence or row["text"]
    where = f"{reader.facts_of(row)} · {reader.document_anchor(shown, row['doc_id'])}"
    mark = colour("narrative", int(row["narrative"]))
    whole = ""
    if one.sentence:
        summary = escape(_("The whole passage"))
        whole = (
            f'<details class="fr-whole"><summary>{summary}</summary><p dir="auto">{escape(row["text"])}</p></details>'
        )
    return (
        f'<div class="fr-passage" style="--fr-mark:{mark}"><p class="fr-said" dir="auto">{escape(quoted(text))}</p>'
        f'<div class="fr-meta">{where}</div>{gloss(shown, one.gloss, one.gloss_row)}{whole}</div>'
    )


def gloss(shown: Screen, text: str | None, row: dict[str, Any] | None) -> str:
    """The nearest sentence in the reader's language, marked as what it is, as HTML; nothing where there is none."""
    if text is None or row is None:
        return ""
    title = _("Nearest sentence in {language}, not a translation:").format(language=language_name(language(shown)))
    return (
        f'<div class="fr-gloss"><span>{escape(title)}</span> <q dir="auto">{escape(text)}</q> '
        f'<span class="fr-meta">{reader.facts_of(row)}</span></div>'
    )
