"""What is said of a date: an interval, how precise it is, and the characters that say it."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Final, Literal

from filrouge.ingest.dates.calendars import JALALI, JALALI_YEARS, buddhist, day_of

YEARS: Final = range(1450, 2101)  # between the first printed sheet and a slip of the keyboard
TICK: Final = timedelta(microseconds=1)

_BOTH_WAYS: Final = frozenset({"en", "fil", "tl"})
_DAY_FIRST: Final = frozenset(
    {"gb", "uk", "ie", "au", "nz", "za", "in", "pk", "ng", "ke", "gh", "ug", "mt", "jm", "sg"}
)

Order = Literal["dmy", "mdy"]
"""Order of day, month and year in figures."""


class Unclear(ValueError):
    """Why characters give no date."""


@dataclass(frozen=True)
class Published:
    """When a text was published: the interval [start, end], both inclusive, in UTC.

    `precision` is one of `schema.PRECISIONS`; `offset` is the UTC offset stated, in minutes, or None. A time without
    an offset is taken for UTC. `evidence` are the very characters. `warning` says why a date was not understood, or
    what of it was not.
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

    @property
    def local_day(self) -> date | None:
        """The day on which it begins in the offset stated."""
        return (self.start + timedelta(minutes=self.offset or 0)).date() if self.start else None

    def whole_day(self) -> "Published":
        """The same date with day precision, for a midnight that is no time of day."""
        assert self.start is not None  # noqa: S101 - only asked of a date at midnight
        return replace(self, end=self.start + timedelta(days=1) - TICK, precision="day")


def a_year(figures: str) -> int:
    """Read a year.

    Raises
    ------
    Unclear
        No text was published in it.
    """
    year = int(figures)
    if year not in YEARS:
        raise Unclear("has an impossible year")
    return year


def usual_order(mark: str, second: str, third: str) -> Order | None:
    """The order in which nearly all who part the numbers of a day by this mark write it: by points, the day first."""
    return "dmy" if mark == "." and int(second) <= 12 and len(third) == 4 else None


def order_in(language: str | None) -> Order | None:
    """The order in which a language, by its code ("fr", "en-GB"), writes a day in figures that ends with the year: the
    day first, but in English and Filipino both ways where nothing tells the country. Many pages from elsewhere call
    their language American.
    """
    name, _, region = (language or "").replace("_", "-").casefold().partition("-")
    return "dmy" if name and (name not in _BOTH_WAYS or region in _DAY_FIRST) else None


def day_in_figures(a: str, b: str, c: str, order: Order | None = None) -> date:
    """Read a day of three numbers, where only one order is possible or the order is known.

    Raises
    ------
    Unclear
        It could be two days, or is none.
    ValueError
        It is no day of the calendar.
    """
    if len(a) == 4 and len(c) <= 2:
        if int(a) in JALALI_YEARS:
            return day_of(int(a), JALALI + int(b), int(c))
        return date(buddhist(int(a)) or a_year(a), int(b), int(c))
    if len(a) <= 2 and len(c) == 2:
        return _day_of_a_short_year(a, b, c, order)
    if len(c) != 4 or len(a) > 2:
        raise Unclear("is not understood")
    if common := buddhist(int(c)):
        return date(common, int(b), int(a))
    year, first, second = a_year(c), int(a), int(b)
    if order:
        return date(year, second, first) if order == "dmy" else date(year, first, second)
    readings = {
        (month, day) for day, month in ((first, second), (second, first)) if 1 <= month <= 12 and 1 <= day <= 31
    }
    if len(readings) > 1:
        raise Unclear("could be two days")
    if not readings:
        raise Unclear("is no day of the calendar")
    return date(year, *readings.pop())


def _day_of_a_short_year(a: str, b: str, c: str, order: Order | None) -> date:
    """Read a day whose year has two figures, which may stand first or last: 69 and before are of this century."""
    orders = {"dmy": (c, b, a), "mdy": (c, a, b), "ymd": (a, b, c)}
    readings = set()
    for year, month, day in [orders[order]] if order else orders.values():
        with suppress(ValueError):
            readings.add(date(int(year) + (2000 if int(year) < 70 else 1900), int(month), int(day)))
    if len(readings) != 1:
        raise Unclear("could be two days" if readings else "is no day of the calendar")
    return readings.pop()


def of_days(first: date, last: date, precision: str = "day") -> Published:
    """Whole days, from the first to the last."""
    start = datetime(first.year, first.month, first.day, tzinfo=UTC)
    end = datetime(last.year, last.month, last.day, tzinfo=UTC) + timedelta(days=1) - TICK
    return Published(start, end, None, precision)


def of_month(year: int, month: int) -> Published:
    """A whole month."""
    first = date(year, month, 1)
    return of_days(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1), "month")


def of_year(year: int) -> Published:
    """A whole year."""
    return of_days(date(year, 1, 1), date(year, 12, 31), "year")


def of_minute(day: date, hour: int, minute: int, offset: int | None) -> Published:
    """A minute, in the offset from UTC stated, or in UTC where none is."""
    local = datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)
    start = local - timedelta(minutes=offset or 0)
    return Published(start, start + timedelta(minutes=1) - TICK, offset, "minute")


def minutes_from_utc(sign: str, hours: str, minutes: str | None) -> int | None:
    """Read an offset such as +04:00; None for -00:00.

    Raises
    ------
    Unclear
        Nowhere are clocks so far from UTC.
    """
    total = int(hours) * 60 + int(minutes or 0)
    if total > 14 * 60 or int(minutes or 0) > 59:
        raise Unclear("has an impossible offset from UTC")
    if sign != "+" and total == 0:
        return None  # RFC 2822: "-0000" says that the local time is not known
    return total if sign == "+" else -total
