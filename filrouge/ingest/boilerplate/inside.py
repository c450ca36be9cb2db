"""Lines between the paragraphs of an article that are the page's: buttons, credits, headlines of other articles."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from filrouge.ingest.boilerplate.reasons import BYLINE, CREDIT, LINK, MENU, SHARE, STAMP
from filrouge.ingest.boilerplate.renderings import key_of
from filrouge.ingest.boilerplate.unit import Unit

LONGEST_INSIDE: Final = 40
"""A line of more words is not cut from the middle of an article."""

_MOST_STAMPS: Final = 2  # of one article: a chronology has more
_TOP: Final = 6  # stamps and bylines are looked for so many lines into the body
_MOST_SHOUTED: Final = 3
_LONGEST_SHOUTED: Final = 14  # words
_SHOUTED: Final = re.compile(r"(?P<who>[^:]{3,40}):\s+\S+\s+\S+\s+\S")
_MOST_OF_A_BOX: Final = 8  # lines
_MOST_BOXES: Final = 2  # named inside an article
_LONGEST_BOX: Final = 6  # words


def own_reason(unit: Unit) -> str | None:
    """Why a line is cut by its own looks; None where it is not."""
    if unit.stamp:
        return STAMP
    if unit.byline:
        return BYLINE
    return unit.reason or None


def judge_inside(units: Sequence[Unit], reasons: list[str | None], first: int, last: int) -> None:
    """Say of the lines [first, last] of a body which are cut, and why."""
    inside = range(first, last + 1)
    for i in inside:
        unit = units[i]
        if unit.page == 2 and (unit.appeal or not (unit.prose and unit.words >= LONGEST_INSIDE)):
            reasons[i] = unit.reason
        elif unit.only_credit:
            reasons[i] = CREDIT
    for i in _below_headings(units, reasons, first, last):
        reasons[i] = MENU
    for i in _boxes(units, first, last):
        reasons[i] = reasons[i] or units[i].reason or SHARE
    stamps = [i for i in inside if reasons[i] is None and (units[i].stamp or units[i].byline)]
    signed = any(units[i].byline for i in stamps if i < first + _TOP)
    for i in stamps if signed or len(stamps) <= _MOST_STAMPS else ():
        reasons[i] = own_reason(units[i]) if i < first + _TOP else None
    for i in (*_shouted(units, reasons, first, last), *_said_around(units, reasons, first, last)):
        reasons[i] = LINK
    _judge_neighbours(units, reasons, first, last)


def _judge_neighbours(units: Sequence[Unit], reasons: list[str | None], first: int, last: int) -> None:
    """Cut what stands beside lines that are cut and is a part of their box."""
    for i in list(_between_cuts(units, reasons, first, last)):
        reasons[i] = MENU
    for i in range(first, last + 1):
        near = any(reasons[j] in {SHARE, LINK} for j in (i - 1, i + 1) if first <= j <= last)
        if near and _is_small(units[i]):
            reasons[i] = units[i].reason


def _between_cuts(units: Sequence[Unit], reasons: Sequence[str | None], first: int, last: int) -> Iterator[int]:
    """Short lines of a list of the page's, each with lines cut right above and below that are no paragraphs."""

    def is_cut(i: int) -> bool:
        return reasons[i] in {SHARE, LINK, MENU} and not units[i].prose

    for i in range(first + 1, last):
        unit = units[i]
        short = 0 < unit.words <= _LONGEST_SHOUTED and unit.ends in {"", "question"}
        apart = unit.prose or unit.bullet or unit.heading or unit.dateline or unit.gap
        if reasons[i] is None and short and not apart and is_cut(i - 1) and is_cut(i + 1):
            yield i


def _is_small(unit: Unit) -> bool:
    """Whether a line that may be the page's is one where another of the page's stands beside it."""
    return unit.page == 1 and (unit.words <= 3 or unit.hits >= 2) and not unit.prose


def _below_headings(units: Sequence[Unit], reasons: Sequence[str | None], first: int, last: int) -> Iterator[int]:
    """The headlines below a heading of other articles, up to the next paragraph."""
    for i in range(first, last + 1):
        if units[i].page == 2 and units[i].others:
            for j in range(i + 1, last):
                if units[j].prose or units[j].bullet or reasons[j] is not None or units[j].dateline:
                    break
                yield j


def _boxes(units: Sequence[Unit], first: int, last: int) -> Iterator[int]:
    """The lines of boxes between paragraphs: lines between two blank ones of which most look like the page's."""
    start = first + 1
    while start <= last:
        end = start + 1
        while end <= last and not units[end].gap:
            end += 1
        block = units[start:end]
        told = any(unit.prose and not unit.page for unit in block)
        pages = sum(unit.page > 0 or (unit.stamp and not told) for unit in block)
        most = 3 * pages >= 2 * len(block) if told else 2 * pages > len(block)
        long = any(unit.words >= LONGEST_INSIDE and not unit.page for unit in block)
        small = 1 < len(block) <= _MOST_OF_A_BOX and any(unit.page for unit in block)
        if units[start].gap and end <= last and small and most and not long:
            yield from range(start, end)
        start = end


def _shouted(units: Sequence[Unit], reasons: Sequence[str | None], first: int, last: int) -> list[int]:
    """Headlines of other articles between paragraphs, behind a word in capitals: "IN MARLOW: Ferry laid up again".
    Where many lines begin so, they are of those who speak.
    """
    shouted = [i for i in range(first + 1, last) if reasons[i] is None and _is_shouted(units[i])]
    if len(shouted) > _MOST_SHOUTED:
        return []
    return [i for i in shouted if not units[i].ends and units[i - 1].prose and units[i + 1].prose]


def _is_shouted(unit: Unit) -> bool:
    found = _SHOUTED.match(unit.text) if unit.words <= _LONGEST_SHOUTED else None
    return found is not None and found["who"].isupper()


def _said_around(units: Sequence[Unit], reasons: Sequence[str | None], first: int, last: int) -> list[int]:
    """Short lines between paragraphs that the page around says, too: names of its boxes. Where there are many, the
    page lists the subheadings of its article.
    """
    around = {key_of(units[i].text) for i in (*range(first), *range(last + 1, len(units)))}
    found = [
        i
        for i in range(first + 1, last)
        if reasons[i] is None
        and units[i].words <= _LONGEST_BOX
        and not (units[i].prose or units[i].ends or units[i].bullet or units[i].heading)
        and key_of(units[i].text) in around
    ]
    return found if len(found) <= _MOST_BOXES else []
