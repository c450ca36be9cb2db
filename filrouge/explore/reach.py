"""Reach over time: what platforms counted of the documents that talk about each narrative."""

from typing import Final

import numpy as np
import pandas as pd

from filrouge.bundle import Bundle
from filrouge.explore.fields import Choice, option
from filrouge.explore.periods import choose_period, grid, placed, span_of
from filrouge.explore.selection import Selection, narratives_of, where
from filrouge.i18n import N_
from filrouge.schema import NO_NARRATIVE

COUNTED: Final = {"views": N_("Views"), "likes": N_("Likes"), "shares": N_("Shares"), "comments": N_("Comments")}
OPTIONS: Final = (
    option(
        "reach", N_("Reach in"), Choice(COUNTED), "views", "Which of the platforms' counts is shown.",
        pages=("timeline",),
    ),
)  # fmt: skip
MOST_SHOWN: Final = 8


def reach_over_time(
    bundle: Bundle, selection: Selection, counted: str, period: str = "auto"
) -> tuple[pd.DataFrame, str, int]:
    """Add up one of `schema.REACTIONS` by narrative and period; a document that talks about several narratives counts
    whole for each of them, so these do not add up, and copies count each with its own.

    Returns
    -------
    frame : one row for every period and narrative shown (those of the selection, or else the MOST_SHOWN with most),
        ordered by narrative, the largest first, and start: `start` (datetime64), `narrative`, `reach` (float; NaN where
        no document of the period states any), `stated` (documents that do).
    period : the period used.
    stated : documents of the selection, dated, that state a count.
    """
    base = selection.of_all_narratives()
    span = span_of(bundle, base)
    period = choose_period(period, span)
    columns = bundle.columns
    docs, at, starts, _coarse = placed(period, columns, where(base, bundle).docs)
    counts_of = bundle.query(f"SELECT doc, {counted} AS n FROM documents WHERE {counted} IS NOT NULL")
    value = np.full(len(columns), np.nan)
    value[counts_of["doc"].to_numpy()] = counts_of["n"].to_numpy()
    told = ~np.isnan(value[docs])
    docs, at = docs[told], at[told]
    empty = pd.DataFrame(columns=["start", "narrative", "reach", "stated"]).astype({"start": "datetime64[us]"})
    if span is None or not len(docs):
        return empty, period, 0
    of_period = np.full(len(columns), -1, np.int64)
    of_period[docs] = at
    rows = np.flatnonzero((columns.share_narrative != NO_NARRATIVE) & (of_period[columns.share_doc] >= 0))
    narrative, doc = columns.share_narrative[rows], columns.share_doc[rows]
    found = pd.DataFrame({"narrative": narrative, "start": starts[of_period[doc]], "reach": value[doc]})
    named = [n for n in narratives_of(selection, bundle) if n != NO_NARRATIVE]
    sizes = found.groupby("narrative")["reach"].sum().sort_values(ascending=False, kind="stable")
    shown = [n for n in sizes.index if not named or n in named][: len(named) or MOST_SHOWN]
    if not shown:
        return empty, period, len(docs)
    index = pd.MultiIndex.from_product([shown, grid(period, span)], names=["narrative", "start"])
    found["start"] = found["start"].astype("datetime64[us]")
    by_cell = found.groupby(["narrative", "start"])["reach"].agg(reach="sum", stated="size").reindex(index)
    by_cell["stated"] = by_cell["stated"].fillna(0).astype(int)
    return by_cell.reset_index()[["start", "narrative", "reach", "stated"]], period, len(docs)
