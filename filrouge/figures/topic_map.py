"""Passages on the plane: near means alike, colour means narrative, source, language or date."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import plotly.graph_objects as go

from filrouge.bundle import records
from filrouge.explore.topic_map import TopicMap
from filrouge.figures.theme import COLOURS, FAINT, GREY, colour, draw, empty, plain, unique_plain
from filrouge.schema import NO_NARRATIVE, NO_SOURCE

_MOST_TITLED: Final = 4_000  # more titles than this weigh more than the points themselves
_MOST_LABELS: Final = 24
_HEIGHT: Final = 560  # pixels of the plane, for keeping labels apart; its width is that of a laptop's page
_WIDTH: Final = 900
_LETTER: Final = 7.2
_LINE: Final = 18


def figure(
    found: TopicMap, *, colour_by: str, ranks: dict[str, int], region: Sequence[tuple[float, float]] = ()
) -> go.Figure:
    """Draw a topic map; `region` is an outline to draw over it.

    `ranks` is the number by size in the bundle of each source (or language, with `colour_by` "language"), for its
    colour. Each point carries `customdata` = [passage id].
    """
    if found.points.empty:
        return empty("None of the selected passages has a place on the map.")
    points = found.points
    size = float(np.interp(len(points), [50, 500, 5_000, 20_000], [11, 7, 4.5, 3]))
    traces = [_density(found.density)] if len(found.density) else []
    if colour_by == "date":
        traces += _by_date(points, size)
    else:
        traces += _by_group(points, size, _groups(points, colour_by, ranks))
    layout: dict[str, object] = {"annotations": _labels(found.labels, points)}
    if region:
        path = "M" + "L".join(f"{x},{y}" for x, y in region) + "Z"
        layout["shapes"] = [{"type": "path", "path": path, "line": {"color": COLOURS[1], "width": 2, "dash": "dot"}}]
    hidden = {"visible": False, "showgrid": False, "zeroline": False}
    layout |= {"xaxis": hidden, "yaxis": hidden, "dragmode": "lasso"}
    return draw(traces, height=_HEIGHT + 80, legend=colour_by != "date", layout=layout)


def _density(density: pd.DataFrame) -> dict[str, object]:
    grid = density.pivot_table(index="y", columns="x", values="passages")
    return {
        "type": "heatmap",
        "x": grid.columns.to_numpy(),
        "y": grid.index.to_numpy(),
        "z": np.log1p(grid.to_numpy()),
        "colorscale": [(0, "rgba(127,135,148,0.10)"), (1, "rgba(127,135,148,0.75)")],
        "showscale": False,
        "hoverinfo": "skip",
    }


class _Points:
    """The points as plain arrays: to cut a frame into a dozen groups costs more than all the rest."""

    def __init__(self, points: pd.DataFrame, size: float) -> None:
        self.size = size
        self.x, self.y = points["x"].to_numpy(), points["y"].to_numpy()
        self.key = points["passage_id"].to_numpy()[:, None]
        self.text = _texts(points)

    def trace(
        self, among: npt.NDArray[np.bool_], name: str, marker: dict[str, object], **trace: object
    ) -> dict[str, object]:
        return {
            "type": "scattergl",
            "mode": "markers",
            "x": self.x[among],
            "y": self.y[among],
            "name": name,
            "marker": {"size": self.size, **marker},
            "customdata": self.key[among],
            "text": self.text[among],
            "hovertemplate": "%{text}<extra>%{fullData.name}</extra>",
            **trace,
        }


def _texts(points: pd.DataFrame) -> npt.NDArray[np.object_]:
    """What a point says when pointed at: title, source, date."""
    codes, sources = pd.factorize(points["source"])
    lines = np.array([plain(source, 40) for source in sources], object)[codes]
    codes, days = pd.factorize(points["day"], use_na_sentinel=False)
    lines = lines + np.array([" · undated" if pd.isna(day) else f" · {day:%Y-%m-%d}" for day in days], object)[codes]
    if len(points) <= _MOST_TITLED:
        titles = points["title"].to_numpy(object)
        named = np.array([plain(title, 90) if isinstance(title, str) else "Untitled" for title in titles], object)
        lines = named + "<br>" + lines
    return np.asarray(lines, object)


@dataclass(frozen=True)
class _Group:
    """Points of one colour. Coloured groups come first in the legend, and are drawn last, over the grey."""

    name: str
    members: list[str]
    column: str
    fill: str
    opacity: float


def _groups(points: pd.DataFrame, colour_by: str, ranks: dict[str, int]) -> list[_Group]:
    column = {"narrative": "label", "source": "source", "language": "language"}[colour_by]
    present = points[column].unique().tolist()
    if colour_by == "narrative":
        ranks = dict(zip(points["label"], points["narrative"], strict=True))
    outside = [name for name in present if ranks.get(name) == NO_NARRATIVE or name == NO_SOURCE]
    pinned = sorted((n for n in present if 0 <= ranks.get(n, -1) < len(COLOURS)), key=lambda n: ranks[n])
    smaller = [name for name in present if name not in {*outside, *pinned}]
    groups = [_Group(name, [name], column, colour(ranks[name]), 0.85) for name in pinned]
    if smaller:
        groups.append(_Group(f"Smaller {colour_by}s", smaller, column, GREY, 0.55))
    return groups + [_Group(name, [name], column, FAINT, 0.5) for name in outside]


def _by_group(points: pd.DataFrame, size: float, groups: list[_Group]) -> list[dict[str, object]]:
    names = unique_plain([group.name for group in groups], 42)
    arrays = _Points(points, size)
    traces = []
    for rank, (group, name) in enumerate(zip(groups, names, strict=True)):
        among = points[group.column].isin(group.members).to_numpy(bool)
        traces.append(arrays.trace(among, name, {"color": group.fill, "opacity": group.opacity}, legendrank=rank))
    return traces[::-1]


def _by_date(points: pd.DataFrame, size: float) -> list[dict[str, object]]:
    dated = points["day"].notna().to_numpy(bool)
    arrays, traces = _Points(points, size), []
    if not dated.all():
        traces.append(arrays.trace(~dated, "Undated", {"color": FAINT}))
    if dated.any():
        days = points["day"].to_numpy("datetime64[D]")[dated].astype(int)
        ticks = np.unique(np.linspace(days.min(), days.max(), 5).round())
        bar = {
            "tickvals": ticks,
            "ticktext": [str(np.datetime64(int(tick), "D")) for tick in ticks],
            "thickness": 12,
            "title": {"text": "Published"},
        }
        marker = {"color": days, "opacity": 0.85, "colorscale": "Plasma", "colorbar": bar}
        traces.append(arrays.trace(dated, "Dated", marker))
    return traces


def _labels(labels: pd.DataFrame, points: pd.DataFrame) -> list[dict[str, object]]:
    """The largest narratives' labels at their place, without those that would cover a larger one's."""
    width, height = (float(np.ptp(points[axis])) or 1.0 for axis in ("x", "y"))
    placed: list[tuple[float, float, float]] = []
    annotations: list[dict[str, object]] = []
    for row in records(labels):
        text = plain(row["label"], 34)
        half = len(text) * _LETTER / 2
        x, y = row["x"] / width * _WIDTH, row["y"] / height * _HEIGHT
        if any(abs(y - b) < _LINE and abs(x - a) < half + h for a, b, h in placed):
            continue
        placed.append((x, y, half))
        font = {"size": 12, "weight": 600, "shadow": "auto"}
        annotations.append({"x": row["x"], "y": row["y"], "text": text, "showarrow": False, "font": font})
        if len(placed) == _MOST_LABELS:
            break
    return annotations
