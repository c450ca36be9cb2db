"""Names of narratives in each language, from their distinctive phrases; and the sentence that tells most of them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from sentencex import get_sentence_boundaries

from filrouge.build.words import BREAK, Word, common_stems, is_unspaced, read_words, stop_words, unescape

Ints = npt.NDArray[np.int32]
Phrase = tuple[str, ...]

N_KEYWORDS: Final = 10
FEWEST: Final = 3
"""Passages of a language in a narrative from which its words are told; the language with most always names it."""

FEWEST_NAMING: Final = 8
"""Passages from which another language names it too …"""

SHARE_NAMING: Final = 0.1
"""… if so large a share of the narrative's passages is in it: a handful tells of a detail, not of the story."""

LONGEST: Final = 56
"""Letters of a label."""

SAID_BY: Final = 3
"""Passages of a narrative that each half of its label has to stand in, under more than one headline …"""

SHARE_SAYING: Final = 0.05
"""… and the share of those read in the language: what one writer says is no name of a story."""

_MOST_READ: Final = 20_000  # passages of one language, of which words are counted
_MOST_MEMBERS: Final = 400  # passages of a narrative in one language, whose phrases are counted
_LONGEST_PHRASE: Final = 4  # words, small ones inside included
_MOST_STEMS: Final = 4
_LONGER: Final = 0.25  # how much better a phrase is for each further word that says something
_SHOUTED_FROM: Final = 5  # letters from which capitals are no name's own (NATO)
_SENTENCE: Final = (8, 34)  # words of a sentence that can stand for a narrative
_SEVERAL_WORDS: Final = 4.0  # how much better than one word two or more name a story
_HOW_MANY: Final = 1.3  # above 1, what many passages have goes before what only sets them apart
_FREQUENT: Final = 0.1  # if so large a share of the passages has them
_RECURS: Final = 3  # and so many
_SMALL: Final = 3  # letters of words that make no name
_ONLY_A_NAME: Final = 0.25  # and how much worse a name does it
_MOST_COMPARED: Final = 60
_APOSTROPHES: Final = "'’"
_CENTRAL: Final = 30  # passages nearest the centre, among whose sentences it is looked for


@dataclass
class Named:
    """Names of a narrative, by language, the one most of its passages are in first.

    `label`: a short phrase; `keywords`: distinctive words and phrases, best first; `sentence`: the sentence of its
    most typical passages that holds most of them.
    """

    label: dict[str, str] = field(default_factory=dict)
    keywords: dict[str, list[str]] = field(default_factory=dict)
    sentence: dict[str, str] = field(default_factory=dict)


def name_narratives(
    texts: Sequence[str],
    headed: Sequence[str],
    languages: Sequence[str],
    narrative: Ints,
    centrality: npt.NDArray[np.float32],
    n_narratives: int,
    advance: Callable[[int], None] = lambda _: None,
) -> list[Named]:
    """Name narratives in each language that enough of their passages are in; no two labels of a language are alike.

    A word weighs by how much more often passages of the narrative have it than others of the language do (the log of
    the ratio), its forms counted as one by their stem; a phrase by how many passages have it, times its words' weight.

    Parameters
    ----------
    texts, headed, languages, narrative, centrality : of different passages, same length: texts as they are, and after
        the headline of their document, where writers name what they tell; -1 is no narrative, centrality the cosine to
        the narrative's centroid.
    n_narratives : narratives are numbered from 0.
    advance : called with the number of passages just done.
    """
    result = [Named() for _ in range(n_narratives)]
    codes = np.asarray(languages)
    found: list[dict[str, _Terms]] = [{} for _ in range(n_narratives)]
    for language in sorted(set(languages)):
        rows = np.flatnonzero(codes == language)
        for i, terms in _terms_of_all(texts, headed, rows, language, narrative, centrality).items():
            found[i][language] = terms
        advance(len(rows))
    taken: dict[str, set[str]] = defaultdict(set)
    for i, named in enumerate(result):
        inside = Counter(codes[narrative == i].tolist())
        for language in sorted(found[i], key=lambda code: (-inside[code], code)):
            terms = found[i][language]
            if not named.label or inside[language] >= max(FEWEST_NAMING, SHARE_NAMING * inside.total()):
                named.label[language] = _label(terms, taken[language], i)
                taken[language].add(named.label[language])
            named.keywords[language] = [terms.written[phrase] for phrase in _apart(terms.score)][:N_KEYWORDS]
            if terms.sentence:
                named.sentence[language] = terms.sentence
    return result


@dataclass(frozen=True)
class _Terms:
    """Phrases of a narrative in one language, best first: as they are written, the passages that have them, weights.

    `headline`: of each passage read; where there is none, a word that is only its own.
    """

    score: dict[Phrase, float]
    written: dict[Phrase, str]
    passages: dict[Phrase, set[int]]
    headline: dict[int, str]
    weight: dict[str, float]
    sentence: str


