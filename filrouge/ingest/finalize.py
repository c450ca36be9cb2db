"""Drafts → tables: what only the whole collection tells (identity, copies, repeats), in memory that stays flat.

Drafts are written to the disk as they come; of each, only a few numbers stay in memory. Then they are read again, batch
by batch, and written as the tables of a bundle.
"""

import hashlib
import json
import re
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from filrouge.ingest.columns import whole_number
from filrouge.ingest.draft import Draft
from filrouge.ingest.report import FileRead, IngestReport
from filrouge.ingest.sources import SourceTable, Spellings
from filrouge.schema import DOCUMENTS, HEADLINE, REACTIONS, SOURCES, TEXTS

MOST_EXTRA_COLUMNS: Final = 200

LINKS: Final = "links.txt"
"""The file of the links of documents of which only the titles are known."""

_ROW_GROUP: Final = 4000  # rows; what a file says of each group of rows is kept in memory
_DAY: Final = timedelta(days=1) - timedelta(microseconds=1)
_RESOLVED: Final = ("doc_id", "copy_group")  # columns that only the whole collection tells
_DRAFTS: Final = pa.schema(
    [
        *(f for f in DOCUMENTS.arrow if f.name not in _RESOLVED),
        *(pa.field(name, pa.string()) for name in ("own_id", "country", "source_kind", "extra", "text")),
        pa.field("cuts", TEXTS.arrow.field("cuts").type),
        pa.field("read", pa.int32()),
    ]
)
_STATED: Final = (
    "title", "source", "issuer", "url", "author", "account", "platform", "kind", "in_reply_to", "repost_of"
)  # fmt: skip
_TYPOGRAPHY: Final = str.maketrans(
    {**dict.fromkeys("‘’ʼ′", "'"), **dict.fromkeys('"“”„‟«»', ""), **dict.fromkeys("‐‑‒–—―−", "-"), "…": " …"}
)
_REPOST: Final = re.compile(r"\ART @\w{1,30}:\s+")
_Bools = npt.NDArray[np.bool_]


class _Resolved(NamedTuple):
    """For every draft in order: whether it is kept, its id, how many documents claim its own id, its copy group, and
    whether its midnight stands for a whole day.
    """

    kept: _Bools
    doc_id: list[str]
    claims: npt.NDArray[np.int64]
    copy_group: npt.NDArray[np.int64]
    whole_day: _Bools


