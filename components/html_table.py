"""A table that can be read by everybody and printed: sorted by a click on a heading, searched, with names that open
and rows that can be ticked.

A data grid on a canvas is no table to a screen reader and to a printer, and cannot hold a link within the dashboard.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

import streamlit as st

from filrouge.chart import heading
from filrouge.i18n import _, number

_table = st.components.v2.component(
    "filrouge_table",
    html='<div class="bar"><label class="find"><span></span><input type="search"></label>'
    '<span class="count" role="status"></span></div><div class="frame"><table><thead></thead><tbody></tbody></table>'
    '</div><p class="rest"></p><button type="button" class="more"></button>',
    css=Path(__file__).with_name("html_table.css").read_text("utf-8"),
    js=Path(__file__).with_name("html_table.js").read_text("utf-8"),
)

_SEARCHED: Final = 15  # fewer rows are read faster than searched
_MOST: Final = 25  # rows shown until more are asked for
_PRINTED: Final = 12  # rows on paper

Kind = Literal["name", "text", "day", "number", "trend"]


@dataclass(frozen=True)
class TableColumn:
    """A column of the table.

    Attributes
    ----------
    title : its heading.
    values : what it is sorted by, one a row; of a trend, numbers to draw.
    shown : in the reader's words; the values themselves unless given.
    kind : "name" can be opened, "day" is not broken, "number" stands to the right, "trend" is drawn as a line.
    heat : 0 to 1, how strongly each cell is coloured.
    below : a second line in each cell.
    help : what it means, shown when its heading is pointed at.
    """

    title: str
    values: Sequence[Any]
    shown: Sequence[str] | None = None
    kind: Kind = "text"
    heat: Sequence[float] | None = None
    below: Sequence[str] | None = None
    help: str = ""


def numbers(title: str, values: Iterable[float], decimals: int = 0) -> TableColumn:
    """A column of numbers."""
    values = list(values)
    return TableColumn(title, values, [number(value, decimals) for value in values], "number")


def days(title: str, values: Iterable[object]) -> TableColumn:
    """A column of days as they are written in CSV; what is no text is not known."""
    return TableColumn(title, [value if isinstance(value, str) else "" for value in values], kind="day")


def trend(texts: Iterable[str]) -> TableColumn:
    """A column of small lines; `texts`: counts of documents with spaces between."""
    values = [[int(n) for n in text.split()] for text in texts]
    return TableColumn(heading("trend"), values, kind="trend", help=_("Documents over time, from first to last"))


def html_table(
    columns: Sequence[TableColumn],
    ids: Sequence[str],
    *,
    key: str,
    label: str,
    on_open: Callable[[str], None] | None = None,
    on_tick: Callable[[list[str]], None] | None = None,
    ticked: Sequence[str] = (),
) -> None:
    """Show a table, whose rows have `ids`.

    Parameters
    ----------
    label : what it is of, for readers who do not see it.
    on_open : called with the id of the row whose name was chosen.
    on_tick : called with the ids of the rows that are ticked, whenever these change.
    ticked : the rows that are ticked.
    """

    def opened() -> None:
        found = st.session_state[key].open
        if on_open and found is not None:
            on_open(str(found))

    def tick() -> None:
        found = st.session_state[key].tick
        if on_tick and found is not None:
            on_tick([str(one) for one in found["ids"]])

    _table(
        key=key,
        data={
            "columns": [_column(column) for column in columns],
            "ids": list(ids),
            "label": label,
            "opens": on_open is not None,
            "ticks": on_tick is not None,
            "ticked": list(ticked),
            "search": len(ids) > _SEARCHED,
            "most": _MOST,
            "words": {
                "find": _("Search this table"),
                "tick": _("Tick {name}"),
                "found": _("{n} of {all} rows"),
                "more": _("Show all {n}").format(n=number(len(ids))),
                "rest": _("The first {most} of {n} rows.").format(most=number(_PRINTED), n=number(len(ids))),
                "sort": _("Sort by {name}"),
            },
        },
        on_open_change=opened,
        on_tick_change=tick,
        width="stretch",
    )


def _column(column: TableColumn) -> dict[str, Any]:
    values = [_plain(value) for value in column.values]
    return {
        "title": column.title,
        "kind": column.kind,
        "values": values,
        "shown": list(column.shown) if column.shown is not None else None,
        "heat": [round(float(heat), 3) for heat in column.heat] if column.heat is not None else None,
        "below": list(column.below) if column.below is not None else None,
        "help": column.help,
    }


def _plain(value: Any) -> Any:
    """A value as JSON has it."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    return None if isinstance(value, float) and value != value else value  # noqa: PLR0124 - of nothing there is no number
