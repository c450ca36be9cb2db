"""Dates and periods as precisely as they are known."""

from datetime import date, timedelta
from typing import Any, Final

import numpy as np
import pandas as pd

from filrouge.i18n import N_, _, day_text, ngettext, number

PERIOD_NAMES: Final = {"day": N_("day"), "week": N_("week"), "month": N_("month"), "quarter": N_("quarter")}
"""What a period is called in a sentence."""


def published_text(row: dict[str, Any]) -> str:
    """Write a document's date as precisely as it is known, in the offset stated: "27 May 2024, 17:59 (UTC+04:00)"; of
    one without a date, the day before which it cannot have been written, where `not_before` tells.
    """
    if pd.isna(row["published"]):
        return _undated_text(row.get("not_before"))
    offset = row["published_offset"]
    local = pd.Timestamp(row["published"]) + timedelta(minutes=0 if pd.isna(offset) else int(offset))
    precision = row["published_precision"]
    if precision == "year":
        return str(local.year)
    if precision == "month":
        return day_text(local.date()).split(" ", 1)[1]
    day = day_text(local.date())
    if precision != "minute":
        return day
    if pd.isna(offset):
        return _("{day}, {time} UTC").format(day=day, time=f"{local:%H:%M}")
    sign, minutes = ("-" if offset < 0 else "+"), abs(int(offset))
    stated = f"{sign}{minutes // 60:02}:{minutes % 60:02}"
    return _("{day}, {time} (UTC{offset})").format(day=day, time=f"{local:%H:%M}", offset=stated)


def minute_texts(instants: pd.Series) -> pd.Series:
    """Instants as "2024-03-01 12:05", for tables that other programs read; missing ones stay missing."""
    said = np.datetime_as_string(np.asarray(instants, dtype="datetime64[m]"))
    return pd.Series(said, instants.index, dtype="str").str.replace("T", " ", n=1, regex=False).where(instants.notna())


def day_texts(instants: pd.Series) -> pd.Series:
    """The days of instants as "2024-03-01", for tables that other programs read; missing ones stay missing. Each day is
    written once.
    """
    day, days = pd.factorize(instants.to_numpy().astype("datetime64[D]"))
    said = pd.array(np.datetime_as_string(days, unit="D"), dtype="str")
    return pd.Series(said.take(day, allow_fill=True), instants.index)


def _undated_text(bound: Any) -> str:
    if pd.isna(bound):
        return _("undated")
    day = pd.Timestamp(bound).date()
    only_year = (day.month, day.day) == (1, 1)  # what names only a year counts from its first day
    return _("undated, not before {day}").format(day=day.year if only_year else day_text(day))


def period_text(period: str, start: date) -> str:
    """A period: "3 May 2025", "week of 5 May 2025", "May 2025", "Q2 2025"."""
    if period == "quarter":
        return _("Q{quarter} {year}").format(quarter=(start.month - 1) // 3 + 1, year=start.year)
    if period == "month":
        return day_text(start).split(" ", 1)[1]
    return day_text(start) if period == "day" else _("week of {day}").format(day=day_text(start))


def left_out_text(undated: int, coarse: int, period: str) -> str:
    """Say what a time chart leaves out, or nothing where it leaves nothing out."""
    if undated and coarse:
        text = _("{undated} undated and {coarse} not dated to the {period} left out")
    elif undated:
        text = ngettext("{undated} undated left out", "{undated} undated left out", undated)
    elif coarse:
        text = ngettext(
            "{coarse} not dated to the {period} left out",
            "{coarse} not dated to the {period} left out",
            coarse,
        )
    else:
        return ""
    return text.format(undated=number(undated), coarse=number(coarse), period=_(PERIOD_NAMES[period]))
