"""Linked data (JSON-LD) of a page: the items it holds, and which of them is the article itself."""

import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any, Final

from lxml import html

ARTICLE_TYPES: Final = ("Article", "Posting", "Report", "Review", "Recipe")
"""Ends of the names of schema.org types that are texts."""

_GRAPH_KEYS: Final = ("@graph", "mainEntity", "mainEntityOfPage")
_MOST_NODES: Final = 2000

Node = dict[str, Any]


def nodes_in(tree: html.HtmlElement) -> list[Node]:
    """Give the items of linked data that a page itself is about."""
    nodes: list[Node] = []
    for element in tree.iter("script"):
        if "ld+json" in (element.get("type") or "").lower():
            waiting = [_load(element.text or "")]
            while waiting and len(nodes) < _MOST_NODES:
                value = waiting.pop(0)
                if isinstance(value, list):
                    waiting[:0] = value[:_MOST_NODES]
                elif isinstance(value, dict):
                    nodes.append(value)
                    waiting += [value[key] for key in _GRAPH_KEYS if isinstance(value.get(key), dict | list)]
    return nodes


def has_type(node: Node, *ends: str) -> bool:
    """Whether the name of an item's type ends in one of these."""
    return any(str(kind).endswith(ends) for kind in as_list(node.get("@type")))


def text_at(node: Node, key: str) -> str | None:
    """Give the first text under a key, on one line; of an object its address."""
    value = next(iter(as_list(node.get(key))), None)
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return " ".join(unescape(value).split()) or None if isinstance(value, str) else None


def names_at(node: Node, key: str) -> Iterator[str]:
    """Give the names of those under a key, as `publisher`."""
    for value in as_list(node.get(key)):
        name = value.get("name") if isinstance(value, dict) else value
        name = name[0] if isinstance(name, list) and name else name
        if isinstance(name, str) and name.strip() and "://" not in name:
            yield " ".join(name.split())


def as_list(value: Any) -> Iterable[Any]:
    """Give what stands under a key as a list, which one value need not be."""
    return value if isinstance(value, list) else [value]


def _load(text: str) -> Any:
    text = (
        re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$", "", text).strip().rstrip(";")
    )
    for attempt in (text, re.sub(r",(\s*[}\]])", r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None
