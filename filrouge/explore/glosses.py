"""Beside a sentence in a language that one does not read, the nearest sentence in one's own."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from filrouge.bundle import Bundle, records
from filrouge.explore.passages import passage_rows
from filrouge.explore.quotations import NEAR
from filrouge.explore.sentences import have_vectors, sentences_in, sentences_of, vectors_of

_LOOKED_AT: Final = 400  # passages of the narrative in the reader's language, the clearest


@dataclass(frozen=True)
class Gloss:
    """A sentence of the corpus, `text`, and the passage it stands in, `row` as in `passages.PassageList.frame`."""

    text: str
    row: dict[str, Any]


def glosses(bundle: Bundle, said: pd.DataFrame, narrative: int, language: str) -> dict[int, Gloss]:
    """For sentences in other languages, the nearest one in `language`: of those of the texts that state the same claim,
    and of the clearest passages about the narrative.

    `said`: of `claims.statements`, of one claim.

    Returns
    -------
    By position in `said`; headlines have none, nor what nothing is near enough to (`quotations.NEAR`).
    """
    key = ("glosses", language, narrative, tuple(zip(said["doc"], said["start"], strict=True)))
    return bundle.keep(key, lambda: _glosses(bundle, said.reset_index(drop=True), narrative, language))


def _glosses(bundle: Bundle, said: pd.DataFrame, narrative: int, language: str) -> dict[int, Gloss]:
    foreign = said[(said["language"] != language) & ~said["headline"]]
    if foreign.empty or not have_vectors(bundle):
        return {}
    own = _own(bundle, said, narrative, language)
    rows = sentences_of(bundle, dict(zip(foreign["doc_id"], foreign["doc"], strict=True)))[["doc", "start", "row"]]
    asked = foreign.assign(place=foreign.index)[["place", "doc", "start", "language"]].merge(rows, on=["doc", "start"])
    if own.empty or asked.empty:
        return {}
    theirs = vectors_of(bundle, own["row"].to_numpy(), language)
    nearest: dict[int, int] = {}
    for code, some in asked.groupby("language"):
        alike = vectors_of(bundle, some["row"].to_numpy(), str(code)) @ theirs.T
        best = alike.argmax(axis=1)
        for place, at, cosine in zip(some["place"], best, alike.max(axis=1), strict=True):
            if cosine >= NEAR:
                nearest[int(place)] = int(at)
    return _with_rows(bundle, own, nearest)


def _own(bundle: Bundle, said: pd.DataFrame, narrative: int, language: str) -> pd.DataFrame:
    """The sentences in the reader's language that may stand beside others."""
    found = bundle.query(
        "SELECT passage_id FROM passages JOIN documents USING (doc) "
        "WHERE language = $language AND (doc IN (SELECT unnest($docs)) OR (narrative = $narrative AND narrative >= 0)) "
        "ORDER BY doc IN (SELECT unnest($docs)) DESC, strength DESC, passage_id LIMIT $most",
        {"language": language, "docs": said["doc"].tolist(), "narrative": narrative, "most": _LOOKED_AT},
    )
    sentences = sentences_in(bundle, found["passage_id"].to_numpy(np.int64))
    kept: pd.DataFrame = sentences[~sentences["boilerplate"].astype(bool)].reset_index(drop=True)
    return kept


def _with_rows(bundle: Bundle, own: pd.DataFrame, nearest: dict[int, int]) -> dict[int, Gloss]:
    if not nearest:
        return {}
    sentences = dict(zip(nearest, records(own.loc[list(nearest.values())]), strict=True))
    ids = sorted({int(one["passage_id"]) for one in sentences.values()})
    rows = passage_rows(bundle, ids)
    result = {}
    for place, one in sentences.items():
        row = rows[int(one["passage_id"])]
        result[place] = Gloss(" ".join(row["text"][one["start"] : one["end"]].split()), row)
    return result
