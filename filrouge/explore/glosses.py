"""Beside a sentence in a language that one does not read, the nearest sentence in one's own."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from filrouge.bundle import Bundle, records
from filrouge.explore.passages import passage_rows, strengths
from filrouge.explore.quotations import NEAR
from filrouge.explore.sentences import have_vectors, sentences_in, sentences_of, vectors_of

_NONE: Final = -2  # no passage's
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
    rows = sentences_of(bundle, foreign["doc"].tolist())[["doc", "start", "row"]]
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
    columns = bundle.columns
    if language not in columns.languages:
        return sentences_in(bundle, np.empty(0, np.int64))
    of_claim = np.zeros(len(columns), bool)
    of_claim[said["doc"].to_numpy(np.int64)] = True
    about = columns.passage_narrative == (narrative if narrative >= 0 else _NONE)
    rows = np.flatnonzero(about | of_claim[columns.passage_doc])
    docs = columns.passage_doc[rows]
    own = columns.language[docs] == columns.languages.index(language)
    rows, docs = rows[own], docs[own]
    order = np.lexsort((rows, -strengths(bundle)[rows], ~of_claim[docs]))
    sentences = sentences_in(bundle, rows[order[:_LOOKED_AT]])
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
