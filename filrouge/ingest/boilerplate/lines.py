"""The lines of a pasted text, and what the shape of each one tells."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final

from filrouge.ingest.boilerplate import reasons
from filrouge.ingest.boilerplate.appeals import mark_appeals
from filrouge.ingest.boilerplate.furniture import (
    heads_comments,
    heads_others,
    is_furniture,
    lists_tags,
    signs_comment,
)
from filrouge.ingest.boilerplate.lists import is_cloud, mark_lists
from filrouge.ingest.boilerplate.teasers import begins_teaser
from filrouge.ingest.boilerplate.unit import LONG_WORDS, Unit
from filrouge.ingest.boilerplate.verdicts import PHONE, verdicts
from filrouge.ingest.boilerplate.words import (
    EVENT,
    HEADS_OTHERS,
    ONLY_CREDIT,
    PICTURE_CREDIT,
    SITE,
    han_hits,
    interface_hits,
    network_hits,
    speaks_of_comments,
)
from filrouge.ingest.bylines import is_byline
from filrouge.ingest.dates.tokens import WORD
from filrouge.ingest.stamp_lines import resembles_stamp
from filrouge.search import UNSPACED

_END: Final = 60  # characters in which the end of a line shows
_LOOKED_AT: Final = 2000  # characters of a line; a longer one is prose
_LINE: Final = re.compile(r"[^\r\n\u2028\u2029]*(?:\r\n|[\r\n\u2028\u2029])|[^\r\n\u2028\u2029]+")
_GAP: Final = re.compile(r"(?<=\S)[ \t\u00a0\u3000]{3,}(?=\S)|(?<=\S)\t+(?=\S)")
_MARKS: Final = re.compile(r"^(?:>\s*)*(#{1,6}(?=[\s#]|$)[\s#]*)?[*_]{0,3}")
_BULLET: Final = re.compile(r"^(?:[*+]\s+(?=\S)|[-–—•▪■►‣◦]\s?(?=\S)|\(?\d{1,3}[.)]\s|\(?[a-zа-яա-ֆ]\)\s)")
_UNSPACED: Final = re.compile(f"[{UNSPACED}]")
_INDIC: Final = re.compile("[\u0900-\u0dff]")
_INVISIBLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_CLOSERS: Final = r"[\"”»’')\]*_\s]*(?:\[\d+\])?$"
_SENTENCE_END: Final = re.compile(r"[.!?…։՜՞。！？؟۔।॥។።]" + _CLOSERS)
_ELLIPSIS: Final = re.compile(r"(?:…|\.\.\.|\[[….]+\])" + _CLOSERS)
_SIGNED_END: Final = re.compile(r"(?<=[.…])\s+\([^()]{2,50}\)\s*$")  # "The quay is closed. (dpa)"
_INTRODUCES: Final = re.compile(r"[:：՝]" + _CLOSERS)
_ITEM_END: Final = re.compile(r"[;,；،]" + _CLOSERS)
_RULE: Final = re.compile(r"[-=*~–—_]{2,}+\s?[^\W_]{1,8}+\s?[-=*~–—_]{2,}")  # "--oOo--"
_INNER_END: Final = re.compile(r"[.!?…։。！？؟۔।។][\"”»’')\]]*(?:\s+[\"“«„'(—–-]*[^\W\d_a-z]|(?<=[。！？]))")
_LONG_SENTENCE: Final = re.compile(r"\D{40,}")  # in some languages four words say as much as ten
_DATELINE: Final = re.compile(
    r"^[^\W\d_][\w .,'’/-]{1,40}\(\w{2,12}(?:[ /-]\w+)*\)\s*[-–—.:]*$|^[^\W\d_][\w .,'’/-]{1,40}\s[-–—]+$"
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
    mark_lists(units)
    mark_appeals(units)
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
            end = match.start() + (begins_teaser(line) or len(line))
            yield match.start(), end, gap, reasons.EVERYWHERE if repeated(line.rstrip("\r\n")) else ""
            if end < match.end():
                yield end, match.start() + len(line.rstrip("\r\n")), 0, reasons.LINK
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
    if is_byline(following) or is_furniture(following, following.count(" ") + 1) or lists_tags(line):
        return False
    if following[0].islower() and not following.startswith("http"):
        return max(len(line), len(following)) >= 40 and not resembles_stamp(following)
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
    if _INDIC.search(content):
        unit.words = len(content[:_LOOKED_AT].split())  # vowels are marks there, which part what counts as a word
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
    content = _SIGNED_END.sub("", content)
    if _SENTENCE_END.search(content):
        return "question" if content.rstrip("\"”»’')]*_ ").endswith(("?", "!", "؟", "？", "！")) else "sentence"
    if _INTRODUCES.search(content):
        return "colon"
    return "item" if _ITEM_END.search(content) else ""


def _is_prose(unit: Unit) -> bool:
    if unit.shouted:
        return False
    if unit.words >= LONG_WORDS or unit.heading == 1:
        return unit.words >= LONG_WORDS and not is_cloud(unit.text[:_LOOKED_AT])
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
    if (not words and not unit.words) or _RULE.fullmatch(text):
        _mark_wordless(unit, text)
        return
    unit.tags, unit.event = lists_tags(text), EVENT.match(text) is not None
    unit.prose = unit.prose and not unit.tags
    unit.dateline = _DATELINE.match(text) is not None
    unit.stamp = not unit.dateline and resembles_stamp(text)
    unit.byline = not unit.stamp and is_byline(text)
    if len(words) > 90:
        return
    unit.only_credit = unit.words <= 10 and ONLY_CREDIT.fullmatch(text) is not None
    unit.credit = unit.words <= 60 and PICTURE_CREDIT.search(text) is not None
    named = HEADS_OTHERS.match(text) is not None or heads_others(text, unit.words)
    unit.others = unit.words <= 6 and unit.ends != "sentence" and named
    headed = heads_comments(text, unit.words)
    unit.comments = headed or (unit.words <= 8 and speaks_of_comments(words))
    unit.signs_comment = signs_comment(text, unit.words)
    own = interface_hits(words, unit.prose and not SITE.search(text)) if not unit.unspaced else han_hits(text)
    networks = network_hits(words)
    unit.hits = own + (networks if own or unit.words <= 7 or networks >= 3 else 0)
    unit.opens = unit.hits >= 2 and interface_hits(words[:1]) > 0
    for page, reason in verdicts(unit, bare):
        if page > unit.page:
            unit.page, unit.reason = page, reason


def _mark_wordless(unit: Unit, text: str) -> None:
    if PHONE.search(text):
        unit.page, unit.reason = 2, reasons.CONTACT
    elif any(c.isdigit() for c in text):
        unit.stamp = resembles_stamp(text)
        unit.page, unit.reason = (0, "") if unit.stamp else (1, reasons.STRIP)
    elif not text or not set(text) <= set('“”«»"„.…()[] '):
        unit.page, unit.reason = 2, reasons.STRAY
