"""What a build found → the files of a bundle."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from safetensors import SafetensorError
from safetensors.numpy import save_file

from filrouge.arrays import Int32s
from filrouge.build.base import FIT
from filrouge.build.built import Built
from filrouge.build.claims.step import Claimed
from filrouge.build.index import write_index
from filrouge.build.manifest import describe
from filrouge.build.model import write_model
from filrouge.build.plan import Plan
from filrouge.build.spread.step import Spread
from filrouge.bundle_store import MODEL, ORIGINALS, SEARCH, SENTENCE_VECTORS, VECTORS, seal
from filrouge.claim_schema import CLAIMED
from filrouge.errors import BundleError
from filrouge.ingest.documents import REJECTED
from filrouge.ingest.finalize import LINKS
from filrouge.ingest.report import Ingested
from filrouge.schema import DOCUMENTS, NARRATIVES, NO_NARRATIVE, PASSAGES, SOURCES, SPREAD, TEXTS, UNDETERMINED, Table
from filrouge.themes import theme_name


def write_bundle(
    folder: Path,
    ingested: Ingested,
    plan: Plan,
    built: Built,
    spread: Spread | None = None,
    claimed: Claimed | None = None,
    more: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Write every file of a bundle into an empty folder, seal it and return the manifest, with `more` in it."""
    place = ingested.documents.schema.get_field_index("copy_group")
    field = ingested.documents.schema.field(place)
    tables: Mapping[Table, pa.Table] = {
        DOCUMENTS: ingested.documents.set_column(place, field, pa.array(plan.copy_group)),
        PASSAGES: passage_table(ingested, plan, built),
        TEXTS: ingested.texts,
        SOURCES: ingested.sources,
        NARRATIVES: narrative_table(plan, built, ingested.documents["doc_id"].to_pylist()),
    }
    for table, rows in tables.items():
        pq.write_table(rows, folder / table.file, compression="zstd")
    np.save(folder / VECTORS, built.vectors, allow_pickle=False)
    found = _write_found(folder, spread, claimed)
    with _refused_as_oserror():
        _write_fit(folder / FIT, built)
    write_index(folder / SEARCH, ingested.documents["title"].to_pylist(), ingested.texts["text"].to_pylist())
    if isinstance(built.model, Path):
        shutil.copytree(built.model, folder / MODEL)
    elif built.model is not None:
        with _refused_as_oserror():
            write_model(folder / MODEL, built.model)
    if ingested.report.n_rejected:
        shutil.copyfile(ingested.folder / REJECTED, folder / REJECTED)
    if (ingested.folder / LINKS).is_file():
        shutil.copyfile(ingested.folder / LINKS, folder / LINKS)
    if plan.options.originals:
        _copy_originals(folder / ORIGINALS, ingested)
    manifest = describe(ingested, plan, built)
    manifest["counts"] |= found
    return seal(folder, {**manifest, **(more or {})})


def _write_found(folder: Path, spread: Spread | None, claimed: Claimed | None) -> dict[str, int]:
    """Write the tables that a bundle may lack, and count their rows."""
    tables: dict[Table, pa.Table] = {}
    if spread is not None:
        tables |= zip(SPREAD, spread.tables(), strict=True)
        np.save(folder / SENTENCE_VECTORS, spread.vectors, allow_pickle=False)
    if claimed is not None:
        tables |= zip(CLAIMED, claimed.tables(), strict=True)
    for table, rows in tables.items():
        pq.write_table(rows, folder / table.file, compression="zstd")
    return {table.name: rows.num_rows for table, rows in tables.items()}


def passage_table(ingested: Ingested, plan: Plan, built: Built) -> pa.Table:
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
        pa.array(_numbered(built.narrative, built)),
        pa.array(_numbered(built.nearest, built)),
        pa.array(built.strength),
        x,
        y,
    ]
    return pa.Table.from_arrays(columns, schema=PASSAGES.arrow)


def narrative_table(plan: Plan, built: Built, doc_ids: Sequence[str]) -> pa.Table:
    """Put `schema.NARRATIVES` together; `doc_ids`: of all documents, in order."""
    document = np.asarray(plan.passages.document, np.int64)
    rows: list[dict[str, Any]] = []
    for i, (named, evidence) in enumerate(zip(built.named, built.evidence, strict=True)):
        documents = np.unique(document[built.narrative == i])
        rows.append(
            {
                "narrative": int(built.numbers[i]),
                "label": next(iter(named.label.values()), f"Narrative {built.numbers[i] + 1}"),
                "labels": [
                    {"language": code, "label": label, "sentence": named.sentence.get(code)}
                    for code, label in named.label.items()
                ],
                "keywords": [{"language": code, "words": words} for code, words in named.keywords.items()],
                "apart": [{"language": code, "words": words} for code, words in named.apart.items()],
                "headlines": [
                    {"language": code, "text": headline.text, "doc_id": doc_ids[headline.document]}
                    for code, headline in named.headline.items()
                ],
                "theme": int(built.narratives.theme[i]),
                "theme_label": "",
                "theme_labels": [],
                "n_documents": len(documents),
                "n_texts": len(np.unique(plan.copy_group[documents])),
                "n_passages": int((built.narrative == i).sum()),
                "stability": None if np.isnan(built.narratives.stability[i]) else float(built.narratives.stability[i]),
                "representative": evidence.typical,
                "edge": evidence.edge,
                "opposed": [],
            }
        )
    for row in rows:
        names = built.themes[row["theme"]] if row["theme"] < len(built.themes) else {}
        row["theme_labels"] = [{"language": code, "label": label} for code, label in names.items()]
        row["theme_label"] = theme_name([_labels(r) for r in rows if r["theme"] == row["theme"]], named=names)
    return pa.Table.from_pylist(rows, schema=NARRATIVES.arrow)


def _numbered(narrative: Int32s, built: Built) -> Int32s:
    return np.append(built.numbers, NO_NARRATIVE).astype(np.int32)[narrative]  # -1 takes the last


def _labels(row: Mapping[str, Any]) -> dict[str, str]:
    return {entry["language"]: entry["label"] for entry in row["labels"]} or {UNDETERMINED: row["label"]}


@contextmanager
def _refused_as_oserror() -> Iterator[None]:
    """What the system refuses to safetensors is said as to everybody else."""
    try:
        yield
    except SafetensorError as error:
        raise OSError(str(error)) from error


def _write_fit(file: Path, built: Built) -> None:
    """Write what it takes to align other vectors and to tell where they belong."""
    alignment, fitted = built.alignment, built.narratives.fitted
    arrays = {
        "offsets": alignment.offsets, "mean": alignment.mean, "weights": alignment.weights,
        "passages": built.fitted_ids.astype(np.int32), "found": fitted.found, "near": fitted.near,
    }  # fmt: skip
    # What is no array is in the manifest: safetensors writes its own metadata in an order that changes from run to run.
    save_file({name: np.ascontiguousarray(array) for name, array in arrays.items()}, str(file))


def _copy_originals(folder: Path, ingested: Ingested) -> None:
    folder.mkdir()
    for file in ingested.report.files:
        if file.n_documents and not (folder / file.sha256).exists():
            shutil.copyfile(file.path, folder / file.sha256)
            if (folder / file.sha256).stat().st_size != file.n_bytes:
                raise BundleError(
                    "the file changed while it was read", where=str(file.path), hint="Build again once it is complete."
                )
