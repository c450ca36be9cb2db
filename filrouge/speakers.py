"""Who is quoted: the name that stands nearest to a word of saying, as it is written there."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from filrouge.voice_words import disputing, saying

_QUOTED: Final = re.compile('“[^“”]*[”“]|«[^«»]*»|„[^„“”]*[“”]|"[^"]*"|「[^「」]*」')
_NAME: Final = re.compile(
    r"(?<![\w.'’])[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁІЇЄ][\w'’-]*(?:(?:\s(?:de|del|de la|da|do|dos|di|van|von|der|den|bin|al|el|d['’]))?"
    r"[  ][A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁІЇЄ][\w'’-]*)+"
)
_LAST_NAME: Final = re.compile(r"(?<![\w'’-])[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁІЇЄ][\w'’-]+")
_LONGEST: Final = 60
# Between a name and the word of saying behind it; between such a word and a name: "said the mayor of the town …".
_BETWEEN: Final = re.compile(r"\s*(?:,[^.;:!?\n]{2,80},|\([^)\n]{2,40}\))?\s*((?:\w+\s+){0,2})")
_BEHIND: Final = re.compile(r"\s+((?:[\w'’]+\s+){0,4})")
_VERB_LAST: Final = frozenset({"tr", "az"})  # languages whose sentences begin with who speaks and end with the verb
_SENTENCE_ENDS: Final = re.compile(r"\s*(?:[.!?;\n]|$)")
_SENTENCE_STARTS: Final = re.compile(r"(?:[.!?]|\n)\s+")
_SUBJECT: Final = 40  # letters of a sentence in which its subject begins
_THAT: Final = frozenset("that how que qu' qu’ dass daß che что що ki dat że как".split())  # noqa: SIM905
_SMALL_WORDS: Final = frozenset(
    "a as at but for he her his in on she the they when au aux dans il la le les pour selon sur al el en los las para "  # noqa: SIM905
    "según der die das laut im nach o os um secondo в для из как на но о по с у".split()
)


def speaker_in(text: str, language: str, *, only_reporting: bool = False) -> str | None:
    """The full name nearest to a word of saying outside quotation marks; None where there is none.

    Parameters
    ----------
    only_reporting : only where the sentence begins with who said what stood before, as `he said, …`.
    """
    bare = without_quotations(text)
    words = filter(None, (saying(language), disputing(language)))
    spoken = [match.span() for pattern in words for match in pattern.finditer(bare)]
    if not spoken or (only_reporting and spoken[0][0] > _LONGEST):
        return None
    names = [(match.start(), name) for match in _NAME.finditer(bare) if (name := _without_article(match.group()))]
    if not names:
        return None

    def distance(place: int, name: str) -> int:
        return min(place - end if place >= end else abs(start - place - len(name)) for start, end in spoken)

    return min(names, key=lambda one: distance(*one))[1]


def speakers_in(text: str, language: str) -> Iterator[tuple[int, str]]:
    """The full names beside the words of saying of a whole text, outside quotation marks: each with the place of its
    word of saying. A last name by itself ("…, said Marsh") is that of the one full name of the text that ends in it.
    """
    words = saying(language)
    if words is None:
        return
    bare = without_quotations(text)
    full = [
        (match.end() - len(name), match.end(), name)
        for match in _NAME.finditer(bare)
        if (name := _without_article(match[0]))
    ]
    by_last: dict[str, set[str]] = {}
    for _start, _end, name in full:
        by_last.setdefault(name.split()[-1], set()).add(name)
    taken = {end for _start, end, _name in full}
    single = [
        (match.start(), match.end(), next(iter(by_last[match[0]])))
        for match in _LAST_NAME.finditer(bare)
        if match.end() not in taken and len(by_last.get(match[0], ())) == 1
    ]
    names = sorted([*full, *single])
    starts = [start for start, _end, _name in names]
    for match in words.finditer(bare):
        at = bisect_left(starts, match.start())
        if language in _VERB_LAST:
            if name := _at_the_beginning(bare, names, match):
                yield match.start(), name
            continue
        if at and (gap := _BETWEEN.fullmatch(bare, names[at - 1][1], match.start())) and _small(gap[1]):
            yield match.start(), names[at - 1][2]
        elif at < len(names) and (gap := _BEHIND.fullmatch(bare, match.end(), starts[at])) and _small(gap[1]):
            yield match.start(), names[at][2]


def _at_the_beginning(bare: str, names: Sequence[tuple[int, int, str]], match: re.Match[str]) -> str | None:
    """The name among the first words of a sentence that ends in a word of saying."""
    if not _SENTENCE_ENDS.match(bare, match.end()):
        return None
    start = max((found.end() for found in _SENTENCE_STARTS.finditer(bare, 0, match.start())), default=0)
    near = [name for at, _end, name in names if start <= at <= min(start + _SUBJECT, match.start())]
    return near[0] if near else None


def without_quotations(text: str) -> str:
    """A text with blanks for what stands between quotation marks."""
    return _QUOTED.sub(lambda match: " " * len(match.group()), text)


def first_name(text: str) -> str | None:
    """The first full name in a text, outside quotation marks; None where there is none."""
    names = (_without_article(match[0]) for match in _NAME.finditer(without_quotations(text)))
    return next(filter(None, names), None)


def _small(words: str) -> bool:
    """Whether words between a name and a word of saying are small ones, none of which begins what is said."""
    return not words.strip() or (words.islower() and not _THAT & set(words.split()))


def _without_article(name: str) -> str | None:
    """A full name without the small word that a sentence may begin with: "The Royal Office", "Selon Ann Example"."""
    first, _, rest = name.partition(" ")
    if first.casefold() in _SMALL_WORDS:
        name = rest
    return name if " " in name and len(name) <= _LONGEST else None
