"""How a time of day and its time zone stand among the words of a line."""

from dataclasses import dataclass
from typing import Final

from filrouge.ingest.dates.date_words import AMBIGUOUS_ZONES, ZONES
from filrouge.ingest.dates.months import Half, fold, half_of_day
from filrouge.ingest.dates.published import Unclear, minutes_from_utc
from filrouge.ingest.dates.tokens import Token, at, touch

_COLONS: Final = frozenset(":：∶")
_HOUR_WORDS: Final = frozenset({"h", "ч", "时", "時", "点", "點", "시"})
_HOUR_ONLY: Final = frozenset({"h", "uhr", "uur", "heures", "hrs", "時", "时", "点", "시", "ч"})
_MINUTE_WORDS: Final = frozenset({"分", "분", "min", "mn", "м"})
_SECOND_WORDS: Final = frozenset({"秒", "초", "s"})
_CLOCK_AFTER: Final = frozenset({"uhr", "uur", "h", "ч"})
_CLOCK_BEFORE: Final = frozenset({"kl", "klo", "um", "om", "alle", "ore", "godz", "saat"})
_MEANS_UTC: Final = frozenset({"utc", "gmt"})
_SIGNS: Final = frozenset("+-−")


@dataclass(frozen=True)
class Clock:
    """A time of day; `minute` is None where only the hour is said. `end` is the place of the token after it."""

    end: int
    hour: int
    minute: int | None
    offset: int | None = None
    unknown_zone: str | None = None


def clock_at(tokens: list[Token], place: int, after_day: bool = False) -> Clock | None:
    """Read the time of day that begins at a token; None where none does. After a day `17.59` is one too."""
    start = place
    half, place = _half(tokens, place)
    hour = at(tokens, place)
    if hour.kind != "number" or len(hour.text) > 2:
        return None
    minute, place = _minute(tokens, place + 1, clear=after_day or half is not None or _is_announced(tokens, start))
    if half is None:
        half, place = _half(tokens, place)
    if minute is None and place == start + 1 and half is None:
        return None
    hours = _hours(int(hour.text), half)
    if hours is None or (minute is not None and minute > 59):
        return None
    offset, zone, place = _zone(tokens, place)
    return Clock(place, hours, minute, offset, zone)


def _hours(hour: int, half: Half | None) -> int | None:
    if half is None:
        return hour if hour < 24 else None
    if 12 < hour < 24 and half == "pm":
        return hour
    return hour % 12 + (12 if half == "pm" else 0) if 1 <= hour <= 12 else None


def _half(tokens: list[Token], place: int) -> tuple[Half | None, int]:
    """`pm`, `p.m.`, `下午` (two ideographs), `오후`."""
    written, end = "", place
    for end in range(place, min(place + 4, len(tokens))):
        token = tokens[end]
        if (
            token.kind == "number"
            or (token.kind == "mark" and token.text != ".")
            or (not written and token.text == ".")
        ):
            break
        written += token.text
        if half := half_of_day(written):
            follows = end + 1
            if token.kind == "word" and at(tokens, follows).text == "." and "." in written:
                follows += 1
            return half, follows
    return None, place


def _minute(tokens: list[Token], place: int, clear: bool) -> tuple[int | None, int]:
    """Read the minutes, and go past the seconds, after an hour."""
    mark, minutes = at(tokens, place), at(tokens, place + 1)
    two_figures = minutes.kind == "number" and len(minutes.text) == 2
    said = fold(mark.text) in _HOUR_WORDS if mark.kind == "word" else False
    if two_figures and (mark.text in _COLONS or said):
        return int(minutes.text), _after_seconds(tokens, place + 2)
    if two_figures and mark.text == "." and touch(tokens, place) and touch(tokens, place + 1):
        after = at(tokens, place + 2)
        if (after.text != "." and clear) or fold(after.text) in _CLOCK_AFTER:
            return int(minutes.text), place + 2
    if said or (mark.kind == "word" and fold(mark.text) in _HOUR_ONLY):
        return None, place + 1
    return None, place


def _after_seconds(tokens: list[Token], place: int) -> int:
    if at(tokens, place).text in _COLONS and at(tokens, place + 1).kind == "number":
        place += 2
        if at(tokens, place).text in {".", ","} and touch(tokens, place) and touch(tokens, place + 1):
            place += 2 if at(tokens, place + 1).kind == "number" else 0
        return place
    if fold(at(tokens, place).text) in _MINUTE_WORDS:
        place += 1
        if at(tokens, place).kind == "number" and fold(at(tokens, place + 1).text) in _SECOND_WORDS:
            place += 2
    return place


def _is_announced(tokens: list[Token], place: int) -> bool:
    before = at(tokens, place - 1)
    if before.text == ".":
        before = at(tokens, place - 2)
    return fold(before.text) in _CLOCK_BEFORE


def _zone(tokens: list[Token], place: int) -> tuple[int | None, str | None, int]:
    """Read a time zone: minutes from UTC, or the name of one that could be several; and the place after it."""
    opened = at(tokens, place).text in {"(", "["}
    found = place + opened
    if fold(at(tokens, found).text) in {"h", "hs", "hrs", "uhr", "uur"} and not opened:
        found += 1
    name = fold(at(tokens, found).text)
    offset, after = _figures(tokens, found + (name in _MEANS_UTC), after_name=name in _MEANS_UTC)
    unknown = None
    if after == 0 and name in ZONES:
        offset, after = ZONES[name], found + 1
    elif after == 0 and name in AMBIGUOUS_ZONES and at(tokens, found).text.isupper():
        unknown, after = at(tokens, found).text, found + 1
    if after == 0:
        return None, None, place
    if opened:
        return (offset, unknown, after + 1) if at(tokens, after).text in {")", "]"} else (None, None, place)
    return offset, unknown, _after_remark(tokens, after)


def _figures(tokens: list[Token], place: int, after_name: bool) -> tuple[int | None, int]:
    """Read `+04:00`, `+0400`, `+04`, and `+4` after a name; 0 as the place after it where there is none."""
    sign, hours = at(tokens, place), at(tokens, place + 1)
    if sign.text not in _SIGNS or not touch(tokens, place + 1) or hours.kind != "number":
        return None, 0
    end, minutes, figures = place + 2, "", hours.text
    if len(figures) == 4:
        figures, minutes = figures[:2], figures[2:]
    elif len(figures) <= 2 and at(tokens, end).text in _COLONS and touch(tokens, end + 1):
        minutes, end = at(tokens, end + 1).text, end + 2
    elif sign.text != "+" and not after_name:
        return None, 0
    if not (figures.isdigit() and len(figures) <= 2 and len(minutes) in {0, 2} and (minutes or "0").isdigit()):
        return None, 0
    if sign.text != "+" and not after_name and minutes and len(hours.text) != 4 and touch(tokens, place):
        return None, 0  # "10:20-12:00" is from ten to noon
    try:
        return minutes_from_utc("+" if sign.text == "+" else "-", figures, minutes), end
    except Unclear:
        return None, 0


def _after_remark(tokens: list[Token], place: int) -> int:
    """Go past the name of the zone in parentheses after its offset: `-0700 (PDT)`."""
    if at(tokens, place).text not in {"(", "["}:
        return place
    for end in range(place + 1, min(place + 6, len(tokens))):
        if tokens[end].text in {")", "]"}:
            return end + 1
        if tokens[end].kind == "number":
            break
    return place
