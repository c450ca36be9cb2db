"""Events on a chart over time: a thin line at each day, with its number; the caption says which is which."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

_NEAR: Final = 0.025  # of the width of the chart: nearer numbers would lie on one another
_LINE: Final = {"color": "#7F8794", "width": 1, "dash": "dot"}


@dataclass(frozen=True)
class EventLayer:
    """What is drawn over a chart: a numbered line for each of `days`, ascending, within `first` and `last`, the days
    that the chart covers.
    """

    days: tuple[pd.Timestamp, ...]
    first: pd.Timestamp
    last: pd.Timestamp


def event_marks(layer: EventLayer, axes: Mapping[str, Mapping[str, Any]]) -> tuple[list[dict[str, Any]], ...]:
    """Lines and numbers (shapes and annotations) on every panel whose axis is of dates; `axes`: those of the layout.

    Events are numbered from 1 in their order. Numbers that would lie on one another stand together.
    """
    span = max(layer.last - layer.first, pd.Timedelta(days=1))
    groups: list[list[int]] = []
    for place, day in enumerate(layer.days):
        if groups and day - layer.days[groups[-1][-1]] <= span * _NEAR:
            groups[-1].append(place)
        else:
            groups.append([place])
    shapes: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    for axis in _date_axes(axes):
        number = axis.removeprefix("xaxis")
        refs = {"xref": f"x{number}", "yref": f"y{number} domain"}
        shapes += [
            {"type": "line", **refs, "x0": day, "x1": day, "y0": 0, "y1": 1, "line": _LINE, "layer": "above"}
            for day in layer.days
        ]
        for group in groups:
            first, last = layer.days[group[0]], layer.days[group[-1]]
            text = f"{group[0] + 1}" if len(group) == 1 else f"{group[0] + 1}–{group[-1] + 1}"
            at = {**refs, "x": first + (last - first) / 2, "y": 1, "yanchor": "bottom"}
            notes.append({**at, "text": text, "showarrow": False, "font": {"size": 11}})
    return shapes, notes


def _date_axes(axes: Mapping[str, Mapping[str, Any]]) -> list[str]:
    names = [name for name in axes if re.fullmatch(r"xaxis\d*", name)]
    return sorted((n for n in names if axes[n].get("type") == "date"), key=lambda n: int(n[5:] or 1))
