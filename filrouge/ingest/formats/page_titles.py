"""What a saved page is called, who publishes it, and where it stood on the web."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any, Final, NamedTuple
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

from filrouge.ingest.formats.page_markup import Page
from filrouge.ingest.links import registered_domain

ARTICLE_TYPES: Final = ("Article", "Posting", "Report", "Review", "Recipe")
"""Ends of the names of schema.org types that are texts."""

_SEPARATOR: Final = re.compile(
    r"\s+(?:[|\-–—―·•»«:/~]|::|>>|<<|\|\|)\s+|\s*[|｜»«]\s*|(?<=[^\x00-\x7f])\s*[_-]\s*(?=[^\x00-\x7f])|:\s+"
)
_SAVED_FROM: Final = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)|Page saved with[^>]*?\burl:\s*)(https?://[^\s>]+)", re.I
)
_ARCHIVED: Final = re.compile(r"^https?://web\.archive\.org/web/\d+\w*/(?=https?:)", re.I)
_HOSTNAME: Final = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}/?", re.I)
_BARE_HOST: Final = re.compile(r"(?:https?://)?(?:[a-z\d-]+\.)+[a-z]{2,}/?|www\..*|https?:.*")
_PUBLISHER: Final = (
    "dc.publisher",
    "dc.publisher.corporatename",
    "dcterms.publisher",
    "publisher",
    "citation_publisher",
)
_LONGEST_TITLE: Final = 500
_LONGEST_NAME: Final = 80
_TELLING: Final = 4
_MORE: Final = 8
_SAME_WORDS: Final = 0.5


_HEADLINE: Final = 4  # words; names of sites have fewer
_LONG_WORD: Final = re.compile(r"\w{4,}")


class Found(NamedTuple):
    """A value as the page states it, and how it was found."""

    value: str
    method: str


def find_url(page: Page, given: str | None) -> Found | None:
    """Find the address a page says it has: its canonical link, unless that is only the front page, else og:url, linked
    data, the mark of the program that saved it, or the address given.
    """
    saved = _SAVED_FROM.search(page.head)
    base = _address(page.meta("og:url"), given) or _address(given) or (saved[1] if saved else None)
    links = (e.get("href") for e in page.tree.iter("link") if "canonical" in (e.get("rel") or "").lower().split())
    candidates = [
        *((link, "canonical link") for link in links),
        (page.meta("og:url"), "page metadata og:url"),
        *((_text(node, key), "linked data") for node in main_nodes(page) for key in ("url", "mainEntityOfPage", "@id")),
        (saved[1] if saved else None, "mark of the program that saved the page"),
        (given, "address it was fetched from"),
    ]
    addresses = [(url, method) for link, method in candidates if (url := _address(link, base))]
    if not addresses:
        return None
    return next((Found(*a) for a in addresses if urlsplit(a[0]).path.strip("/")), Found(*addresses[0]))


def find_source(page: Page, url: str | None) -> Found | None:
    """Find the publisher's name as the page states it; a host's name only where nothing better is stated."""
    label = fold((registered_domain(url) or "").partition(".")[0]) if url else ""
    candidates = [
        (page.meta("og:site_name"), "page metadata og:site_name"),
        *((name, "linked data publisher") for node in main_nodes(page) for name in _names(node, "publisher")),
        *((name, "linked data") for name in _site_nodes(page)),
        (page.meta("application-name"), "page metadata application-name"),
    ]
    stated = [Found(name, method) for name, method in candidates if name and len(name) <= _LONGEST_NAME]
    named = [found for found in stated if not _BARE_HOST.fullmatch(found.value)]
    if named:
        return named[0]
    for part in _edge_parts(_head_title(page)):
        name = part.partition(", ")[0].strip()
        if label and fold(_HOSTNAME.sub(lambda m: m[0].rpartition(".")[0], name)) == label:
            return Found(name, "end of the page's title")
    publisher = page.meta(*_PUBLISHER)
    if publisher and len(publisher) <= _LONGEST_NAME and not _BARE_HOST.fullmatch(publisher):
        return Found(publisher, "page metadata publisher")
    handle = (page.meta("twitter:site") or "").lstrip("@")
    if label and len(label) > 3 and label in fold(handle):
        return Found(handle, "page metadata twitter:site")
    return stated[0] if stated else None


def find_title(page: Page, source: str | None, url: str | None) -> Found | None:
    """Find the headline: the heading that the page's metadata confirm, else what they state, without the site's name.

    Parameters
    ----------
    source : the publisher's name, and `url` the page's address: what they share with the ends of a title is the site's.
    """
    sites = _sites(page, source, url)
    headings = [(text, e) for e in page.tree.iter("h1") if (text := _line(e)) and fold(text) not in sites]
    stated = [
        Found(_bare(title, sites), method)
        for title, method in (
            (page.meta("og:title"), "page metadata og:title"),
            *((_text(node, "headline"), "linked data headline") for node in main_nodes(page)),
            (page.meta("twitter:title"), "page metadata twitter:title"),
            (_head_title(page), "page title"),
        )
        if title and fold(title) and fold(title) not in sites
    ]
    whole = [fold(found.value) for found in stated]
    confirmed = [text for text, _ in headings if any(_within(fold(text), title) for title in whole)]
    if confirmed:
        return Found(_bare(max(confirmed, key=len), sites), "heading")
    likely = [text for text, e in headings if not page.is_aside(e)]
    shared = [text for text in likely if any(_share_of_words(text, found.value) >= _SAME_WORDS for found in stated)]
    if shared or (likely and not stated):
        return Found(_bare((shared or likely)[0], sites), "heading")
    if not stated:
        return None
    if stated[0].method == "page title":
        return _shown_part(page, stated[0].value) or stated[0]
    return stated[0]


def borne_out(page: Page, title: Found | None, text: str) -> Found | None:
    """Of a page that states no headline but in `<title>`, take its one heading where the article bears that out better:
    many a site writes nothing but its own name there.
    """
    headings = [line for element in page.tree.iter("h1") if (line := _line(element)) and not page.is_aside(element)]
    if title is None or title.method != "page title" or len(headings) != 1 or len(headings[0].split()) < _HEADLINE:
        return title
    said = set(_LONG_WORD.findall(text.casefold()))

    def share(line: str) -> float:
        words = set(_LONG_WORD.findall(line.casefold()))
        return len(words & said) / len(words) if len(words) > 1 else 0.0

    return Found(headings[0], "heading") if share(headings[0]) > max(share(title.value), 0.3) else title


def main_nodes(page: Page) -> list[dict[str, Any]]:
    """Linked data of the article itself: the only article there is, or those the page's own title or link names."""
    articles = [node for node in page.nodes if any(str(t).endswith(ARTICLE_TYPES) for t in _list(node.get("@type")))]
    if len(articles) > 1:
        titles = [fold(t) for t in (page.meta("og:title"), _head_title(page)) if t]
        own = [n for n in articles if any(_within(fold(_text(n, "headline") or ""), title) for title in titles)]
        return own[:1]
    return articles or [node for node in page.nodes if "WebPage" in map(str, _list(node.get("@type")))][:1]


