"""Take out of multilingual vectors what is only language, so that passages group by what they say.

Passages of different languages that are each other's nearest neighbours are similar (mutual nearest neighbours,
Haghverdi et al. 2018, for batches in single-cell data). What such pairs differ in is no meaning: its mean is a
language's offset, and its covariance says in which directions vectors scatter for other reasons than meaning, which
are then given less weight (within-class covariance normalisation, Hatch et al. 2006, for voices and microphones).
docs/narratives.md has what was tried and measured. Where there is one language only, sources stand in for languages:
an outlet's manner is no narrative either.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from filrouge.arrays import Ints, Singles, unit

ROUNDS: Final = 4
NEIGHBOURS: Final = 10
"""Nearest passages of other languages among which those that are mutual are looked for."""

SHRINKAGE: Final = 0.75
"""Weight of "all directions scatter alike" against the covariance of the pairs."""

PRIOR: Final = 0.05
"""Weight of the plain mean of a language against its pairs."""

FEWEST: Final = 12
"""A group with fewer passages gets part of its offset: n / FEWEST of it."""

_SAMPLE: Final = 10_000
_ROWS_AT_A_TIME: Final = 1024


@dataclass(frozen=True)
class Alignment:
    """What is done to a vector before it is compared with those of other languages.

    `groups`: codes of languages, or names of sources where there is one language only (`by` says which);
    `offsets`: float32 (groups, dimensions); `mean`: float32 (dimensions), subtracted after; `weights`: float32
    (dimensions, dimensions), multiplied after that.
    """

    by: str
    groups: tuple[str, ...]
    offsets: Singles
    mean: Singles
    weights: Singles

    def apply(self, vectors: npt.NDArray[np.floating], groups: Sequence[str]) -> Singles:
        """Return aligned unit vectors, float32; those of an unknown group get no offset of their own."""
        table = np.vstack([self.offsets, np.zeros((1, len(self.mean)), np.float32)])
        place = {group: i for i, group in enumerate(self.groups)}
        rows = np.array([place.get(group, len(self.groups)) for group in groups], np.int64)
        result = np.empty((len(vectors), len(self.mean)), np.float32)
        for first in range(0, len(vectors), _ROWS_AT_A_TIME):
            some = slice(first, first + _ROWS_AT_A_TIME)
            result[some] = unit((vectors[some].astype(np.float32) - table[rows[some]] - self.mean) @ self.weights)
        return result


def align(
    vectors: npt.NDArray[np.floating],
    languages: Sequence[str],
    sources: Sequence[str],
    seed: int,
    advance: Callable[[int], None] = lambda _: None,
) -> Alignment:
    """Estimate the alignment of unit vectors, shape (passages, dimensions), from those that meet across languages.

    `advance` is called after each of ROUNDS rounds.
    """
    by, groups = ("language", languages) if len(set(languages)) > 1 else ("source", sources)
    names, group = np.unique(np.asarray(groups, dtype=str), return_inverse=True)
    rows = _sample(group, seed)
    raw, group = vectors[rows].astype(np.float32), group[rows]
    n_groups, dimensions = len(names), vectors.shape[1]
    mean = raw.mean(axis=0) if len(raw) else np.zeros(dimensions, np.float32)
    plain = np.zeros((n_groups, dimensions), np.float32)
    for g in np.unique(group):
        plain[g] = raw[group == g].mean(axis=0) - mean
    offsets, weights = (plain if by == "language" else 0 * plain), np.eye(dimensions, dtype=np.float32)
    for _ in range(ROUNDS if np.unique(group).size > 1 else 0):
        centred = raw - offsets[group]
        mean = centred.mean(axis=0)
        first, second, weight = mutual_neighbours(unit((centred - mean) @ weights), group)
        if len(first) < FEWEST:
            break
        offsets = _offsets(raw, group, first, second, weight, plain)
        weights = _weights(raw - offsets[group], first, second, weight)
        advance(1)
    mean = (raw - offsets[group]).mean(axis=0) if len(raw) else mean
    return Alignment(by, tuple(map(str, names)), offsets, mean.astype(np.float32), weights)


def mutual_neighbours(vectors: Singles, group: Ints, k: int = NEIGHBOURS) -> tuple[Ints, Ints, Singles]:
    """Find pairs of rows of different groups that are among each other's k nearest rows of other groups.

    Returns the rows of each pair, the smaller first, and the square of their cosine.
    """
    from scipy.sparse import csr_matrix

    n = len(vectors)
    k = min(k, int((group != np.bincount(group).argmax()).sum()), n - 1)
    nearest = np.empty((n, k), np.int64)
    found = np.zeros((n, k), bool)
    for start in range(0, n, _ROWS_AT_A_TIME):
        some = slice(start, start + _ROWS_AT_A_TIME)
        cosine = vectors[some] @ vectors.T
        cosine[group[some, None] == group[None]] = -2
        best = np.argpartition(-cosine, k - 1, axis=1)[:, :k]
        nearest[some] = best
        found[some] = np.take_along_axis(cosine, best, axis=1) > 0
    rows = np.repeat(np.arange(n), k)[found.ravel()]
    one_way = csr_matrix((np.ones(len(rows), np.int8), (rows, nearest.ravel()[found.ravel()])), shape=(n, n))
    both = one_way.multiply(one_way.T).tocoo()
    order = np.lexsort((both.col, both.row))
    first, second = both.row[order].astype(np.int64), both.col[order].astype(np.int64)
    first, second = first[first < second], second[first < second]
    return first, second, np.einsum("ij,ij->i", vectors[first], vectors[second]) ** 2


def _offsets(raw: Singles, group: Ints, first: Ints, second: Ints, weight: Singles, plain: Singles) -> Singles:
    """Offsets whose differences fit those of the pairs best (weighted least squares), drawn to the plain ones a bit."""
    n = len(plain)
    a, b = group[first], group[second]
    laplacian = np.zeros((n, n))
    np.add.at(laplacian, (a, b), -weight)
    laplacian += laplacian.T
    np.fill_diagonal(laplacian, -laplacian.sum(axis=1))
    difference = (raw[first] - raw[second]) * weight[:, None]
    right = np.zeros(plain.shape)
    np.add.at(right, a, difference)
    np.add.at(right, b, -difference)
    prior = PRIOR * np.maximum(np.diag(laplacian), 1e-6)
    solved = np.linalg.solve(laplacian + np.diag(prior), right + prior[:, None] * plain)
    counts = np.bincount(group, minlength=n)
    result: Singles = (solved * np.minimum(1, counts / FEWEST)[:, None]).astype(np.float32)
    return result


def _weights(centred: Singles, first: Ints, second: Ints, weight: Singles) -> Singles:
    """Weights that make the pairs differ by as much in every direction, as far as SHRINKAGE lets them."""
    difference = (centred[first] - centred[second]) * np.sqrt(weight / weight.sum())[:, None]
    covariance = (difference.T @ difference).astype(np.float64)
    level = np.trace(covariance) / len(covariance)
    covariance = (1 - SHRINKAGE) * covariance + SHRINKAGE * level * np.eye(len(covariance))
    values, vectors = np.linalg.eigh(covariance)
    result: Singles = ((vectors * np.sqrt(level / values)) @ vectors.T).astype(np.float32)
    return result


def _sample(group: Ints, seed: int) -> Ints:
    """Rows to estimate from: all, or a share of each group that leaves the small ones whole."""
    if len(group) <= _SAMPLE:
        return np.arange(len(group))
    rng = np.random.default_rng(seed)
    counts = np.bincount(group)
    quota = _SAMPLE // np.count_nonzero(counts)
    rest = _SAMPLE - np.minimum(counts, quota).sum()
    extra = np.maximum(counts - quota, 0)
    take = np.minimum(counts, quota) + (extra * (rest / max(1, extra.sum()))).astype(int)
    rows = [rng.choice(np.flatnonzero(group == g), n, replace=False) for g, n in enumerate(take) if n]
    return np.sort(np.concatenate(rows))
