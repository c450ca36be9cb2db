"""Runs of words in texts, how they are written, and what speaks for them as noun phrases."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from filrouge.build.grammar import BARE, GRAMMARS, UNKNOWN, Grammar
from filrouge.build.words import BREAK, CLOSES, FIGURE, OPENS, Word, is_unspaced, lower

Key = tuple[str, ...]
"""A phrase by the stems of its words, small ones left out."""

_MOST_WORDS: Final = 6
_MOST_STEMS: Final = 4
_MOST_PAIRS: Final = 7  # of letters, in scripts without spaces
_TELLING: Final = (0.0, 1.0, 2.3, 2.8, 3.0)  # how much better a phrase of so many words names a story
_SMALL: Final = 3  # letters of words that are hardly a name
_PROPER: Final = 1.3  # how much better one word that is a name of a place or thing is than another
_TITLED: Final = 0.35  # how much worse a phrase with a person's name in it is
_PERSON: Final = 0.55  # the least that a person's name is worth, of what another name is
_ADJECTIVAL: Final = {"en": re.compile(r"(?:an|ish|ese|ic)$")}  # elsewhere they stand after nouns, or have no capital
_GOES_ON: Final = 0.5  # share of a phrase's places with a word right after it, from which it is named in the plural …
_PLURAL: Final = re.compile(r"(?:e?s)?")
_IN_PLURAL: Final = 0.5  # … that stands so often beside the singular
_ADJECTIVE: Final = 0.5  # share of a word's places with a noun right after it, from which it describes that …
_DESCRIBING: Final = 0.3  # … and is so much worse as a name
_SHOUTED_FROM: Final = 5
_QUOTED: Final = 0.3  # how much worse a phrase is that stands in quotations more often than not
_FAR: Final = 4
_HARDLY: Final = 0.1  # share of a word's places with an article or a preposition before it, below which it is no noun
_APOSTROPHES: Final = "'’"


@dataclass
class Phrase:
    """A run of words: the passages that have it, and what stands around it each time.

    `forms`: as it is written; `heads`: those of them at the head of a sentence, headline or list; `small`: others in
    texts without capitals; `nouns`: those with an article or a preposition before them; `inside`: how often it is not
    at a head; of those, how often an article, another preposition and one of places stands before it; `figure`: how
    often a figure does; `alone`: how often it stands between marks, as a slogan does; `quoted`: how often it stands in
    quotation marks with other words; `describes`: how often a word that is not small comes right after it; `before`,
    `after`: words beside it.
    """

    rows: set[int] = field(default_factory=set)
    forms: Counter[Key] = field(default_factory=Counter)
    heads: Counter[Key] = field(default_factory=Counter)
    small: Counter[Key] = field(default_factory=Counter)
    nouns: Counter[Key] = field(default_factory=Counter)
    n: int = 0
    inside: int = 0
    article: int = 0
    preposition: int = 0
    place: int = 0
    figure: int = 0
    alone: int = 0
    quoted: int = 0
    describes: int = 0
    before: Counter[str] = field(default_factory=Counter)
    after: Counter[str] = field(default_factory=Counter)


def phrases_of(words: Mapping[int, Sequence[Word]], language: str, known: Mapping[str, float]) -> dict[Key, Phrase]:
    """Runs of words that begin and end with one of the stems `known` and hold only these and small words between."""
    grammar = GRAMMARS.get(language, UNKNOWN)
    found: dict[Key, Phrase] = defaultdict(Phrase)
    for row, some in words.items():
        inside, capitals = _in_quotation(some), _has_capitals(some)
        for start, end, stems in _runs(some, grammar, known, language):
            one = found[stems]
            before = some[start - 1] if start else BREAK
            after = some[end] if end < len(some) else BREAK
            form = tuple(word.written for word in some[start:end])
            one.rows.add(row)
            one.forms[form] += 1
            one.n += 1
            one.figure += before is FIGURE
            alone = not before.written and not after.written
            one.alone += alone
            one.quoted += inside[start] and not alone
            one.describes += bool(after.stem)
            if not before.written and before is not FIGURE:
                one.heads[form] += 1
            else:
                one.inside += 1
                one.small[form] += not capitals
                small = _small(before, language)
                one.article += small in grammar.articles
                one.preposition += small in grammar.prepositions
                one.place += small in grammar.places
                one.nouns[form] += small in grammar.articles or small in grammar.prepositions
            one.before[_beside(some, start, -1, grammar, language)] += 1
            one.after[_beside(some, end - 1, 1, grammar, language)] += 1
    return found


def _runs(
    words: Sequence[Word], grammar: Grammar, known: Mapping[str, float], language: str
) -> Iterator[tuple[int, int, Key]]:
    for start, first in enumerate(words):
        if first.stem not in known:
            continue
        unspaced = is_unspaced(first.stem[0])
        most = _MOST_PAIRS if unspaced else _MOST_WORDS
        stems: list[str] = []
        for end in range(start, min(len(words), start + most)):
            word = words[end]
            if not word.written or word.stem in stems:
                break
            if not word.stem:
                small = _small(word, language)
                if small not in grammar.links or (small in BARE and words[end - 1].stem and not _in_name(words, end)):
                    break  # "president the country": an article inside a noun phrase stands after a preposition
                continue
            if word.stem not in known:
                break
            stems.append(word.stem)
            yield start, end + 1, tuple(stems)
            if len(stems) == _MOST_STEMS and not unspaced:
                break


def _in_name(words: Sequence[Word], at: int) -> bool:
    """Whether an article is part of a person's name: Marine Le Pen."""
    return all(word.written[:1].isupper() for word in words[at - 1 : at + 2])


