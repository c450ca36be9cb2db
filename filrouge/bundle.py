"""An open bundle: its tables in DuckDB, its search index, its texts."""

import glob
import os
import sqlite3
import threading
from collections.abc import Callable, Hashable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Any, Final

import duckdb
import numpy as np
import numpy.typing as npt
import pandas as pd

from filrouge.answers import Answer, Answers
from filrouge.arrays import Ints
from filrouge.bundle_store import REBUILD, SEARCH, VECTORS, bundle_name, check_files, find_bundle, stamp
from filrouge.checks import UNREADABLE, broken, check_ends, check_row, unreadable
from filrouge.errors import BundleBroken, BundleError
from filrouge.i18n import _
from filrouge.loading import load
from filrouge.naming import Names, names_of
from filrouge.schema import ATTRIBUTES, DOCUMENTS, PART_STABILITY, REACTIONS, SOLID, TEXTS, Table
from filrouge.tables import Changes

TENTATIVE: Final = "°"
"""Stands after the name of a tentative narrative, wherever one is named."""

# Nothing is ever fetched: what a query needs is in the package or is refused.
_CONFIG: Final[dict[str, str | bool | int | float | list[str]]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}

_MOST_KEPT: Final = 32
"""More than any page asks for: with fewer, all of a page would be made anew each time it is drawn."""

_CORES: Final = os.cpu_count() or 1
_SEARCHERS: Final = ThreadPoolExecutor(_CORES, "search")
_SEARCHED_TOGETHER: Final = 100_000  # documents; to wake a second searcher for fewer takes longer than to search them


