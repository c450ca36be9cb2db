"""A report as a ZIP of everything in it: pictures, numbers, quotations, methods, and the report itself."""

import csv
import io
from collections.abc import Callable
from zipfile import ZIP_DEFLATED, ZipFile

from filrouge.bundle import Bundle
from filrouge.export import chrome, csv_bytes, file_bytes, html_text
from filrouge.figures.printing import Print
from filrouge.i18n import _
from filrouge.report.gather import Item
from filrouge.report.methods import methods_text
from filrouge.report.model import Report
from filrouge.report.words import clean, facts, link_text, original, title_of, translated
from filrouge.spreadsheet import harmless

_COLUMNS = (
    "title", "source", "date", "precision", "language", "text", "translation", "annotation", "url", "doc_id", "sha256",
)  # fmt: skip


def archive_bytes(report: Report, items: list[Item], bundle: Bundle, drawn: Callable[[str], None]) -> bytes:
    """Figures as SVG and PNG (as HTML where there is no Chrome), every table as CSV, quotations as CSV and text,
    `methods.md` and `report.json`. `drawn` is told of every figure that is done.

    Raises
    ------
    ExportError : Chrome fails.
    """
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as file:
        for item in items:
            if item.chart is None:
                continue
            printed = Print(title=item.entry.title, notes=item.entry.annotation)
            if item.chart.figure is not None:
                if chrome.browser_path():
                    for kind in ("svg", "png"):
                        file.writestr(f"figures/{item.file}.{kind}", file_bytes(item.chart, f".{kind}", printed))
                else:
                    file.writestr(f"figures/{item.file}.html", html_text(item.chart, printed))
                drawn(item.title)
            file.writestr(f"tables/{item.file}.csv", csv_bytes(item.chart, printed))
        if any(item.entry.quote for item in items):
            file.writestr("quotations.csv", ("\ufeff" + _csv(items)).encode())
        file.writestr("report.txt", _text(report, items))
        file.writestr("methods.md", methods_text(bundle))
        file.writestr("report.json", report.to_json())
    return stream.getvalue()


def _csv(items: list[Item]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
    writer.writerow(_COLUMNS)
    for item in items:
        if (quote := item.entry.quote) is not None:
            own = {"title": item.title, "annotation": item.entry.annotation}
            row = [own.get(name) or getattr(quote, name, "") for name in _COLUMNS]
            writer.writerow([harmless(cell) for cell in row])
    return stream.getvalue()


def _text(report: Report, items: list[Item]) -> str:
    """All that is said in the report, in order, as plain text."""
    parts = [title_of(report), report.introduction]
    for item in items:
        lines = [item.title, item.entry.annotation]
        if item.chart is not None:
            lines += [f"[{item.file}]", item.chart.caption, link_text(item)]
        elif (quote := item.entry.quote) is not None:
            lines += [f"“{quote.text.strip()}”", " · ".join([*facts(quote), quote.url]), original(quote)]
            if quote.translation:
                lines += [f"{translated()}: “{quote.translation}”"]
        parts.append("\n".join(line for line in lines if line))
    parts.append(_("Data and method: methods.md"))
    return clean("\n\n".join(part for part in parts if part)) + "\n"
