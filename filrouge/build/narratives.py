"""Passage vectors → narratives that come back from run to run, themes over them, and how clearly each passage fits."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from filrouge.arrays import Bools, Int32s, Ints, Singles
from filrouge.build.communities import (
    ROUNDS,
    RUNS,
    best_overlap,
    consensus,
    neighbour_graph,
    of_size,
    renumbered,
    sharpened,
    trials,
)
from filrouge.build.neighbours import Neighbours, nearest_neighbours
from filrouge.schema import NO_NARRATIVE

FEWEST_PASSAGES: Final = 15
"""Different passage texts below which no narratives are looked for."""

MOST_FITTED: Final = 10_000
"""Passages that narratives are found in; of a larger corpus a sample, and the others join what is found."""

CLEAR: Final = 0.3
"""Strength from which a passage counts as talking about its narrative; below, it has no clear narrative."""

_FEWEST_TRIALS: Final = 24
_MOST_TRIALS: Final = 96
_TRIED: Final = 240_000  # passages, over all trials: small corpora can afford more of them
FOUND_AGAIN: Final = 0.4
"""Stability below which a group of passages is no narrative: other trials do not find it."""

_ROWS_AT_A_TIME: Final = 1024


@dataclass(frozen=True)
class Grain:
    """How fine narratives are: neighbours of a passage that count, and how dense a narrative must be (1: as the whole).

    With more languages, more of the nearest neighbours are its own translations, so the number grows with them.
    """

    neighbours: int
    more_by_language: float
    resolution: float

    def k(self, n_languages: int) -> int:
        """Neighbours of a passage in a corpus of so many languages."""
        return self.neighbours + round(self.more_by_language * (n_languages - 1))


GRAINS: Final = {
    "coarse": Grain(40, 2.5, 0.5),
    "medium": Grain(20, 1.0, 1.0),
    "fine": Grain(12, 0.6, 3.0),
}
_THEMES: Final = {"coarse": Grain(40, 2.5, 0.2), "medium": GRAINS["coarse"], "fine": GRAINS["coarse"]}


@dataclass(frozen=True)
class Fitted:
    """What narratives were found in, and what it takes to tell where another passage belongs.

    `vectors`: float32 (fitted passages, dimensions), aligned; `found`: int32, the narrative of each, -1 for none; `k`:
    neighbours that are asked; `near`: float32 (narratives), how near a middling passage is to its neighbours.
    """

    vectors: Singles
    found: Int32s
    k: int
    near: Singles

    def memberships(self, vectors: Singles) -> tuple[Int32s, Singles]:
        """Return the nearest narrative (int32) and the strength (float32, 0 to 1) of other passages than the fitted."""
        nearest, share, near = _votes(vectors, self.vectors, self.found, self.k, np.full(len(vectors), -1, np.int64))
        return nearest, _strength(nearest, share, near, self.near)


@dataclass(frozen=True)
class Narratives:
    """Narratives of passages.

    `nearest`: int32 (passages), the narrative each is nearest to; `strength`: float32 (passages), 0 to 1, how clearly
    it belongs there; `theme`: int32 (narratives); `stability`: float32 (narratives), 0 to 1, how well each comes back
    in trials that know other parts of the passages; `rows`: which passages were `fitted`.
    """

    nearest: Int32s
    strength: Singles
    theme: Int32s
    stability: Singles
    rows: Ints
    fitted: Fitted

    @property
    def narrative(self) -> Int32s:
        """int32 (passages): the narrative each talks about, or -1 where none is clear."""
        return clear(self.nearest, self.strength)

    def renumbered(self, number: Int32s) -> "Narratives":
        """The same narratives, `number[i]` being what number i becomes: a permutation."""
        back = np.argsort(number)
        with_none = np.append(number, NO_NARRATIVE).astype(np.int32)
        fitted = replace(self.fitted, found=with_none[self.fitted.found], near=self.fitted.near[back])
        themes = self.theme[back].tolist()
        order = {theme: n for n, theme in enumerate(dict.fromkeys(themes))}
        theme = np.array([order[t] for t in themes], np.int32)
        return replace(
            self, nearest=with_none[self.nearest], theme=theme, stability=self.stability[back], fitted=fitted
        )


def clear(nearest: Int32s, strength: Singles) -> Int32s:
    """int32 (passages): the narrative each passage talks about, or -1 where none is clear."""
    return np.where(strength >= CLEAR, nearest, NO_NARRATIVE).astype(np.int32)


def fewest(n_passages: int) -> int:
    """Fewest passages that make a narrative, growing with the square root of the corpus."""
    return max(5, round(0.3 * math.sqrt(n_passages)))


def find_narratives(
    vectors: Singles,
    languages: Sequence[str],
    original: Bools,
    grain: str,
    seed: int,
    advance: Callable[[int], None] = lambda _: None,
) -> Narratives:
    """Find narratives as communities of the graph of nearest neighbours, by consensus over many trials.

    Parameters
    ----------
    vectors : aligned unit vectors of different passages, shape (passages, dimensions).
    languages : of the passages.
    original : which passages narratives are found in; those of copies of one text only join what is found.
    grain : key of GRAINS.
    advance : called with the number of partitions just made, `n_partitions` in all at most.
    """
    rows = np.flatnonzero(original)
    if len(rows) < FEWEST_PASSAGES:
        return _none(vectors)
    rng = np.random.default_rng(seed)
    if len(rows) > MOST_FITTED:
        rows = np.sort(rng.choice(rows, MOST_FITTED, replace=False))
    some, n_languages = vectors[rows], len(set(languages))
    own, over = GRAINS[grain], _THEMES[grain]
    neighbours = nearest_neighbours(some, 1 + max(own.k(n_languages), over.k(n_languages)), seed)
    found, tried = _partition(some, neighbours, own, n_languages, n_trials(len(rows)), rng, advance)
    stability = _stability(found, tried)
    found, kept = _worth_showing(found, stability, fewest(len(rows)))
    if not len(kept):
        return _none(vectors)
    themes, _ = _partition(some, neighbours, over, n_languages, n_trials(len(rows)) // 3, rng, advance)
    fitted, of_rows, strength_of_rows = fit_of(some, found, own.k(n_languages))
    nearest, strength = np.zeros(len(vectors), np.int32), np.zeros(len(vectors), np.float32)
    nearest[rows], strength[rows] = of_rows, strength_of_rows
    others = np.setdiff1d(np.arange(len(vectors)), rows)
    nearest[others], strength[others] = fitted.memberships(vectors[others])
    return Narratives(nearest, strength, _theme_of_each(found, themes), stability[kept], rows, fitted)


def fit_of(vectors: Singles, found: Int32s, k: int) -> tuple[Fitted, Int32s, Singles]:
    """What tells where other passages belong, with the nearest narrative and the strength of those it is made of.

    `found` is the narrative of each, -1 for none, which is kept.
    """
    k = min(k, len(vectors) - 1)
    nearest, share, near = _votes(vectors, vectors, found, k, np.arange(len(vectors)))
    of_each = [near[found == i] for i in range(int(found.max(initial=-1)) + 1)]
    middling = np.array([np.median(one) if len(one) else 1.0 for one in of_each], np.float32)
    return Fitted(vectors, found, k, middling), nearest, _strength(nearest, share, near, middling)


def n_partitions(n_passages: int) -> int:
    """How many partitions are made at most, for a progress bar."""
    n = n_trials(min(n_passages, MOST_FITTED))
    return n + n // 3 + 2 * ROUNDS * RUNS


def n_trials(n_passages: int) -> int:
    """Partitions that a consensus over so many passages is made of."""
    return int(np.clip(_TRIED // max(1, n_passages), _FEWEST_TRIALS, _MOST_TRIALS))


def _partition(
    vectors: Singles,
    neighbours: Neighbours,
    grain: Grain,
    n_languages: int,
    n_trials: int,
    rng: np.random.Generator,
    advance: Callable[[int], None],
) -> tuple[Int32s, list[Int32s]]:
    """The communities that trials agree on, -1 for passages in none that is large enough, and those of each trial."""
    graph, least = neighbour_graph(neighbours, grain.k(n_languages)), fewest(len(vectors))
    each = trials(graph, grain.resolution, n_trials, rng, advance)
    tried = [sharpened(vectors, of_size(found, least)) for found in each]
    agreed = of_size(consensus(graph, tried, grain.resolution, rng, advance), least)
    return np.where(agreed < 0, NO_NARRATIVE, sharpened(vectors, agreed)).astype(np.int32), tried


def _stability(found: Int32s, tried: Sequence[Int32s]) -> Singles:
    """Mean best Jaccard overlap of each community with those of the trials."""
    result: Singles = np.mean([best_overlap(found, one)[0] for one in tried], axis=0).astype(np.float32)
    return result


def _worth_showing(found: Int32s, stability: Singles, least: int) -> tuple[Int32s, Int32s]:
    """Number the communities that are large and stable enough from 0, the largest first, -1 for the rest.

    Returns the numbers of the passages, and the old number of each community that is kept.
    """
    size = np.bincount(found[found >= 0], minlength=len(stability))
    order = np.argsort(-size, kind="stable")
    kept = order[(size[order] >= least) & (stability[order] >= FOUND_AGAIN)]
    return renumbered(found, kept), kept.astype(np.int32)


def _theme_of_each(found: Int32s, themes: Int32s) -> Int32s:
    """The theme most of a narrative's passages are in, numbered from 0 in the order of the narratives."""
    most = []
    for i in range(int(found.max()) + 1):
        inside = themes[(found == i) & (themes >= 0)]
        most.append(int(np.bincount(inside).argmax()) if len(inside) else -1 - i)
    number = {theme: n for n, theme in enumerate(dict.fromkeys(most))}
    return np.array([number[theme] for theme in most], np.int32)


