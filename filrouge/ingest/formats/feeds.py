"""Feeds → records: RSS 0.9x to 2.0, RDF and Atom as feedparser reads them, and JSON Feed. Nothing is fetched."""

import io
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final
from urllib.parse import urljoin

from filrouge.ingest.candidate import Candidate
from filrouge.ingest.dates.parse import parse_date
from filrouge.ingest.encoding import decode, head_text
from filrouge.ingest.formats import blogs
from filrouge.ingest.formats.aggregators import as_json_feed, entry_of, gathers_outlets, is_reader_export, only_repeats
from filrouge.ingest.formats.feed_guard import expansion_of, iso_date, names_the_outlet, unclosed_comments
from filrouge.ingest.html.text import html_text
from filrouge.ingest.record import Item, Record, UnreadableFile

MOST_BYTES: Final = 64 << 20
"""A larger feed is refused: it has to be held in memory whole, several times over."""

NAMES: Final = ("title", "text", "date", "url", "source", "id", "author")

_HTML_TYPES: Final = frozenset({"text/html", "application/xhtml+xml"})
_PROLOG: Final = re.compile(r"(?:\s|<\?.*?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)*+", re.S | re.I)
_ROOT: Final = re.compile(r"<([A-Za-z_][\w.-]*:)?(rss|rdf|feed|channel)\b([^>]*)", re.I)
_ITEM: Final = re.compile(r"<(?:[\w.-]+:)?(?:item|entry)[\s>/]", re.I)
_ATOM: Final = re.compile(r"atom|purl\.org/(?:pie|echo)|example\.com/(?:newformat|necho)|\bversion\s*=", re.I)
_RSS_1: Final = re.compile(r"purl\.org/rss/|netscape\.com/rdf|<item[\s>]|<channel[\s>]", re.I)
_JSON_FEED: Final = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version\\?/')
_MOST_UNCLOSED: Final = 500
_EBCDIC: Final = b"\x4c\x6f\xa7\x94"
_GUESSED: Final = frozenset({"windows-1252", "iso-8859-2"})  # what feedparser takes an undeclared encoding for
_DECLARATION: Final = re.compile(r"\s*<\?xml[^>]*>")


def looks_like_feed(head: bytes) -> bool:
    """Whether the first bytes of an item are an RSS, RDF or Atom feed."""
    text = _ebcdic(head) if head.startswith(_EBCDIC) else head_text(head)
    if text is None:
        return False
    prolog = _PROLOG.match(text)
    root = _ROOT.match(text, prolog.end() if prolog else 0)
    if not root:
        return False
    name, attributes = root[2].lower(), root[3]
    if name == "feed":
        return bool(_ATOM.search(attributes + (root[1] or "")) or _ITEM.search(text, root.end()))
    if name == "rdf":
        return bool(_RSS_1.search(text, root.start()))
    return name == "rss" or bool(_ITEM.search(text, root.end()))


def _ebcdic(head: bytes) -> str:
    """Decode EBCDIC, whose variants differ in the signs of XML, by the encoding that the text declares."""
    said = re.search(r"encoding=.([\w.-]+)", head[:200].decode("cp037"))
    try:
        return head.decode(said[1] if said else "cp037", "replace")
    except LookupError:
        return head.decode("cp037")


def looks_like_json_feed(head: bytes) -> bool:
    """Whether the first bytes of an item are a JSON Feed: an object that names the version of that format, or the
    list of a reader of feeds (Feedly, Inoreader).
    """
    text = head_text(head)
    if text is None or not text.lstrip().startswith("{"):
        return False
    return bool(_JSON_FEED.search(text)) or is_reader_export(text)


def read_feed(item: Item) -> Iterator[Record]:
    """Read the entries of an RSS, RDF or Atom feed, each a record with what is in `NAMES`.

    The text is the longest of content and summary, as plain text; an entry without either has its title for a text,
    and a warning. The date is as written; only where `parse_date` does not understand what feedparser understands, it
    is in the form of ISO 8601.

    Raises
    ------
    UnreadableFile
        It is no feed, holds no items, is too large, or defines entities that swell when they are expanded.
    """
    raw = _read_whole(item)
    parsed, warning = _parse(raw)
    if not parsed["entries"]:
        raise UnreadableFile("the feed holds no items" if parsed.get("version") else "it is not a feed")
    feed = parsed.get("feed", {})
    gathered = _gathers(parsed["entries"], feed)
    counted = Counter(dict.get(entry, "id") for entry in parsed["entries"])
    for row, entry in enumerate(parsed["entries"], 1):
        own_id = dict.get(entry, "id")
        found = {
            "title": Candidate(_plain_line(dict.get(entry, "title_detail")), "feed"),
            "date": _date(entry, parsed),
            "url": Candidate(_link(entry, feed), "feed"),
            "source": Candidate(_own_source(entry) or ("" if gathered else _source_of(feed)), "feed"),
            "id": Candidate(str(own_id or "") if counted[own_id] == 1 else "", "feed"),
            "author": Candidate(str(dict.get(entry, "author") or ""), "feed"),
        }
        found |= blogs.added(entry)
        texts = [Candidate(_plain(part, entry), "feed") for part in dict.get(entry, "content") or ()]
        texts.append(Candidate(_plain(dict.get(entry, "summary_detail")), "feed (summary)"))
        if gathered:
            texts = _of_outlet(found, texts)
        record = _record(row, found, texts, warning)
        if why := blogs.refused(entry):
            record = replace(record, rejected=why)
        warning = warning if record.rejected else None
        yield record
    if b"<wp:comment>" in raw:
        yield from blogs.comments(item, len(parsed["entries"]), _source_of(feed))


