"""Whether lines are a table, and what stands between its cells."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from filrouge.ingest.columns import recognise
from filrouge.ingest.profiles import header_of, profile_of
from filrouge.ingest.unnamed_columns import begins_with_data, has_dates_or_links

DELIMITERS: Final = (",", ";", "\t", "|")
"""What may stand between cells, best known first."""

_DECLARED: Final = re.compile(r'"?sep=(.)"?[\r\n]*', re.IGNORECASE)
_LONGEST_NAME: Final = 60
_MOST_WORDS: Final = 5
_FEW_LONG: Final = 0.2  # of the names of a known export: some explain themselves at length
_ROWS: Final = 200
_NAMED: Final = 2000  # columns whose names are looked at
_ENDS_A_SENTENCE: Final = re.compile(r"[.!?…:»]$")
_FEWEST_ALIKE: Final = 0.8
_LONGEST_PREAMBLE: Final = 40  # lines


def declared_delimiter(line: str) -> str | None:
    """The delimiter that a first line "sep=;", as spreadsheets write it, tells; None if it is another line."""
    match = _DECLARED.fullmatch(line)
    return match[1] if match else None


def delimiter_of(lines: Sequence[str]) -> str:
    """What most likely stands between the cells of a table: of the signs outside quotation marks in its first line,
    the one that makes its rows most alike.
    """
    header = lines[0] if lines else ""
    if known := _without_header(header):
        return known
    bare = re.sub(r'"(?:[^"]|"")*"', "", header)
    found = [sign for sign in DELIMITERS if sign in bare]
    return max(found, key=lambda sign: (_known(header, sign), _alike(lines, sign), bare.count(sign)), default=",")


def _without_header(line: str) -> str:
    """What stands between the cells of a row that begins a table of a known export without its header; else ""."""
    return next((sign for sign in DELIMITERS if line.count(sign) > 1 and header_of(_cells([line], sign)[0])), "")


def preamble_of(lines: Sequence[str], unknown: bool = True) -> int:
    """How many lines stand before the header of a table: what was asked for, by whom and when.

    The header is the line that names most fields; where `unknown` names will do, also the first that is as wide as the
    rows below it, if those before it are less than half as wide.
    """
    if not lines or _without_header(lines[0]) or lacks_header(lines, delimiter_of(lines)):
        return 0
    lines = lines[:_LONGEST_PREAMBLE]
    best, most = 0, max(_known(lines[0], sign) for sign in DELIMITERS)
    for sign in DELIMITERS:
        rows = [_cells([line], sign)[0] for line in lines]
        for n, row in enumerate(rows[1:-1], 1):
            filled = sum(bool(cell.strip()) for cell in row)
            if filled > 1 and _is_header(row) and (known := _known(lines[n], sign)) > max(most, 1):
                best, most = n, known
    return best or (_below_narrow_lines(lines) if unknown and not most else 0)


def _below_narrow_lines(lines: Sequence[str]) -> int:
    for sign in DELIMITERS:
        widths = [sum(bool(cell.strip()) for cell in _cells([line], sign)[0]) for line in lines]
        usual = Counter(width for width in widths if width > 2).most_common(1)
        at = next((n for n, width in enumerate(widths) if usual and width == usual[0][0]), 0)
        if at and 2 * usual[0][1] > len(widths) - at and all(2 * width < usual[0][0] for width in widths[:at]):
            return at if _is_header(_cells(lines[at : at + 1], sign)[0]) else 0
    return 0


def is_table(lines: Sequence[str], expected: bool = False) -> bool:
    """Whether lines are a table with a header rather than prose that has commas in it.

    Parameters
    ----------
    lines : the first lines, whole, with their ends.
    expected : the item goes by the name of a table; that settles what its content leaves open.
    """
    lines = [line for line in lines if line.strip()]
    if not lines or declared_delimiter(lines[0]) or _without_header(lines[0]):
        return bool(lines)
    lines = lines[preamble_of(lines, unknown=expected) :]
    sign = delimiter_of(lines)
    rows = _cells(lines, sign)
    names = rows[0]
    if lacks_header(lines, sign) and not lines[0].lstrip().startswith("|"):
        fewest = 2 if sign == "\t" and len(names) > 2 else 3  # prose has no tabs
        return expected or (len(names) > 1 and not _is_spaced(lines, sign) and has_dates_or_links(rows, fewest))
    if len(names) < 2:
        return expected and _is_header(names) and _known(lines[0], sign) > 0 and len(lines) > 1
    if not _is_header(names) or lines[0].lstrip().startswith("|"):  # the latter is a table in Markdown
        regular = _alike(lines, sign) >= _FEWEST_ALIKE and not _is_spaced(lines, sign)
        return expected and len(lines) > 1 and regular
    n_known = _known(lines[0], sign)
    if expected or (not n_known and _is_spaced(lines, sign)):
        return expected
    fewest_alike, fewest_lines = (0.5, 2) if n_known > 1 else (_FEWEST_ALIKE, 2 if n_known else 4)
    return _alike(lines, sign) >= fewest_alike and len(lines) >= fewest_lines


def lacks_header(lines: Sequence[str], sign: str) -> bool:
    """Whether the first line of a table is a row of data already."""
    return begins_with_data([row for row in _cells(lines, sign) if any(row)] or [[]])


def _is_spaced(lines: Sequence[str], sign: str) -> bool:
    """Whether a space follows most of the signs, as after the commas of prose."""
    bare = re.sub(r'"(?:[^"]|"")*"', "", "".join(lines[:_ROWS]))
    return 2 * bare.count(f"{sign} ") > bare.count(sign)


def _is_header(names: Sequence[str]) -> bool:
    filled = [name.strip() for name in names if name.strip()]
    n_long = sum(len(name) > _LONGEST_NAME or len(name.split()) > _MOST_WORDS for name in filled)
    return (
        2 * len(filled) > len(names)
        and len({name.casefold() for name in filled}) > 0.8 * len(filled)
        and (not n_long or (n_long <= _FEW_LONG * len(filled) and profile_of(filled) is not None))
        and not _ENDS_A_SENTENCE.search(filled[-1])
    )


def _known(header: str, sign: str) -> int:
    """How many fields a header names."""
    return len(recognise([name.strip().lstrip("\ufeff") for name in _cells([header], sign)[0][:_NAMED]], {}))


def _alike(lines: Sequence[str], sign: str) -> float:
    """Share of the rows that have as many cells as the first one."""
    counts = Counter(len(row) for row in _cells(lines, sign) if row)
    first = len(_cells(lines[:1], sign)[0])
    n_rows = counts.total()
    return (counts[first] - 1) / (n_rows - 1) if n_rows > 1 else 0.0


def _cells(lines: Sequence[str], sign: str) -> list[list[str]]:
    rows = []
    try:
        for row in csv.reader(lines, delimiter=sign):
            rows.append(row)
            if len(rows) == _ROWS:
                break
    except csv.Error:  # a cell longer than the module's limit
        pass
    return rows or [[]]
