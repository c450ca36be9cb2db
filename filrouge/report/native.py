"""Figures that are plain bars or lines, as numbers that another program can draw."""

from dataclasses import dataclass, field
from datetime import date
from html import unescape
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

_MOST_SERIES: Final = 12
_MOST_CATEGORIES: Final = 80
_FALLBACK: Final = "#7F8794"


@dataclass(frozen=True)
class Native:
    """Bars, stacked columns or lines.

    Attributes
    ----------
    kind : "bars" (lying, one series), "columns" (standing, stacked) or "lines".
    categories : what stands along the axis, in order; days where it is one of time.
    series : name, values (None where there is none) and colour (#RRGGBB) of each.
    points : colours of the bars one by one; empty where the series has one.
    number_format : as spreadsheets write it.
    """

    kind: str
    categories: list[str] | list[date]
    series: list[tuple[str, list[float | None], str]]
    points: list[str] = field(default_factory=list)
    number_format: str = "General"


def native(figure: go.Figure | None) -> Native | None:
    """The numbers of a figure that loses nothing when they are drawn elsewhere, or None: a figure with marks of
    events, intervals, several panels or anything but bars and lines is a picture.
    """
    layout = None if figure is None else figure.layout
    if layout is None or layout.shapes or layout.annotations or layout.images:
        return None
    traces = [trace for trace in figure.data if trace.visible != "legendonly"]  # type: ignore[union-attr]
    kinds = {_kind(trace) for trace in traces}
    lying = kinds == {"bars"}
    if len(kinds) != 1 or None in kinds or len(traces) > (1 if lying else _MOST_SERIES):
        return None
    kind = str(kinds.pop())
    along, across = ("y", "x") if lying else ("x", "y")
    categories = _plain(traces[0][along])
    if not 0 < len(categories) <= _MOST_CATEGORIES or any(_plain(t[along]) != categories for t in traces):
        return None
    colours = traces[0].marker.color
    return Native(
        kind,
        _with_texts(categories, traces[0].text) if lying else _days(categories),
        [(unescape(t.name or ""), [_number(v) for v in t[across]], _colour(t, kind)) for t in traces],
        [_hex(colour) for colour in colours] if lying and isinstance(colours, tuple | list) else [],
        "0%" if "%" in (layout[f"{across}axis"].tickformat or "") else "General",
    )


def _kind(trace: Any) -> str | None:
    if trace.type not in {"bar", "scatter"} or (trace.xaxis or "x", trace.yaxis or "y") != ("x", "y"):
        return None
    if trace.type == "bar" and trace.base is None and not trace.error_x.array and not trace.error_y.array:
        return "bars" if trace.orientation == "h" else "columns"
    if trace.type == "scatter" and trace.mode in {"lines", "lines+markers"} and not trace.fill:
        return "lines"
    return None


def _plain(values: Any) -> list[str]:
    return [unescape(str(value)) for value in values] if values is not None else []


def _with_texts(names: list[str], texts: Any) -> list[str]:
    """Names of bars with what is written beside each, e.g. "12 (10)"."""
    if texts is None:
        return names
    return [f"{name}: {text}" if text else name for name, text in zip(names, _plain(texts), strict=True)]


def _days(categories: list[str]) -> list[str] | list[date]:
    """Days where all are days, so that the axis is one of time; else the categories as they are."""
    try:
        return [date.fromisoformat(c.removesuffix("T00:00:00.000000")) for c in categories]
    except ValueError:
        return categories


def _number(value: Any) -> float | None:
    return None if value is None or pd.isna(value) else float(value)


def _colour(trace: Any, kind: str) -> str:
    return _hex(trace.line.color or trace.marker.color if kind == "lines" else trace.marker.color)


def _hex(colour: Any) -> str:
    return colour if isinstance(colour, str) and len(colour) == 7 and colour.startswith("#") else _FALLBACK
