"""What every kind of file says in the same words: quotations and where they are from, tables, what has changed."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any, Final

import pandas as pd

from filrouge.annotations.report import Quote, Report, ReportEntry
from filrouge.bundle import Bundle
from filrouge.characters import several_lines
from filrouge.chart import HEADINGS, Chart
from filrouge.i18n import _, language_name, number, plural
from filrouge.report.gather import PRECISE_TO, ReportItem

CUT: Final = "[…]"
MOST_ROWS: Final = 20
MOST_COLUMNS: Final = 8
RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "he", "ps", "ur", "yi", "ku", "sd", "ug"})

_MOST_QUOTED: Final = 1400  # characters: a passage of 120 words is whole in any language
_MOST_CELL: Final = 160
_SENTENCE: Final = re.compile(r"[.!?…。！？؟։।]+[\"'»”’)\]]*(?:\s+|$)|[。！？]")


def clean(text: str) -> str:
    """A text as XML may hold it; what would turn the reading order of the words around it is left out."""
    return several_lines("".join(c for c in text if unicodedata.bidirectional(c) not in _TURNS))


_TURNS: Final = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


def excerpt(text: str, most: int = _MOST_QUOTED) -> str:
    """The whole sentences of a text up to `most` characters, and a mark where it was cut."""
    text = text.strip()
    if len(text) <= most:
        return text
    ends = [match.end() for match in _SENTENCE.finditer(text[:most])]
    at = ends[-1] if ends else (text.rfind(" ", 0, most) if " " in text[:most] else most)
    return f"{text[:at].rstrip()} {CUT}"


def title_of(report: Report) -> str:
    """The report's title."""
    return report.title.strip() or _("Report")


def facts(quote: Quote) -> list[str]:
    """Source, date with its precision, and language of a quotation."""
    precise = PRECISE_TO.get(quote.precision)
    date = f"{quote.date} ({_(precise)})" if precise else quote.date
    return [part for part in (quote.source, date, language_name(quote.language) if quote.language else "") if part]


def original(quote: Quote) -> str:
    """What proves the quotation."""
    return _("SHA-256 of the original: {digest}").format(digest=quote.sha256) if quote.sha256 else ""


def translated() -> str:
    """What stands over a typed translation."""
    return _("Translation by the author of this report")


def label(item: ReportItem) -> str:
    """Its kind and number: Figure 3, Table 1."""
    of_table = item.chart is not None and item.chart.figure is None
    return (_("Table {n}") if of_table else _("Figure {n}")).format(n=item.number)


def changed_since(entry: ReportEntry, bundle: Bundle) -> str:
    """What must be said of an entry when the bundle is no longer what it was, or ""."""
    if entry.digest in {"", bundle.digest} or entry.kind == "note":
        return ""
    if entry.kind == "chart":
        return _("The data have changed since this was added: it is drawn from the current data.")
    return _("The data have changed since this was quoted: the quotation is as it was then.")


def notices(item: ReportItem, bundle: Bundle) -> list[str]:
    """What must be said of an entry before it is believed."""
    found = [text] if (text := changed_since(item.entry, bundle)) else []
    if item.problem:
        found.append(_("This could not be drawn. {why}").format(why=item.problem))
    return found


def link_text(item: ReportItem) -> str:
    """The view as a link of the dashboard; without its address where that is not known."""
    return _("In the dashboard: {link}").format(link=item.address + item.entry.link)


def rows_of(
    chart: Chart, most_columns: int = MOST_COLUMNS, most_rows: int = MOST_ROWS
) -> tuple[list[str], list[list[str]], str]:
    """Heads and first rows of a chart's table as texts, and a sentence on what is left out, or ""."""
    read = chart.table.drop(columns=["doc_id", "url"], errors="ignore")  # for machines; they are in the ZIP
    table = read.iloc[:most_rows, :most_columns]
    heads = [_(HEADINGS.get(str(name), str(name))) for name in table.columns]
    rows = [[cell(value) for value in row] for row in table.itertuples(index=False, name=None)]
    parts = []
    if (more := len(read) - len(rows)) > 0:
        parts.append(plural("{n} more row is left out here.", "{n} more rows are left out here.", more))
    if left := [_(HEADINGS.get(str(name), str(name))) for name in chart.table.columns if name not in table.columns]:
        parts.append(_("Columns left out here: {names}.").format(names=", ".join(left)))
    if parts:
        parts.append(_("The whole table is in the ZIP of this report."))
    return heads, rows, " ".join(parts)


def widths(heads: list[str], rows: list[list[str]]) -> list[float]:
    """How much of a table's width each column gets, adding up to 1: more where texts are longer."""
    columns = zip(heads, *rows, strict=True)
    needed = [max(1.5 * _longest(" ".join(column).split(), 12), 0.7 * _longest(column, 48)) + 4 for column in columns]
    return [width / sum(needed) for width in needed]


def _longest(texts: Iterable[str], most: int) -> int:
    return min(max(map(len, texts), default=0), most)


def cell(value: Any) -> str:
    """A value of a table as text."""
    if isinstance(value, list | tuple):
        return "; ".join(map(cell, value))
    if value is None or pd.isna(value):
        return ""
    if isinstance(value, float):
        return number(value, 0 if value.is_integer() else 3)
    if isinstance(value, int):
        return str(value)
    text = clean(str(value))
    return text if len(text) <= _MOST_CELL else text[: _MOST_CELL - 1] + "…"


def signature(bundle: Bundle) -> str:
    """The line that says what the report was made from."""
    return _("Made with Fil Rouge from the bundle {name}, digest {digest}.").format(
        name=bundle.name, digest=bundle.digest
    )
