"""Stories and claims of a made bundle: each tenth document and the two after it say one thing."""

from collections import Counter
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from filrouge.claim_schema import CLAIM_KINDS, CLAIM_SENTENCES, CLAIMED, CLAIMS, NO_STORY, PARTS, STORIES, VOICES

EVERY = 10
SAYING = 4


def claim_frames(documents: pd.DataFrame, sentences: pd.DataFrame, strings: tuple[str, ...]) -> dict[str, pd.DataFrame]:
    """Frames of the three tables, by name.

    Parameters
    ----------
    documents : as in `schema.DOCUMENTS`; sentences : `sentence_id`, `doc_id`, `start`, `end`, `narrative`, `text`.
    """
    claims, said, stories = [], [], []
    docs = documents[["doc_id", "title", "language", "source", "published", "published_end"]].to_dict("records")
    firsts = sentences.drop_duplicates("doc_id").set_index("doc_id")
    leads = firsts[["sentence_id", "start", "end", "narrative", "text"]].to_dict("index")
    for number, first in enumerate(range(0, len(documents) - SAYING + 1, EVERY)):
        some = docs[first : first + SAYING]
        rows = [leads[doc["doc_id"]] for doc in some]
        word = strings[number % len(strings)] if strings else "Ann Example"
        for i, (row, doc) in enumerate(zip(rows, some, strict=True)):
            part = PARTS[0] if i < SAYING - 1 else PARTS[number % len(PARTS)]
            altered = [{"kind": "number", "before": word, "after": "94"}] if part == "version" else []
            said.append(
                {"claim": number, "sentence_id": int(row["sentence_id"]), "doc_id": doc["doc_id"],
                 "start": int(row["start"]), "end": int(row["end"]), "part": part,
                 "voice": VOICES[(number + i) % len(VOICES)], "speaker": word if i % 2 else None, "altered": altered,
                 "sure": 0.5 + i / 10}
            )  # fmt: skip
        saying, denying = (some[:-1], some[-1:]) if part == "denies" else (some, [])
        dated = sorted((d for d in saying if pd.notna(d["published"])), key=lambda d: d["published"])
        story = number if number % 2 == 0 else NO_STORY
        claims.append(
            {"claim": number, "narrative": int(rows[0]["narrative"]), "story": story,
             "kind": CLAIM_KINDS[number % len(CLAIM_KINDS)],
             "sentences": [
                 {"language": some[0]["language"], "text": rows[0]["text"], "doc_id": some[0]["doc_id"]}],
             "n_documents": len(saying), "n_texts": len(saying), "n_sources": len(_sources(saying)),
             "languages": [code for code, _ in Counter(d["language"] for d in saying).most_common()],
             "first_doc": dated[0]["doc_id"] if dated else None, "order": "told" if dated else "open",
             "first": _first(dated), "last": _last(dated), "speakers": [word],
             "denied_by": sorted(_sources(denying)), "n_versions": int(part == "version"),
             "stability": 0.8, "sure": 0.7}
        )  # fmt: skip
        if story != NO_STORY and rows[0]["narrative"] >= 0:
            told = [d for d in some if pd.notna(d["published"])]
            stories.append(
                {"story": number, "narrative": int(rows[0]["narrative"]), "headline": some[0]["title"],
                 "doc_id": some[0]["doc_id"], "language": some[0]["language"], "n_documents": len(some),
                 "n_texts": len(some), "n_sources": len(_sources(some)), "first": _first(told),
                 "last": _last(told), "documents": [d["doc_id"] for d in some]}
            )  # fmt: skip
    known = {story["story"] for story in stories}
    for claim in claims:
        claim["story"] = claim["story"] if claim["story"] in known else NO_STORY
    frames = {STORIES.name: stories, CLAIMS.name: claims, CLAIM_SENTENCES.name: said}
    return {name: pd.DataFrame(rows) for name, rows in frames.items()}


def _sources(documents: list[dict[Hashable, Any]]) -> set[str]:
    return {d["source"] for d in documents if pd.notna(d["source"])}


def _first(dated: list[dict[Hashable, Any]]) -> Any:
    return min((d["published"] for d in dated), default=pd.NaT)


def _last(dated: list[dict[Hashable, Any]]) -> Any:
    return max((d["published_end"] for d in dated), default=pd.NaT)


def write_claims(
    folder: Path, documents: pd.DataFrame, passages: pd.DataFrame, texts: list[str], strings: tuple[str, ...]
) -> None:
    """Write the three tables; every passage of a made bundle is a sentence."""
    from tests.synthetic import write_table

    whole = dict(zip(documents["doc_id"], texts, strict=True))
    sentences = passages.assign(
        sentence_id=np.arange(len(passages)),
        text=[whole[d][s:e] for d, s, e in zip(passages["doc_id"], passages["start"], passages["end"], strict=True)],
    )
    frames = claim_frames(documents, sentences, strings)
    for table in CLAIMED:
        write_table(folder, table, frames[table.name].reindex(columns=[c.name for c in table.columns]))
