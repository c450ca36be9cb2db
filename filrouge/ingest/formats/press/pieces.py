"""Pages that hold many articles, cut into the markup of each, in bounded memory."""

import io
import re
from collections.abc import Iterator
from typing import Any, Final, TypeAlias

from lxml import etree, html

from filrouge.ingest.encoding import open_text
from filrouge.ingest.formats.markup_tokens import tokens
from filrouge.ingest.formats.paragraphs import html_lines
from filrouge.ingest.record import Item

_CHUNK: Final = 1 << 20
_LONGEST: Final = 8 << 20  # characters of one article's markup; what is longer is cut

Element: TypeAlias = Any  # an lxml element, which has no types of its own


def pieces_of(item: Item, boundary: re.Pattern[str]) -> Iterator[str]:
    """Stream the markup of an item in pieces that begin where the pattern is found; the first begins at the start."""
    with open_text(item) as stream:
        held = ""
        while more := stream.read(_CHUNK):
            held += more
            starts = [match.start() for match in boundary.finditer(held, 1)]
            for begin, end in zip([0, *starts], starts, strict=False):
                yield held[begin:end]
            held = held[starts[-1] if starts else 0 :]
            if len(held) > _LONGEST:
                yield held
                held = ""
        if held:
            yield held


def parsed(piece: str) -> Element | None:
    """The tree of a piece of markup; None where there is no element in it."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=False, no_network=True, remove_comments=True)
    try:
        tree: Element = html.document_fromstring(piece.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    return tree


def of_class(tree: Element, *names: str) -> list[Element]:
    """The elements that have one of these classes, in any case, those of the first class that is there."""
    for name in names:
        found = [e for e in tree.iter(etree.Element) if name.casefold() in (e.get("class") or "").casefold().split()]
        if found:
            return found
    return []


def lines_in(element: Element) -> list[str]:
    """The lines that an element shows."""
    markup = etree.tostring(element, encoding="unicode", method="html", with_tail=False)
    return list(html_lines(tokens(io.StringIO(markup))))


def text_in(*elements: Element) -> str:
    """What elements show, on one line."""
    return " ".join(" ".join(line for element in elements for line in lines_in(element)).split())


def without(tree: Element, *names: str) -> None:
    """Take out the elements of these classes or tags."""
    for element in [e for e in tree.iter(etree.Element) if e.tag in names]:
        element.drop_tree()
    for name in names:
        for element in of_class(tree, name):
            if element.getparent() is not None:
                element.drop_tree()
