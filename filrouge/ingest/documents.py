"""Raw records → documents: what each column means, cleaned texts, dates, languages, identity and copies."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final

import pyarrow as pa

from filrouge.errors import InputError
from filrouge.ingest.clean import clean_texts, scrub
from filrouge.ingest.columns import KEPT_TOO, kept_name, recognise
from filrouge.ingest.dates import Published, parse_date
from filrouge.ingest.encoding import examine
from filrouge.ingest.files import ENDINGS, InputFile, find_files
from filrouge.ingest.languages import count_words, detect_languages, normalise_language
from filrouge.ingest.readers import read_records
from filrouge.ingest.record import Cut, Record, UnreadableFile
from filrouge.ingest.report import FileRead, Ingested, Rejected, Report
from filrouge.ingest.sources import source_table
from filrouge.schema import DOCUMENTS, NO_SOURCE, TEXTS

MOST_EXTRA_COLUMNS: Final = 200

_BATCH: Final = 500
_MISSING: Final = frozenset({"none", "null", "nan", "n/a", "-"})


@dataclass
class Document:
    """One document on its way into the tables."""

    file: FileRead
    row: int | None
    text: str
    cuts: tuple[Cut, ...]
    values: dict[str, str]
    extra: dict[str, str]
    published: Published
    date_column: str | None
    language: str
    warnings: list[str] = field(default_factory=list)
    doc_id: str = ""

    @property
    def has_replaced(self) -> bool:
        """Whether U+FFFD stands anywhere in it."""
        return any("\ufffd" in value for value in (self.text, *self.values.values(), *self.extra.values()))

    def identity(self, *more: str) -> bytes:
        """Digest of what makes the document itself: source, title, text, date, link and `more`."""
        parts = [self.values.get(k, "") for k in ("source", "title", "date", "url")]
        return hashlib.sha256(json.dumps([*parts, self.text, *more]).encode()).digest()


def ingest(
    inputs: Sequence[Path],
    mapping: Mapping[str, str] | None = None,
    advance: Callable[[int], None] = lambda _: None,
) -> Ingested:
    """Read files and folders into documents.

    Parameters
    ----------
    inputs : files or folders (recursive) of .txt, .csv and .jsonl, plain or .gz.
    mapping : {field: column}, as `columns.parse_map` gives it; wins over the common column names.
    advance : called with the number of documents just read.

    Raises
    ------
    InputError
        An input does not exist, a mapped column is in no file, or nothing could be read.
    """
    report = Report()
    mapping = dict(mapping or {})
    documents: list[Document] = []
    for file in find_files(inputs):
        for document in _read_file(file, mapping, report):
            documents.append(document)
            if len(documents) % _BATCH == 0:
                advance(_BATCH)
    advance(len(documents) % _BATCH)
    _check_mapping(mapping, report)
    documents = _give_ids(documents, report)
    for name in report.files:
        name.n_rejected = sum(r.file == name.file for r in report.rejected) if report.rejected else 0
    if not documents:
        raise _nothing(inputs, report)
    _demote_midnights(documents)
    return Ingested(_document_table(documents, report), _text_table(documents), source_table(documents), report)


def _read_file(file: InputFile, mapping: Mapping[str, str], report: Report) -> Iterator[Document]:
    if file.skipped:
        report.rejected.append(Rejected(file.name, None, file.skipped))
        return
    if not file.kind:
        report.rejected.append(Rejected(file.name, None, f"its ending is none of {', '.join(ENDINGS)} (or with .gz)"))
        return
    try:
        found = examine(file.path)
    except UnreadableFile as error:
        report.rejected.append(Rejected(file.name, None, str(error)))
        return
    read = FileRead(file.name, file.path, found.sha256, found.n_bytes)
    report.files.append(read)
    records = read_records(file, found.encoding)
    warned = False
    while batch := list(islice(records, _BATCH)):
        for document in _documents(batch, read, mapping, report):
            if found.warning and (not found.n_bad or document.has_replaced):
                document.warnings.append(found.warning)
                warned = True
            read.n_documents += 1
            yield document
    if found.warning and not warned:
        report.notes.append(f"{file.name}: {found.warning}.")
    if not read.n_documents and not any(r.file == file.name for r in report.rejected):
        report.rejected.append(Rejected(file.name, None, "it holds no items"))


def _documents(batch: list[Record], read: FileRead, mapping: Mapping[str, str], report: Report) -> Iterable[Document]:
    usable: list[tuple[Record, dict[str, str]]] = []
    for record in batch:
        report.columns.update(record.names)
        columns = recognise(record.names, mapping, record.fields)
        if record.rejected or "text" not in columns:
            named = "text" in recognise(record.names, mapping)
            reason = record.rejected or ("no text in it" if named else "no column of text")
            report.rejected.append(Rejected(read.file, record.row, reason))
        else:
            usable.append((record, columns))
    cleaned = clean_texts(record.fields[columns["text"]] for record, columns in usable)
    documents = []
    for (record, columns), clean in zip(usable, cleaned, strict=True):
        if not any(c.isalnum() for c in clean.text):
            report.rejected.append(Rejected(read.file, record.row, "no text in it"))
            continue
        values = {name: scrub(record.fields[column]) for name, column in columns.items() if name != "text"}
        values = {name: value for name, value in values.items() if value and value.casefold() not in _MISSING}
        if values.get("source", "").casefold() == NO_SOURCE:  # a source of that name would be two things
            del values["source"]
        used = {column for name, column in columns.items() if name not in KEPT_TOO}
        extra = {kept_name(n): scrub(v) for n, v in record.fields.items() if n not in used}
        document = Document(
            read, record.row, clean.text, clean.cuts, values, extra, Published(), columns.get("date"), ""
        )
        if "date" in values:
            document.published = parse_date(values["date"])
        document.language = normalise_language(values.get("language")) or ""
        notes = [record.warning, document.published.warning]
        if n := clean.n_replaced:
            notes.append(f"{n:,} {'character that is' if n == 1 else 'characters that are'} no text replaced by �")
        if "language" in values and not document.language:
            notes.append(f"'{values['language'][:30]}' is no language: the language was detected")
        document.warnings = [note for note in notes if note]
        documents.append(document)
    unknown = [d for d in documents if not d.language]
    for document, language in zip(unknown, detect_languages([d.text for d in unknown]), strict=True):
        document.language = language
    return documents


def _check_mapping(mapping: Mapping[str, str], report: Report) -> None:
    seen = {name.casefold() for name in report.columns}
    for name, column in mapping.items():
        if column.casefold() not in seen and report.columns:
            raise InputError(
                f"no file has a column '{column}' (for {name})",
                where="--map",
                mend=f"Columns there are: {', '.join(sorted(report.columns)[:40])}.",
            )


def _nothing(inputs: Sequence[Path], report: Report) -> InputError:
    reasons = "; ".join(f"{reason} ({n})" for reason, n in report.reasons()[:4])
    mend = "Give .txt, .csv or .jsonl files (or .gz of these), or a folder that holds some."
    if report.columns and any(reason == "no column of text" for reason, _ in report.reasons()):
        mend = f"Say which column holds the text: --map text=COLUMN. Columns: {', '.join(sorted(report.columns)[:40])}."
    what = "no document could be read" + (f": {reasons}" if reasons else "")
    return InputError(what, where=", ".join(str(i) for i in inputs), mend=mend)


def _give_ids(documents: list[Document], report: Report) -> list[Document]:
    """Set `doc_id`: the input's own id where only one document has it, else a hash; drop items that came twice."""
    by_id: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        if own := document.values.get("id"):
            by_id[own].append(document)
    dropped: set[int] = set()
    for own, group in by_id.items():
        again = _repeats(group)
        dropped.update(map(id, again))
        left = [d for d in group if id(d) not in dropped]
        for document in left:
            if len(left) == 1:
                document.doc_id = own
            else:
                document.warnings.append(f"its id '{own[:60]}' is used by {len(left)} documents")
    for document in documents:
        document.file.n_documents -= id(document) in dropped
    report.repeated = len(dropped)
    kept = [d for d in documents if id(d) not in dropped]
    _hash_ids(kept)
    return kept


