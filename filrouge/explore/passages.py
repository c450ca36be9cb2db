"""The proof behind every point: passages with their source, date and link."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

import pandas as pd

from filrouge.bundle import Bundle, records
from filrouge.explore.names import NO_NARRATIVE_LABEL
from filrouge.explore.periods import last_day
from filrouge.explore.selection import Selection, only, where
from filrouge.i18n import _, day_text
from filrouge.schema import NO_NARRATIVE

_COLUMNS: Final = (
    "passage_id, doc, doc_id, title, source, url, language, published, "
    'published_offset, published_precision, day, day_end, narrative, strength, start, "end"'
)


@dataclass(frozen=True)
class Passages:
    """Some passages, and how many there are in all; `texts`: independent texts among the documents they are in.

    `frame`: `passage_id`, `doc`, `doc_id`, `title`, `source`, `url`, `language` (code), `published_text` (date in
    words, as precise as it is known), `narrative`, `label`, `strength`, `text`.
    """

    frame: pd.DataFrame
    passages: int
    documents: int
    texts: int


def passages_about(
    bundle: Bundle, selection: Selection, narrative: int | None, *, limit: int = 20, skip: int = 0
) -> Passages:
    """Passages of the selection that talk about a narrative (any, with None), clearest first."""
    if narrative is not None:
        selection = replace(selection, narratives=(narrative,))
    return _passages(bundle, selection, None, limit, skip)


def passages_in_period(
    bundle: Bundle,
    selection: Selection,
    narrative: int | None,
    period: str,
    start: date,
    *,
    limit: int = 20,
    skip: int = 0,
) -> Passages:
    """Passages behind one point of a timeline: those of the documents that lie in the period from `start`."""
    return passages_in_days(bundle, selection, narrative, start, last_day(period, start), limit=limit, skip=skip)


def passages_in_days(
    bundle: Bundle,
    selection: Selection,
    narrative: int | None,
    start: date,
    end: date,
    *,
    limit: int = 20,
    skip: int = 0,
) -> Passages:
    """Passages of the documents that lie in a span of days, both ends counted."""
    inside = replace(
        selection,
        date_from=max(start, selection.date_from or start),
        date_to=min(end, selection.date_to or end),
        undated=False,
    )
    return passages_about(bundle, inside, narrative, limit=limit, skip=skip)


def passages_by_id(bundle: Bundle, passage_ids: Sequence[int], *, limit: int = 20, skip: int = 0) -> Passages:
    """The passages with these ids, clearest first."""
    ids = pd.DataFrame({"passage_id": pd.Series(list(passage_ids), dtype="int32")})
    return _passages(bundle, Selection(), ids, limit, skip)


def _passages(bundle: Bundle, selection: Selection, ids: pd.DataFrame | None, limit: int, skip: int) -> Passages:
    filter_ = where(selection, bundle)
    among = "TRUE" if ids is None else "passage_id IN (SELECT passage_id FROM ids)"
    tables = {} if ids is None else {"ids": ids}
    found = f"FROM {filter_.passages} WHERE {only(selection.narratives)} AND {among}"
    total = filter_.query(
        f", counted AS (SELECT doc, count(*) AS passages {found} GROUP BY doc) "
        "SELECT coalesce(sum(passages), 0) AS passages, count(*) AS documents, count(DISTINCT copy_group) AS texts "
        "FROM counted JOIN documents USING (doc)",
        tables=tables,
    ).iloc[0]
    frame = filter_.query(
        f", page AS (SELECT * {found} ORDER BY strength DESC, passage_id LIMIT $limit OFFSET $skip) "
        f"SELECT {_COLUMNS} FROM page JOIN documents USING (doc) ORDER BY strength DESC, passage_id",
        tables=tables,
        limit=limit,
        skip=skip,
    )
    frame["text"] = bundle.passage_texts(frame)
    frame["published_text"] = [published_text(row) for row in records(frame)]
    frame["label"] = frame["narrative"].map({**bundle.labels, NO_NARRATIVE: _(NO_NARRATIVE_LABEL)})
    columns = ["passage_id", "doc", "doc_id", "title", "source", "url", "language", "published_text", "narrative"]
    n_passages, n_documents, n_texts = (int(total[name]) for name in ("passages", "documents", "texts"))
    return Passages(frame[[*columns, "label", "strength", "text"]], n_passages, n_documents, n_texts)


def published_text(row: dict[str, Any]) -> str:
    """Write a document's date as precisely as it is known, in the offset stated: "27 May 2024, 17:59 (UTC+04:00)"."""
    if pd.isna(row["published"]):
        return _("undated")
    offset = row["published_offset"]
    local = pd.Timestamp(row["published"]) + timedelta(minutes=0 if pd.isna(offset) else int(offset))
    precision = row["published_precision"]
    if precision == "year":
        return str(local.year)
    if precision == "month":
        return day_text(local.date()).split(" ", 1)[1]
    day = day_text(local.date())
    if precision != "minute":
        return day
    if pd.isna(offset):
        return _("{day}, {time} UTC").format(day=day, time=f"{local:%H:%M}")
    sign, minutes = ("-" if offset < 0 else "+"), abs(int(offset))
    stated = f"{sign}{minutes // 60:02}:{minutes % 60:02}"
    return _("{day}, {time} (UTC{offset})").format(day=day, time=f"{local:%H:%M}", offset=stated)
