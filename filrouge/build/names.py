"""What a narrative is called in a language: the phrase that tells it best, and what stands beside it."""

from collections.abc import Sequence, Set
from typing import Final, NamedTuple

from filrouge.build.grammar import GRAMMARS, UNKNOWN
from filrouge.build.noun_phrases import describes, is_proper
from filrouge.build.nouns import is_body, says_who
from filrouge.build.words import capital, is_unspaced, lower
from filrouge.build.worth import Valued

LONGEST: Final = 56
"""Letters of a name."""

_FEWEST_LETTERS: Final = 5  # of a phrase in a script without spaces
_WEAK: Final = 0.25  # value below which a phrase does not say what texts are about …
_WEAK_WORD: Final = 0.27  # … and below which a word does not
_WEAK_ALONE: Final = 0.4  # … by itself
_BESIDE: Final = 0.4  # value of a second phrase, as a share of that of the first, …
_BESIDE_WORD: Final = 0.22  # … of one that stands beside one word …
_BESIDE_NAME: Final = 0.25  # … and beside a name, which says little by itself
_NAME_BESIDE: Final = 0.45  # … and of a name of several words that stands beside
_OFTEN_BESIDE: Final = 0.25  # share of texts with a second that is one word
_SHARE_BESIDE: Final = 0.35  # above 0, how much a second is better that more texts have
_MORE: Final = 0.25  # … and one that says what happened, has several words, or stands in headlines
_LISTED: Final = 3
_BEHIND_SPEAKER: Final = 2
_MANY: Final = 0.2  # share of one source's texts with what stands behind it
_ROOT: Final = 5  # letters that words of one root share
_LONGER: Final = 0.75  # value of a longer name, as a share of that of the best word, from which it is better
_LONGER_HOLDS: Final = 0.6  # … of a phrase that holds the word …
_LONGER_SHARE: Final = 0.2  # … and stands in so large a share of its texts


class Name(NamedTuple):
    """A name, its first phrase by itself, and whether it says what the texts are about; else it only lists words.

    `worth`: the value of its first phrase; `telling`: it is no list of single words, unless one says what happened.
    """

    text: str
    short: str
    clear: bool
    worth: float = 0.0
    telling: bool = False


def name_of(phrases: Sequence[Valued], language: str, taken: Set[str] = frozenset()) -> Name:
    """The best phrase, and one beside it that says more: what happened, or to what. There is at least one phrase.

    What is a name itself is told by common words ("Outer Hams: language law"), other phrases stand side by side.
    """
    first = _fuller(phrases)
    if not is_strong(phrases):
        return Name(listed(phrases, language), "", False)
    proper = is_proper(first.written)
    second = _second(first, phrases, language, proper)
    if not (second or proper or several(first)) and first.value < _WEAK_ALONE:
        return Name(listed(phrases, language), "", False)
    telling = several(first) or proper or first.happens
    # The fuller one first: a shorter name is there for when another narrative has it.
    names = [capital(name, language) for name in (second, first.written) if name]
    return Name(next((name for name in names if name not in taken), names[0]), names[-1], True, first.value, telling)


def is_strong(phrases: Sequence[Valued]) -> bool:
    """Whether the best phrase says what the texts are about."""
    first = _fuller(phrases)
    return first.value >= (_WEAK if several(first) else _WEAK_WORD)


def _second(first: Valued, phrases: Sequence[Valued], language: str, proper: bool) -> str:
    """The name with what stands beside the first phrase: of as many sources, in other words, and not much worse."""
    whole, bare = several(first) and not proper, not several(first) and not proper
    best, chosen = 0.0, None
    for one in phrases:
        long, name = several(one), is_proper(one.written)
        if not one.shared or akin(first, one) or says_who(one.written, language) or is_body(one.written, language):
            continue
        if name and not (long and one.value >= _NAME_BESIDE * first.value * (proper or whole)):
            continue
        if not long and (one.share < _OFTEN_BESIDE or not (one.happens or one.headed or bare)):
            continue
        if whole and first.happens and not (long and one.headed):
            continue
        joint = _joint(first, one, language)
        value = one.beside * (1 + _MORE * (2 * one.happens + long + one.headed)) * one.share**_SHARE_BESIDE
        least = _BESIDE_NAME if proper else _BESIDE if whole else _BESIDE_WORD
        if value > best and one.beside >= least * first.beside and len(joint) <= LONGEST:
            best, chosen = value, one
    if chosen is None:
        return ""
    longer = [one for one in phrases if one.shared and _holds(one, chosen) and not akin(first, one)]
    joints = [_joint(first, one, language) for one in (*longer, chosen)]
    return next(joint for joint in joints if len(joint) <= LONGEST)