def _repeats(group: list[Document]) -> list[Document]:
    """Those of the documents with one id whose text, source and date an earlier one has."""
    seen: set[tuple[str, str, str]] = set()
    again = []
    for document in group if len(group) > 1 else ():
        item = (document.text, document.values.get("source", ""), document.values.get("date", ""))
        if item in seen:
            again.append(document)
        seen.add(item)
    return again


def _hash_ids(documents: list[Document]) -> None:
    """Give a hash of its content to each document without an id, and of its place too where that is not unique."""
    taken = {d.doc_id for d in documents if d.doc_id}
    without = [d for d in documents if not d.doc_id]
    hashes = [d.identity().hex()[:16] for d in without]
    times = Counter(hashes)
    for document, content_hash in zip(without, hashes, strict=True):
        found, place = content_hash, [document.file.file, str(document.row)]
        if times[content_hash] > 1:
            found = document.identity(*place).hex()[:16]
        while found in taken:
            place.append("again")
            found = document.identity(*place).hex()[:16]
        document.doc_id = found
        taken.add(found)


def _demote_midnights(documents: list[Document]) -> None:
    """Take 00:00 for a whole day where every time that a source has in a file is 00:00."""
    timed: dict[tuple[str, str], list[Document]] = defaultdict(list)
    for document in documents:
        if document.published.precision == "minute":
            timed[document.file.file, document.values.get("source", "")].append(document)
    for group in timed.values():
        if all(d.published.midnight for d in group):
            for document in group:
                document.published = document.published.whole_day()


