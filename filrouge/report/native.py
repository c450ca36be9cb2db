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
    if figure is None:
        return None
    layout = figure.layout
    traces = [trace for trace in figure.data if trace.visible != "legendonly"]
    if not traces or layout.shapes or layout.annotations or layout.images or len(traces) > _MOST_SERIES:
        return None
    if any((t.xaxis or "x") != "x" or (t.yaxis or "y") != "y" for t in traces if t.type in {"bar", "scatter"}):
        return None
    kinds = {_kind(trace) for trace in traces}
    kind = kinds.pop() if len(kinds) == 1 else None
    if kind is None or (kind == "bars" and len(traces) > 1):
        return None
    across = "y" if kind == "bars" else "x"
    categories = _plain(traces[0][across])
    if not 0 < len(categories) <= _MOST_CATEGORIES or any(_plain(t[across]) != categories for t in traces):
        return None
    values = "x" if kind == "bars" else "y"
    colours = traces[0].marker.color
    points = [_hex(colour) for colour in colours] if kind == "bars" and isinstance(colours, tuple | list) else []
    if kind == "bars" and traces[0].text is not None:  # what is written beside each bar, e.g. "12 (10)"
        beside = zip(categories, _plain(traces[0].text), strict=True)
        categories = [f"{name}: {text}" if text else name for name, text in beside]
    axis = layout.xaxis if kind == "bars" else layout.yaxis
    return Native(
        kind,
        categories if kind == "bars" else _days(categories),
        [(unescape(t.name or ""), [_number(v) for v in t[values]], _colour(t, kind)) for t in traces],
        points,
        "0%" if "%" in (axis.tickformat or "") else "General",
    )


def _kind(trace: Any) -> str | None:
    if trace.type == "bar" and trace.base is None and not trace.error_x.array and not trace.error_y.array:
        return "bars" if trace.orientation == "h" else "columns"
    if trace.type == "scatter" and trace.mode in {"lines", "lines+markers"} and not trace.fill:
        return "lines"
    return None


def _plain(values: Any) -> list[str]:
    return [unescape(str(value)) for value in values] if values is not None else []


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
