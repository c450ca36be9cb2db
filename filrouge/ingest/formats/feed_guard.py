"""What a feed says and does not mean: entities that swell, dates that mislead, titles that name the feed."""

import html
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

_PROLOG: Final = re.compile(rb"(?:\s|<\?.*?\?>|<!--.*?-->)*+<!DOCTYPE[^\[>]*\[", re.S | re.I)
_ENTITY: Final = re.compile(rb"<!ENTITY\s+(?P<kind>%\s+)?(?P<name>[^\s%\"']+)\s+(?:\"([^\"]*)\"|'([^']*)')", re.I)
_REFERENCE: Final = re.compile(rb"&(?!#|(?:amp|lt|gt|quot|apos);)[^\s;&]+;|%[^\s;%&]+;")
_ENDLESS: Final = 1 << 62
_COMMENTS: Final = re.compile("<!--|-->")

_TIME: Final = re.compile(
    r"\d:\d\d(?::\d\d)?(?:[.,]\d+)?\s*(?:(?P<zone>[^\W\d_]+)|(?P<sign>[+-])(?P<hours>\d\d):?(?P<minutes>\d\d))?"
)
_ZONES: Final = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8,
    "pdt": -7,
}  # fmt: skip

_PARTS: Final = re.compile(r"\s+[-–—|»›:·]+\s+|:\s+")
_SAYING_FEED: Final = (
    "rss rss1 rss2 atom xml rdf feed feeds feedburner flux fluxo fluxos канал лента"
    " latest breaking dernières derniers últimas últimos ultimas ultimos aktuelle neueste ultime последние"
)
_SAYING_NEWS: Final = (
    "1.0 2.0 0.91 0.92 news headlines stories articles all the top new posts entries channel by of la le les des de"
    " infos nouvelles actualités actualites articles noticias titulares notícias nachrichten meldungen schlagzeilen"
    " notizie новости новостей"
)
_FEED_WORDS: Final = frozenset(_SAYING_FEED.split())
_WEAK_WORDS: Final = frozenset(_SAYING_NEWS.split())
_EDGES: Final = re.compile(
    r"^(?:(?:flux|feed|fluxo)\s+)?rss(?:\s+feed)?\s+(?=\S)|\s+\(?(?:(?:flux|feed|fluxo)\s+rss|rss(?:\s+feed)?)\)?$",
    re.I,
)


def expansion_of(data: bytes) -> int:
    """Give the most bytes that a document in UTF-8 can come to when its own entities are expanded.

    An entity that is made of others counts as endless, however few it comes to: press feeds have none.
    """
    prolog = _PROLOG.match(data)
    if not prolog:
        return len(data)
    end = data.find(b"]>", prolog.end())
    subset = data[prolog.end() : end if end >= 0 else len(data)]
    total = len(data)
    for match in _ENTITY.finditer(subset):
        value = match[3] if match[3] is not None else match[4]
        if match["kind"] or _REFERENCE.search(value):
            return _ENDLESS
        total += len(value) * data.count(b"&" + match["name"] + b";")
    return total


def unclosed_comments(data: bytes) -> int:
    """Give the longest run of HTML comments in a feed, escaped or not, that are opened before one is closed.

    The time that feedparser takes grows with the cube of it.
    """
    longest = run = 0
    for match in _COMMENTS.finditer(html.unescape(data.decode("utf-8", "replace"))):
        run = 0 if match.group() == "-->" else run + 1
        longest = max(longest, run)
    return longest


def iso_date(written: str, parsed: Sequence[int]) -> str | None:
    """Write what feedparser made of a date in the form of ISO 8601, if its year, month and day stand in the original.

    The library reads some figures as a date that they are not. No time is made up: without one, or with a time zone
    that it does not know, the day is given.
    """
    year, month, day, hour, minute, second = parsed[:6]
    figures = {int(figure) for figure in re.findall(r"[0-9]{1,4}(?![0-9])", written)}
    named = re.search(r"[^\W\d_]{3}", written) is not None
    time = _TIME.search(written)
    years = {year, year % 100} if named else {year}
    days = {day - 1, day, day + 1} if time else {day}
    if not years & figures or not (days & figures or day == 1) or not (named or month in figures):
        return None
    if time is None or (time["zone"] and time["zone"].lower() not in _ZONES):
        return f"{year:04d}-{month:02d}-{day:02d}"
    offset = timedelta(hours=_ZONES.get((time["zone"] or "z").lower(), 0))
    if time["sign"]:
        offset = int(f"{time['sign']}1") * timedelta(hours=int(time["hours"]), minutes=int(time["minutes"]))
    utc = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    try:
        local = utc.astimezone(timezone(offset))
    except (ValueError, OverflowError):  # no place is so far from Greenwich, or the year is none
        local = utc
    return local.isoformat().replace("+00:00", "Z")


def names_the_outlet(title: str) -> str:
    """Take from a feed's title what only says that it is a feed or holds the latest; nothing may be left.

    >>> names_the_outlet("The Harbour Post - Latest news"), names_the_outlet("Flux RSS")
    ('The Harbour Post', '')
    """
    parts = _PARTS.split(title)
    marks = _PARTS.findall(title)
    kept = [position for position, part in enumerate(parts) if not _says_feed(part)]
    if not kept:
        return ""
    first, last = kept[0], kept[-1]
    named = parts[first] + "".join(marks[i] + parts[i + 1] for i in range(first, last))
    return _EDGES.sub("", named).strip()


def _says_feed(part: str) -> bool:
    words = re.findall(r"[\w.]+", part.casefold())
    return not words or (any(w in _FEED_WORDS for w in words) and all(w in _FEED_WORDS | _WEAK_WORDS for w in words))
