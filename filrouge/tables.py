"""The tables of an open bundle in memory: in DuckDB, and the columns that are counted most as arrays."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from secrets import token_hex
from typing import Any, Final

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from filrouge.arrays import Bools, Floats, Ints, Singles
from filrouge.characters import clean_json, one_line
from filrouge.schema import ATTRIBUTES, NARRATIVES, NO_SOURCE, REACTIONS
from filrouge.text_groups import one_text

_STATED: Final = (*ATTRIBUTES, "in_reply_to", "repost_of")

NEVER: Final = -(2**31)
"""`day` and `day_end` of a document without a date."""

# Instants become plain UTC timestamps: DuckDB needs an extension from the network for zoned ones.
# Days are counted in the offset that was stated beside the date: an evening paper of 27 May stays on 27 May.
# Sources and languages are few: as ENUM they are counted and grouped by their number.
LOAD: Final = f"""
CREATE TABLE documents AS
SELECT file_row_number::INTEGER AS doc, doc_id, title, coalesce(source, '{NO_SOURCE}') AS source, issuer, url,
       language, n_words, copy_group, {{stated}},
       make_timestamp(epoch_us(published)) AS published, published_offset, published_precision,
       make_timestamp(epoch_us(not_before))::DATE AS not_before,
       make_timestamp(epoch_us(published) + 60000000 * coalesce(published_offset, 0)::BIGINT)::DATE AS day,
       make_timestamp(epoch_us(published_end) + 60000000 * coalesce(published_offset, 0)::BIGINT)::DATE AS day_end
FROM read_parquet($documents, file_row_number = true);
CREATE TYPE source AS ENUM (SELECT DISTINCT source FROM documents ORDER BY source);
CREATE TYPE language AS ENUM (SELECT DISTINCT language FROM documents ORDER BY language);
ALTER TABLE documents ALTER source TYPE source;
ALTER TABLE documents ALTER language TYPE language;
CREATE TABLE passages AS
SELECT p.passage_id, d.doc, p.position, p.start, p."end", p.narrative, {{nearest}} AS nearest, p.strength, p.x, p.y
FROM read_parquet($passages) p JOIN documents d USING (doc_id) ORDER BY p.passage_id;
CREATE TABLE shares AS
SELECT doc, narrative, count(*)::DOUBLE / sum(count(*)) OVER (PARTITION BY doc) AS share
FROM passages GROUP BY doc, narrative ORDER BY doc, narrative;
ALTER TABLE documents ADD COLUMN n_passages INTEGER;
ALTER TABLE documents ADD COLUMN n_unclear INTEGER;
UPDATE documents SET n_passages = counted.n_passages, n_unclear = counted.n_unclear FROM (
    SELECT doc, count(*) AS n_passages, count(*) FILTER (narrative < 0) AS n_unclear FROM passages GROUP BY doc
) AS counted WHERE counted.doc = documents.doc;
"""

# Pairs that name a document that is not there are left out here, and refused where they are shown.
PAIRS: Final = """
SELECT later.doc AS later, earlier.doc AS earlier, contains, contained, score, "order" = 'told' AS told
FROM read_parquet($copies) c JOIN documents later USING (doc_id) JOIN documents earlier ON c.of = earlier.doc_id
WHERE later.doc <> earlier.doc
"""
_TEXTS: Final = """
UPDATE documents SET copy_group = found.copy_group, print_group = found.print_group, copied = found.copied,
                     printed = found.printed FROM found WHERE found.doc = documents.doc