def _joint(first: Valued, second: Valued, language: str) -> str:
    """Both side by side; a name before a colon and what it has to do with, or what happened, behind it."""
    of, with_it = is_proper(first.written), is_proper(second.written)
    if with_it and not of and first.happens and not several(first):
        return _joint(second, first, language)
    if of and not with_it:
        return f"{first.written}{GRAMMARS.get(language, UNKNOWN).colon}{second.written}"
    return GRAMMARS.get(language, UNKNOWN).joined([first.written, second.written])


def akin(first: Valued, other: Valued) -> bool:
    """Whether they share a root: Europa says no more beside Unión Europea, nor pipe beside pipeline."""
    return any(one.startswith(two) or two.startswith(one) for one in _roots(first) for two in _roots(other))


def _roots(one: Valued) -> set[str]:
    """The beginnings of its words: Europa says no more beside Unión Europea."""
    return {stem if is_unspaced(stem[0]) else stem[:_ROOT] for stem in one.key}


def several(one: Valued) -> bool:
    """Whether it is more than one word."""
    return len(one.written) >= _FEWEST_LETTERS if is_unspaced(one.written[0]) else len(one.key) > 1


def _fuller(phrases: Sequence[Valued]) -> Valued:
    """The best phrase; if it is one word, one that holds it, or a longer name, if that is not much worse."""
    first = phrases[0]
    if several(first):
        return first
    name = is_proper(first.written)
    longer = (
        one
        for one in phrases
        if (name and _other_name(one, first) and one.value >= _LONGER * first.value)
        or (_holds(one, first) and (one.headed or not name))
    )
    return next(longer, first)


def _other_name(one: Valued, word: Valued) -> bool:
    return len(one.key) > 1 and is_proper(one.written) and not set(word.key) < set(one.key)


def _holds(one: Valued, word: Valued) -> bool:
    """Whether a phrase has a word of a root with another that it says more than, in texts enough."""
    roots = _roots(word)
    akin = any(two.startswith(own) or own.startswith(two) for two in _roots(one) for own in roots)
    enough = one.share >= _LONGER_SHARE * word.share and one.value >= _LONGER_HOLDS * word.value
    return len(one.key) > len(word.key) == 1 and akin and enough


def listed(phrases: Sequence[Valued], language: str, speaker: str = "") -> str:
    """Some words of texts that share little, and that they do; or, of texts of one source, what many of them have
    behind it, and else that they share little, and some of their words.
    """
    grammar = GRAMMARS.get(language, UNKNOWN)
    if not speaker:
        words = ", ".join(_some(phrases, _LISTED))
        both = filter(None, (grammar.various, words))
        return grammar.colon.join(both) if grammar.various else capital(words, language)
    said = [one for one in phrases if one.written.casefold() not in speaker.casefold()]
    said = [one for one in said if not (is_body(one.written, language) or describes(one.written, language))]
    many = [one for one in said if one.share >= _MANY]
    if many := [one for one in many if not is_proper(one.written)] or many:
        return f"{speaker}{grammar.colon}{', '.join(_some(many, _BEHIND_SPEAKER))}"
    words = ", ".join(_some(sorted(said, key=lambda one: not (several(one) or is_proper(one.written))), _LISTED))
    if not grammar.various:
        return f"{speaker}{grammar.colon}{words}" if words else speaker
    return f"{speaker}{grammar.colon}{lower(grammar.various, language)}{f' ({words})' if words else ''}"


def _some(phrases: Sequence[Valued], most: int) -> list[str]:
    """The first of some phrases, no two of which have a word of one root."""
    chosen: list[Valued] = []
    for one in phrases:
        if len(chosen) < most and not any(akin(one, other) for other in chosen):
            chosen.append(one)
    return [one.written for one in chosen]
