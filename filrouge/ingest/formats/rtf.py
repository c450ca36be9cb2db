"""Rich text (RTF) → its plain text, and a record of it as if pasted."""

import re
from collections.abc import Iterator
from typing import Final

from filrouge.ingest.formats.papers import paper_record
from filrouge.ingest.record import Item, Record, UnreadableFile

_MOST_BYTES: Final = 64 << 20
_PICTURE: Final = re.compile(rb"(?:[0-9a-fA-F]{64,}\s*)+")
_BINARY: Final = re.compile(rb"\\bin([0-9]{1,9}) ?")
_TITLE: Final = re.compile(r"\{\\title\s?((?:[^{}\\]|\\(?:'[0-9a-f]{2}|u-?\d+\s?\??))*)\}", re.IGNORECASE)
_CODEPAGE: Final = re.compile(r"\\ansicpg(\d{2,5})")


def read_rtf(item: Item) -> Iterator[Record]:
    """Read the text of a rich text document: a line for each paragraph and row of a table. Its title is that of its
    properties where the text begins with it; it has no date.

    Raises
    ------
    UnreadableFile
    """
    with item.open() as stream:
        raw = stream.read(_MOST_BYTES + 1)
    if len(raw) > _MOST_BYTES:
        raise UnreadableFile(f"the rich text is larger than {_MOST_BYTES >> 20} MB")
    text = rtf_text(raw)
    if not text.strip():
        raise UnreadableFile("the rich text holds no text")
    title = _TITLE.search(raw[: 1 << 16].decode("latin-1"))
    named = _plain(rf"{{\rtf1{_code_page(raw)} {title[1]}}}") if title else ""
    yield paper_record(text, named, "document property title", "text of the rich text document", None)


def rtf_text(raw: bytes) -> str:
    """Give the text that a rich text document shows: pictures, instructions of fields and what is hidden left out.

    Raises
    ------
    UnreadableFile
        It is no rich text, or too damaged.
    """
    if not raw.lstrip(b"\xef\xbb\xbf\0 \r\n\t").startswith(b"{\\rtf"):
        raise UnreadableFile("it is no rich text (RTF)")
    text = _plain(_without_binary(raw).decode("latin-1"))
    return "\n".join(_row(line) for line in text.splitlines()).strip("\n")


def _row(line: str) -> str:
    """A row of a table, whose cells the library ends with a bar, with tabs between them; another line as it is."""
    line = line.strip()
    return "\t".join(cell.strip() for cell in line[:-1].split("|")) if line.endswith("|") else line


def _plain(markup: str) -> str:
    from striprtf.striprtf import rtf_to_text

    # The library's pattern of links takes a time that grows with the square of a line: links are left to their text.
    markup = markup.replace("\\fldinst{", "\\fldinst {")
    try:
        text: str = rtf_to_text(markup, errors="replace")
    except (ValueError, TypeError, AttributeError, LookupError, OverflowError, RecursionError) as error:
        raise UnreadableFile("the rich text is damaged or cut short") from error
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # characters that were written as two


def _without_binary(raw: bytes) -> bytes:
    """Take out the bytes of pictures: they are no letters, and most of what a long export holds."""
    pieces: list[bytes] = []
    at = 0
    while found := _BINARY.search(raw, at):
        pieces.append(raw[at : found.start()])
        at = min(found.end() + int(found[1]), len(raw))
    pieces.append(raw[at:])
    return _PICTURE.sub(b"", b"".join(pieces))


def _code_page(raw: bytes) -> str:
    said = _CODEPAGE.search(raw[:2000].decode("latin-1"))
    return rf"\ansi\ansicpg{said[1]}" if said else r"\ansi"
