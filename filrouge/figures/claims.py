"""Claims: who states each, who only quotes it and who denies it, and when."""

from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from filrouge.bundle import records
from filrouge.figures.theme import ACCENT, GREY, draw, empty, unique_plain, wrapped

MOST_SOURCES: Final = 25
DOES: Final = {
    "says": ("circle", GREY), "quotes": ("circle-open", GREY), "both": ("diamond", ACCENT), "denies": ("x", ACCENT),
}  # fmt: skip
"""Mark and colour of what a source does with a claim, as `explore.claims.by_source` calls it."""

_ROW: Final = 34  # pixels
_LONGEST: Final = 60


def drawn_sources(frame: pd.DataFrame) -> list[str]:
    """The sources drawn of `explore.claims.by_source`: those on most claims."""
    sizes = frame.groupby("source")["claim"].nunique().sort_values(ascending=False, kind="stable")
    return list(sizes.index[:MOST_SOURCES])


def by_source(
    frame: pd.DataFrame, claims: dict[int, str], names: dict[str, str], does: dict[str, str], *, nothing: str
) -> go.Figure:
    """Draw `explore.claims.by_source` with the column `said`: claims by row, sources by column.

    `claims`: those drawn and how they are worded, in order; `names`: of sources; `does`: names of DOES. Each mark
    carries `customdata` = [claim, …].
    """
    sources = drawn_sources(frame[frame["claim"].isin(claims)])
    frame = frame[frame["claim"].isin(claims) & frame["source"].isin(sources)]
    if frame.empty:
        return empty(nothing)
    x = dict(zip(sources, unique_plain([names[source] for source in sources], 26), strict=True))
    layout = {
        "xaxis": {"type": "category", "side": "top", "tickangle": -35, "categoryorder": "array",
                  "categoryarray": list(x.values()), "range": [-0.6, len(x) - 0.4]},
        "yaxis": _rows(claims),
        "hovermode": "closest",
    }  # fmt: skip
    traces = _marks(frame, claims, does, [x[source] for source in frame["source"]])
    return draw(traces, height=220 + _ROW * len(claims), legend=True, layout=layout)


def over_time(frame: pd.DataFrame, claims: dict[int, str], does: dict[str, str], *, nothing: str) -> go.Figure:
    """Draw `explore.claims.statements` that are dated, with the columns `does` (a key of DOES) and `said`: claims by
    row, time across.
    """
    frame = frame[frame["claim"].isin(claims) & frame["published"].notna()]
    if frame.empty:
        return empty(nothing)
    layout = {"xaxis": {"type": "date"}, "yaxis": _rows(claims), "hovermode": "closest"}
    traces = _marks(frame, claims, does, list(frame["published"].to_numpy()))
    return draw(traces, height=170 + _ROW * len(claims), legend=True, layout=layout)


def _rows(claims: dict[int, str]) -> dict[str, Any]:
    return {
        "tickmode": "array", "tickvals": list(range(len(claims))), "ticksuffix": " ", "zeroline": False,
        "ticktext": unique_plain(list(claims.values()), _LONGEST), "range": [len(claims) - 0.4, -0.6],
    }  # fmt: skip


def _marks(frame: pd.DataFrame, claims: dict[int, str], does: dict[str, str], x: list[Any]) -> list[dict[str, Any]]:
    row = {claim: place for place, claim in enumerate(claims)}
    frame = frame.assign(x=pd.Series(x, frame.index, dtype=object))
    traces = []
    for kind, (symbol, colour) in DOES.items():
        some = frame[frame["does"] == kind]
        if some.empty:
            continue
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": does[kind],
                "x": some["x"].tolist(),
                "y": [row[claim] for claim in some["claim"]],
                "marker": {"symbol": symbol, "size": 12, "color": colour, "line": {"width": 2, "color": colour}},
                "customdata": [[one["claim"], wrapped(one["said"], 70)] for one in records(some)],
                "hovertemplate": "%{customdata[1]}<extra></extra>",
            }
        )
    return traces
