"""Narratives over time as lines, stacked area, heat map or small multiples."""

import numpy as np
import numpy.typing as npt
import pandas as pd
import plotly.graph_objects as go

from filrouge.explore.periods import period_text
from filrouge.explore.timeline import FEWEST_DOCUMENTS, OTHER
from filrouge.figures.theme import (
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
from filrouge.schema import NO_NARRATIVE

_WEEK = 7 * 86_400_000  # milliseconds
_AXES = {"share": "Share of output", "mentions": "Documents"}


def figure(frame: pd.DataFrame, *, measure: str, kind: str, period: str) -> go.Figure:
    """Draw `explore.timeline.Timeline.frame`.

    Parameters
    ----------
    measure : "share" (fractional share of each period's documents) or "mentions" (documents).
    kind : "lines", "area" (share only: mentions do not add up), "heat-map" or "multiples".

    Every point carries `customdata` = [narrative, first day of its period], the key to its passages.
    """
    if frame.empty:
        return empty("No document of this selection has a date that can be placed in time.")
    frame = frame.assign(
        when=frame["start"].map({start: period_text(period, start.date()) for start in frame["start"].unique()}),
        day=frame["start"].dt.strftime("%Y-%m-%d"),
        copied=texts_of_texts(frame),
    )
    axis: dict[str, object] = {"type": "date"}
    if period == "week":  # ticks on Mondays, where weeks begin
        starts = frame["start"].drop_duplicates()
        axis |= {"tick0": f"{starts.iloc[0]:%Y-%m-%d}", "dtick": _WEEK * max(1, -(-len(starts) // 9))}
    if kind == "area":
        return _area(frame, axis)
    if kind == "lines":
        return _lines(frame, measure, axis)
    # The rest of the corpus is most of it: on one scale with the narratives, it would flatten all of them.
    named = frame[frame["narrative"] >= 0]
    if named.empty:
        return empty("No narrative of this selection can be placed in time.")
    return _heat_map(named, measure, axis) if kind == "heat-map" else _multiples(named, measure, axis)


def _series(frame: pd.DataFrame) -> list[tuple[int, str, pd.DataFrame]]:
    shown = frame.drop_duplicates("narrative")
    labels = unique_plain(shown["label"].tolist(), 42)
    return [(n, t, frame[frame["narrative"] == n]) for n, t in zip(shown["narrative"].tolist(), labels, strict=True)]


def _trace(narrative: int, label: str, group: pd.DataFrame, measure: str, **trace: object) -> dict[str, object]:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": group["start"].to_numpy(),
        "y": group[measure].to_numpy(),
        "name": label,
        "customdata": _customdata(group),
        "hovertemplate": _hover(measure),
        "line": {"color": colour(narrative), "dash": dash(narrative), "width": 2.2 if narrative >= 0 else 1.4},
        "marker": {"color": colour(narrative), "symbol": _symbols(narrative, group["documents"]), "size": 7},
        **trace,
    }


def _customdata(group: pd.DataFrame) -> npt.NDArray[np.object_]:
    return group[["narrative", "day", "when", "mentions", "documents", "copied"]].to_numpy(object)


def _symbols(narrative: int, documents: pd.Series) -> list[str]:
    """Hollow markers where a period has too few documents for a share to say much."""
    shape = symbol(narrative).removesuffix("-open")
    return [f"{shape}-open" if n < FEWEST_DOCUMENTS else shape for n in documents]


def _hover(measure: str) -> str:
    value = "%{y:.1%} of output<br>" if measure == "share" else ""
    return (
        "<b>%{fullData.name}</b><br>%{customdata[2]}<br>"
        + value
        + "%{customdata[3]:,} of %{customdata[4]:,} documents talk about it%{customdata[5]}<extra></extra>"
    )


def _lines(frame: pd.DataFrame, measure: str, axis: dict[str, object]) -> go.Figure:
    traces = [
        _trace(narrative, label, group, measure, visible=True if narrative >= 0 else "legendonly")
        for narrative, label, group in _series(frame)
    ]
    if not (frame["narrative"] >= 0).any():  # nothing but the rest: then it is what there is to see
        traces = [{**trace, "visible": True} for trace in traces]
    return draw(traces, height=460, legend=True, layout={"xaxis": axis, "yaxis": _measure_axis(frame, measure)})


def _area(frame: pd.DataFrame, axis: dict[str, object]) -> go.Figure:
    traces = []
    for narrative, label, group in _series(frame):
        trace = _trace(narrative, label, group, "share", stackgroup="all")
        fill = colour(narrative) if narrative >= 0 else {OTHER: "#B8BEC9", NO_NARRATIVE: "#DDE0E6"}[narrative]
        line = {"color": colour(narrative), "width": 0.8}
        marker = {"color": colour(narrative), "symbol": symbol(narrative), "size": 4}
        traces.append({**trace, "fillcolor": fill, "line": line, "marker": marker})
    whole = {**_measure_axis(frame, "share"), "range": [0, 1]}
    return draw(traces, height=460, legend=True, layout={"xaxis": axis, "yaxis": whole})


def _heat_map(frame: pd.DataFrame, measure: str, axis: dict[str, object]) -> go.Figure:
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
            "title": {"text": _AXES[measure]},
            "tickformat": ".0%" if measure == "share" else ",d",
            "thickness": 12,
        },
    }
    rows = {"type": "category", "autorange": "reversed", "showgrid": False}
    return draw([trace], height=120 + 34 * len(series), layout={"xaxis": {**axis, "showgrid": False}, "yaxis": rows})


def _multiples(frame: pd.DataFrame, measure: str, axis: dict[str, object]) -> go.Figure:
    series = _series(frame)
    columns = min(2, len(series))
    rows = -(-len(series) // columns)
    width, height = (1 - 0.05 * (columns - 1)) / columns, 1 / (rows + 0.3 * (rows - 1))
    traces, titles, layout = [], [], {}
    for cell, (narrative, label, group) in enumerate(series):
        row, column = divmod(cell, columns)
        number = "" if cell == 0 else str(cell + 1)
        left, top = column * (width + 0.05), 1 - row * 1.3 * height
        below = cell + columns >= len(series)
        layout[f"xaxis{number}"] = {
            **axis, "anchor": f"y{number}", "domain": [left, left + width], "nticks": 5, "showticklabels": below,
            **({"matches": "x"} if cell else {}),
        }  # fmt: skip
        layout[f"yaxis{number}"] = {
            **_measure_axis(frame, measure), "title": None, "anchor": f"x{number}",
            "domain": [max(top - height, 0), top], "showticklabels": column == 0, **({"matches": "y"} if cell else {}),
        }  # fmt: skip
        titles.append(side_title(label, left + width / 2, top))
        style = {"color": colour(narrative), "symbol": _symbols(narrative, group["documents"]), "size": 5}
        traces.append(
            _trace(
                narrative, label, group, measure, fill="tozeroy", xaxis=f"x{number}", yaxis=f"y{number}",
                line={"color": colour(narrative), "width": 2}, marker=style,
            )
        )  # fmt: skip
    return draw(traces, height=70 + 150 * rows, layout={**layout, "annotations": titles})


def _measure_axis(frame: pd.DataFrame, measure: str) -> dict[str, object]:
    if measure == "mentions":
        return count_axis(_AXES[measure], frame[measure].max())
    return {"title": {"text": _AXES[measure]}, "rangemode": "tozero", "tickformat": ".0%"}
