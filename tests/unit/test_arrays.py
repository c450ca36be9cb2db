import numpy as np

from filrouge.arrays import n_different


def test_different_values_are_counted_by_group():
    groups, values = np.array([2, 0, 2, 2, 0, 3, 2]), np.array([7, 0, 7, 5, -1, -1, 0])
    assert n_different(groups, values, 5).tolist() == [1, 0, 3, 0, 0]
    none = np.array([], np.int64)
    assert n_different(none, none, 2).tolist() == [0, 0]
    assert n_different(groups, np.full(7, -1), 4).tolist() == [0] * 4
