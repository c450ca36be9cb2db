"""A report as a presentation: one finding a slide, charts that can be restyled where nothing is lost by it."""

import io
from datetime import date
from typing import Any, Final
from zipfile import BadZipFile

import pptx
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_AUTO_SIZE, PP_ALIGN
from pptx.exc import PythonPptxError
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.slide import Slide
from pptx.util import Emu, Inches, Pt

from filrouge.annotations.report import Quote, Report
from filrouge.bundle import Bundle
from filrouge.chart import Chart
from filrouge.errors import ReportError
from filrouge.i18n import _, spoken
from filrouge.report.gather import ReportItem
from filrouge.report.methods import sections
from filrouge.report.native import Native, native
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
from filrouge.spreadsheet import harmless

_MARGIN: Final = Inches(0.5)
_CAPTION: Final = Inches(0.95)
_GREY: Final = RGBColor(0x4A, 0x51, 0x60)
_MOST_ROWS: Final = 10
_MOST_COLUMNS: Final = 6
_MOST_QUOTED: Final = 700  # characters on a slide


def pptx_bytes(
    report: Report, items: list[ReportItem], bundle: Bundle, pictures: dict[str, bytes], template: bytes | None = None
) -> bytes:
    """The presentation; `pictures`: PNG by id of entry. With a template, its slides stay before these.

    Raises
    ------
    ReportError : the template is no .pptx.
    """
    return _Pptx(_opened(template), bundle, pictures, own=template is None).write(report, items)


def _opened(template: bytes | None) -> Presentation:
    try:
        opened = pptx.Presentation(io.BytesIO(template)) if template else pptx.Presentation()
    except (PythonPptxError, BadZipFile, ValueError, KeyError) as error:
        raise ReportError(
            _("the template is not a presentation"), hint=_("Save it as .pptx; .potx, .pptm and .ppt are not accepted.")
        ) from error
    if template is None:
        opened.slide_width, opened.slide_height = Inches(13.333), Inches(7.5)
    return opened


