"""One look for all figures: colours that hold on white and on dark, a shape beside every colour, text kept as text."""

import textwrap
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from filrouge.bundle import TENTATIVE
from filrouge.characters import one_line
from filrouge.figures.events import EventLayer, event_marks
from filrouge.i18n import DEFAULT, ngettext, number, separators, spoken

# Narratives, sources, languages and sides stand on one page: each kind has colours that no other has. All have a
# contrast of 3:1 or more on white and on the dark theme's background. Distances in OKLab, times a hundred: within a
# palette 13 and more, for the colour-blind 6 and more; between palettes 8 and more (measured in the tests).
PALETTES: Final[Mapping[str, tuple[str, ...]]] = {
    "narrative": ("#2D78EC", "#E76B10", "#9A82C4", "#CB397E", "#776A14", "#0A7D8F", "#9342BA", "#06A753"),
    "source": ("#217552", "#859502", "#329CBE", "#E5697C", "#A05894", "#AE73F4", "#A15203", "#6454D3"),
    "language": ("#2E9680", "#8D595F", "#B37D2B", "#3267B2", "#D969B8", "#7788FA"),
    "side": ("#6B73C6", "#C4654E"),
}
"""Pinned to the largest of each kind in the bundle, the same on every page and in every export; sides are two groups of
sources, or two periods.
"""

ACCENT: Final = "#C43B41"
"""What is none of these: what is found, what is outlined, how many there are in all."""

GREY: Final = "#7F8794"
FAINT: Final = "rgba(127,135,148,0.45)"
SYMBOLS: Final = ("circle", "square", "diamond", "triangle-up", "x", "cross", "star", "hexagon")
DASHES: Final = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot", "solid", "dash")
SEQUENTIAL: Final = ((0.0, "rgba(196,59,65,0.03)"), (0.02, "rgba(196,59,65,0.14)"), (1.0, ACCENT))

FONT: Final = '"Source Sans", "Source Sans Pro", "Open Sans", Helvetica, Arial, sans-serif'


def colour(kind: str, rank: int) -> str:
    """The colour of the narrative, source, language or side (a key of PALETTES) that is number `rank` by size in the
    bundle; grey after the last of the palette.
    """
    palette = PALETTES[kind]
    return palette[rank] if 0 <= rank < len(palette) else GREY


def symbol(rank: int) -> str:
    """The marker of number `rank`."""
    return SYMBOLS[rank % len(SYMBOLS)] if rank >= 0 else "circle-open"


def dash(rank: int) -> str:
    """The line style of number `rank`."""
    return DASHES[rank % len(DASHES)] if rank >= 0 else "dot"


