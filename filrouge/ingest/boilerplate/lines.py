"""The lines of a pasted text, and what the shape of each one tells."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from filrouge.ingest.boilerplate import reasons
from filrouge.ingest.boilerplate.paywalls import asks_to_subscribe
from filrouge.ingest.boilerplate.words import (
    ASKS_TO_CLICK,
    BUTTONS,
    COPYRIGHT,
    FONT_SIZE,
    HEADS_OTHERS,
    PICTURE_CREDIT,
    READING_TIME,
    SITE,
    han_hits,
    interface_hits,
    is_code,
    leads_elsewhere,
    network_hits,
    speaks_of_comments,
)
from filrouge.ingest.bylines import is_byline
from filrouge.ingest.dates.tokens import WORD
from filrouge.ingest.stamp_lines import resembles_stamp
from filrouge.ingest.text_metadata.own_links import is_own_link
from filrouge.search import UNSPACED

_END: Final = 60  # characters in which the end of a line shows
_LOOKED_AT: Final = 2000  # characters of a line; a longer one is prose
LONG_WORDS: Final = 30
"""A line of so many words is prose, whatever it ends with."""

_LINE: Final = re.compile(r"[^\r\n\u2028\u2029]*(?:\r\n|[\r\n\u2028\u2029])|[^\r\n\u2028\u2029]+")
_GAP: Final = re.compile(r"(?<=\S)[ \t\u00a0\u3000]{3,}(?=\S)|(?<=\S)\t+(?=\S)")
_MARKS: Final = re.compile(r"^(?:>\s*)*(#{1,6}(?=[\s#]|$)[\s#]*)?[*_]{0,3}")
_BULLET: Final = re.compile(r"^(?:[*+]\s+(?=\S)|[-–—•▪■►‣◦]\s?(?=\S)|\(?\d{1,3}[.)]\s|\(?[a-zа-яա-ֆ]\)\s)")
_UNSPACED: Final = re.compile(f"[{UNSPACED}]")
_INVISIBLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_CLOSERS: Final = r"[\"”»’')\]*_\s]*(?:\[\d+\])?$"
_SENTENCE_END: Final = re.compile(r"[.!?…։՜՞。！？؟۔।॥។።]" + _CLOSERS)
_ELLIPSIS: Final = re.compile(r"(?:…|\.\.\.|\[[….]+\])" + _CLOSERS)
_INTRODUCES: Final = re.compile(r"[:：՝]" + _CLOSERS)
_ITEM_END: Final = re.compile(r"[;,；،]" + _CLOSERS)
_INNER_END: Final = re.compile(r"[.!?…։。！？؟۔।។][\"”»’')\]]*(?:\s+[\"“«„'(—–-]*[^\W\d_a-z]|(?<=[。！？]))")
_LINKED: Final = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|<https?://[^>]*>|https?://\S+|www\.\S+")
_MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
_PHONE: Final = re.compile(r"(?<![\w.,])(?:\+|00)\d[\d\s().\-/]{6,}\d")
_FIGURE: Final = re.compile(r"\d[\d\s.,:]*\s?(?:[%°$€£₼₺₽֏]|[A-Z]{3}\b)?")
_LONG_SENTENCE: Final = re.compile(r"\D{40,}")  # in some languages four words say as much as ten
_DEGREES: Final = re.compile(r"\d\s?°\s?[CF]?")
_NAVIGATION: Final = re.compile(r"\s[|•·/»›>→—]\s|\s*\|\s*|\t| {2,}|\u00a0{2,}")
_ARROW: Final = re.compile(r"^[←‹→▶►◄]|[→›►▶]$|^<<|>>$|^«[^»]*$|^[^«]*\s»$")
_DATELINE: Final = re.compile(
    r"^[^\W\d_][\w .,'’/-]{1,40}\(\w{2,12}(?:[ /-]\w+)*\)\s*[-–—.:]*$|^[^\W\d_][\w .,'’/-]{1,40}\s[-–—]+$"
)


@dataclass(slots=True, eq=False)
class Unit:
    """A line, or the lines of one hard-wrapped paragraph, or a part of a line broken by runs of spaces.

    Attributes
    ----------
    start, end : offsets in the text as read, the line break included.
    text : what it says, without the marks of Markdown around it.
    words : how many words, as far as they can be told.
    gap : blank lines before it.
    page : how surely it is the page's and not the article's: 0 not, 1 where it stands outside the body, 2 anywhere.
    reason : why, where `page` is not 0.
    """

    start: int
    end: int
    text: str
    gap: int
    indented: bool = False
    heading: int = 0
    bullet: bool = False
    words: int = 0
    unspaced: bool = False
    hits: int = 0
    opens: bool = False
    comments: bool = False
    others: bool = False
    credit: bool = False
    sentences: bool = False
    prose: bool = False
    ends: str = ""
    dateline: bool = False
    stamp: bool = False
    byline: bool = False
    page: int = 0
    reason: str = ""

    @property
    def headline_like(self) -> bool:
        """Whether it could be a headline: some words, no end of a sentence, nothing of the page's."""
        apart = self.page or self.stamp or self.dateline or self.credit or (self.sentences and self.ends == "question")
        return (
            not apart
            and 2 <= self.words <= 45
            and (self.ends in {"", "question"} or (self.ends == "ellipsis" and self.words <= 20))
        )


