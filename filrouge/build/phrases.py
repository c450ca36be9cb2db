"""Phrases of a narrative in one language: which set it apart, who says them, and the sentence that tells most of it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from sentencex import get_sentence_boundaries

from filrouge.build.plan import Passages
from filrouge.build.words import BREAK, Word, common_stems, is_unspaced, read_words, stop_words, unescape

Ints = npt.NDArray[np.int32]
Phrase = tuple[str, ...]

FEWEST: Final = 3
"""Passages of a language in a narrative from which its words are told."""

FEWEST_SOURCES: Final = 3
"""Sources that each word of a label comes from, each in a text of its own, and two the whole phrase; two, or one, where
hardly a word comes from more …"""

FEWEST_SHARED: Final = 5
"""… which is where fewer than so many words have: what is left of a language would name nothing."""

_MOST_READ: Final = 20_000  # passages of one language, of which words are counted
_MOST_MEMBERS: Final = 400  # passages of a narrative in one language, whose phrases are counted
_LONGEST_PHRASE: Final = 4  # words, small ones inside included
_MOST_STEMS: Final = 4
_LONGER: Final = 0.25  # how much better a phrase is for each further word that says something
_SHOUTED_FROM: Final = 5  # letters from which capitals are no name's own (NATO)
_SENTENCE: Final = (8, 34)  # words of a sentence that can stand for a narrative
_MOST_PHRASES: Final = 200
_APOSTROPHES: Final = "'’"
_CENTRAL: Final = 30  # passages nearest the centre, among whose sentences it is looked for


@dataclass(frozen=True)
class Terms:
    """Phrases of a narrative in one language, best first: as they are written, the passages that have them, weights.

    `n_sources`: how many sources each of them comes from at least; `headline`: of each passage read; where there is
    none, a word that is only its own.
    """

    score: dict[Phrase, float]
    written: dict[Phrase, str]
    passages: dict[Phrase, set[int]]
    n_sources: int
    headline: dict[int, str]
    weight: dict[str, float]
    sentence: str


def terms_of_all(
    passages: Passages,
    rows: npt.NDArray[np.int64],
    language: str,
    narrative: Ints,
    centrality: npt.NDArray[Any],
) -> dict[int, Terms]:
    """The phrases of each narrative in one language, of which `rows` are the passages."""
    texts, headed = passages.texts, passages.embedded
    some = rows[:: len(rows) // _MOST_READ + 1]
    read = {row: read_words(headed[row], language) for row in some.tolist()}
    common = frozenset() if stop_words(language) else common_stems(list(read.values()))
    inside: dict[int, Counter[str]] = defaultdict(Counter)
    everywhere: Counter[str] = Counter()
    size: Counter[int] = Counter()
    for row, words in read.items():
        stems = {word.stem for word in words} - {""} - common
        everywhere.update(stems)
        inside[int(narrative[row])].update(stems)
        size[int(narrative[row])] += 1
    result = {}
    for i in sorted(set(size) - {-1}):
        if size[i] < FEWEST:
            continue
        members = [row for row in read if narrative[row] == i]
        members = sorted(members, key=lambda row: (-float(centrality[row]), row))[:_MOST_MEMBERS]
        weight = _weights(inside[i], everywhere, size[i], len(read))
        counted = _phrases({row: read[row] for row in members}, weight, passages)
        if counted is not None:
            sentence = _typical_sentence([texts[row] for row in members[:_CENTRAL]], language, weight, inside[i])
            result[i] = Terms(*counted, _headlines(members, headed, texts), weight, sentence)
    return result


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
) -> tuple[dict[Phrase, float], dict[Phrase, str], dict[Phrase, set[int]], int] | None:
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
    return best, forms_used, {phrase: having[phrase] for phrase in best}, n_sources


def fewest_sources(said_by: Collection[int]) -> int:
    """From how many sources a phrase of a narrative has to come, told how many each of its words comes from."""
    most = min(FEWEST_SOURCES, max(said_by, default=0))
    return most if most < 2 or sum(n >= most for n in said_by) >= FEWEST_SHARED else 2


def _candidates(words: Sequence[Word], weight: Mapping[str, float]) -> Iterator[tuple[Phrase, str]]:
    """Runs of words that begin and end with a distinctive one and hold no other word that says something."""
    for start, first in enumerate(words):
        if first.stem not in weight:
            continue
        stems: list[str] = []
        written = ""
        for word in words[start : start + _LONGEST_PHRASE]:
            if word is BREAK or (word.stem and (word.stem not in weight or word.stem in stems)):
                break
            written = _joined(written, word.written)
            if word.stem:
                stems.append(word.stem)
                yield tuple(stems), written
                if len(stems) == _MOST_STEMS:
                    break


def _joined(before: str, word: str) -> str:
    if not before:
        return word
    if is_unspaced(word[0]):
        return before + word[-1]  # pairs of letters overlap
    return before + word if before[-1] in _APOSTROPHES else f"{before} {word}"


def _form(forms: Counter[str]) -> str:
    """The form most used, one in capitals only where there is no other."""
    calm = [form for form in forms if not _shouted(form)] or list(forms)
    return min(calm, key=lambda form: (-forms[form], form))


def _shouted(form: str) -> bool:
    return len(form) >= _SHOUTED_FROM and form.isupper()


def _headlines(members: Sequence[int], headed: Sequence[str], texts: Sequence[str]) -> dict[int, str]:
    """What stands before or at the head of each text: a headline over many passages was still written once."""
    before = {row: headed[row].removesuffix(texts[row]).rstrip(" .") for row in members}
    known = tuple(sorted({headline for headline in before.values() if headline}))
    for row, headline in before.items():
        if not headline and texts[row].startswith(known):
            before[row] = next(one for one in known if texts[row].startswith(one))
    return {row: headline or str(row) for row, headline in before.items()}


def _typical_sentence(
    texts: Sequence[str], language: str, weight: Mapping[str, float], inside: Mapping[str, int]
) -> str:
    """The sentence with the most frequent distinctive words for its length."""
    best, chosen = 0.0, ""
    for text in texts:
        for boundary in get_sentence_boundaries(language, text):
            sentence = " ".join(unescape(text[boundary["start_index"] : boundary["end_index"]]).split())
            words = read_words(sentence, language)
            n = sum(word is not BREAK for word in words)
            if not _SENTENCE[0] <= n <= _SENTENCE[1] or _shouted(sentence.split()[0]):
                continue
            stems = {word.stem for word in words} & weight.keys()
            score = sum(weight[stem] * inside[stem] for stem in stems) / (n + 8) ** 0.5
            if score > best:
                best, chosen = score, sentence
    return chosen
