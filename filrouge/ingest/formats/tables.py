"""Tables → records: delimited cells, lines of JSON, Parquet. One row is one record."""

import datetime as dt
import json
import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from itertools import islice
from typing import Any, Final

from filrouge.ingest.columns import tidy_names
from filrouge.ingest.encoding import Examined, open_text
from filrouge.ingest.formats.archives import random_access
from filrouge.ingest.formats.csv_rows import csv_records
from filrouge.ingest.formats.json_blocks import in_blocks
from filrouge.ingest.formats.json_mending import mended
from filrouge.ingest.formats.json_shapes import in_paragraphs, members, unwrapped, with_answers
from filrouge.ingest.formats.unpacking import BOMB, Limits
from filrouge.ingest.record import Item, Record, UnreadableFile, as_it_stands

LONGEST_VALUE: Final = 16 << 20
"""Characters; a book has two million."""

MOST_COLUMNS: Final = 2000

_BATCH: Final = 64  # rows of a Parquet file held at once; one may be long
_MOST_EXACT: Final = 2**53
_LABELS: Final = ("name", "rendered", "#text", "$t", "@value", "main", "__cdata", "_text")
"""Under which an object that stands for one value has it, e.g. {"source": {"id": 3, "name": "Le Temps du Lac"}}."""

_TEXTS: Final = frozenset({"text", "main", "value", "content", "title", "basic"})
_DEEPEST: Final = 4
_FEW: Final = 10  # parts of one object
_LONGEST_CELL: Final = 10_000  # characters of a cell that is looked into
_LONG_PART: Final = 80  # characters: parts of a list that are paragraphs rather than words
_PARAGRAPHS: Final = frozenset((
    "p", "para", "paragraph", "h1", "h2", "h3", "h4", "heading", "header", "subheading", "blockquote", "quote", "li",
    "list_item", "list-item", "lead",
))  # fmt: skip
"""Types of the pieces of a text that are paragraphs of their own."""


def read_csv(item: Item) -> Iterator[Record]:
    """Read a table of cells delimited by commas, semicolons, tabs or bars.

    Raises
    ------
    UnreadableFile
    """
    with open_text(item) as stream:
        yield from warned(map(_with_objects, csv_records(stream)), stream.examined)


def _with_objects(record: Record) -> Record:
    """A row with what is in its cells that hold an object, as libraries write nested answers into tables, beside it:
    "{'id': None, 'name': 'Skarholm Avis'}" in `source` is `source.name` too.
    """
    held = {n: value for n, value in record.fields.items() if value[0] == "{" and len(value) <= _LONGEST_CELL}
    if not held or record.rejected:
        return record
    more: dict[str, str | None] = {}
    told: dict[str, str] = {}
    for name, value in held.items():
        with suppress(ValueError, RecursionError):
            if isinstance(parsed := _line_value(value.strip()), dict):
                more |= _flat(parsed, f"{name}.", 1)
                told |= {name: said} if (said := _one_text(parsed)) else {}
    fields = {name: value for name, value in more.items() if value and not value.isspace() and name not in record.names}
    names = (*record.names, *fields)
    held = {**record.fields, **told, **fields}
    return replace(record, fields=held, names=names) if len(names) <= MOST_COLUMNS else record


def read_jsonl(item: Item) -> Iterator[Record]:
    """Read one JSON object a line.

    Raises
    ------
    UnreadableFile
    """
    with open_text(item, newline="\n") as stream:
        yield from warned(_lines(stream.readline), stream.examined)


def warned(records: Iterator[Record], examined: Examined) -> Iterator[Record]:
    """Add to the records what their reader should know of how the item was decoded: to all of them, or where it is
    about some bytes only, to those that have the replacement character.
    """
    warning = examined.warning
    if not warning:
        yield from records
        return
    for record in records:
        if examined.n_bad and not any("\ufffd" in value for value in record.fields.values()):
            yield record
        else:
            yield replace(record, warning="; ".join(filter(None, (record.warning, warning))))


