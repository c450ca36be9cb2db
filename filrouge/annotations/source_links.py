"""Links between sources that people know of: who owns, mirrors or republishes whom; as rows, and as CSV out and in."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from filrouge.annotations.act_fields import checked
from filrouge.annotations.acts import RELATIONS, SOURCE, Row
from filrouge.annotations.state import State
from filrouge.bundle import Bundle
from filrouge.characters import one_line
from filrouge.errors import InputError
from filrouge.i18n import _
from filrouge.spreadsheet import harmless, plain_cell, table_rows

BOTH_WAYS: Final = ("same group as",)
"""Relations that hold the other way round as well."""

LINK: Final = "link"
COLUMNS: Final = ("source", "relation", "other")
"""Of the CSV."""


@dataclass(frozen=True)
class SourceLink:
    """What one source is to another: `relation` is one of RELATIONS."""

    source: str
    relation: str
    other: str

    @property
    def what(self) -> str:
        """What a row that is about the source says of it (`acts.Row.what`)."""
        return f"{LINK}:{self.relation}:{self.other}"


def links_of(state: State, sources: Iterable[str]) -> tuple[SourceLink, ...]:
    """The links that people know of between some sources."""
    there = set(sources)
    found = (link_of(row) for row in state.rows(SOURCE, LINK))
    return tuple(link for link in found if {link.source, link.other} <= there)


def link_of(row: Row) -> SourceLink:
    """The link that a row is about."""
    relation, _colon, other = row.slot.partition(":")
    return SourceLink(row.about, relation, other)


def linked(bundle: Bundle, links: Iterable[SourceLink], *, reason: str = "") -> list[Row]:
    """Rows that add links, those that are known left out; `bundle`: as people see it.

    Raises
    ------
    InputError : a source is not in the bundle or linked to itself, or a relation is none.
    """
    known, sources, rows = set(known_links(bundle)), set(bundle.sources["source"]), []
    for link in dict.fromkeys(links):
        row = _row(link, held=True, reason=reason)
        for name in (link.source, link.other):
            if name not in sources:
                raise InputError(_("this bundle has no source “{value}”").format(value=name))
        turned = SourceLink(link.other, link.relation, link.source)
        if link not in known and not (link.relation in BOTH_WAYS and turned in known):
            known.add(link)
            rows.append(row)
    return rows


def unlinked(link: SourceLink, *, reason: str = "") -> list[Row]:
    """A row that takes a link away."""
    return [_row(link, held=False, reason=reason)]


def _row(link: SourceLink, *, held: bool, reason: str) -> Row:
    return checked(Row(SOURCE, link.source, link.what, True if held else None, reason))


def known_links(bundle: Bundle) -> tuple[SourceLink, ...]:
    """The links between the sources of a bundle as people see it; none as the model found it."""
    return () if bundle.changes is None else tuple(SourceLink(*one) for one in bundle.changes.links)


def links_csv(bundle: Bundle) -> str:
    """The links as CSV, which `read_links` reads."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for link in known_links(bundle):
        writer.writerow([harmless(cell) for cell in (link.source, link.relation, link.other)])
    return stream.getvalue()


def is_links(text: str) -> bool:
    """Whether a CSV is one of links."""
    return set(COLUMNS) <= set(_header(table_rows(text)))


def _header(rows: Iterator[list[str]]) -> list[str]:
    return [one_line(name).casefold() for name in next(rows, [])]


def read_links(bundle: Bundle, text: str) -> tuple[list[SourceLink], list[str]]:
    """The links that a CSV names between sources of the bundle, and a sentence for each row that fits none.

    Raises
    ------
    InputError : it is no CSV.
    """
    rows = table_rows(text)
    header = _header(rows)
    sources = {str(name).casefold(): str(name) for name in bundle.sources["source"]}
    found, problems = [], []
    for number, cells in enumerate(rows, 2):
        row = {name: plain_cell(cell) for name, cell in zip(header, cells, strict=False)}
        if not any(row.values()):
            continue
        source, relation, other = (row.get(name, "") for name in COLUMNS)
        missing = next((name for name in (source, other) if name.casefold() not in sources), None)
        if missing is not None:
            problems.append(_("line {n}: no source is called “{name}”").format(n=number, name=missing))
        elif relation.casefold() not in RELATIONS:
            choices = ", ".join(RELATIONS)
            problems.append(_("line {n}: the relation must be one of {choices}").format(n=number, choices=choices))
        elif source.casefold() == other.casefold():
            problems.append(_("line {n}: a source is not linked to itself").format(n=number))
        else:
            found.append(SourceLink(sources[source.casefold()], relation.casefold(), sources[other.casefold()]))
    return found, problems
