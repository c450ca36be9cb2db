"""Pairs of sources that carry the same items more often, or sooner after one another, than their habits explain."""

from typing import Final, cast

import numpy as np
import pandas as pd

from filrouge.arrays import Floats, Ints
from filrouge.explore.carriers import Carried
from filrouge.explore.habits import Habits, Part
from filrouge.explore.intervals import SURE, benjamini_hochberg
from filrouge.explore.progress import track
from filrouge.i18n import N_
from filrouge.text_groups import components

MORE: Final = N_("more than chance explains")
CHANCE: Final = N_("no more than chance")
NOT_ENOUGH: Final = N_("too little to tell")

WINDOWS: Final = np.array([1 / 1440, 10 / 1440, 1 / 24, 0.25, 1.0, 7.0, 30.0])
"""Days within which two sources carry an item, from one minute to thirty days. A time that is known to the day is in no
window shorter than a day.
"""

FEWEST: Final = 4
"""Items that each of two sources shares with any other, and that the two share, for anything to be told of them."""

DRAWS: Final = 4999
_FEW_DRAWS: Final = (199, 999)
_ENOUGH_EXCEEDED: Final = 20
_HOPELESS: Final = 0.1
_AT_ONCE: Final = 4_000_000  # numbers in memory
_SLACK: Final = 1e-9

COLUMNS: Final = ["first", "second", "items", "shared", "window", "expected", "days", "p", "q", "status"]


def pairs_of_sources(carried: Carried, *, draws: int = DRAWS, seed: int = 0) -> pd.DataFrame:
    """Test each pair of the sources that are compared.

    Given the items that the first carries, how often would the second be among those who carry them within a window,
    by its habits with items that the first does not carry (`habits`)? And the same the other way round: the larger
    p-value counts. Items stay whole, with all their times; who stands at which time is drawn anew. A pair is as unusual
    as the window that is least expected of it (Westfall & Young 1993, min p), so the choice of windows is paid for.

    Returns
    -------
    COLUMNS: numbers of the two sources; `items`: those that the one and the other share with anyone, the fewer of the
    two; `shared`: with each other, in the window; `window`: days, the one that is least expected; `expected` in it;
    `days`: median between the two; `p`, `q` (Benjamini-Hochberg over pairs that could be told) and `status`: MORE,
    CHANCE or NOT_ENOUGH (then `window`, `expected`, `p` and `q` are null, and `shared` is of any window).
    """
    sizes = np.bincount(carried.source, minlength=carried.sources)
    able = np.flatnonzero(sizes >= FEWEST)
    tests = len(able) * (len(able) - 1) // 2
    between = lags(carried)
    draws = max(draws, round(2 * tests / SURE) - 1)
    asked = between[between["within"] <= WINDOWS[-1]].groupby(["a", "b"]).size()
    asked = asked[(asked >= FEWEST) & (asked.index.get_level_values("a") < asked.index.get_level_values("b"))]
    wanted = {(int(a), int(b)) for a, b in asked.index if sizes[a] >= FEWEST and sizes[b] >= FEWEST}
    habits = Habits.of(carried) if wanted else None
    found: dict[tuple[int, int], list[tuple[float, int, float]]] = {pair: [] for pair in wanted}
    for source in track(sorted({one for pair in wanted for one in pair})):
        # The larger p-value counts: a pair that chance explains in one way is not looked at again.
        others = [b for pair in sorted(wanted) if source in pair for b in pair if b != source]
        others = [b for b in others if max(found[_pair(source, b)], default=(0.0,))[0] <= _HOPELESS]
        for parts in habits.beside(source) if habits is not None and others else ():
            for other in others:
                done = found[_pair(source, other)]
                if max(done, default=(0.0,))[0] <= _HOPELESS:
                    rng = np.random.default_rng((seed, source, other))
                    done.append(_p_value(carried, parts, other, draws, rng))
    rows = []
    for ends, group in between[between["a"] < between["b"]].groupby(["a", "b"]):
        a, b = (int(one) for one in cast("tuple[int, int]", ends))
        row = {"first": a, "second": b, "items": min(sizes[a], sizes[b]), "shared": len(group)}
        row |= {"window": np.nan, "expected": np.nan, "days": group["days"].median(), "p": np.nan}
        if (a, b) in found:
            p, place, expected_ = max(found[a, b])
            shared = int((group["within"] <= WINDOWS[place] + _SLACK).sum())
            row |= {"shared": shared, "window": WINDOWS[place], "expected": expected_, "p": p}
        rows.append(row)
    frame = pd.DataFrame(rows, columns=[name for name in COLUMNS if name not in {"q", "status"}])
    frame["q"] = benjamini_hochberg(frame["p"].to_numpy(float), tests)
    status = np.where(frame["p"].isna(), NOT_ENOUGH, np.where(frame["q"] <= SURE, MORE, CHANCE))
    frame["status"] = status.astype(object)
    return frame[COLUMNS].sort_values(["p", "first", "second"], na_position="last", kind="stable", ignore_index=True)


def _pair(a: int, b: int) -> tuple[int, int]:
    return min(a, b), max(a, b)


