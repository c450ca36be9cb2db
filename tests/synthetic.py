"""Makes bundles without building: any number of documents, in seconds, with none of the building libraries."""

import sqlite3
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from filrouge.bundle_store import SEARCH, SENTENCE_VECTORS, VECTORS, saving, seal
from filrouge.schema import (
    COPIES,
    COPY_KINDS,
    DOCUMENTS,
    NARRATIVES,
    PASSAGES,
    SENTENCES,
    SOURCES,
    TEXTS,
    Table,
)
from filrouge.search import index_text
from tests.synthetic_claims import write_claims

WORDS = {
    "en": [
        "harbour",
        "treaty",
        "fishing",
        "pipeline",
        "winter",
        "vessel",
        "minister",
        "border",
        "signal",
        "island",
        "repair",
        "market",
    ],
    "fr": [
        "détroit",
        "traité",
        "pêcheurs",
        "gazoduc",
        "hiver",
        "navire",
        "ministre",
        "frontière",
        "signal",
        "îlot",
        "réparation",
        "marché",
    ],
    "ar": [
        "الميناء",
        "المعاهدة",
        "الصيد",
        "الشتاء",
        "السفينة",
        "الوزير",
        "الحدود",
        "الجزيرة",
        "السوق",
        "المضيق",
        "البحر",
        "الغاز",
    ],
}


KINDS: tuple[str | None, ...] = ("daily", "Wire ", None)
COUNTRIES: tuple[str | None, ...] = ("FR", "Ruritania", "france", None)


