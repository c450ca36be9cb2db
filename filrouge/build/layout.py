"""Nearest neighbours, once, and the two reductions that are made of them: 5-D to cluster in, 2-D to look at."""

import warnings
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

N_NEIGHBORS: Final = 15
EXACT_UP_TO: Final = 60_000
"""Passages up to which every pair is compared; beyond, NN-descent finds nearly all neighbours in less time."""

_ROWS_AT_A_TIME: Final = 1024


@dataclass(frozen=True)
class Neighbours:
    """The nearest passages of each by cosine, itself first: int32 and float32, shape (passages, k)."""

    indices: npt.NDArray[np.int32]
    distances: Floats


def nearest_neighbours(vectors: Floats, seed: int, k: int = N_NEIGHBORS) -> Neighbours:
    """Find the k nearest rows (or all, if there are fewer) of unit vectors by cosine distance."""
    k = min(k, len(vectors))
    if len(vectors) > EXACT_UP_TO:
        return _approximate(vectors, seed, k)
    indices = np.empty((len(vectors), k), np.int32)
    distances = np.empty((len(vectors), k), np.float32)
    for first in range(0, len(vectors), _ROWS_AT_A_TIME):
        similar = vectors[first : first + _ROWS_AT_A_TIME] @ vectors.T
        rows = np.arange(len(similar))
        similar[rows, rows + first] = 2  # itself first, also where another is as near
        nearest = np.argpartition(-similar, k - 1, axis=1)[:, :k] if k < len(vectors) else np.tile(rows, (len(rows), 1))
        near = np.take_along_axis(similar, nearest, axis=1)
        order = np.lexsort((nearest, -near), axis=1)
        last = first + len(similar)
        indices[first:last] = np.take_along_axis(nearest, order, axis=1)
        distances[first:last] = np.clip(1 - np.take_along_axis(near, order, axis=1), 0, 2)
    return Neighbours(indices, distances)


def _approximate(vectors: Floats, seed: int, k: int) -> Neighbours:
    from umap.umap_ import nearest_neighbors

    indices, distances, _ = nearest_neighbors(
        vectors, k, metric="cosine", metric_kwds={}, angular=True, random_state=np.random.RandomState(seed)
    )
    return Neighbours(indices.astype(np.int32), distances.astype(np.float32))


def reducer(neighbours: Neighbours, n_components: int, min_dist: float, seed: int) -> Any:
    """Return an unfitted UMAP that uses `neighbours` instead of looking for its own."""
    from umap import UMAP

    knn = (neighbours.indices.astype(np.int64), neighbours.distances)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return UMAP(
            n_neighbors=neighbours.indices.shape[1],
            n_components=n_components,
            min_dist=min_dist,
            metric="cosine",
            init="pca",  # the spectral start fails where the graph falls apart, and takes long
            random_state=seed,
            n_jobs=1,
            precomputed_knn=(*knn, None),
        )


def flat_map(vectors: Floats, neighbours: Neighbours, seed: int) -> Floats:
    """Lay passages out in the plane, finite coordinates of shape (passages, 2).

    UMAP, or principal components where there are too few passages for it.
    """
    if len(vectors) < N_NEIGHBORS:
        return principal_plane(vectors)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        plane = np.asarray(reducer(neighbours, 2, 0.1, seed).fit_transform(vectors), np.float32)
    return plane if np.isfinite(plane).all() else principal_plane(vectors)


def principal_plane(vectors: Floats) -> Floats:
    """First two principal components, shape (passages, 2); zeros where there is nothing to tell passages apart."""
    plane = np.zeros((len(vectors), 2), np.float32)
    if len(vectors) > 1:
        u, s, _ = np.linalg.svd(vectors - vectors.mean(axis=0), full_matrices=False)
        n = min(2, len(s))
        plane[:, :n] = u[:, :n] * s[:n]
    return plane