def _terms_of_all(
    texts: Sequence[str],
    headed: Sequence[str],
    rows: npt.NDArray[np.int64],
    language: str,
    narrative: Ints,
    centrality: npt.NDArray[Any],
) -> dict[int, _Terms]:
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
        counted = _phrases({row: read[row] for row in members}, weight)
        if counted is not None:
            sentence = _typical_sentence([texts[row] for row in members[:_CENTRAL]], language, weight, inside[i])
            result[i] = _Terms(*counted, _headlines(members, headed, texts), weight, sentence)
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
    members: Mapping[int, Sequence[Word]], weight: Mapping[str, float]
) -> tuple[dict[Phrase, float], dict[Phrase, str], dict[Phrase, set[int]]] | None:
    passages: dict[Phrase, set[int]] = defaultdict(set)
    forms: dict[Phrase, Counter[str]] = defaultdict(Counter)
    for row, words in members.items():
        for phrase, written in _candidates(words, weight):
            passages[phrase].add(row)
            forms[phrase][written] += 1
    least = 2 if len(members) < 40 else 3
    score = {
        phrase: len(rows)
        * sum(weight[stem] for stem in phrase)
        * (1 + _LONGER * (len(phrase) - 1))
        / len(phrase) ** 0.5
        for phrase, rows in passages.items()
        if len(rows) >= least
    }
    if not score:
        return None
    best = dict(sorted(score.items(), key=lambda item: (-item[1], item[0]))[:200])
    return best, {phrase: _form(forms[phrase]) for phrase in best}, {phrase: passages[phrase] for phrase in best}


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


def _usual(terms: _Terms) -> list[Phrase]:
    """Phrases that enough passages have for a label, best first."""
    least = max(SAID_BY, SHARE_SAYING * len(terms.headline))
    return [
        phrase
        for phrase, rows in terms.passages.items()
        if len(rows) >= least and len({terms.headline[row] for row in rows}) > 1
    ]


def _headlines(members: Sequence[int], headed: Sequence[str], texts: Sequence[str]) -> dict[int, str]:
    """What stands before or at the head of each text: a headline over many passages was still written once."""
    before = {row: headed[row].removesuffix(texts[row]).rstrip(" .") for row in members}
    known = tuple(sorted({headline for headline in before.values() if headline}))
    for row, headline in before.items():
        if not headline and texts[row].startswith(known):
            before[row] = next(one for one in known if texts[row].startswith(one))
    return {row: headline or str(row) for row, headline in before.items()}


def _most_said(terms: _Terms) -> list[Phrase]:
    """Phrases that no other has more passages than."""
    most = max(len(terms.passages[phrase]) for phrase in terms.score)
    return [phrase for phrase in terms.score if len(terms.passages[phrase]) == most]


def _apart(phrases: Iterable[Phrase]) -> list[Phrase]:
    """Of phrases, best first, those of which no two share a stem."""
    used: set[str] = set()
    chosen = []
    for phrase in phrases:
        if not used & set(phrase):
            chosen.append(phrase)
            used |= set(phrase)
    return chosen


def _label(terms: _Terms, taken: set[str], number: int) -> str:
    """A phrase that says what it is about, and a second one, a name maybe, for passages the first leaves out."""

    def told(phrase: Phrase) -> float:
        words = [word for word in terms.written[phrase].split() if len(word) > _SMALL]
        name = sum(word[:1].isupper() for word in words) > len(words) / 2
        several = len(phrase) > 1 and len(terms.passages[phrase]) >= max(_RECURS, _FREQUENT * len(terms.headline))
        value: float = (
            len(terms.passages[phrase]) ** _HOW_MANY * sum(terms.weight[stem] for stem in phrase) / len(phrase)
        )
        return value * (_ONLY_A_NAME if name else 1) * (_SEVERAL_WORDS if several else 1)

    usual = _usual(terms)
    first = max((usual or _most_said(terms))[:_MOST_COMPARED], key=told)
    said = terms.passages[first]

    def adds(phrase: Phrase) -> float:
        rows = terms.passages[phrase]
        return told(phrase) * (0.3 + 0.7 * len(rows - said) / len(rows))

    label = terms.written[first]
    others = [phrase for phrase in _apart(usual) if not set(phrase) & set(first)][:N_KEYWORDS]
    for phrase in sorted(others, key=adds, reverse=True)[:3]:
        longer = f"{terms.written[first]}, {terms.written[phrase]}"
        if len(longer) <= LONGEST:
            label = longer
            if _capital(label) not in taken:
                break
    label = _capital(label)
    return label if label not in taken else f"{label} ({number + 1})"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


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
