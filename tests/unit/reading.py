"""Reads inputs as the commands do, for tests that want the documents at once."""

import atexit
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from filrouge.ingest import documents
from filrouge.ingest.report import Ingested

_FOLDER = Path(tempfile.mkdtemp(prefix="filrouge-tests-"))
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)


def ingest(inputs: Sequence[Path], mapping: Mapping[str, str] | None = None, sources: Path | None = None) -> Ingested:
    """Ingest into a folder that is there until the tests end."""
    folder = Path(tempfile.mkdtemp(dir=_FOLDER))
    documents.ingest(inputs, folder, documents.Options(mapping or {}, sources))
    return documents.read_ingested(folder)
