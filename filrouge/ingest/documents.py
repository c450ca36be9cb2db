"""Files → documents: the whole way from what an analyst has to the tables that a bundle is built on."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Final

import pyarrow.parquet as pq

from filrouge.disk import need_room
from filrouge.errors import InputError
from filrouge.ingest import sidecar
from filrouge.ingest.boilerplate.article import RepeatedLines
from filrouge.ingest.draft import Draft, Reading, make_drafts
from filrouge.ingest.files import InputFile, find_files
from filrouge.ingest.finalize import Drafts
from filrouge.ingest.formats.archives import Refused, items
from filrouge.ingest.formats.kinds import kind_of
from filrouge.ingest.formats.layouts import layout_of
from filrouge.ingest.formats.readers import read_records
from filrouge.ingest.normalize import normalize_text
from filrouge.ingest.owners import Owners
from filrouge.ingest.plan import make_plan, order_of_days, undated_column, without_header
from filrouge.ingest.profiles import Layout, Profile
from filrouge.ingest.record import Item, Record, UnreadableFile
from filrouge.ingest.report import FileRead, Ingested, IngestReport, Rejected
from filrouge.ingest.sources import Outlets, is_outlets, read_outlets
from filrouge.ingest.watch import OUTSIDE, Watch
from filrouge.schema import DOCUMENTS, SOURCES, TEXTS

"""Why characters of an export are in no document: its cover page, lists, summaries."""

REPORT: Final = "report.json"
REJECTED: Final = "rejected.jsonl"

_LEAST_SHARE: Final = 0.5  # of the input's bytes, which tables and drafts take; short texts and archives take more
_BATCH: Final = 500
_SAMPLED: Final = 5000  # records of a table that tell in which order its dates hold day and month


@dataclass(frozen=True)
class ReadOptions:
    """How to read.

    `mapping` is {field: column}, as `columns.parse_map` gives it, and wins over the common column names. `sources` is a
    CSV file of outlets (pattern, name, country, kind). `out` is the folder that comes of it all, if it has a place yet:
    it may lie inside an input and is none. `profile` is the export that files are taken for, whatever they hold.
    """

    mapping: Mapping[str, str] = field(default_factory=dict)
    sources: Path | None = None
    profile: Profile | Layout | None = None
    out: Path | None = None


def ingest(
    inputs: Sequence[Path],
    folder: Path,
    options: ReadOptions | None = None,
    advance: Callable[[int], None] = lambda _: None,
    check_room: Callable[[int], None] | None = None,
) -> IngestReport:
    """Read files and folders into `documents.parquet`, `texts.parquet` and `sources.parquet` in `folder`, with the
    report beside them (`report.json`) and all that was rejected (`rejected.jsonl`).

    Memory stays flat, whatever the size of the input.

    Parameters
    ----------
    inputs : files or folders (recursive); types are detected from content.
    folder : an empty folder.
    advance : called with the number of documents just read.
    check_room : called before anything is read with the bytes it takes at least, and raises where there are fewer.

    Raises
    ------
    InputError
        An input does not exist, a mapped column is in no file, or nothing could be read.
    DiskError
        The disk has no room.
    """
    options = options or ReadOptions()
    files = find_files(inputs, options.out)
    (check_room or partial(need_room, folder))(_least_bytes(files))
    with ExitStack() as stack:
        report = IngestReport(sink=stack.enter_context((folder / REJECTED).open("w", encoding="utf-8")))
        drafts = stack.enter_context(Drafts(folder))
        reader = _Ingestion(options, report, drafts, advance)
        reader.read(files)
        _check_mapping(options.mapping, report)
        if not len(drafts):
            raise _nothing(inputs, report)
        drafts.finalize(folder, report)
    (folder / REPORT).write_text(json.dumps(report.as_json(), indent=1, ensure_ascii=False), encoding="utf-8")
    return report


def _least_bytes(files: Sequence[InputFile]) -> int:
    total = 0
    for file in files:
        with suppress(OSError):  # said when it is read
            total += 0 if file.skipped else file.path.stat().st_size
    return int(total * _LEAST_SHARE)


def is_ingested(folder: Path) -> bool:
    """Whether a folder holds what `ingest` wrote."""
    return all((folder / name).is_file() for name in (REPORT, DOCUMENTS.file, TEXTS.file))


def read_ingested(folder: Path) -> Ingested:
    """Open what `ingest` wrote.

    Raises
    ------
    InputError
        A file is missing or damaged, or was written by another version.
    """
    try:
        tables = [pq.read_table(folder / table.file) for table in (DOCUMENTS, TEXTS, SOURCES)]
        report = IngestReport.from_json(json.loads((folder / REPORT).read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"what was ingested there cannot be read ({error})", where=str(folder), hint="Ingest the texts again."
        ) from error
    missing = [name for name in DOCUMENTS.arrow.names if name not in tables[0].column_names]
    if missing:
        raise InputError(
            f"it was ingested by another version of Fil Rouge (no {', '.join(missing)})",
            where=str(folder),
            hint="Ingest the texts again.",
        )
    documents, texts, sources = tables
    return Ingested(folder, documents, texts, sources, report)


class _Ingestion:
    """Reads files one after the other."""

    def __init__(
        self, options: ReadOptions, report: IngestReport, drafts: Drafts, advance: Callable[[int], None]
    ) -> None:
        self._options, self._report, self._drafts, self._advance = options, report, drafts, advance
        self._outlets: Outlets = read_outlets(options.sources)
        self._sidecars = sidecar.Sidecars()
        self._inside: set[str] = set()  # tables of that kind which lie in archives
        self._repeated: dict[str, RepeatedLines] = {}
        self._owners = Owners()
        self._watch = Watch(report)

    def read(self, files: Sequence[InputFile]) -> None:
        tables, others = sidecar.part(files)
        if self._options.sources is None and (found := next((f for f in others if is_outlets(f.path)), None)):
            others.remove(found)
            self._outlets = read_outlets(found.path)
            self._report.notes.append(f"{found.name} is taken for a table of sources")
        for table in tables:
            self._sidecars.add(table, self._options.mapping, self._report)
        for file in others:
            self._learn(file)
        for file in others:
            self._read_file(file)
        self._watch.finish()
        if unused := self._sidecars.unused:
            named = ", ".join(unused[:5])
            self._report.notes.append(
                f"{len(unused):,} of the files that a table beside them names are not there: {named}"
            )

    def _learn(self, file: InputFile) -> None:
        """Lines that stand in many texts of one folder are the page's: they are counted before anything is cut."""
        if file.skipped:
            return
        names: list[str] = []
        tables: list[Item] = []
        for item in items(file.path, file.name):
            if isinstance(item, Refused):
                continue
            names.append(item.name)
            self._owners.learn(item)
            if item.name != file.name and sidecar.may_speak(item.name):
                tables.append(item)
            try:
                if kind_of(item) == "text" and self._layout(item, "text") is None:
                    lines = self._repeated.setdefault(_group(item.name), RepeatedLines())
                    for record in read_records(item, "text"):
                        lines.learn(normalize_text(record.fields.get("text", "")).text)
            except UnreadableFile:
                continue  # said when it is read
        for table in tables:
            if sidecar.speaks_of(table, names):
                self._inside.add(table.name)
                self._sidecars.add(table, self._options.mapping, self._report)

    def _read_file(self, file: InputFile) -> None:
        if file.skipped:
            self._report.reject(Rejected(file.name, None, file.skipped))
            return
        try:
            with file.path.open("rb") as stream:
                sha256, n_bytes = hashlib.file_digest(stream, "sha256").hexdigest(), stream.tell()
        except OSError as error:
            self._report.reject(Rejected(file.name, None, f"it cannot be opened ({error.strerror or error})"))
            return
        for item in items(file.path, file.name):
            if isinstance(item, Refused):
                self._report.reject(Rejected(item.name, None, item.reason))
                continue
            if item.name in self._inside or self._owners.names_account(item):
                continue
            read = FileRead(item.name, file.path, sha256, n_bytes)
            self._report.files.append(read)
            try:
                read.format = kind_of(item)
                self._read_item(item, read)
            except UnreadableFile as error:
                self._report.reject(Rejected(item.name, None, str(error)), read)

    def _read_item(self, item: Item, read: FileRead) -> None:
        layout = self._layout(item, read.format)
        records = read_records(item, read.format, layout)
        first = list(islice(records, _SAMPLED))
        reading = self._reading(item, first, read, layout)
        n = len(self._drafts)
        for batch in _batches(_counted(chain(first, records), read)):
            self._report.columns.update(name for record in batch for name in record.names)
            made: list[Draft] = []
            for record, draft in zip(batch, make_drafts(batch, reading), strict=True):
                read.balance.take(record.fields, None if isinstance(draft, Rejected) else draft.as_read)
                if isinstance(draft, Rejected):
                    self._report.reject(draft, read)
                else:
                    made.append(draft)
            if len(first) == len(made) == 1:
                self._watch.one(item, read, made[0], layout)
            self._drafts.add(made, read)
            self._advance(len(made))
        if len(first) != 1 and layout is not None:
            self._watch.several(item, read)
        if len(self._drafts) == n and not read.n_rejected:
            self._report.reject(Rejected(item.name, None, "it holds no items"), read)

    def _layout(self, item: Item, kind: str) -> Layout | None:
        asked = self._options.profile
        return layout_of(item, kind, asked if isinstance(asked, Layout) else None)

    def _reading(self, item: Item, first: Sequence[Record], read: FileRead, layout: Layout | None) -> Reading:
        name, beside = self._sidecars.beside(item.name)
        asked = self._options.profile
        plan = make_plan(first, self._options.mapping, asked if isinstance(asked, Profile) else None, layout)
        read.profile = plan.export
        if bare := without_header(first, plan):
            self._report.notes.append(f"{item.name}: {bare}")
        dates = [d for record in first if record.row is not None and (d := plan.read(record).values.get("date"))]
        if not dates and (column := undated_column(first, plan)) is not None:
            self._report.notes.append(
                f"{item.name}: no column of dates was recognised, but “{column}” looks like one. "
                f"If it holds the date of publication, add: --map 'date={column}'"
            )
        if plan.profile is not None:
            named_in, owner = self._owners.of(item.name, plan.profile.name)
            name, beside = name or named_in, {**owner, **beside}
        repeated = self._repeated.get(_group(item.name), lambda _: False)
        order = order_of_days(dates, first[0].names if first else ())
        return Reading(item.name, plan, self._outlets, beside, repeated, order, name)


