from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from filrouge.charts.compare import compare_chart
from filrouge.charts.topic_map import topic_map_chart
from filrouge.explore.documents import documents
from filrouge.explore.overview import documents_over_time
from filrouge.explore.passages import passages_in_period
from filrouge.explore.selection import Selection, count
from filrouge.explore.timeline import timeline
from filrouge.explore.view import View
from filrouge.schema import NO_SOURCE
from filrouge.wording.amounts import counts_text
from filrouge.wording.selection import selection_text

from .looking import PLOT, expect_chart, expect_count, expect_field, expect_passages, fields, figure, main_text, settle

SELECTION = Selection(
    date(2024, 2, 1), date(2024, 9, 30), False, ("Source 01", "Source 02", NO_SOURCE), ("en",), (), "harbour OR winter"
)

VIEWS = [
    View(selection=SELECTION),
    View("timeline", SELECTION, measure="mentions", period="month", kind="heat-map"),
    View("topic-map", SELECTION, colour="source"),
    View("compare", SELECTION, compare=("Source 02", "Source 01")),
    View("documents", SELECTION),
]


def n_of_all(bundle, selection) -> str:
    counts = count(bundle, selection)
    return f"{counts.documents:,} of {counts.all_documents:,}"


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.page)
def test_a_cold_link_shows_what_it_says_and_stays(page, site, bundle, view):
    link = site.link(view, bundle)
    page.goto(link)
    assert 0 < count(bundle, SELECTION).documents < 300
    expect_count(page, n_of_all(bundle, SELECTION))
    if view.page == "documents":
        expect(page.locator('[data-testid="stDataFrame"]')).to_be_visible()
        expect(page.get_by_text(f"{counts_text(count(bundle, SELECTION))}. Latest first.")).to_be_visible()
        assert len(documents(bundle, SELECTION)) == count(bundle, SELECTION).documents
    else:
        drawn = figure(page, "documents-over-time" if view.page == "overview" else "")
        assert numbers_of(view, drawn) == pytest.approx(expected_numbers(bundle, view))
        chosen = replace(SELECTION, sources=view.compare) if view.compare else SELECTION
        expect(page.locator(".fr-caption").first).to_contain_text(selection_text(chosen, bundle.labels))
    settle(page)
    assert fields(page.url) == fields(link)
    assert urlsplit(page.url).path == urlsplit(link).path


def numbers_of(view: View, drawn: list[dict]) -> list[float]:
    if view.page == "timeline":
        return [value for row in drawn[0]["z"] for value in row]
    if view.page == "compare":
        return [value for trace in drawn[:1] for value in trace["x"]]
    if view.page == "topic-map":
        return sorted(key[0] for trace in drawn for key in trace["customdata"])
    return [value for trace in drawn for value in trace["y"]]


def expected_numbers(bundle, view: View) -> list[float]:
    if view.page == "timeline":
        frame = timeline(bundle, SELECTION, "month").frame
        return frame.loc[frame["narrative"] >= 0, "mentions"].tolist()
    if view.page == "compare":
        table = compare_chart(bundle, view).table
        return table.loc[table["side"] == "Source 02", "share"].tolist()
    if view.page == "topic-map":
        return sorted(topic_map_chart(bundle, view).table["passage_id"])
    return documents_over_time(bundle, SELECTION)[0]["documents"].tolist()


def test_a_cold_link_of_a_point_opens_its_passages(page, site, bundle):
    frame = timeline(bundle, Selection(), "month").frame
    row = frame[frame["narrative"] >= 0].sort_values("mentions").iloc[-1]
    at, about = row["start"].date(), int(row["narrative"])
    page.goto(site.link(View("timeline", period="month", at=at, about=about), bundle))
    expected = passages_in_period(bundle, Selection(), about, "month", at)
    assert expected.documents == row["mentions"] > 1
    expect_passages(page, expected.frame["text"].head(10).tolist())


def test_a_cold_link_of_a_document_opens_it(page, site, bundle):
    page.goto(site.link(View("documents", doc="d0000007"), bundle))
    title = documents(bundle, Selection(), limit=None).set_index("doc_id").loc["d0000007", "title"]
    expect(page.get_by_role("heading", name=title, exact=True)).to_be_visible()
    expect_count(page, "300 of 300")