def synthetic_bundle(
    target: Path,
    *,
    documents: int = 300,
    sources: int = 6,
    narratives: int = 12,
    languages: tuple[str, ...] = ("en", "fr"),
    undated: float = 0.1,
    without_source: float = 0.05,
    days: int = 300,
    words: int = 40,
    title: str | None = None,
    strings: tuple[str, ...] = (),
    posts: bool = False,
    headlines: int = 0,
    shared: bool = False,
    kinds: bool = False,
    claims: bool = False,
    seed: int = 1,
) -> Path:
    """Write a bundle of random documents, two passages each, to `target` and return it.

    `title` is the title of all of them. `strings` are put, in turn, wherever a text of others is shown: sources,
    titles, texts, links, labels, warnings, authors, accounts and the input's own column. With `posts`, two documents of
    three are posts on one of two platforms, with reactions, and the others are articles with an author; of the first
    `headlines`, only the title is known. With `shared`, every fifth shares text with the one or two before it;
    with `claims` too, each tenth says what the three after it say.
    With `kinds`, two of three sources have a kind, and three of four a country, by code or by name.
    """
    rng = np.random.default_rng(seed)
    n = documents
    sources = len(strings) or sources
    language = rng.choice(languages, n, p=np.array([2.0] + [1.0] * (len(languages) - 1)) / (len(languages) + 1))
    source_number = np.minimum(rng.geometric(2.5 / max(sources, 3), n) - 1, sources - 1)
    has_source, is_dated = rng.random(n) >= without_source, rng.random(n) >= undated
    if n <= 2:
        has_source[:], is_dated[:] = without_source < 1, undated < 1
    start = pd.Timestamp("2024-01-01", tz="UTC") + pd.to_timedelta(rng.integers(0, days, n), unit="D")
    names = np.array(strings or [f"Source {i + 1:02}" for i in range(sources)], dtype=object)
    vocabulary = {code: np.array(WORDS[code], dtype=object) for code in languages}
    halves = [[" ".join(rng.choice(vocabulary[code], words // 2)) + "." for _ in range(2)] for code in language]
    if strings:
        halves = [[f"{strings[i % len(strings)]} {a}", b] for i, (a, b) in enumerate(halves)]
    texts = [f"{a} {b}" for a, b in halves]
    ids = [f"d{i:07}" for i in range(n)]
    titles = [title or f"{t.split('.')[0][:50]} {i}" for i, t in enumerate(texts)]
    if strings:
        titles = [f"{strings[i % len(strings)]} {i}" for i in range(n)]
    published = pd.Series(start).where(pd.Series(is_dated))
    frame = pd.DataFrame(
        {
            "doc_id": ids,
            "title": titles,
            "source": pd.Series(names[source_number]).where(pd.Series(has_source)),
            "issuer": pd.Series([None] * n, dtype=object),
            "url": [strings[i % len(strings)] if strings else f"https://source.example/{i}" for i in range(n)],
            "published": published,
            "published_end": published + pd.Timedelta(days=1) - pd.Timedelta(microseconds=1),
            "published_offset": pd.Series([pd.NA] * n, dtype="Int16"),
            "published_precision": np.where(is_dated, "day", "unknown"),
            "published_method": np.where(is_dated, "column date", None),
            "published_evidence": [str(s.date()) if d else None for s, d in zip(start, is_dated, strict=True)],
            "not_before": pd.Series([pd.NaT] * n).dt.tz_localize("UTC"),
            "language": language,
            "n_words": np.full(n, words, dtype="int32"),
            "copy_group": np.where(rng.random(n) < 0.05, np.arange(n) // 2 * 2, np.arange(n)).astype("int32"),
            "origin": [{"file": "synthetic.jsonl", "row": i + 1, "sha256": "0" * 64} for i in range(n)],
            "found": [[] for _ in range(n)],
            "warnings": [[strings[i % len(strings)]] if strings else [] for i in range(n)],
            "desk": [strings[i % len(strings)] if strings else "foreign" for i in range(n)],
        }
    )
    if posts or strings:
        frame = frame.assign(**_posts(n, rng, strings))
        frame.loc[: headlines - 1, "kind"] = "headline"
    count = 2 * n
    narrative = rng.choice(np.arange(-1, narratives), count) if narratives else np.full(count, -1)
    angle = 2 * np.pi * narrative / max(narratives, 1)
    passages = pd.DataFrame(
        {
            "passage_id": np.arange(count, dtype="int32"),
            "doc_id": np.repeat(ids, 2),
            "position": np.tile([0, 1], n).astype("int32"),
            "start": np.array([s for a, _ in halves for s in (0, len(a) + 1)], dtype="int32"),
            "end": np.array([e for a, b in halves for e in (len(a), len(a) + 1 + len(b))], dtype="int32"),
            "language": np.repeat(language, 2),
            "narrative": narrative.astype("int32"),
            "nearest": (
                np.where(narrative < 0, np.arange(count) % narratives, narrative) if narratives else narrative
            ).astype("int32"),
            "strength": np.where(narrative < 0, 0.2, 0.3 + 0.7 * rng.random(count)).astype("float32"),
            "x": (5 * np.cos(angle) + rng.normal(0, 0.5, count)).astype("float32"),
            "y": (5 * np.sin(angle) + rng.normal(0, 0.5, count)).astype("float32"),
        }
    )
    with saving(target) as folder:
        write_table(folder, DOCUMENTS, frame)
        write_table(folder, PASSAGES, passages)
        write_table(folder, TEXTS, pd.DataFrame({"doc_id": ids, "text": texts, "cuts": [[] for _ in ids]}))
        write_table(folder, SOURCES, _sources(frame, strings or KINDS if kinds or strings else ()))
        write_table(folder, NARRATIVES, _narratives(passages, frame, strings))
        np.save(folder / VECTORS, rng.normal(size=(count, 4)).astype(np.float16))
        _search(folder / SEARCH, titles, texts)
        if shared:
            _shared(folder, frame, passages, rng, strings)
        if claims:
            write_claims(folder, frame, passages, texts, strings)
        seal(folder, _manifest(frame, passages, seed, strings))
    return target


def _posts(n: int, rng: np.random.Generator, strings: tuple[str, ...]) -> dict[str, object]:
    place = np.arange(n)
    is_post = place % 3 > 0
    views = pd.Series(rng.integers(10, 10_000, n), dtype="Int64").where(is_post & (place % 5 > 0))
    return {
        "author": np.where(is_post, None, [strings[i % len(strings)] if strings else f"Author {i % 4}" for i in place]),
        "account": np.where(
            is_post, [strings[i % len(strings)] if strings else f"account{i % 7}" for i in place], None
        ),
        "platform": np.where(is_post, np.where(place % 2 > 0, "Telegram", "X"), None),
        "kind": np.where(is_post, "post", "article"),
        "repost_of": np.where(is_post & (place % 9 == 1), "d0000000", None),
        "views": views,
        "likes": views // 10,
        "shares": views // 50,
    }


def _shared(
    folder: Path, frame: pd.DataFrame, passages: pd.DataFrame, rng: np.random.Generator, strings: tuple[str, ...]
) -> None:
    """Pairs of documents that share text, and each passage as a sentence."""
    rows = []
    ids, days = frame["doc_id"].tolist(), frame["published"].tolist()
    for i in range(5, len(frame), 5):
        for other in range(i - 1 - (i % 2), i):
            told = pd.notna(days[other]) and pd.notna(days[i]) and days[other] != days[i]
            of, doc = (i, other) if told and days[i] < days[other] else (other, i)
            kind = COPY_KINDS[i // 5 % 3]
            changed = {"kind": "name", "before": strings[i % len(strings)] if strings else "Ann", "after": "Bea"}
            rows.append(
                {"doc_id": ids[doc], "of": ids[of], "kind": kind, "contains": 0.9,
                 "contained": 0.6, "score": 0.2 + i % 7 / 20, "order": "told" if told else "open",
                 "altered": [changed] if i % 3 == 0 else []}
            )  # fmt: skip
    pq.write_table(pa.Table.from_pylist(rows, schema=COPIES.arrow), folder / COPIES.file)
    sentences = passages[["doc_id", "passage_id", "start", "end"]].assign(
        sentence_id=np.arange(len(passages), dtype="int32"), quoted=0.0, boilerplate=False
    )
    write_table(folder, SENTENCES, sentences)
    np.save(folder / SENTENCE_VECTORS, rng.normal(size=(len(passages), 4)).astype(np.float16))


def write_table(folder: Path, table: Table, frame: pd.DataFrame) -> None:
    """Write a table of a bundle; what may be missing and is not in the frame is null, other columns are texts."""
    missing = [c.name for c in table.columns if c.nullable and c.name not in frame.columns]
    extra = [pa.field(c, pa.string()) for c in frame.columns if c not in table.arrow.names]
    schema = pa.schema([*table.arrow, *extra])
    whole = frame.assign(**dict.fromkeys(missing))
    pq.write_table(pa.Table.from_pandas(whole, schema=schema, preserve_index=False), folder / table.file)


def _sources(frame: pd.DataFrame, kinds: tuple[str | None, ...] = ()) -> pd.DataFrame:
    grouped = frame.dropna(subset="source").groupby("source")
    result = grouped.agg(
        n_documents=("doc_id", "size"), first=("published", "min"), last=("published", "max")
    ).reset_index()
    result = result.assign(name=result["source"], domain="source.example", country=None, kind=None)
    if kinds:
        countries = COUNTRIES if kinds == KINDS else kinds
        result["kind"] = [kinds[i % len(kinds)] for i in range(len(result))]
        result["country"] = [countries[i % len(countries)] for i in range(len(result))]
    return result.sort_values(["n_documents", "source"], ascending=[False, True]).astype({"n_documents": "int32"})


def _narratives(passages: pd.DataFrame, frame: pd.DataFrame, strings: tuple[str, ...]) -> pd.DataFrame:
    rows = []
    groups = frame.set_index("doc_id")["copy_group"]
    for number, group in passages[passages["narrative"] >= 0].groupby("narrative"):
        docs = group["doc_id"].unique()
        label = f"Story {number} · {WORDS['en'][int(number) % len(WORDS['en'])]}"
        if strings:
            label = f"{strings[int(number) % len(strings)]} {number}"
        ids = group["passage_id"].tolist()
        rows.append(
            {
                "narrative": number,
                "label": label,
                "labels": [{"language": "en", "label": label, "sentence": strings[0] if strings else "One sentence."}],
                "keywords": [{"language": "en", "words": list(strings) or WORDS["en"][:3]}],
                "theme": int(number) // 3,
                "apart": [{"language": "en", "words": [label.lower()]}],
                "headlines": [],
                "theme_labels": [],
                "theme_label": f"{strings[0]} theme {int(number) // 3}" if strings else f"Theme {int(number) // 3}",
                "n_documents": len(docs),
                "n_texts": groups.loc[docs].nunique(),
                "n_passages": len(group),
                "stability": 0.9 if number % 3 else 0.45,
                "representative": ids[:3],
                "edge": ids[-2:],
                "opposed": [{"asserts": ids[0], "denies": ids[-1]}] if number == 0 else [],
            }
        )
    return pd.DataFrame(rows, columns=[c.name for c in NARRATIVES.columns])


def _search(file: Path, titles: list[str], texts: list[str]) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE search USING fts5(title, text, content='', tokenize='unicode61 remove_diacritics 2')"
        )
        connection.executemany(
            "INSERT INTO search(rowid, title, text) VALUES (?, ?, ?)",
            ((i, index_text(a), index_text(b)) for i, (a, b) in enumerate(zip(titles, texts, strict=True))),
        )
        connection.execute("INSERT INTO search(search) VALUES ('optimize')")
    connection.close()


def _manifest(
    frame: pd.DataFrame, passages: pd.DataFrame, seed: int, strings: tuple[str, ...] = ()
) -> dict[str, object]:
    dated = frame["published"].dropna()
    return {
        "counts": {
            "documents": len(frame),
            "dated": len(dated),
            "undated": len(frame) - len(dated),
            "without_source": int(frame["source"].isna().sum()),
            "texts": int(frame["copy_group"].nunique()),
            "passages": len(passages),
            "passages_without_narrative": int((passages["narrative"] < 0).sum()),
            "passages_not_covered": 0,
            "narratives": int(passages.loc[passages["narrative"] >= 0, "narrative"].nunique()),
            "sources": int(frame["source"].nunique()),
        },
        "dates": {
            "first": dated.min().date().isoformat() if len(dated) else None,
            "last": dated.max().date().isoformat() if len(dated) else None,
        },
        "languages": {str(k): int(v) for k, v in frame["language"].value_counts().items()},
        "settings": {},
        "seed": seed,
        "embedder": {"name": "synthetic", "version": "0", "dimensions": 4, "why": "made for tests"},
        "versions": {"filrouge": "0"},
        "inputs": [],
        "rejected": [],
        "rejected_total": 0,
        "warnings": ["made for tests", *strings],
        "quality": {"coverage": float((passages["narrative"] >= 0).mean()), "dependence_on_language": None},
    }
