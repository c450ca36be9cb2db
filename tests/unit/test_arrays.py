import numpy as np
import pytest

from filrouge.arrays import means_of, n_different


def test_different_values_are_counted_by_group():
    groups, values = np.array([2, 0, 2, 2, 0, 3, 2]), np.array([7, 0, 7, 5, -1, -1, 0])
    assert n_different(groups, values, 5).tolist() == [1, 0, 3, 0, 0]
    none = np.array([], np.int64)
    assert n_different(none, none, 2).tolist() == [0, 0]
    assert n_different(groups, np.full(7, -1), 4).tolist() == [0] * 4


def test_means_of_groups_have_length_1_and_those_of_none_are_zero():
    vectors = np.array([[1, 0], [0, 1], [0, 3], [5, 5]], np.float32)
    means = means_of(vectors, np.array([0, 0, 2, -1]), 3)
    assert means == pytest.approx(np.array([[0.5**0.5, 0.5**0.5], [0, 0], [0, 1]]))
    assert means_of(vectors, np.full(4, -1), 0).shape == (0, 2)
