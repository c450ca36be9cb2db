"""What a build found → the files of a bundle."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq
from safetensors.numpy import save_file

from filrouge.build.index import write_index
from filrouge.build.manifest import describe
from filrouge.build.plan import Plan
from filrouge.build.topics import quiet
from filrouge.errors import BundleError
from filrouge.folder import MODEL, ORIGINALS, SEARCH, VECTORS, seal
from filrouge.ingest.documents import REJECTED
from filrouge.ingest.report import Ingested
from filrouge.schema import DOCUMENTS, NARRATIVES, PASSAGES, SOURCES, TEXTS, Table

if TYPE_CHECKING:
    from filrouge.build.offsets import Offsets
    from filrouge.build.pipeline import Built

OFFSETS: Final = "offsets.safetensors"
MOST_REPRESENTATIVE: Final = 10


def write_bundle(folder: Path, ingested: Ingested, plan: Plan, built: "Built") -> dict[str, Any]:
    """Write every file of a bundle into an empty folder, seal it and return the manifest."""
    narratives = narrative_table(ingested, plan, built)
    tables: Mapping[Table, pa.Table] = {
        DOCUMENTS: ingested.documents,
        PASSAGES: passage_table(ingested, plan, built),
        TEXTS: ingested.texts,
        SOURCES: ingested.sources,
        NARRATIVES: narratives,
    }
    for table, rows in tables.items():
        pq.write_table(rows, folder / table.file, compression="zstd")
    np.save(folder / VECTORS, built.vectors, allow_pickle=False)
    if built.offsets is not None:
        _write_offsets(folder / OFFSETS, built.offsets)
    write_index(folder / SEARCH, ingested.documents["title"].to_pylist(), ingested.texts["text"].to_pylist())
    if built.model is not None:
        _write_model(folder / MODEL, built.model)
    if ingested.report.n_rejected:
        shutil.copyfile(ingested.folder / REJECTED, folder / REJECTED)
    if plan.options.originals:
        _copy_originals(folder / ORIGINALS, ingested)
    return seal(folder, describe(ingested, plan, built))


def passage_table(ingested: Ingested, plan: Plan, built: "Built") -> pa.Table:
    """Put `schema.PASSAGES` together."""
    passages = plan.passages
    doc_ids = ingested.documents["doc_id"].combine_chunks()
    spans = np.asarray(passages.spans, np.int32).reshape(-1, 2)
    # A null, not a NaN: a passage without a vector has no place on the map.
    x, y = (pa.array(built.plane[:, i], pa.float32(), mask=~built.usable) for i in (0, 1))
    columns = [
        pa.array(np.arange(len(spans)), pa.int32()),
        doc_ids.take(pa.array(passages.document, pa.int64())),
        pa.array(passages.position, pa.int32()),
        pa.array(spans[:, 0]),
        pa.array(spans[:, 1]),
        pa.array(passages.languages, pa.string()),
        pa.array(built.narrative),
        pa.array(built.strength),
        x,
        y,
    ]
    return pa.Table.from_arrays(columns, schema=PASSAGES.arrow)


def narrative_table(ingested: Ingested, plan: Plan, built: "Built") -> pa.Table:
    """Put `schema.NARRATIVES` together."""
    document = np.asarray(plan.passages.document, np.int64)
    copy_group = ingested.documents["copy_group"].to_numpy()
    rows = []
    for i, labelled in enumerate(built.labels):
        members = np.flatnonzero(built.narrative == i)
        documents = np.unique(document[members])
        rows.append(
            {
                "narrative": i,
                "label": labelled.label,
                "keywords": [{"language": code, "words": words} for code, words in labelled.keywords.items()],
                "parent": None,
                "n_documents": len(documents),
                "n_texts": len(np.unique(copy_group[documents])),
                "n_passages": len(members),
                "stability": None,
                "representative": representative(members, built.centrality[members], copy_group[document[members]]),
            }
        )
    return pa.Table.from_pylist(rows, schema=NARRATIVES.arrow)


def representative(
    members: npt.NDArray[np.int64], centrality: npt.NDArray[np.float32], copy_group: npt.NDArray[np.int32]
) -> list[int]:
    """Choose up to ten passages nearest the centroid, one for each copy group first."""
    order = np.lexsort((members, -centrality))
    _, first = np.unique(copy_group[order], return_index=True)
    best = np.sort(first)
    rest = np.setdiff1d(np.arange(len(order)), best)
    return [int(m) for m in members[order[np.concatenate([best, rest])]][:MOST_REPRESENTATIVE]]


def _write_offsets(file: Path, offsets: "Offsets") -> None:
    arrays = {"by_language": offsets.by_language, "mean": offsets.mean}
    save_file(arrays, str(file), metadata={"languages": json.dumps(offsets.languages)})


def _write_model(folder: Path, model: Any) -> None:
    # With max_features, scikit-learn numbers terms with numpy integers, which BERTopic then cannot write as JSON.
    vocabulary = model.vectorizer_model.vocabulary_
    model.vectorizer_model.vocabulary_ = {term: int(vocabulary[term]) for term in sorted(vocabulary)}
    with quiet():
        model.save(str(folder), serialization="safetensors", save_ctfidf=True, save_embedding_model=False)


def _copy_originals(folder: Path, ingested: Ingested) -> None:
    folder.mkdir()
    for file in ingested.report.files:
        if file.n_documents and not (folder / file.sha256).exists():
            shutil.copyfile(file.path, folder / file.sha256)
            if (folder / file.sha256).stat().st_size != file.n_bytes:
                raise BundleError(
                    "the file changed while it was read", where=str(file.path), mend="Build again once it is complete."
                )
