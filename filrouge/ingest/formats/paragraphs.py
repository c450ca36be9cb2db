"""What an item shows, line by line, whatever it is written in: lines of text, paragraphs of documents, blocks of pages.

Exports of one tool come as text, Word, rich text or HTML, and are read alike from here on.
"""

import re
import zipfile
from collections.abc import Iterator
from typing import Any, Final

from filrouge.ingest.encoding import open_text
from filrouge.ingest.formats.archives import random_access
from filrouge.ingest.formats.markup_tokens import MarkupToken, tokens
from filrouge.ingest.formats.packages import check_package
from filrouge.ingest.formats.unpacking import DAMAGE
from filrouge.ingest.html.text import BLOCKS, UNSEEN
from filrouge.ingest.record import Item, UnreadableFile

IN_PARAGRAPHS: Final = frozenset({"docx", "odt", "rtf", "pdf"})
"""Kinds of file whose text is in paragraphs; the others' is as it is written."""

_WORD_XML: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACES: Final = re.compile(r"\s+")
_CELLS: Final = frozenset({"td", "th"})


def lines_of(item: Item, kind: str) -> Iterator[str]:
    """Stream the lines of an item without their ends, empty ones too.

    Cells of a table's row are parted by tabs; the paragraphs of a cell are lines of their own.

    Raises
    ------
    UnreadableFile
    """
    if kind == "docx":
        yield from _docx_lines(item)
    elif kind == "odt":
        from filrouge.ingest.formats.odt import read_odt

        for record in read_odt(item):
            yield from record.fields["text"].splitlines()
    elif kind == "rtf":
        from filrouge.ingest.formats.rtf import read_rtf

        for record in read_rtf(item):
            yield from record.fields["text"].splitlines()
    elif kind == "pdf":
        from filrouge.ingest.formats.pdf import read_pdf

        for record in read_pdf(item):
            yield from record.fields["text"].splitlines()
    else:
        with open_text(item) as stream:
            if kind in {"html", "markup"}:
                yield from html_lines(tokens(stream))
            else:
                yield from (line.rstrip("\r\n\f") for line in stream)


def html_lines(stream: Iterator[MarkupToken]) -> Iterator[str]:
    """The lines that markup shows: its blocks, and what a `<br>` parts; nothing that is scripts or styles."""
    pieces: list[str] = []
    unseen = ""
    for token in stream:
        name = token.name.lower()
        if unseen:
            unseen = "" if token.kind == "end" and name == unseen else unseen
        elif token.kind == "text":
            pieces.append(_SPACES.sub(" ", token.text))
        elif token.kind == "start" and name in UNSEEN and not token.empty:
            unseen = name
        elif name in _CELLS:
            pieces.append("\t" if token.kind == "start" and "".join(pieces).strip() else "")
        elif name == "br" or name in BLOCKS:
            line = "".join(pieces).strip(" ")
            if line or name == "br":
                yield line.strip()
            pieces = []
    if "".join(pieces).strip():
        yield "".join(pieces).strip()


def _docx_lines(item: Item) -> Iterator[str]:
    from lxml import etree

    with random_access(item) as stream:
        check_package(stream)
        try:
            with zipfile.ZipFile(stream) as package, package.open("word/document.xml") as part:
                for _, element in etree.iterparse(
                    part, tag=(_WORD_XML + "p", _WORD_XML + "tbl"), resolve_entities=False, no_network=True
                ):
                    parent = element.getparent()
                    if parent is None or _inside_other(element):
                        continue
                    yield from _shown(element)
                    element.clear()
                    while element.getprevious() is not None:
                        del parent[0]
        except (etree.LxmlError, KeyError, RuntimeError, NotImplementedError, *DAMAGE) as error:
            raise UnreadableFile("the Word document is damaged or cut short") from error


def _inside_other(element: Any) -> bool:
    """Whether a paragraph or table stands in a table or, as that of a text box does, in a paragraph."""
    inside = {_WORD_XML + "p", _WORD_XML + "tbl", _WORD_XML + "del", _WORD_XML + "moveFrom"}
    return any(parent.tag in inside for parent in element.iterancestors())


def _shown(element: Any) -> Iterator[str]:
    from filrouge.ingest.formats.papers import paragraph_lines

    if element.tag == _WORD_XML + "p":
        yield from paragraph_lines(element)
        return
    for row in element.iter(_WORD_XML + "tr"):
        cells = [
            [line for paragraph in cell.iterchildren(_WORD_XML + "p") for line in paragraph_lines(paragraph) if line]
            for cell in row.iterchildren(_WORD_XML + "tc")
        ]
        yield from "\t".join("\n".join(cell) for cell in cells if cell).split("\n")
