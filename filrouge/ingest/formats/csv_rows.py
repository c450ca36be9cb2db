"""Tables of delimited cells → records. A quotation mark that is never closed costs its own row and no other."""

import csv
import re
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from io import TextIOBase
from typing import Final

from filrouge.ingest.columns import tidy_names
from filrouge.ingest.formats.delimiters import declared_delimiter, delimiter_of, lacks_header, preamble_of
from filrouge.ingest.profiles import header_of
from filrouge.ingest.record import Record, as_it_stands
from filrouge.ingest.unnamed_columns import numbered

_MOST_COLUMNS: Final = 2000
_SNIFFED_LINES: Final = 50
_SNIFFED: Final = 65536
_LONGEST_ROW: Final = 16 << 20  # characters; a book has two million
_LINE_COSTS: Final = 64  # characters: what a line takes in memory beside its text
_BACKSLASHED: Final = re.compile(r'(?<!\\)((?:\\\\)*)\\"')
_WORDS_OF_TEXT: Final = 3  # before the first comma of a text without quotation marks
_MOST_AGAIN: Final = 16 * _LONGEST_ROW  # read twice because of quotation marks not closed; then the file is not CSV


class _RowTooLong(Exception):
    """A row goes on for longer than any row does."""


class _LongLine(Exception):
    """A single line is longer than any row is; it has been passed over."""


class _Lines:
    """Lines of a stream, which remembers those of the current row so that they can be read again."""

    def __init__(self, stream: TextIOBase) -> None:
        self._stream = stream
        self._again: deque[str] = deque()
        self.row: list[str] = []
        self.size = 0
        self._long = False
        self.ended = False
        """Whether the current row asked for more lines than there are: it is inside a quotation."""

    def begin(self) -> None:
        self.row, self.size, self.ended = [], 0, False

    def back(self, keep: int) -> None:
        """Put the lines of the current row back, all but the first `keep`."""
        self._again.extendleft(reversed(self.row[keep:]))
        self.begin()

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if self.row and self.size > _LONGEST_ROW:
            raise _RowTooLong
        line = self._again.popleft() if self._again else self._line()
        if not line:
            self.ended = bool(self.row)
            raise StopIteration
        self.row.append(line)
        self.size += len(line) + _LINE_COSTS
        return line

    def first(self) -> list[str]:
        """Some lines at the start, which stay to be read."""
        some: list[str] = []
        try:
            while len(some) < _SNIFFED_LINES and sum(map(len, some)) < _SNIFFED and (line := self._line()):
                some.append(line)
        except _LongLine:
            self._long = True
        self._again.extend(some)
        return some

    def _line(self) -> str:
        if self._long:
            self._long = False
            raise _LongLine
        line = str(self._stream.readline(_LONGEST_ROW + 1))
        if len(line) <= _LONGEST_ROW:
            return line
        while line and not line.endswith(("\n", "\r")):
            line = str(self._stream.readline(_LONGEST_ROW))
        raise _LongLine


class _Shape:
    """What a line that is a row of its own looks like: how many cells, and marks only around whole cells."""

    def __init__(self, delimiter: str, n_cells: int) -> None:
        self._delimiter, self._n_cells = delimiter, n_cells
        sign = re.escape(delimiter)
        quoted = '"(?:[^"]++|"")*+'
        cell = rf'(?:{quoted}"|[^"{sign}\r\n]*+)'
        self._whole = re.compile(rf"{cell}(?:{sign}{cell}){{{n_cells - 1}}}")
        self._begun = re.compile(rf"(?:{cell}{sign}){{0,{n_cells - 1}}}{quoted}")

    def whole(self, line: str) -> bool:
        """Whether a line is a row, complete and well written."""
        return self._whole.fullmatch(line.rstrip("\r\n")) is not None

    def begins(self, line: str) -> bool:
        """Whether a line is a row, or one up to a cell that goes on in the next line."""
        return self.whole(line) or self._begun.fullmatch(line) is not None

    def resembles(self, line: str, first: str) -> bool:
        """Whether a line has a row's number of cells, the outer ones written like those of the line `first`."""
        cells, others = (row.rstrip("\r\n").split(self._delimiter) for row in (line, first))
        if len(cells) < self._n_cells or len(others) < self._n_cells:
            return False
        return all(_manner(cells[i]) == _manner(others[i]) for i in (0, -1))


