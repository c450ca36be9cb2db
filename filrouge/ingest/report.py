"""What came of reading the input: nothing is lost in silence."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple, TextIO

import pyarrow as pa

from filrouge.ingest.balance import Balance

MOST_REJECTED: Final = 1000
"""Rejections that a report lists one by one; `rejected.jsonl` holds all."""

_MOST_ALIKE: Final = 5

MISSABLE: Final = ("title", "date", "source", "url")
"""Fields that the report counts where they are missing."""


class Rejected(NamedTuple):
    """An item that could not be used: file, 1-based record number (None for a whole file), why, and what it held."""

    file: str
    row: int | None
    reason: str
    fields: Mapping[str, str] = {}


@dataclass(eq=False)
class FileRead:
    """One input file, or one member of an archive, and what was read from it; equal to itself only.

    Attributes
    ----------
    file : its name in the bundle.
    path, sha256, n_bytes : the file on the disk that it is or lies in, the digest and size of that.
    format : what it is, by its content: one of `formats.KINDS`.
    profile : the export it was recognised as, in words ("CrowdTangle: Facebook posts"); "" where it is none known.
    n_documents, n_rejected, n_repeated : its records used, rejected, and read once though they came twice.
    cut : characters cut, by reason.
    found : {field: {how it was found: documents}}.
    missing : {field: documents without it}.
    balance : where its characters went, white space aside.
    """

    file: str
    path: Path
    sha256: str
    n_bytes: int
    format: str = ""
    n_documents: int = 0
    n_rejected: int = 0
    n_repeated: int = 0
    cut: Counter[str] = field(default_factory=Counter)
    found: dict[str, Counter[str]] = field(default_factory=dict)
    missing: Counter[str] = field(default_factory=Counter)
    profile: str = ""
    balance: Balance = field(default_factory=Balance)

    def count(self, row: Mapping[str, Any]) -> None:
        """Count one document that went into the tables."""
        self.n_documents += 1
        self.balance.settle(row["text"], row["cuts"])
        for cut in row["cuts"]:
            self.cut[cut["reason"]] += cut["end"] - cut["start"]
        methods = {found["field"]: found["method"] for found in row["found"]}
        if row["published"] is None:
            methods.pop("date", None)
        for name, method in methods.items():
            self.found.setdefault(name, Counter())[method] += 1
        self.missing.update(name for name in MISSABLE if name not in methods)

    def as_json(self) -> dict[str, Any]:
        """The entry of a report file."""
        return {
            "file": self.file,
            "path": str(self.path.absolute()),
            "format": self.format,
            "profile": self.profile,
            "bytes": self.n_bytes,
            "sha256": self.sha256,
            "documents": self.n_documents,
            "rejected": self.n_rejected,
            "repeated": self.n_repeated,
            "characters": {"read": self.balance.read, **asdict(self.balance)},
            "characters_cut": dict(self.cut.most_common()),
            "found": {name: dict(methods.most_common()) for name, methods in sorted(self.found.items())},
            "missing": {name: self.missing[name] for name in MISSABLE if self.missing[name]},
        }

    @classmethod
    def from_json(cls, entry: Mapping[str, Any]) -> "FileRead":
        """Read an entry again."""
        return cls(
            entry["file"],
            Path(entry["path"]),
            entry["sha256"],
            entry["bytes"],
            entry["format"],
            entry["documents"],
            entry["rejected"],
            entry["repeated"],
            Counter(entry["characters_cut"]),
            {name: Counter(methods) for name, methods in entry["found"].items()},
            Counter(entry["missing"]),
            entry.get("profile", ""),
            Balance(**{name: n for name, n in entry.get("characters", {}).items() if name != "read"}),
        )


@dataclass
class IngestReport:
    """What came of a reading.

    Attributes
    ----------
    files : what was read, in order.
    rejected : what could not be used, the first MOST_REJECTED of them; all of it is in the file `rejected.jsonl`.
    because : {reason: how often}, of all that was rejected.
    repeated : records that came twice from one export and were read once.
    columns : names of all columns seen.
    notes : what else the analyst should know.
    """

    files: list[FileRead] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    because: Counter[str] = field(default_factory=Counter)
    repeated: int = 0
    columns: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    sink: TextIO | None = None
    _alike: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def n_rejected(self) -> int:
        """How much was rejected in all."""
        return self.because.total()

    def reject(self, rejected: Rejected, read: FileRead | None = None) -> None:
        """Note a rejection, and keep what it held so that it can be mended and read again.

        Of records of one file that hold nothing and are rejected for one reason, the first few are listed one by one.
        """
        self.because[rejected.reason] += 1
        kind = (rejected.file, rejected.reason)
        self._alike[kind] = self._alike[kind] + 1 if not rejected.fields else 0
        if len(self.rejected) < MOST_REJECTED and self._alike[kind] <= _MOST_ALIKE:
            self.rejected.append(rejected._replace(fields={}))
        if read is not None:
            read.n_rejected += 1
        if self.sink is not None:
            place = {"rejected_file": rejected.file, "rejected_row": rejected.row, "rejected_because": rejected.reason}
            # Lone surrogates can be in no file: they are written as the escapes they came as.
            self.sink.write(json.dumps({**rejected.fields, **place}, ensure_ascii=True) + "\n")

    def as_json(self) -> dict[str, Any]:
        """The report as `filrouge ingest --report` writes it."""
        return {
            "documents": sum(file.n_documents for file in self.files),
            "rejected": self.n_rejected,
            "repeated": self.repeated,
            "rejected_because": dict(self.because.most_common()),
            "rejected_first": [{"file": r.file, "row": r.row, "reason": r.reason} for r in self.rejected],
            "notes": self.notes,
            "files": [file.as_json() for file in self.files],
        }

    @classmethod
    def from_json(cls, written: Mapping[str, Any]) -> "IngestReport":
        """Read a report again."""
        return cls(
            files=[FileRead.from_json(entry) for entry in written["files"]],
            rejected=[Rejected(r["file"], r["row"], r["reason"]) for r in written["rejected_first"]],
            because=Counter(written["rejected_because"]),
            repeated=written["repeated"],
            notes=list(written["notes"]),
        )


@dataclass(frozen=True)
class Ingested:
    """The documents of an input, ready to be built on.

    `documents`, `texts` and `sources` have the columns of `schema.DOCUMENTS` (and extra text columns), `schema.TEXTS`
    and `schema.SOURCES`; `documents` and `texts` have the same order, that of files by name and rows in them. `folder`
    holds them as files, and `rejected.jsonl`.
    """

    folder: Path
    documents: pa.Table
    texts: pa.Table
    sources: pa.Table
    report: IngestReport
