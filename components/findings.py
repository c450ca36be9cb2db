"""What tests tell of a selection: found once for all viewers, and what is new in a burst."""

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from components import options, reader
from components.chart_card import csv_button
from components.screen import Screen
from filrouge import findings
from filrouge.bundle import Bundle
from filrouge.chart import Chart
from filrouge.explore.intervals import SURE
from filrouge.explore.passages import passages_in_days
from filrouge.explore.selection import Selection, day_text, language_name
from filrouge.explore.whats_new import what_is_new
from filrouge.schema import NO_NARRATIVE

_BURST = "_burst"
_MOST_WORDS = 12
_KEYED: dict[Any, Any] = {Bundle: lambda bundle: (bundle.digest, bundle.language)}


@st.cache_data(show_spinner="Testing which rises are more than volume and chance…", max_entries=32, hash_funcs=_KEYED)
def bursts(bundle: Bundle, selection: Selection) -> Chart:
    """`findings.bursts_chart`, kept: it takes seconds in a large bundle."""
    return findings.bursts_chart(bundle, selection)


@st.cache_data(show_spinner="Setting sources beside what the others publish…", max_entries=32, hash_funcs=_KEYED)
def silence(bundle: Bundle, selection: Selection) -> Chart:
    """`findings.silence_chart`, kept."""
    return findings.silence_chart(bundle, selection)


@st.cache_data(show_spinner="Testing who takes up narratives before whom…", max_entries=32, hash_funcs=_KEYED)
def lag(bundle: Bundle, selection: Selection) -> Chart:
    """`findings.lag_chart`, kept."""
    return findings.lag_chart(bundle, selection)


def read_burst(customdata: list[Any]) -> None:
    """A click on a bar: what is new in that burst is shown below."""
    st.session_state[_BURST] = (int(customdata[0]), str(customdata[1]), str(customdata[2]))


def new_in_burst(shown: Screen, chart: Chart) -> None:
    """Who spoke in a burst, in which words that the narrative did not have before, and its passages."""
    found = chart.table[chart.table["start"].notna()]
    if found.empty:
        return
    choices = list(zip(found["narrative"].tolist(), found["start"].tolist(), found["end"].tolist(), strict=True))
    if st.session_state.get(_BURST) not in choices:
        st.session_state[_BURST] = choices[0]
    narrative, first, last = st.selectbox("What is new in the burst of", choices, key=_BURST, format_func=_named(shown))
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    new = what_is_new(shown.bundle, shown.selection.of_all_narratives(), narrative, start, end)
    left, right = st.columns(2)
    with left:
        st.caption("Who spoke: independent texts in the burst, beside those expected from the rest of its life")
        _table(new.sources, "Sources with their texts in the burst and those expected")
    with right:
        words = new.words[(new.words["log_odds"] > 0) & (new.words["q"] <= SURE)].head(_MOST_WORDS)
        if words.empty:
            st.caption(f"No word stands out against the narrative's own past ({new.past:,} texts before the burst).")
        else:
            st.caption("Words of the burst against the narrative's own past, clearest first (log-odds, corrected)")
            words = words.assign(language=words["language"].map(language_name))
            _table(words[["language", "word", "first", "second", "z", "q"]], "Words that are new in the burst")
    reader.passages(
        lambda limit: passages_in_days(shown.bundle, shown.selection, narrative, start, end, limit=limit),
        shown,
        key=f"burst-{narrative}-{first}",
        step=4,
    )


_HEADINGS = {
    "source": "Source", "texts": "Texts", "expected": "Expected", "ratio": "Times as many", "output": "All its texts",
    "language": "Language", "word": "Word", "first": "In the burst", "second": "Before", "z": "z", "q": "q", "p": "p",
    "leader": "First", "follower": "Then", "days": "Days", "matched": "Texts near", "episodes": "Episodes",
    "status": "What can be said", "order": "Order", "could_be_first": "Could be first", "first_end": "To",
    "copy_of": "Copy of", "documents": "Documents", "undated": "Undated", "collected_from": "Collected from",
    "collected_to": "Collected to", "certain_first": "Certainly first", "collected_then": "Collected then",
}  # fmt: skip


def _table(frame: pd.DataFrame, alt: str, **others: str) -> None:
    decimals = dict.fromkeys(("expected", "ratio", "days", "z"), "%.1f") | dict.fromkeys(("p", "q"), "%.3f")
    st.dataframe(
        frame,
        hide_index=True,
        column_config={
            name: st.column_config.NumberColumn({**_HEADINGS, **others}[name], format=decimals[name])
            if name in decimals
            else st.column_config.Column({**_HEADINGS, **others}[name])
            for name in frame.columns
        },
        alt=alt,
    )


def _named(shown: Screen) -> Any:
    def named(burst: tuple[int, str, str]) -> str:
        narrative, first, last = burst
        days = f"{day_text(date.fromisoformat(first))} to {day_text(date.fromisoformat(last))}"
        return f"{shown.bundle.labels[narrative]}, {days}"

    return named


def first_voices(shown: Screen) -> None:
    """Who spoke first of the narrative that the reader chooses, or that a click on a cell chose."""
    about = options.about(shown, "Who spoke first of")
    if about is None or about == NO_NARRATIVE:
        st.info("Choose a narrative, or click a cell above, to see who spoke of it first in this corpus.")
    else:
        table_card(findings.first_voices_chart(shown.bundle, shown.selection, about), key="first")


def table_card(chart: Chart, *, key: str) -> None:
    """A finding that is a table."""
    with st.container(border=True, key=f"card-{key}"):
        st.subheader(chart.title, anchor=False)
        st.text(chart.sentence)
        _table(chart.table, chart.alt, first="From")
        st.caption(chart.caption.replace("$", r"\$"))
        csv_button(chart.name, lambda: chart, key=key)
