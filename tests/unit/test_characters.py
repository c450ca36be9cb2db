"""Control characters are cleaned where words come in, and left out of whatever is written."""

import io
import json
from xml.etree import ElementTree
from zipfile import ZipFile

import docx
import pptx
import pytest

from filrouge.annotations.events import event, read_events
from filrouge.annotations.report import Report, ReportEntry, read_report
from filrouge.build.hook import relabel
from filrouge.build.labels import Named
from filrouge.characters import CONTROLS, clean_json, one_line, several_lines
from filrouge.charts import page_chart
from filrouge.errors import ChromeError, ExportError
from filrouge.explore.selection import Selection
from filrouge.explore.view import View
from filrouge.export import chrome, file_bytes
from filrouge.figures.printing import Print
from filrouge.ingest.sources import read_outlets
from filrouge.report import gather as gathering
from filrouge.report import write
from filrouge.report.gather import chart_entry
from filrouge.report.write import FORMATS, report_bytes

BAD = "a\x07b\x1b[31m\x00\x85\ud800\uffff"
needs_chrome = pytest.mark.skipif(chrome.browser_path() is None, reason="no Chrome or Chromium to draw images with")


def is_clean(text: str) -> bool:
    return CONTROLS.search(text) is None and text == text.encode("utf-8", "replace").decode()


def test_words_keep_what_is_text():
    assert several_lines("é\ta\r\nb\u200f") == "é\ta\r\nb\u200f"
    assert one_line(" a\x07b \n c\ud800") == "a b c\ufffd"
    assert clean_json({"a\x00": ["b\x07", 1, None, {"c": True}]}) == {"a ": ["b ", 1, None, {"c": True}]}


def test_a_table_of_sources_is_cleaned(tmp_path):
    file = tmp_path / "sources.csv"
    file.write_text("pattern,name,country,kind\nwi\x07re,Wi\x07re,S\x1barn,da\x00ily\n", "utf-8")
    assert read_outlets(file).find("wi re", None) == ("Wi re", "S arn", "da ily")


def test_labels_from_a_program_are_cleaned(tmp_path):
    program = tmp_path / "label.py"
    answer = json.dumps({"narrative": 0, "language": "en", "label": "Fish\x07ing\x00 ban\ud800"})
    program.write_text(f"import sys; sys.stdin.read(); print({answer!r})")
    (named,) = relabel(f"python {program}", [Named({"en": "fish"}, {}, {})], [["A text."]])
    assert named.label == {"en": "Fish ing ban\ufffd"}


def test_events_are_cleaned():
    assert event("2025-05-31", "a\x07  strike\x00")[1] == "a strike"
    assert [label for _, label in read_events("date,label\n2025-05-31,a\x07strike\n").found] == ["a strike"]


def test_what_is_typed_into_a_report_is_cleaned():
    report = Report().added(ReportEntry("note", id="1")).edited("1", title=BAD, annotation=f"{BAD}\nline")
    report = report.with_words(title=BAD, introduction=BAD)
    (entry,) = report.entries
    assert all(map(is_clean, (report.title, report.introduction, entry.title, entry.annotation)))
    assert entry.annotation.endswith("\nline")


def test_a_report_file_is_cleaned():
    quote = {"text": BAD, "source": BAD, "language": BAD, "url": BAD}
    entries = [
        {"kind": "note", "id": "1", "title": BAD, "annotation": BAD},
        {"kind": "passage", "id": "2", "quote": quote},
    ]
    raw = {"format": "filrouge-report", "version": 1, "title": BAD, "introduction": BAD, "entries": entries}
    report = read_report(json.dumps(raw))
    assert is_clean(json.dumps(json.loads(report.to_json()), ensure_ascii=False))
    assert report.entries[1].quote.text == several_lines(BAD)


def test_names_of_a_bundle_that_is_there_are_cleaned(variant):
    opened = variant("unprintable")
    names = opened.narratives[["label", "theme_label", "labels", "keywords"]].to_json(force_ascii=False)
    assert is_clean(names)
    assert "\\u0007" not in names
    assert any("a bell" in label for label in opened.labels.values())


@needs_chrome
@pytest.mark.parametrize("view", [View("overview"), View("timeline"), View("topic-map"), View("findings")])
def test_pictures_of_hostile_names_are_well_formed(variant, view):
    chart = page_chart(variant("unprintable"), view)
    printed = Print(title=BAD, subtitle=BAD, notes=BAD)
    svg = file_bytes(chart, ".svg", printed).decode()
    assert "b" in ElementTree.fromstring(svg).find("{http://www.w3.org/2000/svg}title").text
    assert file_bytes(chart, ".png", printed).startswith(b"\x89PNG")


