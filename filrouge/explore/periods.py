"""Days, weeks, months and quarters: which one fits, and which documents fit into one."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from filrouge.arrays import Ints
from filrouge.bundle import Bundle
from filrouge.explore.selection import Selection, count
from filrouge.tables import NEVER, Columns

# Name, the longest span in days still drawn by it, its length in days. More points than that say less.
_CHOICES: Final = (("day", 62, 1), ("week", 400, 7), ("month", 3653, 30))

_FEWEST_A_PERIOD: Final = 10
"""Fewer documents a period than this, on average, and a longer period is chosen: shares of so few say little."""

_DAYS: Final = {"day": 1, "week": 7, "month": 30, "quarter": 91}

MOST_PERIODS: Final = 1500

Days = npt.NDArray[np.datetime64]

_FREQUENCIES: Final = {"day": "D", "week": "W-MON", "month": "MS", "quarter": "QS"}


@dataclass(frozen=True)
class Span:
    """First and last day that a time chart covers, and how many dated documents lie between."""

    first: date
    last: date
    dated: int


def choose_period(period: str, span: Span | None) -> str:
    """Return `period`, or for "auto" the one that suits the days covered and the documents in them.

    A period so short that there would be more than MOST_PERIODS of them gives way to the next longer one.
    """
    if span is None:
        return "month" if period == "auto" else period
    days = (span.last - span.first).days + 1
    if period != "auto":
        names = list(_DAYS)
        return next((n for n in names[names.index(period) :] if days <= MOST_PERIODS * _DAYS[n]), "quarter")
    for name, longest, length in _CHOICES:
        if days <= longest and span.dated >= _FEWEST_A_PERIOD * days / length:
            return name
    return "month" if days <= _CHOICES[-1][1] else "quarter"


def span_of(bundle: Bundle, selection: Selection) -> Span | None:
    """The span of a chart: the date filter where there is one, else the dates of the selection's documents; None where
    no document has a date.
    """
    counts = count(bundle, selection)
    if counts.first is None or counts.last is None:
        return None
    # Outside the dates of the bundle nothing was collected: an axis drawn there would show silence.
    collected = bundle.manifest["dates"]
    first, last = counts.first, counts.last
    if selection.date_from:
        first = max(selection.date_from, date.fromisoformat(collected["first"]))
    if selection.date_to:
        last = min(selection.date_to, date.fromisoformat(collected["last"]))
    return Span(first, last, counts.documents - counts.undated)


def grid(period: str, span: Span) -> pd.DatetimeIndex:
    """The first day of every period that the span touches, empty periods too."""
    start = pd.Timestamp(span.first)
    if period == "week":
        start -= pd.Timedelta(days=start.weekday())
    elif period in ("month", "quarter"):
        start = start.to_period("M" if period == "month" else "Q").start_time
    return pd.date_range(start, pd.Timestamp(span.last), freq=_FREQUENCIES[period]).as_unit("us")


def placed(period: str, columns: Columns, docs: Ints) -> tuple[Ints, Ints, Days, int]:
    """Put dated documents into the periods that they lie in.

    A document belongs to a period only if its whole publication interval does: "May 2025" is in no week.

    Returns
    -------
    docs : those of `docs` that lie in one.
    at : for each of them, the number of its period in `starts`.
    starts : first days of the periods from the first document to the last, ascending (datetime64[D]).
    coarse : how many of `docs` have a date, and lie in no period.
    """
    day = columns.day[docs]
    if (undated := day == NEVER).any():
        dated = np.flatnonzero(~undated)
        docs, day = docs[dated], day[dated]
    if not len(docs):
        return docs, docs, np.empty(0, "datetime64[D]"), 0
    end = columns.day_end[docs]
    first = day.min()
    days = np.arange(first, end.max() + 1).astype("datetime64[D]")
    starts, number_of_day = np.unique(_starts(period, days), return_inverse=True)
    at = number_of_day[day - first]
    within = at == number_of_day[end - first]
    coarse = len(docs) - int(np.count_nonzero(within))
    return docs[within] if coarse else docs, at[within] if coarse else at, starts, coarse


def _starts(period: str, days: Days) -> Days:
    """First day of the period that each day lies in; weeks begin on Monday."""
    if period == "day":
        return days
    if period == "week":
        return days - (days.view(np.int64) + 3) % 7  # day 0, 1 January 1970, was a Thursday
    months = days.astype("datetime64[M]").astype(np.int64)
    if period == "quarter":
        months = months // 3 * 3
    return months.astype("datetime64[M]").astype("datetime64[D]")


def last_day(period: str, start: date) -> date:
    """The last day of the period that starts on `start`."""
    offset = {
        "day": pd.DateOffset(days=1),
        "week": pd.DateOffset(weeks=1),
        "month": pd.DateOffset(months=1),
        "quarter": pd.DateOffset(months=3),
    }[period]
    return (pd.Timestamp(start) + offset - pd.Timedelta(days=1)).date()
