"""A bundle of ten texts, six of which share text as it is written down here."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from filrouge.bundle import Bundle
from filrouge.bundle_store import MANIFEST, SENTENCE_VECTORS, seal
from filrouge.schema import COPIES, DOCUMENTS, SENTENCES, SOURCES, TEXTS
from tests.synthetic import _sources, synthetic_bundle, write_table

TEXTS_OF = {
    "d0000000": ("en", "Wire", "2024-03-01 08:00", "The dam holds 31 tonnes. Nobody was hurt. The mayor left."),
    "d0000001": ("en", "Post", "2024-03-01 14:00", "The dam holds 310 tonnes. Nobody was hurt. Rain came."),
    "d0000002": ("fr", "Phare", "2024-03-03 08:00", "Le barrage tient 31 tonnes. Il n’y a pas de blessé."),
    "d0000003": ("fr", "Bulletin", "2024-03-03 09:00", "Le barrage contient 31 tonnes. Aucun blessé."),
    "d0000004": ("en", "Post", "2024-05-01 10:00", "Ferries stop at noon."),
    "d0000005": ("en", "Wire", None, "Ferries stop at noon."),
}
NUMBER = [{"kind": "number", "before": "31", "after": "310"}]
PAIRS = [
    ("d0000001", "d0000000", "verbatim", "told", NUMBER, 0.6),
    ("d0000002", "d0000000", "translated", "told", [], 0.3),
    ("d0000003", "d0000002", "reworded", "open", [], 0.4),
    ("d0000003", "d0000000", "translated", "told", [], 0.28),
    ("d0000005", "d0000004", "verbatim", "open", [], 0.7),
]


def planted_copies(folder: Path) -> Bundle:
    """Write the bundle to `folder` and open it."""
    synthetic_bundle(folder, documents=10, undated=0, without_source=0, narratives=2, sources=4)
    documents = pq.read_table(folder / DOCUMENTS.file).to_pandas()
    texts = pq.read_table(folder / TEXTS.file).to_pandas()
    rows, sentences = [], []
    for place, (doc_id, (language, source, time, text)) in enumerate(TEXTS_OF.items()):
        start = pd.Timestamp(time, tz="UTC") if time else pd.NaT
        known = {"language": language, "source": source, "published": start, "published_end": start,
                 "published_precision": "minute" if time else "unknown"}  # fmt: skip
        for name, value in known.items():
            documents.loc[place, name] = value
        # The synthetic passages of each text must still fit it.
        texts.loc[place, "text"] = text + " " * 900
        at = 0
        for said in text.split(". "):
            end = text.index(said, at) + len(said)
            sentences.append({"doc_id": doc_id, "passage_id": 2 * place, "start": at, "end": end})
            at = end + 2
    rows = [
        {"doc_id": a, "of": b, "kind": kind, "contains": 0.9, "contained": 0.8, "score": score, "order": order,
         "altered": altered}
        for a, b, kind, order, altered, score in PAIRS
    ]  # fmt: skip
    write_table(folder, DOCUMENTS, documents)
    write_table(folder, TEXTS, texts)
    write_table(folder, SOURCES, _sources(documents))
    pq.write_table(pa.Table.from_pylist(rows, schema=COPIES.arrow), folder / COPIES.file)
    frame = pd.DataFrame(sentences).assign(quoted=0.0, boilerplate=False)
    frame.insert(0, "sentence_id", np.arange(len(frame)))
    write_table(folder, SENTENCES, frame)
    np.save(folder / SENTENCE_VECTORS, _vectors(len(frame)))
    manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    for name in ("files", "digest"):
        manifest.pop(name)
    manifest["languages"] = {code: int(n) for code, n in documents["language"].value_counts().items()}
    (folder / MANIFEST).unlink()
    seal(folder, manifest)
    return Bundle.open(folder)


SAYS = ("dam", "hurt", "mayor", "dam", "hurt", "rain", "dam", "hurt", "dam", "hurt", "ferry", "ferry")
"""What each sentence is about."""


def _vectors(n: int) -> np.ndarray:
    about = {word: i for i, word in enumerate(dict.fromkeys(SAYS))}
    assert n == len(SAYS)
    vectors = np.full((n, len(about)), 0.05, dtype=np.float16)
    vectors[np.arange(n), [about[word] for word in SAYS]] = 1
    return vectors
