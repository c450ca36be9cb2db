"""Eight documents written out, so that every number a view gives of them can be counted by hand."""

import sqlite3
from pathlib import Path

import numpy as np
import pandas as pd

from filrouge.bundle_store import SEARCH, VECTORS, saving, seal
from filrouge.schema import DOCUMENTS, NARRATIVES, PASSAGES, SOURCES, TEXTS
from filrouge.search import index_text
from tests.synthetic import write_table

PHARE, POST = "Le Phare", "Harbour Post"
GAS, FISH, VOTE, NONE = 0, 1, 2, -1
LABELS = {GAS: "gas price", FISH: "fishing ban", VOTE: "overseas vote"}
NAMES = {"en": LABELS, "fr": {GAS: "prix du gaz", FISH: "pêche fermée", VOTE: "vote des absents"}}

# id, source, language, precision, earliest instant, latest instant, offset in minutes, copy group, passages as
# (narrative, strength, sentence). In the order they are kept, which is their number `doc`.
ROWS = [
    # Monday 6 January, all of it on gas
    ("gaz", PHARE, "fr", "day", "2025-01-06T00:00", "2025-01-06T23:59:59.999999", None, 0,
     [(GAS, 0.9, "Le prix du gaz monte encore 🌊."), (GAS, 0.4, "Les ménages paient.")]),
    # two copies of one text, half on gas and half on fish, Tuesday and Thursday of the same week
    ("wire-1", POST, "en", "day", "2025-01-07T00:00", "2025-01-07T23:59:59.999999", None, 1,
     [(GAS, 0.8, "Gas is dear this winter."), (FISH, 0.7, "Boats stay in the harbour.")]),
    ("wire-2", POST, "en", "day", "2025-01-09T00:00", "2025-01-09T23:59:59.999999", None, 1,
     [(GAS, 0.8, "Gas is dear this winter."), (FISH, 0.7, "Boats stay in the harbour.")]),
    # 00:30 on Monday 13 January where it was written; Sunday evening in UTC
    ("early", PHARE, "fr", "minute", "2025-01-12T20:30", "2025-01-12T20:30:59.999999", 240, 3,
     [(FISH, 1.0, "La pêche est fermée.")]),
    # 23:45 on Sunday 19 January where it was written; Monday in UTC
    ("late", POST, "en", "minute", "2025-01-20T04:45", "2025-01-20T04:45:59.999999", -300, 4,
     [(VOTE, 0.6, "The ballot opens."), (VOTE, 0.5, "Voters abroad wait."), (NONE, 0.0, "Rain tomorrow.")]),
    # some day of January
    ("january", PHARE, "fr", "month", "2025-01-01T00:00", "2025-01-31T23:59:59.999999", None, 5,
     [(VOTE, 0.3, "Le vote des absents.")]),
    # nobody knows when, nor by whom
    ("leaflet", None, "en", "unknown", None, None, None, 6,
     [(GAS, 0.2, "Gas again."), (VOTE, 0.2, "A vote too."), (VOTE, 0.1, "And the vote abroad.")]),
    # Monday 3 February, about nothing that was found
    ("weather", PHARE, "fr", "day", "2025-02-03T00:00", "2025-02-03T23:59:59.999999", None, 7,
     [(NONE, 0.0, "Il neige.")]),
]  # fmt: skip

PLACES = {GAS: (0.0, 0.0), FISH: (10.0, 0.0), VOTE: (0.0, 10.0), NONE: (10.0, 10.0)}
"""Where the passages of a narrative lie, each 0.1 further right than the one before it in its document."""

OFF_MAP = 14
"""The passage without a place: that of "weather"."""


def by_hand_bundle(target: Path) -> Path:
    """Write the eight documents as a bundle to `target` and return it."""
    documents = pd.DataFrame([_document(i, row) for i, row in enumerate(ROWS)])
    documents["published_offset"] = documents["published_offset"].astype("Int16")
    texts = [" ".join(sentence for _, _, sentence in row[-1]) for row in ROWS]
    passages = _passages()
    with saving(target) as folder:
        write_table(folder, DOCUMENTS, documents)
        write_table(folder, PASSAGES, passages)
        write_table(folder, TEXTS, _texts(texts))
        write_table(folder, SOURCES, _sources(documents))
        write_table(folder, NARRATIVES, _narratives(passages))
        np.save(folder / VECTORS, np.eye(len(passages), 4, dtype=np.float16))
        _search(folder / SEARCH, documents["title"].fillna("").tolist(), texts)
        seal(folder, _manifest(documents, passages))
    return target


def _document(number: int, row: tuple) -> dict[str, object]:
    doc_id, source, language, precision, start, end, offset, copy_group, sentences = row
    return {
        "doc_id": doc_id,
        "title": None if doc_id == "weather" else f"Title of {doc_id}",
        "source": source,
        "issuer": "Ministry" if doc_id == "late" else None,
        "url": {"gaz": "https://phare.example/gaz", "late": "javascript:alert(1)"}.get(doc_id),
        "published": pd.Timestamp(start, tz="UTC") if start else pd.NaT,
        "published_end": pd.Timestamp(end, tz="UTC") if end else pd.NaT,
        "published_offset": offset,
        "published_precision": precision,
        "published_method": "column date" if start else None,
        "published_evidence": start,
        "not_before": pd.NaT,
        "language": language,
        "n_words": sum(len(sentence.split()) for _, _, sentence in sentences),
        "copy_group": copy_group,
        "origin": {"file": "eight.jsonl", "row": number + 1, "sha256": "0" * 64},
        "found": [{"field": "title", "method": "column title", "evidence": f"Title of {doc_id}"}],
        "warnings": ["looks short"] if doc_id == "weather" else [],
        "desk": "foreign" if doc_id == "late" else None,
    }


