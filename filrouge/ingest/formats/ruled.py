"""Tables whose cells stand between bars and whose rows may stand between rules, as Markdown, MySQL and many programs
print them → records.
"""

import re
from collections.abc import Iterator
from typing import Final

from filrouge.ingest.columns import recognise, tidy_names
from filrouge.ingest.encoding import open_text
from filrouge.ingest.formats.tables import MOST_COLUMNS, row_record, too_wide
from filrouge.ingest.record import Item, Record, UnreadableFile

_RULE: Final = re.compile(
    r"\s*[|+:=\-─━│┼├┤┌┐└┘┬┴═║╪╞╡╔╗╚╝╠╣╦╩╬╒╕╘╛╤╧ ]*[-=─━═]{2}[|+:=\-─━│┼├┤┌┐└┘┬┴═║╪╞╡╔╗╚╝╠╣╦╩╬╒╕╘╛╤╧ ]*"
)
_BAR: Final = re.compile(r"(?<!\\)[|│║┃]")
_LONGEST_LINE: Final = 16 << 20
_FEWEST_KNOWN: Final = 2
_MOST: Final = 0.5


def looks_ruled(start: str) -> bool:
    """Whether most of a text is rows between bars; the first names a text and another field, or a title and two."""
    lines = [line for line in start.splitlines() if line.strip()]
    rows = [line for line in lines if _is_row(line) and not _RULE.fullmatch(line)]
    if len(rows) < 2 or sum(map(len, rows)) < _MOST * sum(map(len, lines)):
        return False
    header = recognise(tidy_names(_cells(rows[0])), {})
    alike = sum(len(_cells(row)) == len(_cells(rows[0])) for row in rows)
    told = (len(header) >= _FEWEST_KNOWN and "text" in header) or (len(header) > _FEWEST_KNOWN and "title" in header)
    return told and 2 * alike > len(rows)


def read_ruled(item: Item) -> Iterator[Record]:
    """Give the rows below the first, which has the names of the columns. Where a rule stands between all of them, a row
    goes on in the lines up to the next.

    Raises
    ------
    UnreadableFile
    """
    names: list[str] = []
    number = 0
    for cells, outside in _rows(item):
        if not names:
            names = tidy_names(cells) if cells else []
            if len(names) > MOST_COLUMNS:
                raise UnreadableFile(too_wide(len(names)))
            if outside:
                yield Record(None, {}, outside=outside)
            continue
        if cells and cells != names:
            number += 1
            if len(cells) > len(names):
                fields = {"rejected_line": " | ".join(cells)}
                yield Record(number, fields, rejected=f"{len(cells)} cells where the header has {len(names)}")
            else:
                yield row_record(number, names, [*cells, *[None] * (len(names) - len(cells))])
        if outside:
            yield Record(None, {}, outside=outside)


def _rows(item: Item) -> Iterator[tuple[list[str], int]]:
    """Rows, each with the characters before it that are of none."""
    held: list[list[str]] = []
    outside = 0
    wrapped = _is_wrapped(item)
    with open_text(item) as stream:
        while line := stream.readline(_LONGEST_LINE):
            if _RULE.fullmatch(line.rstrip("\r\n")) or not _is_row(line):
                outside += len(line.strip())
                if held:
                    yield _joined(held), 0
                    held = []
            elif wrapped:
                held.append(_cells(line))
            else:
                yield _cells(line), outside
                outside = 0
    yield (_joined(held) if held else []), outside


def _is_wrapped(item: Item) -> bool:
    """Whether rules stand between rows, too: then a row may have several lines."""
    with open_text(item) as stream:
        start = stream.read(64 << 10)
    kinds = ["rule" if _RULE.fullmatch(line) else "row" for line in start.splitlines() if _is_row(line)]
    return kinds.count("rule") > _FEWEST_KNOWN + 1


def _joined(lines: list[list[str]]) -> list[str]:
    width = max(map(len, lines))
    padded = [[*line, *[""] * (width - len(line))] for line in lines]
    return [" ".join(filter(None, parts)) for parts in zip(*padded, strict=True)]


def _is_row(line: str) -> bool:
    return line.lstrip()[:1] in {"|", "│", "║", "┃", "+", "├", "┌", "└", "╞", "╒", "╘", "╔", "╚", "╠"}


def _cells(line: str) -> list[str]:
    bare = line.strip()
    parts = _BAR.split(bare)
    return [part.replace("\\|", "|").strip() for part in parts[1 : -1 if len(parts) > 1 and not parts[-1] else None]]