def _lines(readline: Callable[[int], str]) -> Iterator[Record]:
    number = 0
    said: dict[str, Any] = {}
    while line := readline(LONGEST_VALUE + 1):
        number += 1
        if len(line) > LONGEST_VALUE:
            while line and not line.endswith("\n"):
                line = readline(LONGEST_VALUE)
            yield Record(number, {}, rejected=f"a line longer than {LONGEST_VALUE >> 20} million characters")
        elif line.strip():
            try:
                value = _line_value(line.strip("\ufeff\x1e \t\r\n"))
                if action := _action(value):
                    said = action
                    continue
            except RecursionError:
                yield Record(number, as_it_stands(line), rejected="nested too deep")
            except ValueError:
                yield Record(number, as_it_stands(line), rejected="not JSON")
            else:
                value, said = ({**said, **value}, {}) if isinstance(value, dict) else (value, {})
                yield from (object_record(number, one) for one in _objects(value))


def _action(value: object) -> dict[str, Any]:
    """What a line that only says where the next one is to go, as bulks of Elasticsearch have them, says of it."""
    ((name, held),) = value.items() if isinstance(value, dict) and len(value) == 1 else (("", None),)
    told = name in {"index", "create"} and isinstance(held, dict) and all(key.startswith("_") for key in held)
    return held if told and isinstance(held, dict) else {}


def _objects(value: object) -> Sequence[object]:
    """The records of a line: one, those of a list, or those of a page of a service's answer."""
    if isinstance(value, dict):
        return [one for part in members(value) or [value] for one in with_answers(part)]
    return value if isinstance(value, list) and any(isinstance(one, dict) for one in value) else [value]


def _line_value(line: str) -> object:
    try:
        return json.loads(line, strict=False)
    except ValueError:
        return json.loads(mended(line), strict=False)


def object_record(number: int | None, value: object) -> Record:
    """Make a record of one JSON value; what is no object is rejected."""
    if not isinstance(value, dict):
        return Record(number, as_it_stands(json.dumps(value)), rejected="not a JSON object")
    if len(value) > MOST_COLUMNS:
        return Record(number, {}, rejected=too_wide(len(value)))
    flat = dict(_flat(unwrapped(value), "", 0))
    if len(flat) > MOST_COLUMNS:
        flat = dict(islice(flat.items(), MOST_COLUMNS))
    return row_record(number, tidy_names(list(flat)), list(flat.values()))


def _flat(value: dict[str, Any], prefix: str, depth: int) -> Iterator[tuple[str, str | None]]:
    """The fields of an object by name, then those of the objects in it under `outer.inner`."""
    inner: list[tuple[str, dict[str, Any]]] = []
    for key, part in value.items():
        name = f"{prefix}{key}"
        yield name, value_text(part)
        if in_blocks(part if isinstance(part, list) else [part]) is not None:
            continue
        first = _first_object(part) if isinstance(part, list) and part else None
        for held, at in ((part, name), (first, f"{name}.0")):
            if isinstance(held, dict) and depth < _DEEPEST and _only(held) is None and in_paragraphs(held) is None:
                inner.append((at, held))
    for name, held in inner:
        yield from _flat(held, f"{name}.", depth + 1)


def _first_object(parts: list[Any]) -> object:
    """The first of a list; the fields of all where each has one that no other has, which make one object together, as
    Facebook writes a post: [{"update_timestamp": …}, {"post": "…"}].
    """
    single = all(isinstance(part, dict) and len(part) == 1 for part in parts[:_FEW])
    if len(parts) > _FEW or not single:
        return parts[0]
    together = {key: held for part in parts for key, held in part.items()}
    return together if len(together) == len(parts) else parts[0]


def row_record(number: int | None, names: Sequence[str], values: Sequence[str | None]) -> Record:
    """Make a record of a row, of which only what is not empty is kept."""
    fields = {name: value for name, value in zip(names, values, strict=True) if value and not value.isspace()}
    if any(len(value) > LONGEST_VALUE for value in fields.values()):
        return Record(number, {}, rejected=f"a value longer than {LONGEST_VALUE >> 20} million characters")
    return Record(number, fields, tuple(names))


