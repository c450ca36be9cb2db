"""What is new in a span of days: the words against the narrative's own past, and who spoke."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

import numpy as np
import pandas as pd

from filrouge.bundle import Bundle
from filrouge.explore.independent import independent_texts
from filrouge.explore.selection import Selection, count
from filrouge.explore.words import words_between

COLUMNS: Final = ["source", "texts", "expected", "ratio", "output"]


@dataclass(frozen=True)
class WhatIsNew:
    """A narrative in a span of days.

    `words`: as `words.distinctive_words` gives them, the span first and the narrative before it second; empty where
    either has too few texts; `past`: independent texts before the span that talk about the narrative; `sources`:
    `source`, `texts` (independent texts about it in the span), `expected` (if the source spoke of it in the span as
    often as in all its life), `ratio` (null where nothing is expected), `output` (its texts in the span), most texts
    first.
    """

    words: pd.DataFrame
    past: int
    sources: pd.DataFrame


def what_is_new(bundle: Bundle, selection: Selection, narrative: int, start: date, end: date) -> WhatIsNew:
    """Gather what sets a span of days of a narrative apart from its past. Both days count."""
    key = ("what is new", selection, narrative, start, end)
    return bundle.keep(key, lambda: _what_is_new(bundle, selection, narrative, start, end))


def _what_is_new(bundle: Bundle, selection: Selection, narrative: int, start: date, end: date) -> WhatIsNew:
    about = replace(selection.about(narrative), undated=False)
    inside = replace(
        about, date_from=max(start, selection.date_from or start), date_to=min(end, selection.date_to or end)
    )
    before = replace(about, date_to=min(start - timedelta(days=1), selection.date_to or start))
    return WhatIsNew(
        words_between(bundle, inside, before),
        count(bundle, before).texts,
        who_spoke(bundle, selection, narrative, start, end),
    )


def who_spoke(bundle: Bundle, selection: Selection, narrative: int, start: date, end: date) -> pd.DataFrame:
    """Texts of each source about a narrative in a span of days, beside those expected (indirect standardisation).

    A text that several sources carry is each one's. Columns as in `WhatIsNew.sources`.
    """
    texts = independent_texts(bundle, selection, within_source=True)
    about = texts.about[:, texts.narratives.index(narrative)]
    if not about.any():
        empty = pd.DataFrame(columns=COLUMNS)
        return empty.astype({"source": "str", "texts": int, "expected": float, "ratio": float, "output": int})
    low, high = ((pd.Timestamp(day) - texts.first).days for day in (start, end))
    life = (texts.day >= texts.day[about].min()) & (texts.day <= texts.day[about].max())
    inside = (texts.day >= low) & (texts.day <= high)

    def by_source(which: np.ndarray) -> np.ndarray:
        return np.bincount(texts.source[which], minlength=len(texts.sources))

    in_life, output = by_source(life), by_source(inside)
    expected = by_source(about) * by_source(life & inside) / np.maximum(in_life, 1)
    frame = pd.DataFrame(
        {"source": texts.sources, "texts": by_source(about & inside), "expected": expected, "output": output}
    )
    frame["ratio"] = frame["texts"] / frame["expected"].where(frame["expected"] > 0)
    frame = frame[frame["texts"] + frame["expected"] > 0]
    return frame.sort_values(["texts", "source"], ascending=[False, True])[COLUMNS].reset_index(drop=True)
