"""Texts that editors write as a list of blocks, each with pieces of text in it → the text."""

from typing import Any, Final

_TYPES: Final = frozenset({"type", "_type", "nodeType", "object"})
_INSIDE: Final = ("content", "children", "nodes", "leaves")
_OF_BLOCKS: Final = frozenset(
    {*_TYPES, *_INSIDE, "text", "insert", "data", "id", "_id", "key", "_key", "marks", "markDefs", "style", "listItem"}
    | {
        "level",
        "alignment",
        "caption",
        "attrs",
        "attributes",
        "depth",
        "format",
        "indent",
        "version",
        "direction",
        "mode",
        "detail",
        "tag",
    }
    | {"entityRanges", "inlineStyleRanges", "additional_properties", "subtype", "textFormat"}
)
"""What a block has beside its text; one that says more, as when and by whom, is a record."""

_DEEPEST: Final = 12


def in_blocks(value: object) -> str | None:
    """The text of a list of blocks: [{"type": "text", "content": "…"}, {"type": "image", …}], a paragraph each.

    None for a list of other things.
    """
    if not isinstance(value, list) or not value or not all(isinstance(block, dict) for block in value):
        return None
    if not any(name in value[0] for name in (*_INSIDE, "insert", "data")):
        return None
    pieces = [_said(block, 0) for block in value]
    if None in pieces or not any(pieces):
        return None
    deltas = all("insert" in block for block in value)  # they hold the ends of their lines
    return ("" if deltas else "\n\n").join(filter(None, pieces)).strip()


def _said(block: dict[str, Any], depth: int) -> str | None:
    """What a block says, "" where it is a picture or the like; None where it is no block."""
    for name in ("text", "insert"):
        if isinstance(block.get(name), str):
            return str(block[name]) if block.keys() <= _OF_BLOCKS else None
    data = block.get("data")
    if isinstance(data, dict) and isinstance(data.get("text"), str):
        own = (block.keys() | data.keys()) <= _OF_BLOCKS and not _TYPES.isdisjoint(block)
        return str(data["text"]) if own else None
    for name in _INSIDE:
        held = block.get(name)
        if isinstance(held, str):
            return held if block.keys() <= _OF_BLOCKS and not _TYPES.isdisjoint(block) else None
        if isinstance(held, list) and held and depth < _DEEPEST:
            parts = [_said(part, depth + 1) if isinstance(part, dict) else None for part in held]
            return None if None in parts or not block.keys() <= _OF_BLOCKS else "".join(filter(None, parts))
    return None if _TYPES.isdisjoint(block) else ""
