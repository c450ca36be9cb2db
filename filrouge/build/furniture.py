"""What many texts of one source have word for word, as a teaser below each: no words of what they are about."""

from collections.abc import Mapping, Sequence, Set
from typing import Final

import numpy as np

from filrouge.arrays import Bools, Ints
from filrouge.build.formulas import FORMULA, of_one_source
from filrouge.build.plan import Passages
from filrouge.build.words import BREAK, Word

_MIX: Final = np.uint64(0x9E3779B97F4A7C15)


def without_furniture(
    read: Mapping[int, Sequence[Word]], headlines: Mapping[int, Set[str]], passages: Passages
) -> dict[int, Sequence[Word]]:
    """The words of passages of one language, by row, without runs that many texts of one source, and of no other, have.

    Copies of one text count once; texts without a source are not one source's, and keep all, as do those without a
    headline: there a formula may be all that says what they are. `headlines`: their stems, by row of the document.
    """
    known: dict[str, int] = {}
    rows, places, codes = [], [], []
    for row, words in read.items():
        own = headlines[passages.document[row]]
        if not own:
            continue
        for place, word in enumerate(words):
            if word.written:
                rows.append(row)
                places.append(place)
                # What its own headline says is no furniture: such a word is like no other.
                key = f"{row} {place}" if word.stem in own else word.written.casefold()
                codes.append(known.setdefault(key, len(known) + 1))
    if len(rows) < FORMULA:
        return dict(read)
    covered = _covered(np.array(rows, np.int64), np.array(codes, np.uint64), passages)
    dropped: dict[int, set[int]] = {}
    for at in np.flatnonzero(covered).tolist():
        dropped.setdefault(rows[at], set()).add(places[at])
    return {
        one: [BREAK if place in dropped[one] else word for place, word in enumerate(words)] if one in dropped else words
        for one, words in read.items()
    }


def _covered(row: Ints, code: np.ndarray, passages: Passages) -> Bools:
    """Which words stand in such a run."""
    runs = np.zeros(len(code) - FORMULA + 1, np.uint64)
    for step in range(FORMULA):
        runs = (runs ^ code[step : len(runs) + step]) * _MIX
        runs ^= runs >> np.uint64(29)
    starts = np.flatnonzero(row[: len(runs)] == row[FORMULA - 1 :])
    _, run = np.unique(runs[starts], return_inverse=True)
    found = of_one_source(run, row[starts], passages.sources, passages.copies)[run]
    covered = np.zeros(len(code), bool)
    for step in range(FORMULA):
        covered[starts[found] + step] = True
    return covered
