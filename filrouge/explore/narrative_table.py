"""Every narrative of a selection with what one looks for in a list of them: how much, by whom, and since when."""

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from filrouge.arrays import Ints, n_different
from filrouge.bundle import Bundle
from filrouge.explore.overview import narratives_by_size
from filrouge.explore.selection import Selection, where
from filrouge.tables import NEVER

PERIODS: Final = 24
"""Equal stretches of time that a trend is counted in."""


def narrative_table(bundle: Bundle, selection: Selection) -> pd.DataFrame:
    """`overview.narratives_by_size` with more of each narrative.

    Returns
    -------
    The columns of `narratives_by_size`, and `sources` (how many known ones), `languages` (how many), `first`, `last`
    (datetime64: earliest and latest day of its dated documents; null without any), `trend` (documents in each of
    PERIODS equal stretches from the first dated document of the selection to the last; empty where none is dated to a
    day).
    """
    sizes = narratives_by_size(bundle, selection)
    columns = bundle.columns
    rows = where(selection.of_all_narratives(), bundle).shares(columns.share_narrative >= 0)
    about, docs = columns.share_narrative[rows], columns.share_doc[rows]
    n = int(about.max(initial=-1)) + 1
    kept = sizes["narrative"].to_numpy(np.int64)
    first, last = ends(about, columns.day[docs], columns.day_end[docs], n)
    trend = trends(about, columns.day[docs], columns.day_end[docs], n)
    return sizes.assign(
        sources=n_different(about, columns.source_if_known(docs), n)[kept],
        languages=n_different(about, columns.language[docs], n)[kept],
        first=first[kept],
        last=last[kept],
        trend=pd.Series([trend[i].tolist() for i in kept], sizes.index, dtype=object),
    )


def ends(about: Ints, day: Ints, day_end: Ints, n: int) -> tuple[npt.NDArray[np.datetime64], ...]:
    """First and last day of each group of documents; NaT where none is dated."""
    dated = day != NEVER
    far = np.iinfo(np.int64).max
    first, last = np.full(n, far), np.full(n, -far)
    np.minimum.at(first, about[dated], day[dated])
    np.maximum.at(last, about[dated], day_end[dated])
    none = first == far
    never = np.datetime64("NaT", "us")
    return tuple(
        np.where(none, never, np.where(none, 0, days).astype("datetime64[D]").astype("datetime64[us]"))
        for days in (first, last)
    )


def trends(about: Ints, day: Ints, day_end: Ints, n: int) -> Ints:
    """Documents of each group in each stretch; those not dated to the day are in none."""
    exact = (day != NEVER) & (day == day_end)
    if not exact.any():
        return np.zeros((n, 0), np.int64)
    about, day = about[exact], day[exact]
    first, days = int(day.min()), int(day.max() - day.min()) + 1
    place = (day - first) * PERIODS // days
    return np.bincount(about * PERIODS + place, minlength=n * PERIODS).reshape(n, PERIODS)
