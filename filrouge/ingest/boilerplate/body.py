"""Where the article stands among the lines of a pasted text: its body, its title, and whose every other line is."""

import re
from collections.abc import Sequence
from typing import Final

from filrouge.ingest.boilerplate.continued import goes_on_to
from filrouge.ingest.boilerplate.familiar import Familiar
from filrouge.ingest.boilerplate.header import is_foreign, judge_between
from filrouge.ingest.boilerplate.inside import judge_inside, own_reason
from filrouge.ingest.boilerplate.names import begins_with_name, is_titled
from filrouge.ingest.boilerplate.reasons import (
    BYLINE,
    COMMENTS,
    CONTACT,
    CREDIT,
    FOREIGN,
    LEGAL,
    LINK,
    MENU,
    SHARE,
    STRAY,
)
from filrouge.ingest.boilerplate.renderings import repeats_title
from filrouge.ingest.boilerplate.title import choose_title
from filrouge.ingest.boilerplate.unit import LONG_WORDS, Unit

TITLE: Final = "title"
TITLE_AGAIN: Final = "title repeated"

_MOST: Final = 3.0  # weight of a long paragraph
_RUN_COST: Final = -2.5  # of a list of short lines, however long
_BOX_COST: Final = -2.8  # of a share box, however many lines
_HEADER_COST: Final = -4.0  # of a heading under which other articles or comments stand
_SAME_MATTER: Final = 0.5  # share of its words that a paragraph has in common with the body
_OF_A_PAGE: Final = 4  # lines cut above an article
_LONGEST_HEADLINE: Final = 20  # words
_OF_A_NAME: Final = 2  # words
_FEWEST_COMMENTS: Final = 3
_INITIALS: Final = re.compile(r"[(\[][^\W\d_]{2,4}(?:[/, ]{1,2}[^\W\d_]{2,10})*[)\]]")  # "(hma)", "(tk/dpa)"


def decide(units: Sequence[Unit]) -> tuple[list[str | None], int | None]:
    """Say of every unit why it is cut, None where it is kept, and which unit is the title."""
    body = _find_body(units)
    if body is None:
        return _without_prose(units)
    first, last = body
    familiar = Familiar(units[first : last + 1])
    first, last = _widen(units, first, last, familiar)
    first = _below_headline(units, first, last)
    title = choose_title(units, first, last, familiar)
    if title is not None and title >= first:
        first = title + 1
    first, last = _trim(units, first, last, familiar)
    reasons: list[str | None] = [None] * len(units)
    _judge_above(units, reasons, title if title is not None else first, familiar, certain=title is not None)
    if title is not None:
        reasons[title] = TITLE
        judge_between(units, reasons, title, first, familiar)
    judge_inside(units, reasons, first, last)
    names_told = title is not None and not is_titled(units[title].text)
    _judge_below(units, reasons, last, familiar, names_told=names_told)
    if title is not None:
        for i, unit in enumerate(units):
            cut_short = title < i <= first + 1 or i < title
            if i != title and (reasons[i] is None or i < first) and repeats_title(unit, units[title], cut_short):
                reasons[i] = TITLE_AGAIN
    return reasons, title


def _find_body(units: Sequence[Unit]) -> tuple[int, int] | None:
    """Find the run of units of the greatest weight (maximum subsequence, Pasternack and Roth 2009), and
    what joins it.
    """
    span = _heaviest(_weights(units)) or _heaviest(_weights(units, headed=False))
    return _joined(units, *span) if span else None


def _heaviest(weights: Sequence[float]) -> tuple[int, int] | None:
    best, span, total, start = 0.0, None, 0.0, 0
    for i, weight in enumerate(weights):
        if total <= 0:
            total, start = 0.0, i
        total += weight
        if total > best:
            best, span = total, (start, i)
    return span


def _joined(units: Sequence[Unit], first: int, last: int) -> tuple[int, int]:
    """Extend a body to the prose, and the dateline, that no line of the page's divides from it."""
    for i in range(last + 1, len(units)):
        if _breaks(units[i]):
            break
        if _is_body(units[i]):
            last = i
    shorts = 0
    for i in range(first - 1, -1, -1):
        shorts = 0 if units[i].prose else shorts + 1
        if _breaks(units[i]) or shorts > 4:
            break
        if _is_body(units[i]):
            first = i
    while first > 0 and units[first - 1].dateline:
        first -= 1
    return first, goes_on_to(units, first, last)


def _widen(units: Sequence[Unit], first: int, last: int, familiar: Familiar) -> tuple[int, int]:
    """Extend a body, down over boxes of the page, to paragraphs that speak of the same things."""
    for i in range(last + 1, len(units)):
        unit = units[i]
        if unit.reason in {LEGAL, CONTACT} or _heads_others(unit):
            break
        if unit.prose and unit.page < 2 and unit.words >= 15 and familiar.share(unit) >= _SAME_MATTER:
            last = i
    while first > 0:
        unit = units[first - 1]
        if not (unit.prose and unit.page == 1 and unit.words >= 8 and familiar.share(unit) >= _SAME_MATTER):
            break
        first -= 1
    return first, last


