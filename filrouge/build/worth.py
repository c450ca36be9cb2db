"""What phrases are worth as names: how many texts and sources have them, and how well they tell a narrative."""

import math
from collections import ChainMap
from collections.abc import Collection, Mapping, Sequence, Set
from typing import Final, NamedTuple

from filrouge.build.noun_phrases import Key, cases_of, form_value, phrases_of, written_of
from filrouge.build.nouns import says_what_happened, says_who
from filrouge.build.plan import Passages
from filrouge.build.told import Corpus, Headlines, said_close

SOURCES: Final = 3
"""Sources that each word of a name comes from, each in a text of its own, and two its phrases; two, or one, where
hardly a word comes from more."""

_MOST_COMPARED: Final = 200
_SPREAD: Final = 0.4  # above 0, how much what many texts have goes before what only sets them apart
_FEWER_SOURCES: Final = 0.7  # how much worse a phrase is that fewer sources have …
_ONE_KIND: Final = 0.4  # … and one that those of one kind only have: it may be a slogan
_FEWEST_SHARED: Final = 5  # words that have to come from three sources, or two are enough
_APART: Final = 3
_MOST_APART: Final = 60
_FEW_TEXTS: Final = 12  # below, two texts are enough for a phrase, else three
_FEW_CLOSE: Final = 3  # texts in which the words of a headline's phrase stand close together
_CLOSE: Final = 0.5  # how much less such a text counts than one that has the phrase itself
_HAPPENS: Final = 1.25  # how much better a phrase is that says what happened …
_WHO: Final = 0.5  # … and how much worse one that says what somebody is
_TOLD_ALREADY: Final = 0.5  # how much less it counts that what happened tells from the rest too


class Valued(NamedTuple):
    """A phrase by its stems, with what it is worth as a name, how it is written and the texts that have it.

    `beside`: what it is worth beside another, which tells the narrative already; `share`: of the narrative's texts that
    have it; `shared`: as many sources have the whole of it as have to have its words; `headed`: several sources have
    its words in headlines; `happens`: it says what happened.
    """

    value: float
    beside: float
    key: Key
    written: str
    texts: Set[int]
    share: float
    shared: bool
    headed: bool
    happens: bool


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
    and the more it is a noun phrase; less if fewer sources than `SOURCES` have the whole, or those of one kind only. It
    is worth more if headlines have it, and if it says what happened. A phrase of a headline counts too whose words
    stand close together in texts of as many sources.

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
    close = {
        key: rows
        for key in found
        if key not in sources and len(key) > 1 and all(single.get(stem, 0) >= enough for stem in key)
        if (rows := said_close(key, found[key], corpus, members))
        and len({passages.copies[row] for row in rows}) >= _FEW_CLOSE
        and passages.n_sources(rows) >= enough
    }
    cases = ChainMap(cases_of((corpus.words[row] for row in members), corpus.language), dict(corpus.cases))
    mixed = len({kinds.get(passages.sources[row]) for row in members} - {None}) > 1
    headlines = Headlines(corpus, members, passages)
    result = []
    for key in [*sources, *close]:
        having_it: Collection[int] = close[key] if key in close else found[key].rows
        n = passages.n_sources(having_it)
        if n < min(2, enough) or any(single.get(stem, 0) < enough for stem in key):
            continue
        both = set.intersection(*(set(corpus.having[stem]) for stem in key))
        precision = len(both & narrative) / len(both)
        recall = len({passages.copies[row] for row in both.intersection(members)}) / len(texts)
        told = math.log(max(precision / base, 1)) / math.log(1 / base) if base < 1 else 1.0
        told *= len(both) / (len(both) + 1)
        texts_of = frozenset(passages.copies[row] for row in having_it)
        n_texts = (len(texts_of) - 1) * (_CLOSE if key in close else 1)
        value = (recall * n_texts / (len(texts) + 1)) ** _SPREAD * told
        by_headlines = headlines.told(key)
        value *= by_headlines.worth * (1 if n >= enough else _FEWER_SOURCES)
        value *= form_value(key, found, corpus.language, cases, told=by_headlines.subject)
        written = written_of(found[key], corpus.language, cases)
        happens = says_what_happened(written, corpus.language)
        value *= _HAPPENS if happens else _WHO if says_who(written, corpus.language) else 1
        if mixed and len({kinds.get(passages.sources[row], row) for row in having_it}) == 1:
            value *= _ONE_KIND
        share = len(texts_of) / len(texts)
        beside = value * told**-_TOLD_ALREADY if told and happens else value
        shared, headed = n >= enough, by_headlines.headed
        result.append(Valued(value, beside, key, written, texts_of, share, shared, headed, happens))
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
