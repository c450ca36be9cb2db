"""The step of a build that finds stories and claims, and their tables."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from filrouge.build.built import Built
from filrouge.build.cache import VectorCache
from filrouge.build.claims.corpus import ClaimCorpus, corpus_of, headlines
from filrouge.build.claims.find import Claim, find_claims, n_independent, speakers
from filrouge.build.claims.stories import Story, find_stories
from filrouge.build.claims.verify import verified
from filrouge.build.plan import Plan
from filrouge.build.precomputed import Precomputed
from filrouge.build.progress import Progress
from filrouge.build.spread.sentences import spoken
from filrouge.build.spread.step import Spread
from filrouge.claim_schema import CLAIM_SENTENCES, CLAIMS, NO_STORY, STORIES
from filrouge.ingest.report import Ingested
from filrouge.schema import NO_NARRATIVE

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Claimed:
    """What was found in a corpus."""

    corpus: ClaimCorpus
    stories: list[Story]
    claims: list[Claim]
    numbers: npt.NDArray[np.int32]

    def tables(self) -> tuple[pa.Table, pa.Table, pa.Table]:
        """Put the tables of `claim_schema.CLAIMED` together."""
        rows = [_story_row(self, i, story) for i, story in enumerate(self.stories)]
        story_of = {row: i for i, story in enumerate(self.stories) for row in story.documents}
        claims = [_claim_row(self, i, claim, story_of) for i, claim in enumerate(self.claims)]
        sentences = [row for i, claim in enumerate(self.claims) for row in _sentence_rows(self.corpus, i, claim)]
        return (
            pa.Table.from_pylist(rows, schema=STORIES.arrow),
            pa.Table.from_pylist(claims, schema=CLAIMS.arrow),
            pa.Table.from_pylist(sentences, schema=CLAIM_SENTENCES.arrow),
        )


def claims_in(
    ingested: Ingested,
    plan: Plan,
    built: Built,
    spread: Spread | None,
    progress: Progress,
    cache_folder: Path | None = None,
) -> Claimed | None:
    """Find stories and claims, or return None where there are no vectors of sentences."""
    if spread is None:
        return None
    titles, seed = ingested.documents["title"].to_pylist(), plan.options.seed
    vectors = _title_vectors(spread, plan, titles, progress, cache_folder)
    with progress.step("Finding stories and claims"):
        corpus = corpus_of(spread, titles, vectors, built.nearest, plan.copy_group, built.alignment, seed)
        if corpus is None:
            return None
        claims, stories = find_claims(corpus, seed), find_stories(corpus, seed)
    if plan.options.verify_with:
        with progress.step("Asking your program about claims"):
            claims = verified(plan.options.verify_with, corpus, claims)
    return Claimed(corpus, stories, claims, built.numbers)


def _title_vectors(
    spread: Spread, plan: Plan, titles: Sequence[str | None], progress: Progress, cache_folder: Path | None
) -> dict[int, npt.NDArray[np.float16]]:
    languages, embedder = spread.texts.languages, plan.embedder
    if isinstance(embedder, Precomputed):
        return {}
    covered = [
        row
        for row in headlines(spread.texts, titles)
        if embedder.languages is None or languages[row] in embedder.languages
    ]
    texts = [spoken(str(titles[row]).strip()) for row in covered]
    with (
        progress.step(f"Embedding headlines ({embedder.name})", len(texts)) as advance,
        VectorCache(cache_folder) as cache,
    ):
        found = cache.encode(texts, embedder, advance)
    return dict(zip(covered, found, strict=True))


def _story_row(found: Claimed, number: int, story: Story) -> dict[str, Any]:
    texts, rows = found.corpus.texts, story.documents
    headline = found.corpus.titles[story.named_by] or texts.texts[story.named_by][:200]
    return {
        "story": number,
        "narrative": int(found.numbers[story.narrative]),
        "headline": headline,
        "doc_id": texts.doc_ids[story.named_by],
        "language": texts.languages[story.named_by],
        "n_documents": len(rows),
        "n_texts": len(np.unique(found.corpus.group[rows])),
        "n_sources": len({texts.sources[row] for row in rows} - {None}),
        "first": min((one for row in rows if (one := texts.published[row]) is not None), default=None),
        "last": max((one for row in rows if (one := texts.published_end[row]) is not None), default=None),
        "documents": [texts.doc_ids[row] for row in rows],
    }


def _claim_row(found: Claimed, number: int, claim: Claim, story_of: Mapping[int, int]) -> dict[str, Any]:
    corpus, texts = found.corpus, found.corpus.texts
    document, group = corpus.statements.document, corpus.statements.group
    saying = [one.row for one in claim.sentences if one.part != "denies"]
    documents = list(dict.fromkeys(int(document[row]) for row in saying))
    languages = Counter(code for _, code in {(int(group[row]), corpus.statements.language[row]) for row in saying})
    narrative = Counter(int(corpus.statements.narrative[row]) for row in saying).most_common(1)[0][0]
    first, told = _first(corpus, documents)
    denying = {texts.sources[int(document[one.row])] for one in claim.sentences if one.part == "denies"}
    return {
        "claim": number,
        "narrative": int(found.numbers[narrative]) if narrative != NO_NARRATIVE else NO_NARRATIVE,
        "story": _main_story(story_of, documents),
        "kind": claim.kind,
        "sentences": [
            {"language": code, "text": corpus.statements.text[row], "doc_id": texts.doc_ids[int(document[row])]}
            for code, row in claim.plainest.items()
        ],
        "n_documents": len(documents),
        "n_texts": n_independent(corpus, saying),
        "n_sources": len({texts.sources[row] for row in documents} - {None}),
        "languages": [code for code, _ in sorted(languages.items(), key=lambda item: (-item[1], item[0]))],
        "first_doc": None if first is None else texts.doc_ids[first],
        "order": "told" if told else "open",
        "first": min((one for row in documents if (one := texts.published[row]) is not None), default=None),
        "last": max((one for row in documents if (one := texts.published_end[row]) is not None), default=None),
        "speakers": speakers(claim.sentences),
        "denied_by": sorted(source for source in denying if source is not None),
        "n_versions": sum(one.part == "version" for one in claim.sentences),
        "stability": claim.stability,
        "sure": min(1.0, claim.sure),
    }


def _first(corpus: ClaimCorpus, documents: Sequence[int]) -> tuple[int | None, bool]:
    """The document in which a claim is first, None where none is dated; and whether the dates tell so."""
    texts = corpus.texts
    dated = [row for row in documents if texts.published[row] is not None and texts.published_end[row] is not None]
    if not dated:
        return None, False
    first = min(dated, key=lambda row: (texts.published_end[row], texts.published[row], row))
    others = [row for row in dated if corpus.group[row] != corpus.group[first]]
    end = texts.published_end[first]
    told = len(dated) == len(documents) and all(texts.published[row] > end for row in others)  # type: ignore[operator]
    return first, told


def _main_story(story_of: Mapping[int, int], documents: Sequence[int]) -> int:
    """The story that most documents are about, the first of several; NO_STORY where that is less than half of them."""
    about = Counter(sorted(story_of[row] for row in documents if row in story_of))
    if not about:
        return NO_STORY
    number, count = about.most_common(1)[0]
    return number if 2 * count >= len(documents) else NO_STORY


def _sentence_rows(corpus: ClaimCorpus, number: int, claim: Claim) -> Rows:
    texts, document = corpus.texts, corpus.statements.document
    rows = []
    for one in claim.sentences:
        row, sentence = int(document[one.row]), int(corpus.sentence[one.row])
        start, end = corpus.spans[sentence] if sentence >= 0 else _stripped(str(corpus.titles[row]))
        rows.append(
            {
                "claim": number,
                "sentence_id": sentence,
                "doc_id": texts.doc_ids[row],
                "start": start,
                "end": end,
                "part": one.part,
                "voice": one.said.voice,
                "speaker": one.said.speaker,
                "altered": [{"kind": d.kind, "before": d.before, "after": d.after} for d in one.altered],
                "sure": one.sure,
            }
        )
    return rows


def _stripped(title: str) -> tuple[int, int]:
    start = len(title) - len(title.lstrip())
    return start, start + len(title.strip())
