"""A report as a ZIP of everything in it: pictures, numbers, quotations, methods, and the report itself."""

import csv
import io
from collections.abc import Callable
from functools import partial
from zipfile import ZIP_DEFLATED, ZipFile

from filrouge.annotations.report import Report
from filrouge.bundle import Bundle
from filrouge.chart import Chart
from filrouge.export import chrome, csv_bytes, file_bytes
from filrouge.figures.printing import Print
from filrouge.i18n import _, quoted
from filrouge.report.gather import ReportItem
from filrouge.report.methods import methods_text
from filrouge.report.words import clean, facts, link_text, notices, original, title_of, translated
from filrouge.spreadsheet import harmless

_COLUMNS = (
    "title", "source", "date", "precision", "language", "text", "translation", "annotation", "url", "doc_id", "sha256",
)  # fmt: skip


def archived(item: ReportItem, chart: Chart) -> dict[str, Callable[[], bytes]]:
    """How each file of an entry is made, by its name in the archive: the figure as SVG and PNG, as HTML where there is
    no Chrome, and the table as CSV.
    """
    printed = Print(title=item.entry.title, notes=item.entry.annotation)
    endings: tuple[str, ...] = ()
    if chart.figure is not None:
        endings = (".svg", ".png") if chrome.browser_path() else (".html",)
    files = {f"figures/{item.file}{ending}": partial(file_bytes, chart, ending, printed) for ending in endings}
    return {**files, f"tables/{item.file}.csv": partial(csv_bytes, chart, printed)}


def archive_bytes(report: Report, items: list[ReportItem], bundle: Bundle, files: dict[str, bytes]) -> bytes:
    """The files of all entries, by name, with quotations as CSV and text, `methods.md` and `report.json`."""
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as file:
        for name, raw in files.items():
            file.writestr(name, raw)
        if any(item.entry.quote for item in items):
            file.writestr("quotations.csv", ("\ufeff" + _csv(items)).encode())
        file.writestr("report.txt", _text(report, items, bundle))
        file.writestr("methods.md", methods_text(bundle))
        file.writestr("report.json", report.to_json())
    return stream.getvalue()


def _csv(items: list[ReportItem]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
    writer.writerow(_COLUMNS)
    for item in items:
        if (quote := item.entry.quote) is not None:
            own = {"title": item.title, "annotation": item.entry.annotation}
            row = [own.get(name) or getattr(quote, name, "") for name in _COLUMNS]
            writer.writerow([harmless(cell) for cell in row])
    return stream.getvalue()


def _text(report: Report, items: list[ReportItem], bundle: Bundle) -> str:
    """All that is said in the report, in order, as plain text."""
    parts = [title_of(report), report.introduction]
    for item in items:
        lines = [item.title, *notices(item, bundle), item.entry.annotation]
        if item.chart is not None:
            lines += [f"[{item.file}]", item.chart.caption, link_text(item)]
        elif (quote := item.entry.quote) is not None:
            lines += [quoted(quote.text.strip()), " · ".join([*facts(quote), quote.url]), original(quote)]
            if quote.translation:
                lines += [f"{translated()}: {quoted(quote.translation)}"]
        parts.append("\n".join(line for line in lines if line))
    parts.append(_("Data and method: methods.md"))
    return clean("\n\n".join(part for part in parts if part)) + "\n"
