"""Read a publication date as an interval, never more precise than what is written: a wrong date is worse than none."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL_MONTHS: Final = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ZONES: Final = {  # RFC 2822, 4.3; "-0000" and military letters say nothing about the place
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "est": -300, "edt": -240, "cst": -360, "cdt": -300,
    "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
}  # fmt: skip
_YEARS: Final = range(1450, 2101)  # between the first printed sheet and a slip of the keyboard

_TIME: Final = (
    r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,][0-9]{1,9})?)?"
    r"\s*(?P<zone>[A-Za-z]{1,3}|(?:UTC|GMT)?\s*[+\-−][0-9]{2}:?(?:[0-9]{2})?)?"
)
_NUMERIC: Final = re.compile(
    rf"(?P<a>[0-9]{{1,4}})(?P<s>[-/.])(?P<b>[0-9]{{1,2}})(?P=s)(?P<c>[0-9]{{1,4}})(?:(?:\s*T|,?\s+){_TIME})?"
)
_COMPACT: Final = re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_MONTH: Final = re.compile(r"(?P<year>[0-9]{4})[-/](?P<month>[0-9]{1,2})")
_YEAR: Final = re.compile(r"(?P<year>[0-9]{4})")
_NAMED: Final = re.compile(
    r"(?:(?P<weekday>[A-Za-z]{3,9})\.?,?\s+)?"
    r"(?:(?P<day>[0-9]{1,2})\s+(?P<month>[A-Za-z]{3,9})\.?|(?P<month2>[A-Za-z]{3,9})\.?\s+(?P<day2>[0-9]{1,2})),?\s+"
    rf"(?P<year>[0-9]{{4}})(?:,?\s+{_TIME})?"
)


@dataclass(frozen=True)
class Published:
    """When a text was published: the interval [start, end], both inclusive, in UTC.

    `precision` is one of `schema.PRECISIONS`; `offset` is the UTC offset stated, in minutes, or None. A time without
    an offset is taken for UTC. `evidence` are the very characters. `warning` says why a date was not understood.
    """

    start: datetime | None = None
    end: datetime | None = None
    offset: int | None = None
    precision: str = "unknown"
    evidence: str | None = None
    warning: str | None = None

    @property
    def midnight(self) -> bool:
        """Whether this is a minute that could stand for a whole day: 00:00 in the offset stated."""
        if self.precision != "minute" or self.start is None:
            return False
        local = self.start + timedelta(minutes=self.offset or 0)
        return (local.hour, local.minute) == (0, 0)

    def whole_day(self) -> "Published":
        """The same date with day precision, for a midnight that is no time of day."""
        assert self.start is not None  # noqa: S101 - only asked of a date at midnight
        return replace(self, end=self.start + timedelta(days=1) - _TICK, precision="day")


class _Unclear(ValueError):
    """Why characters give no date."""


_TICK: Final = timedelta(microseconds=1)


def parse_date(value: str) -> Published:
    """Read one date; what is impossible, ambiguous or not understood is unknown, with a warning.

    Understood: ISO 8601 dates and times (`2019`, `2019-01`, `2019-01-08`, `20190108`, `2019-01-08T10:10:00+01:00`),
    RFC 2822 and English month names (`Wed, 6 Feb 2019 14:34 +0100`, `Feb 6, 2019`), and day and month in figures
    (`27/05/2024`, `8-1-2019`) where only one order is possible.
    """
    written = value.strip()
    try:
        return replace(_read(written), evidence=written)
    except _Unclear as why:
        return Published(evidence=written, warning=f"date '{written[:60]}' {why}")
    except (ValueError, OverflowError):
        return Published(evidence=written, warning=f"date '{written[:60]}' is no day of the calendar")


def _read(written: str) -> Published:
    if match := _YEAR.fullmatch(written):
        year = _year(match["year"])
        return _span(date(year, 1, 1), date(year, 12, 31), "year")
    if match := _MONTH.fullmatch(written):
        year, month = _year(match["year"]), int(match["month"])
        first = date(year, month, 1)
        return _span(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1), "month")
    if match := _COMPACT.fullmatch(written):
        day = date(_year(match["year"]), int(match["month"]), int(match["day"]))
        return _span(day, day, "day")
    if match := _NUMERIC.fullmatch(written):
        return _timed(_numeric_day(match["a"], match["b"], match["c"]), match)
    if match := _NAMED.fullmatch(written):
        return _timed(_named_day(match), match)
    raise _Unclear("is not understood")


def _year(figures: str) -> int:
    year = int(figures)
    if year not in _YEARS:
        raise _Unclear("has an impossible year")
    return year


def _numeric_day(a: str, b: str, c: str) -> date:
    if len(a) == 4 and len(c) <= 2:
        return date(_year(a), int(b), int(c))
    if len(c) != 4 or len(a) > 2:
        raise _Unclear("is not understood")
    year, first, second = _year(c), int(a), int(b)
    readings = {
        (month, day) for day, month in ((first, second), (second, first)) if 1 <= month <= 12 and 1 <= day <= 31
    }
    if len(readings) > 1:
        raise _Unclear("could be two days")
    if not readings:
        raise _Unclear("is no day of the calendar")
    return date(year, *readings.pop())


def _named_day(match: re.Match[str]) -> date:
    name = (match["month"] or match["month2"]).lower()
    known = _MONTHS if len(name) == 3 else _FULL_MONTHS
    if name == "sept":
        name, known = "sep", _MONTHS
    if name not in known:
        raise _Unclear("is not understood")
    day = date(_year(match["year"]), known.index(name) + 1, int(match["day"] or match["day2"]))
    weekday = (match["weekday"] or "").lower()[:3]
    if weekday and weekday not in _DAYS:
        raise _Unclear("is not understood")
    if weekday and _DAYS.index(weekday) != day.weekday():
        raise _Unclear("names a weekday that day was not")
    return day


def _timed(day: date, match: re.Match[str]) -> Published:
    if match["hour"] is None:
        return _span(day, day, "day")
    local = datetime(day.year, day.month, day.day, int(match["hour"]), int(match["minute"]), tzinfo=UTC)
    if int(match["second"] or 0) > 60:
        raise ValueError
    offset = _offset(match["zone"])
    start = local - timedelta(minutes=offset or 0)
    return Published(start, start + timedelta(minutes=1) - _TICK, offset, "minute")


def _offset(zone: str | None) -> int | None:
    if not zone:
        return None
    if zone.lower() in _ZONES:
        return _ZONES[zone.lower()]
    figures = re.fullmatch(r"(?:UTC|GMT)?\s*([+\-−])([0-9]{2}):?([0-9]{2})?", zone)
    if figures is None:
        raise _Unclear(f"has the unknown time zone '{zone}'")
    minutes = int(figures[2]) * 60 + int(figures[3] or 0)
    if minutes > 14 * 60 or int(figures[3] or 0) > 59:
        raise _Unclear("has an impossible offset from UTC")
    if figures[1] != "+" and minutes == 0:
        return None  # RFC 2822: "-0000" says that the local time is not known
    return minutes if figures[1] == "+" else -minutes


def _span(first: date, last: date, precision: str) -> Published:
    start = datetime(first.year, first.month, first.day, tzinfo=UTC)
    end = datetime(last.year, last.month, last.day, tzinfo=UTC) + timedelta(days=1) - _TICK
    return Published(start, end, None, precision)
