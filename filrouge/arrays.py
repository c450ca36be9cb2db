"""What arrays of numbers are called here, and what is done to their rows."""

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
"""Rows and ids: numpy looks arrays up three times as fast by these as by smaller ones."""

Int32s = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]
Singles = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]


def unit(vectors: npt.NDArray[np.floating]) -> Singles:
    """Scale rows, or one vector, to unit length; what has no length stays as it is."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    scaled: Singles = (vectors / np.where(lengths > 1e-9, lengths, 1)).astype(np.float32)
    return scaled


def means_of(vectors: npt.NDArray[np.floating], groups: npt.NDArray[np.integer], n: int) -> Singles:
    """The mean of the vectors of each of `n` groups, of length 1; zeros where a group has none."""
    means = np.zeros((n, vectors.shape[1]), np.float32)
    for group in range(n):
        members = groups == group
        if members.any():
            means[group] = vectors[members].mean(axis=0)
    return unit(means)


def evenly(many: int, most: int) -> Ints:
    """At most so many of the first `many` numbers, evenly spaced."""
    return np.unique(np.linspace(0, max(many - 1, 0), min(many, most)).astype(np.int64))


def n_different(groups: Ints, values: Ints, n: int) -> Ints:
    """How many different values each of `n` groups has; those below 0 are none."""
    known = values >= 0
    most = int(values.max(initial=0)) + 1
    pairs = np.sort(groups[known] * most + values[known])  # np.unique takes forty times as long
    first = np.ones(len(pairs), bool)
    first[1:] = pairs[1:] != pairs[:-1]
    return np.bincount(pairs[first] // most, minlength=n)


def less_means(vectors: Singles, groups: npt.NDArray[np.str_], fewest: int) -> Singles:
    """Vectors less the mean of those of their group, where there are `fewest` of it, else that of all; unit."""
    less = vectors - vectors.mean(axis=0)
    for group in np.unique(groups):
        if (members := groups == group).sum() >= fewest:
            less[members] = vectors[members] - vectors[members].mean(axis=0)
    return unit(less)
