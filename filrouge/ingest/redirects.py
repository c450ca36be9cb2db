"""Links that lead through somebody else's address: search engines, alerts, networks, mail guards, web archives."""

import base64
import binascii
import re
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

_MOST_WRAPPERS: Final = 5
_LONGEST: Final = 8000

# Host and path of an address that only passes readers on, and the parameters in which it holds where to.
_PARAMETERS: Final = (
    (r"(?:www\.|news\.)?google\.[a-z.]{2,6}/(?:url|imgres)", ("url", "q", "imgrefurl", "u")),
    (r"(?:www\.)?bing\.com/(?:news/apiclick\.aspx|.*)", ("url", "mediaurl")),
    (r"(?:l|lm|www|m)\.(?:facebook|instagram|threads)\.(?:com|net)/(?:l\.php)?", ("u",)),
    (r"(?:www\.|html\.)?duckduckgo\.com/l/", ("uddg",)),
    (r"(?:www\.|m\.)?youtube\.com/redirect", ("q",)),
    (r"(?:www\.)?linkedin\.com/(?:redir/redirect|safety/go|slink)", ("url",)),
    (r"out\.reddit\.com/.*", ("url",)),
    (r"(?:away\.|m\.)?vk\.(?:com|ru)/away(?:\.php)?", ("to",)),
    (r"[\w-]+\.safelinks\.protection\.outlook\.com/.*", ("url",)),
    (r"urldefense\.proofpoint\.com/v1/url", ("u",)),
    (r"(?:www\.)?talkwalker\.com/public/alerts/.*", ("url", "u")),
    (r"(?:www\.)?inoreader\.com/.*", ("url",)),
    (r"feedly\.com/.*", ("url",)),
    (r"(?:www\.)?yandex\.[a-z.]{2,6}/(?:turbo|clck/.*)", ("text", "url")),
    (r"(?:www\.)?baidu\.com/link", ("target",)),
    (r"slack-redir\.net/link", ("url",)),
    (r"(?:www\.)?flipboard\.com/redirect", ("url",)),
)
_BY_PARAMETER: Final = tuple((re.compile(where, re.IGNORECASE), names) for where, names in _PARAMETERS)
# Addresses that hold the other one in their path.
_IN_PATH: Final = re.compile(
    r"https?://(?:"
    r"web\.archive\.org/(?:web|save)/(?:\d+[a-z_]*/)?|(?:wayback|webarchive)\.[\w.-]+/(?:[\w-]+/){0,2}\d{4,14}[a-z_]*/|"
    r"archive\.(?:ph|today|is|li|md|vn|fo)/(?:\d{4}[\d.-]*|o/\w+|newest|timegate|submit)/|"
    r"r\.search\.yahoo\.com/[^?]*?/RU=|"
    r"urldefense\.com/v3/__|"
    r"(?:www\.)?google\.[a-z.]{2,6}/amp/(?:s/)?|"
    r"[\w-]+\.cdn\.ampproject\.org/[cvwr]/(?:s/)?|"
    r"(?:www\.)?bing-amp\.com/[cv]/(?:s/)?"
    r")(?P<link>[^\s]+)",
    re.IGNORECASE,
)
_NEWS_ARTICLE: Final = re.compile(r"/(?:rss/)?(?:__i/rss/rd/)?(?:articles|read)/(?P<code>[\w-]{20,})")
_PRINTABLE_LINK: Final = re.compile(rb"https?://[\x21-\x7e]{4,}")


def unwrapped(url: str) -> str:
    """Return the address that a redirecting one leads to where it says so itself, else the address as it is; nothing is
    fetched.

    >>> unwrapped("https://www.google.com/url?rct=j&url=https://phare.example/a&ct=ga")
    'https://phare.example/a'
    """
    url = url.strip()
    for _ in range(_MOST_WRAPPERS):
        inner = _inner(url) if len(url) <= _LONGEST else None
        if inner is None:
            break
        url = inner
    return url


def _inner(url: str) -> str | None:
    if in_path := _IN_PATH.match(url):
        return _in_path(url, in_path["link"])
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        asked = parse_qs(parts.query)
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https"):
        return None
    if host.endswith("news.google.com"):
        return _from_code(parts.path) or next(filter(_is_link, asked.get("url", [])), None)
    for where, names in _BY_PARAMETER:
        if where.fullmatch(f"{host}{parts.path}"):
            return next((value for name in names for value in asked.get(name, []) if _is_link(value)), None)
    return None


def _in_path(url: str, link: str) -> str | None:
    if "/RU=" in url:
        link = unquote(link.partition("/R")[0])
    elif "urldefense.com" in url[:40]:
        link = link.partition("__;")[0]
    elif re.match(r"https?%3a", link, re.IGNORECASE):
        link = unquote(link)
    link = re.sub(r"^(https?):/(?=[^/])", r"\1://", link)
    if not re.match(r"https?://", link, re.IGNORECASE):
        link = f"https://{link}"
    return link if _is_link(link) else None


def _from_code(path: str) -> str | None:
    """The address in the code of an article at Google News, as those of before 2024 hold it; later ones hold none."""
    found = _NEWS_ARTICLE.search(path)
    if not found:
        return None
    try:
        told = base64.urlsafe_b64decode(found["code"] + "=" * (-len(found["code"]) % 4))
    except (ValueError, binascii.Error):
        return None
    link = _PRINTABLE_LINK.search(told)
    return link[0].decode("ascii") if link else None


def _is_link(value: str) -> bool:
    return re.match(r"https?://[^\s/]+\.[^\s/]", value, re.IGNORECASE) is not None
