"""Side by side: what each side talks about, where they differ by more than chance, and how sure that is."""

from typing import Final

import numpy as np
import pandas as pd

from filrouge.bundle import Bundle
from filrouge.explore.intervals import SURE, benjamini_hochberg, newcombe, score_test, wilson
from filrouge.explore.selection import INDEPENDENT, NO_NARRATIVE_LABEL, Selection, where
from filrouge.explore.sides import ON_SIDE, Side, members, together
from filrouge.i18n import N_, _
from filrouge.schema import NO_NARRATIVE

FEWEST_TEXTS: Final = 10
"""Fewer independent texts than this, and no difference is given."""

CERTAIN: Final = 0.01
"""A difference is clear with q up to this, likely up to SURE."""

CERTAINTIES: Final = {"clear": N_("clear"), "likely": N_("likely"), "open": N_("cannot be told")}

# Copies of one text on one side are one text: its share is the mean over its copies.
_SHARES: Final = f"""
, compared AS MATERIALIZED (SELECT doc, copy_group, copied, side FROM chosen JOIN sides ON {ON_SIDE}),
sizes AS (SELECT side, copy_group, count(*) AS copies FROM compared WHERE copied GROUP BY side, copy_group)
SELECT side, narrative, count(*) AS mentions, {INDEPENDENT} AS mentions_texts,
       sum(share / coalesce(copies, 1)) AS share_of_texts
FROM shares JOIN compared USING (doc) LEFT JOIN sizes USING (side, copy_group)
GROUP BY side, narrative
"""


def compare(bundle: Bundle, selection: Selection, sides: tuple[Side, ...]) -> pd.DataFrame:
    """Compare how much of each side's output talks about each narrative.

    Returns one row for every narrative that any side talks about and every side, ordered by how sure the surest
    difference of the narrative is, then by the largest one; sides in the order asked:

    - `narrative`, `label`, `side`
    - `mentions`, `mentions_texts` : documents of the side that talk about it, and independent texts among them
    - `documents`, `texts` : all its documents, and independent texts, in the selection
    - `share` : fractional share of the side's independent texts, 0 to 1
    - `share_low`, `share_high` : 95 % score interval (Wilson 1927)
    - `difference` : share minus the share of the first side; 0 for that one
    - `difference_low`, `difference_high` : 95 % interval (Newcombe 1998, method 10)
    - `p` : of the difference (Campbell 2007); NaN for the first side and where nothing can be told
    - `q` : Benjamini-Hochberg over all differences of the table
    - `certainty` : key of CERTAINTIES; "" for the first side
    - `enough` : whether both have at least FEWEST_TEXTS independent texts

    A share of a text lies between 0 and 1, so its variance is at most that of a yes or no: intervals and tests err on
    the wide side. A text that stands on both sides makes them alike, which the test does not know: it errs on the
    same side.
    """
    names = [side.name for side in sides]
    filter_ = where(together(selection, sides), bundle)
    frame = filter_.query(_SHARES, tables={"sides": members(sides)})
    if selection.narratives:
        frame = frame[frame["narrative"].isin(selection.narratives)]
    totals = filter_.query(
        f"SELECT side, count(*) AS documents, {INDEPENDENT} AS texts FROM chosen JOIN sides ON {ON_SIDE} GROUP BY side",
        tables={"sides": members(sides)},
    )
    asked = pd.DataFrame({"side": names})
    totals = asked.merge(totals, on="side", how="left").fillna(0).astype({"documents": int, "texts": int})
    narratives = sorted(frame["narrative"].unique(), key=int)
    index = pd.MultiIndex.from_product([narratives, names], names=["narrative", "side"])
    counted = frame.set_index(["narrative", "side"])[["mentions", "mentions_texts", "share_of_texts"]]
    frame = counted.reindex(index, fill_value=0).reset_index().merge(totals, on="side", how="left")
    frame["share"] = (frame["share_of_texts"] / frame["texts"].where(frame["texts"] > 0)).fillna(0.0).clip(0, 1)
    frame["share"] = frame["share"].round(12)  # threads add up in any order
    frame["share_low"], frame["share_high"] = wilson(frame["share"].to_numpy(), frame["texts"].to_numpy())
    frame = _differences(frame, names[0], int(totals["texts"].iloc[0]))
    frame["label"] = frame["narrative"].map({**bundle.labels, NO_NARRATIVE: _(NO_NARRATIVE_LABEL)})
    by_narrative = frame.groupby("narrative")
    frame["_surest"] = by_narrative["p"].transform("min").fillna(1.0)
    frame["_largest"] = frame["difference"].abs().groupby(frame["narrative"]).transform("max")
    frame = frame.sort_values(["_surest", "_largest", "narrative"], ascending=[True, False, True], kind="stable")
    sizes = ["mentions", "mentions_texts", "documents", "texts"]
    measures = [f"{value}{end}" for value in ("share", "difference") for end in ("", "_low", "_high")]
    columns = ["narrative", "label", "side", *sizes, *measures, "p", "q", "certainty", "enough"]
    return frame[columns].reset_index(drop=True)


def _differences(frame: pd.DataFrame, first: str, n: int) -> pd.DataFrame:
    """Each side against the first, which has `n` independent texts."""
    same = (frame["side"] == first).to_numpy()
    reference = frame["narrative"].map(frame[same].set_index("narrative")["share"]) if len(frame) else frame["share"]
    values = frame["share"].to_numpy(), frame["texts"].to_numpy(), reference.to_numpy(), np.full(len(frame), n)
    low, high = newcombe(*values)
    enough = (frame["texts"] >= FEWEST_TEXTS) & (n >= FEWEST_TEXTS)
    p = np.where(same | ~enough, np.nan, score_test(*values))
    # What cannot be tested was asked all the same, and counts among the tests.
    q = benjamini_hochberg(p, int((~same).sum()))
    certainty = np.select([same, q <= CERTAIN, q <= SURE], ["", "clear", "likely"], "open")
    return frame.assign(
        difference=np.where(same, 0.0, frame["share"] - reference),
        difference_low=np.where(same, 0, low),
        difference_high=np.where(same, 0, high),
        p=p,
        q=q,
        certainty=certainty,
        enough=enough,
    )
