"""Corpora in which the truth is known: nothing happens in them, or what was planted."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from filrouge.bundle_store import SEARCH, SENTENCE_VECTORS, VECTORS, saving, seal
from filrouge.explore.independent import Texts
from filrouge.schema import COPIES, DOCUMENTS, NARRATIVES, PASSAGES, SENTENCES, SOURCES, TEXTS
from tests.synthetic import _manifest, _narratives, _search, _sources, write_table

FIRST_DAY = pd.Timestamp("2025-01-01")


def texts_of(source, day, narrative, narratives: int) -> Texts:
    """Independent texts with one narrative each; -1 is none."""
    source, day, narrative = (np.asarray(values, dtype=np.int64) for values in (source, day, narrative))
    about = narrative[:, None] == np.arange(narratives)
    names = [f"Source {i}" for i in range(int(source.max()) + 1)]
    return Texts(np.arange(len(day)), source, day, about, names, list(range(narratives)), FIRST_DAY, 0, 0)


def usual_corpus(rng, *, texts=600, sources=12, narratives=12, days=360, spread=None) -> Texts:
    """Nothing happens: each source takes narratives at random, in its own proportion, on days of its own liking.

    Loud and quiet sources, weeks with more and fewer texts. `spread`: how much the proportions of sources differ, as
    the sum of the parameters of a Dirichlet distribution; all have the same without.
    """
    loud = np.sort(rng.dirichlet(np.full(sources, 1.5)))[::-1]
    source = rng.choice(sources, texts, p=loud)
    weeks = rng.gamma(4.0, size=(sources, days // 7 + 1)) * (1 + 2 * (np.arange(days // 7 + 1) % 17 == 5))
    day, narrative = np.zeros(texts, dtype=np.int64), np.zeros(texts, dtype=np.int64)
    usual = rng.dirichlet(np.full(narratives + 1, 2.0))
    for s in range(sources):
        mine = np.flatnonzero(source == s)
        week = rng.choice(weeks.shape[1], len(mine), p=weeks[s] / weeks[s].sum())
        day[mine] = np.minimum(week * 7 + rng.integers(0, 7, len(mine)), days - 1)
        own = usual if spread is None else rng.dirichlet(usual * spread + 1e-3)
        narrative[mine] = rng.choice(narratives + 1, len(mine), p=own) - 1
    return texts_of(source, day, narrative, narratives)


def with_days_permuted(texts: Texts, rng) -> Texts:
    """The same corpus with dates permuted among the texts of each source; a copy group is one text, and moves whole."""
    day = texts.day.copy()
    for s in range(len(texts.sources)):
        mine = np.flatnonzero(texts.source == s)
        day[mine] = day[rng.permutation(mine)]
    return _changed(texts, day=day)


def with_sources_permuted(texts: Texts, rng) -> Texts:
    """The same corpus with sources permuted among texts, copy groups whole: nobody is silent on anything."""
    return _changed(texts, source=rng.permutation(texts.source))


def _changed(texts: Texts, **values) -> Texts:
    return Texts(**{**{name: getattr(texts, name) for name in texts.__dataclass_fields__}, **values})


def windows(texts: Texts) -> np.ndarray:
    """First and last day of each source."""
    own = pd.Series(texts.day).groupby(texts.source).agg(["min", "max"])
    return own.reindex(range(len(texts.sources)), fill_value=0).to_numpy(np.int64)


def unordered_corpus(rng, kind: str, *, sources=6, narratives=9, days=540) -> Texts:
    """Sources that take up narratives in no order: at any time ("flat"), in runs of their own ("runs"), on days of the
    week of their own ("weekly"), or all after the same events with delays from one law ("events").
    """
    rows: list[tuple[int, int, int]] = []
    for n in range(narratives):
        if kind == "events":
            for start in rng.integers(0, days - 20, rng.poisson(8)):
                for s in np.flatnonzero(rng.random(sources) < 0.6):
                    delays = np.minimum(rng.exponential(2.5, rng.integers(1, 4)).astype(int), 19)
                    rows += [(s, start + delay, n) for delay in delays]
            continue
        for s in range(sources):
            if kind == "flat":
                found = rng.integers(0, days, rng.poisson(10))
            elif kind == "weekly":
                size = rng.poisson(14)
                found = rng.integers(0, days // 7, size) * 7 + (s if s % 2 else rng.integers(0, 7, size))
            else:
                starts = rng.integers(0, days - 10, rng.poisson(6))
                found = np.concatenate([start + rng.integers(0, 8, rng.integers(1, 5)) for start in starts] or [[]])
            rows += [(s, int(day), n) for day in found]
    return texts_of(*zip(*rows, strict=True), narratives)


def shares_of_periods(
    rng, periods: int, *, copied: float = 0.15, spread: float = 12.0
) -> tuple[pd.DataFrame, np.ndarray]:
    """Many periods of one corpus: eight sources with shares of their own, loud and quiet, some texts copied by another.

    Returns
    -------
    units : `start`, `source`, `copy_group`, `share` (0 or 1: whether the text is about the narrative).
    truth : the share of each source, shape (8,).
    """
    truth = rng.beta(0.25 * spread, 0.75 * spread, 8)
    output = np.array([14, 9, 7, 6, 5, 4, 3, 2])
    source = np.tile(np.repeat(np.arange(8), output), periods)
    start = np.repeat(np.arange(periods), output.sum())
    share = (rng.random(len(source)) < truth[source]).astype(float)
    frame = pd.DataFrame({"start": start, "source": source, "copy_group": np.arange(len(source)), "share": share})
    copies = frame[rng.random(len(frame)) < copied]
    # Whom it is copied by says nothing of what it is about: those who copy have the same share.
    copies = copies.assign(source=(copies["source"] + 8))
    return pd.concat([frame, copies], ignore_index=True), np.concatenate([truth, truth])


def bundle_of(target: Path, documents: list[dict], copies: Sequence[tuple[int, int]] = ()) -> Path:
    """Write documents as a bundle: `source`, `date` (ISO, None if undated; "2025-03" is a month), `about` (narratives
    of its passages, in order), `text` (one or as many as passages), and optionally
    `copy_group`, `language`, `strength`. `copies`: which documents share text, the later one first.
    """
    frame = pd.DataFrame([_document(i, d) for i, d in enumerate(documents)])
    frame["published_offset"] = frame["published_offset"].astype("Int16")
    for name in ("published", "published_end", "not_before"):
        frame[name] = pd.to_datetime(frame[name], utc=True)
    passages, texts = [], []
    for doc_id, document in zip(frame["doc_id"], documents, strict=True):
        pieces = document.get("text", "Words.")
        pieces = [pieces] * len(document["about"]) if isinstance(pieces, str) else pieces
        texts.append(" ".join(pieces))
        start = 0
        for position, (narrative, piece) in enumerate(zip(document["about"], pieces, strict=True)):
            end = start + len(piece)
            row = {"passage_id": len(passages), "doc_id": doc_id, "position": position, "start": start, "end": end}
            row |= {"language": document.get("language", "en"), "narrative": narrative, "nearest": max(narrative, 0)}
            passages.append(
                row | {"strength": document.get("strength", 0.5), "x": float(narrative), "y": float(position)}
            )
            start = end + 1
    table = pd.DataFrame(passages)
    with saving(target) as folder:
        write_table(folder, DOCUMENTS, frame)
        write_table(folder, PASSAGES, table)
        cuts = [[] for _ in texts]
        write_table(folder, TEXTS, pd.DataFrame({"doc_id": frame["doc_id"], "text": texts, "cuts": cuts}))
        write_table(folder, SOURCES, _sources(frame))
        write_table(folder, NARRATIVES, _narratives(table, frame, ()))
        np.save(folder / VECTORS, np.zeros((len(table), 4), dtype=np.float16))
        _search(folder / SEARCH, frame["title"].tolist(), texts)
        if copies:
            told = {"kind": "verbatim", "contains": 1.0, "contained": 1.0, "score": 0.5, "order": "told", "altered": []}
            ids = frame["doc_id"].tolist()
            rows = [{"doc_id": ids[doc], "of": ids[of], **told} for doc, of in copies]
            pq.write_table(pa.Table.from_pylist(rows, schema=COPIES.arrow), folder / COPIES.file)
            sentences = table[["doc_id", "passage_id", "start", "end"]]
            sentences = sentences.assign(sentence_id=np.arange(len(table)), quoted=0.0, boilerplate=False)
            write_table(folder, SENTENCES, sentences)
            np.save(folder / SENTENCE_VECTORS, np.ones((len(table), 4), dtype=np.float16))
        seal(folder, _manifest(frame, table, 0))
    return target


def _document(number: int, document: dict) -> dict:
    date = document.get("date")
    precision = "unknown" if date is None else "month" if len(date) == 7 else "day"
    start = pd.Timestamp(date, tz="UTC") if date else pd.NaT
    length = pd.DateOffset(months=1) if precision == "month" else pd.DateOffset(days=1)
    return {
        "doc_id": f"d{number:05}",
        "title": f"Title {number}",
        "source": document["source"],
        "issuer": None,
        "url": None,
        "published": start,
        "published_end": start + length - pd.Timedelta(microseconds=1) if date else pd.NaT,
        "published_offset": None,
        "published_precision": precision,
        "published_method": "column date" if date else None,
        "published_evidence": date,
        "not_before": pd.NaT,
        "language": document.get("language", "en"),
        "n_words": 10,
        "copy_group": document.get("copy_group", 100_000 + number),
        "origin": {"file": "planted.jsonl", "row": number + 1, "sha256": "0" * 64},
        "found": [],
        "warnings": [],
    }


def held(units: pd.DataFrame, truth: np.ndarray, weight: pd.Series, interval) -> int:
    """In how many periods the interval of the weighted share holds the weighted truth."""
    weighed = units.assign(weight=weight, seen=weight * units["share"], true=weight * truth[units["source"]])
    by_group = weighed.groupby(["start", "copy_group"])["weight"].sum()
    size = 1 / (by_group**2).groupby("start").sum()
    sums = weighed.groupby("start")[["seen", "true"]].sum()
    low, high = interval(sums["seen"].to_numpy(), size.to_numpy())
    return int(((low <= sums["true"]) & (sums["true"] <= high)).sum())


def unit_weights(units: pd.DataFrame, averaging: str) -> pd.Series:
    """Weight of each text of a source in its period, adding up to 1 in each period.

    `units`: `start`, `source`, `copy_group`, a row for each. "pooled": each copy group the same, shared among the
    sources that carry it. "sources": each source the same. "weighted": each source as its part of all units (direct
    standardisation; Fleiss, Levin & Paik 2003, chapter 19), of those that have some in the period.
    """
    if averaging == "pooled":
        raw = 1.0 / units.groupby(["start", "copy_group"])["source"].transform("size")
    else:
        raw = 1.0 / units.groupby(["start", "source"])["copy_group"].transform("size")
        if averaging == "weighted":
            raw = raw * units.groupby("source")["copy_group"].transform("size")
    return raw / raw.groupby(units["start"]).transform("sum")
