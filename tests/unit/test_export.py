import contextlib
import csv
import io
import os
import re
import shlex
import signal
from dataclasses import replace
from datetime import datetime
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from filrouge import export, i18n
from filrouge.bundle import Bundle
from filrouge.chart import Chart
from filrouge.charts import page_chart
from filrouge.cli import cli
from filrouge.errors import ChangedError, DiskError, ExportError, TraceError
from filrouge.explore.selection import Selection
from filrouge.explore.view import PAGES, View
from filrouge.export import FORMATS, PICTURES, chrome
from filrouge.export.provenance import decoded, trace
from filrouge.figures.printing import AS_IT_IS, Print
from filrouge.schema import NO_SOURCE
from tests.charted import CHARTS

needs_chrome = pytest.mark.skipif(chrome.browser_path() is None, reason="no Chrome or Chromium to draw images with")


def chart_of(table: pd.DataFrame, figure=None, caption: str = "All documents.") -> Chart:
    return Chart("name", "Title", "A sentence.", figure, table, caption, "alt", "/timeline?bundle=b&digest=0")


@pytest.fixture(scope="module")
def timeline(by_hand) -> Chart:
    return page_chart(by_hand, View(page="timeline", period="week"))


def csv_text(chart: Chart) -> str:
    return export.csv_bytes(chart).decode("utf-8-sig")


def numbers(text: str) -> pd.DataFrame:
    return pd.read_csv(io.StringIO(text), comment="#", keep_default_na=False, na_values=[""])


def test_csv_opens_with_its_provenance(timeline):
    lines = csv_text(timeline).split("\r\n")
    assert lines[:3] == [f"# {timeline.title}", f"# {timeline.sentence}", f"# {timeline.caption}"]
    assert decoded(lines[3].removeprefix("# filrouge: ")).link == timeline.link
    header = "week,narrative,label,mentions,mentions_texts,share,low,high,documents,texts,effective,enough"
    assert next(csv.reader(lines[4:5])) == header.split(",")


@pytest.mark.parametrize("page", [page for page in PAGES if CHARTS[page]])
@pytest.mark.parametrize("name", ["by_hand", "bundle"])
def test_csv_holds_the_numbers_of_the_chart(request, page, name):
    chart = page_chart(request.getfixturevalue(name), View(page=page))
    found = numbers(csv_text(chart))
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


@pytest.mark.parametrize(
    ("page", "name"),
    [("overview", "sources"), ("spread", "text-pairs"), ("spread", "takers"), ("spread", "copy-groups")],
)
def test_every_csv_says_in_the_same_words_that_a_text_has_no_source(bundle, page, name):
    with i18n.speaking("fr"):
        found = numbers(csv_text(page_chart(bundle, View(page, chart=name))))
        words = {cell for column in found.select_dtypes(["object", "str"]) for cell in found[column]}
        assert i18n._(NO_SOURCE) in words
    assert NO_SOURCE not in words


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x","y")'])
def test_a_cell_that_would_run_is_made_text(cell):
    text = csv_text(chart_of(pd.DataFrame({"label": [cell, "kept = as it is"], "n": [-1, 2]})))
    rows = list(csv.reader(io.StringIO(text, newline="")))[-2:]
    assert rows == [["'" + cell, "-1"], ["kept = as it is", "2"]]


def test_negative_numbers_stay_numbers():
    table = pd.DataFrame({"difference": [-0.25, 0.5], "narrative": [-1, 3], "label": ["-a", "b"]})
    found = numbers(csv_text(chart_of(table)))
    assert found["difference"].tolist() == [-0.25, 0.5]
    assert found["narrative"].tolist() == [-1, 3]
    assert found["label"].tolist() == ["'-a", "b"]


def test_quotes_commas_and_line_breaks_come_back():
    label = 'He said "yes", then\nleft'
    text = csv_text(chart_of(pd.DataFrame({"label": [label], "n": [1]}), caption="two\nlines # and a hash"))
    assert "# two lines # and a hash\r\n" in text
    assert numbers(text)["label"].tolist() == [label]


@pytest.mark.parametrize("label", ["Issue #4, again", "#metoo"])
def test_a_hash_in_a_cell_comes_back(label):
    text = csv_text(chart_of(pd.DataFrame({"label": [label], "n": [1]})))
    assert numbers(text).to_numpy().tolist() == [[label, 1]]


@pytest.mark.parametrize(
    "caption", ["Documents matching “a,=1+1”.", "From x, =1+1 or y.", "From x;=1+1", "From x\t@SUM(A1)"]
)
def test_no_piece_of_a_comment_line_would_run_either(caption):
    """A spreadsheet splits comment lines at commas (or semicolons, or tabs) too."""
    lines = csv_text(chart_of(pd.DataFrame({"n": [1]}), caption=caption)).splitlines()[:3]
    pieces = [piece.strip() for line in lines for piece in re.split("[,;\t]", line)]
    assert [piece for piece in pieces if piece.startswith(("=", "+", "-", "@"))] == []


