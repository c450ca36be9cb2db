"""Files → raw records: find the files, read .txt, .csv and .jsonl (plain or .gz) as streams."""

import codecs
import csv
import gzip
import hashlib
import io
import json
import os
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, cast

from filrouge.bundle import MANIFEST
from filrouge.errors import InputError
from filrouge.ingest.columns import tidy_names

ENDINGS: Final = (".txt", ".csv", ".jsonl")

_CHUNK: Final = 1 << 20
_BOMB_BYTES: Final = 100 << 20
_BOMB_RATIO: Final = 150  # press text packs 3 to 10 times; gzip can do 1000 only on one repeated character
_DELIMITERS: Final = (",", ";", "\t")
_PRINTED: Final = bytes(b for b in range(256) if b >= 32 or b in b"\t\n\r\f")


@dataclass(frozen=True)
class InputFile:
    """A file to read: its path, and the name it goes by in the bundle (relative to the INPUT argument's folder)."""

    path: Path
    name: str

    @property
    def kind(self) -> str:
        """The ending that says how to read it ('.txt', '.csv', '.jsonl'), or '' if it is another one."""
        suffixes = [s.lower() for s in self.path.suffixes]
        if suffixes and suffixes[-1] == ".gz":
            suffixes.pop()
        return suffixes[-1] if suffixes and suffixes[-1] in ENDINGS else ""


@dataclass(frozen=True)
class Examined:
    """What a first pass over a file told: digest and size of its raw bytes, and how to decode it."""

    sha256: str
    n_bytes: int
    encoding: str
    warning: str | None = None


@dataclass(frozen=True)
class Record:
    """One item as it stands in a file: its columns that hold something, or the reason why it is rejected.

    `names` are all its columns, the empty ones too.
    """

    row: int | None
    fields: dict[str, str]
    names: tuple[str, ...] = ()
    rejected: str | None = None
    warning: str | None = None


class UnreadableFile(Exception):
    """A file cannot be read as text; `str()` is the reason."""


def find_files(inputs: Sequence[Path]) -> list[InputFile]:
    """List the files under `inputs` (files or folders, recursively), sorted by name; links to folders are not followed.

    Raises
    ------
    InputError
        An input does not exist, or two files would go by the same name.
    """
    found: dict[str, Path] = {}
    for given in inputs:
        for path, name in _walk(given):
            known = found.setdefault(name, path)
            if known.resolve() != path.resolve():
                name = f"{given.resolve().name}/{name}"  # noqa: PLW2901
                if found.setdefault(name, path).resolve() != path.resolve():
                    raise InputError(
                        f"two inputs would both be called {name}", where=str(path), mend="Rename one of the folders."
                    )
    return [InputFile(found[name], name) for name in sorted(found)]


def _walk(given: Path) -> Iterator[tuple[Path, str]]:
    if not given.exists():
        raise InputError("there is no such file or folder", where=str(given), mend="Check the path.")
    if not given.is_dir():
        yield given, _printable(given.name)
        return
    for folder, folders, files in os.walk(given):
        skipped = [name for name in folders if not_input(Path(folder) / name)]
        folders[:] = [name for name in folders if name not in skipped]
        for name in [*skipped, *files]:
            path = Path(folder) / name
            yield path, _printable(path.relative_to(given).as_posix())


def not_input(folder: Path) -> str | None:
    """Why a folder under an input is not read, or None if it is."""
    if folder.name.startswith("."):
        return "it is a hidden folder"
    return "it is a bundle, not an input" if (folder / MANIFEST).is_file() else None


def _printable(name: str) -> str:
    return name.encode("utf-8", "replace").decode("utf-8")


