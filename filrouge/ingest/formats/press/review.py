"""Press reviews in one document → records: each article under or above the line that names its outlet and its day."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from filrouge.ingest.formats.paragraphs import lines_of
from filrouge.ingest.formats.press.articles import article, outside
from filrouge.ingest.profiles.press_review import OutletLine, attributions, is_head, is_prose
from filrouge.ingest.profiles.press_words import BY, REVIEW_FOOT, RIGHTS, RULER
from filrouge.ingest.record import Item, Record, UnreadableFile

_MOST: Final = 200_000  # lines
_WORDS_OF_AUTHOR: Final = 8


def read(item: Item, kind: str) -> Iterator[Record]:
    """Each article with its title, outlet, day and page; the cover and the table of contents are in none.

    Raises
    ------
    UnreadableFile
        No line names an outlet and a day.
    """
    lines = [line for line, _ in zip(lines_of(item, kind), range(_MOST), strict=False) if line.strip()]
    found = attributions(lines)
    if not found:
        raise UnreadableFile("no line in it names an outlet and a day")
    if _stand_below(lines, found):
        yield from _closed(lines, found)
        return
    above = _titles_above(lines, found)
    starts = [_start(lines, one, above=above) for one in found]
    if before := outside(lines[: starts[0] if starts else len(lines)]):
        yield before
    for row, (one, start, end) in enumerate(zip(found, starts, [*starts[1:], len(lines)], strict=True), 1):
        body = lines[one.end : end]
        title = lines[start] if start < one.start else ""
        if not title and body and is_head(body[0]):
            title, body = body[0], body[1:]
        yield _record(row, lines, one, title, body)


def _record(row: int, lines: Sequence[str], one: OutletLine, title: str, below: Sequence[str]) -> Record:
    body = list(below)
    while body and _is_added(body[-1]):
        body.pop()
    if body and REVIEW_FOOT.match(body[0]):  # "Publicerat i print." below the outlet
        body.pop(0)
    author = ""
    if len(body) > 1 and BY.match(body[0]) and len(body[0].split()) <= _WORDS_OF_AUTHOR and not body[0].endswith("."):
        author = BY.sub("", body.pop(0), count=1)
    others = [*lines[one.start : one.end], *below]
    n_added = sum(len(line.strip()) for line in others) - sum(len(line.strip()) for line in [*body, author])
    fields = {
        "title": title.strip(),
        "source": one.source,
        "date": one.date,
        "page": re.sub(r"^[^0-9]*(?=[A-Z]?[0-9])", "", one.page),
        "section": one.section,
        "author": author,
    }
    return article(row, fields, [line.strip() for line in body], "line of a press review", {}, n_added)


def _is_added(line: str) -> bool:
    """Whether a line below an article is of the database or of its publisher: its number, its address, the rights."""
    return bool(REVIEW_FOOT.match(line) or RIGHTS.match(line) or RULER.fullmatch(line))


def _stand_below(lines: Sequence[str], found: Sequence[OutletLine]) -> bool:
    """Whether the lines that name an outlet close the articles: a text stands before the first of them, and nothing but
    other titles follows the last.
    """
    return any(map(is_prose, lines[: found[0].start])) and not any(map(is_prose, lines[found[-1].end :]))


def _closed(lines: Sequence[str], found: Sequence[OutletLine]) -> Iterator[Record]:
    """Articles that end with the line that names their outlet; the first begins at the last title before its text."""
    first = next(n for n, line in enumerate(lines) if is_prose(line))
    first -= first > 1 and is_head(lines[first - 1])
    if before := outside(lines[:first]):
        yield before
    start = first
    for row, one in enumerate(found, 1):
        body = list(lines[start : one.start])
        title = body.pop(0) if body and is_head(body[0]) else ""
        yield _record(row, lines, one, title, body)
        start = one.end
    if after := outside(lines[start:]):
        yield after


def _titles_above(lines: Sequence[str], found: Sequence[OutletLine]) -> bool:
    """Whether titles stand above the lines that name an outlet, as most of those after the first show."""
    judged = found[1:] or found
    above = sum(one.start > 0 and is_head(lines[one.start - 1]) for one in judged)
    return 2 * above > len(judged)


def _start(lines: Sequence[str], one: OutletLine, *, above: bool) -> int:
    return one.start - 1 if above and one.start > 0 and is_head(lines[one.start - 1]) else one.start
