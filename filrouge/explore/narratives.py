"""What stands behind a narrative: how solid it is, and the passages that show it."""

from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Any

import numpy as np
import pandas as pd

from filrouge.bundle import Bundle, records
from filrouge.explore.passages import passages_by_id
from filrouge.schema import SOLID


@dataclass(frozen=True)
class NarrativeEvidence:
    """One narrative of the whole bundle, in the words of its passages.

    `documents`, `texts` (copies count once) and `passages`: how many talk about it; `standing` as `standing` gives it,
    `stability` 0 to 1 or None; `theme`: its number, and `others`: the narratives that share it; `sentence` tells
    most of it, in the language of the open bundle where there is one, and `said_in` is the row of the typical passage
    it is taken from, where it is one of them; `keywords` by language; `apart`: a few that tell it from its neighbours.

    `typical`, `edge`: frames as `passages.PassageList.frame` has them, the most typical and the weakest first, one
    passage for copies, rewordings and translations of a text, with `copies`: how many other documents are that text.
    """

    narrative: int
    documents: int
    texts: int
    passages: int
    standing: str | None
    stability: float | None
    theme: int
    others: list[int]
    sentence: str | None
    said_in: dict[str, Any] | None
    keywords: dict[str, list[str]]
    apart: list[str]
    typical: pd.DataFrame
    edge: pd.DataFrame

    @property
    def shown(self) -> bool:
        """Whether there is a passage to show it; bundles of earlier schemas name none."""
        return bool(len(self.typical) or len(self.edge))


@dataclass(frozen=True)
class QuotedHeadline:
    """A headline, or a sentence where texts have none: its language, and the document that it is quoted from."""

    text: str
    language: str
    doc_id: str
    source: str
    day: date | None


def headlines(bundle: Bundle) -> dict[int, QuotedHeadline]:
    """The headline that tells most of each narrative, in the reader's language where it has one, else in its own.

    Narratives of bundles of earlier versions have none.
    """
    return bundle.once(("headlines", bundle.language), lambda: _headlines(bundle))


def _headlines(bundle: Bundle) -> dict[int, QuotedHeadline]:
    chosen: dict[int, dict[str, str]] = {}
    for row in records(bundle.narratives[["narrative", "labels", "headlines"]]):
        own = {entry["language"]: entry for entry in row["headlines"]}
        named = [entry["language"] for entry in row["labels"]]
        wanted = [bundle.language, *named] if bundle.language in named else [*named, bundle.language]
        found = next((own[code] for code in wanted if code in own), next(iter(own.values()), None))
        if found:
            chosen[int(row["narrative"])] = found
    documents = bundle.query(
        "SELECT doc_id, source, day FROM documents WHERE doc_id IN (SELECT unnest($ids))",
        {"ids": [entry["doc_id"] for entry in chosen.values()]},
    )
    by_id = {row["doc_id"]: row for row in records(documents)}
    result = {}
    for narrative, entry in chosen.items():
        if document := by_id.get(entry["doc_id"]):
            day = None if pd.isna(document["day"]) else pd.Timestamp(document["day"]).date()
            result[narrative] = QuotedHeadline(
                entry["text"], entry["language"], entry["doc_id"], str(document["source"]), day
            )
    return result


def standing(stability: float | None) -> str | None:
    """Whether a narrative is "solid" or "tentative"; None where stability was not measured."""
    if stability is None or pd.isna(stability):
        return None
    return "solid" if stability >= SOLID else "tentative"


def standing_of(bundle: Bundle, narrative: int, stability: float | None) -> str | None:
    """`standing` of a narrative as people see it: one that they changed is tentative as long as a part of it is."""
    return "tentative" if narrative in bundle.tentative else standing(stability)


def evidence(bundle: Bundle, narrative: int) -> NarrativeEvidence:
    """Gather what shows a narrative.

    Raises
    ------
    KeyError : the bundle has no such narrative.
    """
    return bundle.keep(("evidence", narrative, bundle.language), lambda: _evidence(bundle, narrative))


def _evidence(bundle: Bundle, narrative: int) -> NarrativeEvidence:
    rows = {int(row["narrative"]): row for row in records(bundle.narratives)}
    row = rows[narrative]
    wanted = {name: [int(i) for i in row[name]] for name in ("representative", "edge")}
    ids = [*wanted["representative"], *wanted["edge"]]
    frame = passages_by_id(bundle, ids, limit=len(ids)).frame.set_index("passage_id", drop=False)
    by_id = {int(found["passage_id"]): found for found in records(frame)}
    sentences = {entry["language"]: entry["sentence"] for entry in row["labels"] if entry["sentence"]}
    sentence = sentences.get(bundle.language or "") or next(iter(sentences.values()), None)
    apart = {entry["language"]: list(entry["words"]) for entry in row["apart"]}
    typical = [by_id[i] for i in wanted["representative"]]
    stability = None if pd.isna(row["stability"]) else float(row["stability"])
    return NarrativeEvidence(
        narrative,
        int(row["n_documents"]),
        bundle.columns.texts(np.unique(bundle.columns.share_doc[bundle.columns.share_narrative == narrative])),
        int(row["n_passages"]),
        standing_of(bundle, narrative, stability),
        stability,
        int(row["theme"]),
        [n for n, other in rows.items() if other["theme"] == row["theme"] and n != narrative],
        sentence,
        next((found for found in typical if sentence and sentence in _on_one_line(found["text"])), None),
        {entry["language"]: list(entry["words"]) for entry in row["keywords"]},
        apart.get(bundle.language or "") or next(iter(apart.values()), []),
        _one_of_each_text(bundle, frame.loc[wanted["representative"]]),
        _one_of_each_text(bundle, frame.loc[wanted["edge"]]),
    )


def _one_of_each_text(bundle: Bundle, passages: pd.DataFrame) -> pd.DataFrame:
    """The first of the passages of each text, and `copies`: how many other documents are one text with its own."""
    group = bundle.columns.copy_group
    of = group[passages["doc"].to_numpy(np.int64)]
    kept = passages.assign(copies=np.bincount(group, minlength=1)[of] - 1)
    return kept[~pd.Series(of, passages.index).duplicated()].reset_index(drop=True)


def _on_one_line(text: str) -> str:
    return " ".join(unescape(text).split())  # as the build writes sentences


def named_like(bundle: Bundle, query: str) -> list[int]:
    """The narratives in whose name all words of a query stand: the name shown, or the one that was found where a person
    gave another; largest first. What the query leaves out does not count.
    """
    wanted = [word.strip('"“”«»*') for word in query.casefold().split() if word[:1] not in "-−–" and word != "or"]
    wanted = [word for word in wanted if word]
    if not wanted:
        return []
    found = []
    for row in records(bundle.narratives):
        number = int(row["narrative"])
        names = f"{bundle.labels[number]}\n{row.get('found_label') or ''}".casefold()
        if all(word in names for word in wanted):
            found.append(number)
    return found
