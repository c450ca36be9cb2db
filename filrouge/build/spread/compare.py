"""What two aligned texts differ in: how much of the words is the same; numbers, negations and names that changed."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from typing import Final

from filrouge.characters import latin
from filrouge.negation_cues import negations, opposed
from filrouge.numerals import NUMBER, digits
from filrouge.search import UNSPACED

VERBATIM: Final = 0.7
"""Share of the words in common, in sentences that match, from which a copy is verbatim."""

_DENIED: Final = 0.1
"""Share of a text that may deny what the other says, and it is still verbatim, with a change."""

_DIFFER: Final = 0.34
"""Share of numbers (names) in common up to which texts of one form tell of other matters."""

NUMBERS: Final = 3  # or names, that tell so
_ALIKE: Final = 0.75  # of two spellings of one name
_ACROSS: Final = 0.72  # of two spellings in two scripts or languages
_STEM: Final = 5  # letters: inflections of a word begin alike
_CLOCK: Final = re.compile(r"(\d{1,2})[.:hH]\d{2}(?!\d)")
_BEHIND: Final = re.compile(r"\s?([^\W\d_]+|[%€$£₽‰°])")
_DATELINE: Final = re.compile(r"^[^.\n]{0,60}?\s[—–-]\s")
_TOKEN: Final = re.compile(rf"[{UNSPACED}]|(?:(?![{UNSPACED}])\w)+")
_NAME: Final = re.compile(r"(?<![\w.])([^\W\d_a-z][^\W\d_]*(?:[-'’][^\W\d_]+)*)")
_CAPITALS: Final = frozenset(
    "bg ca cs da el en es et fi fr hr hu it lt lv nl no pl pt ro ru sk sl sr sv tr uk".split()  # noqa: SIM905
)


@dataclass(frozen=True)
class Said:
    """A sentence and its language."""

    text: str
    language: str


@dataclass(frozen=True)
class Difference:
    """`kind`: number, negation or name; `before`, `after`: what the earlier text has, and what the later one has."""

    kind: str
    before: str
    after: str


@lru_cache(maxsize=100_000)
def tokens(text: str) -> tuple[str, ...]:
    """The words of a text; in scripts without spaces, its characters."""
    return tuple(_TOKEN.findall(text.casefold()))


def same_words(first: str, second: str) -> float:
    """Share of the words of two sentences that are the same, in the same order."""
    a, b = tokens(first), tokens(second)
    if a == b:
        return 1.0
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def is_verbatim(pairs: Sequence[tuple[Said, Said]]) -> bool:
    """Whether the words of aligned sentences are the same, or nearly, and no large part of them denies the other."""
    same = denied = weight = 0.0
    for first, second in pairs:
        n = len(tokens(first.text)) + len(tokens(second.text))
        share = same_words(first.text, second.text)
        same += n * share
        denied += n * (share < 1 and _denied(first, second))
        weight += n
    return weight > 0 and same >= VERBATIM * weight and denied <= _DENIED * weight


def is_template(
    pairs: Sequence[tuple[Said, Said]], before: Sequence[str], after: Sequence[str], fewest: int = NUMBERS
) -> bool:
    """Whether texts have one form and tell of other matters: nearly all their numbers differ, or the names.

    Parameters
    ----------
    pairs : aligned sentences.
    before, after : all sentences of both texts that are asked for numbers.
    fewest : numbers that tell so.
    """
    mine, theirs = (Counter(number for text in side for number in _numbers(text)) for side in (before, after))
    if _others(mine, theirs, fewest):
        return True
    if pairs[0][0].language != pairs[0][1].language:
        return False
    mine, theirs = (Counter(name for pair in pairs for name in _names(pair[side])) for side in (0, 1))
    return _others(mine, theirs, fewest=2 * NUMBERS)  # a person in place of another is a change, not another matter


def _others(mine: Counter[str], theirs: Counter[str], fewest: int = NUMBERS) -> bool:
    fewer = min(mine.total(), theirs.total())
    return fewer >= fewest and (mine & theirs).total() <= _DIFFER * fewer


def differences(
    pairs: Sequence[tuple[Said, Said]],
    before: Sequence[str],
    after: Sequence[str],
    names_in: Callable[[str], Set[str]] = lambda _: frozenset(),
) -> list[Difference]:
    """Tell what numbers, negations and names changed.

    Parameters
    ----------
    pairs : aligned sentences, that of the earlier text first.
    before, after : all sentences of both texts: what only moved has not changed.
    names_in : how names begin in the corpus's texts of a language, as `name_stems` has them.
    """
    if not pairs:
        return []
    result = _numbers_changed(pairs, before, after)
    names = tuple(_spelled(" ".join(side)) for side in (before, after))
    for first, second in pairs:
        if _turned(first, second):
            result.append(Difference("negation", first.text, second.text))
        result += _name(first, second, names, names_in)
    return list(dict.fromkeys(result))


def _denied(first: Said, second: Said) -> bool:
    """Whether one of two sentences has a word of negation more; across languages that is not looked at.

    Some languages deny in two words ("ne … pas"), so where all else is the same any number of them counts, and a
    language is not believed either: of few words it is easily mistaken.
    """
    if same_words(first.text, second.text) >= VERBATIM:
        languages = {first.language, second.language}
        if any(negations(first.text, code) != negations(second.text, code) for code in languages):
            return True
        mine, theirs = set(tokens(first.text)), set(tokens(second.text))
        return any(
            opposed(mine - theirs, theirs - mine, code) or _denied_elsewhere(first.text, second.text, code)
            for code in languages
        )
    if first.language != second.language:
        return False
    return (negations(first.text, first.language) - negations(second.text, second.language)) % 2 == 1


def _denied_elsewhere(first: str, second: str, language: str) -> bool:
    """Whether two texts with as many words of negation have them in other places; what only moved does not count."""
    first, second = first.casefold(), second.casefold()  # as words are: İ becomes two characters
    places = [[match.span() for match in _TOKEN.finditer(text)] for text in (first, second)]
    words = tokens(first), tokens(second)
    moved: Counter[tuple[str, ...]] = Counter()
    for _, i, i_end, j, j_end in SequenceMatcher(None, *words, autojunk=False).get_opcodes():
        cut = [
            text[at[start][0] : at[end - 1][1]] if start < end else ""
            for text, at, (start, end) in zip((first, second), places, ((i, i_end), (j, j_end)), strict=True)
        ]
        here, there = (negations(part, language) for part in cut)
        if here != there:
            moved[words[0][i:i_end]] += here > 0
            moved[words[1][j:j_end]] -= there > 0
    return any(moved.values())


def _turned(first: Said, second: Said) -> bool:
    """Whether one of two sentences denies what the other says: one word of negation more, in the same words or beside
    a word that the other has too.
    """
    if not _denied(first, second):
        return False
    return same_words(first.text, second.text) >= VERBATIM or any(
        _denies_word_of(one, other) for one, other in ((first, second), (second, first))
    )


def _denies_word_of(said: Said, other: Said) -> bool:
    words = tokens(said.text)
    stems = {word[:_STEM] for word in tokens(other.text) if len(word) >= _STEM}
    bare = {word[:_STEM] for word in tokens(other.text) if negations(word, other.language)}
    for i, word in enumerate(words):
        if negations(word, said.language) and word[:_STEM] not in bare:
            near = [one for one in words[i : i + 3] if len(one) >= _STEM]
            if any(one[:_STEM] in stems for one in near):
                return True
    return False


def _digits(text: str) -> list[str]:
    """The numbers of a text; also a clock's hours by themselves, and two numbers in a row as one."""
    plain = [digits(match.group()).lstrip("0") for match in NUMBER.finditer(text)]
    parts = [match.group(1).lstrip("0") for match in _CLOCK.finditer(text)]
    joined = [(a + b).lstrip("0") for a, b in pairwise(plain)]
    return [number for number in (*plain, *parts, *joined) if number]


