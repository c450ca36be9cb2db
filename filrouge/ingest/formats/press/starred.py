"""Corpora of IRaMuTeQ, Alceste, Lexico and the like: texts under lines of starred variables."""

import re
from collections.abc import Iterator
from typing import Final

from filrouge.ingest.column_names import ALIASES
from filrouge.ingest.columns import folded
from filrouge.ingest.dates.parse import parse_date
from filrouge.ingest.formats.paragraphs import lines_of
from filrouge.ingest.formats.press.articles import outside
from filrouge.ingest.record import Item, Record

_STARS: Final = re.compile(r"\s*(?:\*{4}|[0-9]{4})\s+(?=\*)")
_VARIABLE: Final = re.compile(r"\*([^\s*]+)")
_THEME: Final = re.compile(r"\s*-\*\S+\s*$")
_DAY: Final = re.compile(r"((?:19|20)\d\d)[-_/.]?([01]\d)[-_/.]?([0-3]\d)|([0-3]\d)[-_/.]([01]\d)[-_/.]((?:19|20)\d\d)")
_NAMES: Final = {  # variables that analysts write, beside the names that columns have
    "journal": "source", "jrnl": "source", "titrejournal": "source", "nom_journal": "source", "pub": "source",
    "support": "source", "auteur": "author", "aut": "author", "jour": "date", "day": "date", "langue": "language",
}  # fmt: skip
_PARTS: Final = {  # year, month, day
    ("annee", "année", "an", "year", "ano", "año", "jahr"): r"(?:19|20)\d\d",
    ("mois", "month", "mes", "monat"): r"[01]?\d",
    ("jour", "day", "dia", "día", "tag"): r"[0-3]?\d",
}
_MONTHS: Final = ("am", "ym", "mois", "month")  # year and month in one


def read(item: Item, kind: str) -> Iterator[Record]:
    """Each text under a line of starred variables, which are its columns; the underscores of a value
    are the spaces they stand for.
    """
    row = 0
    variables: dict[str, str] = {}
    lines: list[str] = []
    for line in lines_of(item, kind):
        if _STARS.match(line):
            if variables:
                row += 1
                yield record_of(row, variables, lines)
            elif before := outside(lines):
                yield before
            variables, lines = dict(map(_parted, _VARIABLE.findall(line))), []
        elif not _THEME.match(line):
            lines.append(line)
    if variables:
        yield record_of(row + 1, variables, lines)


def _parted(variable: str) -> tuple[str, str]:
    name, _, value = variable.partition("_")
    return name, value


def record_of(row: int, variables: dict[str, str], lines: list[str], mark: str = "*") -> Record:
    """The record of a text and its variables, whose names stand behind a mark in the corpus."""
    text = "\n".join(lines).strip()
    fields = {name: _spaced(value) for name, value in variables.items() if value.strip("_")}
    found: dict[str, str] = {}
    methods: dict[str, str] = {}
    for name, value in fields.items():
        field = _NAMES.get(folded(name)) or next((f for f, aliases in ALIASES.items() if folded(name) in aliases), name)
        if field != "date" and field not in found and field != "text":
            found[field], methods[field] = value, f"variable {mark}{name}"
        else:
            found.setdefault(name, value)
    if dated := _date(variables, mark):
        found["date"], name = dated
        methods["date"] = f"variable {mark}{name}"
    elif "date" in found and parse_date(found["date"]).start is None:
        found["input_date"] = found.pop("date")
    names = ("text", *found)
    if text:
        found["text"], methods["text"] = text, "text under a line of variables"
    return Record(row, found, names, None if text else "no text in it", None, methods)


def _spaced(value: str) -> str:
    return " ".join(value.replace("_", " ").split())


def _date(variables: dict[str, str], mark: str) -> tuple[str, str] | None:
    """The day that a variable holds, or else the parts of it that several do; and the variable."""
    for name, value in sorted(variables.items(), key=lambda pair: folded(pair[0]) not in ALIASES["date"]):
        if day := _DAY.fullmatch(value):
            year, month, date = (day[1], day[2], day[3]) if day[1] else (day[6], day[5], day[4])
            return f"{year}-{month}-{date}", name
    for name, value in variables.items():
        if folded(name) in ALIASES["date"] and parse_date(_spaced(value)).start is not None:
            return _spaced(value), name
    return _in_parts({folded(name): (name, value) for name, value in variables.items()}, mark)


def _in_parts(by_fold: dict[str, tuple[str, str]], mark: str) -> tuple[str, str] | None:
    for name in _MONTHS:
        if name in by_fold and re.fullmatch(r"(?:19|20)\d\d[-_]?[01]\d", by_fold[name][1]):
            figures = re.sub(r"\D", "", by_fold[name][1])
            return f"{figures[:4]}-{figures[4:]}", by_fold[name][0]
    found: list[tuple[str, str]] = []
    for names, pattern in _PARTS.items():
        part = next((by_fold[n] for n in names if n in by_fold and re.fullmatch(pattern, by_fold[n][1])), None)
        if part is None:
            break
        found.append(part)
    return (
        ("-".join(value.zfill(2) for _, value in found), f" {mark}".join(name for name, _ in found)) if found else None
    )
