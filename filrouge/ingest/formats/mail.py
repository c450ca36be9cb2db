"""Mails (EML, EMLX) and boxes of them (MBOX) → records: one text each, what its headers say, what is attached."""

import io
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from email import message_from_bytes, policy
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from functools import partial
from typing import BinaryIO, Final

from filrouge.ingest.encoding import decode
from filrouge.ingest.formats.kinds import kind_of
from filrouge.ingest.formats.mail_body import Body, find_body, is_encrypted
from filrouge.ingest.formats.mail_cuts import answers, spans_to_cut
from filrouge.ingest.formats.mail_shape import BOX, EMLX
from filrouge.ingest.formats.readers import read_records
from filrouge.ingest.links import registered_domain
from filrouge.ingest.record import Item, Record, UnreadableFile

MOST_BYTES: Final = 64 << 20
"""A longer mail is rejected: it is held in memory whole."""

_NAMES: Final = ("text", "title", "date", "source", "author", "id", "in_reply_to", "kind", "attached_to")
_READ: Final = frozenset({"pdf", "docx", "odt", "rtf", "html", "mail", "msg"})
_PICTURES: Final = ("image/", "audio/", "video/")
_DEEPEST: Final = 4
_MOST_ATTACHED: Final = 100


def read_mail(item: Item) -> Iterator[Record]:
    """Read a mail, or the mails of a box one after the other, each with what it has attached as further records.

    What is quoted, signed or added by a list is cut, with the reason. The source is the sender's name, or else the
    host of the address.

    Raises
    ------
    UnreadableFile
    """
    row = 0
    with item.open() as stream:
        for raw in _messages(stream):
            if raw is None:
                row += 1
                yield Record(row, {}, _NAMES, rejected=f"a mail longer than {MOST_BYTES >> 20} MB")
                continue
            for record in _records(raw, item, 0):
                row += 1
                yield replace(record, row=row)
    if row == 0:
        raise UnreadableFile("the mailbox holds no mail")


def _messages(stream: BinaryIO) -> Iterator[bytes | None]:
    """The mails of a box: each begins with a line "From …" after an empty one; None for one that is too long."""
    held: list[bytes] = []
    n_bytes = 0
    before_empty, in_box = True, False
    for line in iter(lambda: stream.readline(1 << 20), b""):
        starts = before_empty and line.startswith(b"From ") and BOX.match(line)
        if starts and (in_box or not b"".join(held).strip()):
            if in_box:
                yield b"".join(held) if n_bytes <= MOST_BYTES else None
            held, n_bytes, in_box = [], 0, True
            continue
        before_empty = not line.strip()
        n_bytes += len(line)
        if n_bytes <= MOST_BYTES:
            held.append(re.sub(rb"^>(?=>*From )", b"", line) if in_box else line)
    if in_box or held:
        raw = b"".join(held)
        yield None if n_bytes > MOST_BYTES else raw if in_box else _single(raw)


def _single(raw: bytes) -> bytes:
    """The one mail of a file; in Apple's, its length stands before it and what the program knows of it after."""
    raw = raw.lstrip(b"\r\n\xef\xbb\xbf")
    length = EMLX.match(raw)
    return raw[length.end() : length.end() + int(length[0])] if length else raw


def _records(raw: bytes, item: Item, depth: int) -> Iterator[Record]:
    try:
        message = message_from_bytes(raw, policy=policy.compat32)
        body = find_body(message)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:  # what its library fails with
        yield Record(1, {}, _NAMES, rejected=f"the mail is damaged ({type(error).__name__})")
        return
    fields, methods = _headers(message)
    attached = list(_attached(body, item, depth, fields.get("title", "")))
    unread = [name for name in attached if isinstance(name, str)]
    if unread:
        body.warnings.append(f"attached and not read: {', '.join(unread[:5])}{' …' if unread[5:] else ''}")
    if is_encrypted(message):
        yield Record(1, fields, _NAMES, rejected="the mail is encrypted")
    elif not body.text.strip():
        if len(unread) == len(attached):
            reason = "; ".join(["no text in the mail", *body.warnings])
            yield Record(1, fields, _NAMES, rejected=reason)
    else:
        is_reply = "in_reply_to" in fields or answers(fields.get("title", ""))
        fields, methods = {"text": body.text, **fields}, {"text": body.method, **methods}
        cuts = tuple(spans_to_cut(body.text, is_reply=is_reply))
        yield Record(1, fields, _NAMES, None, "; ".join(body.warnings) or None, methods, cuts=cuts)
    yield from (record for record in attached if isinstance(record, Record))


