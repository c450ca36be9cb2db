"""Vectors kept by text, embedder and version, so that a stopped build goes on where it was."""

import hashlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Final

import numpy as np
import platformdirs

from filrouge.disk import writing
from filrouge.embedders import Embedder, Vectors
from filrouge.errors import EmbedderError
from filrouge.i18n import N_

_OTHER_CACHE: Final = N_("If you cannot, name another folder in the environment variable FILROUGE_CACHE.")
COMMIT_EVERY_TEXTS: Final = 200
COMMIT_EVERY_SECONDS: Final = 2.0
BATCH: Final = 16
BATCH_SECONDS: Final = 4.0
"""About how long a batch takes that is larger than BATCH: so much is done again after a kill."""

_TABLE: Final = """
CREATE TABLE IF NOT EXISTS vectors (
    embedder TEXT NOT NULL, version TEXT NOT NULL, text BLOB NOT NULL, vector BLOB NOT NULL,
    PRIMARY KEY (embedder, version, text)
) WITHOUT ROWID
"""


def cache_folder() -> Path:
    """Folder of the cache: $FILROUGE_CACHE, else the user's cache folder."""
    return Path(os.environ.get("FILROUGE_CACHE") or platformdirs.user_cache_dir("filrouge"))


class VectorCache:
    """Vectors on disk, as a context manager. Safe against being killed; shared by builds that run side by side."""

    def __init__(self, folder: Path | None = None) -> None:
        self.file = (folder or cache_folder()) / "vectors.sqlite"
        with self._using():
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(self.file, timeout=60)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=NORMAL")
            self._db.execute(_TABLE)

    def __enter__(self) -> "VectorCache":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with closing(self._db):
            if error is None:
                with self._using():
                    self._db.commit()
            else:
                with suppress(sqlite3.Error):  # what went wrong first is what is told
                    self._db.commit()

    def known(self, texts: Sequence[str], embedder: Embedder) -> dict[str, Vectors]:
        """Return the vectors that are there already, by text."""
        rows = {}
        with self._using():
            for text in dict.fromkeys(texts):
                found = self._db.execute(
                    "SELECT vector FROM vectors WHERE embedder = ? AND version = ? AND text = ?",
                    (embedder.name, embedder.version, _key(text)),
                ).fetchone()
                if found and len(found[0]) == 2 * embedder.dimensions:
                    rows[text] = np.frombuffer(found[0], dtype="<f2")
        return rows

    def encode(
        self, texts: Sequence[str], embedder: Embedder, advance: Callable[[int], None] = lambda _: None
    ) -> Vectors:
        """Return the vectors of `texts` (float16, shape (texts, dimensions)), encoding those that are not there yet.

        `advance` is called with the number of texts just done, those found in the cache included.
        """
        rows = self.known(texts, embedder)
        result = np.zeros((len(texts), embedder.dimensions), np.float16)
        advance(sum(text in rows for text in texts))
        # Texts of like length cost least together; long and short batches by turns, so that the pace says what is left.
        missing = sorted(dict.fromkeys(text for text in texts if text not in rows), key=len)
        last, waiting = time.monotonic(), 0
        size = max(BATCH, int(BATCH_SECONDS * embedder.rate))
        starts = np.random.default_rng(0).permutation(np.arange(0, len(missing), size))
        for first in starts.tolist():
            batch = missing[first : first + size]
            for text, vector in zip(batch, embedder.encode(batch), strict=True):
                rows[text] = vector
                self._keep(text, vector, embedder)
            waiting += len(batch)
            if waiting >= COMMIT_EVERY_TEXTS or time.monotonic() - last > COMMIT_EVERY_SECONDS:
                with self._using():
                    self._db.commit()
                advance(waiting)
                waiting, last = 0, time.monotonic()
        with self._using():
            self._db.commit()
        advance(waiting)
        for i, text in enumerate(texts):
            result[i] = rows[text]
        return result

    def _keep(self, text: str, vector: Vectors, embedder: Embedder) -> None:
        with self._using():
            self._db.execute(
                "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?, ?)",
                (embedder.name, embedder.version, _key(text), vector.astype("<f2").tobytes()),
            )

    @contextmanager
    def _using(self) -> Iterator[None]:
        """Say what is wrong with the file or its disk."""
        with writing(self.file, _OTHER_CACHE):
            try:
                yield
            except sqlite3.DatabaseError as error:
                if getattr(error, "sqlite_errorcode", 0) & 0xFF not in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
                    raise
                raise EmbedderError(
                    f"the cache of vectors cannot be used ({error})",
                    where=str(self.file),
                    hint="Delete that file, or name another folder in the environment variable FILROUGE_CACHE.",
                ) from error


def _key(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()[:20]
