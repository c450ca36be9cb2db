"""The embedder that a build uses, by name."""

import hashlib
from collections.abc import Callable, Sequence
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import numpy as np

from filrouge.build.e5 import engine
from filrouge.embedders import EMBEDDERS, Embedder, Vectors, unit_float16
from filrouge.errors import EmbedderError

LOCAL: Final = ("sentence-transformers", "model2vec")


def load_embedder(name: str, of: str | None = None) -> Embedder:
    """Return the embedder of a name: `use`, `e5`, `sentence-transformers:PATH` or `model2vec:PATH`.

    Parameters
    ----------
    of : the version of vectors that are to be joined, for an embedder that comes in more than one.

    Raises
    ------
    EmbedderError
        There is no such embedder, its package is missing, or PATH is no model.
    """
    package, colon, path = name.partition(":")
    if name == "e5" and engine.is_there() and (of is None or of.endswith(engine.EIGHT_BITS)):
        return engine.FastE5()
    if name in EMBEDDERS:
        return EMBEDDERS[name]()
    if colon and path and package in LOCAL:
        return LocalModel(package, Path(path).expanduser())
    known = ", ".join(["auto", *EMBEDDERS, *(f"{p}:PATH" for p in LOCAL), "precomputed"])
    raise EmbedderError(f"there is no embedder '{name}'", where="--embedder", hint=f"Choose one of {known}.")


class LocalModel:
    """A sentence-transformers or model2vec model from a folder on this machine."""

    rate = 20.0
    languages: frozenset[str] | None = None

    def __init__(self, package: str, folder: Path) -> None:
        module = package.replace("-", "_")
        if find_spec(module) is None:
            raise EmbedderError(
                f"the package {package} is not installed", where="--embedder", hint=f"pip install {package}"
            )
        if not folder.is_dir():
            raise EmbedderError(
                "there is no such folder (models are not downloaded)", where=str(folder), hint="Give a local path."
            )
        self.name = f"{package}:{folder.resolve().name}"
        self.version = f"{version(package)}+{_folder_digest(folder)}"
        try:
            if package == "model2vec":
                from model2vec import StaticModel

                self._encode: Callable[[list[str]], Any] = StaticModel.from_pretrained(str(folder)).encode
            else:
                from sentence_transformers import SentenceTransformer

                self._encode = SentenceTransformer(str(folder), local_files_only=True).encode
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise EmbedderError(f"it is no {package} model ({error})", where=str(folder)) from error
        self.dimensions = int(np.asarray(self._encode(["."])).shape[1])

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Encode one text at a time, so that a cache hit changes nothing."""
        rows = [np.asarray(self._encode([text]))[0] for text in texts]
        return unit_float16(rows) if rows else np.zeros((0, self.dimensions), np.float16)


def _folder_digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(p for p in folder.rglob("*") if p.is_file()):
        digest.update(file.relative_to(folder).as_posix().encode())
        with file.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()[:12]
