"""Passages as a graph, each joined to those most like it, and the communities that come back from run to run."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from filrouge.arrays import Bools, Floats, Int32s, Ints, Singles
from filrouge.build.neighbours import Neighbours

KEPT: Final = 0.85
"""Share of the passages that one trial sees."""

ROUNDS: Final = 4
RUNS: Final = 4
"""Runs that have to agree before a consensus is one."""

AGREED: Final = 0.99
"""Share of the pairs of neighbours on which they have to."""

TOGETHER: Final = 0.3
"""Share of the trials from which two neighbours count as held together."""

SHARPENED: Final = 4
"""Times that every passage of a partition moves to the community it lies nearest to."""

SHRINKAGE: Final = 0.7
"""Weight of "communities are as wide in all directions" against how wide they are."""


@dataclass(frozen=True)
class Graph:
    """Passages and what joins them: rows of each pair, the smaller first, and a weight, above 0."""

    n: int
    first: Ints
    second: Ints
    weight: Floats

    def __post_init__(self) -> None:
        object.__setattr__(self, "_names", [str(i) for i in range(self.n)])

    def leiden(self, resolution: float, seed: int, keep: Bools | None = None) -> Int32s:
        """One partition by the Leiden algorithm (Traag et al. 2019) with the constant Potts model; -1 for lone rows.

        Unlike modularity, that model has no smallest size below which neighbours of unlike size are thrown together.

        Parameters
        ----------
        resolution : how many times as dense as the whole graph a community has to be.
        keep : edges to use, all by default.
        """
        import graspologic_native

        names: list[str] = self._names  # type: ignore[attr-defined]
        chosen = np.arange(len(self.first)) if keep is None else np.flatnonzero(keep)
        pairs = zip(
            self.first[chosen].tolist(), self.second[chosen].tolist(), self.weight[chosen].tolist(), strict=True
        )
        edges = [(names[a], names[b], w) for a, b, w in pairs]
        found = np.full(self.n, -1, np.int32)
        if edges:
            n_seen = len(np.unique(np.concatenate([self.first[chosen], self.second[chosen]])))
            density = 2 * float(self.weight[chosen].sum()) / n_seen**2
            _, partition = graspologic_native.leiden(
                edges, resolution=resolution * density, seed=seed, use_modularity=False, iterations=1
            )
            found[[int(name) for name in partition]] = list(partition.values())
        return found

    def reweighted(self, factor: Floats) -> "Graph":
        """The same graph with every weight multiplied; pairs with a factor of 0 are gone."""
        left = factor > 0
        return Graph(self.n, self.first[left], self.second[left], self.weight[left] * factor[left])


def neighbour_graph(neighbours: Neighbours, k: int) -> Graph:
    """Join each passage to its k nearest, and to those it is among the k nearest of; weight is the squared cosine."""
    indices, distances = neighbours.indices[:, 1 : k + 1], neighbours.distances[:, 1 : k + 1]
    n = len(indices)
    rows = np.repeat(np.arange(n), indices.shape[1])
    columns, weight = indices.ravel().astype(np.int64), (1 - distances.ravel().astype(np.float64)) ** 2
    smaller, larger = np.minimum(rows, columns), np.maximum(rows, columns)
    real = (smaller != larger) & (distances.ravel() < 1)
    key, place = np.unique(smaller[real] * n + larger[real], return_index=True)
    return Graph(n, key // n, key % n, np.maximum(weight[real][place], 1e-6))


def trials(
    graph: Graph,
    resolution: float,
    n_trials: int,
    rng: np.random.Generator,
    advance: Callable[[int], None] = lambda _: None,
) -> Iterator[Int32s]:
    """Yield partitions of random parts of the graph, each with a seed of its own; -1 for rows left out of it."""
    for _ in range(n_trials):
        seen = rng.random(graph.n) < KEPT
        yield graph.leiden(resolution, _seed(rng), seen[graph.first] & seen[graph.second])
        advance(1)


def of_size(found: Int32s, least: int) -> Int32s:
    """Number the communities of at least so many rows from 0, in their order; -1 for the rows of the others."""
    return renumbered(found, np.flatnonzero(np.bincount(found[found >= 0]) >= least))


def renumbered(found: Int32s, kept: Ints) -> Int32s:
    """Number the communities that are kept from 0, in the order given; -1 for the rows of the others."""
    number = np.full(int(found.max(initial=-1)) + 2, -1, np.int32)  # the last stands for -1
    number[kept] = np.arange(len(kept))
    return number[found]


def sharpened(vectors: Singles, found: Int32s) -> Int32s:
    """Move every row to the community it lies nearest to, as many times as SHARPENED says; rows of -1 as well.

    A graph knows passages by a few neighbours only. A discriminant knows what a community is about as a whole: rows
    are compared with its mean along the directions that tell communities apart, those in which each is wide counting
    less (discriminant analysis in turns with k-means, Ding and Li 2007; shrunk as by Friedman 1989).
    """
    from scipy.linalg import cho_factor, cho_solve

    n = int(found.max(initial=-1)) + 1
    for _ in range(SHARPENED if n > 1 else 0):
        inside = np.flatnonzero(found >= 0)
        mean = np.zeros((n, vectors.shape[1]), np.float32)
        np.add.at(mean, found[inside], vectors[inside])
        size = np.bincount(found[inside], minlength=n)
        mean /= np.maximum(size, 1)[:, None]
        apart = vectors[inside] - mean[found[inside]]
        covariance = (apart.T @ apart).astype(np.float64) / len(inside)
        level = max(np.trace(covariance) / len(covariance), 1e-9)
        covariance = (1 - SHRINKAGE) * covariance + SHRINKAGE * level * np.eye(len(covariance))
        direction = cho_solve(cho_factor(covariance), mean.T).astype(np.float32)
        score = vectors @ direction - np.einsum("ij,ji->i", mean, direction) / 2
        found = np.where(size > 0, score, -np.inf).argmax(axis=1).astype(np.int32)
    return found


def best_overlap(one: Int32s, other: Int32s) -> tuple[Floats, Int32s]:
    """For each community of `one`, its best Jaccard overlap with one of `other`, and its size, over rows in both."""
    both = (one >= 0) & (other >= 0)
    n_one, n_other = int(one.max(initial=-1)) + 1, int(other.max(initial=-1)) + 1
    table = np.zeros((n_one, n_other + 1), np.int64)
    np.add.at(table, (one[both], other[both]), 1)
    size = table.sum(axis=1)
    union = size[:, None] + table.sum(axis=0)[None] - table
    return (table / np.maximum(union, 1)).max(axis=1), size.astype(np.int32)


def consensus(
    graph: Graph,
    partitions: Sequence[Int32s],
    resolution: float,
    rng: np.random.Generator,
    advance: Callable[[int], None] = lambda _: None,
) -> Int32s:
    """One partition out of many: neighbours that are mostly together stay together.

    The weight of an edge is multiplied by the share of the partitions that keep its ends together (Lancichinetti and
    Fortunato 2012, over the edges of the graph as in Tandon et al. 2019, so that cost stays linear), until runs agree.
    """
    together, seen = np.zeros(len(graph.first)), np.zeros(len(graph.first))
    for found in partitions:
        a, b = found[graph.first], found[graph.second]
        seen += (a >= 0) & (b >= 0)
        together += (a >= 0) & (a == b)
    share = together / np.maximum(seen, 1)
    found = np.full(graph.n, -1, np.int32)
    for _ in range(ROUNDS):
        held = graph.reweighted(np.where(share >= TOGETHER, share, 0))
        runs = [held.leiden(resolution, _seed(rng)) for _ in range(RUNS)]
        advance(RUNS)
        votes = np.stack([(run[graph.first] >= 0) & (run[graph.first] == run[graph.second]) for run in runs])
        agreed = votes.mean(axis=0)
        found = runs[int(np.abs(votes - agreed).sum(axis=1).argmin())]
        if ((agreed == 0) | (agreed == 1)).mean() >= AGREED:
            break
        share = (share + agreed) / 2
    return found


def _seed(rng: np.random.Generator) -> int:
    return int(rng.integers(1 << 30))
