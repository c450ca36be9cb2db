"""A chart becomes a file that carries its own provenance: in its words, and in the format's own metadata."""

from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Final

import plotly.graph_objects as go

from filrouge.characters import one_line, several_lines
from filrouge.chart import Chart
from filrouge.errors import ExportError
from filrouge.export import chrome
from filrouge.export.network import gexf_bytes, graphml_bytes
from filrouge.export.page import POLICY_TAG, figure_html, plotly_script
from filrouge.export.provenance import html_meta, into_pdf, into_png, into_svg, provenance
from filrouge.export.tables import csv_text, xlsx_bytes
from filrouge.figures.printing import AS_IT_IS, Print, for_print
from filrouge.i18n import _, spoken
from filrouge.replacing import save_file

FORMATS: Final = (".svg", ".png", ".pdf", ".html", ".csv", ".xlsx")
PICTURES: Final = (".svg", ".png", ".pdf")
"""Formats that need Chrome on the server, and a chart that is drawn."""
NETWORKS: Final = (".gexf", ".graphml")
"""Further formats, of a chart of who is connected with whom."""
SCALES: Final = (1, 2, 3, 4)
"""Of a PNG: dots to a CSS pixel."""

_LONG_LINK: Final = 300


def formats_of(chart: Chart) -> tuple[str, ...]:
    """The endings of the files that a chart can become; a table has those of pictures too, and is refused with why."""
    return FORMATS if chart.network is None else (*FORMATS, *NETWORKS)


def titled(chart: Chart, printed: Print = AS_IT_IS) -> Chart:
    """A chart with the title and the subtitle it is printed with, in words that every format can hold."""
    return replace(
        chart,
        title=one_line(printed.title or chart.title),
        sentence=several_lines(printed.subtitle or chart.sentence),
        caption=several_lines(chart.caption),
        alt=several_lines(chart.alt),
    )


def printed_caption(chart: Chart) -> str:
    """The caption as it stands in a picture: with the link, shortened where it would fill the picture."""
    if not chart.link:
        return chart.caption
    link = chart.link if len(chart.link) <= _LONG_LINK else chart.link[:_LONG_LINK] + "…"
    return f"{chart.caption} {link}"


def csv_bytes(chart: Chart, printed: Print = AS_IT_IS) -> bytes:
    """The numbers of a chart as CSV, in UTF-8 as spreadsheets know it."""
    return ("\ufeff" + csv_text(titled(chart, printed), provenance(chart, printed))).encode()


def html_text(chart: Chart, printed: Print = AS_IT_IS) -> str:
    """A page of its own that opens from disk with no network: the figure, still interactive, and its caption; or the
    table, if there is no figure.
    """
    shown = titled(chart, printed)
    if chart.figure is None:
        notes = f"<p>{escape(printed.notes)}</p>" if printed.notes else ""
        body = (
            f"<h1>{escape(shown.title)}</h1><p>{escape(shown.sentence)}</p>{notes}"
            f"{chart.table.to_html(index=False, na_rep='', border=1)}<p>{escape(printed_caption(shown))}</p>"
        )
    else:
        figure = _drawn(chart, printed)
        figure.layout.hovermode = chart.figure.layout.hovermode
        body = f'{plotly_script()}<div role="figure" aria-label="{escape(chart.alt)}">{figure_html(figure)}</div>'
    return (
        f'<!doctype html><html lang="{spoken()}"><head><meta charset="utf-8">{POLICY_TAG}'
        f"<title>{escape(shown.title)}</title>"
        f"{html_meta(shown, provenance(chart, printed))}</head>"
        f'<body style="margin:24px;font-family:sans-serif">{body}</body></html>'
    )


def file_bytes(chart: Chart, ending: str, printed: Print = AS_IT_IS, *, scale: int = 2) -> bytes:
    """A chart as the bytes of a file; `ending` is one of FORMATS or NETWORKS, `scale` one of SCALES.

    Raises
    ------
    ExportError : the ending is none of these, the chart is a table and the ending is a picture's, the chart has no
        network and the ending is one's, Chrome is missing or fails, or XLSX cannot hold as many rows.
    """
    if ending not in formats_of(chart):
        problem = _("{title} is not a network") if ending in NETWORKS else _("“{ending}” is not a format")
        raise ExportError(
            problem.format(title=chart.title, ending=ending),
            hint=_("Use one of {endings}.").format(endings=" ".join(formats_of(chart))),
        )
    about = provenance(chart, printed)
    if ending in NETWORKS and chart.network is not None:
        write = gexf_bytes if ending == ".gexf" else graphml_bytes
        return write(titled(chart, printed), chart.network(), about)
    if ending == ".csv":
        return csv_bytes(chart, printed)
    if ending == ".xlsx":
        return xlsx_bytes(titled(chart, printed), about)
    if ending == ".html":
        return html_text(chart, printed).encode()
    raw = chrome.image(_drawn(chart, printed), ending.removeprefix("."), scale=scale if ending == ".png" else 1)
    shown = titled(chart, printed)
    if ending == ".svg":
        return into_svg(raw.decode(), shown, about).encode()
    return (into_png if ending == ".png" else into_pdf)(raw, shown, about)


def export(chart: Chart, out: Path, printed: Print = AS_IT_IS, *, scale: int = 2) -> Path:
    """Write a chart to `out`, whole or not at all; its ending says how (`formats_of`).

    Raises
    ------
    ExportError : as of `file_bytes`.
    DiskError : the system refuses the file.
    """
    try:
        raw = file_bytes(chart, out.suffix.casefold(), printed, scale=scale)
    except ExportError as error:
        raise ExportError(error.what, where=str(out), hint=error.hint) from error
    save_file(out, raw)
    return out


def _drawn(chart: Chart, printed: Print) -> go.Figure:
    if chart.figure is None:
        raise ExportError(
            _("{title} is a table").format(title=chart.title), hint=_("Write it to a .csv, .xlsx or .html file.")
        )
    shown = titled(chart, printed)
    return for_print(chart.figure, shown.title, shown.sentence, printed.notes, printed_caption(chart), printed.size)
