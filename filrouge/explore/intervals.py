"""Uncertainty: the interval of a weighted share, and p-values of many tests taken together."""

from statistics import NormalDist
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from filrouge.explore.compare import wilson

Floats = npt.NDArray[np.float64]

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
    cdf = NormalDist().cdf
    return np.array([2 * cdf(-abs(float(v))) for v in np.atleast_1d(z)])


def effective_size(weights: npt.ArrayLike) -> float:
    """How many equally weighted texts say as much as these: (sum w)^2 / sum w^2 (Kish 1965, Survey Sampling)."""
    values = np.asarray(weights, dtype=float)
    squares = float((values**2).sum())
    return float(values.sum()) ** 2 / squares if squares else 0.0


def weighted_interval(share: npt.NDArray[Any], size: npt.NDArray[Any]) -> tuple[Floats, Floats]:
    """95 % score interval (Wilson 1927) of a weighted share on its effective number of texts.

    Wilson's interval at the effective number is one of those compared by Franco, Little, Louis & Slud (2019),
    "Comparative study of confidence intervals for proportions in complex sample surveys". How often it holds the truth
    here is measured in tests/benchmarks/calibration.py. Shares of a text lie between 0 and 1 and vary at most as a yes
    or no does: it errs on the wide side.
    """
    return wilson(share, size)
