"""The events noted beside a bundle go onto its charts over time, and into their captions."""

from typing import Final

import pandas as pd
import plotly.graph_objects as go

from filrouge.bundle import Bundle
from filrouge.explore.events import events
from filrouge.explore.periods import Span
from filrouge.figures.events import draw_events
from filrouge.i18n import _, day_text, ngettext, number

_MOST_NAMED: Final = 12


def add_events(bundle: Bundle, figure: go.Figure, span: Span | None) -> str:
    """Draw the events of the days that a chart covers, and return what the caption says of them."""
    frame = events(bundle).frame
    if frame.empty or span is None or not figure.data:
        return ""
    start, end = pd.Timestamp(span.first), pd.Timestamp(span.last)
    shown = frame[frame["date"].between(start, end)].reset_index(drop=True)
    left = len(frame) - len(shown)
    if shown.empty:
        text = ngettext("{n} event lies outside these days", "{n} events lie outside these days", left)
        return text.format(n=number(left))
    draw_events(figure, shown["date"], start, end)
    rows = zip(shown["date"].head(_MOST_NAMED), shown["label"], strict=False)
    named = [f"{place} {day_text(day.date())} {label}" for place, (day, label) in enumerate(rows, 1)]
    if more := len(shown) - len(named):
        named.append(ngettext("and {n} more", "and {n} more", more).format(n=number(more)))
    said = _("events noted by the analyst: {events}").format(events="; ".join(named))
    if left:
        text = ngettext("({n} lies outside these days)", "({n} lie outside these days)", left)
        said += " " + text.format(n=number(left))
    return said
