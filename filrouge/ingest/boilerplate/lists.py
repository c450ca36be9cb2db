"""Lines that are told by those around them: tables of contents, tags one a line, letters that buttons leave."""

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from filrouge.ingest.boilerplate import reasons
from filrouge.ingest.boilerplate.furniture import labels_tags

if TYPE_CHECKING:
    from filrouge.ingest.boilerplate.lines import Unit

_CONTENTS: Final = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,2}\s+[^\W\d_]")
_FEWEST_CONTENTS: Final = 4
_WORDS_OF_CONTENTS: Final = 9
_FEWEST_TAGS: Final = 2
_WORDS_OF_TAG: Final = 4
_NAMES: Final = 0.8  # of the words of a cloud of tags begin with a capital
_WORDS_OF_A_CLOUD: Final = 30
_WORDS_TO_A_COMMA: Final = 20


def mark_lists(units: Sequence["Unit"]) -> None:
    """Mark what is the page's by the lines around it."""
    _mark_contents(units)
    _mark_tags(units)
    _mark_lone_letters(units)


def _mark_contents(units: Sequence["Unit"]) -> None:
    """Mark the lines of a table of contents: "1 Plot", "2 Media", "2.1 Songs", one after the other."""
    run: list[Unit] = []
    for unit in (*units, None):
        if unit is not None and unit.words <= _WORDS_OF_CONTENTS and not unit.ends and _CONTENTS.match(unit.text):
            run.append(unit)
            continue
        if len(run) >= _FEWEST_CONTENTS and run[0].text.startswith("1"):
            for one in run:
                one.page, one.reason = 2, reasons.MENU
        run = []


def _mark_tags(units: Sequence["Unit"]) -> None:
    """Mark tags that stand one a line below the word for them: "Topics", "Ferries", "Marlow"."""
    end = 0
    for label, head in enumerate(units):
        if label < end or head.heading == 1 or not labels_tags(head.text, head.words):
            continue
        end = label + 1
        while end < len(units) and _could_be_tag(units[end], label + 1 == end):
            end += 1
        if end - label > _FEWEST_TAGS:
            for one in units[label:end]:
                one.page, one.reason = 2, reasons.MENU


def _could_be_tag(unit: "Unit", is_first: bool) -> bool:
    short = 0 < unit.words <= _WORDS_OF_TAG and not (unit.ends or unit.bullet or unit.stamp or unit.heading)
    return short and (is_first or not unit.gap)


def _mark_lone_letters(units: Sequence["Unit"]) -> None:
    """Mark lines of one letter, which buttons leave; not one that begins the next line or a list."""
    for unit, following in zip_longest(units, units[1:]):
        if len(unit.text) == 1 and unit.text.isalpha() and not (unit.unspaced or unit.bullet):
            goes_on = following is not None and (following.text[:1].islower() or following.text[:2].isupper())
            if not goes_on:
                unit.page, unit.reason = 2, reasons.STRAY


def is_cloud(text: str) -> bool:
    """Whether a long line is a cloud of names and tags: hardly a word begins small, and few commas part them."""
    words = text.split()
    small = sum(word[0].islower() for word in words)
    cased = small + sum(word[0].isupper() for word in words)
    apart = sum(word.endswith((",", ";", ":")) for word in words)
    if text.isupper() or cased < _WORDS_OF_A_CLOUD or small > (1 - _NAMES) * cased:
        return False
    return _WORDS_TO_A_COMMA * apart <= len(words)
