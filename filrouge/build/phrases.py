"""Phrases of a narrative in one language: which set it apart, who says them, and the sentence that tells most of it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
from sentencex import get_sentence_boundaries

from filrouge.arrays import Int32s, Ints, Singles
from filrouge.build.fields import field_of, fields_of
from filrouge.build.furniture import without_furniture
from filrouge.build.noun_phrases import cases_of, joined
from filrouge.build.plan import Passages
from filrouge.build.told import Corpus
from filrouge.build.words import Word, common_stems, read_words, stop_words, unescape
from filrouge.build.worth import Valued, apart, fewest_sources, valued

Phrase = tuple[str, ...]

FEWEST: Final = 3
"""Passages of a language in a narrative from which its words are told."""

_MOST_READ: Final = 20_000  # passages of one language, of which words are counted
_MOST_MEMBERS: Final = 400  # passages of a narrative in one language, whose phrases are counted
_LONGEST_PHRASE: Final = 4  # words, small ones inside included
_MOST_STEMS: Final = 4
_LONGER: Final = 0.25  # how much better a phrase is for each further word that says something
_SHOUTED_FROM: Final = 5  # letters from which capitals are no name's own (NATO)
_SENTENCE: Final = (8, 34)  # words of a sentence that can stand for a narrative
_SPEAKER: Final = 0.8  # share of texts that come from one source, from which it is the one that speaks
_MOST_PHRASES: Final = 200
_CENTRAL: Final = 30  # passages nearest the centre, among whose sentences it is looked for


class Context(NamedTuple):
    """What is known beside the passages: the neighbours of each narrative, what kind sources are of, and headlines by
    the row of their document; what gives aligned vectors of texts of some languages, and those of the passages.
    """

    near: Mapping[int, Sequence[int]] = {}
    kinds: Mapping[str, str] = {}
    titles: Mapping[int, str] = {}
    encode: Callable[[Sequence[str], Sequence[str]], Singles] | None = None
    vectors: Singles | None = None


@dataclass(frozen=True)
class Terms:
    """Phrases of a narrative in one language, best first, and as they are written.

    `n_sources`: how many sources each of them comes from at least; `names`: phrases as names, best first; `apart`:
    those that tell it from its neighbours; `n_texts`: how many texts were read; `field`: of news that they are of, as
    sport, if any; `speaker`: the source that nearly all of them come from, if one does.
    """

    score: dict[Phrase, float]
    written: dict[Phrase, str]
    n_sources: int
    names: list[Valued]
    apart: list[str]
    n_texts: int
    sentence: str
    field: str
    speaker: str


def terms_of_all(
    passages: Passages,
    rows: Ints,
    language: str,
    narrative: Int32s,
    centrality: npt.NDArray[Any],
    context: Context,
) -> dict[int, Terms]:
    """The phrases of each narrative in one language, of which `rows` are the passages."""
    texts, headed = passages.texts, passages.embedded
    some = rows[:: len(rows) // _MOST_READ + 1]
    headline = {
        document: {word.stem for word in read_words(context.titles.get(document, ""), language)} - {""}
        for document in {passages.document[row] for row in some.tolist()}
    }
    read = without_furniture({row: read_words(headed[row], language) for row in some.tolist()}, headline, passages)
    common = frozenset() if stop_words(language) else common_stems(list(read.values()))
    inside: dict[int, Counter[str]] = defaultdict(Counter)
    everywhere: Counter[str] = Counter()
    size: Counter[int] = Counter()
    having: dict[str, set[int]] = defaultdict(set)
    of_narrative: dict[int, set[int]] = defaultdict(set)
    for row, words in read.items():
        stems = {word.stem for word in words} - {""} - common
        for stem in stems:
            having[stem].add(row)
        of_narrative[int(narrative[row])].add(row)
        everywhere.update(stems)
        inside[int(narrative[row])].update(stems)
        size[int(narrative[row])] += 1
    fields = fields_of(read, language)
    headlines = {row: headline[passages.document[row]] for row in read}
    corpus = Corpus(language, read, having, headlines, cases_of(read.values(), language))
    result = {}
    for i in sorted(set(size) - {-1}):
        if size[i] < FEWEST:
            continue
        members = [row for row in read if narrative[row] == i]
        members = sorted(members, key=lambda row: (-float(centrality[row]), row))[:_MOST_MEMBERS]
        weight = _weights(inside[i], everywhere, size[i], len(read))
        counted = _phrases({row: read[row] for row in members}, weight, passages) or ({}, {}, 0)
        sentence = _typical_sentence([texts[row] for row in members[:_CENTRAL]], language, weight, inside[i])
        names = valued(corpus, members, of_narrative[i], weight, passages, context.kinds) if counted[0] else []
        n_texts = len({passages.copies[row] for row in members})
        others = set().union(*(of_narrative[n] for n in context.near.get(i, ())))
        told_apart = apart(names, corpus, of_narrative[i], others)
        field = field_of(fields, of_narrative[i], read.keys(), passages.copies, language)
        speaker = _speaker(members, read.keys() - of_narrative[i], passages)
        result[i] = Terms(*counted, names, told_apart, n_texts, sentence, field, speaker)
    return result


def _speaker(members: Sequence[int], others: Set[int], passages: Passages) -> str:
    """The source that nearly all texts come from, and others do not; empty if there is none."""
    of_text = {passages.copies[row]: passages.sources[row] for row in members}
    source, n = Counter(of_text.values()).most_common(1)[0]
    outside = sum(passages.sources[row] == source for row in others)
    return source if n >= _SPEAKER * len(of_text) and outside < len(others) / 2 else ""


def _weights(inside: Mapping[str, int], everywhere: Mapping[str, int], n: int, n_all: int) -> dict[str, float]:
    """Log of how much more frequent a stem is in the narrative than in the rest; only those that are, and recur."""
    least = max(2, 0.03 * n)
    weights = {}
    for stem, times in inside.items():
        if times < least:
            continue
        rest = (everywhere[stem] - times + 0.5) / (n_all - n + 1)
        ratio = float(np.log((times + 0.5) / (n + 1) / rest))
        if ratio > 0:
            weights[stem] = ratio
    return weights


def _phrases(
    members: Mapping[int, Sequence[Word]], weight: Mapping[str, float], passages: Passages
) -> tuple[dict[Phrase, float], dict[Phrase, str], int] | None:
    having: dict[Phrase, set[int]] = defaultdict(set)
    forms: dict[Phrase, Counter[str]] = defaultdict(Counter)
    for row, words in members.items():
        for phrase, written in _candidates(words, weight):
            having[phrase].add(row)
            forms[phrase][written] += 1
    least = 2 if len(members) < 40 else 3
    score = {
        phrase: len(rows)
        * sum(weight[stem] for stem in phrase)
        * (1 + _LONGER * (len(phrase) - 1))
        / len(phrase) ** 0.5
        for phrase, rows in having.items()
        if len(rows) >= least
    }
    if not score:
        return None
    said_by = {phrase: passages.n_sources(having[phrase]) for phrase in score}
    of_word = {phrase[0]: n for phrase, n in said_by.items() if len(phrase) == 1}
    n_sources = fewest_sources(of_word.values())
    shared = [
        (phrase, value)
        for phrase, value in score.items()
        if said_by[phrase] >= min(2, n_sources) and all(of_word[stem] >= n_sources for stem in phrase)
    ]
    best = dict(sorted(shared, key=lambda item: (-item[1], item[0]))[:_MOST_PHRASES])
    forms_used = {phrase: _form(forms[phrase]) for phrase in best}
    return best, forms_used, n_sources


def _candidates(words: Sequence[Word], weight: Mapping[str, float]) -> Iterator[tuple[Phrase, str]]:
    """Runs of words that begin and end with a distinctive one and hold no other word that says something."""
    for start, first in enumerate(words):
        if first.stem not in weight:
            continue
        stems: list[str] = []
        written = ""
        for word in words[start : start + _LONGEST_PHRASE]:
            if not word.written or (word.stem and (word.stem not in weight or word.stem in stems)):
                break
            written = joined(written, word.written)
            if word.stem:
                stems.append(word.stem)
                yield tuple(stems), written
                if len(stems) == _MOST_STEMS:
                    break


def _form(forms: Counter[str]) -> str:
    """The form most used, one in capitals only where there is no other."""
    calm = [form for form in forms if not _shouted(form)] or list(forms)
    return min(calm, key=lambda form: (-forms[form], form))


def _shouted(form: str) -> bool:
    return len(form) >= _SHOUTED_FROM and form.isupper()


def _typical_sentence(
    texts: Sequence[str], language: str, weight: Mapping[str, float], inside: Mapping[str, int]
) -> str:
    """The sentence with the most frequent distinctive words for its length."""
    best, chosen = 0.0, ""
    for text in texts:
        for boundary in get_sentence_boundaries(language, text):
            sentence = " ".join(unescape(text[boundary["start_index"] : boundary["end_index"]]).split())
            words = read_words(sentence, language)
            n = sum(bool(word.written) for word in words)
            if not _SENTENCE[0] <= n <= _SENTENCE[1] or _shouted(sentence.split()[0]):
                continue
            stems = {word.stem for word in words} & weight.keys()
            score = sum(weight[stem] * inside[stem] for stem in stems) / (n + 8) ** 0.5
            if score > best:
                best, chosen = score, sentence
    return chosen
