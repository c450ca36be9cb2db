"""Adoption: how many sources have spoken of a narrative by each day, over when each spoke first and was collected."""

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from filrouge.bundle import records
from filrouge.explore.names import source_name
from filrouge.figures.events import EventLayer
from filrouge.figures.theme import ACCENT, FAINT, GREY, colour, count_axis, draw, empty, symbol, unique_plain
from filrouge.i18n import _, day_text, number

MOST_SOURCES: Final = 40

_CURVE, _ROW, _GAP = 200, 24, 40  # pixels: the curve, a source's row, and what is between
_DAY: Final = pd.Timedelta(days=1)


def figure(
    voices: pd.DataFrame, curve: pd.DataFrame, ranks: Mapping[str, int], events: EventLayer | None = None
) -> go.Figure:
    """Draw `explore.adoption.first_voices` and `adoption_curve`.

    Above, the curve: its band reaches from those that had spoken for certain to those that can have. Below, a row for
    each source, the earliest on top: a bar from its first document of any kind to its last, and a mark where it first
    spoke, hollow where that is at the edge of the narrative. Each mark carries `customdata` = [source, …].

    `ranks`: each source's number by size in the bundle, the key to its colour.
    """
    placed = voices[voices[["first", "edge_first"]].notna().any(axis=1)].head(MOST_SOURCES)
    if voices.empty:
        return empty(_("No text is mainly about this narrative: none has a third of its passages on it."))
    if placed.empty:
        return empty(_("No document about this narrative has a usable date."))
    names = dict(zip(placed["source"], unique_plain([source_name(s) for s in placed["source"]], 26), strict=True))
    rows = records(placed)
    last = max(placed[["collected_to", "first_end", "edge_first_end"]].max(axis=1).max(), curve["date"].max())
    traces = [*_curves(curve, last), _windows(rows, names), _intervals(rows, names)]
    traces += [trace for edge in (False, True) for trace in _marks(rows, names, ranks, edge=edge)]
    height = _CURVE + _GAP + _ROW * len(rows)
    bottom = _ROW * len(rows) / height
    axes = {
        "xaxis": {"type": "date", "anchor": "y2"},
        "yaxis": {**count_axis(_("Sources"), float(curve["possible"].max())), "domain": [bottom + _GAP / height, 1]},
        "yaxis2": {
            "type": "category",
            "categoryorder": "array",
            "categoryarray": list(names.values())[::-1],
            "domain": [0, bottom],
            "range": [-0.6, len(rows) - 0.4],
            "showgrid": False,
            "ticksuffix": " ",
            "dtick": 1,
        },
    }
    return draw(traces, height=height + 60, layout={**axes, "barmode": "overlay"}, events=events)


def _curves(curve: pd.DataFrame, last: pd.Timestamp) -> list[dict[str, Any]]:
    """From 0 on the first day to the last day that is drawn."""
    days = [curve["date"].iloc[0], *curve["date"], max(last, curve["date"].iloc[-1])]
    line = {"type": "scatter", "mode": "lines", "x": [f"{day:%Y-%m-%d}" for day in days], "hoverinfo": "skip"}
    steps = {name: [0, *curve[name], curve[name].iloc[-1]] for name in ("possible", "sources")}
    return [
        line | {"y": steps["possible"], "line": {"shape": "hv", "color": GREY, "width": 1, "dash": "dot"}},
        line
        | {
            "y": steps["sources"],
            "line": {"shape": "hv", "color": ACCENT, "width": 2.2},
            "fill": "tonexty",
            "fillcolor": "rgba(127,135,148,0.16)",
        },
    ]


def _windows(rows: list[dict[str, Any]], names: Mapping[str, str]) -> dict[str, Any]:
    """When each source was collected, whatever it spoke of."""
    known = [row for row in rows if pd.notna(row["collected_from"])]
    days = [(row["collected_from"].normalize(), row["collected_to"].normalize() + _DAY) for row in known]
    return {
        "type": "bar",
        "orientation": "h",
        "yaxis": "y2",
        "base": [f"{start:%Y-%m-%d}" for start, _end in days],
        "x": [(end - start).total_seconds() * 1000 for start, end in days],
        "y": [names[row["source"]] for row in known],
        "width": 0.3,
        "marker": {"color": FAINT},
        "customdata": [
            [row["source"], day_text(row["collected_from"].date()), day_text(row["collected_to"].date())]
            for row in known
        ],
        "hovertemplate": _("<b>%{y}</b><br>collected %{customdata[1]} to %{customdata[2]}") + "<extra></extra>",
    }


def _intervals(rows: list[dict[str, Any]], names: Mapping[str, str]) -> dict[str, Any]:
    """A line over the days in which a source can have spoken first, where its date is no single day."""
    x: list[str | None] = []
    y: list[str | None] = []
    for row in rows:
        for name in ("first", "edge_first"):
            if pd.notna(row[name]) and row[f"{name}_end"] - row[name] > _DAY:
                x += [f"{row[name]:%Y-%m-%d}", f"{row[f'{name}_end']:%Y-%m-%d}", None]
                y += [names[row["source"]], names[row["source"]], None]
    line = {"color": GREY, "width": 3}
    return {"type": "scatter", "mode": "lines", "yaxis": "y2", "x": x, "y": y, "line": line, "hoverinfo": "skip"}


def _marks(
    rows: list[dict[str, Any]], names: Mapping[str, str], ranks: Mapping[str, int], *, edge: bool
) -> list[dict[str, Any]]:
    """First appearances, on the rows and, where they are clear, on the curve, one above the other on the same day."""
    name = "edge_first" if edge else "first"
    known = sorted((row for row in rows if pd.notna(row[name])), key=lambda row: row[f"{name}_end"])
    if not known:
        return []
    shapes = [symbol(ranks.get(row["source"], -1)).removesuffix("-open") for row in known]
    mark = {
        "type": "scatter",
        "mode": "markers",
        "marker": {
            "color": [colour("source", ranks.get(row["source"], -1)) for row in known],
            "symbol": [f"{shape}-open" if edge else shape for shape in shapes],
            "size": 10,
            "line": {"width": 2 if edge else 0},
        },
        "customdata": [[row["source"], names[row["source"]], _when(row, name), _strength(row, edge)] for row in known],
        "hovertemplate": "<b>%{customdata[1]}</b><br>%{customdata[2]}<br>%{customdata[3]}<extra></extra>",
    }
    starts = [f"{row[name]:%Y-%m-%d}" for row in known]
    on_rows = mark | {"yaxis": "y2", "x": starts, "y": [names[row["source"]] for row in known]}
    if edge:
        return [on_rows]
    ends = [f"{row[f'{name}_end']:%Y-%m-%d}" for row in known]
    return [on_rows, mark | {"x": ends, "y": list(range(1, len(known) + 1))}]


def _when(row: dict[str, Any], name: str) -> str:
    first, last = row[name].date(), row[f"{name}_end"].date()
    if first == last:
        return day_text(first)
    return _("between {first} and {last}").format(first=day_text(first), last=day_text(last))


def _strength(row: dict[str, Any], edge: bool) -> str:
    if edge:
        return _("at the edge of this narrative")
    return _("strength {strength}").format(strength=number(row["strength"], 2))
