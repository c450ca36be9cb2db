import csv
import io
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

from filrouge import export
from filrouge.chart import Chart
from filrouge.charts import page_chart
from filrouge.errors import ExportError
from filrouge.explore.view import PAGES, View

needs_chrome = pytest.mark.skipif(export.browser_path() is None, reason="no Chrome or Chromium to draw images with")


def chart_of(table: pd.DataFrame, figure=None, caption: str = "All documents.") -> Chart:
    return Chart("name", "Title", "A sentence.", figure, table, caption, "alt")


@pytest.fixture(scope="module")
def timeline(by_hand) -> Chart:
    return page_chart(by_hand, View(page="timeline", period="week"))


def numbers(text: str) -> pd.DataFrame:
    return pd.read_csv(io.StringIO(text), comment="#", keep_default_na=False, na_values=[""])


def test_csv_opens_with_its_provenance(timeline):
    lines = export.csv_text(timeline).split("\r\n")
    assert lines[:3] == [f"# {timeline.title}", f"# {timeline.sentence}", f"# {timeline.caption}"]
    header = "week,narrative,label,mentions,mentions_texts,share,documents,texts"
    assert next(csv.reader(lines[3:4])) == header.split(",")


@pytest.mark.parametrize("page", list(PAGES))
@pytest.mark.parametrize("name", ["by_hand", "bundle"])
def test_csv_holds_the_numbers_of_the_chart(request, page, name):
    chart = page_chart(request.getfixturevalue(name), View(page=page))
    found = numbers(export.csv_text(chart))
    assert list(found) == list(chart.table)
    assert len(found) == len(chart.table)
    for column in chart.table.select_dtypes("number"):
        assert found[column].to_numpy(float) == pytest.approx(
            chart.table[column].to_numpy(float), rel=1e-6, nan_ok=True
        )
    for column in chart.table.select_dtypes(["object", "str"]):
        expected = chart.table[column].astype(object).where(chart.table[column].notna(), None)
        got = found[column].astype(object).where(found[column].notna(), None)
        assert [str(v or "") for v in got] == [str(v or "") for v in expected]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x","y")'])
def test_a_cell_that_would_run_is_made_text(cell):
    text = export.csv_text(chart_of(pd.DataFrame({"label": [cell, "kept = as it is"], "n": [-1, 2]})))
    rows = list(csv.reader(io.StringIO(text, newline="")))[-2:]
    assert rows == [["'" + cell, "-1"], ["kept = as it is", "2"]]


def test_negative_numbers_stay_numbers():
    table = pd.DataFrame({"difference": [-0.25, 0.5], "narrative": [-1, 3], "label": ["-a", "b"]})
    found = numbers(export.csv_text(chart_of(table)))
    assert found["difference"].tolist() == [-0.25, 0.5]
    assert found["narrative"].tolist() == [-1, 3]
    assert found["label"].tolist() == ["'-a", "b"]


def test_quotes_commas_and_line_breaks_come_back():
    label = 'He said "yes", then\nleft'
    text = export.csv_text(chart_of(pd.DataFrame({"label": [label], "n": [1]}), caption="two\nlines # and a hash"))
    assert "# two lines # and a hash\r\n" in text
    assert numbers(text)["label"].tolist() == [label]


@pytest.mark.parametrize("label", ["Issue #4, again", "#metoo"])
def test_a_hash_in_a_cell_comes_back(label):
    text = export.csv_text(chart_of(pd.DataFrame({"label": [label], "n": [1]})))
    assert numbers(text).to_numpy().tolist() == [[label, 1]]


@pytest.mark.parametrize(
    "caption", ["Documents matching “a,=1+1”.", "From x, =1+1 or y.", "From x;=1+1", "From x\t@SUM(A1)"]
)
def test_no_piece_of_a_comment_line_would_run_either(caption):
    """A spreadsheet splits comment lines at commas (or semicolons, or tabs) too."""
    lines = export.csv_text(chart_of(pd.DataFrame({"n": [1]}), caption=caption)).splitlines()[:3]
    pieces = [piece.strip() for line in lines for piece in re.split("[,;\t]", line)]
    assert [piece for piece in pieces if piece.startswith(("=", "+", "-", "@"))] == []


def test_hostile_cells_of_a_whole_bundle_are_made_text(variant):
    chart = page_chart(variant("hostile"), View(page="documents"))
    rows = list(csv.DictReader(line for line in io.StringIO(export.csv_text(chart)) if not line.startswith("# ")))
    assert len(rows) == 120
    assert any(row["title"].startswith("'=1+1") for row in rows)
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]


def test_csv_file_is_utf8_that_spreadsheets_know(timeline, tmp_path):
    out = export.export(timeline, tmp_path / "a.csv")
    raw = out.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf# Narratives over time\r\n")
    assert raw.decode("utf-8-sig") == export.csv_text(timeline)
    assert raw.count(b"\n") == raw.count(b"\r\n")


