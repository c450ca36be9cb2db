import csv
import io
import re
from dataclasses import replace
from zipfile import ZipFile

import docx
import pptx
import pytest
from docx.oxml.ns import qn

from filrouge.annotations.report import Report, ReportEntry
from filrouge.bundle import records
from filrouge.charts import page_chart
from filrouge.errors import ReportError
from filrouge.explore.passages import passages_about
from filrouge.explore.selection import Selection
from filrouge.explore.view import View
from filrouge.export import chrome
from filrouge.report import write
from filrouge.report.gather import chart_entry, passage_entry
from filrouge.report.write import FORMATS, report_bytes
from tests.conftest import HOSTILE

from .office import needs_office, printed

needs_chrome = pytest.mark.skipif(chrome.browser_path() is None, reason="no Chrome or Chromium to draw images with")


def report_of(bundle, *views: View, quotes: int = 2) -> Report:
    report = Report("What they say", "First.\nSecond.")
    for view in views:
        report = report.added(chart_entry(bundle, view, page_chart(bundle, view)))
    for row in records(passages_about(bundle, Selection(), None, limit=quotes).frame):
        report = report.added(passage_entry(bundle, row))
    return report


@pytest.fixture
def no_chrome(monkeypatch):
    monkeypatch.setattr(chrome, "browser_path", lambda: None)


@pytest.fixture(scope="module")
def made(by_hand) -> docx.document.Document:
    report = report_of(
        by_hand, View("timeline", period="week"), View("overview", chart="narratives"), View("documents")
    )
    last = report.entries[-1]
    report = report.edited(last.id, translation="In my own words", annotation="Mark this")
    told = []
    raw = report_bytes(report, by_hand, "docx", progress=lambda done, steps, what: told.append((done, steps, what)))
    assert [done for done, _, _ in told] == sorted(done for done, _, _ in told)
    assert told[-1][0] == told[-1][1]
    return docx.Document(io.BytesIO(raw))


@needs_chrome
def test_word_counts_the_figures_and_lists_them(made):
    xml = made.element.xml
    assert re.findall(r'w:instr=" (SEQ \w+)', xml) == ["SEQ Figure", "SEQ Figure", "SEQ Table"]
    assert re.findall(r"TOC [^<]*", xml) == [r'TOC \h \z \c "Figure" ', r'TOC \h \z \c "Table" ']
    captions = [p.text for p in made.paragraphs if p.style.name == "Caption"]
    assert [c.rstrip(". ") for c in captions] == [
        "Figure . Narratives over time",
        "Figure . Narratives by size",
        "Table . Documents",
    ]
    assert xml.count('fldCharType="begin"') == xml.count('fldCharType="end"') == 2


@needs_chrome
def test_pictures_have_words_for_those_who_do_not_see_them(made, by_hand):
    said = [p.get("descr") for p in made.element.iter(qn("wp:docPr"))]
    assert said[0] == page_chart(by_hand, View("timeline", period="week")).alt
    assert len(said) == 2
    assert len(made.inline_shapes) == 2


