"""Uncertainty: the interval of a weighted share, and p-values of many tests taken together."""

from statistics import NormalDist
from typing import Final

import numpy as np
import numpy.typing as npt

from filrouge.arrays import Floats, Ints

SURE: Final = 0.05
"""False discoveries tolerated among what is called found (q at most this)."""

Z95: Final = NormalDist().inv_cdf(0.975)


def benjamini_hochberg(p: npt.ArrayLike, tests: int | None = None) -> Floats:
    """q-values: the false discovery rate at which each p-value is called found (Benjamini & Hochberg 1995).

    `tests`: how many were made, where `p` holds only some of them; the others count as p = 1. NaN stays NaN and is no
    test.
    """
    values = np.asarray(p, dtype=float)
    made = np.flatnonzero(~np.isnan(values))
    order = made[np.argsort(values[made], kind="stable")]
    scaled = values[order] * max(tests or 0, len(made)) / np.arange(1, len(order) + 1)
    q = np.full(len(values), np.nan)
    q[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return q


def two_sided(z: npt.ArrayLike) -> Floats:
    """p-value of standard normal deviates, both tails."""
    from scipy.special import ndtr

    return np.asarray(2 * ndtr(-np.abs(np.atleast_1d(z))), float)


def effective_size(weights: npt.ArrayLike) -> float:
    """How many equally weighted texts say as much as these: (sum w)^2 / sum w^2 (Kish 1965, Survey Sampling)."""
    values = np.asarray(weights, dtype=float)
    squares = float((values**2).sum())
    return float(values.sum()) ** 2 / squares if squares else 0.0


def wilson(share: Floats, n: Ints | Floats) -> tuple[Floats, Floats]:
    """95 % score interval of a proportion (Wilson 1927); 0 to 1 where `n` is 0.

    Of a weighted share, `n` is its effective number of texts (`effective_size`), as in one of the intervals compared by
    Franco, Little, Louis & Slud (2019), "Comparative study of confidence intervals for proportions in complex sample
    surveys". How often that holds the truth here is measured in tests/benchmarks/calibration.py. Shares of a text lie
    between 0 and 1 and vary at most as a yes or no does: it errs on the wide side.
    """
    n_ = np.maximum(n, 1).astype(float)
    middle = (share + Z95**2 / (2 * n_)) / (1 + Z95**2 / n_)
    half = Z95 / (1 + Z95**2 / n_) * np.sqrt(share * (1 - share) / n_ + Z95**2 / (4 * n_**2))
    return np.where(n > 0, np.maximum(middle - half, 0), 0.0), np.where(n > 0, np.minimum(middle + half, 1), 1.0)


def newcombe(share: Floats, n: Ints, reference: Floats, n_reference: Ints) -> tuple[Floats, Floats]:
    """95 % interval of the difference `share - reference` of two independent proportions (Newcombe 1998, no. 10)."""
    low, high = wilson(share, n)
    reference_low, reference_high = wilson(reference, n_reference)
    difference = share - reference
    return (
        difference - np.sqrt((share - low) ** 2 + (reference_high - reference) ** 2),
        difference + np.sqrt((high - share) ** 2 + (reference - reference_low) ** 2),
    )


FEWEST_EXPECTED: Final = 1.0
"""Smallest expected count at which the score test is used (Campbell 2007)."""


def score_test(share: Floats, n: Ints, reference: Floats, n_reference: Ints) -> Floats:
    """p-value, both tails, that two independent proportions are one: the "N - 1" chi-squared test (Campbell 2007,
    "Chi-squared and Fisher-Irwin tests of two-by-two tables with small sample recommendations", Statistics in
    Medicine 26:3661); NaN where a count of FEWEST_EXPECTED is not even expected, and nothing can be told.
    """
    whole = (n + n_reference).astype(float)
    pooled = (share * n + reference * n_reference) / np.maximum(whole, 1)
    expected = np.minimum(n, n_reference) * np.minimum(pooled, 1 - pooled)
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = pooled * (1 - pooled) * (1 / n + 1 / n_reference) * whole / (whole - 1)
        z = (share - reference) / np.sqrt(variance)
    testable = (expected >= FEWEST_EXPECTED) & np.isfinite(z)
    return np.where(testable, two_sided(np.where(testable, z, 0.0)), np.nan)