def _numbers(text: str) -> list[str]:
    return [digits(match.group()) for match in NUMBER.finditer(text)]


def _numbers_changed(
    pairs: Sequence[tuple[Said, Said]], before: Sequence[str], after: Sequence[str]
) -> list[Difference]:
    """Numbers that the other text has nowhere, beside the same word or, across languages, in the same sentence."""
    same = pairs[0][0].language == pairs[0][1].language
    texts = ["\n".join(_DATELINE.sub("", text) for text in side) for side in (before, after)]
    known = [set(_digits(text)) for text in texts]
    found = []
    if same:
        gone, new = (_unknown(text, there) for text, there in zip(texts, reversed(known), strict=True))
        for unit, number in gone.items():
            if unit in new:
                found.append(Difference("number", number, new[unit]))
        for first, second in pairs:
            found += _figure(first, second)
        return found
    for first, second in pairs:
        said = (_DATELINE.sub("", one.text) for one in (first, second))
        gone, new = (_unknown(text, there) for text, there in zip(said, reversed(known), strict=True))
        if len(gone) == len(new) == 1:
            found += [Difference("number", a, b) for a, b in zip(gone.values(), new.values(), strict=True)]
    return found


def _unknown(text: str, known: set[str]) -> dict[str, str]:
    """Numbers of a text that are not known, in no thousands either, by the beginning of the word behind each."""
    result = {}
    for match in NUMBER.finditer(text):
        number = digits(match.group()).lstrip("0")
        clock = _CLOCK.fullmatch(match.group())
        spellings = {
            number,
            number + "000",
            number + "000000",
            number.removesuffix("000"),
            number.removesuffix("000000"),
        }
        if number and not spellings & known and not (clock and clock.group(1).lstrip("0") in known):
            behind = _BEHIND.match(text, match.end())
            result[behind.group(1).casefold()[:_STEM] if behind else ""] = match.group()
    return result


