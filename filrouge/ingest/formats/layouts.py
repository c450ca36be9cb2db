"""Which layout an item has, if it is the export of a tool that is no table: by its beginning, whatever its kind."""

import re
from collections.abc import Iterator
from importlib import import_module
from itertools import islice
from typing import Final

from filrouge.ingest.encoding import HEAD, head_text
from filrouge.ingest.profiles import Layout, layouts
from filrouge.ingest.profiles.layout import PAGES
from filrouge.ingest.record import Item, Record, UnreadableFile

_SCRIPT: Final = re.compile(r"<(script|style)\b")
_SEEN: Final = 64 << 10  # characters
_READ: Final = 4 << 20  # bytes of a file that hold as many characters, when styles, scripts and pictures are left out


def layout_of(item: Item, kind: str, asked: Layout | None = None) -> Layout | None:
    """The layout of an item of a kind: the one that is asked for, or else the first that its beginning tells."""
    if asked is not None and kind in asked.kinds:
        return asked
    possible = [layout for layout in layouts() if kind in layout.kinds]
    if not possible:
        return None
    try:
        start = beginning(item, kind)
    except UnreadableFile:
        return None  # said when it is read
    return next((layout for layout in possible if layout.tells(start)), None)


def read_layout(item: Item, kind: str, layout: Layout) -> Iterator[Record]:
    """Stream the records of an item as its layout's reader finds them.

    Raises
    ------
    UnreadableFile
    """
    item, kind = _unpacked(item, kind)
    module, _, name = layout.reader.rpartition(".")
    reader = getattr(import_module(f"filrouge.ingest.formats.{module}"), name)
    yield from reader(item, kind)


def beginning(item: Item, kind: str) -> str:
    """The first characters of an item: of documents in paragraphs their text, of others as they are written.

    Raises
    ------
    UnreadableFile
    """
    from filrouge.ingest.formats.paragraphs import IN_PARAGRAPHS, lines_of
    from filrouge.ingest.formats.pdf import first_lines

    item, kind = _unpacked(item, kind)
    if kind == "pdf":
        return first_lines(item)[:_SEEN]
    if kind in IN_PARAGRAPHS:
        return "\n".join(islice(lines_of(item, kind), 2000))[:_SEEN]
    with item.open() as stream:
        head = stream.read(_READ if kind in PAGES else HEAD)
    text = (head_text(head) or "").lstrip("\ufeff")
    return (_without_scripts(text) if kind in PAGES else text)[:_SEEN]


def _unpacked(item: Item, kind: str) -> tuple[Item, str]:
    """The page in a web archive, read as a page; another item as it is."""
    if kind != "mhtml":
        return item, kind
    from filrouge.ingest.formats.web_archives import page_item

    return page_item(item), "html"


def _without_scripts(markup: str) -> str:
    """Leave out scripts and styles, which in saved pages come before all else and are long."""
    pieces: list[str] = []
    at = 0
    while found := _SCRIPT.search(markup, at):
        pieces.append(markup[at : found.start()])
        end = markup.find(f"</{found[1]}", found.end())
        if end < 0:
            return "".join(pieces)
        at = end
    return "".join(pieces) + markup[at:]
