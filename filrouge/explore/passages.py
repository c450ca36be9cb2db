"""The proof behind every point: passages with their source, date and link."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd

from filrouge.arrays import Ints
from filrouge.bundle import Bundle, records
from filrouge.explore.chosen import only
from filrouge.explore.periods import last_day
from filrouge.explore.selection import Selection, narratives_of, where

_COLUMNS: Final = [
    "passage_id", "doc", "doc_id", "title", "source", "url", "language", "published", "published_offset",
    "published_precision", "not_before", "narrative", "strength", "text",
]  # fmt: skip


@dataclass(frozen=True)
class PassageList:
    """Some passages, and how many there are in all; `texts`: independent texts among the documents they are in.

    `frame`: `passage_id`, `doc`, `doc_id`, `title`, `source`, `url`, `language`, `published`,
    `published_offset`, `published_precision`, `not_before` (of undated ones, where known), `narrative`, `strength`,
    `text`.
    """

    frame: pd.DataFrame
    passages: int
    documents: int
    texts: int


def passages_about(bundle: Bundle, selection: Selection, narrative: int | None, *, limit: int = 20) -> PassageList:
    """Passages of the selection that talk about a narrative (any, with None), clearest first."""
    if narrative is not None:
        selection = selection.about(narrative)
    return _passages(bundle, selection, None, limit)


def passages_in_period(
    bundle: Bundle, selection: Selection, narrative: int | None, period: str, start: date, *, limit: int = 20
) -> PassageList:
    """Passages behind one point of a timeline: those of the documents that lie in the period from `start`."""
    return passages_in_days(bundle, selection, narrative, start, last_day(period, start), limit=limit)


def passages_in_days(
    bundle: Bundle, selection: Selection, narrative: int | None, start: date, end: date, *, limit: int = 20
) -> PassageList:
    """Passages of the documents that lie in a span of days, both ends counted."""
    inside = replace(
        selection,
        date_from=max(start, selection.date_from or start),
        date_to=min(end, selection.date_to or end),
        undated=False,
    )
    return passages_about(bundle, inside, narrative, limit=limit)


def passages_by_id(bundle: Bundle, passage_ids: Sequence[int], *, limit: int = 20) -> PassageList:
    """The passages with these ids, clearest first."""
    ids = pd.DataFrame({"passage_id": pd.Series(list(passage_ids), dtype="int32")})
    return _passages(bundle, Selection(), ids, limit)


def passage_rows(bundle: Bundle, passage_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Passages as rows of `PassageList.frame`, by their ids."""
    frame = passages_by_id(bundle, passage_ids, limit=len(passage_ids)).frame
    return {int(row["passage_id"]): row for row in records(frame)}


def _passages(bundle: Bundle, selection: Selection, ids: pd.DataFrame | None, limit: int) -> PassageList:
    filter_ = where(selection, bundle)
    among = "TRUE" if ids is None else "passage_id IN (SELECT passage_id FROM ids)"
    tables = {} if ids is None else {"ids": ids}
    found = f"FROM {filter_.passages} WHERE {only(narratives_of(selection, bundle))} AND {among}"
    total = filter_.query(
        f", counted AS (SELECT doc, count(*) AS passages {found} GROUP BY doc) "
        "SELECT coalesce(sum(passages), 0) AS passages, count(*) AS documents, count(DISTINCT copy_group) AS texts "
        "FROM counted JOIN chosen USING (doc)",
        tables=tables,
    ).iloc[0]
    frame = filter_.query(
        f", page AS (SELECT * {found} ORDER BY strength DESC, passage_id LIMIT $limit) "
        f'SELECT {", ".join(_COLUMNS[:-1])}, start, "end" FROM page JOIN documents USING (doc) '
        "ORDER BY strength DESC, passage_id",
        tables=tables,
        limit=limit,
    )
    frame["text"] = bundle.passage_texts(frame)
    n_passages, n_documents, n_texts = (int(total[name]) for name in ("passages", "documents", "texts"))
    return PassageList(frame[_COLUMNS], n_passages, n_documents, n_texts)


def passages_of_documents(bundle: Bundle, selection: Selection) -> Ints:
    """Ids of the passages of a selection's documents, of the narratives that it names or of any.

    Of documents that say what is watched only the passages that do.
    """
    return np.flatnonzero(where(selection, bundle).points(narratives_of(selection, bundle)))
