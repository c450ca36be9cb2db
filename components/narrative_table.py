"""The table of narratives: the way in to each of them."""

from collections.abc import Iterable
from typing import Final

import streamlit as st

from components import chart_cache, narrative_door
from components.chart_card import chart_of, table_card
from components.html_table import TableColumn, html_table
from components.screen import Screen
from filrouge.chart import heading
from filrouge.i18n import _, number

_MOST_NAMED: Final = 2  # languages; all of them are in the CSV


def table(shown: Screen) -> None:
    """Every narrative of the selection; a name opens its page."""
    chart = chart_of(shown, "narrative-table")
    frame = chart.table
    with table_card(shown, chart):
        if frame.empty:
            st.info(_("No narrative in this selection."))
            return
        columns = [
            TableColumn(
                heading("label"), frame["label"].tolist(), kind="name",
                below=frame["headline"].tolist() if frame["headline"].any() else None,
            )
        ]  # fmt: skip
        for name in ("documents", "texts", "sources"):
            values = frame[name].tolist()
            columns.append(TableColumn(heading(name), values, [number(value) for value in values], "number"))
        trends = [[int(n) for n in trend.split()] for trend in frame["trend"]]
        columns += [
            TableColumn(heading("languages"), *_languages(frame["languages"])),
            TableColumn(heading("first"), frame["first"].fillna("").tolist(), kind="day"),
            TableColumn(heading("last"), frame["last"].fillna("").tolist(), kind="day"),
            TableColumn(heading("trend"), trends, kind="trend", help=_("Documents over time, from first to last")),
            TableColumn(
                heading("bursts"),
                frame["bursts"].tolist(),
                [text.replace(", ", "\n") for text in frame["bursts"]],
                kind="day",
            ),
        ]
        html_table(
            columns,
            [str(n) for n in frame["narrative"]],
            key="table-narratives",
            label=chart.title,
            on_open=lambda one: narrative_door.open_narrative(int(one)),
        )


def _languages(texts: Iterable[str]) -> tuple[list[int], list[str]]:
    """How many languages, and the first of them in words."""
    spoken = [text.split(", ") for text in texts]
    more = _("{names} and {n} more")
    shown = [
        ", ".join(one) if len(one) <= _MOST_NAMED + 1
        else more.format(names=", ".join(one[:_MOST_NAMED]), n=number(len(one) - _MOST_NAMED))
        for one in spoken
    ]  # fmt: skip
    return [len(one) for one in spoken], shown


def finish(shown: Screen) -> None:
    """Wait for the bursts, and show them: everything else is there already."""
    if chart_cache.finish(("bursts",), shown.bundle, shown.view):
        st.rerun()
