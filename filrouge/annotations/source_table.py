"""What people know of sources as a table: CSV in the form of `sources.csv`, out and in."""

import csv
import io
from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import Final

from filrouge.annotations.act_fields import checked
from filrouge.annotations.acts import ATTRIBUTES, SOURCE, Row
from filrouge.annotations.saying import of_source
from filrouge.bundle import Bundle, records
from filrouge.characters import one_line
from filrouge.errors import InputError
from filrouge.i18n import _
from filrouge.spreadsheet import harmless, plain_cell, table_rows
from filrouge.vocabularies.source_kinds import kind_key

COLUMNS: Final = ("pattern", "name", *("country", "kind"), *(a for a in ATTRIBUTES if a not in {"country", "kind"}))
"""Of the CSV: those of a sources.csv for `filrouge build` first."""

Known = dict[str, dict[str, str]]
"""By source, what is known of it; "" where it is not."""


def known(bundle: Bundle) -> Known:
    """What is known of each source of a bundle as people see it; kinds by their key."""
    found = {
        str(row["source"]): {a: row[a] if isinstance(row.get(a), str) else "" for a in ATTRIBUTES}
        for row in records(bundle.sources)
    }
    return {source: {**facts, "kind": kind_key(facts["kind"])} for source, facts in found.items()}


def sources_csv(bundle: Bundle) -> str:
    """The sources of a bundle with what is known of them, as CSV; `filrouge build --sources` reads it too."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for source, facts in known(bundle).items():
        writer.writerow([harmless(cell) for cell in (source, source, *(facts[name] for name in COLUMNS[2:]))])
    return stream.getvalue()


def read_sources(bundle: Bundle, text: str) -> tuple[Known, list[str]]:
    """What a CSV says of the sources of a bundle, and a sentence for each row that fits none of them.

    A row is of the sources whose name fits its `pattern` (`*` stands for anything), or else is its `name`. What it
    leaves empty is not changed.

    Raises
    ------
    InputError : it is no CSV.
    """
    rows = table_rows(text)
    header = [one_line(name).casefold() for name in next(rows, [])]
    if not {"pattern", "name", "source"} & set(header):
        return {}, [_("it has no column pattern, name or source")]
    found: Known = {}
    problems = []
    sources = bundle.sources["source"].tolist()
    for number, cells in enumerate(rows, 2):
        row = {name: plain_cell(cell) for name, cell in zip(header, cells, strict=False)}
        if not any(row.values()):
            continue
        wanted = [row[name].casefold() for name in ("pattern", "source", "name") if row.get(name)]
        of_it = next((fits for one in wanted if (fits := [s for s in sources if _fits(s, one)])), [])
        if not of_it:
            problems.append(_("line {n}: no source is called “{name}”").format(n=number, name=(wanted or [""])[0]))
        try:
            facts = {a: checked(Row(SOURCE, "any", a, row[a])).value for a in ATTRIBUTES if row.get(a)}
        except InputError as error:
            problems.append(_("line {n}: {problem}").format(n=number, problem=error))
            continue
        for source in of_it:
            found.setdefault(source, {}).update(facts)
    return found, problems


def said_of_sources(bundle: Bundle, told: Mapping[str, Mapping[str, str]], *, reason: str = "") -> list[Row]:
    """Rows for what differs from what is known of sources as people see them."""
    before, found = known(bundle), known(bundle.model)
    rows: list[Row] = []
    for source, facts in told.items():
        said = {a: kind_key(value) if a == "kind" else value.strip() for a, value in facts.items()}
        changed = {a: value for a, value in said.items() if value != before[source][a]}
        values = {a: None if value == found[source][a] else value for a, value in changed.items()}
        rows += of_source(source, values, reason=reason)
    return rows


def _fits(source: str, pattern: str) -> bool:
    name = source.casefold()
    return name == pattern or ("*" in pattern and fnmatchcase(name, pattern))