def value_text(value: object) -> str | None:
    """Write a value as text: dates in ISO 8601, whole numbers without a point, what is nested as JSON."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, dict | list | tuple):
        return _nested_text(value)
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return _number_text(value) if isinstance(value, int | float | Decimal) else _other_text(value)


def _nested_text(value: Any) -> str | None:
    if isinstance(value, dict):
        if (only := _only(value)) is not None:
            return value_text(only)
        if (said := _one_text(value)) is not None:
            return said
        written = next((str(value[key]) for key in _LABELS if isinstance(value.get(key), str)), None)
        written = in_paragraphs(value) if written is None else written
        written = in_blocks([value]) if written is None else written
    else:
        written = _list_text(value)
        written = in_blocks(value) if written is None else written
    return json.dumps(value, ensure_ascii=False, default=str) if written is None else written


def _one_text(value: dict[str, Any]) -> str | None:
    """What an object says that holds a text and nothing else: {"text": "…"}, {"main": {"text": "…"}}, {"value": "…",
    "format": "html"}.
    """
    if isinstance(value.get("value"), str) and (len(value) == 1 or "format" in value):
        return str(value["value"])
    ((key, held),) = value.items() if len(value) == 1 else (("", None),)
    if key not in _TEXTS:
        return None
    return _one_text(held) if isinstance(held, dict) else held if isinstance(held, str) else None


def _list_text(value: Sequence[Any]) -> str | None:
    """Words by commas, paragraphs by empty lines, pieces of a text put together; None for a list of other things."""
    if not value:
        return None
    if all(isinstance(part, str | int | float) for part in value):
        return _listed([value_text(part) or "" for part in value])
    if all(isinstance(part, str) or (isinstance(part, dict) and {"type", "text"} <= part.keys()) for part in value):
        apart = all(isinstance(part, dict) and str(part["type"]).casefold() in _PARAGRAPHS for part in value)
        return ("\n\n" if apart else "").join(part if isinstance(part, str) else str(part["text"]) for part in value)
    if all(isinstance(part, dict) and isinstance(part.get("name"), str) for part in value):
        return _listed([part["name"] for part in value])
    said = [_one_text(part) if isinstance(part, dict) and "value" in part else None for part in value]
    return None if None in said else _listed([text for text in said if text is not None])


def _only(value: dict[str, Any]) -> object:
    """What an object that is one value with its type holds, as databases write them: {"$date": …}; else None."""
    ((key, only),) = value.items() if len(value) == 1 else (("", None),)
    if not str(key).startswith("$"):
        return None
    return _only(only) if isinstance(only, dict) else only


def _listed(parts: Sequence[str]) -> str:
    return ("\n\n" if any(len(part) > _LONG_PART for part in parts) else ", ").join(parts)


def _number_text(value: float | Decimal) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if math.isnan(value):
            return None
        return str(int(value)) if value.is_integer() and abs(value) < _MOST_EXACT else repr(value)
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _other_text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def too_wide(n_columns: int) -> str:
    """Why a table of so many columns is not read."""
    return f"{n_columns:,} columns: more than {MOST_COLUMNS:,} is no table of texts"


def read_parquet(item: Item) -> Iterator[Record]:
    """Read the rows of a Parquet file.

    Raises
    ------
    UnreadableFile
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    damaged = UnreadableFile("the Parquet file is damaged or cut short")
    with random_access(item) as stream:
        try:
            packed = stream.seek(0, 2)
            stream.seek(0)
            file = pq.ParquetFile(stream)
            names = tidy_names(file.schema_arrow.names)
            unpacked = sum(file.metadata.row_group(i).total_byte_size for i in range(file.metadata.num_row_groups))
        except (pa.ArrowException, OSError, ValueError) as error:
            raise damaged from error
        if len(names) > MOST_COLUMNS:
            raise UnreadableFile(too_wide(len(names)))
        if Limits().is_bomb(unpacked, packed):
            raise UnreadableFile(BOMB)
        number = 0
        batches = file.iter_batches(_BATCH, use_threads=False)
        while True:
            try:
                batch = next(batches, None)
                columns = [_column(column) for column in batch.columns] if batch is not None else []
            except (pa.ArrowException, OSError, ValueError) as error:
                raise damaged from error
            if batch is None:
                return
            for values in zip(*columns, strict=True):
                number += 1
                yield row_record(number, names, [value_text(value) for value in values])


def _column(column: Any) -> list[object]:
    import pyarrow as pa

    try:
        return list(column.to_pylist())
    except (ValueError, OverflowError):  # a date out of Python's calendar: its number is no date, and reads as none
        return list(column.cast(pa.int64()).to_pylist())
