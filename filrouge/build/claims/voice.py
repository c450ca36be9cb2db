"""Whether a text says something in its own voice, quotes it, or disputes it; by quotation marks and words of saying.

Words are found; meaning is not understood. In a language whose words are not known only quotation marks tell.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from filrouge.build.claims.voice_words import DISPUTING, SAYING

OWN: Final = "own"
QUOTES: Final = "quotes"
DISPUTES: Final = "disputes"
UNCLEAR: Final = "unclear"

MOSTLY_QUOTED: Final = 0.5
"""Share of a sentence between quotation marks from which somebody else is speaking."""

_UNSPACED: Final = frozenset(("zh", "ja"))


@dataclass(frozen=True)
class Utterance:
    """How something is said: `voice`, one of OWN, QUOTES, DISPUTES, UNCLEAR; `speaker`: who is quoted, as it stands."""

    voice: str
    speaker: str | None = None


def voice_of(text: str, language: str, quoted: float, after: str = "") -> Utterance:
    """Tell how a sentence says what it says.

    Parameters
    ----------
    quoted : the share of it between quotation marks.
    after : the sentence that follows, which may name who spoke.
    """
    from filrouge.build.claims.speakers import speaker_in

    known = language in SAYING
    if _found(DISPUTING, text, language):
        return Utterance(DISPUTES, speaker_in(text, language))
    if quoted >= MOSTLY_QUOTED:
        return Utterance(QUOTES, speaker_in(text, language) or speaker_in(after, language, only_reporting=True))
    if _found(SAYING, text, language):
        return Utterance(QUOTES, speaker_in(text, language))
    return Utterance(OWN if known else UNCLEAR)


def saying(text: str, language: str) -> list[tuple[int, int]]:
    """Where words of saying and disputing stand."""
    patterns = [_pattern(which, language) for which in ("saying", "disputing")]
    return [match.span() for pattern in patterns if pattern for match in pattern.finditer(text)]


def _found(table: dict[str, str], text: str, language: str) -> bool:
    pattern = _pattern("saying" if table is SAYING else "disputing", language)
    return bool(pattern and pattern.search(text))


@cache
def _pattern(which: str, language: str) -> re.Pattern[str] | None:
    words = (SAYING if which == "saying" else DISPUTING).get(language)
    if words is None:
        return None
    if language in _UNSPACED:
        return re.compile(words)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
