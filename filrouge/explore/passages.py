"""The proof behind every point: passages with their source, date and link."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd

from filrouge.arrays import Ints, Singles
from filrouge.bundle import Bundle, records
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
    return _passages(bundle, Selection(), np.unique(np.asarray(passage_ids, np.int64)), limit)


def passage_rows(bundle: Bundle, passage_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Passages as rows of `PassageList.frame`, by their ids."""
    frame = passages_by_id(bundle, passage_ids, limit=len(passage_ids)).frame
    return {int(row["passage_id"]): row for row in records(frame)}


def strengths(bundle: Bundle) -> Singles:
    """Of each passage, how clearly it is of its narrative, 0 to 1; by `passage_id`."""

    def read() -> Singles:
        stored = bundle.query("SELECT strength FROM passages ORDER BY passage_id")["strength"]
        result: Singles = np.nan_to_num(stored.to_numpy(np.float32))
        return result

    return bundle.once("strengths", read)


def clearest(bundle: Bundle, passage_ids: Ints, most: int) -> Ints:
    """The clearest of some passages, at most so many, clearest first."""
    strength = strengths(bundle)[passage_ids]
    if len(passage_ids) > most > 0:  # of a million they need not all be put in order
        among = strength >= np.partition(strength, -most)[-most]
        passage_ids, strength = passage_ids[among], strength[among]
    order = np.lexsort((passage_ids, -strength))
    return passage_ids[order[:most]]


def _passages(bundle: Bundle, selection: Selection, ids: Ints | None, limit: int) -> PassageList:
    filter_ = where(selection, bundle)
    columns = filter_.columns
    rows = np.flatnonzero(filter_.points(narratives_of(selection, bundle)))
    if ids is not None:
        rows = np.intersect1d(rows, ids, assume_unique=True)
    docs = pd.unique(columns.passage_doc[rows])
    page = pd.DataFrame({"passage_id": clearest(bundle, rows, limit).astype(np.int32)})
    frame = bundle.query(
        f'SELECT {", ".join(_COLUMNS[:-1])}, start, "end" FROM passages SEMI JOIN page USING (passage_id) '
        "JOIN documents USING (doc) ORDER BY strength DESC, passage_id",
        tables={"page": page},
    )
    frame["text"] = bundle.passage_texts(frame)
    return PassageList(frame[_COLUMNS], len(rows), len(docs), columns.texts(docs))


def passages_of_documents(bundle: Bundle, selection: Selection) -> Ints:
    """Ids of the passages of a selection's documents, of the narratives that it names or of any.

    Of documents that say what is watched only the passages that do.
    """
    return np.flatnonzero(where(selection, bundle).points(narratives_of(selection, bundle)))
