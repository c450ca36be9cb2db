"""How near sentences are to each other, beside how near each is to others anyway: the local margin.

After Artetxe and Schwenk (2019): the cosine of two sentences less the mean cosine of each to its own nearest others. A
sentence of which there are many like it has to be nearer still to be a copy.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from filrouge.arrays import Bools, Ints, Singles, unit
from filrouge.build.alignment import FEWEST, Alignment
from filrouge.build.neighbours import nearest_neighbours

NEAREST: Final = 48
"""Nearest sentences of each, among which copies are looked for."""

COPIES: Final = 5
"""So many of the nearest are not asked how near others are: they may be copies themselves."""

COPIES_TOLD: Final = 2
"""So many where it is known who is a copy of whom, and all copies of a text count as one."""

SURE: Final = 0.7
"""Nor are those with such a cosine: nothing but copies is so near."""

OTHERS: Final = 10
"""So many after them are."""

LEAST_USUAL: Final = 0.3
"""What is at least taken for the usual nearness, where a corpus is too small to tell."""


@dataclass(frozen=True)
class Nearness:
    """Different sentences, each once.

    `vectors`: float32, unit, without what is only language; `usual`: how near each is to others anyway;
    `edges`: pairs of rows that are among each other's nearest, the smaller first, and `margins` of theirs.
    """

    vectors: Singles
    usual: Singles
    edges: Ints
    margins: Singles


def nearness(
    vectors: npt.NDArray[np.floating], languages: list[str], document: Ints, alignment: Alignment, seed: int
) -> Nearness:
    """Find the nearest of different sentences with usable vectors.

    Parameters
    ----------
    vectors : unit, shape (sentences, dimensions).
    languages : of each.
    document : a document of each: other sentences of it do not count.
    alignment : of the passages; what it says of languages holds for sentences too.
    """
    return among(_without_language(vectors.astype(np.float32), languages, alignment), document, seed)


def among(vectors: Singles, document: Ints, seed: int, group: Ints | None = None) -> Nearness:
    """Find the nearest of unit vectors without what is only language; others of their document do not count.

    `group`: numbers that texts share which are known to be copies: as others, all of a group count as one.
    """
    found = nearest_neighbours(vectors, NEAREST, seed)
    cosine = 1 - found.distances
    rows = np.arange(len(vectors))
    own = document[found.indices] == document[:, None]
    own |= found.indices == rows[:, None]
    usual = _usual(cosine, own) if group is None else _usual(cosine, own | _again(group[found.indices]), COPIES_TOLD)
    margins = cosine - (usual[:, None] + usual[found.indices]) / 2
    keep = ~own & (margins > 0)
    pairs = np.stack([np.broadcast_to(rows[:, None], keep.shape)[keep], found.indices[keep].astype(np.int64)], axis=1)
    pairs.sort(axis=1)
    edges, first = np.unique(pairs, axis=0, return_index=True)
    return Nearness(vectors, usual, edges, margins[keep][first])


def _without_language(vectors: Singles, languages: list[str], alignment: Alignment) -> Singles:
    """Unit vectors less their language's offset, then less the mean of all.

    There are two ways to tell an offset: by what passages differ in that meet across languages, and by the mean of a
    language. The one errs where few do meet, the other where languages speak of other matters: half of each.
    """
    if alignment.by == "language":
        place = {code: i for i, code in enumerate(alignment.groups)}
        mean = vectors.mean(axis=0)
        names, group = np.unique(np.asarray(languages, dtype=str), return_inverse=True)
        offsets = np.zeros((len(names), vectors.shape[1]), np.float32)
        for g, name in enumerate(names.tolist()):
            of_it = vectors[group == g]
            offsets[g] = (of_it.mean(axis=0) - mean) * min(1, len(of_it) / FEWEST) / 2
            if name in place:
                offsets[g] += alignment.offsets[place[name]] / 2
        vectors = vectors - offsets[group]
    return unit(vectors - vectors.mean(axis=0))


def _again(groups: Ints) -> Bools:
    """Which of the nearest of each, in order, are of a group that is there already."""
    order = np.argsort(groups, axis=1, kind="stable")
    ordered = np.take_along_axis(groups, order, axis=1)
    again = np.zeros(groups.shape, bool)
    np.put_along_axis(again, order[:, 1:], ordered[:, 1:] == ordered[:, :-1], axis=1)
    return again


def _usual(cosine: Singles, own: Bools, copies: int = COPIES) -> Singles:
    """Mean cosine of each sentence to its nearest others, those left out that may be copies of it."""
    rank = np.cumsum(~own, axis=1)
    skipped = np.maximum(copies, (~own & (cosine >= SURE)).sum(axis=1, keepdims=True))
    asked = ~own & (rank > skipped) & (rank <= skipped + OTHERS)
    count = asked.sum(axis=1)
    mean = (cosine * asked).sum(axis=1) / np.maximum(count, 1)
    usual: Singles = np.maximum(np.where(count > 0, mean, LEAST_USUAL), LEAST_USUAL).astype(np.float32)
    return usual
