"""Pages of the copy of an account, as Facebook and Instagram hand it out → records, post by post."""

import re
from collections.abc import Iterator
from typing import Any, Final

from filrouge.ingest.encoding import open_text
from filrouge.ingest.formats.tables import LONGEST_VALUE, warned
from filrouge.ingest.html.fragments import fragment
from filrouge.ingest.html.text import html_text
from filrouge.ingest.profiles.meta_copies import COPY_BOX, who_did
from filrouge.ingest.record import Item, Record, UnreadableFile

_MOST: Final = 64 << 20  # characters
_NAMES: Final = ("text", "date", "source", "author", "platform", "kind")
_HEAD: Final = "contains(@class, '_a6-h') or contains(@class, '_2lel')"
_BODY: Final = "contains(@class, '_a6-p') or contains(@class, '_2let')"
_DATE: Final = "contains(@class, '_a72d') or contains(@class, '_a6-o') or contains(@class, '_2lem')"


def read_account_page(item: Item, _kind: str) -> Iterator[Record]:
    """Read the posts or comments of a page of the copy of an account; what holds pictures only is rejected.

    Raises
    ------
    UnreadableFile
    """
    with open_text(item) as stream:
        page = stream.read(_MOST + 1)
        if len(page) > _MOST:
            raise UnreadableFile(f"a page of more than {_MOST >> 20} million characters")
        yield from warned(_records(page), stream.examined)


def _records(page: str) -> Iterator[Record]:
    starts = [found.start() for found in COPY_BOX.finditer(page)]
    platform = "Instagram" if "instagram" in page[: starts[0] if starts else 0].casefold() else "Facebook"
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(page)], strict=True), 1):
        piece = page[start:end]
        if len(piece) > LONGEST_VALUE:
            yield Record(number, {}, rejected=f"a post longer than {LONGEST_VALUE >> 20} million characters")
        else:
            yield _record(number, piece, platform)
    if not starts:
        raise UnreadableFile("it holds no posts")


def _record(number: int, piece: str, platform: str) -> Record:
    box = fragment(piece)
    head, who = _text(box, _HEAD), ""
    text = _text(box, _BODY)
    if platform == "Facebook":
        who = who_did(head)
    elif head:
        text = head
    fields = {"text": text, "date": _text(box, _DATE), "source": who, "author": who, "platform": platform}
    filled = {name: value for name, value in fields.items() if value}
    return Record(number, {**filled, "kind": "post"}, _NAMES, rejected=None if text else "no text in it")


def _text(box: Any, where: str) -> str:
    """What the first element of some classes shows, without links alone, which are of what it shares."""
    from lxml import etree

    found = box.xpath(f".//*[{where}]")
    shown = html_text(etree.tostring(found[0], encoding="unicode", method="html", with_tail=False)) if found else ""
    return "\n".join(line for line in shown.splitlines() if not re.fullmatch(r"\s*https?://\S+\s*", line)).strip()
