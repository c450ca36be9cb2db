"""Stories and claims of a made bundle: each tenth document and the two after it say one thing."""

from pathlib import Path

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
    by_doc = sentences.groupby("doc_id", sort=False)
    for number, first in enumerate(range(0, len(documents) - SAYING + 1, EVERY)):
        some = documents.iloc[first : first + SAYING]
        rows = [by_doc.get_group(doc).iloc[0] for doc in some["doc_id"]]
        word = strings[number % len(strings)] if strings else "Ann Example"
        for i, (row, language) in enumerate(zip(rows, some["language"], strict=True)):
            part = PARTS[0] if i < SAYING - 1 else PARTS[number % len(PARTS)]
            altered = [{"kind": "number", "before": word, "after": "94"}] if part == "version" else []
            said.append(
                {"claim": number, "sentence_id": int(row["sentence_id"]), "doc_id": row["doc_id"],
                 "start": int(row["start"]), "end": int(row["end"]), "part": part,
                 "voice": VOICES[(number + i) % len(VOICES)], "speaker": word if i % 2 else None, "altered": altered,
                 "sure": 0.5 + i / 10, "language": language}
            )  # fmt: skip
        mine = [one for one in said if one["claim"] == number]
        saying = some.iloc[[i for i, one in enumerate(mine) if one["part"] != "denies"]]
        dated = saying.dropna(subset="published").sort_values("published")
        denying = some.iloc[[i for i, one in enumerate(mine) if one["part"] == "denies"]]
        story = number if number % 2 == 0 else NO_STORY
        claims.append(
            {"claim": number, "narrative": int(rows[0]["narrative"]), "story": story,
             "kind": CLAIM_KINDS[number % len(CLAIM_KINDS)],
             "sentences": [
                 {"language": some["language"].iloc[0], "text": rows[0]["text"], "doc_id": rows[0]["doc_id"]}],
             "n_documents": len(saying), "n_texts": len(saying), "n_sources": saying["source"].nunique(),
             "languages": saying["language"].value_counts().index.tolist(),
             "first_doc": dated["doc_id"].iloc[0] if len(dated) else None, "order": "told" if len(dated) else "open",
             "first": dated["published"].min(), "last": dated["published_end"].max(), "speakers": [word],
             "denied_by": sorted(denying["source"].dropna()), "n_versions": sum(o["part"] == "version" for o in mine),
             "stability": 0.8, "sure": 0.7}
        )  # fmt: skip
        if story != NO_STORY and rows[0]["narrative"] >= 0:
            stories.append(
                {"story": number, "narrative": int(rows[0]["narrative"]), "headline": some["title"].iloc[0],
                 "doc_id": some["doc_id"].iloc[0], "language": some["language"].iloc[0], "n_documents": len(some),
                 "n_texts": len(some), "n_sources": some["source"].nunique(), "first": some["published"].min(),
                 "last": some["published_end"].max(), "documents": some["doc_id"].tolist()}
            )  # fmt: skip
    known = {story["story"] for story in stories}
    for claim in claims:
        claim["story"] = claim["story"] if claim["story"] in known else NO_STORY
    frames = {STORIES.name: stories, CLAIMS.name: claims, CLAIM_SENTENCES.name: said}
    return {
        name: pd.DataFrame(rows).drop(columns="language", errors="ignore")
        if name == CLAIM_SENTENCES.name
        else pd.DataFrame(rows)
        for name, rows in frames.items()
    }


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
