"""What an entry of a library becomes: a record with the fields that are known, and the tool's own beside them."""

import re
from collections.abc import Mapping
from typing import Final

from filrouge.ingest.column_names import ALIASES
from filrouge.ingest.record import Item, Record, UnreadableFile

MOST_BYTES: Final = 64 << 20
"""A larger library is refused: it is held in memory whole."""

_HEADLINE: Final = "headline"
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_EMPTY_PARTS: Final = re.compile(r"(?:[/-]0*)*[/-]?\s*$")


def entry_record(row: int, fields: Mapping[str, str], method: str) -> Record:
    """Make the record of an entry; one without an abstract has its title for a text, and says so."""
    held = {name: value.strip() for name, value in fields.items() if value and value.strip()}
    if "text" not in held and "title" in held:
        held = {"text": held["title"], **held, "kind": _HEADLINE}
    names = tuple(dict.fromkeys(("text", "title", "date", "source", "author", "url", *held)))
    rejected = None if "text" in held else "neither an abstract nor a title in it"
    return Record(row, held, names, rejected, methods={name: method for name in held if name in ALIASES})


def whole_date(year: str, month: str = "", day: str = "") -> str:
    """Put a date together, as precise as its parts are: "2025-03-11", "2025-03", "2025"."""
    year = year.strip()
    if not re.fullmatch(r"[12][0-9]{3}", year):
        return " ".join(filter(None, (day.strip(), month.strip(), year)))
    number = month_number(month)
    if not number:
        return year if not month.strip() else f"{day.strip()} {month.strip()} {year}".strip()
    figure = re.fullmatch(r"\s*([0-9]{1,2})\s*", day)
    return f"{year}-{number:02}" + (f"-{int(figure[1]):02}" if figure and 0 < int(figure[1]) < 32 else "")


def month_number(month: str) -> int:
    """The number of a month given as a figure or by a name that begins as in English; 0 if it is neither."""
    month = month.strip().casefold().strip(".")
    if month.isdecimal():
        return int(month) if 1 <= int(month) <= 12 else 0
    return _MONTHS.index(month[:3]) + 1 if month[:3] in _MONTHS else 0


def slashed_date(written: str) -> str:
    """A date in parts of which the last may be empty, as "2025/03//" or "2025-03-00", without those."""
    return (
        _EMPTY_PARTS.sub("", written.strip()).replace("/", "-") if re.match(r"\s*[12][0-9]{3}\b", written) else written
    )


def read_whole(item: Item) -> bytes:
    """The bytes of a library.

    Raises
    ------
    UnreadableFile
        It is larger than any is.
    """
    with item.open() as stream:
        raw = stream.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise UnreadableFile(f"the library is larger than {MOST_BYTES >> 20} MB: export it in parts")
    return raw