def _headers(message: Message) -> tuple[dict[str, str], dict[str, str]]:
    name, address = parseaddr(_header(message, "From") or _header(message, "Sender"))
    name = name.strip(" '\"")
    host = registered_domain("http://" + address.rpartition("@")[2]) if "@" in address else ""
    if "@" in name:
        name = ""
    found = {
        "title": (_header(message, "Subject"), "header Subject"),
        "date": _date(message),
        "source": (name or host or address, "header From" if name else "host of the header From"),
        "author": (name or address, "header From"),
        "id": (_header(message, "Message-ID"), "header Message-ID"),
        "in_reply_to": (_header(message, "In-Reply-To").partition(" ")[0], "header In-Reply-To"),
        "kind": ("mail", "file format"),
    }
    filled = {field: value for field, value in found.items() if value[0].strip()}
    return {field: value for field, (value, _) in filled.items()}, {field: how for field, (_, how) in filled.items()}


def _header(message: Message, name: str) -> str:
    """A header in one line, decoded; bytes that no encoding is said of are read by their letters."""
    written = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")
    if not written.isascii():
        written = decode(written.encode("utf-8", "surrogateescape")).text
    written = re.sub(r"\r?\n(?=[ \t])", "", written)
    return _decoded_words(written)


def _date(message: Message) -> tuple[str, str]:
    """When it was sent, or else when the last server had it, in ISO 8601 where it can be."""
    for written, how in (
        (_header(message, "Date"), "header Date"),
        (_header(message, "Sent"), "header Sent"),  # Outlook's, of a mail saved as text
        (_header(message, "Received").rpartition(";")[2].strip(), "header Received"),
    ):
        if written:
            try:
                return parsedate_to_datetime(written).isoformat(), how
            except (ValueError, TypeError, IndexError, OverflowError):
                return written, how
    return "", ""


def _attached(body: Body, item: Item, depth: int, to: str) -> Iterator[Record | str]:
    """What is attached: the records of what can be read, the names of what cannot; nothing of pictures shown in it."""
    for n, part in enumerate(body.attached):
        kind = part.get_content_type()
        name = _decoded_words(part.get_filename() or "") or f"a part of the kind {kind}"
        if kind.startswith(_PICTURES) and (part.get("Content-ID") or not part.get_filename()):
            continue
        if n >= _MOST_ATTACHED or depth >= _DEEPEST:
            yield name
            continue
        held = _content(part)
        inner = Item(f"{item.name}/{name}", item.path, partial(_opened, held))
        try:
            is_mail = kind == "message/rfc822"
            if not is_mail and kind_of(inner) not in _READ:
                yield name
                continue
            found = list(_records(held, inner, depth + 1)) if is_mail else list(read_records(inner))
        except UnreadableFile:
            yield name
            continue
        for record in found:
            how = {field: f"{method} (attached: {name})" for field, method in record.methods.items()}
            named = {**record.fields, "attached_to": record.fields.get("attached_to", to)} if to else record.fields
            yield replace(record, fields=named, names=(*record.names, "attached_to"), methods=how)


def _opened(raw: bytes) -> BinaryIO:
    return io.BufferedReader(io.BytesIO(raw))


def _content(part: Message) -> bytes:
    held = part.get_payload()
    if isinstance(held, list):
        inner = held[0] if held else None
        return inner.as_bytes() if isinstance(inner, Message) else b""
    raw = part.get_payload(decode=True)
    return raw if isinstance(raw, bytes) else b""


def _decoded_words(written: str) -> str:
    with suppress(ValueError, LookupError, HeaderParseError):  # an encoding that there is not: as it is written
        written = str(make_header(decode_header(written)))
    return " ".join(written.split())
