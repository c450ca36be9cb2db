"""Messages that Outlook saved (.msg) → records, read as the mails that they were."""

import io
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any, Final

from filrouge.ingest.formats.mail import MOST_BYTES, read_mail
from filrouge.ingest.formats.rtf import rtf_text
from filrouge.ingest.record import Item, Record, UnreadableFile

_KEPT: Final = ("Message-ID", "In-Reply-To", "Date", "Received")
"""Headers that a message keeps as they came."""

_SENDER_NAME: Final = 0x0C1A
_RICH_TEXT: Final = 0x1009


def read_msg(item: Item) -> Iterator[Record]:
    """Read a message of Outlook as `read_mail` reads a mail, with what is attached to it.

    Raises
    ------
    UnreadableFile
        It is damaged, or too long.
    """
    with item.open() as stream:
        raw = stream.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise UnreadableFile(f"a mail longer than {MOST_BYTES >> 20} MB")
    try:
        mail = _as_mail(raw).as_bytes()
    except Exception as error:  # the library has no error of its own for what is wrong with a file
        raise UnreadableFile("the Outlook message is damaged") from error
    yield from read_mail(Item(item.name, item.path, lambda: io.BufferedReader(io.BytesIO(mail))))


def _as_mail(raw: bytes) -> EmailMessage:
    from olefile import OleFileIO
    from oxmsg import Message

    with OleFileIO(raw) as held:
        if sum(entry.size for entry in held.direntries if entry is not None) > 2 * len(raw):
            raise ValueError("streams longer than the file")
    message = Message.load(raw)
    mail = EmailMessage()
    kept = {name.casefold(): value for name, value in message.message_headers.items()}
    sent = message.sent_date
    sender = message.sender or message.properties.str_prop_value(_SENDER_NAME)
    headers = {name: kept.get(name.casefold()) for name in _KEPT} | {"From": sender, "Subject": message.subject}
    headers["Date"] = headers["Date"] or (format_datetime(sent) if sent else None)
    for name, value in headers.items():
        if value and value.strip():
            mail[name] = " ".join(value.split())
    _fill(mail, message)
    return mail


def _fill(mail: EmailMessage, message: Any) -> None:
    text, page = message.body or "", message.html_body or ""
    packed = message.properties.binary_prop_value(_RICH_TEXT)
    if packed and not (text.strip() or page.strip()):
        text = _unpacked(packed)
    mail.set_content(_sound(text))
    if page.strip():
        mail.add_alternative(_sound(page), subtype="html")
    for n, one in enumerate(message.attachments, 1):
        name = " ".join((one.file_name or "").split()) or f"attachment {n}"
        mail.add_attachment(one.file_bytes or b"", maintype="application", subtype="octet-stream", filename=name)


def _unpacked(packed: bytes) -> str:
    """The text of a message that has it only as packed rich text."""
    from compressed_rtf import decompress

    lines = rtf_text(decompress(packed).rstrip(b"\0")).split("\n")
    return "\n\n".join(line for line in lines if line.strip())  # each is a paragraph, none is one broken at a width


def _sound(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
