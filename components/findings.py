"""What tests tell of a selection: found once for all viewers, and what is new in a burst."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from components import choices, kept, reader, report
from components.chart_card import chart_card, csv_button
from components.choices import nothing_at
from components.screen import Screen, is_cold_link
from filrouge.bundle import Bundle, records
from filrouge.chart import HEADINGS, Chart
from filrouge.charts.findings import bursts_chart, silence_chart
from filrouge.charts.scope import alone_note
from filrouge.charts.voices import adoption_chart, first_voices_chart, lag_chart
from filrouge.explore import bursts as bursting
from filrouge.explore import lag as lags
from filrouge.explore import silence as silences
from filrouge.explore.adoption import first_passages
from filrouge.explore.intervals import SURE
from filrouge.explore.link import read_view
from filrouge.explore.passages import Passages, passages_in_days
from filrouge.explore.selection import Selection, language_name, source_name
from filrouge.explore.view import Burst, View, write_burst
from filrouge.explore.whats_new import what_is_new
from filrouge.i18n import N_, _, day_text, number
from filrouge.schema import NO_NARRATIVE

_BURST = "_burst"
_VOICE = "voice"
_MOST_SIDE_BY_SIDE = 3
_FIRST_COLUMNS = (
    "source", "order", "could_be_first", "first", "first_end", "strength", "edge_first", "copy_of", "documents",
    "undated", "collected_from", "collected_to", "collected_then",
)  # fmt: skip
_MOST_WORDS = 12


def bursts(bundle: Bundle, selection: Selection) -> Chart:
    """The bursts; what the test found is kept."""
    waiting = _("Testing which rises are more than volume and chance…")
    return bursts_chart(bundle, selection, kept.tested(bursting.bursts, bundle, selection, waiting))


def silence(bundle: Bundle, selection: Selection) -> Chart:
    """Who is silent on what; what the test found is kept."""
    waiting = _("Setting sources beside what the others publish…")
    return silence_chart(bundle, selection, kept.tested(silences.silence, bundle, selection, waiting))


def lag(bundle: Bundle, selection: Selection) -> Chart:
    """Who takes up narratives before whom; what the test found is kept."""
    waiting = _("Testing who takes up narratives before whom…")
    return lag_chart(bundle, selection, kept.tested(lags.lag, bundle, selection, waiting))


def read_burst(customdata: list[Any]) -> None:
    """A click on a bar: what is new in that burst is shown below."""
    first, last = (date.fromisoformat(str(day)) for day in customdata[1:3])
    st.session_state[_BURST] = (int(customdata[0]), first, last)


def new_in_burst(shown: Screen, chart: Chart) -> None:
    """Who spoke in a burst, in which words that the narrative did not have before, and its passages."""
    found = chart.table[chart.table["start"].notna()]
    if found.empty:
        return
    offered: list[Burst] = [
        (narrative, date.fromisoformat(start), date.fromisoformat(end))
        for narrative, start, end in zip(found["narrative"].tolist(), found["start"], found["end"], strict=True)
    ]
    _take_burst(shown, offered)
    burst = st.selectbox(_("What is new in the burst of"), offered, key=_BURST, format_func=_named(shown))
    if burst == offered[0]:
        st.query_params.pop("burst", None)
    else:
        st.query_params["burst"] = write_burst(burst, shown.bundle.labels)
    narrative, start, end = burst
    if note := alone_note(shown.selection):
        st.caption(f"{note[:1].upper()}{note[1:]}.")
    new = what_is_new(shown.bundle, shown.selection.of_all_narratives(), narrative, start, end)
    left, right = st.columns(2)
    with left:
        st.caption(
            _("Who spoke: independent texts in the burst, beside those expected from the whole life of the narrative")
        )
        alt = _("Sources with their texts in the burst and those expected")
        _table(new.sources, alt, output=N_("All its texts"))
    with right:
        words = new.words[(new.words["log_odds"] > 0) & (new.words["q"] <= SURE)].head(_MOST_WORDS)
        if words.empty:
            none = _("No word stands out against the narrative's own past ({n} texts before the burst).")
            st.caption(none.format(n=number(new.past)))
        else:
            st.caption(_("Words of the burst against the narrative's own past, clearest first (log-odds, corrected)"))
            words = words.assign(language=words["language"].map(language_name))
            _table(
                words[["language", "word", "first", "second", "z", "q"]],
                _("Words that are new in the burst"),
                first=N_("In the burst"),
                second=N_("Before"),
            )
    reader.passages(
        lambda limit: passages_in_days(shown.bundle, shown.selection, narrative, start, end, limit=limit),
        shown,
        key=f"burst-{narrative}-{start}",
        step=4,
    )


def _take_burst(shown: Screen, offered: Sequence[Burst]) -> None:
    """Choose the burst that the link asks for, or the surest where the one chosen is not there any more.

    Raises
    ------
    ViewError : the link asks for one that the selection does not have.
    """
    asked = st.query_params.get("burst")
    if _BURST not in st.session_state and asked:
        burst = read_view("findings", {"burst": [asked]}, shown.bundle).burst
        if burst not in offered and is_cold_link():
            raise nothing_at("burst", asked)
        st.session_state[_BURST] = burst
    if st.session_state.get(_BURST) not in offered:
        st.session_state[_BURST] = offered[0]


def _table(frame: pd.DataFrame, alt: str, **others: str) -> None:
    decimals = (
        dict.fromkeys(("expected", "ratio", "days", "z"), "%.1f")
        | dict.fromkeys(("p", "q"), "%.2g")
        | {"strength": "%.2f"}
    )
    st.dataframe(
        frame,
        hide_index=True,
        column_config={
            name: st.column_config.NumberColumn(_({**HEADINGS, **others}[name]), format=decimals[name])
            if name in decimals
            else st.column_config.Column(_({**HEADINGS, **others}[name]))
            for name in frame.columns
        },
        alt=alt,
        placeholder="–",
    )


def _named(shown: Screen) -> Any:
    def named(burst: Burst) -> str:
        narrative, first, last = burst
        return _("{narrative}, {first} to {last}").format(
            narrative=shown.bundle.labels[narrative], first=day_text(first), last=day_text(last)
        )

    return named


def read_voice(customdata: list[Any]) -> None:
    """A click on a source's mark: its first passages are shown below."""
    st.session_state[_VOICE] = str(customdata[0])


