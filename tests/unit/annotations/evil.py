"""Rows that somebody else wrote: values of wrong kinds in every field, and right ones that say what cannot be."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from filrouge.annotations.act_fields import ACT_FIELDS
from filrouge.annotations.acts import ACT, CLAIM, DOCUMENT, NARRATIVE, PAIR, SOURCE, THEME, WATCHED, Row
from filrouge.annotations.database import in_file

AT = "2025-05-03T10:00:00+00:00"
WRONG_KINDS: tuple[Any, ...] = (
    0, 1, -1, 2**40, 1.5, float("inf"), float("nan"), "", "x" * 30_000, "a\x00\x07", "\ud800", [], [1], ["a", None],
    {}, {"name": 1}, {"name": "A", "query": '"'}, {"name": "A", "query": 3}, {"digest": 1}, {"says": "yes", "of": 1},
    {"narrative": "1"}, {"name": [], "sentence": {}, "examples": "x", "against": None}, [[[[[]]]]], False,
    {"digest": "d", "label": "l", "narrative": -1, "documents": [1]}, {"digest": "d", "label": "l", "claim": "1"},
    {"digest": "d", "label": "l", "narrative": 1, "documents": "gaz"},
)  # fmt: skip
_ABOUT = {PAIR: "gaz\nwire-1", WATCHED: "abc123", ACT: "0" * 32, SOURCE: "Le Phare", DOCUMENT: "gaz"}
_SLOTS = {
    "split": "abc", "note": "abc", "tag": "free:x", "move": "some", "passage": "0", "link": "mirror of:The Post",
    "judged": "0:gaz",
}  # fmt: skip
_QUERY = {"name": "Same", "sentence": "Gas is dear.", "examples": [], "against": []}
_NOTED = {"digest": "0" * 64, "label": "Of another build"}

WILD: tuple[Row, ...] = (
    Row(NARRATIVE, "lost", "identity", {**_NOTED, "narrative": 10**9, "documents": []}),
    Row(NARRATIVE, "twin", "identity", {**_NOTED, "narrative": 0, "documents": ["gaz", "nowhere"], "by_hand": True}),
    Row(NARRATIVE, "lost", "name", "A name of nothing"),
    Row(NARRATIVE, "lost", "merge", "lost"),
    Row(NARRATIVE, "lost", "merge", "twin"),
    Row(NARRATIVE, "twin", "merge", "split-nothing-0"),
    Row(NARRATIVE, "lost", "split:aaa", {"name": "Off nothing"}),
    Row(NARRATIVE, "split-wild-9-0", "split:bbb", {"name": "Off what comes later", "query": "gas OR gaz"}),
    Row(NARRATIVE, "twin", "split:ccc", {"name": "No document says it", "query": "zzzzzz"}),
    Row(NARRATIVE, "twin", "note:x", "![](http://evil.example/x.png) <script>alert(1)</script>"),
    Row(NARRATIVE, "lost", "tag:disarm:T9999", True),
    Row(THEME, "lost", "name", "A theme of nothing"),
    Row(CLAIM, "claim-lost", "identity", {**_NOTED, "claim": 10**9, "sentences": []}),
    Row(CLAIM, "claim-lost", "name", "A claim that is not there"),
    Row(CLAIM, "claim-lost", "hidden", True),
    Row(DOCUMENT, "gaz", "move:lost", "split:aaa"),
    Row(DOCUMENT, "gaz", "passage:0", "split:aaa"),
    Row(DOCUMENT, "gaz", "passage:999999999", "twin"),
    Row(DOCUMENT, "nowhere", "passage:0", ""),
    Row(DOCUMENT, "nowhere", "title", "A title of nothing"),
    Row(DOCUMENT, "wire-1", "date", "1700"),
    Row(DOCUMENT, "wire-2", "date", "2199-12-31T23:59-23:59"),
    Row(DOCUMENT, "gaz", "source", "a" * 2000),
    Row(SOURCE, "nobody", "kind", "state media"),
    Row(SOURCE, "nobody", "link:mirror of:The Post", True),
    Row(PAIR, "gaz\nnowhere", "wrong", "copy"),
    Row(WATCHED, "one", "query", _QUERY),
    Row(WATCHED, "two", "query", _QUERY),
    Row(WATCHED, "none", "judged:0:gaz", {"says": True, "of": "x"}),
    Row(ACT, "wild-30", "undone", True),
    Row(ACT, "nothing", "undone", True),
)


def _in_acts(name: str, rows: Iterator[Row] | tuple[Row, ...]) -> list[Row]:
    return [replace(row, act=f"{name}-{n}", at=AT, who="Eve") for n, row in enumerate(rows)]


def wild_rows() -> list[Row]:
    """Rows of the right kinds that say what cannot be, each an act of its own; one undoes itself."""
    return _in_acts("wild", WILD)


def wrong_rows() -> list[Row]:
    """In every field that there is, every value that it may not hold, or may, each an act of its own."""
    return _in_acts("wrong", (row for kind, field in ACT_FIELDS for row in _of_field(kind, field)))


def _of_field(kind: str, field: str) -> Iterator[Row]:
    slotted = ACT_FIELDS[kind, field].slot is not None
    what = f"{field}:{_SLOTS[field]}" if slotted else field
    about = _ABOUT.get(kind, "lost")
    yield from (Row(kind, about, what, value) for value in WRONG_KINDS)
    if slotted:
        yield from (Row(kind, about, f"{field}:{slot}", True) for slot in ("", "²", "-1", "9" * 40, "\x00", "a:b:c"))
    yield Row(kind, "", what, True)
    yield Row(kind, about, f"{what}:more" if not slotted else field, True)


def plant(file: Path, collection: str) -> int:
    """Write all of it into a database in a file, past everything that checks; gives how many rows."""
    in_file(file).add(collection, [Row(SOURCE, "nobody", "owner", "me", act="first", at=AT, who="Eve")])
    rows = [*wild_rows(), *wrong_rows()]
    given = [{**asdict(row), "collection": collection, "value": json.dumps(row.value)} for row in rows]
    base = {**given[0], "value": '"x"'}
    odd: list[dict[str, Any]] = [
        {"value": "no JSON"}, {"value": b"\xff\xfe"}, {"value": "[" * 100_000}, {"kind": 7}, {"about": b"\xff"},
        {"what": b"\x00"}, {"at": "yesterday"}, {"at": "0001-01-01T00:00:00+14:00"}, {"at": "2025-05-03"}, {"who": ""},
        {"act": "a b\n"}, {"part": -3}, {"part": 2**60}, {"replaces": "first"}, {"replaces": 2**62}, {"reason": 1.5},
        {"kind": "planet"}, {"what": "unheard"},
    ]  # fmt: skip
    given += [{**base, "act": f"odd-{n}", **one} for n, one in enumerate(odd)]
    names = [name for name in given[0] if name != "id"]
    with sqlite3.connect(file) as connection:
        marks = ", ".join("?" * len(names))
        connection.executemany(
            f"INSERT INTO rows ({', '.join(names)}) VALUES ({marks})",
            [[_bare(one[name]) for name in names] for one in given],
        )
    connection.close()
    return len(given)


def _bare(value: Any) -> Any:
    return value.encode("utf-8", "surrogatepass") if isinstance(value, str) and "\ud800" in value else value
