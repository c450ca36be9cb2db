"""What a narrative is called in a language: a noun phrase that several sources use and that tells it from others."""

import math
from collections.abc import Collection, Mapping, Sequence, Set
from typing import Final, NamedTuple

from filrouge.build.grammar import GRAMMARS, UNKNOWN
from filrouge.build.noun_phrases import Key, cases_of, form_value, is_proper, phrases_of, written_of
from filrouge.build.plan import Passages
from filrouge.build.words import Word, capital, is_unspaced

LONGEST: Final = 56
"""Letters of a name."""

SOURCES: Final = 3
"""Sources that each word of a name comes from, each in a text of its own, and two its phrases; two, or one, where
hardly a word comes from more."""

_FEWEST_LETTERS: Final = 5  # of a phrase in a script without spaces
_MOST_COMPARED: Final = 200
_WEAK: Final = 0.25  # value below which a phrase does not say what texts are about …
_WEAK_WORD: Final = 0.27  # … and below which a word does not
_WEAK_ALONE: Final = 0.4  # … by itself
_BESIDE: Final = 0.4  # value of a second phrase, as a share of that of the first, …
_WORD_BESIDE: Final = 0.65  # … of a second that is one word, …
_BESIDE_WORD: Final = 0.35  # … of those that stand beside one word …
_NAME_BESIDE_NAME: Final = 0.5  # how much worse a second name tells the first than a common word does
_BESIDE_NAME: Final = 0.2  # … and beside a name, which says little by itself
_LISTED: Final = 3
_ROOT: Final = 5  # letters that words of one root share
_SPREAD: Final = 0.4  # above 0, how much what many texts have goes before what only sets them apart
_FEWER_SOURCES: Final = 0.7  # how much worse a phrase is that fewer sources have, or those of one kind only
_FEWEST_SHARED: Final = 5  # words that have to come from three sources, or two are enough
_APART: Final = 3
_MOST_APART: Final = 60
_FEW_TEXTS: Final = 12  # below, two texts are enough for a phrase, else three
_LONGER: Final = 0.75  # value of a phrase that holds the best word, as a share of its own, from which it is better


class Corpus(NamedTuple):
    """Passages of a language: their words, and of each stem which of them have it."""

    language: str
    words: Mapping[int, Sequence[Word]]
    having: Mapping[str, Set[int]]


class Valued(NamedTuple):
    """A phrase by its stems, with what it is worth as a name, how it is written and the texts that have it."""

    value: float
    key: Key
    written: str
    texts: Set[int]


def valued(
    corpus: Corpus,
    members: Sequence[int],
    narrative: Set[int],
    known: Mapping[str, float],
    passages: Passages,
    kinds: Mapping[str, str],
) -> list[Valued]:
    """Phrases of a narrative, best first as names of it.

    A phrase is worth more the more texts have it and have its words, the better these tell the narrative from the rest,
    and the more it is a noun phrase; less if fewer sources than `SOURCES` have the whole, or those of one kind only.

    Parameters
    ----------
    members : rows of passages of the narrative that are read; `narrative`: all of its rows in the language.
    known : stems that set it apart, as `phrases.Terms.weight`.
    kinds : of sources, where known.
    """
    found = phrases_of({row: corpus.words[row] for row in members}, corpus.language, known)
    texts = {passages.copies[row] for row in members}
    base = len(narrative) / len(corpus.words)
    few = 3 if len(texts) >= _FEW_TEXTS else 2
    having = {key: {passages.copies[row] for row in one.rows} for key, one in found.items()}
    sources = {key: passages.n_sources(found[key].rows) for key, some in having.items() if len(some) >= few}
    single = {key[0]: n for key, n in sources.items() if len(key) == 1}
    enough = fewest_sources(single.values())
    cases = cases_of((corpus.words[row] for row in members), corpus.language)
    mixed = len({kinds.get(passages.sources[row]) for row in members} - {None}) > 1
    result = []
    for key, n in sources.items():
        if n < min(2, enough) or any(single.get(stem, 0) < enough for stem in key):
            continue
        both = set.intersection(*(set(corpus.having[stem]) for stem in key))
        precision = len(both & narrative) / len(both)
        recall = len({passages.copies[row] for row in both.intersection(members)}) / len(texts)
        told = math.log(max(precision / base, 1)) / math.log(1 / base) if base < 1 else 1.0
        told *= len(both) / (len(both) + 1)
        value = (recall * (len(having[key]) - 1) / (len(texts) + 1)) ** _SPREAD * told
        value *= form_value(key, found, corpus.language, cases) * (1 if n >= enough else _FEWER_SOURCES)
        if mixed and len({kinds.get(passages.sources[row], row) for row in found[key].rows}) == 1:
            value *= _FEWER_SOURCES
        result.append(Valued(value, key, written_of(found[key], corpus.language, cases), frozenset(having[key])))
    return sorted(result, key=lambda one: (-one.value, len(one.written), one.key))[:_MOST_COMPARED]