def fold(text: str) -> str:
    """Reduce a text to its letters and figures, without accents and in one case, to compare it."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in plain if c.isalnum())


def _within(part: str, whole: str) -> bool:
    if not part or not whole:
        return False
    return part == whole or (len(part) >= 8 and part in whole) or (len(whole) >= 20 and part.startswith(whole))


def _share_of_words(one: str, other: str) -> float:
    words, more = (set(re.findall(r"\w{3,}", text.casefold())) for text in (one, other))
    return len(words & more) / max(1, min(len(words), len(more)))


def _line(element: html.HtmlElement) -> str:
    text = " ".join("".join(element.itertext(etree.Element, with_tail=True)).split())
    return text if len(text) <= _LONGEST_TITLE else ""


def _head_title(page: Page) -> str:
    return next((text for element in page.tree.iter("title") if (text := _line(element))), "")


def _sites(page: Page, source: str | None, url: str | None) -> set[str]:
    """Folded names the site goes by: as stated, with and without what follows a dot, and its host's own."""
    domain = (registered_domain(url) or "") if url else ""
    host = (urlsplit(url).hostname or "") if url else ""
    stated = [source, page.meta("og:site_name"), page.meta("application-name"), page.meta(*_PUBLISHER)]
    stated += [name for node in main_nodes(page) for name in _names(node, "publisher")]
    names = {name for name in (*stated, domain, domain.partition(".")[0], host, host.removeprefix("www.")) if name}
    names |= {name.rpartition(".")[0] for name in names if _HOSTNAME.fullmatch(name)}
    return {fold(name) for name in names} - {""}


