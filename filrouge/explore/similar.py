"""The passages of a selection that are nearest in meaning to a text, ranked, whatever their language."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from filrouge.arrays import Ints, evenly
from filrouge.bundle import Bundle
from filrouge.explore.fields import Text, option
from filrouge.explore.meaning import nearest
from filrouge.explore.passages import passages_by_id
from filrouge.explore.said import with_sentences
from filrouge.explore.selection import Selection, narratives_of, where
from filrouge.i18n import N_

OPTIONS: Final = (
    option(
        "similar", N_("Search by meaning"), Text(), "",
        "A text to which the nearest passages are listed, in any language.",
    ),
)  # fmt: skip

_CANDIDATES: Final = 400  # passages whose sentences are looked at
_SAMPLE: Final = 200


@dataclass(frozen=True)
class Similar:
    """What is nearest to a text.

    Attributes
    ----------
    frame : nearest first, one passage of each independent text: `passages.PassageList.frame` with `rank` (from 1) and
        `similarity` (cosine: of the passage, or its mean with that of the nearest sentence) and `said`: where in the
        passage that sentence starts and ends; None where the bundle has no sentences.
    passages : how many passages were compared.
    more : whether further texts could be listed.
    typical : the median similarity of an even sample of them: what passages about other things have; NaN without any.
    """

    frame: pd.DataFrame
    passages: int
    more: bool
    typical: float


def similar(bundle: Bundle, selection: Selection, text: str, *, limit: int = 10) -> Similar:
    """Rank the passages of a selection by how near they are in meaning to a text. There is no threshold: some passages
    are nearest to any text, whether or not one says the same.

    Of a text, and of its copies, only the nearest passage is listed.

    Raises
    ------
    EmbedderError : the bundle's embedder is not at hand.
    """
    return bundle.keep(("similar", selection, text, limit), lambda: _similar(bundle, selection, text, limit))


def _similar(bundle: Bundle, selection: Selection, text: str, limit: int) -> Similar:
    among = np.flatnonzero(where(selection, bundle).points(narratives_of(selection, bundle)))
    frame, more = nearest_texts(bundle, among, text, limit)
    sample = nearest(bundle, text, among[evenly(len(among), _SAMPLE)], _SAMPLE)
    typical = float(with_sentences(bundle, [text], *sample)["similarity"].median())
    return Similar(frame, len(among), more, typical)


def nearest_texts(bundle: Bundle, among: Ints, text: str, limit: int) -> tuple[pd.DataFrame, bool]:
    """The frame of `Similar` for the passages with the ids `among`, and whether it could hold more."""
    columns = bundle.columns
    many = max(_CANDIDATES, 4 * (limit + 1))
    while True:
        passages, cosines = nearest(bundle, text, among, many)
        texts = columns.copy_group[columns.passage_doc[passages]]
        if len(np.unique(texts)) > limit or len(passages) < many:
            break
        many *= 4
    ranked = with_sentences(bundle, [text], passages, cosines)
    ranked["text"] = columns.copy_group[columns.passage_doc[ranked.index]]
    kept = ranked.drop_duplicates("text").head(limit)
    frame = passages_by_id(bundle, kept.index.tolist(), limit=len(kept)).frame.set_index("passage_id")
    frame = (
        frame.loc[kept.index]
        .reset_index()
        .assign(
            rank=np.arange(1, len(kept) + 1),
            similarity=kept["similarity"].to_numpy().round(6),
            said=pd.Series(kept["said"].tolist(), dtype=object),
        )
    )
    return frame, ranked["text"].nunique() > limit