def _figure(first: Said, second: Said) -> list[Difference]:
    """A figure in place of a word, in sentences that are the same otherwise."""
    a, b = tokens(first.text), tokens(second.text)
    if same_words(first.text, second.text) < VERBATIM:
        return []
    return [
        Difference("number", a[i], b[k])
        for tag, i, j, k, n in SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
        if tag == "replace" and j - i == n - k == 1 and a[i].isdigit() != b[k].isdigit()
    ]


def _names(said: Said) -> list[str]:
    """Words with a capital letter, those that begin the sentence left out."""
    if said.language not in _CAPITALS:
        return []
    return [m.group(1).casefold()[:5] for m in _NAME.finditer(said.text) if m.start() > 1 and _is_name(m.group(1))]


def _is_name(word: str) -> bool:
    return word[0].isupper() and len(word) > 1


def _full_names(said: Said) -> list[tuple[str, str]]:
    """Two words with a capital letter in a row, as names of people are."""
    found = []
    previous: re.Match[str] | None = None
    for match in _NAME.finditer(said.text):
        if not _is_name(match.group(1)):
            continue
        if previous is not None and said.text[previous.end() : match.start()] == " ":
            found.append((previous.group(1), match.group(1)))
        previous = match
    return found


def _name(
    first: Said, second: Said, names: Sequence[frozenset[str]], names_in: Callable[[str], Set[str]]
) -> Iterable[Difference]:
    """A full name of each of which the other text has neither word; in the same words, the other sentence.

    Titles are translated, and look like names. So across languages one of the two has to be spelled alike in some text
    of the other language: that is a name.
    """
    across = first.language != second.language
    local = across or same_words(first.text, second.text) >= VERBATIM
    here = [_spelled(first.text), _spelled(second.text)] if local else names
    least = _ACROSS if across else _ALIKE
    gone = [name for name in _full_names(first) if not _has(name, here[1], least)]
    new = [name for name in _full_names(second) if not _has(name, here[0], least)]
    if across and gone and new:
        known = [name for name in gone if _stems(name) & names_in(second.language)]
        known_too = [name for name in new if _stems(name) & names_in(first.language)]
        gone, new = (known or gone, known_too or new) if known or known_too else ([], [])
    if gone and new:
        yield Difference("name", " ".join(gone[-1]), " ".join(new[-1]))


def name_stems(texts: Iterable[str]) -> frozenset[str]:
    """How the words begin that may be names in some texts, in plain Latin letters."""
    return frozenset(word[:_STEM] for text in texts for word in _spelled(text) if len(word) >= _STEM)


def _stems(name: tuple[str, str]) -> set[str]:
    return {word[:_STEM] for part in name if len(word := latin(part)) >= _STEM}


@lru_cache(maxsize=4096)
def _spelled(text: str) -> frozenset[str]:
    """The words of a text that may be names, in plain Latin letters."""
    return frozenset(latin(match.group(1)) for match in _NAME.finditer(text) if _is_name(match.group(1)))


def _has(name: tuple[str, str], known: frozenset[str], least: float) -> bool:
    return any(_like(latin(part), word, least) for part in name for word in known)


@lru_cache(maxsize=200_000)
def _like(one: str, other: str, least: float) -> bool:
    if one[:_STEM] == other[:_STEM]:
        return True
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= least
