import io
import os

import pandas as pd
import plotly.graph_objects as go
import pptx
import pytest
from openpyxl import load_workbook

from filrouge.annotations.report import ReportEntry
from filrouge.charts import page_chart
from filrouge.errors import ReportError
from filrouge.explore.view import View
from filrouge.export import chrome
from filrouge.report.native import native
from filrouge.report.write import report_bytes

from .office import needs_office, printed
from .test_write import report_of

needs_chrome = pytest.mark.skipif(chrome.browser_path() is None, reason="no Chrome or Chromium to draw images with")
VIEWS = (View("timeline", period="month"), View("overview", chart=""), View("overview", chart="sources"))


@pytest.fixture(scope="module")
def deck(bundle):
    report = report_of(bundle, *VIEWS, View("documents"), quotes=1)
    report = report.edited(report.entries[0].id, title="It rose in spring", annotation="And fell in summer.")
    report = report.added(ReportEntry("note", title="Limits", annotation="Nothing before January."))
    return pptx.Presentation(io.BytesIO(report_bytes(report, bundle, "pptx")))


def titles(deck) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in deck.slides]


def texts(slide) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def test_every_finding_has_a_slide_with_caption_and_link(deck, bundle):
    heads = titles(deck)
    assert heads[:4] == ["What they say", "It rose in spring", "Documents over time", "Sources by volume"]
    assert "Limits" in heads
    slide = deck.slides[1]
    assert "And fell in summer." in texts(slide)
    assert bundle.digest[:12] in texts(slide)
    assert f"digest={bundle.digest[:12]}" in slide.notes_slide.notes_text_frame.text


@pytest.mark.parametrize("place", [0, 1, 2])
def test_bars_and_lines_are_charts_with_their_numbers(deck, bundle, place):
    chart = page_chart(bundle, VIEWS[place])
    (drawn,) = [shape for shape in deck.slides[place + 1].shapes if shape.has_chart]
    assert drawn._element.nvGraphicFramePr.cNvPr.get("descr") == chart.alt
    expected = {
        trace.name or "": [None if pd.isna(v) else float(v) for v in (trace.x if trace.orientation == "h" else trace.y)]
        for trace in chart.figure.data
        if trace.visible != "legendonly"
    }
    found = {series.name or "": list(series.values) for series in drawn.chart.plots[0].series}
    assert list(found) == list(expected)
    for name, values in expected.items():
        assert found[name] == pytest.approx(values)


def test_what_would_run_in_the_workbook_of_a_chart_is_text():
    from filrouge.report.pptx import _harmless

    assert _harmless('=HYPERLINK("http://x")').startswith("'=")
    assert _harmless("{=1}").startswith("'")
    assert _harmless("Le Phare") == "Le Phare"


def test_the_workbook_of_a_chart_opens(deck):
    (drawn,) = [shape for shape in deck.slides[1].shapes if shape.has_chart]
    book = load_workbook(io.BytesIO(drawn.chart.part.chart_workbook.xlsx_part.blob))
    assert len(list(book.active.iter_rows())) > 2


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"shapes": [{"type": "line", "x0": 1, "x1": 1, "y0": 0, "y1": 1}]}, "a mark of an event would be lost"),
        ({"annotations": [{"text": "a", "x": 1, "y": 1}]}, "a note would be lost"),
    ],
)
def test_what_would_lose_something_is_a_picture(change, why):
    figure = go.Figure([{"type": "bar", "x": [1, 2], "y": [3, 4]}])
    assert native(figure).kind == "columns"
    assert native(go.Figure(figure.data, change)) is None, why
    banded = go.Figure([{"type": "scatter", "mode": "lines", "x": [1], "y": [1], "fill": "tonexty"}])
    assert native(banded) is None
    assert native(None) is None


@needs_chrome
def test_a_map_is_a_picture_with_words(by_hand):
    report = report_of(by_hand, View("topic-map"), quotes=0)
    made = pptx.Presentation(io.BytesIO(report_bytes(report, by_hand, "pptx")))
    (drawn,) = [shape for shape in made.slides[1].shapes if shape.shape_type == 13]
    assert drawn._element.nvPicPr.cNvPr.get("descr") == page_chart(by_hand, View("topic-map")).alt
    assert drawn.top + drawn.height <= made.slide_height


def test_a_template_lends_its_look_and_keeps_its_slides(by_hand):
    template = pptx.Presentation()
    template.slides.add_slide(template.slide_layouts[5]).shapes.title.text_frame.text = "House cover"
    stream = io.BytesIO()
    template.save(stream)
    report = report_of(by_hand, View("overview", chart="sources"), quotes=0)
    made = pptx.Presentation(io.BytesIO(report_bytes(report, by_hand, "pptx", template=stream.getvalue())))
    assert titles(made)[0] == "House cover"
    assert (made.slide_width, made.slide_height) == (template.slide_width, template.slide_height)
    assert made.slides[1].slide_layout.name == "Title Only"
    with pytest.raises(ReportError, match="the template is not a presentation"):
        report_bytes(report, by_hand, "pptx", template=b"no zip")


@needs_office
def test_an_office_program_opens_it(deck, tmp_path):
    deck.save(str(tmp_path / "r.pptx"))
    assert len(printed(tmp_path / "r.pptx", "impress")) > 10_000


OFFICES = {
    "impress": "echo 'convert r.pptx as a Impress document -> r.pdf using filter : impress_pdf_Export'; {pdf}",
    "writer alone": "echo 'convert r.pptx as a Writer document -> r.pdf using filter : writer_pdf_Export'; {pdf}",
    "neither": "echo 'Error: no export filter for r.pdf found, aborting.' >&2",
    "broken": "echo 'Fatal Error' >&2",
}


@pytest.mark.skipif(os.name == "nt", reason="stands in for LibreOffice by a shell script")
@pytest.mark.parametrize("office", OFFICES)
def test_without_impress_nothing_is_said_of_presentations(tmp_path, monkeypatch, office):
    script = tmp_path / "soffice"
    script.write_text("#!/bin/sh\n" + OFFICES[office].format(pdf=f"echo pages > {tmp_path / 'r.pdf'}"))
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    if office == "impress":
        assert printed(tmp_path / "r.pptx", "impress") == b"pages\n"
    elif office == "broken":
        with pytest.raises(AssertionError, match="Fatal Error"):
            printed(tmp_path / "r.pptx", "impress")
    else:
        with pytest.raises(pytest.skip.Exception, match="without Impress"):
            printed(tmp_path / "r.pptx", "impress")
