"""An item in markup → its columns: attributes and elements by their names, what is loose as its text."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Final

from filrouge.ingest.columns import tidy_names
from filrouge.ingest.formats.markup_shape import DATES, FLAT, PAIR_KEYS, PAIRS, SAYING, TEXTS, TITLES, fold, local
from filrouge.ingest.html.text import BLOCKS

_BLOCKS: Final = BLOCKS | {
    "ab", "absatz", "block", "head", "hedline", "lg", "para", "paragraph", "paragraphe", "parrafo"
}  # fmt: skip
_BREAKS: Final = frozenset({"br", "lb", "l"})
_UNSEEN: Final = frozenset({"script", "style", "template"})
_STANDARD: Final = {  # NITF and NewsML-G2
    "body.content": "text", "inlinexml": "text", "hl1": "title", "date.issue": "date", "contentcreated": "date",
    "firstcreated": "date",
}  # fmt: skip
_MACHINE: Final = ("when", "norm", "datetime", "iso")  # where a date stands in figures
_VALUES: Final = (*_MACHINE, "content", "value", "href", "url")
_MOST: Final = 0.6  # share of an item's characters that makes an element of unknown name its text
_FEWEST: Final = 100
_SPACES: Final = re.compile(r"\s+")
_EDGE: Final = re.compile(r"\s*\x1f[\s\x1f]*")


@dataclass
class Node:
    """An element with its attributes, and the texts and elements in it, in order."""

    name: str
    attributes: tuple[tuple[str, str | None], ...] = ()
    parts: "list[str | Node]" = field(default_factory=list)

    @property
    def elements(self) -> "Iterator[Node]":
        """The elements directly in it."""
        return (part for part in self.parts if isinstance(part, Node))


@dataclass(frozen=True)
class ItemColumns:
    """What an item holds by column, the empty ones too, and by what its text was chosen."""

    values: dict[str, str]
    how: str | None = None

    @property
    def has_text(self) -> bool:
        """Whether anything in it can be a text: more than attributes of other names."""
        return self.how is not None


def columns_of(item: Node, inline: Collection[str]) -> ItemColumns:
    """Give an item's columns.

    Parameters
    ----------
    inline : folded names of elements that stand inside its sentences, and are no columns.
    """
    found: list[tuple[str, str]] = [
        (local(key), value or "") for key, value in item.attributes if not key.casefold().startswith("xmlns")
    ]
    n_attributes = len(found)
    loose = _gather(item, inline, found, 0)
    elements = found[n_attributes:]
    texts = [value for name, value in found if name.casefold() in TEXTS and value]
    how: str | None = None
    if texts:
        how = "element"
        if loose:
            found.append(("loose_text", loose))
    else:
        how = "content" if loose else None
        if not loose and (longest := _longest(elements)):
            how, loose = f"the element {longest[0]}, which holds most of the item", longest[1]
        elif not loose and any(value for _, value in elements):
            how = "element"
        if loose or not elements:
            found.append(("text", loose))
    merged = _merged(found)
    return ItemColumns(dict(zip(tidy_names([name for name, _ in merged]), (v for _, v in merged), strict=True)), how)


def flat_text(node: Node, inline: Collection[str] = ()) -> str:
    """Give all the text in an element: paragraphs parted where it has them, lines as written where it has none."""
    pieces: list[str] = []
    has_blocks = _flatten(node, pieces, inline)
    return _joined(pieces, has_blocks=has_blocks)


def _gather(node: Node, inline: Collection[str], found: list[tuple[str, str]], depth: int) -> str:
    """Put what is in an element's own elements into columns, and give the text that is loose in it."""
    pieces: list[str] = []
    has_blocks = False
    for part in node.parts:
        if isinstance(part, str):
            pieces.append(part)
            continue
        name = fold(part.name)
        if name in FLAT or name in _UNSEEN or (depth == 0 and name in inline):
            has_blocks |= _flatten_part(part, pieces, inline)
            continue
        pieces.append("\x1f")
        key = next((v for k, v in part.attributes if fold(k) in PAIR_KEYS and v), None) if name in PAIRS else None
        if key is None and _is_structure(part):
            rest = _gather(part, (), found, depth + 1)
            if rest:
                found.append((_column(part), rest))
        else:
            found.extend(_leaf(part, key))
    return _joined(pieces, has_blocks=has_blocks)


