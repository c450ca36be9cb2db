"""Answers of an interface, one after the other: each JSON value holds a page of records, not one record."""

from typing import Any, Final

from filrouge.ingest.columns import recognise

_DEEPEST: Final = 2
_FEWEST: Final = 2  # records of a page


def values_of(value: object) -> list[object]:
    """The records in a JSON value: those of a list; those of the longest list of texts in an object that is neither
    a text nor a title itself; else the value.
    """
    if isinstance(value, list):
        return list(value) if any(isinstance(one, dict) for one in value) else [value]
    if isinstance(value, dict) and not recognise(map(str, value), {}).keys() & {"text", "title"}:
        pages = _lists_of_texts(value, _DEEPEST)
        return list(max(pages, key=len, default=[value]))
    return [value]


def _lists_of_texts(value: dict[str, Any], depth: int) -> list[list[object]]:
    found: list[list[object]] = []
    for part in value.values():
        if isinstance(part, list) and len(part) >= _FEWEST and all(isinstance(one, dict) for one in part):
            if "text" in recognise(map(str, part[0]), {}):
                found.append(part)
        elif isinstance(part, dict) and depth > 1:
            found += _lists_of_texts(part, depth - 1)
    return found
