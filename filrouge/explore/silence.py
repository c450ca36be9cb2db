"""Silence: what a source does not speak of, though others do and it published enough to say so."""

import math
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import pandas as pd

from filrouge.arrays import Floats, Ints
from filrouge.bundle import Bundle
from filrouge.explore.independent import Texts, asked, independent_texts
from filrouge.explore.intervals import SURE, benjamini_hochberg
from filrouge.explore.progress import track
from filrouge.explore.selection import Selection
from filrouge.i18n import N_
from filrouge.schema import NO_SOURCE

ABSENT: Final = N_("absent from this corpus")
LESS: Final = N_("less than expected")
AS_EXPECTED: Final = N_("as expected")
MORE: Final = N_("more than expected")
TOO_FEW: Final = N_("too few texts")

FEWEST_OTHERS: Final = 3
"""Fewer other sources than this with texts in the time, and nothing is expected."""

_MOST_CERTAIN: Final = 1e7  # a + b of a beta distribution that is a point for all purposes

COLUMNS: Final = [
    "source", "narrative", "start", "end", "output", "texts", "expected", "share", "mentions", "p", "q",
    "p_more", "q_more", "status",
]  # fmt: skip


@dataclass(frozen=True)
class Silence:
    """Every source beside every narrative.

    `frame`: a row for each named source and narrative of the selection: `source`, `narrative`, `start`, `end`
    (datetime64: from the first to the last text by others about it, within the days in which the source was
    collected; null where these do not meet), `output` (the source's independent texts in that time), `texts` (of
    these, about the narrative), `expected` (if it spoke of it as the others do), `share` (of others' output, averaged
    over sources; the basis of `expected`), `mentions` (documents of the source with a passage on it, in the whole
    bundle), `p`, `q` (of so few texts), `p_more`, `q_more` (of so many), `status`.

    `texts`, `undated`, `coarse`: independent texts of each source that were looked at, and left out.
    """

    frame: pd.DataFrame
    texts: int
    undated: int
    coarse: int


def silence(bundle: Bundle, selection: Selection) -> Silence:
    """Say of each source and narrative whether the source is silent on it, by what the other sources publish.

    The number of texts a source would publish is taken as beta-binomial: sources differ in what they speak of, and
    only what is rare among such differences is called unusual (`probabilities`). q is Benjamini-Hochberg over the cells
    in which it could be seen at all: those where no text at all would have a p of at most SURE (Tarone 1990).
    "Absent" is said only where no document of the source has even one passage on the narrative, be it undated or left
    out by the selection. All narratives are tested, whichever are asked for.
    """
    texts = _named(independent_texts(bundle, selection, within_source=True, as_built=True))
    windows = _collected(bundle, texts)
    cells = silence_cells(texts, windows)
    frame = pd.DataFrame(
        {
            "source": np.array(texts.sources, dtype=object)[cells["number"]],
            "narrative": np.array(texts.narratives, dtype=int)[cells["column"]],
            "start": texts.first + pd.to_timedelta(cells["start"], unit="D"),
            "end": texts.first + pd.to_timedelta(cells["end"], unit="D"),
        }
    ).join(cells[["output", "texts", "expected", "share", "p", "p_none", "p_more"]])
    mentions = bundle.query(
        "SELECT source, narrative, count(*) AS mentions FROM shares JOIN documents USING (doc) "
        "WHERE narrative >= 0 GROUP BY ALL"
    )
    frame = frame.merge(mentions, on=["source", "narrative"], how="left").fillna({"mentions": 0})
    frame = judged(frame[frame["source"] != NO_SOURCE].reset_index(drop=True))
    kinds: dict[str, Any] = {"start": "datetime64[us]", "end": "datetime64[us]", "mentions": int, "source": "str"}
    return Silence(asked(bundle, selection, frame[COLUMNS].astype(kinds)), len(texts.day), texts.undated, texts.coarse)


def _named(texts: Texts) -> Texts:
    """Without the texts of no known source: they are not one source's."""
    kept = np.array([s != NO_SOURCE for s in texts.sources], dtype=bool)[texts.source]
    return replace(texts, doc=texts.doc[kept], source=texts.source[kept], day=texts.day[kept], about=texts.about[kept])


