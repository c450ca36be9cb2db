"""Documents → bundle, in order: vectors, language offsets, narratives, labels, map, search index, bundle."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from filrouge.build.cache import VectorCache
from filrouge.build.labels import Labelled, label_narratives
from filrouge.build.layout import flat_map, nearest_neighbours
from filrouge.build.offsets import Offsets, language_offsets
from filrouge.build.plan import Passages, Plan
from filrouge.build.precomputed import Precomputed
from filrouge.build.progress import Progress, Silent
from filrouge.build.topics import Topics, find_topics
from filrouge.build.words import BREAK, tokenise
from filrouge.build.write import write_bundle
from filrouge.folder import saving
from filrouge.ingest.report import Ingested
from filrouge.schema import NO_NARRATIVE

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Built:
    """What a build found, for every passage in order.

    `vectors`: float16 (passages, dimensions), zero where there is none; `usable`: which have one; `narrative`,
    `strength`, and `plane`: float32 (passages, 2), NaN where there is no vector. `centrality`: cosine to the own
    narrative's centroid, -1 where there is none. `labels`: of the narratives, largest first. `model_topics`:
    {topic of the BERTopic model: narrative}.
    """

    vectors: npt.NDArray[np.float16]
    usable: npt.NDArray[np.bool_]
    offsets: Offsets | None
    narrative: Ints
    strength: Floats
    centrality: Floats
    plane: Floats
    labels: list[Labelled]
    model: Any
    model_topics: dict[int, int]


def build_bundle(
    ingested: Ingested, plan: Plan, out: Path, progress: Progress | None = None, cache_folder: Path | None = None
) -> dict[str, Any]:
    """Build a bundle at `out`, which stays what it was until the new one is whole, and return its manifest.

    The same documents, settings and seed give the same bytes on the same machine.

    Raises
    ------
    BundleError
        `out` exists and is no bundle.
    EmbedderError
        The cache of vectors cannot be used.
    """
    listener = progress or Silent()
    with saving(out) as folder:
        built = build(plan, listener, cache_folder)
        with listener.step("Writing the bundle"):
            return write_bundle(folder, ingested, plan, built)


def build(plan: Plan, progress: Progress, cache_folder: Path | None = None) -> Built:
    """Compute all that a bundle holds beside the documents."""
    passages, seed = plan.passages, plan.options.seed
    vectors = _vectors(plan, progress, cache_folder)
    usable = np.asarray(plan.covered, bool) & vectors.any(axis=1)
    # One text, one narrative, one place; and an order that does not depend on that of the input.
    rows, which = _unique_texts(passages, usable)
    languages = [passages.languages[row] for row in rows]
    with progress.step("Taking out what is only language"):
        offsets, adjusted = language_offsets(vectors[rows], languages, seed)
    with progress.step("Finding nearest neighbours"):
        neighbours = nearest_neighbours(adjusted, seed)
    with progress.step("Reading words"):
        tokens = tokenise([passages.texts[row] for row in rows], languages)
    with progress.step("Finding narratives (BERTopic)"):
        words = [[w for w in some if w != BREAK] for some in tokens]
        topics = find_topics(adjusted, words, neighbours, seed)
    with progress.step("Drawing the map"):
        flat = flat_map(adjusted, neighbours, seed)

    topics, model_topics = _largest_first(topics, which, usable, passages)
    with progress.step("Naming narratives"):
        labels = label_narratives(
            [passages.texts[row] for row in rows], tokens, languages, topics.narrative, len(topics.centroids)
        )
    n = len(passages.texts)
    narrative, strength = np.full(n, NO_NARRATIVE, np.int32), np.zeros(n, np.float32)
    centrality, plane = np.full(n, -1, np.float32), np.full((n, 2), np.nan, np.float32)
    narrative[usable], strength[usable], plane[usable] = topics.narrative[which], topics.strength[which], flat[which]
    centrality[usable] = _centrality(adjusted, topics)[which]
    return Built(vectors, usable, offsets, narrative, strength, centrality, plane, labels, topics.model, model_topics)


def _vectors(plan: Plan, progress: Progress, cache_folder: Path | None) -> npt.NDArray[np.float16]:
    passages, embedder = plan.passages, plan.embedder
    if isinstance(embedder, Precomputed):
        return embedder.vectors[np.asarray(passages.document, np.int64)]
    covered = np.flatnonzero(plan.covered)
    vectors = np.zeros((len(passages.texts), embedder.dimensions), np.float16)
    with (
        progress.step(f"Embedding passages ({embedder.name})", len(covered)) as advance,
        VectorCache(cache_folder) as cache,
    ):
        vectors[covered] = cache.encode([passages.texts[i] for i in covered], embedder, advance)
    return vectors


def _unique_texts(
    passages: Passages, usable: npt.NDArray[np.bool_]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Rows of one passage for each different text, sorted by text, and for each usable passage which of them it is."""
    rows = np.flatnonzero(usable)
    if not len(rows):
        return rows, rows
    first: dict[str, int] = {}
    for row in rows.tolist():
        first.setdefault(passages.texts[row], row)
    order = sorted(first)
    place = {text: i for i, text in enumerate(order)}
    which = np.array([place[passages.texts[row]] for row in rows.tolist()], np.int64)
    return np.array([first[text] for text in order], np.int64), which


def _largest_first(
    topics: Topics, which: npt.NDArray[np.int64], usable: npt.NDArray[np.bool_], passages: Passages
) -> tuple[Topics, dict[int, int]]:
    """Number narratives by how many documents they are in, most first; say which topic of the model each was."""
    k = len(topics.centroids)
    documents = np.asarray(passages.document, np.int64)[usable]
    found = topics.narrative[which]
    pairs = np.unique(np.stack([found, documents])[:, found >= 0], axis=1)
    n_documents = np.bincount(pairs[0].astype(np.int64), minlength=k)
    n_passages = np.bincount(found[found >= 0], minlength=k)
    order = np.lexsort((np.arange(k), -n_passages, -n_documents))
    number = np.full(k + 1, NO_NARRATIVE, np.int32)  # the last stands for -1
    number[order] = np.arange(k, dtype=np.int32)
    renamed = Topics(number[topics.narrative], topics.strength, topics.centroids[order], topics.model)
    return renamed, {int(old): new for new, old in enumerate(order)}


def _centrality(vectors: Floats, topics: Topics) -> Floats:
    result = np.full(len(vectors), -1, np.float32)
    inside = topics.narrative >= 0
    result[inside] = np.einsum("ij,ij->i", vectors[inside], topics.centroids[topics.narrative[inside]])
    return result