def test_hostile_cells_of_a_whole_bundle_are_made_text(variant):
    chart = page_chart(variant("hostile"), View(page="documents"))
    rows = list(csv.DictReader(line for line in io.StringIO(csv_text(chart)) if not line.startswith("# ")))
    assert len(rows) == 120
    assert any(row["title"].startswith("'=1+1") for row in rows)
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]


def test_csv_file_is_utf8_that_spreadsheets_know(timeline, tmp_path):
    out = export.export(timeline, tmp_path / "a.csv")
    raw = out.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf# Narratives over time\r\n")
    assert raw.decode("utf-8-sig") == csv_text(timeline)
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
    with pytest.raises(ExportError, match=r"Use one of \.svg \.png \.pdf \.html \.csv \.xlsx"):
        export.export(timeline, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_an_ending_in_capitals_will_do(timeline, tmp_path):
    assert export.export(timeline, tmp_path / "A.CSV").read_bytes().startswith(b"\xef\xbb\xbf#")


def test_a_table_is_a_page_too_and_its_cells_are_text(variant, tmp_path):
    chart = page_chart(variant("hostile"), View(page="documents"))
    page = export.export(chart, tmp_path / "a.html").read_text("utf-8")
    assert page.count("<tr") == len(chart.table) + 1
    assert "<img" not in page
    assert "<script" not in page


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_a_table_is_no_picture(by_hand, tmp_path, ending):
    with pytest.raises(ExportError, match=r"Documents is a table.*Write it to a \.csv, \.xlsx or"):
        export.export(page_chart(by_hand, View(page="documents")), tmp_path / f"a.{ending}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", ["csv", "html"])
def test_a_folder_that_is_missing_is_named(timeline, tmp_path, ending):
    out = tmp_path / "nowhere" / f"a.{ending}"
    with pytest.raises(DiskError, match="No such file or directory") as caught:
        export.export(timeline, out)
    assert str(out) in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_what_was_there_stays_when_writing_fails(timeline, tmp_path, monkeypatch):
    out = tmp_path / "a.html"
    out.write_text("the one before")

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("filrouge.replacing.os.fsync", full)
    with pytest.raises(DiskError, match="no space is left on the disk"):
        export.export(timeline, out)
    assert out.read_text() == "the one before"
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_without_chrome_it_says_what_works_without(timeline, tmp_path, monkeypatch, ending):
    monkeypatch.setattr(chrome, "browser_path", lambda: None)
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
        assert chrome.browser_path() is None
    named.touch(mode=0o755)
    assert chrome.browser_path() == str(named)


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


# What is nearest in meaning needs an embedder, which these bundles lack.
CHARTED = [(page, chart) for page, charts in CHARTS.items() for chart in charts if chart != "similar"]


def view_of(page: str, chart: str, bundle) -> View:
    about = next(iter(bundle.labels)) if page in {"findings", "compare"} else None
    region = ((-20, -20), (20, -20), (20, 20), (-20, 20)) if page == "topic-map" else ()
    beside = list(bundle.labels)[1] if chart == "narrative-pair" else None
    return View(page, Selection(languages=("fr", "en")), chart, about=about, beside=beside, region=region)


@pytest.fixture(scope="module")
def drawn_once(by_hand, tmp_path_factory):
    """The chart of a view, and its numbers as CSV in words of one's own: made once for all formats."""

    @cache
    def make(page: str, chart: str) -> tuple[Chart, Path]:
        first = page_chart(by_hand, view_of(page, chart, by_hand))
        once = tmp_path_factory.mktemp("once") / "once.csv"
        export.export(first, once, OWN_WORDS)
        return first, once

    return make


@pytest.fixture(scope="module")
def made_again(tmp_path_factory):
    """The file that a command of `trace` makes: files of all formats name the same command."""

    @cache
    def run(*command: str) -> Path:
        again = tmp_path_factory.mktemp("again") / "again.csv"
        made = CliRunner().invoke(cli, [*command, str(again)])
        assert made.exit_code == 0, made.output
        return again

    return run


OWN_WORDS = Print("Titre “à moi”, = 1", "Pas = le sien", "Vu, <noté>; par nous", "column")


@pytest.mark.parametrize(("page", "chart"), CHARTED)
@pytest.mark.parametrize(
    "ending", [pytest.param(e, marks=[needs_chrome, pytest.mark.browser] if e in PICTURES else []) for e in FORMATS]
)
def test_a_file_leads_back_to_its_numbers(by_hand, drawn_once, made_again, tmp_path, page, chart, ending):
    """Export, trace, make again: through the command line, as a reader of the report would."""
    first, once = drawn_once(page, chart)
    if first.figure is None and ending in PICTURES:
        return
    out = tmp_path / f"renamed{ending}"
    export.export(first, out, OWN_WORDS)
    with pytest.MonkeyPatch.context() as patch:  # to open it takes longer than all else; what makes it again does
        patch.setattr(Bundle, "open", {by_hand.path: by_hand}.__getitem__)
        told = CliRunner().invoke(cli, ["trace", str(out), "--bundle", str(by_hand.path)])
    assert told.exit_code == 0, told.output
    command = shlex.split(told.output.strip().splitlines()[-1])
    assert command[:2] == ["filrouge", "export"]
    again = made_again(*command[1:-1])
    assert again.read_bytes() == once.read_bytes()
    assert trace(again) == trace(out) == trace(once)
    assert trace(out).title == "Titre “à moi”, = 1"


@pytest.mark.parametrize("raw", [b"", b"nothing of ours", b"\x89PNG\r\n\x1a\n", b"%PDF-1.4 broken", b"PK\x03\x04zz"])
def test_a_file_of_others_has_no_trace(tmp_path, raw):
    file = tmp_path / "a.bin"
    file.write_bytes(raw)
    with pytest.raises(TraceError, match="not exported by Fil Rouge"):
        trace(file)
    with pytest.raises(TraceError, match="cannot be read"):
        trace(tmp_path / "missing.png")


def test_a_trace_from_other_data_makes_nothing_unless_asked(by_hand, bundle, tmp_path):
    out = export.export(page_chart(by_hand, View("timeline")), tmp_path / "a.html")
    told = CliRunner().invoke(cli, ["trace", str(out), "--bundle", str(bundle.path)])
    assert isinstance(told.exception, ChangedError)
    told = CliRunner().invoke(cli, ["trace", str(out), "--bundle", str(bundle.path), "--changed"])
    assert told.exit_code == 0
    assert "--changed" in told.output


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "a\x00b", "x" * 40_000])
def test_a_workbook_holds_text_as_text(cell):
    chart = chart_of(
        pd.DataFrame({"label": [cell, "b"], "n": [1.5, np.nan], "when": pd.to_datetime(["2024-01-02", None])})
    )
    book = load_workbook(io.BytesIO(export.file_bytes(chart, ".xlsx")))
    data = list(book["Data"].iter_rows())
    label, n, when = data[1]
    assert label.data_type == "s"
    assert label.quotePrefix == cell.startswith(tuple("=+-@\t"))
    assert label.value == (cell.replace("\0", " ") if len(cell) < 40_000 else "x" * 32_766 + "…")
    assert (n.value, when.value) == (1.5, datetime(2024, 1, 2))
    assert [c.value for c in data[2]] == ["b", None, None]
    about = {row[0].value: row[1].value for row in book["About"].iter_rows()}
    assert about["Caption"] == chart.caption
    assert about["Link"] == chart.link


