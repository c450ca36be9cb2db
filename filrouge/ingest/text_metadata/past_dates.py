"""The latest past date that a body names with its year: the text cannot be older than that."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from filrouge.ingest.dates.months import fold
from filrouge.ingest.dates.tokens import plain_digits
from filrouge.ingest.dates.written_dates import dates_in
from filrouge.ingest.text_metadata.tenses import announces, speaks_of_the_future, speaks_of_the_past

_FIRST_YEAR: Final = 1450
_LONG_PAST: Final = 15
"""Years before today from which on a year is history, whatever the tense of its sentence."""

_LINK: Final = re.compile(r"(?:https?://|www\.)\S+|[^\s@]{1,64}@\S+")
_LONGEST_SENTENCE: Final = 4000
_ANY_YEAR: Final = re.compile(r"(?:1[4-9]|20)[0-9]{2}")
_SENTENCE: Final = re.compile(
    r"(?<=[.!?…։؟])[\"”»’)\]]*\s+(?=[^\sa-zа-яё0-9])|(?<=[。！？])|\n\s*\n|(?<![,\s])\s*\n\s*(?=[^\sa-zа-яё0-9])"
)
_CLAUSE_END: Final = re.compile(r"[,;:()\[\]«»“”\"–—]|\s-\s|[，；：、]")
_NUMBER: Final = re.compile(
    r"(?<![^\W\u3040-\u9fff\uac00-\ud7af])(?<![.,/°$€£¥№#+\-–—])(?P<year>(?:1[4-9]|20)[0-9]{2})"
    r"(?:\s?[-–—/]\s?(?P<last>(?:1[4-9]|20)[0-9]{2}|[0-9]{2}))?"
    r"(?P<tail>[^\W\d_]*)(?![0-9]|[.,’'][0-9]|[ \u00a0\u202f][0-9]{3}\b|\s?[%°€$£])"
)
_BEFORE: Final = re.compile(r"(?P<word>[^\W\d_]+)?[\s'’]*(?P<mark>[(\[,–—-]?)\s*$")
_WORD_AFTER: Final = re.compile(r"[\s'’\-–]*(?P<word>[^\W\d_]+)")
_ENDS: Final = re.compile(r"\s*(?:$|[.,;:!?)\]»”\"…։،。、])")
_SUFFIX: Final = re.compile(r"['’\-][^\W\d_]")

_IN: Final = """
in during en année nel nell im jahr jahre w roku в у году році سنة عام في سال در בשנת ב στο το έτος anul siden vuonna år
el año ano
"""
_SINCE: Final = "since depuis seit desde sinds dal sedan siden od с з із منذ מאז από din"
_OF: Final = "of de d du del della di von van от den des da dos"
_YEAR_WORDS: Final = """
году года год годах годы годов г гг році року рік рр ildə ilin il illərdə ilində illər yıl yılı yılında yılından yılının
yıllarında թվականին թվականի թվական թ թթ წელს წლის წელი roku rok gada gadā metų metais жылы жылғы yil yili
"""
_UNTIL: Final = """
by until till before jusqu ici avant horizon bis ab hasta antes entro fino até tot voor do до к перед մինչև حتى עד
μέχρι până hingga sampai
"""
_TO: Final = "to au al по"
_UNTIL_AFTER: Final = "kadar dek qədər dək մինչև дейін чейин მდე 前 之前 以前 まで 까지"
_NEAR: Final = 2  # words
_BESIDE: Final = 40  # characters


@dataclass(frozen=True)
class _Named:
    """A date that a sentence names: its first day, where it stands, and how sure it is to be a past one."""

    first: date
    start: int
    end: int
    coarse: bool  # no day is named, or the first of January, which stands for a year to come
    doubtful: bool = False  # little says that the number is a year, or it is the end of a span


def latest_past_date(body: str, today: date, language: str | None = None) -> date | None:
    """Find the latest day not after `today` whose year the body names.

    A day counts as itself, a month as its first day, a year as the first of January. Numbers that are no years do
    not count, nor do dates that may lie ahead of the text: those in sentences that speak of what is to come, and,
    unless they are long past, months and years in clauses whose verb is in no past form.

    Parameters
    ----------
    language : code of the text's language, by which tenses are told.
    """
    text = _LINK.sub(lambda match: " " * len(match[0]), plain_digits(body))
    latest = None
    for sentence in _sentences(text):
        for named in _named(sentence):
            later = named.first <= today and (latest is None or named.first > latest)
            if later and _is_past(named, sentence, today.year - _LONG_PAST, language):
                latest = named.first
    return latest


def _sentences(text: str) -> Iterator[str]:
    """The sentences that hold a year, in pieces where they have no end."""
    for sentence in filter(None, _SENTENCE.split(text)):
        for start in range(0, len(sentence), _LONGEST_SENTENCE):
            piece = sentence[start : start + _LONGEST_SENTENCE]
            if _ANY_YEAR.search(piece):
                yield piece


def _is_past(named: _Named, sentence: str, long_past: int, language: str | None) -> bool:
    if _is_limit(sentence, named):
        return False
    if named.first.year <= long_past:
        return True
    if named.doubtful or speaks_of_the_future(sentence, language):
        return False
    if not named.coarse and not _follows(sentence, named, _TO):
        return not announces(sentence) or speaks_of_the_past(_clause(sentence, named), language)
    if announces(sentence):
        return False
    return _follows(sentence, named, _SINCE, 1) or speaks_of_the_past(_clause(sentence, named), language)


def _clause(sentence: str, named: _Named) -> str:
    """The part of a sentence between marks in which a date stands."""
    start = max((match.end() for match in _CLAUSE_END.finditer(sentence, 0, named.start)), default=0)
    end = _CLAUSE_END.search(sentence, named.end)
    return sentence[start : end.start() if end else len(sentence)]


def _is_limit(sentence: str, named: _Named) -> bool:
    """Whether words beside a date say that it is when something ends: `d'ici à 2030`, `bis 2030`, `2030'a kadar`."""
    rest = sentence[named.end : named.end + _BESIDE]
    return (
        _follows(sentence, named, _UNTIL)
        or any(word in _folded(_UNTIL_AFTER) for word in _words(rest)[:_NEAR])
        or rest.lstrip("年月日").startswith(("之前", "以前", "前", "まで", "까지", "底前", "后", "後"))
    )


def _follows(sentence: str, named: _Named, table: str, near: int = _NEAR) -> bool:
    """Whether one of the words right before a date is in a table."""
    before = _words(sentence[max(0, named.start - _BESIDE) : named.start])
    return any(word in _folded(table) for word in before[-near:])


def _named(sentence: str) -> Iterator[_Named]:
    taken: list[tuple[int, int]] = []
    for dated in dates_in(sentence):
        spoken = dated.spoken
        if spoken.reason or (spoken.day is None and not spoken.whole_name):
            continue
        taken.append((dated.start, dated.end))
        first = spoken.day or date(spoken.year, spoken.month or 1, 1)
        new_year = (first.month, first.day) == (1, 1)
        yield _Named(first, dated.start, dated.end, coarse=spoken.day is None or new_year)
    for match in _NUMBER.finditer(sentence):
        if not any(start <= match.start() < end for start, end in taken):
            yield from _years(sentence, match)


def _years(sentence: str, match: re.Match[str]) -> Iterator[_Named]:
    first, last = int(match["year"]), match["last"]
    sure = _says_year(sentence, match)
    if sure is None or first < _FIRST_YEAR:
        return
    start, end = match.start(), match.end()
    yield _Named(date(first, 1, 1), start, end, coarse=True, doubtful=not sure)
    if last:
        until = int(last) if len(last) == 4 else int(match["year"][:2] + last)
        if first < until:
            yield _Named(date(until, 1, 1), start, end, coarse=True, doubtful=True)


def _says_year(sentence: str, match: re.Match[str]) -> bool | None:
    """Whether the words beside a number say that it is a year: True, hardly (False), or not (None)."""
    after, tail = sentence[match.end() : match.end() + _BESIDE], match["tail"]
    follows = _WORD_AFTER.match(after)
    if tail[:1] in {"年", "년"} or fold(tail or (follows["word"] if follows else "")) in _folded(_YEAR_WORDS):
        return True
    if tail:
        return None
    before = _BEFORE.search(sentence[max(0, match.start() - _BESIDE) : match.start()])
    word, mark = (fold(before["word"] or ""), before["mark"]) if before else ("", "")
    is_round, closed = int(match["year"]) % 100 == 0, _ENDS.match(after) is not None
    if mark in {"", "-"} and word in _folded(_IN) | _folded(_SINCE) | _folded(_UNTIL) | _folded(_TO):
        return True if closed or not is_round else None
    if is_round:
        return None
    if _SUFFIX.match(after):
        return True  # 2020'de
    in_brackets = mark in {"(", "["} and re.match(r"\s*[)\],;–—]", after) is not None
    return False if match["last"] or (closed and (in_brackets or (not mark and word in _folded(_OF)))) else None


def _words(text: str) -> list[str]:
    return [fold(word) for word in re.findall(r"[^\W\d_]+", text)]


@cache
def _folded(words: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words.split())
