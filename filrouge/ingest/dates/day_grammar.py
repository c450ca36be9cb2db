"""How a day, a month or a year stands among the words of a line, in figures or with the name of the month."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from filrouge.ingest.dates.calendars import ERAS, HIJRI, day_of, first_of, gregorian_year, has_year, last_of
from filrouge.ingest.dates.clock import Clock, clock_at
from filrouge.ingest.dates.date_words import connectors
from filrouge.ingest.dates.months import (
    begins_a_month,
    fold,
    is_whole_month_name,
    months_named,
    months_of_parts,
    writes_dot,
)
from filrouge.ingest.dates.published import (
    YEARS,
    Order,
    Published,
    Unclear,
    a_year,
    day_in_figures,
    of_days,
    of_month,
    of_year,
    usual_order,
)
from filrouge.ingest.dates.tokens import Token, at, touch

Names = Mapping[int, frozenset[str]]

_YEAR_MARKS: Final = frozenset("年년")
_MONTH_MARKS: Final = frozenset("月월")
_DAY_MARKS: Final = frozenset("日号號일")
_APOSTROPHES: Final = frozenset("'’ʼ׳")
_LIGHT_MARKS: Final = frozenset(".,،-/॰") | _APOSTROPHES
_SEPARATORS: Final = frozenset("-/.")
_FIRST_YEAR: Final = "元"
_OF_HIJRA: Final = frozenset({"ه", "ah", "hijri"})
_ALSO: Final = frozenset("/(-–")
_CLOSES: Final = frozenset(")")
_IN_NAMES: Final = _APOSTROPHES | frozenset("`‘ʻ-.")
_MOST_BEFORE_YEAR: Final = 5  # "พ.ศ."
_LONGEST_NAME: Final = 8  # tokens
_HEBREW_IN: Final = "ב"
_LONGEST_ENDING: Final = 4


@dataclass(frozen=True)
class Spoken:
    """A day, month or year that words name, or why they name none.

    `end` is the place of the token after it. `languages` are those in which the month has that name; empty for
    figures. `clock` is a time of day that stands inside it, as in `May 27 17:59:00 2024`. `whole_name` says that the
    name of the month is written out, or that there is none.
    """

    end: int
    year: int
    month: int | None = None
    day: date | None = None
    reason: str | None = None
    languages: frozenset[str] = frozenset()
    clock: Clock | None = None
    whole_name: bool = True

    @property
    def of_another_calendar(self) -> bool:
        """Whether its month is none of the Gregorian calendar."""
        return self.month is not None and self.month > 12

    def published(self) -> Published:
        """The interval.

        Raises
        ------
        Unclear
            The words name no day of the calendar, or could be two.
        """
        if self.reason:
            raise Unclear(self.reason)
        if self.day:
            return of_days(self.day, self.day)
        if self.of_another_calendar and self.month:
            return of_days(first_of(self.year, self.month), last_of(self.year, self.month), "month")
        return of_month(self.year, self.month) if self.month else of_year(self.year)


def day_at(tokens: list[Token], place: int, order: Order | None) -> Spoken | None:
    """Read the day or month, with its year, that begins at a token; None where none does."""
    token = tokens[place]
    if token.kind == "mark" or (token.kind == "number" and _goes_on_before(tokens, place)):
        return None
    if token.kind == "word":
        return _of_an_era(tokens, place) or _month_first(tokens, place)
    if len(token.text) == 3:  # only years of the Republic of China have three figures
        return _cjk(tokens, place, ERAS["民國"])
    if len(token.text) == 4:
        return _cjk(tokens, place) or _in_figures(tokens, place, order) or _year_first(tokens, place)
    if len(token.text) <= 2:
        return _in_figures(tokens, place, order) or _day_first(tokens, place)
    return None


def year_at(tokens: list[Token], place: int) -> Spoken | None:
    """Read a year that stands for itself."""
    token = tokens[place]
    if token.kind != "number" or len(token.text) != 4 or int(token.text) not in YEARS:
        return None
    return Spoken(place + 1, int(token.text))


def _of_an_era(tokens: list[Token], place: int) -> Spoken | None:
    """`令和6年6月6日`, `民國113年6月6日`, `民國113/06/06`: years counted from the first of an era."""
    letter = ERAS.get(at(tokens, place).text) if touch(tokens, place + 1) else None  # "R6.6.6"
    era = letter or ERAS.get(at(tokens, place).text + at(tokens, place + 1).text)
    place -= letter is not None
    year = at(tokens, place + 2)
    if era is None or not (year.text == _FIRST_YEAR or (year.kind == "number" and len(year.text) <= 3)):
        return None
    if at(tokens, place + 3).text in _SEPARATORS and _short_number(tokens, place + 6) and year.kind == "number":
        month, day = tokens[place + 4].text, tokens[place + 6].text
        same = at(tokens, place + 5).text == tokens[place + 3].text and _short_number(tokens, place + 4)
        return _spoken(place + 7, str(era + int(year.text)), {int(month): frozenset()}, day) if same else None
    return _cjk(tokens, place + 2, era)


def _cjk(tokens: list[Token], place: int, era: int = 0) -> Spoken | None:
    if at(tokens, place + 1).text not in _YEAR_MARKS:
        return None
    if not (_short_number(tokens, place + 2) and at(tokens, place + 3).text[:1] in _MONTH_MARKS):
        return None
    written, month = tokens[place].text, tokens[place + 2].text
    year = str(era + (1 if written == _FIRST_YEAR else int(written)))
    if not (_short_number(tokens, place + 4) and at(tokens, place + 5).text[:1] in _DAY_MARKS):
        return _spoken(place + 4, year, {int(month): frozenset()}, None)
    return _spoken(place + 6, year, {int(month): frozenset()}, tokens[place + 4].text)


def _in_figures(tokens: list[Token], place: int, order: Order | None) -> Spoken | None:
    """`27/05/2024`, `2024-05-27`, `27. 5. 2024`: three numbers, one of four figures, with one mark between."""
    second, third, end = place + 2, place + 4, place + 5
    if not (_short_number(tokens, second) and at(tokens, third).kind == "number" and _is_tied(tokens, place)):
        return None
    a, b, c = (tokens[n].text for n in (place, second, third))
    goes_on = at(tokens, end).text in _SEPARATORS and touch(tokens, end + 1) and at(tokens, end + 1).kind == "number"
    if {len(a), len(c)} not in ({4, 1}, {4, 2}) or goes_on:
        return None
    year = int(a if len(a) == 4 else c)
    try:
        if fold(at(tokens, end).text) in _OF_HIJRA:  # "29/11/1445 هـ"
            of_month, of_day = int(b), int(c if len(a) == 4 else a)
            return Spoken(end + 1, year, HIJRI + of_month, day_of(year, HIJRI + of_month, of_day))
        day = day_in_figures(a, b, c, order or usual_order(at(tokens, place + 1).text, b, c))
    except Unclear as why:
        return Spoken(end, year, reason=str(why))
    except ValueError:
        return Spoken(end, year, reason="is no day of the calendar")
    return Spoken(end, year, day.month, day)


def _is_tied(tokens: list[Token], place: int) -> bool:
    """Whether the same mark ties a number to the next two."""
    mark = at(tokens, place + 1).text
    same = mark in _SEPARATORS and at(tokens, place + 3).text == mark
    return same and touch(tokens, place + 1) and touch(tokens, place + 3)


def _day_first(tokens: list[Token], place: int) -> Spoken | None:
    """`27 mai 2024`, `1er mars 2024`, `27th of May, 2024`, `27. maj 2024`, `27 de marzo de 2024`, `27-May-2024`."""
    after, dotted = _after_ordinal(tokens, place)
    after = _after_connectors(tokens, after)
    months, end, whole = _month_name(tokens, after)
    if not months:
        return None
    end = _after_connectors(tokens, _after_ending(tokens, end), most=_MOST_BEFORE_YEAR)
    if not _is_year(tokens, end):
        return None
    return _spoken(end + 1, tokens[end].text, _by_dot(months, dotted), tokens[place].text, whole)


def _month_first(tokens: list[Token], place: int) -> Spoken | None:
    """`May 27, 2024`, `May 2024`, `mai de 2024`, `May 27 17:59:00 2024`."""
    months, end, whole = _month_name(tokens, place)
    if not months:
        return None
    end = _after_connectors(tokens, _after_ending(tokens, end))
    if _is_year(tokens, end):
        return _spoken(end + 1, tokens[end].text, months, None, whole)
    if not _short_number(tokens, end):
        return None
    day = tokens[end].text
    after, _ = _after_ordinal(tokens, end)
    clock = clock_at(tokens, after)
    year = _after_connectors(tokens, clock.end if clock else after)
    if not _is_year(tokens, year):
        return None
    found = _spoken(year + 1, tokens[year].text, months, day, whole)
    return replace(found, clock=clock) if found else None


def _year_first(tokens: list[Token], place: int) -> Spoken | None:
    """`2024. május 27.`, `2024 թ. մայիսի 27`, `2024 m. gegužės 27 d.`, `2024-May-27`, `2024-cü ilin may ayında`."""
    if not _is_year(tokens, place):
        return None
    after = _after_connectors(tokens, _after_ending(tokens, place + 1), most=4)
    months, end, whole = _month_name(tokens, after)
    if not months:
        return _day_of_year_first(tokens, place, after)
    day = _after_connectors(tokens, _after_ending(tokens, end))
    if _short_number(tokens, day) and not clock_at(tokens, day):
        return _spoken(day + 1, tokens[place].text, months, tokens[day].text, whole)
    return _spoken(end, tokens[place].text, months, None, whole)


def _day_of_year_first(tokens: list[Token], place: int, after: int) -> Spoken | None:
    """`2024 жылғы 27 мамыр`, `2024. gada 27. maijs`."""
    if after == place + 1 or not _short_number(tokens, after):
        return None
    end, dotted = _after_ordinal(tokens, after)
    months, end, whole = _month_name(tokens, end)
    if not months or _is_year(tokens, _after_connectors(tokens, _after_ending(tokens, end))):
        return None
    return _spoken(end, tokens[place].text, _by_dot(months, dotted), tokens[after].text, whole)


def _spoken(end: int, year: str, months: Names, day: str | None, whole: bool = True) -> Spoken | None:
    languages = frozenset().union(*months.values())
    counted = gregorian_year(int(year), languages)
    months = {month: codes for month, codes in months.items() if has_year(month, counted)}
    if len(months) != 1:
        return Spoken(end, counted, reason="could be two days") if months else None
    month = next(iter(months))
    try:
        if month <= 12:
            a_year(str(counted))
        found = day_of(counted, month, int(day or 1))
    except Unclear as why:
        return Spoken(end, counted, reason=str(why))
    except (ValueError, OverflowError):
        return Spoken(end, counted, reason="is no day of the calendar")
    return Spoken(end, counted, month, found if day else None, None, languages, None, whole)


def _month_name(tokens: list[Token], place: int) -> tuple[Names, int, bool]:
    """The months that a name means which begins at a token, the place after it, and whether it is written out."""
    months, end, whole = _one_name(tokens, place)
    if not months or at(tokens, end).text not in _ALSO:
        return months, end, whole
    others, after, _ = _one_name(tokens, end + 1)  # "يونيو/حزيران": the same month as other countries call it
    if both := {month: codes | others[month] for month, codes in months.items() if month in others}:
        return both, after + (at(tokens, after).text in _CLOSES), whole
    return months, end, whole


def _one_name(tokens: list[Token], place: int) -> tuple[Names, int, bool]:
    first = at(tokens, place)
    if first.kind != "word":
        return {}, place, False
    if begins_a_month(first.text):
        for end in range(min(place + _LONGEST_NAME, len(tokens)), place + 1, -1):
            parts = tokens[place:end]
            if all(_is_in_name(part) for part in parts) and parts[-1].text not in _IN_NAMES:
                months = months_of_parts("".join(part.text for part in parts))
                if months:
                    return months, end, True
    for name in (first.text, first.text.removeprefix(_HEBREW_IN)):
        if months := months_named(name):
            return months, place + 1, is_whole_month_name(name)
    return {}, place, False


def _is_in_name(token: Token) -> bool:
    """Whether a token can be part of a month's name: `Dhu al-Qi'dah`, `มิ.ย.`, `كانون 2`."""
    return token.kind == "word" or token.text in _IN_NAMES or (token.text.isdigit() and len(token.text) <= 2)


def _by_dot(months: Names, dotted: bool) -> Names:
    """Of the months that a name means, those in the languages that write the day so."""
    if len(months) == 1:
        return months
    left = {month: frozenset(c for c in codes if writes_dot(c) == dotted) for month, codes in months.items()}
    return {month: codes for month, codes in left.items() if codes} or months


def _after_ordinal(tokens: list[Token], place: int) -> tuple[int, bool]:
    """Go past what stands at a number to make it an ordinal: `27th`, `1er`, `27.`, `27-го`, `27°`."""
    after = place + 1
    mark = at(tokens, after).text
    if mark == "." and touch(tokens, after):
        return after + 1, True
    if mark in {"-", "°"} and touch(tokens, after):
        after += 1
    word = at(tokens, after)
    if word.kind == "word" and touch(tokens, after) and len(word.text) <= _LONGEST_ENDING:
        return (after, False) if months_named(word.text) else (after + 1, False)
    return after, False


def _after_ending(tokens: list[Token], place: int) -> int:
    """Go past what is tied to a name or a year: `Mayıs'ta`, `2024-cü`, `2024թ.`, `déc.`."""
    if at(tokens, place).text in _APOSTROPHES | {"-"} and touch(tokens, place):
        follows = at(tokens, place + 1)
        if follows.kind == "word" and len(follows.text) <= _LONGEST_ENDING and not months_named(follows.text):
            return place + 2
    return place


