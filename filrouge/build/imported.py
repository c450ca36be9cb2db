"""A BERTopic model that is there already becomes a bundle: its topics are the narratives."""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from filrouge.arrays import Int32s, Ints
from filrouge.build.alignment import Alignment
from filrouge.build.built import Built
from filrouge.build.claims.step import claims_in
from filrouge.build.headlines import choose_headlines, neighbours_of
from filrouge.build.labels import Named, name_narratives
from filrouge.build.layout import N_NEIGHBOURS, flat_map, n_epochs
from filrouge.build.narratives import CLEAR, GRAINS, Narratives, fit_of
from filrouge.build.neighbours import nearest_neighbours
from filrouge.build.phrases import Context
from filrouge.build.pipeline import centralities, embed, evidence_of
from filrouge.build.plan import Options, Passages, Plan, make_plan
from filrouge.build.progress import Advance, Progress, Silent
from filrouge.build.quality import quality
from filrouge.build.spread.step import find_spread
from filrouge.build.worth import SOURCES, fewest_sources
from filrouge.build.write import write_bundle
from filrouge.bundle_store import saving
from filrouge.characters import one_line
from filrouge.disk import need_room
from filrouge.errors import InputError
from filrouge.ingest.report import Ingested
from filrouge.schema import NO_NARRATIVE

_TOPICS: Final = "topics.json"
_CONVERT: Final = (
    'Where it was made, save it without pickle: model.save("folder", serialization="safetensors", save_ctfidf=True).'
)


@dataclass(frozen=True)
class Saved:
    """A model saved as safetensors: the topic of each document it was fitted on, -1 for none; words and names."""

    folder: Path
    topics: Ints
    words: dict[int, list[str]]
    names: dict[int, str]


def read_saved(folder: Path) -> Saved:
    """Read a BERTopic model folder; nothing in it is run.

    Raises
    ------
    InputError
        It is a pickle, which is never opened, or no such folder.
    """
    if folder.is_file():
        raise InputError(
            "the model is a pickle, and opening a pickle runs whatever code is in it", where=str(folder), hint=_CONVERT
        )
    file = folder / _TOPICS
    if not file.is_file():
        raise InputError(
            f"the folder holds no {_TOPICS}, so it is no saved BERTopic model", where=str(folder), hint=_CONVERT
        )
    try:
        written: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        topics = np.array(written["topics"], np.int64)
        words = {
            int(t): [one_line(str(word)) for word, _ in found if word]
            for t, found in written["topic_representations"].items()
        }
        ids = sorted(words)
        custom = written.get("custom_labels")
        names = dict(zip(ids, (one_line(str(name)) for name in custom), strict=True)) if custom else {}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"its topics cannot be read ({error!r})", where=str(file), hint=_CONVERT) from error
    if topics.ndim != 1 or not set(np.unique(topics).tolist()) - {NO_NARRATIVE} <= set(words):
        raise InputError("documents have topics that it does not describe", where=str(file), hint=_CONVERT)
    return Saved(folder, topics, words, names)


def import_bertopic(
    model: Path,
    ingested: Ingested,
    options: Options,
    out: Path,
    progress: Progress | None = None,
    cache_folder: Path | None = None,
) -> dict[str, Any]:
    """Make a bundle of a BERTopic model and the documents it was fitted on, and return its manifest.

    Each document is one passage, since that is what has a topic. The model says which narrative it is in; vectors
    (computed, or precomputed as `options` say) tell where it stands on the map and how clearly it belongs. Names are
    the model's own labels where it has some, else found as for any narrative. Stability is not known.

    Parameters
    ----------
    ingested : the documents in one table, in the order that the model was fitted in.

    Raises
    ------
    InputError
        The model cannot be used, or there are more or fewer documents than it was fitted on.
    BundleError
        `out` exists and is no bundle.
    DiskError
        The disk has no room for it, or refuses it.
    """
    listener = progress or Silent()
    saved = read_saved(model)
    topic = _topic_of_each(saved, ingested, model)
    plan = make_plan(ingested, options, cache_folder, listener, whole=True)
    need_room(out, plan.disk + sum(file.stat().st_size for file in saved.folder.rglob("*") if file.is_file()))
    with saving(out) as folder:
        vectors = embed(plan, listener, cache_folder)
        with listener.step("Drawing the map, naming narratives", n_epochs(len(vectors))) as advance:
            built = _built(saved, topic, plan, vectors, advance)
        spread = find_spread(ingested, plan, built.alignment, listener, cache_folder)
        claimed = claims_in(ingested, plan, built, spread, listener, cache_folder)
        with listener.step("Writing the bundle"):
            return write_bundle(folder, ingested, plan, built, spread, claimed, {"imported": "bertopic"})


