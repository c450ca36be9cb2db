"""Take each language's own offset out of multilingual vectors, so that passages group by what they say."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

ROUNDS: Final = 6
FEWEST: Final = 12
"""A language with fewer passages gets part of its offset: n / FEWEST of it."""

HARDLY_MIXED, WELL_MIXED = 0.5, 0.8
"""Share of the possible meetings with other languages from which the offset within clusters is trusted more than the
plain one, and fully."""

_SAMPLE: Final = 12_000
_SEEDS: Final = 1


@dataclass(frozen=True)
class Offsets:
    """What to subtract from a vector before it is compared with those of other languages.

    `languages`: codes; `by_language`: float32 (languages, dimensions); `mean`: float32 (dimensions), subtracted after.
    """

    languages: tuple[str, ...]
    by_language: Floats
    mean: Floats

    def apply(self, vectors: npt.NDArray[np.floating], languages: Sequence[str]) -> Floats:
        """Return adjusted unit vectors, float32; a language without an offset only loses the mean."""
        table = np.vstack([self.by_language, np.zeros((1, len(self.mean)), np.float32)])
        place = {language: i for i, language in enumerate(self.languages)}
        rows = np.array([place.get(language, len(self.languages)) for language in languages], dtype=np.int64)
        return _unit(vectors.astype(np.float32) - table[rows] - self.mean)


def language_offsets(
    vectors: npt.NDArray[np.floating], languages: Sequence[str], seed: int
) -> tuple[Offsets | None, Floats]:
    """Estimate each language's offset within clusters, so that a language that talks more of one subject keeps it.

    k-means (8 to 20 clusters) on plainly centred vectors; for each language, the difference between its passages
    and the others' in a cluster, averaged over clusters weighted by how many of both meet there; subtracted from the
    raw vectors; six rounds. The idea is that of Harmony (Korsunsky et al. 2019) for batches in single-cell data.

    Parameters
    ----------
    vectors : shape (passages, dimensions), unit length.
    languages : code of each passage.

    Returns
    -------
    The offsets (None if there is one language only), and the adjusted unit vectors, float32.
    """
    raw = vectors.astype(np.float32)
    codes, language = np.unique(np.asarray(languages), return_inverse=True)
    if len(codes) < 2 or len(raw) < 2:
        return None, raw
    sample = _sample(language, seed)
    x, group = raw[sample], language[sample]
    counts = np.bincount(group, minlength=len(codes)).astype(np.float32)
    offset = plain = _plain(x, group, len(codes))
    k = int(np.clip(len(x) // 15, 1, np.clip(len(x) // 60, 8, 20)))
    adjusted = _adjusted(x, offset, group)
    for _ in range(ROUNDS):
        cluster = _clusters(adjusted, k, seed)
        offset = _within(x, group, cluster, len(codes), k, plain)
        adjusted = _adjusted(x, offset, group)
    offset *= np.minimum(1.0, counts / FEWEST)[:, None]
    mean = (x - offset[group]).mean(axis=0)
    found = Offsets(tuple(str(c) for c in codes), offset.astype(np.float32), mean.astype(np.float32))
    return found, found.apply(raw, [str(c) for c in codes[language]])


def _plain(x: Floats, group: npt.NDArray[np.int64], n: int) -> Floats:
    centre = x.mean(axis=0)
    return np.stack([x[group == g].mean(axis=0) - centre for g in range(n)])


def _within(
    x: Floats, group: npt.NDArray[np.int64], cluster: npt.NDArray[np.int64], n: int, k: int, plain: Floats
) -> Floats:
    cell = cluster * n + group
    sums = np.zeros((k * n, x.shape[1]), np.float32)
    order = np.argsort(cell, kind="stable")
    present, first = np.unique(cell[order], return_index=True)
    sums[present] = np.add.reduceat(x[order], first, axis=0)
    own_sum = sums.reshape(k, n, -1)
    own = np.bincount(cell, minlength=k * n).reshape(k, n).astype(np.float32)
    total_sum, total = own_sum.sum(axis=1, keepdims=True), own.sum(axis=1, keepdims=True)
    other = total - own
    with np.errstate(divide="ignore", invalid="ignore"):
        difference = own_sum / own[..., None] - (total_sum - own_sum) / other[..., None]
        weight = own * other / total  # the harmonic mean of both, halved: none where only one of them is
    weight = np.where((own > 0) & (other > 0), weight, 0)
    difference = np.where(weight[..., None] > 0, difference, 0)
    met = weight.sum(axis=0)
    within = (difference * weight[..., None]).sum(axis=0) / np.where(met > 0, met, 1)[:, None]
    # Where a language hardly meets the others, the few that stray into their clusters say little of the rest of it.
    size = np.bincount(group, minlength=n)
    mixed = met / np.maximum(size * (1 - size / len(x)), 1e-9)  # 1 if every cluster has it in the same proportion
    trust = np.clip((mixed - HARDLY_MIXED) / (WELL_MIXED - HARDLY_MIXED), 0, 1)[:, None]
    result: Floats = (trust * within + (1 - trust) * plain).astype(np.float32)
    return result


def _adjusted(x: Floats, offset: Floats, group: npt.NDArray[np.int64]) -> Floats:
    y = x - offset[group]
    return _unit(y - y.mean(axis=0))


def _clusters(x: Floats, k: int, seed: int) -> npt.NDArray[np.int64]:
    from sklearn.cluster import KMeans

    model = KMeans(k, n_init=_SEEDS, max_iter=50, random_state=seed)
    labels: npt.NDArray[np.int64] = model.fit_predict(x).astype(np.int64)
    return labels


def _sample(language: npt.NDArray[np.int64], seed: int) -> npt.NDArray[np.int64]:
    """Rows to fit on: all, or a share of each language that leaves the small ones whole."""
    if len(language) <= _SAMPLE:
        return np.arange(len(language))
    rng = np.random.default_rng(seed)
    counts = np.bincount(language)
    quota = _SAMPLE // np.count_nonzero(counts)
    rest = _SAMPLE - np.minimum(counts, quota).sum()
    extra = np.maximum(counts - quota, 0)
    take = np.minimum(counts, quota) + (extra * (rest / max(1, extra.sum()))).astype(int)
    rows = [rng.choice(np.flatnonzero(language == g), n, replace=False) for g, n in enumerate(take) if n]
    return np.sort(np.concatenate(rows))


def _unit(x: npt.NDArray[np.floating]) -> Floats:
    norms = np.linalg.norm(x, axis=1, keepdims=True)
    result: Floats = (x / np.where(norms > 1e-9, norms, 1)).astype(np.float32)
    return result