class Drafts:
    """Drafts on the disk, to be finalized once all are there."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "drafts.parquet"
        self._writer = pq.ParquetWriter(self._path, _DRAFTS, compression="zstd", compression_level=1)
        self._waiting: list[pa.Table] = []
        self._keys = {name: array("Q") for name in ("own", "item", "record", "content", "placed", "folded", "group")}
        self._midnight = array("b")  # 1: 00:00; 0: another minute; -1: no minute
        self._extra: Counter[str] = Counter()
        self._spellings = Spellings()
        self._files: list[FileRead] = []

    def __enter__(self) -> "Drafts":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._writer.close()
        self._path.unlink(missing_ok=True)

    def __len__(self) -> int:
        return len(self._midnight)

    def add(self, drafts: Sequence[Draft], read: FileRead) -> None:
        """Keep the drafts of one file, in order."""
        if not drafts:
            return
        if not self._files or self._files[-1] is not read:
            self._files.append(read)
        for draft in drafts:
            self._note(draft, read)
        self._waiting.append(_draft_table(drafts, read, len(self._files) - 1))
        if sum(table.num_rows for table in self._waiting) >= _ROW_GROUP:
            self._write()

    def _write(self) -> None:
        if self._waiting:
            self._writer.write_table(pa.concat_tables(self._waiting))
            self._waiting.clear()

    def _note(self, draft: Draft, read: FileRead) -> None:
        values, keys = draft.values, self._keys
        own = values.get("id", "")
        content = draft.digest()
        keys["own"].append(_key(own) if own else 0)
        keys["item"].append(_key(own, draft.text, values.get("source", ""), values.get("date", "")))
        keys["record"].append(_record_key(draft, read))
        keys["content"].append(int.from_bytes(content[:8]))
        keys["placed"].append(int.from_bytes(draft.digest(read.file, str(draft.row))[:8]))
        keys["folded"].append(_key(folded(draft.text)))
        keys["group"].append(_key(read.file, values.get("source", "")))
        self._midnight.append(int(draft.published.midnight) if draft.published.precision == "minute" else -1)
        self._extra.update(draft.extra.keys())
        self._spellings.add(values.get("source", ""))

    def finalize(self, folder: Path, report: IngestReport) -> None:
        """Write `documents.parquet`, `texts.parquet` and `sources.parquet` to `folder`."""
        self._write()
        self._writer.close()
        resolved = self._resolve()
        report.repeated = int((~resolved.kept).sum())
        extra = self._extra_columns(report)
        sources, links = SourceTable(), _Links()
        schema = pa.schema([*DOCUMENTS.arrow, *(pa.field(name, pa.string()) for name in extra)])
        with (
            pq.ParquetWriter(folder / DOCUMENTS.file, schema, compression="zstd") as documents,
            pq.ParquetWriter(folder / TEXTS.file, TEXTS.arrow, compression="zstd") as texts,
        ):
            for rows in self._batches(resolved):
                documents.write_table(_documents(rows, extra, schema))
                texts.write_table(pa.Table.from_pylist(rows, schema=TEXTS.arrow))
                sources.add(rows)
                links.add(rows)
                for row in rows:
                    self._files[row["read"]].count(row)
        for file, n in Counter(self._dropped(resolved)).items():
            file.n_repeated = n
        pq.write_table(sources.table(), folder / SOURCES.file, compression="zstd")
        links.write(folder / LINKS, report)

    def _dropped(self, resolved: _Resolved) -> Iterator[FileRead]:
        if resolved.kept.all():
            return
        place = 0
        for batch in pq.ParquetFile(self._path, pre_buffer=False).iter_batches(columns=["read"]):
            for number in batch.column(0).to_pylist():
                if not resolved.kept[place]:
                    yield self._files[number]
                place += 1

    def _resolve(self) -> _Resolved:
        keys = {name: np.frombuffer(values, np.uint64) for name, values in self._keys.items()}
        kept = ~(_again(keys["item"], keys["own"] != 0) | _again(keys["record"], keys["record"] != 0))
        claims = np.zeros(len(kept), np.int64)
        with_id = kept & (keys["own"] != 0)
        _, inverse, n = np.unique(keys["own"][with_id], return_inverse=True, return_counts=True)
        claims[with_id] = n[inverse]
        _, first, inverse = np.unique(keys["folded"][kept], return_index=True, return_inverse=True)
        number = np.empty(len(first), np.int64)
        number[np.argsort(first)] = np.arange(len(first))  # groups are numbered as they come
        copy_group = np.zeros(len(kept), np.int64)
        copy_group[kept] = number[inverse]
        return _Resolved(kept, self._hash_ids(keys, kept, claims), claims, copy_group, self._whole_days(keys["group"]))

    @staticmethod
    def _hash_ids(keys: dict[str, npt.NDArray[np.uint64]], kept: _Bools, claims: npt.NDArray[np.int64]) -> list[str]:
        """A hash of its content for each document without an id of its own, and of its place too where that is not
        unique; empty for the others.
        """
        wanting = kept & (claims != 1)
        _, inverse, n = np.unique(keys["content"][wanting], return_inverse=True, return_counts=True)
        chosen = np.where(n[inverse] > 1, keys["placed"][wanting], keys["content"][wanting])
        taken: set[int] = set()
        ids = [""] * len(kept)
        for row, number in zip(np.flatnonzero(wanting).tolist(), chosen.tolist(), strict=True):
            while number in taken:
                number = _key(str(number))  # noqa: PLW2901
            taken.add(number)
            ids[row] = f"{number:016x}"
        return ids

    def _whole_days(self, group: npt.NDArray[np.uint64]) -> _Bools:
        """00:00 stands for a whole day where every time that a source has in a file is 00:00."""
        midnight = np.frombuffer(self._midnight, np.int8)
        timed = midnight >= 0
        _, inverse = np.unique(group, return_inverse=True)
        n_times, n_midnights = np.bincount(inverse, timed), np.bincount(inverse, midnight == 1)
        result: _Bools = timed & (n_times == n_midnights)[inverse]
        return result

    def _extra_columns(self, report: IngestReport) -> list[str]:
        by_use = sorted(self._extra, key=lambda name: (-self._extra[name], name))
        if dropped := by_use[MOST_EXTRA_COLUMNS:]:
            names = ", ".join(dropped[:5])
            report.notes.append(f"{len(dropped)} columns that few documents have were left out: {names}…")
        return sorted(by_use[:MOST_EXTRA_COLUMNS])

    def _batches(self, resolved: _Resolved) -> Iterator[list[dict[str, Any]]]:
        place = 0
        taken = {name for name in resolved.doc_id if name}
        for batch in pq.ParquetFile(self._path, pre_buffer=False).iter_batches(batch_size=1000):
            rows = []
            for row in batch.to_pylist():
                if resolved.kept[place]:
                    _finalize_row(row, resolved, place, taken)
                    row["source"] = row["source"] and self._spellings.usual(row["source"])
                    rows.append(row)
                place += 1
            if rows:
                yield rows


class _Links:
    """Links of the documents of which only the titles are known, each once and in order."""

    def __init__(self) -> None:
        self._links: dict[str, None] = {}
        self._n_titles = 0

    def add(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Take those of some documents."""
        titles = [row for row in rows if row["kind"] == HEADLINE]
        self._n_titles += len(titles)
        self._links.update(dict.fromkeys(row["url"] for row in titles if row["url"]))

    def write(self, path: Path, report: IngestReport) -> None:
        """Write them, one a line, if there are any, and say so."""
        if not self._n_titles:
            return
        note = f"of {self._n_titles:,} {'document' if self._n_titles == 1 else 'documents'} only the title is known"
        if self._links:
            path.write_text("".join(f"{link}\n" for link in self._links), encoding="utf-8")
            listed = f"{len(self._links):,} {'link' if len(self._links) == 1 else 'links'}"
            note += f"; {path.name} lists {listed}, for a program that fetches pages (Fil Rouge does not)"
        report.notes.append(note)


