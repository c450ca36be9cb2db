"""The passages of a selection that are nearest in meaning to a text, ranked, whatever their language."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from filrouge.bundle import Bundle
from filrouge.explore.fields import Text, option
from filrouge.explore.meaning import Floats, evenly, nearest, query_vector
from filrouge.explore.passages import passages_by_id
from filrouge.explore.selection import Selection, where
from filrouge.explore.sentences import centred, have_vectors, sentences_in, vectors_of
from filrouge.i18n import N_
from filrouge.tables import Ints

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
    columns = bundle.columns
    among = np.flatnonzero(where(selection, bundle).points(selection.narratives))
    many = max(_CANDIDATES, 4 * (limit + 1))
    while True:
        passages, cosines = nearest(bundle, text, among, many)
        texts = columns.copy_group[columns.passage_doc[passages]]
        if len(np.unique(texts)) > limit or len(passages) < many:
            break
        many *= 4
    ranked = _with_sentences(bundle, text, passages, cosines)
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
    sample = nearest(bundle, text, among[evenly(len(among), _SAMPLE)], _SAMPLE)
    typical = float(_with_sentences(bundle, text, *sample)["similarity"].median())
    return Similar(frame, len(among), ranked["text"].nunique() > limit, typical)


def _with_sentences(bundle: Bundle, text: str, passages: Ints, cosines: Floats) -> pd.DataFrame:
    """`similarity` and `said` of passages, by their ids, nearest first: a passage tells what is talked about, its
    nearest sentence what is told of it, and the mean of both ranks better than either.
    """
    found = pd.DataFrame(
        {"similarity": cosines.astype(float), "said": None}, index=pd.Index(passages, name="passage_id")
    )
    vector, language = query_vector(bundle, text)
    if not len(passages) or not have_vectors(bundle):
        return found
    frame = sentences_in(bundle, passages)
    languages = frame["language"].to_numpy()
    near = np.empty(len(frame))
    for code in pd.unique(languages):
        rows = languages == code
        vectors = vectors_of(bundle, frame.loc[rows, "row"].to_numpy(), code)
        if vectors.shape[1] != len(vector):  # of another embedder
            return found
        near[rows] = vectors @ centred(bundle, vector, language)
    best = frame.assign(near=near).sort_values("near", ascending=False, kind="stable").drop_duplicates("passage_id")
    best = best.set_index("passage_id")
    found["similarity"] = (found["similarity"] + best["near"].reindex(found.index).fillna(0.0)) / 2
    spans = {i: (int(s), int(e)) for i, s, e in zip(best.index, best["start"], best["end"], strict=True)}
    found["said"] = pd.Series([spans.get(i) for i in found.index], found.index, dtype=object)
    return found.sort_values(["similarity", "passage_id"], ascending=[False, True])