def _below_headline(units: Sequence[Unit], first: int, last: int) -> int:
    """The first paragraph below a headline of two sentences that passes for one: without a stop at its end."""
    opening = units[first]
    if opening.ends or opening.words > _LONGEST_HEADLINE or not opening.prose:
        return first
    return next((i for i in range(first + 1, last + 1) if _is_body(units[i]) and units[i].ends), first)


def _is_body(unit: Unit) -> bool:
    return unit.prose and not unit.page and not unit.stamp


def _breaks(unit: Unit) -> bool:
    return (unit.page == 2 and unit.words > 0 and not unit.inner) or (
        unit.page == 1 and unit.reason in {LEGAL, CONTACT}
    )


def _weights(units: Sequence[Unit], *, headed: bool = True) -> list[float]:
    """Weigh units; `headed`: short paragraphs below a heading of other articles count for nothing."""
    total = sum(unit.words for unit in units if _is_body(unit))
    weights: list[float] = []
    of_readers = sum(unit.signs_comment for unit in units) >= _FEWEST_COMMENTS
    before, run, box = 0, 0.0, 0.0
    damped = introduced = follows = closed = False
    for unit in units:
        if _is_body(unit):
            damped = closed or (damped and unit.words < 25 and not follows)
            weight = (
                0.0 if damped or (unit.ends == "ellipsis" and unit.words < LONG_WORDS) else min(unit.words / 12, _MOST)
            )
            before += unit.words
            run = box = 0.0
        elif unit.inner:
            weight = 0.0
        elif unit.page == 2:
            header = _heads_others(unit)
            damped = damped or (header and headed)
            closes = before >= 60 and 2 * before >= total and unit.reason == LEGAL and unit.words >= 3
            closes = closes or (before >= 60 and (of_readers or 2 * before >= total) and header and unit.comments)
            closed = closed or (closes and of_readers and unit.comments)
            weight = _page_cost(unit, header, closes)
            if unit.reason == SHARE and not (header or closes):
                weight = max(-1.2 if box == 0 else -0.4, _BOX_COST - box)
                box += weight
        elif unit.page == 1 or unit.stamp or unit.byline:
            weight = -1.2 if unit.page else -0.4
        elif unit.bullet or introduced:
            weight = -0.05
        else:
            weight = max(_RUN_COST - run, -0.4)
            run += weight
        follows = _is_body(unit)
        introduced = unit.ends == "colon" or (introduced and not unit.prose)
        weights.append(weight)
    return weights


def _page_cost(unit: Unit, header: bool, closes: bool) -> float:
    if closes:
        return 5 * _HEADER_COST
    if unit.reason == LINK:
        return _HEADER_COST if header else -0.6
    return _HEADER_COST if header else (-1.5 if unit.words > 1 and unit.reason != CREDIT else -0.4)


def _heads_others(unit: Unit) -> bool:
    """Whether it is a heading of comments, forms or other articles: a few words, none of them the article's."""
    return unit.page == 2 and (unit.others or unit.comments)


def _trim(units: Sequence[Unit], first: int, last: int, familiar: Familiar) -> tuple[int, int]:
    def outside(unit: Unit) -> bool:
        if unit.prose and unit.page == 1 and familiar.share(unit) >= _SAME_MATTER:
            return False
        return not _is_body(unit) and bool(unit.page or unit.stamp)

    def foreign(i: int, beside: int) -> bool:
        near = units[beside] if 0 <= beside < len(units) else None
        return familiar.foreign(units[i], suspect=near is not None and near.page > 0 and not near.appeal)

    while first < last and (outside(units[first]) or foreign(first, first - 1)):
        first += 1
    while last > first and (outside(units[last]) or foreign(last, last + 1)):
        last -= 1
    return first, last


def _judge_above(
    units: Sequence[Unit], reasons: list[str | None], end: int, familiar: Familiar, *, certain: bool
) -> None:
    """All that stands above a title is the page's; above a body without title, what looks like the page's."""
    shorts = [i for i in range(end) if units[i].headline_like or (not units[i].prose and not units[i].page)]
    for i in range(end):
        unit = units[i]
        reasons[i] = own_reason(unit)
        listed = unit.bullet and unit.words >= 6
        if reasons[i] is None and (certain or (len(shorts) >= 4 and not listed)):
            reasons[i] = STRAY if unit.words <= 1 else MENU
        elif reasons[i] is None and is_foreign(units, i, familiar):
            reasons[i] = FOREIGN


