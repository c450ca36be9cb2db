"""A report becomes a file."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from filrouge.annotations.report import Report
from filrouge.bundle import Bundle
from filrouge.chart import Chart
from filrouge.errors import ReportError
from filrouge.export import chrome
from filrouge.figures.printing import AS_IT_IS
from filrouge.i18n import N_, _
from filrouge.replacing import save_file
from filrouge.report.archive import archive_bytes, archived
from filrouge.report.docx import docx_bytes
from filrouge.report.gather import Progress, ReportItem, attempt, count_charts, gather, problems
from filrouge.report.html import html_page
from filrouge.report.native import native
from filrouge.report.pdf import printed
from filrouge.report.pictures import bare
from filrouge.report.pptx import pptx_bytes

FORMATS: Final = {
    "docx": N_("Word document (.docx)"),
    "pptx": N_("Presentation (.pptx)"),
    "html": N_("Web page (.html)"),
    "pdf": N_("PDF (.pdf)"),
    "zip": N_("All parts as separate files (.zip)"),
}
"""What a report can become, by the ending of the file."""
TEMPLATES: Final = ("docx", "pptx")
"""Formats that take a template of one's own."""


Problem = Callable[[str], None]
"""Told of each entry that could not be drawn, in a sentence."""


def without_browser(kind: str) -> str:
    """What is missing from a format on a machine without Chrome, or "" where nothing is."""
    if chrome.browser_path() or kind == "html":
        return ""
    return {
        "docx": _("Chrome or Chromium is not installed: each figure is replaced by its finding and numbers."),
        "pptx": _("Chrome or Chromium is not installed: charts other than plain bars or lines are described in words."),
        "zip": _("Chrome or Chromium is not installed: figures are saved as web pages, not as pictures."),
        "pdf": _("PDF needs Chrome or Chromium, and neither is installed. Download the web page and print it."),
    }.get(kind, "")


def report_bytes(
    report: Report,
    bundle: Bundle,
    kind: str,
    *,
    template: bytes | None = None,
    address: str = "",
    progress: Progress = lambda _done, _all, _what: None,
    problem: Problem = lambda _sentence: None,
) -> bytes:
    """A report as the bytes of a file; `kind` is a key of FORMATS, `address` where the dashboard is found, for links.

    An entry that cannot be drawn says so in its place, and `problem` is told; the others are written.

    Raises
    ------
    ReportError : it is empty, the format is unknown or takes no template, or the template cannot be used.
    ExportError : Chrome cannot be started, or does not print a PDF.
    """
    if kind not in FORMATS:
        raise ReportError(
            _("“.{kind}” is not a report format").format(kind=kind),
            hint=_("Use one of {endings}.").format(endings=" ".join(f".{ending}" for ending in FORMATS)),
        )
    if template is not None and kind not in TEMPLATES:
        raise ReportError(_("“.{kind}” takes no template").format(kind=kind))
    if not report.entries:
        raise ReportError(_("the report is empty"), hint=_("Add charts and passages to it first."))
    charts = count_charts(report)
    pictured = kind != "html"
    steps = charts * (2 if pictured else 1) + 1
    items = gather(report, bundle, progress, steps, address)
    done = charts

    def drawn(title: str) -> None:
        nonlocal done
        done += 1
        progress(done, steps, _("Picture of “{title}”").format(title=title))

    items, pictures = _draw(items, _PICTURES[kind], drawn)
    made = _made(kind, report, items, bundle, pictures, template)
    for sentence in problems(items):
        problem(sentence)
    progress(steps, steps, _("Done"))
    return made


def write_report(
    report: Report,
    bundle: Bundle,
    out: Path,
    *,
    template: Path | None = None,
    address: str = "",
    progress: Progress = lambda _done, _all, _what: None,
    problem: Problem = lambda _sentence: None,
) -> None:
    """Write a report to `out`, whole or not at all; its ending says how. `problem` as of `report_bytes`.

    Raises
    ------
    ReportError, ExportError
    DiskError : the system refuses the file.
    """
    try:
        given = template.read_bytes() if template else None
    except OSError as error:
        raise ReportError(
            _("the file cannot be read ({why})").format(why=error.strerror), where=str(template)
        ) from error
    kind = out.suffix.casefold().lstrip(".")
    raw = report_bytes(report, bundle, kind, template=given, address=address, progress=progress, problem=problem)
    save_file(out, raw)


Makers = dict[str, Callable[[], bytes]]
"""How each picture of an entry is made, by its name."""


def _draw(
    items: list[ReportItem], makers_of: Callable[[ReportItem, Chart], Makers], drawn: Callable[[str], None]
) -> tuple[list[ReportItem], dict[str, bytes]]:
    """The pictures of all items by name; an item of which one cannot be made says why."""
    done: list[ReportItem] = []
    pictures: dict[str, bytes] = {}
    for item in items:
        if item.chart is not None and (makers := makers_of(item, item.chart)):
            for name, make in makers.items():
                item, made = attempt(item, make)  # noqa: PLW2901 - the same item, with what was wrong
                if made is not None:
                    pictures[name] = made
            drawn(item.title)
        done.append(item)
    return done, pictures


def _bare(item: ReportItem, chart: Chart, size: str = AS_IT_IS.size) -> Makers:
    if chart.figure is None or chrome.browser_path() is None:
        return {}
    return {item.entry.id: partial(bare, chart, size)}


def _on_slides(item: ReportItem, chart: Chart) -> Makers:
    return _bare(item, chart, "slide") if native(chart.figure) is None else {}


_PICTURES: Final[dict[str, Callable[[ReportItem, Chart], Makers]]] = {
    "docx": _bare,
    "pptx": _on_slides,
    "html": lambda _item, _chart: {},
    "pdf": _bare,
    "zip": archived,
}


def _made(
    kind: str,
    report: Report,
    items: list[ReportItem],
    bundle: Bundle,
    pictures: dict[str, bytes],
    template: bytes | None,
) -> bytes:
    match kind:
        case "docx":
            return docx_bytes(report, items, bundle, pictures, template)
        case "pptx":
            return pptx_bytes(report, items, bundle, pictures, template)
        case "zip":
            return archive_bytes(report, items, bundle, pictures)
        case "pdf":
            return printed(html_page(report, items, bundle, pictures))
        case _:
            return html_page(report, items, bundle).encode()
