"""Short texts, whose copies speak for each other.

One sentence is little to go by: two of ten rewordings can be further from each other than each is from some other
matter, and all ten are near to what they have in common. So each text that has sure copies is moved half way to their
mean, and then compared again (query expansion, Chum et al. 2007, for pictures).
"""

from collections.abc import Mapping
from typing import Final

import numpy as np

from filrouge.arrays import Ints, unit
from filrouge.build.spread.nearness import Nearness, among
from filrouge.text_groups import components

SURE: Final = 0.12
"""Score from which a short text is made of another, and speaks for it."""

AGREED: Final = 0.22
"""Margin of texts, moved to their copies, from which they are copies too."""


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
