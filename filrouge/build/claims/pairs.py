"""Which statements say the same: candidates by nearness and by what is rare, and how likely each pair does."""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from filrouge.build.claims.statements import Ints, Statements

Pairs = npt.NDArray[np.int64]
Doubles = npt.NDArray[np.float64]

NEAR: Final = 0.05
"""Margin from which near statements are compared."""

SHARING: Final = -0.25
"""Margin from which statements that share something rare are compared."""

RARE: Final = 20
"""Statements of a narrative that may share a number or the beginning of a word for it to be rare."""

FEATURES: Final = ("margin", "rarest", "share", "quantities", "designations", "across", "apart", "own")
"""What is asked of a pair: margin; weight of the rarest word they share; the share of their words that they do, by
weight; weight of the numbers they share, and of years and codes; whether their languages differ; logarithm of the days
between them; whether they have one source."""

WEIGHTS: Final = (12.0, 0.22, 1.6, 2.0, 0.3, 1.9, -0.7, -1.0)
OFFSET: Final = -3.4

_FAR, _CLOSE = -0.15, 0.1  # margins up to which a number that is shared counts nothing, and from which it counts whole
_UNDATED: Final = 7.0  # days that are supposed to lie between texts without a date
_HEAVIEST: Final = 12.0
_AT_A_TIME: Final = 100_000


def candidates(statements: Statements) -> Pairs:
    """Pairs of statements of different texts that may say the same, the smaller row first, each once."""
    near = statements.near
    shared = np.concatenate([_sharing(statements, of) for of in (statements.quantities, statements.stems)])
    shared = np.unique(shared, axis=0)
    shared = shared[margins(statements, shared) >= SHARING]
    pairs = np.unique(np.concatenate([near.edges[near.margins >= NEAR], shared]), axis=0)
    a, b = pairs.T
    together = (statements.narrative[a] == statements.narrative[b]) & (statements.group[a] != statements.group[b])
    found: Pairs = pairs[together]
    return found


def _sharing(statements: Statements, things: csr_array) -> Pairs:
    """Pairs of one narrative that share a thing that few statements of it have."""
    entries = things.tocoo()
    keys = statements.narrative[entries.row] * things.shape[1] + entries.col
    order = np.lexsort((entries.row, keys))
    rows, edges = entries.row[order].astype(np.int64), np.flatnonzero(np.diff(keys[order])) + 1
    found = []
    for part in np.split(rows, edges):
        if 1 < len(part) <= RARE:
            first, second = np.triu_indices(len(part), 1)
            found.append(np.stack([part[first], part[second]], axis=1))
    return np.concatenate(found) if found else np.empty((0, 2), np.int64)


def margins(statements: Statements, pairs: Pairs) -> Doubles:
    """How near pairs are beside how near each is to others anyway."""
    near = statements.near
    a, b = pairs.T
    cosine = np.empty(len(pairs))
    for first in range(0, len(pairs), _AT_A_TIME):
        part = slice(first, first + _AT_A_TIME)
        cosine[part] = np.einsum("ij,ij->i", near.vectors[a[part]], near.vectors[b[part]])
    found: Doubles = cosine - (near.usual[a] + near.usual[b]) / 2
    return found


def features(statements: Statements, pairs: Pairs) -> Doubles:
    """What speaks for and against each pair, shape (pairs, len(FEATURES))."""
    a, b = pairs.T
    found = np.zeros((len(pairs), len(FEATURES)))
    found[:, 0] = margins(statements, pairs)
    whole = statements.stems.power(2).sum(axis=1)
    for first in range(0, len(pairs), _AT_A_TIME):
        part = slice(first, first + _AT_A_TIME)
        words = statements.stems[a[part]].multiply(statements.stems[b[part]]).tocsr()
        found[part, 1] = np.asarray(words.max(axis=1).todense()).ravel()
        found[part, 2] = words.sum(axis=1) / np.maximum(np.minimum(whole[a[part]], whole[b[part]]), 1e-6)
        for column, of in ((3, statements.quantities), (4, statements.designations)):
            found[part, column] = np.minimum(_HEAVIEST, of[a[part]].multiply(of[b[part]]).sum(axis=1))
    # A number is shared by chance, too: it counts as far as the rest is near.
    found[:, 3] *= np.clip((found[:, 0] - _FAR) / (_CLOSE - _FAR), 0, 1)
    language = np.unique(np.asarray(statements.language, dtype=str), return_inverse=True)[1]
    found[:, 5] = language[a] != language[b]
    days = np.abs(statements.day[a] - statements.day[b])
    found[:, 6] = np.log1p(np.where(np.isnan(days), _UNDATED, days))
    found[:, 7] = (statements.source[a] == statements.source[b]) & (statements.source[a] >= 0)
    return found


def chance(statements: Statements, pairs: Pairs, weights: Sequence[float] = WEIGHTS, offset: float = OFFSET) -> Doubles:
    """How likely pairs say the same, by their features: logistic regression on labelled pairs (docs/claims.md)."""
    value: Doubles = 1 / (1 + np.exp(-(features(statements, pairs) @ np.array(weights) + offset)))
    return value


def every_pair(rows: Ints, likely: Callable[[Pairs], Doubles]) -> Doubles:
    """How likely all pairs of some statements say the same, as a matrix with 1 on the diagonal."""
    first, second = np.triu_indices(len(rows), 1)
    matrix = np.eye(len(rows))
    matrix[first, second] = likely(np.stack([rows[first], rows[second]], axis=1))
    full: Doubles = np.maximum(matrix, matrix.T)
    return full
