"""What a page says of those who wrote: paragraphs that begin with who signed, whom no other paragraph names."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from filrouge.ingest.boilerplate.names import is_titled
from filrouge.ingest.boilerplate.unit import Unit
from filrouge.ingest.bylines import author_in, is_byline_word

_FEWEST_OF_ARTICLE: Final = 2  # paragraphs
_EDGE: Final = 3  # paragraphs from either end that may be of the author
_ABOVE: Final = 2  # lines between a name and what is said of it: a post, an office
_LONGEST_POST: Final = 10  # words
_LONGEST_INITIALS: Final = 3  # "AFP"
_MOST_NAMES: Final = 30  # of those who sign one text
_NAME: Final = range(2, 5)  # words
_LONGEST_SIGNATURE: Final = 10  # words
_REACH_OF_STAMP: Final = 5  # lines below a name
_REACH_OF_NAME: Final = 60  # characters into a paragraph
_BY: Final = re.compile(r"\b(?:by|par|von|por|da|di|door|przez)\s+", re.IGNORECASE)
_PARTS: Final = re.compile(r"\s*[,(|/–—·•]\s*|\s-\s|\s(?:and|et|und|y|e|och|og|en|i|и|та|ve|for|in)\s")


def biographies(units: Sequence[Unit]) -> Iterator[int]:
    """Find the paragraphs that tell of those who wrote, and the lines between their names and these."""
    told = [i for i, unit in enumerate(units) if unit.prose and not unit.page]
    if len(told) <= _FEWEST_OF_ARTICLE:
        return
    names = _signed(units)
    if not names:
        return
    texts = {i: units[i].text.casefold() for i in told}
    for name in names[:_MOST_NAMES]:
        last = name.split()[-1]
        naming = [i for i in told if last in texts[i] and re.search(rf"\b{re.escape(last)}\b", texts[i])]
        found = None
        if not naming:
            found = next((i for i in told[_FEWEST_OF_ARTICLE:][-_EDGE:] if _named_above(units, i, name)), None)
        elif len(naming) == 1:
            found = naming[0] if _tells_of(units, naming[0], told, name, last) else None
        if found is not None:
            yield found
            above = _named_above(units, found, name)
            yield from range(above or found, found)


def _tells_of(units: Sequence[Unit], i: int, told: Sequence[int], name: str, last: str) -> bool:
    """Whether a paragraph at the end begins with a name, or with a word for authors before it ("About the author: Ada
    Weir"), or one at an end does so below a line of this name.
    """
    opening = units[i].text[:_REACH_OF_NAME].casefold()
    before, found, _ = opening.partition(name)
    whole = bool(found) and (not before or before.rstrip().endswith(":"))
    if i in told[-_EDGE:] and whole:
        return True
    return (
        i in (*told[:_EDGE], *told[-_EDGE:])
        and opening.startswith((f"{last} ", name))
        and (_named_above(units, i, name) is not None)
    )


def _named_above(units: Sequence[Unit], i: int, name: str) -> int | None:
    """Find the line above that is nothing but a name, or a word for authors and it, and not the first that names it; a
    post may stand between.
    """
    between = 0
    for above in range(i - 1, 0, -1):
        unit = units[above]
        if name in unit.text.casefold() and unit.words <= len(name.split()) + 2 and not unit.ends:
            return above if any(name in one.text.casefold() for one in units[:above] if not one.prose) else None
        if unit.prose or between == _ABOVE or unit.words > _LONGEST_POST:
            return None
        between += unit.page < 2
    return None


def _is_dated(units: Sequence[Unit], i: int) -> bool:
    """Whether a date stands right above a line, or below it and no paragraph between."""
    if i and units[i - 1].stamp:
        return True
    for unit in units[i + 1 : i + 1 + _REACH_OF_STAMP]:
        if unit.stamp or unit.prose:
            return unit.stamp
    return False


def _signed(units: Sequence[Unit]) -> list[str]:
    """Names of those who signed: behind a word for it, or alone right above the date or below it."""
    names: dict[str, None] = {}
    for i, unit in enumerate(units):
        if unit.prose or not 0 < unit.words <= _LONGEST_SIGNATURE:
            continue
        first, _, rest = unit.text.partition(" ")
        if unit.byline or is_byline_word(first):
            name = author_in(rest if is_byline_word(first) else unit.text)
        elif unit.stamp:
            name = _BY.split(unit.text)[-1]
        elif _is_dated(units, i):
            name = unit.text
        else:
            continue
        for part in _PARTS.split(name):
            named = part.strip(" :.")
            agency = any(word.isupper() and len(word) <= _LONGEST_INITIALS for word in named.split())
            if len(named.split()) in _NAME and (is_titled(named) or (named.isupper() and not agency)):
                names[named.casefold()] = None
    return list(names)
