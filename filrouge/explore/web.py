"""Addresses that came with the texts: only those a browser may follow become links."""

import re
from typing import Final
from urllib.parse import urlsplit

_TRACKING: Final = re.compile(r"(?:utm_\w+|\w*clid|igshid|xtor|at_\w+|ref(?:_src|_url)?|share)(?:=|$)", re.IGNORECASE)


def web_link(url: object) -> str | None:
    """The address if it is one a browser may follow, else None."""
    if not isinstance(url, str):
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in {"http", "https"} and parts.netloc else None


def plain_link(url: object) -> str:
    """An address by which the same page is known: host without "www." and path, without what follows only readers;
    empty where it is none.
    """
    link = web_link(url.strip().rstrip(".,;:!?…)]}") if isinstance(url, str) else url)
    if link is None:
        return ""
    parts = urlsplit(link)
    asked = [one for one in parts.query.split("&") if one and not _TRACKING.match(one)]
    path = parts.path.rstrip("/")
    host = parts.netloc.casefold().removeprefix("www.").removeprefix("m.")
    return f"{host}{path}" + (f"?{'&'.join(sorted(asked))}" if asked else "") if path or asked else ""
