"""Adoption: which source spoke of a narrative first in this corpus, and how many had spoken by when."""

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from filrouge.bundle import Bundle, records
from filrouge.explore.codecs import Source
from filrouge.explore.fields import option
from filrouge.explore.independent import ABOUT
from filrouge.explore.passages import PassageList, passages_by_id
from filrouge.explore.selection import Selection, where
from filrouge.i18n import N_
from filrouge.schema import DOCUMENTS, NO_SOURCE

OPTIONS: Final = (
    option(
        "voice", N_("First passages of"), Source(), None, "The source whose first passages are shown.",
        pages=("narrative", "findings"),
    ),
)  # fmt: skip

COLUMNS: Final = [
    "source", "order", "certain_first", "could_be_first", "first", "first_end", "strength", "edge_first",
    "edge_first_end", "copy_of", "documents", "undated", "collected_from", "collected_to", "collected_then",
]  # fmt: skip

CLEAR_VOICE: Final = 0.5
"""A document speaks clearly of a narrative if its strongest passage on it has this strength, or more.

Strength is the part of the votes of the nearest passages that go to the narrative, made smaller where they are far
off. From a half on, most of what is nearest to the passage belongs to the narrative; below, most belongs elsewhere, and
the passage is at its edge. It is the majority rule of nearest neighbours, and not fitted to a corpus.
"""

# The end of an interval is not among the tables in memory.
_ABOUT: Final = f"""
SELECT source, copy_group, copied, doc, strength, make_timestamp(epoch_us(ends.published)) AS published,
       make_timestamp(epoch_us(ends.published_end)) AS published_end
FROM chosen JOIN shares USING (doc)
JOIN (SELECT file_row_number::INTEGER AS doc, published, published_end
      FROM read_parquet($documents, file_row_number = true)) AS ends USING (doc)
JOIN (SELECT doc, max(strength)::DOUBLE AS strength FROM passages WHERE narrative = $narrative GROUP BY doc) USING (doc)
WHERE narrative = $narrative AND share >= {ABOUT} ORDER BY doc
"""


def first_voices(bundle: Bundle, selection: Selection, narrative: int) -> pd.DataFrame:
    """Each source's first document about a narrative, and which of them can have been the first in this corpus.

    A document is about the narrative if ABOUT of its passages are, or more. When a source first spoke is an interval:
    not before the start of any of its documents' intervals, not after the end of any. Two intervals that overlap have
    no order (an interval order, Fishburn 1970).

    Only documents that speak clearly of it (CLEAR_VOICE) name who was first: where one that came earlier is at the edge
    of the narrative, whether it counts is for the reader to judge, and who was first stays open.

    Returns
    -------
    frame : a row for each source with a document about it, by `order`, then `first`; then those that only have
        documents at its edge; those with undated ones only last.
        `source`; `order` (Int64: 1 + the number of sources that spoke clearly before it for certain; null if it has no
        dated document that does); `certain_first` (it spoke clearly, and no other can have been first);
        `could_be_first` (no other spoke clearly before it for certain, or it did so at the edge); `first`, `first_end`
        (datetime64, UTC: the interval, of clear documents); `strength` (float, 0 to 1: of the clearest document that
        can be that first one, or the first at the edge where there is none); `edge_first`, `edge_first_end`
        (datetime64, UTC: the interval in which it first spoke at the edge, if that can be before `first`; else null);
        `copy_of` (the source that carried the same text before it for certain, where its first document is a copy; else
        null); `documents` (dated ones about it); `undated` (documents about it without a date: they may be earlier, and
        no column takes account of them); `collected_from`, `collected_to` (datetime64, UTC: first and last document of
        the source, whatever it is about; null where the source is unknown); `collected_then` (whether it was collected
        when the first one spoke, so that its being later says something).
    """
    base = selection.of_all_narratives()
    return bundle.keep(("first voices", base, narrative), lambda: _first_voices(bundle, base, narrative))


