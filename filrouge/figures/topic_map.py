"""Passages on the plane: near means alike, colour means narrative, source, language or date."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from zlib import crc32

import numpy as np
import numpy.typing as npt
import pandas as pd
import plotly.graph_objects as go

from filrouge.arrays import Bools
from filrouge.bundle import records
from filrouge.explore.names import source_name, title_text
from filrouge.explore.outline import Window
from filrouge.explore.topic_map import NO_THEME, TopicMap
from filrouge.figures.theme import ACCENT, FAINT, GREY, PALETTES, colour, draw, empty, plain, unique_plain, wrapped
from filrouge.i18n import _
from filrouge.schema import NO_NARRATIVE, NO_SOURCE

_MOST_TITLED: Final = 4_000  # more titles than this weigh more than the points themselves
_MOST_LABELS: Final = 24
_HEIGHT: Final = 560  # pixels of the plane, for keeping labels apart; its width is that of a laptop's page
_WIDTH: Final = 900
_LETTER: Final = 7.2
_LINE: Final = 18


def figure(
    found: TopicMap, *, colour_by: str, ranks: dict[str, int], outlines: Sequence[Sequence[tuple[float, float]]] = ()
) -> go.Figure:
    """Draw a topic map; `outlines` are drawn over it.

    `ranks` is the number by size in the bundle of each source (or language, with `colour_by` "language"), for its
    colour. Each point carries `customdata` = [passage id].
    """
    if found.points.empty and found.window is None:
        return empty(_("None of the selected passages has a place on the map."))
    traces = marks(found, colour_by, ranks)
    layout: dict[str, object] = {"annotations": _labels(found), "uirevision": "map"}
    layout["shapes"] = outline_shapes(outlines)
    hidden = HIDDEN_AXIS
    layout |= {"xaxis": {**hidden}, "yaxis": {**hidden}, "dragmode": "lasso"}
    if found.window is not None:
        left, bottom, right, top = found.window
        layout |= {"xaxis": {**hidden, "range": [left, right]}, "yaxis": {**hidden, "range": [bottom, top]}}
    return draw(traces, height=_HEIGHT + 80, legend=bool(found.find) or colour_by != "date", layout=layout)


HIDDEN_AXIS: Final = {"visible": False, "showgrid": False, "zeroline": False}


def marks(found: TopicMap, colour_by: str, ranks: dict[str, int], scale: float = 1.0) -> list[dict[str, object]]:
    """The traces of a topic map: density below, points above; `scale` makes points larger or smaller."""
    points = found.points
    size = scale * float(np.interp(len(points), [50, 500, 5_000, 20_000], [11, 7, 4.5, 3]))
    traces = [_density(found.density)] if len(found.density) else []
    if found.find:
        return traces + _by_hit(points, size, found)
    if colour_by == "date":
        return traces + _by_date(points, size)
    return traces + _by_group(points, size, _groups(points, colour_by, ranks))


def outline_shapes(outlines: Sequence[Sequence[tuple[float, float]]]) -> list[dict[str, object]]:
    """Outlines as shapes of the layout."""
    paths = ["M" + "L".join(f"{x},{y}" for x, y in outline) + "Z" for outline in outlines]
    line = {"color": ACCENT, "width": 2, "dash": "dot"}
    return [{"type": "path", "path": path, "line": line} for path in paths]


def _density(density: pd.DataFrame) -> dict[str, object]:
    grid = density.pivot_table(index="y", columns="x", values="passages")
    return {
        "type": "heatmap",
        "x": grid.columns.to_numpy(),
        "y": grid.index.to_numpy(),
        "z": np.log1p(grid.to_numpy(np.float32)),
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

    def trace(self, among: Bools, name: str, marker: dict[str, object], **trace: object) -> dict[str, object]:
        return {
            "type": "scattergl",
            "mode": "markers",
            "x": self.x[among],
            "y": self.y[among],
            "name": name,
            "marker": {"size": self.size, **marker},
            "customdata": self.key[among],
            "text": self.text[among],
            "uid": f"points-{crc32(name.encode()):08x}",  # Plotly makes a selector of it
            "hovertemplate": "%{text}<extra>%{fullData.name}</extra>",
            **trace,
        }


def _texts(points: pd.DataFrame) -> npt.NDArray[np.object_]:
    """What a point says when pointed at: title, source, date."""
    codes, sources = pd.factorize(points["source"])
    lines = np.array([plain(source_name(source), 40) for source in sources], object)[codes]
    undated = " · " + _("undated")
    codes, days = pd.factorize(points["day"], use_na_sentinel=False)
    lines = lines + np.array([undated if pd.isna(day) else f" · {day:%Y-%m-%d}" for day in days], object)[codes]
    if len(points) <= _MOST_TITLED:
        titles = points["title"].to_numpy(object)
        named = np.array([plain(title_text(title), 90) for title in titles], object)
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
    column = "label" if colour_by == "narrative" else colour_by
    palette = colour_by if colour_by in PALETTES else "source"  # what is known of sources
    present = points[column].unique().tolist()
    if colour_by == "narrative":
        named = points.drop_duplicates("narrative")
        ranks = dict(zip(named["label"], named["narrative"], strict=True))
    outside = [name for name in present if ranks.get(name) == NO_NARRATIVE or name == NO_SOURCE]
    pinned = sorted((n for n in present if 0 <= ranks.get(n, -1) < len(PALETTES[palette])), key=lambda n: ranks[n])
    smaller = [name for name in present if name not in {*outside, *pinned}]
    groups = [_Group(name, [name], column, colour(palette, ranks[name]), 0.85) for name in pinned]
    if smaller:
        others = {
            "narrative": _("Smaller narratives"),
            "source": _("Smaller sources"),
            "kind": _("Other kinds of source"),
            "country": _("Other countries"),
            "main_language": _("Other languages of sources"),
            "owner": _("Other owners"),
            "group": _("Other groups of sources"),
            "reliability": _("Other reliabilities"),
            "language": _("Smaller languages"),
        }
        groups.append(_Group(others[colour_by], smaller, column, GREY, 0.55))
    return groups + [_Group(name, [name], column, FAINT, 0.5) for name in outside]


def _by_group(points: pd.DataFrame, size: float, groups: list[_Group]) -> list[dict[str, object]]:
    names = unique_plain([source_name(group.name) for group in groups], 42)
    arrays = _Points(points, size)
    traces = []
    for rank, (group, name) in enumerate(zip(groups, names, strict=True)):
        among = points[group.column].isin(group.members).to_numpy(bool)
        traces.append(arrays.trace(among, name, {"color": group.fill, "opacity": group.opacity}, legendrank=rank))
    return traces[::-1]


def _by_hit(points: pd.DataFrame, size: float, found: TopicMap) -> list[dict[str, object]]:
    """Hits are bright, larger and of another shape; all else is grey."""
    arrays, hit = _Points(points, size), points["hit"].to_numpy(bool)
    name = _("Matches {query}") if found.near is None else _("Similar to {query}")
    name = name.format(query=plain(found.find, 42))
    bright = {"color": ACCENT, "opacity": 0.95, "symbol": "diamond", "size": size + 3}
    traces = [
        arrays.trace(~hit, _("Other passages"), {"color": FAINT, "opacity": 0.5}, legendrank=1),
        arrays.trace(hit, name, bright, legendrank=0),
    ]
    return [trace for trace, among in zip(traces, (~hit, hit), strict=True) if among.any()]


def _by_date(points: pd.DataFrame, size: float) -> list[dict[str, object]]:
    dated = points["day"].notna().to_numpy(bool)
    arrays, traces = _Points(points, size), []
    if not dated.all():
        traces.append(arrays.trace(~dated, _("Undated"), {"color": FAINT}))
    if dated.any():
        days = points["day"].to_numpy("datetime64[D]")[dated].astype(int)
        marker = {"color": days, "opacity": 0.85, **date_scale(points["day"])}
        traces.append(arrays.trace(dated, _("Dated"), marker))
    return traces


def date_scale(dates: "pd.Series[pd.Timestamp]") -> dict[str, object]:
    """Colours of days, for a marker or an axis of colours; some of the days must be known."""
    days = dates.dropna().to_numpy("datetime64[D]").astype(int)
    ticks = np.unique(np.linspace(days.min(), days.max(), 5).round())
    bar = {
        "tickvals": ticks,
        "ticktext": [str(np.datetime64(int(tick), "D")) for tick in ticks],
        "thickness": 12,
        "title": {"text": _("Published")},
    }
    return {"colorscale": "Plasma", "colorbar": bar}


def _labels(found: TopicMap) -> list[dict[str, object]]:
    if found.points.empty:
        note = _("No passage of this selection lies in this part of the map.")
        return [{"text": note, "x": 0.5, "y": 0.5, "xref": "paper", "yref": "paper", "showarrow": False}]
    font: dict[str, object] = {"size": 14 if found.themes else 12, "weight": 600, "shadow": "auto"}
    return names_apart(found.named, found.window or edges(found.points), font=font)


def names_apart(
    named: pd.DataFrame,
    window: Window,
    *,
    font: dict[str, object],
    plane: tuple[int, int] = (_WIDTH, _HEIGHT),
    letters: int = 34,
    most: int = _MOST_LABELS,
    refs: tuple[str, str] = ("x", "y"),
) -> list[dict[str, object]]:
    """What is written on a map at its place, first rows first, without what would cover an earlier one.

    `named`: `label`, `x`, `y` and, for pointing at a name, `headline` and `shared_claim`; `narrative` and `theme`
    (NO_THEME) of a name that leads to the page of a narrative; `plane`: pixels that the window is expected to get;
    `refs`: the axes it is drawn on.
    """
    left, bottom, right, top = window
    width, height = right - left or 1.0, top - bottom or 1.0
    placed: list[tuple[float, float, float]] = []
    annotations: list[dict[str, object]] = []
    for row in records(named):
        text = plain(row["label"], letters)
        half = len(text) * _LETTER / 2
        # A name at the edge is written towards the middle, and is not cut.
        x, y = (row["x"] - left) / width * plane[0], (row["y"] - bottom) / height * plane[1]
        side = "left" if x < half else "right" if x > plane[0] - half else "center"
        x += {"left": half, "right": -half, "center": 0.0}[side]
        if any(abs(y - b) < _LINE and abs(x - a) < half + h for a, b, h in placed):
            continue
        placed.append((x, y, half))
        place = {"x": row["x"], "y": row["y"], "xanchor": side, "xref": refs[0], "yref": refs[1]}
        annotation: dict[str, object] = {**place, "text": text, "showarrow": False, "font": font}
        said = [text for text in (row.get("headline"), row.get("shared_claim")) if isinstance(text, str) and text]
        if said:
            annotation["hovertext"] = "<br>".join([f"<b>{wrapped(row['label'])}</b>", *map(wrapped, said)])
        if row.get("theme", 0) == NO_THEME and (narrative := int(row["narrative"])) >= 0:
            annotation |= {"name": str(narrative), "captureevents": True}  # a click on it leads to its page
        annotations.append(annotation)
        if len(placed) == most:
            break
    return annotations


def edges(points: pd.DataFrame) -> Window:
    """The window that holds all points."""
    x, y = points["x"], points["y"]
    return (float(x.min()), float(y.min()), float(x.max()), float(y.max()))
