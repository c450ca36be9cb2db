"""Bursts as bars over time: a row for each narrative that has one."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from filrouge.bundle import records
from filrouge.explore.bursts import BURST, NOT_ENOUGH
from filrouge.explore.periods import Span
from filrouge.figures.events import EventLayer
from filrouge.figures.theme import ACCENT, MARGIN, colour, draw, empty, unique_plain
from filrouge.i18n import _, day_text, number, plural

_DAY = pd.Timedelta(days=1)
_FAINTEST, _CLEAREST = 0.75, 1.0
_CLEAR = 0.01  # up to this q-value a burst is called very unlikely to be chance
_ROOM = 0.1  # of the width, for words behind a bar that goes on to the last day
_SHADE = "rgba(196,59,65,0.10)"
_LEAST_ROOM = 48  # pixels, beside that: a tenth of a phone's chart holds no word


def nothing_tested(frame: pd.DataFrame) -> str:
    """Why no narrative of `explore.bursts.Bursts.frame` was tested; empty where one was."""
    if frame.empty:
        return _("There is no narrative to test for bursts.")
    if (frame["status"] == NOT_ENOUGH).all():
        return _("No narrative could be tested for bursts: too few texts dated to the day, or too few days.")
    return ""


def figure(frame: pd.DataFrame, span: Span | None, events: EventLayer | None = None) -> go.Figure:
    """Draw `explore.bursts.Bursts.frame`; `span`: first and last day of the selection, the width of the chart.

    The surer a burst, the stronger its colour. Each bar carries `customdata` = [narrative, first day, last day, …].
    """
    found = frame[frame["status"] == BURST]
    if why := nothing_tested(frame):
        return empty(why)
    if found.empty or span is None:
        return empty(_("No narrative rises more than the output of its sources explains."))
    narratives = found.drop_duplicates("narrative")
    rows = dict(zip(narratives["narrative"], unique_plain(narratives["label"].tolist(), 36), strict=True))
    alone = ~found["narrative"].duplicated(keep=False)  # beside another bar, words would lie on it
    numbered = [
        [
            plural(
                "{n} text, {expected} expected",
                "{n} texts, {expected} expected",
                row["texts"],
                expected=number(row["expected"], 1),
            ),
            number(row["ratio"], 1),
            _("very unlikely to be chance") if row["q"] <= _CLEAR else _("unlikely to be chance"),
        ]
        for row in records(found)
    ]
    trace = {
        "type": "bar",
        "orientation": "h",
        "base": found["start"].dt.strftime("%Y-%m-%d").to_numpy(object),
        "x": ((found["end"] + _DAY - found["start"]).dt.total_seconds() * 1000).to_numpy(),
        "y": found["narrative"].map(rows).to_numpy(object),
        "marker": {
            "color": [colour("narrative", int(n)) for n in found["narrative"]],
            "opacity": [_CLEAREST if q <= _CLEAR else _FAINTEST for q in found["q"]],
        },
        "text": [f"×{ratio}" if single else "" for (_, ratio, _), single in zip(numbered, alone, strict=True)],
        "textposition": "outside",
        "cliponaxis": False,
        "customdata": [
            [row["narrative"], f"{row['start']:%Y-%m-%d}", f"{row['end']:%Y-%m-%d}", _dates(row), *numbers]
            for row, numbers in zip(records(found), numbered, strict=True)
        ],
        "hovertemplate": "<b>%{y}</b><br>%{customdata[3]}<br>"
        + _("%{customdata[4]}, %{customdata[5]} times as many")
        + "<br>%{customdata[6]}<extra></extra>",
    }
    worded = bool(alone.any())
    layout = {
        "margin": {**MARGIN, "r": _LEAST_ROOM} if worded else MARGIN,
        "xaxis": {
            "type": "date",
            "range": [f"{span.first:%Y-%m-%d}", f"{pd.Timestamp(span.last) + _DAY:%Y-%m-%d}"],
            "domain": [0, 1 - _ROOM] if worded else [0, 1],
        },
        "yaxis": {"type": "category", "autorange": "reversed", "showgrid": False, "ticksuffix": " "},
    }
    return draw([trace], height=110 + 38 * len(rows), layout=layout, events=events)


def _dates(row: dict[str, Any]) -> str:
    return _("{first} to {last}").format(first=day_text(row["start"].date()), last=day_text(row["end"].date()))


def shade(drawn: go.Figure, spans: Sequence[tuple[pd.Timestamp, pd.Timestamp]]) -> None:
    """Shade spans of days, both ends counted, behind the lines of a figure of one panel."""
    drawn.layout.shapes = [
        *drawn.layout.shapes,
        *(
            {
                "type": "rect", "xref": "x", "yref": "paper", "x0": f"{first:%Y-%m-%d}",
                "x1": f"{last + _DAY:%Y-%m-%d}", "y0": 0, "y1": 1, "fillcolor": _SHADE,
                "line": {"color": ACCENT, "width": 1, "dash": "dot"}, "layer": "below",
            }
            for first, last in spans
        ),
    ]  # fmt: skip
