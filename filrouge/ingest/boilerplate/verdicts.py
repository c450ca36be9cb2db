"""Whose a line is by its own looks: the page's, how surely, and why."""

import re
from collections.abc import Iterator
from typing import Final

from filrouge.ingest.boilerplate import reasons
from filrouge.ingest.boilerplate.furniture import heads_comments, is_furniture, leads_away
from filrouge.ingest.boilerplate.paywalls import asks_to_subscribe
from filrouge.ingest.boilerplate.unit import Unit
from filrouge.ingest.boilerplate.words import (
    ASKS_TO_CLICK,
    BUTTONS,
    COPYRIGHT,
    FONT_SIZE,
    READING_TIME,
    is_code,
    leads_elsewhere,
)
from filrouge.ingest.dates.tokens import WORD
from filrouge.ingest.text_metadata.own_links import is_own_link

_ARROW: Final = re.compile(r"^[←‹→▶►◄]|[→›►▶]$|^<<|>>$|^«[^»]*$|^[^«]*\s»$")
_DEGREES: Final = re.compile(r"\d\s?°\s?[CF]?")
_FIGURE: Final = re.compile(r"\d[\d\s.,:]*\s?(?:[%°$€£₼₺₽֏]|[A-Z]{3}\b)?")
_LINKED: Final = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|<https?://[^>]*>|https?://\S+|www\.\S+")
_MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
_NAVIGATION: Final = re.compile(r"\s[|•·/»›>→—]\s|\s*\|\s*|\t| {2,}|\u00a0{2,}")
PHONE: Final = re.compile(r"(?<![\w.,])(?:\+|00)\d[\d\s().\-/]{6,}\d")


def verdicts(unit: Unit, bare: str) -> Iterator[tuple[int, str]]:
    """Give how surely a line is the page's, and why, by each of its looks: (`Unit.page`, `Unit.reason`).

    Parameters
    ----------
    bare : the line with the marks of Markdown around it.
    """
    text, n, hits = unit.text, unit.words, unit.hits
    share = hits / max(n, 1)
    if COPYRIGHT.search(text) and n <= 6 and not hits and not any(c.isdigit() for c in text):
        yield 2, reasons.CREDIT
    elif COPYRIGHT.search(text) and n <= 40:
        yield (2 if n <= 25 else 1), reasons.LEGAL
    yield from _by_address(unit, bare)
    elsewhere = n <= 30 and unit.heading != 1 and (unit.others or leads_elsewhere(text))
    if elsewhere or (n <= 15 and ASKS_TO_CLICK.match(text)):
        yield 2, reasons.LINK
    yield from _by_saying(unit)
    if asks_to_subscribe(text, n) or is_code(text):
        yield 2, reasons.CODE if is_code(text) else reasons.SHARE
    if not unit.bullet or n <= 3 or _LINKED.search(bare):
        yield from _by_words(unit, share)
    if not unit.prose:
        yield from _by_form(unit)


def _by_saying(unit: Unit) -> Iterator[tuple[int, str]]:
    """Judge by what a line says it is: a button, tags, the heading of comments, a way to another page."""
    text, n = unit.text, unit.words
    if unit.heading == 1:
        return
    if (text.partition(":")[0].isupper() or unit.ends != "sentence") and leads_away(text, n):
        yield 2, reasons.LINK
    if heads_comments(text, n):
        yield 2, reasons.COMMENTS
    if unit.signs_comment:
        yield 1, reasons.COMMENTS
    if unit.tags:
        yield 2, reasons.MENU
    if is_furniture(text, n):
        yield 2, reasons.SHARE


def _by_address(unit: Unit, bare: str) -> Iterator[tuple[int, str]]:
    """Judge by addresses, numbers and links: a line that holds little else is the page's."""
    text, n = unit.text, unit.words
    if _MAIL.search(text) and n <= 12:
        yield (2 if n <= 6 and unit.ends != "sentence" else 1), reasons.CONTACT
    if PHONE.search(text) and n <= 10:
        yield (2 if n <= 3 else 1), reasons.CONTACT
    if unit.heading or not _LINKED.search(bare):
        return
    linked = sum(len(WORD.findall(match[1] or "")) for match in _LINKED.finditer(bare))
    rest = len(WORD.findall(_LINKED.sub("", bare)))
    if (rest <= 4 and linked <= 20) or is_own_link(text):
        only = rest <= 1 and bare.startswith(("[", "!", "<", "* [", "- [")) and (linked or not rest)
        yield (2 if only else 1), reasons.LINK


def _by_words(unit: Unit, share: float) -> Iterator[tuple[int, str]]:
    n, hits = unit.words, unit.hits
    if unit.unspaced:
        if hits and n <= 3 * hits:
            yield (2 if n <= 2 * hits else 1), reasons.SHARE
    elif unit.comments and n <= 4 and unit.ends != "sentence" and share >= 0.3:
        yield 2, reasons.COMMENTS
    elif n <= 3:
        if share >= 0.5 or (hits and n == 3 and unit.ends != "sentence" and any(c.isdigit() for c in unit.text)):
            yield 2, reasons.SHARE
        elif hits:
            yield 1, reasons.SHARE
    elif hits >= 2 and share >= 0.3:
        yield (1 if unit.prose and n > 10 else 2), reasons.SHARE
    elif (
        (hits >= 2 and (share >= 0.15 or (n <= 20 and unit.opens)))
        or (hits >= 3 and share >= 0.08)
        or (hits and n <= 7 and not unit.prose and not _is_sentence(unit))
    ):
        yield 1, reasons.SHARE


def _is_sentence(unit: Unit) -> bool:
    """Whether it is a sentence without a figure, of which one word stands on buttons too."""
    return unit.hits == 1 and unit.words > 3 and unit.ends == "sentence" and not any(c.isdigit() for c in unit.text)


def _by_form(unit: Unit) -> Iterator[tuple[int, str]]:
    text, n = unit.text, unit.words
    if _ARROW.search(text) and n <= 30 and unit.ends not in {"sentence"}:
        yield 1, reasons.LINK
    if (_DEGREES.search(text) or READING_TIME.search(text)) and n <= 6:
        yield 2, reasons.STRIP
    if (
        len(figures := _FIGURE.findall(text)) >= 3
        and n <= len(figures) * 1.5
        and not (unit.stamp or unit.bullet or unit.unspaced)
    ):
        yield 1, reasons.STRIP
    parts = [part for part in _NAVIGATION.split(text) if part and part.strip()]
    if len(parts) >= 4 and n <= 3.5 * len(parts) and not unit.stamp and unit.ends == "":
        yield 2, reasons.MENU
    elif len(parts) == 3 and n <= 6 and not unit.stamp and unit.ends == "":
        yield 1, reasons.MENU
    if n <= 12 and any(c.isalpha() for c in text) and BUTTONS.fullmatch(text):
        yield 2, reasons.SHARE
    if (len(text) <= 3 and text.isalpha() and text.islower()) or FONT_SIZE.fullmatch(text):
        yield 2, reasons.STRAY
