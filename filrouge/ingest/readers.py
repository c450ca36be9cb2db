"""Files → raw records: read .txt, .csv and .jsonl (plain or .gz) as streams."""

import io
import json
from collections.abc import Iterator

from filrouge.ingest.columns import tidy_names
from filrouge.ingest.csv_rows import csv_records
from filrouge.ingest.encoding import open_raw
from filrouge.ingest.files import InputFile
from filrouge.ingest.record import Record


def read_records(file: InputFile, encoding: str) -> Iterator[Record]:
    """Stream the records of a file; items that cannot be used come with `rejected` set.

    A .txt file is one record with the columns `text` and, if its first line can be one, `title`.
    """
    with open_raw(file.path) as raw:
        # Only \n ends a JSON line; the csv module wants line ends as they are, and so do we for the text's offsets.
        newline = "\n" if file.kind == ".jsonl" else ""
        with io.TextIOWrapper(raw, encoding=encoding, errors="replace", newline=newline) as stream:
            if file.kind == ".txt":
                yield _text_record(stream.read())
            elif file.kind == ".csv":
                yield from csv_records(stream)
            else:
                yield from _jsonl_records(stream)


def _text_record(text: str) -> Record:
    first = next((line for line in text.splitlines() if line.strip("# \t\ufeff\x00")), "")
    title = first.strip("\ufeff\x00 \t").lstrip("# \t").strip()
    fields = {"text": text}
    if title and len(title) <= 300:
        fields["title"] = title
    return Record(None, fields, ("text", "title"))


def _jsonl_records(stream: io.TextIOWrapper) -> Iterator[Record]:
    number = 0
    for line in stream:
        number += 1
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except (ValueError, RecursionError):
            yield Record(number, {}, rejected="not JSON")
            continue
        if not isinstance(item, dict):
            yield Record(number, {}, rejected="not a JSON object")
            continue
        values = {name: _as_text(value) for name, value in zip(tidy_names(list(item)), item.values(), strict=True)}
        fields = {name: value for name, value in values.items() if value is not None and value.strip()}
        yield Record(number, fields, tuple(values))


def _as_text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)
