"""Articles in OpenDocument texts (.odt, .fodt) → records: a line for each paragraph, as if pasted."""

import zipfile
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from filrouge.ingest.formats.archives import random_access
from filrouge.ingest.formats.packages import check_package
from filrouge.ingest.formats.papers import paper_record
from filrouge.ingest.record import Item, Record, UnreadableFile

_MOST_BYTES: Final = 64 << 20
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_ROW: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}table-row"
_TITLE: Final = "{http://purl.org/dc/elements/1.1/}title"
_LINES: Final = frozenset({_TEXT + "p", _TEXT + "h"})
_LEFT_OUT: Final = frozenset(
    {
        _TEXT + name
        for name in ("tracked-changes", "sequence-decls", "note-citation", "ruby-text", "index-title-template")
    }
    | {_OFFICE + name for name in ("annotation", "annotation-end", "forms", "binary-data")}
)
_SIGNS: Final = {_TEXT + "tab": "\t", _TEXT + "line-break": "\n", _TEXT + "s": " "}


def read_odt(item: Item) -> Iterator[Record]:
    """Read the text of an OpenDocument text: a line for each paragraph, heading and row of a table; deleted text and
    notes in the margin are left out. Its title is that of its properties where the text begins with it; it has no date.

    Raises
    ------
    UnreadableFile
    """
    content, properties = _parts(item)
    tree = _parsed(content)
    body = next(tree.iter(_OFFICE + "text"), None)
    text = "\n".join(_blocks(body)) if body is not None else ""
    if not text.strip():
        raise UnreadableFile("the OpenDocument text holds no text")
    titled = _parsed(properties) if properties else tree
    title = next((element.text or "" for element in titled.iter(_TITLE)), "")
    yield paper_record(text, title, "document property title", "text of the OpenDocument text", None)


def _parts(item: Item) -> tuple[bytes, bytes]:
    """The XML of the text and that of its properties; a flat document holds both in one."""
    with random_access(item) as stream:
        if stream.read(2) != b"PK":
            stream.seek(0)
            return _checked(stream.read(_MOST_BYTES + 1)), b""
        check_package(stream)
        try:
            with zipfile.ZipFile(stream) as package:
                names = set(package.namelist())
                if "META-INF/manifest.xml" in names and b"encryption-data" in package.read("META-INF/manifest.xml"):
                    raise UnreadableFile("the OpenDocument text is encrypted: save it without a password")
                with package.open("content.xml") as part:
                    content = _checked(part.read(_MOST_BYTES + 1))
                properties = b""
                if "meta.xml" in names:
                    with package.open("meta.xml") as part:
                        properties = part.read(1 << 20)
                return content, properties
        except (
            KeyError,
            OSError,
            ValueError,
            EOFError,
            NotImplementedError,
            RuntimeError,
            zipfile.BadZipFile,
        ) as error:
            raise UnreadableFile("the OpenDocument text is damaged or cut short") from error


def _checked(content: bytes) -> bytes:
    if len(content) > _MOST_BYTES:
        raise UnreadableFile(f"one text of more than {_MOST_BYTES >> 20} MB of markup is no article")
    return content


def _parsed(markup: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(markup, parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableFile("the OpenDocument text is damaged or cut short") from error


def _blocks(body: Any) -> Iterator[str]:
    """The lines of a document, in order, without recursion into what is nested."""
    etree.strip_elements(body, *_LEFT_OUT, with_tail=False)
    rows: list[list[str]] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if event == "end":
            if element.tag == _ROW:
                yield "\t".join(cell for cell in rows.pop() if cell)
        elif element.tag == _ROW:
            rows.append([])
        elif element.tag in _LINES and not _inside_line(element, body):
            line = _shown(element).strip()
            if rows:
                rows[-1].append(" ".join(line.split()))
            elif line:
                yield from line.split("\n")


def _inside_line(element: Any, body: Any) -> bool:
    """Whether a paragraph stands in another, as those of notes and text boxes do: it is shown with that one."""
    for parent in element.iterancestors():
        if parent is body:
            return False
        if parent.tag in _LINES:
            return True
    return False


def _shown(line: Any) -> str:
    """The characters of a paragraph; the paragraphs in it begin lines of their own."""
    pieces: list[str] = []
    for event, element in etree.iterwalk(line, events=("start", "end")):
        if event == "start":
            pieces.append("\n" if element is not line and element.tag in _LINES else "")
            pieces += [_SIGNS.get(element.tag, "") * _times(element), _folded(element.text)]
        elif element is not line:
            pieces.append(_folded(element.tail))
    return "".join(pieces)


def _times(element: Any) -> int:
    count = element.get(_TEXT + "c") or "1"
    return min(int(count), 100) if count.isascii() and count.isdigit() else 1


def _folded(text: str | None) -> str:
    return " ".join(f".{text}.".split())[1:-1] if text else ""