def read_json_feed(item: Item) -> Iterator[Record]:
    """Read the items of a JSON Feed (1.0, 1.1), each a record with what is in `NAMES`, as `read_feed` does.

    Raises
    ------
    UnreadableFile
        It is no JSON Feed, holds no items, or is too large.
    """
    text, _, warning = decode(_read_whole(item))
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableFile("it is not JSON") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise UnreadableFile("it is not a JSON Feed")
    if not items:
        raise UnreadableFile("the feed holds no items")
    items = [as_json_feed(entry) for entry in items]
    source = names_the_outlet(_line(feed.get("title")))
    links = [_line(entry.get("url")) for entry in items if isinstance(entry, dict)]
    gathered = gathers_outlets(_line(feed.get("title")), _line(feed.get("home_page_url")), links)
    counted = Counter(_line(entry.get("id")) for entry in items if isinstance(entry, dict))
    for row, entry in enumerate(items, 1):
        if not isinstance(entry, dict):
            yield Record(row, {}, NAMES, rejected="not a JSON object")
            continue
        own_id = _line(entry.get("id"))
        published, modified = _line(entry.get("date_published")), _line(entry.get("date_modified"))
        found = {
            "title": Candidate(_line(entry.get("title")), "feed"),
            "date": Candidate(published, "feed") if published else Candidate(modified, "feed (updated)"),
            "url": Candidate(_line(entry.get("url")) or _line(entry.get("external_url")), "feed"),
            "source": Candidate(_line(entry.get("outlet")) or ("" if gathered else source), "feed"),
            "id": Candidate(own_id if counted[own_id] == 1 else "", "feed"),
            "author": Candidate(_json_authors(entry, feed), "feed"),
        }
        texts = [
            Candidate(html_text(_string(entry.get("content_html"))), "feed"),
            Candidate(_string(entry.get("content_text")).strip(), "feed"),
            Candidate(_string(entry.get("summary")).strip(), "feed (summary)"),
        ]
        if gathered:
            texts = _of_outlet(found, texts)
        record = _record(row, found, texts, warning)
        warning = warning if record.rejected else None
        yield record


def _read_whole(item: Item) -> bytes:
    with item.open() as stream:
        raw = stream.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise UnreadableFile(f"the feed is larger than {MOST_BYTES >> 20} MB")
    return raw


def _parse(raw: bytes) -> tuple[Any, str | None]:
    """Give what feedparser makes of a feed, and in words what it had to put up with."""
    import feedparser

    in_utf8 = _in_utf8(raw)
    warning = None
    if in_utf8 is None:
        text, _, warning = decode(raw)
        raw = in_utf8 = _DECLARATION.sub("", text, count=1).encode("utf-8", "replace")
    if expansion_of(in_utf8) > MOST_BYTES:
        raise UnreadableFile("the feed defines entities that swell when they are expanded")
    if unclosed_comments(in_utf8) > _MOST_UNCLOSED:
        raise UnreadableFile("the feed opens comments and does not close them")
    try:
        parsed = feedparser.parse(io.BytesIO(raw))  # bytes alone could be taken for the name of a file
    except Exception as error:  # whatever a hostile feed breaks in the library, the rest of the input is read
        raise UnreadableFile("the feed is too damaged to be read") from error
    return parsed, warning or _trouble(parsed)


def _in_utf8(raw: bytes) -> bytes | None:
    """Give a feed in UTF-8 as feedparser decodes it, or None where it does not know how and takes any encoding."""
    from feedparser import CharacterEncodingOverride, CharacterEncodingUnknown
    from feedparser.encodings import convert_to_utf8

    how: dict[str, Any] = {}
    try:
        in_utf8: bytes = convert_to_utf8({}, raw, how)
    except (ValueError, LookupError):  # the encoding's name itself is no text
        return None
    error = how.get("bozo_exception")
    guessed = isinstance(error, CharacterEncodingOverride) and how.get("encoding") in _GUESSED
    return None if guessed or isinstance(error, CharacterEncodingUnknown) else in_utf8


def _trouble(parsed: Mapping[str, Any]) -> str | None:
    if not parsed.get("bozo"):
        return None
    error = parsed.get("bozo_exception")
    if type(error).__name__.startswith("CharacterEncoding"):
        return f"the feed's encoding is not what it says: read as {parsed.get('encoding') or 'UTF-8'}"
    line = getattr(error, "getLineNumber", lambda: None)()
    return f"the feed is not well-formed XML{f' (line {line})' if line else ''}: items may be cut short"


