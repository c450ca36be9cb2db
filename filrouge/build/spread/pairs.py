"""Which documents share text, from how near their sentences are: candidates, scores, pairs that others vouch for."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from filrouge.arrays import Bools, Ints, Singles
from filrouge.build.spread.nearness import Nearness
from filrouge.build.spread.short import SURE, agreed, torn

WHOLE: Final = 0.06
"""Score of two documents, the mean margin of their sentences, from which one is made of the other."""

MATCH: Final = 0.1
"""Margin from which two sentences of such documents say the same."""

PART: Final = 0.34
"""Mean margin of the best three sentences from which a part of one document stands in the other …"""

PART_SENTENCES: Final = 3
"""… if there are so many that match."""

SHORT: Final = 2
"""Sentences of a document up to which that is not enough: the less is said, the more is like it. Two such documents
need a score of `SURE` …"""

SHORT_ALIKE: Final = {True: 0.6, False: 0.45}
"""… and the sentences' mean cosine must be so much, within one language (True) and across."""

VOUCHED: Final = -0.1
"""Score that is enough where half of the copies of each are copies of the other too."""

_VOUCHED_ALIKE: Final = 0.1  # so much less, where others vouch for it
_ROUNDS: Final = 2
_SEVERAL: Final = 2  # copies of each of two, besides each other, …
_SUPPORT: Final = 0.4  # … of which such a share must be copies of both
_ONE: Final = 0.0  # margin of two sentences from which their documents are looked at
_SHARE: Final = 0.12  # of the sentences of the shorter document that must be near
_MOST_PRINTS: Final = 40  # documents with the very same sentence that are paired by it
_MOST_VOUCHED: Final = 2000  # copies of one document through which others are looked for


@dataclass(frozen=True)
class Compared:
    """What is compared of a document: rows of its sentences in `Nearness`, which of them it quotes, its language."""

    rows: Ints
    quoted: Bools
    language: str


@dataclass(frozen=True)
class Scored:
    """Two documents, `first` before `second`, and how alike.

    `short`: neither says much; `score`: over all their sentences; `best`: over the best three; `spare`: by how much the
    mean cosine is above what is asked of short ones. `forth`, `back`: for each sentence of the first its place in the
    second that is nearest, and the margin, and the other way round. `printed`: they have the same words, or nearly.
    """

    first: int
    second: int
    short: bool
    score: float
    best: float
    spare: float
    forth: tuple[Ints, Singles]
    back: tuple[Ints, Singles]
    printed: bool = False


def find_pairs(
    near: Nearness, documents: dict[int, Compared], printed: Iterable[tuple[int, int]], seed: int = 0
) -> list[Scored]:
    """Find the pairs of documents that share text, in order.

    `printed`: pairs that have the same words, or nearly: copies however many other texts are like them.
    """
    same = set(printed)
    looked: dict[tuple[int, int], Scored] = {}
    for pair in sorted({*_candidates(near, documents), *same}):
        one = _scored(near, documents, pair)
        looked[pair] = replace(one, printed=True) if pair in same else one
    found = {pair: one for pair, one in looked.items() if is_whole(one) or is_part(one)}
    strong = {pair for pair, one in found.items() if is_whole(one)}
    rows = {number: one.rows for number, one in documents.items() if len(one.rows) <= SHORT}
    sure = {pair: found[pair].score for pair in strong if found[pair].short and found[pair].score >= SURE}
    copies = neighbours(strong)
    for pair in agreed(near, rows, sure, seed):
        one = looked.setdefault(pair, looked.get(pair) or _scored(near, documents, pair))
        if one.score >= (VOUCHED if _common(copies, pair) >= 2 else 0):
            found[pair] = one
            strong.add(pair)
    for pair in {*_unsupported(strong), *torn(near, rows, strong)}:
        if found[pair].short and not found[pair].printed:
            strong.discard(pair)
            del found[pair]
    for _ in range(_ROUNDS):
        for pair in _vouched(strong):
            one = looked.setdefault(pair, looked.get(pair) or _scored(near, documents, pair))
            if one.score >= VOUCHED and one.spare >= -_VOUCHED_ALIKE:
                found[pair] = one
                strong.add(pair)
    return [found[pair] for pair in sorted(found)]


