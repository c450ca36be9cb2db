"""Bursts: spans of days in which more texts are about a narrative than the output of the sources explains."""

from dataclasses import dataclass
from itertools import islice
from typing import Any, Final, Literal

import numpy as np
import pandas as pd

from filrouge.arrays import Bools, Floats, Ints
from filrouge.bundle import Bundle
from filrouge.explore.codecs import BurstOf
from filrouge.explore.fields import option
from filrouge.explore.independent import Texts, asked, independent_texts
from filrouge.explore.intervals import SURE, benjamini_hochberg
from filrouge.explore.progress import track
from filrouge.explore.selection import Selection
from filrouge.i18n import N_

BURST: Final = N_("burst")
NO_BURST: Final = N_("no burst")
NOT_ENOUGH: Final = N_("not enough data")

OPTIONS: Final = (
    option(
        "burst", N_("Burst"), BurstOf(), None, "The burst shown in detail. Default: the clearest.",
        pages=("findings",),
    ),
)  # fmt: skip

LENGTHS: Final = (7, 14, 21, 28, 42, 56)
"""Lengths in days of the spans that are looked at."""

FEWEST_TEXTS: Final = 10
"""Narratives with fewer independent texts than this, dated to the day, are not tested."""

FEWEST_IN_BURST: Final = 3

MOST_SPANS: Final = 5
"""Bursts looked for in one narrative."""

PERMUTATIONS: Final = 999
_BATCHES: Final = (60, 250)
_ENOUGH_EXCEEDED: Final = 20

_SHORT_LIFE: Final = 0.25
"""A narrative confined to less than this part of the days collected is compared with all of them: that it came and
went is what is unusual. Any other is compared with its own life, from its first text to its last."""

COLUMNS: Final = ["narrative", "start", "end", "texts", "expected", "ratio", "p", "q", "status"]


@dataclass(frozen=True)
class Bursts:
    """The bursts of a selection.

    `frame`: a row for each burst, and one for each narrative without, narratives in the order of the bundle:
    `narrative`, `start`, `end` (datetime64, first and last day; null without burst), `texts` (independent
    texts about it in the span; null without burst), `expected` (if its sources spoke of it as often as they usually
    do), `ratio` (texts / expected), `p` (of the strongest span), `q` (Benjamini-Hochberg over narratives), `status`
    (BURST, NO_BURST, NOT_ENOUGH; `p` and `q` are null for the last).

    `texts`: independent texts looked at; `undated`, `coarse`: those left out because they have no date, or not a day.
    """

    frame: pd.DataFrame
    texts: int
    undated: int
    coarse: int


@dataclass(frozen=True)
class BurstSpan:
    """A span of days, both ends counted; `p`: of the strongest span that chance gives."""

    start: int
    end: int
    texts: int
    expected: float
    p: float


def bursts(
    bundle: Bundle, selection: Selection, *, lengths: tuple[int, ...] = LENGTHS, permutations: int = PERMUTATIONS
) -> Bursts:
    """Find the bursts of each narrative of the selection (or of all). All are tested, whichever are asked for.

    The scan statistic of Kulldorff (1997), over spans of several lengths, with the number of texts expected in a span
    from each source's own output in it, so that neither a loud week nor a loud source is a burst. Its p-value comes
    from permuting dates within each source, whole copy groups at a time.
    """
    texts = independent_texts(bundle, selection, within_source=False, as_built=True)
    columns = list(range(len(texts.narratives)))
    found = find_spans(texts, columns, lengths=lengths, permutations=permutations)
    rows = []
    for n, spans in zip(texts.narratives, found, strict=True):
        for span, q in spans:
            # A span that is no burst is not shown: it would be taken for one.
            burst = q <= SURE
            rows.append(
                {
                    "narrative": n,
                    "start": texts.date(span.start) if burst else pd.NaT,
                    "end": texts.date(span.end) if burst else pd.NaT,
                    "texts": span.texts if burst else pd.NA,
                    "expected": span.expected if burst else np.nan,
                    "ratio": span.texts / span.expected if burst else np.nan,
                    "p": span.p,
                    "q": q,
                    "status": BURST if burst else NO_BURST,
                }
            )
        if not spans:
            rows.append({"narrative": n, "p": np.nan, "q": np.nan, "status": NOT_ENOUGH})
    frame = pd.DataFrame(rows, columns=COLUMNS)
    kinds: dict[str, Any] = {
        "start": "datetime64[us]",
        "end": "datetime64[us]",
        "texts": "Int64",
        "expected": float,
        "ratio": float,
    }
    return Bursts(asked(bundle, selection, frame.astype(kinds)), len(texts.day), texts.undated, texts.coarse)


