"""Passages laid out in the plane, to look at."""

import io
import warnings
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from typing import Final

import numpy as np

from filrouge.arrays import Singles
from filrouge.build.neighbours import Neighbours

N_NEIGHBOURS: Final = 15

_SMALL: Final = 10_000


def n_epochs(n_passages: int) -> int:
    """Rounds that UMAP takes, as many as it does unasked."""
    return 500 if n_passages <= _SMALL else 200


def flat_map(
    vectors: Singles, neighbours: Neighbours, seed: int, advance: Callable[[int], None] = lambda _: None
) -> Singles:
    """Lay passages out in the plane with UMAP (McInnes et al. 2018), finite coordinates of shape (passages, 2).

    Principal components where there are too few passages for it. `advance` is called with the number of rounds just
    done, of `n_epochs` in all.
    """
    if len(vectors) < N_NEIGHBOURS:
        return principal_plane(vectors)
    from umap import UMAP

    _keep_compiled()
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
            n_epochs=n_epochs(len(vectors)),
            tqdm_kwds={"disable": False, "file": _Rounds(advance), "bar_format": "{n}", "mininterval": 0.5},
        )
        plane = np.asarray(model.fit_transform(vectors), np.float32)
    return plane if np.isfinite(plane).all() else principal_plane(vectors)


@cache
def _keep_compiled() -> None:
    """Let numba keep what it compiles of UMAP: otherwise each process takes six seconds for it anew."""
    from numba.core.dispatcher import Dispatcher
    from umap import layouts, umap_

    for module in (layouts, umap_):
        for function in vars(module).values():
            if isinstance(function, Dispatcher):
                with suppress(RuntimeError):  # there is no folder to keep it in
                    function.enable_caching()


class _Rounds(io.StringIO):
    """What UMAP writes its progress bar to, the number of the round and nothing else: the one way it tells."""

    def __init__(self, advance: Callable[[int], None]) -> None:
        super().__init__()
        self._advance, self._done = advance, 0

    def write(self, text: str) -> int:
        said = text.strip()
        if said.isdecimal() and int(said) > self._done:
            self._advance(int(said) - self._done)
            self._done = int(said)
        return len(text)


def principal_plane(vectors: Singles) -> Singles:
    """First two principal components, shape (passages, 2); zeros where there is nothing to tell passages apart."""
    plane = np.zeros((len(vectors), 2), np.float32)
    if len(vectors) > 1:
        u, s, _ = np.linalg.svd(vectors - vectors.mean(axis=0), full_matrices=False)
        n = min(2, len(s))
        plane[:, :n] = u[:, :n] * s[:n]
    return plane
