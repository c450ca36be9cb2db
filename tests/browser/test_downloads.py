import csv
import io
import re
from html import unescape
from math import isfinite
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from filrouge.bundle import Bundle
from filrouge.charts import page_chart
from filrouge.explore.link import read_link
from filrouge.explore.selection import Selection
from filrouge.explore.view import View
from filrouge.export.provenance import trace

from .conftest import Site
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


def expect_to_lead_back(picture: Path, view: View, site: Site, bundle: Bundle) -> None:
    about = trace(picture)
    assert about.link.startswith(f"{site.address}/timeline?")
    assert read_link(about.link, bundle) == view


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
    names = traces[0]["y"] if kind == "heat-map" else list(dict.fromkeys(t["name"] for t in traces))
    assert len(names) >= 8
    assert [name for name in names if name not in said] == []
    expect_to_lead_back(svg, view, site, bundle)

    png = take(page, "PNG", tmp_path)
    raw = png.read_bytes()
    assert raw.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(raw[16:20], "big") == 2200
    assert raw[-12:-8] == b"\0\0\0\0"
    expect_to_lead_back(png, view, site, bundle)

    text = take(page, "CSV", tmp_path).read_text("utf-8-sig")
    assert text.startswith("# Narratives over time")
    assert chart.caption in text.replace("\r\n", "\n")
    rows = list(csv.DictReader(io.StringIO("".join(ln for ln in text.splitlines(True) if not ln.startswith("# ")))))
    assert {row["label"] for row in rows} >= {"Other narratives", "No clear narrative"}
    if kind == "heat-map":
        on_screen = dict(zip(traces[0]["y"], traces[0]["z"], strict=True))
    else:  # months with too few texts are marks of their own, and a gap in the line
        on_screen = {
            name: [v for t in traces if t["name"] == name for v in t["y"] if v is not None and isfinite(v)]
            for name in names
        }
    for label, values in on_screen.items():
        shares = [float(row["share"]) for row in rows if row["label"] == label]
        assert sorted(shares) == pytest.approx(sorted(values))
    drawn = [row["label"] for row in rows if row["label"] in on_screen]
    assert list(dict.fromkeys(drawn)) == list(on_screen)


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
    text = take(page, "CSV of all documents", tmp_path).read_text("utf-8-sig")
    rows = csv.DictReader(io.StringIO("".join(ln for ln in text.splitlines(True) if not ln.startswith("# "))))
    assert [row["doc_id"] for row in rows] == expected["doc_id"].tolist()


def test_series_that_are_switched_off_stay_off(page, site, bundle, tmp_path):
    page.goto(site.link(View("timeline", period="month"), bundle))
    expect_count(page, "300 of 300")
    shown = [t for t in figure(page) if t["visible"] is True]
    assert {t["name"] for t in figure(page)} - {t["name"] for t in shown} == {"Other narratives", "No clear narrative"}
    svg = take(page, "SVG", tmp_path).read_text("utf-8")
    assert len(re.findall(r'class="trace scatter ', svg)) == len(shown)


def test_a_dialog_goes_on_in_the_readers_language_when_something_is_chosen_in_it(page, site, bundle):
    page.goto(f"{site.link(View('timeline', SELECTION), bundle)}&lang=fr")
    figure(page)
    page.get_by_role("button", name="Exporter…").click()
    dialog = page.get_by_role("dialog")
    png = dialog.get_by_role("button", name="PNG", exact=True)
    expect(png).to_have_attribute("title", re.compile(r"\d+ × \d+ px"))
    before = png.get_attribute("title")
    dialog.get_by_role("radio", name="Diapositive").click()
    expect(png).not_to_have_attribute("title", before)
    expect(dialog.get_by_role("textbox", name="Titre", exact=True)).to_be_visible()


def test_the_export_dialog_prints_in_words_and_size_of_ones_own(page, site, bundle, tmp_path):
    view = View("timeline", SELECTION, period="month")
    page.goto(site.link(view, bundle))
    figure(page)
    settle(page)
    page.get_by_role("button", name="Export…").click()
    dialog = page.get_by_role("dialog")
    title = dialog.get_by_role("textbox", name="Title", exact=True)
    expect(title).to_have_value("Narratives over time")
    title.fill("Ce qu’on dit <du> port")
    title.press("Control+Enter")
    settle(page)
    notes = dialog.get_by_role("textbox", name="Notes")
    notes.fill("Counted & noted.")
    notes.press("Control+Enter")
    settle(page)
    # What a file is drawn with follows a choice once the server has answered: the size in its button's hint tells when.
    png = dialog.get_by_role("button", name="PNG", exact=True)
    for choice in ("Slide", "3×"):
        before = png.get_attribute("title") or ""
        assert re.fullmatch(r"\d+ × \d+ px", before)
        dialog.get_by_role("radio", name=choice).click()
        expect(png).not_to_have_attribute("title", before)
    found = {}
    for button in ("SVG", "PNG", "PDF", "HTML", "CSV", "XLSX"):
        with page.expect_download() as coming:
            dialog.get_by_role("button", name=button, exact=True).click()
        file = tmp_path / coming.value.suggested_filename
        coming.value.save_as(file)
        found[button] = file
        about = trace(file)
        assert (about.title, about.notes, about.size) == ("Ce qu’on dit <du> port", "Counted & noted.", "slide")
        assert read_link(about.link, bundle) == view
    said = words(found["SVG"].read_text("utf-8"))
    assert "Ce qu’on dit <du> port" in said
    assert "Counted & noted." in said
    raw = found["PNG"].read_bytes()
    width, height = (int.from_bytes(raw[at : at + 4], "big") for at in (16, 20))
    assert width >= 3 * 1280
    assert width / height == pytest.approx(16 / 9, rel=0.01)
    expect(png).to_have_attribute("title", f"{width} × {height} px")
