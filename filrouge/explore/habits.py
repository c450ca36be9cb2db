"""What is to be expected of sources that carry the same items, from their habits beside one of them.

A source carries an item with the odds w o t: w is how readily the source takes (or begins) items, o how much it
publishes that is like the item, and t how many carry the item. w and t are such that both margins are met: the fitness
model of bipartite networks (Saracco et al. 2017, "Inferring monopartite projections of bipartite networks", New Journal
of Physics 19:053022), with o as an offset.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from filrouge.arrays import Bools, Floats, Ints
from filrouge.explore.carriers import Carried

DELAYS: Final = np.array([10 / 1440, 1 / 24, 0.25, 1.0, 7.0])
"""Days after the first that tell how soon a source takes an item."""

_FEW: Final = 4.0  # items as all sources take them, beside those of a source's own
_ROUNDS: Final = 40
_SOME_ROUNDS: Final = 8
_MOST_ODDS: Final = 1e9


@dataclass(frozen=True)
class Part:
    """A way in which others may carry the items of one source: as the first, as a later one, or either.

    `odds`: of each source for each item, shape (items, sources). `row`, `place`: rows that they may stand at, and
    which item of the source each is of; `own`: the source's own row in it; `stands`: the chance that each source is at
    the row if it carries the item in this way, shape (rows, sources); `counted`: whether the source shares the item
    with whoever is there. `known`: how many items each source was seen to carry so.
    """

    odds: Floats
    row: Ints
    place: Ints
    own: Ints
    stands: Floats
    counted: Bools
    known: Floats


@dataclass(frozen=True)
class Habits:
    """How readily each source carries items, from which what is to be expected beside one of them is found soon.

    Items come about in two ways, and which it is nobody knows: one source has it first and others take it from there
    ("handed on": then who begins and who takes are two things); or all take it from an original that is not in the
    corpus ("common original": then the first is only the fastest).
    """

    carried: Carried
    usual: dict[bool | None, Floats]

    @classmethod
    def of(cls, carried: Carried) -> "Habits":
        """Fit what all sources do."""
        return cls(carried, {role: _readiness(carried, _in_role(carried, role), -1)[0] for role in (True, False, None)})

    def beside(self, source: int) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
        """What is to be expected in the items of one source, from the items that it does not carry; of items that are
        handed on, and of items with a common original.
        """
        own = np.full(int(self.carried.item.max()) + 1, -1, dtype=np.int64)
        mine = np.flatnonzero(self.carried.source == source)
        own[self.carried.item[mine]] = mine
        first, later, either = (self._part(source, own, role) for role in (True, False, None))
        return (first, later), (either,)

    def _part(self, source: int, own: Ints, role: bool | None) -> Part:
        c = self.carried
        with_it, in_role = own[c.item] >= 0, _in_role(c, role)
        ready, known = _readiness(c, in_role & ~with_it, source, self.usual[role])
        row = np.flatnonzero(in_role & with_it & (c.source != source))
        items = np.unique(c.item[own[own >= 0]])
        place = np.searchsorted(items, c.item[row])
        odds = _odds(c.profile[row], place, len(items), ready, source)
        # Two that both came later share what a third had first.
        counted = c.first[row] | c.first[own[c.item[row]]]
        if role is False:
            row, place, counted = row[counted], place[counted], counted[counted]
            odds = odds * np.isin(np.arange(len(items)), place)[:, None]
        return Part(odds, row, place, own[c.item[row]], self._stands(row, place, in_role & ~with_it), counted, known)

    def _stands(self, row: Ints, place: Ints, others: Bools) -> Floats:
        """At which of its times each source has an item: by how soon it has others, and by its profile."""
        c = self.carried
        delay, kinds = _delays(c), len(DELAYS) + 1
        table = np.zeros((kinds, c.sources))
        np.add.at(table, (delay[others], c.source[others]), 1.0)
        usual = (table.sum(axis=1) + 1.0) / (table.sum() + kinds)
        soon = (table + _FEW * usual[:, None]) / (table.sum(axis=0) + _FEW) / usual[:, None]
        weight = c.profile[row] * soon[delay[row]]
        whole = np.zeros((int(place.max(initial=0)) + 1, c.sources))
        np.add.at(whole, place, weight)
        result: Floats = weight / np.maximum(whole[place], 1e-300)
        return result


def _in_role(c: Carried, role: bool | None) -> Bools:
    return np.ones(len(c.item), dtype=bool) if role is None else c.first == role


def _delays(c: Carried) -> Ints:
    begun = np.full(int(c.item.max(initial=0)) + 1, np.inf)
    np.minimum.at(begun, c.item, c.start)
    return np.asarray(np.searchsorted(DELAYS, c.start - begun[c.item], side="left"), dtype=np.int64)


def _means(profile: Floats, place: Ints, n: int) -> tuple[Floats, Ints]:
    """Of each item, the mean profile of its rows, and how many it has."""
    total = np.zeros((n, profile.shape[1]))
    np.add.at(total, place, profile)
    size = np.bincount(place, minlength=n).astype(np.int64)
    return total / np.maximum(size, 1)[:, None], size


def _readiness(c: Carried, kept: Bools, left_out: int, start: Floats | None = None) -> tuple[Floats, Floats]:
    """Of each source its w from some rows, and how many of them it has.

    Each w is taken as drawn from an exponential distribution around what its output says: few items say little.
    """
    place = np.unique(c.item[kept], return_inverse=True)[1]
    count = np.bincount(c.source[kept], minlength=c.sources).astype(float)
    w = np.ones(c.sources) if start is None else start.copy()
    if not len(place):
        return np.ones(c.sources), count
    output, size = _means(c.profile[kept], place, int(place.max()) + 1)
    output = output / output.sum(axis=1, keepdims=True)
    if left_out >= 0:
        output[:, left_out] = 0.0
    t = size / np.maximum((output * w).sum(axis=1), 1e-300)
    for _ in range(_ROUNDS if start is None else _SOME_ROUNDS):
        odds = output * w * t[:, None]
        chance = odds / (1 + odds)
        t = np.minimum(t * size / np.maximum(chance.sum(axis=1), 1e-300), _MOST_ODDS)
        each = output * t[:, None]
        w = (count + 1) / ((each / (1 + each * w)).sum(axis=0) + 1)
    return w, count


def _odds(profile: Floats, place: Ints, n: int, ready: Floats, left_out: int) -> Floats:
    """The odds of each source for items whose other rows these are, so many that the chances add up to their number."""
    output, size = _means(profile, place, n)
    base = output * ready
    base[:, left_out] = 0.0
    base = base / np.maximum(base.sum(axis=1, keepdims=True), 1e-300)
    t = size.astype(float)
    for _ in range(_ROUNDS):
        odds = base * t[:, None]
        whole = (odds / (1 + odds)).sum(axis=1)
        t = np.minimum(np.where(size > 0, t * size / np.maximum(whole, 1e-300), 0.0), _MOST_ODDS)
    result: Floats = base * t[:, None]
    return result
