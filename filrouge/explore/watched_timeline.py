"""Watched narratives over time, counted as those of the bundle are."""

from typing import Final

import numpy as np
import pandas as pd

from filrouge.annotations.watched import Watched, watched
from filrouge.arrays import Floats, Ints
from filrouge.bundle import Bundle
from filrouge.explore.periods import choose_period, grid, placed, span_of
from filrouge.explore.selection import Selection, count, where
from filrouge.explore.timeline import COLUMNS, Averaging, Timeline, text_weights, typed, with_intervals
from filrouge.explore.watched import passages

FIRST: Final = 10_000
"""`narrative` of the first that is watched: a number that no narrative of a bundle has."""

MOST_DRAWN: Final = 8
"""Watched narratives that are drawn, those that most documents say."""


def watched_timeline(
    bundle: Bundle, selection: Selection, period: str = "auto", averaging: Averaging = "sources"
) -> Timeline:
    """Count what is watched over time among the documents of a selection, whatever else is watched.

    Returns
    -------
    As `timeline.timeline` of all that was published, with the watched narratives in place of those of the bundle:
    `narrative` is FIRST and up, in the order in which they were written, `key` of each, `label` what it is called. The
    share of a text is that of its passages that count. Those that most documents say come first.

    Raises
    ------
    EmbedderError : the bundle's embedder is not at hand.
    """
    base = selection.of_all_narratives().unwatched()
    counts, known = count(bundle, base), list(watched(bundle).values())
    span = span_of(bundle, base)
    period = choose_period(period, span)
    columns, chosen = bundle.columns, where(selection.unwatched(), bundle).docs
    docs, at, starts, coarse = placed(period, columns, where(base, bundle).docs)
    if span is None or not len(docs) or not known:
        none = typed(pd.DataFrame(columns=COLUMNS)).assign(key="", label="")
        return Timeline(none, period, averaging, counts, coarse)
    weight, texts, effective = text_weights(columns, docs, at, len(starts), averaging)
    kept = np.isin(docs, chosen)
    counted = [_counted(bundle, one, docs[kept], at[kept], weight[kept], len(starts)) for one in known]
    periods = grid(period, span)
    place = np.searchsorted(periods.to_numpy(), starts)
    whole = pd.DataFrame(0.0, range(len(periods)), ["documents", "texts", "effective"])
    whole.iloc[place] = np.column_stack([np.bincount(at, minlength=len(starts)), texts, effective])
    frames = []
    for number in sorted(range(len(known)), key=lambda i: -counted[i]["mentions"].sum()):
        own = counted[number].set_axis(place).reindex(range(len(periods)), fill_value=0)
        one = whole.join(own).assign(start=periods, narrative=FIRST + number)
        frames.append(with_intervals(one).assign(key=known[number].key, label=known[number].name))
    return Timeline(pd.concat(frames, ignore_index=True), period, averaging, counts, coarse)


def _counted(bundle: Bundle, one: Watched, docs: Ints, at: Ints, weight: Floats, n: int) -> pd.DataFrame:
    """`mentions`, `mentions_texts` and `share` of a watched narrative in each of `n` periods: `docs` lie in `at`."""
    columns = bundle.columns
    saying = np.bincount(columns.passage_doc[passages(bundle, one)], minlength=len(columns))[docs]
    part = saying / np.maximum(columns.n_passages[docs], 1)
    said = np.flatnonzero(saying)
    mentions = np.bincount(at[said], minlength=n)
    return pd.DataFrame(
        {
            "mentions": mentions,
            "mentions_texts": columns.independent(docs[said], at[said], mentions),
            "share": np.bincount(at, part * weight, minlength=n),
        }
    )