class Bundle:
    """An open bundle. Safe to share between threads; every query runs on a cursor of its own.

    DuckDB tables, in memory, shared by all viewers:

    - `documents`: `doc` (int32, row number), the columns of `schema.DOCUMENTS` that views use (`published` as a
      plain UTC timestamp, `source` as NO_SOURCE where it is unknown), `day`, `day_end` (date): the publication
      interval in the offset stated, `copy_group`, `print_group`, `copied`, `printed` as `tables.group_texts` makes
      them, and `n_passages`, `n_unclear` (int32): its passages, and those of them without a clear narrative.
    - `passages`: `passage_id`, `doc`, `position`, `start`, `end`, `narrative`, `nearest`, `strength`, `x`, `y`.
    - `shares`: `doc`, `narrative`, `share` (float64): the fractional share of a document's passages in each
      narrative, -1 included; adds up to 1 for each document.

    `columns` has the most counted of these columns as arrays.

    `narratives` is the table `schema.NARRATIVES`, largest first; `sources` is `schema.SOURCES`, most documents first.
    """

    def __init__(self, path: Path, manifest: dict[str, Any]) -> None:
        self.path = path
        self.manifest = manifest
        self.language: str | None = None
        self.changes: Changes | None = None
        self._model: Bundle | None = None
        self.last_changed: tuple[Bundle, Bundle] | None = None
        self._threads = threading.local()
        # One cache a bundle, so that a replaced bundle is let go with it.
        self.search_rows = lru_cache(maxsize=64)(self._search_rows)
        self._duckdb = duckdb.connect(":memory:", config=_CONFIG)
        self._once, self._kept = Answers(), Answers(_MOST_KEPT)
        self._stamp = stamp(path)
        loaded = load(self._duckdb, path, manifest, self.parquet)
        self.columns, self.narratives, self.sources = loaded.columns, loaded.narratives, loaded.sources

    @classmethod
    def open(cls, path: Path | str, *, full: bool = False) -> "Bundle":
        """Open the bundle at `path` after checking its version, the presence and size of every file and the digest
        of every table (of every file at all, with `full`).

        Raises
        ------
        BundleMissing, BundleBroken, BundleTooNew
        """
        folder, manifest = find_bundle(path)
        check_files(folder, manifest, full=full)
        return cls(folder, manifest)

    @property
    def digest(self) -> str:
        """SHA-256 over the manifest and so over all files: equal digests, equal bundles."""
        return str(self.manifest["digest"])

    @property
    def name(self) -> str:
        """The name a link uses."""
        return bundle_name(self.path)

    def query(
        self,
        sql: str,
        parameters: Mapping[str, Any] | Sequence[Any] | None = None,
        *,
        tables: Mapping[str, pd.DataFrame] | None = None,
    ) -> pd.DataFrame:
        """Run one SQL statement and return its rows; `tables` are there for this statement, under their names.

        Columns of sources and languages come as text, not as categories.
        """
        cursor = self._cursor()
        for name, frame in (tables or {}).items():
            cursor.register(name, frame)
        try:
            frame = cursor.execute(sql, parameters).df()
        finally:
            for name in tables or {}:
                cursor.unregister(name)
        return frame.astype(dict.fromkeys(frame.select_dtypes("category").columns, "str"))

    def once(self, key: Hashable, make: Callable[[], Answer]) -> Answer:
        """What `make` returns, made once for as long as the bundle is open: for what depends on no selection."""
        return self._once.get(key, make)

    def keep(self, key: Hashable, make: Callable[[], Answer]) -> Answer:
        """What `make` returns, made once for a key and kept for the last few keys asked for."""
        return self._kept.get(key, make)

    def forget(self) -> None:
        """Drop what earlier questions left behind: for measuring what a question costs by itself."""
        self.search_rows.cache_clear()
        self._kept.clear()

    def connected(self) -> duckdb.DuckDBPyConnection:
        """Another connection to the tables."""
        tables = None if self.changes is None else self.changes.tables
        return self._duckdb.cursor() if tables is None else tables.connected()

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        cursor: duckdb.DuckDBPyConnection | None = getattr(self._threads, "cursor", None)
        if cursor is None:
            cursor = self._threads.cursor = self.connected()
        return cursor

    def _search_rows(self, match: str) -> Ints:
        """Return the `doc` of every document that an FTS5 expression matches, ascending."""
        self.parquet("texts")  # refuses a bundle that was replaced
        parts = min(_CORES, 1 + len(self.columns) // _SEARCHED_TOGETHER)
        edges = np.linspace(0, len(self.columns), parts + 1).astype(int).tolist()
        try:
            found = list(_SEARCHERS.map(partial(self._search_part, match), edges, edges[1:]))
        except (sqlite3.Error, ValueError, TypeError) as error:
            raise BundleBroken(
                _("its search index cannot be read ({error})").format(error=error),
                where=str(self.path / SEARCH),
                hint=_(REBUILD),
            ) from error
        return np.concatenate(found)

    def _search_part(self, match: str, first: int, end: int) -> Ints:
        """Those of the documents from `first` to before `end`."""
        connection: sqlite3.Connection | None = getattr(self._threads, "search", None)
        if connection is None:
            uri = (self.path / SEARCH).as_uri() + "?mode=ro&immutable=1"
            connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
            connection.execute("PRAGMA trusted_schema = OFF")
            self._threads.search = connection
        # A row at a time through Python is what takes long.
        found = connection.execute(
            "SELECT group_concat(rowid) FROM search WHERE search MATCH ? AND rowid >= ? AND rowid < ?",
            (match, first, end),
        )
        return np.sort(np.fromstring(found.fetchone()[0] or "", dtype=np.int64, sep=","), kind="stable")

    @cached_property
    def attributes(self) -> dict[str, list[str]]:
        """The values of each of `schema.ATTRIBUTES` that documents have, most frequent first."""
        counted = "SELECT {0} FROM documents WHERE {0} IS NOT NULL GROUP BY {0} ORDER BY count(*) DESC, {0}"
        return {name: self.query(counted.format(name))[name].tolist() for name in ATTRIBUTES}

    @cached_property
    def headlines(self) -> Ints:
        """The `doc` of every document of which only the title is known."""
        return self.query("SELECT doc FROM documents WHERE kind = 'headline' ORDER BY doc")["doc"].to_numpy(np.int64)

    @cached_property
    def reactions(self) -> tuple[str, ...]:
        """Those of `schema.REACTIONS` that some document states."""
        counted = self.query(f"SELECT {', '.join(f'count({name}) AS {name}' for name in REACTIONS)} FROM documents")
        return tuple(name for name in REACTIONS if counted[name].iloc[0])

    @cached_property
    def tentative(self) -> frozenset[int]:
        """The narratives that other runs of the build find only in part, and those that people merged from such a one;
        none where that was not measured.
        """
        measured = self.narratives["stability"].astype(float)
        if PART_STABILITY in self.narratives:
            measured = measured.fillna(self.narratives[PART_STABILITY].astype(float))
        below = measured < SOLID
        return frozenset(int(n) for n in self.narratives.loc[below, "narrative"])

    @cached_property
    def labels(self) -> dict[int, str]:
        """Name of each narrative by its number: in the reader's language where it has one (`speaking`), else in its
        own with the code of that behind it ("Zone fermée (fr)"); TENTATIVE after those that are.
        """
        names = self._names.shown(self.language)
        return {n: name + TENTATIVE if n in self.tentative else name for n, name in names.items()}

    def narrative_named(self, name: str) -> int | None:
        """The narrative that has this name in any language, with TENTATIVE after it or without; None if none has."""
        for number, label in self.labels.items():
            if label == name:
                return number
        for wanted in (name, name.removesuffix(TENTATIVE)):
            if found := self._names.called(wanted, self.language):
                return found[0]
        return None

    @cached_property
    def _names(self) -> Names:
        return names_of(self.narratives)

    def speaking(self, language: str | None) -> "Bundle":
        """The same open bundle with names in a reader's language, an ISO 639-1 code, where narratives have one.

        It shares tables, caches and search with this one: nothing is opened or counted anew. It is made once.
        """
        language = language if language in self._names.by_language else None
        if language == self.language:
            return self

        def speaking() -> Bundle:
            other = copy(self)
            other.__dict__.pop("labels", None)
            other.language, other._model = language, self.model
            return other

        return self.once(("speaking", language), speaking)

    @property
    def model(self) -> "Bundle":
        """The bundle as it was built, without what people changed."""
        return self._model or self

    def changed(self, changes: Changes) -> "Bundle":
        """The same open bundle as people changed it: with other tables, counts and names, and caches of its own."""
        other = copy(self.model)
        for name, value in vars(type(self)).items():
            if isinstance(value, cached_property):
                other.__dict__.pop(name, None)
        other.language, other._model, other.changes, other.last_changed = None, self.model, changes, None
        other._once, other._kept = Answers(), Answers(_MOST_KEPT)  # watched narratives count without changes too
        if changes.left_out:
            return other
        other._threads = threading.local()
        other.narratives, other.sources, other.columns = changes.narratives, changes.sources, changes.columns
        other.manifest = changes.manifest
        return other

    def vectors(self) -> npt.NDArray[np.float16]:
        """Vectors of all passages, memory-mapped, shape (passages, dimensions); needs no numpy pickle."""
        file = self.path / VECTORS
        try:
            array: npt.NDArray[np.float16] = np.load(file, mmap_mode="r", allow_pickle=False)
        except (OSError, ValueError, EOFError) as error:
            raise unreadable(file, error) from error
        if array.dtype != np.float16 or array.ndim != 2 or len(array) != len(self.columns.passage_doc):
            raise broken(_("it does not hold a vector of 16-bit numbers for each passage"), file)
        return array

    def unchanged(self) -> bool:
        """Whether the folder still holds the bundle that was opened."""
        return stamp(self.path) == self._stamp

    def parquet(self, table: str) -> str:
        """The path of a table for `read_parquet`, which takes it for a pattern.

        Raises
        ------
        BundleError : the bundle was replaced, and its rows are not those in memory.
        """
        if not self.unchanged():
            raise BundleError(
                _("the bundle was replaced while it was open"),
                where=str(self.path),
                hint=_("Reload the page to see the new one."),
            )
        return glob.escape(str(self.path / f"{table}.parquet"))

    def document_row(self, doc: int) -> dict[str, Any]:
        """Every column that the bundle holds of one document; instants are plain UTC timestamps."""
        return self.document_rows([doc])[int(doc)]

    def document_rows(self, docs: Sequence[int]) -> dict[int, dict[str, Any]]:
        """The same of several documents, by `doc`."""
        instants = ", ".join(
            f"make_timestamp(epoch_us({c})) AS {c}" for c in ("published", "published_end", "not_before")
        )
        rows = self._rows(
            DOCUMENTS,
            f"SELECT file_row_number, * EXCLUDE (file_row_number) REPLACE ({instants}) "
            "FROM read_parquet($file, file_row_number = true) WHERE file_row_number IN (SELECT unnest($docs))",
            docs=[int(doc) for doc in docs],
        )
        changed = self.changes.documents if self.changes is not None else {}
        return {row.pop("file_row_number"): {**row, **changed.get(row["doc_id"], {})} for row in rows}

    def text_rows(self, docs: Sequence[int]) -> dict[int, dict[str, Any]]:
        """`text` and `cuts` of some documents, by `doc`."""
        if not len(docs):
            return {}
        rows = self._rows(
            TEXTS,
            "SELECT file_row_number AS doc, t.doc_id, t.text, t.cuts, t.doc_id = d.doc_id AS is_its "
            "FROM read_parquet($file, file_row_number = true) t JOIN documents d ON d.doc = t.file_row_number "
            "WHERE file_row_number IN (SELECT unnest($docs))",
            docs=[int(d) for d in docs],
        )
        if not all(row["is_its"] for row in rows):
            raise broken(_("its rows are not in the order of the documents"), self.path / TEXTS.file)
        return {int(row["doc"]): row for row in rows}

    def passage_texts(self, passages: pd.DataFrame) -> list[str]:
        """The words of passages, by their `doc`, `start` and `end`."""
        texts = {doc: row["text"] for doc, row in self.text_rows(passages["doc"].unique().tolist()).items()}
        check_ends(texts, passages, self.path)
        return [texts[d][s:e] for d, s, e in zip(passages["doc"], passages["start"], passages["end"], strict=True)]

    def _rows(self, table: Table, sql: str, **given: Any) -> list[dict[str, Any]]:
        """Rows of a table's `$file`, checked."""
        file = self.path / table.file
        parameters = {"file": self.parquet(table.name), **given}
        try:
            rows = records(self.query(sql, parameters))
        except UNREADABLE as error:
            raise unreadable(file, error) from error
        for row in rows:
            check_row(row, table, file)
        return rows


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame as dicts by column name."""
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]
