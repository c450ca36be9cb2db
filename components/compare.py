"""The comparison: what stands side by side, the words in which sides differ, and two tellings of one story."""

from functools import partial
from html import escape
from typing import Any

import streamlit as st

from components import chart_cache, choices, reader, report
from components.chart_card import chart_card, chart_of, csv_button
from components.screen import Screen
from filrouge.bundle import records
from filrouge.charts import specs
from filrouge.explore.intervals import SURE
from filrouge.explore.passages import passages_by_id
from filrouge.explore.sides import Side
from filrouge.explore.tellings import Mark, Pair
from filrouge.explore.words import passages_with, places_of
from filrouge.i18n import N_, _, language_name, number
from filrouge.schema import NO_NARRATIVE
from filrouge.wording.labels import side_names

_WORD = "_compared_word"
_IN_CONTEXT = 6  # passages of a side in which a word is read
_AROUND = 110  # characters before and after it
_MARKS = {
    "denial": N_("denies, and the other does not"),
    "number": N_("a number missing on the other side"),
    "word": N_("a word typical of this side, missing on the other"),
}


def words(shown: Screen, compared: tuple[Side, ...]) -> None:
    """The words in which the first two sides differ, and one of them in its context on both."""
    chart = chart_card(shown, "compare-words", on_point=_read_word)
    clear = chart.table[chart.table["q"] <= SURE]
    choices_ = list(zip(clear["language"], clear["word"], strict=True))
    if not choices_:
        return
    if st.session_state.get(_WORD) not in choices_:
        st.session_state[_WORD] = None
    chosen = st.selectbox(
        _("Read a word in its context"),
        choices_,
        index=None,
        key=_WORD,
        format_func=lambda pair: f"{pair[1]} ({language_name(pair[0])})",
        placeholder=_("Click a word on the chart, or choose one here"),
    )
    if chosen is None:
        return
    language, word = chosen
    with st.container(key="in-context"):
        sides = compared[:2]
        for column, side, name in zip(st.columns(2, gap="medium"), sides, side_names(sides), strict=True):
            with column:
                choices.heading(name)
                _in_context(shown, side, language, word)


def _read_word(customdata: list[Any]) -> None:
    """A click on a word: it is read in its context below."""
    st.session_state[_WORD] = (str(customdata[0]), str(customdata[1]))


def _in_context(shown: Screen, side: Side, language: str, word: str) -> None:
    """Passages of a side with a word in the middle, its places marked."""
    base, about = shown.selection.of_all_narratives(), shown.view.about
    selection = side.within(base if about is None else base.about(about))
    found = passages_with(shown.bundle, selection, language, word)
    if not found:
        st.caption(_("No passage on this side contains it."))
        return
    read = passages_by_id(shown.bundle, found, limit=_IN_CONTEXT)
    shown_of = _("{n} of {all} passages, the clearest of their narratives")
    st.caption(shown_of.format(n=number(len(read.frame)), all=number(len(found))))
    for row in records(read.frame):
        places: list[Mark] = [(start, end, "word") for start, end in places_of(row["text"], word)]
        reader.marked_card(row, shown, places[:1] and places, around=_AROUND)


def tellings(shown: Screen, compared: tuple[Side, ...]) -> None:
    """The closest passages of the first two sides on the narrative of the view, in pairs, what differs marked."""
    about = shown.view.about
    if about is None or about == NO_NARRATIVE:
        return
    pairs: list[Pair] = chart_cache.found(specs()["tellings"], shown.bundle, shown.view)
    if not pairs:
        st.caption(_("No pair of passages was found: one side has no passages of its own on this narrative."))
        return
    legend = " · ".join(f'<mark class="fr-{kind}">{escape(_(meaning))}</mark>' for kind, meaning in _MARKS.items())
    st.html(f'<p class="fr-meta">{legend}</p>')
    st.caption(_("Experimental. Pairs are the most similar passages; words are compared, meaning is not."))
    report.quote_box([row for pair in pairs for row in (pair.first, pair.second)], key=f"tellings-{about}")
    for pair in pairs:
        for column, name, row, marks in zip(
            st.columns(2, gap="medium"),
            side_names(compared[:2]),
            (pair.first, pair.second),
            (pair.first_marks, pair.second_marks),
            strict=True,
        ):
            with column:
                st.html(f'<p class="fr-name">{escape(name)}</p>')
                reader.marked_card(row, shown, marks)
    with st.container(horizontal=True, gap="small"):
        csv_button("tellings", partial(chart_of, shown, "tellings"))
        report.add_button(shown, "tellings", partial(chart_of, shown, "tellings"))
