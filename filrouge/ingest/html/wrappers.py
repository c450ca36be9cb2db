"""What a page holds and its reader never saw: the bars of web archives and caches, and what is hidden."""

import re
from typing import Final

from lxml import html

_BARS: Final = frozenset({
    "wm-ipp-base", "wm-ipp", "wm-ipp-print", "wm-capinfo", "wm-disclaimer", "donato", "bn015htcoheader",
    "google-cache-hdr", "bc-container", "archive-it-banner", "ukwa-banner", "perma-banner",
})  # fmt: skip
_ARCHIVE_TODAY: Final = re.compile(r"\barchive\.(?:ph|today|is|li|md|vn|fo)\b", re.IGNORECASE)
_HIDES: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_OF_THE_ARCHIVE: Final = re.compile(
    r"^(?:og:site_name|og:url|og:type|article:|application-name|bookmark)", re.IGNORECASE
)


def take_off_wrappers(tree: html.HtmlElement) -> None:
    """Take the bars of web archives (archive.org, archive.today, a search engine's cache) out of a page, with what they
    state of themselves: the day a copy was made is not that of publication.
    """
    bars = [element for element in tree.iter("div", "header", "section", "iframe") if _is_bar(element)]
    if any(element.get("id") == "HEADER" for element in bars):
        for meta in list(tree.iter("meta")):
            stated = meta.get("content") or ""
            if _OF_THE_ARCHIVE.match(meta.get("property") or meta.get("name") or "") and _ARCHIVE_TODAY.search(stated):
                meta.drop_tree()
        bars += [time for time in tree.iter("time") if (time.get("itemprop") or "") == "pubdate"]
    for bar in bars:
        if bar.getparent() is not None:
            bar.drop_tree()


def take_off_hidden(tree: html.HtmlElement) -> None:
    """Take out what a page does not show: notes of editors, text for machines. Where most of it is hidden until a
    script runs, it stays.
    """
    hidden = [element for element in tree.iter("p", "div", "span", "section", "li") if _is_hidden(element)]
    if not hidden:
        return
    whole = _size(tree)
    for element in hidden:
        if element.getparent() is not None and 4 * _size(element) < whole and element.find(".//h1") is None:
            element.drop_tree()


def _is_hidden(element: html.HtmlElement) -> bool:
    hides = (element.get("hidden") or "").casefold() not in {"until-found"} and element.get("hidden") is not None
    return hides or _HIDES.search(element.get("style") or "") is not None


def _size(element: html.HtmlElement) -> int:
    return sum(len(text.strip()) for text in element.itertext() if text)


def _is_bar(element: html.HtmlElement) -> bool:
    name = element.get("id") or ""
    if name.casefold() in _BARS:
        return True
    return name == "HEADER" and _ARCHIVE_TODAY.search("".join(element.itertext())[:2000]) is not None
