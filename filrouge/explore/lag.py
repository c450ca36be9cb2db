"""Lag: which source takes up narratives before which, and whether that could be chance."""

from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from filrouge.arrays import Floats, Ints
from filrouge.bundle import Bundle
from filrouge.explore.independent import Texts, independent_texts
from filrouge.explore.intervals import SURE, benjamini_hochberg
from filrouge.explore.progress import track
from filrouge.explore.selection import Selection
from filrouge.i18n import N_
from filrouge.schema import NO_SOURCE

BEFORE: Final = N_("clear order")
NO_ORDER: Final = N_("no clear order")
NOT_ENOUGH: Final = N_("not enough data")

WITHIN: Final = 7
"""Mentions further apart than this, in days, have nothing to do with each other."""

FEWEST_MATCHED: Final = 8
FEWEST_EPISODES: Final = 6
MOST_SOURCES: Final = 12
PERMUTATIONS: Final = 4999

_WEEK: Final = 7
_MOST_SHIFTS: Final = 60
_LONGEST_EPISODE: Final = 28

COLUMNS: Final = ["leader", "follower", "days", "matched", "episodes", "p", "q", "status"]


@dataclass(frozen=True)
class Lag:
    """Who takes up narratives before whom.

    `frame`: a row for each pair of sources, clearest first: `leader`, `follower` (the order in the data, whatever
    `status` says of it), `days` (median over matched mentions of the follower, of days after the leader's nearest
    mention), `matched` (mentions of either with one of the other within WITHIN days), `episodes` (runs of such mentions
    of one narrative), `p`, `q` (Benjamini-Hochberg over pairs), `status`: BEFORE (A is the leader), NO_ORDER,
    NOT_ENOUGH (`days`, `p` and `q` are null).

    `texts`, `undated`, `coarse`: independent texts of each source that were looked at, and left out.
    """

    frame: pd.DataFrame
    texts: int
    undated: int
    coarse: int


def lag(bundle: Bundle, selection: Selection, sources: tuple[str, ...] = ()) -> Lag:
    """Compare every pair of sources (of the MOST_SOURCES with most texts, if none are named).

    A text that is about a narrative votes for the source whose nearest mention of it came first; votes of one episode
    count as one (`pair_components`). The p-value is from shifting one source's mentions of each narrative by whole
    weeks, each narrative by its own, around the narrative's life (random circular shifts, as in tests of the timing of
    spike trains): what each source publishes on each day of the week, of which
    narrative, and in what runs stays, only the order between the two goes. What is left is order in time, not its
    reason: of two that follow the same events, one that prints on Mondays comes before one that prints on Tuesdays.

    A pair is compared over all narratives, whichever the selection names: it is one question for each pair.
    """
    texts = independent_texts(bundle, selection, within_source=True)
    sizes = np.bincount(texts.source, minlength=len(texts.sources))
    known = [i for i, s in enumerate(texts.sources) if s != NO_SOURCE]
    if sources:
        chosen = [i for i in known if texts.sources[i] in sources]
    else:
        chosen = sorted(known, key=lambda i: (-sizes[i], texts.sources[i]))[:MOST_SOURCES]
    rows = pair_lags(texts, sorted(chosen), list(range(len(texts.narratives))))
    for end in ("leader", "follower"):
        rows[end] = np.array([*texts.sources, ""], dtype=object)[rows[end].to_numpy(int)]
    rows = rows.sort_values(["p", "leader", "follower"], na_position="last", kind="stable").reset_index(drop=True)
    return Lag(rows[COLUMNS].astype({"leader": "str", "follower": "str"}), len(texts.day), texts.undated, texts.coarse)


def pair_lags(
    texts: Texts, sources: list[int], columns: list[int], *, permutations: int = PERMUTATIONS, seed: int = 0
) -> pd.DataFrame:
    """Lag of each pair of sources, given by number, over some narratives (columns of `texts.about`).

    Returns
    -------
    frame : COLUMNS, with `leader` and `follower` as numbers.
    """
    tracks = [_tracks(texts, sources, column) for column in columns]
    rows = []
    for a, b in track(list(combinations(sources, 2))):
        parts = [pair_components(days[a], days[b], life) for life, days in tracks if len(days[a]) and len(days[b])]
        rows.append(_row(a, b, parts, permutations, np.random.default_rng((seed, a, b))))
    frame = pd.DataFrame(rows, columns=[c for c in COLUMNS if c != "q"])
    frame["q"] = benjamini_hochberg(frame["p"].to_numpy(float))
    found = frame["p"].notna() & (frame["q"] <= SURE)
    frame["status"] = frame["status"].mask(found, BEFORE)
    return frame[COLUMNS]


