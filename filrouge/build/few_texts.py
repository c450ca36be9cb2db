"""What narratives of a handful of texts are called: too few for what several sources say alike."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np

from filrouge.arrays import Int32s, Singles, means_of, unit
from filrouge.build.candidates import Encode, Place, Proposal, Weighed, centred, nearness, weighed
from filrouge.build.grammar import GRAMMARS, UNKNOWN
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
_SHARING: Final = 6  # texts of a narrative that may be called by words that they share
_ONE_TEXT: Final = 0.75  # share of a narrative's passages that are of one text
_MOST_PHRASES: Final = 300  # of a narrative: all of some forty passages
_QUOTES: Final = re.compile(r"""["“”„«»‘'「『]""")  # a headline that is what somebody says names nothing
_SPREAD: Final = 0.4  # above 0, how much better a phrase is that more passages have
_NEAREST: Final = 0.25  # how near the best phrase has to be


def name_few(
    named: Sequence[Named], passages: Passages, narrative: Int32s, vectors: Singles, encode: Encode | None
) -> bool:
    """Name the narratives of a few texts anew, and say whether they are so few: words that a handful of texts share are
    chance ("Loaded", "Massively call").

    A name is made of noun phrases of its passages whose vectors are nearest to their mean and farthest from that of
    others, however few have them. A narrative of six texts keeps a name by what several sources say, and one that is
    nearly one text has its headline. Where no phrase is near, or nothing tells, the name is the headline, or the most
    telling sentence, whole words of it.

    Parameters
    ----------
    named : filled in.
    passages, narrative, vectors : of the same passages; vectors aligned, of length 1.
    encode : gives such vectors of phrases.
    """
    if len(set(passages.copies)) >= FEW_TEXTS:
        return False
    options: Mapping[Place, Sequence[Weighed]] = {}
    if encode is not None and len(named) > 1:
        centres = means_of(vectors, narrative, len(named))
        options = weighed(_near(_phrases(named, passages, narrative), centres, encode), centres, encode)
    copies, text_of = np.asarray(passages.copies), dict(zip(passages.document, passages.copies, strict=True))
    taken: set[str] = set()
    for number, one in enumerate(named):
        own = copies[narrative == number]
        for language in one.label:
            headline = one.headline.get(language)
            about = (own == text_of.get(headline.document)).sum() / max(1, len(own)) if headline else 0.0
            names = _names(one, language, len(np.unique(own)), about, options.get((number, language), ()))
            if name := next((name for name in names if name not in taken), ""):
                one.label[language] = one.short[language] = name
                taken.add(name)
    return True


def _names(one: Named, language: str, n_texts: int, about: float, options: Sequence[Weighed]) -> Iterator[str]:
    """What a narrative of so many independent texts may be called, best first; `about`: the share of its passages that
    are of the text with its headline.
    """
    if language in one.short and n_texts >= _SHARING:
        yield one.label[language]
    headline = one.headline[language].text if language in one.headline else ""
    if about >= _ONE_TEXT and len(headline) <= _LONGEST_NAME and not _QUOTES.match(headline):
        yield headline
    near = [option.candidate for option in options if option.cosine >= _NEAREST]
    yield from (name.text for name in sorted(near, key=lambda name: not _together(name)))
    yield from (_shortened(text) for text in (headline, one.sentence.get(language, "")) if text)


def _together(name: Proposal) -> bool:
    """Whether a passage has all of its phrases: those that none has both of may tell of two things."""
    return bool(frozenset.intersection(*(frozenset(part.texts) for part in name.parts)))


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
            if value > 0:  # else always beside one word: a piece of a phrase
                yield Valued(value, value, key, written, frozenset(phrase.rows), share, True, False, happens)


def _near(phrases: Mapping[Place, Sequence[Valued]], centres: Singles, encode: Encode) -> dict[Place, list[Valued]]:
    """Phrases worth as much more as they are nearer to their narrative than to others; those far from it left out."""
    some = {place: list(found[:_MOST_PHRASES]) for place, found in phrases.items() if found}
    vectors = centred(((place, one.written) for place, found in some.items() for one in found), encode)
    own = unit(centres - centres.mean(axis=0))
    result = {}
    for place, found in some.items():
        near = nearness(np.array([vectors[place, one.written] for one in found]) @ own.T, place[0]).tolist()
        worth = [
            one._replace(value=one.value * by, beside=one.value * by)
            for one, by in zip(found, near, strict=True)
            if by > 0
        ]
        if worth:
            result[place] = sorted(worth, key=lambda one: (-one.value, one.key))
    return result


def _shortened(text: str) -> str:
    """The beginning of a text, whole words, as long as a name may be."""
    words = " ".join(text.split())
    if len(words) <= _LONGEST_NAME:
        return words
    return words[: words.rfind(" ", 0, _LONGEST_NAME)].rstrip(" ,;:–—-") + "…"
