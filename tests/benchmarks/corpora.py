"""Corpora that narratives are measured on: passages, vectors, and what is known of them."""

import gzip
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np
import numpy.typing as npt

from filrouge.build.cache import VectorCache
from filrouge.build.embedders import load_embedder
from filrouge.build.plan import Options, make_plan
from filrouge.ingest.documents import ingest, read_ingested

ROOT: Final = Path(__file__).resolve().parents[2]
SHARED: Final = ROOT.parent / "shared" / "corpora"

_CODES: Final = {
    "eng": "en", "fra": "fr", "azj": "az", "hye": "hy", "rus": "ru", "tur": "tr", "ukr": "uk", "deu": "de", "spa": "es",
    "ita": "it", "por": "pt", "bul": "bg", "hin": "hi", "arb": "ar", "pes": "fa", "kat": "ka", "zho": "zh", "heb": "he",
    "pol": "pl", "ron": "ro",
}  # fmt: skip
SIX: Final = ("en", "fr", "az", "hy", "ru", "tr")


@dataclass(frozen=True)
class Corpus:
    """Passages with unit vectors; `gold` is the topic or narrative of each, None where nobody knows."""

    name: str
    texts: list[str]
    languages: list[str]
    sources: list[str]
    original: npt.NDArray[np.bool_]
    vectors: npt.NDArray[np.float32]
    gold: npt.NDArray[np.str_] | None


def encoded(texts: list[str], embedder: str) -> npt.NDArray[np.float32]:
    """Vectors of texts, from the cache where they are there (FILROUGE_CACHE)."""
    with VectorCache(None) as cache:
        return cache.encode(texts, load_embedder(embedder), lambda _: None).astype(np.float32)


def sib200(embedder: str, languages: tuple[str, ...] | None = None, *, uneven: bool = False) -> Corpus:
    """SIB-200, a sentence a passage: all languages that the embedder covers, or some.

    `uneven`: from each language three of the seven categories are gone, others in each.
    """
    with gzip.open(SHARED / "sib200" / "sentences.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    covered = load_embedder(embedder).languages
    code = np.array([_CODES[row["lang"][:3]] for row in rows])
    gold = np.array([row["category"] for row in rows])
    keep = np.isin(code, languages or sorted(set(code)))
    if covered is not None:
        keep &= np.isin(code, sorted(covered))
    if uneven:
        rng = np.random.default_rng(0)
        for language in np.unique(code):
            keep &= ~((code == language) & np.isin(gold, rng.choice(np.unique(gold), 3, replace=False)))
    kept = np.random.default_rng(1).permutation(np.flatnonzero(keep))
    texts = [rows[i]["text"] for i in kept]
    n, named = len(kept), f"SIB-200, {len(set(code[kept]))} languages{', uneven' if uneven else ''}"
    return Corpus(
        named, texts, code[kept].tolist(), ["FLORES"] * n, np.ones(n, bool), encoded(texts, embedder), gold[kept]
    )


def press(name: str, inputs: Path, embedder: str, gold: Callable[[str], str] | None = None) -> Corpus:
    """Documents read and split as a build does it; `gold` gives the narrative of a document by its id."""
    with TemporaryDirectory() as folder:
        ingest([inputs], Path(folder))
        ingested = read_ingested(Path(folder))
    passages = make_plan(ingested, Options(embedder)).passages
    covered = load_embedder(embedder).languages
    first: dict[str, int] = {}
    for i in sorted(range(len(passages.texts)), key=lambda i: not passages.original[i]):
        if covered is None or passages.languages[i] in covered:
            first.setdefault(passages.texts[i], i)
    rows = [first[text] for text in sorted(first)]
    ids = ingested.documents["doc_id"].to_pylist()
    return Corpus(
        name,
        [passages.texts[i] for i in rows],
        [passages.languages[i] for i in rows],
        [passages.sources[i] for i in rows],
        np.array([passages.original[i] for i in rows], bool),
        encoded([passages.embedded[i] for i in rows], embedder),
        None if gold is None else np.array([gold(ids[passages.document[i]]) for i in rows]),
    )


def gilets_jaunes(embedder: str) -> Corpus:
    """The real articles, languages pooled; nobody knows their narratives."""
    return press("gilets_jaunes", SHARED / "gilets_jaunes", embedder)


def demo(embedder: str) -> Corpus:
    """The demo corpus; gold is the planted narrative of each document, "background" where there is none."""
    folder = ROOT / "data" / "sample"
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    planted = {doc: name for name, one in truth["narratives"].items() for doc in one["documents"]}
    return press("demo", folder / "input", embedder, lambda doc_id: planted.get(doc_id, "background"))
