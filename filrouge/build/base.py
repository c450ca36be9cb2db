"""A bundle that is there already, opened to be built on: to grow, or to be recognised in a new one."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq
from safetensors import SafetensorError
from safetensors.numpy import load_file

from filrouge.arrays import Int32s, Ints
from filrouge.build.alignment import Alignment
from filrouge.build.labels import Headline, Named
from filrouge.build.narratives import Fitted
from filrouge.bundle import Bundle
from filrouge.bundle_store import ORIGINALS, SENTENCE_VECTORS, VECTORS, find_bundle
from filrouge.checks import UNREADABLE, unreadable
from filrouge.errors import BundleError
from filrouge.ingest.documents import REJECTED
from filrouge.ingest.report import FileRead, Ingested, IngestReport, Rejected
from filrouge.schema import DOCUMENTS, NARRATIVES, NO_NARRATIVE, PASSAGES, SENTENCES, SOURCES, TEXTS

FIT: Final = "fit.safetensors"

_SINCE: Final = 3  # schema from which a bundle says what its narratives were fitted on


@dataclass(frozen=True)
class Base:
    """What a bundle holds.

    `ingested`: its documents as they were read; `passages`, `narratives`: rows of `schema.PASSAGES` and
    `schema.NARRATIVES`, in order; `texts` and `groups`: of the passages, their text and the language or source that
    aligns them; `vectors`: float16 (passages, dimensions), raw; `fitted_ids`: the passages that narratives were fitted
    on, in the order of `fitted`, which numbers narratives by their row in `narratives`.
    """

    folder: Path
    manifest: dict[str, Any]
    ingested: Ingested
    passages: list[dict[str, Any]]
    narratives: list[dict[str, Any]]
    texts: list[str]
    vectors: npt.NDArray[np.float16]
    alignment: Alignment
    fitted: Fitted
    fitted_ids: Ints

    @property
    def numbers(self) -> Int32s:
        """int32 (narratives): the number of each, in the order of the rows."""
        return np.array([row["narrative"] for row in self.narratives], np.int32)

    def rows_of(self, column: str) -> Int32s:
        """int32 (passages): a column of narrative numbers as rows of `narratives`, -1 for none."""
        row = {int(number): i for i, number in enumerate(self.numbers)}
        return np.array([row.get(passage[column], NO_NARRATIVE) for passage in self.passages], np.int32)

    def named(self) -> list[Named]:
        """Names of the narratives, the language that comes first first."""
        place = {doc_id: row for row, doc_id in enumerate(self.ingested.documents["doc_id"].to_pylist())}
        return [
            Named(
                {entry["language"]: entry["label"] for entry in row["labels"]},
                {entry["language"]: list(entry["words"]) for entry in row["keywords"]},
                {entry["language"]: entry["sentence"] for entry in row["labels"] if entry["sentence"]},
                {entry["language"]: list(entry["words"]) for entry in row.get("apart", ())},
                {
                    entry["language"]: Headline(entry["text"], place[entry["doc_id"]])
                    for entry in row.get("headlines", ())
                    if entry["doc_id"] in place
                },
            )
            for row in self.narratives
        ]

    def themes(self) -> list[dict[str, str]]:
        """Names of the themes by language, by the number of the theme."""
        names: list[dict[str, str]] = [
            {} for _ in range(1 + max((row["theme"] for row in self.narratives), default=-1))
        ]
        for row in self.narratives:
            names[row["theme"]] = {entry["language"]: entry["label"] for entry in row.get("theme_labels", ())}
        return names


def sentence_vectors(base: Base) -> dict[str, npt.NDArray[np.float16]]:
    """Vectors of the bundle's sentences by their text; none in a bundle from before there were any.

    Raises
    ------
    BundleError
        They cannot be read.
    """
    file = base.folder / SENTENCE_VECTORS
    if SENTENCES.file not in base.manifest["files"]:
        return {}
    try:
        rows = pq.read_table(base.folder / SENTENCES.file, columns=["doc_id", "start", "end"]).to_pylist()
        vectors = np.load(file, allow_pickle=False)
        ids, texts = (base.ingested.texts[name].to_pylist() for name in ("doc_id", "text"))
        by_id = dict(zip(ids, texts, strict=True))
        found = {
            by_id[row["doc_id"]][row["start"] : row["end"]]: vector for row, vector in zip(rows, vectors, strict=True)
        }
    except UNREADABLE as error:
        raise unreadable(file, error) from error
    return {text: vector for text, vector in found.items() if vector.any()}


def read_base(folder: Path) -> Base:
    """Open a bundle to build on it.

    Raises
    ------
    BundleError
        It is none, is damaged, or was built before bundles said what their narratives were fitted on.
    """
    folder, manifest = find_bundle(folder)
    if int(manifest["schema_version"]) < _SINCE or not (folder / FIT).is_file():
        raise BundleError(
            "it was built before bundles kept what their narratives were fitted on",
            where=str(folder),
            hint="Build it once again with `filrouge build`.",
        )
    Bundle.open(folder, full=True)  # which sees to it that its tables are what they should be
    documents, texts, sources, passages, narratives = (
        pq.read_table(folder / table.file) for table in (DOCUMENTS, TEXTS, SOURCES, PASSAGES, NARRATIVES)
    )
    ingested = Ingested(folder, documents, texts, sources, _report(folder, manifest))
    rows = passages.to_pylist()
    by_id = dict(zip(texts["doc_id"].to_pylist(), texts["text"].to_pylist(), strict=True))
    try:
        vectors = np.load(folder / VECTORS, allow_pickle=False)
        fit, settings = load_file(folder / FIT), manifest["settings"]
        alignment = Alignment(
            settings["aligned_by"], tuple(settings["groups"]), fit["offsets"], fit["mean"], fit["weights"]
        )
        fitted_ids = fit["passages"].astype(np.int64)
        groups = groups_of(alignment, documents, rows)
        aligned = alignment.apply(vectors[fitted_ids], [groups[i] for i in fitted_ids.tolist()])
        fitted = Fitted(aligned, fit["found"], int(settings["neighbours"]), fit["near"])
    except (*UNREADABLE, SafetensorError, LookupError) as error:
        raise unreadable(folder / FIT, error) from error
    return Base(
        folder,
        manifest,
        ingested,
        rows,
        narratives.to_pylist(),
        [by_id[row["doc_id"]][row["start"] : row["end"]] for row in rows],
        vectors,
        alignment,
        fitted,
        fitted_ids,
    )


def groups_of(alignment: Alignment, documents: pa.Table, passages: list[dict[str, Any]]) -> list[str]:
    """What an alignment goes by, of the passages of some documents."""
    if alignment.by == "language":
        return [row["language"] for row in passages]
    sources = dict(zip(documents["doc_id"].to_pylist(), documents["source"].to_pylist(), strict=True))
    return [sources[row["doc_id"]] or "" for row in passages]


def _report(folder: Path, manifest: Mapping[str, Any]) -> IngestReport:
    """What was read, as far as the manifest says; the files are where the bundle keeps them."""
    files = [
        FileRead.from_json({**entry, "path": str(folder / ORIGINALS / entry["sha256"])}) for entry in manifest["inputs"]
    ]
    report = IngestReport(files=files, repeated=int(manifest.get("repeated", 0)))
    report.rejected = [Rejected(r["file"], r["row"], r["reason"]) for r in manifest.get("rejected", ())]
    if (folder / REJECTED).is_file():
        report.because.update(_reasons(folder / REJECTED))
    return report


def _reasons(file: Path) -> list[str]:
    import json

    with file.open(encoding="utf-8") as lines:
        return [json.loads(line)["rejected_because"] for line in lines]
