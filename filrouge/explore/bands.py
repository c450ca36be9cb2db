"""How sure the shares of a timeline are: pooled, averaged over sources or weighted, each with its interval."""

from typing import Final, Literal

import numpy as np
import pandas as pd

from filrouge.bundle import Bundle
from filrouge.explore.intervals import weighted_interval
from filrouge.explore.periods import PERIOD_START, choose_period, grid, span_of
from filrouge.explore.selection import Selection, count, where
from filrouge.schema import NO_NARRATIVE

Averaging = Literal["pooled", "sources", "weighted"]

AVERAGINGS: Final[dict[Averaging, str]] = {
    "pooled": "every independent text counts the same, so a source counts as much as it publishes in the period",
    "sources": "every source that published in the period counts the same",
    "weighted": "every source counts as much as it publishes in the whole selection, in each period alike",
}
"""What each way of averaging means."""

FEWEST_TEXTS: Final = 10
"""Fewer effective texts than this in a period, and its share says little."""

COLUMNS: Final = ["start", "narrative", "label", "share", "low", "high", "texts", "effective", "enough"]

# A text is one source's: copies of it in other sources are texts of theirs, known to be copies by their group.
_UNITS: Final = f"""
, dated AS MATERIALIZED (
    SELECT doc, copy_group, source, {PERIOD_START} AS start FROM chosen WHERE day IS NOT NULL
), units AS MATERIALIZED (
    SELECT start, source::VARCHAR AS source, copy_group, count(*) AS copies FROM dated WHERE start IS NOT NULL
    GROUP BY ALL
)
"""
_OF_UNITS: Final = f"{_UNITS} SELECT start, source, copy_group FROM units ORDER BY ALL"
_SHARES: Final = f"""{_UNITS}
SELECT start, source, copy_group, narrative, sum(share / copies) AS share
FROM shares JOIN dated USING (doc) JOIN units USING (start, source, copy_group)
WHERE narrative <> {NO_NARRATIVE} GROUP BY ALL
"""


def timeline_bands(
    bundle: Bundle, selection: Selection, period: str = "auto", averaging: Averaging = "pooled"
) -> pd.DataFrame:
    """Share of each period's output that is about each narrative, with a 95 % interval.

    Shares are fractional, as in `timeline`, of independent texts: copies within a source are one text with their mean
    share, and copies in several sources, being one text, count as one for the interval whatever weight they have. The
    interval is `weighted_interval` at Kish's effective number of texts. It is of one period: of twenty periods one
    lies outside by chance.

    Returns
    -------
    frame : a row for each narrative of the selection (or all) and period, by both: `start` (datetime64), `narrative`,
        `label`, `share` (0 to 1; 0 without texts), `low`, `high` (0 and 1 without texts), `texts` (independent texts of
        the period), `effective` (float: how many equally weighted texts say as much), `enough` (whether these are
        FEWEST_TEXTS or more).
    """
    base = selection.of_all_narratives()
    span = span_of(bundle, base, count(bundle, base))
    period = choose_period(period, span)
    filter_ = where(base, bundle)
    units = filter_.query(_OF_UNITS, period=period)
    if span is None or units.empty:
        return _typed(pd.DataFrame(columns=COLUMNS))
    units["weight"] = unit_weights(units, averaging)
    starts = grid(period, span)
    # A copy group may stand for several units of a period: it is as one text that carries their weights.
    groups = units.groupby(["start", "copy_group"])["weight"].sum().reset_index()
    sizes = groups.assign(squares=groups["weight"] ** 2).groupby("start")
    texts = sizes.size().reindex(starts, fill_value=0)
    effective = (sizes["weight"].sum() ** 2 / sizes["squares"].sum()).reindex(starts, fill_value=0.0)
    narratives = [n for n in selection.narratives if n != NO_NARRATIVE] or list(bundle.narratives["narrative"])
    shares = filter_.query(_SHARES, period=period).merge(units, on=["start", "source", "copy_group"])
    shares["share"] *= shares["weight"]
    index = pd.MultiIndex.from_product([narratives, starts], names=["narrative", "start"])
    summed = shares.groupby(["narrative", "start"])["share"].sum().reindex(index, fill_value=0.0).clip(0, 1)
    frame = summed.reset_index()
    frame["texts"], frame["effective"] = (s.reindex(frame["start"]).to_numpy() for s in (texts, effective))
    frame["low"], frame["high"] = weighted_interval(frame["share"].to_numpy(), frame["effective"].to_numpy())
    frame["enough"] = frame["effective"] >= FEWEST_TEXTS - 1e-9
    frame["label"] = frame["narrative"].map(bundle.labels)
    return _typed(frame)


def unit_weights(units: pd.DataFrame, averaging: Averaging) -> pd.Series:
    """Weight of each text of a source in its period, adding up to 1 in each period.

    `units`: `start`, `source`, `copy_group`, a row for each. "pooled": each copy group the same, shared among the
    sources that carry it. "sources": each source the same. "weighted": each source as its part of all units (direct
    standardisation; Fleiss, Levin & Paik 2003, chapter 19), of those that have some in the period.
    """
    if averaging == "pooled":
        raw = 1.0 / units.groupby(["start", "copy_group"])["source"].transform("size")
    else:
        raw = 1.0 / units.groupby(["start", "source"])["copy_group"].transform("size")
        if averaging == "weighted":
            raw = raw * units.groupby("source")["copy_group"].transform("size")
    return raw / raw.groupby(units["start"]).transform("sum")


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    kinds = dict.fromkeys(["share", "low", "high", "effective"], float) | {"narrative": int, "texts": int}
    frame = frame[COLUMNS].astype(kinds | {"start": "datetime64[us]", "label": "str", "enough": bool})
    frame["share"] = np.clip(frame["share"], 0.0, 1.0)
    return frame