def plain(text: object, most: int = 60) -> str:
    """A text for a figure: markup shown and not run, at most `most` characters, cut between words where there are any;
    the mark of a tentative narrative stays at the end of a name that is cut.
    """
    words = one_line(str(text))
    if len(words) > most:
        mark = TENTATIVE if words.endswith(TENTATIVE) else ""
        room = most - 1 - len(mark)
        end = words.rfind(" ", most // 2, room + 1)
        words = words[: end if end > 0 else room].rstrip(" ,;:-–") + "…" + mark
    return escape(words, quote=False)


def wrapped(text: str, width: int = 60) -> str:
    """A text of any length in lines, for what is shown when a point, bar or name is pointed at."""
    return "<br>".join(escape(line, quote=False) for line in textwrap.wrap(one_line(text), width))


def unique_plain(texts: Sequence[object], most: int = 60) -> list[str]:
    """Like `plain` for the categories of an axis, where two that are cut to the same text must stay two."""
    taken: set[str] = set()
    result = []
    for text in texts:
        name = short = plain(text, most)
        place = 2
        while name in taken:
            name, place = f"{short} ({place})", place + 1
        taken.add(name)
        result.append(name)
    return result


def texts_of_texts(frame: pd.DataFrame) -> list[str]:
    """What stands under "mentions of documents": the same in independent texts, where copies are among them."""
    rows = list(zip(*(frame[name] for name in ("mentions", "documents", "mentions_texts", "texts")), strict=True))
    # Few of a long chart's numbers differ: each is said once.
    texts = {row: "" if row[:2] == row[2:] else "<br>" + _independent(*row[2:]) for row in set(rows)}
    return [texts[row] for row in rows]


def _independent(among: int, texts: int) -> str:
    counted = ngettext("({n} of {all} independent texts)", "({n} of {all} independent texts)", texts)
    return counted.format(n=number(among), all=number(texts))


MARGIN: Final = {"l": 8, "r": 8, "t": 28, "b": 8}
"""Pixels around a chart on the screen; axes add what their labels need."""


DAYS_CHOSEN: Final = {"dragmode": "select", "selectdirection": "h"}
"""Layout of a chart over time on the screen: a drag along it chooses days."""


def draw(
    traces: Sequence[Mapping[str, Any]],
    *,
    height: int,
    legend: bool = False,
    layout: Mapping[str, Any] | None = None,
    events: EventLayer | None = None,
) -> go.Figure:
    """Make a figure in the common manner: room for labels, legend below, one hover style; `events` are drawn over it.

    Traces and layout are given whole, as plain dicts: to change a figure afterwards costs more than to make it.
    """
    layout = layout or {}
    common = {
        "height": height,
        "margin": MARGIN,
        "font": {"family": FONT, "size": 13},
        "hoverlabel": {"font": {"family": FONT, "size": 13}, "namelength": -1, "align": "left"},
        "showlegend": legend,
        "separators": separators(),
        # Placed from the picture's edge, it keeps clear of tick labels however many lines they take.
        "legend": {
            "orientation": "h",
            "yref": "container",
            "yanchor": "bottom",
            "y": 0,
            "x": 0,
            "itemsizing": "constant",
        },
    }
    axes = {"xaxis": {}, "yaxis": {}, **{k: v for k, v in layout.items() if k[1:5] == "axis"}}
    axes = {name: {"automargin": True, **_days(axis), **axis} for name, axis in axes.items()}
    over: dict[str, Any] = {}
    if events is not None:
        for name, marks in zip(("shapes", "annotations"), event_marks(events, axes), strict=True):
            over[name] = [*layout.get(name, []), *marks]
    return go.Figure({"data": list(traces), "layout": {**common, **layout, **axes, **over}})


def _days(axis: Mapping[str, Any]) -> dict[str, Any]:
    """Plotly knows the months in English only: elsewhere they are numbers."""
    if axis.get("type") != "date" or spoken() == DEFAULT:
        return {}
    month, year = 28 * 86_400_000, 365 * 86_400_000
    return {
        "tickformatstops": [
            {"dtickrange": [None, month - 1], "value": "%d/%m/%Y"},
            {"dtickrange": ["M1", "M11"], "value": "%m/%Y"},
            {"dtickrange": ["M12", None], "value": "%Y"},
            {"dtickrange": [month, year], "value": "%m/%Y"},
        ]
    }


def matrix(**trace: Any) -> go.Figure:
    """A heat map with a text in each cell: the names of its columns stand above it, those of its rows to the left."""
    common = {
        "type": "heatmap",
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "texttemplate": "%{text}",
        "textfont": {"size": 14},
        "hoverongaps": False,
    }
    axes = {
        "xaxis": {"type": "category", "side": "top", "showgrid": False, "tickangle": -35},
        "yaxis": {"type": "category", "autorange": "reversed", "showgrid": False, "ticksuffix": " "},
    }
    return draw([common | trace], height=190 + 30 * len(trace["y"]), layout=axes)


def stepped(colours: Sequence[str]) -> list[list[Any]]:
    """A colour scale without shades between: each colour for an equal part of the range."""
    n = len(colours)
    return [[round(edge / n, 6), shade] for place, shade in enumerate(colours) for edge in (place, place + 1)]


def count_axis(title: str, most: float) -> dict[str, Any]:
    """An axis of whole numbers from 0, up to about `most`: no number stands on it twice."""
    return {"title": {"text": title}, "rangemode": "tozero", "tickformat": ",d", **({"dtick": 1} if most < 6 else {})}


def side_title(text: str, x: float, y: float) -> dict[str, Any]:
    """The title of one of several panels: `x` its middle, `y` its upper edge, as parts of the plot."""
    return {
        "text": text, "x": x, "y": y, "xref": "paper", "yref": "paper", "xanchor": "center", "yanchor": "bottom",
        "showarrow": False, "font": {"size": 13},
    }  # fmt: skip


_NARROW: Final = 38  # letters that stand beside one another on a phone


def empty(message: str) -> go.Figure:
    """A figure that says why it shows nothing."""
    lines = [plain(line, 200) for line in wrap(message, _NARROW)]
    note = {"text": "<br>".join(lines), "showarrow": False, "x": 0.5, "y": 0.5, "xref": "paper", "yref": "paper"}
    hidden = {"visible": False}
    return draw(
        [], height=240, layout={"annotations": [note | {"font": {"size": 15}}], "xaxis": hidden, "yaxis": hidden}
    )


def wrap(text: str, most: int) -> list[str]:
    """Break a text into lines of at most `most` characters, at spaces."""
    return textwrap.wrap(text, most) or [""]
