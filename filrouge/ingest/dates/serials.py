"""Dates that programs write as one number: days of a spreadsheet, and what has passed since 1970."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Final

from filrouge.ingest.dates.published import TICK, Published, of_days, of_minute

_SECONDS: Final = range(631_152_000, 1_900_000_000)  # 1990 to 2030: ten figures from 1900 on can be YYYYMMDDHH
_UNITS: Final = {9: 1, 10: 1, 13: 1000, 16: 10**6, 19: 10**9}
"""{figures: how many of the unit make a second}"""

_COUNT: Final = re.compile(r"(?:/Date\()?([0-9]{9,19})(?:[.,][0-9]{1,9})?(?:[+-][0-9]{4})?(?:\)/)?")
_ROUNDED: Final = re.compile(r"([0-9][.,][0-9]{5,})[eE]\+?([0-9]{1,2})")
_DAYS: Final = re.compile(r"([0-9]{5})(?:[.,]([0-9]{1,15}))?")
_DAYS_IN_USE: Final = range(29_221, 54_789)  # 1980 to 2049
_DAY_ZERO: Final = date(1899, 12, 30)
_EXACT: Final = 9  # figures behind the point that tell a second


def of_number(written: str) -> Published | None:
    """Read a number that stands for a moment: seconds, milli-, micro- or nanoseconds since 1970, also with decimals or
    rounded (`1.709568e+09`: the day), or days since 1899, as Excel has them. None for any other.
    """
    if match := _COUNT.fullmatch(written):
        return _since_1970(int(match[1]) // _UNITS[len(match[1])]) if len(match[1]) in _UNITS else None
    if match := _DAYS.fullmatch(written):
        return _of_spreadsheet(int(match[1]), match[2] or "")
    if match := _ROUNDED.fullmatch(written):
        value = float(match[1].replace(",", ".")) * 10 ** int(match[2])
        found = _since_1970(int(value) if value < 1e11 else int(value) // 1000)
        rounded = found is not None and len(match[1]) - 2 < _EXACT and int(match[2]) > len(match[1]) - 2
        return of_days(found.start.date(), found.start.date()) if found and found.start and rounded else found
    return None


def _since_1970(seconds: int) -> Published | None:
    if seconds not in _SECONDS:
        return None
    moment = datetime.fromtimestamp(seconds, UTC).replace(second=0)
    return Published(moment, moment + timedelta(minutes=1) - TICK, 0, "minute")


def _of_spreadsheet(days: int, decimals: str) -> Published | None:
    if days not in _DAYS_IN_USE:
        return None
    day = _DAY_ZERO + timedelta(days=days)
    minutes = int(float(f"0.{decimals or 0}") * 24 * 60 + 0.01)
    return of_minute(day, minutes // 60, minutes % 60, None) if decimals.strip("0") else of_days(day, day)
