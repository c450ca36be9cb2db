"""Pages saved with all they show in one file → records: MHTML (Chrome, Edge, Explorer) and .webarchive (Safari)."""

import io
import plistlib
import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import Message
from typing import Final

from filrouge.ingest.encoding import decode
from filrouge.ingest.formats.pages import page_record
from filrouge.ingest.record import Item, Record, UnreadableFile

_MOST_BYTES: Final = 128 << 20
_DAMAGED: Final = "the web archive is damaged or cut short"
_PAGES: Final = frozenset({"text/html", "application/xhtml+xml"})
_SAVED_BY: Final = re.compile(
    r"^(?:from:\s*[\"<]*saved by|snapshot-content-location:|x-mimeole:.*mimeole)", re.I | re.M
)
_OF_A_PAGE: Final = re.compile(r"^content-type:\s*(?:multipart/related|text/html)", re.I | re.M)
_HEADER: Final = re.compile(r"[A-Za-z][\w-]*:")
_OF_MAIL: Final = re.compile(r"^(?:to|received|delivered-to|return-path|message-id|x-received):", re.I | re.M)


def looks_like_mhtml(start: str, name: str) -> bool:
    """Whether a text begins as a page does that a browser saved with its pictures, and not as a mail does.

    Parameters
    ----------
    name : the item's; its ending counts where the headers name no program.
    """
    if not _HEADER.match(start):
        return False
    head = re.split(r"\r?\n\r?\n", start, maxsplit=1)[0]
    if not _OF_A_PAGE.search(head):
        return False
    ending = name.casefold().removesuffix(".gz")
    if _SAVED_BY.search(head) or ending.endswith((".mht", ".mhtml")):
        return True
    return not _OF_MAIL.search(head) and not ending.endswith((".eml", ".emlx", ".mbox", ".mbx"))


def read_mhtml(item: Item) -> Iterator[Record]:
    """Read the page of an MHTML file, with the address it was saved from; when it was saved is no date of it.

    Raises
    ------
    UnreadableFile
        It holds no page, or is too large.
    """
    raw, charset, address = _page_of(item)
    yield _page(raw, charset, address)


def page_item(item: Item) -> Item:
    """The page of an MHTML file as an item of its own, in UTF-8, for those who read pages.

    Raises
    ------
    UnreadableFile
    """
    raw, charset, _ = _page_of(item)
    text = decode(raw, charset).text.encode("utf-8", "replace")
    return Item(item.name, item.path, lambda: io.BufferedReader(io.BytesIO(text)))


def _page_of(item: Item) -> tuple[bytes, str | None, str]:
    message = message_from_bytes(_read(item), policy=policy.compat32)
    part = _root(message)
    if part is None:
        raise UnreadableFile("the web archive (MHTML) holds no page")
    raw = part.get_payload(decode=True)
    address = message.get("Snapshot-Content-Location") or part.get("Content-Location") or ""
    return raw if isinstance(raw, bytes) else b"", part.get_content_charset(), str(address)


def read_webarchive(item: Item) -> Iterator[Record]:
    """Read the page of an archive of Safari, as `read_mhtml` does.

    Raises
    ------
    UnreadableFile
        It is another property list, is damaged, or too large.
    """
    try:
        held = plistlib.loads(_read(item))
    except (ValueError, OverflowError, RecursionError, LookupError, plistlib.InvalidFileException) as error:
        raise UnreadableFile(_DAMAGED) from error
    main = held.get("WebMainResource") if isinstance(held, dict) else None
    raw = main.get("WebResourceData") if isinstance(main, dict) else None
    if not isinstance(main, dict) or not isinstance(raw, bytes):
        raise UnreadableFile("it is a property list, not a saved page")
    yield _page(raw, main.get("WebResourceTextEncodingName"), str(main.get("WebResourceURL") or ""))


def _page(raw: bytes, charset: str | None, address: str) -> Record:
    url = address.strip() if address.strip().startswith(("http:", "https:")) else None
    record = page_record(raw, declared_encoding=charset, url=url)
    if record.rejected:
        raise UnreadableFile(record.rejected)
    return record


def _root(message: Message) -> Message | None:
    """The page itself: the part that the archive names as its start, else its first one."""
    parts = [part for part in message.walk() if part.get_content_type() in _PAGES]
    start = message.get_param("start")
    named = str(message.get("Snapshot-Content-Location") or "").strip()
    for part in parts:
        if (start and part.get("Content-ID") == start) or (named and part.get("Content-Location") == named):
            return part
    return parts[0] if parts else None


def _read(item: Item) -> bytes:
    with item.open() as stream:
        raw = stream.read(_MOST_BYTES + 1)
    if len(raw) > _MOST_BYTES:
        raise UnreadableFile(f"the web archive is larger than {_MOST_BYTES >> 20} MB")
    return raw