def _has_capitals(words: Sequence[Word]) -> bool:
    """Whether a capital could tell a name: posts are written in small letters throughout."""
    return any(not word.written.islower() for word in words if word.written)


def _in_quotation(words: Sequence[Word]) -> list[bool]:
    inside, opened = [], False
    for word in words:
        opened = word is OPENS or (opened and word is not CLOSES)
        inside.append(opened)
    return inside


def _beside(words: Sequence[Word], at: int, step: int, grammar: Grammar, language: str) -> str:
    """The stem that goes before or on after a phrase, over small words that hold noun phrases together; "" for none."""
    for place in range(at + step, at + _FAR * step, step):
        if not 0 <= place < len(words) or not words[place].written:
            break
        if words[place].stem or _small(words[place], language) not in grammar.links:
            return words[place].stem
    return ""


def _small(word: Word, language: str) -> str:
    return lower(word.written, language).replace("’", "'")


def form_value(
    key: Key, found: Mapping[Key, Phrase], language: str, cases: Mapping[str, Counter[str]], *, told: bool = False
) -> float:
    """What speaks for a phrase as such: it is a noun phrase, whole, no person's name, no measure and no slogan.

    `told`: headlines have it so often that it names the one told of, and may be a person's name.
    """
    grammar, one = GRAMMARS.get(language, UNKNOWN), found[key]
    value = 1 - max([n for beside in (one.before, one.after) for stem, n in beside.items() if stem], default=0) / one.n
    unspaced = is_unspaced(key[0][0])
    value *= {1: 1, 2: 1.5, 3: 1.9}.get(len(key), 2.3) if unspaced else _TELLING[min(len(key), 4)]
    if grammar.articles and not (told and is_proper(written_of(one, language, cases))):
        noun = (one.article + 0.7 * one.preposition) / one.inside if one.inside else 0.75 * grammar.noun
        value *= min(1, 0.05 + (noun / grammar.noun) ** 1.5)
        value *= _impersonal(key, found, language, cases)
        value *= _DESCRIBING if _is_adjective(key, one, language, cases) else 1
    elif not unspaced and not one.heads:
        value *= 0.5  # where words change their endings, hardly the plain form
    value *= 0.2 if one.figure > 0.3 * one.n else 1
    value *= _QUOTED if one.quoted > 0.5 * one.n else 1
    return value * (0.4 if one.alone > 0.6 * one.n else 1)


def _is_adjective(key: Key, one: Phrase, language: str, cases: Mapping[str, Counter[str]]) -> bool:
    """Whether it is one word that by its ending and its place before a noun is an adjective: American, Jewish."""
    return (
        len(key) == 1 and one.describes >= _ADJECTIVE * one.n and describes(written_of(one, language, cases), language)
    )


def describes(written: str, language: str) -> bool:
    """Whether a word is an adjective by its ending: American, Jewish."""
    ending = _ADJECTIVAL.get(language)
    return ending is not None and " " not in written and ending.search(written) is not None


