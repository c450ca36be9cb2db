"""Read a publication date as an interval, never more precise than what is written: a wrong date is worse than none."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from filrouge.ingest.dates.date_words import ZONES
from filrouge.ingest.dates.months import fold, months_named, months_of_parts, weekdays_named
from filrouge.ingest.dates.program_forms import as_people_write
from filrouge.ingest.dates.published import (
    Order,
    Published,
    Unclear,
    a_year,
    day_in_figures,
    minutes_from_utc,
    of_days,
    of_minute,
    of_month,
    of_year,
    usual_order,
)
from filrouge.ingest.dates.serials import of_number
from filrouge.ingest.dates.tokens import plain_digits
from filrouge.ingest.dates.written_dates import read_line

__all__ = ["Order", "Published", "date_in_url", "infer_order", "parse_date"]

_LONGEST: Final = 200  # characters in which a date is looked for
_DIRECTIONS: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_YEARS_OF_THE_WEB: Final = range(1993, 2101)

_FAR_AHEAD: Final = timedelta(days=366)
_FIRST_DAY: Final = date(1970, 1, 1)
_NO_DAYS: Final = frozenset(
    {date(1601, 1, 1), date(1753, 1, 1), date(1899, 12, 30), date(1899, 12, 31), date(1900, 1, 1)}
)
_PLACE: Final = re.compile(r"\s*\[?\b([A-Z][A-Za-z]+(?:/[A-Z][A-Za-z_]+){1,2})\]?$")
_IDEOGRAPHS: Final = "〇一二三四五六七八九"
_IDEOGRAPHIC: Final = re.compile("[〇零一二三四五六七八九十百]+(?=[年月日号號])")
_FEWEST_SHORT: Final = 3  # days of short years that tell their order
_TENS: Final = {"十": 10, "百": 100}
_CENTURY_ENDS: Final = 70
_QUOTES: Final = "'’‘"
_SHORT_YEAR: Final = re.compile(
    r"(?:[^\W\d]+\.?,?\s+)?"
    r"(?:\d{1,2}(?:st|nd|rd|th|er|º|\.)?[\s./-]*(?:de\s+|of\s+)?(?P<m1>[^\W\d][^\d:]{1,24}?)"
    r"|(?P<m2>[^\W\d][^\d:]{1,24}?)[\s./-]*\d{1,2}(?:st|nd|rd|th)?,)"
    r"(?:\s+de|\s+of)?[\s./,-]*['’‘]?(?P<y>\d{2})(?:[\s,T].*)?"
)

_TIME: Final = (
    r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,][0-9]{1,9})?)?"
    r"\s*(?P<zone>[A-Za-z]{1,5}|(?:UTC|GMT)?\s*[+\-−][0-9]{2}:?(?:[0-9]{2})?)?"
)
_CLOCK_OF_12: Final = re.compile(
    r"\b(?P<hour>[0-9]{1,2})(?P<rest>:[0-9]{2}(?::[0-9]{2})?)\s*(?P<half>[AaPp])\.?[Mm]\b\.?"
)
_NUMERIC: Final = re.compile(
    rf"(?P<a>[0-9]{{1,4}})(?P<s>[-/.])(?P<b>[0-9]{{1,2}})(?P=s)(?P<c>[0-9]{{1,4}})(?:(?:\s*T|,?\s+){_TIME})?"
)
_COMPACT: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T?([0-9]{2})([0-9]{2})([0-9]{2})?(Z)?)?")
_MONTH: Final = re.compile(r"(?P<y>[0-9]{4})[-/](?P<m>[0-9]{1,2})|(?P<m2>[0-9]{1,2})[-/.](?P<y2>(?:19|20)[0-9]{2})")
_OF_WEEK: Final = re.compile(r"([0-9]{4})-?W([0-9]{2})-?([1-7])")
_OF_YEAR: Final = re.compile(r"([0-9]{4})-([0-9]{3})")
_YEAR: Final = re.compile(r"[0-9]{4}")
_RFC_2822: Final = re.compile(
    rf"(?:(?P<weekday>[A-Za-z]{{3}}),\s+)?(?P<day>[0-9]{{1,2}})\s+(?P<month>[A-Za-z]{{3}})\s+(?P<year>[0-9]{{4}})\s+{_TIME}"
)
_OFFSET: Final = re.compile(r"(?:UTC|GMT)?\s*([+\-−])([0-9]{2}):?([0-9]{2})?")
_DAY_PATH: Final = re.compile(r"/([0-9]{4})/([0-9]{1,2}|[a-z]{3,9})/([0-9]{1,2})(?=/|-|$)")
_MONTH_PATH: Final = re.compile(r"/([0-9]{4})[/-]([0-9]{2})(?=/)")
_DAY_IN_NAME: Final = re.compile(
    r"(?:^|(?<=[-_]))(?P<y>(?:19|20)[0-9]{2})(?P<s>[-_]?)(?P<m>[0-9]{2})(?P=s)(?P<d>[0-9]{2})(?=\.[a-z]+$|$)"
    r"|^(?P<y2>(?:19|20)[0-9]{2})(?P<s2>[-_]?)(?P<m2>[0-9]{2})(?P=s2)(?P<d2>[0-9]{2})(?=[-_])"
)


def parse_date(value: str, order: Order | None = None) -> Published:
    """Read one date; what is impossible, ambiguous or not understood is unknown, with a warning.

    Understood: ISO 8601 dates and times (`2019`, `2019-01`, `2019-01-08`, `20190108`, `2019-01-08T10:10:00+01:00`),
    RFC 2822, numbers of programs (`serials`), names of months in many languages with what is written around them
    (`Feb 6, 2019`, `mardi 3 mars 2024 à 10h20`, `2024年5月27日`, `Publié le …, mis à jour le …`), other calendars
    (`calendars`), years of two figures beside the name of a month (`12-Mar-24`), and day and month
    in figures (`27/05/2024`, `8-1-2019`) where only one order is possible or the order is given.

    Parameters
    ----------
    order : "dmy" or "mdy", of days in figures, where it is known; see `infer_order`.
    """
    written = value.strip()
    if not written.isascii():
        written = _DIRECTIONS.sub("", written).strip()
    if len(written) > _LONGEST:
        return Published(evidence=written, warning=f"date '{written[:60]}…' is too long for a date")
    return _parse(written, order)


def infer_order(values: Iterable[str]) -> Order | None:
    """Say in which order a column writes day and month, where at least one date has only one reading.

    None where no date tells, or where the column contradicts itself.
    """
    found: Order | None = None
    short: list[tuple[int, int, int]] = []
    for value in values:
        match = _NUMERIC.match(_DIRECTIONS.sub("", value.strip()[:_LONGEST]))
        if match is None or len(match["a"]) > 2 or len(match["c"]) not in {2, 4}:
            continue
        first, second = int(match["a"]), int(match["b"])
        if len(match["c"]) == 2:
            short.append((first, second, int(match["c"])))
            continue
        if 12 < first <= 31 and 1 <= second <= 12:
            order: Order = "dmy"
        elif 12 < second <= 31 and 1 <= first <= 12:
            order = "mdy"
        else:
            continue
        if found not in {None, order}:
            return None
        found = order
    return found or _order_of_short_years(short)


def _order_of_short_years(days: Sequence[tuple[int, int, int]]) -> Order | None:
    """The order of a column whose years have two figures: what changes least from row to row is the year."""
    firsts, seconds, thirds = (set(numbers) for numbers in zip(*days, strict=True)) if days else (set(), set(), set())
    if len(days) < _FEWEST_SHORT or 2 * len(thirds) > max(len(firsts), len(seconds)):
        return None
    months_second, months_first = max(seconds) <= 12, max(firsts) <= 12
    if months_second == months_first:
        return None
    return "dmy" if months_second and max(firsts) <= 31 else "mdy" if months_first and max(seconds) <= 31 else None


def date_in_url(url: str) -> Published:
    """Read the date in the path of a link: a day (`/2024/05/27/`, `-20240527.html`) or a month (`/2024/05/`).

    Unknown where there is none, where two days stand in it, or where figures are no day of the calendar.
    """
    try:
        path = urlsplit(url.strip()).path
        days = dict(_days_in_path(path))
        month = _MONTH_PATH.search(path)
        if not days and month:
            found = of_month(_web_year(month[1]), int(month[2]))
            return replace(found, evidence=month[0].strip("/"))
    except ValueError:
        return Published(warning="the figures in its link are no day of the calendar")
    if len(days) != 1:
        return Published(warning="its link names several days" if days else None)
    ((day, evidence),) = days.items()
    return replace(of_days(day, day), evidence=evidence)


def _days_in_path(path: str) -> Iterator[tuple[date, str]]:
    for match in _DAY_PATH.finditer(path.lower()):
        yield date(_web_year(match[1]), _month_number(match[2]), int(match[3])), match[0].strip("/")
    for match in filter(None, map(_DAY_IN_NAME.search, path.split("/"))):
        year, month, day = (match[name] or match[f"{name}2"] for name in ("y", "m", "d"))
        yield date(_web_year(year), int(month), int(day)), match[0]


@lru_cache(maxsize=8192)
def _parse(written: str, order: Order | None) -> Published:
    try:
        found = _meant(_found(written, order))
        return Published(found.start, found.end, found.offset, found.precision, written, found.warning)
    except Unclear as why:
        return Published(evidence=written, warning=f"date '{written[:60]}' {why}")
    except (ValueError, OverflowError):
        return Published(evidence=written, warning=f"date '{written[:60]}' is no day of the calendar")


def _found(written: str, order: Order | None) -> Published:
    written = as_people_write(written)
    if zone := _PLACE.search(written):  # "2024-05-27T17:59:00+02:00[Europe/Paris]"
        with suppress(ZoneInfoNotFoundError, ValueError):
            return _in_zone(_found(written[: zone.start()].rstrip(), order), ZoneInfo(zone[1]))
    return _in_a_standard_form(written, order) or _in_words(_whole_year(_in_digits(written)), order)


def _in_zone(found: Published, zone: ZoneInfo) -> Published:
    """The same time of day in a zone, where no offset is stated."""
    if found.precision != "minute" or found.offset is not None or found.start is None:
        return found
    shift = zone.utcoffset(found.start.replace(tzinfo=None))
    return of_minute(
        found.start.date(), found.start.hour, found.start.minute, int(shift.total_seconds()) // 60 if shift else 0
    )


def _in_digits(written: str) -> str:
    """A day whose numbers are written in ideographs, `二〇二四年六月六日`, in figures."""
    return _IDEOGRAPHIC.sub(lambda match: _number(match[0]), written) if "年" in written else written


def _number(ideographs: str) -> str:
    """A number in figures: `二〇二四` by its digits, `十六` and `一百一十四` by hundreds and tens."""
    written = ideographs.replace("零", "〇")
    if not {"十", "百"} & set(written):
        return "".join(str(_IDEOGRAPHS.index(c)) for c in written)
    total = digit = 0
    for c in written:
        if c in _TENS:
            total, digit = total + (digit or 1) * _TENS[c], 0
        else:
            digit = _IDEOGRAPHS.index(c)
    return str(total + digit)


def _whole_year(written: str) -> str:
    """A day with the name of its month whose year has two figures, `12-Mar-24`, with all four of them."""
    match = _SHORT_YEAR.fullmatch(written)
    if match is None or re.search("[0-9]{4}", plain_digits(written).split(":")[0]):
        return written
    name = next((name for part in ("m1", "m2") if (name := match[part])), "")
    months = months_named(name.strip(" .")) or months_of_parts(name)
    if not months:
        return written
    short = int(match["y"])
    thai = frozenset().union(*months.values()) == {"th"}
    century = 2500 if thai else 2000 if short < _CENTURY_ENDS else 1900
    return f"{written[: match.start('y')].rstrip(_QUOTES)}{century + short}{written[match.end('y') :]}"


def _meant(found: Published) -> Published:
    """The same date, unless programs write it where there is none: the first day they can count, or one far ahead."""
    if found.start is None or found.precision not in {"day", "minute"}:
        return found
    day = found.start.date()
    ahead = found.start - datetime.now(UTC) > _FAR_AHEAD
    if ahead or day in _NO_DAYS or abs(day - _FIRST_DAY) <= timedelta(days=1):
        raise Unclear("stands for no date")
    return found


def _of_24_hours(match: re.Match[str]) -> str:
    """A time of day in twelve hours, "9:05PM", in twenty-four."""
    hour = int(match["hour"])
    if not 1 <= hour <= 12:
        return match[0]
    return f"{hour % 12 + (12 if match['half'] in 'pP' else 0):02}{match['rest']}"


def _in_a_standard_form(written: str, order: Order | None) -> Published | None:
    if match := _NUMERIC.fullmatch(_CLOCK_OF_12.sub(_of_24_hours, written)):
        a, b, c = match["a"], match["b"], match["c"]
        return _timed(day_in_figures(a, b, c, order or usual_order(match["s"], b, c)), match)
    if match := _RFC_2822.fullmatch(written):
        return _rfc_2822(match)
    if _YEAR.fullmatch(written):
        return of_year(a_year(written))
    if match := _MONTH.fullmatch(written):
        return of_month(a_year(match["y"] or match["y2"]), int(match["m"] or match["m2"]))
    if match := _COMPACT.fullmatch(written):
        return _compact(match) or of_number(written)
    return _counted(written) or of_number(written)


def _counted(written: str) -> Published | None:
    """A day by its number in the year or in its week, as ISO 8601 has them too: `2024-067`, `2024-W10-4`."""
    if match := _OF_WEEK.fullmatch(written):
        day = date.fromisocalendar(a_year(match[1]), int(match[2]), int(match[3]))
        return of_days(day, day)
    if match := _OF_YEAR.fullmatch(written):
        day = date(a_year(match[1]), 1, 1) + timedelta(days=int(match[2]) - 1)
        return of_days(day, day) if day.year == int(match[1]) else None
    return None


def _in_words(written: str, order: Order | None) -> Published:
    line = read_line(written, order)
    if line.others:
        raise Unclear("is not understood")
    return line.published()


def _rfc_2822(match: re.Match[str]) -> Published | None:
    month, weekday = _in_english(months_named(match["month"])), _in_english(weekdays_named(match["weekday"] or ""))
    if month is None or (match["weekday"] and weekday is None):
        return None
    day = date(a_year(match["year"]), month, int(match["day"]))
    if weekday not in {None, day.weekday()}:
        raise Unclear("names a weekday that day was not")
    return _timed(day, match)


def _in_english(names: Mapping[int, frozenset[str]]) -> int | None:
    return next((number for number, languages in names.items() if "en" in languages), None)


def _compact(match: re.Match[str]) -> Published | None:
    if len(match[0]) == 13:  # as many figures as milliseconds have, and no such form
        return None
    day = date(a_year(match[1]), int(match[2]), int(match[3]))
    if match[4] is None:
        return of_days(day, day)
    return of_minute(day, int(match[4]), int(match[5]), 0 if match[7] else None)


def _timed(day: date, match: re.Match[str]) -> Published | None:
    if match["hour"] is None:
        return of_days(day, day)
    if int(match["second"] or 0) > 60:
        raise ValueError
    zone = match["zone"]
    offset = None
    if zone and (figures := _OFFSET.fullmatch(zone)):
        offset = minutes_from_utc(figures[1], figures[2], figures[3])
    elif zone and (offset := ZONES.get(zone.lower())) is None:
        return None
    return of_minute(day, int(match["hour"]), int(match["minute"]), offset)


def _web_year(figures: str) -> int:
    year = int(figures)
    if year not in _YEARS_OF_THE_WEB:
        raise ValueError
    return year


def _month_number(written: str) -> int:
    if written.isdigit():
        return int(written)
    months = months_named(fold(written))
    if len(months) != 1:
        raise ValueError
    return next(iter(months))