def _judge_below(
    units: Sequence[Unit], reasons: list[str | None], last: int, familiar: Familiar, *, names_told: bool
) -> None:
    """Whose is what stands below the body; `names_told`: this page writes headlines otherwise than names."""
    below = range(last + 1, len(units))
    stop = next((i for i in below if units[i].page or familiar.foreign(units[i])), len(units))
    menu = _menu_below(units, range(last + 1, stop), familiar, units[last].ends == "colon", names_told)
    if sum(reason is not None for reason in reasons[: last + 1]) >= _OF_A_PAGE:
        menu = min(menu, _tail(units, last, stop))
    for i in range(last + 1, stop):
        if i >= menu:
            reasons[i] = MENU
        elif units[i].stamp or units[i].byline:
            reasons[i] = own_reason(units[i])
        elif _signs(units, i, stop):
            reasons[i] = BYLINE
    if stop < len(units):
        for i in _block_above(units, last, stop):
            reasons[i] = units[stop].reason or STRAY
    section = None
    for i in range(stop, len(units)):
        own = own_reason(units[i]) or (FOREIGN if familiar.foreign(units[i]) else None)
        if own in {LEGAL, CONTACT, SHARE, COMMENTS}:
            section = own
        reasons[i] = own or (section if units[i].prose else None) or (MENU if units[i].words > 2 else STRAY)


def _signs(units: Sequence[Unit], i: int, stop: int) -> bool:
    """Whether a line below an article says who wrote it: initials in brackets, or a name right above a date."""
    named = i + 1 < stop and units[i + 1].stamp and begins_with_name(units[i].text)
    return named or _INITIALS.fullmatch(units[i].text) is not None


def _tail(units: Sequence[Unit], last: int, stop: int) -> int:
    """Find where the short lines begin that a page, of which much is cut above, has below its article.

    Lists are the article's, and who signed it, where a line says so.
    """
    listed = units[last].ends == "colon"
    for i in range(last + 1, stop):
        unit = units[i]
        listed = listed or unit.ends in {"colon", "item"} or unit.bullet or unit.event or unit.heading > 0
        signed = _is_signed(unit) and not _shouts_over(units, i, stop)
        if not listed and unit.ends in {"", "question"} and not (unit.dateline or signed):
            told = [below.words > _OF_A_NAME or below.text[:1].islower() for below in units[i:stop]]
            return i if len(told) > 2 or (len(told) > 1 and any(told)) else stop
    return stop


def _is_signed(unit: Unit) -> bool:
    """Whether a line begins with a name; where a script has no capitals, none can be told."""
    return unit.text != unit.text.swapcase() and begins_with_name(unit.text)


def _shouts_over(units: Sequence[Unit], i: int, stop: int) -> bool:
    """Whether a line in capitals heads lines of more words that are none: headlines of other articles."""
    below = units[i + 1 : min(i + 3, stop)]
    return (
        units[i].text.isupper()
        and len(below) > 1
        and all(one.headline_like and one.words > _OF_A_NAME and not one.text.isupper() for one in below)
    )


def _block_above(units: Sequence[Unit], last: int, stop: int) -> range:
    """Find the short lines right above one of the page's, without a blank line between, that are a block with it."""
    longest = 8 if units[stop].reason == CONTACT else 4
    top = stop
    while top > last + 1 and not units[top].gap and units[top - 1].words <= longest and not units[top - 1].bullet:
        top -= 1
    whole = units[top].gap or units[stop].reason == CONTACT
    return range(top, stop) if whole else range(0)


def _menu_below(units: Sequence[Unit], below: range, familiar: Familiar, listed: bool, names_told: bool) -> int:
    """Find where headlines of other articles begin among the lines right below the body."""
    run: list[int] = []
    shares: list[float] = []
    named = 0
    for i in below:
        unit = units[i]
        listed = listed or unit.ends == "colon"
        plain = not (listed or unit.bullet or unit.ends not in {"", "question"} or unit.words < 4)
        if not plain and not unit.indented:
            run, shares, named = [], [], 0
            continue
        run.append(i)
        shares.append(familiar.share(unit))
        named += begins_with_name(unit.text) or (names_told and is_titled(unit.text))
        if unit.indented and len(run) == 1 and not units[below.start - 1].indented:
            return i
        if len(run) >= 3 and 2 * named < len(run) and sum(shares) < 0.6 * len(run):
            return run[0]
    ends_page = below.stop < len(units)
    if run and ends_page and 2 * named < len(run) and max(shares) < 0.3 and all(units[j].words >= 5 for j in run):
        return run[0]
    return below.stop


def _without_prose(units: Sequence[Unit]) -> tuple[list[str | None], int | None]:
    """Keep a text of short lines only, but for what is surely the page's."""
    reasons: list[str | None] = [unit.reason if unit.page == 2 else None for unit in units]
    kept = [i for i, reason in enumerate(reasons) if reason is None]
    if len(kept) < 2:
        return reasons, None
    head, second = units[kept[0]], units[kept[1]]
    apart = second.gap > 0 and not second.gap < head.gap and head.headline_like and head.words >= 3
    if head.heading in {1, 2} or (apart and sum(units[i].words for i in kept[1:]) > head.words):
        reasons[kept[0]] = TITLE
        for i in kept[1:]:
            if repeats_title(units[i], head):
                reasons[i] = TITLE_AGAIN
            elif i <= kept[0] + 2 and (units[i].stamp or units[i].byline):
                reasons[i] = own_reason(units[i])
        return reasons, kept[0]
    return reasons, None