def _votes(vectors: Singles, fitted: Singles, found: Int32s, k: int, itself: Ints) -> tuple[Int32s, Singles, Singles]:
    """Ask the k nearest fitted passages of each passage what they talk about, each counting its squared cosine.

    `itself` says which fitted passage a passage is, -1 for none: it is not asked, but its narrative is kept.

    Returns the narrative with most votes, its share of them, and how near its voters are (mean squared cosine).
    """
    n_narratives = int(found.max()) + 1
    nearest = np.zeros(len(vectors), np.int32)
    share, near = np.zeros(len(vectors), np.float32), np.zeros(len(vectors), np.float32)
    for first in range(0, len(vectors), _ROWS_AT_A_TIME):
        some = slice(first, first + _ROWS_AT_A_TIME)
        cosine = vectors[some] @ fitted.T
        row, own = np.arange(len(cosine)), itself[some]
        cosine[row[own >= 0], own[own >= 0]] = -1
        best = np.argpartition(-cosine, k - 1, axis=1)[:, :k]
        weight = np.clip(np.take_along_axis(cosine, best, axis=1), 0, None) ** 2
        votes = np.zeros((len(row), n_narratives + 1), np.float32)  # the last stands for none
        np.add.at(votes, (row[:, None], found[best]), weight)
        chosen = np.where((own >= 0) & (found[own] >= 0), found[own], votes[:, :-1].argmax(axis=1)).astype(np.int32)
        nearest[some], share[some] = chosen, votes[row, chosen] / np.maximum(votes.sum(axis=1), 1e-9)
        near[some] = votes[row, chosen] / np.maximum((found[best] == chosen[:, None]).sum(axis=1), 1)
    return nearest, share, near


def _strength(nearest: Int32s, share: Singles, near: Singles, middling: Singles) -> Singles:
    """Share of the votes, less where the voters are further off than those of a middling passage of the narrative."""
    closeness = np.minimum(1, np.sqrt(near / np.maximum(middling[nearest], 1e-9)))
    return (share * closeness).astype(np.float32)


def _none(vectors: Singles) -> Narratives:
    n, empty = len(vectors), np.zeros(0, np.float32)
    fitted = Fitted(vectors[:0], np.zeros(0, np.int32), 0, empty)
    none = np.full(n, NO_NARRATIVE, np.int32)
    return Narratives(none, np.zeros(n, np.float32), none[:0], empty, np.zeros(0, np.int64), fitted)
