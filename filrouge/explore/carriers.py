"""Who carries what, and when: a shared text, link or hashtag is an item, each source that has it carries it.

`coordination` asks of two sources whether they carry the same items more often, or sooner after one another, than what
each of them publishes explains. What it publishes is a *profile*: how much, in which weeks, on which days of the week,
at which hours and on which narratives.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pandas as pd

from filrouge.arrays import Bools, Floats, Ints

FIRST_HOURS: Final = 8
"""Parts of a day that a profile tells apart, of three hours each."""

_BLOCK: Final = 28  # days
_SMOOTH: Final = 8.0  # texts as all sources publish them, beside those of a source's own


@dataclass(frozen=True)
class Output:
    """Every dated text of the sources that are compared.

    `source`: its number; `start`: days since any day, at the beginning of the time in which it was published; `exact`:
    whether the hour is known; `narrative`: what most of it talks about, -1 where none; `taken`: whether it is known to
    share text with an earlier one of another source: what it talks about is then not the source's own choice.
    """

    source: Ints
    start: Floats
    exact: Bools
    narrative: Ints
    taken: Bools


@dataclass(frozen=True)
class Carried:
    """Who carries what, a row for each source that carries an item, in the order of items.

    `item`, `source`: numbers; `start`, `end`: in days, the time in which it first did; `first`: whether no other row
    of the item is known to be earlier; `narrative`: of the item; `profile`: of each source, as in `profiles`, shape
    (rows, sources); `doc`: the text.
    """

    item: Ints
    source: Ints
    start: Floats
    end: Floats
    first: Bools
    narrative: Ints
    profile: Floats
    doc: Ints

    @property
    def sources(self) -> int:
        """How many sources are compared."""
        return int(self.profile.shape[1])

    def of(self, kept: Bools) -> "Carried":
        """Some of the rows."""
        return replace(self, **{name: getattr(self, name)[kept] for name in self.__dataclass_fields__})


def carried(rows: pd.DataFrame, output: Output, sources: int) -> Carried:
    """Rows of `item`, `source` (a number below `sources`, or -1 for one that is not compared), `start`, `end`,
    `narrative` and `doc`, made ready to be tested.

    A source that has an item several times carries it once, from when it first did; items that only one source carries
    are left out. Sources that are not compared tell only who was first.
    """
    rows = rows.sort_values(["item", "start", "end", "doc"], kind="stable")
    own = rows["source"] >= 0
    rows = pd.concat([rows[own].drop_duplicates(["item", "source"]), rows[~own]]).sort_index(kind="stable")
    rows = rows.sort_values(["item", "start", "end", "doc"], kind="stable")
    # Known to be earlier: its time ends before the other begins.
    rows["first"] = rows["start"] <= rows.groupby("item")["end"].transform("min")
    rows = rows[rows["source"] >= 0]
    rows = rows[rows.groupby("item")["source"].transform("size") > 1]
    item = np.unique(rows["item"].to_numpy(np.int64), return_inverse=True)[1]
    start, end = rows["start"].to_numpy(float), rows["end"].to_numpy(float)
    narrative = rows["narrative"].to_numpy(np.int64)
    return Carried(
        item.astype(np.int64),
        rows["source"].to_numpy(np.int64),
        start,
        end,
        rows["first"].to_numpy(bool),
        narrative,
        profiles(output, sources, start, end - start < 0.5, narrative),
        rows["doc"].to_numpy(np.int64),
    )


def without_originals(rows: pd.DataFrame, originals: Ints) -> pd.DataFrame:
    """Rows without the items that a known original may have begun: what both took from it, they share by that.

    `originals`: numbers of sources. An item goes as a whole where one of them is known to be first in it, or may be;
    else they go alone.
    """
    earliest = rows.groupby("item")["end"].transform("min")
    begun = rows["source"].isin(originals) & (rows["start"] <= earliest)
    kept: pd.DataFrame = rows[~rows["item"].isin(rows.loc[begun, "item"]) & ~rows["source"].isin(originals)]
    return kept


def originals(rows: pd.DataFrame, sources: int) -> Ints:
    """Sources that many others take from and that take from none, as a wire does: first, or perhaps first, in nine of
    ten of the items it has, ten at least, for certain in half of them, which reach a quarter of all sources, five at
    least.
    """
    rows = rows.sort_values(["item", "start"], kind="stable").drop_duplicates(["item", "source"])
    by = rows.groupby("item")
    rows = rows.assign(
        several=by["source"].transform("size") > 1,
        first=rows["start"] <= by["end"].transform("min"),
        place=by.cumcount(),
        next=by["start"].shift(-1),
    )
    shared = rows[rows["several"] & (rows["source"] >= 0)]
    certain = (shared["place"] == 0) & (shared["end"] <= shared["next"])
    told = shared.assign(certain=certain).groupby("source").agg(
        first=("first", "mean"), certain=("certain", "mean"), items=("first", "size")
    )  # fmt: skip
    found = told[(told["first"] >= 0.9) & (told["certain"] >= 0.5) & (told["items"] >= 10)].index
    reaching = []
    for source in found:
        begun = shared.loc[shared["source"] == source, "item"]
        takers = rows[rows["item"].isin(begun) & ~rows["first"]]["source"].nunique()
        if takers >= max(5, sources / 4):
            reaching.append(source)
    return np.array(reaching, dtype=np.int64)


def profiles(output: Output, sources: int, start: Floats, exact: Bools, narrative: Ints) -> Floats:
    """How much each source publishes that is like some texts: in the same four weeks, on the same day of the week, at
    the same hour (where that is known), on the same narrative. Shape (texts, sources).

    Each is the source's own count beside what all sources publish (`_SMOOTH` texts of it), so that few texts say
    little.
    """
    n = np.bincount(output.source, minlength=sources).astype(float)
    low = output.start.min() if len(output.start) else 0.0

    def block(days: Floats) -> Ints:
        return np.asarray(np.clip((days - low) // _BLOCK, 0, None), dtype=np.int64)

    def relative(mine: Ints, of: Bools, asked: Ints, *, spread: bool = False) -> Floats:
        kinds = int(max(mine.max(initial=0), asked.max(initial=0))) + 1
        table = np.zeros((kinds, sources))
        table.ravel()[:] = np.bincount(mine[of] * sources + output.source[of], minlength=table.size)
        if spread:
            around = np.pad(table, ((1, 1), (0, 0)))
            table = (around[:-2] + 2 * around[1:-1] + around[2:]) / 4
        usual = table.sum(axis=1) / max(table.sum(), 1.0)
        usual = (usual + 1e-9) / (usual + 1e-9).sum()
        share = (table + _SMOOTH * usual[:, None]) / (table.sum(axis=0) + _SMOOTH)
        return np.asarray((share / usual[:, None])[asked], dtype=np.float64)

    everything = np.ones(len(output.source), dtype=bool)
    weekday, hour = np.floor(output.start).astype(np.int64) % 7, (output.start % 1 * FIRST_HOURS).astype(np.int64)
    result = (n + 0.5) * relative(block(output.start), everything, block(start), spread=True)
    result *= relative(weekday, everything, np.floor(start).astype(np.int64) % 7)
    result *= np.where(exact[:, None], relative(hour, output.exact, (start % 1 * FIRST_HOURS).astype(np.int64)), 1.0)
    known = output.narrative >= 0
    about = relative(np.where(known, output.narrative, 0), known & ~output.taken, np.where(narrative < 0, 0, narrative))
    result *= np.where((narrative >= 0)[:, None], about, 1.0)
    return np.asarray(result, dtype=np.float64)