def _collected(bundle: Bundle, texts: Texts) -> Ints:
    """First and last day in which each source was collected, shape (sources, 2), within the days of the texts."""
    last = max(texts.days - 1, 0)
    windows = np.tile(np.array([0, last], dtype=np.int64), (len(texts.sources), 1))
    known = bundle.sources.set_index("source")
    ends = [pd.to_datetime(known[column], utc=True).dt.tz_localize(None) for column in ("first", "last")]
    for i, name in enumerate(texts.sources):
        if name in known.index:
            for j, instants in enumerate(ends):
                at = instants.loc[name]
                if not pd.isna(at):
                    windows[i, j] = min(max((at.normalize() - texts.first).days, 0), last)
    # A day stated in another offset than UTC may lie beside the window.
    own = pd.Series(texts.day).groupby(texts.source).agg(["min", "max"])
    windows[own.index, 0] = np.minimum(windows[own.index, 0], own["min"])
    windows[own.index, 1] = np.maximum(windows[own.index, 1], own["max"])
    return windows


def judged(frame: pd.DataFrame) -> pd.DataFrame:
    """Add `q`, `q_more` and `status` to cells with `p`, `p_none` (of no text at all), `p_more`, `texts`, `mentions`."""
    testable = frame["p_none"].to_numpy() <= SURE
    q = benjamini_hochberg(np.where(testable, frame["p"], np.nan))
    q_more = benjamini_hochberg(frame["p_more"])
    with np.errstate(invalid="ignore"):
        less, more = q <= SURE, q_more <= SURE
    status = np.select(
        [less & (frame["mentions"] == 0).to_numpy(), less, more, testable],
        [ABSENT, LESS, MORE, AS_EXPECTED],
        TOO_FEW,
    )
    return frame.assign(q=q, q_more=q_more, status=pd.Series(status, frame.index, dtype="str"))


def silence_cells(texts: Texts, windows: Ints) -> pd.DataFrame:
    """Every source and narrative: what was published, and how probable so few or so many texts are.

    `windows`: first and last day in which each source was collected.

    Returns
    -------
    frame : `number` (of the source), `column` (of the narrative), `start`, `end` (days; NaN where there is no time in
        common), `output`, `texts` (int), `expected`, `share`, `p`, `p_none`, `p_more` (NaN where others are too few).
    """
    output, about = _running(texts)
    life = _life_without(texts)
    n_sources, n_narratives = about.shape[:2]
    each = np.arange(n_sources)
    cells, others = [], []
    for column in range(n_narratives):
        for number in range(n_sources):
            first, last = life[number, column]
            start, end = max(first, windows[number, 0]), min(last, windows[number, 1])
            empty = start > end
            n = np.zeros(n_sources, dtype=np.int64) if empty else output[:, end + 1] - output[:, start]
            x = np.zeros_like(n) if empty else about[:, column, end + 1] - about[:, column, start]
            cells.append(
                {
                    "number": number,
                    "column": column,
                    "start": np.nan if empty else start,
                    "end": np.nan if empty else end,
                    "output": int(n[number]),
                    "texts": int(x[number]),
                }
            )
            other = (each != number) & (n > 0)
            others.append((x[other].astype(float), n[other].astype(float)))
    frame = pd.DataFrame(cells, columns=["number", "column", "start", "end", "output", "texts"])
    shared = pooled_dispersion(others)
    each_cell = list(zip(frame["texts"].tolist(), frame["output"].tolist(), others, strict=True))
    rows = [probabilities(mine, output_, x, n, shared) for mine, output_, (x, n) in track(each_cell)]
    return frame.join(pd.DataFrame(rows, columns=["expected", "share", "p", "p_none", "p_more"], dtype=float))


def _running(texts: Texts) -> tuple[Ints, Ints]:
    """Texts before each day, by source; and those about each narrative: (sources, days + 1), (sources, k, days + 1)."""
    shape = len(texts.sources), texts.days
    output = np.zeros((shape[0], shape[1] + 1), dtype=np.int64)
    np.add.at(output, (texts.source, texts.day + 1), 1)
    about = np.zeros((shape[0], len(texts.narratives), shape[1] + 1), dtype=np.int64)
    row, column = np.nonzero(texts.about)
    np.add.at(about, (texts.source[row], column, texts.day[row] + 1), 1)
    return output.cumsum(axis=-1), about.cumsum(axis=-1)


