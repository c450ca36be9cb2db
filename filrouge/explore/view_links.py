"""Addresses of views in what people write, such as notes: told from all other text, and made relative."""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import parse_qs, urlsplit

from filrouge.explore.view import PAGES, url_path

_ADDRESS: Final = re.compile(r"https?://[^\s<>\"“”«»]+", re.IGNORECASE)
_AFTER: Final = ".,;:!?)]}'’"  # belongs to the sentence that an address ends


def with_links(text: str) -> Iterator[tuple[str, str]]:
    """A text in pieces, each with the link that it is, or "".

    Only addresses of views are links, as copied from a dashboard, and they lead to the page in this one, whatever host
    they name: a note sends nobody elsewhere.
    """
    end = 0
    for found in _ADDRESS.finditer(text):
        address = found.group().rstrip(_AFTER)
        if link := _link(address):
            yield text[end : found.start()], ""
            yield address, link
            end = found.start() + len(address)
    yield text[end:], ""


def _link(address: str) -> str:
    try:
        parts = urlsplit(address)
        asked = parse_qs(parts.query)
    except ValueError:
        return ""
    page = parts.path.rstrip("/").rsplit("/", 1)[-1].replace("_", "-")
    if not {"bundle", "digest"} <= asked.keys():
        return ""
    return f"{url_path(page) if page in PAGES else ''}?{parts.query}"  # the first page has no name in an address