def _passages() -> pd.DataFrame:
    rows = []
    for doc_id, _, language, *_, sentences in ROWS:
        start = 0
        for position, (narrative, strength, sentence) in enumerate(sentences):
            x, y = PLACES[narrative]
            rows.append(
                {
                    "passage_id": len(rows),
                    "doc_id": doc_id,
                    "position": position,
                    "start": start,
                    "end": start + len(sentence),
                    "language": language,
                    "narrative": narrative,
                    "nearest": narrative if narrative != NONE else GAS,
                    "strength": strength,
                    "x": None if len(rows) == OFF_MAP else x + 0.1 * position,
                    "y": None if len(rows) == OFF_MAP else y,
                }
            )
            start += len(sentence) + 1
    return pd.DataFrame(rows)


def _texts(texts: list[str]) -> pd.DataFrame:
    cut = {"start": 0, "end": 9, "at": 0, "reason": "navigation", "text": "Read also"}
    cuts = [[cut] if row[0] == "late" else [] for row in ROWS]
    return pd.DataFrame({"doc_id": [row[0] for row in ROWS], "text": texts, "cuts": cuts})


def _sources(documents: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for source, n in ((PHARE, 4), (POST, 3)):
        dates = documents.loc[documents["source"] == source, "published"]
        rows.append({"source": source, "name": source, "domain": None, "country": None, "kind": None})
        rows[-1] |= {"n_documents": n, "first": dates.min(), "last": dates.max()}
    return pd.DataFrame(rows)


HEADLINES = {
    GAS: [("en", "Gas is dear this winter", "wire-1"), ("fr", "Le prix du gaz monte encore", "gaz")],
    VOTE: [("en", "A vote for those away", "leaflet")],
}
"""Language, headline and document; fishing has none."""


def _narratives(passages: pd.DataFrame) -> pd.DataFrame:
    numbers = {GAS: (4, 3), FISH: (3, 2), VOTE: (3, 3)}  # documents, independent texts
    return pd.DataFrame(
        {
            "narrative": list(LABELS),
            "label": list(LABELS.values()),
            "labels": [
                [{"language": code, "label": names[n], "sentence": None} for code, names in NAMES.items()]
                for n in LABELS
            ],
            "keywords": [[{"language": "en", "words": label.split()}] for label in LABELS.values()],
            "apart": [[{"language": "en", "words": label.split()[:1]}] for label in LABELS.values()],
            "headlines": [
                [{"language": code, "text": text, "doc_id": doc} for code, text, doc in HEADLINES.get(n, [])]
                for n in LABELS
            ],
            "theme": [0, 0, 1],
            "theme_label": ["gas price / fishing ban", "gas price / fishing ban", "overseas vote"],
            "theme_labels": [[], [], []],
            "n_documents": [numbers[n][0] for n in LABELS],
            "n_texts": [numbers[n][1] for n in LABELS],
            "n_passages": [int((passages["narrative"] == n).sum()) for n in LABELS],
            "stability": [0.9, 0.5, None],
            "representative": [passages.loc[passages["narrative"] == n, "passage_id"].tolist()[:1] for n in LABELS],
            "edge": [passages.loc[passages["narrative"] == n, "passage_id"].tolist()[-1:] for n in LABELS],
            "opposed": [[], [], [{"asserts": 7, "denies": 8}]],
        }
    )


def _search(file: Path, titles: list[str], texts: list[str]) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE search USING fts5(title, text, content='', tokenize='unicode61 remove_diacritics 2')"
        )
        connection.executemany(
            "INSERT INTO search(rowid, title, text) VALUES (?, ?, ?)",
            ((i, index_text(a), index_text(b)) for i, (a, b) in enumerate(zip(titles, texts, strict=True))),
        )
    connection.close()


INPUT = {
    "file": "eight.jsonl",
    "format": "jsonl",
    "bytes": 1000,
    "sha256": "0" * 64,
    "documents": 8,
    "rejected": 2,
    "repeated": 1,
    "characters_cut": {"legal footer": 51, "menu or list of headlines": 1280},
    "found": {"date": {"column date": 6, "dateline": 1}, "title": {"column title": 7}},
    "missing": {"date": 1, "title": 1, "source": 8},
}


def _manifest(documents: pd.DataFrame, passages: pd.DataFrame) -> dict[str, object]:
    return {
        "counts": {
            "documents": 8, "dated": 7, "undated": 1, "without_source": 1, "texts": 7, "passages": len(passages),
            "passages_without_narrative": 2, "passages_not_covered": 0, "narratives": 3, "sources": 2,
        },
        "dates": {"first": "2025-01-01", "last": "2025-02-03"},
        "languages": {k: int(v) for k, v in documents["language"].value_counts().sort_index().items()},
        "settings": {},
        "seed": 0,
        "embedder": {"name": "none", "version": "0", "dimensions": 4, "why": "written by hand"},
        "versions": {"filrouge": "0"},
        "inputs": [INPUT],
        "rejected": [],
        "rejected_total": 0,
        "warnings": [],
        "quality": {"coverage": 13 / 15, "dependence_on_language": None},
    }  # fmt: skip
