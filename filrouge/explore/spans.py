"""Spans of days: how they are written in links, and read."""

from datetime import date
from typing import Final

_SPAN: Final = ".."


def write_span(first: date, last: date) -> str:
    """Write a span of days as 2024-01-01..2024-02-01, both days included."""
    return f"{first.isoformat()}{_SPAN}{last.isoformat()}"


def read_span(value: str) -> tuple[date, date] | None:
    """Read what `write_span` wrote; None for any other text.

    Raises
    ------
    ValueError : it ends before it starts.
    """
    parts = value.split(_SPAN)
    try:
        first, last = (date.fromisoformat(part) for part in parts)
    except ValueError:
        return None
    if first > last:
        raise ValueError(f"{first} is later than {last}")
    return first, last