class _Pptx:
    def __init__(self, deck: Presentation, bundle: Bundle, pictures: dict[str, bytes], *, own: bool) -> None:
        self.deck, self.bundle, self.pictures, self.own = deck, bundle, pictures, own
        self.width, self.height = int(deck.slide_width or 0), int(deck.slide_height or 0)

    def write(self, report: Report, items: list[ReportItem]) -> bytes:
        title = clean(title_of(report))
        self.deck.core_properties.title = title[:255]
        self.deck.core_properties.author = ""
        self.deck.core_properties.language = spoken()
        n_before = len(self.deck.slides)
        self.deck.core_properties.comments = clean(signature(self.bundle))[:255]
        top = self.slide(title)
        self.text(top, report.introduction, size=20)
        self.caption(top, signature(self.bundle))
        for item in items:
            self.item(item)
        for heading, sentences in sections(self.bundle):
            slide = self.slide(_("Data and method: {what}").format(what=heading))
            self.text(slide, "\n".join(sentences), size=14)
        for slide in list(self.deck.slides)[n_before:]:
            _speak(slide._element, spoken())
        stream = io.BytesIO()
        self.deck.save(stream)
        return stream.getvalue()

    def item(self, item: ReportItem) -> None:
        slide = self.slide(item.title or _("Note"))
        words = "\n".join([*notices(item, self.bundle), item.entry.annotation]).strip()
        if item.chart is None:
            if item.entry.quote is not None:
                self.quote(slide, item.entry.quote, words)
            else:
                self.text(slide, words, size=20)
            return
        chart = item.chart
        taken = self.text(slide, words, size=16, most=Inches(1.1)) if words else 0
        if chart.figure is None:
            self.table(slide, chart, taken)
        elif (found := native(chart.figure)) is not None:
            self.native(slide, item, chart, found, taken)
        elif (png := self.pictures.get(item.entry.id)) is not None:
            self.picture(slide, item, chart, png, taken)
        else:
            self.text(slide, chart.alt, size=18, below=taken)
        self.caption(slide, f"{label(item)}. {chart.sentence} {chart.caption}")
        self.notes(slide, f"{chart.alt}\n{link_text(item)}")

    def slide(self, title: str) -> Slide:
        slide = self.deck.slides.add_slide(self.layout())
        for place in list(slide.placeholders):
            if place.placeholder_format.type not in _TITLES:
                place._element.getparent().remove(place._element)
        head = slide.shapes.title
        if head is None:
            head = slide.shapes.add_textbox(_MARGIN, Inches(0.3), self.width - 2 * _MARGIN, Inches(1))
        elif self.own:
            head.left, head.top, head.width, head.height = _MARGIN, Inches(0.3), self.width - 2 * _MARGIN, Inches(1)
        head.text_frame.text = clean(title)
        head.text_frame.word_wrap = True
        if self.own:
            for paragraph in head.text_frame.paragraphs:
                paragraph.font.size, paragraph.font.bold, paragraph.alignment = Pt(26), True, PP_ALIGN.LEFT
        return slide

    def layout(self) -> Any:
        """The layout with a title and nothing else to fill in, else the one with the fewest places besides it."""
        ignored = {PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER}
        found: list[tuple[bool, int, int]] = []
        for layout in self.deck.slide_layouts:
            kinds = [p.placeholder_format.type for p in layout.placeholders]
            others = [kind for kind in kinds if kind not in ignored]
            found.append((PP_PLACEHOLDER.TITLE not in kinds, len(others), len(found)))
        return self.deck.slide_layouts[min(found)[2]]

    def area(self, slide: Slide, below: int = 0) -> tuple[int, int, int, int]:
        """Left, top, width and height of what is free between the title and the caption."""
        head = slide.shapes.title
        top = int(head.top + head.height) if head is not None and head.top is not None else int(Inches(1.4))
        top += below + int(Inches(0.1))
        return int(_MARGIN), top, self.width - 2 * int(_MARGIN), self.height - top - int(_CAPTION) - int(Inches(0.1))

    def text(self, slide: Slide, text: str, *, size: int, below: int = 0, most: int | None = None) -> int:
        """A box of text under the title; returns its height."""
        left, top, width, height = self.area(slide, below)
        height = min(height, most) if most else height
        frame = slide.shapes.add_textbox(Emu(left), Emu(top), Emu(width), Emu(height)).text_frame
        frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE
        lines = [line for line in clean(text).splitlines() if line.strip()]
        letters = max(sum(-(-len(line) * size * 6200 // width) for line in lines), 1)  # lines, once broken
        for place, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            paragraph.text = line
            # What does not fit at this size is set smaller: PowerPoint fits text only when it is edited.
            paragraph.font.size = Pt(max(10, min(size, int(size * (height / (letters * size * 16_500)) ** 0.5))))
        return height

    def caption(self, slide: Slide, text: str) -> None:
        top = self.height - int(_CAPTION)
        box = slide.shapes.add_textbox(
            _MARGIN, Emu(top), Emu(self.width - 2 * int(_MARGIN)), Emu(int(_CAPTION) - 50_000)
        )
        frame = box.text_frame
        frame.word_wrap = True
        frame.text = clean(text)
        for paragraph in frame.paragraphs:
            paragraph.font.size, paragraph.font.color.rgb = Pt(9 if len(text) < 700 else 8), _GREY

    def notes(self, slide: Slide, text: str) -> None:
        frame = slide.notes_slide.notes_text_frame
        if frame is not None:
            frame.text = clean(text)

    def picture(self, slide: Slide, item: ReportItem, chart: Chart, png: bytes, taken: int) -> None:
        left, top, width, height = self.area(slide, taken)
        drawn = slide.shapes.add_picture(io.BytesIO(png), Emu(left), Emu(top), width=Emu(width))
        if drawn.height > height:
            drawn.width, drawn.height = Emu(int(drawn.width * height / drawn.height)), Emu(height)
            drawn.left = Emu((self.width - drawn.width) // 2)
        _described(drawn._element.nvPicPr.cNvPr, item, chart)

    def native(self, slide: Slide, item: ReportItem, chart: Chart, found: Native, taken: int) -> None:
        data = CategoryChartData(number_format=found.number_format)
        data.categories = [_harmless(name) if isinstance(name, str) else name for name in found.categories]
        for name, values, _colour in found.series:
            data.add_series(_harmless(name), values)
        kind = {
            "bars": XL_CHART_TYPE.BAR_CLUSTERED,
            "columns": XL_CHART_TYPE.COLUMN_STACKED,
            "lines": XL_CHART_TYPE.LINE_MARKERS,
        }[found.kind]
        frame = slide.shapes.add_chart(kind, *map(Emu, self.area(slide, taken)), data)
        _described(frame._element.nvGraphicFramePr.cNvPr, item, chart)
        drawn = frame.chart
        drawn.font.size = Pt(12)
        drawn.has_title = False
        drawn.has_legend = len(found.series) > 1
        if drawn.has_legend:
            drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
        drawn.value_axis.tick_labels.number_format = found.number_format
        drawn.value_axis.tick_labels.number_format_is_linked = False
        drawn.value_axis.major_gridlines.format.line.color.rgb = RGBColor(0xDD, 0xDF, 0xE3)
        drawn.value_axis.minimum_scale = 0
        if isinstance(found.categories[0], date):
            monthly = all(day.day == 1 for day in found.categories)
            drawn.category_axis.tick_labels.number_format = "mmm yyyy" if monthly else "d mmm yyyy"
            drawn.category_axis.tick_labels.number_format_is_linked = False
        if found.kind == "bars":
            drawn.category_axis.reverse_order = True  # the first stands above, as on the page
        for plot in drawn.plots:
            if found.kind != "lines":
                plot.gap_width = 40
            for series, (_name, _values, colour) in zip(plot.series, found.series, strict=True):
                shown = RGBColor.from_string(colour.removeprefix("#"))
                if found.kind == "lines":
                    series.smooth = False
                    series.format.line.color.rgb, series.format.line.width = shown, Pt(2.25)
                    series.marker.format.fill.solid()
                    series.marker.format.fill.fore_color.rgb = shown
                    series.marker.format.line.color.rgb = shown
                else:
                    series.format.fill.solid()
                    series.format.fill.fore_color.rgb = shown
            for place, colour in enumerate(found.points):
                point = plot.series[0].points[place].format.fill
                point.solid()
                point.fore_color.rgb = RGBColor.from_string(colour.removeprefix("#"))

    def table(self, slide: Slide, chart: Chart, taken: int) -> None:
        names, rows, _more = rows_of(chart, _MOST_COLUMNS, _MOST_ROWS)
        left, top, width, _height = self.area(slide, taken)
        frame = slide.shapes.add_table(len(rows) + 1, len(names), Emu(left), Emu(top), Emu(width), Inches(0.3))
        _described(frame._element.nvGraphicFramePr.cNvPr, None, chart)
        for column, share in zip(frame.table.columns, widths(names, rows), strict=True):
            column.width = Emu(int(width * share))
        for row, texts in enumerate([names, *rows]):
            for column, text in enumerate(texts):
                shown = text if len(text) <= 80 else text[:79] + "…"
                frame.table.cell(row, column).text_frame.text = clean(shown)
                for paragraph in frame.table.cell(row, column).text_frame.paragraphs:
                    paragraph.font.size = Pt(11)

    def quote(self, slide: Slide, quote: Quote, words: str) -> None:
        taken = self.text(slide, words, size=16, most=Inches(0.9)) if words else 0
        left, top, width, height = self.area(slide, taken)
        parts = [(excerpt(quote.text, _MOST_QUOTED), quote.language)]
        if quote.translation.strip():
            parts.append((f"{translated()}: {excerpt(quote.translation, _MOST_QUOTED)}", ""))
        each = width // len(parts)
        for place, (text, language) in enumerate(parts):
            box = slide.shapes.add_textbox(Emu(left + place * each), Emu(top), Emu(each - 100_000), Emu(height))
            box.text_frame.word_wrap = True
            box.text_frame.text = clean(text)
            for paragraph in box.text_frame.paragraphs:
                paragraph.font.size = Pt(20 if len(text) < 400 else 16)
                if language:
                    _speak(paragraph._p, language)
                if language in RIGHT_TO_LEFT:
                    paragraph._p.get_or_add_pPr().set("rtl", "1")
                    paragraph._p.get_or_add_pPr().set("algn", "r")
        self.caption(slide, "\n".join(filter(None, [" · ".join([*facts(quote), quote.url]), original(quote)])))


_TITLES: Final = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)


def _speak(element: Any, language: str) -> None:
    """Say in which language the words inside an element are that say nothing of it yet."""
    for run in element.iter(qn("a:r")):
        properties = run.get_or_add_rPr()
        if not properties.get("lang"):
            properties.set("lang", language)


def _harmless(name: str) -> str:
    """A name for the workbook inside a chart: what would run there as a formula gets an apostrophe."""
    name = clean(name)
    return f"'{name}" if name.startswith("{=") else harmless(name)


def _described(properties: Any, item: ReportItem | None, chart: Chart) -> None:
    """Say in words what is drawn, for those who do not see it."""
    properties.set("descr", clean(chart.alt))
    properties.set("title", clean(item.title if item else chart.title))
