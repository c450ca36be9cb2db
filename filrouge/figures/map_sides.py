"""Two maps on one plane, and beside them a third of what they differ in."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any, Final
from zlib import crc32

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from filrouge.bundle import records
from filrouge.explore.map_sides import MapSides
from filrouge.explore.outline import Window
from filrouge.figures.theme import colour, draw, empty, plain
from filrouge.figures.topic_map import HIDDEN_AXIS, date_scale, edges, marks, names_apart, outline_shapes
from filrouge.i18n import _, number, share

# The two sides stay apart for every kind of colour blindness; between them the ground shows through.
_DIVERGING: Final = ((0.0, colour("side", 1)), (0.5, "rgba(127,135,148,0.10)"), (1.0, colour("side", 0)))
_PANEL: Final = (330, 340)  # pixels of a panel on a laptop, for keeping names apart
_LETTERS: Final = 26
_MOST_NAMES: Final = 10
_MOST_LETTERED: Final = 60
_FULL: Final = 0.95
_LETTERED: Final = 0.4  # of the fullest colour: cells that differ by less bear no letter

_HEIGHT: Final = 540
_STACKED_HEIGHT: Final = 1260


def figure(
    found: MapSides,
    names: Sequence[str],
    *,
    colour_by: str,
    ranks: dict[str, int],
    outlines: Sequence[Sequence[tuple[float, float]]] = (),
) -> go.Figure:
    """Draw two sides, their `names` and their difference; other arguments as of `topic_map.figure`.

    Each point carries `customdata` = [passage id]. `layout.meta` holds what changes where panels stand beside one
    another ("wide") and where they stand above one another ("stacked").
    """
    points = pd.concat([one.points for one in found.maps])
    asked = found.maps[0].window
    if points.empty and asked is None:
        return empty(_("None of the selected passages has a place on the map."))
    window = asked or edges(points)
    traces: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    for place, (side, one) in enumerate(zip("AB", found.maps, strict=True), start=1):
        for trace in marks(one, colour_by, ranks, scale=0.8):
            traces.append(_of_panel(trace, side, place, {str(t.get("name")) for t in traces}))
        notes += _names(one.named, window, place)
    named = _names(_gaps(found), window, 3) if found.enough else [_too_few()]
    notes += named + _letters(found, window, named)
    traces.append(_cells(found))
    layout: dict[str, Any] = {"uirevision": "map", "dragmode": "pan", "coloraxis": _scale(found)}
    if colour_by == "date" and not found.maps[0].find and points["day"].notna().any():
        layout["coloraxis2"] = date_scale(points["day"])
    ranges = ({"range": list(window[::2])}, {"range": list(window[1::2])}) if asked else ({}, {})
    for place in (1, 2, 3):
        for axis, span in zip("xy", ranges, strict=True):
            across = {"x": "y", "y": "x"}[axis]
            match = {"matches": axis} if place > 1 else {}
            number_ = _number(place)
            layout[f"{axis}axis{number_}"] = {**HIDDEN_AXIS, **span, **match, "anchor": f"{across}{number_}"}
    layout["annotations"] = [*_titles(names), *notes]
    layout["shapes"] = [
        {**shape, "xref": f"x{_number(place)}", "yref": f"y{_number(place)}"}
        for shape in outline_shapes(outlines)
        for place in (1, 2, 3)
    ]
    layout["meta"] = {"wide": _arranged(stacked=False), "stacked": _arranged(stacked=True)}
    return draw(traces, height=_HEIGHT, legend=True, layout=_placed(layout, _arranged(stacked=False)))


def _placed(layout: dict[str, Any], changes: dict[str, object]) -> dict[str, Any]:
    """A layout with values at places such as "xaxis2.domain"."""
    placed = deepcopy(layout)
    for place, value in changes.items():
        *path, last = place.split(".")
        inner = placed
        for name in path:
            inner = inner.setdefault(name, {})
        inner[last] = value
    return placed


def points_text(difference: float) -> str:
    """The size of a difference of shares in percentage points, without its sign."""
    points = 100 * abs(difference)
    return number(points, 0 if points >= 10 else 1)


def _number(place: int) -> str:
    return "" if place == 1 else str(place)


def _arranged(*, stacked: bool) -> dict[str, object]:
    """The places of panels and scale, as changes of a layout."""
    changes: dict[str, object] = {"height": _STACKED_HEIGHT if stacked else _HEIGHT}
    for place in (1, 2, 3):
        across: list[float]
        up: list[float]
        if stacked:
            across, up = [0, 1], [1 - place / 3 + (0.035 if place < 3 else 0), 1 - (place - 1) / 3 - 0.035]
        else:
            across, up = [(place - 1) * 0.34, (place - 1) * 0.34 + 0.32], [0, 0.95]
        changes[f"xaxis{_number(place)}.domain"] = across
        changes[f"yaxis{_number(place)}.domain"] = up
    changes["coloraxis.colorbar.x"] = 0.5 if stacked else 0.84
    changes["coloraxis.colorbar.len"] = 0.8 if stacked else 0.26
    return changes


def _of_panel(trace: dict[str, Any], side: str, place: int, seen: set[str]) -> dict[str, Any]:
    """A trace of a topic map as one of a panel; a name stands in the legend once."""
    result = {**trace, "xaxis": f"x{_number(place)}", "yaxis": f"y{_number(place)}"}
    if "name" in trace:
        name = str(trace["name"])
        result |= {
            "legendgroup": name,
            "showlegend": name not in seen,
            "uid": f"points-{crc32(f'{side} {name}'.encode()):08x}",
        }
    marker = trace.get("marker", {})
    if "colorbar" in marker:
        shown = {key: value for key, value in marker.items() if key not in {"colorbar", "colorscale"}}
        result |= {"marker": {**shown, "coloraxis": "coloraxis2"}, "showlegend": False}
    return result


def _titles(names: Sequence[str]) -> list[dict[str, object]]:
    texts = [f"<b>{side}</b> · {plain(name, 44)}" for side, name in zip("AB", names, strict=True)]
    return [
        {
            "text": text, "x": 0.5, "y": 1, "xref": f"x{_number(place)} domain", "yref": f"y{_number(place)} domain",
            "xanchor": "center", "yanchor": "bottom", "showarrow": False, "font": {"size": 13},
        }
        for place, text in enumerate([*texts, "<b>A − B</b> · " + _("difference")], start=1)
    ]  # fmt: skip


def _names(named: pd.DataFrame, window: Window, place: int) -> list[dict[str, object]]:
    font: dict[str, object] = {"size": 11.5, "weight": 600, "shadow": "auto"}
    refs = (f"x{_number(place)}", f"y{_number(place)}")
    return names_apart(named, window, font=font, plane=_PANEL, letters=_LETTERS, most=_MOST_NAMES, refs=refs)


def _gaps(found: MapSides) -> pd.DataFrame:
    """What is written on the difference: narratives that differ clearly, the side that has more, by how much."""
    frame = found.clear.dropna(subset=["x", "y"])
    left, bottom, right, top = found.maps[0].window or (-np.inf, -np.inf, np.inf, np.inf)
    frame = frame[frame["x"].between(left, right) & frame["y"].between(bottom, top)]
    texts = [
        f"{'A' if row['difference'] > 0 else 'B'} +{points_text(row['difference'])} {row['label']}"
        for row in records(frame)
    ]
    return frame.assign(label=pd.Series(texts, frame.index, dtype="str"))[["label", "x", "y"]]


def _too_few() -> dict[str, object]:
    text = _("Too few texts on one side<br>to tell a difference.")
    return {"text": text, "x": 0.5, "y": 0.5, "xref": "x3 domain", "yref": "y3 domain", "showarrow": False}


def _largest(found: MapSides) -> float:
    """The difference of a cell, in points, from which colours are at their fullest: all but a few differ by less."""
    most = found.cells["difference"].abs().quantile(_FULL)
    return float(most * 100) if most > 0 else 1.0


def _scale(found: MapSides) -> dict[str, object]:
    most = _largest(found)
    end = number(most, 1 if most < 10 else 0)
    return {
        "cmin": -most,
        "cmax": most,
        "colorscale": _DIVERGING,
        "colorbar": {
            "orientation": "h", "yanchor": "top", "y": -0.01, "xanchor": "center", "thickness": 10, "outlinewidth": 0,
            "tickvals": [-0.999 * most, 0, 0.999 * most],  # at the very end, rounding may leave one out
            "ticktext": [_("B ≥ {n}").format(n=end), "0", _("A ≥ {n}").format(n=end)],
            "ticklabelposition": "outside", "ticklabeloverflow": "allow",
            "title": {
                "text": _("Larger share in B or in A, in percentage points"), "side": "bottom", "font": {"size": 12},
            },
        },
    }  # fmt: skip


def _cells(found: MapSides) -> dict[str, Any]:
    """Cells coloured by what they differ in."""
    left, bottom = found.corner
    width, height = found.cell
    z = np.full((found.across, found.across), np.nan, np.float32)
    hovers = np.full((found.across, found.across), "", object)
    rows, columns = found.cells["row"].to_numpy(int), found.cells["column"].to_numpy(int)
    z[rows, columns] = 100 * found.cells["difference"].to_numpy(float)
    hovers[rows, columns] = [
        "A {a} ({a_share})<br>B {b} ({b_share})".format(
            a=number(row["first"]), b=number(row["second"]),
            a_share=share(row["share_first"], 1), b_share=share(row["share_second"], 1),
        )
        for row in records(found.cells)
    ]  # fmt: skip
    return {
        "type": "heatmap",
        "x0": left + width / 2,
        "dx": width,
        "y0": bottom + height / 2,
        "dy": height,
        "z": z,
        "text": hovers,
        "xgap": 1,
        "ygap": 1,
        "coloraxis": "coloraxis",
        "hoverongaps": False,
        "hovertemplate": "%{text}<extra>" + _("passages") + "</extra>",
        "name": _("Difference"),
        "xaxis": "x3",
        "yaxis": "y3",
    }


def _letters(found: MapSides, window: Window, names: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The letter of the side that has more, in the cells where it is much and no name is written over them."""
    frame = found.cells[found.cells["difference"].abs() * 100 >= _LETTERED * _largest(found)]
    frame = frame.loc[frame["difference"].abs().sort_values(ascending=False, kind="stable").index[:_MOST_LETTERED]]
    across, up = (_PANEL[0] / ((window[2] - window[0]) or 1.0), _PANEL[1] / ((window[3] - window[1]) or 1.0))
    free = np.ones(len(frame), bool)
    for name in names if len(frame) else []:
        half = len(name["text"]) * 3.6 + 6
        middle = name["x"] * across + {"left": half, "right": -half, "center": 0.0}[name["xanchor"]]
        free &= (np.abs(frame["x"] * across - middle) > half) | (np.abs((frame["y"] - name["y"]) * up) > 14)
    return [
        {
            "text": "A" if row["difference"] > 0 else "B", "x": row["x"], "y": row["y"], "xref": "x3", "yref": "y3",
            "showarrow": False, "font": {"size": 9},
        }
        for row in records(frame[free])
    ]  # fmt: skip
