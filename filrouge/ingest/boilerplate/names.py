"""Names of those who sign, told from headlines by their capitals."""

import re
from typing import Final

from filrouge.ingest.dates.tokens import WORD

_NAME: Final = re.compile(r"^(?:[^\W\d_a-z][\w.'’-]*\s+){1,4}[^\W\d_a-z][\w.'’-]*\s*(?:[,(–—-]|$)")
_PARTICLES: Final = frozenset((
    "de", "del", "della", "dei", "delle", "di", "da", "do", "dos", "das", "du", "des", "d", "l", "la", "le", "les",
    "las", "los", "el", "il", "al", "y", "e", "et", "en", "and", "of", "the", "for", "und", "für", "der", "die", "van",
    "von", "den", "ve", "və", "и", "և", "i",
))  # fmt: skip
_NO_NAME: Final = re.compile(r"[\d/|()\[\]:;@©]")


def begins_with_name(text: str) -> bool:
    """Whether a line begins as those do of people who sign: "Ada Nwosu, local historian"."""
    return _NAME.match(text) is not None


def is_titled(text: str) -> bool:
    """Whether all words but particles have capitals, as in a name: "Union of the Quay Workers of Marlow"."""
    if text.isupper() or _NO_NAME.search(text):
        return False
    words = [word for word in WORD.findall(text) if word not in _PARTICLES]
    return len(words) >= 2 and all(word[0].isupper() for word in words)