@needs_chrome
def test_a_name_that_no_figure_has_cleaned_does_not_break_its_picture(by_hand):
    chart = page_chart(by_hand, View("timeline"))
    chart.figure.data[0].name = chart.figure.layout.yaxis.title.text = BAD
    ElementTree.fromstring(file_bytes(chart, ".svg"))


def hostile_report(bundle) -> Report:
    views = (View("overview", chart="narratives"), View("documents", Selection(query="a\x07b")), View("timeline"))
    report = Report(BAD, BAD)
    for view in views:
        report = report.added(chart_entry(bundle, view, page_chart(bundle, view)))
    return report


@pytest.mark.parametrize("kind", FORMATS)
def test_reports_of_hostile_names_are_written_whole(variant, kind):
    if kind == "pdf" and chrome.browser_path() is None:
        pytest.skip("no Chrome or Chromium to print with")
    opened, told = variant("unprintable"), []
    raw = report_bytes(hostile_report(opened), opened, kind, problem=told.append)
    assert told == []
    if kind == "docx":
        assert is_clean("".join(p.text for p in docx.Document(io.BytesIO(raw)).paragraphs))
    elif kind == "pptx":
        assert len(pptx.Presentation(io.BytesIO(raw)).slides) > 3
    elif kind == "zip":
        names = ZipFile(io.BytesIO(raw)).namelist()
        assert len([name for name in names if name.endswith(".csv")]) == 3


@pytest.fixture
def one_fails(monkeypatch):
    """The picture of the first figure cannot be drawn, and the second chart cannot be made."""
    drawn = []
    made = []

    def image(_figure, kind, **_options):
        drawn.append(kind)
        if len(drawn) == 1:
            raise ExportError("Chrome could not draw the figure (Error 525)")
        return PNG if kind == "png" else b"<svg></svg>"

    def chart(bundle, view):
        made.append(view)
        if len(made) == 2:
            raise ZeroDivisionError("of this chart alone")
        return page_chart(bundle, view)

    monkeypatch.setattr(chrome, "browser_path", lambda: "chrome")
    monkeypatch.setattr(chrome, "image", image)
    monkeypatch.setattr(gathering, "page_chart", chart)
    monkeypatch.setattr(write, "printed", lambda page: page.encode())
    return drawn


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000 1f15c4890000000d49444154789c6360606060000000050001"
    "a5f645400000000049454e44ae426082".replace(" ", "")
)


def three(bundle) -> Report:
    views = (View("findings"), View("overview", chart="narratives"), View("findings", chart="silence"))
    report = Report("Three")
    for place, view in enumerate(views):
        entry = chart_entry(bundle, view, page_chart(bundle, view))
        report = report.added(entry).edited(entry.id, title=f"Chart {place}")
    return report.added(ReportEntry("note", title="And a note"))


@pytest.mark.usefixtures("one_fails")
@pytest.mark.parametrize("kind", ["docx", "pptx", "pdf", "zip"])
def test_an_entry_that_cannot_be_drawn_is_named_and_the_rest_is_written(bundle, kind):
    report, told = three(bundle), []
    raw = report_bytes(report, bundle, kind, problem=told.append)
    assert [sentence.split(" could")[0] for sentence in told] == ["“Chart 0”", "“Chart 1”"]
    assert "Error 525" in told[0]
    assert "of this chart alone" in told[1]
    text = words_of(raw, kind)
    for title in ("Chart 0", "Chart 1", "Chart 2", "And a note"):
        assert title in text
    assert text.count("This could not be drawn.") == 2
    if kind == "zip":
        names = ZipFile(io.BytesIO(raw)).namelist()
        assert "figures/figure-02-silence.svg" in names
        assert "figures/figure-01-bursts.svg" not in names
        assert "tables/figure-01-bursts.csv" in names  # what could be made of it is there


def words_of(raw: bytes, kind: str) -> str:
    if kind == "docx":
        return "\n".join(p.text for p in docx.Document(io.BytesIO(raw)).paragraphs)
    if kind == "pptx":
        slides = pptx.Presentation(io.BytesIO(raw)).slides
        return "\n".join(s.text_frame.text for slide in slides for s in slide.shapes if s.has_text_frame)
    return raw.decode() if kind == "pdf" else ZipFile(io.BytesIO(raw)).read("report.txt").decode()


def test_without_a_chrome_that_starts_nothing_is_tried_again_and_again(bundle, monkeypatch):
    tried = []

    def image(*_figure, **_options):
        tried.append(1)
        raise ChromeError("Chrome could not be started (gone)")

    monkeypatch.setattr(chrome, "browser_path", lambda: "chrome")
    monkeypatch.setattr(chrome, "image", image)
    with pytest.raises(ExportError, match="could not be started"):
        report_bytes(three(bundle), bundle, "docx")
    assert tried == [1]
