"""Read what a short line says of dates: days, times of day, time zones, weekdays, labels, and words that are none."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from filrouge.ingest.dates.clock import Clock, clock_at
from filrouge.ingest.dates.date_words import Role, connectors, role_of
from filrouge.ingest.dates.day_grammar import Names, Spoken, day_at, year_at
from filrouge.ingest.dates.months import fold, weekdays_named
from filrouge.ingest.dates.published import Order, Published, Unclear, of_days, of_minute
from filrouge.ingest.dates.tokens import Token, at, phrase, tokens_of, touch

_SEEN_APART: Final = timedelta(days=2)
_MOST_WORDS_IN_A_NAME: Final = 3
_NEAR: Final = 12  # characters
_BRACKETS: Final = {")": "(", "]": "[", "）": "（"}
_SHORT_WEEKDAYS: Final = tuple("月火水木金土日월화수목금토일")
_LONGEST_ENDING: Final = 3
_APOSTROPHES: Final = frozenset("'’ʼ")
_UNSURE: Final = frozenset("~≈±<>?")


@dataclass
class Dated:
    """A date in a line: the day it names or why it names none, and the time, weekdays and label that go with it."""

    start: int
    end: int
    spoken: Spoken
    role: Role | None = None
    clocks: list[Clock] = field(default_factory=list)
    weekdays: list[Names] = field(default_factory=list)

    def published(self) -> Published:
        """The interval it names.

        Raises
        ------
        Unclear
            It names none, or a weekday that it was not.
        """
        whole = self.spoken.published()
        if self.spoken.day is None:
            return whole
        day = self.spoken.day
        if not all(_agrees(day, names, self.spoken.languages) for names in self.weekdays):
            raise Unclear("names a weekday that day was not")
        clocks = {(clock.hour, clock.minute, clock.offset) for clock in self.clocks}
        if len(clocks) != 1 or any(clock.minute is None for clock in self.clocks):
            return whole
        clock = self.clocks[0]
        if clock.unknown_zone:
            return replace(of_days(day, day), warning=f"the time zone '{clock.unknown_zone}' could be several")
        return of_minute(day, clock.hour, clock.minute or 0, clock.offset)


@dataclass(frozen=True)
class Line:
    """What a line says: its dates, its labels, and the pieces that are no part of a date."""

    text: str
    dates: tuple[Dated, ...]
    others: tuple[tuple[int, int], ...]
    roles: frozenset[Role]

    def published(self) -> Published:
        """The one date of publication in it.

        Raises
        ------
        Unclear
            There is none, or more than one, or only that of an update.
        """
        if not self.dates:
            raise Unclear("is not understood")
        candidates = [d for d in self.dates if d.role == "published"] or [d for d in self.dates if d.role is None]
        if not candidates:
            raise Unclear("only says when it was updated")
        if any(d.spoken.of_another_calendar for d in candidates):
            candidates = _of_one_calendar(candidates)
        readings = list(dict.fromkeys(d.published() for d in candidates))
        return readings[0] if len(readings) == 1 else _one_of(readings)

    def evidence(self) -> str:
        """The characters of the dates of publication, from the first to the last."""
        dates = [d for d in self.dates if d.role == "published"] or [d for d in self.dates if d.role is None]
        if not dates:
            return ""
        written, follows = self.text[dates[0].start : dates[0].end], self.text[dates[0].end : dates[0].end + 1]
        return written + follows if follows in _BRACKETS and _BRACKETS[follows] in written else written


def read_line(text: str, order: Order | None = None) -> Line:
    """Read a line word by word."""
    return _Reading(text, order).read()


def dates_in(text: str) -> Iterator[Dated]:
    """Find the days and months with a year in running text, without times of day."""
    tokens = tokens_of(text)
    place = 0
    while place < len(tokens):
        found = day_at(tokens, place, None)
        if found is None:
            place += 1
            continue
        yield Dated(tokens[place].start, tokens[found.end - 1].end, found)
        place = found.end


def _of_one_calendar(dates: list[Dated]) -> list[Dated]:
    """The Gregorian ones of days that are said in two calendars; a day of the moon is seen sooner or later."""
    common = [d for d in dates if d.spoken.day and not d.spoken.of_another_calendar]
    others = [d.spoken.day for d in dates if d.spoken.day and d.spoken.of_another_calendar]
    near = all(any(abs(day - d.spoken.day) <= _SEEN_APART for d in common if d.spoken.day) for day in others)
    return common if common and near else dates


def _one_of(readings: list[Published]) -> Published:
    """The finest of readings that agree."""
    finest = max(readings, key=lambda reading: reading.precision == "minute")
    for reading in readings:
        if reading != finest and (reading.precision != "day" or reading.local_day != finest.local_day):
            raise Unclear("names two dates")
    return finest


def _agrees(day: date, names: Names, languages: frozenset[str]) -> bool:
    same = {weekday for weekday, spoken in names.items() if not languages or spoken & languages}
    return day.weekday() in (same or names)


class _Reading:
    """A line on its way from words to dates."""

    def __init__(self, text: str, order: Order | None) -> None:
        self.text, self.order = text, order
        self.tokens = tokens_of(text)
        self.dates: list[Dated] = []
        self.others: list[tuple[int, int]] = []
        self.role: Role | None = None
        self.roles: set[Role] = set()
        self.early_clocks: list[tuple[Token, Clock]] = []
        self.early_weekdays: list[tuple[Token, Names]] = []

    def read(self) -> Line:
        place = 0
        while place < len(self.tokens):
            place = (
                self._date(place)
                or self._clock(place)
                or self._label(place)
                or self._weekday(place)
                or self._word(place)
            )
        if not self.dates:
            self._lone_year()
        for token, names in self.early_weekdays:
            if self.dates and self._goes_with(token, names, self.dates[-1]):
                self.dates[-1].weekdays.append(names)
        return Line(self.text, tuple(self.dates), tuple(sorted(self.others)), frozenset(self.roles))

    def _date(self, place: int) -> int:
        spoken = day_at(self.tokens, place, self.order)
        if spoken is None:
            return 0
        dated = Dated(self.tokens[place].start, self.tokens[spoken.end - 1].end, spoken, self.role)
        if spoken.clock:
            dated.clocks.append(spoken.clock)
        for token, clock in self.early_clocks:
            dated.clocks.append(clock)
            dated.start = min(dated.start, token.start)
        for token, names in self.early_weekdays:
            if self._goes_with(token, names, dated):
                dated.weekdays.append(names)
                dated.start = min(dated.start, token.start)
        self.early_clocks, self.early_weekdays = [], []
        self.dates.append(dated)
        return spoken.end

    def _clock(self, place: int) -> int:
        follows = bool(self.dates) and not self.dates[-1].clocks and self.tokens[place].start - self.dates[-1].end <= 3
        clock = clock_at(self.tokens, place, after_day=follows)
        if clock is None or (self.tokens[place].kind == "word" and day_at(self.tokens, place + 1, self.order)):
            return 0  # "am 11. Juli" is no hour before noon
        if self.dates and self.dates[-1].role == self.role and not self.dates[-1].spoken.clock:
            self.dates[-1].clocks.append(clock)
            self.dates[-1].end = self.tokens[clock.end - 1].end
        elif not self.dates or self.role != "updated":
            self.early_clocks.append((self.tokens[place], clock))
        return clock.end

    def _label(self, place: int) -> int:
        for n_words in range(_MOST_WORDS_IN_A_NAME, 0, -1):
            words, end = phrase(self.text, self.tokens, place, n_words)
            role = role_of(fold(words), place == 0 or end == len(self.tokens)) if words else None
            if role and (n_words > 1 or fold(words) not in connectors()):
                self.role = role
                self.roles.add(role)
                return end
        return 0

    def _weekday(self, place: int) -> int:
        name, closed = self.tokens[place].text, at(self.tokens, place + 1).text
        if name in _SHORT_WEEKDAYS and at(self.tokens, place - 1).text == _BRACKETS.get(closed):  # "(火)", "(화)"
            self.early_weekdays.append((self.tokens[place], {_SHORT_WEEKDAYS.index(name) % 7: frozenset()}))
            return place + 1
        for n_words in range(_MOST_WORDS_IN_A_NAME, 0, -1):
            words, end = phrase(self.text, self.tokens, place, n_words)
            names = weekdays_named(words) if words else {}
            if names and not (n_words == 1 and fold(words) in connectors()):
                self.early_weekdays.append((self.tokens[place], names))
                return end
        return 0

    def _goes_with(self, token: Token, names: Names, dated: Dated) -> bool:
        """Whether a name is a weekday where this date stands: `Anna` is Friday in Turkmen, a name beside `mars`."""
        languages = frozenset[str]().union(*names.values())
        gap = self.text[token.end : dated.start] if token.end <= dated.start else self.text[dated.end : token.start]
        near = not any(c.isalnum() for c in gap) or len(gap) <= _NEAR
        if near and (not dated.spoken.languages or languages & dated.spoken.languages):
            return True
        self.others.append((token.start, token.end))
        return False

    def _word(self, place: int) -> int:
        token = self.tokens[place]
        silent = fold(token.text) in connectors() if token.kind != "mark" else token.text not in _UNSURE
        silent = silent or self._ends_number(place)
        if token.kind == "number" or not silent:
            self.others.append((token.start, token.end))
        return place + 1

    def _ends_number(self, place: int) -> bool:
        """Whether it is the ending of a number before it: `2025'te`."""
        ties = touch(self.tokens, place) and touch(self.tokens, place - 1)
        short = self.tokens[place].kind == "word" and len(self.tokens[place].text) <= _LONGEST_ENDING
        after = at(self.tokens, place - 1).text in _APOSTROPHES and at(self.tokens, place - 2).kind == "number"
        return ties and short and after

    def _lone_year(self) -> None:
        for place, token in enumerate(self.tokens):
            if (token.start, token.end) in self.others and (spoken := year_at(self.tokens, place)):
                self.others.remove((token.start, token.end))
                self.dates.append(Dated(token.start, token.end, spoken, self.role))
                return