def _after_connectors(tokens: list[Token], place: int, most: int = 3) -> int:
    for _ in range(most):
        token = at(tokens, place)
        silent = token.kind == "word" and fold(token.text) in connectors() and not _one_name(tokens, place)[0]
        if not (silent or token.text in _LIGHT_MARKS):
            break
        place += 1
    return place


def _is_year(tokens: list[Token], place: int) -> bool:
    token = at(tokens, place)
    if token.kind != "number" or len(token.text) != 4:
        return False
    follows = at(tokens, place + 1)
    return not (follows.text in {".", ",", ":"} and touch(tokens, place + 1) and _touching_number(tokens, place + 2))


def _goes_on_before(tokens: list[Token], place: int) -> bool:
    """Whether a number is the end of a longer one: `1.27.05.2024`, `12-14`."""
    return (
        touch(tokens, place) and at(tokens, place - 1).text in {".", ",", "/"} and _touching_before(tokens, place - 1)
    )


def _touching_before(tokens: list[Token], place: int) -> bool:
    return touch(tokens, place) and at(tokens, place - 1).kind == "number"


def _touching_number(tokens: list[Token], place: int) -> bool:
    return touch(tokens, place) and at(tokens, place).kind == "number"


def _short_number(tokens: list[Token], place: int) -> bool:
    token = at(tokens, place)
    return token.kind == "number" and len(token.text) <= 2
