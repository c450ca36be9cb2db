"""What may carry a claim: the sentences and headlines of a corpus, with what is compared of each."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from filrouge.build.spread.compare import tokens
from filrouge.build.spread.nearness import Nearness
from filrouge.characters import latin
from filrouge.quantities import Quantity, counted
from filrouge.search import UNSPACED

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

FEWEST_WORDS: Final = 5
"""A sentence with fewer words says too little to be somebody's claim."""

STEM: Final = 5
"""Letters by which words are taken for the same, whatever their endings, language and script: "nitra" for nitramine,
nitramina and нитрамин."""

_TEXTS: Final = 600
"""Independent texts against which a thing is rare. Against all of a larger corpus everything would be rarer, while more
pairs share it by chance."""

_SHORTEST: Final = 3  # letters: "gas", "war"
_SMALL: Final = 13.0
_BY_CHANCE: Final = math.sqrt(1 / 3)
_DATELINE: Final = re.compile(r"^[^.!?\n]{0,60}?\s[—–-]\s(?=\w|[\"“«„])")
_DESIGNATION: Final = re.compile(r"\b[^\W\d_]+-?\d\w*|\b(?:1[5-9]|20)\d\d\b|\b\d{1,2}[:.]\d\d\b")


@dataclass(frozen=True)
class Lines:
    """Sentences and headlines, each row one.

    `document`: row of the document; `text`, `language`: of each; `narrative`: that its passage is nearest to, -1 for
    none; `group`: number of the independent text it is in; `source`: number of its source, -1 where unknown; `day`:
    when it was published, in days, NaN where unknown; `quoted`: the share of it between quotation marks.
    """

    document: Ints
    text: list[str]
    language: list[str]
    narrative: Ints
    group: Ints
    source: Ints
    day: Floats
    quoted: Floats


@dataclass(frozen=True)
class Statements(Lines):
    """Sentences and headlines, and what is compared of each.

    `counts`: the numbers that it names. `quantities`, `words`, `stems`, `designations`: a column for each number, each
    beginning of a word, of a longer word, and each year or code, of a weight whose square says how few texts have it.
    `weight`: of its words together. `length`: in words. `code`: number of its language. `near`: vectors, and the
    nearest of each.
    """

    counts: list[tuple[Quantity, ...]]
    quantities: csr_array
    words: csr_array
    stems: csr_array
    designations: csr_array
    weight: Floats
    length: Ints
    code: Ints
    near: Nearness

    @cached_property
    def one_source(self) -> bool:
        """Whether all that is compared has one source: who says it then tells nothing."""
        return len(np.unique(self.source)) == 1

    @property
    def says_enough(self) -> npt.NDArray[np.bool_]:
        """Which have words of the weight of one that nobody else uses: "so he said" says nothing by itself."""
        enough: npt.NDArray[np.bool_] = self.weight >= math.log(min(_TEXTS, len(np.unique(self.group))))
        return enough


def describe(lines: Lines, near: Nearness) -> Statements:
    """Read off the lines what is compared of them, and count in how many independent texts each thing stands."""
    said = [_DATELINE.sub("", one) for one in lines.text]
    counts = [counted(one, code) for one, code in zip(said, lines.language, strict=True)]
    coded = [frozenset(match.group().casefold() for match in _DESIGNATION.finditer(one)) for one in said]
    words = _weighted([beginnings(one) for one in said], lines.group)
    return Statements(
        **{field.name: getattr(lines, field.name) for field in fields(Lines)},
        counts=counts,
        quantities=_weighted([{one.value for one in some} for some in counts], lines.group, _SMALL),
        words=words,
        weight=np.asarray(words.power(2).sum(axis=1), np.float64).ravel(),
        stems=_weighted([stems(one) for one in said], lines.group),
        designations=_weighted(coded, lines.group),
        length=np.array([max(1, len(tokens(one))) for one in said], np.int64),
        code=np.unique(np.asarray(lines.language, dtype=str), return_inverse=True)[1].astype(np.int64),
        near=near,
    )


def stems(text: str) -> frozenset[str]:
    """How the longer words of a text begin, in plain Latin letters."""
    words = (latin(token) for token in tokens(text) if not token[0].isdigit())
    return frozenset(word[:STEM] for word in words if len(word) >= STEM)


def beginnings(text: str) -> frozenset[str]:
    """How all but the shortest words of a text begin, in plain Latin letters, and its numbers; where words are written
    without spaces, every two characters that follow each other.
    """
    said = tokens(text)
    unspaced = [re.fullmatch(f"[{UNSPACED}]", one) is not None for one in said]
    pairs = (a + b for i, (a, b) in enumerate(pairwise(said)) if unspaced[i] and unspaced[i + 1])
    words = (latin(one)[:STEM] for one, bare in zip(said, unspaced, strict=True) if not bare and _counts(one))
    return frozenset((*words, *pairs))


def _counts(word: str) -> bool:
    return len(word) >= _SHORTEST or word.isdigit()


def _weighted(found: Sequence[Iterable[object]], group: Ints, small: float = 0.0) -> csr_array:
    """A column for each thing, 0 or the square root of the logarithm of how many times fewer than _TEXTS texts
    have it, or than there are.

    Numbers below `small` are shared by chance, and count a third.
    """
    place: dict[object, int] = {}
    pairs = [(row, place.setdefault(thing, len(place))) for row, things in enumerate(found) for thing in things]
    rows, columns = np.array(pairs, np.int64).reshape(-1, 2).T
    shape = (len(found), max(1, len(place)))
    texts = np.unique(np.stack([columns, group[rows]]), axis=1)
    having = np.bincount(texts[0].astype(np.int64), minlength=shape[1])
    n = max(1, len(np.unique(group)))
    weight = np.sqrt(np.clip(math.log(_TEXTS) - np.log(np.maximum(having, 1)), 0.0, np.log(max(n, 1))))
    chance = [isinstance(thing, float) and thing < small for thing in place] or [False]
    weight[np.flatnonzero(chance)] *= _BY_CHANCE
    return csr_array((weight[columns], (rows, columns)), shape=shape)
