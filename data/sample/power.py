"""How large the demo corpus must be for what is planted in it to be found: the calculation that sized it.

Run with `uv run data/sample/power.py` (some ten seconds, seeded). Each row says which effect, of what size, with how
many documents, and how often a test at the level stated finds it. Levels are strict because many tests run at once: 9
narratives for bursts, 9 x 12 cells for silences.
"""

import sys
from math import comb, lgamma
from typing import Final

import numpy as np
import numpy.typing as npt

N_NARRATIVES: Final = 9
N_SOURCES: Final = 12
WINDOWS: Final = (7, 10, 14, 21, 28, 42)  # days
N_NULL: Final = 5000
N_TRIALS: Final = 1000

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def silence(rng: np.random.Generator, n: int, share: float, dealt: bool = True, n_others: int = 6) -> float:
    """Power to call a source silent that has `n` documents and none on a narrative.

    The expected share, and how much sources differ in it, are learnt from `n_others` sources of 70 documents; the
    chance of no document at all is then beta-binomial. The level is .05 over all cells of sources and narratives.

    Parameters
    ----------
    share : of a source's documents that would be expected to speak of the narrative.
    dealt : whether narratives are dealt to sources by quota, so that their shares differ by .015 (standard deviation),
        and not drawn at random, so that chance comes on top of a true difference of .02.
    """
    level = 0.05 / (N_NARRATIVES * N_SOURCES)
    a = share * (share * (1 - share) / 0.02**2 - 1)
    found = 0
    for _ in range(N_TRIALS):
        drawn = rng.binomial(70, rng.beta(a, a * (1 - share) / share, n_others)) / 70
        seen = rng.normal(share, 0.015, n_others) if dealt else drawn
        mean = float(seen.mean())
        between = max(float(seen.var(ddof=1)) - mean * (1 - mean) / 70, 1e-4)
        size = max(mean * (1 - mean) / between - 1, 10)
        alpha, beta = mean * size, (1 - mean) * size
        found += _log_beta(alpha, beta + n) - _log_beta(alpha, beta) < np.log(level)
    return found / N_TRIALS


def _scan(days: Ints, volume: Floats) -> float:
    """The greatest log-likelihood ratio of all windows: documents in it against what the volume explains."""
    n = len(days)
    seen = np.concatenate([[0], np.cumsum(np.bincount(days, minlength=len(volume)))])
    expected = np.concatenate([[0.0], np.cumsum(volume / volume.sum() * n)])
    best = 0.0
    for width in WINDOWS:
        inside, mean = seen[width:] - seen[:-width], np.maximum(expected[width:] - expected[:-width], 0.3)
        outside = np.maximum(n - inside, 1e-9)
        ratio = inside * np.log(np.maximum(inside, 1e-9) / mean)
        ratio += outside * np.log(outside / np.maximum(n - mean, 1e-9))
        best = max(best, float(np.where(inside > mean, ratio, 0).max()))
    return best


def burst(rng: np.random.Generator, n: int, span: int, extra: int, busy: float = 1.0, aware: bool = True) -> float:
    """Power of a scan for bursts, at .05 over all narratives.

    Parameters
    ----------
    n : documents of the narrative, the extra ones included, over `span` days.
    extra : of these, documents crowded into 14 days.
    busy : factor by which all sources publish more in 21 other days, which must not count.
    aware : whether the test knows of that.
    """
    volume = np.ones(span)
    volume[span // 2 : span // 2 + 21] *= busy
    known = volume if aware else np.ones(span)

    def days(planted: int, of: Floats) -> Ints:
        usual = rng.choice(span, n - planted, p=of / of.sum())
        return np.concatenate([usual, rng.integers(14, 28, planted)])

    null = [_scan(days(0, known), known) for _ in range(N_NULL)]
    threshold = np.quantile(null, 1 - 0.05 / N_NARRATIVES)
    return float(np.mean([_scan(days(extra, volume), known) > threshold for _ in range(N_TRIALS)]))


def lag(n: int, after: float, level: float = 0.01) -> float:
    """Power of a two-sided sign test: of `n` texts near one of the other source's, a share of `after` follow it."""

    def at_least(k: int, p: float) -> float:
        return sum(comb(n, i) * p**i * (1 - p) ** (n - i) for i in range(k, n + 1))

    critical = next(k for k in range(n + 1) if 2 * at_least(k, 0.5) <= level)
    return at_least(critical, after)


def words(rng: np.random.Generator, n: int, one: float, other: float, level: float = 0.01) -> float:
    """Power to tell two sources by a word that is in a share `one` of the texts of the first and `other` of the
    second, `n` texts each: Fisher's exact test, one-sided.
    """

    def p_value(a: int, b: int) -> float:
        return sum(comb(n, i) * comb(n, a + b - i) for i in range(a, min(n, a + b) + 1)) / comb(2 * n, a + b)

    pairs = zip(rng.binomial(n, one, N_TRIALS).tolist(), rng.binomial(n, other, N_TRIALS).tolist(), strict=True)
    return float(np.mean([p_value(a, b) <= level for a, b in pairs]))


def recall(n: int, true: float, asked: float = 0.8) -> float:
    """How often a narrative of `n` documents shows a recall of `asked` or more where it truly is `true`."""
    return sum(comb(n, k) * true**k * (1 - true) ** (n - k) for k in range(n + 1) if k >= asked * n)


def table() -> list[tuple[str, str, int, float]]:
    """All rows: effect, size, documents, how often it is found."""
    rng = np.random.default_rng(5)
    rows: list[tuple[str, str, int, float]] = []
    for n, share in ((40, 0.13), (60, 0.12), (60, 0.13), (72, 0.13), (72, 0.15), (80, 0.13)):
        rows.append(("silence", f"none where {share:.0%} are expected", n, silence(rng, n, share)))
    rows.append(("silence", "same, narratives drawn and not dealt", 72, silence(rng, 72, 0.13, dealt=False)))
    for n, span, extra in ((72, 358, 6), (72, 358, 10), (72, 358, 16), (41, 280, 8), (41, 280, 13), (79, 385, 19)):
        rows.append(("burst", f"{extra} more in 14 days of {span}", n, burst(rng, n, span, extra)))
    for n, span in ((68, 425), (42, 440)):
        rows.append(("only volume", "x3 for 21 days, known to the test", n, burst(rng, n, span, 0, 3.0)))
        rows.append(("only volume", "x3 for 21 days, not known to it", n, burst(rng, n, span, 0, 3.0, aware=False)))
    for n, after in ((12, 0.85), (23, 0.85), (47, 0.85), (21, 0.5)):
        rows.append(("lag", f"{after:.0%} of near texts follow", n, lag(n, after)))
    for n, one, other in ((4, 0.7, 0.05), (8, 0.7, 0.05), (8, 0.9, 0.05)):
        rows.append(("words", f"in {one:.0%} against {other:.0%} of the texts", n, words(rng, n, one, other)))
    for n in (28, 41, 79):
        rows.append(("narrative", "recall .9 shows as .8 or more", n, recall(n, 0.9)))
    return rows


def main() -> None:
    """Print the table."""
    lines = [f"{'effect':<12} {'size':<36} {'documents':>9} {'found':>6}"]
    lines += [f"{effect:<12} {size:<36} {n:>9} {found:>6.2f}" for effect, size, n, found in table()]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
