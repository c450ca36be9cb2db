"""Names that texts have, however their languages spell them: which recur, and which stand in one text only."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from filrouge.explore.capitals import NO_NAMES, OFFICES
from filrouge.explore.names_in_text import (
    ARTICLES,
    CAPITALISED,
    ELIDED,
    FEWEST_LETTERS,
    LINKS,
    WORD,
    is_name,
    key_of,
    names_in,
    plain,
)
from filrouge.explore.places import is_own_name, knows, place_of, places_in
from filrouge.explore.spellings import ABJADS, FEWEST_COMPARED, maybe_one, near, skeleton, skeletons, stands_in

_SMALL: Final = re.compile(r"(?<![\w-])[^\W\d_A-Z][^\W\d_]+(?![\w-])")
_PLACE: Final = "="  # begins the keys of places, which are known by code
_LONGEST_NAME: Final = 4  # words of a person's name
_ALIKE: Final = 0.84  # of the letters of two names, from which they are one in two spellings
_ALIKE_ACROSS: Final = 0.78  # … in two languages ("Caucase", "Caucasus")
_PART: Final = 6  # letters of a part of a hyphenated name by which it may be known


@dataclass(frozen=True)
class Recurring:
    """A name or number that texts have: as it is written, the texts by how often each has it, how else it is written,
    `place`, as `places.place_of` knows it, and the keys by which `keys_in` finds it.
    """

    written: str
    texts: dict[int, int]
    also: tuple[str, ...] = ()
    place: str = ""
    keys: frozenset[str] = frozenset()


def names_of(texts: Mapping[int, tuple[str, str]]) -> list[Recurring]:
    """Names that texts have, those of most texts first; a name of two texts or more recurs.

    `texts`: text and language by number. A name is what is written with a capital inside of a sentence; in languages
    that write all nouns so, only what is written whole in capitals counts. Countries, large cities and international
    bodies are known in any language, and countries by words made of their names too ("azerbaïdjanais"). Other names
    whose letters are nearly the same are one ("Ganja", "Gandja"); a hyphenated one is known by its longer parts too
    ("Haut-Karabakh"), a person by the last name.
    """
    found: dict[str, Counter[str]] = defaultdict(Counter)
    having: dict[str, Counter[int]] = defaultdict(Counter)
    spoken: dict[str, set[str]] = defaultdict(set)
    adjectives: set[str] = set()
    common = {key_of(word) for text, _language in texts.values() for word in _SMALL.findall(text) if word.islower()}
    for number, (text, language) in texts.items():
        for key, written in _mentions(text, language):
            if key in common:  # a word that begins a name, and is none by itself
                continue
            found[key][written] += 1
            having[key][number] += 1
            spoken[key].add(language)
            if key[0] == _PLACE and not is_own_name(written, language):
                adjectives.add(written)
    groups = _groups(sorted(found, key=lambda key: (-sum(found[key].values()), key)), spoken)
    _find_also(groups, texts, having, spoken)
    result = []
    for keys in groups:
        forms: Counter[str] = sum((found[key] for key in keys), Counter())
        texts_of: Counter[int] = sum((having[key] for key in keys), Counter())
        persons = keys[0][0] != _PLACE and len(keys[0].split()) > 1
        first, *rest = sorted(
            forms, key=lambda form: (form in adjectives, persons and " " not in form, -forms[form], form)
        )
        also = {form.casefold(): form for form in reversed(rest) if form.casefold() != first.casefold()}
        place = keys[0][1:] if keys[0][0] == _PLACE else ""
        first = first.title() if "/" in place and first.isupper() else first
        result.append(
            Recurring(first, dict(sorted(texts_of.items())), tuple(reversed(also.values())), place, frozenset(keys))
        )
    result = _with_those_in_longer_names(result)
    return sorted(result, key=lambda one: (-len(one.texts), -sum(one.texts.values()), one.written))


def _find_also(
    groups: Iterable[list[str]],
    texts: Mapping[int, tuple[str, str]],
    having: Mapping[str, Counter[int]],
    spoken: Mapping[str, set[str]],
) -> None:
    """Look for names of other texts in those in which capitals do not tell them."""
    for number, (text, language) in texts.items():
        if language in CAPITALISED:
            words = f" {' '.join(key_of(word) for word in re.findall(WORD, text) if word[:1].isupper())} "
            seen = {keys[0] for keys in groups if f" {keys[0]} " in words}
        elif language in ABJADS:
            written = skeletons(text)
            seen = {keys[0] for keys in groups if any(stands_in(key, written) for key in keys)}
        else:
            continue
        for key in seen:
            if key[0] != _PLACE and not having[key][number]:
                having[key][number] += 1
                spoken[key].add(language)


def _with_those_in_longer_names(names: list[Recurring]) -> list[Recurring]:
    """Names that stand inside of longer ones ("Vila Serena", "Prefeitura de Vila Serena") are also where these are."""
    known = [[key for key in one.keys if key[0] != _PLACE] for one in names]
    result = []
    for one, own in zip(names, known, strict=True):
        counts = Counter(one.texts)
        for other, theirs in zip(names, known, strict=True):
            if other is not one and any(_is_within(key, longer) for key in own for longer in theirs):
                counts.update({number: n for number, n in other.texts.items() if number not in one.texts})
        result.append(replace(one, texts=dict(sorted(counts.items()))))
    return result


def _is_within(key: str, longer: str) -> bool:
    """Whether a name stands inside of a longer one, or is its last word as another language has it."""
    *before, last = longer.split()
    if not before:
        return False
    return f" {key} " in f" {longer} " or (" " not in key and near(key, last, _ALIKE_ACROSS, across=True))


def own_names(texts: Mapping[int, tuple[str, str]], names: Iterable[Recurring]) -> dict[int, list[str]]:
    """Names that stand in one text and surely in no other: by its number, the most frequent first.

    Sure is: a country, city or body that is known in the languages of all texts; and a name of two words, or behind an
    office, or one that stands there twice, unless another text has a word like it, or is in a script or language in
    which it cannot be looked for.

    `names`: `names_of` the texts.
    """
    words = {
        number: skeletons(text) if language in ABJADS else _capitals(text) for number, (text, language) in texts.items()
    }
    found: dict[int, list[str]] = {number: [] for number in texts}
    for one in sorted(names, key=lambda one: -sum(one.texts.values())):
        number, *more = one.texts
        others = [other for other in texts if other != number]
        if not more and _is_sure(one, *texts[number], [(texts[other][1], words[other]) for other in others]):
            found[number].append(one.written)
    return found


def _is_sure(one: Recurring, text: str, language: str, others: Iterable[tuple[str, frozenset[str]]]) -> bool:
    if one.place:
        return not one.written.islower() and all(knows(code) for code, _words in others)
    key, times = key_of(one.written), sum(one.texts.values())
    words = key.split()
    if len(words) == 1 and times < 2 and not _in_office(one.written, text):
        return False
    told_by = words[-1:] if not set(words) & LINKS else [word for word in words if len(word) > FEWEST_LETTERS]
    for code, theirs in others:
        if not theirs or (code != language and one.written.isupper() and len(key) < FEWEST_COMPARED + 1):
            return False
        if code in ABJADS:
            if any(len(skeleton(word)) < FEWEST_LETTERS or skeleton(word) in theirs for word in words):
                return False
        elif any(maybe_one(word, other) for word in told_by for other in theirs):
            return False
    return True


def _in_office(name: str, text: str) -> bool:
    """Whether an office stands before a name: "president Akal"."""
    before = re.finditer(rf"({WORD})\s+{re.escape(name)}", text)
    return any(key_of(found[1]) in OFFICES for found in before)


def _capitals(text: str) -> frozenset[str]:
    """Words with a capital, in any place of a text; none in scripts that have no capitals."""
    tokens = re.findall(WORD, text)
    words = (key_of(token) for token in tokens if ELIDED.sub("", token)[:1].isupper())
    return frozenset(part for word in words for part in (word, *word.split("-")))


def keys_in(text: str, language: str) -> dict[str, str]:
    """Keys of the names in a sentence, each with how it is written there."""
    return dict(_mentions(text, language))


def _mentions(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Keys of what a text names, each as often as it does, with how it is written."""
    for name in names_in(text, language):
        yield from _of_name(name, language)
    for word in _SMALL.findall(text):
        if word.islower() and (place := place_of(word, language)):
            yield _PLACE + place, word
    if language in CAPITALISED:
        yield from _places_among_nouns(re.findall(WORD, text), language)
    if not any(letter.isupper() for letter in text):
        for place, name in places_in(text, language):
            yield _PLACE + place, name


