"""Figures for print: white, larger type, title and caption inside the picture, in the size of the place it goes to."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, Final

import plotly.graph_objects as go
import plotly.io as pio

from filrouge.characters import one_line
from filrouge.figures.theme import wrap
from filrouge.i18n import N_

# The page's own font is not there where a picture is opened, and its letters would not fit their places.
PRINT_FONT: Final = 'Arial, "Liberation Sans", Helvetica, sans-serif'


_SCREEN_FONT: Final = 13  # of `theme.draw`
_LETTER: Final = 0.52  # width of a letter, as a part of the size of type
_WHITE: Final = pio.templates["plotly_white"].to_plotly_json()


@dataclass(frozen=True)
class Size:
    """A size for print: `width` in CSS pixels, `font` the size of type, also in pixels; `ratio` of width to height
    where the place has one.
    """

    name: str
    width: int
    font: int
    ratio: float | None = None


SIZES: Final = {
    "page": Size(N_("Page"), 1100, 15),
    "column": Size(N_("Column"), 620, 15),
    "slide": Size(N_("Slide"), 1280, 20, 16 / 9),
}


@dataclass(frozen=True)
class Print:
    """How a chart is printed: `title` and `subtitle` in place of its own where they are not empty, `notes` besides
    the caption, which always stands; key of SIZES.
    """

    title: str = ""
    subtitle: str = ""
    notes: str = ""
    size: str = "page"


AS_IT_IS: Final = Print()
"""With its own words, for a page."""


def for_print(figure: go.Figure, title: str, subtitle: str, notes: str, caption: str, size: str = "page") -> go.Figure:
    """A copy of a figure for a page of its own: white, larger type, titled, its caption inside the picture."""
    return go.Figure(figure.data, print_layout(figure, title, subtitle, notes, caption, size))


def print_layout(
    figure: go.Figure, title: str, subtitle: str, notes: str, caption: str, size: str = "page"
) -> dict[str, Any]:
    """The layout of `for_print`, for drawing the same data elsewhere; `size` is a key of SIZES.

    It is a plain dict, since every chart on a page has one at every run: to check each of its values takes longer than
    to draw the chart.
    """
    chosen = SIZES[size]
    width, font = chosen.width, chosen.font
    factor = font / _SCREEN_FONT
    # One line after the other: size, colour, text.
    lines = [
        (step, tint, escape(line, quote=False))
        for text, step, tint in (
            (title, 1.4, "#1B1F27"), (subtitle, 1.0, "#1B1F27"), (notes, 0.87, "#1B1F27"), (caption, 0.8, "#4A5160"),
        )
        if text
        for line in wrap(one_line(text), int((width - 40) / (font * step * _LETTER)))
    ]  # fmt: skip
    head = sum(font * step * 1.35 for step, _tint, _line in lines)
    top = 24 + head + 20 * factor + _labels_above(figure, font)
    rows = _legend_rows(figure, width, font)
    bottom = 44 * factor + 1.9 * font * rows
    height = (figure.layout.height or 450) * (1 + factor) / 2 + top + bottom - 40
    if chosen.ratio is not None:
        height = max(height, width / chosen.ratio)
        width = round(height * chosen.ratio)
    height = round(height)
    own: dict[str, Any] = figure.layout.to_plotly_json()
    # Title and caption stand together, against the edge of the picture: the plot's own edge moves with its labels.
    return own | {
        "template": _WHITE,
        "width": width,
        "height": height,
        "title": {
            "text": "<br>".join(
                f'<span style="font-size:{font * step:.0f}px;color:{tint}">{line}</span>' for step, tint, line in lines
            ),
            "font": {"size": font},
            "x": 20 / width,
            "xref": "container",
            "xanchor": "left",
            "y": 1 - 24 / height,
            "yref": "container",
            "yanchor": "top",
        },
        "margin": {"l": 60, "r": 30, "t": round(top), "b": round(bottom)},
        "legend": own.get("legend", {}) | {"yref": "container", "y": 12 / height, "yanchor": "bottom"},
        "paper_bgcolor": "white",
        "plot_bgcolor": "white",
        "font": {"family": PRINT_FONT, "color": "#1B1F27", "size": font},
        "hovermode": False,
        "dragmode": "zoom",
        "annotations": [
            note | {"font": note.get("font", {}) | {"size": round(_type_of(note) * factor)}}
            for note in own.get("annotations", [])
        ],
    }


def _type_of(note: Mapping[str, Any]) -> float:
    return note.get("font", {}).get("size") or _SCREEN_FONT


def _labels_above(figure: go.Figure, font: int) -> float:
    """How high the labels of an axis on top stand. Plotly gives them a margin of their own, or the title, not both."""
    axis = figure.layout.xaxis
    if axis.side != "top":
        return 0.0
    longest = max((len(str(label)) for trace in figure.data for label in trace.x), default=0)
    return font + _LETTER * font * longest * math.sin(math.radians(abs(axis.tickangle or 0)))


def _legend_rows(figure: go.Figure, width: int, font: int) -> int:
    if not figure.layout.showlegend:
        return 0
    names = [t.name or "" for t in figure.data if t.showlegend is not False]
    return math.ceil(sum(50 + _LETTER * font * len(name) for name in names) / width)
