"""Paragraphs of an article below boxes that its page put between them: an advertisement, headlines, a letter."""

import re
from collections.abc import Sequence
from typing import Final

from filrouge.ingest.boilerplate.furniture import labels_tags
from filrouge.ingest.boilerplate.paywalls import asks_to_pay
from filrouge.ingest.boilerplate.reasons import COMMENTS, CONTACT, LEGAL, SHARE
from filrouge.ingest.boilerplate.unit import Unit

_ADVERTISEMENT: Final = re.compile(
    r"advert|publicid|publicit|pubblicità|anzeige|annonse?|werbung|реклам|reklam|advertentie|iklan|إعلان|广告|廣告|広告|광고|"
    r"scroll to continue|end of list",
    re.IGNORECASE,
)
_MOST_OF_A_BOX: Final = 12  # lines
_QUOTES: Final = "\"“«„'‘"
_FEWEST_WORDS: Final = 6
_FEWEST_BELOW_A_BOX: Final = 4
_WORDS_OF_A_PARAGRAPH: Final = 20  # which may stand alone below a box
_WORDS_OF_ONE_APART: Final = 12  # of two sentences, or between blank lines
_WORDS_BELOW_A_BUTTON: Final = 8
_LINES_OF_AN_ENTRY: Final = 4  # the hour, a button and a headline above a paragraph of a live report


def goes_on_to(units: Sequence[Unit], first: int, last: int) -> int:
    """Find the last paragraph of a body [first, last] that goes on below boxes of a few lines.

    What closes an article ends the search: its tags, comments, law, who to write to, a wall to pay at.
    """
    gapped = _is_gapped(units, first, last)
    live = _is_timed(units, first)
    box = 0
    i = last + 1
    while i < len(units):
        unit = units[i]
        if _closes(units, i) or box > _MOST_OF_A_BOX:
            break
        entry = live and _is_timed(units, i)
        tied = gapped and not unit.gap and not entry and not _is_button(units[i - 1])
        if _is_sentence_below_box(units, i):
            last, box, i = i, 0, i + 1
            continue
        if not _is_paragraph(unit) or tied:
            box += unit.words > 0
            i += 1
            continue
        end = i + 1
        while end < len(units) and _is_paragraph(units[end]):
            end += 1
        if not (entry or _goes_on(units, i, end, gapped or (box == 1 and units[i - 1].reason == SHARE))):
            break
        last, box, i = end - 1, 0, end
    return last


def _is_paragraph(unit: Unit) -> bool:
    return unit.prose and unit.page == 0 and unit.words >= _FEWEST_WORDS and not (unit.bullet or unit.stamp)


def _is_sentence_below_box(units: Sequence[Unit], i: int) -> bool:
    """Whether it is a sentence, however short, right below a picture's line or what an outlet asks of its readers."""
    unit = units[i]
    told = unit.ends == "sentence" and unit.page == 0 and unit.words >= _FEWEST_BELOW_A_BOX
    above = units[i - 1]
    return (
        told and (above.appeal or above.only_credit or above.credit) and not (unit.bullet or unit.stamp or unit.byline)
    )


def _is_button(unit: Unit) -> bool:
    return unit.page == 2 and not (unit.others or unit.prose)


def _closes(units: Sequence[Unit], i: int) -> bool:
    unit = units[i]
    page = unit.page == 2 and unit.reason in {LEGAL, CONTACT, COMMENTS}
    heads_paragraph = i + 1 < len(units) and _is_paragraph(units[i + 1])
    labels = labels_tags(unit.text, unit.words) and not (unit.others or heads_paragraph)
    said = unit.comments or unit.tags or unit.signs_comment or labels
    return page or said or asks_to_pay(unit.text, unit.words)


def _goes_on(units: Sequence[Unit], start: int, end: int, gapped: bool) -> bool:
    """Whether the paragraphs [start, end) are the article's rather than what is said of another below its headline."""
    head, opening = units[start - 1], units[start]
    if head.headline_like and not opening.gap and not (head.others or head.page):
        return False
    if end - start > 1:
        return True
    listed = end + 1 < len(units) and units[end].headline_like and _is_paragraph(units[end + 1])
    apart = opening.sentences or (opening.ends == "sentence" and (gapped or opening.text[:1] in _QUOTES))
    if _ADVERTISEMENT.search(head.text) and _is_button(head):
        return opening.ends == "sentence" and not listed
    fewest = _WORDS_BELOW_A_BUTTON if _is_button(head) else _WORDS_OF_ONE_APART
    long = opening.words >= _WORDS_OF_A_PARAGRAPH or (apart and opening.words >= fewest)
    return long and not listed


def _is_gapped(units: Sequence[Unit], first: int, last: int) -> bool:
    """Whether blank lines divide the paragraphs of a body."""
    below = [unit for unit in units[first + 1 : last + 1] if unit.prose]
    apart = sum(unit.gap > 0 for unit in below)
    return 2 * apart > len(below) if below else units[first].gap > 0


def _is_timed(units: Sequence[Unit], i: int) -> bool:
    """Whether the hour stands a few lines above a paragraph, with no other between."""
    for unit in reversed(units[max(i - _LINES_OF_AN_ENTRY, 0) : i]):
        if unit.prose:
            return False
        if unit.stamp:
            return len(unit.text) <= 2 * _FEWEST_WORDS
    return False
