"""Sources beside sources: which share more with each other than chance explains."""

from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from filrouge.bundle import records
from filrouge.explore.sharing import CHANCE, MORE, NOT_ENOUGH
from filrouge.figures.theme import empty, matrix, stepped, unique_plain
from filrouge.i18n import _, number

MOST_SOURCES: Final = 25

# Never colour alone: a cell of a pair that was found has a sign before its number.
_KINDS: Final = (NOT_ENOUGH, CHANCE, MORE)
_SHADES: Final = ("rgba(0,0,0,0)", "rgba(128,136,150,0.16)", "#F0A58A")
SIGN: Final = "▲"


def drawn(frame: pd.DataFrame) -> list[str]:
    """The sources that are drawn: of pairs that were found first, then those that share most."""
    ends = pd.concat([frame[["first", "status", "shared"]].rename(columns={"first": "source"}),
                      frame[["second", "status", "shared"]].rename(columns={"second": "source"})])  # fmt: skip
    told = ends[ends["status"] != NOT_ENOUGH]
    sizes = told.assign(found=(told["status"] == MORE).astype(int)).groupby("source")[["found", "shared"]].sum()
    sizes = sizes.assign(any=sizes["found"] > 0).sort_values(["any", "shared"], ascending=False, kind="stable")
    return list(sizes.index[:MOST_SOURCES])


def figure(frame: pd.DataFrame, *, nothing: str) -> go.Figure:
    """Draw `explore.coordination.Coordination.frame`, with the columns `name`, `other_name` (of the sources) and
    `said`. Each cell carries `customdata` = [key of the row's source, key of the column's, …].
    """
    sources = drawn(frame)
    if not sources:
        return empty(nothing)
    names = dict(zip(frame["first"], frame["name"], strict=True)) | dict(
        zip(frame["second"], frame["other_name"], strict=True)
    )
    cells: dict[tuple[str, str], dict[str, Any]] = {}
    for row in records(frame):
        cells[row["first"], row["second"]] = cells[row["second"], row["first"]] = row
    table = [[cells.get((a, b)) for b in sources] for a in sources]
    return matrix(
        x=unique_plain([names[one] for one in sources], 28),
        y=unique_plain([names[one] for one in sources], 28),
        z=[[None if cell is None else _KINDS.index(cell["status"]) for cell in row] for row in table],
        zmin=-0.5,
        zmax=len(_KINDS) - 0.5,
        colorscale=stepped(_SHADES),
        text=[["" if cell is None else _text(cell) for cell in row] for row in table],
        textfont={"size": 13},
        customdata=[
            [None if cell is None else [a, b, cell["said"]] for b, cell in zip(sources, row, strict=True)]
            for a, row in zip(sources, table, strict=True)
        ],
        hovertemplate=_("<b>%{y}</b> and <b>%{x}</b>") + "<br>%{customdata[2]}<extra></extra>",
    )


def _text(cell: dict[str, Any]) -> str:
    many = number(cell["shared"])
    return f"{SIGN} {many}" if cell["status"] == MORE else many
