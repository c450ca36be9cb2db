"""By what a mail, or a box of mails, is known."""

import re
from typing import Final

_HEADER: Final = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,60}:")
BOX: Final = re.compile(rb"From (?:\S+|\".{1,80}\"\S*) .{0,40}[0-9]{1,2}:[0-9]{2}.{0,40}[0-9]{4}", re.S)
"""The line that begins a mail in a box."""

EMLX: Final = re.compile(rb"\A[0-9]{1,10} *\r?\n(?=[A-Za-z][\w-]*:)")
"""The length that stands before a mail of Apple Mail."""

_OF_MAIL: Final = frozenset({
    "message-id", "received", "mime-version", "return-path", "delivered-to", "content-type", "to", "cc", "reply-to",
    "x-mailer", "list-id", "dkim-signature", "authentication-results", "x-received", "x-gmail-labels", "sender",
    "content-transfer-encoding", "user-agent", "in-reply-to", "references", "bcc", "thread-topic",
})  # fmt: skip


def looks_like_mail(head: bytes, name: str) -> bool:
    """Whether the first bytes of an item are a mail's or a box of them: lines of a header up to an empty one, who it
    is from and when or about what, and one of those that only mails have. A name that ends so takes fewer.
    """
    start = EMLX.sub(b"", head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n"), count=1)
    in_box = BOX.match(start[:400].split(b"\n", 1)[0])
    if in_box:
        start = start.split(b"\n", 1)[-1]
    names: set[str] = set()
    for line in start.decode("latin-1").splitlines():
        if not line.strip():
            break
        if line[0] in " \t" and names:
            continue
        if not (found := _HEADER.match(line)):
            return False
        names.add(found[0][:-1].lower())
    is_named = name.casefold().removesuffix(".gz").endswith((".eml", ".emlx", ".mbox", ".mbx"))
    from_whom = "from" in names or "sender" in names
    told = not names.isdisjoint({"date", "subject", "received"})
    if is_named or in_box:
        return from_whom or (told and not names.isdisjoint(_OF_MAIL))
    return from_whom and told and not names.isdisjoint(_OF_MAIL - {"cc", "sender"}) and len(names) > 3
