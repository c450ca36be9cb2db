"""What a saved page is called, who publishes it, and where it stood on the web."""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urljoin, urlsplit

from lxml import html

from filrouge.ingest.candidate import Candidate
from filrouge.ingest.html.linked_data import as_list, names_at, text_at
from filrouge.ingest.html.page import LONGEST_TITLE, Page, fold, line_of, within
from filrouge.ingest.links import registered_domain
from filrouge.ingest.redirects import unwrapped

_SEPARATOR: Final = re.compile(
    r"\s+(?:[|\-–—―·•»«:/~]|::|>>|<<|\|\|)\s+|\s*[|｜»«]\s*|(?<=[^\x00-\x7f])\s*[_-]\s*(?=[^\x00-\x7f])|:\s+"
)
_SAVED_FROM: Final = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)|Page saved with[^>]*?\burl:\s*)(https?://[^\s>]+)", re.I
)
_ARCHIVED: Final = re.compile(r"^/web/\d+\w*/(?=https?:)", re.I)
_HOSTNAME: Final = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}/?", re.I)
_BARE_HOST: Final = re.compile(r"(?:https?://)?(?:[a-z\d-]+\.)+[a-z]{2,}/?|www\..*|https?:.*")
_PUBLISHER: Final = (
    "dc.publisher",
    "dc.publisher.corporatename",
    "dcterms.publisher",
    "publisher",
    "citation_publisher",
)
_LONGEST_NAME: Final = 80
_TELLING: Final = 4
_MORE: Final = 8
_SAME_WORDS: Final = 0.5
_HEADLINE: Final = 4  # words; names of sites have fewer
_LONG_WORD: Final = re.compile(r"\w{4,}")


def find_url(page: Page, given: str | None) -> Candidate[str] | None:
    """Find the address a page says it has: its canonical link, unless that is only the front page, else og:url, linked
    data, the mark of the program that saved it, or the address given.
    """
    saved = _SAVED_FROM.search(page.head)
    base = _address(page.meta("og:url"), given) or _address(given) or (saved[1] if saved else None)
    links = (e.get("href") for e in page.tree.iter("link") if "canonical" in (e.get("rel") or "").lower().split())
    candidates = [
        *((link, "canonical link") for link in links),
        (page.meta("og:url"), "page metadata og:url"),
        *((text_at(node, key), "linked data") for node in page.articles for key in ("url", "mainEntityOfPage", "@id")),
        (saved[1] if saved else None, "mark of the program that saved the page"),
        (given, "address it was fetched from"),
    ]
    addresses = [(url, method) for link, method in candidates if (url := _address(link, base))]
    if not addresses:
        return None
    return next((Candidate(*a) for a in addresses if urlsplit(a[0]).path.strip("/")), Candidate(*addresses[0]))


def find_source(page: Page, url: str | None) -> Candidate[str] | None:
    """Find the publisher's name as the page states it; a host's name only where nothing better is stated."""
    label = fold((registered_domain(url) or "").partition(".")[0]) if url else ""
    candidates = [
        (page.meta("og:site_name"), "page metadata og:site_name"),
        *((name, "linked data publisher") for node in page.articles for name in names_at(node, "publisher")),
        *((name, "linked data") for name in _site_nodes(page)),
        (page.meta("application-name"), "page metadata application-name"),
    ]
    stated = [Candidate(name, method) for name, method in candidates if name and len(name) <= _LONGEST_NAME]
    named = [found for found in stated if not _BARE_HOST.fullmatch(found.value)]
    if named:
        return named[0]
    for part in _edge_parts(page.title):
        name = part.partition(", ")[0].strip()
        if label and fold(_HOSTNAME.sub(lambda m: m[0].rpartition(".")[0], name)) == label:
            return Candidate(name, "end of the page's title")
    publisher = page.meta(*_PUBLISHER)
    if publisher and len(publisher) <= _LONGEST_NAME and not _BARE_HOST.fullmatch(publisher):
        return Candidate(publisher, "page metadata publisher")
    handle = (page.meta("twitter:site") or "").lstrip("@")
    if label and len(label) > 3 and label in fold(handle):
        return Candidate(handle, "page metadata twitter:site")
    return stated[0] if stated else None


