"""What tests tell of a selection: found once for all viewers, and what is new in a burst."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from components import address, choices, options, reader
from components.chart_card import chart_card, chart_of, table_card
from components.screen import Screen
from filrouge.bundle import records
from filrouge.chart import HEADINGS, Chart
from filrouge.charts.scope import alone_note
from filrouge.explore.adoption import first_passages
from filrouge.explore.codecs import Burst
from filrouge.explore.intervals import SURE
from filrouge.explore.names import language_name, source_name
from filrouge.explore.passages import PassageList, passages_in_days
from filrouge.explore.source_facts import FACTS
from filrouge.explore.whats_new import what_is_new
from filrouge.i18n import N_, _, day_text, number
from filrouge.schema import NO_NARRATIVE

_MOST_SIDE_BY_SIDE = 3
_FIRST_COLUMNS = (
    "source", *(f"source_{fact}" for fact in FACTS), "order", "could_be_first", "first", "first_end", "strength",
    "edge_first", "copy_of", "documents", "undated", "collected_from", "collected_to", "collected_then",
)  # fmt: skip
_SOURCES = ("source", "copy_of")
LAG_COLUMNS = ("leader", "follower", "days", "matched", "episodes", "status")
_MOST_WORDS = 12


def read_burst(customdata: list[Any]) -> None:
    """A click on a bar: what is new in that burst is shown below, and its narrative on other pages."""
    first, last = (date.fromisoformat(str(day)) for day in customdata[1:3])
    narrative = int(customdata[0])
    address.choose(burst=(narrative, first, last), about=narrative)


def new_in_burst(shown: Screen, chart: Chart) -> None:
    """Who spoke in a burst, in which words that the narrative did not have before, and its passages."""
    found = chart.table[chart.table["start"].notna()]
    if found.empty:
        return
    offered: list[Burst] = [
        (narrative, date.fromisoformat(start), date.fromisoformat(end))
        for narrative, start, end in zip(found["narrative"].tolist(), found["start"], found["end"], strict=True)
    ]
    named = _named(shown)
    options.forget_unless(shown, "burst", offered, named)
    chosen = options.one(
        "burst", offered, named, label=_("What is new in the burst of"),
        placeholder=_("{burst} (the clearest)").format(burst=named(offered[0])),
    )  # fmt: skip
    burst: Burst = chosen or offered[0]
    narrative, start, end = burst
    if note := alone_note(shown.selection):
        st.caption(f"{note[:1].upper()}{note[1:]}.")
    new = what_is_new(shown.bundle, shown.selection.of_all_narratives(), narrative, start, end)
    left, right = st.columns(2)
    with left:
        st.caption(
            _(
                "Who published: independent texts in the burst, compared with the number expected from the "
                "narrative's whole life"
            )
        )
        alt = _("Sources with their texts in the burst and those expected")
        _table(new.sources, alt, output=N_("All its texts"))
    with right:
        words = new.words[(new.words["log_odds"] > 0) & (new.words["q"] <= SURE)].head(_MOST_WORDS)
        if words.empty:
            none = _("No word stands out from the narrative's own past ({n} texts before the burst).")
            st.caption(none.format(n=number(new.past)))
        else:
            st.caption(_("Words of the burst compared with the narrative's own past, clearest first"))
            words = words.assign(language=words["language"].map(language_name))
            _table(
                words[["language", "word", "first", "second"]],
                _("New words in the burst"),
                first=N_("In the burst"),
                second=N_("Before"),
            )
    reader.passages(
        lambda limit: passages_in_days(shown.bundle, shown.selection, narrative, start, end, limit=limit),
        shown,
        key=f"burst-{narrative}-{start}",
        step=4,
    )


def _table(frame: pd.DataFrame, alt: str, **others: str) -> None:
    decimals = dict.fromkeys(("expected", "ratio", "days"), "%.1f") | {"strength": "%.2f"}
    st.dataframe(
        frame.assign(**{name: frame[name].map(source_name, na_action="ignore") for name in _SOURCES if name in frame}),
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


def first_voices(shown: Screen) -> None:
    """Who spoke first of the narrative that the reader chooses, or that a click on a cell chose, how it spread, and
    the passages that show it.
    """
    about = choices.about(shown, _("Who spoke first of"))
    if about is None or about == NO_NARRATIVE:
        st.info(_("Choose a narrative, or click a cell above, to see who spoke of it first in this corpus."))
        return
    voices = chart_of(shown, "first-voices")
    if voices.table.empty:
        st.info(voices.alt)
        return
    chart_card(shown, "adoption")
    _first_passages(shown, voices.table, about)
    table(shown, voices, _FIRST_COLUMNS)


def _first_passages(shown: Screen, voices: pd.DataFrame, about: int) -> None:
    """The first passages of the sources that can have been first, side by side, or of the one that was clicked."""
    dated = voices[voices["first"].notna() | voices["edge_first"].notna()]
    if dated.empty:
        return
    sources = dated["source"].tolist()
    options.forget_unless(shown, "voice", sources, source_name)
    chosen = options.one(
        "voice", sources, source_name, label=_("First passages of"), placeholder=_("those that may have been first")
    )
    could = dated.loc[dated["could_be_first"].astype(bool), "source"].tolist()
    read = [chosen] if chosen else could[:_MOST_SIDE_BY_SIDE]
    rows = {row["source"]: row for row in records(dated)}
    with st.container(key="answer-adoption"):
        for column, source in zip(st.columns(len(read)), read, strict=True):
            with column:
                choices.heading(source_name(source))
                st.caption(_strength_said(rows[source]))
                reader.passages(partial(_first_of, shown, about, source), shown, key=f"voice-{about}-{source}", step=3)
    if not chosen and len(could) > len(read):
        st.caption(
            _("{n} of {all} sources that may have been first; choose any above.").format(
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
        return _("Strength {strength}: clearly about this narrative, from {first}.").format(
            strength=strength, first=first
        )
    return _(
        "At the edge of this narrative from {edge}; clearly about it from {first}, with strength {strength}."
    ).format(edge=day_text(date.fromisoformat(row["edge_first"])), first=first, strength=strength)


def _first_of(shown: Screen, narrative: int, source: str, limit: int) -> PassageList:
    base = shown.selection.of_all_narratives()
    return first_passages(shown.bundle, base, narrative, source, limit=limit)


def table(shown: Screen, chart: Chart, columns: Sequence[str]) -> None:
    """The card of a finding that is a table; `columns`: those shown, all are in its CSV."""
    with table_card(shown, chart):
        if not chart.table.empty:
            _table(chart.table[[name for name in columns if name in chart.table]], chart.alt, first=N_("From"))
