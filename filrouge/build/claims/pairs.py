"""Which statements say the same: candidates by nearness and by what is rare, and how likely each pair does."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from filrouge.build.claims.statements import Ints, Statements
from filrouge.build.claims.units import same_thing
from filrouge.quantities import Quantity

Pairs = npt.NDArray[np.int64]
Doubles = npt.NDArray[np.float64]

NEAR: Final = 0.05
"""Margin from which near statements of one narrative are compared."""

NEAREST: Final = 0.2
"""Margin from which they are whatever their narratives."""

SHARING: Final = -0.25
"""Margin from which statements that share something rare are compared."""

RARE: Final = 20
"""Statements of a narrative that may share a number or the beginning of a word for it to be rare."""

WEIGHTS: Final = {
    "margin": 4.68, "words": 6.51, "quantities": 0.41, "same_thing": 0.62, "one_sided": -0.59, "across": 2.03,
    "apart": -0.4, "own": -0.81, "both_quoted": 0.93, "one_quoted": -0.91, "uneven": 0.63, "told": 0.59,
}  # fmt: skip
"""What is asked of a pair (`features`), and how much it says."""

OFFSET: Final = -3.88

_FAR, _CLOSE = -0.15, 0.1  # margins up to which a number that is shared counts nothing, and from which it counts whole
_UNDATED: Final = 7.0  # days that are supposed to lie between texts without a date
_LONGEST: Final = 30.0  # days after which it does not matter how many more there are
_HEAVIEST: Final = 12.0
_AT_A_TIME: Final = 100_000


def candidates(statements: Statements) -> Pairs:
    """Pairs of statements of different texts that may say the same, the smaller row first, each once."""
    near = statements.near
    shared = np.concatenate([_sharing(statements, of) for of in (statements.quantities, statements.stems)])
    shared = np.unique(shared, axis=0)
    shared = shared[margins(statements, shared) >= SHARING]
    of = statements.narrative[near.edges]
    close = near.margins >= np.where(of[:, 0] == of[:, 1], NEAR, NEAREST)
    pairs = np.unique(np.concatenate([near.edges[close], shared]), axis=0)
    together = statements.group[pairs[:, 0]] != statements.group[pairs[:, 1]]
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


def features(statements: Statements, pairs: Pairs, names: Iterable[str] = tuple(WEIGHTS)) -> Doubles:
    """What speaks for and against each pair, a column for each name.

    `margin`. `words`: the share of their words that both have, by weight, 0 across languages. `rarest`: weight of the
    rarest longer word they share, whatever the language. `quantities`, `designations`: weight of the numbers, years and
    codes they share. `same_thing`: how many of the numbers count the same things. `one_sided`: whether only one has
    numbers. `across`: whether their languages differ. `apart`: logarithm of the days between them, up to a month.
    `own`: whether they have one source, of several. `both_quoted`, `one_quoted`: the share between quotation marks that
    both have, and that one has more. `uneven`: logarithm of how many times longer one is. `told`: logarithm of the
    weight of the words of the one that says less.
    """
    a, b = pairs.T
    whole = statements.weight
    columns: dict[str, Callable[[], npt.NDArray[np.generic]]] = {
        "margin": lambda: margins(statements, pairs),
        "words": lambda: np.where(statements.code[a] != statements.code[b], 0.0, overlap(statements, a, b)),
        "rarest": lambda: _by_part(statements.stems, a, b, lambda both: both.max(axis=1).toarray().ravel()),
        # A number is shared by chance, too: it counts as far as the rest is near.
        "quantities": lambda: (
            np.minimum(_HEAVIEST, _shared(statements.quantities, a, b))
            * np.clip((margins(statements, pairs) - _FAR) / (_CLOSE - _FAR), 0, 1)
        ),
        "designations": lambda: np.minimum(_HEAVIEST, _shared(statements.designations, a, b)),
        "across": lambda: statements.code[a] != statements.code[b],
        "apart": lambda: _apart(statements, pairs),
        "own": lambda: (
            (statements.source[a] == statements.source[b]) & (statements.source[a] >= 0) & (not statements.one_source)
        ),
        "both_quoted": lambda: statements.quoted[pairs].min(axis=1),
        "one_quoted": lambda: np.ptp(statements.quoted[pairs], axis=1),
        "uneven": lambda: np.abs(np.log(statements.length[a] / statements.length[b])),
        "told": lambda: np.log1p(np.minimum(whole[a], whole[b])),
    }
    names, numbers = list(names), _numbers(statements, pairs)
    found = np.empty((len(pairs), len(names)))
    for i, name in enumerate(names):
        found[:, i] = numbers[name] if name in numbers else columns[name]()
    return found


def _apart(statements: Statements, pairs: Pairs) -> Doubles:
    days = np.abs(statements.day[pairs[:, 0]] - statements.day[pairs[:, 1]])
    return np.log1p(np.minimum(np.where(np.isnan(days), _UNDATED, days), _LONGEST))


def _by_part(things: csr_array, a: Ints, b: Ints, read: Callable[[csr_array], Doubles]) -> Doubles:
    """Something of what two statements share, some pairs at a time."""
    found = np.zeros(len(a))
    for first in range(0, len(a), _AT_A_TIME):
        part = slice(first, first + _AT_A_TIME)
        found[part] = read(things[a[part]].multiply(things[b[part]]).tocsr())
    return found


def _shared(things: csr_array, a: Ints, b: Ints) -> Doubles:
    """Weight of what two statements share."""
    return _by_part(things, a, b, lambda both: both.sum(axis=1))


def overlap(statements: Statements, a: Ints, b: Ints) -> Doubles:
    """The share of the words of two statements that both have, by weight."""
    shared = _shared(statements.words, a, b)
    found: Doubles = shared / np.maximum(statements.weight[a] + statements.weight[b] - shared, 1e-6)
    return found


def _numbers(statements: Statements, pairs: Pairs) -> dict[str, Doubles]:
    """How the numbers of two statements agree: `same_thing` and `one_sided` of `features`."""
    counts = statements.counts
    found = {name: np.zeros(len(pairs)) for name in ("same_thing", "one_sided")}
    has = np.array([[bool(counts[a]), bool(counts[b])] for a, b in pairs.tolist()], bool).reshape(-1, 2)
    found["one_sided"][has[:, 0] != has[:, 1]] = 1
    for i in np.flatnonzero(has.all(axis=1)).tolist():
        one, other = (by_value(counts[row]) for row in pairs[i].tolist())
        found["same_thing"][i] = sum(
            same_thing(one[value], other[value]) is True for value in one.keys() & other.keys()
        )
    return found


@lru_cache(maxsize=100_000)
def by_value(counts: tuple[Quantity, ...]) -> dict[float, Quantity]:
    """Each number once, with the words behind all of its places."""
    found: dict[float, Quantity] = {}
    for one in counts:
        before = found.get(one.value)
        found[one.value] = one if before is None else before._replace(behind=before.behind + one.behind)
    return found


def chance(
    statements: Statements, pairs: Pairs, weights: Mapping[str, float] = WEIGHTS, offset: float = OFFSET
) -> Doubles:
    """How likely pairs say the same, by their features: logistic regression on labelled pairs (docs/claims.md)."""
    found = features(statements, pairs, weights) @ np.array(list(weights.values()))
    value: Doubles = 1 / (1 + np.exp(-(found + offset)))
    return value


def every_pair(rows: Ints, likely: Callable[[Pairs], Doubles]) -> Doubles:
    """How likely all pairs of some statements say the same, as a matrix with 1 on the diagonal."""
    first, second = np.triu_indices(len(rows), 1)
    matrix = np.eye(len(rows))
    matrix[first, second] = likely(np.stack([rows[first], rows[second]], axis=1))
    full: Doubles = np.maximum(matrix, matrix.T)
    return full
