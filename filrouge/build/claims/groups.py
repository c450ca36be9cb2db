"""Pairs of statements that say the same → groups that hold together, and how well each comes back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from filrouge.text_groups import components

Ints = npt.NDArray[np.int64]
Doubles = npt.NDArray[np.float64]

JOINED: Final = 0.4
"""How sure a pair has to be to bring two statements together at all."""

HELD: Final = 0.45
"""How sure the pairs of a group have to be on average, all of them: a chain is no group."""

LARGEST: Final = 400
"""Statements that are compared all with all; more are first cut where they hang together least."""

TRIALS: Final = 8
_KEPT: Final = 0.85
_DENSE: Final = 10.0  # how many times as dense as the whole a part of too large a group has to be


@dataclass(frozen=True)
class Group:
    """Statements that say the same.

    `rows`: int64; `sure`: how sure every pair of them is, 1 on the diagonal; `stability`: mean best overlap (Jaccard)
    with a group that is found where a random part of the documents is left out.
    """

    rows: Ints
    sure: Doubles
    stability: float


def find_groups(document: Ints, pairs: Ints, sure: Doubles, every: Callable[[Ints], Doubles], seed: int) -> list[Group]:
    """Find groups of statements whose pairs are sure enough on average, all of them (average linkage).

    Parameters
    ----------
    document : of each statement.
    pairs, sure : shape (pairs, 2), and how sure each is.
    every : gives how sure all pairs of some statements are, as a matrix.
    """
    found = []
    rng = np.random.default_rng(seed)
    kept = rng.random((TRIALS, int(document.max(initial=0)) + 1)) < _KEPT
    enough = sure >= JOINED
    for rows in _together(len(document), pairs[enough], sure[enough], seed):
        matrix = every(rows)
        again = [_held(matrix, np.flatnonzero(trial[document[rows]])) for trial in kept]
        seen = [trial[document[rows]] for trial in kept]
        for places in _held(matrix, np.arange(len(rows))):
            overlap = [_overlap(places[mask[places]], parts) for mask, parts in zip(seen, again, strict=True)]
            found.append(Group(rows[places], matrix[np.ix_(places, places)], float(np.mean(overlap))))
    return found


def _together(n: int, pairs: Ints, sure: Doubles, seed: int) -> list[Ints]:
    """Connected statements, cut by Leiden where they are too many."""
    from filrouge.build.communities import Graph

    if not len(pairs):
        return []
    label = components(pairs, n)
    found: list[Ints] = []
    for rows in _by_label(label, np.unique(pairs)):
        if len(rows) <= LARGEST:
            found.append(rows)
            continue
        inside = np.isin(pairs[:, 0], rows)
        parts = Graph(n, pairs[inside, 0], pairs[inside, 1], sure[inside]).leiden(_DENSE, seed)
        found += [part[:LARGEST] for part in _by_label(parts, rows)]
    return found


def _by_label(label: npt.NDArray[np.integer], rows: Ints) -> list[Ints]:
    """Some rows, those of one label together, where there are two or more."""
    order = rows[np.argsort(label[rows], kind="stable")]
    edges = np.flatnonzero(np.diff(label[order])) + 1
    return [np.sort(part) for part in np.split(order, edges) if len(part) > 1]


def _held(sure: Doubles, places: Ints) -> list[Ints]:
    """Parts of some statements that hold together, as places in the matrix `sure` of all pairs."""
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    if len(places) < 2:
        return []
    distance = 1 - sure[np.ix_(places, places)]
    np.fill_diagonal(distance, 0)
    label = fcluster(linkage(squareform(distance, checks=False), "average"), 1 - HELD, criterion="distance")
    return [places[label == one] for one in np.unique(label) if (label == one).sum() > 1]


def _overlap(places: Ints, parts: Sequence[Ints]) -> float:
    """Best overlap (Jaccard) of a group with the parts found without some of the documents."""
    if len(places) < 2:
        return 1.0
    return max((len(np.intersect1d(places, part)) / len(np.union1d(places, part)) for part in parts), default=0.0)