def first_voices(shown: Screen) -> None:
    """Who spoke first of the narrative that the reader chooses, or that a click on a cell chose, how it spread, and
    the passages that show it.
    """
    about = choices.about(shown, _("Who spoke first of"))
    if about is None or about == NO_NARRATIVE:
        st.info(_("Choose a narrative, or click a cell above, to see who spoke of it first in this corpus."))
        return
    voices = first_voices_chart(shown.bundle, shown.selection, about)
    if voices.table.empty:
        st.info(voices.alt)
        return
    view = View("findings", shown.selection, about=about)
    spread = adoption_chart(shown.bundle, shown.selection, about)
    chart_card(spread, key="adoption", view=view, on_point=read_voice)
    _first_passages(shown, voices.table, about)
    table_card(voices, key="first", view=view, columns=_FIRST_COLUMNS)


def _first_passages(shown: Screen, voices: pd.DataFrame, about: int) -> None:
    """The first passages of the sources that can have been first, side by side, or of the one that was clicked."""
    dated = voices[voices["first"].notna() | voices["edge_first"].notna()]
    if dated.empty:
        return
    sources = dated["source"].tolist()
    choices.forget_unless(_VOICE, sources, source_name)
    chosen = st.selectbox(
        _("First passages of"),
        sources,
        index=None,
        key=_VOICE,
        bind="query-params",
        format_func=source_name,
        placeholder=_("those that can have been first"),
    )
    could = dated.loc[dated["could_be_first"].astype(bool), "source"].tolist()
    read = [chosen] if chosen else could[:_MOST_SIDE_BY_SIDE]
    rows = {row["source"]: row for row in records(dated)}
    with st.container(key="answer-adoption"):
        for column, source in zip(st.columns(len(read)), read, strict=True):
            with column:
                choices.source_heading(source)
                st.caption(_strength_said(rows[source]))
                reader.passages(partial(_first_of, shown, about, source), shown, key=f"voice-{about}-{source}", step=3)
    if not chosen and len(could) > len(read):
        st.caption(
            _("{n} of {all} sources that can have been first; choose any above.").format(
                n=number(len(read)), all=number(len(could))
            )
        )


def _strength_said(row: dict[str, Any]) -> str:
    """How clearly a source's first passages speak of the narrative."""
    strength = number(row["strength"], 2)
    if pd.isna(row["first"]):
        return _("Strength {strength}: the passage is at the edge of this narrative.").format(strength=strength)
    first = day_text(date.fromisoformat(row["first"]))
    if pd.isna(row["edge_first"]):
        return _("Strength {strength}: it speaks clearly of this narrative, from {first}.").format(
            strength=strength, first=first
        )
    return _("From {edge} at the edge of this narrative; clearly from {first}, with strength {strength}.").format(
        edge=day_text(date.fromisoformat(row["edge_first"])), first=first, strength=strength
    )


def _first_of(shown: Screen, narrative: int, source: str, limit: int) -> Passages:
    base = shown.selection.of_all_narratives()
    return first_passages(shown.bundle, base, narrative, source, limit=limit)


def table_card(chart: Chart, *, key: str, view: View | None = None, columns: Sequence[str] | None = None) -> None:
    """A finding that is a table; `columns`: those shown, all are in its CSV."""
    with st.container(border=True, key=f"card-{key}"):
        st.subheader(chart.title, anchor=False)
        st.text(chart.sentence)
        _table(chart.table[list(columns)] if columns else chart.table, chart.alt, first=N_("From"))
        st.caption(chart.caption.replace("$", r"\$"))
        csv_button(chart.name, lambda: chart, key=key)
        report.add_button(chart, view, key=key)