def _places_among_nouns(words: list[str], language: str) -> Iterator[tuple[str, str]]:
    """Places of a text that writes every noun with a capital; what is written whole in capitals is a name anyhow."""
    start = 0
    while start < len(words):
        step = 1
        for n in range(_LONGEST_NAME, 0, -1):
            name = " ".join(words[start : start + n])
            if name[:1].isupper() and not name.isupper() and (place := place_of(name, language)):
                yield _PLACE + place, name
                step = n
                break
        start += step


def _of_name(name: str, language: str) -> Iterator[tuple[str, str]]:
    """A name, or the places and bodies that stand inside of it ("République d’Arménie", "UN Security Council")."""
    if place := place_of(name, language):
        yield _PLACE + place, name
        return
    words = name.split()
    office = max((n for n, word in enumerate(words[:-1]) if key_of(word) in OFFICES), default=-1)
    words = words[office + 1 :]  # also of "Interior Minister Vanja Torek"
    while words and key_of(words[0]) in LINKS | ARTICLES:
        words = words[1:]
    for start, end in ((i, j) for i in range(len(words)) for j in range(len(words), i, -1)):
        inside = " ".join([plain(word) for word in words[start:end]])
        if (start, end) != (0, len(words)) and inside[:1].isupper() and (place := place_of(inside, language)):
            yield _PLACE + place, inside
            words = words[:start] + [""] * (end - start) + words[end:]
    for word in words:
        first, _hyphen, last = word.partition("-")
        if last.islower() and (place := place_of(first, language)):  # "Russia-backed"
            yield _PLACE + place, first
            words[words.index(word)] = ""
    whole = " ".join(name.split()[-len(words) :]) if words else ""
    rest = [word for word in words if word and key_of(word) not in NO_NAMES | LINKS | ARTICLES]
    if len(rest) == 1 and {key_of(word) for word in words} & LINKS:  # "Caucase du Sud", "Assemblée de Selm"
        whole = plain(rest[0])
    if rest and is_name(whole):
        yield key_of(whole), whole


