"""Articles in Word documents → records: their text in lines that are paragraphs, as if pasted."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from filrouge.ingest.formats.archives import random_access
from filrouge.ingest.formats.packages import check_package
from filrouge.ingest.formats.page_tables import cells_are_articles, rows_as_records
from filrouge.ingest.record import Item, Record, UnreadableFile

_MOST_CHARACTERS: Final = 32 << 20
_BEGINNING: Final = 1500  # characters in which a title stands
_WORD_XML: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEFT_OUT: Final = frozenset(_WORD_XML + name for name in ("del", "moveFrom", "instrText", "delText")) | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
_BREAKS: Final = frozenset(_WORD_XML + name for name in ("br", "cr"))


def read_docx(item: Item) -> Iterator[Record]:
    """Read the text of a Word document: a line for each paragraph, heading and row of a table; text that was deleted
    under revision is left out. Its title is that of its properties where the text begins with it; it has no date.
    Where it is one table of articles with a header, each row is a record.

    Raises
    ------
    UnreadableFile
    """
    with random_access(item) as stream:
        check_package(stream)
        body, title = _open_docx(stream)
    if rows := _article_rows(body):
        yield from rows_as_records(rows)
        return
    text = "\n".join(_blocks(body))
    if len(text) > _MOST_CHARACTERS:
        raise UnreadableFile(f"one text of more than {_MOST_CHARACTERS >> 20} million characters is no article")
    if not text.strip():
        raise UnreadableFile("the Word document holds no text")
    yield paper_record(text, title, "document property title", "text of the Word document", None)


def _article_rows(body: Any) -> list[list[str | None]]:
    """The rows of the first table, where they are articles and most of what the document holds."""
    table = next((child for child in body if child.tag == _WORD_XML + "tbl"), None)
    if table is None:
        return []
    rows: list[list[str | None]] = [
        ["\n".join(_texts(cell)) or None for cell in row.iterchildren(_WORD_XML + "tc")]
        for row in table.iterchildren(_WORD_XML + "tr")
    ]
    n_shown = sum(len(node.text or "") for node in body.iter(_WORD_XML + "t"))
    return rows if cells_are_articles(rows, n_shown) else []


def paper_record(text: str, title: str, title_method: str, text_method: str, warning: str | None) -> Record:
    """Make the record of a document's text, with the title its properties state where the text begins with it."""
    fields, methods = {"text": text}, {"text": text_method}
    title = " ".join(title.split())
    if title and _begins_with(text, title):
        fields["title"], methods["title"] = title, title_method
    return Record(None, fields, ("text", "title"), None, warning, methods, pasted=True)


def _begins_with(text: str, title: str) -> bool:
    """Whether a text has a title near its beginning, in a line of its own if it is short: that of a template or a file
    name it has not, and the name of a paper stands beside the number of the page.
    """
    words = re.findall(r"\w+", title.casefold())
    beginning = " ".join(re.findall(r"\w+", text[:_BEGINNING].casefold()))
    lines = (re.findall(r"\w+", line.casefold()) for line in text[:_BEGINNING].splitlines())
    return len(words) > 1 and (words in lines or (len(words) > 3 and f" {' '.join(words)} " in f" {beginning} "))


def _open_docx(stream: BinaryIO) -> tuple[Any, str]:
    import docx

    try:
        document = docx.Document(stream)
        return document.element.body, str(document.core_properties.title or "")
    except Exception as error:  # the library has no error of its own for what is wrong with a file
        raise UnreadableFile("the Word document is damaged or cut short") from error


def _blocks(element: Any) -> Iterator[str]:
    """Lines of a part of a document, in order, without recursion into what is nested without end."""
    for child in element:
        if child.tag == _WORD_XML + "p":
            yield from paragraph_lines(child)
        elif child.tag == _WORD_XML + "tbl":
            for row in child.iter(_WORD_XML + "tr"):
                cells = (" ".join(_texts(cell)) for cell in row.iterchildren(_WORD_XML + "tc"))
                yield "\t".join(cell for cell in cells if cell)
        elif child.tag not in _LEFT_OUT and isinstance(child.tag, str):  # content controls, tracked insertions
            yield from _blocks(child)


def _texts(cell: Any) -> list[str]:
    return [line for paragraph in cell.iterchildren(_WORD_XML + "p") for line in paragraph_lines(paragraph) if line]


def paragraph_lines(paragraph: Any) -> list[str]:
    """Lines of a paragraph: its own, then those of the text boxes that are anchored in it."""
    pieces: list[str] = []
    boxes: list[Any] = []
    waiting = [iter(paragraph)]
    while waiting:
        node = next(waiting[-1], None)
        if node is None:
            waiting.pop()
        elif node.tag == _WORD_XML + "t":
            pieces.append(node.text or "")
        elif node.tag == _WORD_XML + "tab":
            pieces.append("\t")
        elif node.tag in _BREAKS:
            pieces.append("\n")
        elif node.tag == _WORD_XML + "noBreakHyphen":
            pieces.append("-")
        elif node.tag == _WORD_XML + "txbxContent":
            boxes.append(node)
        elif node.tag not in _LEFT_OUT:
            waiting.append(iter(node))
    own = "".join(pieces).strip()
    inner = [line for box in boxes for line in _blocks(box)]
    return [*own.split("\n"), *inner]
