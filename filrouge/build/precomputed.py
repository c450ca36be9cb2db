"""Vectors that came with the data: one for each document, taken by each of its passages."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from filrouge.embedders import Vectors, unit_float16
from filrouge.errors import EmbedderError


@dataclass(frozen=True)
class Precomputed:
    """Vectors of documents, float16 of unit length, shape (documents, dimensions), in the documents' order."""

    vectors: Vectors
    version: str
    name: str = "precomputed"
    languages: frozenset[str] | None = None

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return int(self.vectors.shape[1])


def read_vectors(file: Path, doc_ids: Sequence[str]) -> Precomputed:
    """Read a .npy file with one row for each document in input order, or a .parquet file with `doc_id` and `vector`.

    Raises
    ------
    EmbedderError
        The file is missing, of another kind, has another number of rows, lacks documents, or holds what is no number.
    """
    try:
        if file.suffix == ".parquet":
            array = _from_parquet(file, doc_ids)
        elif file.suffix == ".npy":
            array = np.load(file, allow_pickle=False)
        else:
            raise EmbedderError("vectors are read from .npy or .parquet files", where=str(file))
    except (OSError, ValueError, pa.ArrowException) as error:
        raise EmbedderError(f"the vectors cannot be read ({error})", where=str(file)) from error
    if array.ndim != 2 or array.shape[1] == 0 or array.dtype.kind not in "fiu":
        raise EmbedderError(
            f"it holds an array of shape {array.shape} and type {array.dtype}, not rows of numbers", where=str(file)
        )
    if len(array) != len(doc_ids):
        raise EmbedderError(
            f"it has {len(array)} rows, and there are {len(doc_ids)} documents",
            where=str(file),
            hint="Rejected and repeated items have no row. A .parquet file with doc_id and vector avoids the question.",
        )
    array = array.astype(np.float32)
    if not np.isfinite(array).all():
        row = int(np.flatnonzero(~np.isfinite(array).all(axis=1))[0])
        raise EmbedderError(f"row {row} holds a value that is no number", where=str(file))
    digest = hashlib.sha256(np.ascontiguousarray(array).tobytes()).hexdigest()[:16]
    return Precomputed(unit_float16(array), digest)


def _from_parquet(file: Path, doc_ids: Sequence[str]) -> npt.NDArray[np.floating]:
    table = pq.read_table(file)
    if missing := {"doc_id", "vector"} - set(table.column_names):
        raise EmbedderError(f"it has no column {' and no column '.join(sorted(missing))}", where=str(file))
    ids = [str(value) for value in table["doc_id"].to_pylist()]
    place = {doc_id: row for row, doc_id in enumerate(ids)}
    lost = [doc_id for doc_id in doc_ids if doc_id not in place]
    if lost:
        raise EmbedderError(f"{len(lost)} documents have no vector, e.g. {lost[0]}", where=str(file))
    vectors = table["vector"].to_pylist()
    rows = [vectors[place[doc_id]] for doc_id in doc_ids]
    if any(row is None or len(row) != len(rows[0] or ()) for row in rows):
        raise EmbedderError("its vectors are not all of one length", where=str(file))
    return np.asarray(rows, np.float32)
