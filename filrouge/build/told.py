"""What headlines tell of a narrative: which words stand in them, and which of their phrases others say too."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from typing import Final, NamedTuple

from filrouge.build.grammar import GRAMMARS, UNKNOWN
from filrouge.build.noun_phrases import Key, Phrase
from filrouge.build.plan import Passages
from filrouge.build.words import Word

_FEWEST_HEADLINES: Final = 5
_SOURCES_HEADING: Final = 2
_OFTEN: Final = 0.12  # share of headlines with a phrase, from which it is what texts are about
_SUBJECT: Final = 0.2  # … and from which a person's name is
_UNHEADED, _HEADED = 0.6, 1.5  # worth of a phrase that no headline has, and of one that many have
_WINDOW: Final = 10  # words
_SMALL_LETTERS: Final = 3


class Corpus(NamedTuple):
    """Passages of a language: their words, of each stem which of them have it, the stems of their headlines, and how
    words are written inside sentences.
    """

    language: str
    words: Mapping[int, Sequence[Word]]
    having: Mapping[str, Set[int]]
    headed: Mapping[int, Set[str]]
    cases: Mapping[str, Counter[str]]


class Heading(NamedTuple):
    """What headlines say of a phrase: how much better or worse a name it is for that, whether several sources have its
    words in headlines, and whether so many do that it is what they are about, were it a person.
    """

    worth: float = 1.0
    headed: bool = False
    subject: bool = False


class Headlines:
    """The headlines of a narrative's texts in one language, copies of a text counted once."""

    def __init__(self, corpus: Corpus, members: Sequence[int], passages: Passages) -> None:
        self._passages = passages
        self._having: dict[str, set[int]] = defaultdict(set)
        rows = [row for row in members if corpus.headed[row]]
        for row in rows:
            for stem in corpus.headed[row]:
                self._having[stem].add(row)
        self._n = len({passages.copies[row] for row in rows})

    def told(self, key: Key) -> Heading:
        """What they say of a phrase; nothing where they are too few to tell."""
        if self._n < _FEWEST_HEADLINES:
            return Heading()
        each = [self._having.get(stem, set()) for stem in key]
        whole = self._share(set.intersection(*each))
        one = sum(map(self._share, each)) / len(each)
        headed = min(map(self._passages.n_sources, each)) >= _SOURCES_HEADING
        often = min(1.0, (whole + one) / 2 / _OFTEN) * (1 if headed else 0.5)
        return Heading(_UNHEADED + (_HEADED - _UNHEADED) * often, headed, headed and whole >= _SUBJECT)

    def _share(self, rows: Set[int]) -> float:
        """One less than there are: of a few headlines, one more or less is chance."""
        return max(0, len({self._passages.copies[row] for row in rows}) - 1) / self._n


def said_close(key: Key, one: Phrase, corpus: Corpus, members: Sequence[int]) -> list[int]:
    """Passages whose words stand close together as they do in a headline that has them as a noun phrase; else none."""
    grammar = GRAMMARS.get(corpus.language, UNKNOWN)
    form = max(one.forms, key=lambda form: (one.forms[form], form))
    inside = {word.lower() for word in form if len(word) <= _SMALL_LETTERS}
    joined = bool(inside & grammar.prepositions) if grammar.articles and not grammar.compounds else True
    if grammar.conjunction in inside or not joined:
        return []
    if not any(set(key) <= corpus.headed[row] for row in one.rows):
        return []
    return [
        row for row in members if all(row in corpus.having[stem] for stem in key) and _close(corpus.words[row], key)
    ]


def _close(words: Sequence[Word], key: Key) -> bool:
    last: dict[str, int] = {}
    for place, word in enumerate(words):
        if word.stem in key:
            last[word.stem] = place
            if len(last) == len(key) and place - min(last.values()) <= _WINDOW:
                return True
    return False