def _record(row: int, found: dict[str, Candidate[str]], texts: Sequence[Candidate[str]], warning: str | None) -> Record:
    """Make the record, with the longest of the texts, the first of them among equals."""
    text = max(texts, key=lambda candidate: len(candidate.value))
    if not text.value and found["title"].value.strip():
        text = Candidate(found["title"].value, "feed (title)")
        warning = "; ".join(filter(None, ("only a headline", warning)))
    return Record.of(row, {**found, "text": text}, tuple(dict.fromkeys((*NAMES, *found))), warning)


def _plain(detail: Any, entry: Any = ()) -> str:
    """Give the plain text of a part of an entry, by its type; nothing for what is no text, as a picture."""
    if not isinstance(detail, Mapping):
        return ""
    value, kind = str(detail.get("value") or ""), str(detail.get("type") or "text/plain").lower()
    if kind in _HTML_TYPES or kind.endswith("xml"):
        return blogs.without_tail(html_text(blogs.as_shown(entry, value)))
    is_text = kind.startswith("text") or ("".join(value.split()).isprintable() and "\ufffd" not in value)
    return value.strip() if is_text else ""


def _link(entry: Any, feed: Any) -> str:
    """The address of an entry, whole: its identifier where that is one, or as the feed's own link completes it."""
    link, own = (str(dict.get(entry, name) or "").strip() for name in ("link", "id"))
    if not link or "://" in link:
        return link
    if re.match(r"https?://\S+$", own) and own.endswith(link):
        return own
    base = str(dict.get(feed, "link") or "") if isinstance(feed, dict) else ""
    try:
        return urljoin(base, link) if "://" in base else link
    except ValueError:
        return link


def _plain_line(detail: Any) -> str:
    return " ".join(_plain(detail).split())


def _date(entry: Any, parsed: Mapping[str, Any]) -> Candidate[str]:
    """Give an entry's date as written and how it was found: when it was published, else made, else changed."""
    for name, method in (("published", "feed"), ("created", "feed"), ("updated", _updated(parsed))):
        written = str(dict.get(entry, name) or "").strip()
        if written:
            known = dict.get(entry, f"{name}_parsed")
            iso = iso_date(written, known) if known and parse_date(written).start is None else None
            return Candidate(iso, method.replace("feed", "feed (normalised)")) if iso else Candidate(written, method)
    return Candidate("", "feed")


def _updated(parsed: Mapping[str, Any]) -> str:
    """Say what feedparser calls updated: in RSS the dc:date, unless a vocabulary that dates changes is there too."""
    used = " ".join(map(str, parsed.get("namespaces", {}).values()))
    is_rss = str(parsed.get("version") or "").startswith("rss")
    return (
        "feed"
        if is_rss and "purl.org/dc/elements" in used and "/terms/" not in used and "Atom" not in used
        else ("feed (updated)")
    )


def _gathers(entries: Sequence[Any], feed: Any) -> bool:
    """Whether the entries are of other outlets than the feed's own."""
    links = [str(dict.get(entry, "link") or "") for entry in entries]
    own = str(dict.get(feed, "link") or "") if isinstance(feed, dict) else ""
    return gathers_outlets(_source_title(feed), own, links)


def _of_outlet(found: dict[str, Candidate[str]], texts: Sequence[Candidate[str]]) -> list[Candidate[str]]:
    """Give the fields of an entry the outlet it is of; the texts that stay are those that say more than its title."""
    title, source, url = (found[name] for name in ("title", "source", "url"))
    entry = entry_of(title.value, source.value, url.value)
    found["title"], found["url"] = Candidate(entry.title, title.method), Candidate(entry.url, url.method)
    found["source"] = source if source.value else Candidate(entry.source, "end of the entry's title")
    return [Candidate("", "feed") if only_repeats(text.value, entry.title) else text for text in texts]


def _own_source(entry: Any) -> str:
    """The outlet that an entry itself names."""
    own = dict.get(entry, "source")
    title = _line(own.get("title")) if isinstance(own, Mapping) else ""
    return names_the_outlet(title or _line(dict.get(entry, "news_source")))


def _source_of(feed: Any) -> str:
    return names_the_outlet(_source_title(feed))


def _source_title(feed: Any) -> str:
    return _plain_line(dict.get(feed, "title_detail"))


def _json_authors(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> str:
    for holder in (entry, feed):
        authors = holder.get("authors") or [holder.get("author")]
        named = [_line(a.get("name")) for a in authors if isinstance(a, dict)] if isinstance(authors, list) else []
        if any(named):
            return ", ".join(filter(None, named))
    return ""


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""


def _line(value: object) -> str:
    """Give a short value on one line; a number, as some feeds have for an id, as written."""
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else _string(value)
    return " ".join(text.split())
