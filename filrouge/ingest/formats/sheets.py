"""Spreadsheets → records: Excel's and OpenDocument's, old and new. One row is one record."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Any, Final

from filrouge.ingest.columns import tidy_names
from filrouge.ingest.formats.archives import random_access
from filrouge.ingest.formats.packages import PACKAGE_FAULTS, check_package
from filrouge.ingest.formats.tables import MOST_COLUMNS, row_record, too_wide, value_text
from filrouge.ingest.formats.xml_nodes import attribute, elements, every, first, line, local
from filrouge.ingest.record import Item, Record, UnreadableFile
from filrouge.ingest.unnamed_columns import begins_with_data, numbered

Row = Sequence[str | None]

_DAMAGED: Final = "the Excel table is damaged or cut short"
_OLD_DAMAGED: Final = "the Excel table is damaged, or has a password"
_SNIFFED_ROWS: Final = 20
_MOST_BYTES: Final = 64 << 20
_LITERAL: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


def read_xlsx(item: Item) -> Iterator[Record]:
    """Read the rows of every sheet below its header; where several sheets have rows, "sheet" says which.

    The header is the first row that is about as wide as those after it. A date has the precision that its cell shows.

    Raises
    ------
    UnreadableFile
    """
    import openpyxl

    with random_access(item) as stream:
        check_package(stream)
        try:
            book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
        except Exception as error:  # the library has no error of its own for what is wrong with a file
            raise UnreadableFile(_DAMAGED) from error
        yield from sheet_records([(sheet.title, _rows(sheet)) for sheet in book.worksheets])


def read_xls(item: Item) -> Iterator[Record]:
    """Read the rows of an old Excel workbook as `read_xlsx` does.

    Raises
    ------
    UnreadableFile
        It is damaged, has a password, or is larger than 64 MB.
    """
    import xlrd

    raw = _whole(item)
    try:
        book = xlrd.open_workbook(file_contents=raw, logfile=io.StringIO(), ragged_rows=True, on_demand=True)
    except Exception as error:  # the library has many errors, and plain ones, for what is wrong with a file
        raise UnreadableFile(_OLD_DAMAGED) from error
    yield from sheet_records([(name, _xls_rows(book, n)) for n, name in enumerate(book.sheet_names())])


def read_ods(item: Item) -> Iterator[Record]:
    """Read the rows of an OpenDocument table as `read_xlsx` does; a row that is repeated is one.

    Raises
    ------
    UnreadableFile
    """
    with random_access(item) as stream:
        check_package(stream)
        try:
            with zipfile.ZipFile(stream) as package, package.open("content.xml") as part:
                content = part.read(_MOST_BYTES + 1)
        except PACKAGE_FAULTS as error:
            raise UnreadableFile("the OpenDocument table is damaged, or has a password") from error
    inner = Item(item.name, item.path, lambda: io.BufferedReader(io.BytesIO(content)))
    for root in elements(inner):
        tables = every(root, "table")
        yield from sheet_records([(attribute(one, "name"), map(_ods_row, every(one, "table-row"))) for one in tables])


def read_spreadsheetml(item: Item) -> Iterator[Record]:
    """Read the rows of a workbook that Excel 2003 saved as XML, as `read_xlsx` does.

    Raises
    ------
    UnreadableFile
    """
    for root in elements(item):
        tables = every(root, "Worksheet")
        yield from sheet_records([(attribute(one, "name"), map(_xml_row, every(one, "Row"))) for one in tables])


def sheet_records(sheets: Sequence[tuple[str, Iterator[Row]]]) -> Iterator[Record]:
    """Make records of the rows of sheets (name, rows), numbered through, as `read_xlsx` says."""
    number = 0
    for title, rows in sheets:
        head = list(islice(rows, _SNIFFED_ROWS))
        at = header_row(head)
        if at is None:
            continue
        header = head[at]
        width = max((n for n, cell in enumerate(header, 1) if cell), default=0)
        if width > MOST_COLUMNS:
            yield Record(None, {}, rejected=f"sheet {title}: {too_wide(width)}")
            continue
        bare = begins_with_data([row[:width] for row in head[at:]])
        names = numbered(width) if bare else tidy_names([cell or "" for cell in header[:width]])
        own = {} if len(sheets) == 1 or "sheet" in names else {"sheet": title}
        for row in chain(head[at if bare else at + 1 :], rows):
            values = [*row[:width], *[None] * (width - len(row))]
            if any(values):
                number += 1
                yield row_record(number, [*names, *own], [*values, *own.values()])


def _rows(sheet: Any) -> Iterator[Row]:
    sheet.reset_dimensions()  # what a file says of its size is often wrong, and rows would be lost
    rows = sheet.iter_rows()
    while True:
        try:
            row = next(rows, None)
        except Exception as error:  # the library has no error of its own for what is wrong with a file
            raise UnreadableFile(_DAMAGED) from error
        if row is None:
            return
        yield [_cell_text(cell) for cell in row]


def header_row(rows: Sequence[Row]) -> int | None:
    """Which row is the header: the first that is about as wide as those after it."""
    widths = [sum(bool(cell) for cell in row) for row in rows]
    widest = max(widths, default=0)
    return next((n for n, width in enumerate(widths) if width and 2 * width > widest), None)


def _whole(item: Item) -> bytes:
    with item.open() as stream:
        raw = stream.read(_MOST_BYTES + 1)
    if len(raw) > _MOST_BYTES:
        raise UnreadableFile(f"the table is larger than {_MOST_BYTES >> 20} MB: save it as .xlsx or .csv")
    return raw


def _xls_rows(book: Any, number: int) -> Iterator[Row]:
    """The rows of one sheet of an old workbook, which is held only as long as they are read."""
    try:
        for row in book.sheet_by_index(number).get_rows():
            yield [_xls_value(cell, book.datemode) for cell in row]
        book.unload_sheet(number)
    except Exception as error:  # the library has many errors, and plain ones, for what is wrong with a file
        raise UnreadableFile(_OLD_DAMAGED) from error


def _xls_value(cell: Any, datemode: int) -> str | None:
    """A value of an old table; a date at midnight is a day."""
    import xlrd

    if cell.ctype in {xlrd.XL_CELL_ERROR, xlrd.XL_CELL_BLANK, xlrd.XL_CELL_EMPTY}:
        return None
    value = cell.value
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            value = xlrd.xldate_as_datetime(value, datemode)
        except (xlrd.xldate.XLDateError, ValueError, OverflowError):
            return value_text(value)
        value = value.date() if value.time() == dt.time() else value
    return value_text(value) or None


def _ods_row(row: Any) -> list[str | None]:
    cells: list[str | None] = []
    for cell in row:
        repeated = attribute(cell, "number-columns-repeated")
        n = int(repeated) if repeated.isdecimal() else 1
        text = attribute(cell, "date-value").removesuffix("T00:00:00")
        text = text or "\n".join(line(part) for part in cell if local(part) == "p").strip()
        cells += [text or None] * max(1, min(n, MOST_COLUMNS - len(cells)))
        if len(cells) >= MOST_COLUMNS:
            break
    return cells


def _xml_row(row: Any) -> list[str | None]:
    cells: list[str | None] = []
    for cell in every(row, "Cell"):
        place = attribute(cell, "index")
        if place.isdecimal() and len(cells) < int(place) <= MOST_COLUMNS:
            cells += [None] * (int(place) - 1 - len(cells))
        data = first(cell, "Data")
        text = "" if data is None else "".join(data.itertext()).strip()
        if data is not None and attribute(data, "type") == "DateTime":
            text = text.removesuffix(".000").removesuffix("T00:00:00")
        cells.append(text or None)
    return cells


def _cell_text(cell: Any) -> str | None:
    value = cell.value
    if value is None or cell.data_type == "e":  # "#REF!" and the like
        return None
    if isinstance(value, dt.datetime):
        return _displayed_date(value, str(cell.number_format))
    return value_text(value)


def _displayed_date(value: dt.datetime, number_format: str) -> str:
    """A date as precise as its cell shows it: "mmm yyyy" is a month, though the cell holds a day."""
    shown = _LITERAL.sub("", number_format).lower().split(";")[0]
    value = (value + dt.timedelta(milliseconds=500)).replace(microsecond=0)  # days as decimals are not exact
    if "y" in shown and "d" not in shown and "h" not in shown:
        return f"{value:%Y-%m}" if "m" in shown else f"{value:%Y}"
    return value.date().isoformat() if (value.hour, value.minute, value.second) == (0, 0, 0) else value.isoformat()
