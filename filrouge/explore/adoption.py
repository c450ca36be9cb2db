"""Adoption: which source spoke of a narrative first in this corpus, and how many had spoken by when."""

import glob
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from filrouge.bundle import Bundle
from filrouge.errors import BundleError
from filrouge.explore.independent import ABOUT
from filrouge.explore.selection import Selection, where

COLUMNS: Final = [
    "source", "order", "certain_first", "could_be_first", "first", "first_end", "copy_of", "documents", "undated",
    "collected_from", "collected_to", "collected_then",
]  # fmt: skip

# The end of an interval is not among the tables in memory.
_ABOUT: Final = f"""
SELECT source, copy_group, copied, doc, make_timestamp(epoch_us(ends.published)) AS published,
       make_timestamp(epoch_us(ends.published_end)) AS published_end
FROM chosen JOIN shares USING (doc)
JOIN (SELECT file_row_number::INTEGER AS doc, published, published_end
      FROM read_parquet($documents, file_row_number = true)) AS ends USING (doc)
WHERE narrative = $narrative AND share >= {ABOUT} ORDER BY doc
"""


def first_voices(bundle: Bundle, selection: Selection, narrative: int) -> pd.DataFrame:
    """Each source's first document about a narrative, and which of them can have been the first in this corpus.

    A document is about the narrative if ABOUT of its passages are, or more. When a source first spoke is an interval:
    not before the start of any of its documents' intervals, not after the end of any. Two intervals that overlap have
    no order (an interval order, Fishburn 1970).

    Returns
    -------
    frame : a row for each source with a document about it, by `order`, then `first`; those with undated ones only last.
        `source`; `order` (Int64: 1 + the number of sources that spoke before it for certain; null if undated);
        `certain_first` (the only one that can have been first); `could_be_first` (no other was before it for certain);
        `first`, `first_end` (datetime64, UTC: the interval); `copy_of` (the source that carried the same text before
        it for certain, where its first document is a copy; else null); `documents` (dated ones about it); `undated`
        (documents about it without a date: they may be earlier, and no column takes account of them);
        `collected_from`, `collected_to` (datetime64, UTC: first and last document of the source, whatever it is about;
        null where the source is unknown); `collected_then` (whether it was collected when the first one spoke, so that
        its being later says something).
    """
    documents = _documents_about(bundle, selection, narrative)
    dated = documents[documents["published"].notna()]
    frame = documents.groupby("source", sort=True).agg(
        first=("published", "min"),
        first_end=("published_end", "min"),
        documents=("published", "count"),
        undated=("published", lambda dates: int(dates.isna().sum())),
    )
    frame = _ordered(frame)
    frame["copy_of"] = pd.Series({s: _carried_from(s, row, dated) for s, row in frame.iterrows()}, dtype=object)
    frame = frame.join(_collected(bundle))
    then = frame["first_end"].min()
    frame["collected_then"] = (frame["collected_from"] <= then) & (frame["collected_to"] >= frame["first"].min())
    frame = frame.reset_index().sort_values(["order", "first", "source"], na_position="last", kind="stable")
    return frame[COLUMNS].astype({"source": "str"}).reset_index(drop=True)


def adoption_curve(bundle: Bundle, selection: Selection, narrative: int) -> pd.DataFrame:
    """How many sources had spoken of a narrative at least once, by day: a curve of steps.

    Columns: `date` (datetime64, a day in which a number changes, UTC), `sources` (that had spoken by its end for
    certain), `possible` (that can have). Sources with undated documents only are left out.
    """
    voices = first_voices(bundle, selection, narrative).dropna(subset="first")
    starts, ends = (_days(voices[column]) for column in ("first", "first_end"))
    dates = np.unique(np.concatenate([starts, ends]))
    return pd.DataFrame(
        {
            "date": pd.Series(dates, dtype="datetime64[us]"),
            "sources": np.searchsorted(ends, dates, side="right"),
            "possible": np.searchsorted(starts, dates, side="right"),
        }
    )


def _days(instants: "pd.Series[pd.Timestamp]") -> npt.NDArray[np.datetime64]:
    """The days of instants, ascending."""
    return np.sort(instants.to_numpy("datetime64[us]").astype("datetime64[D]")).astype("datetime64[us]")


def _documents_about(bundle: Bundle, selection: Selection, narrative: int) -> pd.DataFrame:
    if not bundle.unchanged():
        raise BundleError(
            "the bundle was replaced while it was open", where=str(bundle.path), mend="Reload the page to see the new."
        )
    return where(selection.of_all_narratives(), bundle).query(
        _ABOUT, narrative=narrative, documents=glob.escape(str(bundle.path / "documents.parquet"))
    )


def _ordered(frame: pd.DataFrame) -> pd.DataFrame:
    """Add `order`, `could_be_first` and `certain_first` to rows with `first` and `first_end`."""
    dated = frame["first"].notna()
    ends = np.sort(frame.loc[dated, "first_end"].to_numpy("datetime64[us]"))
    # An interval that ends where another starts still overlaps it: both ends are within.
    before = np.searchsorted(ends, frame["first"].to_numpy("datetime64[us]"), side="left")
    order = pd.Series(before + 1, frame.index, dtype="Int64").where(dated)
    could = (order == 1).fillna(False).astype(bool)
    return frame.assign(order=order, could_be_first=could, certain_first=could & (could.sum() == 1))


def _carried_from(source: object, row: pd.Series, dated: pd.DataFrame) -> str | None:
    """The source that carried the text of a source's first document before it for certain, if one did."""
    own = dated[(dated["source"] == source) & (dated["published"] == row["first"]) & dated["copied"]]
    others = dated[dated["copy_group"].isin(own["copy_group"]) & (dated["source"] != source)]
    earlier = others[others["published_end"] < row["first"]].sort_values(["published", "doc"])
    return str(earlier["source"].iloc[0]) if len(earlier) else None


def _collected(bundle: Bundle) -> pd.DataFrame:
    """Window of collection of each named source: `collected_from`, `collected_to`, by `source`."""
    known = bundle.sources.set_index("source")[["first", "last"]]
    plain = {c: pd.to_datetime(known[c], utc=True).dt.tz_localize(None).astype("datetime64[us]") for c in known}
    return pd.DataFrame({"collected_from": plain["first"], "collected_to": plain["last"]})
