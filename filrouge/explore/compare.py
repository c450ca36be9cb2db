"""Sources side by side: what each talks about, and where they differ by more than chance."""

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from filrouge.bundle import Bundle
from filrouge.explore.selection import INDEPENDENT, NO_NARRATIVE_LABEL, Selection, where
from filrouge.schema import NO_NARRATIVE, NO_SOURCE

FEWEST_TEXTS: Final = 10
"""Fewer independent texts than this, and no difference is given."""

_Z: Final = 1.959963984540054  # two-sided 95 %

# Copies of one text are one text: its share is the mean over its copies.
_SHARES: Final = f"""
, compared AS MATERIALIZED (
    SELECT doc, copy_group, copied, source FROM chosen WHERE source IN (SELECT unnest($compare::VARCHAR[]))
), sizes AS (
    SELECT source, copy_group, count(*) AS copies FROM compared WHERE copied GROUP BY source, copy_group
)
SELECT source, narrative, count(*) AS mentions, {INDEPENDENT} AS mentions_texts,
       sum(share / coalesce(copies, 1)) AS share_of_texts
FROM shares JOIN compared USING (doc) LEFT JOIN sizes USING (source, copy_group)
GROUP BY source, narrative
"""


def compare(bundle: Bundle, selection: Selection, sources: tuple[str, ...]) -> pd.DataFrame:
    """Compare how much of each source's output talks about each narrative.

    Returns one row for every narrative that any of the sources talks about and every source, ordered by the
    largest difference, sources in the order asked:

    - `narrative`, `label`, `source`
    - `mentions`, `mentions_texts` : documents of the source that talk about it, and independent texts among them
    - `documents`, `texts` : all its documents, and independent texts, in the selection
    - `share` : fractional share of the source's independent texts, 0 to 1
    - `share_low`, `share_high` : 95 % score interval (Wilson 1927)
    - `difference` : share minus the share of the first source asked; 0 for that one
    - `difference_low`, `difference_high` : 95 % interval (Newcombe 1998, method 10)
    - `enough` : whether both have at least FEWEST_TEXTS independent texts

    A share of a text lies between 0 and 1, so its variance is at most that of a yes or no: both intervals err on
    the wide side.
    """
    base = selection.of_all_narratives()
    frame = where(base, bundle).query(_SHARES, compare=list(sources))
    if selection.narratives:
        frame = frame[frame["narrative"].isin(selection.narratives)]
    totals = _totals(bundle, base, sources)
    narratives = sorted(frame["narrative"].unique(), key=int)
    index = pd.MultiIndex.from_product([narratives, sources], names=["narrative", "source"])
    counted = frame.set_index(["narrative", "source"])[["mentions", "mentions_texts", "share_of_texts"]]
    frame = counted.reindex(index, fill_value=0).reset_index().merge(totals, on="source", how="left")
    frame["share"] = (frame["share_of_texts"] / frame["texts"].where(frame["texts"] > 0)).fillna(0.0).clip(0, 1)
    frame["share_low"], frame["share_high"] = wilson(frame["share"].to_numpy(), frame["texts"].to_numpy())
    first = frame[frame["source"] == sources[0]].set_index("narrative") if len(frame) else frame
    reference = frame["narrative"].map(first["share"]) if len(frame) else frame["share"]
    frame["difference"] = frame["share"] - reference
    low, high = newcombe(
        frame["share"].to_numpy(),
        frame["texts"].to_numpy(),
        reference.to_numpy(),
        np.full(len(frame), int(totals.loc[totals["source"] == sources[0], "texts"].iloc[0])),
    )
    same = frame["source"] == sources[0]
    frame["difference_low"], frame["difference_high"] = np.where(same, 0, low), np.where(same, 0, high)
    frame["enough"] = (frame["texts"] >= FEWEST_TEXTS) & bool(
        totals.loc[totals["source"] == sources[0], "texts"].iloc[0] >= FEWEST_TEXTS
    )
    frame["label"] = frame["narrative"].map({**bundle.labels, NO_NARRATIVE: NO_NARRATIVE_LABEL})
    frame["_largest"] = frame["difference"].abs().groupby(frame["narrative"]).transform("max")
    frame = frame.sort_values(["_largest", "narrative"], ascending=[False, True], kind="stable")
    sizes = ["mentions", "mentions_texts", "documents", "texts"]
    measures = [f"{value}{end}" for value in ("share", "difference") for end in ("", "_low", "_high")]
    return frame[["narrative", "label", "source", *sizes, *measures, "enough"]].reset_index(drop=True)


def _totals(bundle: Bundle, base: Selection, sources: tuple[str, ...]) -> pd.DataFrame:
    counted = where(base, bundle).query(
        f"SELECT source, count(*) AS documents, {INDEPENDENT} AS texts FROM chosen "
        "WHERE source IN (SELECT unnest($compare::VARCHAR[])) GROUP BY source",
        compare=list(sources),
    )
    asked = pd.DataFrame({"source": list(sources)})
    return asked.merge(counted, on="source", how="left").fillna(0).astype({"documents": int, "texts": int})


_Floats = npt.NDArray[np.float64]


def wilson(share: _Floats, n: npt.NDArray[np.int64]) -> tuple[_Floats, _Floats]:
    """95 % score interval of a proportion (Wilson 1927); 0 to 1 where `n` is 0."""
    n_ = np.maximum(n, 1).astype(float)
    middle = (share + _Z**2 / (2 * n_)) / (1 + _Z**2 / n_)
    half = _Z / (1 + _Z**2 / n_) * np.sqrt(share * (1 - share) / n_ + _Z**2 / (4 * n_**2))
    return np.where(n > 0, np.maximum(middle - half, 0), 0.0), np.where(n > 0, np.minimum(middle + half, 1), 1.0)


def newcombe(
    share: _Floats, n: npt.NDArray[np.int64], reference: _Floats, n_reference: npt.NDArray[np.int64]
) -> tuple[_Floats, _Floats]:
    """95 % interval of the difference `share - reference` of two independent proportions (Newcombe 1998, no. 10)."""
    low, high = wilson(share, n)
    reference_low, reference_high = wilson(reference, n_reference)
    difference = share - reference
    return (
        difference - np.sqrt((share - low) ** 2 + (reference_high - reference) ** 2),
        difference + np.sqrt((high - share) ** 2 + (reference - reference_low) ** 2),
    )


def largest_sources(bundle: Bundle, selection: Selection, most: int = 2) -> tuple[str, ...]:
    """The named sources with most documents in the selection."""
    frame = where(selection, bundle).query(
        "SELECT source FROM chosen WHERE source <> $unknown GROUP BY source ORDER BY count(*) DESC, source LIMIT $most",
        unknown=NO_SOURCE,
        most=most,
    )
    return tuple(frame["source"])
