"""Passages laid out in the plane, to look at."""

import warnings
from typing import Final

import numpy as np
import numpy.typing as npt

from filrouge.build.neighbours import Neighbours

Floats = npt.NDArray[np.float32]

N_NEIGHBOURS: Final = 15


def flat_map(vectors: Floats, neighbours: Neighbours, seed: int) -> Floats:
    """Lay passages out in the plane with UMAP (McInnes et al. 2018), finite coordinates of shape (passages, 2).

    Principal components where there are too few passages for it.
    """
    if len(vectors) < N_NEIGHBOURS:
        return principal_plane(vectors)
    from umap import UMAP

    knn = neighbours.indices[:, :N_NEIGHBOURS].astype(np.int64), neighbours.distances[:, :N_NEIGHBOURS]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = UMAP(
            n_neighbors=N_NEIGHBOURS,
            metric="cosine",
            init="pca",  # the spectral start fails where the graph falls apart, and takes long
            random_state=seed,
            n_jobs=1,
            precomputed_knn=(*knn, None),
        )
        plane = np.asarray(model.fit_transform(vectors), np.float32)
    return plane if np.isfinite(plane).all() else principal_plane(vectors)


def principal_plane(vectors: Floats) -> Floats:
    """First two principal components, shape (passages, 2); zeros where there is nothing to tell passages apart."""
    plane = np.zeros((len(vectors), 2), np.float32)
    if len(vectors) > 1:
        u, s, _ = np.linalg.svd(vectors - vectors.mean(axis=0), full_matrices=False)
        n = min(2, len(s))
        plane[:, :n] = u[:, :n] * s[:n]
    return plane