Row = tuple[int, int, int, str]  # start, end, blank lines before, why it is the page's for sure


def units_of(text: str, repeated: Callable[[str], bool]) -> list[Unit]:
    """Cut a text into its units, each with its features; blank lines belong to none."""
    units: list[Unit] = []
    for start, end, gap, reason in _wrapped(text, list(_rows(text, repeated))):
        unit = _read(text[start:end], start, end, gap)
        if reason and not (reason == reasons.MENU and unit.prose):
            unit.page, unit.reason = 2, reason
        units.append(unit)
    return units


def _rows(text: str, repeated: Callable[[str], bool]) -> Iterator[Row]:
    gap = 0
    for match in _LINE.finditer(text):
        line = match.group()
        if not line.strip():
            gap += 1
            continue
        joints = list(_GAP.finditer(line)) if len(line) > 200 else []
        if len(joints) >= 5:
            starts = [0, *(joint.end() for joint in joints), len(line)]
            for i, (start, end) in enumerate(pairwise(starts)):
                yield match.start() + start, match.start() + end, gap if i == 0 else 0, reasons.MENU
        else:
            yield match.start(), match.end(), gap, reasons.EVERYWHERE if repeated(line.rstrip("\r\n")) else ""
        gap = 0


def _wrapped(text: str, rows: list[Row]) -> Iterator[Row]:
    """Join the lines of paragraphs broken at a fixed width, or broken in mid-sentence."""
    i = 0
    while i < len(rows):
        start, end, gap, reason = rows[i]
        j = i + 1
        while (
            j < len(rows)
            and not (reason or rows[j][3] or rows[j][2])
            and _goes_on(text[rows[j - 1][0] : rows[j - 1][1]], text[rows[j][0] : rows[j][1]])
        ):
            end = rows[j][1]
            j += 1
        yield start, end, gap, reason
        i = j


def _goes_on(line: str, following: str) -> bool:
    line, following = line[-_LOOKED_AT:].strip(), following[:_LOOKED_AT].strip()
    if not line or not following:
        return False
    if following[0] in ".,;:)’”»!?" and not following[:2].isspace() and line[-1].isalnum():
        return following[0] not in "”»" or len(following) > 1
    if _SENTENCE_END.search(line[-_END:]) or _INTRODUCES.search(line[-_END:]) or _BULLET.match(following):
        return False
    if is_byline(following):
        return False
    if following[0].islower() and not following.startswith("http"):
        return max(len(line), len(following)) >= 40
    return len(line) >= 40 and line[-1] in ",-–" and following[0].isalnum() and len(following) >= 20


def _read(raw: str, start: int, end: int, gap: int) -> Unit:
    bare = _INVISIBLE.sub("", raw).strip()
    marks = _MARKS.match(bare)
    heading = len((marks[1] or "").replace(" ", "")) if marks else 0
    bullet = not heading and _BULLET.match(bare) is not None
    content = bare[marks.end() :] if marks and not bullet else bare
    content = content.rstrip("*_ \t" if not heading else "*_# \t")
    indented = raw[:3].isspace() and len(raw) > 3
    unit = Unit(start, end, content, gap, indented, min(heading, 6), bullet)
    names = WORD.findall(content[:_LOOKED_AT])
    unit.words = len(names)
    unspaced = 0 if content.isascii() else len(_UNSPACED.findall(content))
    if unspaced > len(content) / 4:
        unit.words, unit.unspaced = max(int(unspaced / 2.5), 1), True
    unit.ends = _ending(content)
    inner = _INNER_END.search(content, _end_of_kicker(content))
    unit.sentences = inner is not None
    unit.prose = _is_prose(unit)
    _mark(unit, [name.casefold() for name in names], bare)
    return unit


