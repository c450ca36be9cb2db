"""Side by side: what each side talks about, where they differ by more than chance, and how sure that is."""

from typing import Final

import numpy as np
import pandas as pd

from filrouge.bundle import Bundle
from filrouge.explore.chosen import Filter
from filrouge.explore.independent import asked, gone
from filrouge.explore.intervals import SURE, benjamini_hochberg, newcombe, score_test, wilson
from filrouge.explore.selection import Selection, where
from filrouge.explore.sides import Side, together
from filrouge.schema import NO_NARRATIVE
from filrouge.tables import Columns

FEWEST_TEXTS: Final = 10
"""Fewer independent texts than this, and no difference is given."""

CERTAIN: Final = 0.01
"""A difference is clear with q up to this, likely up to SURE."""


def compare(bundle: Bundle, selection: Selection, sides: tuple[Side, ...]) -> pd.DataFrame:
    """Compare how much of each side's output talks about each narrative.

    Returns one row for every narrative that any side talks about (of those of the selection, if it names some) and
    every side, ordered by how sure the surest difference of the narrative is, then by the largest one; sides in the
    order asked:

    - `narrative`, `side` (the place of a side in `sides`)
    - `mentions`, `mentions_texts` : documents of the side that talk about it, and independent texts among them
    - `documents`, `texts` : all its documents, and independent texts, in the selection
    - `share` : fractional share of the side's independent texts, 0 to 1
    - `share_low`, `share_high` : 95 % score interval (Wilson 1927)
    - `difference` : share minus the share of the first side; 0 for that one
    - `difference_low`, `difference_high` : 95 % interval (Newcombe 1998, method 10)
    - `p` : of the difference (Campbell 2007); NaN for the first side and where nothing can be told
    - `q` : Benjamini-Hochberg over the differences of all narratives, whichever the selection names
    - `certainty` : "clear", "likely" or "open"; "" for the first side
    - `enough` : whether both have at least FEWEST_TEXTS independent texts

    A share of a text lies between 0 and 1, so its variance is at most that of a yes or no: intervals and tests err on
    the wide side. A text that stands on both sides makes them alike, which the test does not know: it errs on the
    same side.
    """
    filter_ = where(together(selection, sides), bundle)
    counted = [_count(filter_.columns, filter_, side, place) for place, side in enumerate(sides)]
    frame = pd.concat([shares for shares, _size in counted], ignore_index=True)
    totals = pd.DataFrame([size for _shares, size in counted], columns=["side", "documents", "texts"])
    narratives = sorted(frame["narrative"].unique(), key=int)
    index = pd.MultiIndex.from_product([narratives, range(len(sides))], names=["narrative", "side"])
    sizes = frame.set_index(["narrative", "side"])[["mentions", "mentions_texts", "share_of_texts"]]
    frame = sizes.reindex(index, fill_value=0).reset_index().merge(totals, on="side", how="left")
    frame["share"] = (frame["share_of_texts"] / frame["texts"].where(frame["texts"] > 0)).fillna(0.0).clip(0, 1)
    frame["share"] = frame["share"].round(12)  # what is added up in another order differs in its last digits
    frame["share_low"], frame["share_high"] = wilson(frame["share"].to_numpy(), frame["texts"].to_numpy())
    frame = asked(bundle, selection, _differences(frame, int(totals["texts"].iloc[0]), len(gone(bundle))))
    by_narrative = frame.groupby("narrative")
    frame["_surest"] = by_narrative["p"].transform("min").fillna(1.0)
    frame["_largest"] = frame["difference"].abs().groupby(frame["narrative"]).transform("max")
    frame = frame.sort_values(["_surest", "_largest", "narrative"], ascending=[True, False, True], kind="stable")
    counts = ["mentions", "mentions_texts", "documents", "texts"]
    measures = [f"{value}{end}" for value in ("share", "difference") for end in ("", "_low", "_high")]
    columns = ["narrative", "side", *counts, *measures, "p", "q", "certainty", "enough"]
    return frame[columns].reset_index(drop=True)


def texts_in_common(bundle: Bundle, selection: Selection, sides: tuple[Side, ...]) -> list[int]:
    """How many texts each side has in common with the first: the same, and reworded or translated ones if these count
    as copies; 0 for the first.
    """
    filter_ = where(together(selection, sides), bundle)
    texts = [
        pd.unique(filter_.columns.copy_group[filter_.docs[side.has(filter_.columns, filter_.docs)]]) for side in sides
    ]
    return [0, *(len(np.intersect1d(texts[0], other)) for other in texts[1:])]


def _count(columns: Columns, filter_: Filter, side: Side, place: int) -> tuple[pd.DataFrame, tuple[int, int, int]]:
    """What a side talks about: `narrative`, `side`, `mentions`, `mentions_texts`, `share_of_texts`; and its place, its
    documents and its independent texts.
    """
    docs = filter_.docs[side.has(columns, filter_.docs)]
    # Copies of one text on one side are one text: its share is the mean over its copies.
    copies = np.bincount(columns.copy_group[docs])
    weight = np.zeros(len(columns))
    weight[docs] = 1 / copies[columns.copy_group[docs]]
    rows = np.flatnonzero(weight[columns.share_doc])
    of, cell = columns.share_doc[rows], columns.share_narrative[rows] - NO_NARRATIVE
    mentions = np.bincount(cell)
    frame = pd.DataFrame(
        {
            "narrative": np.arange(len(mentions)) + NO_NARRATIVE,
            "side": place,
            "mentions": mentions,
            "mentions_texts": columns.independent(of, cell, mentions),
            "share_of_texts": np.bincount(cell, columns.share[rows] * weight[of]),
        }
    )
    return frame[mentions > 0], (place, len(docs), int(np.count_nonzero(copies)))


def _differences(frame: pd.DataFrame, n: int, n_gone: int) -> pd.DataFrame:
    """Each side against the first, which has `n` independent texts; `n_gone`: narratives that are there no more."""
    same = (frame["side"] == 0).to_numpy()
    reference = frame["narrative"].map(frame[same].set_index("narrative")["share"]) if len(frame) else frame["share"]
    values = frame["share"].to_numpy(), frame["texts"].to_numpy(), reference.to_numpy(), np.full(len(frame), n)
    low, high = newcombe(*values)
    enough = (frame["texts"] >= FEWEST_TEXTS) & (n >= FEWEST_TEXTS)
    p = np.where(same | ~enough, np.nan, score_test(*values))
    # What cannot be tested was asked all the same, and counts among the tests; so does what people hid.
    n_sides = int(frame["side"].max()) if len(frame) else 0
    q = benjamini_hochberg(p, int((~same).sum()) + n_gone * n_sides)
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
