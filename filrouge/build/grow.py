"""New texts join the narratives of a bundle, without a new fit: what is there keeps its place."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from filrouge.arrays import Int32s, Ints, Singles
from filrouge.build.base import Base, groups_of, read_base, sentence_vectors
from filrouge.build.built import Built, Evidence
from filrouge.build.claims.step import claims_in
from filrouge.build.embedders import load_embedder
from filrouge.build.labels import name_narratives
from filrouge.build.narratives import CLEAR, FEWEST_PASSAGES, Narratives, clear, find_narratives
from filrouge.build.phrases import Context
from filrouge.build.pipeline import centralities, embed, unique_texts
from filrouge.build.plan import Options, Passages, Plan, copies_of, gather_passages, parts_of, plan_for
from filrouge.build.precomputed import read_vectors
from filrouge.build.progress import Progress, Silent
from filrouge.build.quality import quality
from filrouge.build.spread.step import find_spread
from filrouge.build.write import write_bundle
from filrouge.bundle_store import MODEL, ORIGINALS, alone_at, find_bundle
from filrouge.disk import need_room
from filrouge.errors import EmbedderError
from filrouge.ingest.documents import REJECTED
from filrouge.ingest.finalize import LINKS
from filrouge.ingest.report import Ingested, IngestReport
from filrouge.ingest.sources import SourceTable
from filrouge.replacing import replaced, scratch
from filrouge.schema import NO_NARRATIVE, SOLID

_PLACED_BY: Final = 5
_ROWS_AT_A_TIME: Final = 1024


@dataclass(frozen=True)
class Grown:
    """What came of an update: the manifest, documents that are new, and those that the bundle had already."""

    manifest: dict[str, Any]
    n_new: int
    n_known: int


def update_bundle(
    folder: Path,
    ingested: Ingested,
    *,
    embedder: str | None = None,
    vectors: Path | None = None,
    progress: Progress | None = None,
    cache_folder: Path | None = None,
) -> Grown:
    """Add documents to the bundle at `folder`, which stays what it was until the new one is whole.

    Passages of the new documents get the narrative that the nearest fitted ones speak of, with a strength, and a place
    on the map among them. Those that fit nowhere and resemble one another are named in the manifest as possible new
    narratives. Narratives keep number, label, evidence and stability.

    Parameters
    ----------
    embedder : only where the bundle's is a model in a folder: that folder, as `load_embedder` takes it.
    vectors : where the bundle has precomputed vectors: those of the new documents, as `read_vectors` takes them.

    Raises
    ------
    BundleError
        There is no bundle, or one that cannot grow, or somebody else is writing it.
    DiskError
        The disk has no room for it, or refuses it.
    EmbedderError
        The bundle's embedder is not there in the version it was built with.
    """
    listener = progress or Silent()
    find_bundle(folder)  # says so where there is none, before a lock is made there
    with alone_at(folder) as place:
        base = read_base(place)  # what another update added in the meantime is in it
        fresh, n_known = _unknown(ingested, base)
        if not fresh.documents.num_rows:
            return Grown(base.manifest, 0, n_known)
        chosen = _embedder(base, fresh, embedder, vectors)
        manifest = _grow(base, fresh, chosen, listener, cache_folder)
    return Grown(manifest, fresh.documents.num_rows, n_known)


def _grow(base: Base, fresh: Ingested, chosen: Any, listener: Progress, cache_folder: Path | None) -> dict[str, Any]:
    """Write the bundle with the new documents in the place of `base`, whose lock is held."""
    need_room(base.folder, _size(base, fresh))
    with scratch() as folder, replaced(base.folder) as out:
        merged = _merged(base, fresh, folder)
        with listener.step("Finding copies of one text", merged.texts.num_rows) as advance:
            copies = copies_of(merged, advance)
        with listener.step("Splitting into passages"):
            whole, new = _passages(base, merged, fresh, copies)
        options = _options(base)
        added = embed(plan_for(fresh, options, copies, new, chosen), listener, cache_folder)
        with listener.step("Finding their narratives"):
            plan = plan_for(merged, options, copies, whole, chosen, base.manifest["embedder"]["why"])
            built, possible = _built(base, plan, new, added, fresh)
        spread = find_spread(merged, plan, base.alignment, listener, cache_folder, sentence_vectors(base))
        claimed = claims_in(merged, plan, built, spread, listener, cache_folder)
        with listener.step("Writing the bundle"):
            step = {"from": base.manifest["digest"], "documents": fresh.documents.num_rows}
            grown = {"grown": [*base.manifest.get("grown", []), step], "possible_narratives": possible}
            if "changes" in base.manifest:
                grown["changes"] = base.manifest["changes"]
            return write_bundle(out, merged, plan, built, spread, claimed, grown)


def _size(base: Base, fresh: Ingested) -> int:
    """About how many bytes the grown bundle takes, beside the one that is there until it is whole."""
    before = sum(entry["bytes"] for entry in base.manifest["files"].values())
    share = fresh.texts.nbytes / max(1, base.ingested.texts.nbytes)
    originals = sum(e["bytes"] for name, e in base.manifest["files"].items() if name.startswith(f"{ORIGINALS}/"))
    added = sum(file.n_bytes for file in fresh.report.files) if originals else 0
    return int(before + (before - originals) * share + added)


def _unknown(ingested: Ingested, base: Base) -> tuple[Ingested, int]:
    """The documents that the bundle does not have, and how many it has; an id of another text gets a number."""
    had = dict(zip(base.ingested.texts["doc_id"].to_pylist(), base.ingested.texts["text"].to_pylist(), strict=True))
    ids, texts = ingested.texts["doc_id"].to_pylist(), ingested.texts["text"].to_pylist()
    new = [i for i, (doc_id, text) in enumerate(zip(ids, texts, strict=True)) if had.get(doc_id) != text]
    taken, named, renamed = {*had, *ids}, {}, 0
    for i in new:
        named[i] = ids[i]
        version = 2
        while named[i] in had or (named[i] != ids[i] and named[i] in taken):
            named[i], version = f"{ids[i]}-{version}", version + 1
        if named[i] != ids[i]:
            taken.add(named[i])
            renamed += 1
    report = replace(ingested.report, notes=list(ingested.report.notes))
    if renamed:
        report.notes.append(
            f"{renamed:,} new documents have the id of another text in the bundle, and got a number behind it"
        )
    column = pa.array([named[i] for i in new], pa.string())
    tables = [
        table.take(pa.array(new, pa.int64())).set_column(
            table.schema.get_field_index("doc_id"), table.schema.field("doc_id"), column
        )
        for table in (ingested.documents, ingested.texts)
    ]
    return replace(ingested, documents=tables[0], texts=tables[1], report=report), len(ids) - len(new)


def _embedder(base: Base, fresh: Ingested, name: str | None, vectors: Path | None) -> Any:
    was = base.manifest["embedder"]
    if was["name"] == "precomputed":
        if vectors is None:
            raise EmbedderError(
                "the bundle has vectors that came with its data, and the new documents need some too",
                where="--vectors",
                hint="Give a .parquet file with doc_id and vector.",
            )
        found: Any = read_vectors(vectors, fresh.documents["doc_id"].to_pylist())
        return replace(found, version=was["version"])
    found = load_embedder(name or was["name"], was["version"])
    if (found.name, found.version) != (was["name"], was["version"]):
        raise EmbedderError(
            f"the bundle's vectors are of {was['name']} {was['version']}, and here is {found.name} {found.version}",
            where="--embedder",
            hint="Install that version, or build again with `filrouge build --like`.",
        )
    return found


def _options(base: Base) -> Options:
    settings = base.manifest["settings"]
    return Options(
        settings["embedder"],
        seed=base.manifest["seed"],
        grain=settings["grain"],
        mapping=tuple(settings["map"].items()),
        originals=(base.folder / ORIGINALS).is_dir(),
    )


def _merged(base: Base, fresh: Ingested, scratch: Path) -> Ingested:
    """The documents of the bundle, then the new ones."""
    old = base.ingested
    documents = pa.concat_tables([old.documents, fresh.documents], promote_options="default")
    texts = pa.concat_tables([old.texts, fresh.texts])
    for name in (REJECTED, LINKS):
        parts = [folder / name for folder in (base.folder, fresh.folder) if (folder / name).is_file()]
        if parts or name == REJECTED:
            (scratch / name).write_text("".join(part.read_text(encoding="utf-8") for part in parts), encoding="utf-8")
    a, b = old.report, fresh.report
    report = IngestReport(
        files=[*a.files, *b.files],
        rejected=[*a.rejected, *b.rejected],
        because=a.because + b.because,
        repeated=a.repeated + b.repeated,
        notes=list(b.notes),
    )
    told = {row["source"]: row for row in [*fresh.sources.to_pylist(), *old.sources.to_pylist()]}
    columns = ("source", "url", "published", "published_end")
    sources = SourceTable()
    sources.add(
        [
            {
                **row,
                "country": told.get(row["source"], {}).get("country"),
                "source_kind": told.get(row["source"], {}).get("kind"),
            }
            for row in documents.select(columns).to_pylist()
        ]
    )
    return Ingested(scratch, documents, texts, sources.table(), report)


def _passages(base: Base, merged: Ingested, fresh: Ingested, copies: Int32s) -> tuple[Passages, Passages]:
    """Passages of all documents, those of the bundle as it has them, and of the new ones alone."""
    n_old = base.ingested.documents.num_rows
    place = {doc_id: row for row, doc_id in enumerate(base.ingested.documents["doc_id"].to_pylist())}
    old = [(place[row["doc_id"]], row["position"], (row["start"], row["end"])) for row in base.passages]
    later = [(n_old + row, position, span) for row, position, span in parts_of(fresh)]
    whole = gather_passages(merged, copies, [*old, *later])
    new = whole.take(range(len(old), len(whole.texts)))  # what they share with others is known from all
    return whole, replace(new, document=[row - n_old for row in new.document])


def _built(
    base: Base, plan: Plan, new: Passages, added: npt.NDArray[np.float16], fresh: Ingested
) -> tuple[Built, list[dict[str, Any]]]:
    n_old, n_new = len(base.passages), len(new.texts)
    vectors = np.concatenate([base.vectors, added])
    usable = np.concatenate([base.vectors.any(axis=1), added.any(axis=1)])
    rows = [
        {"doc_id": fresh.documents["doc_id"][d].as_py(), "language": c}
        for d, c in zip(new.document, new.languages, strict=True)
    ]
    aligned = base.alignment.apply(added, groups_of(base.alignment, fresh.documents, rows))
    nearest, strength = np.full(n_new, NO_NARRATIVE, np.int32), np.zeros(n_new, np.float32)
    plane = np.full((n_new, 2), np.nan, np.float32)
    some = np.flatnonzero(usable[n_old:])
    old_plane = np.array([[row["x"], row["y"]] for row in base.passages], np.float32).reshape(-1, 2)
    if len(some) and base.narratives:
        nearest[some], strength[some] = base.fitted.memberships(aligned[some])
        plane[some] = _places(aligned[some], base.fitted.vectors, old_plane[base.fitted_ids])
    _as_before(base, new, nearest, strength, plane, old_plane)
    nearest = np.concatenate([base.rows_of("nearest"), nearest])
    strength = np.concatenate([np.array([row["strength"] for row in base.passages], np.float32), strength])
    narrative = clear(nearest, strength)
    possible = _possible(new, some[strength[n_old:][some] < CLEAR], aligned, plan, n_old)
    stability = np.array([row["stability"] for row in base.narratives], np.float32)
    narratives = Narratives(
        nearest=nearest,
        strength=strength,
        theme=np.array([row["theme"] for row in base.narratives], np.int32),
        stability=stability,
        rows=base.fitted_ids,
        fitted=base.fitted,
    )
    unique, _ = unique_texts(plan.passages, usable)
    named = base.named()
    texts, languages = ([column[row] for row in unique] for column in (plan.passages.texts, plan.passages.languages))
    by_number = {int(number): i for i, number in enumerate(base.numbers)}
    topics = base.manifest["settings"]["model_topics"].items()
    built = Built(
        vectors=vectors,
        usable=usable,
        alignment=base.alignment,
        narratives=narratives,
        fitted_ids=base.fitted_ids,
        nearest=nearest,
        strength=strength,
        narrative=narrative,
        plane=np.concatenate([old_plane, plane]),
        named=named,
        themes=base.themes(),
        evidence=[_evidence(row) for row in base.narratives],
        quality=quality(texts, languages, narrative[unique], stability, named),
        model=base.folder / MODEL if (base.folder / MODEL).is_dir() else None,
        model_topics={int(topic): by_number[number] for topic, number in topics},
        numbers=base.numbers,
    )
    return built, possible


def _as_before(
    base: Base,
    new: Passages,
    nearest: Int32s,
    strength: Singles,
    plane: Singles,
    old_plane: Singles,
) -> None:
    """Texts that the bundle has already get what they have there."""
    known = {text: i for i, text in reversed(list(enumerate(base.texts)))}
    was = base.rows_of("nearest")
    for i, text in enumerate(new.texts):
        if (row := known.get(text)) is not None:
            nearest[i], strength[i], plane[i] = was[row], base.passages[row]["strength"], old_plane[row]


def _evidence(row: dict[str, Any]) -> Evidence:
    return Evidence(list(row["representative"]), list(row["edge"]))


def _places(vectors: Singles, fitted: Singles, plane: Singles) -> Singles:
    """Where passages stand on the map: between their nearest fitted ones, the nearer the more alike."""
    result = np.zeros((len(vectors), 2), np.float32)
    k = min(_PLACED_BY, len(fitted))
    for first in range(0, len(vectors), _ROWS_AT_A_TIME):
        cosine = vectors[first : first + _ROWS_AT_A_TIME] @ fitted.T
        best = np.argpartition(-cosine, k - 1, axis=1)[:, :k]
        weight = np.clip(np.take_along_axis(cosine, best, axis=1), 1e-3, None) ** 4
        weight /= weight.sum(axis=1, keepdims=True)
        result[first : first + len(cosine)] = (plane[best] * weight[..., None]).sum(axis=1)
    return result


def _possible(new: Passages, unclear: Ints, aligned: Singles, plan: Plan, n_old: int) -> list[dict[str, Any]]:
    """What might be new narratives among passages that fit none: solid groups of them, the largest first.

    They are looked for coarsely: how dense a narrative must be is said against the whole, and here one new story may
    be the whole.
    """
    if len(unclear) < FEWEST_PASSAGES:
        return []
    some = new.take(unclear.tolist())
    original = np.array(some.original, bool)
    found = find_narratives(aligned[unclear], some.languages, original, "coarse", plan.options.seed)
    k = len(found.theme)
    central = centralities(aligned[unclear], found.narrative, k)
    named = name_narratives(some, found.narrative, central, k, context=Context(kinds=plan.kinds, titles=plan.titles))
    possible = []
    for i in np.flatnonzero(found.stability >= SOLID):
        inside = unclear[found.narrative == i]
        label = next(iter(named[i].label.values()), "")
        if label:
            ids = [int(n_old + row) for row in inside]
            documents = len({new.document[row] for row in inside})
            sentence = next(iter(named[i].sentence.values()), None)
            possible.append({"label": label, "sentence": sentence, "documents": documents, "passages": ids})
    return sorted(possible, key=lambda one: -one["documents"])
