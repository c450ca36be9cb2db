"""Dates as programs show them, in the forms that people write."""

import re
from typing import Final

_NAMED_OFFSET: Final = re.compile(r"(\s[+-][0-9]{4})\s+[A-Z]{3,5}$")  # "+0000 UTC"
_CLOCK_OF_POINTS: Final = re.compile(r"\b([0-9]{1,2})\.([0-9]{2})\.[0-9]{2}(?:\.[0-9]+)?(?=\s*[AP]M\b)")  # Oracle's
_NAMED_ZONE: Final = re.compile(r"((?:GMT|UTC)[+-][0-9]{4})\s*\([^()]*\)$")  # JavaScript's, in any language
_FLOATS: Final = re.compile(r"[0-9]+\.0+|[0-9]{4}(?:\.0+)?(?:-[0-9]{1,2}(?:\.0+)?){1,2}")  # of columns with gaps
_REPR: Final = re.compile(  # what Python shows of a date
    r"datetime\.date(?:time)?\(([0-9]{4}), ([0-9]{1,2}), ([0-9]{1,2})(?:, ([0-9]{1,2}), ([0-9]{1,2}))?"
    r"[^()]*(?:\(.*\))?\)"
    r"|(?:pd\.)?Timestamp\(['\"]([^'\"]+)['\"].*\)"
)


_IN_A_LINE: Final = re.compile(
    r"(?P<on>(?:le|el|am|den|em|il|op|dnia)\s+)?(?P<day>\d{1,2})[/.-](?P<month>0?[1-9]|1[0-2])[/.-](?P<year>\d{4})"
    r"(?:\s*[,–-]?\s*(?P<at>à|um|a las|alle(?: ore)?|às|om)\s*(?P<hour>[01]?\d|2[0-3])\s?[:h.]\s?(?P<minute>[0-5]\d)"
    r"(?:\s?(?:h|uhr))?)?",
    re.IGNORECASE,
)
"""A day in figures among words of languages that write the day first: "le 27/05/2024 à 9h05"."""


def as_people_write(written: str) -> str:
    """The same date without what only a program's own form has; what is none of these forms as it is."""
    if shown := _REPR.fullmatch(written):
        time = f" {shown[4]}:{shown[5]:0>2}" if shown[4] else ""
        written = shown[6] or f"{shown[1]}-{shown[2]:0>2}-{shown[3]:0>2}{time}"
    if (line := _IN_A_LINE.fullmatch(written)) and (line["on"] or line["at"]):
        time = f" {line['hour']:0>2}:{line['minute']}" if line["hour"] else ""
        return f"{line['year']}-{line['month']:0>2}-{line['day']:0>2}{time}"
    if _FLOATS.fullmatch(written):
        return re.sub(r"\.0+(?=-|$)", "", written)
    written = _NAMED_ZONE.sub(r"\1", written)
    return _NAMED_OFFSET.sub(r"\1", _CLOCK_OF_POINTS.sub(r"\1:\2", written))
