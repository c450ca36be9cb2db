"""Narratives over time: how much of what was published in each period talks about each of them."""

from dataclasses import dataclass, replace
from typing import Final, Literal

import pandas as pd

from filrouge.bundle import Bundle
from filrouge.explore.intervals import weighted_interval
from filrouge.explore.periods import PERIOD_START, choose_period, grid, span_of
from filrouge.explore.selection import (
    INDEPENDENT,
    NO_NARRATIVE_LABEL,
    Counts,
    Selection,
    count,
    language_name,
    source_name,
    where,
)
from filrouge.i18n import N_, _
from filrouge.schema import NO_NARRATIVE

OTHER: Final = -2
"""`narrative` of the row that holds all narratives that are not shown by themselves."""

OTHER_LABEL: Final = N_("Other narratives")

MOST_SHOWN: Final = 8

Averaging = Literal["sources", "pooled", "weighted"]

AVERAGED: Final[dict[Averaging, str]] = {
    "sources": N_("every source that published in a period counts the same"),
    "pooled": N_("every independent text counts the same, so a source counts as much as it publishes"),
    "weighted": N_("every source counts as much as it publishes in the whole selection, in each period alike"),
}
"""What each way of averaging shares means."""

FEWEST_TEXTS: Final = 10
"""Fewer effective texts than this in a period, and its shares say little; they are marked so."""

# The weight of a text of a source in its period, before weights are made to add up to 1 in each period.
_WEIGHTS: Final[dict[Averaging, str]] = {
    "pooled": "1.0 / count(*) OVER (PARTITION BY start, copy_group)",
    "sources": "1.0 / count(*) OVER (PARTITION BY start, source)",
    "weighted": "count(*) OVER (PARTITION BY source)::DOUBLE / count(*) OVER (PARTITION BY start, source)",
}

# A text is one source's: copies of it in other sources are texts of theirs, known to be copies by their group.
_DATED: Final = f"""
, dated AS MATERIALIZED (
    SELECT doc, copy_group, copied, source, {PERIOD_START} AS start FROM chosen WHERE day IS NOT NULL
)
, units AS (SELECT start, source, copy_group, count(*) AS copies FROM dated WHERE start IS NOT NULL GROUP BY ALL)
, raw AS (SELECT *, {{weight}} AS raw FROM units)
, weighed AS MATERIALIZED (
    SELECT start, source, copy_group, copies, raw / sum(raw) OVER (PARTITION BY start) AS weight FROM raw
)
"""

# Rows of three kinds: a narrative in a period; OTHER in a period (a document that talks about two of the narratives
# not shown counts once); a period as a whole, with null for the narrative and the effective number of texts in the
# place of the share. A null start: dated too coarsely.
_COUNTS: Final = f"""{_DATED}
, counts AS MATERIALIZED (
    SELECT start, narrative, count(*) AS mentions, sum(share * weight / copies) AS share, {INDEPENDENT} AS texts
    FROM shares JOIN dated USING (doc) JOIN weighed USING (start, source, copy_group)
    GROUP BY start, narrative
)
, shown AS (
    SELECT unnest($narratives::INTEGER[]) AS narrative UNION ALL (
        SELECT narrative FROM counts WHERE narrative <> {NO_NARRATIVE} AND len($narratives) = 0
        GROUP BY narrative ORDER BY sum(mentions) DESC, narrative LIMIT {MOST_SHOWN}
    )
)
, effective AS (
    SELECT start, 1 / sum(weight * weight) AS effective FROM (
        SELECT start, copy_group, sum(weight) AS weight FROM weighed GROUP BY ALL
    ) GROUP BY start
)
SELECT start, narrative, mentions, share, texts FROM counts
UNION ALL
SELECT start, {OTHER}, count(*), 0, {INDEPENDENT} FROM dated WHERE start IS NOT NULL AND doc IN (
    SELECT doc FROM shares WHERE narrative <> {NO_NARRATIVE} AND narrative NOT IN (FROM shown)
) GROUP BY start
UNION ALL
SELECT start, NULL, count(*), any_value(effective), {INDEPENDENT}
FROM dated LEFT JOIN effective USING (start) GROUP BY start
"""

_LARGEST: Final = """
SELECT {panel}::VARCHAR AS panel FROM chosen WHERE day IS NOT NULL GROUP BY ALL ORDER BY count(*) DESC, panel
"""

COLUMNS: Final = [
    "start", "narrative", "label", "mentions", "mentions_texts", "share", "low", "high", "documents", "texts",
    "effective", "enough",
]  # fmt: skip


@dataclass(frozen=True)
class Timeline:
    """Narratives over time.

    `frame` has one row for every period and narrative shown, zeros included, ordered by narrative and start:
    `start` (datetime64, first day), `narrative` (int, OTHER and NO_NARRATIVE last), `label`, `mentions` (documents
    that talk about it; one document can count for several narratives), `mentions_texts` (independent texts among
    them: copies count once), `share` (fractional share: mean over the period's independent texts, weighted as
    `averaging` says, of the part of each that talks about it; adds up to 1 over narratives; 0 where the period has no
    documents), `low`, `high` (95 % interval of the share; 0 and 1 where nothing was published), `documents` and
    `texts` (of the period, whatever they talk about; copies count once in `texts`), `effective` (float: how many
    equally weighted texts say as much), `enough` (whether these are FEWEST_TEXTS or more).
    """

    frame: pd.DataFrame
    period: str
    averaging: Averaging
    counts: Counts
    coarse: int


