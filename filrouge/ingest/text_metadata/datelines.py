"""The dateline at the head of a body: place, date, and the mark of the agency or service that sent it out."""

import re
from dataclasses import dataclass, replace
from typing import Final

from filrouge.ingest.dates.months import months_named
from filrouge.ingest.dates.published import Published, Unclear
from filrouge.ingest.dates.written_dates import Line, read_line
from filrouge.ingest.text_metadata.outlets import Known, outlet_marked

_FIRST_LINES: Final = 6
_HEAD: Final = 6000  # characters
_SHORTEST: Final = 60
"""Characters of a line of text: shorter ones that name an agency credit a photograph."""

_LONGEST: Final = 110
_MOST_WORDS_OF_PLACE: Final = 6
_MOST_WORDS_WITHOUT_MARK: Final = 4
_MARKUP: Final = re.compile(r"[\s*_#>|\"“”«]*")
_MARK: Final = re.compile(
    r"\s*[-–—]*\s*(?:[(（\[【](?P<round>[^()（）\[\]【】]{2,40})[)）\]】]|(?<!\w)/{1,2}(?P<slash>[^/\s][^/\n]{0,40}?)/{1,2})"
)
_SPACED_DASH: Final = re.compile(r"\s+(?:-{1,3}|[–—])\s*(?=\S)|\s*[–—]\s+|\.-+\s*|\s+:\s+")
_PLAIN_MARK: Final = re.compile(r"(?P<before>[,.،]|\s[-–—])\s*(?P<mark>[^,.:;–—()/\n]{2,30}?)\s*(?=[.,:։]|\s[-–—]|$)")
_FIRST_MARK: Final = re.compile(
    r"(?:[(（\[/](?P<round>[^()（）\[\]/\n]{2,40})[)）\]/]|(?P<bare>[^\W\d_][^,.:;–—()/\n]{1,24}?))(?:\s*[-–—]+|:|\s*\.-)\s*(?=\S)"
)
_EAST_ASIAN: Final = re.compile(
    r"(?P<mark>新华社|新華社|中新社|中新网|中央社|法新社|路透社)[^，。\s]{0,24}[电電讯訊]|[(（\[【][^=＝()\n]{1,12}[=＝](?P<mark2>[^=＝()\]\n]{2,12})[)）\]】]"
)


@dataclass(frozen=True)
class Dateline:
    """What a dateline says: when, unknown where it names no year, and through whom."""

    published: Published
    outlet: Known | None


def find_dateline(body: str) -> Dateline | None:
    """Look for a dateline at the head of one of the first lines of a body."""
    lines = [line[_MARKUP.match(line).end() :] for line in body[:_HEAD].split("\n") if line.strip()]  # type: ignore[union-attr]
    for line, following in zip(lines[:_FIRST_LINES], [*lines[1:], ""], strict=False):
        if found := (len(line) >= _SHORTEST and _mark_first(line)) or _marked(line):
            return found
        if max(len(line), len(following)) >= _SHORTEST and (found := _plain_mark(line) or _without_mark(line)):
            return found
    return None


def _marked(line: str) -> Dateline | None:
    """`KHAROND, OSTRANY, March 3, 2025 /Newswire/ --`, `МОСКВА, 3 марта 2024. /ТАСС/.`, `BERLIN (dpa) -`."""
    if match := _EAST_ASIAN.match(line):
        return Dateline(Published(), outlet_marked(match["mark"] or match["mark2"]))
    for match in _MARK.finditer(line[:_LONGEST]):
        outlet = _outlet(match["round"] or match["slash"])
        if match.start() == 0 or (outlet is None and not _SPACED_DASH.match(line, match.end())):
            continue
        place = read_line(line[: match.start()])
        if not _is_place_and_date(place, _MOST_WORDS_OF_PLACE):
            continue
        alone = len(line) < _SHORTEST and not re.match(r"\s*[-–—.:]", line[match.end() :])
        if alone and not (place.dates or _has_day_and_month(place)):
            continue  # "Anna Berg (Reuters)" took a photograph
        published = _day(place, line[: match.end()])
        if outlet or published.start:
            return Dateline(published, outlet)
    return None


def _mark_first(line: str) -> Dateline | None:
    """`(AFP) -`, `(ANSA) - ROMA, 27 MAG 2024 -`, `Reuters —`."""
    match = _FIRST_MARK.match(line)
    outlet = _outlet(match["round"] or match["bare"]) if match else None
    if match is None or outlet is None:
        return None
    dash = _SPACED_DASH.search(line, match.end(), match.end() + _LONGEST)
    if dash:
        place = read_line(line[match.end() : dash.start()])
        if _is_place_and_date(place, _MOST_WORDS_WITHOUT_MARK):
            return Dateline(_day(place, line[: dash.start()]), outlet)
    return Dateline(Published(), outlet)


def _plain_mark(line: str) -> Dateline | None:
    """`Baku, May 27, AZERTAC.`, `МОСКВА, 27 мая - РИА Новости.`."""
    for match in _PLAIN_MARK.finditer(line[:_LONGEST]):
        outlet = outlet_marked(match["mark"])
        place = read_line(line[: match.start()]) if outlet else None
        if place is None or not _is_place_and_date(place, _MOST_WORDS_OF_PLACE):
            continue
        if place.dates or _has_day_and_month(place):
            return Dateline(_day(place, line[: match.end()]), outlet)
    return None


def _without_mark(line: str) -> Dateline | None:
    """`LONDON, 3 March 2024 — The…`."""
    dash = _SPACED_DASH.search(line[:_LONGEST])
    if dash is None or ":" in dash[0] or not re.search(r"\d{4}", line[: dash.start()]):
        return None
    place = read_line(line[: dash.start()])
    if not (place.others and _is_place_and_date(place, _MOST_WORDS_WITHOUT_MARK)):
        return None
    published = _day(place, line[: dash.start()])
    return Dateline(published, None) if published.start else None


def _outlet(mark: str) -> Known | None:
    """The one outlet that a mark names; an agency may stand after the place: `(서울=연합뉴스)`."""
    found = {outlet for part in re.split(r"[=/,]|\s-\s", mark) if (outlet := outlet_marked(part))}
    return found.pop() if len(found) == 1 else outlet_marked(mark)


def _is_place_and_date(line: Line, most_words: int) -> bool:
    """Whether a piece holds names and at most one date: no small letters but those that stand in dates."""
    words = [line.text[start:end] for start, end in line.others]
    names = [word for word in words if not word.isdigit()]
    figures = [word for word in words if word.isdigit()]
    if len(names) > most_words or len(figures) > 1 or any(len(f) > 2 for f in figures) or len(line.dates) > 1:
        return False
    return all(name[0].isupper() or not name[0].islower() or _is_month(name) for name in names) and bool(
        words or line.dates
    )


def _is_month(name: str) -> bool:
    return bool(months_named(name))


def _has_day_and_month(line: Line) -> bool:
    words = [line.text[start:end] for start, end in line.others]
    return any(word.isdigit() for word in words) and any(_is_month(word) for word in words)


def _day(line: Line, evidence: str) -> Published:
    try:
        found = line.published()
    except Unclear:
        return Published()
    return replace(found, evidence=evidence.strip()) if found.precision in {"day", "minute"} else Published()
