"""What is being looked at: one frozen value that describes itself in words and turns into one DuckDB filter."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from babel import Locale
from babel.dates import format_date

from filrouge.bundle import Bundle
from filrouge.schema import NO_NARRATIVE, UNDETERMINED
from filrouge.search import fts5_expression

_LOCALE: Final = Locale("en")

NO_SOURCE: Final = "(no source)"
"""Stands for documents whose source is unknown, on screen and in links."""

NO_NARRATIVE_LABEL: Final = "No clear narrative"
"""Stands for passages outside all narratives, on screen and in links."""


INDEPENDENT: Final = "(count(*) FILTER (NOT copied) + count(DISTINCT CASE WHEN copied THEN copy_group END))"
"""SQL that counts independent texts among documents: copies of one text count once."""


@dataclass(frozen=True)
class Selection:
    """The documents an analyst looks at. Empty tuples and None do not restrict.

    A document is in the date range when its whole publication interval is: a text dated "May 2025" is not in
    a range that ends on 20 May. Sources may hold `NO_SOURCE`, narratives `NO_NARRATIVE`.
    """

    date_from: date | None = None
    date_to: date | None = None
    undated: bool = True
    sources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    narratives: tuple[int, ...] = ()
    query: str = ""

    @property
    def everything(self) -> bool:
        """Whether nothing is left out."""
        return self == Selection()

    def of_all_narratives(self) -> "Selection":
        """The same documents whatever they talk about: what shares are shares of."""
        return replace(self, narratives=())

    def sentence(self, labels: dict[int, str]) -> str:
        """Describe the selection in words, e.g. "in French, from Le Phare, 1 May 2025 to 3 June 2025"."""
        parts: list[str] = []
        if self.query.strip():
            parts.append(f"matching “{self.query.strip()}”")
        if self.narratives:
            parts.append("talking about " + _listed([f"“{narrative_label(n, labels)}”" for n in self.narratives]))
        if self.sources:
            parts.append("from " + _listed([s if s != NO_SOURCE else "no known source" for s in self.sources]))
        if self.languages:
            parts.append("in " + _listed([language_name(code) for code in self.languages]))
        if self.date_from and self.date_to:
            parts.append(f"published {day_text(self.date_from)} to {day_text(self.date_to)}")
        elif self.date_from:
            parts.append(f"published since {day_text(self.date_from)}")
        elif self.date_to:
            parts.append(f"published until {day_text(self.date_to)}")
        sentence = "Documents " + ", ".join(parts) if parts else "All documents"
        if not self.undated:
            sentence += ", undated ones left out"
        elif self.date_from or self.date_to:
            sentence += ", undated ones included"
        return sentence


@dataclass(frozen=True)
class Filter:
    """A selection as SQL.

    `with_` opens every query and defines `chosen`, the rows of `documents` that are selected. `among` keeps the rows
    of another table that belong to them: `FROM shares {among}`; it is empty where everything is selected, and the
    join would only cost time.
    """

    with_: str
    among: str
    parameters: dict[str, Any]
    tables: dict[str, pd.DataFrame] = field(hash=False)

    def query(self, bundle: Bundle, sql: str, **parameters: Any) -> pd.DataFrame:
        """Run `sql`, which may read `chosen`, and continues the list of WITH where it starts with a comma."""
        return bundle.query(f"{self.with_} {sql}", {**self.parameters, **parameters}, tables=self.tables)


def where(selection: Selection, bundle: Bundle) -> Filter:
    """Turn a selection into a filter on `bundle`.

    Raises
    ------
    QueryError : the text query cannot be understood.
    """
    conditions, parameters = _where_document(selection)
    tables: dict[str, pd.DataFrame] = {}
    if selection.narratives:
        conditions.append("doc IN (SELECT doc FROM shares WHERE list_contains($narratives, narrative))")
        parameters["narratives"] = list(selection.narratives)
    if selection.query.strip():
        conditions.append("doc IN (SELECT doc FROM hits)")
        tables["hits"] = pd.DataFrame({"doc": search(bundle, selection.query)})
    clause = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    among = "SEMI JOIN chosen USING (doc)" if conditions else ""
    return Filter(f"WITH chosen AS (SELECT * FROM documents{clause})", among, parameters, tables)


def _where_document(selection: Selection) -> tuple[list[str], dict[str, Any]]:
    conditions: list[str] = []
    parameters: dict[str, Any] = {}
    bounds = []
    if selection.date_from:
        bounds.append("day >= $date_from")
        parameters["date_from"] = selection.date_from
    if selection.date_to:
        bounds.append("day_end <= $date_to")
        parameters["date_to"] = selection.date_to
    if bounds:
        dated = f"({' AND '.join(bounds)})"
        conditions.append(f"({dated} OR day IS NULL)" if selection.undated else dated)
    elif not selection.undated:
        conditions.append("day IS NOT NULL")
    if selection.sources:
        named = [s for s in selection.sources if s != NO_SOURCE]
        parameters["sources"] = named
        unknown = " OR source IS NULL" if NO_SOURCE in selection.sources else ""
        conditions.append(f"(source IN (SELECT unnest($sources::VARCHAR[])){unknown})")
    if selection.languages:
        parameters["languages"] = list(selection.languages)
        conditions.append("language IN (SELECT unnest($languages::VARCHAR[]))")
    return conditions, parameters


def search(bundle: Bundle, query: str) -> npt.NDArray[np.int32]:
    """Return the `doc` of every document that matches the analyst's query, ascending.

    Raises
    ------
    QueryError
    """
    return bundle.search_rows(fts5_expression(query))


@dataclass(frozen=True)
class Counts:
    """How much is looked at. `texts` are independent texts: copies of one text count once."""

    documents: int
    texts: int
    undated: int
    all_documents: int
    first: date | None
    last: date | None

    def sentence(self) -> str:
        """The line that always stands beside a chart: "n of N documents"."""
        line = f"{self.documents:,} of {self.all_documents:,} documents"
        if self.texts != self.documents:
            line += f" ({self.texts:,} independent texts)"
        return line


def count(bundle: Bundle, selection: Selection) -> Counts:
    """Count the documents of a selection."""
    row = (
        where(selection, bundle)
        .query(
            bundle,
            f"SELECT count(*) AS documents, {INDEPENDENT} AS texts, count(*) - count(day) AS undated, "
            "min(day) AS first, max(day_end) AS last FROM chosen",
        )
        .iloc[0]
    )
    return Counts(
        documents=int(row["documents"]),
        texts=int(row["texts"]),
        undated=int(row["undated"]),
        all_documents=int(bundle.manifest["counts"]["documents"]),
        first=None if pd.isna(row["first"]) else pd.Timestamp(row["first"]).date(),
        last=None if pd.isna(row["last"]) else pd.Timestamp(row["last"]).date(),
    )


def narrative_label(narrative: int, labels: dict[int, str]) -> str:
    """The label of a narrative, of passages without one too."""
    return NO_NARRATIVE_LABEL if narrative == NO_NARRATIVE else labels[narrative]


def day_text(day: date) -> str:
    """A day as it is written in captions: 3 May 2025."""
    return str(format_date(day, "d MMMM y", locale=_LOCALE))


def language_name(code: str) -> str:
    """English name of a language code, or the code itself."""
    return "Undetermined language" if code == UNDETERMINED else str(_LOCALE.languages.get(code, code))


def _listed(words: list[str]) -> str:
    if len(words) > 4:
        return f"{', '.join(words[:3])} and {len(words) - 3} more"
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
