"""The parts of a mail → the one text it shows, and what is attached to it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from typing import Final

from filrouge.ingest.encoding import decode
from filrouge.ingest.formats.mail_cuts import unwrapped_text
from filrouge.ingest.html.text import html_text

_UNSAID: Final = frozenset({  # parts that hold nothing of what a mail says
    "application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-keys",
    "text/calendar", "text/vcard", "text/x-vcard", "text/x-amp-html", "message/delivery-status",
})  # fmt: skip
_ENCRYPTED: Final = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_DEEPEST: Final = 20
_STUB: Final = 300  # characters: a plain text so short beside a long page only says that there is one
_LONGER: Final = 4


@dataclass
class Body:
    """What a mail shows and holds.

    Attributes
    ----------
    text : its text, as read; several parts after each other.
    method : where it was found.
    warnings : what its reader should know of how it was decoded.
    attached : the parts that are files of their own, in order.
    """

    text: str = ""
    method: str = ""
    warnings: list[str] = field(default_factory=list)
    attached: list[Message] = field(default_factory=list)


def find_body(message: Message) -> Body:
    """Find the text of a mail: its plain text where that says as much as its page, and else the page as text."""
    body = Body()
    texts = [(text, how) for text, how in _texts(message, body, 0) if text.strip()]
    body.text = "\n\n".join(text.strip("\n") for text, _ in texts)
    body.method = texts[0][1] if texts else ""
    return body


def is_encrypted(message: Message) -> bool:
    """Whether a mail's text can be read with a key only."""
    kind = message.get_content_type()
    return kind == "multipart/encrypted" or (
        kind in _ENCRYPTED and "signed" not in str(message.get_param("smime-type"))
    )


def _texts(part: Message, body: Body, depth: int) -> Iterator[tuple[str, str]]:
    kind = part.get_content_type()
    if depth > _DEEPEST or kind in _UNSAID:
        return
    if kind == "message/rfc822" or (part.get_filename() and not part.is_multipart()) or _is_attachment(part):
        body.attached.append(part)
    elif kind == "multipart/alternative":
        yield from _best([list(_texts(one, body, depth + 1)) for one in _parts(part)])
    elif part.is_multipart():
        for one in _parts(part):
            yield from _texts(one, body, depth + 1)
    elif kind == "text/html":
        yield html_text(_decoded(part, body)), "page of the mail (text/html)"
    elif kind in {"text/plain", "text/markdown", "text/enriched"}:
        flowed = str(part.get_param("format") or "").lower() == "flowed"
        text = unwrapped_text(_decoded(part, body), flowed=flowed, drop_space=str(part.get_param("delsp")) == "yes")
        yield text, "text of the mail (text/plain)"
    else:
        body.attached.append(part)


def _parts(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [one for one in payload if isinstance(one, Message)] if isinstance(payload, list) else []


def _is_attachment(part: Message) -> bool:
    return str(part.get("Content-Disposition") or "").strip().lower().startswith("attachment")


def _best(alternatives: list[list[tuple[str, str]]]) -> list[tuple[str, str]]:
    """The plain text, unless it is a line that only says that there is a page."""
    filled = [texts for texts in alternatives if any(text.strip() for text, _ in texts)]
    if not filled:
        return []
    lengths = [sum(len(text) for text, _ in texts) for texts in filled]
    for texts, length in zip(filled, lengths, strict=True):
        if "text/plain" in texts[0][1] and not (length < _STUB and _LONGER * length < max(lengths)):
            return texts
    return filled[lengths.index(max(lengths))]


def _decoded(part: Message, body: Body) -> str:
    """The text of a part: as it declares, or where it does not or wrongly, by its letters."""
    raw = part.get_payload(decode=True)
    decoded = decode(raw if isinstance(raw, bytes) else b"", part.get_content_charset())
    if decoded.warning:
        body.warnings.append(decoded.warning)
    return decoded.text