def lags(carried: Carried) -> pd.DataFrame:
    """Every two sources that carry an item of which one of them may be the first: `a`, `b` in both orders, `within`
    (days, at most), `days` between, and the rows `row_a`, `row_b`.
    """
    frame = pd.DataFrame(
        {"item": carried.item, "row": np.arange(len(carried.item)), "source": carried.source, "start": carried.start,
         "end": carried.end, "first": carried.first}
    )  # fmt: skip
    both = frame[frame["first"]].merge(frame, on="item", suffixes=("_a", "_b"))
    both = both[both["row_a"] != both["row_b"]]
    swap = both[~both["first_b"]]
    turned = {f"{name}_{x}": swap[f"{name}_{y}"] for name in ("row", "source", "start", "end") for x, y in ("ab", "ba")}
    both = pd.concat([both, swap.assign(**turned)], ignore_index=True)
    within = np.maximum(both["end_b"] - both["start_a"], both["end_a"] - both["start_b"])
    days = (both["start_b"] - both["start_a"]).abs()
    result = both.assign(within=within, days=days).rename(columns={"source_a": "a", "source_b": "b"})
    return result[["item", "a", "b", "within", "days", "row_a", "row_b"]]


def _p_value(
    carried: Carried, parts: tuple[Part, ...], other: int, draws: int, rng: np.random.Generator
) -> tuple[float, int, float]:
    """The p-value of what two share, the place of the window that is least expected, and what is expected in it.

    Drawing stops where many draws are as unusual (Besag & Clifford 1991).
    """
    n = len(parts[0].odds)
    seen, odds, reach = np.zeros(len(WINDOWS)), np.zeros((len(parts), n)), np.zeros((len(parts), n, len(WINDOWS)))
    for number, part in enumerate(parts):
        row, own = part.row[part.counted], part.own[part.counted]
        within = np.maximum(carried.end[row] - carried.start[own], carried.end[own] - carried.start[row])
        window = np.searchsorted(WINDOWS + _SLACK, within)
        # Of each item, the chance that the other stands in a window or a shorter one.
        stands = np.zeros((n, len(WINDOWS) + 1))
        np.add.at(stands, (part.place[part.counted], window), part.stands[part.counted, other])
        reach[number], odds[number] = stands[:, :-1].cumsum(axis=1), part.odds[:, other]
        mine = window[carried.source[row] == other]
        seen += np.bincount(mine, minlength=len(WINDOWS) + 1)[:-1].cumsum()
    some = (odds * reach[:, :, -1]).sum(axis=0) > 0
    reach, odds, known = reach[:, some], odds[:, some], np.array([part.known[other] for part in parts])
    counts = seen[None, :]
    most = max(1, _AT_ONCE // max(1, odds.size * len(WINDOWS)))
    for wanted in sorted({*(few for few in _FEW_DRAWS if few < draws), draws}):
        while len(counts) <= wanted:
            more = _draw(odds, reach, known, min(most, wanted + 1 - len(counts)), rng)
            counts = np.concatenate([counts, more])
        p, place = _least(counts)
        if p * len(counts) > _ENOUGH_EXCEEDED:
            break
    return p, place, float(counts[1:, place].mean())


def _draw(odds: Floats, reach: Floats, known: Floats, times: int, rng: np.random.Generator) -> Floats:
    """How many items two share within each window, drawn anew; shape (times, windows).

    How readily a source carries items is known from few: it is drawn too, of a gamma distribution.
    """
    ready = rng.gamma(known + 1, 1 / (known + 1), (times, len(known))).astype(np.float32)
    mine = odds.astype(np.float32) * ready[:, :, None]
    chance = mine / (1 + mine)
    chance /= np.maximum(chance.sum(axis=1, keepdims=True), 1)
    # One number for each item decides whether it is shared, and in which windows: these lie in one another.
    drawn = rng.random((times, odds.shape[1]), dtype=np.float32)
    within = np.moveaxis(reach, 2, 0).astype(np.float32)
    counts = []
    for one in within:
        shared = chance[:, 0] * one[0]
        for part in range(1, len(one)):
            shared += chance[:, part] * one[part]
        counts.append(np.count_nonzero(shared > drawn, axis=1))
    return np.stack(counts, axis=1).astype(float)


def _least(counts: Floats) -> tuple[float, int]:
    """The p-value of the first row by its least expected column, and which that is."""
    n = len(counts)
    ordered = np.sort(counts, axis=0)
    tails = np.stack(
        [n - np.searchsorted(ordered[:, w], counts[:, w], side="left") for w in range(counts.shape[1])], axis=1
    )
    # Of windows that are as unusual, the shortest in which most is shared.
    least = tails.min(axis=1)
    tied = np.flatnonzero(tails[0] == least[0])
    ratio = counts[0, tied] - counts[1:, tied].mean(axis=0)
    return float((least <= least[0]).mean()), int(tied[int(np.argmax(np.round(ratio, 9)))])


def groups_of_pairs(frame: pd.DataFrame) -> Ints:
    """Which group the sources of each pair that was found are in, 0, 1, … by size; -1 of a pair that was not found."""
    found = (frame["status"] == MORE).to_numpy(bool)
    ends = frame.loc[found, ["first", "second"]].to_numpy(np.int64)
    sources, ends = np.unique(ends, return_inverse=True)
    ends = ends.reshape(-1, 2)  # numpy's versions differ in its shape
    label = components(ends, len(sources))
    _, group, size = np.unique(label, return_inverse=True, return_counts=True)
    place = np.argsort(np.argsort(-size, kind="stable"))
    result = np.full(len(frame), -1, np.int64)
    result[found] = place[group[ends[:, 0]]]
    return result