"""


def group_texts(database: duckdb.DuckDBPyConnection, copies: str | None) -> None:
    """Complete the documents with what is one text: `copy_group` counts rewordings and translations too, if `copies`
    is the path of a table of them, `print_group` does not; `copied`, `printed`: whether another document has the same.
    """
    for name, type_ in (("print_group", "INTEGER"), ("copied", "BOOLEAN"), ("printed", "BOOLEAN")):
        database.execute(f"ALTER TABLE documents ADD COLUMN {name} {type_}")
    prints = _numbers(database.execute("SELECT copy_group FROM documents ORDER BY doc").df()["copy_group"])
    regroup_texts(database, prints, copies)


def regroup_texts(
    database: duckdb.DuckDBPyConnection, prints: Ints, copies: str | None, apart: Sequence[tuple[int, int]] = ()
) -> None:
    """Number the texts among the documents as `group_texts` says; pairs of documents that are `apart` share none.

    `prints`: of each document, the number that those with the same words share.
    """
    prints = prints.copy()
    for one, other in apart:
        if prints[one] == prints[other]:
            prints[max(one, other)] = prints.max() + 1
    groups = prints
    if copies is not None:
        pairs = database.execute(PAIRS, {"copies": copies}).df()
        wrong = {frozenset(pair) for pair in apart}
        kept = [frozenset(ends) not in wrong for ends in zip(pairs["later"], pairs["earlier"], strict=True)]
        pairs = pairs[np.array(kept, bool)]
        shares = pairs[["contains", "contained"]].to_numpy(np.float32)
        later, earlier = (pairs[name].to_numpy(np.int64) for name in ("later", "earlier"))
        score, told = pairs["score"].to_numpy(), pairs["told"].to_numpy(bool)
        groups = one_text(prints, later, earlier, shares, score, told, apart)
    found = pd.DataFrame({"doc": np.arange(len(prints)), "copy_group": groups, "print_group": prints})
    for name, of in (("copied", groups), ("printed", prints)):
        found[name] = np.bincount(of, minlength=1)[of] > 1
    database.register("found", found)
    database.execute(_TEXTS)
    database.unregister("found")


def load_statements(version: int) -> list[str]:
    """The statements of `LOAD` for a bundle of a version of the schema."""
    nearest = "p.nearest" if version >= 3 else "p.narrative"
    types = {**dict.fromkeys(_STATED, "VARCHAR"), **dict.fromkeys(REACTIONS, "BIGINT")}
    stated = ", ".join(name if version >= 4 else f"NULL::{type_} AS {name}" for name, type_ in types.items())
    return [s for s in LOAD.format(nearest=nearest, stated=stated).split(";") if s.strip()]


def read_narratives(file: Path) -> pd.DataFrame:
    """The narratives of a bundle, complete; their lists as lists."""
    table = pq.read_table(file)
    lists = {name: table[name].to_pylist() for name in table.column_names if pa.types.is_nested(table[name].type)}
    frame: pd.DataFrame = table.drop_columns(list(lists)).to_pandas()
    return complete(frame.assign(**{name: pd.Series(rows, frame.index, dtype=object) for name, rows in lists.items()}))


def complete(narratives: pd.DataFrame) -> pd.DataFrame:
    """Narratives with the columns that bundles of earlier schemas lack: each its own theme, with one label."""
    empty: list[list[Any]] = [[] for _ in range(len(narratives))]
    unmeasured = pd.Series(np.nan, narratives.index)
    given = {"theme": narratives["narrative"], "theme_label": narratives["label"], "stability": unmeasured}
    lacking = [c.name for c in NARRATIVES.columns if c.name not in narratives]
    return narratives.assign(**{name: given.get(name, pd.Series(empty, narratives.index)) for name in lacking})


def cleaned(narratives: pd.DataFrame) -> pd.DataFrame:
    """Narratives with names and words that can be drawn and written anywhere, whoever gave them."""
    names = {name: narratives[name].map(one_line) for name in ("label", "theme_label")}
    nested = ("labels", "keywords", "apart", "headlines", "theme_labels")
    return narratives.assign(**names, **{name: narratives[name].map(clean_json) for name in nested})


_DAY: Final = f"coalesce({{0}} - DATE '1970-01-01', {NEVER})::INTEGER AS {{0}}"
_DOCUMENTS: Final = (
    f"SELECT source, language, {_DAY.format('day')}, {_DAY.format('day_end')}, copied, copy_group, printed, "
    "print_group, n_passages, n_unclear FROM documents ORDER BY doc"
)


@dataclass(frozen=True)
class Columns:
    """What is counted over a million documents while someone looks is counted in arrays: SQL takes far longer.

    Arrays of one length each for documents, shares and passages, in the order of the bundle's tables.

    Of documents, by `doc`: `source`, `language` (numbers in `sources` and `languages`, which are in alphabetical order;
    -1 for none), `day`, `day_end` (days since 1970, or NEVER), `copy_group` (the same of documents that are one text),
    `copied` (whether there are others), `print_group` and `printed` (the same of those with the same words, or nearly),
    `n_passages`, `n_unclear`. Of shares: `share_doc`, `share_narrative`, `share`. Of passages, by
    `passage_id`: `passage_doc`, `passage_narrative`, `x` and `y` on the topic map (NaN without a place), and `draw`, a
    number from 0 to 1 by which fair samples are drawn, the same ones each time. `plane` is the part of the map that has
    passages: left, bottom, right, top; NaN without any.
    """

    source: Ints
    language: Ints
    day: Ints
    day_end: Ints
    copied: Bools
    copy_group: Ints
    printed: Bools
    print_group: Ints
    n_passages: Ints
    n_unclear: Ints
    share_doc: Ints
    share_narrative: Ints
    share: Floats
    passage_doc: Ints
    passage_narrative: Ints
    x: Singles
    y: Singles
    draw: Singles
    sources: list[str]
    languages: list[str]
    plane: tuple[float, float, float, float]

    def source_if_known(self, docs: Ints) -> Ints:
        """The numbers of the sources of some documents; -1 where none is known: such texts are not of one source."""
        source = self.source[docs]
        return np.where(source == self.sources.index(NO_SOURCE), -1, source) if NO_SOURCE in self.sources else source

    @classmethod
    def read(cls, database: duckdb.DuckDBPyConnection) -> "Columns":
        """Read them from the tables of a bundle."""
        frame = database.execute(_DOCUMENTS).df()
        shares = database.execute("SELECT doc, narrative, share FROM shares").fetchnumpy()
        passages = database.execute("SELECT doc, narrative, x, y FROM passages").fetchnumpy()
        x, y = (np.ma.filled(np.ma.asarray(passages[axis], np.float32), np.nan) for axis in "xy")
        return cls(
            source=_codes(frame["source"]),
            language=_codes(frame["language"]),
            day=_numbers(frame["day"]),
            day_end=_numbers(frame["day_end"]),
            copy_group=_numbers(frame["copy_group"]),
            n_passages=_numbers(frame["n_passages"]),
            n_unclear=_numbers(frame["n_unclear"]),
            copied=frame["copied"].fillna(False).to_numpy(bool),
            print_group=_numbers(frame["print_group"]),
            printed=frame["printed"].fillna(False).to_numpy(bool),
            share_doc=np.asarray(shares["doc"], np.int64),
            share_narrative=np.asarray(shares["narrative"], np.int64),
            share=np.asarray(shares["share"], np.float64),
            passage_doc=np.asarray(passages["doc"], np.int64),
            passage_narrative=np.asarray(passages["narrative"], np.int64),
            x=x,
            y=y,
            draw=np.random.default_rng(0).random(len(x), np.float32),
            sources=frame["source"].cat.categories.tolist(),
            plane=_plane(x, y),
            languages=frame["language"].cat.categories.tolist(),
        )

    def __len__(self) -> int:
        """How many documents there are."""
        return len(self.day)

    def by_prints(self) -> "Columns":
        """The same, where rewordings and translations are texts of their own: `copy_group` is `print_group`."""
        return replace(self, copied=self.printed, copy_group=self.print_group)

    def texts(self, docs: Ints) -> int:
        """Independent texts among `docs`: copies of one text count once."""
        copies = self.copy_group[docs[np.flatnonzero(self.copied[docs])]]
        return len(docs) - len(copies) + len(pd.unique(copies))

    def independent(self, docs: Ints, group: Ints, documents: Ints) -> Ints:
        """Independent texts among `docs` by `group`: in each group, copies of one text count once.

        `documents`: how many of `docs` are in each group.
        """
        copied = np.flatnonzero(self.copied[docs])
        groups = int(self.copy_group.max(initial=0)) + 1
        pairs = pd.unique(group[copied] * groups + self.copy_group[docs[copied]])
        n = len(documents)
        return documents - np.bincount(group[copied], minlength=n) + np.bincount(pairs // groups, minlength=n)


def _plane(x: Singles, y: Singles) -> tuple[float, float, float, float]:
    if np.isnan(x).all():  # no passages, or none with a place
        return (np.nan,) * 4
    return float(np.nanmin(x)), float(np.nanmin(y)), float(np.nanmax(x)), float(np.nanmax(y))


def _numbers(column: "pd.Series[int]") -> Ints:
    return np.asarray(column.fillna(0), np.int64)


def _codes(column: "pd.Series[str]") -> Ints:
    return np.asarray(column.cat.codes, np.int64)


def named(codes: Ints, names: list[str], wanted: Iterable[str]) -> Bools:
    """Which of the codes stand for one of the names wanted; -1 stands for none."""
    chosen = set(wanted)
    return np.array([*(name in chosen for name in names), False])[codes]


def day_number(day: date) -> int:
    """A day as `day` and `day_end` hold it."""
    return (day - date(1970, 1, 1)).days


def day_of(number: int) -> date:
    """The day that a number of them stands for."""
    return date(1970, 1, 1) + timedelta(days=int(number))


class ChangedTables:
    """Tables in a schema of their own that stand before those of a bundle; they go with the last who reads them.

    Parameters
    ----------
    connection : to the bundle's tables, for them alone.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.schema = f"changed_{token_hex(8)}"
        self._connection = connection
        connection.execute(f"CREATE SCHEMA {self.schema}")

    def connected(self) -> duckdb.DuckDBPyConnection:
        """Another connection, which sees them first."""
        cursor = self._connection.cursor()
        cursor.execute(f"SET search_path = '{self.schema},main'")
        return cursor

    def __del__(self) -> None:
        with suppress(duckdb.Error):  # the bundle may be gone already
            self._connection.execute(f"DROP SCHEMA IF EXISTS {self.schema} CASCADE")


