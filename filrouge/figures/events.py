"""Events on a chart over time: a thin line at each day, with its number; the caption says which is which."""

import re
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

_NEAR: Final = 0.025  # of the width of the chart: nearer numbers would lie on one another
_LINE: Final = {"color": "#7F8794", "width": 1, "dash": "dot"}


def draw_events(figure: go.Figure, days: "pd.Series[pd.Timestamp]", first: pd.Timestamp, last: pd.Timestamp) -> None:
    """Draw a line for each of `days` (ascending, within `first` and `last`, the days that the chart covers), numbered
    from 1 in their order, on every panel. Numbers that would lie on one another stand together.
    """
    span = max(last - first, pd.Timedelta(days=1))
    groups: list[list[int]] = []
    for place, day in enumerate(days):
        if groups and day - days.iloc[groups[-1][-1]] <= span * _NEAR:
            groups[-1].append(place)
        else:
            groups.append([place])
    shapes, notes = [], []
    for axis in _date_axes(figure):
        number = axis.removeprefix("xaxis")
        refs: dict[str, Any] = {"xref": f"x{number}", "yref": f"y{number} domain"}
        shapes += [
            {"type": "line", **refs, "x0": day, "x1": day, "y0": 0, "y1": 1, "line": _LINE, "layer": "above"}
            for day in days
        ]
        for group in groups:
            text = f"{group[0] + 1}" if len(group) == 1 else f"{group[0] + 1}–{group[-1] + 1}"
            middle = days.iloc[group[0]] + (days.iloc[group[-1]] - days.iloc[group[0]]) / 2
            notes.append(
                {
                    **refs,
                    "x": middle,
                    "y": 1,
                    "text": text,
                    "showarrow": False,
                    "yanchor": "bottom",
                    "font": {"size": 11},
                }
            )
    layout = figure.layout
    figure.update_layout(shapes=[*layout.shapes, *shapes], annotations=[*layout.annotations, *notes])


def _date_axes(figure: go.Figure) -> list[str]:
    names = [name for name in figure.layout if re.fullmatch(r"xaxis\d*", name)]
    return sorted((n for n in names if figure.layout[n].type == "date"), key=lambda n: int(n[5:] or 1))
