"""Which documents are copies of one text: the same words, or nearly all of them, whoever printed them."""

import re
import zlib
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from filrouge.arrays import Int32s, Ints
from filrouge.search import UNSPACED
from filrouge.text_groups import components

SHINGLE: Final = 5
"""Words in a row that are compared; letters in a row in scripts without spaces."""

FEWEST_SHINGLES: Final = 20
"""A shorter text is a copy only where it is the very same."""

ALIKE: Final = 0.6
"""Share of the shingles of both texts (Jaccard) from which they are copies."""

INSIDE: Final = 0.85
"""Share of the shorter text that stands in the longer one from which it is a copy of it, cut or added to …"""

HALF: Final = 0.5
"""… if it has at least so many of its shingles."""

_PERMUTATIONS: Final = 128
_CANDIDATES: Final = 0.45  # Jaccard around which locality-sensitive hashing begins to find pairs
_MOST_COMPARED: Final = 50  # texts that one is compared with, among those that fall into a bucket with it
_WORD: Final = re.compile(rf"[{UNSPACED}]|[^\W_]+")
_MIX: Final = np.array([1, 0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F], np.uint32)


def copy_groups(
    texts: Sequence[str], same: npt.NDArray[np.integer], advance: Callable[[int], None] = lambda _: None
) -> Int32s:
    """Number documents so that copies of one text share a number.

    Texts are compared by their runs of five words (Broder 1997) with MinHash and locality-sensitive hashing, which
    takes time in proportion to their number.

    Parameters
    ----------
    texts : of the documents.
    same : numbers that documents with the very same text share.
    advance : called with the number of texts just read.

    Returns
    -------
    int32 (documents), from 0 in the order of the first document of each group.
    """
    from datasketch import MinHash, MinHashLSH

    _, first, group = np.unique(np.asarray(same), return_index=True, return_inverse=True)
    index = MinHashLSH(threshold=_CANDIDATES, num_perm=_PERMUTATIONS)
    empty = MinHash(_PERMUTATIONS, hashfunc=_unchanged)
    signatures = np.zeros((len(first), _PERMUTATIONS), np.uint32)
    sizes = np.zeros(len(first), np.int64)
    links: list[tuple[int, int]] = []
    for number, row in enumerate(first.tolist()):
        advance(1)
        shingles = _shingles(texts[row])
        sizes[number] = len(shingles)
        if len(shingles) < FEWEST_SHINGLES:
            continue
        signature = empty.copy()
        signature.update_batch(shingles.tolist())
        signatures[number] = signature.hashvalues
        near = np.fromiter(index.query(signature), np.int64)
        index.insert(number, signature, check_duplication=False)
        copies = _copies(number, np.sort(near)[:_MOST_COMPARED], signatures, sizes)
        links += [(number, other) for other in copies.tolist()]
    advance(len(texts) - len(first))
    linked = components(np.array(links, np.int64).reshape(-1, 2), len(first))
    return pd.factorize(linked[group])[0].astype(np.int32)


def independent_sources(told: Iterable[tuple[str, int]]) -> int:
    """Count the sources that say something, each in a text of its own.

    One text that three papers print counts once: the most sources that can each be paired with another text (maximum
    bipartite matching). A text without a source counts as one by a source of its own.

    Parameters
    ----------
    told : source and copy group of each text that says it; a source that is not known is "".
    """
    pairs = {(source or text, text) for source, text in told}
    sources, texts = (list(dict.fromkeys(side)) for side in zip(*pairs, strict=True)) if pairs else ([], [])
    if len(texts) == len(pairs):  # no two sources share one: the usual case, and there are many phrases
        return len(sources)
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import maximum_bipartite_matching

    shared = csr_array(np.array([[(source, text) in pairs for text in texts] for source in sources], bool))
    return int((maximum_bipartite_matching(shared) >= 0).sum())


def _copies(number: int, near: Ints, signatures: npt.NDArray[np.uint32], sizes: Ints) -> Ints:
    """Those of `near` that are copies of the text `number`, by what their signatures tell of their overlap."""
    jaccard = (signatures[near] == signatures[number]).mean(axis=1)
    smaller, larger = np.minimum(sizes[near], sizes[number]), np.maximum(sizes[near], sizes[number])
    inside = jaccard / (1 + jaccard) * (smaller + larger) / smaller
    found: Ints = near[(jaccard >= ALIKE) | ((inside >= INSIDE) & (smaller >= HALF * larger))]
    return found


def _shingles(text: str) -> npt.NDArray[np.uint32]:
    """Hashes of the different runs of five words of a text."""
    words = np.fromiter((_word(word) for word in _WORD.findall(text.casefold())), np.uint32)
    n = len(words) - SHINGLE + 1
    if n < 1:
        return words[:0]
    mixed = sum((words[i : i + n] * _MIX[i] for i in range(1, SHINGLE)), words[:n] * _MIX[0])
    return np.unique(mixed ^ (mixed >> np.uint32(15)))


@lru_cache(maxsize=200_000)
def _word(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "replace"))


def _unchanged(value: int) -> int:
    return value
