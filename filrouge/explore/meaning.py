"""The passages that are nearest to a query in meaning, whatever their language."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from filrouge.bundle import Bundle
from filrouge.checks import UNREADABLE, broken, unreadable
from filrouge.embedders import Embedder, embedder_of
from filrouge.errors import EmbedderError
from filrouge.i18n import _

NEAREST: Final = 0.02
"""Part of the bundle's passages that counts as near to a query."""

FEWEST: Final = 10

_FIT: Final = "fit.safetensors"
_ROWS_AT_A_TIME: Final = 8192

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Near:
    """`query`: what was looked for; `passages`: int32, ids of the nearest, ascending; `cosine`: of the least near."""

    query: str
    passages: npt.NDArray[np.int32]
    cosine: float


def near(bundle: Bundle, query: str) -> Near:
    """Find the NEAREST part of a bundle's passages that is most like a query, by the bundle's own embedder.

    Query and passages are compared as the build compares passages: what is only language is taken out (`_Space`).

    Raises
    ------
    EmbedderError : the embedder is not at hand, or the bundle does not say how its vectors are aligned.
    """
    return _near(_space(bundle), " ".join(query.split()))


@lru_cache(maxsize=64)
def _near(space: "_Space", query: str) -> Near:
    cosines = space.cosines(space.place(query))
    many = min(max(FEWEST, round(NEAREST * np.isfinite(cosines).sum())), int(np.isfinite(cosines).sum()))
    if not many:
        return Near(query, np.empty(0, np.int32), 0.0)
    ranked = np.argsort(-np.nan_to_num(cosines, nan=-2.0), kind="stable")[:many]
    return Near(query, np.sort(ranked).astype(np.int32), float(cosines[ranked[-1]]))


def _fit(file: Path, groups: int, dimensions: int) -> dict[str, Floats]:
    """How vectors were aligned.

    Raises
    ------
    BundleBroken : the file cannot be read, or does not fit the vectors.
    """
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    try:
        fit: dict[str, Floats] = load_file(file)
    except (*UNREADABLE, SafetensorError) as error:
        raise unreadable(file, error) from error
    wanted = {"offsets": (groups, dimensions), "mean": (dimensions,), "weights": (dimensions, dimensions)}
    for name, shape in wanted.items():
        if name not in fit or fit[name].shape != shape or not np.isfinite(fit[name]).all():
            raise broken(_("its “{name}” does not fit the vectors of the passages").format(name=name), file)
    return fit


class _Space:
    """Where passages of a bundle lie once their language is taken out of their vectors.

    A vector v of language g is placed at (v - offset(g) - mean) @ weights, as the build does; the language of a query
    is that whose offset its vector is most like, since two words are too few to tell a language by their letters.
    """

    def __init__(self, bundle: Bundle, embedder: Embedder) -> None:
        settings = bundle.manifest["settings"]
        fit = _fit(bundle.path / _FIT, len(settings["groups"]), bundle.vectors().shape[1])
        self.embedder = embedder
        self.vectors = bundle.vectors()
        self.by_language = settings["aligned_by"] == "language"
        self.offsets, self.mean, self.weights = fit["offsets"], fit["mean"], fit["weights"]
        self.groups: list[str] = list(settings["groups"])
        column = "d.language" if self.by_language else "d.source"
        rows = bundle.query(
            f"SELECT {column}::VARCHAR AS name, x IS NOT NULL AS placed FROM passages JOIN documents d USING (doc) "
            "ORDER BY passage_id"
        )
        place = {name: i for i, name in enumerate(self.groups)}
        self.group = rows["name"].map(place).fillna(len(self.groups)).to_numpy(np.int32)
        self.table = np.vstack([self.offsets, np.zeros((1, len(self.mean)), np.float32)]) + self.mean
        self.norms = self._norms()
        self.norms[~rows["placed"].to_numpy(bool)] = np.nan

    def _norms(self) -> Floats:
        result = np.empty(len(self.vectors), np.float32)
        for first in range(0, len(result), _ROWS_AT_A_TIME):
            some = slice(first, first + _ROWS_AT_A_TIME)
            moved = (self.vectors[some].astype(np.float32) - self.table[self.group[some]]) @ self.weights
            result[some] = np.linalg.norm(moved, axis=1)
        return np.where(result > 1e-9, result, np.nan).astype(np.float32)

    def language(self, vector: Floats) -> int:
        """Row of the group whose offset a raw vector is most like; that after the last where groups are sources."""
        if not self.by_language or not len(self.offsets):
            return len(self.groups)
        lengths = np.linalg.norm(self.offsets, axis=1)
        return int(np.argmax((vector - self.mean) @ self.offsets.T / np.where(lengths > 1e-9, lengths, np.inf)))

    def place(self, query: str) -> Floats:
        """The aligned unit vector of a query."""
        vector = self.embedder.encode([query])[0].astype(np.float32)
        placed = (vector - self.table[self.language(vector)]) @ self.weights
        result: Floats = placed / max(float(np.linalg.norm(placed)), 1e-9)
        return result

    def cosines(self, placed: Floats) -> Floats:
        """Cosine of every passage with an aligned unit vector; NaN for those without a place on the map."""
        turned = self.weights @ placed
        shift = self.table @ turned
        result = np.empty(len(self.vectors), np.float32)
        for first in range(0, len(result), _ROWS_AT_A_TIME):
            some = slice(first, first + _ROWS_AT_A_TIME)
            result[some] = self.vectors[some].astype(np.float32) @ turned - shift[self.group[some]]
        with np.errstate(invalid="ignore"):
            return result / self.norms


def _space(bundle: Bundle) -> _Space:
    key = bundle.digest
    with_it: Any = _SPACES.get(key)
    if with_it is None:
        if not (bundle.path / _FIT).is_file() or not {"aligned_by", "groups"} <= bundle.manifest["settings"].keys():
            raise EmbedderError(
                _("the bundle does not say how its vectors are aligned"),
                hint=_("Build it again with `filrouge build`."),
            )
        with_it = _Space(bundle, embedder_of(bundle.manifest))
        while len(_SPACES) >= _MOST_SPACES:
            _SPACES.pop(next(iter(_SPACES)))
        _SPACES[key] = with_it
    return with_it  # type: ignore[no-any-return]


_MOST_SPACES: Final = 2
_SPACES: Final[dict[str, _Space]] = {}