def find_spans(
    texts: Texts,
    columns: list[int],
    *,
    lengths: tuple[int, ...] = LENGTHS,
    permutations: int = PERMUTATIONS,
    seed: int = 0,
) -> list[list[tuple[BurstSpan, float]]]:
    """For each narrative (a column of `texts.about`) its bursts in order of time, with their q.

    A narrative without burst has its strongest span alone, with a q above SURE; one with too little data has none.
    Once a burst is found its days are taken out and the rest is tested anew; in each such round q is adjusted as if
    all narratives had been tested again. Bursts that touch become one.
    """
    # The smallest p that permutations can give must survive the adjustment.
    permutations = max(permutations, round(2 * len(columns) / SURE) - 1)
    blocked = np.zeros((len(columns), texts.days), dtype=bool)
    found: list[list[tuple[BurstSpan, float]]] = [[] for _ in columns]
    playing, tests = list(range(len(columns))), 0
    asked_for: list[int] = []
    tracked = track(asked_for)
    for round_ in range(MOST_SPANS):
        asked_for += playing
        spans = {
            i: strongest_span(
                texts.day,
                texts.source,
                texts.about[:, columns[i]],
                blocked[i],
                lengths=lengths,
                permutations=permutations,
                rng=np.random.default_rng((seed, round_, texts.narratives[columns[i]])),
            )
            for i in islice(tracked, len(playing))
        }
        tested = [(i, span) for i, span in spans.items() if span is not None]
        tests = tests or len(tested)
        q = benjamini_hochberg([span.p for _, span in tested], tests)
        playing = []
        for (i, span), value in zip(tested, q, strict=True):
            if value <= SURE:
                playing.append(i)
                blocked[i, span.start : span.end + 1] = True
            if value <= SURE or not found[i]:
                found[i].append((span, float(value)))
        if not playing:
            break
    list(tracked)  # that was all
    return [_joined(spans) for spans in found]


def _joined(spans: list[tuple[BurstSpan, float]]) -> list[tuple[BurstSpan, float]]:
    """Spans in order of time, those that touch made one with the smaller p."""
    joined: list[tuple[BurstSpan, float]] = []
    for span, q in sorted(spans, key=lambda s: s[0].start):
        if joined and joined[-1][0].end + 1 == span.start:
            last, last_q = joined.pop()
            both = BurstSpan(
                last.start, span.end, last.texts + span.texts, last.expected + span.expected, min(last.p, span.p)
            )
            joined.append((both, min(last_q, q)))
        else:
            joined.append((span, q))
    return joined


def strongest_span(
    day: Ints,
    source: Ints,
    about: Bools,
    blocked: Bools,
    *,
    lengths: tuple[int, ...] = LENGTHS,
    permutations: int = PERMUTATIONS,
    rng: np.random.Generator,
) -> BurstSpan | None:
    """The span in which texts about one narrative exceed what is expected most; None where there is too little data.

    Parameters
    ----------
    day, source, about : of each text: its day (0, 1, ...), the number of its source, whether it is about the narrative.
    blocked : for each day, whether it is out of the question.
    """
    kept = ~blocked[day]
    day, source, about = day[kept], source[kept], about[kept]
    if about.sum() < FEWEST_TEXTS:
        return None
    order = np.argsort(day, kind="stable")
    day, source, about = day[order], source[order], about[order]
    places = np.flatnonzero(about)
    life = slice(places[0], places[-1] + 1)
    if day[places[-1]] - day[places[0]] + 1 < _SHORT_LIFE * len(blocked):
        life = inner = slice(0, len(day))
    else:
        # The life starts and ends with a text about it, whatever chance does in between: these two are no evidence.
        inner = slice(life.start + 1, life.stop - 1)
    low, high = int(day[life][0]), int(day[life][-1]) + 1
    free = ~blocked[low:high]
    scan = _Scan.of(day[inner] - low, source[inner], about[inner], free, lengths)
    if scan is None:
        return None
    statistic, start, length = scan.strongest()
    p = _p_value(scan, statistic, permutations, rng)
    # The texts at either end of a life were no evidence, but where the span reaches them it starts or ends there.
    stop = start + length if start + length < len(free) - 1 else len(free)
    start = start if start > 1 or blocked[low] else 0
    inside = slice(start, stop)
    span = day[life] - low
    texts = int(np.bincount(span[about[life]], minlength=len(free))[inside].sum())
    expected = float(_by_source(span, source[life], about[life], len(free))[0][inside].sum())
    return BurstSpan(low + start, low + stop - 1, texts, expected, p)


def _by_source(day: Ints, source: Ints, about: Bools, days: int) -> tuple[Floats, list[tuple[Ints, Ints, int]]]:
    """Texts expected on each day; and of each source that has some: the days it has texts on, how many, how many about.

    Expected from a source: its texts about the narrative, spread over the days as all its texts are.
    """
    expected, strata = np.zeros(days), []
    for number in np.unique(source[about]):
        own = source == number
        output = np.bincount(day[own], minlength=days)
        mentions = int(about[own].sum())
        expected += mentions * output / output.sum()
        active = np.flatnonzero(output)
        strata.append((active, output[active], mentions))
    return expected, strata