@needs_chrome
@pytest.mark.browser
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are found under /proc")
def test_a_chrome_that_died_is_started_again(timeline):
    chrome.close()
    others = set(children_of(os.getpid()))  # that of the browser tests is not ours to kill
    chrome.image(export._drawn(timeline, AS_IT_IS), "png")
    drawer = chrome._drawer
    first, own = drawer._chrome, set(children_of(os.getpid())) - others
    assert own
    for process in own:
        os.kill(process, signal.SIGKILL)
    assert chrome.image(export._drawn(timeline, AS_IT_IS), "png").startswith(b"\x89PNG")
    assert drawer._chrome is not first


def children_of(pid: int) -> list[int]:
    """Processes started by this one, and by those, that are Chrome."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            name, rest = stat.read_text().split("(", 1)[1].rsplit(")", 1)
            parents[int(stat.parent.name)] = (int(rest.split()[1]), name)
    found, asked = [], [pid]
    while asked:
        above = asked.pop()
        below = [child for child, (parent, _name) in parents.items() if parent == above]
        asked += below
        found += [child for child in below if "chrom" in parents[child][1]]
    return found


@pytest.mark.parametrize(
    ("page", "given", "said"),
    [
        ("timeline", ["--colour", "source"], ["--colour has no effect here: it belongs to: Topic map."]),
        ("topic-map", ["--chart", "outline", "--region", "-9,-9 9,-9 9,9", "--colour", "source"],
         ["--colour has no effect here: the chart “outline” has no such option."]),
        ("timeline", ["--kind", "area", "--language", "fr"], []),
    ],
)  # fmt: skip
def test_options_that_change_nothing_are_named(by_hand, tmp_path, page, given, said):
    out = tmp_path / "a.csv"
    done = CliRunner().invoke(cli, ["export", str(by_hand.path), page, *given, "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert done.stderr.splitlines() == said
    assert out.exists()
