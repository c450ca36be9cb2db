"""Names that a narrative may have, of one to three phrases, and which of them is nearest to what its texts say."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from itertools import combinations
from typing import Final, NamedTuple

import numpy as np

from filrouge.arrays import Singles, unit
from filrouge.build.grammar import GRAMMARS, UNKNOWN
from filrouge.build.names import LONGEST, Name, akin, is_strong, listed, name_of, several
from filrouge.build.noun_phrases import is_proper
from filrouge.build.nouns import is_body, says_who
from filrouge.build.words import capital
from filrouge.build.worth import Valued

Encode = Callable[[Sequence[str], Sequence[str]], Singles]
"""Gives aligned vectors of some texts, told their languages."""

Place = tuple[int, str]
"""A narrative, or a theme, by its number, and a language that may name it."""

_MOST_READ: Final = 80  # phrases
_FEW_TEXTS: Final = 0.05  # share of texts with a phrase, below which it is a detail
_MOST_HEADS: Final = 10  # … that may stand first …
_HEAD: Final = 0.2  # … of a value that is this share of the best one's, …
_MOST_OTHERS: Final = 18  # … and beside another …
_OTHER: Final = 0.08
_OTHER_TOLD: Final = 0.04  # … that say what happened, or that many texts have
_MANY: Final = 0.4
_WORD_SHARE: Final = 0.2  # share of texts with a second that is one word …
_EVENT_SHARE: Final = 0.15  # … and says what happened
_THIRD: Final = 0.12  # value of one word in a name of three phrases that most texts have …
_THIRD_RARE: Final = 0.2  # … and of another
_MOST_TEXTS: Final = 0.5
_WHOLE_WEIGHT: Final = 0.8  # of a phrase that may stand alone, …
_WHOLE_SHARE: Final = 0.2  # … or share of texts that have it
_CONTAINED: Final = 0.85  # how much of its word's weight a longer phrase has at least
_FAR: Final = 0.25  # cosine to what the texts are about, below which a name does not say it
_TRIED: Final = 14  # names of a narrative in a language that are weighed as a whole

# Weights, found on names that readers had graded: how near a name is counts most, then what its phrases are worth.
_NEAR: Final = 1.3
_MARGIN: Final = 0.5
_WORTH: Final = 0.5
_HAPPENS: Final = 0.15
_WHOLE: Final = 0.12  # a phrase of several words that says what happened needs none beside it
_SEVERAL: Final = 0.14
_ONE_WORD: Final = 0.05
_TWO: Final = 0.05  # what a second phrase has to add
_THREE: Final = 0.3
_WHERE: Final = 0.15  # … and one
_REPEATS: Final = 0.6  # phrases that say the same, from the cosine …
_ALIKE: Final = 0.1
_RARE: Final = 0.3  # share of a second phrase's weight that it has in any case, be it rare; …
_SPREAD: Final = 0.5  # … all of it, if so large a share of texts has it
_PLACES: Final = 0.25  # two names without what happened
_BODY: Final = 0.1


class Proposal(NamedTuple):
    """A name: how it is written, its phrases, the strongest first, and what speaks for it beside its place."""

    text: str
    parts: tuple[Valued, ...]
    worth: float


class Weighed(NamedTuple):
    """A candidate, its cosine to what the narrative alone is about, and all that speaks for it."""

    candidate: Proposal
    cosine: float
    score: float


def weighed(phrases: Mapping[Place, Sequence[Valued]], centres: Singles, encode: Encode) -> dict[Place, list[Weighed]]:
    """The names that each narrative may have in each language, best first.

    A name is good whose vector is near to the mean of the narrative's passages and farther from that of any other, and
    whose phrases are worth much. To spare the embedder, names are first weighed by the vectors of their phrases.

    Parameters
    ----------
    phrases : of narratives by language, best first.
    centres : means of their passages, of length 1.
    """
    if len(centres) < 2 or not phrases:
        return {}
    possible = {place: candidates(some, place[1]) for place, some in phrases.items() if some}
    vectors = centred(
        ((place, one.written) for place, some in possible.items() for name in some for one in name.parts), encode
    )
    own = unit(centres - centres.mean(axis=0))
    shortlist = {}
    for place, all_names in possible.items():
        if all_names:
            some = [
                _without_repeats(name, np.array([vectors[place, one.written] for one in name.parts]), own[place[0]])
                for name in all_names
            ]
            sums = unit(np.array([sum(vectors[place, one.written] for one in name.parts) for name in some], np.float32))
            shortlist[place] = [one.candidate for one in _ranked(some, sums, own, place[0])[:_TRIED]]
    vectors = centred(((place, name.text) for place, some in shortlist.items() for name in some), encode)
    return {
        place: _ranked(some, np.array([vectors[place, name.text] for name in some]), own, place[0])
        for place, some in shortlist.items()
    }


def _without_repeats(name: Proposal, vectors: Singles, centre: Singles) -> Proposal:
    """A name worth less for phrases that say the same: attacks and terrorists. All are near to what texts are about;
    what counts is how near they are to each other beside that.
    """
    rest = unit(vectors - np.outer(vectors @ centre, centre))
    alike = max((float(one @ two) for one, two in combinations(rest, 2)), default=0.0)
    return name._replace(worth=name.worth - _REPEATS * max(0.0, alike - _ALIKE))


def centred(texts: Iterable[tuple[Place, str]], encode: Encode) -> dict[tuple[Place, str], Singles]:
    """Vectors of texts, less what names of all narratives have in common: they are short."""
    some = list(dict.fromkeys(texts))
    if not some:
        return {}
    distinct = list(dict.fromkeys((capital(text, place[1]), place[1]) for place, text in some))
    found = dict(zip(distinct, encode([text for text, _ in distinct], [code for _, code in distinct]), strict=True))
    vectors = np.array([found[capital(text, place[1]), place[1]] for place, text in some], np.float32)
    numbers = np.array([place[0] for place, _ in some])
    common = np.mean([vectors[numbers == number].mean(axis=0) for number in np.unique(numbers)], axis=0)
    return dict(zip(some, unit(vectors - common), strict=True))


def nearness(cosine: Singles, number: int) -> Singles:
    """How near texts are to one narrative, and nearer than to any other; `cosine`: of each to each narrative."""
    others = np.delete(cosine, number, axis=1).max(axis=1)
    near: Singles = cosine[:, number] + _MARGIN * (cosine[:, number] - others)
    return near


def _ranked(names: Sequence[Proposal], vectors: Singles, centres: Singles, number: int) -> list[Weighed]:
    cosine = vectors @ centres.T
    near = _NEAR * nearness(cosine, number)
    # Rounded: what is equal but for the machine is told by its worth, and by its letters.
    score = [round(float(own) + name.worth, 3) for own, name in zip(near, names, strict=True)]
    order = sorted(range(len(names)), key=lambda i: (-score[i], names[i].text))
    return [Weighed(names[i], float(cosine[i, number]), score[i]) for i in order]


def name_among(
    options: Sequence[Weighed], phrases: Sequence[Valued], language: str, taken: Set[str] = frozenset()
) -> Name:
    """The best of the names that no other narrative has; a list of words where none says what the texts are about.

    Where there are none, as where nothing gives vectors of names, the best phrase and one beside it.
    """
    if not options:
        return name_of(phrases, language, taken)
    if options[0].cosine < _FAR or not is_strong(phrases):
        near = [one.candidate.parts[0] for one in options if len(one.candidate.parts) == 1 and one.cosine >= _FAR]
        return Name(listed(near if len(near) > 1 else phrases, language), "", False)
    name = next((one.candidate for one in options if one.candidate.text not in taken), options[0].candidate)
    short = capital(name.parts[0].written, language)
    telling = any(several(part) or is_proper(part.written) or part.happens for part in name.parts)
    return Name(name.text, short, True, options[0].score, telling)


def candidates(phrases: Sequence[Valued], language: str) -> list[Proposal]:
    """Names of one phrase, two, or three: what or where it is, and what happened or belongs to it.

    No part is an office, has a root with another, or is a piece of a better phrase. All but a phrase by itself come
    from as many sources as words of names do, or stand in headlines.
    """
    weight = _weights(phrases)
    best = phrases[0].value
    some = [one for one in phrases[:_MOST_READ] if one.share >= _FEW_TEXTS and not _is_piece(one, phrases)] or phrases[
        :1
    ]
    heads = [one for one in some if one.value >= _HEAD * best and (one.shared or several(one))]
    heads = ([one for one in heads if not says_who(one.written, language)] or heads)[:_MOST_HEADS]
    others = [one for one in some if _may_stand_beside(one, best, language)][:_MOST_OTHERS]
    found: dict[str, Proposal] = {}

    def put(text: str, parts: tuple[Valued, ...], worth: float) -> None:
        text = capital(text, language)
        happens = any(one.happens for one in parts)
        worth += _HAPPENS if happens else -_PLACES * (len(parts) > 1 and all(is_proper(one.written) for one in parts))
        if len(parts) < 3:
            worth += _SEVERAL * sum(several(one) for one in parts) / len(parts)
        worth -= _BODY * sum(is_body(one.written, language) for one in parts[len(parts) == 1 :])
        if len(text) <= LONGEST and (text not in found or found[text].worth < worth):
            found[text] = Proposal(text, parts, worth)

    for one in heads:
        tells = weight[one.key] >= _WHOLE_WEIGHT or one.share >= _WHOLE_SHARE
        whole = -_ONE_WORD if not several(one) else 0.0 if not one.happens else _WHOLE if tells else -_ONE_WORD
        whole -= _WHERE * (is_proper(one.written) and not one.happens)
        put(one.written, (one,), _WORTH * weight[one.key] + whole)
    beside = [one for one in heads if one in others]
    pairs = [(one, two) for one in heads for two in others if one is not two]
    for one, two in pairs:
        if not akin(one, two) and (one in beside or not is_proper(two.written)):
            first, second = sorted((one, two), key=lambda part: (-weight[part.key], part.key))
            value = 0.6 * weight[first.key] + 0.4 * weight[second.key] * _spread(second)
            put(_joint(first, second, language), (first, second), _WORTH * value - _TWO)
    for named in heads:
        if is_proper(named.written):
            for text, more in _threes(named, heads, others, best, language):
                three = sorted((named, *more), key=lambda part: (-weight[part.key], part.key))
                value = sum(
                    share * weight[part.key] * _spread(part) for share, part in zip((0.5, 0.3, 0.2), three, strict=True)
                )
                put(text, tuple(three), _WORTH * (value - _THREE))
    return list(found.values())


def _threes(
    named: Valued, heads: Sequence[Valued], others: Sequence[Valued], best: float, language: str
) -> Iterable[tuple[str, tuple[Valued, Valued]]]:
    """Names of three phrases: a place or thing, and two that are none, or two such, and one that is none."""
    grammar = GRAMMARS.get(language, UNKNOWN)
    common = [one for one in others if not is_proper(one.written) and not akin(named, one)]
    common = [one for one in common if several(one) or one.happens or _is_third(one, best)][:8]
    for one, two in combinations(common, 2):
        if not akin(one, two):
            first, second = (two, one) if two.happens and not one.happens and several(two) else (one, two)
            yield f"{named.written}{grammar.colon}{grammar.joined([first.written, second.written])}", (one, two)
    for other in heads:
        if (
            other is not named
            and other.shared
            and is_proper(other.written)
            and other.value <= named.value
            and not akin(named, other)
        ):
            for one in common:
                if not akin(other, one):
                    yield f"{grammar.joined([named.written, other.written])}{grammar.colon}{one.written}", (other, one)


def _is_third(one: Valued, best: float) -> bool:
    return one.value >= (_THIRD if one.share >= _MOST_TEXTS else _THIRD_RARE) * best


def _weights(phrases: Sequence[Valued]) -> dict[tuple[str, ...], float]:
    """What phrases are worth beside the best; one of several words no less than most of what its words are worth."""
    own = {one.key: min(1.0, one.value / phrases[0].value) ** 0.5 for one in phrases}
    result = dict(own)
    for one in phrases:
        if len(one.key) > 1 and (one.shared or one.headed or one.happens):
            words = max((own.get((stem,), 0.0) for stem in one.key), default=0.0)
            result[one.key] = max(own[one.key], _CONTAINED * words)
    return result


def _is_piece(one: Valued, phrases: Sequence[Valued]) -> bool:
    """Whether it is one word of a longer name that is worth more: Heat, of Heat Shield."""
    if several(one) or not is_proper(one.written):
        return False
    return any(
        len(two.key) > 1 and set(one.key) < set(two.key) and two.value > one.value and is_proper(two.written)
        for two in phrases
    )


def _may_stand_beside(one: Valued, best: float, language: str) -> bool:
    told = one.happens or one.share >= _MANY
    if one.value < (_OTHER_TOLD if told else _OTHER) * best or says_who(one.written, language):
        return False
    if several(one):
        return one.shared or one.headed or one.happens
    return one.shared and one.share >= (_EVENT_SHARE if one.happens else _WORD_SHARE)


def _spread(one: Valued) -> float:
    return _RARE + (1 - _RARE) * min(1.0, one.share / _SPREAD)


def _joint(first: Valued, second: Valued, language: str) -> str:
    """Both side by side, the stronger first; behind a colon what happened, or what a name has to do with."""
    grammar = GRAMMARS.get(language, UNKNOWN)
    name, other = is_proper(first.written), is_proper(second.written)
    if name != other:
        before, behind = (first, second) if name else (second, first)
        if not before.happens:
            return f"{before.written}{grammar.colon}{behind.written}"
    elif second.happens and not first.happens:
        return f"{first.written}{grammar.colon}{second.written}"
    return grammar.joined([first.written, second.written])