@needs_chrome
def test_tables_and_quotations_are_whole(made, by_hand):
    table = next(t for t in made.tables if len(t.rows) > 1)
    assert len(table.rows) == 1 + by_hand.manifest["counts"]["documents"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    text = "\n".join(p.text for p in made.paragraphs)
    assert "SHA-256 of the original: " in text
    assert "Mark this" in text
    pair = next(t for t in made.tables if len(t.rows) == 1)
    assert pair.cell(0, 1).text.endswith("In my own words")
    assert [p.text for p in made.paragraphs if p.style.name == "Title"] == ["What they say"]


@needs_office
@needs_chrome
def test_an_office_program_opens_it(made, tmp_path):
    made.save(str(tmp_path / "r.docx"))
    assert len(printed(tmp_path / "r.docx", "writer")) > 10_000


@pytest.mark.usefixtures("no_chrome")
def test_a_pdf_says_beforehand_that_it_needs_chrome():
    assert "neither is installed" in write.without_browser("pdf")


@needs_chrome
def test_a_report_is_printed(by_hand):
    raw = report_bytes(report_of(by_hand, View("timeline")), by_hand, "pdf")
    assert raw.startswith(b"%PDF")
    assert len(raw) > 20_000


@pytest.mark.usefixtures("no_chrome")
def test_without_chrome_findings_and_numbers_stand_in(by_hand):
    view = View("timeline", period="week")
    raw = report_bytes(report_of(by_hand, view), by_hand, "docx")
    document = docx.Document(io.BytesIO(raw))
    assert page_chart(by_hand, view).alt in [p.text for p in document.paragraphs]
    assert len(document.inline_shapes) == 0
    assert write.without_browser("docx")
    with ZipFile(io.BytesIO(report_bytes(report_of(by_hand, view), by_hand, "zip"))) as file:
        assert "figures/figure-01-timeline.html" in file.namelist()


@pytest.mark.usefixtures("no_chrome")
def test_a_template_lends_its_styles_and_keeps_its_text(by_hand):
    template = docx.Document()
    template.add_paragraph("House of the press, cover")
    template.styles["Heading 1"].font.name = "House Font"
    template.styles["Caption"].delete()
    stream = io.BytesIO()
    template.save(stream)
    raw = report_bytes(report_of(by_hand, View("timeline")), by_hand, "docx", template=stream.getvalue())
    document = docx.Document(io.BytesIO(raw))
    assert document.paragraphs[0].text == "House of the press, cover"
    assert document.styles["Heading 1"].font.name == "House Font"


@pytest.mark.parametrize("raw", [b"no zip", b"PK\x05\x06" + bytes(18)])
@pytest.mark.usefixtures("no_chrome")
def test_what_is_no_template_says_so(by_hand, raw):
    with pytest.raises(ReportError, match="not a Word document"):
        report_bytes(report_of(by_hand, View("timeline")), by_hand, "docx", template=raw)


def test_an_empty_report_and_an_unknown_format_say_so(by_hand):
    with pytest.raises(ReportError, match="empty"):
        report_bytes(Report(), by_hand, "html")
    with pytest.raises(ReportError, match="not a report format"):
        report_bytes(report_of(by_hand), by_hand, "exe")


def test_the_page_brings_plotly_once_and_fetches_nothing(by_hand):
    text = report_bytes(report_of(by_hand, View("timeline"), View("topic-map")), by_hand, "html").decode()
    assert text.count("plotly.js v") == 1
    assert "default-src 'none'" in text
    own = re.sub(r"<script>.*?</script>", "", text, flags=re.S)
    assert re.findall(r'\bsrc="(?!data:)', own) == []
    assert by_hand.digest in own


@pytest.mark.usefixtures("no_chrome")
def test_the_zip_holds_everything(by_hand):
    report = report_of(by_hand, View("timeline"), View("documents"))
    with ZipFile(io.BytesIO(report_bytes(report, by_hand, "zip"))) as file:
        names = file.namelist()
        rows = list(csv.DictReader(io.StringIO(file.read("quotations.csv").decode("utf-8-sig"))))
        methods = file.read("methods.md").decode()
    assert {"tables/figure-01-timeline.csv", "tables/table-01-documents.csv", "report.txt", "report.json"} <= set(names)
    assert [row["text"] for row in rows] == [e.quote.text for e in report.entries if e.quote]
    assert all(len(row["sha256"]) == 64 for row in rows)
    for said in (by_hand.digest, "8 documents", "embedder", "Nothing here measures whether a text is true"):
        assert said in methods


def test_what_has_changed_or_is_gone_says_so(by_hand):
    report = report_of(by_hand, View("timeline"), quotes=1)
    old = Report(entries=tuple(replace(e, digest="0" * 64) for e in report.entries))
    old = old.added(ReportEntry("chart", title="Gone", link="/timeline?source=Nobody"))
    text = report_bytes(old, by_hand, "html").decode()
    assert "The data have changed since this was added" in text
    assert "The data have changed since this was quoted" in text
    assert "This could not be drawn. " in text
    assert "The data have changed" not in report_bytes(report, by_hand, "html").decode()


@pytest.mark.parametrize("kind", [kind for kind in FORMATS if kind != "pdf"])
@pytest.mark.usefixtures("no_chrome")
def test_hostile_texts_are_shown_and_never_run(variant, kind):
    bundle = variant("hostile")
    report = report_of(bundle, View("timeline"), View("documents"))
    for text in (
        *HOSTILE,
        "\x00\x0b bad \ud800".encode("utf-8", "ignore").decode(),
        "{ INCLUDEPICTURE http://evil.example }",
    ):
        quote = replace(report.entries[-1].quote, text=text, url="javascript:alert(1)", source=text, translation=text)
        report = report.added(replace(ReportEntry("passage", title=text, annotation=text), quote=quote))
    raw = report_bytes(report, bundle, kind)
    if kind == "html":
        text = raw.decode()
        assert "<img src=x" not in text
        assert "<script>alert" not in text
        assert "javascript:alert" not in re.findall(r'href="([^"]*)"', text)
    elif kind == "docx":
        document = docx.Document(io.BytesIO(raw))
        assert "INCLUDEPICTURE" not in "".join(e.text or "" for e in document.element.iter(qn("w:instrText")))
        links = [r.target_ref for r in document.part.rels.values() if r.is_external]
        assert all(link.startswith(("http://", "https://")) for link in links)
        assert HOSTILE[0] in [p.text for p in document.paragraphs]
    elif kind == "pptx":
        deck = pptx.Presentation(io.BytesIO(raw))
        assert HOSTILE[0] in [slide.shapes.title.text_frame.text for slide in deck.slides]
        rels = [r for slide in deck.slides for r in slide.part.rels.values() if r.is_external]
        assert rels == []
    else:
        with ZipFile(io.BytesIO(raw)) as file:
            rows = csv.reader(io.StringIO(file.read("quotations.csv").decode("utf-8-sig")))
            assert all(not cell.startswith(("=", "+", "@")) for row in rows for cell in row)
            assert all(".." not in name for name in file.namelist())