def is_whole(pair: Scored) -> bool:
    """Whether one document is made of the other."""
    return pair.printed or (pair.score >= (SURE if pair.short else WHOLE) and pair.spare >= 0)


def is_part(pair: Scored) -> bool:
    """Whether a part of one document stands in the other."""
    return pair.best >= PART


def _candidates(near: Nearness, documents: dict[int, Compared]) -> list[tuple[int, int]]:
    """Pairs of documents with near sentences, few of them in vain."""
    from scipy.sparse import csr_array

    numbers = sorted(documents)
    sizes = np.array([len(documents[number].rows) for number in numbers], np.int64)
    rows = np.concatenate([documents[number].rows for number in numbers] or [np.zeros(0, np.int64)])
    of = np.repeat(np.arange(len(numbers)), sizes)
    n = len(near.vectors)
    prints = np.bincount(rows, minlength=n)
    few = prints[rows] <= _MOST_PRINTS
    holds = csr_array((np.ones(few.sum(), np.float32), (of[few], rows[few])), shape=(len(numbers), n))
    holds.data[:] = 1
    kept = near.edges[near.margins >= _ONE]
    first, second = np.concatenate([kept, kept[:, ::-1], np.tile(np.arange(n)[:, None], (1, 2))]).T
    links = csr_array((np.ones(len(first), np.float32), (first, second)), shape=(n, n))
    shared: Any = (holds @ links @ holds.T).tocoo()
    least = np.minimum(3, np.maximum(1, np.ceil(_SHARE * np.minimum(sizes[shared.row], sizes[shared.col]))))
    wanted = (shared.row < shared.col) & (shared.data >= least)
    return [(numbers[a], numbers[b]) for a, b in zip(shared.row[wanted], shared.col[wanted], strict=True)]


def _scored(near: Nearness, documents: dict[int, Compared], pair: tuple[int, int]) -> Scored:
    first, second = (documents[number] for number in pair)
    a, b = first.rows, second.rows
    cosine = near.vectors[a] @ near.vectors[b].T
    margin = cosine - (near.usual[a][:, None] + near.usual[b][None]) / 2
    forth, back = margin.argmax(axis=1), margin.argmax(axis=0)
    there, here = margin.max(axis=1), margin.max(axis=0)
    said = [best[~one.quoted] for best, one in ((there, first), (here, second))]
    best = min((float(np.sort(one)[-PART_SENTENCES:].mean()) if _several(one) else -1.0) for one in said)
    score = float(there.mean() + here.mean()) / 2
    short = [cosine.max(axis=side) for side, one in ((1, first), (0, second)) if len(one.rows) <= SHORT]
    alike = float(np.mean([one.mean() for one in short])) if short else 2.0
    spare = alike - SHORT_ALIKE[first.language == second.language]
    return Scored(*pair, len(short) == 2, score, best, spare, (forth, there), (back, here))


def _several(margins: Singles) -> bool:
    return bool((margins >= MATCH).sum() >= PART_SENTENCES)


def _unsupported(strong: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pairs of documents each of which has several copies, hardly any of which are copies of the other."""
    copies = neighbours(strong)
    result = []
    for a, b in sorted(strong):
        fewer = min(len(copies[a]), len(copies[b])) - 1
        if fewer >= _SEVERAL and _common(copies, (a, b)) < _SUPPORT * fewer:
            result.append((a, b))
    return result


def _vouched(strong: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pairs of documents that have half of their copies, and two at least, in common."""
    copies = neighbours(strong)
    met = {
        (min(a, b), max(a, b))
        for between in copies.values()
        if len(between) <= _MOST_VOUCHED
        for a in between
        for b in between
        if a < b
    }
    result = []
    for a, b in sorted(met - strong):
        common = _common(copies, (a, b))
        if (
            common >= 2
            and common >= 0.5 * min(len(copies[a]), len(copies[b]))
            and common >= 0.4 * max(len(copies[a]), len(copies[b]))
        ):
            result.append((a, b))
    return result


def neighbours(pairs: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    """The copies of each document."""
    result: dict[int, set[int]] = {}
    for a, b in pairs:
        result.setdefault(a, set()).add(b)
        result.setdefault(b, set()).add(a)
    return result


def _common(copies: dict[int, set[int]], pair: tuple[int, int]) -> int:
    return len(copies.get(pair[0], set()) & copies.get(pair[1], set()))
