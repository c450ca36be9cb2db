"""Tables in pages and documents → records, where a table of articles is what they hold."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from filrouge.ingest.columns import candidates
from filrouge.ingest.encoding import decode
from filrouge.ingest.formats.sheets import Row, header_row, sheet_records
from filrouge.ingest.formats.tables import MOST_COLUMNS
from filrouge.ingest.html.text import BLOCKS, UNSEEN
from filrouge.ingest.record import Record

_ROW: Final = re.compile(rb"<tr[\s>]", re.IGNORECASE)
_EXCEL: Final = re.compile(rb"urn:schemas-microsoft-com:office:(?:excel|spreadsheet)", re.IGNORECASE)
_FEWEST_ROWS: Final = 2  # beside the header
_FEWEST_COLUMNS: Final = 2
_LEAST_SHARE: Final = 0.7  # of what the page shows
_MOST_SPANNED: Final = 100
_LINK: Final = "link"


def table_records(raw: bytes, declared_encoding: str | None = None) -> list[Record]:
    """The rows of the table that a page consists of, where its header names a text or a title and who says it, when or
    where; those of any table that Excel saved as a page. None for another page.
    """
    if len(_ROW.findall(raw)) <= _FEWEST_ROWS:
        return []
    tables, n_shown = _tables(decode(raw, declared_encoding).text)
    by_excel = bool(_EXCEL.search(raw[:5000]))
    found = [(f"table {n}", rows) for n, rows in enumerate(tables, 1) if by_excel or _holds_articles(rows)]
    found = [(name, rows) for name, rows in found if len(rows) > 1 and max(map(len, rows)) >= _FEWEST_COLUMNS]
    if not by_excel and sum(_length(rows) for _, rows in found) < _LEAST_SHARE * n_shown:
        return []
    return list(sheet_records([(name, iter(_with_links(rows))) for name, rows in found]))


def cells_are_articles(rows: Sequence[Row], n_shown: int) -> bool:
    """Whether the rows of a document's table are articles, and most of what it shows."""
    return _holds_articles(rows) and _length(rows) >= _LEAST_SHARE * n_shown


def rows_as_records(rows: Sequence[Row]) -> Iterator[Record]:
    """The records of a table with a header."""
    return sheet_records([("", iter(rows))])


def _holds_articles(rows: Sequence[Row]) -> bool:
    at = header_row(rows[:20])
    if at is None or len(rows) - at <= _FEWEST_ROWS:
        return False
    header = tuple(cell or "" for cell in rows[at])
    if any(len(cell) > 60 for cell in header):
        return False
    held = {field for field, columns in candidates(header).items() if columns}
    return bool(held & {"text", "title"}) and len(held & {"text", "title", "date", "source", "url", "author"}) > 1


def _length(rows: Sequence[Row]) -> int:
    return sum(len(cell.partition("\x00")[0]) for row in rows for cell in row if cell)


def _with_links(rows: Sequence[Row]) -> list[Row]:
    """Where no column names addresses, the first link of each row is one more column."""
    at = header_row(rows[:20])
    if at is None:
        return []
    plain = [[cell and (cell.partition("\x00")[0] or None) for cell in row] for row in rows]
    links = [next((cell.partition("\x00")[2] for cell in row if cell and "\x00" in cell), "") for row in rows]
    if candidates(tuple(cell or "" for cell in plain[at]))["url"] or not any(links[at + 1 :]):
        return list(plain)
    width = len(plain[at])
    return [
        [*row[:width], *[None] * (width - len(row)), _LINK if n == at else link or None]
        for n, (row, link) in enumerate(zip(plain, links, strict=True))
    ]


def _tables(markup: str) -> tuple[list[list[Row]], int]:
    """The rows of the outermost tables of a page, and how many characters it shows."""
    from lxml.etree import HTMLParser, LxmlError

    shown = _TableCollector()
    parser = HTMLParser(target=shown, encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        parser.feed(markup.encode("utf-8", "replace"))
        parser.close()
    except LxmlError:
        pass
    return shown.tables, shown.n_shown


class _TableCollector:
    """What a parser of HTML reports, as rows of cells; a cell ends with its first link after a NUL."""

    def __init__(self) -> None:
        self.tables: list[list[Row]] = []
        self.n_shown = 0
        self._depth = 0
        self._unseen: list[str] = []
        self._row: list[str | None] | None = None
        self._cell: list[str] | None = None
        self._span, self._link = 1, ""

    def start(self, tag: str, attributes: Any) -> None:
        if tag in UNSEEN:
            self._unseen.append(tag)
        if tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append([])
        elif self._depth == 1 and tag == "tr":
            self._end_row()
            self._row = []
        elif self._depth == 1 and tag in {"td", "th"} and self._row is not None:
            self._end_cell()
            span = str(attributes.get("colspan") or "1")
            self._span = min(int(span), _MOST_SPANNED) if span.isdecimal() else 1
            self._cell, self._link = [], ""
        elif self._cell is not None and (tag == "br" or tag in BLOCKS):
            self._cell.append("\n")
        elif self._cell is not None and tag == "a" and str(attributes.get("href") or "").startswith("http"):
            self._link = self._link or str(attributes["href"])

    def end(self, tag: str) -> None:
        if self._unseen and self._unseen[-1] == tag:
            self._unseen.pop()
        if tag == "table":
            if self._depth == 1:
                self._end_row()
            self._depth = max(0, self._depth - 1)
        elif self._depth == 1 and tag == "tr":
            self._end_row()
        elif self._depth == 1 and tag in {"td", "th"}:
            self._end_cell()
        elif self._cell is not None and tag in BLOCKS:
            self._cell.append("\n")

    def data(self, text: str) -> None:
        if not self._unseen:
            self.n_shown += len(text.strip())
            if self._cell is not None:
                self._cell.append(re.sub(r"\s+", " ", text).replace("\x00", ""))

    def close(self) -> None:
        """The last row may not be closed."""
        self._end_row()

    def _end_cell(self) -> None:
        if self._cell is not None and self._row is not None:
            text = re.sub(r" *\n[\n ]*", "\n", "".join(self._cell)).strip()
            if len(self._row) >= MOST_COLUMNS:
                self._span = 1
            self._row += [f"{text}\x00{self._link}" if self._link else text or None, *[None] * (self._span - 1)]
        self._cell = None

    def _end_row(self) -> None:
        self._end_cell()
        if self._row and any(self._row) and self.tables:
            self.tables[-1].append(self._row)
        self._row = None
