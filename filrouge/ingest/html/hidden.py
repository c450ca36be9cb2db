"""What a page does not show: notes of editors, text for machines. It may as well be the article, until a script or a
button shows it: so nothing of it goes but what is short, alone, and little beside all that is shown.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from lxml import etree, html

from filrouge.ingest.html.text import LONGEST_NOTE, MOST_HIDDEN, UNSEEN, hides, letters

_STATES: Final = frozenset({"h1", "time", "meta", "script", "link"})  # in which a page says what it is, hidden or not
_LONGEST_LABEL: Final = 40  # letters of a button
_OPENS: Final = re.compile(r"#|javascript:", re.IGNORECASE)


def take_off_hidden(tree: html.HtmlElement) -> None:
    """Take out the notes that a page hides, and show what a button beside it opens."""
    hidden = list(_hidden(tree))
    if not hidden:
        return
    alike = Counter((element.getparent(), element.tag) for element in hidden)
    sizes = {element: _size(element) for element in hidden}
    shown = _size(tree) - sum(sizes.values())
    notes = []
    for element in hidden:
        if _is_opened(element):
            element.attrib.pop("hidden", None)
            element.attrib.pop("style", None)
        elif sizes[element] <= LONGEST_NOTE and alike[element.getparent(), element.tag] == 1 and not _states(element):
            notes.append(element)
    if sum(map(sizes.__getitem__, notes)) < MOST_HIDDEN * shown:
        for element in notes:
            element.drop_tree()


def _hidden(tree: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """The elements that are hidden, but for those within others."""
    walk = etree.iterwalk(tree, events=("start",))
    for _, element in walk:
        if isinstance(element, html.HtmlElement) and element.getparent() is not None and hides(element.attrib):
            yield element
            walk.skip_subtree()


def _size(element: html.HtmlElement) -> int:
    """How many letters it has, shown or hidden."""
    found = 0
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        if event == "end":
            found += letters(node.tail or "") if node is not element else 0
        elif isinstance(node.tag, str) and node.tag not in UNSEEN:
            found += letters(node.text or "")
        else:
            walk.skip_subtree()
    return found


def _states(element: html.HtmlElement) -> bool:
    """Whether the page may say there who wrote what and when."""
    return any(node.tag in _STATES or node.get("itemprop") for node in element.iter(etree.Element))


def _is_opened(element: html.HtmlElement) -> bool:
    """Whether a button stands beside it, or beside the paragraph that holds it."""
    parent = element.getparent()
    around = (element, parent) if parent is not None and parent.getparent() is not None else (element,)
    return any(
        _is_control(beside) for one in around for beside in (one.getprevious(), one.getnext()) if beside is not None
    )


def _is_control(element: html.HtmlElement) -> bool:
    if not isinstance(element.tag, str) or not 0 < _size(element) <= _LONGEST_LABEL:
        return False
    return any(
        node.tag in {"button", "summary"}
        or node.get("role") == "button"
        or node.get("onclick") is not None
        or node.get("aria-controls") is not None
        or (node.tag == "a" and (node.get("href") is None or _OPENS.match(node.get("href"))))
        for node in element.iter(etree.Element)
    )