def find_title(page: Page, source: str | None, url: str | None) -> Candidate[str] | None:
    """Find the headline: the heading that the page's metadata confirm, else what they state, without the site's name.

    Parameters
    ----------
    source : the publisher's name, and `url` the page's address: what they share with the ends of a title is the site's.
    """
    sites = _sites(page, source, url)
    headings = [(text, e) for e in page.tree.iter("h1") if (text := line_of(e)) and fold(text) not in sites]
    shown = {fold(text) for text, _ in headings}
    stated = [
        Candidate(_bare(title, sites, shown), method)
        for title, method in (
            (page.meta("og:title"), "page metadata og:title"),
            *((text_at(node, "headline"), "linked data headline") for node in page.articles),
            (page.meta("twitter:title"), "page metadata twitter:title"),
            (page.title, "page title"),
        )
        if title and fold(title) and fold(title) not in sites
    ]
    whole = [fold(found.value) for found in stated]
    confirmed = [text for text, _ in headings if any(within(fold(text), title) for title in whole)]
    if confirmed:
        return Candidate(_bare(max(confirmed, key=len), sites, shown), "heading")
    likely = [text for text, e in headings if not page.is_aside(e)]
    shared = [text for text in likely if any(_share_of_words(text, found.value) >= _SAME_WORDS for found in stated)]
    if shared or (likely and not stated):
        return Candidate(_bare((shared or likely)[0], sites, shown), "heading")
    if not stated:
        return None
    if stated[0].method == "page title":
        return _part_on_page(page, stated[0].value) or stated[0]
    return stated[0]


def borne_out(page: Page, title: Candidate[str] | None, text: str) -> Candidate[str] | None:
    """Of a page that states no headline but in `<title>`, or one that begins with the site's name, take its one heading
    where the article bears that out better: many a site writes nothing but its own name and what it is there.
    """
    headings = [line for element in page.tree.iter("h1") if (line := line_of(element)) and not page.is_aside(element)]
    if (
        title is None
        or not (title.method == "page title" or _names_site(page))
        or len(headings) != 1
        or len(headings[0].split()) < _HEADLINE
    ):
        return title
    said = set(_LONG_WORD.findall(text.casefold()))

    def share(line: str) -> float:
        words = set(_LONG_WORD.findall(line.casefold()))
        return len(words & said) / len(words) if len(words) > 1 else 0.0

    return Candidate(headings[0], "heading") if share(headings[0]) > max(share(title.value), 0.3) else title


def _names_site(page: Page) -> bool:
    """Whether what is stated for a headline begins with the site's name: "The Post: news since 1881"."""
    site, title = fold(page.meta("og:site_name") or ""), fold(page.meta("og:title") or "")
    return bool(site) and title.startswith(site)


def _share_of_words(one: str, other: str) -> float:
    words, more = (set(re.findall(r"\w{3,}", text.casefold())) for text in (one, other))
    return len(words & more) / max(1, min(len(words), len(more)))


def _sites(page: Page, source: str | None, url: str | None) -> set[str]:
    """Folded names the site goes by: as stated, with and without what follows a dot, and its host's own."""
    domain = (registered_domain(url) or "") if url else ""
    host = (urlsplit(url).hostname or "") if url else ""
    stated = [source, page.meta("og:site_name"), page.meta("application-name"), page.meta(*_PUBLISHER)]
    stated += [name for node in page.articles for name in names_at(node, "publisher")]
    stated += [line_of(link) for link in page.tree.xpath("//h1//a | //h1/parent::a") if _leads_home(link)]
    names = {name for name in (*stated, domain, domain.partition(".")[0], host, host.removeprefix("www.")) if name}
    names |= {name.rpartition(".")[0] for name in names if _HOSTNAME.fullmatch(name)}
    return {fold(name) for name in names} - {""}