class Addresses(HTMLParser):
    """Collects what a page would load, and its plain text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: list[str] = []
        self.title = ""

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.found += [value or "" for name, value in attrs if name in {"src", "href", "srcset", "data", "action"}]

    def handle_data(self, data):
        if self.tags and self.tags[-1] == "title" and not self.title:
            self.title = data


@pytest.mark.parametrize("page", ["overview", "timeline", "topic-map", "compare"])
@pytest.mark.parametrize("name", ["bundle", "hostile"])
def test_html_loads_nothing_and_runs_nothing_of_the_texts(request, variant, page, name, tmp_path):
    opened = variant("hostile") if name == "hostile" else request.getfixturevalue(name)
    chart = page_chart(opened, View(page=page))
    text = export.export(chart, tmp_path / "a.html").read_text("utf-8")
    page_ = Addresses()
    page_.feed(text)
    assert page_.found == []
    assert set(page_.tags) == {"html", "head", "meta", "title", "body", "div", "script"}
    assert page_.title == chart.title
    assert re.search(r"cdn\.|mathjax.*\.js[\"']", text[:2000]) is None
    assert "<img" not in text
    assert "<script>alert" not in text
    assert opened.digest[:12] in text


def test_html_escapes_title_and_caption(timeline):
    hostile = replace(timeline, title='</title><script>"x"', caption='"><img src=x onerror=alert(1)>')
    text = export.html_text(hostile)
    assert "<img" not in text
    assert "<title>&lt;/title&gt;&lt;script&gt;" in text
    assert 'content="&quot;&gt;&lt;img' in text


@pytest.mark.parametrize("name", ["a.gif", "a", "a.txt", "a.svg.gz", ".csv"])
def test_an_ending_that_is_none_is_refused(timeline, tmp_path, name):
    with pytest.raises(ExportError, match=r"Use one of \.svg \.png \.pdf \.html \.csv"):
        export.export(timeline, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_an_ending_in_capitals_will_do(timeline, tmp_path):
    assert export.export(timeline, tmp_path / "A.CSV").read_bytes().startswith(b"\xef\xbb\xbf#")


@pytest.mark.parametrize("ending", ["png", "svg", "pdf", "html"])
def test_a_table_is_no_picture(by_hand, tmp_path, ending):
    with pytest.raises(ExportError, match=r"Documents is a table.*Write it to a \.csv file"):
        export.export(page_chart(by_hand, View(page="documents")), tmp_path / f"a.{ending}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", ["csv", "html"])
def test_a_folder_that_is_missing_is_named(timeline, tmp_path, ending):
    out = tmp_path / "nowhere" / f"a.{ending}"
    with pytest.raises(ExportError, match="cannot be written") as caught:
        export.export(timeline, out)
    assert str(out) in str(caught.value)


def test_what_was_there_stays_when_writing_fails(timeline, tmp_path, monkeypatch):
    out = tmp_path / "a.html"
    out.write_text("the one before")
    monkeypatch.setattr(export, "html_text", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(ExportError, match="No space left on device"):
        export.export(timeline, out)
    assert out.read_text() == "the one before"
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_without_chrome_it_says_what_works_without(timeline, tmp_path, monkeypatch, ending):
    monkeypatch.setattr(export, "browser_path", lambda: None)
    with pytest.raises(ExportError, match="needs Chrome or Chromium, and none was found") as caught:
        export.export(timeline, tmp_path / f"a.{ending}")
    assert "write .html or .csv" in str(caught.value)
    assert str(tmp_path / f"a.{ending}") in str(caught.value)
    assert list(tmp_path.iterdir()) == []
    export.export(timeline, tmp_path / "a.html")


def test_a_browser_that_is_named_is_taken_if_it_is_there(tmp_path, monkeypatch):
    named = tmp_path / "chrome"
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    monkeypatch.setenv("BROWSER_PATH", str(named))
    if not Path("/Applications/Google Chrome.app").exists():
        assert export.browser_path() is None
    named.touch(mode=0o755)
    assert export.browser_path() == str(named)


@needs_chrome
@pytest.mark.browser
def test_images_hold_what_was_drawn(timeline, tmp_path):
    svg = export.export(timeline, tmp_path / "a.svg").read_text("utf-8")
    shown = re.sub(r"<[^>]+>", " ", svg)
    for words in ("Narratives over time", "gas price", "fishing ban", timeline.caption[:40]):
        assert words in shown
    assert re.search(r"<(script|image|foreignObject)", svg) is None
    png = export.export(timeline, tmp_path / "a.png").read_bytes()
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(png[16:20], "big") == 2200
    pdf = export.export(timeline, tmp_path / "a.pdf").read_bytes()
    assert pdf.startswith(b"%PDF-")
    assert b"%%EOF" in pdf[-32:]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.pdf", "a.png", "a.svg"]
