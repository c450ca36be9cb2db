"""What came of reading the input: nothing is lost in silence."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa


class Rejected(NamedTuple):
    """An item that could not be used: file, 1-based record number (None for a whole file), and why."""

    file: str
    row: int | None
    reason: str


@dataclass
class FileRead:
    """One input file: its name in the bundle, digest and size, and how many of its items were used."""

    file: str
    path: Path
    sha256: str
    n_bytes: int
    n_documents: int = 0
    n_rejected: int = 0


@dataclass
class Report:
    """Counts of a reading. `repeated` are items that came twice with one id and were read once."""

    files: list[FileRead] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    repeated: int = 0
    columns: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)

    def reasons(self) -> list[tuple[str, int]]:
        """Reasons of rejection with their counts, most frequent first."""
        return Counter(r.reason for r in self.rejected).most_common()


@dataclass(frozen=True)
class Ingested:
    """The documents of an input, ready to be built on.

    `documents`, `texts` and `sources` have the columns of `schema.DOCUMENTS` (and extra text columns), `schema.TEXTS`
    and `schema.SOURCES`; `documents` and `texts` have the same order, that of files by name and rows in them.
    """

    documents: pa.Table
    texts: pa.Table
    sources: pa.Table
    report: Report
