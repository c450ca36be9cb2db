"""Documents → bundle, in order: vectors, alignment, narratives, names, evidence, map, search index, bundle."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

import numpy as np
import numpy.typing as npt

from filrouge.arrays import Bools, Int32s, Ints, Singles, means_of
from filrouge.build.alignment import ROUNDS, Alignment, align
from filrouge.build.base import Base, read_base
from filrouge.build.built import Built, Evidence
from filrouge.build.cache import VectorCache
from filrouge.build.candidates import Encode
from filrouge.build.claims.step import claims_in
from filrouge.build.evidence import edge, typical
from filrouge.build.few_texts import name_few
from filrouge.build.headlines import choose_headlines, neighbours_of
from filrouge.build.hook import relabel
from filrouge.build.labels import Named, name_narratives, name_themes
from filrouge.build.layout import N_NEIGHBOURS, flat_map, n_epochs
from filrouge.build.like import former, identify, keep_names
from filrouge.build.model import bertopic_model
from filrouge.build.narratives import Narratives, find_narratives, n_partitions
from filrouge.build.neighbours import nearest_neighbours
from filrouge.build.phrases import Context
from filrouge.build.plan import Passages, Plan
from filrouge.build.precomputed import Precomputed
from filrouge.build.progress import Advance, Progress, Silent
from filrouge.build.quality import quality
from filrouge.build.spread.step import find_spread
from filrouge.build.write import write_bundle
from filrouge.bundle_store import saving
from filrouge.disk import need_room
from filrouge.ingest.report import Ingested
from filrouge.schema import NO_NARRATIVE

MOST_IN_ONE_THREAD: Final = 10_000
"""Passages up to which matrices are multiplied in one thread. Threads over small matrices wait for each other, and
beside other busy processes they wait for long: of 3,000 passages a partition takes 8.6 s instead of 0.4 s."""


_Scalar = TypeVar("_Scalar", bound=np.generic)


def build_bundle(
    ingested: Ingested, plan: Plan, out: Path, progress: Progress | None = None, cache_folder: Path | None = None
) -> dict[str, Any]:
    """Build a bundle at `out`, which stays what it was until the new one is whole, and return its manifest.

    The same documents, settings and seed give the same bytes on the same machine.

    Raises
    ------
    BundleError
        `out` exists and is no bundle.
    DiskError
        The disk has no room for it, or refuses it.
    EmbedderError
        The cache of vectors cannot be used.
    """
    from threadpoolctl import threadpool_limits

    listener = progress or Silent()
    need_room(out, plan.disk)
    threads = 1 if len(plan.passages.texts) <= MOST_IN_ONE_THREAD else None
    with saving(out) as folder, threadpool_limits(threads, user_api="blas"):
        built = build(plan, listener, cache_folder)
        spread = find_spread(ingested, plan, built.alignment, listener, cache_folder)
        claimed = claims_in(ingested, plan, built, spread, listener, cache_folder)
        with listener.step("Writing the bundle"):
            return write_bundle(folder, ingested, plan, built, spread, claimed)


def build(plan: Plan, progress: Progress, cache_folder: Path | None = None) -> Built:
    """Compute all that a bundle holds beside the documents."""
    passages, seed = plan.passages, plan.options.seed
    vectors = embed(plan, progress, cache_folder)
    usable = np.asarray(plan.covered, bool) & vectors.any(axis=1)
    # One text, one narrative, one place; and an order that does not depend on that of the input.
    rows, which = unique_texts(passages, usable)
    texts, languages = [passages.texts[row] for row in rows], [passages.languages[row] for row in rows]
    with progress.step("Taking out what is only language", ROUNDS) as advance:
        alignment = align(vectors[rows], languages, [passages.sources[row] for row in rows], seed, advance)
        aligned = alignment.apply(vectors[rows], languages_or_sources(passages, rows, alignment))
    original = np.asarray(passages.original, bool)[rows]
    with progress.step("Finding narratives", n_partitions(int(original.sum()))) as advance:
        narratives = find_narratives(aligned, languages, original, plan.options.grain, seed, advance)
        narratives = _largest_first(narratives, which, usable, passages)
    found = narratives.narrative
    with progress.step("Drawing the map", n_epochs(len(rows))) as advance:
        flat = flat_map(aligned, nearest_neighbours(aligned, N_NEIGHBOURS, seed), seed, advance)
    centrality = centralities(aligned, found, len(narratives.theme))
    with progress.step("Naming narratives", len(rows)) as advance:
        encode = encoding(plan, alignment, cache_folder)
        named, themes = _names(plan, passages.take(rows.tolist()), narratives, aligned, centrality, encode, advance)
        model, topics = bertopic_model(texts, languages, aligned, found) if (found >= 0).any() else (None, {})
    with progress.step("Choosing evidence, measuring quality"):
        evidence = [evidence_of(i, rows, found, centrality, narratives.strength, passages) for i in range(len(named))]
        if plan.options.labels_from:
            shown = [[passages.texts[row] for row in one.typical] for one in evidence]
            named = relabel(plan.options.labels_from, named, shown)
        numbers, changes = np.arange(len(named), dtype=np.int32), None
        if plan.options.like is not None:
            base = read_base(plan.options.like)
            identity = identify(base, _former(base, plan, rows, vectors), found, len(named))
            numbers, changes, named = identity.numbers, identity.changes, keep_names(named, identity, base)
        measured = quality(texts, languages, found, narratives.stability, named)

    def of_all(values: npt.NDArray[_Scalar], none: float) -> npt.NDArray[_Scalar]:
        spread = np.full((len(usable), *values.shape[1:]), none, values.dtype)
        spread[usable] = values[which]
        return spread

    return Built(
        vectors=vectors,
        usable=usable,
        alignment=alignment,
        narratives=narratives,
        fitted_ids=rows[narratives.rows],
        nearest=of_all(narratives.nearest, NO_NARRATIVE),
        strength=of_all(narratives.strength, 0),
        narrative=of_all(found, NO_NARRATIVE),
        plane=of_all(flat, np.nan),
        named=named,
        themes=themes,
        evidence=evidence,
        quality=measured,
        model=model,
        model_topics=topics,
        numbers=numbers,
        changes=changes,
    )


def _names(
    plan: Plan,
    passages: Passages,
    narratives: Narratives,
    aligned: Singles,
    centrality: Singles,
    encode: Encode | None,
    advance: Advance,
) -> tuple[list[Named], list[dict[str, str]]]:
    """Names and headlines of narratives, and names of themes by language."""
    found, k = narratives.narrative, len(narratives.theme)
    context = Context(neighbours_of(aligned, found, k), plan.kinds, plan.titles, encode, aligned)
    named = name_narratives(passages, found, centrality, k, advance, context=context)
    choose_headlines(named, passages, found, aligned, plan.titles)
    few = name_few(named, passages, found, aligned, encode)
    themes = name_themes(passages, found, centrality, narratives.theme, named, context=context, by_narratives=few)
    return named, themes


def _former(base: Base, plan: Plan, rows: Ints, vectors: npt.NDArray[np.float16]) -> Int32s:
    """Where the texts were in an earlier bundle."""
    was, alignment, passages = base.manifest["embedder"], base.alignment, plan.passages
    same = (was["name"], was["version"]) == (plan.embedder.name, plan.embedder.version) and was["name"] != "precomputed"
    aligned = alignment.apply(vectors[rows], languages_or_sources(passages, rows, alignment)) if same else None
    return former(base, [passages.texts[row] for row in rows], aligned)


def embed(plan: Plan, progress: Progress, cache_folder: Path | None) -> npt.NDArray[np.float16]:
    """The vectors of all passages, zero where the embedder does not cover the language."""
    passages, embedder = plan.passages, plan.embedder
    if isinstance(embedder, Precomputed):
        return embedder.vectors[np.asarray(passages.document, np.int64)]
    covered = np.flatnonzero(plan.covered)
    vectors = np.zeros((len(passages.texts), embedder.dimensions), np.float16)
    with (
        progress.step(f"Embedding passages ({embedder.name})", len(covered)) as advance,
        VectorCache(cache_folder) as cache,
    ):
        vectors[covered] = cache.encode([passages.embedded[i] for i in covered], embedder, advance)
    return vectors


def encoding(plan: Plan, alignment: Alignment, cache_folder: Path | None) -> Encode | None:
    """What gives aligned vectors of names; none where those of texts came with the data."""
    embedder = plan.embedder
    if isinstance(embedder, Precomputed):
        return None

    def encode(texts: Sequence[str], languages: Sequence[str]) -> Singles:
        with VectorCache(cache_folder) as cache:
            vectors = cache.encode(texts, embedder)
        return alignment.apply(vectors, languages)

    return encode


def languages_or_sources(passages: Passages, rows: Ints, alignment: Alignment) -> list[str]:
    """What an alignment goes by, of some passages."""
    by = passages.languages if alignment.by == "language" else passages.sources
    return [by[row] for row in rows.tolist()]


def unique_texts(passages: Passages, usable: Bools) -> tuple[Ints, Ints]:
    """Rows of one passage for each different text, sorted by text, and for each usable passage which of them it is."""
    rows = np.flatnonzero(usable)
    if not len(rows):
        return rows, rows
    first: dict[str, int] = {}
    for row in sorted(rows.tolist(), key=lambda row: not passages.original[row]):
        first.setdefault(passages.texts[row], row)
    order = sorted(first)
    place = {text: i for i, text in enumerate(order)}
    which = np.array([place[passages.texts[row]] for row in rows.tolist()], np.int64)
    return np.array([first[text] for text in order], np.int64), which


def _largest_first(narratives: Narratives, which: Ints, usable: Bools, passages: Passages) -> Narratives:
    """Number narratives by how many documents they are in, most first."""
    k = len(narratives.theme)
    documents = np.asarray(passages.document, np.int64)[usable]
    found = narratives.narrative[which]
    pairs = np.unique(np.stack([found, documents])[:, found >= 0], axis=1)
    n_documents = np.bincount(pairs[0].astype(np.int64), minlength=k)
    n_passages = np.bincount(found[found >= 0], minlength=k)
    number = np.empty(k, np.int32)
    number[np.lexsort((np.arange(k), -n_passages, -n_documents))] = np.arange(k, dtype=np.int32)
    return narratives.renumbered(number)


def centralities(vectors: Singles, found: Int32s, n_narratives: int) -> Singles:
    """Cosine of each passage to the mean of its narrative's passages, -1 where there is no narrative."""
    result = np.full(len(vectors), -1, np.float32)
    for i, mean in enumerate(means_of(vectors, found, n_narratives)):
        members = found == i
        result[members] = vectors[members] @ mean
    return result


def evidence_of(
    number: int,
    rows: Ints,
    found: Int32s,
    centrality: Singles,
    strengths: Singles,
    passages: Passages,
) -> Evidence:
    """Choose the passages that show narrative `number`; the other arguments are of the passages `rows`."""
    some = np.flatnonzero(found == number)
    members = rows[some]
    sources = [passages.sources[row] for row in members.tolist()]
    languages = [passages.languages[row] for row in members.tolist()]
    copies = np.array([passages.copies[row] for row in members.tolist()], np.int64)
    strength = strengths[some]
    score = centrality[some] * strength
    return Evidence(
        typical(members, score, sources, languages, copies),
        edge(members, strength, copies),
    )