def _finalize_row(row: dict[str, Any], resolved: _Resolved, place: int, taken: set[str]) -> None:
    row["copy_group"] = int(resolved.copy_group[place])
    row["doc_id"] = resolved.doc_id[place] or row["own_id"]
    if not resolved.doc_id[place] and row["own_id"] in taken:  # an id that is another document's hash
        row["doc_id"] = f"{row['own_id']}-own"
    if resolved.claims[place] > 1:
        row["warnings"].append(f"its id '{row['own_id'][:60]}' is used by {resolved.claims[place]} documents")
    if resolved.whole_day[place]:
        row["published_end"] = row["published"] + _DAY
        row["published_precision"] = "day"


def _again(key: npt.NDArray[np.uint64], among: _Bools) -> _Bools:
    """Which rows of those `among` have a key that an earlier one has."""
    result = np.zeros(len(key), bool)
    rows = np.flatnonzero(among)
    _, first = np.unique(key[rows], return_index=True)
    result[rows] = True
    result[rows[first]] = False
    return result


def _key(*parts: str) -> int:
    return int.from_bytes(hashlib.blake2b("\x1f".join(parts).encode(), digest_size=8).digest()) or 1


def _record_key(draft: Draft, read: FileRead) -> int:
    """A key of everything a record of an export holds, 0 where it could come twice with good reason: without a link, or
    a source and a date, a second copy of a text is a signal and no slip.
    """
    values = draft.values
    if draft.row is None or not ("url" in values or {"source", "date"} <= values.keys()):
        return 0
    return _key(read.file, json.dumps([values, draft.extra], sort_keys=True), draft.text)


def _draft_table(drafts: Sequence[Draft], read: FileRead, number: int) -> pa.Table:
    dates = [d.published for d in drafts]
    methods = [next((f.method for f in d.attributions if f.field == "date"), None) for d in drafts]
    columns: dict[str, Sequence[object]] = {
        **{name: [d.values.get(name) for d in drafts] for name in _STATED},
        "published": [p.start for p in dates],
        "published_end": [p.end for p in dates],
        "published_offset": [p.offset for p in dates],
        "published_precision": [p.precision for p in dates],
        "published_method": [m if p.evidence else None for m, p in zip(methods, dates, strict=True)],
        "published_evidence": [p.evidence for p in dates],
        "not_before": [
            None if d.not_before is None else datetime(*d.not_before.timetuple()[:3], tzinfo=UTC) for d in drafts
        ],
        "language": [d.language for d in drafts],
        "n_words": [d.n_words for d in drafts],
        **{name: [whole_number(d.values.get(name, "")) for d in drafts] for name in REACTIONS},
        "found": [[f._asdict() for f in d.attributions] for d in drafts],
        "origin": [{"file": read.file, "row": d.row, "sha256": read.sha256} for d in drafts],
        "warnings": [d.warnings for d in drafts],
        "own_id": [d.values.get("id") for d in drafts],
        "country": [d.values.get("country") for d in drafts],
        "source_kind": [d.values.get("source_kind") for d in drafts],
        "extra": [json.dumps(d.extra) for d in drafts],
        "text": [d.text for d in drafts],
        "cuts": [[cut._asdict() for cut in d.cuts] for d in drafts],
        "read": [number] * len(drafts),
    }
    return pa.Table.from_arrays([pa.array(columns[f.name], f.type) for f in _DRAFTS], schema=_DRAFTS)


def _documents(rows: list[dict[str, Any]], extra: Sequence[str], schema: pa.Schema) -> pa.Table:
    more = [json.loads(row["extra"]) for row in rows]
    arrays = [pa.array([row[f.name] for row in rows], f.type) for f in DOCUMENTS.arrow]
    arrays += [pa.array([values.get(name) for values in more], pa.string()) for name in extra]
    return pa.Table.from_arrays(arrays, schema=schema)


def folded(text: str) -> str:
    """A text as it counts for being the same as another: whatever its capitals, its white space, the forms of its
    quotes and dashes, and what a repost says before it ("RT @name: ").
    """
    return " ".join(_REPOST.sub("", text, count=1).casefold().replace("...", "…").translate(_TYPOGRAPHY).split())
