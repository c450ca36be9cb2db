"""What web archives and caches put around a page that they show: their bars, and their own statements about it."""

import re
from typing import Final

from lxml import html

_BARS: Final = frozenset({
    "wm-ipp-base", "wm-ipp", "wm-ipp-print", "wm-capinfo", "wm-disclaimer", "donato", "bn015htcoheader",
    "google-cache-hdr", "bc-container", "archive-it-banner", "ukwa-banner", "perma-banner",
})  # fmt: skip
_ARCHIVE_TODAY: Final = re.compile(r"\barchive\.(?:ph|today|is|li|md|vn|fo)\b", re.IGNORECASE)
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


def _is_bar(element: html.HtmlElement) -> bool:
    name = element.get("id") or ""
    if name.casefold() in _BARS:
        return True
    return name == "HEADER" and _ARCHIVE_TODAY.search("".join(element.itertext())[:2000]) is not None