def _is_structure(node: Node) -> bool:
    """Whether an element holds fields rather than a text."""
    inner = [element for element in node.elements if fold(element.name) not in FLAT]
    if not inner:
        return False
    if fold(node.name) in TEXTS or any(isinstance(part, str) and part.strip() for part in node.parts):
        return any(_says(element) for element in inner)
    return True


def _says(node: Node) -> bool:
    """Whether an element is, or holds, one that is made for a title or a text."""
    title_or_text = fold(node.name) in TEXTS | TITLES
    return title_or_text or any(_says(element) for element in node.elements)


def _leaf(node: Node, key: str | None) -> Iterator[tuple[str, str]]:
    attributes = {fold(k): v for k, v in node.attributes if v and not k.casefold().startswith("xmlns")}
    column, text = key or _column(node), flat_text(node)
    machine = next((attributes[k] for k in _MACHINE if k in attributes), None)
    if column.casefold() in DATES and machine:
        yield column, machine
    elif text:
        yield column, text
    else:
        yield column, next((attributes[k] for k in _VALUES if k in attributes), "")


def _column(node: Node) -> str:
    return _STANDARD.get(fold(node.name), local(node.name))


def _longest(elements: list[tuple[str, str]]) -> tuple[str, str] | None:
    """The element that holds most of an item, where none has a name that says so."""
    best = max(elements, key=lambda pair: len(pair[1]), default=None)
    total = sum(len(value) for _, value in elements)
    if best is None or best[0].casefold() in SAYING or len(best[1]) < max(_FEWEST, _MOST * total):
        return None
    return best


def _merged(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Join what stands under one name: paragraphs of a text, several authors; the first of titles and dates leads."""
    values: dict[str, list[str]] = {}
    shown: dict[str, str] = {}
    for name, value in found:
        shown.setdefault(name.casefold(), name)
        held = values.setdefault(name.casefold(), [])
        if value and value not in held:
            held.append(value)
    merged: list[tuple[str, str]] = []
    for folded, held in values.items():
        if folded in TEXTS:
            merged.append((shown[folded], "\n\n".join(held)))
        elif folded in SAYING and folded != "author":
            merged.extend((shown[folded], value) for value in held or [""])
        else:
            merged.append((shown[folded], "; ".join(held)))
    return merged


def _flatten(node: Node, pieces: list[str], inline: Collection[str]) -> bool:
    has_blocks = False
    for part in node.parts:
        if isinstance(part, str):
            pieces.append(part)
        else:
            has_blocks |= _flatten_part(part, pieces, inline)
    return has_blocks


def _flatten_part(node: Node, pieces: list[str], inline: Collection[str]) -> bool:
    """Put an element's text after what there is, apart from it where the element is a block or a word of its own."""
    name = fold(node.name)
    if name in _UNSEEN:
        return False
    if name in _BREAKS and not node.parts:
        pieces.append("\n")
        return False
    is_block = name in _BLOCKS
    is_word = name == "w" or (name not in FLAT and name not in inline)
    if is_block:
        pieces.append("\x1f")
    elif is_word and pieces and pieces[-1] == "\x1e":
        pieces[-1] = " "
    has_blocks = _flatten(node, pieces, inline)
    if is_block:
        pieces.append("\x1f")
    elif is_word:
        pieces.append("\x1e")
    return is_block or has_blocks


def _joined(pieces: list[str], *, has_blocks: bool) -> str:
    text = "".join(pieces).replace("\x1e", "")
    if not has_blocks:
        return text.replace("\x1f", "").strip()
    return "\n\n".join(filter(None, (_SPACES.sub(" ", part).strip() for part in _EDGE.split(text))))
