"""The events noted beside a bundle: a layer of its charts over time, and words for their captions."""

from typing import Final

import pandas as pd
import plotly.graph_objects as go

from filrouge.annotations.events import events
from filrouge.bundle import Bundle
from filrouge.explore.periods import Span
from filrouge.figures.events import EventLayer
from filrouge.i18n import _, day_text, in_series, ngettext, number, plural
from filrouge.wording.amounts import more_text

_MOST_NAMED: Final = 12


def event_layer(bundle: Bundle, span: Span | None) -> EventLayer | None:
    """The events of the days that a chart covers; None where there are none."""
    if span is None or (frame := events(bundle).frame).empty:
        return None
    start, end = pd.Timestamp(span.first), pd.Timestamp(span.last)
    days = frame.loc[frame["date"].between(start, end), "date"]
    return EventLayer(tuple(days), start, end) if len(days) else None


def events_text(bundle: Bundle, figure: go.Figure, span: Span | None) -> str:
    """What the caption of a chart says of events: those drawn, by their numbers, and how many lie outside its days."""
    frame = events(bundle).frame
    if frame.empty or span is None or not figure.data:
        return ""
    drawn = frame[frame["date"].between(pd.Timestamp(span.first), pd.Timestamp(span.last))].reset_index(drop=True)
    left = len(frame) - len(drawn)
    if drawn.empty:
        text = ngettext("{n} event lies outside these days", "{n} events lie outside these days", left)
        return text.format(n=number(left))
    rows = zip(drawn["date"].head(_MOST_NAMED), drawn["label"], strict=False)
    named = [f"{place} {day_text(day.date())} {label}" for place, (day, label) in enumerate(rows, 1)]
    if more := len(drawn) - len(named):
        named.append(more_text(more))
    text = _("events noted by the analyst: {events}").format(events=in_series(named))
    if left:
        text += " " + plural("({n} lies outside these days)", "({n} lie outside these days)", left)
    return text
