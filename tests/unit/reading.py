"""Reads inputs as the commands do, for tests that want the documents at once."""

import atexit
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from filrouge.ingest import documents
from filrouge.ingest.profiles import Layout, Profile
from filrouge.ingest.record import Cut
from filrouge.ingest.report import Ingested

_FOLDER = Path(tempfile.mkdtemp(prefix="filrouge-tests-"))
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)


def ingest(
    inputs: Sequence[Path],
    mapping: Mapping[str, str] | None = None,
    sources: Path | None = None,
    profile: Profile | Layout | None = None,
) -> Ingested:
    """Ingest into a folder that is there until the tests end."""
    folder = Path(tempfile.mkdtemp(dir=_FOLDER))
    documents.ingest(inputs, folder, documents.ReadOptions(mapping or {}, sources, profile))
    return documents.read_ingested(folder)


def restore(text: str, cuts: Sequence[Cut]) -> str:
    """Put the text as it was read together again from the kept text and its cuts."""
    pieces, position = [], 0
    for cut in cuts:
        pieces += [text[position : cut.at], cut.text]
        position = cut.at
    return "".join([*pieces, text[position:]])
