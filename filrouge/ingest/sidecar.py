"""A table beside the files: `metadata.csv` says what the files themselves don't, and overrides what is read in them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Final

from filrouge.ingest.columns import recognise
from filrouge.ingest.files import InputFile
from filrouge.ingest.formats.readers import read_records
from filrouge.ingest.record import Item, Record, UnreadableFile
from filrouge.ingest.report import IngestReport

NAME: Final = "metadata"
_ENDINGS: Final = (".csv", ".tsv", ".xlsx", ".jsonl")
_FILE_COLUMNS: Final = ("file", "filename", "file_name", "path", "fichier", "archivo", "datei")


class Sidecars:
    """What tables beside the files say, by the name of the file they say it of."""

    def __init__(self) -> None:
        self._rows: dict[str, tuple[str, dict[str, str]]] = {}
        self._asked: set[str] = set()

    @property
    def unused(self) -> list[str]:
        """Names in the tables that no file goes by."""
        return sorted(set(self._rows) - self._asked)

    def add(self, table: InputFile, mapping: Mapping[str, str], report: IngestReport) -> None:
        """Read a table: one row a file, named in its column `file` relative to the folder that the table lies in."""
        folder = PurePosixPath(table.name).parent
        try:
            records = list(_records(table))
        except UnreadableFile as error:
            report.notes.append(f"{table.name}: {error}")
            return
        for record in records:
            by_fold = {name.strip().casefold(): name for name in record.fields}
            column = next((by_fold[name] for name in _FILE_COLUMNS if name in by_fold), None)
            if column is None:
                report.notes.append(f"{table.name}, row {record.row}: no file is named in it")
                continue
            name = (folder / record.fields[column].strip().replace("\\", "/")).as_posix()
            named = {n: v for n, v in record.fields.items() if n != column}
            fields = {field: named.pop(its) for field, its in recognise(tuple(named), mapping).items()}
            self._rows[name] = (table.name, {**named, **fields})

    def beside(self, name: str) -> tuple[str, dict[str, str]]:
        """The table that says something of a file, or of the archive it lies in, and what it says by field."""
        self._asked.add(name)
        if name in self._rows:
            return self._rows[name]
        return "", {}


def part(files: Iterable[InputFile]) -> tuple[list[InputFile], list[InputFile]]:
    """Part the files of an input into tables that speak of other files, and the others."""
    tables: list[InputFile] = []
    others: list[InputFile] = []
    for file in files:
        path = PurePosixPath(file.name)
        is_table = path.stem.casefold() == NAME and path.suffix.casefold() in _ENDINGS and not file.skipped
        (tables if is_table and _names_files(file) else others).append(file)
    return tables, others


def _names_files(file: InputFile) -> bool:
    try:
        first = next(_records(file), None)
    except UnreadableFile:
        return False
    names: Sequence[str] = () if first is None else first.names or tuple(first.fields)
    return any(name.strip().casefold() in _FILE_COLUMNS for name in names)


def _records(file: InputFile) -> Iterator[Record]:
    item = Item(file.name, file.path, lambda: file.path.open("rb"))
    return read_records(item)
