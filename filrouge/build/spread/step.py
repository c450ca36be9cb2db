"""The step of a build that finds who shares text with whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from filrouge.build.alignment import Alignment
from filrouge.build.cache import VectorCache
from filrouge.build.plan import Plan
from filrouge.build.precomputed import Precomputed
from filrouge.build.progress import Progress
from filrouge.build.spread.find import DatedTexts, Taking, copy_table, find_copies, texts_of
from filrouge.build.spread.sentences import Sentences, find_sentences, spoken
from filrouge.ingest.report import Ingested
from filrouge.schema import SENTENCES

Vectors = npt.NDArray[np.float16]

NOTHING_KNOWN: Final[Mapping[str, Vectors]] = {}


@dataclass(frozen=True)
class Spread:
    """Sentences of a corpus, their vectors (zero where the embedder does not cover the language), and its copies."""

    texts: DatedTexts
    sentences: Sentences
    vectors: Vectors
    copies: list[Taking]

    def tables(self) -> tuple[pa.Table, pa.Table]:
        """Put `schema.SENTENCES` and `schema.COPIES` together."""
        spans = np.asarray(self.sentences.spans, np.int32).reshape(-1, 2)
        ids = pa.array(self.texts.doc_ids, pa.string()).take(pa.array(self.sentences.document))
        columns = [
            pa.array(np.arange(len(spans)), pa.int32()),
            ids,
            pa.array(self.sentences.passage),
            pa.array(spans[:, 0]),
            pa.array(spans[:, 1]),
            pa.array(self.sentences.quoted),
            pa.array(self.sentences.boilerplate),
        ]
        return pa.Table.from_arrays(columns, schema=SENTENCES.arrow), copy_table(self.texts, self.copies)


def find_spread(
    ingested: Ingested,
    plan: Plan,
    alignment: Alignment,
    progress: Progress,
    cache_folder: Path | None = None,
    known: Mapping[str, Vectors] = NOTHING_KNOWN,
) -> Spread | None:
    """Embed sentences and find copies, or return None where there is nothing to embed sentences with.

    `known`: vectors of sentences that are there already, by their text.
    """
    if isinstance(plan.embedder, Precomputed):
        return None
    texts, embedder = texts_of(ingested.documents, ingested.texts), plan.embedder
    passages = list(zip(plan.passages.document, plan.passages.spans, strict=True))
    sentences = find_sentences(texts.texts, texts.languages, texts.sources, plan.copy_group, passages)
    covered = [embedder.languages is None or texts.languages[row] in embedder.languages for row in sentences.document]
    wanted = np.flatnonzero(covered).tolist()
    new = list(dict.fromkeys(sentences.texts[i] for i in wanted if sentences.texts[i] not in known))
    vectors = np.zeros((len(covered), embedder.dimensions), np.float16)
    with (
        progress.step(f"Embedding sentences ({embedder.name})", len(new)) as advance,
        VectorCache(cache_folder) as cache,
    ):
        made = dict(zip(new, cache.encode([spoken(text) for text in new], embedder, advance), strict=True))
    for i in wanted:
        text = sentences.texts[i]
        vectors[i] = made[text] if text in made else known[text]
    with progress.step("Finding copies, rewordings and translations"):
        copies = find_copies(texts, sentences, vectors, plan.copy_group, alignment, plan.options.seed)
    return Spread(texts, sentences, vectors, copies)