def _leads_home(link: html.HtmlElement) -> bool:
    """Whether a link is the site's name over its menu: it leads to the front page."""
    try:
        parts = urlsplit((link.get("href") or "#").strip())
    except ValueError:
        return False
    return not (parts.path.strip("/") or parts.query or parts.fragment) and (bool(parts.path) or bool(parts.netloc))


def _bare(title: str, sites: set[str], shown: set[str]) -> str:
    """Take the site's name, and what stands beyond it, from the ends of a title.

    A word that the site's name only begins with may be what the headline is about ("Armenia: …" at Armenia Today): it
    is cut only from an end, and not where a heading of the page, as `shown` has them folded, says it too.
    """
    title = " ".join(title.split())
    cuts = [(m.start(), m.end()) for m in _SEPARATOR.finditer(title)]
    edges = [0, *(end for _, end in cuts)]
    stops = [*(start for start, _ in cuts), len(title)]
    on_page = fold(title) in shown
    first, last = 0, len(stops) - 1
    for k in range(last, 0, -1):
        if _is_site(title[edges[k] : stops[k]], sites, in_part=not on_page):
            last = k - 1
    for k in range(first, last):
        told = ":" in title[stops[k] : edges[k + 1]] and (on_page or fold(title[edges[k] :]) in shown)
        if not told and _is_site(title[edges[k] : stops[k]], sites, in_part=False):
            first = k + 1
            break
    return title[edges[first] : stops[last]].strip() or title


def _is_site(part: str, sites: set[str], *, in_part: bool) -> bool:
    """Whether a part of a title is the site's name, with little more, or `in_part` the beginning of it."""
    folded = fold(re.sub(r"\([^()]*\)", "", part))
    most = _LONGEST_NAME if _HOSTNAME.fullmatch(part.strip()) else _MORE
    return bool(folded) and any(
        folded == site
        or (len(site) >= _TELLING and len(folded) <= len(site) + most and folded.startswith(site))
        or (in_part and len(folded) > _TELLING and site.startswith(folded))
        for site in sites
    )


def _edge_parts(title: str) -> list[str]:
    parts = [part for part in _SEPARATOR.split(title) if part.strip()]
    return [parts[-1], parts[0]] if len(parts) > 1 else []


def _part_on_page(page: Page, title: str) -> Candidate[str] | None:
    """The part of a page's title that the page also shows on its own."""
    pieces = [0, *(m.end() for m in _SEPARATOR.finditer(title))]
    stops = [*(m.start() for m in _SEPARATOR.finditer(title)), len(title)]
    runs = sorted(
        ((stops[j] - i, i, stops[j]) for i in pieces for j in range(len(stops)) if stops[j] > i), reverse=True
    )
    shown = {fold(block.text) for block in page.blocks if not block.aside and len(block.text) <= LONGEST_TITLE}
    for size, start, end in runs[:100]:
        if size * 3 >= len(title) and fold(title[start:end]) in shown:
            return Candidate(title[start:end], "page title, as shown on the page")
    return None


def _address(link: str | None, base: str | None = None) -> str | None:
    link = unwrapped(_ARCHIVED.sub("", (link or "").strip()))
    if re.match(r"www\.[\w-]+\.", link):
        link = f"http://{link}"
    try:
        whole = urljoin(unwrapped(base or ""), link)
        parts = urlsplit(whole)
    except ValueError:
        return None
    return whole if link and parts.scheme in ("http", "https") and parts.hostname and "." in parts.hostname else None


def _site_nodes(page: Page) -> Iterator[str]:
    for node in page.nodes:
        if "WebSite" in map(str, as_list(node.get("@type"))) and (name := text_at(node, "name")):
            yield name
