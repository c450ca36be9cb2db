import csv
import io
import re
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Page

from filrouge.charts import page_chart
from filrouge.explore.selection import Selection
from filrouge.explore.view import View

from .looking import expect_count, figure, settle


def take(page: Page, button: str, folder: Path) -> Path:
    """Press a download button and return the file."""
    settle(page)
    with page.expect_download() as coming:
        page.get_by_role("button", name=button, exact=True).first.click()
    out = folder / coming.value.suggested_filename
    coming.value.save_as(out)
    return out


def words(svg: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", svg)).split())


SELECTION = Selection(languages=("en",))


@pytest.mark.parametrize("kind", ["lines", "heat-map"])
def test_svg_png_and_csv_hold_what_the_screen_shows(page, site, bundle, tmp_path, kind):
    view = View("timeline", SELECTION, kind=kind, period="month")
    chart = page_chart(bundle, view)
    page.goto(site.link(view, bundle))
    expect_count(page, f"{len(page_chart(bundle, View('documents', SELECTION)).table)} of 300")
    traces = figure(page)

    svg = take(page, "SVG", tmp_path)
    assert svg.name == "timeline.svg"
    said = words(svg.read_text("utf-8"))
    assert chart.title in said
    assert bundle.digest[:12] in said
    assert "Documents in English" in said
    names = traces[0]["y"] if kind == "heat-map" else [t["name"] for t in traces]
    assert len(names) >= 8
    assert [name for name in names if name not in said] == []

    png = take(page, "PNG", tmp_path)
    raw = png.read_bytes()
    assert raw.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(raw[16:20], "big") == 2200
    assert raw[-12:-8] == b"\0\0\0\0"

    text = take(page, "CSV", tmp_path).read_text("utf-8-sig")
    assert text.startswith("# Narratives over time")
    assert chart.caption in text.replace("\r\n", "\n")
    rows = list(csv.DictReader(io.StringIO("".join(ln for ln in text.splitlines(True) if not ln.startswith("# ")))))
    on_screen = (
        [v for row in traces[0]["z"] for v in row] if kind == "heat-map" else [v for t in traces for v in t["y"]]
    )
    assert {row["label"] for row in rows} >= {"Other narratives", "No clear narrative"}
    drawn = [row for row in rows if kind == "lines" or int(row["narrative"]) >= 0]
    assert [float(row["share"]) for row in drawn] == pytest.approx(on_screen)
    assert list(dict.fromkeys(row["label"] for row in drawn)) == names


def test_the_map_leaves_as_a_picture_and_as_numbers(page, site, bundle, tmp_path):
    page.goto(site.link(View("topic-map", SELECTION), bundle))
    ids = sorted(key[0] for trace in figure(page) for key in trace["customdata"])
    raw = take(page, "PNG", tmp_path).read_bytes()
    assert raw.startswith(b"\x89PNG\r\n\x1a\n")
    assert len(raw) > 20_000
    said = words(take(page, "SVG", tmp_path).read_text("utf-8"))
    assert bundle.digest[:12] in said
    text = take(page, "CSV", tmp_path).read_text("utf-8-sig")
    rows = csv.DictReader(io.StringIO("".join(ln for ln in text.splitlines(True) if not ln.startswith("# "))))
    assert sorted(int(row["passage_id"]) for row in rows) == ids


def test_all_documents_of_the_selection_leave_as_csv(page, site, bundle, tmp_path):
    page.goto(site.link(View("documents", Selection(languages=("fr",))), bundle))
    expected = page_chart(bundle, View("documents", Selection(languages=("fr",)))).table
    expect_count(page, f"{len(expected)} of 300")
    text = take(page, "CSV of all of them", tmp_path).read_text("utf-8-sig")
    rows = csv.DictReader(io.StringIO("".join(ln for ln in text.splitlines(True) if not ln.startswith("# "))))
    assert [row["doc_id"] for row in rows] == expected["doc_id"].tolist()


def test_series_that_are_switched_off_stay_off(page, site, bundle, tmp_path):
    page.goto(site.link(View("timeline", period="month"), bundle))
    expect_count(page, "300 of 300")
    shown = [t for t in figure(page) if t["visible"] is True]
    assert {t["name"] for t in figure(page)} - {t["name"] for t in shown} == {"Other narratives", "No clear narrative"}
    svg = take(page, "SVG", tmp_path).read_text("utf-8")
    assert len(re.findall(r'class="trace scatter ', svg)) == len(shown)
