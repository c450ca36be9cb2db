"""What a spreadsheet would run as a formula, made text."""

import re
import unicodedata
from typing import Final

from filrouge.characters import one_line

_SIGNS: Final = "=+-@"
_ALIKE: Final = "".join(
    sorted(c for c in map(chr, range(0x2000, 0x10000)) if unicodedata.normalize("NFKC", c) in set(_SIGNS))
)
"""Full-width, small and raised forms of the signs: programs in East Asian languages take them for the signs."""
SIGN: Final = f"[{re.escape(_SIGNS + _ALIKE)}]"
"""A pattern: one character that may begin a formula."""

# Programs trim what cannot be seen before they look at a cell: blanks, controls, marks of direction, a byte order mark.
_UNSEEN: Final = ("Z", "C")
_SIGN: Final = re.compile(SIGN)


def runs(text: str) -> bool:
    """Whether a spreadsheet may take a cell for a formula, or for the end of a cell."""
    if text.startswith(("\t", "\r", "\n")):
        return True
    first = next((c for c in text if unicodedata.category(c)[0] not in _UNSEEN), "")
    return bool(_SIGN.match(first))


def harmless(text: str) -> str:
    """The text as a cell may hold it: with an apostrophe before what `runs`."""
    return f"'{text}" if runs(text) else text


def plain_cell(cell: str) -> str:
    """A cell as one line, without the apostrophe that keeps a spreadsheet from running it."""
    words = one_line(cell)
    return words[1:] if words[:1] == "'" and runs(words[1:]) else words
