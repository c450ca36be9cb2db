"""LexisNexis and Nexis Uni: articles under "2 of 146 DOCUMENTS" or above "End of Document", in any kind of file."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from filrouge.ingest.formats.paragraphs import lines_of
from filrouge.ingest.formats.press.articles import (
    article,
    language_named,
    leading_date,
    outside,
    section_and_page,
    unwrapped,
    without_edition,
)
from filrouge.ingest.profiles.press_words import BODY, BY, COVER, END, HEADINGS, LABELS, NUMBERED, RIGHTS, WORDS_COUNTED
from filrouge.ingest.record import Item, Record

_HOW: Final = "LexisNexis"
_LABEL: Final = re.compile(r"\s*(?P<label>[^\W\d_][\w '’().-]{1,28}?)\s?:(?:\s+|\Z)(?P<value>.*)", re.DOTALL)
_HEAD: Final = frozenset({"author", "section", "length", "dateline", "highlight", "title", "url"})
_TAIL: Final = frozenset(LABELS.values()) - _HEAD | {"url"}
_SURE: Final = frozenset({"load-date", "language", "publication-type", "subject"})
_WEIGHED: Final = re.compile(r"\(\d{1,3}\s?%\)")  # "FERRIES (90%)": a list of subjects goes on
_WORDY: Final = frozenset({"graphic", "correction", "notes"})
"""Labels whose values go on in lines of their own."""

_SEVERAL: Final = frozenset({"code", "place", "correction"})
"""Meanings that several labels of one article have."""

_LONGEST_REST: Final = 60
_MOST_LINES_ABOVE: Final = 80  # headline to "Body"
_MOST_LINES_OF_HEAD: Final = 25
_LONGEST_TITLE: Final = 400
_LONGEST_VALUE: Final = 80
_EDITION: Final = re.compile(
    r"(?:[\w’'.-]{1,20}\s){0,3}(?:editions?|édition|ausgabe|edición|edição|edizione|editie)(?:\s[-–]\s\w{1,12})?"
    r"|correction appended",
    re.IGNORECASE,
)
"""A line of its own below the date."""


class _Labelled(NamedTuple):
    """A line of the form "LENGTH: 120 words": what the label means, as it is written, and what follows it."""

    name: str
    label: str
    value: str


def read(item: Item, kind: str) -> Iterator[Record]:
    """Each article with its title, publication, date, author, section, page and language; labels below it are columns.

    A cover page and lists of documents are counted as outside of them.
    """
    row, lines = 0, list[str]()
    for line in lines_of(item, kind):
        ends = END.match(line) is not None
        if not ends and not NUMBERED.match(line):
            lines.append(line.replace("\xa0", " ").rstrip())
            continue
        if record := _chunk(row + 1, lines, ended=ends):
            row += record.row is not None
            yield record
        lines = []
    if record := _chunk(row + 1, lines, ended=False):
        yield record


def _chunk(row: int, lines: Sequence[str], *, ended: bool) -> Record | None:
    if not any(map(str.strip, lines)):
        return None
    names = {found.name for line in lines if (found := _labelled(line))}
    if ended or names & (_HEAD | _SURE) or any(map(BODY.match, lines)):
        return _new(row, lines) if _body_at(lines) is not None else _old(row, lines, ended=ended)
    unlabelled = _old(row, lines, ended=False)
    if len(unlabelled.fields.get("text", "")) > _LONGEST_TITLE and "date" in unlabelled.fields:
        return unlabelled
    return outside(lines)


def _labelled(line: str) -> _Labelled | None:
    found = _LABEL.match(line)
    if found is None:
        return None
    name = LABELS.get(re.sub(r"\s+|\(|\)", lambda m: "-" if m[0].isspace() else "", found["label"].strip().casefold()))
    return _Labelled(name, found["label"].strip(), found["value"].strip()) if name else None


def _body_at(lines: Sequence[str]) -> int | None:
    """The line that says that the text begins: the first one that has the head of an article above it."""
    for n, line in enumerate(lines):
        if BODY.match(line) and any(map(str.strip, lines[:n])):
            return n
    return None


def _new(row: int, lines: Sequence[str]) -> Record:
    """Read an article of Nexis Uni: headline, source, date, rights, labels, "Body", text, "Classification", labels."""
    at = _body_at(lines) or 0
    first = max(0, at - _MOST_LINES_ABOVE)  # before that is a cover page
    above, below = lines[first:at], lines[at + 1 :]
    covers = [n for n, line in enumerate(above) if COVER.match(line) and not leading_date(line)]
    fields, more, editions = dict[str, str](), dict[str, str](), list[str]()
    n_outside = sum(map(len, lines[:first]))
    dates = [n for n, line in enumerate(above) if n not in covers and leading_date(line)]
    first_label = next((n for n, line in enumerate(above) if _labelled(line) or RIGHTS.match(line)), len(above))
    before = [n for n in dates if n <= max(first_label, dates[0])] or dates[:1]
    head = [n for n, line in enumerate(above) if line.strip()]
    if before:
        day = before[-1]
        fields["date"], edition = leading_date(above[day]) or ("", "")
        editions.append(edition)
        over = [n for n in head if n < day and n not in covers and not RIGHTS.match(above[n])]
        after = [n for n in head if n > day]
    else:
        stop = next((n for n in head if n >= first_label and n not in covers), len(above))
        over = [n for n in head if n < stop and n not in covers]
        after = [n for n in head if n >= stop]
    if over:
        fields["source"], own = without_edition(above[over[-1]])
        title = _title(above, over[:-1], covers)
        fields["title"] = " ".join(above[n].strip() for n in title)
        editions.insert(0, own)
        n_outside += sum(len(above[n]) for n in head if n < (title or over)[0])
    loose = _take_labels([above[n] for n in after], fields, more)
    editions += [line for line in loose if not WORDS_COUNTED.fullmatch(line)]
    return _record(row, fields, more, editions, below, n_outside)


def _title(above: Sequence[str], candidates: Sequence[int], covers: Sequence[int]) -> list[int]:
    """The lines of the headline: those right above the source, as far as no empty line or cover page parts them."""
    title: list[int] = []
    for n in reversed(candidates):
        if title and (title[0] - n > 1 or sum(len(above[k]) for k in (n, *title)) > _LONGEST_TITLE):
            break
        title.insert(0, n)
    return title[-1:] if covers and len(title) > 2 else title


def _old(row: int, lines: Sequence[str], *, ended: bool) -> Record:
    """Read an article of LexisNexis: source, date and edition, headline, labels, text, labels, rights.

    Where a line ends it, as in Nexis Uni, the headline stands above the source.
    """
    groups = _filled(_groups([line for line in lines if not (ended and COVER.match(line) and not leading_date(line))]))
    fields, more, editions = dict[str, str](), dict[str, str](), list[str]()
    day = next((g for g, group in enumerate(groups[:8]) if any(map(leading_date, group))), None)
    loose: list[str] = []
    for group in groups[: 0 if day is None else day + 1]:
        loose += [line.strip() for line in group if not RIGHTS.match(line)]
    if day is None:
        loose = [line.strip() for line in (groups[0] if groups else []) if not RIGHTS.match(line)]
    at = next((n for n, line in enumerate(loose) if leading_date(line)), len(loose))
    rest: list[list[str]] = [list(group) for group in groups[(0 if day is None else day) + 1 :]]
    if at < len(loose):
        fields["date"], said = leading_date(loose[at]) or ("", "")
        editions.append(said)
        under = loose[at + 1 :]
        if rest and not _labelled(rest[0][0]) and not any(map(_labelled, under)):
            editions += under
        else:
            rest.insert(0, under)
    if at > 0:
        fields["source"], own = without_edition(loose[at - 1] if at < len(loose) else loose[0])
        if ended and 1 < at < len(loose):
            fields["title"] = " ".join(loose[: at - 1])
        editions.append(own)
        if at >= len(loose) and loose[1:]:
            rest.insert(0, loose[1:])
    rest = [group for group in rest if group]
    while len(rest) > 2 and len(rest[0]) == 1 and _EDITION.fullmatch(rest[0][0].strip()):
        editions.append(rest.pop(0)[0].strip())
    start = _headline(rest, fields, more)
    flat = [line for group in start for line in (*group, "")]
    return _record(row, fields, more, editions, flat, 0)


def _headline(groups: Sequence[Sequence[str]], fields: dict[str, str], more: dict[str, str]) -> list[list[str]]:
    """Take the headline and the labels under it; give the groups of lines from the text on."""
    has_labels = any(
        (found := _labelled(line)) and found.name in _HEAD for group in groups[:_MOST_LINES_OF_HEAD] for line in group
    )
    title: list[str] = []
    labelled = False
    for g, group in enumerate(groups):
        label = next((n for n, line in enumerate(group) if (found := _labelled(line)) and found.name in _HEAD), None)
        if label is None:
            if labelled or not has_labels:
                if not labelled and len(" ".join(group)) <= _LONGEST_TITLE and len(groups) > 1:
                    fields.setdefault("title", " ".join(map(str.strip, group)))
                    return [list(other) for other in groups[g + 1 :]]
                fields.setdefault("title", " ".join(title)) if title else None
                return [list(other) for other in groups[g:]]
            title += map(str.strip, group)
            continue
        labelled = True
        title += map(str.strip, group[:label])
        under = _take_labels(group[label:], fields, more, _HEAD)
        if title:
            fields.setdefault("title", " ".join(title))
        if under:
            return [under, *(list(other) for other in groups[g + 1 :])]
    return []


def _take_labels(
    lines: Sequence[str], fields: dict[str, str], more: dict[str, str], wanted: frozenset[str] = frozenset()
) -> list[str]:
    """Move labelled lines into fields and the rest of what is said; give the lines that are neither, nor rights.

    With `wanted`, it ends at the first line that is no label of these and goes on in none.
    """
    loose: list[str] = []
    goes_on = ""
    for n, line in enumerate(lines):
        found = _labelled(line)
        if found is not None and (not wanted or found.name in wanted):
            goes_on = _keep(found, fields, more)
        elif RIGHTS.match(line):
            more["copyright"] = f"{more.get('copyright', '')} {line.strip()}".strip()
            goes_on = ""
        elif wanted and goes_on and len(line) <= 80 and line[:1].isspace() is False and _is_wrapped(lines[n - 1]):
            held = fields if goes_on in fields else more
            held[goes_on] = f"{held[goes_on]} {line.strip()}".strip()
        elif wanted:
            return list(lines[n:])
        elif line.strip():
            loose.append(line.strip())
    return loose


def _is_wrapped(line: str) -> bool:
    return 60 <= len(line.rstrip()) <= 82


def _keep(found: _Labelled, fields: dict[str, str], more: dict[str, str]) -> str:
    """Keep what a label says; the name it is kept under."""
    if found.name == "author" and found.value:
        fields.setdefault("author", BY.sub("", found.value, count=1))
        return "author"
    if found.name == "section" and found.value:
        section, page = section_and_page(found.value)
        fields.setdefault("section", section)
        fields.setdefault("page", page)
        return "section"
    if found.name == "language":
        if code := language_named(found.value):
            fields.setdefault("language", code)
        return ""
    if found.name in {"title", "url"} and found.value:
        fields[found.name] = found.value
        return found.name
    name = found.label.capitalize() if found.name in _SEVERAL else found.name
    if found.value:
        more.setdefault(name, found.value)
    return name if found.value else ""


def _record(
    row: int, fields: dict[str, str], more: dict[str, str], editions: list[str], lines: Sequence[str], n_outside: int
) -> Record:
    at = _tail_at(lines)
    if not any(map(str.strip, lines[:at])) and any(not _is_tail(line) and line.strip() for line in lines):
        at = len(lines)  # a text that looks like what stands below one
    _take_labels([line for line in lines[at:] if not HEADINGS.fullmatch(line)], fields, more)
    body = _without_abstract(unwrapped(lines[:at]), more)
    if edition := "; ".join(filter(None, (said.strip(" ;,") for said in editions))):
        more["edition"] = edition
    return article(row, fields, body, _HOW, more, n_outside)


def _without_abstract(body: list[str], more: dict[str, str]) -> list[str]:
    """Take the abstract from what some databases hold beside the full text, each under a line of its own."""
    if body and body[0].upper() == "ABSTRACT" and any(line.upper() == "FULL TEXT" for line in body):
        at = next(n for n, line in enumerate(body) if line.upper() == "FULL TEXT")
        more["abstract"] = " ".join(body[1:at])
        return body[at + 1 :]
    return body


def _tail_at(lines: Sequence[str]) -> int:
    """Where what stands below the text begins: labels, headings and rights, and no text after them but captions, notes
    and corrections under their own.
    """
    start, wordy, sure = len(lines), False, False
    for n, line in enumerate(lines):
        if not line.strip():
            continue
        if _is_tail(line):
            found = _labelled(line)
            start = min(start, n)
            wordy = HEADINGS.fullmatch(line) is not None or (found is not None and found.name in _WORDY)
            sure |= found is None or found.name in _SURE
        elif not wordy and len(line.strip()) > _LONGEST_REST and not _WEIGHED.search(line):
            start, wordy, sure = len(lines), False, False
    return start if sure else len(lines)


def _is_tail(line: str) -> bool:
    found = _labelled(line)
    return bool((found and found.name in _TAIL) or RIGHTS.match(line) or HEADINGS.fullmatch(line))


def _filled(groups: Sequence[list[str]]) -> list[list[str]]:
    """The groups with what a label names beside it, where it stands below an empty line: "SECTION:", then "NEWS"."""
    filled: list[list[str]] = []
    for group in groups:
        found = _labelled(filled[-1][-1]) if filled else None
        beside = len(group) == 1 and len(group[0]) <= _LONGEST_VALUE and _labelled(group[0]) is None
        if found and found.name in _HEAD and not found.value and beside:
            filled[-1][-1] = f"{filled[-1][-1].rstrip()} {group[0].strip()}"
        else:
            filled.append(group)
    return filled


def _groups(lines: Sequence[str]) -> list[list[str]]:
    """Lines that no empty line parts."""
    groups: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]