def _topic_of_each(saved: Saved, ingested: Ingested, model: Path) -> Ints:
    """The topic of each document, by the number of its record: rejected records have a topic too."""
    origins = ingested.documents["origin"].to_pylist()
    files = {origin["file"] for origin in origins}
    rows = [origin["row"] for origin in origins]
    n_read = len(rows) + ingested.report.n_rejected + ingested.report.repeated
    if len(files) > 1 or None in rows:
        raise InputError(
            f"the documents come from {len(files)} files, and their order is not known",
            where=", ".join(sorted(files)[:3]),
            hint="Give them as one table (CSV, JSONL, Parquet, …) with a row for each document, in the model's order.",
        )
    if n_read != len(saved.topics) or max(rows) > len(saved.topics):
        raise InputError(
            f"it was fitted on {len(saved.topics):,} documents, and {n_read:,} were read",
            where=str(model),
            hint="Give the documents it was fitted on, all of them, in the same order.",
        )
    return saved.topics[np.array(rows, np.int64) - 1]


def _built(saved: Saved, topic: Ints, plan: Plan, vectors: npt.NDArray[np.float16], advance: Advance) -> Built:
    passages, seed = plan.passages, plan.options.seed
    topics, found = _by_size(saved, topic)
    k = len(topics)
    usable = np.asarray(vectors.any(axis=1), bool)
    aligned, fitted_ids = vectors.astype(np.float32), np.flatnonzero(usable)
    placed = aligned[fitted_ids]
    grain = GRAINS[plan.options.grain].k(len(set(passages.languages)))
    fitted, near, strong = fit_of(placed, found[fitted_ids], grain)
    nearest, strength = found.copy(), np.where(found >= 0, 1, 0).astype(np.float32)
    nearest[fitted_ids], strength[fitted_ids] = near, strong
    # The model decides: what it put in a topic counts as clear, what it left out does not.
    strength = np.where(found >= 0, np.maximum(strength, CLEAR), np.minimum(strength, CLEAR * 0.99)).astype(np.float32)
    plane = np.full((len(found), 2), np.nan, np.float32)
    plane[fitted_ids] = flat_map(placed, nearest_neighbours(placed, N_NEIGHBOURS, seed), seed, advance)
    centrality = centralities(aligned, found, k)
    context = Context(neighbours_of(aligned, found, k), plan.kinds, plan.titles)
    names = name_narratives(passages, found, centrality, k, context=context)
    choose_headlines(names, passages, found, aligned, plan.titles)
    words = [_of_several_sources(saved.words[t], passages, np.flatnonzero(found == i)) for i, t in enumerate(topics)]
    named = [_name(one, saved, t, own) for one, t, own in zip(names, topics, words, strict=True)]
    stability = np.full(k, np.nan, np.float32)
    rows = np.arange(len(found), dtype=np.int64)
    return Built(
        vectors=vectors,
        usable=usable,
        alignment=_no_alignment(vectors.shape[1]),
        narratives=Narratives(
            nearest=nearest,
            strength=strength,
            theme=np.arange(k, dtype=np.int32),
            stability=stability,
            rows=fitted_ids,
            fitted=fitted,
        ),
        fitted_ids=fitted_ids,
        nearest=nearest,
        strength=strength,
        narrative=found,
        plane=plane,
        named=named,
        themes=[{} for _ in named],
        evidence=[evidence_of(i, rows, found, centrality, strength, passages) for i in range(k)],
        quality=quality(passages.texts, passages.languages, found, stability, named),
        model=saved.folder,
        model_topics={t: i for i, t in enumerate(topics)},
        numbers=np.arange(k, dtype=np.int32),
    )


def _by_size(saved: Saved, topic: Ints) -> tuple[list[int], Int32s]:
    """The model's topics, largest first, and the place among them of that of each document."""
    order, sizes = np.unique(topic[topic >= 0], return_counts=True)
    if not len(order):
        raise InputError("all documents of the model are outliers: it has no topic", where=str(saved.folder))
    topics: list[int] = order[np.lexsort((order, -sizes))].tolist()
    number = {t: i for i, t in enumerate(topics)}
    return topics, np.array([number.get(t, NO_NARRATIVE) for t in topic.tolist()], np.int32)


def _no_alignment(dimensions: int) -> Alignment:
    """What leaves vectors as they are."""
    none, mean = np.zeros((0, dimensions), np.float32), np.zeros(dimensions, np.float32)
    return Alignment("language", (), none, mean, np.eye(dimensions, dtype=np.float32))


def _of_several_sources(words: list[str], passages: Passages, rows: Ints) -> list[str]:
    """The model's words of a topic without those that its own texts show to be those of one outlet."""
    texts = {row: passages.embedded[row].casefold() for row in rows.tolist()}
    having = {word: [row for row, text in texts.items() if _has(text, word)] for word in words}
    said_by = {word: passages.n_sources(some) for word, some in having.items() if some}
    least = fewest_sources(said_by.values())
    return [word for word in words if said_by.get(word, SOURCES) >= least]


def _has(text: str, word: str) -> bool:
    return all(part in text for part in word.casefold().split())  # models leave out small words within a phrase


def _name(found: Named, saved: Saved, topic: int, words: list[str]) -> Named:
    """The model's own label before all others; its words where no language gives some."""
    main = next(iter(found.label), "und")
    label = saved.names.get(topic) or found.label.get(main) or ", ".join(words[:3]) or f"Topic {topic}"
    labels = {main: label, **{code: text for code, text in found.label.items() if code != main and not saved.names}}
    return replace(found, label=labels, keywords={**found.keywords, main: words or found.keywords.get(main, [])})
