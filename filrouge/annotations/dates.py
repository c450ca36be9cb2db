"""A date as a person writes it, as precise as it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pandas as pd

from filrouge.errors import InputError
from filrouge.i18n import _

YEARS: Final = (1700, 2199)
"""The first and the last year that a text may be of."""

_FORMS: Final = (("%Y", "year"), ("%Y-%m", "month"), ("%Y-%m-%d", "day"))


@dataclass(frozen=True)
class DatedSpan:
    """When a document was published: an interval in UTC, the offset stated in minutes, and how precise that is."""

    published: pd.Timestamp
    published_end: pd.Timestamp
    published_offset: int | None
    published_precision: str


def span_of(text: str) -> DatedSpan:
    """The interval that a date stands for, as precise as it is: 2025, 2025-05, 2025-05-31, 2025-05-31T18:30+02:00.

    Raises
    ------
    InputError : it is no such date.
    """
    text = text.strip()
    for form, precision in _FORMS:
        try:
            start = datetime.strptime(text, form).replace(tzinfo=UTC)
        except ValueError:
            continue
        _within_years(start)
        days = pd.offsets.YearBegin() if precision == "year" else pd.offsets.MonthBegin()
        first = pd.Timestamp(start)
        end = first + (timedelta(days=1) if precision == "day" else days)
        return DatedSpan(first, end - timedelta(microseconds=1), None, precision)
    try:
        exact = datetime.strptime(text, "%Y-%m-%dT%H:%M" + "%z" * (len(text) > len("2025-05-31T18:30")))
    except ValueError as error:
        raise InputError(
            _("“{day}” is no date").format(day=text),
            hint=_("Write 2025, 2025-05, 2025-05-31 or 2025-05-31T18:30+02:00."),
        ) from error
    _within_years(exact)
    offset = exact.utcoffset()
    start_ = pd.Timestamp(exact if offset is not None else exact.replace(tzinfo=UTC)).tz_convert(UTC).floor("min")
    minutes = None if offset is None else int(offset.total_seconds() // 60)
    return DatedSpan(start_, start_ + timedelta(minutes=1, microseconds=-1), minutes, "minute")


def _within_years(day: datetime) -> None:
    if not YEARS[0] <= day.year <= YEARS[1]:
        raise InputError(
            _("“{day}” is no date").format(day=f"{day:%Y-%m-%d}"),
            hint=_("Give a year from {first} to {last}.").format(first=YEARS[0], last=YEARS[1]),
        )


def date_text(fields: Mapping[str, Any]) -> str:
    """A document's date as `span_of` reads it; empty where it is not known. `fields` as in `Bundle.document_row`."""
    if pd.isna(fields["published"]):
        return ""
    offset = 0 if pd.isna(fields["published_offset"]) else int(fields["published_offset"])
    at, precision = fields["published"] + timedelta(minutes=offset), fields["published_precision"]
    for form, name in _FORMS:
        if name == precision:
            return str(at.strftime(form))
    return f"{at:%Y-%m-%dT%H:%M}{'-' if offset < 0 else '+'}{abs(offset) // 60:02}:{abs(offset) % 60:02}"
