"""What an item shows, counted apart from its reader."""

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from html import unescape
from typing import Final, NamedTuple

from filrouge.ingest.balance import visible
from filrouge.ingest.encoding import HEAD, marked
from filrouge.ingest.formats.paragraphs import IN_PARAGRAPHS, lines_of
from filrouge.ingest.record import Item, UnreadableFile

MEASURED: Final = frozenset({"html", "markup", "text", "csv", "ruled", "subtitles", "docx", "odt", "rtf"})
"""Kinds of which what they show can be counted apart from their reader."""

_MARKED_UP: Final = frozenset({"html", "markup"})
_CHUNK: Final = 4 << 20
_TAG: Final = re.compile(r"<[^<>]*>")
_UNSEEN: Final = re.compile(r"<(?:script|style|template|svg)\b|<!--", re.IGNORECASE)
_ENDS: Final = {
    "<!--": re.compile("-->"),
    **{f"<{name}": re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style", "template", "svg")},
}


class Shown(NamedTuple):
    """How many characters an item shows, and its beginning: as text in lines, and as it is written."""

    n: int
    text: str
    written: str


def measure(item: Item, kind: str) -> Shown:
    """Count what an item shows, apart from its reader; nothing where that cannot be told."""
    n, first = 0, ("", "")
    if kind in MEASURED:
        with suppress(UnreadableFile, UnicodeError):
            for text, written in _pieces(item, kind):
                n += visible(text)
                first = first if first[0] else (text, written)
    return Shown(n, *first)


def _pieces(item: Item, kind: str) -> Iterator[tuple[str, str]]:
    if kind in IN_PARAGRAPHS:
        text = "\n".join(lines_of(item, kind))
        yield text, text
        return
    with item.open() as stream:
        raw = stream.read(_CHUNK)
        decoder = codecs.getincrementaldecoder(marked(raw[:HEAD]) or "utf-8")("replace")
        while raw:
            written, raw = decoder.decode(raw), stream.read(_CHUNK)
            yield _without_tags(written) if kind in _MARKED_UP else written, written


def _without_tags(markup: str) -> str:
    """The text of markup, a line for each tag, without scripts, styles and remarks."""
    pieces: list[str] = []
    at = 0
    while found := _UNSEEN.search(markup, at):
        pieces.append(markup[at : found.start()])
        end = _ENDS[found[0].lower()].search(markup, found.end())
        at = end.end() if end else len(markup)
    pieces.append(markup[at:])
    return unescape(_TAG.sub("\n", "".join(pieces)))
