"""Whether a page is a list of articles, as the front of a section, and not one article."""

from typing import Final

from lxml import html

from filrouge.ingest.html.linked_data import ARTICLE_TYPES, has_type
from filrouge.ingest.html.page import Page

_HEADINGS: Final = ("h2", "h3", "h4")
_FEWEST: Final = 6
_MENUS: Final = ("nav", "footer", "form")
_TELLING: Final = 20  # letters of a headline
_LONG: Final = 400  # letters of a paragraph that no teaser has
_MOSTLY: Final = 0.8
_LEAST_LINKED: Final = 0.4


def is_front(page: Page) -> bool:
    """Whether a page that does not say it is an article holds mostly headlines that lead to others.

    Headlines are links of 20 letters and more, in headings or lines of their own, outside of menus and boxes.
    """
    if _says_article(page):
        return False
    own = [block for block in page.blocks if not block.aside]
    if sum(len(block.text) for block in own) < _LONG:  # a page of nothing but boxes
        own = [block for block in page.blocks if not _in_menu(block.element)]
    headlines = [block for block in own if block.linked > _MOSTLY and len(block.text) >= _TELLING]
    headed = sum(block.tag in _HEADINGS for block in headlines)
    prose = [block for block in own if block.linked < 1 - _MOSTLY and len(block.text) >= _LONG]
    if prose or (headed < _FEWEST and len(headlines) < 2 * _FEWEST):
        return False
    letters = sum(len(block.text) for block in own)
    return headed >= _FEWEST or sum(len(block.text) for block in headlines) >= _LEAST_LINKED * letters


def _in_menu(element: html.HtmlElement) -> bool:
    return any(parent.tag in _MENUS for parent in (element, *element.iterancestors()))


def _says_article(page: Page) -> bool:
    kind = (page.meta("og:type") or "").casefold()
    dated = page.meta("article:published_time", "article:modified_time")
    return kind.endswith("article") or bool(dated) or any(has_type(node, *ARTICLE_TYPES) for node in page.articles)