def test_keys_numbers_and_codes_stay_as_they_are(page, site, bundle):
    page.goto(f"{site.address}/timeline?narrative=3&language=fr&kind=heat-map")
    expect_count(page, n_of_all(bundle, Selection(languages=("fr",), narratives=(3,))))
    assert figure(page)[0]["type"] == "heatmap"
    assert expect_field(page, "narrative") == ["3"]
    assert expect_field(page, "language") == ["fr"]
    assert expect_field(page, "kind") == ["heat-map"]


@pytest.mark.parametrize("path", ["", "timeline", "topic_map", "compare", "documents"])
def test_an_unknown_source_says_so_and_shows_no_chart(page, site, bundle, path):
    page.goto(f"{site.address}/{path}?source=Nobody")
    expect(page.get_by_text("This link cannot be opened")).to_be_visible()
    settle(page)
    assert "source: this bundle has no source “Nobody”." in main_text(page)
    assert page.locator(PLOT).count() == page.locator('[data-testid="stDataFrame"]').count() == 0
    assert fields(page.url) == {"bundle": ["full"], "digest": [bundle.digest[:12]], "source": ["Nobody"]}


def test_show_everything_instead(page, site):
    page.goto(f"{site.address}/timeline?source=Nobody&kind=pie")
    page.get_by_role("button", name="Show everything instead").click()
    expect_count(page, "300 of 300")
    expect_chart(page)
    assert "source" not in fields(page.url)


def test_the_other_bundle_by_link(page, site):
    hostile = site.bundles["hostile"]
    page.goto(site.link(View("timeline"), hostile))
    expect_count(page, "120 of 120")
    expect(page.locator(".fr-caption").first).to_contain_text(hostile.digest[:12])
    assert fields(page.url)["bundle"] == ["hostile"]


def test_a_page_typed_by_its_name_is_shown_with_what_was_asked(page, site, bundle):
    page.goto(f"{site.address}/overview?narrative=3")
    expect_count(page, n_of_all(bundle, Selection(narratives=(3,))))
    expect(page.get_by_text("Page not found")).to_have_count(0)
    assert urlsplit(page.url).path == "/"
    assert expect_field(page, "narrative") == ["3"]


def test_one_press_leads_back_to_the_page_before(page, site, bundle):
    page.goto(site.link(View("timeline", kind="heat-map"), bundle))
    expect_chart(page)
    page.get_by_role("link", name="Documents").click()
    expect(page.locator('[data-testid="stDataFrame"]')).to_be_visible()
    expect_field(page, "digest")
    settle(page)
    page.go_back()
    expect(page.get_by_role("radio", name="Heat map")).to_be_checked()
    assert urlsplit(page.url).path == "/timeline"
    assert expect_field(page, "kind") == ["heat-map"]
    page.go_forward()
    expect(page.locator('[data-testid="stDataFrame"]')).to_be_visible()
    assert urlsplit(page.url).path == "/documents"


@pytest.mark.parametrize("first", ["timeline", "overview"])
def test_choices_are_there_when_one_comes_back(page, site, bundle, first):
    page.goto(site.link(View(first), bundle))
    expect_count(page, "300 of 300")
    page.get_by_role("link", name="Timeline").click()
    page.get_by_role("radio", name="Heat map").click()
    assert expect_field(page, "kind") == ["heat-map"]
    for title, heading in (("Compare", "Side by side"), ("Documents", "Documents")):
        page.get_by_role("link", name=title).click()
        expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
        settle(page)
    page.get_by_role("link", name="Timeline").click()
    expect(page.get_by_role("radio", name="Heat map")).to_be_checked()
    assert expect_field(page, "kind") == ["heat-map"]
    page.get_by_role("radio", name="Mentions").click()
    assert expect_field(page, "measure") == ["mentions"]
    expect(page.get_by_role("radio", name="Heat map")).to_be_checked()
    assert set(fields(page.url)) == {"bundle", "digest", "kind", "measure"}
