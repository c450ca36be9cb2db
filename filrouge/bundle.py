"""Open, verify and save a bundle: a folder of Parquet, JSON, SQLite and safetensors files, never pickle."""

import hashlib
import json
import os
import shutil
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property, lru_cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Final

import duckdb
import numpy as np
import numpy.typing as npt
import pandas as pd

from filrouge.errors import BundleBroken, BundleError, BundleMissing, BundleTooNew
from filrouge.schema import NARRATIVES, SCHEMA_VERSION, SOURCES, TABLES

MANIFEST: Final = "manifest.json"
SEARCH: Final = "search.sqlite"
VECTORS: Final = "vectors.npy"
ORIGINALS: Final = "originals"
MODEL: Final = "model"

MAP_CELLS: Final = 160
"""The topic map is divided into this many columns and rows to count how dense it is."""

_NEEDED: Final = (*(t.file for t in TABLES), SEARCH)

# Instants become plain UTC timestamps: DuckDB needs an extension from the network for zoned ones.
# Days are counted in the offset that was stated beside the date: an evening paper of 27 May stays on 27 May.
_LOAD: Final = """
CREATE TABLE documents AS
SELECT file_row_number::INTEGER AS doc, doc_id, title, source, issuer, url, language, n_words, copy_group,
       make_timestamp(epoch_us(published)) AS published, published_offset, published_precision,
       make_timestamp(epoch_us(published) + 60000000 * coalesce(published_offset, 0)::BIGINT)::DATE AS day,
       make_timestamp(epoch_us(published_end) + 60000000 * coalesce(published_offset, 0)::BIGINT)::DATE AS day_end
FROM read_parquet($documents, file_row_number = true);
CREATE TABLE copied AS SELECT copy_group FROM documents GROUP BY copy_group HAVING count(*) > 1;
ALTER TABLE documents ADD COLUMN copied BOOLEAN;
UPDATE documents SET copied = copy_group IN (SELECT copy_group FROM copied);
CREATE TABLE passages AS
WITH p AS (SELECT * FROM read_parquet($passages)),
bounds AS (SELECT min(x) AS x0, max(x) - min(x) AS width, min(y) AS y0, max(y) - min(y) AS height FROM p)
SELECT p.passage_id, d.doc, p.position, p.start, p."end", p.narrative, p.strength, p.x, p.y,
       least(floor((p.x - x0) / nullif(width, 0) * $cells), $cells - 1)::SMALLINT AS "column",
       least(floor((p.y - y0) / nullif(height, 0) * $cells), $cells - 1)::SMALLINT AS "row"
FROM p JOIN documents d USING (doc_id) CROSS JOIN bounds ORDER BY p.passage_id;
CREATE TABLE shares AS
SELECT doc, narrative, count(*)::DOUBLE / sum(count(*)) OVER (PARTITION BY doc) AS share
FROM passages GROUP BY doc, narrative ORDER BY doc, narrative;
"""


