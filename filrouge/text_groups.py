"""Which documents are one text: the same words, and where the build found it, the same in other words or languages."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from filrouge.arrays import Bools, Ints

MOST: Final = 0.5
"""Share of a document that stands in another, from which it is no text of its own …"""

LEAST: Final = 0.25
"""… if that is so much of the other, too: the items of a review of the press are not one text."""

Floats = npt.NDArray[np.floating]


def one_text(
    prints: Ints,
    later: Ints,
    earlier: Ints,
    shares: Floats,
    score: Floats,
    told: Bools,
    apart: Sequence[tuple[int, int]] = (),
) -> Ints:
    """Number documents so that those that are one text share a number.

    Documents of which each holds most of the other are one text. One that holds a part of another only (a summary, an
    excerpt) goes with the one that it is most like; it does not join texts that have no more than it in common. A later
    document that holds an earlier one whole, and as much of its own, is a text of its own.

    Parameters
    ----------
    prints : of the documents; those with the same words, or nearly, share a number.
    later, earlier : rows of the documents of each pair that shares text.
    shares : float (pairs, 2), of the earlier one that stands in the later, and of the later that stands in the earlier.
    score : how alike they are.
    told : whether the dates tell which came first.
    apart : rows of documents, of different prints, that are not one text, even where others link them: of what links
        them, what is least alike does not count.

    Returns
    -------
    int64 (documents), from 0 in the order of the first document of each group.
    """
    if not len(prints):
        return prints
    both = shares.min(axis=1) > MOST
    held = ~both & (shares.min(axis=1) >= LEAST)
    is_part = held & (shares[:, 1] > MOST), held & (shares[:, 0] > MOST) & ~told
    part, whole = (
        np.concatenate([side[0][is_part[0]], side[1][is_part[1]]]) for side in ((later, earlier), (earlier, later))
    )
    alike = np.concatenate([score[one] for one in is_part])
    order = np.lexsort((whole, -alike, part))
    part, first = np.unique(part[order], return_index=True)
    places, printed = np.unique(prints, return_inverse=True)
    ends = np.concatenate([later[both], part]), np.concatenate([earlier[both], whole[order][first]])
    alike = np.concatenate([score[both], alike[order][first]])
    label = _linked(len(places), printed[np.stack(ends, axis=1)], alike, [(printed[a], printed[b]) for a, b in apart])
    return pd.factorize(label[printed])[0].astype(np.int64, copy=False)


def _linked(n: int, links: Ints, alike: Floats, apart: Sequence[tuple[int, int]]) -> Ints:
    """Number what `links`, shape (links, 2), bring together; what is most alike first where some are kept apart."""
    label = components(links, n)
    for torn in {int(label[one]) for one, other in apart if label[one] == label[other]}:
        inside, members = np.flatnonzero(label[links[:, 0]] == torn), np.flatnonzero(label == torn)
        label[members] = n + members
        for i in inside[np.argsort(-alike[inside], kind="stable")]:
            mine, theirs = label[links[i]]
            if mine != theirs and not any({mine, theirs} == {label[one], label[other]} for one, other in apart):
                label[members[label[members] == theirs]] = mine
    return label


def components(links: Ints, n: int) -> Ints:
    """Number what `links`, shape (links, 2), bring together of `n` things, from 0 in the order of the first of each."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    table = coo_array((np.ones(len(links), np.int8), (links[:, 0], links[:, 1])), shape=(n, n))
    _, label = connected_components(table, directed=False)
    numbered: Ints = label.astype(np.int64)
    return numbered