def apart(phrases: Sequence[Valued], corpus: Corpus, narrative: Set[int], near: Set[int]) -> list[str]:
    """Up to three phrases that tell a narrative from its neighbours, whose rows are `near`."""
    share = len(narrative) / (len(narrative) + len(near))

    def told(one: Valued) -> float:
        both = set.intersection(*(set(corpus.having[stem]) for stem in one.key))
        precision = len(both & narrative) / max(1, len(both & (narrative | near)))
        return one.value * max(0.0, precision - share) / max(1 - share, 1e-9)

    chosen: list[str] = []
    used: set[str] = set()
    for one in sorted(phrases[:_MOST_APART], key=lambda one: (-told(one), one.key)):
        if told(one) > 0 and not used & set(one.key) and len(chosen) < _APART:
            chosen.append(one.written)
            used |= set(one.key)
    return chosen


def fewest_sources(said_by: Collection[int]) -> int:
    """From how many sources the words of a narrative's name have to come, told how many each of them comes from."""
    most = min(SOURCES, max(said_by, default=0))
    return most if most < 2 or sum(n >= most for n in said_by) >= _FEWEST_SHARED else 2


class Name(NamedTuple):
    """A name, its first phrase by itself, and whether it says what the texts are about; else it only lists words.

    `worth`: the value of its first phrase.
    """

    text: str
    short: str
    clear: bool
    worth: float = 0.0


def name_of(phrases: Sequence[Valued], language: str, taken: Set[str] = frozenset()) -> Name:
    """The best phrase, and others beside it where it is one word, a place, or only a part of it. There is at least one.

    What is a name itself is told by common words ("Outer Hams: law and language"), other phrases stand side by side.
    """
    first = _fuller(phrases)
    if first.value < (_WEAK if _several(first) else _WEAK_WORD):
        return Name(_listed(phrases, language), "", False)
    proper = is_proper(first.written)
    single = proper or not _several(first)
    chosen: list[Valued] = []
    for one in sorted(phrases, key=lambda one: -one.value * (_NAME_BESIDE_NAME if proper and _is_name(one) else 1)):
        shared = _roots(one) & {root for other in (first, *chosen) for root in _roots(other)}
        least = _BESIDE_NAME if proper else _BESIDE_WORD if single else _BESIDE if _several(one) else _WORD_BESIDE
        longer = _joint(first.written, [other.written for other in (*chosen, one)], proper, language)
        if not shared and one.value >= max(_WEAK * proper, least * first.value) and len(longer) <= LONGEST:
            chosen.append(one)
        if len(chosen) == (_LISTED - 1 if single else 1):
            break
    if not (chosen or proper or _several(first)) and first.value < _WEAK_ALONE:
        return Name(_listed(phrases, language), "", False)
    # The fuller ones first: a shorter name is there for when another narrative has it.
    names = [
        _joint(first.written, [one.written for one in chosen[:n]], proper, language) for n in range(len(chosen), -1, -1)
    ]
    names = [capital(name, language) for name in names]
    return Name(next((name for name in names if name not in taken), names[0]), names[-1], True, first.value)


def _joint(first: str, others: Sequence[str], proper: bool, language: str) -> str:
    if not others:
        return first
    if proper:
        return f"{first}{GRAMMARS.get(language, UNKNOWN).colon} {_and(others, language)}"
    return _and([first, *others], language)


def _roots(one: Valued) -> set[str]:
    """The beginnings of its words: Europa says no more beside Unión Europea."""
    return {stem if is_unspaced(stem[0]) else stem[:_ROOT] for stem in one.key}


def _is_name(one: Valued) -> bool:
    return is_proper(one.written) and not _several(one)


def _several(one: Valued) -> bool:
    return len(one.written) >= _FEWEST_LETTERS if is_unspaced(one.written[0]) else len(one.key) > 1


def _fuller(phrases: Sequence[Valued]) -> Valued:
    """The best phrase, or one that holds it if it is one word and the other not much worse."""
    first = phrases[0]
    if _several(first):
        return first
    longer = (one for one in phrases if set(first.key) < set(one.key) and one.value >= _LONGER * first.value)
    return next(longer, first)


def _and(words: Sequence[str], language: str) -> str:
    *most, last = words
    conjunction = GRAMMARS.get(language, UNKNOWN).conjunction
    if language == "es" and last[:1].lower() == "i":
        conjunction = "e"
    listed = ", ".join(most)
    return f"{listed} {conjunction} {last}" if most and conjunction else ", ".join(words)


def _listed(phrases: Sequence[Valued], language: str) -> str:
    """Some words of texts that share little, and that they do."""
    words: list[str] = []
    used: set[str] = set()
    for one in phrases:
        if not used & set(one.key) and len(words) < _LISTED:
            words.append(one.written)
            used |= set(one.key)
    various, listed = GRAMMARS.get(language, UNKNOWN).various, ", ".join(words)
    return f"{various}{GRAMMARS[language].colon} {listed}" if various else capital(listed, language)
