"""How near passages are to what some texts say: by the passage, and by that of its sentences which says it best."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from filrouge.arrays import Ints, Singles, unit
from filrouge.bundle import Bundle
from filrouge.explore.meaning import query_vector
from filrouge.explore.sentences import centred, have_vectors, sentences_in, vectors_of


def with_sentences(bundle: Bundle, texts: Sequence[str], passages: Ints, cosines: Singles) -> pd.DataFrame:
    """Compare passages with the middle of some texts, nearest first: a passage tells what is talked about, its nearest
    sentence what is told of it, and the mean of both ranks better than either.

    `cosines`: of the passages with the same texts.

    Returns
    -------
    By `passage_id`: `similarity`, and `said`: where in the passage the nearest sentence starts and ends, None where
    that is not known.

    Raises
    ------
    EmbedderError : the bundle's embedder is not at hand.
    """
    found = pd.DataFrame(
        {"similarity": cosines.astype(float), "said": None}, index=pd.Index(passages, name="passage_id")
    )
    if not len(passages) or not have_vectors(bundle):
        return found
    sought = [query_vector(bundle, text) for text in texts]
    frame = sentences_in(bundle, passages)
    languages = frame["language"].to_numpy()
    near = np.empty(len(frame))
    wanted: Singles | None = None
    for code in pd.unique(languages):
        rows = languages == code
        vectors = vectors_of(bundle, frame.loc[rows, "row"].to_numpy(), code)
        if vectors.shape[1] != len(sought[0][0]):  # of another embedder
            return found
        if wanted is None:
            wanted = unit(np.mean([centred(bundle, vector, language) for vector, language in sought], axis=0))
        near[rows] = vectors @ wanted
    best = frame.assign(near=near).sort_values("near", ascending=False, kind="stable").drop_duplicates("passage_id")
    best = best.set_index("passage_id")
    found["similarity"] = (found["similarity"] + best["near"].reindex(found.index).fillna(0.0)) / 2
    spans = {i: (int(s), int(e)) for i, s, e in zip(best.index, best["start"], best["end"], strict=True)}
    found["said"] = pd.Series([spans.get(i) for i in found.index], found.index, dtype=object)
    return found.sort_values(["similarity", "passage_id"], ascending=[False, True])
