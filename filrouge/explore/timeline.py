"""Narratives over time: how much of what was published in each period talks about each of them."""

from dataclasses import dataclass
from typing import Final

import pandas as pd

from filrouge.bundle import Bundle
from filrouge.explore.periods import IN_ONE_PERIOD, choose_period, find_span, grid, left_out
from filrouge.explore.selection import INDEPENDENT, NO_NARRATIVE_LABEL, Selection, where
from filrouge.schema import NO_NARRATIVE

OTHER: Final = -2
"""`narrative` of the row that holds all narratives that are not shown by themselves."""

OTHER_LABEL: Final = "Other narratives"

MOST_SHOWN: Final = 8

FEWEST_DOCUMENTS: Final = 10
"""Shares of a period with fewer documents than this say little, and are marked so."""

_DATED: Final = f"""
, dated AS (
    SELECT doc, copy_group, copied, date_trunc($period, day)::DATE AS start FROM chosen WHERE {IN_ONE_PERIOD}
)
"""

_COUNTS: Final = f"""
{_DATED} SELECT start, narrative, count(*) AS mentions, sum(share) AS fractional
FROM shares JOIN dated USING (doc) GROUP BY ALL
"""

# A document that talks about two of the narratives not shown counts once.
_OTHERS: Final = f"""
{_DATED} SELECT start, count(*) AS mentions FROM dated WHERE doc IN (
    SELECT doc FROM shares WHERE narrative <> {NO_NARRATIVE} AND NOT list_contains($shown, narrative)
) GROUP BY start
"""

_TOTALS: Final = f"""
{_DATED} SELECT start, count(*) AS documents, {INDEPENDENT} AS texts FROM dated GROUP BY start
"""


@dataclass(frozen=True)
class Timeline:
    """Narratives over time.

    `frame` has one row for every period and narrative shown, zeros included, ordered by narrative and start:
    `start` (datetime64, first day), `narrative` (int, OTHER and NO_NARRATIVE last), `label`, `mentions` (documents
    that talk about it; one document can count for several narratives), `share` (fractional share: mean over the
    period's documents of the part of each that talks about it; adds up to 1 over narratives; 0 where the period
    has no documents), `documents` and `texts` (of the period, whatever they talk about; copies count once in
    `texts`).
    """

    frame: pd.DataFrame
    period: str
    undated: int
    coarse: int


def timeline(bundle: Bundle, selection: Selection, period: str = "auto") -> Timeline:
    """Count narratives over time.

    Shown by themselves are the narratives of the selection, or else the eight that most documents talk about.
    Shares are of all documents of the selection, whatever they talk about.
    """
    base = selection.of_all_narratives()
    span = find_span(bundle, base)
    period = choose_period(period, span)
    undated, coarse = left_out(bundle, base, period)
    filter_ = where(base, bundle)
    counts = filter_.query(bundle, _COUNTS, period=period)
    if span is None or counts.empty:
        return Timeline(_empty(), period, undated, coarse)
    shown = [n for n in selection.narratives if n != NO_NARRATIVE] or _most_mentioned(counts)
    others = filter_.query(bundle, _OTHERS, period=period, shown=shown).set_index("start")["mentions"]
    totals = filter_.query(bundle, _TOTALS, period=period).set_index("start")
    frame = _complete(counts, others, shown, grid(period, span)).merge(totals, on="start", how="left")
    frame = frame.fillna({"documents": 0, "texts": 0})
    frame["share"] = (frame["fractional"] / frame["documents"].where(frame["documents"] > 0)).fillna(0.0)
    frame["label"] = frame["narrative"].map({**bundle.labels, OTHER: OTHER_LABEL, NO_NARRATIVE: NO_NARRATIVE_LABEL})
    columns = ["start", "narrative", "label", "mentions", "share", "documents", "texts"]
    whole = dict.fromkeys(["mentions", "documents", "texts"], int)
    return Timeline(frame[columns].astype(whole), period, undated, coarse)


def _most_mentioned(counts: pd.DataFrame) -> list[int]:
    mentions = counts[counts["narrative"] != NO_NARRATIVE].groupby("narrative")["mentions"].sum()
    order = mentions.reset_index().sort_values(["mentions", "narrative"], ascending=[False, True])
    return [int(n) for n in order["narrative"].head(MOST_SHOWN)]


def _complete(
    counts: pd.DataFrame, others: "pd.Series[int]", shown: list[int], starts: pd.DatetimeIndex
) -> pd.DataFrame:
    """A row for every period and narrative shown, zeros included; all others in one, where there are any."""
    other = ~counts["narrative"].isin([*shown, NO_NARRATIVE])
    rest = counts[other].groupby("start", as_index=False)["fractional"].sum()
    rest["narrative"], rest["mentions"] = OTHER, rest["start"].map(others)
    present = [
        n for n, some in ((OTHER, len(rest)), (NO_NARRATIVE, (counts["narrative"] == NO_NARRATIVE).any())) if some
    ]
    index = pd.MultiIndex.from_product([[*shown, *present], starts], names=["narrative", "start"])
    both = pd.concat([counts[~other], rest]).set_index(["narrative", "start"])
    return both.reindex(index, fill_value=0).reset_index()


def _empty() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "start": pd.Series(dtype="datetime64[us]"),
            "narrative": pd.Series(dtype=int),
            "label": pd.Series(dtype=str),
            "mentions": pd.Series(dtype=int),
            "share": pd.Series(dtype=float),
            "documents": pd.Series(dtype=int),
            "texts": pd.Series(dtype=int),
        }
    )