def _groups(keys: list[str], spoken: Mapping[str, set[str]]) -> list[list[str]]:
    """Keys that are one name in several spellings, together; the most frequent of each first."""
    groups: list[list[str]] = []
    for key in keys:
        for group in groups:
            if _same(key, group[0], across=not spoken[key] & spoken[group[0]]):
                group.append(key)
                break
        else:
            groups.append([key])
    return _with_persons(groups, spoken)


def _with_persons(groups: list[list[str]], spoken: Mapping[str, set[str]]) -> list[list[str]]:
    """A last name by itself, or a first one, goes to the one person who is called so."""
    persons: dict[str, list[list[str]]] = defaultdict(list)
    for group in groups:
        words = group[0].split()
        if 1 < len(words) <= _LONGEST_NAME and not set(words) & LINKS and words[-1] not in NO_NAMES:
            persons[words[-1]].append(group)
            persons[words[0]].append(group)
    kept = []
    for group in groups:
        called = persons.get(group[0], [])
        if not called and " " not in group[0]:  # "Долгата" for "Ismar Dolgat"
            alike = [one for word, ones in persons.items() if _same(group[0], word, across=True) for one in ones]
            called = [one for one in alike if not spoken[group[0]] & spoken[one[0]]]
        if len(called) == 1 and called[0] is not group:
            called[0].extend(group)
        else:
            kept.append(group)
    return kept


def _same(key: str, other: str, *, across: bool) -> bool:
    if _PLACE in (key[0], other[0]):
        return key == other
    least = _ALIKE_ACROSS if across else _ALIKE
    return any(near(a, b, least, across=across) for a in _known_by(key) for b in _known_by(other))


def _known_by(key: str) -> Iterable[str]:
    yield key.replace("-", " ")
    if "-" in key:
        yield from (part for part in key.split("-") if len(part) >= _PART)
