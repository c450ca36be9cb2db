"""Pages of messages as Telegram Desktop saves them → records, message by message."""

import re
from collections.abc import Iterator
from io import TextIOBase
from typing import Any, Final

from filrouge.ingest.encoding import open_text
from filrouge.ingest.formats.tables import LONGEST_VALUE, warned
from filrouge.ingest.html.fragments import fragment
from filrouge.ingest.html.text import html_text
from filrouge.ingest.record import Item, Record, UnreadableFile

_CHUNK: Final = 1 << 18
_LONGEST_TAG: Final = 100
_MESSAGE: Final = re.compile(r"""<div\s+class=["']message[ "']""")
_DAY: Final = re.compile(
    r"(\d{1,2})\.(\d{1,2})\.(\d{4})[ ,]+(\d{1,2}:\d{2}(?::\d{2})?)(?:\s*UTC)?\s*([+-]\d{2}:?\d{2})?"
)
_NAMES: Final = ("id", "date", "source", "author", "text", "repost_of", "in_reply_to", "likes", "platform", "kind")


def read_telegram(item: Item, _kind: str) -> Iterator[Record]:
    """Read the messages of a chat; the chat is their source. Service messages are rejected.

    Raises
    ------
    UnreadableFile
    """
    with open_text(item) as stream:
        yield from warned(_records(stream), stream.examined)


def _records(stream: TextIOBase) -> Iterator[Record]:
    pieces = _pieces(stream)
    chat, author, number = _chat(next(pieces)), "", 0
    for piece in pieces:
        number += 1
        if len(piece) > LONGEST_VALUE:
            yield Record(number, {}, rejected=f"a message longer than {LONGEST_VALUE >> 20} million characters")
            continue
        message = next(iter(fragment(piece)), None)
        if message is None:
            continue
        own_id = message.get("id", "").removeprefix("message")
        if "service" in message.get("class", "").split():
            if own_id.startswith("-"):
                number -= 1  # the line of a day
            else:
                yield Record(number, {"text": _text(message)}, _NAMES, rejected="a service message")
            continue
        author = _said(message, "./div[@class='body']/div[@class='from_name']") or author
        replied = message.xpath("./div[@class='body']/div[contains(@class, 'reply_to')]//a/@href")
        ids = {"id": own_id, "in_reply_to": next(iter(replied), "").rpartition("message")[2]}
        ids = {name: f"{chat}/{own}" for name, own in ids.items() if own}
        yield _record(number, message, {"source": chat, "author": author, **ids})
    if not number:
        raise UnreadableFile("it holds no messages")


def _pieces(stream: TextIOBase) -> Iterator[str]:
    """What stands before the first message, then each message with what follows it; of what is longer than any message
    the beginning.
    """
    held, searched = "", 0
    while chunk := stream.read(_CHUNK):
        if len(held) > LONGEST_VALUE + _LONGEST_TAG:
            held = held[: LONGEST_VALUE + 1] + held[-_LONGEST_TAG:]
            searched = LONGEST_VALUE + 1
        held += chunk
        at = 0
        for found in _MESSAGE.finditer(held, searched):
            yield held[at : found.start()]
            at = found.start()
        held = held[at:]
        searched = max(len(held) - _LONGEST_TAG, 1)
    yield held


def _chat(head: str) -> str:
    """The name that the head of the page gives the chat."""
    found = fragment(head).xpath("//div[contains(@class, 'page_header')]//div[contains(@class, 'text')]")
    return " ".join(found[0].text_content().split()) if found else ""


def _record(number: int, message: Any, fields: dict[str, str]) -> Record:
    body = next(iter(message.xpath("./div[contains(@class, 'body')]")), message)
    date = body.xpath(".//div[contains(@class, 'date') and @title]/@title")
    forwarded = body.xpath("./div[contains(@class, 'forwarded')]")
    held = forwarded[0] if forwarded else body
    fields |= {
        "text": "\n\n".join(filter(None, map(_text, held.xpath("./div[@class='text']")))),
        "date": _iso(date[0]) if date else "",
        "repost_of": _said(held, "./div[@class='from_name']") if forwarded else "",
        "likes": str(sum(int(n) for n in body.xpath(".//span[@class='count']/text()") if n.strip().isdecimal()) or ""),
        "platform": "Telegram",
        "kind": "post",
    }
    filled = {name: value for name, value in fields.items() if value}
    return Record(number, filled, _NAMES, rejected=None if "text" in filled else "no text in it")


def _said(element: Any, path: str) -> str:
    """What an element names, without the date that may stand in it."""
    found = element.xpath(path)
    return " ".join("".join(found[0].xpath("./text()")).split()) if found else ""


def _text(element: Any) -> str:
    from lxml import etree

    return html_text(etree.tostring(element, encoding="unicode", method="html", with_tail=False))


def _iso(written: str) -> str:
    """A message's moment, whose day always comes before the month."""
    found = _DAY.search(written)
    if found is None:
        return written
    day, month, year, time, offset = found.groups()
    return f"{year}-{int(month):02}-{int(day):02}T{time}{offset or ''}"