def _manner(cell: str) -> str:
    cell = cell.strip().strip('"')
    if any(c.isalpha() for c in cell):
        return "words" if " " in cell else "word"
    return re.sub(r"[0-9]+", "0", cell)


def csv_records(stream: TextIOBase) -> Iterator[Record]:
    """Stream the rows of a CSV file: comma, semicolon, tab or bar between cells, as its first lines show.

    Line ends are wanted as they are (`newline=""`).
    """
    csv.field_size_limit(sys.maxsize)
    lines = _Lines(stream)
    delimiter, problem, note = ",", "", ""
    header: list[str] = []
    bare = False
    try:
        delimiter, note, bare = _go_to_header(lines)
        header, problem = _header(lines, delimiter)
    except _LongLine:
        problem = _long_line()
    if problem:
        yield Record(1, {}, rejected=problem)
    elif header:
        if names := header_of(header) or (tuple(numbered(len(header))) if bare else ()):
            lines.back(0)  # its first row is one already
            header = list(names)
        for record in _Rows(lines, delimiter, header).records():
            yield replace(record, warning="; ".join(filter(None, (note, record.warning)))) if note else record
            note = ""


def _go_to_header(lines: _Lines) -> tuple[str, str, bool]:
    """Pass over what stands before the header of a table; what stands between its cells, what was passed over, and
    whether there is no header.
    """
    first = lines.first()
    told = declared_delimiter(first[0]) if first else None
    start = 1 if told else 0
    passed = [line for line in first[start : start + preamble_of(first[start:])] if line.strip()]
    start += preamble_of(first[start:])
    for _ in range(start):
        next(lines)
    lines.begin()
    note = f"{len(passed):,} {'line' if len(passed) == 1 else 'lines'} before the header left out" if passed else ""
    delimiter = told or delimiter_of(first[start:])
    return delimiter, note, lacks_header(first[start:], delimiter)


def _header(lines: _Lines, delimiter: str) -> tuple[list[str], str]:
    """The names of a table's columns as they stand there, or why there are none."""
    try:
        header = next((row for row in csv.reader(lines, delimiter=delimiter) if row), [])
        problem = "a quotation mark in it is not closed" if lines.ended else ""
    except (csv.Error, _RowTooLong) as error:
        header, problem = [], str(error) or "a quotation mark in it is not closed"
    if problem:
        return [], f"the header cannot be read ({problem})"
    if len(header) > _MOST_COLUMNS:
        return [], f"{len(header):,} columns: more than {_MOST_COLUMNS:,} is no table of texts"
    return header, ""


def _bare(cells: list[str]) -> list[str]:
    return [cell.strip("\ufeff \t") for cell in cells]


def _doubled(line: str) -> str:
    """A line in which quotation marks behind a backslash are doubled instead."""
    return _BACKSLASHED.sub(r'\1""', line) if "\\" in line else line


def _long_line() -> str:
    return f"a line longer than {_LONGEST_ROW >> 20} million characters"


