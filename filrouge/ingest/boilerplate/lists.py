"""Lines that are told by those around them: tables of contents, tags one a line, boxes of links between paragraphs,
letters that buttons leave.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

from filrouge.ingest.boilerplate import reasons
from filrouge.ingest.boilerplate.furniture import labels_tags
from filrouge.ingest.boilerplate.unit import Unit

_CONTENTS: Final = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,2}\s+[^\W\d_]")
_FEWEST_CONTENTS: Final = 4
_WORDS_OF_CONTENTS: Final = 9
_FEWEST_TAGS: Final = 2
_WORDS_OF_TAG: Final = 4
_NAMES: Final = 0.8  # of the words of a cloud of tags begin with a capital
_WORDS_OF_A_CLOUD: Final = 30
_WORDS_TO_A_COMMA: Final = 20
_WORDS_OF_A_BUTTON: Final = 4  # "Read also", which below each of a list of articles is a button
_MOST_OF_A_BOX: Final = 5  # links
_WORDS_OF_A_LINK: Final = range(3, 26)
_WORDS_OF_A_PARAGRAPH: Final = 20  # which may stand alone below a box
_WORDS_OF_A_SENTENCE: Final = 8
_FEWER_WORDS: Final = 10  # of one that says a word of what stands above
_LONG_WORD: Final = 5


def mark_lists(units: Sequence[Unit]) -> None:
    """Mark what is the page's by the lines around it."""
    _mark_contents(units)
    _mark_tags(units)
    _mark_boxes(units)
    _mark_lone_letters(units)


def _mark_contents(units: Sequence[Unit]) -> None:
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


def _mark_tags(units: Sequence[Unit]) -> None:
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


def _could_be_tag(unit: Unit, is_first: bool) -> bool:
    short = 0 < unit.words <= _WORDS_OF_TAG and not (unit.ends or unit.bullet or unit.stamp or unit.heading)
    return short and (is_first or not unit.gap)


def _mark_boxes(units: Sequence[Unit]) -> None:
    """Mark boxes of links between the paragraphs of an article: a heading such as "Read also" below a paragraph, some
    headlines, and paragraphs again. A list of other articles has headlines between its paragraphs.
    """
    lead = Counter(unit.text.casefold() for unit in units if unit.reason == reasons.LINK)
    for i, head in enumerate(units):
        leads = head.reason == reasons.LINK and head.words <= _WORDS_OF_A_BUTTON and lead[head.text.casefold()] == 1
        if not ((head.others or leads) and head.page and i and units[i - 1].prose and not units[i - 1].page):
            continue
        end = i + 1
        while end < len(units) and end - i <= _MOST_OF_A_BOX and _is_link(units[end]):
            end += 1
        if i + 1 < end and (_goes_on_below(units, i, end) or (leads and end == i + 2 and _is_sentence(units, end))):
            for one in units[i:end]:
                one.inner, one.others, one.page, one.reason = True, False, 2, reasons.LINK


def _is_link(unit: Unit) -> bool:
    return unit.words in _WORDS_OF_A_LINK and not (
        unit.prose or unit.ends == "sentence" or unit.others or unit.comments
    )


def _goes_on_below(units: Sequence[Unit], head: int, start: int) -> bool:
    """Whether the paragraphs from `start` on are of the article that a box with its heading at `head` stands in."""
    end = start
    while end < len(units) and units[end].prose and units[end].page < 2 and not units[end].bullet:
        end += 1
    if end - start > 1:
        return True
    listed = end + 1 < len(units) and units[end].headline_like and units[end + 1].prose
    if end == start or listed:
        return False
    if units[start].words >= _WORDS_OF_A_PARAGRAPH:
        return True
    above = {word for unit in units[:head] if unit.prose for word in _long_words(unit)}
    return units[start].words >= _FEWER_WORDS and bool(above & _long_words(units[start]))


def _is_sentence(units: Sequence[Unit], i: int) -> bool:
    """Whether a sentence stands there, as it does below one link in an article."""
    told = i < len(units) and units[i].prose and units[i].ends == "sentence" and not units[i].page
    listed = i + 2 < len(units) and units[i + 1].headline_like and units[i + 2].prose
    return told and units[i].words >= _WORDS_OF_A_SENTENCE and not listed


def _long_words(unit: Unit) -> set[str]:
    return {word[:_LONG_WORD].casefold() for word in re.findall(r"[^\W\d_]{4,}", unit.text)}


def _mark_lone_letters(units: Sequence[Unit]) -> None:
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
