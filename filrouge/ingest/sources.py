"""Sources: the names they go by, and the table of them, gathered from their documents."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Final, NamedTuple

import pyarrow as pa

from filrouge.characters import one_line
from filrouge.errors import InputError
from filrouge.ingest.links import registered_domain
from filrouge.ingest.text_metadata.outlets import OUTLETS
from filrouge.schema import SOURCES

COLUMNS: Final = ("pattern", "name", "country", "kind")


class Outlet(NamedTuple):
    """A source by its canonical name; `country` and `kind` are empty where they are not known."""

    name: str
    country: str
    kind: str


class Outlets:
    """The table of outlets that users extend: patterns on the name of a source or on the domain of its links.

    A pattern is compared in any case with the name as it was read, and with the registered domain of the link; `*`
    stands for any characters. What users give comes before what Fil Rouge knows.
    """

    def __init__(self, rows: Iterable[Mapping[str, str]] = ()) -> None:
        self._exact: dict[str, Outlet] = {}
        self._wild: list[tuple[str, Outlet]] = []
        for row in rows:
            outlet = Outlet(*(one_line(row.get(name) or "") for name in Outlet._fields))
            pattern = one_line(row["pattern"]).casefold()
            if "*" in pattern:
                self._wild.append((pattern, outlet))
            else:
                self._exact.setdefault(pattern, outlet)

    def find(self, source: str | None, domain: str | None) -> Outlet | None:
        """The outlet that a source's name, or else the domain of its link, stands for."""
        for value in (source, domain if source in (None, domain) else None):
            if not value:
                continue
            name = value.casefold()
            if outlet := self._exact.get(name) or self._exact.get(name.removeprefix("www.")):
                return outlet
            for pattern, outlet in self._wild:
                if fnmatchcase(name, pattern):
                    return outlet
        return None


def read_outlets(path: Path | None = None) -> Outlets:
    """The outlets that Fil Rouge knows, after those of a CSV file with the columns pattern, name, country and kind.

    Raises
    ------
    InputError
        The file cannot be read, or a row lacks a pattern or a name.
    """
    rows: list[Mapping[str, str]] = []
    if path is not None:
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"the table of sources cannot be read ({error})", where=str(path)) from error
        dialect = ";" if text.partition("\n")[0].count(";") else ","
        for number, row in enumerate(csv.DictReader(io.StringIO(text), delimiter=dialect), 2):
            named = {(name or "").strip().casefold(): value or "" for name, value in row.items() if name}
            if not all(one_line(named.get(name, "")) for name in ("pattern", "name")):
                raise InputError(
                    "a row of the table of sources has no pattern or no name",
                    where=f"{path}, line {number}",
                    hint=f"Its columns are {', '.join(COLUMNS)}; the first two are needed.",
                )
            rows.append(named)
    return Outlets([*rows, *OUTLETS])


def is_outlets(path: Path) -> bool:
    """Whether a file is a table of outlets by its name and its first line."""
    if path.name.casefold() != "sources.csv" or not path.is_file():
        return False
    with path.open("rb") as stream:
        names = {
            name.strip().casefold() for name in re.split(r"[,;]", stream.readline(1000).decode("utf-8-sig", "replace"))
        }
    return {"pattern", "name"} <= names


class Spellings:
    """The spellings of each source's name, which differ by capitals and spaces only, and which of them is usual."""

    def __init__(self) -> None:
        self._by_name: dict[str, Counter[str]] = {}

    def add(self, name: str) -> None:
        """Count a name as it is written."""
        if name:
            self._by_name.setdefault(_plain(name), Counter())[name] += 1

    def usual(self, name: str) -> str:
        """The most frequent spelling of a name; of several that with capitals and small letters, then the first."""
        spellings = self._by_name.get(_plain(name))
        if not spellings or len(spellings) == 1:
            return name
        return max(spellings, key=lambda one: (spellings[one], not (one.isupper() or one.islower())))


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


@dataclass
class _Gathered:
    domains: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    n_documents: int = 0
    first: datetime | None = None
    last: datetime | None = None


class SourceTable:
    """Gathers `schema.SOURCES` from rows of documents; documents without a source are in none."""

    def __init__(self) -> None:
        self._by_source: dict[str, _Gathered] = {}

    def add(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Count rows with the columns of `schema.DOCUMENTS`, `country` and `source_kind`."""
        for row in rows:
            if not row["source"]:
                continue
            gathered = self._by_source.setdefault(row["source"], _Gathered())
            gathered.n_documents += 1
            told = (registered_domain(row["url"] or ""), row["country"], row["source_kind"])
            counters = (gathered.domains, gathered.countries, gathered.kinds)
            for counter, value in zip(counters, told, strict=True):
                if value:
                    counter[value] += 1
            if row["published"] is not None:
                gathered.first = min(gathered.first or row["published"], row["published"])
                gathered.last = max(gathered.last or row["published_end"], row["published_end"])

    def table(self) -> pa.Table:
        """The table, most documents first."""
        rows = [
            {
                "source": source,
                "name": source,
                "domain": _most_frequent(gathered.domains),
                "country": _most_frequent(gathered.countries),
                "kind": _most_frequent(gathered.kinds),
                "n_documents": gathered.n_documents,
                "first": gathered.first,
                "last": gathered.last,
            }
            for source, gathered in self._by_source.items()
        ]
        rows.sort(key=lambda row: (-int(str(row["n_documents"])), str(row["source"])))
        return pa.Table.from_pylist(rows, schema=SOURCES.arrow)


def _most_frequent(counts: Counter[str]) -> str | None:
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None
