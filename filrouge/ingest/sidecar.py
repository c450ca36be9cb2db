"""A table beside the files: `metadata.csv` says what the files themselves don't, and overrides what is read in them."""

from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import PurePosixPath
from typing import Final

from filrouge.ingest.columns import recognise
from filrouge.ingest.files import InputFile
from filrouge.ingest.formats.readers import read_records
from filrouge.ingest.record import Item, UnreadableFile
from filrouge.ingest.report import IngestReport

NAME: Final = "metadata"
_TRIED: Final = 50  # rows that tell whether ids are names of files
_ENDINGS: Final = (".csv", ".tsv", ".xlsx", ".jsonl")
_FILE_COLUMNS: Final = ("file", "filename", "file_name", "path", "fichier", "archivo", "datei")
_ID_COLUMNS: Final = ("id", "text_id", "doc_id", "nom", "name")  # TXM names files without their ending


class Sidecars:
    """What tables beside the files say, by the name of the file they say it of."""

    def __init__(self) -> None:
        self._rows: dict[str, tuple[str, dict[str, str]]] = {}
        self._asked: set[str] = set()

    @property
    def unused(self) -> list[str]:
        """Names in the tables that no file goes by."""
        return sorted(set(self._rows) - self._asked)

    def add(self, table: Item, mapping: Mapping[str, str], report: IngestReport) -> None:
        """Read a table: one row a file, named in its column `file` relative to the folder that the table lies in."""
        folder = PurePosixPath(table.name).parent
        try:
            records = list(read_records(table))
        except UnreadableFile as error:
            report.notes.append(f"{table.name}: {error}")
            return
        for record in records:
            by_fold = {name.strip().casefold(): name for name in record.fields}
            column = next((by_fold[name] for name in (*_FILE_COLUMNS, *_ID_COLUMNS) if name in by_fold), None)
            if column is None:
                report.notes.append(f"{table.name}, row {record.row}: no file is named in it")
                continue
            name = (folder / record.fields[column].strip().replace("\\", "/")).as_posix()
            named = {n: v for n, v in record.fields.items() if n != column}
            fields = {field: named.pop(its) for field, its in recognise(tuple(named), mapping).items()}
            self._rows[name] = (table.name, {**named, **fields})

    def beside(self, name: str) -> tuple[str, dict[str, str]]:
        """The table that says something of a file, or of the archive it lies in, and what it says by field."""
        stem = PurePosixPath(name).with_suffix("").as_posix() if PurePosixPath(name).suffix else name
        self._asked |= {name, stem}
        return self._rows.get(name) or self._rows.get(stem) or ("", {})


def part(files: Iterable[InputFile]) -> tuple[list[Item], list[InputFile]]:
    """Part the files of an input into tables that speak of other files, and the others."""
    tables: list[Item] = []
    others: list[InputFile] = []
    files = list(files)
    names = [file.name for file in files]
    for file in files:
        item = _item(file)
        if file.skipped or not speaks_of(item, names):
            others.append(file)
        else:
            tables.append(item)
    return tables, others


def _item(file: InputFile) -> Item:
    return Item(file.name, file.path, lambda: file.path.open("rb"))


def may_speak(name: str) -> bool:
    """Whether an item may be such a table by its name."""
    path = PurePosixPath(name)
    return path.stem.casefold() == NAME and path.suffix.casefold() in _ENDINGS


def speaks_of(item: Item, others: Iterable[str]) -> bool:
    """Whether an item is a table that has a column of files, or one of ids that are names of others without their
    endings.
    """
    if not may_speak(item.name):
        return False
    try:
        records = list(islice(read_records(item), _TRIED))
    except UnreadableFile:
        return False
    by_fold = {name.strip().casefold(): name for record in records for name in record.names or record.fields}
    if any(name in by_fold for name in _FILE_COLUMNS):
        return True
    column = next((by_fold[name] for name in _ID_COLUMNS if name in by_fold), "")
    stems = {PurePosixPath(name).with_suffix("").as_posix() for name in others if PurePosixPath(name).suffix}
    folder = PurePosixPath(item.name).parent
    named = [(folder / record.fields[column]).as_posix() for record in records if column in record.fields]
    return 2 * sum(name in stems for name in named) > len(named)
