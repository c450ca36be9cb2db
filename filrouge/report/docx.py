"""A report as a Word document: headings, captions that Word counts, pictures with alt text, real tables."""

import io
from typing import Any, Final
from zipfile import BadZipFile

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Pt, RGBColor
from docx.text.paragraph import Paragraph

from filrouge.annotations.report import Quote, Report
from filrouge.bundle import Bundle
from filrouge.chart import Chart
from filrouge.errors import ReportError
from filrouge.explore.web import web_link
from filrouge.i18n import N_, _, spoken
from filrouge.report.gather import ReportItem
from filrouge.report.methods import sections
from filrouge.report.words import (
    RIGHT_TO_LEFT,
    clean,
    excerpt,
    facts,
    label,
    link_text,
    notices,
    original,
    rows_of,
    signature,
    title_of,
    translated,
    widths,
)

_SMALL: Final = Pt(8.5)
_GREY: Final = RGBColor(0x4A, 0x51, 0x60)
_KINDS: Final = {"Figure": N_("Figures"), "Table": N_("Tables")}


def docx_bytes(
    report: Report, items: list[ReportItem], bundle: Bundle, pictures: dict[str, bytes], template: bytes | None = None
) -> bytes:
    """The document; `pictures`: PNG by id of entry. With a template, its styles are used and its text stays before.

    Raises
    ------
    ReportError : the template is no .docx.
    """
    return _Docx(_opened(template), bundle, pictures).write(report, items)


def _opened(template: bytes | None) -> Document:
    try:
        document = docx.Document(io.BytesIO(template)) if template else docx.Document()
    except (OpcError, BadZipFile, ValueError, KeyError) as error:
        raise ReportError(
            _("the template is not a Word document"),
            hint=_("Save it as .docx; .dotx, .docm and .doc are not accepted."),
        ) from error
    if template is None:
        for default in document.styles.element.iter(qn("w:lang")):
            default.set(qn("w:val"), spoken())
    return document