# Nothing is ever fetched: what a query needs is in the package or is refused.
_CONFIG: Final[dict[str, str | bool | int | float | list[str]]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


class Bundle:
    """An open bundle. Safe to share between threads; every query runs on a cursor of its own.

    DuckDB tables, in memory, shared by all viewers:

    - `documents`: `doc` (int32, row number), the columns of `schema.DOCUMENTS` that views use (`published` as a
      plain UTC timestamp), `day`, `day_end` (date): the publication interval in the offset stated, and `copied`:
      whether another document has the same text.
    - `passages`: `passage_id`, `doc`, `position`, `start`, `end`, `narrative`, `strength`, `x`, `y`, and `column`,
      `row`: the cell of the map's grid, `MAP_CELLS` cells wide and high; null where there is no place.
    - `shares`: `doc`, `narrative`, `share` (float64): the fractional share of a document's passages in each
      narrative, -1 included; adds up to 1 for each document.
    """

    def __init__(self, path: Path, manifest: dict[str, Any]) -> None:
        self.path = path
        self.manifest = manifest
        self._threads = threading.local()
        # One cache a bundle, so that a replaced bundle is let go with it.
        self.search_rows = lru_cache(maxsize=64)(self._search_rows)
        self._duckdb = duckdb.connect(":memory:", config=_CONFIG)
        try:
            for statement in filter(str.strip, _LOAD.split(";")):
                given = {n: str(path / f"{n}.parquet") for n in ("documents", "passages")} | {"cells": MAP_CELLS}
                self._duckdb.execute(statement, {n: value for n, value in given.items() if f"${n}" in statement})
        except duckdb.Error as error:
            raise BundleBroken(f"its tables cannot be read ({error})", where=str(path), mend=_REBUILD) from error

    @classmethod
    def open(cls, path: Path | str, *, full: bool = False) -> "Bundle":
        """Open the bundle at `path` after checking its version, the presence and size of every file and the digest
        of every table (of every file at all, with `full`).

        Raises
        ------
        BundleMissing, BundleBroken, BundleTooNew
        """
        folder = Path(path).expanduser().resolve()
        _recover(folder)
        manifest = read_manifest(folder)
        check_files(folder, manifest, full=full)
        return cls(folder, manifest)

    @property
    def digest(self) -> str:
        """SHA-256 over the digests of all files: equal digests, equal bundles."""
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
        """Run one SQL statement and return its rows; `tables` are there for this statement, under their names."""
        cursor = self._cursor()
        for name, frame in (tables or {}).items():
            cursor.register(name, frame)
        try:
            return cursor.execute(sql, parameters).df()
        finally:
            for name in tables or {}:
                cursor.unregister(name)

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        cursor: duckdb.DuckDBPyConnection | None = getattr(self._threads, "cursor", None)
        if cursor is None:
            cursor = self._threads.cursor = self._duckdb.cursor()
        return cursor

    def _search_rows(self, match: str) -> npt.NDArray[np.int32]:
        """Return the `doc` of every document that an FTS5 expression matches, ascending."""
        connection: sqlite3.Connection | None = getattr(self._threads, "search", None)
        if connection is None:
            uri = (self.path / SEARCH).as_uri() + "?mode=ro&immutable=1"
            connection = self._threads.search = sqlite3.connect(uri, uri=True, check_same_thread=False)
        rows = connection.execute("SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid", (match,))
        return np.fromiter((row[0] for row in rows), dtype=np.int32)

    @cached_property
    def narratives(self) -> pd.DataFrame:
        """The table `schema.NARRATIVES`, largest first."""
        return pd.read_parquet(self.path / NARRATIVES.file)

    @cached_property
    def sources(self) -> pd.DataFrame:
        """The table `schema.SOURCES`, most documents first."""
        return pd.read_parquet(self.path / SOURCES.file)

    @cached_property
    def labels(self) -> dict[int, str]:
        """Label of each narrative by its number."""
        return dict(zip(self.narratives["narrative"].tolist(), self.narratives["label"].tolist(), strict=True))

    def vectors(self) -> npt.NDArray[np.float16]:
        """Vectors of all passages, memory-mapped, shape (passages, dimensions); needs no numpy pickle."""
        array: npt.NDArray[np.float16] = np.load(self.path / VECTORS, mmap_mode="r", allow_pickle=False)
        return array

    def row(self, table: str, doc: int) -> dict[str, Any]:
        """Return one row of `documents` or `texts`, with every column the bundle holds, by its `doc`."""
        frame = self.query(
            "SELECT * EXCLUDE (file_row_number) FROM read_parquet(?, file_row_number = true) WHERE file_row_number = ?",
            [str(self.path / f"{table}.parquet"), int(doc)],
        )
        if frame.empty:
            raise BundleError(f"there is no document number {doc}", where=str(self.path))
        return {str(k): v for k, v in frame.iloc[0].to_dict().items()}

    def texts(self, docs: Sequence[int]) -> dict[int, str]:
        """Return the kept texts of some documents, by `doc`."""
        if not len(docs):
            return {}
        frame = self.query(
            "SELECT file_row_number AS doc, text FROM read_parquet(?, file_row_number = true) "
            "WHERE file_row_number IN (SELECT unnest(?))",
            [str(self.path / "texts.parquet"), [int(d) for d in docs]],
        )
        return dict(zip(frame["doc"].tolist(), frame["text"].tolist(), strict=True))


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame as dicts by column name."""
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def bundle_name(path: Path) -> str:
    """The folder's name, or its parent's where it is only called "bundle"."""
    folder = path.resolve()
    return folder.parent.name if folder.name == "bundle" else folder.name


_REBUILD: Final = "Build it again with `filrouge build`, or copy it again from where it came."


def read_manifest(folder: Path) -> dict[str, Any]:
    """Read and check the manifest of a bundle folder."""
    if not folder.exists():
        raise BundleMissing("there is no such folder", where=str(folder), mend="Check the path, or build a bundle.")
    file = folder / MANIFEST
    if not file.is_file():
        raise BundleMissing(
            f"the folder holds no {MANIFEST}, so it is not a bundle",
            where=str(folder),
            mend="To make a bundle of a folder of texts: filrouge build FOLDER --out BUNDLE.",
        )
    try:
        manifest = json.loads(file.read_text("utf-8"))
        version, files = int(manifest["schema_version"]), dict(manifest["files"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BundleBroken("its manifest cannot be read", where=str(file), mend=_REBUILD) from error
    if version > SCHEMA_VERSION:
        raise BundleTooNew(
            f"the bundle has schema {version}, this program reads schema {SCHEMA_VERSION} and earlier",
            where=str(folder),
            mend="Install a newer Fil Rouge (it was written by "
            f"version {manifest.get('versions', {}).get('filrouge', 'unknown')}).",
        )
    if missing := [name for name in _NEEDED if name not in files]:
        raise BundleBroken(f"the manifest does not list {', '.join(missing)}", where=str(file), mend=_REBUILD)
    result: dict[str, Any] = manifest
    return result


def check_files(folder: Path, manifest: Mapping[str, Any], *, full: bool) -> None:
    """Check that every file is there in its size, and that the tables (with `full`, all files) have their digest."""
    for name, entry in manifest["files"].items():
        file = folder / name
        if not file.is_file():
            raise BundleBroken("the file is missing", where=str(file), mend=_REBUILD)
        if file.stat().st_size != entry["bytes"]:
            raise BundleBroken(
                f"the file has {file.stat().st_size} bytes, the manifest says {entry['bytes']}",
                where=str(file),
                mend=_REBUILD,
            )
        if (full or name in _NEEDED) and file_digest(file) != entry["sha256"]:
            raise BundleBroken("the file's SHA-256 is not the manifest's", where=str(file), mend=_REBUILD)


def file_digest(file: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def saving(target: Path) -> Iterator[Path]:
    """Give an empty folder beside `target` that takes its place when the block ends without an error.

    Until then, and whatever happens, `target` stays as it was.
    """
    target = target.expanduser().resolve()
    if target.exists() and not (target / MANIFEST).is_file() and (target.is_file() or any(target.iterdir())):
        raise BundleError(
            "it exists and is not a bundle, so it is not replaced",
            where=str(target),
            mend="Name another folder with --out.",
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    _recover(target)
    for left_over in target.parent.glob(f".{target.name}.new-*"):
        shutil.rmtree(left_over, ignore_errors=True)
    folder = Path(mkdtemp(prefix=f".{target.name}.new-", dir=target.parent))
    try:
        yield folder
        folder.chmod(0o755)
        previous = _previous(target)
        if target.exists():
            target.rename(previous)
        folder.rename(target)
        shutil.rmtree(previous, ignore_errors=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _previous(target: Path) -> Path:
    return target.with_name(f".{target.name}.previous")


def _recover(target: Path) -> None:
    """Put the previous bundle back if a save was killed between its two renames."""
    if not target.exists() and _previous(target).exists():
        _previous(target).rename(target)


def seal(folder: Path, manifest: Mapping[str, Any]) -> dict[str, Any]:
    """Add digests of all files to `manifest` and write it, making `folder` a bundle."""
    files = {}
    for file in sorted(p for p in folder.rglob("*") if p.is_file()):
        with file.open("rb") as stream:
            os.fsync(stream.fileno())
        files[file.relative_to(folder).as_posix()] = {"sha256": file_digest(file), "bytes": file.stat().st_size}
    lines = "".join(f"{name} {entry['sha256']}\n" for name, entry in files.items())
    complete = {
        "schema_version": SCHEMA_VERSION,
        "digest": hashlib.sha256(lines.encode()).hexdigest(),
        **manifest,
        "files": files,
    }
    text = json.dumps(complete, ensure_ascii=False, indent=1, sort_keys=False)
    (folder / MANIFEST).write_text(text + "\n", "utf-8")
    return complete
