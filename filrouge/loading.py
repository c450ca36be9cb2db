"""The tables of a bundle are read when it is opened, and checked as they are read."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from filrouge.checks import (
    UNREADABLE,
    check_columns,
    check_loaded,
    check_narratives,
    check_references,
    check_sources,
    unreadable,
)
from filrouge.schema import COPIES, DOCUMENTS, NARRATIVES, PASSAGES, SOURCES
from filrouge.tables import Columns, cleaned, group_texts, load_statements, read_narratives


@dataclass(frozen=True)
class Loaded:
    """`columns`, `narratives` and `sources` as `Bundle` has them."""

    columns: Columns
    narratives: pd.DataFrame
    sources: pd.DataFrame


def load(
    database: duckdb.DuckDBPyConnection, folder: Path, manifest: dict[str, Any], parquet: Callable[[str], str]
) -> Loaded:
    """Read the tables of the bundle in `folder`, documents and passages into `database`.

    `parquet` gives the path of a table as DuckDB takes it.

    Raises
    ------
    BundleBroken : names the file in which something is missing or wrong.
    """
    version = manifest["schema_version"]
    check_columns(folder, manifest)
    file = folder / DOCUMENTS.file
    try:
        for statement in load_statements(version):
            given = {name: parquet(name) for name in ("documents", "passages") if f"${name}" in statement}
            file = folder / (PASSAGES if "passages" in given else DOCUMENTS).file
            database.execute(statement, given)
        check_loaded(database, manifest["counts"]["passages"], folder)
        file = folder / COPIES.file
        group_texts(database, parquet(COPIES.name) if COPIES.file in manifest["files"] else None)
        columns = Columns.read(database)
        nearest = {n for (n,) in database.execute("SELECT DISTINCT nearest FROM passages").fetchall()}
        file = folder / NARRATIVES.file
        narratives = read_narratives(file)
        check_narratives(narratives, folder)
        narratives = cleaned(narratives)
        file = folder / SOURCES.file
        sources = pd.read_parquet(file)
        check_sources(sources, folder)
    except UNREADABLE as error:
        raise unreadable(file, error) from error
    check_references(columns, narratives, sources, nearest, manifest["languages"], folder)
    return Loaded(columns, narratives, sources)