def examine(path: Path) -> Examined:
    """Read a file once to take its digest and to find out how its text is encoded (UTF-8, UTF-16 with a mark,
    else cp1252 with a warning).

    Raises
    ------
    UnreadableFile
    """
    try:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        size = path.stat().st_size
        with _raw(path) as stream:
            encoding = _encoding(stream, size)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise UnreadableFile("the gzip file is damaged or cut short") from error
    except OSError as error:
        raise UnreadableFile(f"it cannot be opened ({error.strerror or error})") from error
    warning = "not UTF-8: read as Windows-1252, some letters may be wrong" if encoding == "cp1252" else None
    return Examined(digest, size, encoding, warning)


def _raw(path: Path) -> IO[bytes]:
    if path.suffix.lower() == ".gz":
        return cast("IO[bytes]", gzip.open(path, "rb"))
    return path.open("rb")


def _encoding(stream: IO[bytes], packed: int) -> str:
    chunk = stream.read(_CHUNK)
    if chunk.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    head = chunk[:65536]
    if len(head.translate(None, delete=_PRINTED)) > len(head) / 20 + 8:
        raise UnreadableFile("it is not a text file")
    decoder, total, valid = codecs.getincrementaldecoder("utf-8")(), 0, True
    while chunk:
        total += len(chunk)
        if total > _BOMB_BYTES and total > _BOMB_RATIO * packed:
            raise UnreadableFile("it unpacks to more than text ever does, and is taken for an archive bomb")
        try:
            if valid:
                decoder.decode(chunk)
        except UnicodeDecodeError:
            valid = False
        chunk = stream.read(_CHUNK)
    try:
        decoder.decode(b"", final=valid)
    except UnicodeDecodeError:
        valid = False
    return "utf-8-sig" if valid else "cp1252"


def read_records(file: InputFile, encoding: str) -> Iterator[Record]:
    """Stream the records of a file; items that cannot be used come with `rejected` set.

    A .txt file is one record with the columns `text` and, if its first line can be one, `title`.
    """
    with _raw(file.path) as raw:
        # Only \n ends a JSON line; the csv module wants line ends as they are, and so do we for the text's offsets.
        newline = "\n" if file.kind == ".jsonl" else ""
        with io.TextIOWrapper(raw, encoding=encoding, errors="replace", newline=newline) as stream:
            if file.kind == ".txt":
                yield _text_record(stream.read())
            elif file.kind == ".csv":
                yield from _csv_records(stream)
            else:
                yield from _jsonl_records(stream)


def _text_record(text: str) -> Record:
    first = next((line for line in text.splitlines() if line.strip("# \t\ufeff\x00")), "")
    title = first.strip("\ufeff\x00 \t").lstrip("# \t").strip()
    fields = {"text": text}
    if title and len(title) <= 300:
        fields["title"] = title
    return Record(None, fields, ("text", "title"))


def _csv_records(stream: io.TextIOWrapper) -> Iterator[Record]:
    csv.field_size_limit(sys.maxsize)
    first = stream.readline()
    delimiter = max(_DELIMITERS, key=first.count)  # ties: the comma

    def lines() -> Iterator[str]:
        yield first
        yield from stream

    rows = csv.reader(lines(), delimiter=delimiter)
    try:
        names = tuple(tidy_names(next(rows, [])))
    except csv.Error as error:
        yield Record(1, {}, rejected=f"the header cannot be read ({error})")
        return
    number = 0
    while True:
        number += 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Record(number, {}, rejected=f"not CSV ({error})")
            continue
        if not any(cell.strip() for cell in cells):
            if cells:
                yield Record(number, {}, rejected="empty row")
            else:
                number -= 1  # a blank line is no row
            continue
        if any(cell.strip() for cell in cells[len(names) :]):
            yield Record(number, {}, rejected=f"{len(cells)} cells where the header has {len(names)}")
            continue
        short = f"only {len(cells)} cells where the header has {len(names)}" if len(cells) < len(names) else None
        fields = {name: cell for name, cell in zip(names, cells, strict=False) if cell.strip()}
        yield Record(number, fields, names, warning=short)


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
