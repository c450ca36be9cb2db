"""What is being looked at: one frozen value that describes itself in words and turns into one DuckDB filter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from babel import Locale
from babel.dates import format_date

from filrouge.bundle import Bundle, KeptTable
from filrouge.schema import NO_NARRATIVE, NO_SOURCE, UNDETERMINED
from filrouge.search import fts5_expression

_LOCALE: Final = Locale("en")

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


_CHOSEN: Final = "doc, source, language, day, day_end, copy_group, copied, n_passages, n_unclear"


def only(narratives: Sequence[int], column: str = "narrative") -> str:
    """A condition in SQL: `column` is one of these narratives; none of them means any."""
    return f"{column} IN ({', '.join(str(int(n)) for n in narratives)})" if narratives else "TRUE"


@dataclass(frozen=True)
class Filter:
    """A selection as SQL.

    A query reads `chosen`: of the documents selected, the columns `doc`, `source`, `language`, `day`, `day_end`,
    `copy_group`, `copied`, `n_passages` and `n_unclear` of `documents`. `among` keeps the rows of another table that
    belong to them: `FROM shares {among}`; it is empty where everything is selected, and the join would only cost time.
    """

    bundle: Bundle
    chosen: KeptTable | None
    """None where everything is selected."""

    @property
    def among(self) -> str:
        """The end of a FROM clause."""
        return "" if self.chosen is None else "SEMI JOIN chosen USING (doc)"

    def query(self, sql: str, *, tables: Mapping[str, pd.DataFrame] | None = None, **parameters: Any) -> pd.DataFrame:
        """Run `sql`, which may read `chosen`, and continues the list of WITH where it starts with a comma."""
        name = "documents" if self.chosen is None else self.chosen.name
        return self.bundle.query(f"WITH chosen AS (FROM {name}) {sql}", parameters, tables=tables)


def where(selection: Selection, bundle: Bundle) -> Filter:
    """Turn a selection into a filter on `bundle`.

    Raises
    ------
    QueryError : the text query cannot be understood.
    """
    conditions, parameters = _where_document(selection)
    tables = {}
    if selection.narratives:
        conditions.append(f"doc IN (SELECT doc FROM shares WHERE {only(selection.narratives)})")
    if selection.query.strip():
        conditions.append("doc IN (SELECT doc FROM hits)")
        tables["hits"] = pd.DataFrame({"doc": search(bundle, selection.query)})
    if not conditions:
        return Filter(bundle, None)
    sql = f"SELECT {_CHOSEN} FROM documents WHERE {' AND '.join(conditions)}"
    return Filter(bundle, bundle.keep(selection, sql, parameters, tables))


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
        parameters["sources"] = list(selection.sources)
        conditions.append("source IN (SELECT unnest($sources::VARCHAR[]))")
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
    """How much is looked at. `texts` are independent texts: copies of one text count once; `unclear` are the passages
    of these documents that have no clear narrative.
    """

    documents: int
    texts: int
    undated: int
    all_documents: int
    first: date | None
    last: date | None
    passages: int
    unclear: int

    def sentence(self) -> str:
        """The line that always stands beside a chart: "n of N documents"."""
        return f"{self.documents:,} of {self.all_documents:,} documents{texts_beside(self.documents, self.texts)}"

    def unclear_sentence(self) -> str:
        """How much no narrative speaks for: "12 % of the passages have no clear narrative"; empty without passages."""
        return (
            f"{percent(self.unclear, self.passages)} of the passages have no clear narrative" if self.passages else ""
        )


def count(bundle: Bundle, selection: Selection) -> Counts:
    """Count the documents of a selection."""
    row = (
        where(selection, bundle)
        .query(
            f"SELECT count(*) AS documents, {INDEPENDENT} AS texts, count(*) - count(day) AS undated, "
            "min(day) AS first, max(day_end) AS last, coalesce(sum(n_passages), 0) AS passages, "
            "coalesce(sum(n_unclear), 0) AS unclear FROM chosen",
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
        passages=int(row["passages"]),
        unclear=int(row["unclear"]),
    )


def texts_beside(documents: int, texts: int) -> str:
    """What stands behind a count of documents where copies are among them: " (7 independent texts)"."""
    return "" if texts == documents else f" ({texts:,} independent text{'' if texts == 1 else 's'})"


def documents_text(documents: int, texts: int) -> str:
    """A count of documents with its independent texts: "8 documents (7 independent texts)"."""
    return f"{documents:,} document{'' if documents == 1 else 's'}{texts_beside(documents, texts)}"


def percent(part: int, whole: int) -> str:
    """A share in whole percents; "less than 1 %" and "more than 99 %" are neither none nor all."""
    if part and part <= 0.005 * whole:
        return "less than 1 %"
    if part < whole and part >= 0.995 * whole:
        return "more than 99 %"
    return f"{part / max(whole, 1) * 100:.0f} %"


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