def _bare(title: str, sites: set[str]) -> str:
    """Take the site's name, and what stands beyond it, from the ends of a title."""
    title = " ".join(title.split())
    cuts = [(m.start(), m.end()) for m in _SEPARATOR.finditer(title)]
    edges = [0, *(end for _, end in cuts)]
    stops = [*(start for start, _ in cuts), len(title)]
    first, last = 0, len(stops) - 1
    for k in range(last, 0, -1):
        if _is_site(title[edges[k] : stops[k]], sites):
            last = k - 1
    for k in range(first, last):
        if _is_site(title[edges[k] : stops[k]], sites):
            first = k + 1
            break
    return title[edges[first] : stops[last]].strip() or title


def _is_site(part: str, sites: set[str]) -> bool:
    folded = fold(re.sub(r"\([^()]*\)", "", part))
    most = _LONGEST_NAME if _HOSTNAME.fullmatch(part.strip()) else _MORE
    return bool(folded) and any(
        folded == site
        or (len(site) >= _TELLING and len(folded) <= len(site) + most and folded.startswith(site))
        or (len(folded) > _TELLING and site.startswith(folded))
        for site in sites
    )


def _edge_parts(title: str) -> list[str]:
    parts = [part for part in _SEPARATOR.split(title) if part.strip()]
    return [parts[-1], parts[0]] if len(parts) > 1 else []


def _shown_part(page: Page, title: str) -> Found | None:
    """The part of a page's title that the page also shows on its own."""
    pieces = [0, *(m.end() for m in _SEPARATOR.finditer(title))]
    stops = [*(m.start() for m in _SEPARATOR.finditer(title)), len(title)]
    runs = sorted(
        ((stops[j] - i, i, stops[j]) for i in pieces for j in range(len(stops)) if stops[j] > i), reverse=True
    )
    shown = {fold(block.text) for block in page.blocks if not block.aside and len(block.text) <= _LONGEST_TITLE}
    for size, start, end in runs[:100]:
        if size * 3 >= len(title) and fold(title[start:end]) in shown:
            return Found(title[start:end], "page title, as shown on the page")
    return None


def _address(link: str | None, base: str | None = None) -> str | None:
    link = _ARCHIVED.sub("", (link or "").strip())
    if re.match(r"www\.[\w-]+\.", link):
        link = f"http://{link}"
    try:
        whole = urljoin(_ARCHIVED.sub("", base or ""), link)
        parts = urlsplit(whole)
    except ValueError:
        return None
    return whole if link and parts.scheme in ("http", "https") and parts.hostname and "." in parts.hostname else None


def _site_nodes(page: Page) -> Iterator[str]:
    for node in page.nodes:
        if "WebSite" in map(str, _list(node.get("@type"))) and (name := _text(node, "name")):
            yield name


def _names(node: dict[str, Any], key: str) -> Iterator[str]:
    for value in _list(node.get(key)):
        name = value.get("name") if isinstance(value, dict) else value
        name = name[0] if isinstance(name, list) and name else name
        if isinstance(name, str) and name.strip() and "://" not in name:
            yield " ".join(name.split())


def _text(node: dict[str, Any], key: str) -> str | None:
    value = next(iter(_list(node.get(key))), None)
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return " ".join(unescape(value).split()) or None if isinstance(value, str) else None


def _list(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list) else [value]
