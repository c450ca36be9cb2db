"""Lines between a title and its text: who wrote it and when, its subtitle, points and first headline, and buttons."""

import re
from collections.abc import Sequence
from typing import Final

from filrouge.ingest.boilerplate.familiar import Familiar
from filrouge.ingest.boilerplate.furniture import heads_highlights
from filrouge.ingest.boilerplate.inside import own_reason
from filrouge.ingest.boilerplate.names import begins_with_name, is_titled
from filrouge.ingest.boilerplate.reasons import BYLINE, CREDIT, FOREIGN, MENU, STRAY
from filrouge.ingest.boilerplate.renderings import key_of
from filrouge.ingest.boilerplate.unit import Unit
from filrouge.ingest.boilerplate.words import ADDRESSED

_OPENING: Final = 2  # paragraphs below which nobody signs
_WORDS_OF_A_NAME: Final = 3
_OF_A_SECTION: Final = 4  # words
_SIGNED_WITHIN: Final = 8  # lines below a title
_WORDS_OF_A_SUBTITLE: Final = 4  # the fewest
_LONGEST_NAME: Final = 6  # words
_FROM: Final = re.compile(r"\s(?:in|à|au|en|a|da|aus|from|de|din|z|из)\s")
_WITH_AGENCY: Final = re.compile(
    r".{2,40}?(?:\s(?:avec|with|mit|con|com|ile|met|z|с|со|та|et|and|und|y|e|i)(?: l['’])?\s|\s?[/,&+]\s?)"
    r"(?:AFP|AP|Reuters|dpa|Efe|ANSA|Lusa|PAP|ТАСС|РИА|Интерфакс|Anadolu|AA|Belga|ATS|APA|PA|agenc\w+|agence\w*)"
)
_WITH_OUTLET: Final = re.compile(
    r"(?:[^\W\d_][\w.'’-]* ){2,3}(?:for|pour|für|per|para|voor|dla|для) (?:the )?[\w ]{2,24}"
)
_FEWEST_OF_STANDFIRST: Final = 14  # words
_FEWEST_OF_POINT: Final = 4  # words
_CHAPTER: Final = 0.4  # share of its words that the body has, too
_TOPICS: Final = re.compile(
    r"(?:[A-ZÀ-Þ][\w’'.-]*(?: [A-ZÀ-Þ0-9][\w’'.-]*){0,2}, ){2,}[A-ZÀ-Þ][\w’'.-]*(?: [A-ZÀ-Þ0-9][\w’'.-]*){0,2}"
)
"""Topics, by commas: "Fishing, Harbor Dredging, Maine"."""

_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.\s?-?){2,4}")


def judge_between(units: Sequence[Unit], reasons: list[str | None], title: int, first: int, familiar: Familiar) -> None:
    """Say of the lines between a title and the body which are cut, and why."""
    _sign(units, reasons, title, first, familiar)
    zone = range(title + 1, first)
    plain = {i for i in zone if units[i].headline_like and not (units[i].bullet or units[i].byline)}
    plain -= _of_the_article(units, title, first, familiar)
    around = {key_of(unit.text) for unit in units[:title]}
    menu = len(plain) >= 4 and sum(familiar.share(units[i]) for i in plain) < len(plain) / 2
    below = _below_others(units, title, first)
    for i in zone:
        unit = units[i]
        if reason := reasons[i] or own_reason(unit):
            reasons[i] = reason
        elif unit.only_credit:
            reasons[i] = CREDIT
        elif _is_author(unit, familiar):
            reasons[i] = BYLINE
        elif is_foreign(units, i, familiar):
            reasons[i] = FOREIGN
        elif (
            (menu and i in plain)
            or i in below
            or (_TOPICS.fullmatch(unit.text) and not ADDRESSED.match(unit.text))
            or (unit.words <= _OF_A_SECTION and key_of(unit.text) in around)
            or (i + 1 < first and heads_highlights(unit.text, unit.words))
        ):
            reasons[i] = MENU
    for i in (*zone, *reversed(zone)):  # short lines beside what is cut go with it, from both sides
        unit = units[i]
        beside = (i - 1 > title and reasons[i - 1]) or (i + 1 < first and reasons[i + 1])
        subtitle = i == title + 1 and unit.words >= _WORDS_OF_A_SUBTITLE - (unit.gap > 0) and not is_titled(unit.text)
        label = unit.words == 1 and unit.ends == "colon"  # "Foto:", "Share:"
        apart = _stands_apart(unit) and not label
        if reasons[i] is None and beside and unit.words <= 4 and not (apart or subtitle):
            reasons[i] = STRAY


