"""A mail that was saved, printed or copied as text → its record."""

import re
from collections.abc import Iterator
from typing import Final

from filrouge.ingest.formats.mail_cuts import answers, spans_to_cut
from filrouge.ingest.formats.paragraphs import lines_of
from filrouge.ingest.links import registered_domain
from filrouge.ingest.profiles.mails import mail_header
from filrouge.ingest.record import Item, Record

_NAMES: Final = ("text", "title", "date", "source", "author", "kind")
_ADDRESS: Final = re.compile(r"[<\[(]?(?:mailto:)?(?P<name>[\w.+-]{1,64})@(?P<host>[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})")


def read(item: Item, kind: str) -> Iterator[Record]:
    """Give the mail without its header; what is quoted and signed is cut, with the reason.

    The source is the sender's name, or else the host of the address.
    """
    lines = list(lines_of(item, kind))
    header = mail_header(lines)
    text = "\n".join(lines[header.n_lines if header else 0 :]).strip("\n")
    fields, methods = {"text": text, "kind": "mail"}, {"kind": "file format"}
    for field, (label, value) in (header.said if header else {}).items():
        if field == "source":
            address = _ADDRESS.search(value)
            name = value[: address.start()].strip(" '\"\t") if address else value
            host = (registered_domain(f"http://{address['host']}") or "") if address else ""
            fields |= {"source": name or host, "author": name}
            methods |= {"source": f"header {label}", "author": f"header {label}"}
        elif field != "to":
            fields[field], methods[field] = value, f"header {label}"
    found = {field: value for field, value in fields.items() if value.strip()}
    cuts = tuple(spans_to_cut(text, is_reply=answers(found.get("title", ""))))
    yield Record(None, found, _NAMES, None if text.strip() else "no text in the mail", methods=methods, cuts=cuts)
