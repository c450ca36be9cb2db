"""A saved page as markup: what its head states, and its visible text block by block."""

import re
import unicodedata
from functools import cached_property
from typing import Final

from lxml import etree, html

from filrouge.ingest.encoding import decode
from filrouge.ingest.html.blocks import Block, BlockReader, find_asides
from filrouge.ingest.html.hidden import take_off_hidden
from filrouge.ingest.html.linked_data import ARTICLE_TYPES, Node, as_list, has_type, nodes_in, text_at
from filrouge.ingest.html.wrappers import take_off_wrappers
from filrouge.ingest.record import UnreadableFile

LARGEST_PAGE: Final = 20 << 20
"""Bytes of the largest page that is read."""

LONGEST_TITLE: Final = 500
"""Characters."""

_LONG_TAG: Final = re.compile(r"<([a-z][a-z0-9]{0,20})\s[^<>]{10000,}", re.I)
_QUOTED: Final = re.compile(r'"[^"]*"|\x27[^\x27]*\x27')
_MOST_ATTRIBUTES: Final = 2000
_DECLARED: Final = re.compile(
    rb"""<(?:meta[^>]{0,300}?charset|\?xml[^>]{0,100}?encoding)\s*=\s*["']?\s*([\w:.-]{2,40})""", re.I
)
_HEAD: Final = 8192


class Page:
    """A parsed page: its tree, what its head states, and its visible blocks."""

    def __init__(self, tree: html.HtmlElement, markup: str, warning: str | None = None) -> None:
        self.tree = tree
        self.warning = warning
        self.head = markup[:4000]

    @cached_property
    def metas(self) -> list[tuple[str, str]]:
        """Names in lower case and contents of the meta elements that are of the whole page, in order."""
        found = []
        for element in self.tree.iter("meta"):
            content = " ".join((element.get("content") or element.get("value") or "").split())
            for attribute in ("property", "name", "http-equiv"):
                name = (element.get(attribute) or "").strip().lower()
                if name and content:
                    found.append((name, content))
                    break
        return found

    def meta(self, *names: str) -> str | None:
        """The first content there is under one of these names, in the order of the names."""
        for name in names:
            for known, content in self.metas:
                if known == name:
                    return content
        return None

    @cached_property
    def title(self) -> str:
        """What its `<title>` says."""
        return next((text for element in self.tree.iter("title") if (text := line_of(element))), "")

    @cached_property
    def nodes(self) -> list[Node]:
        """The items of linked data (JSON-LD) that the page itself is about."""
        return nodes_in(self.tree)

    @cached_property
    def articles(self) -> list[Node]:
        """Linked data of the article itself: the only article there is, or those the page's own title names."""
        articles = [node for node in self.nodes if has_type(node, *ARTICLE_TYPES)]
        if len(articles) > 1:
            titles = [fold(title) for title in (self.meta("og:title"), self.title) if title]
            own = [n for n in articles if any(within(fold(text_at(n, "headline") or ""), title) for title in titles)]
            return own[:1]
        return articles or [node for node in self.nodes if "WebPage" in map(str, as_list(node.get("@type")))][:1]

    @cached_property
    def blocks(self) -> list[Block]:
        """The visible text in the page's order."""
        body = self.tree.find("body")
        return BlockReader(self.tree if body is None else body, self.asides).read()

    @cached_property
    def asides(self) -> set[html.HtmlElement]:
        """The menus, footers, boxes of comments and others that are not the article."""
        return find_asides(self.tree)

    def is_aside(self, element: html.HtmlElement) -> bool:
        """Whether an element stands in one of them."""
        return element in self.asides or any(parent in self.asides for parent in element.iterancestors())


def fold(text: str) -> str:
    """Reduce a text to its letters and figures, without accents and in one case, to compare it."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in plain if c.isalnum())


def within(part: str, whole: str) -> bool:
    """Whether a folded text is another, or a telling part of it."""
    if not part or not whole:
        return False
    return part == whole or (len(part) >= 8 and part in whole) or (len(whole) >= 20 and part.startswith(whole))


def line_of(element: html.HtmlElement) -> str:
    """Give an element's text on one line; nothing where it is too long for a title."""
    text = " ".join("".join(element.itertext(etree.Element, with_tail=True)).split())
    return text if len(text) <= LONGEST_TITLE else ""


def parse_page(raw: bytes, declared: str | None = None) -> Page:
    """Decode and parse a page.

    Raises
    ------
    UnreadableFile
        It is larger than 20 MB, or holds no markup.
    """
    if len(raw) > LARGEST_PAGE:
        raise UnreadableFile(f"the page is larger than {LARGEST_PAGE >> 20} MB")
    own = _DECLARED.search(raw[:_HEAD])
    decoded = decode(raw, declared, own[1].decode("ascii", "ignore") if own else None)
    markup = _LONG_TAG.sub(_without_attributes, decoded.text.replace("\0", "").replace("\ufeff", ""))
    tree, excessive = _parse(markup)
    warning = decoded.warning
    if excessive:
        tree, _ = _parse(_flat(markup))
        deep = "its tags are nested too deeply, and were read as if they were not nested"
        warning = f"{warning}; {deep}" if warning else deep
    if tree is None:
        raise UnreadableFile("no markup found in the page")
    take_off_wrappers(tree)
    take_off_hidden(tree)
    return Page(tree, markup, warning)


def _parse(markup: str) -> tuple[html.HtmlElement | None, bool]:
    parser = html.HTMLParser(encoding="utf-8", huge_tree=False, no_network=True)
    try:
        tree = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None, False
    return tree, any("depth" in entry.message for entry in parser.error_log)


def _without_attributes(tag: re.Match[str]) -> str:
    """Empty a tag with thousands of attributes: the parser compares each with all others."""
    return f"<{tag[1]} " if len(_QUOTED.sub("", tag[0]).split()) > _MOST_ATTRIBUTES else tag[0]


def _flat(markup: str) -> str:
    """Take the nesting from markup: boxes become paragraphs, what only dresses characters goes."""
    kept = r"/?(?:html|head|body|title|meta|link|script|style|h[1-6]|time|article|p|br)\b"
    boxes = (
        r"/?(?:div|section|td|th|tr|table|li|ul|ol|dl|dd|dt|blockquote|main|header|center|pre|form|aside|nav|footer)\b"
    )
    markup = re.sub(rf"(?i)<{boxes}[^<>]*>", "<p>", markup)
    markup = re.sub(rf"(?i)<(?!{kept})/?[a-z][^<>]*>", "", markup)
    return re.sub(r"(?i)(?:<article\b[^<>]*>\s*){2,}", "<article>", markup)
