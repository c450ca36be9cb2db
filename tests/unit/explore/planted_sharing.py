"""Sources that share texts with nobody in particular, and pairs that were planted among them."""

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd

from filrouge.bundle import Bundle
from filrouge.explore.carriers import Carried, Output, carried, originals, without_originals

from .planted import bundle_of

KINDS = ("reprints", "unseen wire", "a wire", "two wires", "beats", "days")


def newsroom(
    rng, kind: str, *, sources=14, texts=1500, days=120, items=110, planted=0, members=2, soon=0.02
) -> Carried:
    """A corpus in which no two sources have anything to do with each other; a third of its items are reprints.

    Every source is loud or quiet, has beats (narratives), hours and days of the week of its own, and takes shared texts
    more or less readily and more or less soon; some are automated. Texts come with events, which are bursts.

    "reprints": any source reprints what another had. "unseen wire": an agency that is not in the corpus, and that all
    may take. "a wire": it is in the corpus, and nobody said that it is one. "two wires": they are in the corpus, known
    as such, each with clients of its own. "beats": releases that are taken by those whose beat it is. "days": of
    "unseen wire" only the days are known.

    `planted`: items that the first `members` sources share with each other besides, within `soon` days.
    """
    habits = _Newsroom(rng, kind, sources, days)
    rows, output = [], []
    for source in rng.choice(sources, texts, p=habits.loud):
        when, _ = habits.begun()
        about = rng.choice(_BEATS, p=habits.beats[source])
        output.append((source, habits.next_time(source, when), about if rng.random() < 0.8 else -1, False))
    wires = {"a wire": 1, "two wires": 2}.get(kind, 0)
    clients = rng.random((2, sources)) < (0.5 if wires == 2 else 1.0)
    for item in range(items):
        when, about = habits.begun()
        if kind == "reprints" or item % 3 == 0:
            got = habits.reprinted()
        else:
            got = habits.taken(when, about, clients[item % wires] if wires else True)
            if wires:
                got[sources + item % wires] = when
        rows += [(item, s, t, about) for s, t in got.items()]
    for item in range(items, items + planted):
        when, about = habits.begun()
        rows += [(item, place, when + place * rng.uniform(0, soon), about) for place in range(members)]
    declared = np.arange(sources, sources + wires if wires == 2 else sources)
    return _made(rows, output, sources + wires, kind == "days", declared)


_BEATS = 8


class _Newsroom:
    """What each source usually does."""

    def __init__(self, rng, kind: str, sources: int, days: int):
        self.rng, self.kind, self.days = rng, kind, days
        loud = rng.dirichlet(np.full(sources, 1.2)) + 0.01
        self.loud = loud / loud.sum()
        self.beats = rng.dirichlet(np.full(_BEATS, 0.5 if kind == "beats" else 2.0), sources)
        self.ready = rng.beta(0.8, 2.0, sources) * 0.9 + 0.02
        self.delay = np.exp(rng.normal(np.log(0.25), 1.6, sources))
        self.delay[rng.random(sources) < 0.25] = 0.003  # automated
        self.weekdays = rng.dirichlet(np.full(7, 3.0), sources)
        self.weekdays[rng.random(sources) < 0.3, 5:] *= 0.02
        self.hour = rng.uniform(5, 22, sources)
        self.at_once = rng.random(sources) < 0.3  # prints once a day
        self.events = rng.integers(0, days - 3, 12)

    def begun(self):
        """When something happens, and what it is about."""
        event = self.rng.random() < 0.5
        when = self.rng.choice(self.events) + self.rng.exponential(1.0) if event else self.rng.uniform(0, self.days - 5)
        return when, self.rng.integers(0, _BEATS)

    def next_time(self, source, when):
        """The next time at which a source publishes."""
        for later in range(14):
            day = int(when) + later
            if self.rng.random() < min(1.0, 5 * self.weekdays[source, day % 7]):
                if self.at_once[source]:
                    clock = self.hour[source] / 24
                else:
                    clock = when % 1 if later == 0 else self.rng.normal(self.hour[source], 3) / 24 % 1
                if day + clock >= when:
                    return day + clock + (self.rng.uniform(0, 0.01) if self.at_once[source] else 0)
        return when

    def reprinted(self):
        """Who has a text of another, and when."""
        sources = len(self.loud)
        first = int(self.rng.choice(sources, p=self.loud))
        chance = self.ready / self.ready.sum()
        takers = [int(self.rng.choice(sources, p=chance)) for _ in range(1 + self.rng.poisson(0.6))]
        when = self.next_time(first, self.begun()[0])
        return {first: when} | {s: self._soon(s, when) for s in takers if s != first}

    def taken(self, when, about, clients):
        """Who has a text of an agency, and when."""
        own = self.beats[:, about] * _BEATS
        chance = self.ready * (own if self.kind == "beats" else 0.5 + 0.5 * own)
        takes = (self.rng.random(len(self.loud)) < np.minimum(chance, 0.95)) & clients
        return {int(s): self._soon(s, when) for s in np.flatnonzero(takes)}

    def _soon(self, source, when):
        return self.next_time(source, when + self.rng.exponential(self.delay[source]))


def _made(rows, output, sources, by_day, declared) -> Carried:
    frame = pd.DataFrame(rows, columns=["item", "source", "start", "narrative"])
    frame["start"] = np.floor(frame["start"]) if by_day else np.floor(frame["start"] * 1440) / 1440
    frame["end"] = frame["start"] + (1.0 if by_day else 1 / 1440)
    frame["doc"] = np.arange(len(frame))
    earliest = frame.groupby("item")["start"].transform("min")
    taken = frame["start"] > earliest
    all_ = [*output, *zip(frame["source"], frame["start"], frame["narrative"], taken, strict=True)]
    source, start, narrative, is_taken = (np.array(one) for one in zip(*all_, strict=True))
    start = np.floor(start) if by_day else start
    exact = np.full(len(source), not by_day)
    known = np.union1d(originals(frame, sources), declared)
    kept = without_originals(frame, known)
    return carried(kept, Output(source, start.astype(float), exact, narrative, is_taken.astype(bool)), sources)


SOURCES = ("Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir")


def _day(n: int) -> str:
    return (date(2025, 1, 1) + timedelta(days=n)).isoformat()


def grove_bundle(target: Path) -> Bundle:
    """A bundle in which Alder and Birch share texts, links and hashtags; others share some with this one and that."""
    documents, copies = [], []

    def add(source: str, n: int, text: str, of: int | None = None) -> int:
        documents.append({"source": source, "date": _day(n), "about": [n % 3], "text": text})
        if of is not None:
            copies.append((len(documents) - 1, of))
        return len(documents) - 1

    for i in range(14):
        text = f"See https://www.grove.example/{i}/?utm_source=x and #Saplings{i}."
        first = add("Alder", 12 * i, text)
        add("Birch", 12 * i, text.replace("www.", "").replace("?utm_source=x", "").replace("S", "s"), first)
    others = SOURCES[2:]
    for i in range(48):
        first = add(others[i % 4], 3 * i + 1, f"Look: https://hill.example/{i} #hill{i}")
        add(others[(i + 1 + i // 4 % 3) % 4], 3 * i + 2, f"https://hill.example/{i}#top, #HILL{i}", first)
    for i in range(30):
        add(SOURCES[i % 6], 5 * i, "Nothing that others have. #1 a#b https://")
    return Bundle.open(bundle_of(target, documents, copies))
