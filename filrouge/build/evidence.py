"""The passages that show what a narrative is: its most typical, and those at its edge."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np

from filrouge.arrays import Ints, Singles

N_TYPICAL: Final = 12
N_EDGE: Final = 6

_LOOKED_AT: Final = 300  # passages of a narrative, nearest its centre, among which the typical ones are looked for


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