def _below_others(units: Sequence[Unit], title: int, first: int) -> set[int]:
    """Headlines right below a heading of other articles between a title and the body."""
    found: set[int] = set()
    for i in range(title + 1, first):
        if units[i].page == 2 and units[i].others:
            for j in range(i + 1, first):
                if units[j].gap or units[j].page or not units[j].headline_like:
                    break
                found.add(j)
    return found


def _of_the_article(units: Sequence[Unit], title: int, first: int, familiar: Familiar) -> set[int]:
    """Lines between a title and the body that no menu holds: a subtitle, points below their heading, and the headline
    of a first chapter.
    """
    found: set[int] = set()
    plain = [i for i in range(title + 1, first) if units[i].headline_like]
    if title + 1 in plain:
        below = units[title + 1].words
        if below >= _FEWEST_OF_STANDFIRST and all(2 * units[i].words <= below for i in plain[1:]):
            found.add(title + 1)
    for i in range(title + 1, first - 1):
        if heads_highlights(units[i].text, units[i].words) and any(
            u.words >= _FEWEST_OF_POINT for u in units[i + 1 : i + 3]
        ):
            for j in range(i + 1, first):
                if (units[j].gap and j > i + 1) or units[j].page:
                    break
                found.add(j)
    if first - 1 in plain and not units[first].gap and familiar.share(units[first - 1]) >= _CHAPTER:
        found.add(first - 1)
    return found


def _sign(units: Sequence[Unit], reasons: list[str | None], title: int, first: int, familiar: Familiar) -> None:
    """Below a title, a short line of names right above a stamp says who wrote it, "Ada Weir in Marlow", and so does a
    name alone below the opening.
    """
    told = 0
    for i in range(title + 1, min(title + 1 + _SIGNED_WITHIN, len(units) - 1)):
        unit = units[i]
        told += unit.prose and i >= first
        if told > _OPENING:
            return
        if unit.words <= _LONGEST_NAME and _WITH_AGENCY.fullmatch(unit.text):
            reasons[i] = reasons[i] or BYLINE
        named = told == 1 and i == first + 1 and units[i + 1].prose and _is_author(unit, familiar)
        if named or (
            units[i + 1].stamp
            and unit.words <= _LONGEST_NAME
            and unit.ends in {"", "sentence"}
            and (begins_with_name(_FROM.split(unit.text)[0]) or _INITIALS.fullmatch(unit.text))
        ):
            reasons[i] = reasons[i] or BYLINE


def _is_author(unit: Unit, familiar: Familiar) -> bool:
    """Whether a line is nothing but a name that the text does not mention."""
    named = is_titled(unit.text) and (unit.words <= _WORDS_OF_A_NAME or _WITH_OUTLET.fullmatch(unit.text) is not None)
    return named and not _stands_apart(unit) and familiar.share(unit) == 0


def _stands_apart(unit: Unit) -> bool:
    return bool(unit.ends or unit.bullet or unit.dateline or unit.event) or ADDRESSED.match(unit.text) is not None


def is_foreign(units: Sequence[Unit], i: int, familiar: Familiar) -> bool:
    """Whether a line at the border is in another language than the body; beside one of the page's it is suspect."""
    return familiar.foreign(units[i], suspect=any(unit.page for unit in units[max(i - 1, 0) : i + 2]))
