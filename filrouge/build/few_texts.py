"""What narratives of a handful of texts are called: too few for what several sources say alike."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np

from filrouge.arrays import Int32s, Singles, unit
from filrouge.build.candidates import Encode, Place, centred, weighed
from filrouge.build.grammar import GRAMMARS, UNKNOWN
from filrouge.build.headlines import means_of
from filrouge.build.labels import Named
from filrouge.build.noun_phrases import cases_of, form_value, phrases_of, written_of
from filrouge.build.nouns import says_what_happened, says_who
from filrouge.build.plan import Passages
from filrouge.build.words import Word, read_words
from filrouge.build.worth import Valued

FEW_TEXTS: Final = 50
"""Independent texts from which narratives are named by words that texts share."""

_LONGEST_NAME: Final = 90
_LONGEST_PHRASE: Final = 45
_MOST_PHRASES: Final = 300  # of a narrative: all of some forty passages
_SPREAD: Final = 0.4  # above 0, how much better a phrase is that more passages have
_OTHERS: Final = 0.5  # how much it counts that a phrase is far from other narratives
_NEAREST: Final = 0.25  # how near the best phrase has to be


def name_few(
    named: Sequence[Named], passages: Passages, narrative: Int32s, vectors: Singles, encode: Encode | None
) -> bool:
    """Name the narratives of a few texts anew, and say whether they are so few: words that a handful of texts share are
    chance ("Loaded", "Massively call").

    A name is made of noun phrases of its passages whose vectors are nearest to their mean and farthest from that of
    others, however few have them. Where there is none that is near, or nothing to tell it by, it is its headline, or
    its most telling sentence, whole words of it.

    Parameters
    ----------
    named : filled in.
    passages, narrative, vectors : of the same passages; vectors aligned, of length 1.
    encode : gives such vectors of phrases.
    """
    if len(set(passages.copies)) >= FEW_TEXTS:
        return False
    options = {}
    if encode is not None and len(named) > 1:
        centres = means_of(vectors, narrative, len(named))
        options = weighed(_near(_phrases(named, passages, narrative), centres, encode), centres, encode)
    taken: set[str] = set()
    for number, one in enumerate(named):
        for language in one.label:
            said = [one.headline[language].text] if language in one.headline else []
            said += [one.sentence[language]] if one.sentence.get(language) else []
            near = [name.candidate.text for name in options.get((number, language), ()) if name.cosine >= _NEAREST]
            if name := next((name for name in (*near, *map(_shortened, said)) if name not in taken), ""):
                one.label[language] = one.short[language] = name
                taken.add(name)
    return True


def _phrases(named: Sequence[Named], passages: Passages, narrative: Int32s) -> dict[Place, list[Valued]]:
    """Noun phrases of two words and more, by the narrative and the language; how they stand there says what they are
    worth.
    """
    languages = np.asarray(passages.languages)
    result: dict[Place, list[Valued]] = {}
    for number, one in enumerate(named):
        for language in one.label:
            rows = np.flatnonzero((narrative == number) & (languages == language)).tolist()
            words = {row: read_words(passages.texts[row], language) for row in rows}
            result[number, language] = sorted(_valued(words, language), key=lambda some: (-some.value, some.key))
    return result


def _valued(words: Mapping[int, Sequence[Word]], language: str) -> Iterator[Valued]:
    known = {word.stem: 1.0 for some in words.values() for word in some if word.stem}
    found = phrases_of(words, language, known)
    cases = cases_of(words.values(), language)
    conjunction = f" {GRAMMARS.get(language, UNKNOWN).conjunction} "
    for key, phrase in found.items():
        stands = phrase.article + phrase.preposition + phrase.place
        written = written_of(phrase, language, cases)
        whole = conjunction not in written and len(written) <= _LONGEST_PHRASE  # two stand side by side in a name
        if len(key) > 1 and stands and whole and not says_who(written, language):
            share = len(phrase.rows) / len(words)
            value = form_value(key, found, language, cases) * share**_SPREAD
            happens = says_what_happened(written, language)
            yield Valued(value, value, key, written, frozenset(phrase.rows), share, True, False, happens)


def _near(phrases: Mapping[Place, Sequence[Valued]], centres: Singles, encode: Encode) -> dict[Place, list[Valued]]:
    """Phrases worth as much more as they are nearer to their narrative than to others; those far from it left out."""
    some = {place: list(found[:_MOST_PHRASES]) for place, found in phrases.items()}
    vectors = centred(((place, one.written) for place, found in some.items() for one in found), encode)
    own = unit(centres - centres.mean(axis=0))
    result = {}
    for place, found in some.items():
        worth = []
        for one in found:
            cosine = own @ vectors[place, one.written]
            near = float(cosine[place[0]] + _OTHERS * (cosine[place[0]] - np.delete(cosine, place[0]).max()))
            if near > 0:
                worth.append(one._replace(value=one.value * near, beside=one.value * near))
        if worth:
            result[place] = sorted(worth, key=lambda one: (-one.value, one.key))
    return result


def _shortened(text: str) -> str:
    """The beginning of a text, whole words, as long as a name may be."""
    words = " ".join(text.split())
    if len(words) <= _LONGEST_NAME:
        return words
    return words[: words.rfind(" ", 0, _LONGEST_NAME)].rstrip(" ,;:–—-") + "…"
