"""The numbers of a chart as CSV and XLSX; what a spreadsheet would run is made text."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

import pandas as pd

from filrouge.characters import one_line, several_lines
from filrouge.chart import Chart
from filrouge.errors import ExportError
from filrouge.explore.names import source_name
from filrouge.export.provenance import KEY, Provenance
from filrouge.i18n import _, spoken
from filrouge.spreadsheet import SIGN, harmless, runs

_SPLIT_FORMULA: Final = re.compile(rf"([,;]\s*)({SIGN})")
_QUOTED: Final = r"\1'\2"

_SOURCES: Final = ("source", "of_source", "first_source", "leader", "follower")
"""Columns of tables that hold the keys, or names, of sources."""

_MOST_ROWS: Final = 1_048_575
_MOST_CELL: Final = 32_767  # characters, as of the format


def csv_text(chart: Chart, about: Provenance) -> str:
    """The numbers of a chart as CSV, after comment lines (`# …`) that hold its title, caption and provenance.

    What a spreadsheet would run as a formula gets a leading apostrophe, in cells and in comment lines, which it
    splits at commas too.
    """
    stream = io.StringIO()
    for line in (chart.title, chart.sentence, chart.caption, f"{KEY}: {about.encoded()}"):
        # A quotation mark would open a cell that takes the next lines in.
        plain = one_line(line.replace('"', "”"))
        stream.write(f"# {_SPLIT_FORMULA.sub(_QUOTED, plain)}\r\n")
    table = _with_sources_named(chart.table)
    for name in table.columns:
        if not pd.api.types.is_numeric_dtype(table[name]):
            table[name] = table[name].map(_harmless)
    csv.writer(stream).writerow([_harmless(str(name)) for name in table.columns])
    # Texts are quoted always, so that one that begins with # is no comment.
    table.to_csv(stream, header=False, index=False, lineterminator="\r\n", quoting=csv.QUOTE_NONNUMERIC)
    return stream.getvalue()


def _with_sources_named(table: pd.DataFrame) -> pd.DataFrame:
    """A table in which texts without a source are said to be that in the reader's words, in whatever chart."""
    named = {name: table[name].map(source_name, na_action="ignore") for name in _SOURCES if name in table}
    return table.assign(**named)


def _harmless(value: Any) -> Any:
    return harmless(several_lines(value)) if isinstance(value, str) else value


def xlsx_bytes(chart: Chart, about: Provenance) -> bytes:
    """The numbers of a chart as a workbook: a sheet “Data”, and a sheet “About” with title, caption and provenance.

    Texts are cells of text, marked so that they stay text when they are edited; what is longer than a cell can hold
    is cut, and the cut marked.

    Raises
    ------
    ExportError : more rows than a sheet can hold.
    """
    if len(chart.table) > _MOST_ROWS:
        raise ExportError(
            _("{n} rows are too many for an XLSX sheet").format(n=len(chart.table)),
            hint=_("Write .csv, or narrow the selection."),
        )
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    data = book.active
    data.title = "Data"
    _fill(data, [[str(name) for name in chart.table.columns]])
    for cell in data[1]:
        cell.font = Font(bold=True)
    data.freeze_panes = "A2"
    _fill(data, _with_sources_named(chart.table).itertuples(index=False, name=None))
    sheet = book.create_sheet("About")
    rows = {
        _("Title"): chart.title,
        _("Finding"): chart.sentence,
        _("Caption"): chart.caption,
        _("Link"): chart.link,
        KEY: about.encoded(),
    }
    _fill(sheet, rows.items())
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 14, 110
    for row in sheet["B"]:
        row.alignment = Alignment(wrap_text=True, vertical="top")
    book.properties.language = spoken()
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill(sheet: Any, rows: Iterable[Sequence[Any]]) -> None:
    """Append rows to a sheet, texts as texts."""
    from openpyxl.cell import WriteOnlyCell

    for row in rows:
        cells = []
        for value in map(_plain, row):
            cell = WriteOnlyCell(sheet, value)
            if isinstance(value, str):
                cell.data_type, cell.quotePrefix = "s", runs(value)
            cells.append(cell)
        sheet.append(cells)


def _plain(value: Any) -> Any:
    """A value as a cell can hold it."""
    if isinstance(value, list | tuple):
        value = "; ".join(map(str, value))
    if isinstance(value, str):
        clean = several_lines(value)
        return clean if len(clean) <= _MOST_CELL else clean[: _MOST_CELL - 1] + "…"
    if value is None or pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.tz_localize(None).to_pydatetime()
    return value.item() if hasattr(value, "item") else value
