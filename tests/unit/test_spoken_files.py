"""Files that leave say in which language they are."""

import io
import re
from xml.etree import ElementTree

import docx
import openpyxl
import pptx
import pytest
from docx.oxml.ns import qn
from pptx.oxml.ns import qn as pptx_qn
from pypdf import PdfReader

from filrouge.annotations.report import Report
from filrouge.bundle import records
from filrouge.charts import page_chart
from filrouge.explore.passages import passages_about
from filrouge.explore.selection import Selection
from filrouge.explore.view import View
from filrouge.export import chrome, file_bytes
from filrouge.i18n import LOCALES, speak, spoken
from filrouge.report.gather import chart_entry, passage_entry
from filrouge.report.write import report_bytes

needs_chrome = pytest.mark.skipif(chrome.browser_path() is None, reason="no Chrome or Chromium to draw images with")


@pytest.fixture(params=sorted(LOCALES))
def language(request):
    before = spoken()
    speak(request.param)
    yield request.param
    speak(before)


def chart_bytes(bundle, ending: str) -> bytes:
    return file_bytes(page_chart(bundle, View("timeline", period="week")), ending)


def written(bundle, kind: str, template: bytes | None = None) -> bytes:
    """A report of one table, and a quotation in German, which is nobody's interface here."""
    view = View("documents")
    row = {**records(passages_about(bundle, Selection(), None, limit=1).frame)[0], "language": "de"}
    report = Report("T", "Words.").added(chart_entry(bundle, view, page_chart(bundle, view)))
    return report_bytes(report.added(passage_entry(bundle, row)), bundle, kind, template=template)


def test_pages(by_hand, language):
    chart = chart_bytes(by_hand, ".html").decode()
    table = file_bytes(page_chart(by_hand, View("documents")), ".html").decode()
    for page in (chart, table, written(by_hand, "html").decode()):
        assert re.findall(r"<html[^>]*>", page) == [f'<html lang="{language}">']


def test_workbooks(by_hand, language):
    assert openpyxl.load_workbook(io.BytesIO(chart_bytes(by_hand, ".xlsx"))).properties.language == language


@needs_chrome
def test_pictures(by_hand, language):
    root = ElementTree.fromstring(chart_bytes(by_hand, ".svg"))
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    for raw in (chart_bytes(by_hand, ".pdf"), written(by_hand, "pdf")):
        assert PdfReader(io.BytesIO(raw)).root_object["/Lang"] == language


def test_word_documents(by_hand, language):
    document = docx.Document(io.BytesIO(written(by_hand, "docx")))
    assert document.core_properties.language == language
    assert {said.get(qn("w:val")) for said in document.styles.element.iter(qn("w:lang"))} == {language}
    runs = document.element.body.iter(qn("w:r"))
    assert {run.find(f"{qn('w:rPr')}/{qn('w:lang')}").get(qn("w:val")) for run in runs} == {language, "de"}


def test_the_text_of_a_template_keeps_its_language(by_hand, language):
    own, stream = docx.Document(), io.BytesIO()
    own.add_paragraph("Grüße")
    own.save(stream)
    document = docx.Document(io.BytesIO(written(by_hand, "docx", stream.getvalue())))
    said = [run.find(f"{qn('w:rPr')}/{qn('w:lang')}") for run in document.element.body.iter(qn("w:r"))]
    assert said[0] is None
    assert {one.get(qn("w:val")) for one in said[1:]} == {language, "de"}
    assert {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))} == {"en-US"}


def test_presentations(by_hand, language):
    deck = pptx.Presentation(io.BytesIO(written(by_hand, "pptx")))
    assert deck.core_properties.language == language
    runs = [run for slide in deck.slides for run in slide._element.iter(pptx_qn("a:r"))]
    assert {run.find(pptx_qn("a:rPr")).get("lang") for run in runs} == {language, "de"}
