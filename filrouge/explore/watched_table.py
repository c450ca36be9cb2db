"""The watched narratives of a bundle, counted in a selection as narratives are."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from filrouge.annotations.watched import Watched, watched
from filrouge.arrays import Ints
from filrouge.bundle import Bundle
from filrouge.explore.narrative_table import ends, trends
from filrouge.explore.passages import passages_by_id
from filrouge.explore.selection import Selection, where
from filrouge.explore.watched import passages, precision, scored

COLUMNS: Final = (
    "key", "name", "sentence", "documents", "texts", "sources", "languages", "first", "last", "trend", "precision",
)  # fmt: skip


def watched_table(bundle: Bundle, selection: Selection) -> pd.DataFrame:
    """Count every watched narrative among the documents of a selection, whatever else is watched.

    Returns
    -------
    The columns of COLUMNS, in the order in which the narratives were written: `texts` are independent; `languages` how
    many; `first`, `last` and `trend` as in `narrative_table.narrative_table`; `precision`: a
    `watched.Precision`, of the whole bundle.

    Raises
    ------
    EmbedderError : the bundle's embedder is not at hand.
    """
    filter_ = where(selection.unwatched(), bundle)
    columns, chosen = filter_.columns, filter_.docs
    known = list(watched(bundle).values())
    found = [np.intersect1d(columns.passage_doc[passages(bundle, one)], chosen) for one in known]
    rows = [
        {
            "key": one.key,
            "name": one.name,
            "sentence": one.sentence,
            "documents": len(docs),
            "texts": columns.texts(docs),
            "sources": len(set(columns.source_if_known(docs).tolist()) - {-1}),
            "languages": len(np.unique(columns.language[docs])),
            "precision": precision(bundle, one),
        }
        for one, docs in zip(known, found, strict=True)
    ]
    # The last group is the selection itself: its first and last day are the ends of every trend.
    about = np.repeat(np.arange(len(known) + 1), [*map(len, found), len(chosen)])
    docs: Ints = np.concatenate([*found, chosen])
    first, last = ends(about, columns.day[docs], columns.day_end[docs], len(known) + 1)
    drawn = trends(about, columns.day[docs], columns.day_end[docs], len(known) + 1)[:-1]
    frame = pd.DataFrame(rows, columns=[one for one in COLUMNS if one not in {"first", "last", "trend"}])
    trend = pd.Series(drawn.tolist(), frame.index, dtype=object)
    return frame.assign(first=first[:-1], last=last[:-1], trend=trend)[list(COLUMNS)]


def shown(bundle: Bundle, one: Watched, ids: Sequence[int]) -> pd.DataFrame:
    """Some passages in the order given: `passages.PassageList.frame` with `said`, where in it the sentence stands that
    comes nearest to a watched narrative; None where that is not known.
    """
    frame = passages_by_id(bundle, ids, limit=max(len(ids), 1)).frame.set_index("passage_id").loc[list(ids)]
    said = scored(bundle, one)["said"]
    return frame.reset_index().assign(said=pd.Series([said.get(i) for i in ids], dtype=object))
