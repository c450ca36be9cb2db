"""Tables as CSV: their rows, and what a spreadsheet would run as a formula, made text."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from filrouge.characters import one_line
from filrouge.errors import InputError
from filrouge.i18n import _

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


def table_rows(text: str, delimiter: str = "") -> Iterator[list[str]]:
    """The rows of a CSV; without a `delimiter`, its columns are parted by what its first line has most of: commas,
    semicolons or tabs.

    Raises
    ------
    InputError : it is none.
    """
    delimiter = delimiter or max(",;\t", key=text.partition("\n")[0].count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        yield from rows
    except csv.Error as error:
        raise InputError(
            _("it is no table that can be read ({error})").format(error=error),
            hint=_("Save it as CSV in UTF-8, with commas between the columns."),
        ) from error
