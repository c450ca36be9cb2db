"""Short texts, whose copies speak for each other.

One sentence is little to go by: two of ten rewordings can be further from each other than each is from some other
matter, and all ten are near to what they have in common. So each text that has sure copies is moved half way to their
mean, and then compared again (query expansion, Chum et al. 2007, for pictures).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

import numpy as np

from filrouge.arrays import Ints, unit
from filrouge.build.spread.nearness import Nearness, among
from filrouge.text_groups import components

SURE: Final = 0.16
"""Score from which a short text is made of another, and speaks for it."""

AGREED: Final = 0.18
"""Margin of texts, moved to their copies, from which they are copies too."""

TOGETHER: Final = 0.05
"""Mean score between two halves of a group, of SEVERAL texts each, up to which they are two groups: a single near pair
must not bring all of them together."""

SEVERAL: Final = 3
MOST_TOLD_APART: Final = 2000  # different texts of a group, up to which it is looked at


def agreed(
    near: Nearness, rows: Mapping[int, Ints], sure: Mapping[tuple[int, int], float], seed: int
) -> list[tuple[int, int]]:
    """Find the pairs of short documents that are copies by what their sure copies have in common.

    Parameters
    ----------
    rows : of the short documents, in `near`.
    sure : score of each pair of them that is a sure copy.
    """
    from scipy.sparse import csr_array

    if not sure:
        return []
    numbers = np.array(sorted(rows), np.int64)
    own = unit(np.stack([near.vectors[rows[number]].mean(axis=0) for number in numbers.tolist()]))
    first, second = np.searchsorted(numbers, np.array(list(sure), np.int64)).T
    weight = np.fromiter(sure.values(), np.float32)
    links = csr_array((weight, (first, second)), shape=(len(numbers), len(numbers)))
    moved = unit(own + unit((links + links.T) @ own))
    label = components(np.stack([first, second], axis=1), len(numbers))
    found = among(moved, np.arange(len(numbers)), seed, label)
    kept = found.edges[found.margins >= AGREED]
    has_copies = np.zeros(len(numbers), bool)
    has_copies[[*first, *second]] = True
    kept = kept[has_copies[kept].any(axis=1)]
    return [(int(a), int(b)) for a, b in numbers[kept]]


def torn(near: Nearness, rows: Mapping[int, Ints], pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Find the pairs of short documents whose groups have little in common but them (average linkage).

    Parameters
    ----------
    rows : of the short documents, in `near`.
    pairs : documents that are taken for copies; those that are not short are left out.
    """
    asked = [pair for pair in pairs if pair[0] in rows and pair[1] in rows]
    if not asked:
        return []
    texts: dict[tuple[int, ...], int] = {}  # the same text counts once, however many print it
    text = {number: texts.setdefault(tuple(rows[number].tolist()), len(texts)) for pair in asked for number in pair}
    links = np.array([(text[a], text[b]) for a, b in asked], np.int64)
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for one, label in enumerate(components(links, len(texts)).tolist()):
        groups[label].append(one)
    places = [np.array(one, np.int64) for one in texts]
    part = np.zeros(len(texts), np.int64)
    for members in groups.values():
        if 2 * SEVERAL <= len(members) <= MOST_TOLD_APART:
            part[members] = _halves(near, [places[one] for one in members])
    return [pair for pair, (a, b) in zip(asked, links.tolist(), strict=True) if part[a] != part[b]]


def _halves(near: Nearness, members: list[Ints]) -> Ints:
    """Number the texts of a group so that those share a number which belong together; 0 where all do."""
    from scipy.cluster.hierarchy import linkage
    from scipy.spatial.distance import squareform

    own = unit(np.stack([near.vectors[one].mean(axis=0) for one in members]))
    usual = np.array([near.usual[one].mean() for one in members])
    score = own @ own.T - (usual[:, None] + usual[None]) / 2
    joined: list[list[int]] = [[i] for i in range(len(members))]
    part = np.zeros(len(members), np.int64)
    steps = linkage(squareform(1 - score, checks=False), "average")
    for first, second, height, _ in steps:
        a, b = joined[int(first)], joined[int(second)]
        joined.append(a + b)
        if min(len(a), len(b)) >= SEVERAL and 1 - height < TOGETHER:
            part[b] += part.max() + 1  # what was told apart within them stays apart
    return part