@dataclass(frozen=True)
class Changes:
    """What people changed of a bundle (`annotations.overlay`), in the form in which a bundle has it.

    Attributes
    ----------
    revision : of the log that it comes from.
    narratives, sources, columns, manifest : as `Bundle` has them.
    tables : those in DuckDB that stand before the bundle's, where there are some.
    documents : of documents that were corrected, by `doc_id`, the columns of `schema.DOCUMENTS` that were.
    pairs : of pairs of documents that share text, by their ids in either order, what people say is wrong about it.
    into : of each narrative that people merged or hid, the one its passages are in now, or -1.
    counts : how many changes of each kind there are ("name", "merge", …), as a caption says them.
    said : by kind of thing and what is said of it ("narrative" and "status", "document" and "tag" …), by value, the
        things that have it: numbers of narratives (of a theme, all of it), ids of documents, keys of sources.
    claims : what people said of claims, by number: "name", "name_language", "hidden", "star", "status".
    claims_into : of each claim that people merged or hid, the one its sentences are of now, or -1.
    links : between sources: source, what it is to the other (`annotations.source_links.RELATIONS`), the other.
    left_out : whether the bundle is shown as it was built, without these.
    """

    revision: str
    narratives: pd.DataFrame
    sources: pd.DataFrame
    columns: Columns
    manifest: dict[str, Any]
    tables: ChangedTables | None = None
    documents: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    pairs: Mapping[frozenset[str], str] = field(default_factory=dict)
    into: Mapping[int, int] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    said: Mapping[tuple[str, str], Mapping[str, tuple[int | str, ...]]] = field(default_factory=dict)
    claims: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    claims_into: Mapping[int, int] = field(default_factory=dict)
    links: tuple[tuple[str, str, str], ...] = ()
    left_out: bool = False