def _group(name: str) -> str:
    return name.rpartition("/")[0]


def _batches(records: Iterator[Record]) -> Iterator[list[Record]]:
    while batch := list(islice(records, _BATCH)):
        yield batch


def _counted(records: Iterator[Record], read: FileRead) -> Iterator[Record]:
    """Note what stands between the records, and leave out those that only tell of it."""
    for record in records:
        if record.outside:
            read.cut[OUTSIDE] += record.outside
        if record.fields or record.names or record.rejected or not record.outside:
            yield record


def _check_mapping(mapping: Mapping[str, str], report: IngestReport) -> None:
    seen = {name.casefold() for name in report.columns}
    for name, column in mapping.items():
        if column.casefold() not in seen and report.columns:
            raise InputError(
                f"no file has a column '{column}' (for {name})",
                where="--map",
                hint=f"Columns there are: {', '.join(sorted(report.columns)[:40])}.",
            )


def _nothing(inputs: Sequence[Path], report: IngestReport) -> InputError:
    reasons = "; ".join(f"{reason} ({n:,})" for reason, n in report.because.most_common(4))
    hint = "Give texts, saved pages, tables, feeds or archives of these, or a folder that holds some."
    if report.columns and "no column of text" in report.because:
        hint = f"Say which column holds the text: --map text=COLUMN. Columns: {', '.join(sorted(report.columns)[:40])}."
    what = "no document could be read" + (f": {reasons}" if reasons else "")
    return InputError(what, where=", ".join(str(i) for i in inputs), hint=hint)