def _first_voices(bundle: Bundle, selection: Selection, narrative: int) -> pd.DataFrame:
    documents = _documents_about(bundle, selection, narrative)
    dated = documents[documents["published"].notna()]
    clear = dated[dated["strength"] >= CLEAR_VOICE]
    by_source = documents.assign(is_undated=documents["published"].isna()).groupby("source", sort=True)
    frame = by_source.agg(documents=("published", "count"), undated=("is_undated", "sum")).astype("int64")
    frame = frame.join(_first(clear, "first"))
    frame = frame.join(_first(dated[dated["strength"] < CLEAR_VOICE], "edge_first"))
    later = (frame["edge_first"] > frame["first_end"]).to_numpy()
    frame.loc[later, ["edge_first", "edge_first_end"]] = pd.NaT
    frame = _ordered(frame)
    frame["strength"] = _strengths(frame, dated)
    frame["copy_of"] = _carried_from(frame, clear)
    frame = frame.join(_collected(bundle))
    then, since = (
        frame[f"first{end}"].min() if len(clear) else frame[f"edge_first{end}"].min() for end in ("_end", "")
    )
    frame["collected_then"] = (frame["collected_from"] <= then) & (frame["collected_to"] >= since)
    frame = frame.reset_index().sort_values(
        ["order", "first", "edge_first", "source"], na_position="last", kind="stable"
    )
    return frame[COLUMNS].astype({"source": "str"}).reset_index(drop=True)


def first_passages(bundle: Bundle, selection: Selection, narrative: int, source: str, *, limit: int = 3) -> PassageList:
    """Passages on a narrative from the documents with which a source can have spoken of it first, clearest first:
    the evidence behind a row of `first_voices`, from the edge of the narrative too.
    """
    documents = _documents_about(bundle, selection, narrative)
    own = documents[(documents["source"] == source) & documents["published"].notna()]
    at_edge = own["strength"] < CLEAR_VOICE
    limits = own.groupby(at_edge)["published_end"].transform("min")
    last = own.loc[~at_edge, "published_end"].min()
    early = own[(own["published"] <= limits) & (~at_edge | pd.isna(last) | (own["published"] <= last))]
    found = bundle.query(
        "SELECT passage_id FROM passages SEMI JOIN early USING (doc) WHERE narrative = $narrative",
        {"narrative": narrative},
        tables={"early": early[["doc"]]},
    )
    return passages_by_id(bundle, found["passage_id"].tolist(), limit=limit)


def adoption_curve(voices: pd.DataFrame) -> pd.DataFrame:
    """How many sources had spoken of a narrative at least once, by day: a curve of steps.

    `voices`: as `first_voices` gives them. Columns: `date` (datetime64, a day in which a number changes, UTC),
    `sources` (that had spoken clearly by its end for certain), `possible` (that can have, at the edge too). Sources
    with undated documents only are left out, and texts without a source.
    """
    voices = voices[voices["source"] != NO_SOURCE]
    ends = _days(voices["first_end"])
    starts = _days(voices[["first", "edge_first"]].min(axis=1))
    dates = np.unique(np.concatenate([starts, ends]))
    return pd.DataFrame(
        {
            "date": pd.Series(dates, dtype="datetime64[us]"),
            "sources": np.searchsorted(ends, dates, side="right"),
            "possible": np.searchsorted(starts, dates, side="right"),
        }
    )


def _days(instants: "pd.Series[pd.Timestamp]") -> npt.NDArray[np.datetime64]:
    """The days of instants that are known, ascending."""
    return np.sort(instants.dropna().to_numpy("datetime64[us]").astype("datetime64[D]")).astype("datetime64[us]")


def _documents_about(bundle: Bundle, selection: Selection, narrative: int) -> pd.DataFrame:
    base = selection.of_all_narratives()

    def read() -> pd.DataFrame:
        documents = bundle.parquet(DOCUMENTS.name)
        return _corrected(where(base, bundle).query(_ABOUT, narrative=narrative, documents=documents), bundle)

    return bundle.keep(("documents about", base, narrative), read)


