"""What is nearest in meaning to a text, above the page: passages in order, each with its source, date and document."""

from html import escape

import streamlit as st

from components import address, failures, passage_menu, reader, report, watched
from components.chart_card import chart_of, csv_button
from components.markdown import as_text
from components.screen import Screen
from filrouge.bundle import records
from filrouge.charts.similar import MOST, nearest_text, scale_text
from filrouge.errors import EmbedderError
from filrouge.explore.similar import similar
from filrouge.i18n import _, number, quoted

_STEP = 10
_AROUND = 140  # characters about the sentence that is nearest


def box() -> None:
    """Where the text is typed."""
    st.text_input(
        _("Search by meaning"),
        key=address.key("similar"),
        placeholder=_("a sentence, in any language"),
        type="search",
        help=_(
            "Lists the passages nearest to what you type, whatever their words and language. The filters stay as they "
            "are."
        ),
    )


def card(shown: Screen) -> None:
    """The nearest passages of the selection, a few until more are asked for; says why where none can be found."""
    asked = shown.view.similar
    if not asked.strip():
        return
    limit = st.session_state.get(_key(asked), _STEP)
    try:
        with st.spinner(_("Comparing with every passage…"), show_time=True):
            found = similar(shown.bundle, shown.selection, asked, limit=limit)
    except EmbedderError as error:
        st.warning(failures.reason(_("Passages cannot be searched by meaning: {why}."), error))
        return
    with st.container(border=True, key="card-similar"):
        about = as_text(quoted(" ".join(asked.split())))
        st.subheader(_("Nearest in meaning to {text}").format(text=about), anchor=False)
        if found.frame.empty:
            st.info(_("No passage of this selection can be compared."))
            return
        said = scale_text(found)
        sentence = f"{nearest_text(found)} {said[:1].upper()}{said[1:]}."
        st.html(f'<p class="fr-sentence">{escape(sentence)}</p>')
        rows = records(found.frame)
        passage_menu.beside_quotes(shown, rows, key="similar")
        for row in rows:
            place = _("{rank} · similarity {similarity}").format(
                rank=row["rank"], similarity=number(row["similarity"], 2)
            )
            st.html(f'<p class="fr-name">{escape(place)}</p>')
            if row["said"] is None:
                reader.card(row, shown)
            else:
                reader.marked_card(row, shown, [(*row["said"], "found")], around=_AROUND)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            if found.more and limit < MOST:
                more = min(_STEP, MOST - limit)
                st.button(_("Show {n} more").format(n=number(more)), on_click=_more, args=(asked, limit + more))
            csv_button("similar", lambda: chart_of(shown, "similar"))
            report.add_button(shown, "similar", lambda: chart_of(shown, "similar"))
            watched.watch_button(" ".join(asked.split()))
            st.button(_("Close"), icon=":material/close:", on_click=_close, key="_similar_close")


def _key(asked: str) -> str:
    return f"_similar_{asked}"


def _more(asked: str, limit: int) -> None:
    st.session_state[_key(asked)] = limit


def _close() -> None:
    address.choose(similar="")
