"""Narratives over time as lines, stacked area, heat map or small multiples."""

import numpy as np
import numpy.typing as npt
import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from filrouge.explore.periods import period_text
from filrouge.explore.timeline import FEWEST_DOCUMENTS, OTHER
from filrouge.figures.theme import SEQUENTIAL, colour, dash, dress, empty, symbol, unique_plain
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
    )
    result = _draw(frame, measure, kind)
    if period == "week":  # ticks on Mondays, where weeks begin
        starts = frame["start"].drop_duplicates()
        result.update_xaxes(tick0=f"{starts.iloc[0]:%Y-%m-%d}", dtick=_WEEK * max(1, -(-len(starts) // 9)))
    return result


def _draw(frame: pd.DataFrame, measure: str, kind: str) -> go.Figure:
    if kind == "area":
        return _area(frame)
    if kind == "lines":
        return _lines(frame, measure)
    # The rest of the corpus is most of it: on one scale with the narratives, it would flatten all of them.
    named = frame[frame["narrative"] >= 0]
    if named.empty:
        return empty("No narrative of this selection can be placed in time.")
    return _heat_map(named, measure) if kind == "heat-map" else _multiples(named, measure)


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
    return group[["narrative", "day", "when", "mentions", "documents"]].to_numpy(object)


def _symbols(narrative: int, documents: pd.Series) -> list[str]:
    """Hollow markers where a period has too few documents for a share to say much."""
    shape = symbol(narrative).removesuffix("-open")
    return [f"{shape}-open" if n < FEWEST_DOCUMENTS else shape for n in documents]


def _hover(measure: str) -> str:
    value = "%{y:.1%} of output<br>" if measure == "share" else ""
    return (
        "<b>%{fullData.name}</b><br>%{customdata[2]}<br>"
        + value
        + "%{customdata[3]:,} of %{customdata[4]:,} documents talk about it<extra></extra>"
    )


def _lines(frame: pd.DataFrame, measure: str) -> go.Figure:
    traces = [
        _trace(narrative, label, group, measure, visible="legendonly" if narrative == OTHER else True)
        for narrative, label, group in _series(frame)
    ]
    return dress(go.Figure(traces, {"yaxis": _measure_axis(measure)}), height=460, legend=True)


def _area(frame: pd.DataFrame) -> go.Figure:
    traces = []
    for narrative, label, group in _series(frame):
        trace = _trace(narrative, label, group, "share", stackgroup="all")
        fill = colour(narrative) if narrative >= 0 else {OTHER: "#B8BEC9", NO_NARRATIVE: "#DDE0E6"}[narrative]
        line = {"color": colour(narrative), "width": 0.8}
        marker = {"color": colour(narrative), "symbol": symbol(narrative), "size": 4}
        traces.append({**trace, "fillcolor": fill, "line": line, "marker": marker})
    return dress(go.Figure(traces, {"yaxis": {**_measure_axis("share"), "range": [0, 1]}}), height=460, legend=True)


def _heat_map(frame: pd.DataFrame, measure: str) -> go.Figure:
    series = _series(frame)
    rows = [label for _, label, _ in series]
    result = go.Figure(
        go.Heatmap(
            x=series[0][2]["start"],
            y=rows,
            z=[group[measure] for _, _, group in series],
            customdata=[_customdata(group) for _, _, group in series],
            hovertemplate=_hover(measure).replace("fullData.name", "y").replace("%{y:.1%}", "%{z:.1%}"),
            colorscale=SEQUENTIAL,
            zmin=0,
            zmax=float(frame[measure].max()) or 1,
            xgap=1,
            ygap=2,
            colorbar={
                "title": {"text": _AXES[measure]},
                "tickformat": ".0%" if measure == "share" else ",d",
                "thickness": 12,
            },
        )
    )
    result.update_yaxes(type="category", autorange="reversed", showgrid=False)
    result.update_xaxes(showgrid=False)
    return dress(result, height=120 + 34 * len(rows))


def _multiples(frame: pd.DataFrame, measure: str) -> go.Figure:
    series = _series(frame)
    columns = 2 if len(series) > 1 else 1
    rows = -(-len(series) // columns)
    result = make_subplots(
        rows=rows,
        cols=columns,
        shared_xaxes="all",
        shared_yaxes="all",
        subplot_titles=[label for _, label, _ in series],
        vertical_spacing=min(0.35 / rows, 0.12),
        horizontal_spacing=0.05,
    )
    traces = [
        _trace(
            narrative,
            label,
            group,
            measure,
            fill="tozeroy",
            line={"color": colour(narrative), "width": 2},
            marker={"color": colour(narrative), "symbol": _symbols(narrative, group["documents"]), "size": 5},
        )
        for narrative, label, group in series
    ]
    cells = range(len(series))
    result.add_traces(traces, rows=[i // columns + 1 for i in cells], cols=[i % columns + 1 for i in cells])
    result.update_yaxes(**(_measure_axis(measure) | {"title": None}))
    result.update_xaxes(nticks=5)
    result.update_annotations(font_size=13)
    return dress(result, height=70 + 150 * rows)


def _measure_axis(measure: str) -> dict[str, object]:
    return {
        "title": {"text": _AXES[measure]},
        "rangemode": "tozero",
        "tickformat": ".0%" if measure == "share" else ",d",
    }
