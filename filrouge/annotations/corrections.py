"""What people corrected of documents (the original stays as it was read) and know of sources."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, timedelta
from typing import Any, Final

import pandas as pd

from filrouge.annotations.acts import ATTRIBUTES, CORRECTED, DOCUMENT, PAIR, SOURCE, Row
from filrouge.annotations.dates import span_of
from filrouge.annotations.state import State
from filrouge.bundle import Bundle, records
from filrouge.schema import NO_SOURCE, UNDETERMINED
from filrouge.tables import NEVER, Columns, day_of

_BY_HAND: Final = "corrected by hand"


@dataclass(frozen=True)
class Corrections:
    """`by_id`: of each document that was corrected, the columns of `schema.DOCUMENTS` that were; `frame`: the same as a
    table for DuckDB, `doc_id` first; `replaced`: what takes the place of columns of `documents` there, in SQL.
    """

    by_id: dict[str, dict[str, Any]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether any document was corrected."""
        return bool(self.by_id)

    @property
    def _columns(self) -> list[str]:
        return sorted({name for one in self.by_id.values() for name in one if name in _IN_TABLES})

    @property
    def frame(self) -> pd.DataFrame:
        """A row for each document: `doc_id`, the columns corrected, and `has_…` for each of them."""
        table: dict[str, list[Any]] = {"doc_id": list(self.by_id)}
        for name in self._columns:
            none = NO_SOURCE if name == "source" else None
            values = [_plain(one.get(name)) for one in self.by_id.values()]
            table[name] = [none if value is None else value for value in values]
            table[f"has_{name}"] = [name in one for one in self.by_id.values()]
        return pd.DataFrame(table).astype({"doc_id": "str"})

    @property
    def replaced(self) -> str:
        """Columns of `documents d` with what `corrections c` has of them."""
        own = {"source": "d.source::VARCHAR", "language": "d.language::VARCHAR"}
        parts = []
        for name in dict.fromkeys([*self._columns, "source", "language"]):
            before = own.get(name, f"d.{name}")
            given = f"CASE WHEN c.has_{name} THEN c.{name}::{_IN_TABLES[name]} ELSE {before} END"
            parts.append(f"{given if name in self._columns else before} AS {name}")
        return ", ".join(parts)


_IN_TABLES: Final = {
    "title": "VARCHAR", "source": "VARCHAR", "language": "VARCHAR", "author": "VARCHAR", "published": "TIMESTAMP",
    "published_offset": "SMALLINT", "published_precision": "VARCHAR", "day": "DATE", "day_end": "DATE",
    "copy_group": "INTEGER",
}  # fmt: skip


def corrected(bundle: Bundle, state: State) -> Corrections:
    """What people corrected of the documents of a bundle (as it was built)."""
    by_id: dict[str, dict[str, Any]] = {}
    for name in CORRECTED:
        for row in state.rows(DOCUMENT, name):
            by_id.setdefault(row.about, {}).update(_columns_of(name, row))
    if not by_id:
        return Corrections()
    there = bundle.query("SELECT doc_id FROM documents WHERE doc_id IN (SELECT unnest($ids))", {"ids": list(by_id)})
    return Corrections({doc_id: by_id[doc_id] for doc_id in there["doc_id"]})


def _columns_of(name: str, row: Row) -> dict[str, Any]:
    if name != "date":
        return {name: str(row.value) or (UNDETERMINED if name == "language" else None)}
    if not row.value:  # it is not known
        nothing = dict.fromkeys(
            ("published", "published_end", "published_offset", "day", "day_end", "published_evidence")
        )
        return {**nothing, "published_precision": "unknown", "published_method": _BY_HAND}
    span = span_of(str(row.value))
    shift = timedelta(minutes=span.published_offset or 0)
    return {
        "published": span.published.tz_localize(None),
        "published_end": span.published_end.tz_localize(None),
        "published_offset": span.published_offset,
        "published_precision": span.published_precision,
        "published_method": _BY_HAND,
        "published_evidence": row.reason or None,
        "day": (span.published + shift).date(),
        "day_end": (span.published_end + shift).date(),
    }


def wrong_pairs(state: State) -> dict[frozenset[str], str]:
    """Of pairs of documents that share text, by their ids, what people say is wrong: "copy", "order" or "side"."""
    return {frozenset(row.about.split("\n")): str(row.value) for row in state.rows(PAIR, "wrong")}


def apart_of(bundle: Bundle, pairs: Mapping[frozenset[str], str]) -> list[tuple[int, int]]:
    """The documents that people say are no copies of each other, as rows of the bundle's."""
    wanted = [sorted(pair) for pair, wrong in pairs.items() if wrong == "copy" and len(pair) == 2]
    ids = [one for pair in wanted for one in pair]
    found = bundle.query("SELECT doc_id, doc FROM documents WHERE doc_id IN (SELECT unnest($ids))", {"ids": ids})
    docs = dict(zip(found["doc_id"], found["doc"].astype(int), strict=True))
    return [(docs[one], docs[other]) for one, other in wanted if one in docs and other in docs]


def _plain(value: Any) -> Any:
    return None if value is None or pd.isna(value) else value


def corrected_sources(bundle: Bundle, state: State, columns: Columns | None) -> pd.DataFrame:
    """The table of sources with what people know of them, in the columns of ATTRIBUTES.

    `columns`: those of the bundle as people changed it, where they corrected documents; counts follow them.
    """
    sources = bundle.sources if columns is None else _recounted(bundle.sources, columns)
    frame = sources.assign(**{name: sources.get(name, pd.Series(None, sources.index)) for name in ATTRIBUTES})
    frame = frame.astype(dict.fromkeys(ATTRIBUTES, object))
    place = {key: i for i, key in enumerate(frame["source"])}
    for name in ATTRIBUTES:
        values = frame[name].tolist()
        for row in state.rows(SOURCE, name):
            if row.about in place:
                values[place[row.about]] = str(row.value) or None
        frame[name] = pd.Series([v if isinstance(v, str) and v else None for v in values], frame.index, dtype=object)
    return frame


def _recounted(sources: pd.DataFrame, columns: Columns) -> pd.DataFrame:
    """Sources after documents were corrected: some have more documents, some are new, some have none left."""
    known: Mapping[str, dict[str, Any]] = {row["source"]: row for row in records(sources)}
    rows = []
    for code, source in enumerate(columns.sources):
        if source == NO_SOURCE:
            continue
        of_it = columns.source == code
        dated = of_it & (columns.day != NEVER)
        days = [day_of(columns.day[dated].min()), day_of(columns.day_end[dated].max())] if dated.any() else [None, None]
        first, last = (None if day is None else pd.Timestamp(day, tz=UTC) for day in days)
        new = {"source": source, "name": source, "domain": None, "country": None, "kind": None}
        window = {"first": first, "last": last}
        rows.append({**known.get(source, new), "n_documents": int(of_it.sum()), **window})
    frame = pd.DataFrame(rows, columns=list(sources.columns)).sort_values("n_documents", ascending=False, kind="stable")
    return frame.reset_index(drop=True).astype({"n_documents": "int32"})