def _end_of_kicker(content: str) -> int:
    """Find where a kicker of up to four words and its full stop end: "Transport. Three bridges close"."""
    first = _INNER_END.search(content)
    return first.end() - 1 if first and len(content[: first.start()].split()) <= 4 else 0


def _ending(content: str) -> str:
    content = content[-_END:].rstrip(" |·")
    if _ELLIPSIS.search(content):
        return "ellipsis"
    if _SENTENCE_END.search(content):
        return "question" if content.rstrip("\"”»’')]*_ ").endswith(("?", "!", "؟", "？", "！")) else "sentence"
    if _INTRODUCES.search(content):
        return "colon"
    return "item" if _ITEM_END.search(content) else ""


def _is_prose(unit: Unit) -> bool:
    if unit.words >= LONG_WORDS or unit.heading == 1:
        return unit.words >= LONG_WORDS
    inner = unit.sentences
    return (
        (
            unit.ends == "sentence"
            and (unit.words >= 6 or (unit.words >= 4 and _LONG_SENTENCE.fullmatch(unit.text) is not None))
        )
        or (unit.words >= 12 and inner)
        or (unit.words >= 10 and unit.ends == "question")
    )


def _mark(unit: Unit, words: list[str], bare: str) -> None:
    """Say whether the unit is the page's by its own looks."""
    text = unit.text
    if len(bare) > _LOOKED_AT:
        return
    if not words and not unit.words:
        _mark_wordless(unit, text)
        return
    unit.dateline = _DATELINE.match(text) is not None
    unit.stamp = not unit.dateline and resembles_stamp(text)
    unit.byline = not unit.stamp and is_byline(text)
    if len(words) > 90:
        return
    unit.credit = unit.words <= 60 and PICTURE_CREDIT.search(text) is not None
    unit.others = unit.words <= 6 and unit.ends != "sentence" and HEADS_OTHERS.match(text) is not None
    unit.comments = unit.words <= 8 and speaks_of_comments(words)
    own = interface_hits(words, unit.prose and not SITE.search(text)) if not unit.unspaced else han_hits(text)
    networks = network_hits(words)
    unit.hits = own + (networks if own or unit.words <= 7 or networks >= 3 else 0)
    unit.opens = unit.hits >= 2 and interface_hits(words[:1]) > 0
    for page, reason in _verdicts(unit, bare):
        if page > unit.page:
            unit.page, unit.reason = page, reason


def _mark_wordless(unit: Unit, text: str) -> None:
    if _PHONE.search(text):
        unit.page, unit.reason = 2, reasons.CONTACT
    elif any(c.isdigit() for c in text):
        unit.stamp = resembles_stamp(text)
        unit.page, unit.reason = (0, "") if unit.stamp else (1, reasons.STRIP)
    elif not text or not set(text) <= set('“”«»"„.…()[] '):
        unit.page, unit.reason = 2, reasons.STRAY


def _verdicts(unit: Unit, bare: str) -> Iterator[tuple[int, str]]:
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
    if asks_to_subscribe(text, n) or is_code(text):
        yield 2, reasons.CODE if is_code(text) else reasons.SHARE
    if not unit.bullet or n <= 3 or _LINKED.search(bare):
        yield from _by_words(unit, share)
    if not unit.prose:
        yield from _by_form(unit)


def _by_address(unit: Unit, bare: str) -> Iterator[tuple[int, str]]:
    """Judge by addresses, numbers and links: a line that holds little else is the page's."""
    text, n = unit.text, unit.words
    if _MAIL.search(text) and n <= 12:
        yield (2 if n <= 6 and unit.ends != "sentence" else 1), reasons.CONTACT
    if _PHONE.search(text) and n <= 10:
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
