"""The comparison: what stands side by side, the words in which sides differ, and two tellings of one story."""

from dataclasses import replace
from html import escape
from typing import Any

import streamlit as st

from components import choices, kept, reader, report
from components.chart_card import chart_card, csv_button
from components.choices import choice
from components.screen import Screen
from filrouge.bundle import Bundle, records
from filrouge.charts.compare import pairs_of, tellings_chart
from filrouge.errors import ViewError
from filrouge.explore.intervals import SURE
from filrouge.explore.passages import passages_by_id
from filrouge.explore.selection import source_name
from filrouge.explore.sides import Side, sides_of
from filrouge.explore.tellings import Mark, Pair
from filrouge.explore.view import MOST_COMPARED, SIDES, View
from filrouge.explore.words import passages_with, places_of
from filrouge.i18n import N_, _, language_name, number
from filrouge.schema import NO_NARRATIVE, NO_SOURCE

_WORD = "_compared_word"
_IN_CONTEXT = 6  # passages of a side in which a word is read
_AROUND = 110  # characters before and after it
_DAYS = {"a_from": N_("A from"), "a_to": N_("A to"), "b_from": N_("B from"), "b_to": N_("B to")}
_MARKS = {
    "denial": N_("denies, and the other does not"),
    "number": N_("a number that the other lacks"),
    "word": N_("a word rather of this side, which the other lacks"),
}


def options(shown: Screen) -> View:
    """What is set side by side: sources (the two largest when none is chosen), groups of sources, or periods."""
    sides = choice(_("Side by side"), SIDES, "sides")
    found: dict[str, Any] = {}
    if sides == "sources":
        found["compare"] = _sources(
            shown,
            "compare",
            _("Sources to compare, two to {n}; the first is the yardstick").format(n=number(MOST_COMPARED)),
            placeholder=_("The two largest of the selection"),
            most=MOST_COMPARED,
        )
    elif sides == "groups":
        for column, key, label in zip(
            st.columns(2), ("group_a", "group_b"), (_("Group A, the yardstick"), _("Group B")), strict=True
        ):
            with column:
                found[key] = _sources(shown, key, label, placeholder=_("Choose sources"))
    else:
        for column, (key, label) in zip(st.columns(4), _DAYS.items(), strict=True):
            found[key] = column.date_input(_(label), None, key=key, bind="query-params", format="YYYY-MM-DD")
        st.caption(_("Days left empty: the first half of the selection against the second."))
    return View(page="compare", selection=shown.selection, sides=sides, **found)


def _sources(shown: Screen, key: str, label: str, *, placeholder: str, most: int | None = None) -> tuple[str, ...]:
    names = shown.bundle.sources["source"].tolist()
    if shown.bundle.manifest["counts"]["without_source"]:
        names.append(NO_SOURCE)
    chosen = st.multiselect(
        label,
        names,
        key=key,
        bind="query-params",
        max_selections=most,
        placeholder=placeholder,
        format_func=source_name,
    )
    return tuple(chosen)


def sides(shown: Screen, view: View) -> tuple[Side, ...] | None:
    """The sides of the view; says why where there are none to compare."""
    if not shown.counts.documents:
        st.info(_("No document is in this selection. Widen the filters, or reset them."))
        return None
    try:
        return sides_of(shown.bundle, view)
    except ViewError as error:
        what = error.what[:1].upper() + error.what[1:]
        st.info(f"{what}. {error.mend or ''}")
        return None


def words(shown: Screen, view: View, compared: tuple[Side, ...]) -> None:
    """The words in which the first two sides differ, and one of them in its context on both."""
    chart = kept.chart(shown.bundle, replace(view, chart="compare-words"), _("Counting words on both sides…"))
    chart_card(chart, key="words", view=view, on_point=_read_word)
    told = chart.table[chart.table["q"] <= SURE]
    choices_ = list(zip(told["language"], told["word"], strict=True))
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
        placeholder=_("Click a word of the chart, or choose one here"),
    )
    if chosen is None:
        return
    language, word = chosen
    with st.container(key="in-context"):
        for column, side in zip(st.columns(2, gap="medium"), compared[:2], strict=True):
            with column:
                choices.source_heading(side.name)
                _in_context(shown, view, side, language, word)


def _read_word(customdata: list[Any]) -> None:
    """A click on a word: it is read in its context below."""
    st.session_state[_WORD] = (str(customdata[0]), str(customdata[1]))


def _in_context(shown: Screen, view: View, side: Side, language: str, word: str) -> None:
    """Passages of a side with a word in the middle, its places marked."""
    about = view.selection.of_all_narratives()
    selection = side.within(about if view.about is None else replace(about, narratives=(view.about,)))
    found = passages_with(shown.bundle, selection, language, word)
    if not found:
        st.caption(_("It stands in no passage of this side."))
        return
    read = passages_by_id(shown.bundle, found, limit=_IN_CONTEXT)
    shown_of = _("{n} of {all} passages, the clearest of their narratives")
    st.caption(shown_of.format(n=number(len(read.frame)), all=number(len(found))))
    for row in records(read.frame):
        places: list[Mark] = [(start, end, "word") for start, end in places_of(row["text"], word)]
        reader.marked_card(row, shown, places[:1] and places, around=_AROUND)


@st.cache_data(show_spinner=False, max_entries=64, hash_funcs=kept.KEYED)
def _pairs(bundle: Bundle, view: View) -> tuple[Side, Side, list[Pair]]:
    return pairs_of(bundle, view)


def tellings(shown: Screen, view: View) -> None:
    """The closest passages of the first two sides on the narrative of the view, in pairs, what differs marked."""
    if view.about is None or view.about == NO_NARRATIVE:
        return
    first, second, pairs = _pairs(shown.bundle, view)
    if not pairs:
        st.caption(_("No pair of passages was found: one side has none on this narrative but copies."))
        return
    legend = " · ".join(f'<mark class="fr-{kind}">{escape(_(said))}</mark>' for kind, said in _MARKS.items())
    st.html(f'<p class="fr-meta">{legend}</p>')
    st.caption(
        _("An experiment. The pairs are the closest passages by their vectors; words are compared, meaning is not.")
    )
    report.quote_box([row for pair in pairs for row in (pair.first, pair.second)], key=f"tellings-{view.about}")
    for pair in pairs:
        for column, side, row, marks in zip(
            st.columns(2, gap="medium"),
            (first, second),
            (pair.first, pair.second),
            (pair.first_marks, pair.second_marks),
            strict=True,
        ):
            with column:
                st.html(f'<p class="fr-name">{escape(side.name)}</p>')
                reader.marked_card(row, shown, marks)
    with st.container(horizontal=True, gap="small"):
        csv_button("tellings", lambda: tellings_chart(shown.bundle, view), key="tellings", view=view)
        report.add_button(lambda: tellings_chart(shown.bundle, view), view, key="tellings")
