"""JSON → records: a list of objects, found by shape where it lies inside others, or a single object."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import TextIOBase
from typing import Any, Final

from filrouge.ingest.encoding import open_text
from filrouge.ingest.formats import json_survey
from filrouge.ingest.formats.json_buffer import Broken, Buffer, TooDeep, ValueTooLong
from filrouge.ingest.formats.json_shapes import is_header, members, rows_of, said_outside, with_answers
from filrouge.ingest.formats.json_survey import Path
from filrouge.ingest.formats.tables import LONGEST_VALUE, object_record, warned
from filrouge.ingest.record import Item, Record, UnreadableFile
from filrouge.ingest.unnamed_columns import form_of, numbered

_LONGEST_TABLE: Final = 64 << 20
"""Characters of a table that is written column by column, which has to be held as a whole."""

_LIST: Final[tuple[Path, ...]] = ((None,),)


@dataclass(frozen=True)
class _Refused:
    """Why a value is no record."""

    why: str


_Found = tuple[object, Mapping[str, Any]]
"""A value, and what is said of it outside."""


@dataclass(frozen=True)
class _Places:
    """Where records are, and the names of columns where they are lists; no paths: each value is one, or a page."""

    paths: tuple[Path, ...] = ()
    headers: Mapping[Path, list[str]] = field(default_factory=dict)


def read_json(item: Item) -> Iterator[Record]:
    """Read JSON that is a list of objects, or holds one ({"articles": […]}), or is one object; several values in a row
    are read one after the other. Only the record that is being read is held, save where a table is written by columns.

    Raises
    ------
    UnreadableFile
        It holds no objects.
    """
    with open_text(item) as stream:
        places = _Places()
        if _opened(stream).peek() == "{":
            buffer = _opened(stream)
            found = json_survey.survey(buffer)
            if buffer.position >= json_survey.SURVEYED or buffer.peek() not in {"{", "["}:
                places = _Places(found.records(), found.headers)
        yield from warned(_records(_opened(stream), places), stream.examined)


def _opened(stream: TextIOBase) -> Buffer:
    """The stream from its start, or from behind the assignment that a script begins with."""
    stream.seek(0)
    buffer = Buffer(stream)
    buffer.pass_assignment()
    return buffer


def _records(buffer: Buffer, places: _Places) -> Iterator[Record]:
    number = 0
    try:
        while opening := buffer.peek():
            if opening == "{" and not places.paths:
                whole, value = True, _value(buffer, _LONGEST_TABLE)
                parts: Sequence[object] = [value]
                if isinstance(value, dict):
                    parts = rows_of(value) or members(value) or parts
                found: Iterator[_Found] = ((one, {}) for part in parts for one in with_answers(part))
            else:
                whole, value = False, None
                found = _rows(_walk(buffer, _LIST if opening == "[" else places.paths, (), {}), places.headers)
            for part, outer in found:
                number += 1
                record = _record(number, part, outer)
                alone = whole and part is value and number == 1 and not buffer.peek()
                yield replace(record, row=None) if alone else record
            while buffer.take(",") or buffer.take(";") or buffer.take(")"):
                pass
    except Broken as error:
        where = "the JSON is cut short" if error.cut else f"not JSON from character {buffer.position + 1:,} on"
        if not number:
            raise UnreadableFile(where) from None
        yield Record(number + 1, {}, rejected=f"{where}: what follows is left out")
    if not number:
        raise UnreadableFile("it holds no JSON objects")


def _walk(buffer: Buffer, paths: Sequence[Path], at: Path, outer: Mapping[str, Any]) -> Iterator[tuple[Path, _Found]]:
    """The values at the ends of paths, in order, each with where it stood and what was said outside before it."""
    if at in paths:
        yield at, (_value(buffer), outer)
        return
    ways = {path[len(at)] for path in paths if path[: len(at)] == at}
    opening = buffer.peek()
    if opening == "[" and None in ways:
        buffer.expect("[")
        while buffer.peek() not in {"]", ""}:
            yield from _walk(buffer, paths, (*at, None), outer)
            if not buffer.take(","):
                break
        buffer.expect("]")
    elif opening == "{":
        yield from _fields(buffer, paths, at, ways)
    else:
        _value(buffer)


def _fields(buffer: Buffer, paths: Sequence[Path], at: Path, ways: set[str | None]) -> Iterator[tuple[Path, _Found]]:
    said: dict[str, Any] = {}
    buffer.expect("{")
    while buffer.peek() not in {"}", ""}:
        name = buffer.value()
        buffer.expect(":")
        if name in ways or None in ways:
            yield from _walk(buffer, paths, (*at, str(name) if name in ways else None), said_outside(said))
        elif buffer.peek() in {"{", "["}:
            buffer.skip()
        else:
            said[str(name)] = _value(buffer)
        if not buffer.take(","):
            break
    buffer.expect("}")


def _rows(found: Iterator[tuple[Path, _Found]], headers: Mapping[Path, list[str]]) -> Iterator[_Found]:
    """What was found, part by part; lists of values under the names of their table, or else of the first of them, or
    else under their numbers.
    """
    first: list[str] | None = None
    for n, (path, (value, outer)) in enumerate(found):
        if isinstance(value, list):
            if n == 0 and path not in headers and is_header(value):
                first = value
                continue
            if n == 0 and any(isinstance(cell, str) and form_of(cell) == "prose" for cell in value):
                first = numbered(len(value))
        if objects := _objects(value):
            yield from ((one, outer) for one in objects)
        elif isinstance(value, list):
            names = headers.get(path) or first
            yield dict(zip(names, value, strict=False)) if names else value, outer
        elif isinstance(value, str) and form_of(value) == "prose":  # a list of nothing but texts
            yield {"text": value}, outer
        else:
            yield value, outer


def _objects(value: object) -> list[object]:
    """The records, with their answers, of an object or of a list of nothing else, each of which may be a page of them;
    none of anything else.
    """
    held = value if isinstance(value, list) else [value]
    pages = [page for page in held if isinstance(page, dict)]
    if len(pages) < len(held):
        return []
    return [one for page in pages for part in members(page) or [page] for one in with_answers(part)]


def _value(buffer: Buffer, longest: int = 0) -> object:
    try:
        return buffer.value(longest)
    except ValueTooLong:
        return _Refused(f"a value longer than {(longest or LONGEST_VALUE) >> 20} million characters")
    except TooDeep:
        return _Refused("nested too deep")


def _record(number: int, value: object, outer: Mapping[str, Any]) -> Record:
    if isinstance(value, _Refused):
        return Record(number, {}, rejected=value.why)
    return object_record(number, {**value, **outer} if isinstance(value, dict) else value)
