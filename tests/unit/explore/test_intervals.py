import numpy as np
import pytest
from scipy.stats import binomtest, false_discovery_control, norm

from filrouge.explore.intervals import Z95, benjamini_hochberg, effective_size, two_sided, wilson

# Benjamini & Hochberg 1995, the 15 p-values of their example: four are found at 5 %.
THROMBOLYSIS = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0
]  # fmt: skip


def test_q_values_of_the_published_example():
    assert (benjamini_hochberg(THROMBOLYSIS) <= 0.05).sum() == 4


@pytest.mark.parametrize("seed", range(5))
def test_q_values_against_scipy(seed):
    p = np.random.default_rng(seed).random(30) ** 3
    assert benjamini_hochberg(p) == pytest.approx(false_discovery_control(p))


def test_tests_not_listed_count_as_one_and_those_not_made_not_at_all():
    p = [0.01, np.nan, 0.02]
    assert benjamini_hochberg(p) == pytest.approx([0.02, np.nan, 0.02], nan_ok=True)
    assert benjamini_hochberg([0.01], 5) == pytest.approx(false_discovery_control([0.01, 1, 1, 1, 1])[:1])
    assert len(benjamini_hochberg([])) == 0


def test_normal_tails_against_scipy():
    z = np.array([0.0, 1.0, -1.96, 4.0])
    assert two_sided(z) == pytest.approx(2 * norm.sf(np.abs(z)))
    assert pytest.approx(norm.ppf(0.975)) == Z95


def test_effective_size():
    assert effective_size([1, 1, 1, 1]) == 4
    assert effective_size([0.5, 0.25, 0.25]) == pytest.approx(1 / (0.25 + 0.125))
    assert effective_size([]) == 0


def test_interval_of_equal_weights_is_wilsons():
    share, n = np.array([0.0, 0.3, 1.0, 0.5]), np.array([20, 10, 7, 0])
    found, expected = wilson(share, n.astype(float)), wilson(share, n)
    assert np.array(found) == pytest.approx(np.array(expected))
    reference = binomtest(3, 10).proportion_ci(method="wilson")
    assert (found[0][1], found[1][1]) == pytest.approx((reference.low, reference.high))
