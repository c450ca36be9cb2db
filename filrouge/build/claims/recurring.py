"""Texts of a sentence or two that say things again and again, as a list of claims does: which they are, and how likely
two of them say the same.

Such sentences stand by themselves, in no order of days, and share their subject with hundreds of others: there it is
nearness that tells, while words in common speak of the subject.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from filrouge.arrays import Bools
from filrouge.build.claims.corpus import SHORT
from filrouge.build.claims.pairs import Doubles, Pairs, chance, features, margins, overlap
from filrouge.build.claims.statements import STEM, Statements
from filrouge.characters import latin

AGAIN: Final = 0.2
"""Share of such sentences that have to be said again by other sources for a corpus to be of that kind. Of posts and
headlines of news, and of headlines about one matter, it is .01 to .06; of lists of claims .4 and more."""

AGAIN_IN_ONE: Final = 0.25
"""The same where one source is told or none: then the series of a channel count, too, .15 to .18 of posts."""

FEWEST: Final = 100
"""Such sentences below which that cannot be told."""

NEAR: Final = 0.2
OTHER_WORDS: Final = 0.3
"""Margin from which a sentence is said again, and the share of words in common up to which it is in other words."""

WEIGHTS: Final = {"margin": 16.1, "words": -6.0, "same_thing": 1.5, "across": -1.0}
OFFSET: Final = -2.1

OTHER_NAMES: Final = -7.8
"""Weight of the share of words in common, as far as names differ on both sides: the same is said of somebody else."""

_UNTOLD: Final = 0.5  # share of sentences without a source from which sources tell nothing
_WORD: Final = re.compile(r"(?<![\w.])[^\W\d_]{2,}(?:[-'’][^\W\d_]+)*")
_NO_NAMES: Final = frozenset({"de"})  # every noun has a capital
_ONE_NAME: Final = 3  # letters that two forms of one name begin with: Poland, Polish


def recurring(statements: Statements, pairs: Pairs) -> Bools:
    """Which statements are texts of a sentence or two in a corpus where these say things again; none elsewhere.

    Parameters
    ----------
    pairs : those that may say the same.
    """
    alone: Bools = np.bincount(statements.document)[statements.document] < SHORT
    some = pairs[alone[pairs].all(axis=1)]
    some = some[margins(statements, some) >= NEAR]
    a, b = some.T
    untold = statements.one_source or np.mean(statements.source < 0) > _UNTOLD
    elsewhere = (statements.source[a] != statements.source[b]) | (statements.source[a] < 0) | statements.one_source
    least = AGAIN_IN_ONE if untold else AGAIN
    again = some[elsewhere & (overlap(statements, a, b) < OTHER_WORDS)]
    if alone.sum() < FEWEST or len(np.unique(again)) < least * alone.sum():
        return np.zeros(len(alone), bool)
    return alone


def likely_again(statements: Statements, alone: Bools) -> Callable[[Pairs], Doubles]:
    """How likely pairs say the same, those of two such texts by weights of their own."""
    names = names_in(statements.text, statements.language)

    def likely(pairs: Pairs) -> Doubles:
        found = chance(statements, pairs)
        both = np.flatnonzero(alone[pairs].all(axis=1))
        some = pairs[both]
        differ = np.array([other_names(names[a], names[b]) for a, b in some.tolist()], np.float64)
        value = features(statements, some, WEIGHTS) @ np.array(list(WEIGHTS.values())) + OFFSET
        value += OTHER_NAMES * differ * overlap(statements, *some.T)
        found[both] = 1 / (1 + np.exp(-value))
        return found

    return likely


def names_in(texts: Sequence[str], languages: Sequence[str]) -> list[frozenset[str]]:
    """How the names in each text begin, in plain Latin letters: words that have a capital within sentences, mostly."""
    spelled = [
        [(latin(m.group())[:STEM], m.group()[0].isupper(), m.start() > 1) for m in _WORD.finditer(text)]
        if code not in _NO_NAMES
        else []
        for text, code in zip(texts, languages, strict=True)
    ]
    high = Counter(word for words in spelled for word, capital, inside in words if capital and inside)
    low = Counter(word for words in spelled for word, capital, _ in words if not capital)
    return [frozenset(word for word, capital, _ in words if capital and high[word] > low[word]) for words in spelled]


def other_names(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of its names that each of two texts has by itself, that of the one with the smaller share."""
    if not one or not other:
        return 0.0
    first, second = ({name[:_ONE_NAME] for name in names} for names in (one, other))
    return min(
        sum(name[:_ONE_NAME] not in second for name in one) / len(one),
        sum(name[:_ONE_NAME] not in first for name in other) / len(other),
    )
