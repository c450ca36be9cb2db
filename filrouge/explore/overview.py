"""What the collection holds: how much, when, by whom, in which languages, about what."""

from typing import Final

import numpy as np
import pandas as pd

from filrouge.arrays import Ints
from filrouge.bundle import Bundle
from filrouge.explore.narratives import standing_of
from filrouge.explore.periods import choose_period, grid, placed, span_of
from filrouge.explore.selection import Selection, count, narratives_of, where
from filrouge.explore.source_facts import grouping
from filrouge.explore.view import View
from filrouge.tables import NEVER, Columns

OTHER_SOURCES: Final = "Other sources"
"""The key of all sources that have no bar of their own."""


def documents_over_time(
    bundle: Bundle,
    selection: Selection,
    period: str = "auto",
    *,
    most: int = 8,
    by: str = "source",
) -> tuple[pd.DataFrame, str, int, int]:
    """Count documents by period and source, or by one of `source_facts.FACTS`.

    Returns
    -------
    frame : one row for every period and source, zeros included: `start` (datetime64), `source` (or the kind or country:
        the `most` with most documents, then OTHER_SOURCES), `documents`, `texts` (copies count once).
    period : the period used.
    undated, coarse : documents that could not be placed.
    """
    counts = count(bundle, selection)
    span = span_of(bundle, selection)
    period = choose_period(period, span)
    filter_ = where(selection, bundle)
    columns = filter_.columns
    docs, at, starts, coarse = placed(period, columns, filter_.docs)
    if not len(docs) or span is None:
        empty = pd.DataFrame(columns=["start", "source", "documents", "texts"]).astype({"start": "datetime64[us]"})
        return empty, period, counts.undated, coarse
    # Sources without a bar of their own are counted together: a text that two of them carry is one independent text.
    grouped = grouping(bundle, by)
    source = columns.source[docs] if by == "source" else grouped.group[columns.source[docs]]
    sizes = np.bincount(source, minlength=len(grouped.names))
    order = np.argsort(-sizes, kind="stable")[:most]
    order = order[sizes[order] > 0]
    bar = np.full(len(grouped.names), len(order), np.int64)
    bar[order] = np.arange(len(order))
    names = [grouped.names[i] for i in order] + [OTHER_SOURCES] * int(sizes.sum() > sizes[order].sum())
    cell = bar[source] * len(starts) + at
    cells = len(names) * len(starts)
    index = pd.MultiIndex.from_product([names, starts.astype("datetime64[us]")], names=["source", "start"])
    documents = np.bincount(cell, minlength=cells)
    by_source = pd.DataFrame({"documents": documents, "texts": columns.independent(docs, cell, documents)}, index)
    index = pd.MultiIndex.from_product([names, grid(period, span)], names=["source", "start"])
    return by_source.reindex(index, fill_value=0).reset_index(), period, counts.undated, coarse


def documents_by_source(bundle: Bundle, selection: Selection, by: str = "source") -> pd.DataFrame:
    """Count documents by source, or by one of `source_facts.FACTS`, largest first: `source` (or the kind or country),
    `documents`, `texts` (copies count once), `undated`.
    """
    filter_ = where(selection, bundle)
    columns, docs = filter_.columns, filter_.docs
    grouped = grouping(bundle, by)
    source = columns.source if by == "source" else grouped.group[columns.source]
    of_undated = source[docs[columns.day[docs] == NEVER]]
    frame = _sizes(columns, docs, source, grouped.names, "source")
    frame["undated"] = np.bincount(of_undated, minlength=len(grouped.names))[frame.index]
    return frame.reset_index(drop=True)


def documents_by_language(bundle: Bundle, selection: Selection) -> pd.DataFrame:
    """Count documents by language, largest first: `language`, `documents`, `texts` (copies count once)."""
    filter_ = where(selection, bundle)
    columns, docs = filter_.columns, filter_.docs
    return _sizes(columns, docs, columns.language, columns.languages, "language").reset_index(drop=True)


def _sizes(columns: Columns, docs: Ints, codes: Ints, names: list[str], name: str) -> pd.DataFrame:
    """How many documents have each code, the most frequent first; the index is the code."""
    group = codes[docs]
    documents = np.bincount(group, minlength=len(names))
    frame = pd.DataFrame(
        {name: names, "documents": documents, "texts": columns.independent(docs, group, documents)},
    )
    return frame[documents > 0].sort_values(["documents", name], ascending=[False, True])


def narratives_by_size(bundle: Bundle, selection: Selection) -> pd.DataFrame:
    """Count documents by narrative, largest first.

    Columns: `narrative`, `theme`, `standing` (null where not measured), `documents` (that talk about it; one can count
    for several), `texts` (copies count once).
    """
    filter_ = where(selection.of_all_narratives(), bundle)
    columns = filter_.columns
    talking = columns.share_narrative >= 0
    if named := narratives_of(selection, bundle):
        talking &= np.isin(columns.share_narrative, named)
    rows = filter_.shares(talking)
    about = columns.share_narrative[rows]
    documents = np.bincount(about)
    texts = columns.independent(columns.share_doc[rows], about, documents)
    counted = pd.DataFrame({"narrative": np.arange(len(documents)), "documents": documents, "texts": texts})
    counted = counted[documents > 0].sort_values(["documents", "narrative"], ascending=[False, True], ignore_index=True)
    known = bundle.narratives.set_index("narrative").loc[counted["narrative"]]
    frame = counted[["narrative"]].assign(
        theme=known["theme"].to_numpy(),
        standing=pd.Series(
            [standing_of(bundle, n, s) for n, s in zip(counted["narrative"], known["stability"], strict=True)],
            dtype=object,
        ),
    )
    return frame.join(counted[["documents", "texts"]])


def shown_narrative(bundle: Bundle, view: View) -> int | None:
    """The narrative that a view is about: the one it names, else the largest of its selection; None without any."""
    if view.about is not None:
        return int(view.about)
    sizes = narratives_by_size(bundle, view.selection)
    return None if sizes.empty else int(sizes["narrative"].iloc[0])


def by_theme(sizes: pd.DataFrame) -> pd.DataFrame:
    """Rows of `narratives_by_size` with those of a theme together: the theme of the largest first, each by size."""
    largest = sizes.groupby("theme")["documents"].transform("max")
    # Two themes may be as large: the one that comes first stays first.
    first = sizes["theme"].map({theme: i for i, theme in enumerate(sizes["theme"].unique())})
    ordered = sizes.assign(_largest=-largest, _first=first).sort_values(["_largest", "_first"], kind="stable")
    return ordered.drop(columns=["_largest", "_first"]).reset_index(drop=True)


def narrative_languages(bundle: Bundle, selection: Selection) -> pd.DataFrame:
    """In which languages each narrative is talked about, most documents first.

    Columns: `narrative`, `language`, `documents`, `texts` (copies count once).
    """
    filter_ = where(selection.of_all_narratives(), bundle)
    columns = filter_.columns
    rows = filter_.shares(columns.share_narrative >= 0)
    docs = columns.share_doc[rows]
    cell = columns.share_narrative[rows] * len(columns.languages) + columns.language[docs]
    documents = np.bincount(cell)
    found = np.argsort(-documents, kind="stable")[: np.count_nonzero(documents)]
    narrative, language = np.divmod(found, len(columns.languages))
    texts = columns.independent(docs, cell, documents)
    names = pd.array(columns.languages, "str").take(language)
    return pd.DataFrame(
        {"narrative": narrative, "language": names, "documents": documents[found], "texts": texts[found]}
    )
