"""Addresses that came with the texts: only those a browser may follow become links."""

from urllib.parse import urlsplit


def web_link(url: object) -> str | None:
    """The address if it is one a browser may follow, else None."""
    if not isinstance(url, str):
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in {"http", "https"} and parts.netloc else None