def _impersonal(key: Key, found: Mapping[Key, Phrase], language: str, cases: Mapping[str, Counter[str]]) -> float:
    """1 for what is no person's name, less for one: it stands where no place and nothing with an article does."""
    written = written_of(found[key], language, cases)
    words = [word for word in written.split() if len(word) > _SMALL]
    capitals = [word[0].isupper() for word in words]
    if not any(capitals):
        return 1.0
    if is_proper(written):
        return _place_or_thing(found[key]) * (_PROPER if len(key) == 1 else 1)
    if len(key) == len(words) and sum(capitals) > 1:
        first = capitals.index(True)
        last = len(capitals) - capitals[::-1].index(True)
        name = found.get(key[first:last])
        if name and all(capitals[first:last]) and _place_or_thing(name) <= _PERSON:
            return _TITLED
    return 1.0


def is_proper(written: str) -> bool:
    """Whether all words that are not small have a capital."""
    words = [word for word in written.split() if len(word) > _SMALL]
    return bool(words) and all(word[0].isupper() for word in words)


def _place_or_thing(one: Phrase) -> float:
    return min(1, max(_PERSON, 0.15 + (2.5 * one.place + 2 * one.article) / max(1, one.inside)))


def cases_of(texts: Iterable[Sequence[Word]], language: str) -> dict[str, Counter[str]]:
    """How words are written inside sentences, where a capital means something; of texts that have any."""
    cases: dict[str, Counter[str]] = defaultdict(Counter)
    for words in filter(_has_capitals, texts):
        for before, word in zip([BREAK, *words], words, strict=False):
            if (before.written or before is FIGURE) and word.written:
                cases[lower(word.written, language)][word.written] += 1
    return dict(cases)


def written_of(one: Phrase, language: str, cases: Mapping[str, Counter[str]]) -> str:
    """The form most used, small letters where its words have them inside sentences.

    Of one word, another if that one is hardly a noun: islamists, not Islamic. Where words change their endings and no
    article tells a noun, the form at the head of a sentence is likely plain.
    """
    grammar = GRAMMARS.get(language, UNKNOWN)
    plain = not grammar.articles
    folded: Counter[Key] = Counter()
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for form, n in one.forms.items():
        folded[_folded(form, language)] += n + (3 * one.heads[form] if plain else 0)
        for word in form:
            seen[lower(word, language)][word] += n - one.heads[form] - one.small[form]
    best = min(folded, key=lambda form: (-folded[form], form))
    if len(best) > 1 and not plain and one.describes >= _GOES_ON * one.n:
        best = _in_plural(best, folded)  # the singular is half of what goes on: a Ukrainian drone attack
    if len(best) == 1 and len(folded) > 1 and not plain and not grammar.compounds:
        nouns: Counter[Key] = Counter()
        for form, n in one.nouns.items():
            nouns[_folded(form, language)] += n
        if nouns[best] < _HARDLY * folded[best]:
            best = min(folded, key=lambda form: (-nouns[form], -folded[form], form))
    text = ""
    for word in best:
        own = +seen[word]
        text = joined(text, _cased(word, own or cases.get(word) or Counter(_of_forms(one, word, language))))
    return text


def _in_plural(form: Key, counted: Counter[Key]) -> Key:
    """The plural of a phrase, where that is nearly as frequent: French jihadists, Ukrainian drones."""
    plurals = [
        other
        for other in counted
        if other != form and len(other) == len(form) and counted[other] >= _IN_PLURAL * counted[form]
        and all(b.startswith(a) and _PLURAL.fullmatch(b[len(a):]) for a, b in zip(form, other, strict=True))
    ]  # fmt: skip
    return min(plurals, key=lambda other: (-counted[other], other), default=form)


def _folded(form: Key, language: str) -> Key:
    return tuple(lower(word, language) for word in form)


def _of_forms(one: Phrase, folded: str, language: str) -> list[str]:
    return [word for form in one.forms for word in form if lower(word, language) == folded]


def _cased(word: str, written: Counter[str]) -> str:
    """A word in the letters it has most often, in small ones rather than in capitals throughout."""
    calm = [form for form in written if not (len(form) >= _SHOUTED_FROM and form.isupper())]
    if not calm:
        return word[:1].upper() + word[1:]
    return min(calm, key=lambda form: (-written[form], form.islower() is False, form))


def joined(before: str, word: str) -> str:
    """A phrase with one word more; pairs of letters of a script without spaces overlap."""
    if not before:
        return word
    if is_unspaced(word[0]):
        return before + word[-1]  # pairs of letters overlap
    return before + word if before[-1] in _APOSTROPHES else f"{before} {word}"