def _tracks(texts: Texts, sources: list[int], column: int) -> tuple[int, dict[int, Ints]]:
    """Length in days of a narrative's life as a circle, and each source's days of mention on it.

    The circle is whole weeks, and so long that its last day is not within WITHIN days of its first.
    """
    about = texts.about[:, column]
    day, source = texts.day[about], texts.source[about]
    first, last = (int(day.min()), int(day.max())) if len(day) else (0, 0)
    length = -(-(last - first + 1 + WITHIN) // _WEEK) * _WEEK
    return length, {s: np.sort(day[source == s] - first) for s in sources}


@dataclass(frozen=True)
class Components:
    """For one pair and narrative, by weeks that the second source is shifted (none first).

    `episodes`: with a vote; `total`: sum over them of their mean vote, 1 where the first source came first; `squares`:
    of its square. Of no shift: `means`, the mean vote of each episode; `matched`: votes; `lags`: days from the nearest
    mention of the first source to each of the second's, and from those of the first to the nearest of the second,
    within WITHIN.
    """

    episodes: Ints
    total: Floats
    squares: Floats
    means: Floats
    matched: int
    lags: tuple[Ints, Ints]


def pair_components(a: Ints, b: Ints, length: int) -> Components:
    """Votes of the mentions of one narrative by two sources, for every shift of `b` by whole weeks round the circle.

    A mention votes +1 if the nearest mention of the other source, within WITHIN days, says that `a` came first, -1 if
    it says that `b` did, 0 on the same day; between two as near it has no vote. An episode is a run of mentions of `a`
    no more than WITHIN days apart, cut every four weeks where it does not end, with the mentions of `b` nearest to
    them.
    """
    weeks = length // _WEEK
    shifts = np.arange(0, weeks, -(-weeks // _MOST_SHIFTS))[:, None] * _WEEK
    moved = (b[None, :] + shifts) % length
    vote_a, signed_a, nearest = _nearest(a, length)
    vote_b, signed_b, _ = _nearest(b, length)
    run_of_a = _runs(a)
    back = (a[None, :] - shifts) % length
    votes = np.concatenate([vote_a[moved], -vote_b[back]], axis=1)
    run = np.concatenate([run_of_a[nearest[moved]], np.broadcast_to(run_of_a, (len(shifts), len(a)))], axis=1)
    runs = int(run_of_a[-1]) + 1
    cell = (run + runs * np.arange(len(shifts))[:, None]).ravel()
    heard = ~np.isnan(votes).ravel()
    n = np.bincount(cell[heard], minlength=runs * len(shifts)).reshape(len(shifts), runs)
    total = np.bincount(cell[heard], weights=votes.ravel()[heard], minlength=runs * len(shifts)).reshape(n.shape)
    mean = total / np.maximum(n, 1)
    after, ahead = signed_a[b], signed_b[a]
    return Components(
        (n > 0).sum(axis=1),
        mean.sum(axis=1),
        (mean**2).sum(axis=1),
        mean[0][n[0] > 0],
        int((~np.isnan(votes[0])).sum()),
        (after[~np.isnan(vote_a[b])], ahead[~np.isnan(vote_b[a])]),
    )


def _runs(days: Ints) -> Ints:
    """Number of the episode that each of `days`, ascending, is in."""
    run = np.concatenate([[0], np.cumsum(np.diff(days) > WITHIN)])
    since = days - days[np.searchsorted(run, run)]
    cut = np.concatenate([[False], (np.diff(run) > 0) | (np.diff(since // _LONGEST_EPISODE) > 0)])
    return np.cumsum(cut)


def _nearest(days: Ints, length: int) -> tuple[Floats, Ints, npt.NDArray[np.intp]]:
    """For every day of the circle: the vote of a mention of another source there, the signed days since the nearest
    of `days` (negative if that comes later), and which of `days` it is.
    """
    grid = np.arange(length)
    around = np.concatenate([days - length, days, days + length])
    after = np.searchsorted(around, grid)
    to_next = around[after] - grid
    since_last = grid - around[after - 1]
    since_last = np.where(to_next == 0, 0, since_last)
    later = to_next < since_last
    signed = np.where(later, -to_next, since_last)
    between = (to_next == since_last) & (since_last > 0)
    vote = np.where((np.abs(signed) <= WITHIN) & ~between, np.sign(signed).astype(float), np.nan)
    nearest = np.where(later | (to_next == 0), after, after - 1) % len(days)
    return vote, signed, nearest


def _row(a: int, b: int, parts: list[Components], permutations: int, rng: np.random.Generator) -> dict[str, object]:
    """One pair: the direction of its votes, and the larger of two p-values.

    One is over random shifts of each narrative by itself; the sum of votes is studentised, because shifted mentions
    meet less often than real ones (Janssen 1997; Chung & Romano 2013). The other is over random signs of episodes
    (Fisher 1935): few episodes cannot say much, however seldom shifts do as well.
    """
    row: dict[str, object] = {
        "leader": a,
        "follower": b,
        "days": np.nan,
        "matched": sum(part.matched for part in parts),
        "episodes": sum(len(part.means) for part in parts),
        "p": np.nan,
        "status": NOT_ENOUGH,
    }
    if sum(part.matched for part in parts) < FEWEST_MATCHED or sum(len(p.means) for p in parts) < FEWEST_EPISODES:
        return row
    # Days of the week at which each publishes may favour one of the two: that much is no order.
    usual = sum(float(p.total.sum()) for p in parts) / max(sum(int(p.episodes.sum()) for p in parts), 1)
    total, squares = np.zeros(permutations + 1), np.zeros(permutations + 1)
    for part in parts:
        shift = rng.integers(0, len(part.total), permutations + 1)
        shift[0] = 0  # as it is
        total += (part.total - usual * part.episodes)[shift]
        squares += (part.squares - 2 * usual * part.total + usual**2 * part.episodes)[shift]
    statistic = np.abs(np.where(squares > 1e-6, total, 0.0)) / np.sqrt(np.maximum(squares, 1e-6))
    means = np.concatenate([part.means for part in parts]) - usual
    flipped = np.abs(rng.choice([-1.0, 1.0], (permutations, len(means))) @ means)
    p_signs = (1 + (flipped >= abs(means.sum()) - 1e-9).sum()) / (permutations + 1)
    first = total[0] >= 0
    lags = np.concatenate([part.lags[0 if first else 1] for part in parts])
    return row | {
        "leader": a if first else b,
        "follower": b if first else a,
        "days": float(np.median(lags)),
        "p": max(float((statistic >= statistic[0] - 1e-9).mean()), float(p_signs)),
        "status": NO_ORDER,
    }
