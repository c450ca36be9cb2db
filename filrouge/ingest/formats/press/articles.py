"""What readers of press databases share: dates, pages, editions and languages as these write them, and the record."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from filrouge.ingest.dates.parse import parse_date
from filrouge.ingest.languages import normalise_language
from filrouge.ingest.record import Record

NAMES: Final = ("text", "title", "date", "source", "author", "section", "page", "language", "url", "id")
"""Fields that an article of a press database has."""

_MOST_DATE: Final = 90  # characters of a line that begins with a date
_MOST_WORDS: Final = 12
_YEAR: Final = re.compile(r"\b(?:1[89]|20)\d\d\b")
_PAGE: Final = re.compile(
    r"(?:Pg|Page|Pages|p|pp|S|Seite|Pág|Pag|Página|Pagina|blz|bl|str)\.?\s*(?=[\w])(?P<page>[\w./-]*\d[\w./-]*)\s*",
    re.IGNORECASE,
)
_EDITION: Final = re.compile(
    r"\s*[,;–—-]\s*(?P<edition>[^,;]*\b(?:Edition|Édition|Ausgabe|Edición|Edição|Edizione|Editie|Final)\b[^,;]*)$", re.I
)
_WRAPPED: Final = range(45, 101)  # characters of a line that goes on in the next


def leading_date(line: str) -> tuple[str, str] | None:
    """The date that a line begins with, and what stands after it; None where it begins with none.

    A weekday that the day was not is left out: the day counts.
    """
    line = " ".join(line.split())
    if not _YEAR.search(line[:_MOST_DATE]):
        return None
    words = line.split(" ")
    for start in (0, 1):
        for end in range(min(len(words), start + _MOST_WORDS), start, -1):
            written = " ".join(words[start:end]).strip(" ,;")
            found = parse_date(written)
            whole = end == len(words) or words[end - 1].endswith((",", ";"))
            if found.precision in {"day", "minute"} or (found.precision == "month" and whole and start == 0):
                return written, " ".join(words[end:]).strip(" ,;")
        if start == 0 and not re.fullmatch(r"[^\W\d]+(?:-[^\W\d]+)?[,.]?", words[0]):
            break
    return None


def section_and_page(written: str) -> tuple[str, str]:
    """Part "NEWS; Pg. 7A" into the section and the page."""
    page = ""
    kept = []
    for part in re.split(r"\s*[;,]\s*", written.strip()):
        if not page and (found := _PAGE.match(part)):
            page, part = found["page"], part[found.end() :]  # noqa: PLW2901
        if part:
            kept.append(part)
    return "; ".join(kept), page


def without_edition(source: str) -> tuple[str, str]:
    """Part "The Courier, Late Edition" into the publication and the edition."""
    found = _EDITION.search(source)
    return (source[: found.start()].strip(), found["edition"].strip()) if found else (source.strip(), "")


def language_named(written: str) -> str:
    """The code of the language that a database names, "" where that is none: "ENGLISH; ANGLAIS" → "en"."""
    parts = (normalise_language(part) for part in re.split(r"[;,/]", written))
    return next(filter(None, parts), "")


def unwrapped(lines: Sequence[str]) -> list[str]:
    """Join the lines of each paragraph where a text is broken into lines of like width; an empty line parts them."""
    wide = [line for line in lines if len(line.strip()) in _WRAPPED]
    longer = [line for line in lines if len(line.strip()) > _WRAPPED[-1]]
    if len(wide) < 2 or len(longer) * 4 > len(wide):
        return [line.strip() for line in lines if line.strip()]
    joined: list[str] = []
    goes_on = False
    for line in map(str.strip, lines):
        if not line:
            goes_on = False
        elif goes_on:
            joined[-1] += f" {line}"
        else:
            joined.append(line)
            goes_on = True
    return joined


def outside(lines: Sequence[str]) -> Record | None:
    """Count lines that belong to no article, as those of a cover page."""
    n = sum(len(line.strip()) for line in lines)
    return Record(None, {}, outside=n) if n else None


def article(
    row: int,
    fields: Mapping[str, str],
    text: Sequence[str],
    how: str,
    more: Mapping[str, str] | None = None,
    n_outside: int = 0,
) -> Record:
    """Make the record of an article.

    Parameters
    ----------
    fields : what is known of it, under names of `NAMES`.
    text : its paragraphs.
    how : the database, as said of how each field was found.
    more : what else the database says of it.
    n_outside : characters before it that belong to no article.
    """
    found = {name: value.strip() for name, value in fields.items() if value.strip()}
    body = "\n".join(text).strip()
    if body:
        found["text"] = body
    kept = {name: value.strip() for name, value in (more or {}).items() if value.strip() and name not in found}
    return Record(
        row,
        {**found, **kept},
        (*NAMES, *kept),
        None if body else "no text in it",
        methods=dict.fromkeys(found, how),
        outside=n_outside,
    )
