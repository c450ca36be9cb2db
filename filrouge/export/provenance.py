"""What a file says of itself, and how it is written into each format and read back."""

import re
from dataclasses import dataclass, fields
from html import escape, unescape
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, urlencode, urlsplit
from zipfile import BadZipFile, is_zipfile

from filrouge import __version__
from filrouge.characters import several_lines
from filrouge.chart import Chart
from filrouge.errors import TraceError
from filrouge.figures.printing import AS_IT_IS, Print
from filrouge.i18n import _, spoken

KEY: Final = "filrouge"
"""The name under which every format keeps it: a PNG text chunk, SVG metadata, an entry of a PDF's info, an HTML meta
element, a cell of an XLSX's sheet “About”, a comment line of a CSV, a keyword of a GEXF, a description of a GraphML.
"""
_OF_NETWORK: Final = rf"<(?:keywords|desc)>{KEY}: ([^<\s]*)</"
_MOST: Final = 200_000_000  # bytes of a file that is looked through


@dataclass(frozen=True)
class Provenance:
    """What makes a file again: the view, and what was changed for print.

    Attributes
    ----------
    link : the view as a link of the dashboard; it holds bundle, digest, chart, selection and options.
    title, subtitle, notes, size : as in `Print`; empty where they are the chart's own.
    version : of Fil Rouge.
    """

    link: str
    title: str = ""
    subtitle: str = ""
    notes: str = ""
    size: str = ""
    version: str = __version__

    def encoded(self) -> str:
        """As one line that needs no quoting in any format: the fields of a query string, in ASCII."""
        return urlencode({field.name: value for field in fields(self) if (value := getattr(self, field.name))})

    @property
    def page(self) -> str:
        """Key of the page."""
        return urlsplit(self.link).path.rstrip("/").rsplit("/", 1)[-1].replace("_", "-") or "overview"

    def field(self, name: str) -> str:
        """A field of the link, e.g. "bundle" or "digest"; empty where it has none."""
        return parse_qs(urlsplit(self.link).query).get(name, [""])[0]


def provenance(chart: Chart, printed: Print) -> Provenance:
    """The provenance of a chart, printed in a certain way."""
    size = "" if printed.size == AS_IT_IS.size else printed.size
    title, subtitle, notes = map(several_lines, (printed.title, printed.subtitle, printed.notes))
    return Provenance(chart.link, title, subtitle, notes, size)


def decoded(line: str) -> Provenance:
    """Read `Provenance.encoded`.

    Raises
    ------
    ValueError : it is not such a line.
    """
    found = {name: values[0] for name, values in parse_qs(line.strip(), strict_parsing=True).items()}
    known = {field.name for field in fields(Provenance)}
    return Provenance(**{"version": "", **{name: value for name, value in found.items() if name in known}})


def into_png(raw: bytes, chart: Chart, about: Provenance) -> bytes:
    """A PNG with text chunks: Title, Description, Software, and the provenance."""
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    for name, text in common(chart, about).items():
        info.add_itxt(name, text)
    stream = BytesIO()
    with Image.open(BytesIO(raw)) as image:
        image.save(stream, "PNG", pnginfo=info, optimize=False, compress_level=6)
    return stream.getvalue()


def into_svg(text: str, chart: Chart, about: Provenance) -> str:
    """An SVG with `title`, `desc` and `metadata` as its first children: the first two are read out to those who do not
    see it.
    """
    head = re.match(r"\s*(?:<\?xml[^>]*>\s*)?<svg\b[^>]*>", text)
    if head is None:
        return text
    own = (
        f"<title>{escape(chart.title)}</title>"
        f"<desc>{escape(chart.alt or chart.sentence)} {escape(chart.caption)}</desc>"
        f'<metadata id="{KEY}">{escape(about.encoded())}</metadata>'
    )
    spoken_in = f' xml:lang="{spoken()}"' if "xml:lang=" not in head[0] else ""
    return text[: head.end() - 1] + spoken_in + ">" + own + text[head.end() :]