def _p_value(scan: "_Scan", statistic: float, permutations: int, rng: np.random.Generator) -> float:
    """How often permuted dates give as strong a span, stopping early where that is often (Besag & Clifford 1991)."""
    exceeded = done = 0
    needed = scan.needed(statistic * (1 - 1e-9))
    while done < permutations:
        batch = scan.reach(needed, min(_BATCHES[done > 0], permutations - done), rng)
        reached = exceeded + np.cumsum(batch)
        if reached[-1] >= _ENOUGH_EXCEEDED:
            return float(_ENOUGH_EXCEEDED / (done + int(np.argmax(reached >= _ENOUGH_EXCEEDED)) + 1))
        exceeded, done = int(reached[-1]), done + len(batch)
    return (exceeded + 1) / (done + 1)


@dataclass(frozen=True)
class _Scan:
    """The likelihood ratio of all spans (Kulldorff 1997): o log(o/e) + (n-o) log((n-o)/(n-e)) where o > e.

    `terms`: o log o + (n-o) log(n-o) by o; `windows`: of each length, the starts allowed, the expected number, and
    what the ratio has with o and without it.
    """

    counts: Ints
    strata: list[tuple[Ints, Ints, int]]
    terms: Floats
    windows: list[tuple[int, Ints, Floats, Floats, Floats]]

    @classmethod
    def of(cls, day: Ints, source: Ints, about: Bools, free: Bools, lengths: tuple[int, ...]) -> "_Scan | None":
        """None where no length fits twice into the days that are free."""
        days, n = len(free), int(about.sum())
        expected, strata = _by_source(day, source, about, days)
        o = np.arange(n + 1, dtype=float)
        terms = o * np.log(np.maximum(o, 1)) + (n - o) * np.log(np.maximum(n - o, 1))
        running, blocked = np.concatenate([[0.0], expected.cumsum()]), np.concatenate([[0], np.cumsum(~free)])
        windows = []
        for length in lengths:
            if 2 * length > free.sum():
                continue
            starts = np.flatnonzero(blocked[length:] == blocked[:-length])
            e = running[starts + length] - running[starts]
            starts, e = starts[e > 1e-9], e[e > 1e-9]
            rest = np.log(np.maximum(n - e, 1e-9))
            windows.append((length, starts, e, np.log(e) - rest, n * rest))
        if not any(len(starts) for _, starts, *_ in windows):
            return None
        return cls(np.bincount(day[about], minlength=days), strata, terms, windows)

    def _ratios(self, counts: Ints, window: tuple[int, Ints, Floats, Floats, Floats]) -> Floats:
        """Ratios of the spans of one length; `counts` has days in its last axis and starts with a 0."""
        length, starts, e, slope, constant = window
        o = counts[..., starts + length] - counts[..., starts]
        ratio = self.terms[o] - o * slope - constant
        return np.where((o > e) & (o >= FEWEST_IN_BURST), ratio, 0.0)

    def strongest(self) -> tuple[float, int, int]:
        """Of the texts as they are: the largest ratio, the start of its span, and the span's length."""
        counts = np.concatenate([[0], self.counts.cumsum()])
        best = (-1.0, 0, 0)
        for window in self.windows:
            if len(window[1]):
                ratios = self._ratios(counts, window)
                i = int(ratios.argmax())
                best = max(best, (float(ratios[i]), int(window[1][i]), window[0]), key=lambda b: b[0])
        return best

    def needed(self, statistic: float) -> list[Ints]:
        """Of each length, for each start, the fewest texts in the span that reach a ratio: it grows with them."""
        some = np.arange(len(self.terms))[:, None]
        fewest = []
        for _, _, e, slope, constant in self.windows:
            ratio = np.where((some > e) & (some >= FEWEST_IN_BURST), self.terms[some] - some * slope - constant, 0.0)
            fewest.append((ratio < statistic).sum(axis=0))
        return fewest

    def reach(self, needed: list[Ints], times: int, rng: np.random.Generator) -> Bools:
        """Whether a span reaches what `needed` says, after each of some permutations of dates within sources."""
        counts = np.zeros((times, len(self.counts) + 1), dtype=np.int64)
        for active, output, mentions in self.strata:
            # How many of a source's texts about the narrative fall on each day, if it is any of its texts.
            method: Literal["count", "marginals"] = "count" if mentions < 3 * len(active) else "marginals"
            counts[:, active + 1] += rng.multivariate_hypergeometric(output, mentions, size=times, method=method)
        counts = counts.cumsum(axis=1)
        reached = np.zeros(times, dtype=bool)
        for (length, starts, *_), fewest in zip(self.windows, needed, strict=True):
            if len(starts):
                reached |= (counts[:, starts + length] - counts[:, starts] >= fewest).any(axis=1)
        return reached
