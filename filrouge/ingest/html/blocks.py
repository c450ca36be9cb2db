"""The visible text of a page, block by block in the page's order, and which boxes are not the article."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, cast

from lxml import etree, html

from filrouge.ingest.html.text import BLOCKS, UNSEEN, hides

_UNSEEN: Final = UNSEEN | {"button", "input", "map", "noscript", "option", "select", "title"}
_ASIDE_TAGS: Final = frozenset({"nav", "footer", "aside", "form"})
_NEVER_ASIDE: Final = frozenset({"html", "body", "main", "article", "h1", "time"})
_ASIDE: Final = re.compile(  # words of class names and ids, as makers of pages name what is not the article
    r"(?:^|[^a-z])(?:comments?|commentaires?|comentarios?|kommentare?|commenti|comentários|reacties|kommentarer|"
    r"kommentarze|komentarze|komentáře|komentar[ei]|kommentit|comentarii|kommentari[ij]|комментари[ий]|yorumlar\w*|"
    r"yorum-?(?:alan|form|kutu|liste|yap|yaz)\w*|serhler|şərhlər|disqus|replies|respond|related|recommend\w*|"
    r"similar|more-?(?:news|stories|on|from|like|articles|to-read)|also-?(?:read|see|like)|read-?(?:also|next|too)|"
    r"(?:lire|voir)-?aussi|a-lire|lee-?tambien|leggi-?anche|leia-?(?:tambem|mais)|weiterlesen|mehr-zum-thema|"
    r"author-?(?:bio|box|card|info|about|profile|block)|about-?(?:the-)?author|bio-?box|most-?\w*|popular|trending|latest|sidebar|side-?bar|rail|nav|navbar|navigation|menu|"
    r"regwall|onetrust|didomi|usercentrics|cmp|breadcrumbs?|footer|foot|share|sharing|sharebar|social|widgets?|promo|newsletter|subscribe|teasers?|taboola|"
    r"outbrain|adverts?|advertisement|sponsor\w*|banner|cookies?|consent|gdpr|popup|modal|login|search)(?:$|[^a-z])"
)
_HEADINGS: Final = frozenset({"h2", "h3", "h4", "h5", "h6"})
_BOX_TAGS: Final = frozenset({"section", "div", "ul", "ol"})
_ALL_LINKS: Final = 0.9
_LONG_LINK: Final = 15  # letters: names of places and tags are shorter
_MOST_LINKS: Final = 2000
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_CELLS: Final = ("td", "th")
_CELL: Final = "\x1f"
_SPACES: Final = re.compile(r"\s+")
_EMPTY_LINE: Final = re.compile(r"\n\s*\n")
_NO_NAMES: Final = 4


@dataclass(frozen=True)
class Block:
    """A visible paragraph, heading, list item or table row.

    Attributes
    ----------
    text : whitespace folded; a line break of the page is kept as one.
    element : the block element it stands in.
    aside : whether it stands in a menu, a footer, comments or another box that is not the article.
    linked : share of its characters that are links.
    """

    text: str
    element: html.HtmlElement
    aside: bool
    linked: float

    @property
    def tag(self) -> str:
        """The name of its element."""
        return str(self.element.tag)


def find_asides(tree: html.HtmlElement) -> set[html.HtmlElement]:
    """Find the menus, footers, boxes of comments and others that are not the article.

    But for footers, none of them holds a first heading.
    """
    headed = {parent for heading in tree.iter("h1") for parent in heading.iterancestors()}
    named = {element for element in tree.iter(etree.Element) if _named_aside(element)}
    named |= _boxes_of_links(tree)
    return {element for element in named if element.tag == "footer" or element not in headed}


def _boxes_of_links(tree: html.HtmlElement) -> set[html.HtmlElement]:
    """Find the boxes that hold nothing but links to other pages, and a heading of them."""
    shown: dict[html.HtmlElement, tuple[int, int, int]] = {}  # letters outside headings, those that are links, links
    boxes: set[html.HtmlElement] = set()
    for _, node in etree.iterwalk(tree, events=("end",)):
        element = cast("html.HtmlElement", node)
        if not isinstance(element.tag, str) or element.tag in _UNSEEN:
            continue
        size, linked, n_links = len((element.text or "").strip()), 0, 0
        for child in element:
            inner = shown.pop(child, (0, 0, 0))
            size, linked, n_links = size + inner[0], linked + inner[1], n_links + inner[2]
            size += len((child.tail or "").strip())
        if element.tag == "a" and element.get("href"):
            linked, n_links = size, 1
        elif element.tag in _HEADINGS and not linked:
            size = 0
        shown[element] = (size, linked, n_links)
        long_links = n_links > 1 and linked >= _LONG_LINK * n_links
        if element.tag in _BOX_TAGS and long_links and linked >= _ALL_LINKS * size and size <= _MOST_LINKS:
            boxes.add(element)
    return boxes


class BlockReader:
    """A walk through the elements of a page that gathers their text into blocks."""

    def __init__(self, body: html.HtmlElement, asides: set[html.HtmlElement]) -> None:
        self._body, self._boxes = body, asides
        self._cells = _layout_cells(body)
        self._blocks: list[Block] = []
        self._owners = [body]
        self._pieces: list[str] = []
        self._n_chars = self._n_linked = self._n_anchors = self._n_asides = 0

    def read(self) -> list[Block]:
        """Walk through all of it, without recursion."""
        walk = etree.iterwalk(self._body, events=("start", "end", "comment", "pi"))
        steps: dict[str, Callable[[html.HtmlElement], None]] = {"start": self._open, "end": self._close}
        for event, node in walk:
            element = cast("html.HtmlElement", node)
            if event in steps and element.tag not in _UNSEEN:
                steps[event](element)
            elif event == "start":
                walk.skip_subtree()
            if event != "start" and element is not self._body:
                self._add(element.tail)
        self._flush()
        return self._blocks

    def _open(self, element: html.HtmlElement) -> None:
        if element.tag in BLOCKS or element in self._cells:
            self._flush()
            self._owners.append(element)
        elif element.tag == "br":
            self._pieces.append("\n")
        elif element.tag in _CELLS:
            self._pieces.append(_CELL)
        self._n_asides += element in self._boxes
        self._n_anchors += element.tag == "a"
        self._add(element.text)

    def _close(self, element: html.HtmlElement) -> None:
        if element.tag in BLOCKS or element in self._cells:
            self._flush()
            self._owners.pop()
        self._n_asides -= element in self._boxes
        self._n_anchors -= element.tag == "a"

    def _add(self, text: str | None) -> None:
        if text:
            self._pieces.append(text if self._owners[-1].tag == "pre" else _SPACES.sub(" ", text))
            size = len(text.strip())
            self._n_chars += size
            self._n_linked += size if self._n_anchors else 0

    def _flush(self) -> None:
        if self._n_chars:
            for text in _EMPTY_LINE.split("".join(self._pieces)):
                lines = (" ".join(line.replace(_CELL, " | ").split()).strip("| ") for line in text.split("\n"))
                if folded := "\n".join(filter(None, lines)):
                    linked = self._n_linked / self._n_chars
                    self._blocks.append(Block(folded, self._owners[-1], self._n_asides > 0, linked))
        self._pieces.clear()
        self._n_chars = self._n_linked = 0


def _layout_cells(body: html.HtmlElement) -> set[html.HtmlElement]:
    """The cells of rows that hold paragraphs or line breaks: such tables place texts on the page."""
    rows: set[html.HtmlElement] = set()
    for element in body.iter("p", "div", "table", "br", "ul", "h1", "h2", "h3"):
        for parent in element.iterancestors("tr"):
            if parent in rows:
                break
            rows.add(parent)
    return {cell for row in rows for cell in row.iterchildren(*_CELLS)}


def _named_aside(element: html.HtmlElement) -> bool:
    if element.tag in _ASIDE_TAGS:
        return True
    if element.tag in _NEVER_ASIDE:
        return False
    if hides(element.attrib):
        return True
    if (element.get("itemtype") or "").endswith(("Comment", "UserComments")):
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"
    return len(names) > _NO_NAMES and _ASIDE.search(_CAMEL.sub("-", names[:300]).lower()) is not None
