"""Passage vectors → narratives: BERTopic's cores, and the passages around them assigned softly."""

import logging
import math
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from filrouge.build.layout import Neighbours, reducer
from filrouge.schema import NO_NARRATIVE

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]

FEWEST_PASSAGES: Final = 15
"""Different passage texts below which no narratives are looked for."""

_TOKENS: Final = {"token_pattern": r"\S+"}  # the words come ready, parted by spaces

SOFTEST: Final = 0.05
CORE: Final = 0.5
"""Strength of a passage in a core is at least this; of one assigned softly, less."""


@dataclass(frozen=True)
class Topics:
    """Narratives of passages.

    `narrative`: int32 (passages), -1 for none; `strength`: float32 (passages), 0 where there is no narrative;
    `centroids`: float32 (narratives, dimensions), unit length; `model`: the fitted BERTopic, or None.
    """

    narrative: Ints
    strength: Floats
    centroids: Floats
    model: Any


def cluster_size(n_passages: int) -> int:
    """Fewest passages that make a narrative, growing with the square root of the corpus."""
    return max(5, round(0.3 * math.sqrt(n_passages)))


def find_topics(vectors: Floats, tokens: Sequence[Sequence[str]], neighbours: Neighbours, seed: int) -> Topics:
    """Find narratives with BERTopic (UMAP to 5 dimensions, HDBSCAN, c-TF-IDF).

    Parameters
    ----------
    vectors : unit vectors of different passages, language offsets taken out, shape (passages, dimensions).
    tokens : words of each passage, stop words removed.
    neighbours : of `vectors`, as `layout.nearest_neighbours` gives them.
    """
    none = Topics(np.full(len(vectors), NO_NARRATIVE, np.int32), np.zeros(len(vectors), np.float32), vectors[:0], None)
    if len(vectors) < FEWEST_PASSAGES:
        return none
    model = _model(neighbours, len(vectors), seed)
    with quiet():
        found, probability = model.fit_transform([" ".join(words) or "_" for words in tokens], embeddings=vectors)
    core = np.asarray(found, np.int32)
    if core.max() < 0:
        return none
    centroids = _centroids(vectors, core)
    narrative, strength = _assign_softly(vectors, core, np.asarray(probability, np.float32), centroids)
    return Topics(narrative, strength, centroids, model)


def _model(neighbours: Neighbours, n: int, seed: int) -> Any:
    from bertopic import BERTopic
    from hdbscan import HDBSCAN
    from sklearn.feature_extraction.text import CountVectorizer

    size = cluster_size(n)
    return BERTopic(
        umap_model=reducer(neighbours, 5, 0.0, seed),
        # `eom` gives two or three broad clusters; `leaf` the narratives, and the rest is assigned softly.
        hdbscan_model=HDBSCAN(
            min_cluster_size=size,
            min_samples=max(1, min(10, size // 5)),
            cluster_selection_method="leaf",
            core_dist_n_jobs=1,
        ),
        vectorizer_model=CountVectorizer(lowercase=False, max_features=20_000, **_TOKENS),
        calculate_probabilities=False,
        verbose=False,
    )


def _centroids(vectors: Floats, core: Ints) -> Floats:
    sums = np.zeros((int(core.max()) + 1, vectors.shape[1]), np.float32)
    inside = np.flatnonzero(core >= 0)
    np.add.at(sums, core[inside], vectors[inside])
    norms = np.linalg.norm(sums, axis=1, keepdims=True)
    centroids: Floats = (sums / np.where(norms > 0, norms, 1)).astype(np.float32)
    return centroids


def _assign_softly(vectors: Floats, core: Ints, probability: Floats, centroids: Floats) -> tuple[Ints, Floats]:
    """Give passages outside the cores to the nearest narrative if they are as near as nine tenths of its members."""
    cosine = vectors @ centroids.T
    k = len(centroids)
    limits = np.array([np.percentile(cosine[core == i, i], 10) for i in range(k)], np.float32)
    best = np.array([cosine[core == i, i].max() for i in range(k)], np.float32)
    nearest = cosine.argmax(axis=1).astype(np.int32)
    near = cosine[np.arange(len(vectors)), nearest]
    soft = (core < 0) & (near >= limits[nearest])
    narrative = np.where(soft, nearest, core).astype(np.int32)
    within = (near - limits[nearest]) / np.maximum(best[nearest] - limits[nearest], 1e-6)
    soft_strength = SOFTEST + np.clip(within, 0, 1) * (CORE - 0.01 - SOFTEST)
    strength = np.where(core >= 0, CORE + (1 - CORE) * np.clip(probability, 0, 1), np.where(soft, soft_strength, 0))
    return narrative, strength.astype(np.float32)


@contextmanager
def quiet() -> Iterator[None]:
    """Keep the warnings and log lines of the libraries away from the analyst."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)