def _document_table(documents: list[Document], report: Report) -> pa.Table:
    extra = sorted({name for d in documents for name in d.extra})
    if len(extra) > MOST_EXTRA_COLUMNS:
        count = Counter(name for d in documents for name in d.extra)
        dropped = sorted(extra, key=lambda name: (-count[name], name))[MOST_EXTRA_COLUMNS:]
        report.notes.append(f"{len(dropped)} columns that few documents have were left out: {', '.join(dropped[:5])}…")
        extra = sorted(set(extra) - set(dropped))
    groups: dict[bytes, int] = {}
    folded = (hashlib.sha256(" ".join(d.text.casefold().split()).encode()).digest() for d in documents)
    copies = [groups.setdefault(digest, len(groups)) for digest in folded]
    dates = [d.published for d in documents]
    columns: dict[str, Iterable[object]] = {
        "doc_id": [d.doc_id for d in documents],
        **{name: [d.values.get(name) for d in documents] for name in ("title", "source", "issuer", "url")},
        "published": [p.start for p in dates],
        "published_end": [p.end for p in dates],
        "published_offset": [p.offset for p in dates],
        "published_precision": [p.precision for p in dates],
        "published_method": [f"column {d.date_column}" if d.published.evidence else None for d in documents],
        "published_evidence": [p.evidence for p in dates],
        "not_before": [None] * len(documents),
        "language": [d.language for d in documents],
        "n_words": [count_words(d.text) for d in documents],
        "copy_group": copies,
        "origin": [{"file": d.file.file, "row": d.row, "sha256": d.file.sha256} for d in documents],
        "warnings": [d.warnings for d in documents],
    }
    schema = DOCUMENTS.arrow
    arrays = [pa.array(columns[f.name], f.type) for f in schema]
    arrays += [pa.array([d.extra.get(name) for d in documents], pa.string()) for name in extra]
    return pa.Table.from_arrays(arrays, schema=pa.schema([*schema, *(pa.field(n, pa.string()) for n in extra)]))


def _text_table(documents: list[Document]) -> pa.Table:
    rows = {
        "doc_id": [d.doc_id for d in documents],
        "text": [d.text for d in documents],
        "cuts": [[cut._asdict() for cut in d.cuts] for d in documents],
    }
    return pa.table(rows, schema=TEXTS.arrow)