def timeline(bundle: Bundle, selection: Selection, period: str = "auto", averaging: Averaging = "sources") -> Timeline:
    """Count narratives over time.

    Shown by themselves are the narratives of the selection, or else the eight that most documents talk about.
    Shares are of all independent texts of the selection, whatever they talk about. By default sources count the same,
    so that one that publishes much does not stand for all. Copies within a source are one text with their mean share;
    copies in several sources are one text for the interval, whatever weight they have. "weighted" is direct
    standardisation (Fleiss, Levin & Paik 2003, chapter 19) over the sources that published in the period. The interval
    is `weighted_interval` at Kish's effective number of texts; it is of one period: of twenty periods one lies outside
    by chance.
    """
    base = selection.of_all_narratives()
    counts = count(bundle, base)
    span = span_of(bundle, base, counts)
    period = choose_period(period, span)
    named = [n for n in selection.narratives if n != NO_NARRATIVE]
    sql = _COUNTS.replace("{weight}", _WEIGHTS[averaging])
    rows = where(base, bundle).query(sql, period=period, narratives=named)
    whole = rows[rows["narrative"].isna()]
    coarse = int(whole.loc[whole["start"].isna(), "mentions"].sum())
    rows, whole = rows[rows["narrative"].notna()].astype({"narrative": int}), whole[whole["start"].notna()]
    if span is None or rows.empty:
        return Timeline(_typed(pd.DataFrame(columns=COLUMNS)), period, averaging, counts, coarse)
    frame = _complete(rows, named or _most_mentioned(rows), grid(period, span))
    totals = whole[["start", "mentions", "share", "texts"]].rename(
        columns={"mentions": "documents", "share": "effective"}
    )
    frame = frame.merge(totals, on="start", how="left").fillna({"documents": 0, "texts": 0, "effective": 0})
    frame["share"] = frame["share"].clip(0, 1)
    frame["low"], frame["high"] = weighted_interval(frame["share"].to_numpy(), frame["effective"].to_numpy())
    frame["enough"] = frame["effective"] >= FEWEST_TEXTS - 1e-9
    frame["label"] = frame["narrative"].map(
        {**bundle.labels, OTHER: _(OTHER_LABEL), NO_NARRATIVE: _(NO_NARRATIVE_LABEL)}
    )
    return Timeline(_typed(frame), period, averaging, counts, coarse)


MOST_PANELS: Final = 8
IN_PANELS: Final = 3
"""Narratives in each panel where none are chosen."""


def timeline_panels(
    bundle: Bundle, selection: Selection, panel: str, period: str = "auto", averaging: Averaging = "sources"
) -> tuple[Timeline, int]:
    """Narratives over time for each of the largest sources ("source") or languages ("language") of a selection.

    Returns
    -------
    timeline : of the whole selection, its `frame` with the column `panel` (name of the source or language, largest
        first, at most MOST_PANELS): a row for each panel, narrative and period. All panels have the same narratives,
        those of the selection or else the IN_PANELS largest, and the same periods.
    left : how many sources or languages have no panel.
    """
    base = selection.of_all_narratives()
    sizes = where(base, bundle).query(_LARGEST.format(panel=panel))["panel"].tolist()
    whole = timeline(bundle, selection, period, averaging)
    span = span_of(bundle, base, whole.counts)
    if span is None or whole.frame.empty:
        return replace(whole, frame=whole.frame.assign(panel=pd.Series(dtype="str"))), 0
    shown = whole.frame.loc[whole.frame["narrative"] >= 0, "narrative"].drop_duplicates().tolist()
    named = [n for n in selection.narratives if n != NO_NARRATIVE]
    shown = shown if named else shown[:IN_PANELS]
    one = replace(base, date_from=span.first, date_to=span.last, narratives=tuple(shown))
    frames = []
    for name in sizes[:MOST_PANELS]:
        of_it = replace(one, sources=(name,)) if panel == "source" else replace(one, languages=(name,))
        found = timeline(bundle, of_it, whole.period, averaging).frame
        title = language_name(name) if panel == "language" else source_name(name)
        frames.append(found[found["narrative"] >= 0].assign(panel=title))
    return replace(whole, frame=pd.concat(frames, ignore_index=True)), len(sizes) - len(frames)


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    whole = dict.fromkeys(["narrative", "mentions", "mentions_texts", "documents", "texts"], int)
    real = dict.fromkeys(["share", "low", "high", "effective"], float)
    # Threads add up in any order, which moves the last digits: without them, twice the same question is twice the same.
    frame = frame.assign(**frame[list(real)].astype(float).round(12).assign(effective=frame["effective"].round(9)))
    return frame[COLUMNS].astype(whole | real | {"start": "datetime64[us]", "label": "str", "enough": bool})


def _most_mentioned(rows: pd.DataFrame) -> list[int]:
    mentions = rows[rows["narrative"] >= 0].groupby("narrative")["mentions"].sum()
    order = mentions.reset_index().sort_values(["mentions", "narrative"], ascending=[False, True])
    return [int(n) for n in order["narrative"].head(MOST_SHOWN)]


def _complete(rows: pd.DataFrame, shown: list[int], starts: pd.DatetimeIndex) -> pd.DataFrame:
    """A row for every period and narrative shown, zeros included; all others in one, where there are any."""
    counted = rows.set_index(["narrative", "start"])[["mentions", "texts", "share"]]
    others = rows[(rows["narrative"] >= 0) & ~rows["narrative"].isin(shown)].groupby("start")["share"].sum()
    counted.loc[[(OTHER, start) for start in others.index], "share"] = others.to_numpy()
    present = set(rows["narrative"])
    index = pd.MultiIndex.from_product(
        [[*shown, *(n for n in (OTHER, NO_NARRATIVE) if n in present)], starts], names=["narrative", "start"]
    )
    return counted.reindex(index, fill_value=0).reset_index().rename(columns={"texts": "mentions_texts"})
