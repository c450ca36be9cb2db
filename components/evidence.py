"""What stands behind a narrative: its standing, its theme, its words, and the passages that show it."""

from html import escape

import pandas as pd
import streamlit as st

from components import passage_menu
from components.narrative_door import name_anchor
from components.reader import card, document_anchor, facts_of
from components.screen import Screen
from filrouge.bundle import records
from filrouge.explore.names import language_name, source_name
from filrouge.explore.narratives import NarrativeEvidence, headlines
from filrouge.explore.reading import is_small
from filrouge.i18n import N_, _, day_text, number, plural, quoted
from filrouge.wording.amounts import documents_text
from filrouge.wording.labels import standing_sentence, theme_names

_FIRST = 4
"""Passages shown until more are asked for."""

_MOST_WORDS = 8

_EDGE = N_(
    "Where the narrative ends: these passages only just belong to it. If they are about something else, treat this "
    "narrative's numbers with care."
)


def facts(shown: Screen, found: NarrativeEvidence) -> None:
    """Name, headline, sentence, and what is known of a narrative."""
    name = escape(shown.bundle.labels[found.narrative])
    said = f"{_headline(found.narrative, shown)}{_sentence(found, shown)}"
    st.html(
        f'<h2 class="fr-title" dir="auto">{name}</h2><div class="fr-head"><div>{said}</div>'
        f'<dl class="fr-facts">{_facts(found, shown)}</dl></div>'
    )


def passages(shown: Screen, found: NarrativeEvidence) -> None:
    """The passages that show a narrative: the most typical, and those at its edge."""
    with st.container(border=True, key="card-evidence"):
        st.subheader(_("Passages behind the narrative"), anchor=False)
        sentence = _("In the whole bundle, regardless of filters.")
        st.html(f'<p class="fr-sentence">{escape(sentence)}</p>')
        if found.shown:
            _tabs(shown, found)
        else:
            st.caption(_("This bundle was built by an earlier version and lists no typical passages. Build it again."))


def _tabs(shown: Screen, found: NarrativeEvidence) -> None:
    typical, edge = st.tabs([_("Most typical"), _("At its edge")])
    with typical:
        st.caption(
            _("The passages most similar to the rest of the narrative, from as many sources and languages as possible.")
        )
        _side_by_side(shown, found.typical, f"typical-{found.narrative}")
    with edge:
        st.caption(_(_EDGE))
        _side_by_side(shown, found.edge, f"edge-{found.narrative}")


def _headline(narrative: int, shown: Screen) -> str:
    """The headline that tells most, with source, day and a way to its document."""
    headline = headlines(shown.bundle).get(narrative)
    if headline is None:
        return ""
    day = _("undated") if headline.day is None else day_text(headline.day)
    where = f"{escape(source_name(headline.source))} · {day} · {document_anchor(shown, headline.doc_id)}"
    return f'<p class="fr-said" dir="auto">{escape(quoted(headline.text))}</p><p class="fr-meta">{where}</p>'


def _sentence(found: NarrativeEvidence, shown: Screen) -> str:
    if not found.sentence:
        return ""
    where = _("A sentence from its most typical passages")
    if found.said_in is not None:
        where = f"{facts_of(found.said_in)} · {document_anchor(shown, found.said_in['doc_id'])}"
    return f'<p class="fr-said" dir="auto">{escape(quoted(found.sentence))}</p><p class="fr-meta">{where}</p>'


def _facts(found: NarrativeEvidence, shown: Screen) -> str:
    words = "<br>".join(
        f'{escape(language_name(code))}: <span dir="auto">{escape(", ".join(of_it[:_MOST_WORDS]))}</span>'
        for code, of_it in found.keywords.items()
    )
    listed = {
        _("What sets it apart"): f'<span dir="auto">{escape(", ".join(found.apart))}</span>' * bool(found.apart),
        _("Standing"): "" if is_small(shown.bundle) else escape(standing_sentence(found.standing, found.stability)),
        _("In the whole bundle"): f"{documents_text(found.documents, found.texts)}, {_passages(found.passages)}",
        _("Theme"): f'<span dir="auto">{_theme(found, shown)}</span>',
    }
    rows = [f"<dt>{name}</dt><dd>{text}</dd>" for name, text in listed.items() if text]
    if words:
        rows.append(f'<dt class="fr-words">{_("Distinctive words")}</dt><dd class="fr-words">{words}</dd>')
    return "".join(rows)


def _theme(found: NarrativeEvidence, shown: Screen) -> str:
    """Its theme, and the narratives that share it, each a way to its page."""
    others = [name_anchor(shown, n) for n in found.others]
    if not others:
        return escape(_("One of its own: no other narrative shares it."))
    theme = escape(theme_names(shown.bundle)[found.theme])
    return _("{theme}; shared with {narratives}.").format(theme=theme, narratives=", ".join(map(quoted, others)))


def _passages(n: int) -> str:
    return plural("{n} passage", "{n} passages", n)


def _side_by_side(shown: Screen, passages: pd.DataFrame, key: str) -> None:
    """Passages in two columns, the first few until more are asked for."""
    if passages.empty:
        st.caption(_("None was found."))
        return
    all_of_them = st.session_state.get(f"_all_{key}", False)
    rows = records(passages if all_of_them else passages.head(_FIRST))
    passage_menu.beside_quotes(shown, rows, key=key)
    for start in range(0, len(rows), 2):
        for column, row in zip(st.columns(2, gap="medium"), rows[start : start + 2], strict=False):
            with column:
                card(row, shown)
    if len(rows) < len(passages):
        st.button(
            _("Show all {n}").format(n=number(len(passages))), key=f"_button_{key}", on_click=_show_all, args=(key,)
        )


def _show_all(key: str) -> None:
    st.session_state[f"_all_{key}"] = True
