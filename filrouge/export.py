"""A chart becomes a file that carries its own provenance."""

import csv
import io
import os
import re
import shutil
import tempfile
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from filrouge.chart import Chart
from filrouge.errors import ExportError
from filrouge.figures.theme import for_print

FORMATS: Final = (".svg", ".png", ".pdf", ".html", ".csv")

# A cell that starts with one of these can run as a formula when a spreadsheet opens the file.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_SPLIT_FORMULA: Final = re.compile(r"([,;]\s*)([=+\-@])")
_QUOTED: Final = r"\1'\2"


def csv_text(chart: Chart) -> str:
    """The numbers of a chart as CSV, after comment lines (`# …`) that hold its title and caption.

    What a spreadsheet would run as a formula gets a leading apostrophe, in cells and in comment lines, which it
    splits at commas too.
    """
    stream = io.StringIO()
    for line in (chart.title, chart.sentence, chart.caption):
        # A quotation mark would open a cell that takes the next lines in.
        plain = " ".join(line.replace('"', "”").split())
        stream.write(f"# {_SPLIT_FORMULA.sub(_QUOTED, plain)}\r\n")
    table = chart.table.copy()
    for name in table.columns:
        if not pd.api.types.is_numeric_dtype(table[name]):
            table[name] = table[name].map(_harmless)
    stream.write(",".join(map(str, table.columns)) + "\r\n")
    # Texts are quoted always, so that one that begins with # is no comment.
    table.to_csv(stream, header=False, index=False, lineterminator="\r\n", quoting=csv.QUOTE_NONNUMERIC)
    return stream.getvalue()


def _harmless(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return value


def html_text(chart: Chart) -> str:
    """A page of its own that opens from disk with no network: the figure, still interactive, and its caption."""
    figure = _drawn(chart)
    body = figure.to_html(full_html=False, include_plotlyjs="inline", config={"displaylogo": False, "responsive": True})
    title, text = escape(chart.title), escape(chart.caption)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="description" content="{text}"></head>'
        f'<body style="margin:24px;font-family:sans-serif">{body}</body></html>'
    )


def export(chart: Chart, out: Path) -> Path:
    """Write a chart to `out`; its ending says how: .svg .png .pdf .html .csv.

    The file appears whole or not at all.

    Raises
    ------
    ExportError : the ending is none of these, the chart is a table and the ending is not .csv, the folder cannot
        be written to, or Chrome is missing for .svg, .png and .pdf.
    """
    kind = out.suffix.casefold()
    if kind not in FORMATS:
        raise ExportError(f"“{out.suffix}” is not a format", where=str(out), mend=f"Use one of {' '.join(FORMATS)}.")
    if chart.figure is None and kind != ".csv":
        raise ExportError(f"{chart.title} is a table", where=str(out), mend="Write it to a .csv file.")
    if kind == ".csv":
        _write(out, lambda file: file.write_text("\ufeff" + csv_text(chart), "utf-8", newline=""))
    elif kind == ".html":
        _write(out, lambda file: file.write_text(html_text(chart), "utf-8"))
    else:
        figure = _drawn(chart)
        _need_browser(out)
        _write(out, lambda file: _image(figure, file, out))
    return out


def _drawn(chart: Chart) -> go.Figure:
    if chart.figure is None:
        raise ExportError(f"{chart.title} is a table", mend="Write it to a .csv file.")
    return for_print(chart.figure, chart.title, chart.caption)


def _need_browser(out: Path) -> None:
    if not browser_path():
        raise ExportError(
            f"writing {out.suffix} needs Chrome or Chromium, and none was found",
            where=str(out),
            mend="Install one (or set BROWSER_PATH to it), write .html or .csv, or take SVG and PNG from the "
            "dashboard in your browser.",
        )


def _image(figure: go.Figure, file: Path, out: Path) -> None:
    import kaleido

    kind = out.suffix.casefold().removeprefix(".")
    try:
        # Kaleido's page would fetch MathJax from the network.
        options = {"format": kind, "scale": 2 if kind == "png" else 1}
        kaleido.write_fig_sync(figure, path=file, opts=options, kopts={"mathjax": False})
    except Exception as error:
        raise ExportError(f"Chrome could not draw the figure ({error})", where=str(out)) from error


def browser_path() -> str | None:
    """The Chrome or Chromium that draws static images, or None."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
    given = os.environ.get("BROWSER_PATH")
    found = given if given and Path(given).exists() else next(filter(None, map(shutil.which, names)), None)
    if found is None:
        mac = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
        found = str(mac) if mac.exists() else None
    return found


def _write(out: Path, write: Callable[[Path], object]) -> None:
    try:
        with tempfile.TemporaryDirectory(prefix=".filrouge-", dir=out.parent) as folder:
            file = Path(folder) / out.name
            write(file)
            file.replace(out)
    except OSError as error:
        raise ExportError(f"the file cannot be written ({error.strerror})", where=str(out)) from error
