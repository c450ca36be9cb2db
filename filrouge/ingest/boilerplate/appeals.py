"""Paragraphs in which an outlet speaks of itself and to its reader: it asks for support or offers a letter."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from filrouge.ingest.boilerplate import reasons
from filrouge.ingest.boilerplate.biographies import biographies
from filrouge.ingest.boilerplate.patterns import patterns
from filrouge.ingest.boilerplate.unit import Unit
from filrouge.ingest.dates.tokens import WORD


def _begun(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns(name))})", re.IGNORECASE)


_ASKS: Final = _begun("appeals_asking")
_MEDIUM: Final = _begun("appeals_medium")
_READER: Final = _begun("appeals_reader")

_STEM: Final = 5
_LEAST_LETTERS: Final = 4
_LETTER: Final = re.compile("|".join(patterns("appeals_letter")), re.IGNORECASE)
_FEWEST_CUES: Final = 4  # of a paragraph by itself; one less beside a line of the page's
_OF_A_NAME: Final = 2  # cues: the name of the outlet
_FIRST_LINES: Final = 2  # of a page, which may name its outlet
_WORDS_OF_AN_OUTLET: Final = range(1, 5)
_SHORTEST_OUTLET: Final = 5  # letters
_WORDS_TO_A_CUE: Final = 13  # the most
_FEWEST_WORDS: Final = 6
_FEWEST_BESIDE: Final = 2  # of one beside an appeal
_MOST_IN_COMMON: Final = 0.45  # share of its words that the other paragraphs have, too
_MOST_OF_PAGE: Final = 0.6  # of the words of a page's paragraphs: a page with more is an appeal
_LONGEST: Final = 2000  # characters
_LONGEST_HEADING: Final = 10  # words
_LONGEST_BUTTON: Final = 6  # words
_MOST_BUTTONS: Final = 3
_QUOTED: Final = re.compile(r"«[^»]*(?:»|$)|“[^”]*(?:”|$)|„[^“”]*(?:[“”]|$)|\"[^\"]*(?:\"|$)")
_QUOTES: Final = "\"“«„'‘—–-"


def mark_appeals(units: Sequence[Unit]) -> None:
    """Mark what an outlet says of itself among the paragraphs of its page, and of those who write for it."""
    for i in biographies(units):
        _mark(units[i], reasons.BYLINE)
    prose = [unit for unit in units if unit.prose and not unit.appeal]
    outlets = _outlets(units)
    own = _stems(" ".join(outlets))
    told = [unit for unit in prose if not _speaks_of_itself(unit, Counter(), outlets, _FEWEST_CUES - 1)]
    common = Counter(stem for unit in told for stem in _stems(unit.text) - own)
    silent, first = set(told), prose[:2]
    found = {
        i
        for i, unit in enumerate(units)
        if unit not in silent and _is_appeal(units, i, common, () if unit in first else outlets)
    }
    for step in (-1, 1):
        for i in sorted(found):
            j = i + step
            while 0 <= j < len(units) and j not in found and _goes_on(units[j], common, outlets):
                found.add(j)
                j += step
    if sum(units[i].words for i in found) <= _MOST_OF_PAGE * sum(unit.words for unit in prose):
        for i in sorted(found):
            _mark(units[i], reasons.SHARE)
            for j in (*_heading(units, i, common), *_buttons(units, i)):
                _mark(units[j], reasons.SHARE)


def _mark(unit: Unit, reason: str) -> None:
    unit.page, unit.reason, unit.appeal = 2, unit.reason or reason, True


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in WORD.findall(text.casefold()) if len(word) >= _LEAST_LETTERS}


def _is_appeal(units: Sequence[Unit], i: int, common: Counter[str], outlets: Collection[str]) -> bool:
    unit = units[i]
    if not _is_told(unit):
        return False
    around = [one for one in units[max(i - 1, 0) : i + 2] if not one.prose and 0 < one.words <= _LONGEST_HEADING]
    beside = any(one.page == 2 or _cued(one) for one in around)
    return _speaks_of_itself(unit, common, outlets, _FEWEST_CUES - beside)


def _goes_on(unit: Unit, common: Counter[str], outlets: Collection[str]) -> bool:
    """Whether a paragraph right beside an appeal belongs to it."""
    return _is_told(unit) and _speaks_of_itself(unit, common, outlets, _FEWEST_BESIDE)


def _speaks_of_itself(unit: Unit, common: Counter[str], outlets: Collection[str], fewest: int) -> bool:
    """Whether a paragraph has so many cues that the outlet speaks, for its length, and hardly a word of the others; and
    says "we" or "you", names the outlet or stands beside one that does: others tell of newspapers and gifts, too.
    """
    if len(unit.text) > _LONGEST:
        return False
    text = _QUOTED.sub(" ", unit.text)
    asks, medium, letter = _cues(_ASKS, text), _cues(_MEDIUM, text), _LETTER.search(text) is not None
    named, addressed = any(outlet in text for outlet in outlets), _READER.search(text) is not None
    cues = asks + medium + letter + addressed + _OF_A_NAME * named
    sorts = (asks > 0) + (medium > 0) + letter + addressed + named
    enough = (
        (addressed or named or fewest == _FEWEST_BESIDE)
        and (sorts > 1 or (medium > 1 and fewest == _FEWEST_BESIDE))
        and (asks or medium)
        and cues >= max(fewest, unit.words / _WORDS_TO_A_CUE)
    )
    return bool(enough) and _in_common(unit, common) < _MOST_IN_COMMON


def _outlets(units: Sequence[Unit]) -> list[str]:
    """What the outlet may be called: the first lines of a page, where they are names."""
    found: list[str] = []
    for unit in [unit for unit in units if unit.words][:_FIRST_LINES]:
        if unit.words in _WORDS_OF_AN_OUTLET and len(unit.text) >= _SHORTEST_OUTLET and not (unit.page or unit.ends):
            found.append(unit.text)
    return found


def _cues(expression: re.Pattern[str], text: str) -> int:
    return len(set(expression.findall(text.casefold())))


def _is_told(unit: Unit) -> bool:
    told = unit.prose or (unit.words >= _FEWEST_WORDS and unit.ends in {"sentence", "question"})
    return told and not (unit.bullet or unit.heading or unit.stamp or unit.text[:1] in _QUOTES)


def _in_common(unit: Unit, common: Counter[str]) -> float:
    """Share of the words of a paragraph that others have, too."""
    stems = _stems(unit.text)
    mine = {stem: common[stem] for stem in stems}
    counted = unit.prose and all(mine.values())
    return sum(n > counted for n in mine.values()) / len(stems) if stems else 0.0


def _heading(units: Sequence[Unit], i: int, common: Counter[str]) -> Iterator[int]:
    """The line right above an appeal that heads it: a few words, none of them the article's."""
    if i == 0:
        return
    above = units[i - 1]
    told = above.ends in {"sentence", "ellipsis", "colon"} and not _cued(above)
    if above.prose or above.page == 2 or above.stamp or above.byline or above.bullet or told or above.dateline:
        return
    if above.words <= _LONGEST_HEADING and (_in_common(above, common) == 0 or _cued(above)):
        yield i - 1


def _buttons(units: Sequence[Unit], i: int) -> Iterator[int]:
    """The lines right below an appeal that are to be pressed, or sign it."""
    for j in range(i + 1, min(i + 1 + _MOST_BUTTONS, len(units))):
        unit = units[j]
        if unit.prose or unit.words > _LONGEST_BUTTON or not (_cued(unit) or unit.page):
            return
        yield j


def _cued(unit: Unit) -> bool:
    return _ASKS.search(unit.text) is not None or _MEDIUM.search(unit.text) is not None
