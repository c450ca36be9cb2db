"""Nearest neighbours of passages, once: for the communities and for the map."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from filrouge.arrays import Int32s, Ints, Singles

EXACT_UP_TO: Final = 60_000
"""Passages up to which every pair is compared; beyond, NN-descent finds nearly all neighbours in less time."""

_ROWS_AT_A_TIME: Final = 1024
_TOGETHER: Final = 32  # columns of which the largest is looked at first


@dataclass(frozen=True)
class Neighbours:
    """The nearest passages of each by cosine, itself first: int32 and float32, shape (passages, k)."""

    indices: Int32s
    distances: Singles


def nearest_neighbours(vectors: Singles, k: int, seed: int) -> Neighbours:
    """Find the k nearest rows (or all, if there are fewer) of unit vectors by cosine distance."""
    k = min(k, len(vectors))
    if len(vectors) > EXACT_UP_TO:
        return _approximate(vectors, seed, k)
    indices = np.empty((len(vectors), k), np.int32)
    distances = np.empty((len(vectors), k), np.float32)
    padded = np.pad(vectors, ((0, -len(vectors) % _TOGETHER), (0, 0)))
    for first in range(0, len(vectors), _ROWS_AT_A_TIME):
        similar = vectors[first : first + _ROWS_AT_A_TIME] @ padded.T
        rows = np.arange(len(similar))
        similar[:, len(vectors) :] = -2
        similar[rows, rows + first] = 2  # itself first, also where another is as near
        nearest = _largest(similar, k)
        near = np.take_along_axis(similar, nearest, axis=1)
        order = np.lexsort((nearest, -near), axis=1)
        last = first + len(similar)
        indices[first:last] = np.take_along_axis(nearest, order, axis=1)
        distances[first:last] = np.clip(1 - np.take_along_axis(near, order, axis=1), 0, 2)
    return Neighbours(indices, distances)


def _largest(similar: Singles, k: int) -> Ints:
    """Columns of the k largest of each row, in any order.

    They are in the k groups of columns whose largest are largest: few are left to choose from, where choosing from all
    of them took longer than to compute them.
    """
    groups = similar.reshape(len(similar), _TOGETHER, -1)
    if groups.shape[2] <= 2 * k:
        return np.argpartition(-similar, k - 1, axis=1)[:, :k]
    chosen = np.argpartition(-groups.max(axis=1), k - 1, axis=1)[:, :k]
    columns = (chosen[:, :, None] + np.arange(_TOGETHER) * groups.shape[2]).reshape(len(similar), -1)
    inside = np.argpartition(-np.take_along_axis(similar, columns, axis=1), k - 1, axis=1)[:, :k]
    return np.take_along_axis(columns, inside, axis=1)


def _approximate(vectors: Singles, seed: int, k: int) -> Neighbours:
    from umap.umap_ import nearest_neighbors

    indices, distances, _ = nearest_neighbors(
        vectors, k, metric="cosine", metric_kwds={}, angular=True, random_state=np.random.RandomState(seed)
    )
    return Neighbours(indices.astype(np.int32), distances.astype(np.float32))
