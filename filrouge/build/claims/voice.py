"""Whether a text says something in its own voice, quotes it, or disputes it; by quotation marks and words of saying.

Words are found; meaning is not understood. In a language whose words are not known only quotation marks tell.
"""

from dataclasses import dataclass
from typing import Final

from filrouge.speakers import speaker_in
from filrouge.voice_words import disputing, saying

OWN: Final = "own"
QUOTES: Final = "quotes"
DISPUTES: Final = "disputes"
UNCLEAR: Final = "unclear"

MOSTLY_QUOTED: Final = 0.5
"""Share of a sentence between quotation marks from which somebody else is speaking."""


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
    words, against = saying(language), disputing(language)
    if against and against.search(text):
        return Utterance(DISPUTES, speaker_in(text, language))
    if quoted >= MOSTLY_QUOTED:
        return Utterance(QUOTES, speaker_in(text, language) or speaker_in(after, language, only_reporting=True))
    if words and words.search(text):
        return Utterance(QUOTES, speaker_in(text, language))
    return Utterance(OWN if words else UNCLEAR)
