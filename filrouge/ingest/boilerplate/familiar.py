"""What a body's words and letters are, so that other lines can be compared with them."""

import re
from collections.abc import Sequence
from functools import cached_property
from math import log2
from typing import Final

from filrouge.ingest.boilerplate.unit import LONG_WORDS, Unit
from filrouge.ingest.dates.tokens import WORD

_STEM: Final = 5
_LEAST_LETTERS: Final = 4
_KNOWN_BODY: Final = 200
"""Letters of a body from which its language can be told by its sequences of three letters."""
_WELL_KNOWN_BODY: Final = 2 * _KNOWN_BODY  # letters from which its short words are known, too
_MOST_FOREIGN: Final = 0.5
_FUNCTION_WORD: Final = 4  # letters at the most
_LEAST_THREES: Final = 12
_TELLING: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u0900-\u0dff])+")  # vowels of India are marks
_SHORT_LINE: Final = 15  # words
_LONG_LINE: Final = 20  # words
_OF_THE_SAME: Final = 0.2  # share of its words that a long line in another language hardly has
_READ: Final = 20_000  # characters of a body that say enough of it
_SAMPLE: Final = 300
_SCRIPTS: Final = {
    name: re.compile(f"[{ranges}]")
    for name, ranges in {
        "latin": "A-Za-z\u00c0-\u024f\u1e00-\u1eff",
        "greek": "\u0370-\u03ff",
        "cyrillic": "\u0400-\u052f",
        "armenian": "\u0530-\u058f",
        "hebrew": "\u0590-\u05ff",
        "arabic": "\u0600-\u077f",
        "indic": "\u0900-\u0dff",
        "georgian": "\u10a0-\u10ff",
        "cjk": "\u3040-\u9fff\uac00-\ud7af",
    }.items()
}


class Familiar:
    """What a body's words and letters are, so that other lines can be compared with them."""

    def __init__(self, body: Sequence[Unit]) -> None:
        prose = [unit for unit in body if unit.prose]
        self._stems = frozenset(_stems("\n".join(unit.text for unit in prose)[:_READ].casefold()))
        self._lowered = "\n".join(unit.text for unit in _sure(prose))[:_READ].casefold()
        self._letters = len("".join(_TELLING.findall(self._lowered)))
        self._script = _script(self._lowered)

    @cached_property
    def _threes(self) -> frozenset[tuple[str, ...]]:
        return frozenset(zip(self._lowered, self._lowered[1:], self._lowered[2:], strict=False))

    @cached_property
    def _short(self) -> frozenset[str]:
        return frozenset(word for word in WORD.findall(self._lowered) if len(word) <= _FUNCTION_WORD)

    @cached_property
    def _alphabet(self) -> frozenset[str]:
        return frozenset(self._lowered) | {" "}

    def share(self, unit: Unit) -> float:
        """Share of the telling words of a line that the body has as well."""
        telling = _stems(unit.text.casefold())
        return sum(stem in self._stems for stem in telling) / len(telling) if telling else 0.0

    def weight(self, unit: Unit) -> float:
        """Like `share`, but of one or two words less is made than of a line of them."""
        n = len(_stems(unit.text.casefold()))
        return self.share(unit) * n / (n + 0.75) if n else 0.0

    def foreign(self, unit: Unit, suspect: bool = False) -> bool:
        """Whether a short line is written in another script or language than the body.

        Of a line that is suspect for where it stands, less is asked.
        """
        if unit.words < 2 or unit.words > 30 or unit.bullet or self._letters < _KNOWN_BODY:
            return False
        script = _script(unit.text)
        if script != self._script:
            return sum(map(len, _TELLING.findall(unit.text))) >= 6
        if unit.words >= _LONG_LINE and self.share(unit) >= _OF_THE_SAME:
            return False
        words = [f" {word} " for word in WORD.findall(unit.text) if len(word) > 1 and word.islower()]  # names no clue
        threes = [three for word in words for three in zip(word, word[1:], word[2:], strict=False)]
        if len(threes) < _LEAST_THREES or script == "cjk":
            return False
        known = sum(three in self._threes for three in threes) / len(threes)
        strange = sum(not self._alphabet.issuperset(word) for word in words)
        # The more text, the more of its language's sequences it has: fitted so that 1 line in 100 is mistaken.
        limit = min(0.125 * log2(self._letters / 250), _MOST_FOREIGN)
        if known < limit or (strange >= 2 and 4 * strange >= len(words) and known < limit + 0.2):
            return True
        suspect = suspect and (self._letters >= _WELL_KNOWN_BODY or unit.words < _SHORT_LINE)
        short = [word for word in words if len(word) <= _FUNCTION_WORD + 2]
        unknown = sum(word.strip() not in self._short for word in short)
        return suspect and len(short) >= 4 and 4 * unknown >= 3 * len(short) and known < limit + 0.35


def _sure(prose: list[Unit]) -> list[Unit]:
    """Leave out a short paragraph at the border, which may be the page's."""
    sure = list(prose)
    for border in (0, -1):
        if len(sure) >= 3 and sure[border].words <= LONG_WORDS:
            del sure[border]
    return sure


def _stems(lowered: str) -> list[str]:
    stems: list[str] = []
    for word in _TELLING.findall(lowered):
        if word[0] >= "\u2e80":  # written without spaces: pairs of characters
            stems += [word[i : i + 2] for i in range(len(word) - 1)]
        elif len(word) >= _LEAST_LETTERS:
            stems.append(word[:_STEM])
    return stems


def _script(text: str) -> str:
    counts = {name: len(letters.findall(text[:_SAMPLE])) for name, letters in _SCRIPTS.items()}
    return max(counts, key=lambda name: counts[name]) if any(counts.values()) else ""
