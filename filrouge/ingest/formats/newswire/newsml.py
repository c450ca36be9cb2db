"""NewsML-G2, NewsML 1 and NITF → records: one for each item, however many a message holds."""

import base64
import binascii
import re
from collections.abc import Iterator
from typing import Any, Final

from filrouge.ingest.encoding import decode
from filrouge.ingest.formats.xml_nodes import attribute, elements, every, first, line, local, paragraphs
from filrouge.ingest.html.text import html_text, is_markup
from filrouge.ingest.links import registered_domain
from filrouge.ingest.record import Item, Record, UnreadableFile

_BY: Final = re.compile(r"(?:by|par|von|por|di|da|de)\s+(?=\w)", re.IGNORECASE)
_COMPACT: Final = re.compile(
    r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T?([0-9]{2})([0-9]{2})([0-9]{2})?(Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_WITHDRAWN: Final = frozenset({"canceled", "cancelled", "withheld"})

Found = dict[str, tuple[str, str]]


def read(item: Item, _: str) -> Iterator[Record]:
    """Give a record for each item with its text, headline, date, provider, byline, dateline and language.

    The date is that of the first version, or else when the content was made;
    the source is who provides the item, not who holds the copyright.

    Raises
    ------
    UnreadableFile
    """
    row = 0
    for node in elements(item, "newsItem", "nitf"):
        row += 1
        if local(node).casefold() == "nitf":
            yield _record(row, _nitf(node), _text_of(node), node)
        elif first(node, "itemMeta") is not None or first(node, "contentSet") is not None:
            yield _record(row, _g2(node), _text_of(node), node)
        else:
            yield _record(row, _newsml_1(node), _text_of(node), node)
    if row == 0:
        raise UnreadableFile("the message holds no news items")


def _record(row: int, found: Found, text: str, node: Any) -> Record:
    status = attribute(first(node, "pubStatus", "Status"), "qcode") or attribute(first(node, "Status"), "formalname")
    fields = {"text": text, **{name: value for name, (value, _) in found.items()}}
    fields = {name: value.strip() for name, value in fields.items() if value and value.strip()}
    names = tuple(dict.fromkeys(("text", "title", "date", "source", "author", "language", "id", *fields)))
    rejected = None
    if status.rpartition(":")[2].casefold() in _WITHDRAWN:
        rejected = "the agency withdrew it"
    elif "text" not in fields:
        kind = attribute(first(node, "itemClass", "NewsItemType"), "qcode").rpartition(":")[2]
        elsewhere = first(node, "remoteContent") is not None
        rejected = f"no text in it ({kind})" if kind and kind != "text" else "its text is in another file"
        rejected = rejected if kind or elsewhere else "no text in it"
    methods = {"text": "content of the item", **{name: how for name, (_, how) in found.items()}}
    return Record(row, fields, names, rejected, methods={name: how for name, how in methods.items() if name in fields})


def _g2(node: Any) -> Found:
    meta, content = first(node, "itemMeta"), first(node, "contentMeta")
    provider = first(meta, "provider")
    return {
        "title": _first((content, "headline"), (meta, "title"), (node, "headline"), (node, "hl1")),
        "date": _first((meta, "firstCreated"), (content, "contentCreated"), (meta, "versionCreated"), (node, "sent")),
        "source": _name(provider) if provider is not None else _name(first(content, "infoSource", "creditline")),
        "author": _byline(_first((content, "by"), (node, "byline"), (first(content, "creator"), "name"))),
        "language": (attribute(first(content, "language"), "tag") or attribute(node, "lang"), "attribute language"),
        "id": (attribute(node, "guid"), "attribute guid"),
        "url": _address(attribute(node, "guid")),
        "dateline": _first((content, "dateline"), (node, "dateline")),
        "slugline": _first((content, "slugline")),
        "genre": (attribute(first(content, "genre"), "qcode"), "genre"),
        "subjects": (
            "; ".join(filter(None, (line(first(one, "name")) for one in every(content, "subject")))),
            "subject",
        ),
        "version": (attribute(node, "version"), "attribute version"),
    }


def _newsml_1(node: Any) -> Found:
    lines, identifier = first(node, "NewsLines"), first(node, "NewsIdentifier")
    provider = first(first(node, "AdministrativeMetadata"), "Provider")
    party = attribute(first(provider, "Party"), "formalname")
    source = (party, "element Provider") if party else _first((lines, "CreditLine"), (identifier, "ProviderId"))
    date = _first((node, "FirstCreated"), (identifier, "DateId"), (node, "ThisRevisionCreated"), (node, "date.issue"))
    return {
        "title": _first((lines, "HeadLine"), (node, "hl1"), (node, "title")),
        "date": (_iso(date[0]), date[1]),
        "source": (registered_domain(f"http://{source[0]}") or source[0] if "." in source[0] else source[0], source[1]),
        "author": _byline(_first((lines, "ByLine"), (node, "byline"))),
        "language": (
            attribute(first(first(node, "DescriptiveMetadata"), "Language"), "formalname") or attribute(node, "lang"),
            "element Language",
        ),
        "id": _first((identifier, "PublicIdentifier"), (identifier, "NewsItemId")),
        "dateline": _first((lines, "DateLine"), (node, "dateline")),
        "slugline": _first((lines, "SlugLine")),
    }


def _nitf(node: Any) -> Found:
    published, data = first(node, "pubdata"), first(node, "docdata")
    dates = (
        (published, "date.publication"), (first(data, "date.issue"), "norm"), (first(data, "date.release"), "norm"),
        (first(node, "story.date"), "norm"),
    )  # fmt: skip
    date = next(((value, f"{local(one)} {name}") for one, name in dates if (value := attribute(one, name))), ("", ""))
    name = attribute(published, "name")
    title = _first((node, "hl1"), (node, "hedline"), (node, "title"))
    return {
        "title": title,
        "date": (_iso(date[0]), date[1]),
        "source": (name, "pubdata name") if name else (attribute(first(data, "doc-id"), "regsrc"), "doc-id regsrc"),
        "author": _byline(_first((first(node, "byline"), "person"), (node, "byline"))),
        "language": (attribute(node, "lang"), "attribute language"),
        "id": (attribute(first(data, "doc-id"), "id-string"), "doc-id"),
        "url": _address(attribute(published, "ex-ref")),
        "section": (attribute(published, "position.section"), "pubdata position.section"),
        "page": (attribute(published, "position.sequence"), "pubdata position.sequence"),
        "dateline": _first((node, "dateline")),
    }


def _text_of(node: Any) -> str:
    """The text of an item: a page or NITF in it, or characters as they are."""
    bodies = every(node, "body.content") or every(first(node, "inlineXML"), "body") or every(node, "inlineXML")
    if bodies:
        return "\n\n".join(filter(None, map(paragraphs, bodies)))
    body = first(node, "body")
    if body is not None:
        return paragraphs(body)
    for data in every(node, "inlineData", "DataContent"):
        text = "".join(data.itertext())
        if attribute(data, "encoding").casefold() == "base64":
            text = _unpacked(text)
        if text.strip():
            return html_text(text) if is_markup(text) else paragraphs(data) if len(data) else text.strip()
    return ""


def _unpacked(text: str) -> str:
    try:
        return decode(base64.b64decode(text)).text
    except (binascii.Error, ValueError):
        return text


def _first(*places: tuple[Any, str]) -> tuple[str, str]:
    """The first element that says something, of a name in a part each, and the name."""
    for node, name in places:
        for found in every(node, name):
            if written := line(found):
                return written, f"element {local(found)}"
    return "", ""


def _name(node: Any) -> tuple[str, str]:
    named = line(first(node, "name")) or attribute(node, "literal") or (line(node) if node is not None else "")
    if not named:
        named = attribute(node, "qcode").rpartition(":")[2] or attribute(node, "uri")
    return named, f"element {local(node)}" if node is not None else ""


def _byline(found: tuple[str, str]) -> tuple[str, str]:
    return _BY.sub("", found[0], count=1) if _BY.match(found[0]) else found[0], found[1]


def _address(written: str) -> tuple[str, str]:
    return (written, "attribute guid") if written.startswith(("http://", "https://")) else ("", "")


def _iso(written: str) -> str:
    """A date as agencies write it without signs ("20250311T102233+0000") in ISO 8601; others as they are."""
    found = _COMPACT.fullmatch(written.strip())
    if found is None:
        return written
    year, month, day, hour, minute, _, zone = found.groups()
    zone = zone if not zone or zone == "Z" or ":" in zone else f"{zone[:3]}:{zone[3:]}"
    return f"{year}-{month}-{day}" + (f"T{hour}:{minute}{zone or ''}" if hour else "")