def into_pdf(raw: bytes, chart: Chart, about: Provenance) -> bytes:
    """A PDF whose info dictionary says what it is."""
    from pypdf import PdfWriter
    from pypdf.generic import NameObject, TextStringObject

    writer = PdfWriter(clone_from=BytesIO(raw))
    words = common(chart, about)
    writer.add_metadata(
        {
            "/Title": words["Title"],
            "/Subject": words["Description"],
            "/Creator": words["Software"],
            f"/{KEY}": words[KEY],
        }
    )
    writer.root_object[NameObject("/Lang")] = TextStringObject(spoken())
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


def html_meta(chart: Chart, about: Provenance) -> str:
    """What stands in the head of a page."""
    return "".join(
        f'<meta name="{name}" content="{escape(text)}">'
        for name, text in (
            ("description", chart.caption),
            ("generator", f"Fil Rouge {about.version}"),
            (KEY, about.encoded()),
        )
    )


def common(chart: Chart, about: Provenance) -> dict[str, str]:
    """What is written into a picture, by the names that PNG has for it."""
    return {
        "Title": chart.title,
        "Description": f"{chart.sentence} {chart.caption}",
        "Software": f"Fil Rouge {about.version}",
        KEY: about.encoded(),
    }


def trace(file: Path) -> Provenance:
    """Read back what an exported file says of itself, whatever it is called now.

    Raises
    ------
    TraceError : the file cannot be read, or holds nothing of Fil Rouge.
    """
    try:
        if file.stat().st_size > _MOST:
            raise TraceError(_("the file is too large to be a figure of Fil Rouge"), where=str(file))
        raw = file.read_bytes()
    except OSError as error:
        raise TraceError(_("the file cannot be read ({why})").format(why=error.strerror), where=str(file)) from error
    try:
        line = _line(raw)
        about = decoded(line) if line else None
    except ValueError:
        about = None
    if about is None or not about.link:
        raise TraceError(
            _("the file was not exported by Fil Rouge, or its metadata are gone"),
            where=str(file),
            hint=_("Programs that edit, shrink or convert a file often remove its metadata."),
        )
    return about


def _line(raw: bytes) -> str | None:
    if raw.startswith(b"\x89PNG\r\n\x1a\n"):
        return _of_png(raw)
    if raw.startswith(b"%PDF-"):
        return _of_pdf(raw)
    if raw.startswith(b"PK") and is_zipfile(BytesIO(raw)):
        return _of_xlsx(raw)
    text = raw.decode("utf-8-sig", "replace")
    for pattern in (rf'<metadata id="{KEY}">([^<]*)</metadata>', rf'<meta name="{KEY}" content="([^"]*)"', _OF_NETWORK):
        if found := re.search(pattern, text):
            return unescape(found[1])
    found = re.search(rf'^"?# {KEY}: ([^\s,;"]+)', text, re.MULTILINE)
    return found[1] if found else None


def _of_png(raw: bytes) -> str | None:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(raw)) as image:
            image.load()  # chunks may stand after the picture
            found: Any = getattr(image, "text", {}).get(KEY)
    except (OSError, UnidentifiedImageError, SyntaxError) as error:
        raise ValueError(str(error)) from error
    return None if found is None else str(found)


def _of_pdf(raw: bytes) -> str | None:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        info = PdfReader(BytesIO(raw)).metadata
        found = info.get(f"/{KEY}") if info is not None else None
    except (PyPdfError, OSError) as error:
        raise ValueError(str(error)) from error
    return None if found is None else str(found)


def _of_xlsx(raw: bytes) -> str | None:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(BytesIO(raw), read_only=True)
    except (InvalidFileException, BadZipFile, KeyError, OSError) as error:
        raise ValueError(str(error)) from error
    for name, value, *_rest in book["About"].iter_rows(values_only=True) if "About" in book.sheetnames else ():
        if name == KEY:
            return str(value)
    return None
