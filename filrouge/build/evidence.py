"""The passages that show what a narrative is: its most typical, those at its edge, and pairs that seem opposed."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np

from filrouge.arrays import Ints, Singles
from filrouge.negation_cues import denials

N_TYPICAL: Final = 12
N_EDGE: Final = 6
N_OPPOSED: Final = 4

_LOOKED_AT: Final = 300  # passages of a narrative, nearest its centre, among which opposed pairs are looked for
_NEAR: Final = 0.5  # the nearer half of the pairs is compared


def typical(
    members: Ints, score: Singles, sources: Sequence[str | None], languages: Sequence[str], copy_group: Ints
) -> list[int]:
    """Choose up to twelve passages: high scores, from as many sources and languages as there are, no copies.

    All arguments are of the members, in their order; `score` says how typical each is.
    """
    chosen: list[int] = []
    used_sources: Counter[str | None] = Counter()
    used_languages: Counter[str] = Counter()
    groups: set[int] = set()
    order = np.lexsort((members, -score))
    while len(chosen) < N_TYPICAL:
        free = [int(i) for i in order[:_LOOKED_AT] if int(copy_group[i]) not in groups]
        if not free:
            break
        # Each passage already shown of a source or language costs as much as a fifth of the range of scores.
        span = float(score[order[0]] - score[order[min(len(order), _LOOKED_AT) - 1]]) / 5 or 1.0
        best = max(free, key=lambda i: score[i] - span * (used_sources[sources[i]] + used_languages[languages[i]]))
        chosen.append(int(members[best]))
        used_sources[sources[best]] += 1
        used_languages[languages[best]] += 1
        groups.add(int(copy_group[best]))
    return chosen


def edge(members: Ints, strength: Singles, copy_group: Ints) -> list[int]:
    """Choose up to six passages that belong to the narrative only just, no copies."""
    order = np.lexsort((members, strength))
    _, first = np.unique(copy_group[order], return_index=True)
    return [int(members[i]) for i in order[np.sort(first)][:N_EDGE]]


def opposed(
    members: Ints,
    vectors: Singles,
    score: Singles,
    texts: Sequence[str],
    languages: Sequence[str],
    sources: Sequence[str | None],
) -> list[tuple[int, int]]:
    """Find up to four pairs of passages of different sources that lie close, of which one denies and the other doesn't.

    Experimental: words of denial are counted, meaning is not understood. docs/narratives.md says how often it is right.
    All arguments are of the members; the first of a pair asserts, the second denies.
    """
    some = np.lexsort((members, -score))[:_LOOKED_AT]
    denial = np.array([len(denials(texts[i], languages[i])) for i in some.tolist()])
    if not (denial > 0).any() or not (denial == 0).any():
        return []
    asserting, denying = some[denial == 0], some[denial > 0]
    cosine = vectors[asserting] @ vectors[denying].T
    value = cosine * np.minimum(denial[denial > 0], 3)[None] / 3
    apart = np.array([[sources[a] != sources[d] for d in denying.tolist()] for a in asserting.tolist()])
    value = np.where(apart & (cosine >= np.quantile(cosine, _NEAR)), value, -1)
    pairs: list[tuple[int, int]] = []
    for place in np.argsort(-value, axis=None, kind="stable"):
        row, column = divmod(int(place), len(denying))
        if value[row, column] <= 0 or len(pairs) == N_OPPOSED:
            break
        pair = int(members[asserting[row]]), int(members[denying[column]])
        if not {m for p in pairs for m in p} & set(pair):
            pairs.append(pair)
    return pairs