def _corrected(frame: pd.DataFrame, bundle: Bundle) -> pd.DataFrame:
    """Documents with the dates that people corrected."""
    said = {} if bundle.changes is None else bundle.changes.documents
    dates = {doc_id: one for doc_id, one in said.items() if "published" in one}
    if not dates:
        return frame
    ids = bundle.query("SELECT doc_id, doc FROM documents WHERE doc_id IN (SELECT unnest($ids))", {"ids": list(dates)})
    ends = ("published", "published_end")
    by_doc = {int(row["doc"]): dates[row["doc_id"]] for row in records(ids)}
    new = {
        name: pd.to_datetime(
            [by_doc.get(int(doc), row)[name] for doc, row in zip(frame["doc"], records(frame), strict=True)]
        )
        for name in ends
    }
    return frame.assign(**new).astype(dict.fromkeys(ends, "datetime64[us]"))


def _first(documents: pd.DataFrame, name: str) -> pd.DataFrame:
    """The interval in which each source first spoke: `name`, `name`_end, by `source`."""
    ends = documents.groupby("source").agg(**{name: ("published", "min"), f"{name}_end": ("published_end", "min")})
    return ends.astype("datetime64[us]")


def _ordered(frame: pd.DataFrame) -> pd.DataFrame:
    """Add `order`, `could_be_first` and `certain_first` to rows with `first`, `edge_first` and their ends."""
    clear, edge = frame["first"].notna(), frame["edge_first"].notna()
    # Texts without a source are not one source's: none comes after them, though one of them may be the first.
    ends = np.sort(frame.loc[clear & (frame.index != NO_SOURCE), "first_end"].to_numpy("datetime64[us]"))
    # An interval that ends where another starts still overlaps it: both ends are within.
    before = np.searchsorted(ends, frame["first"].to_numpy("datetime64[us]"), side="left")
    order = pd.Series(before + 1, frame.index, dtype="Int64").where(clear)
    limit = frame["first_end"].min() if clear.any() else frame["edge_first_end"].min()
    early = edge & (frame["edge_first"] <= limit)
    could = (order == 1).fillna(False).astype(bool) | early
    certain = could & clear & (could.sum() == 1)
    return frame.assign(order=order, could_be_first=could, certain_first=certain)


def _strengths(frame: pd.DataFrame, dated: pd.DataFrame) -> "pd.Series[float]":
    """The strength of the clearest document with which each source can have spoken first; null where none is dated."""
    limit = frame["first_end"].fillna(frame["edge_first_end"]).reindex(dated["source"]).to_numpy("datetime64[us]")
    early = dated[dated["published"].to_numpy("datetime64[us]") <= limit]
    return early.groupby("source")["strength"].max().reindex(frame.index).astype(float)


def _carried_from(frame: pd.DataFrame, clear: pd.DataFrame) -> "pd.Series[str]":
    """The source that carried the text of each source's first document before it for certain, if one did."""
    start = frame["first"].reindex(clear["source"]).to_numpy("datetime64[us]")
    first = clear[clear["copied"] & (clear["published"].to_numpy("datetime64[us]") == start)]
    others = first.merge(clear, on="copy_group", suffixes=("", "_of"))
    earlier = others[(others["source_of"] != others["source"]) & (others["published_end_of"] < others["published"])]
    earlier = earlier.sort_values(["published_of", "doc_of"], kind="stable")
    found: pd.Series[str] = earlier.groupby("source")["source_of"].first().reindex(frame.index).astype(object)
    return found


def _collected(bundle: Bundle) -> pd.DataFrame:
    """Window of collection of each named source: `collected_from`, `collected_to`, by `source`."""
    known = bundle.sources.set_index("source")[["first", "last"]]
    plain = {c: pd.to_datetime(known[c], utc=True).dt.tz_localize(None).astype("datetime64[us]") for c in known}
    return pd.DataFrame({"collected_from": plain["first"], "collected_to": plain["last"]})
