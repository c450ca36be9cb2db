"""Narratives over time: how much of what was published in each period talks about each of them."""

from dataclasses import dataclass
from typing import Final

import pandas as pd

from filrouge.bundle import Bundle
from filrouge.explore.periods import PERIOD_START, choose_period, grid, span_of
from filrouge.explore.selection import INDEPENDENT, NO_NARRATIVE_LABEL, Counts, Selection, count, where
from filrouge.schema import NO_NARRATIVE

OTHER: Final = -2
"""`narrative` of the row that holds all narratives that are not shown by themselves."""

OTHER_LABEL: Final = "Other narratives"

MOST_SHOWN: Final = 8

FEWEST_DOCUMENTS: Final = 10
"""Shares of a period with fewer documents than this say little, and are marked so."""

# Rows of three kinds: a narrative in a period; OTHER in a period (a document that talks about two of the narratives
# not shown counts once); a period as a whole, with null for the narrative. A null start: dated too coarsely.
_COUNTS: Final = f"""
, dated AS MATERIALIZED (SELECT doc, copy_group, copied, {PERIOD_START} AS start FROM chosen WHERE day IS NOT NULL)
, counts AS MATERIALIZED (
    SELECT start, narrative, count(*) AS mentions, sum(share) AS fractional, {INDEPENDENT} AS texts
    FROM shares JOIN dated USING (doc)
    WHERE start IS NOT NULL GROUP BY start, narrative
)
, shown AS (
    SELECT unnest($narratives::INTEGER[]) AS narrative UNION ALL (
        SELECT narrative FROM counts WHERE narrative <> {NO_NARRATIVE} AND len($narratives) = 0
        GROUP BY narrative ORDER BY sum(mentions) DESC, narrative LIMIT {MOST_SHOWN}
    )
)
SELECT start, narrative, mentions, fractional, texts FROM counts
UNION ALL
SELECT start, {OTHER}, count(*), 0, {INDEPENDENT} FROM dated WHERE start IS NOT NULL AND doc IN (
    SELECT doc FROM shares WHERE narrative <> {NO_NARRATIVE} AND narrative NOT IN (FROM shown)
) GROUP BY start
UNION ALL
SELECT start, NULL, count(*), 0, {INDEPENDENT} FROM dated GROUP BY start
"""


@dataclass(frozen=True)
class Timeline:
    """Narratives over time.

    `frame` has one row for every period and narrative shown, zeros included, ordered by narrative and start:
    `start` (datetime64, first day), `narrative` (int, OTHER and NO_NARRATIVE last), `label`, `mentions` (documents
    that talk about it; one document can count for several narratives), `mentions_texts` (independent texts among
    them: copies count once), `share` (fractional share: mean over the
    period's documents of the part of each that talks about it; adds up to 1 over narratives; 0 where the period
    has no documents), `documents` and `texts` (of the period, whatever they talk about; copies count once in
    `texts`).
    """

    frame: pd.DataFrame
    period: str
    counts: Counts
    coarse: int


def timeline(bundle: Bundle, selection: Selection, period: str = "auto") -> Timeline:
    """Count narratives over time.

    Shown by themselves are the narratives of the selection, or else the eight that most documents talk about.
    Shares are of all documents of the selection, whatever they talk about.
    """
    base = selection.of_all_narratives()
    counts = count(bundle, base)
    span = span_of(bundle, base, counts)
    period = choose_period(period, span)
    named = [n for n in selection.narratives if n != NO_NARRATIVE]
    rows = where(base, bundle).query(_COUNTS, period=period, narratives=named)
    whole = rows[rows["narrative"].isna()]
    coarse = int(whole.loc[whole["start"].isna(), "mentions"].sum())
    rows, whole = rows[rows["narrative"].notna()].astype({"narrative": int}), whole[whole["start"].notna()]
    if span is None or rows.empty:
        return Timeline(_empty(), period, counts, coarse)
    frame = _complete(rows, named or _most_mentioned(rows), grid(period, span))
    totals = whole[["start", "mentions", "texts"]].rename(columns={"mentions": "documents"})
    frame = frame.merge(totals, on="start", how="left").fillna({"documents": 0, "texts": 0})
    frame["share"] = (frame["fractional"] / frame["documents"].where(frame["documents"] > 0)).fillna(0.0)
    frame["label"] = frame["narrative"].map({**bundle.labels, OTHER: OTHER_LABEL, NO_NARRATIVE: NO_NARRATIVE_LABEL})
    columns = ["start", "narrative", "label", "mentions", "mentions_texts", "share", "documents", "texts"]
    whole_numbers = dict.fromkeys(["mentions", "mentions_texts", "documents", "texts"], int)
    return Timeline(frame[columns].astype(whole_numbers), period, counts, coarse)


def _most_mentioned(rows: pd.DataFrame) -> list[int]:
    mentions = rows[rows["narrative"] >= 0].groupby("narrative")["mentions"].sum()
    order = mentions.reset_index().sort_values(["mentions", "narrative"], ascending=[False, True])
    return [int(n) for n in order["narrative"].head(MOST_SHOWN)]


def _complete(rows: pd.DataFrame, shown: list[int], starts: pd.DatetimeIndex) -> pd.DataFrame:
    """A row for every period and narrative shown, zeros included; all others in one, where there are any."""
    counted = rows.set_index(["narrative", "start"])[["mentions", "texts", "fractional"]]
    others = rows[(rows["narrative"] >= 0) & ~rows["narrative"].isin(shown)].groupby("start")["fractional"].sum()
    counted.loc[[(OTHER, start) for start in others.index], "fractional"] = others.to_numpy()
    present = set(rows["narrative"])
    index = pd.MultiIndex.from_product(
        [[*shown, *(n for n in (OTHER, NO_NARRATIVE) if n in present)], starts], names=["narrative", "start"]
    )
    return counted.reindex(index, fill_value=0).reset_index().rename(columns={"texts": "mentions_texts"})


def _empty() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "start": pd.Series(dtype="datetime64[us]"),
            "narrative": pd.Series(dtype=int),
            "label": pd.Series(dtype=str),
            "mentions": pd.Series(dtype=int),
            "mentions_texts": pd.Series(dtype=int),
            "share": pd.Series(dtype=float),
            "documents": pd.Series(dtype=int),
            "texts": pd.Series(dtype=int),
        }
    )