class _Docx:
    def __init__(self, document: Document, bundle: Bundle, pictures: dict[str, bytes]) -> None:
        self.document, self.bundle, self.pictures = document, bundle, pictures

    def write(self, report: Report, items: list[ReportItem]) -> bytes:
        bundle, title = self.bundle, clean(title_of(report))
        self.document.core_properties.title = title[:255]
        self.document.core_properties.author = ""
        self.document.core_properties.language = spoken()
        body = self.document.element.body
        before = set(body)
        self.document.core_properties.comments = clean(signature(bundle))[:255]
        self.paragraph(title, "Title")
        self.paragraphs(report.introduction)
        for kind, heading in _KINDS.items():
            captions = [
                f"{label(i)}. {clean(i.title)}" for i in items if i.chart is not None and _kind(i.chart) == kind
            ]
            if captions:
                self.paragraph(_(heading), "Heading 2")
                self.list_of(kind, captions)
        for item in items:
            self.item(item)
        self.paragraph(_("Data and method"), "Heading 1")
        for heading, sentences in sections(bundle):
            self.paragraph(heading, "Heading 2")
            for sentence in sentences:
                self.paragraph(sentence, "List Bullet")
        self.small(signature(bundle))
        for block in body:
            for run in block.iter(qn("w:r")) if block not in before else ():
                if run.find(f"{qn('w:rPr')}/{qn('w:lang')}") is None:
                    _speak(run, spoken())
        stream = io.BytesIO()
        self.document.save(stream)
        return stream.getvalue()

    def item(self, item: ReportItem) -> None:
        if item.title:
            self.paragraph(item.title, "Heading 1" if item.entry.kind != "passage" else "Heading 2")
        for notice in notices(item, self.bundle):
            for run in self.paragraph(notice).runs:
                run.italic = True
        self.paragraphs(item.entry.annotation)
        if item.chart is not None:
            if item.chart.figure is None:
                self.caption(item, item.chart)
                self.table(item.chart)
            else:
                self.figure(item, item.chart)
            self.small(link_text(item))
        elif item.entry.quote is not None:
            self.quote(item.entry.quote)

    def figure(self, item: ReportItem, chart: Chart) -> None:
        png = self.pictures.get(item.entry.id)
        if png is None:
            self.paragraph(chart.alt)
            self.table(chart)
        else:
            page, width = self.document.sections[-1], self.across()
            height = (page.page_height or Emu(0)) - (page.top_margin or Emu(0)) - (page.bottom_margin or Emu(0))
            paragraph = self.paragraph("")
            paragraph.paragraph_format.keep_with_next = True
            drawn = paragraph.add_run().add_picture(io.BytesIO(png), width=Emu(width))
            if drawn.height > 0.8 * height:
                drawn.width, drawn.height = Emu(int(width * 0.8 * height / drawn.height)), Emu(int(0.8 * height))
            properties = drawn._inline.docPr
            properties.set("descr", clean(chart.alt))
            properties.set("title", clean(item.title))
        self.caption(item, chart)

    def across(self) -> int:
        """Width of the text, in EMU."""
        page = self.document.sections[-1]
        return (page.page_width or Emu(0)) - (page.left_margin or Emu(0)) - (page.right_margin or Emu(0))

    def caption(self, item: ReportItem, chart: Chart) -> None:
        """Kind, number and title, where Word counts the number; below, what the chart says of itself."""
        paragraph = self.paragraph("", "Caption")
        kind = _kind(chart)
        before, _number, after = label(item).partition(str(item.number))
        paragraph.add_run(before)
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), rf" SEQ {kind} \* ARABIC ")
        run = paragraph.add_run(str(item.number))
        field.append(run._r)
        paragraph._p.append(field)
        paragraph.add_run(f"{after}. {clean(item.title)}")
        paragraph.paragraph_format.keep_with_next = kind == "Table"
        self.small(f"{chart.sentence} {chart.caption}")

    def list_of(self, kind: str, captions: list[str]) -> None:
        """A table of figures: filled as it is now, and Word can renew it with page numbers."""
        for place, text in enumerate(captions):
            paragraph = self.paragraph("", "table of figures")
            if place == 0:
                _field(paragraph, "begin")
                instruction = OxmlElement("w:instrText")
                instruction.set(qn("xml:space"), "preserve")
                instruction.text = rf' TOC \h \z \c "{kind}" '
                paragraph.add_run()._r.append(instruction)
                _field(paragraph, "separate")
            paragraph.add_run(text)
            paragraph.paragraph_format.space_after = Pt(0)
            if place == len(captions) - 1:
                _field(paragraph, "end")

    def table(self, chart: Chart) -> None:
        names, rows, more = rows_of(chart)
        table = self.document.add_table(rows=1, cols=len(names))
        if "Table Grid" in self.document.styles:
            table.style = "Table Grid"
        for name, value in (("w:tblCaption", chart.title), ("w:tblDescription", chart.alt)):
            element = OxmlElement(name)
            element.set(qn("w:val"), clean(value))
            table._tbl.tblPr.append(element)
        header = OxmlElement("w:tblHeader")
        table.rows[0]._tr.get_or_add_trPr().append(header)
        table.autofit = False
        columns = [Emu(int(self.across() * share)) for share in widths(names, rows)]
        for column, width in zip(table.columns, columns, strict=True):
            column.width = width
        for texts, cells in [(names, table.rows[0].cells), *((row, table.add_row().cells) for row in rows)]:
            for text, cell, width in zip(texts, cells, columns, strict=True):
                cell.width = width
                run = cell.paragraphs[0].add_run(clean(text))
                run.font.size = _SMALL
                run.bold = texts is names
        for row in table.rows:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        if more:
            self.small(more)

    def quote(self, quote: Quote) -> None:
        text, translation = excerpt(quote.text), quote.translation.strip()
        if translation:
            cells = self.document.add_table(rows=1, cols=2).rows[0].cells
            self.fill(cells[0].paragraphs[0], text, "Quote", quote.language)
            self.fill(cells[1].paragraphs[0], translated(), None, size=_SMALL)
            self.fill(cells[1].add_paragraph(), translation, "Quote")
        else:
            self.fill(self.document.add_paragraph(), text, "Quote", quote.language)
        paragraph = self.small(" · ".join(facts(quote)))
        if link := web_link(quote.url):
            paragraph.add_run(" · ").font.size = _SMALL
            self.hyperlink(paragraph, clean(link))
        elif quote.url:
            paragraph.add_run(clean(f" · {quote.url}")).font.size = _SMALL
        if proof := original(quote):
            self.small(proof)

    def hyperlink(self, paragraph: Paragraph, url: str) -> None:
        """A link to the web; `url` has passed `web_link`."""
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        run = paragraph.add_run(url)
        run.font.size, run.font.underline = _SMALL, True
        link.append(run._r)
        paragraph._p.append(link)

    def paragraphs(self, text: str) -> None:
        for line in filter(str.strip, text.splitlines()):
            self.paragraph(line)

    def small(self, text: str) -> Paragraph:
        paragraph = self.paragraph(text)
        for run in paragraph.runs:
            run.font.size, run.font.color.rgb = _SMALL, _GREY
        return paragraph

    def paragraph(self, text: str, style: str | None = None) -> Paragraph:
        return self.fill(self.document.add_paragraph(), text, style)

    def fill(
        self, paragraph: Paragraph, text: str, style: str | None = None, language: str = "", size: Pt | None = None
    ) -> Paragraph:
        if style and style in self.document.styles:  # a template may lack it
            paragraph.style = self.document.styles[style]
        if text:
            run: Any = paragraph.add_run(clean(text))
            if size:
                run.font.size = size
            if language:
                _speak(run._r, language)
            if language in RIGHT_TO_LEFT:
                paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
                run.font.rtl = True
        return paragraph


def _speak(run: Any, language: str) -> None:
    element = OxmlElement("w:lang")
    element.set(qn("w:bidi" if language in RIGHT_TO_LEFT else "w:val"), clean(language))
    run.get_or_add_rPr().append(element)


def _kind(chart: Chart) -> str:
    return "Table" if chart.figure is None else "Figure"


def _field(paragraph: Paragraph, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)
