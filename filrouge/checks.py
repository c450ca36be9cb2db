"""What a bundle's tables hold is what `schema` says: seen once when it is opened, and for each row read later.

A bundle may be broken, or made to mislead: nothing that a page reads is taken on trust.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from filrouge.bundle_store import REBUILD
from filrouge.claim_schema import OPTIONAL
from filrouge.errors import BundleBroken
from filrouge.i18n import _, number, plural
from filrouge.schema import (
    DOCUMENTS,
    NARRATIVES,
    NO_NARRATIVE,
    NO_SOURCE,
    PASSAGES,
    PRECISIONS,
    SOURCES,
    TABLES,
    TEXTS,
    Table,
)
from filrouge.tables import Columns

UNREADABLE: Final = (duckdb.Error, pa.ArrowException, OSError, ValueError, TypeError, KeyError, OverflowError)
"""What libraries raise at a file that is not what it should be."""

_FIRST, _LAST = "DATE '0001-01-01'", "DATE '9999-12-31'"
_FARTHEST: Final = 1e6  # on the map, in map units

_MORE: Final = {
    DOCUMENTS.name: (
        ("published_precision", f"published_precision NOT IN {PRECISIONS}"),
        ("published", f"day NOT BETWEEN {_FIRST} AND {_LAST}"),
        ("published_end", f"day_end NOT BETWEEN {_FIRST} AND {_LAST} OR day_end < day"),
        ("published_end", "(day IS NULL) <> (day_end IS NULL)"),
    ),
    PASSAGES.name: (
        ("passage_id", "passage_id <> rowid"),
        ("end", '"end" < start'),
        *((axis, f"abs({axis}) > {_FARTHEST} AND NOT isnan({axis})") for axis in "xy"),
    ),
}
"""What wrong rows of a table are like, besides those that are beyond what `schema` says, by the column to name."""


def broken(what: str, file: Path) -> BundleBroken:
    """The error that says what is wrong in a file of a bundle."""
    return BundleBroken(what, where=str(file), hint=_(REBUILD))


def unreadable(file: Path, error: BaseException) -> BundleBroken:
    """The error that says that a file of a bundle cannot be read."""
    return broken(_("it cannot be read ({error})").format(error=error), file)


def check_columns(folder: Path, manifest: Mapping[str, Any]) -> None:
    """See to it that every table has the columns of `schema`, and as many rows as the manifest says.

    Raises
    ------
    BundleBroken
    """
    counts = manifest["counts"]
    stated = {TEXTS.name: counts["documents"], **{t.name: counts[t.name] for t in (DOCUMENTS, PASSAGES, NARRATIVES)}}
    stated |= {table.name: counts[table.name] for table in OPTIONAL if table.name in counts}
    for table in (*TABLES, *(table for table in OPTIONAL if table.file in manifest["files"])):
        file = folder / table.file
        try:
            with pq.ParquetFile(file) as opened:
                found, rows = opened.schema_arrow, opened.metadata.num_rows
        except UNREADABLE as error:
            raise unreadable(file, error) from error
        if rows != stated.get(table.name, rows):
            what = _("it has {n} rows, the manifest says {stated}")
            raise broken(what.format(n=number(rows), stated=number(stated[table.name])), file)
        if len({name.casefold() for name in found.names}) < len(found.names):
            raise broken(_("two of its columns have one name"), file)
        for column in table.columns:
            if column.name not in found.names:
                if column.since > manifest["schema_version"]:
                    continue
                raise broken(_("it lacks the column “{column}”").format(column=column.name), file)
            if not _is_of(type_ := found.field(column.name).type, column.type):
                what = _("the column “{column}” holds {found} and not {wanted}")
                raise broken(what.format(column=column.name, found=type_, wanted=column.type), file)


def _is_of(found: pa.DataType, wanted: pa.DataType) -> bool:
    """Whether a type is the one wanted, however long its texts and lists may be; nulls are looked for in the rows."""
    if pa.types.is_string(wanted):
        return bool(pa.types.is_string(found) or pa.types.is_large_string(found))
    if pa.types.is_list(wanted):
        is_list = bool(pa.types.is_list(found) or pa.types.is_large_list(found))
        return is_list and _is_of(found.value_type, wanted.value_type)
    if pa.types.is_struct(wanted):
        places = [found.get_field_index(part.name) for part in wanted] if pa.types.is_struct(found) else [-1]
        return min(places) >= 0 and all(
            _is_of(found.field(i).type, part.type) for i, part in zip(places, wanted, strict=True)
        )
    return bool(found == wanted)


def check_loaded(database: duckdb.DuckDBPyConnection, passages: int, folder: Path) -> None:
    """Check documents and passages as they were loaded; `passages`: how many there are in their file.

    Raises
    ------
    BundleBroken
    """
    _check_loaded(database, DOCUMENTS, folder / DOCUMENTS.file)
    (found,) = database.execute("SELECT count(*) FROM passages").fetchone() or (0,)
    if found != passages:
        raise broken(
            plural("{n} row is of no document", "{n} rows are of no document", passages - found), folder / PASSAGES.file
        )
    _check_loaded(database, PASSAGES, folder / PASSAGES.file)


def _check_loaded(database: duckdb.DuckDBPyConnection, table: Table, file: Path) -> None:
    conditions = list(_conditions(database, table))
    # Each by itself, and all in one go: DuckDB knows the bounds of its columns, and looks at no row where they rule a
    # condition out; and a statement takes longer to be made ready than to look at few rows.
    counts = [
        f"SELECT {place} AS place, count(*) AS n FROM {table.name} WHERE {condition}"
        for place, (_what, _column, condition) in enumerate(conditions)
    ]
    wrong = database.execute(f"SELECT place, n FROM ({' UNION ALL '.join(counts)}) WHERE n > 0 ORDER BY place LIMIT 1")
    if found := wrong.fetchone():
        what, column, _condition = conditions[found[0]]
        raise broken(what(column, found[1]), file)
    for name in (column.name for column in table.columns if column.unique):
        (n,) = database.execute(f"SELECT count(*) - count(DISTINCT {name}) FROM {table.name}").fetchone() or (0,)
        if n:
            raise broken(_twice(name, n), file)


def _conditions(
    database: duckdb.DuckDBPyConnection, table: Table
) -> Iterator[tuple[Callable[[str, int], str], str, str]]:
    """What is said of wrong rows, of which column, and the condition in SQL that finds them."""
    loaded = {row[0] for row in database.execute(f"DESCRIBE {table.name}").fetchall()}
    for column in table.columns:
        name = f'"{column.name}"'
        if column.name not in loaded:
            continue
        if not column.nullable:
            yield _lacking, column.name, f"{name} IS NULL"
        for sign, bound in (("<", column.least), (">", column.most)):  # to DuckDB, NaN is above all numbers
            if bound is not None:
                yield _beyond, column.name, f"{name} {sign} {bound:g}"
    for name, condition in _MORE[table.name]:
        yield _beyond, name, condition


def check_narratives(narratives: pd.DataFrame, folder: Path) -> None:
    """Check the narratives by themselves.

    Raises
    ------
    BundleBroken
    """
    file = folder / NARRATIVES.file
    _check_frame(narratives, NARRATIVES, file)
    for row in narratives.to_dict("records"):
        check_row({str(name): value for name, value in row.items()}, NARRATIVES, file)


def check_sources(sources: pd.DataFrame, folder: Path) -> None:
    """Check the sources by themselves.

    Raises
    ------
    BundleBroken
    """
    file = folder / SOURCES.file
    _check_frame(sources, SOURCES, file)
    for name in ("first", "last"):
        if n := int((~sources[name].dropna().dt.year.between(1, 9999)).sum()):
            raise broken(_beyond(name, n), file)


def check_references(
    columns: Columns,
    narratives: pd.DataFrame,
    sources: pd.DataFrame,
    nearest: Iterable[int],
    languages: Iterable[str],
    folder: Path,
) -> None:
    """Check that what one table names is in the other: narratives, passages, sources, and `languages` of the manifest.

    `nearest`: each narrative that a passage is nearest to, once.

    Raises
    ------
    BundleBroken
    """
    known = {NO_NARRATIVE, *narratives["narrative"].tolist()}
    named: tuple[tuple[Table, str, Iterable[object], set[object]], ...] = (
        (PASSAGES, "narrative", pd.unique(columns.passage_narrative).tolist(), known),
        (PASSAGES, "nearest", nearest, known),
        (DOCUMENTS, "source", columns.sources, {NO_SOURCE, *sources["source"]}),
        (DOCUMENTS, "language", columns.languages, set(languages)),
    )
    for table, name, used, there in named:
        if (unknown := next((value for value in used if value not in there), None)) is not None:
            raise broken(_not_there(name, unknown), folder / table.file)
    for row in narratives[["representative", "edge"]].to_dict("records"):
        for name, ids in (("representative", row["representative"]), ("edge", row["edge"])):
            if absent := [i for i in ids if not 0 <= i < len(columns.passage_doc)]:
                raise broken(_not_there(name, absent[0]), folder / NARRATIVES.file)


def _check_frame(frame: pd.DataFrame, table: Table, file: Path) -> None:
    for column in table.columns:
        values = frame[column.name]
        if not column.nullable and (n := int(values.isna().sum())):
            raise broken(_lacking(column.name, n), file)
        known = values.dropna()
        for bound, beyond in ((column.least, known.lt), (column.most, known.gt)):
            if bound is not None and (n := int(beyond(bound).sum())):
                raise broken(_beyond(column.name, n), file)
        if column.unique and (n := int(values.duplicated().sum())):
            raise broken(_twice(column.name, n), file)


def check_row(row: Mapping[str, Any], table: Table, file: Path) -> None:
    """Check a row that was read by itself, of those columns that it has.

    Raises
    ------
    BundleBroken
    """
    if name := _first_lacking(row, table):
        raise broken(_lacking(name, 1), file)
    for column in table.columns:
        value = row.get(column.name) if pa.types.is_timestamp(column.type) else None
        if not pd.isna(value) and not 1 <= pd.Timestamp(value).year <= 9999:
            raise broken(_beyond(column.name, 1), file)


def check_ends(texts: Mapping[int, str], passages: pd.DataFrame, folder: Path) -> None:
    """See to it that passages end where their texts do or before; `passages`: `doc`, `end`.

    Raises
    ------
    BundleBroken
    """
    if n := sum(end > len(texts[doc]) for doc, end in zip(passages["doc"], passages["end"], strict=True)):
        raise broken(_beyond("end", n), folder / PASSAGES.file)


def _first_lacking(row: Mapping[str, Any], table: Table) -> str:
    wrong = (c.name for c in table.columns if c.name in row and not _has_all(row[c.name], c.type, c.nullable))
    return next(wrong, "")


def _has_all(value: Any, type_: pa.DataType, nullable: bool) -> bool:
    if pa.types.is_list(type_):
        if not isinstance(value, list | np.ndarray):
            return nullable
        return all(_has_all(item, type_.value_type, False) for item in value)
    if pa.types.is_struct(type_):
        if not isinstance(value, dict):
            return nullable
        return all(_has_all(value[part.name], part.type, part.nullable) for part in type_)
    return nullable or not pd.isna(value)


def _lacking(column: str, n: int) -> str:
    return plural("{n} row has no “{column}”", "{n} rows have no “{column}”", n, column=column)


def _beyond(column: str, n: int) -> str:
    return plural("“{column}” is not valid in {n} row", "“{column}” is not valid in {n} rows", n, column=column)


def _twice(column: str, n: int) -> str:
    return plural(
        "{n} row repeats the “{column}” of another", "{n} rows repeat the “{column}” of another", n, column=column
    )


def _not_there(column: str, value: object) -> str:
    return _("“{column}” names what the bundle does not have ({value})").format(column=column, value=value)
