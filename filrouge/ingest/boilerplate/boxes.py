"""Lines of the page that an extracted article still has: calls to pay and subscribe, links to others, footers."""

from typing import NamedTuple

from filrouge.ingest.boilerplate.lines import units_of
from filrouge.ingest.boilerplate.paywalls import asks_to_pay, asks_to_subscribe
from filrouge.ingest.boilerplate.reasons import COMMENTS, LEGAL, LINK, SHARE
from filrouge.ingest.boilerplate.unit import LONG_WORDS, Unit


class WithoutBoxes(NamedTuple):
    """The text without the page's lines, and whether one of them stood in place of the rest of the article."""

    text: str
    paywalled: bool


def without_boxes(text: str) -> WithoutBoxes:
    """Leave out the lines of an extracted article that are surely the page's: anywhere where they ask to pay, to
    subscribe or to read another article; from its ends where they share, sign in, comment or state the law.
    """
    units = units_of(text, lambda _: False)
    out = {i for i, unit in enumerate(units) if _is_a_box(unit)}
    for order in (range(len(units)), range(len(units) - 1, -1, -1)):
        for i in order:
            if i not in out and not _is_of_the_page(units[i]):
                break
            out.add(i)
    if not out or len(out) == len(units):
        return WithoutBoxes(text, False)
    kept = text
    for i in sorted(out, reverse=True):
        kept = kept[: units[i].start] + kept[units[i].end :]
    lines = kept.strip().split("\n")
    tidy = [line for n, line in enumerate(lines) if line.strip() or (n and lines[n - 1].strip())]
    return WithoutBoxes("\n".join(tidy), any(asks_to_pay(units[i].text, units[i].words) for i in out))


def _is_a_box(unit: Unit) -> bool:
    if asks_to_subscribe(unit.text, unit.words):
        return True
    return unit.page == 2 and unit.reason == LINK and unit.words < LONG_WORDS and not unit.heading


def _is_of_the_page(unit: Unit) -> bool:
    return (
        unit.page == 2 and unit.reason in {SHARE, LEGAL, COMMENTS, LINK} and unit.words < LONG_WORDS and not unit.bullet
    )
