"""XML of a known vocabulary → its elements: names without namespaces, nothing fetched, no entity that swells."""

import io
import re
from collections.abc import Iterator
from contextlib import suppress
from html.entities import html5
from typing import Any, Final

from filrouge.ingest.encoding import decode
from filrouge.ingest.html.text import html_text
from filrouge.ingest.record import Item, UnreadableFile

MOST_BYTES: Final = 64 << 20
"""A larger file is refused: its text is held in memory whole."""

_DECLARATION: Final = re.compile(r"""\s*<\?xml\b[^>]{0,300}?(?:encoding\s*=\s*["']([\w.:-]+)["'])?[^>]{0,100}\?>""")
_DOCTYPE: Final = re.compile(r"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.S | re.I)
_ENTITY: Final = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,30});")
_AS_PAGES: Final = {"hl1": "h1", "hl2": "h2", "block": "div", "body.content": "div"}
_UNSHOWN: Final = frozenset({"media", "script", "style", "title", "head", "remotecontent", "figure", "object"})


def elements(item: Item, *names: str) -> Iterator[Any]:
    """Give the outermost elements of some names, each whole, with names that have no namespace; the root where none
    are asked for. An element that is not well-formed is given as far as it can be read.

    Raises
    ------
    UnreadableFile
        It is larger than 64 MB, or no XML.
    """
    from lxml import etree

    wanted = {name.casefold() for name in names}
    stack = 0
    try:
        events = etree.iterparse(
            io.BytesIO(_utf8(item)), events=("start", "end"), recover=True, resolve_entities=False, no_network=True,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        for event, node in events:
            is_wanted = local(node).casefold() in wanted
            if event == "start":
                stack += is_wanted
            elif is_wanted:
                stack -= 1
                if stack == 0:
                    yield _without_namespaces(node)
                    node.clear()
        if not wanted and events.root is not None:
            yield _without_namespaces(events.root)
    except etree.LxmlError as error:
        raise UnreadableFile("the XML is damaged or cut short") from error


def _utf8(item: Item) -> bytes:
    with item.open() as stream:
        raw = stream.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise UnreadableFile(f"the XML is larger than {MOST_BYTES >> 20} MB: export it in parts")
    declared = _DECLARATION.match(raw[:500].decode("latin-1"))
    text = decode(raw, declared[1] if declared else None).text.lstrip("\ufeff")
    text = _DOCTYPE.sub("", _DECLARATION.sub("", text, count=1), count=1)
    return _ENTITY.sub(lambda found: html5.get(f"{found[1]};", found[0]), text).encode("utf-8", "replace")


def _without_namespaces(node: Any) -> Any:
    for one in node.iter():
        if isinstance(one.tag, str):
            with suppress(ValueError):  # a name that only a damaged file has
                one.tag = local(one)
    return node


def local(node: Any) -> str:
    """The name of an element without its namespace."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def every(node: Any, *names: str) -> list[Any]:
    """The elements of some names anywhere in one, in order; none in nothing."""
    wanted = {name.casefold() for name in names}
    return [] if node is None else [one for one in node.iter() if local(one).casefold() in wanted and one is not node]


def first(node: Any, *names: str) -> Any:
    """The first element in one of the first of the names that has any; None if there is none."""
    for name in names:
        if found := every(node, name):
            return found[0]
    return None


def line(node: Any) -> str:
    """What an element says, in one line; nothing of nothing."""
    return "" if node is None else " ".join("".join(node.itertext()).split())


def attribute(node: Any, name: str) -> str:
    """An attribute by its name without namespace ("lang" for `xml:lang`), or "" where there is none."""
    if node is None:
        return ""
    return next((value for key, value in node.attrib.items() if key.rpartition("}")[2].casefold() == name), "").strip()


def paragraphs(node: Any) -> str:
    """The text that a part shows as a page would: paragraphs parted by empty lines, pictures and titles left out."""
    from lxml import etree

    if node is None:
        return ""
    for one in every(node, *_UNSHOWN):
        parent = one.getparent()
        if parent is not None:
            kept = one.tail or ""
            before = one.getprevious()
            if before is not None:
                before.tail = (before.tail or "") + kept
            else:
                parent.text = (parent.text or "") + kept
            parent.remove(one)
    for one in node.iter():
        if isinstance(one.tag, str) and (shown := _AS_PAGES.get(one.tag.casefold())):
            one.tag = shown
    return html_text(etree.tostring(node, encoding="unicode", method="html", with_tail=False))
