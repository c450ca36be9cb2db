"""Who is quoted in a sentence: the name that stands nearest to its word of saying, as it is written there."""

import re
from typing import Final

from filrouge.build.claims.voice_words import disputing, saying

_QUOTED: Final = re.compile('“[^“”]*[”“]|«[^«»]*»|„[^„“”]*[“”]|"[^"]*"|「[^「」]*」')
_NAME: Final = re.compile(
    r"(?<![\w.'’])[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁІЇЄ][\w'’-]*(?:(?:\s(?:de|del|de la|da|do|dos|di|van|von|der|den|bin|al|el|d['’]))?"
    r"[  ][A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁІЇЄ][\w'’-]*)+"
)
_LONGEST: Final = 60
_SMALL_WORDS: Final = frozenset(
    "a as at but for he her his in on she the they when au aux dans il la le les pour selon sur al el en los las para "  # noqa: SIM905
    "según der die das laut im nach o os um secondo в для из как на но о по с у".split()
)


def speaker_in(text: str, language: str, *, only_reporting: bool = False) -> str | None:
    """The full name nearest to a word of saying outside quotation marks; None where there is none.

    Parameters
    ----------
    only_reporting : only where the sentence begins with who said what stood before, as `he said, …`.
    """
    bare = _QUOTED.sub(lambda match: " " * len(match.group()), text)
    words = filter(None, (saying(language), disputing(language)))
    spoken = [match.span() for pattern in words for match in pattern.finditer(bare)]
    if not spoken or (only_reporting and spoken[0][0] > _LONGEST):
        return None
    names = [(match.start(), name) for match in _NAME.finditer(bare) if (name := _without_article(match.group()))]
    if not names:
        return None

    def distance(place: int, name: str) -> int:
        return min(place - end if place >= end else abs(start - place - len(name)) for start, end in spoken)

    return min(names, key=lambda one: distance(*one))[1]


def _without_article(name: str) -> str | None:
    """A full name without the small word that a sentence may begin with: "The Royal Office", "Selon Ann Example"."""
    first, _, rest = name.partition(" ")
    if first.casefold() in _SMALL_WORDS:
        name = rest
    return name if " " in name and len(name) <= _LONGEST else None
