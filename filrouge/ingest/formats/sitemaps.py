"""Sitemaps of news → headlines: an address with its headline and the day of publication is a text of one line."""

from collections.abc import Iterator
from typing import Final

from filrouge.ingest.formats.markup_fields import Node
from filrouge.ingest.formats.markup_shape import Shape, fold
from filrouge.ingest.record import Record

_FIELDS: Final = {"title": "title", "publication_date": "date", "name": "source", "language": "language"}


def lists_news(root: Shape) -> bool:
    """Whether a sitemap says the headlines of its addresses, and not only when they changed."""
    urlset = root.children.get("urlset")
    url = urlset.children.get("url") if urlset else None
    news = url.children.get("news") if url else None
    return news is not None and "title" in news.children


def headline_record(row: int, node: Node) -> Record:
    """The record of an address; rejected where it has no headline."""
    said: dict[str, str] = {}
    for part in node.elements:
        if fold(part.name) == "loc":
            said["url"] = _text_of(part)
        elif fold(part.name) == "news":
            said |= {_FIELDS[name]: text for name, text in _texts(part) if name in _FIELDS and text}
    if "title" not in said:
        return Record(row, said, rejected="an address without a headline")
    return Record(row, said, tuple(said))


def _texts(node: Node) -> Iterator[tuple[str, str]]:
    for part in node.elements:
        yield fold(part.name), _text_of(part)
        yield from _texts(part)


def _text_of(node: Node) -> str:
    return " ".join("".join(part for part in node.parts if isinstance(part, str)).split())
