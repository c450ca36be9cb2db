"""What a build will do, said before it starts: passages, embedder and why, time and disk."""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from filrouge.build.cache import VectorCache
from filrouge.build.embed import USE_LANGUAGES, Embedder, load_embedder
from filrouge.build.passages import Span, split_texts
from filrouge.build.precomputed import Precomputed, read_vectors
from filrouge.errors import EmbedderError
from filrouge.ingest.report import Ingested
from filrouge.schema import UNDETERMINED

AUTO_LEAVES_OUT: Final = 0.02
"""Share of passages in other languages up to which `auto` takes `use`."""

_TIMED: Final = 16
_BATCH: Final = 500
_SECONDS_PER_PASSAGE: Final = 0.0022  # topics, map and the rest, on two cores
_SECONDS_ANYWAY: Final = 20.0  # importing and compiling what the topics need


@dataclass(frozen=True)
class Options:
    """Settings of a build. `embedder` is `auto` or a name `load_embedder` knows, or `precomputed` with `vectors`."""

    embedder: str = "auto"
    vectors: Path | None = None
    seed: int = 42
    mapping: tuple[tuple[str, str], ...] = ()
    originals: bool = True


@dataclass(frozen=True)
class Passages:
    """All passages in order: the row of their document, position in it, offsets, text and language."""

    document: list[int]
    position: list[int]
    spans: list[Span]
    texts: list[str]
    languages: list[str]


@dataclass(frozen=True)
class Plan:
    """What will be done: the passages, the embedder and why it, which passages it covers, and what it will take.

    `n_new` vectors are not in the cache yet; `seconds` and `disk` (bytes) are estimates.
    """

    options: Options
    passages: Passages
    embedder: Embedder | Precomputed
    why: str
    covered: list[bool]
    n_new: int
    seconds: float
    disk: int

    @property
    def left_out(self) -> Counter[str]:
        """Passages that the embedder does not cover, by language."""
        pairs = zip(self.passages.languages, self.covered, strict=True)
        return Counter(language for language, covered in pairs if not covered)


def make_plan(ingested: Ingested, options: Options, cache_folder: Path | None = None) -> Plan:
    """Split the documents, choose the embedder and estimate what the build takes.

    Raises
    ------
    EmbedderError
        The embedder is unknown or missing, or the precomputed vectors do not fit.
    """
    passages = _split(ingested)
    embedder, why = _choose(ingested, options, passages.languages)
    covered = [embedder.languages is None or language in embedder.languages for language in passages.languages]
    n_new, seconds = 0, 0.0
    if not isinstance(embedder, Precomputed):
        wanted = [text for text, fits in zip(passages.texts, covered, strict=True) if fits]
        with VectorCache(cache_folder) as cache:
            known = cache.known(wanted, embedder)
            new = list(dict.fromkeys(text for text in wanted if text not in known))
            n_new = len(new)
            seconds = _time(new, embedder, cache)
    n = len(passages.texts)
    seconds += _SECONDS_ANYWAY + n * _SECONDS_PER_PASSAGE
    n_letters = sum(map(len, passages.texts))
    raw = sum(file.n_bytes for file in ingested.report.files) if options.originals else 0
    disk = int(n * (embedder.dimensions * 2 + 60) + n_letters * 1.1 + raw + 2_000_000)
    return Plan(options, passages, embedder, why, covered, n_new, seconds, disk)


def _split(ingested: Ingested) -> Passages:
    texts = ingested.texts["text"].to_pylist()
    languages = ingested.documents["language"].to_pylist()
    passages = Passages([], [], [], [], [])
    for first in range(0, len(texts), _BATCH):
        batch = slice(first, first + _BATCH)
        for row, spans in enumerate(split_texts(texts[batch], languages[batch]), first):
            for position, (start, end) in enumerate(spans):
                passages.document.append(row)
                passages.position.append(position)
                passages.spans.append((start, end))
                passages.texts.append(texts[row][start:end])
                passages.languages.append(languages[row])
    return passages


def _choose(ingested: Ingested, options: Options, languages: Sequence[str]) -> tuple[Embedder | Precomputed, str]:
    if options.embedder == "precomputed":
        if options.vectors is None:
            raise EmbedderError("precomputed vectors need a file", where="--embedder", mend="Add --vectors FILE.")
        found = read_vectors(options.vectors, ingested.documents["doc_id"].to_pylist())
        return found, "vectors that came with the data, one for each document"
    if options.vectors is not None:
        raise EmbedderError("vectors are only read with --embedder precomputed", where="--vectors", mend="Add it.")
    if options.embedder != "auto":
        return load_embedder(options.embedder), "as asked"
    counts = Counter(languages)
    outside = {code: n for code, n in counts.items() if code not in USE_LANGUAGES and code != UNDETERMINED}
    share = sum(outside.values()) / max(1, len(languages))
    most = ", ".join(f"{code} {n:,}" for code, n in sorted(outside.items(), key=lambda item: (-item[1], item[0]))[:5])
    if share <= AUTO_LEAVES_OUT:
        rest = f" all but {share:.1%} of the passages ({most})" if outside else " all passages"
        return load_embedder("use"), f"the fast one, and its 16 languages cover{rest}"
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
