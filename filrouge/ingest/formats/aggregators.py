"""Feeds of searches and alerts, whose entries are of many outlets: who published each, and its headline alone."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

from filrouge.ingest.address_parts import address_parts
from filrouge.ingest.html.page import fold
from filrouge.ingest.links import registered_domain
from filrouge.ingest.redirects import unwrapped

_NAMED: Final = re.compile(
    r"\bgoogle (?:alerts?|news|alertes?|actualités|noticias|nachrichten|notizie|notícias|новости)\b|^google alert\w* -|"
    r"\b(?:bing ?news|yahoo!? news search|talkwalker alerts?|feedly|inoreader|news ?blur|the old reader|feedbin|"
    r"netvibes|mention alerts?|newsnow|news search)\b|^(?:web|news) (?:alert|search)\b|"
    r"^(?:alerte|alerta|оповещени\w*|avviso|uyarı)\s?(?:de )?google\b|"
    r"^(?:search results? for|résultats? de recherche|resultados de búsqueda|suchergebnisse)\b",
    re.IGNORECASE,
)
_HOSTS: Final = re.compile(
    r"(?:^|\.)(?:google\.[a-z.]{2,6}|bing\.com|feedly\.com|inoreader\.com|talkwalker\.com|newsblur\.com|theoldreader\.com|"
    r"feedbin\.com|news\.search\.yahoo\.com|yandex\.[a-z.]{2,6})$"
)
_TAIL: Final = re.compile(r"(?P<headline>.*\S)(?:\s+[-–—|·]\s+|\s*[|｜]\s*)(?P<outlet>[^|｜–—·]{2,60})")
_MOST_WORDS: Final = 6
_FEWEST_DOMAINS: Final = 3
_LONGEST_OUTLET: Final = 60


class Entry(NamedTuple):
    """What an entry says of its article: its headline without the outlet's name, the outlet, and the article's link."""

    title: str
    source: str
    url: str


def gathers_outlets(title: str, link: str, links: Iterable[str]) -> bool:
    """Whether a feed is that of a search, an alert or a reader's list: by its name, its own host, or because its
    entries lead to several sites of which none is its own. Then its title names no outlet.
    """
    if _NAMED.search(title) or is_aggregator(link):
        return True
    domains = {domain for one in links if (domain := registered_domain(unwrapped(one)))}
    own = registered_domain(link) if link else None
    return own is not None and len(domains) >= _FEWEST_DOMAINS and own not in domains


def is_aggregator(link: str) -> bool:
    """Whether an address is of a service that lists the articles of others."""
    return _HOSTS.search((address_parts(link).hostname or "").lower()) is not None


def entry_of(title: str, source: str, url: str) -> Entry:
    """Take an entry of such a feed apart.

    The outlet is the one that the entry names; else what ends the title, where the link's host bears it out or the link
    tells no host of its own; else nothing, and the link's host will name it.

    Parameters
    ----------
    source : the outlet as the entry itself names it, "" if it names none.
    """
    url = unwrapped(url) if url else ""
    told = "" if not url or is_aggregator(url) else fold((registered_domain(url) or "").rpartition(".")[0])
    tail = _TAIL.fullmatch(title)
    if tail is None:
        return Entry(title, source, url)
    headline, outlet = tail["headline"], tail["outlet"].strip()
    if source:
        return Entry(headline if _same(outlet, source) else title, source, url)
    if told:
        is_its = _same(outlet, told) or _same(outlet, registered_domain(url) or "")
        return Entry(headline, outlet, url) if is_its else Entry(title, "", url)
    is_name = url and len(outlet.split()) <= _MOST_WORDS and len(headline) > len(outlet)
    return Entry(headline, outlet, url) if is_name else Entry(title, "", url)


def _same(one: str, other: str) -> bool:
    first, second = fold(one), fold(other)
    for article in ("the", "le", "la", "el"):
        first, second = first.removeprefix(article), second.removeprefix(article)
    if not first or not second:
        return False
    return first == second or (
        min(len(first), len(second)) >= 4 and (first.startswith(second) or second.startswith(first))
    )


def only_repeats(text: str, title: str) -> bool:
    """Whether the text of an entry is its headline once more, with the outlet's name and headlines of others behind."""
    folded, headline = fold(text), fold(title)
    if not headline or not folded.startswith(headline):
        return False
    lines = text.split("\n")
    is_list = len(lines) > 1 and not any(line.rstrip().endswith((".", "!", "…", "。")) for line in lines)
    return is_list or len(folded) <= len(headline) + _LONGEST_OUTLET


def is_reader_export(text: str) -> bool:
    """Whether the beginning of a JSON object is a list of articles as readers of feeds keep it (the Google Reader API):
    Feedly, Inoreader, FreshRSS and others.
    """
    return '"items"' in text and '"origin"' in text and '"streamId"' in text


def as_json_feed(entry: Any) -> Any:
    """Give an article of such a list the names of a JSON Feed; `outlet` is the feed it came in. Others stay as they
    are.
    """
    if not isinstance(entry, dict) or not isinstance(entry.get("origin"), dict):
        return entry
    made = {name: value for name, value in entry.items() if name in ("id", "title")}
    links = (entry.get("canonicalUrl"), *map(_link, (entry.get("canonical"), entry.get("alternate"))))
    made["url"] = next((link for link in links if isinstance(link, str) and link), "")
    made["date_published"] = _moment(entry.get("published")) or _moment(entry.get("updated"))
    made["author"] = {"name": entry.get("author")}
    made["outlet"] = entry["origin"].get("title")
    made["content_html"] = _content(entry.get("content")) or _content(entry.get("summary"))
    return made


def _link(value: Any) -> Any:
    first = value[0] if isinstance(value, list) and value else None
    return first.get("href") if isinstance(first, dict) else None


def _content(value: Any) -> str:
    text = value.get("content") if isinstance(value, dict) else value
    return text if isinstance(text, str) else ""


def _moment(value: Any) -> str:
    """Write seconds or thousandths of them since 1970 in the form of ISO 8601."""
    if not isinstance(value, int | float) or isinstance(value, bool) or value <= 0:
        return ""
    seconds = value / 1000 if value > 1e11 else value
    try:
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError):
        return ""
