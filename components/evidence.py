"""What stands behind a narrative: its standing, its theme, its words, and the passages that show it."""

from html import escape

import pandas as pd
import streamlit as st

from components import choices, report
from components.reader import card, document_anchor, facts_of
from components.screen import Screen
from filrouge.bundle import Bundle, records
from filrouge.explore.names import language_name, source_name
from filrouge.explore.narratives import NarrativeEvidence, evidence, headlines
from filrouge.i18n import N_, _, day_text, ngettext, number, quoted
from filrouge.schema import NO_NARRATIVE
from filrouge.wording.amounts import documents_text
from filrouge.wording.labels import standing_sentence, theme_sentence

_FIRST = 4
"""Passages shown until more are asked for."""

_MOST_WORDS = 8

_EDGE = N_(
    "Where the narrative ends: these passages only just belong to it. If they are about something else, treat this "
    "narrative's numbers with care."
)
_OPPOSED = N_(
    "Experimental. Words of denial were counted in similar passages; their meaning was not analysed. Read both sides "
    "before you quote either."
)


def panel(shown: Screen, sizes: pd.DataFrame) -> None:
    """Choose a narrative and see its evidence; `sizes`: `narratives_by_size` of the selection, in any order."""
    with st.container(border=True, key="card-evidence"):
        st.subheader(_("Passages behind a narrative"), anchor=False)
        sentence = _("In the whole bundle, regardless of filters.")
        st.html(f'<p class="fr-sentence">{escape(sentence)}</p>')
        narrative = choices.proven(shown, sizes)
        if narrative is None:
            st.info(_("No narrative in this selection."))
        elif narrative == NO_NARRATIVE:
            st.info(_("Passages without a clear narrative are about something else, or lie between narratives."))
        else:
            _show(shown, evidence(shown.bundle, narrative))


def _show(shown: Screen, found: NarrativeEvidence) -> None:
    name = escape(shown.bundle.labels[found.narrative])
    st.html(f'<h4 dir="auto">{name}</h4>{_headline(found.narrative, shown)}{_sentence(found, shown)}')
    st.html(f'<dl class="fr-facts">{_facts(found, shown.bundle)}</dl>')
    if not found.shown:
        st.caption(_("This bundle was built by an earlier version and lists no typical passages. Build it again."))
        return
    typical, edge, opposed = st.tabs([_("Most typical"), _("At its edge"), _("Opposing versions · experimental")])
    with typical:
        st.caption(
            _("The passages most similar to the rest of the narrative, from as many sources and languages as possible.")
        )
        _side_by_side(shown, found.typical, f"typical-{found.narrative}")
    with edge:
        st.caption(_(_EDGE))
        _side_by_side(shown, found.edge, f"edge-{found.narrative}")
    with opposed:
        st.caption(_(_OPPOSED))
        if not found.opposed:
            st.caption(_("No pair was found in this narrative."))
        else:
            rows = [row for pair in found.opposed for row in pair]
            report.quote_box(rows, key=f"opposed-{found.narrative}")
        for asserts, denies in found.opposed:
            for column, row, seems in zip(st.columns(2, gap="medium"), (asserts, denies), _SEEMS, strict=True):
                with column:
                    st.html(f'<p class="fr-name">{_(seems)}</p>')
                    card(row, shown)


_SEEMS = (N_("Seems to assert"), N_("Seems to deny"))


def _headline(narrative: int, shown: Screen) -> str:
    """The headline that tells most, with source, day and a way to its document."""
    headline = headlines(shown.bundle).get(narrative)
    if headline is None:
        return ""
    day = _("undated") if headline.day is None else day_text(headline.day)
    where = f"{escape(source_name(headline.source))} · {day} · {document_anchor(shown, headline.doc_id)}"
    return f'<p class="fr-said" dir="auto">{quoted(escape(headline.text))}</p><p class="fr-meta">{where}</p>'


def _sentence(found: NarrativeEvidence, shown: Screen) -> str:
    if not found.sentence:
        return ""
    where = _("A sentence from its most typical passages")
    if found.said_in is not None:
        where = f"{facts_of(found.said_in)} · {document_anchor(shown, found.said_in['doc_id'])}"
    return f'<p class="fr-said" dir="auto">{quoted(escape(found.sentence))}</p><p class="fr-meta">{where}</p>'


def _facts(found: NarrativeEvidence, bundle: Bundle) -> str:
    words = "<br>".join(
        f'{escape(language_name(code))}: <span dir="auto">{escape(", ".join(of_it[:_MOST_WORDS]))}</span>'
        for code, of_it in found.keywords.items()
    )
    facts = {
        _("Standing"): escape(standing_sentence(found.standing, found.stability)),
        _("In the whole bundle"): f"{documents_text(found.documents, found.texts)}, {_passages(found.passages)}",
        _("Theme"): f'<span dir="auto">{escape(theme_sentence(bundle, found.theme, found.others))}</span>',
        _("What sets it apart"): f'<span dir="auto">{escape(", ".join(found.apart))}</span>' * bool(found.apart),
        _("Distinctive words"): words,
    }
    return "".join(f"<dt>{name}</dt><dd>{text}</dd>" for name, text in facts.items() if text)


def _passages(n: int) -> str:
    return ngettext("{n} passage", "{n} passages", n).format(n=number(n))


def _side_by_side(shown: Screen, passages: pd.DataFrame, key: str) -> None:
    """Passages in two columns, the first few until more are asked for."""
    if passages.empty:
        st.caption(_("None was found."))
        return
    all_of_them = st.session_state.get(f"_all_{key}", False)
    rows = records(passages if all_of_them else passages.head(_FIRST))
    report.quote_box(rows, key=key)
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
