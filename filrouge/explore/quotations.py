"""Quotations that show what is said of a narrative: diverse, one of each text, with the nearest sentence in another
language beside them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from filrouge.arrays import Singles, unit
from filrouge.bundle import Bundle
from filrouge.explore.chosen import only
from filrouge.explore.passages import passage_rows
from filrouge.explore.selection import Selection, where
from filrouge.explore.sentences import have_vectors, sentences_in, vectors_of

MOST: Final = 8
"""Quotations shown."""

NEAR: Final = 0.35
"""Cosine of two sentences, less what their languages have in common anyway, from which one may stand beside the other
as a gloss."""

_LOOKED_AT: Final = 60  # passages of a language among which quotations and glosses are looked for, the clearest
_LANGUAGES: Final = 8  # that are looked at, those with most passages besides the reader's
_LENGTHS: Final = (40, 420)  # characters of a sentence that can be quoted by itself
_UNLIKE: Final = 0.6  # what it counts to be unlike what is quoted already, beside being near to the middle
_HEARD: Final = 0.3  # what it counts that its source is quoted already

# Of the copies of a text, the first print is read.
_CLEAREST: Final = """
, mine AS (
    SELECT passage_id, doc, source, language, strength FROM passages JOIN chosen USING (doc) WHERE {about}
    QUALIFY row_number() OVER (PARTITION BY copy_group ORDER BY day NULLS LAST, doc, strength DESC, passage_id) = 1
), placed AS (
    SELECT *, row_number() OVER (PARTITION BY language ORDER BY strength DESC, passage_id) AS place,
           count(*) OVER (PARTITION BY language) AS of_language FROM mine
)
SELECT passage_id, doc, source, language, of_language FROM placed WHERE place <= $most ORDER BY passage_id
"""


@dataclass(frozen=True)
class Quotation:
    """A passage with the sentence of it that is quoted.

    `row`: as in `passages.PassageList.frame`; `sentence` is empty where the bundle knows no sentences: then the whole
    passage is quoted. `gloss`: the nearest sentence of the narrative in the reader's language, with `gloss_row`, the
    passage that it stands in; None where the quotation is in that language, or nothing in it is near enough.
    """

    row: dict[str, Any]
    sentence: str
    gloss: str | None = None
    gloss_row: dict[str, Any] | None = None


def quotations(
    bundle: Bundle, selection: Selection, narrative: int, language: str, most: int = MOST
) -> tuple[Quotation, ...]:
    """What a selection says of a narrative: sentences near to the middle of it and unlike one another, one of each
    text, of as many sources as possible, those in `language` first, then of every other language in turn.
    """
    about = selection.about(narrative)
    key = ("quotations", about, narrative, language, most)
    return bundle.keep(key, lambda: _quotations(bundle, about, narrative, language, most))


def _quotations(
    bundle: Bundle, selection: Selection, narrative: int, language: str, most: int
) -> tuple[Quotation, ...]:
    found = where(selection, bundle).query(_CLEAREST.format(about=only((narrative,))), most=_LOOKED_AT)
    sizes = found.groupby("language")["of_language"].first().sort_values(ascending=False, kind="stable")
    spoken = [code for code in (language, *(code for code in sizes.index if code != language)) if code in sizes.index]
    found = found[found["language"].isin(spoken[: _LANGUAGES + 1])].reset_index(drop=True)
    if found.empty:
        return ()
    said = _said(bundle, found) if have_vectors(bundle) else pd.DataFrame()
    if said.empty:
        asked = found["passage_id"].to_numpy(np.int64)[_turns(found, _of_passages(bundle, found), spoken, most)]
        rows = passage_rows(bundle, asked.tolist())
        return tuple(Quotation(rows[int(passage)], "") for passage in asked)
    vectors = np.concatenate([
        vectors_of(bundle, part["row"].to_numpy(), str(code))
        for code, part in said.groupby("language", sort=False)
    ])  # fmt: skip
    chosen = _turns(said, vectors, spoken, most)
    languages = said["language"].to_numpy(object)
    own = np.flatnonzero(languages == language)
    glosses = {place: _nearest(vectors, place, own) for place in chosen if languages[place] != language}
    return _with_rows(bundle, said, chosen, glosses)


def _said(bundle: Bundle, found: pd.DataFrame) -> pd.DataFrame:
    """The sentences of passages that can be quoted by themselves, those of a language together."""
    said = sentences_in(bundle, found["passage_id"].to_numpy(np.int64)).drop(columns="language")
    length = said["end"] - said["start"]
    said = said[~said["boilerplate"].astype(bool) & length.between(*_LENGTHS)].merge(found, on="passage_id")
    kept: pd.DataFrame = said.sort_values(["language", "row"], kind="stable").reset_index(drop=True)
    return kept


def _of_passages(bundle: Bundle, found: pd.DataFrame) -> Singles:
    """The vectors of passages, less what is common to those of their language here."""
    read = unit(bundle.vectors()[found["passage_id"].to_numpy(np.int64)].astype(np.float32))
    common = pd.DataFrame(read).groupby(found["language"].to_numpy()).transform("mean").to_numpy(np.float32)
    return unit((read - common / 2).astype(np.float32))


def _turns(said: pd.DataFrame, vectors: Singles, spoken: Sequence[str], most: int) -> list[int]:
    """Rows of `said` to quote: half of them in the first language where there are others, the rest in turn.

    Near to the middle of all, and unlike what is quoted already (maximal marginal relevance, Carbonell and Goldstein
    1998).
    """
    languages, sources = said["language"].to_numpy(object), said["source"].to_numpy(object)
    texts = said["passage_id"].to_numpy(np.int64)
    middle = vectors @ unit(vectors.mean(axis=0, keepdims=True))[0]
    left = np.ones(len(said), bool)
    unlike, heard = np.zeros(len(said), np.float32), np.zeros(len(said), bool)
    chosen: dict[str, list[int]] = {code: [] for code in spoken}
    for code in _order(spoken, most, said):
        of_it = np.flatnonzero(left & (languages == code))
        if not len(of_it):
            continue
        worth = middle[of_it] - _UNLIKE * unlike[of_it] - _HEARD * heard[of_it]
        place = int(of_it[worth.argmax()])
        chosen[code].append(place)
        left &= texts != texts[place]
        unlike = np.maximum(unlike, vectors @ vectors[place])
        heard |= sources == sources[place]
    return [place for code in spoken for place in chosen[code]][:most]


def _order(spoken: Sequence[str], most: int, said: pd.DataFrame) -> list[str]:
    """The languages of the quotations, one by one: the first has half of them, and what the others leave."""
    room = said.groupby("language")["passage_id"].nunique().to_dict()
    wanted = dict.fromkeys(spoken, 0)
    while sum(wanted.values()) < most:
        before = sum(wanted.values())
        for place, code in enumerate(spoken):
            turns = max(len(spoken) - 1, 1) if place == 0 else 1
            wanted[code] = min(wanted[code] + turns, int(room.get(code, 0)))
            if sum(wanted.values()) >= most:
                break
        if sum(wanted.values()) == before:
            break
    return [code for code in spoken for _turn in range(wanted[code])]


def _nearest(vectors: Singles, place: int, own: np.ndarray) -> int | None:
    """The sentence in the reader's language that is nearest to another, if it is near enough."""
    if not len(own):
        return None
    alike = vectors[own] @ vectors[place]
    best = int(alike.argmax())
    return int(own[best]) if alike[best] >= NEAR else None


def _with_rows(
    bundle: Bundle, said: pd.DataFrame, chosen: list[int], glosses: dict[int, int | None]
) -> tuple[Quotation, ...]:
    read = [*chosen, *(gloss for gloss in glosses.values() if gloss is not None)]
    passages, starts, ends = (said[name].to_numpy(np.int64) for name in ("passage_id", "start", "end"))
    rows = passage_rows(bundle, passages[read].tolist())

    def row(place: int) -> dict[str, Any]:
        return rows[int(passages[place])]

    def words(place: int) -> str:
        return " ".join(row(place)["text"][starts[place] : ends[place]].split())

    return tuple(
        Quotation(row(place), words(place))
        if (gloss := glosses.get(place)) is None
        else Quotation(row(place), words(place), words(gloss), row(gloss))
        for place in chosen
    )
