"""Narratives over time as lines, stacked area, heat map or small multiples, with how sure their shares are."""

from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import plotly.graph_objects as go

from filrouge.explore.timeline import OTHER
from filrouge.figures.events import EventLayer
from filrouge.figures.theme import (
    DAYS_CHOSEN,
    FAINT,
    GREY,
    SEQUENTIAL,
    colour,
    count_axis,
    dash,
    draw,
    empty,
    side_title,
    symbol,
    texts_of_texts,
    unique_plain,
)
from filrouge.i18n import N_, _, number
from filrouge.schema import NO_NARRATIVE
from filrouge.wording.days import period_text

_WEEK = 7 * 86_400_000  # milliseconds
_AXES = {"share": N_("Share of output"), "mentions": N_("Documents")}
_THIN: Final = "rgba(127,135,148,0.22)"

MOST_BANDS: Final = 3
"""Intervals of more lines than this in one panel would cover each other."""


def figure(frame: pd.DataFrame, *, measure: str, kind: str, period: str, events: EventLayer | None = None) -> go.Figure:
    """Draw `explore.timeline.Timeline.frame`, or several of them with a column `panel`, one panel for each.

    Parameters
    ----------
    measure : "share" (fractional share of each period's output) or "mentions" (documents).
    kind : "lines", "area" (share only: mentions do not add up), "heat-map" or "multiples".

    Every point carries `customdata` = [narrative, first day of its period, …], the key to its passages. Shares of
    periods with too few texts are hollow and off the line, or lie under a grey veil.
    """
    if frame.empty:
        return empty(_("No document of this selection has a usable date."))
    frame = frame.assign(
        when=frame["start"].map({start: period_text(period, start.date()) for start in frame["start"].unique()}),
        day=frame["start"].dt.strftime("%Y-%m-%d"),
        copied=texts_of_texts(frame),
        thin=~frame["enough"] if measure == "share" or kind == "area" else False,
    )
    few = _("Too few texts: no share to report")
    frame = frame.assign(interval=_intervals(frame), few=np.where(frame["thin"], f"<br>{few}", ""))
    axis: dict[str, object] = {"type": "date"}
    if period == "week":  # ticks on Mondays, where weeks begin
        starts = frame["start"].drop_duplicates()
        axis |= {"tick0": f"{starts.iloc[0]:%Y-%m-%d}", "dtick": _WEEK * max(1, -(-len(starts) // 9))}
    # The rest of the corpus is most of it: on one scale with the narratives, it would flatten all of them.
    named = frame[frame["narrative"] >= 0]
    if named.empty and ("panel" in frame or kind in {"heat-map", "multiples"}):
        return empty(_("No narrative of this selection has a document with a usable date."))
    if "panel" in frame:
        parts = _panels(named, measure, axis)
    elif kind == "area":
        parts = _area(frame, axis)
    elif kind == "lines":
        parts = _lines(frame, measure, axis)
    else:
        parts = _heat_map(named, measure, axis) if kind == "heat-map" else _multiples(named, measure, axis)
    return draw(**{**parts, "layout": {**parts["layout"], **DAYS_CHOSEN}}, events=events)


def _series(frame: pd.DataFrame) -> list[tuple[int, str, pd.DataFrame]]:
    """Number, label and rows of each narrative; its rows stand together."""
    firsts = np.flatnonzero(frame["narrative"].diff().to_numpy() != 0).tolist()
    shown = frame.iloc[firsts]
    labels = unique_plain(shown["label"].tolist(), 42)
    ends = [*firsts[1:], len(frame)]
    return [
        (narrative, label, frame.iloc[first:end])
        for narrative, label, first, end in zip(shown["narrative"].tolist(), labels, firsts, ends, strict=True)
    ]


def _line(narrative: int, label: str, group: pd.DataFrame, measure: str, **trace: object) -> list[dict[str, object]]:
    """The line of a narrative, and its points of periods with too few texts, which are on no line."""
    common = {
        "type": "scatter",
        "name": label,
        "legendgroup": label,
        "hovertemplate": _hover(measure),
        **trace,
    }
    thin = group["thin"].to_numpy(bool)
    line = {
        **common,
        "mode": "lines+markers",
        "x": group["start"].to_numpy(),
        "y": np.where(thin, np.nan, group[measure].to_numpy(float)),
        "customdata": _customdata(group),
        "line": {
            "color": colour("narrative", narrative),
            "dash": dash(narrative),
            "width": 2.2 if narrative >= 0 else 1.4,
        },
        "marker": {
            "color": colour("narrative", narrative),
            "symbol": symbol(narrative).removesuffix("-open"),
            "size": 7,
        },
    }
    if not thin.any():
        return [line]
    few = group[thin]
    hollow = {
        **common,
        "mode": "markers",
        "x": few["start"].to_numpy(),
        "y": np.where(few["documents"] > 0, few[measure].to_numpy(float), np.nan),  # of nothing there is no share
        "customdata": _customdata(few),
        "showlegend": bool(thin.all()) and trace.get("showlegend", True),
        "marker": {
            "color": colour("narrative", narrative),
            "symbol": f"{symbol(narrative).removesuffix('-open')}-open",
            "size": 6,
            "opacity": 0.8,
        },
    }
    return [hollow] if thin.all() else [line, hollow]


def _band(narrative: int, label: str, group: pd.DataFrame, **trace: object) -> list[dict[str, object]]:
    """The interval of a share, one shape for each run of periods that have enough texts."""
    runs = (group["thin"].ne(group["thin"].shift())).cumsum()
    bands = []
    for _run, part in group[~group["thin"]].groupby(runs):
        x, low, high = (part[name].to_numpy() for name in ("start", "low", "high"))
        bands.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": np.concatenate([x, x[::-1]]),
                "y": np.concatenate([high, low[::-1]]),
                "fill": "toself",
                "fillcolor": _pale(colour("narrative", narrative)),
                "line": {"width": 0},
                "hoverinfo": "skip",
                "showlegend": False,
                "legendgroup": label,
                **trace,
            }
        )
    return bands


def _pale(hexadecimal: str) -> str:
    red, green, blue = (int(hexadecimal[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.16)"


def _veils(frame: pd.DataFrame) -> list[dict[str, object]]:
    """Grey over the periods that have too few texts, for charts whose marks cannot be hollow."""
    periods = frame.drop_duplicates("start").sort_values("start")
    starts = periods["start"].tolist()
    step = starts[1] - starts[0] if len(starts) > 1 else pd.Timedelta(days=1)
    return [
        {
            "type": "rect", "xref": "x", "yref": "paper", "x0": start - step / 2, "x1": start + step / 2,
            "y0": 0, "y1": 1, "fillcolor": _THIN, "line": {"width": 0}, "layer": "above",
        }
        for start, thin in zip(starts, periods["thin"], strict=True) if thin
    ]  # fmt: skip


def _intervals(frame: pd.DataFrame) -> list[str]:
    """The interval of each share as its hover says it; empty where there are too few texts."""
    tenths = [np.rint(frame[end].to_numpy(float) * 1000).astype(int).tolist() for end in ("low", "high")]
    written = {n: number(n / 10, 1) for n in {*tenths[0], *tenths[1]}}  # each once: a long chart has thousands
    # Shares beside it are written by the chart itself, without a space.
    text = _("({low}% – {high}%)")
    return [
        "" if thin else " " + text.format(low=written[low], high=written[high])
        for low, high, thin in zip(*tenths, frame["thin"].tolist(), strict=True)
    ]


def _customdata(group: pd.DataFrame) -> npt.NDArray[np.object_]:
    names = ["narrative", "day", "when", "mentions", "documents", "copied", "interval", "few"]
    return np.column_stack([group[name].to_numpy(object) for name in names])


def _hover(measure: str) -> str:
    value = _("%{y:.1%} of output") + "%{customdata[6]}<br>" if measure == "share" else ""
    return (
        "<b>%{fullData.name}</b><br>%{customdata[2]}<br>"
        + value
        + _("%{customdata[3]:,} of %{customdata[4]:,} documents talk about it")
        + "%{customdata[5]}%{customdata[7]}<extra></extra>"
    )


def _lines(frame: pd.DataFrame, measure: str, axis: dict[str, object]) -> dict[str, Any]:
    series = _series(frame)
    named = [n for n, _label, _group in series if n >= 0]
    traces: list[dict[str, object]] = []
    for narrative, label, group in series:
        # Nothing but the rest: then it is what there is to see.
        visible = True if narrative >= 0 or not named else "legendonly"
        if measure == "share" and len(named) <= MOST_BANDS:
            traces += _band(narrative, label, group, visible=visible)
        traces += _line(narrative, label, group, measure, visible=visible)
    layout = {"xaxis": axis, "yaxis": _measure_axis(frame, measure)}
    return {"traces": traces, "height": 460, "legend": True, "layout": layout}


def _area(frame: pd.DataFrame, axis: dict[str, object]) -> dict[str, Any]:
    traces = []
    for narrative, label, group in _series(frame):
        fill = colour("narrative", narrative) if narrative >= 0 else {OTHER: GREY, NO_NARRATIVE: FAINT}[narrative]
        traces.append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "x": group["start"].to_numpy(),
                "y": group["share"].to_numpy(),
                "name": label,
                "customdata": _customdata(group),
                "hovertemplate": _hover("share"),
                "stackgroup": "all",
                "fillcolor": fill,
                "line": {"color": colour("narrative", narrative), "width": 0.8, "dash": dash(narrative)},
                "marker": {"color": colour("narrative", narrative), "symbol": symbol(narrative), "size": 4},
            }
        )
    whole = {**_measure_axis(frame, "share"), "range": [0, 1]}
    return {
        "traces": traces,
        "height": 460,
        "legend": True,
        "layout": {"xaxis": axis, "yaxis": whole, "shapes": _veils(frame)},
    }


def _heat_map(frame: pd.DataFrame, measure: str, axis: dict[str, object]) -> dict[str, Any]:
    series = _series(frame)
    trace = {
        "type": "heatmap",
        "x": series[0][2]["start"].to_numpy(),
        "y": [label for _, label, _ in series],
        "z": [group[measure].to_numpy() for _, _, group in series],
        "customdata": [_customdata(group) for _, _, group in series],
        "hovertemplate": _hover(measure).replace("fullData.name", "y").replace("%{y:.1%}", "%{z:.1%}"),
        "colorscale": SEQUENTIAL,
        "zmin": 0,
        "zmax": float(frame[measure].max()) or 1,
        "xgap": 1,
        "ygap": 2,
        "colorbar": {
            "title": {"text": _(_AXES[measure])},
            "tickformat": ".0%" if measure == "share" else ",d",
            "thickness": 12,
        },
    }
    rows = {"type": "category", "autorange": "reversed", "showgrid": False}
    return {
        "traces": [trace],
        "height": 120 + 34 * len(series),
        "layout": {"xaxis": {**axis, "showgrid": False}, "yaxis": rows, "shapes": _veils(frame)},
    }


def _multiples(frame: pd.DataFrame, measure: str, axis: dict[str, object]) -> dict[str, Any]:
    """A panel for each narrative."""
    series = _series(frame)
    panels = []
    for narrative, label, group in series:
        band = _band(narrative, label, group) if measure == "share" else []
        panels.append((label, [*band, *_line(narrative, label, group, measure)]))
    return _grid(panels, frame, measure, axis, legend=False)


def _panels(frame: pd.DataFrame, measure: str, axis: dict[str, object]) -> dict[str, Any]:
    """A panel for each value of the column `panel`, with the same narratives in all of them."""
    bands = measure == "share" and frame["narrative"].nunique() <= MOST_BANDS
    names = frame["panel"].drop_duplicates().tolist()
    panels = []
    for place, (name, title) in enumerate(zip(names, unique_plain(names, 42), strict=True)):
        traces: list[dict[str, object]] = []
        for narrative, label, group in _series(frame[frame["panel"] == name]):
            traces += _band(narrative, label, group) if bands else []
            traces += _line(narrative, label, group, measure, showlegend=place == 0)
        panels.append((title, traces))
    return _grid(panels, frame, measure, axis, legend=True)


def _grid(
    panels: list[tuple[str, list[dict[str, object]]]],
    frame: pd.DataFrame,
    measure: str,
    axis: dict[str, object],
    *,
    legend: bool,
) -> dict[str, Any]:
    """Panels two in a row on the same axes."""
    columns = min(2, len(panels))
    rows = -(-len(panels) // columns)
    width, height = (1 - 0.05 * (columns - 1)) / columns, 1 / (rows + 0.3 * (rows - 1))
    traces, titles, layout = [], [], {}
    for cell, (title, drawn) in enumerate(panels):
        row, column = divmod(cell, columns)
        axis_number = "" if cell == 0 else str(cell + 1)
        left, top = column * (width + 0.05), 1 - row * 1.3 * height
        below = cell + columns >= len(panels)
        layout[f"xaxis{axis_number}"] = {
            **axis, "anchor": f"y{axis_number}", "domain": [left, left + width], "nticks": 5, "showticklabels": below,
            **({"matches": "x"} if cell else {}),
        }  # fmt: skip
        layout[f"yaxis{axis_number}"] = {
            **_measure_axis(frame, measure), "title": None, "anchor": f"x{axis_number}",
            "domain": [max(top - height, 0), top], "showticklabels": column == 0, **({"matches": "y"} if cell else {}),
        }  # fmt: skip
        titles.append(side_title(title, left + width / 2, top))
        traces += [{**trace, "xaxis": f"x{axis_number}", "yaxis": f"y{axis_number}"} for trace in drawn]
    tall = 70 + 150 * rows + (60 if legend else 0)
    return {"traces": traces, "height": tall, "legend": legend, "layout": {**layout, "annotations": titles}}


def _measure_axis(frame: pd.DataFrame, measure: str) -> dict[str, object]:
    if measure == "mentions":
        return count_axis(_(_AXES[measure]), frame[measure].max())
    axis: dict[str, object] = {"title": {"text": _(_AXES[measure])}, "rangemode": "tozero", "tickformat": ".0%"}
    top = axis_top(frame)
    return axis if top is None else {**axis, "range": [0, top]}


def axis_top(frame: pd.DataFrame) -> float | None:
    """Where the axis of shares ends: above all that have enough texts; None where that leaves nothing out."""
    named = frame[frame["narrative"] >= 0]
    sure = named.loc[named["enough"], "share"]
    if sure.empty or named["share"].max() <= 1.5 * sure.max():
        return None
    return min(1.3 * float(sure.max()), 1.02) or None
