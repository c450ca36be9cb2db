"""Same story, two tellings: the closest passages of two sides on a narrative, and what one has that the other lacks."""

import re
from collections import Counter
from collections.abc import Set
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from filrouge.arrays import less_means, unit
from filrouge.bundle import Bundle
from filrouge.explore.chosen import only
from filrouge.explore.passages import passage_rows
from filrouge.explore.selection import Selection, where
from filrouge.explore.sides import Side
from filrouge.explore.words import log_odds, with_text, words
from filrouge.negation_cues import denials
from filrouge.numerals import NUMBER, digits

MOST_PAIRS: Final = 6
LOOKED_AT: Final = 400
"""Passages of a side among which pairs are looked for: its clearest, one of each text's copies."""

FEWEST: Final = 5
"""Passages of a language whose mean says something."""

KINDS: Final = ("denial", "number", "word")
"""What is marked: turns of denial where only one passage has any; numbers that the other lacks; and, of passages in one
language, words that the other lacks and that are rather of this side.
"""
OWN: Final = 1.28
"""A word is rather of one side if the z of its log-odds between the passages looked at is this much or more (10 %)."""

_STEM: Final = 4  # letters: inflections of a word begin alike
_SHORTEST: Final = 4
_WORD: Final = re.compile(r"[^\W\d_]+")

_CLEAREST: Final = """
, mine AS (
    SELECT passage_id, copy_group, language, strength FROM passages JOIN chosen USING (doc) WHERE {about}
    QUALIFY row_number() OVER (PARTITION BY copy_group ORDER BY strength DESC, passage_id) = 1
)
SELECT passage_id, copy_group, language FROM mine ORDER BY strength DESC, passage_id LIMIT $most
"""

Mark = tuple[int, int, str]
"""Start and end of a place in a text, and one of KINDS."""


@dataclass(frozen=True)
class Pair:
    """Two similar passages: rows as in `passages.PassageList.frame`, their cosine, and the marks in each."""

    first: dict[str, Any]
    second: dict[str, Any]
    likeness: float
    first_marks: list[Mark]
    second_marks: list[Mark]


def tellings(
    bundle: Bundle, selection: Selection, narrative: int, first: Side, second: Side, most: int = MOST_PAIRS
) -> list[Pair]:
    """The closest pairs of passages of two sides on a narrative, most alike first; each passage is in one pair.

    Passages of a text that stands on both sides are no two tellings, and are left out. Pairs may cross languages: what
    is common to the passages of a language in this narrative is taken out of their vectors, as the build does.
    """
    about = selection.of_all_narratives()
    found = [
        where(side.within(about), bundle).query(_CLEAREST.format(about=only((narrative,))), most=LOOKED_AT)
        for side in (first, second)
    ]
    shared = set(found[0]["copy_group"]) & set(found[1]["copy_group"])
    left = [one[~one["copy_group"].isin(shared)].sort_values("passage_id") for one in found]
    if left[0].empty or left[1].empty:
        return []
    ids = [one["passage_id"].to_numpy(np.int64) for one in left]
    every = pd.concat(left)
    vectors = unit(bundle.vectors()[every["passage_id"].to_numpy(np.int64)].astype(np.float32))
    vectors = less_means(vectors, every["language"].to_numpy(str), FEWEST)
    likeness = vectors[: len(ids[0])] @ vectors[len(ids[0]) :].T
    texts = _texts(bundle, every["passage_id"].tolist())
    own = _own_words(left[0], left[1], texts)
    rows: list[tuple[int, int, float]] = []
    taken: tuple[set[int], set[int]] = (set(), set())
    for place in np.argsort(-likeness, axis=None, kind="stable"):
        row, column = divmod(int(place), len(ids[1]))
        if row not in taken[0] and column not in taken[1]:
            rows.append((int(ids[0][row]), int(ids[1][column]), float(likeness[row, column])))
            taken[0].add(row)
            taken[1].add(column)
        if len(rows) == most:
            break
    of = passage_rows(bundle, [i for a, b, _value in rows for i in (a, b)])
    bare = {i: row | {"text": texts[i]} for i, row in of.items()}
    return [
        Pair(of[a], of[b], value, marks(bare[a], bare[b], own[0]), marks(bare[b], bare[a], own[1]))
        for a, b, value in rows
    ]


def _texts(bundle: Bundle, ids: list[int]) -> dict[int, str]:
    frame = bundle.query(
        'SELECT passage_id, doc, start, "end" FROM passages WHERE passage_id IN (SELECT unnest($ids::INTEGER[]))',
        {"ids": ids},
    )
    frame = with_text(bundle, frame)
    return dict(zip(frame["passage_id"].tolist(), frame["text"], strict=True))


def _own_words(first: pd.DataFrame, second: pd.DataFrame, texts: dict[int, str]) -> tuple[set[str], set[str]]:
    """The words that are rather of one side, whatever their language: `log_odds` of how many passages have them."""
    counts = [
        Counter(word for passage in side["passage_id"] for word in set(words(texts[int(passage)])))
        for side in (first, second)
    ]
    vocabulary = sorted(counts[0].keys() | counts[1].keys())
    value, error = log_odds(*(np.array([of[word] for word in vocabulary], dtype=float) for of in counts))
    z = value / error
    return (
        {word for word, much in zip(vocabulary, z, strict=True) if much >= OWN},
        {word for word, much in zip(vocabulary, z, strict=True) if much <= -OWN},
    )


def marks(row: dict[str, Any], other: dict[str, Any], own: Set[str]) -> list[Mark]:
    """What a passage has that the other lacks, in the order of the text, no two over one another; `own`: words of its
    side.
    """
    text, beside = row["text"], other["text"]
    found: list[Mark] = []
    if not denials(beside, other["language"]):
        found += [(start, end, "denial") for start, end in denials(text, row["language"])]
    known = {digits(match.group()) for match in NUMBER.finditer(beside)}
    found += [(*m.span(), "number") for m in NUMBER.finditer(text) if digits(m.group()) not in known]
    if row["language"] == other["language"]:
        stems = {match.group().casefold()[:_STEM] for match in _WORD.finditer(beside)}
        found += [
            (*m.span(), "word")
            for m in _WORD.finditer(text)
            if len(m.group()) >= _SHORTEST and m.group().casefold() in own and m.group().casefold()[:_STEM] not in stems
        ]
    found.sort(key=lambda mark: (KINDS.index(mark[2]), mark[0]))
    kept: list[Mark] = []
    for start, end, kind in found:
        if all(end <= s or start >= e for s, e, _kind in kept):
            kept.append((start, end, kind))
    return sorted(kept)