class _Rows:
    def __init__(self, lines: _Lines, delimiter: str, header: list[str]) -> None:
        self._lines, self._header, self._names = lines, _bare(header), tuple(tidy_names(header))
        self._delimiter, self._shape = delimiter, _Shape(delimiter, len(header))
        self._strict = csv.reader(lines, delimiter=delimiter, strict=True)
        self._backslashed = csv.reader(map(_doubled, lines), delimiter=delimiter, strict=True)
        self._lenient = csv.reader(lines, delimiter=delimiter)
        self._read_again = 0
        self._stray = False

    def records(self) -> Iterator[Record]:
        number = 0
        while True:
            number += 1
            self._lines.begin()
            try:
                cells, problem = self._next()
            except _LongLine:
                yield Record(number, {}, rejected=_long_line())
                continue
            if problem:
                first = as_it_stands(self._lines.row[0])
                yield Record(number, first, rejected=self._not_closed(problem))
                if self._read_again > _MOST_AGAIN:
                    return
            elif cells is None:
                return
            elif cells:
                yield self._record(number, cells)
            else:
                number -= 1  # a blank line is no row

    def _next(self) -> tuple[list[str] | None, str]:
        """Cells of the next row, None at the end; or what shows that a quotation mark in it is not closed."""
        cells, problem = self._as_doubled()
        amiss = problem or self._stray or (cells and len(cells) != len(self._names))
        if not amiss or not any('\\"' in line for line in self._lines.row[:_SNIFFED_LINES]):
            return cells, problem
        self._read_again += self._lines.size
        self._lines.back(0)
        with suppress(csv.Error, _RowTooLong, StopIteration):
            escaped = next(self._backslashed)
            if len(escaped) == len(self._names):
                self._stray = False
                return escaped, ""
        self._lines.back(0)
        return self._as_doubled()

    def _as_doubled(self) -> tuple[list[str] | None, str]:
        """The next row, quotation marks in its cells being doubled."""
        lines, self._stray = self._lines, False
        try:
            cells = next(self._strict, None)
        except (csv.Error, _RowTooLong) as error:
            if problem := self._open_end(error):
                return None, problem
            if len(lines.row) > 1 and self._shape.begins(lines.row[-1]):
                return None, "up to the next row with one"
            self._stray = True
            lines.back(0)
            try:
                cells = next(self._lenient)
            except (csv.Error, _RowTooLong, StopIteration) as again:
                return None, self._open_end(again) or str(again)
            if lines.ended:
                return None, "up to the end of the file"
        if len(lines.row) > 1 and all(map(self._shape.whole, lines.row[1:])):
            return None, "up to the next row with one"
        return cells, ""

    def _open_end(self, error: Exception) -> str:
        if isinstance(error, _RowTooLong):
            return "and the row too long to be one"
        return "up to the end of the file" if self._lines.ended else ""

    def _not_closed(self, problem: str) -> str:
        lines = self._lines
        n = len(lines.row)
        reason = f"a quotation mark is not closed: {n:,} {'line' if n == 1 else 'lines'} {problem}"
        self._read_again += lines.size
        if self._read_again > _MOST_AGAIN:
            return f"{reason}; too many such rows: the rest of the file is left out"
        lines.back(1)
        return f"{reason}; those after the first are read as rows" if n > 1 else reason

    def _with_whole_text(self, cells: list[str]) -> list[str]:
        """The cells of a row with the last one put together, where it is a text whose commas have parted it: a space
        stands behind each, and before none that parts cells.
        """
        n = len(self._names)
        if n < 2 or len(cells) <= n or self._stray:
            return cells
        apart = all(cell[:1] == " " and cell.strip() for cell in cells[n:])
        if not apart or any(cell[:1] == " " for cell in cells[1:n]) or len(cells[n - 1].split()) < _WORDS_OF_TEXT:
            return cells
        return [*cells[: n - 1], self._delimiter.join(cells[n - 1 :])]

    def _record(self, number: int, cells: list[str]) -> Record:
        names, lines = self._names, self._lines.row
        if not any(cell.strip() for cell in cells):
            return Record(number, {}, rejected="empty row")
        if _bare(cells) == self._header:
            return Record(number, as_it_stands("".join(lines)), rejected="the header again")
        notes = []
        if (whole := self._with_whole_text(cells)) != cells:
            cells = whole
            notes.append("what has separators in it is not in quotation marks: taken for the end of the last cell")
        if any(cell.strip() for cell in cells[len(names) :]):
            over = f", in {len(lines):,} lines" if len(lines) > 1 else ""
            row = as_it_stands("".join(lines))
            return Record(number, row, rejected=f"{len(cells)} cells where the header has {len(names)}{over}")
        if len(cells) < len(names):
            notes.append(f"only {len(cells)} cells where the header has {len(names)}")
        if self._stray:
            notes.append("a quotation mark inside a cell is not doubled")
        alike = sum(self._shape.resembles(line, lines[0]) for line in lines[1:])
        if 2 * alike > len(lines) - 1:
            notes.append(
                f"a quotation mark may be missing: {alike + 1:,} lines of this row look like rows of their own"
            )
        fields = {name: cell for name, cell in zip(names, cells, strict=False) if cell.strip()}
        return Record(number, fields, names, warning="; ".join(notes) or None)
