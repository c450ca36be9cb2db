"""Which source takes text from which, as a directed network: sources on a circle, an arrow to each later source."""

from math import cos, pi, sin
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from filrouge.bundle import records
from filrouge.figures.theme import ACCENT, GREY, draw, empty, unique_plain
from filrouge.i18n import _

MOST_ARROWS: Final = 60

_WIDTHS: Final = (1.2, 2.6, 4.5)  # pixels, of a third each of the range of texts
_BEND: Final = 0.16  # of an arrow's length, so that two that lead to and fro lie apart
_STEPS: Final = 14  # points of a bent arrow


def drawn(frame: pd.DataFrame, most_sources: int) -> pd.DataFrame:
    """The pairs of `explore.takings.between_sources` that are drawn: of the sources with most texts, the largest."""
    sizes = _sizes(frame)
    kept = set(sizes.index[:most_sources])
    inside = frame["source"].isin(kept) & frame["of_source"].isin(kept) & (frame["source"] != frame["of_source"])
    return frame[inside].head(MOST_ARROWS)


def figure(frame: pd.DataFrame, *, most_sources: int, nothing: str) -> go.Figure:
    """Draw `explore.takings.between_sources`, with the columns `name` and `of_name` (of the sources) and `said`.

    The middle of each arrow carries `customdata` = [id of its first text, …].
    """
    pairs = drawn(frame, most_sources)
    if pairs.empty:
        return empty(nothing)
    sizes = _sizes(pairs)
    ends = zip([*pairs["source"], *pairs["of_source"]], [*pairs["name"], *pairs["of_name"]], strict=True)
    names = dict(ends)
    labels = dict(zip(sizes.index, unique_plain([names[source] for source in sizes.index], 24), strict=True))
    turn = {source: 2 * pi * place / len(sizes) for place, source in enumerate(sizes.index)}
    place = {source: (sin(angle), cos(angle)) for source, angle in turn.items()}
    rows, most = records(pairs), int(pairs["texts"].max())
    traces: list[dict[str, Any]] = []
    for step, width in enumerate(_WIDTHS):
        paths = [_path(place, row) for row in rows if min(3 * row["texts"] // (most + 1), 2) == step]
        if paths:
            traces.append(_arrows(paths, width))
    middles = [_path(place, row)[_STEPS // 2] for row in rows]
    traces.append(
        {
            "type": "scatter",
            "mode": "markers",
            "x": [x for x, _y in middles],
            "y": [y for _x, y in middles],
            "marker": {"size": 9, "color": ACCENT},
            "customdata": [
                [row["doc_id"], row["said"], labels[row["source"]], labels[row["of_source"]]] for row in rows
            ],
            "hovertemplate": _("<b>%{customdata[2]}</b> shares text with earlier ones of <b>%{customdata[3]}</b>")
            + "<br>%{customdata[1]}<extra></extra>",
        }
    )
    traces.append(
        {
            "type": "scatter",
            "mode": "markers+text",
            "x": [place[source][0] for source in sizes.index],
            "y": [place[source][1] for source in sizes.index],
            "text": [labels[source] for source in sizes.index],
            "textposition": [_side(turn[source]) for source in sizes.index],
            "marker": {"size": [10 + 14 * (size / sizes.iloc[0]) ** 0.5 for size in sizes], "color": GREY},
            "hoverinfo": "skip",
            "cliponaxis": False,
        }
    )
    axis = {"visible": False, "range": [-1.7, 1.7]}
    layout = {"xaxis": axis, "yaxis": {"visible": False, "range": [-1.2, 1.2]}, "hovermode": "closest"}
    return draw(traces, height=560, layout=layout)


def _sizes(frame: pd.DataFrame) -> "pd.Series[int]":
    """Texts of each source, taken by it or from it, most first."""
    both = pd.concat([frame.set_index(end)["texts"] for end in ("source", "of_source")])
    sizes: pd.Series[int] = both.groupby(level=0).sum().sort_values(ascending=False, kind="stable")
    return sizes


def _path(place: dict[str, tuple[float, float]], row: dict[str, Any]) -> list[tuple[float, float]]:
    """An arrow bent to its left, from the earlier source to the later one."""
    (x0, y0), (x1, y1) = place[row["of_source"]], place[row["source"]]
    bend = (x0 + x1) / 2 - _BEND * (y1 - y0), (y0 + y1) / 2 + _BEND * (x1 - x0)
    parts = [step / _STEPS for step in range(_STEPS + 1)]
    return [(_bent(t, x0, bend[0], x1), _bent(t, y0, bend[1], y1)) for t in parts]


def _bent(part: float, start: float, middle: float, end: float) -> float:
    return (1 - part) ** 2 * start + 2 * part * (1 - part) * middle + part**2 * end


def _arrows(paths: list[list[tuple[float, float]]], width: float) -> dict[str, Any]:
    """Lines broken after each arrow, of which only the end has a mark: its head."""
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [x for path in paths for x in [*(x for x, _y in path), None]],
        "y": [y for path in paths for y in [*(y for _x, y in path), None]],
        "line": {"color": GREY, "width": width},
        "marker": {
            "symbol": "arrow",
            "angleref": "previous",
            "size": ([0] * _STEPS + [9 + width, 0]) * len(paths),
            "standoff": ([0] * _STEPS + [12, 0]) * len(paths),
            "color": GREY,
            "opacity": 1,
        },
        "hoverinfo": "skip",
    }


def _side(angle: float) -> str:
    """Where a name stands: outside of the circle."""
    up, right = cos(angle), sin(angle)
    if abs(right) < 0.35:
        return "top center" if up > 0 else "bottom center"
    return "middle right" if right > 0 else "middle left"
