"""The documents of a selection as a table, and one document with all that is known of it."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from filrouge.bundle import Bundle
from filrouge.checks import check_ends
from filrouge.explore import codecs
from filrouge.explore.fields import Count, option
from filrouge.explore.selection import Selection, where
from filrouge.explore.spread import pairs
from filrouge.i18n import N_
from filrouge.schema import ATTRIBUTES, DOCUMENTS, REACTIONS

_ON: Final = ("documents",)
OPTIONS: Final = (
    option("table_page", N_("Page"), Count(), 1, "Which page of the table is shown, from 1.", pages=_ON),
    option("doc", N_("Document"), codecs.DocumentId(), None, "The document shown.", pages=_ON),
)
PAGE_SIZE: Final = 200

SHARED: Final = {
    "later": N_("with an earlier text"),
    "earlier": N_("with a later text"),
    "both": N_("with earlier and later texts"),
    "open": N_("order unknown"),
}
"""Which texts a document shares text with, by when these came out."""


def documents(bundle: Bundle, selection: Selection, *, limit: int | None = PAGE_SIZE, skip: int = 0) -> pd.DataFrame:
    """List documents, latest first and undated ones last.

    Columns: `doc`, `doc_id`, `title`, `source`, `published`, `published_offset`, `published_precision`, `not_before`
    (of undated ones, where known), `language`, `narratives` (list of numbers, largest share first), `n_words`, `copies`
    (documents of the bundle that are one text with it, itself included), `url`, the columns of `schema.ATTRIBUTES` and
    `schema.REACTIONS`, null where a document does not state them, and `shared`: a key of SHARED, null where it shares
    no text with another.
    """
    limited = "" if limit is None else f" LIMIT {limit:d} OFFSET {skip:d}"
    filter_ = where(selection, bundle)
    frame = filter_.query(
        f", page AS MATERIALIZED (SELECT doc FROM chosen ORDER BY day DESC NULLS LAST, doc{limited}), "
        "about AS (SELECT doc, list(narrative ORDER BY share DESC, narrative) AS narratives FROM shares SEMI JOIN page "
        "USING (doc) WHERE narrative >= 0 GROUP BY doc) SELECT doc, doc_id, title, source, published, "
        "published_offset, published_precision, not_before, language, coalesce(narratives, []) AS narratives, n_words, "
        f"url, {', '.join((*ATTRIBUTES, *REACTIONS))} "
        "FROM documents SEMI JOIN page USING (doc) LEFT JOIN about USING (doc) "
        "ORDER BY day DESC NULLS LAST, doc",
    )
    group = filter_.columns.copy_group
    copies = np.bincount(group, minlength=1)[group[frame["doc"].to_numpy(np.int64)]]
    frame.insert(frame.columns.tolist().index("url"), "copies", copies)
    return frame.assign(shared=pd.Series(_places(bundle)).reindex(frame["doc"]).to_numpy(object))


def _places(bundle: Bundle) -> dict[int, str]:
    """The place of each document among those that share text with it: a key of `SHARED`."""

    def placed() -> dict[int, str]:
        frame = pairs(bundle)
        told = frame[frame["told"]]
        later, earlier = set(told["doc"].tolist()), set(told["of"].tolist())
        known = dict.fromkeys({*frame["doc"].tolist(), *frame["of"].tolist()}, "open")
        known |= dict.fromkeys(earlier, "earlier") | dict.fromkeys(later, "later")
        known |= dict.fromkeys(earlier & later, "both")
        return known

    return bundle.once("places among copies", placed)


@dataclass(frozen=True)
class Document:
    """One document, whole.

    `fields` holds every column of the bundle's documents table, `text` the kept text, `passages` a frame with
    `passage_id`, `start`, `end`, `narrative` and `strength` in order, `cuts` a list of dicts with `at`, `reason` and
    `text`, `copies` the other documents with the same text, or nearly (`doc`, `doc_id`, `source`, `published`,
    `published_offset`, `published_precision`, `not_before`).
    """

    fields: dict[str, Any]
    text: str
    passages: pd.DataFrame
    cuts: list[dict[str, Any]]
    copies: pd.DataFrame

    @property
    def extra(self) -> dict[str, Any]:
        """The input's own columns."""
        known = {column.name for column in DOCUMENTS.columns}
        return {name: value for name, value in self.fields.items() if name not in known}


def document(bundle: Bundle, doc_id: str) -> Document:
    """Read one document by its id.

    Raises
    ------
    KeyError : the bundle has no such document; `read_view` has checked ids that come from a link.
    """
    found = bundle.query("SELECT doc, print_group FROM documents WHERE doc_id = ?", [doc_id])
    if found.empty:
        raise KeyError(doc_id)
    doc, print_group = int(found["doc"].iloc[0]), int(found["print_group"].iloc[0])
    passages = bundle.query(
        'SELECT passage_id, start, "end", narrative, strength FROM passages WHERE doc = ? ORDER BY position', [doc]
    )
    copies = bundle.query(
        "SELECT doc, doc_id, source, published, published_offset, published_precision, not_before "
        "FROM documents WHERE print_group = ? AND doc <> ? ORDER BY published NULLS LAST, doc",
        [print_group, doc],
    )
    row = bundle.text_rows([doc])[doc]
    check_ends({doc: row["text"]}, passages.assign(doc=doc), bundle.path)
    cuts = [dict(cut) for cut in row["cuts"]]
    return Document(bundle.document_row(doc), row["text"], passages, cuts, copies)
