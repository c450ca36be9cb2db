"""The line beside a title that says when the text was published."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from filrouge.ingest.dates.parse import Order
from filrouge.ingest.dates.published import Published, Unclear, order_in
from filrouge.ingest.dates.written_dates import Line, read_line
from filrouge.ingest.record import Cut
from filrouge.ingest.stamp_lines import tells_nothing_else, unglued
from filrouge.ingest.text_metadata.other_dates import is_of_another

_LONGEST: Final = 140
_LINES_AFTER: Final = 10
_LONG_LINES_AFTER: Final = 2
_LONG: Final = 100
_A_YEAR: Final = re.compile(r"\d{4}")
_NO_WORD: Final = re.compile(r"[\W_]+")
_SHORTEST_TITLE: Final = 8
_MOST_WORDS_ABOVE: Final = 6
_SOURCE: Final = re.compile(
    r"\s*[|(（]?\s*\b(?:来源|來源|source|fuente|fonte|quelle|kaynak|источник|mənbə)\s?[:：]\s?\S[^0-9]*$", re.IGNORECASE
)
_AGE: Final = re.compile(
    r"[\s|·,]*\b(?:last )?(?:updated|mis à jour|aktualisiert|actualizado|aggiornato|atualizado|обновлено)\s"
    r"(?:\w+\s){0,2}\d+\s\w+(?:\s(?:ago|назад|fa|atrás))?$",
    re.IGNORECASE,
)
_BESIDE: Final = re.compile(
    r"^(?:temps de lecture|lesezeit|tiempo de lectura|tempo di lettura|reading time)\s?:?\s?"
    r"\d{1,3}\s?min\w*\.?[\s|·•–-]*"
    r"|[\s|·•–-]*(?:\b\d{1,3}[\s-]?min(?:ute)?s?\.?(?: (?:read|de lecture|de lectura|lesezeit|di lettura))?"
    r"|\b(?:comments off|(?:no|\d+) comments?|leave a comment|(?:aucun|\d+) commentaires?|keine kommentare)"
    r"|(?<=\b20\d\d)\s(?:GMT|UTC|EST|EDT|PST|PDT))$",
    re.IGNORECASE,
)
"""How long it takes to read a text and how many comments it has, and a zone without an hour."""

_OF_PAGE: Final = re.compile(
    r"\s*[-–—,;|·(]\s*(?:pp?\.|pages?|seiten?|s\.|pág(?:ina)?\.?|pag(?:ina)?\.?)\s?[A-Z]?[0-9]{1,3}[A-Z]?\)?$",
    re.IGNORECASE,
)
"""On which page of a paper a text stood, behind the date: "- p. 12"."""

_LISTS: Final = ("menu", "headline", "comment", "repeat")


@dataclass(frozen=True)
class _Row:
    """A line of the text as read: where it stands, what it says, and whether a date in it is of something else, as it
    was cut as a list of other texts, or is of an event or a post.
    """

    start: int
    text: str
    listed: bool


def find_stamp(as_read: str, title: str | None, cuts: Sequence[Cut], language: str | None = None) -> Published:
    """Look beside the title for the line that says when the text was published; unknown where none does.

    Days in figures are read as the language of the text writes them: before months, but in English both ways.
    """
    order = order_in(language)
    rows = _rows(as_read, cuts)
    place = _place_of_title(rows, title)
    if place is None:
        return Published()
    below = [line for row in _below(rows, place + bool(title)) if (line := _stamp(row, order))]
    if any(line.dates for line in below):
        return _one_date(below)
    return _above(rows, place, order)


def _rows(as_read: str, cuts: Sequence[Cut]) -> list[_Row]:
    lists = [(cut.start, cut.end) for cut in cuts if any(word in cut.reason for word in _LISTS)]
    rows, start = [], 0
    for line in as_read.split("\n"):
        if line.strip():
            listed = any(first <= start and start + len(line.rstrip()) <= last for first, last in lists)
            rows.append(_Row(start, line.strip(), listed))
        start += len(line) + 1
    lines = [row.text for row in rows]
    return [
        replace(row, listed=True) if not row.listed and _A_YEAR.search(row.text) and is_of_another(lines, n) else row
        for n, row in enumerate(rows)
    ]


def _place_of_title(rows: Sequence[_Row], title: str | None) -> int | None:
    if not rows:
        return None
    if not title:
        return 0
    wanted = _plain(title)
    for place, row in enumerate(rows):
        line = _plain(row.text[: 2 * len(title) + _LONGEST])
        if line == wanted or (len(line) >= _SHORTEST_TITLE and (wanted.startswith(line) or line.startswith(wanted))):
            while place + 1 < len(rows) and _is_cut_title(_plain(rows[place + 1].text), wanted):
                place += 1  # noqa: PLW2901
            return place
    return None


def _is_cut_title(line: str, title: str) -> bool:
    return len(line) >= _SHORTEST_TITLE and title.startswith(line)


def _plain(line: str) -> str:
    return _NO_WORD.sub(" ", line.casefold()).strip()


def _below(rows: Sequence[_Row], place: int) -> list[_Row]:
    """The lines from there on, to where the body has begun."""
    found, n_long = [], 0
    for row in rows[place : place + _LINES_AFTER]:
        n_long += len(row.text) > _LONG
        if n_long > _LONG_LINES_AFTER:
            break
        found.append(row)
    return found


def _above(rows: Sequence[_Row], place: int, order: Order | None) -> Published:
    """The date just above a title, where it can be no other text's: nothing like a headline stands over it."""
    above = [row for row in rows[:place] if not row.listed]
    stamps = [(row, line) for row in above if (line := _stamp(row, order)) and line.dates]
    if len(stamps) != 1 or stamps[0][0] is not rows[place - 1]:
        return Published()
    if any(len(row.text.split()) > _MOST_WORDS_ABOVE for row in rows[: place - 1]):
        return Published()
    return _one_date([stamps[0][1]])


def _stamp(row: _Row, order: Order | None) -> Line | None:
    """What a line says of dates, if it is no sentence and no headline."""
    if row.listed or len(row.text) > _LONGEST or not _A_YEAR.search(row.text):
        return None
    bare = _BESIDE.sub("", _AGE.sub("", _SOURCE.sub("", _OF_PAGE.sub("", row.text))))
    line = read_line(unglued(bare), order)
    if not line.dates or any(dated.spoken.day is None for dated in line.dates):
        return None
    return line if tells_nothing_else(line) else None


def _one_date(lines: Sequence[Line]) -> Published:
    """The date that the stamps agree on: of publication before those without a label, never only of an update."""
    found: dict[Published, str] = {}
    roles = {dated.role for line in lines for dated in line.dates}
    wanted = "published" if "published" in roles else None
    for line in lines:
        if not any(dated.role == wanted for dated in line.dates):
            continue
        try:
            found.setdefault(line.published(), line.evidence())
        except Unclear:
            return Published()
    finest = max(found, key=lambda published: published.precision == "minute", default=Published())
    if finest.start is None or any(not _holds(other, finest) for other in found):
        return Published()
    return replace(finest, evidence=found[finest])


def _holds(wide: Published, fine: Published) -> bool:
    return wide == fine or (wide.precision == "day" and wide.local_day == fine.local_day)