def _life_without(texts: Texts) -> Ints:
    """First and last day of each narrative in all sources but one, shape (sources, narratives, 2); empty as (0, -1)."""
    shape = len(texts.sources), len(texts.narratives)
    row, column = np.nonzero(texts.about)
    ends = []
    for days in (texts.day, texts.days - 1 - texts.day):  # the last day is the first one, counted from the end
        first = np.full((shape[0] + 2, shape[1]), texts.days, dtype=np.int64)  # two rows more, so there are always two
        np.minimum.at(first, (texts.source[row], column), days[row])
        lowest = np.sort(first, axis=0)[:2]
        ends.append(np.where(first[:-2] == lowest[0], lowest[1], lowest[0]))
    found = np.stack([ends[0], texts.days - 1 - ends[1]], axis=-1)
    return np.where((ends[0] < texts.days)[..., None], found, np.array([0, -1]))


def _moments(x: Floats, n: Floats) -> tuple[float, float]:
    """Numerator and denominator of the intraclass correlation of sources (Kleinman 1973, moments weighted by n)."""
    w, share = n / n.sum(), x / n
    mean = float((w * share).sum())
    binomial, sampling = mean * (1 - mean), float((w * (1 - w) / n).sum())
    between = float((w * (share - mean) ** 2).sum()) - binomial * sampling
    return between, binomial * (float((w * (1 - w)).sum()) - sampling)


def _ratio(between: float, most: float) -> float:
    return min(max(between / most, 0.0), 0.99) if most > 0 else 0.0


def pooled_dispersion(others: list[tuple[Floats, Floats]]) -> float:
    """The intraclass correlation of sources over all narratives: one that is estimated from few is not trusted low."""
    found = [_moments(x, n) for x, n in others if len(n) >= FEWEST_OTHERS]
    return _ratio(sum(between for between, _ in found), sum(most for _, most in found))


def probabilities(texts: int, output: int, x: Floats, n: Floats, shared: float) -> tuple[float, ...]:
    """What is expected of a source that published `output` texts, and how probable its `texts` are.

    `x`, `n`: texts about the narrative and all texts of each other source; `shared`: the dispersion of
    `pooled_dispersion`, below which that of this narrative is not taken.

    The others are weighted by n / (1 + (n - 1) rho) (Kleinman 1973). The source's own share is a draw from a beta
    distribution with their mean; its variance is that between sources plus that of the mean, which is known from few
    sources only.

    Returns
    -------
    expected, share, P(at most so many), P(none), P(at least so many); NaN where it cannot be said
    """
    if len(n) < FEWEST_OTHERS or not output:
        return (np.nan,) * 5
    rho = max(shared, _ratio(*_moments(x, n)))
    # A loud source counts as one voice where sources differ.
    w = n / (1 + (n - 1) * rho)
    w = w / w.sum()
    mean = float((w * x / n).sum())
    if not 0 < mean < 1:
        return output * mean, mean, np.nan, np.nan, np.nan
    binomial = mean * (1 - mean)
    variance = rho * binomial + binomial * float((w**2 * (1 + (n - 1) * rho) / n).sum())
    total = binomial / variance - 1
    if total <= 0:
        return output * mean, mean, np.nan, np.nan, np.nan
    total = min(total, _MOST_CERTAIN)
    at_most = beta_binomial_cdf(texts, output, mean * total, (1 - mean) * total)
    none = float(at_most[0])
    return output * mean, mean, float(at_most[-1]), none, 1 - float(at_most[-2]) if texts else 1.0


def beta_binomial_cdf(x: int, n: int, a: float, b: float) -> Floats:
    """P(X <= i) for i = 0..x of the beta-binomial distribution (Skellam 1948); X of n, the share drawn from beta(a, b).

    P(0) = B(a, b + n) / B(a, b), and P(i + 1) / P(i) = (n - i)(a + i) / ((i + 1)(b + n - i - 1)).
    """
    none = math.lgamma(b + n) + math.lgamma(a + b) - math.lgamma(b) - math.lgamma(a + b + n)
    i = np.arange(x, dtype=float)
    steps = np.log(n - i) + np.log(a + i) - np.log(i + 1) - np.log(b + n - i - 1)
    at_most: Floats = np.exp(none + np.concatenate([[0.0], steps.cumsum()])).cumsum()
    return np.minimum(at_most, 1.0)
