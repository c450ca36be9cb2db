import re
from datetime import date
from math import isnan

import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from filrouge.explore.selection import Selection, count
from filrouge.explore.timeline import timeline
from filrouge.explore.view import View
from filrouge.wording.amounts import counts_text
from filrouge.wording.labels import labelled

from .conftest import TIMEOUT
from .looking import expect_count, expect_field, fields, figure, search, settle, type_day

Shares = dict[str, dict[pd.Timestamp, float]]


def shares(page: Page) -> Shares:
    """What is drawn of each narrative; periods with too few texts are marks of their own."""
    found: Shares = {}
    for trace in figure(page):
        own = found.setdefault(trace["name"], {})
        own |= {pd.Timestamp(x): y for x, y in zip(trace["x"], trace["y"], strict=True) if not isnan(y)}
    return found


def expected_shares(bundle, selection: Selection) -> Shares:
    frame = labelled(timeline(bundle, selection).frame, bundle)
    frame = frame[frame["documents"] > 0]  # of nothing there is no share
    return {label: dict(zip(own["start"], own["share"], strict=True)) for label, own in frame.groupby("label")}


def expect_shares(page: Page, bundle, selection: Selection) -> None:
    """Wait until what is drawn are the shares of a selection."""
    expected = expected_shares(bundle, selection)
    for _ in range(TIMEOUT // 200):
        found = shares(page)
        if found.keys() == expected.keys() and all(found[name] == pytest.approx(expected[name]) for name in expected):
            return
        page.wait_for_timeout(200)
    assert found == expected


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=label).first.click()
    page.get_by_role("option", name=option, exact=True).click()
    page.keyboard.press("Escape")


def n_of_all(bundle, selection: Selection) -> str:
    return f"{count(bundle, selection).documents} of 300"


def test_a_filter_changes_chart_and_link_and_survives_a_change_of_page(page, site, bundle):
    page.goto(site.link(View("timeline"), bundle))
    expect_count(page, "300 of 300")
    expect_shares(page, bundle, Selection())

    search(page, "harbour")
    selection = Selection(query="harbour")
    expect_count(page, n_of_all(bundle, selection))
    expect_shares(page, bundle, selection)
    assert expect_field(page, "query") == ["harbour"]

    choose(page, "Languages", "English")
    selection = Selection(query="harbour", languages=("en",))
    expect_count(page, n_of_all(bundle, selection))
    expect_shares(page, bundle, selection)
    assert expect_field(page, "language") == ["en"]

    page.get_by_role("link", name="Documents").click()
    expect(page).to_have_url(re.compile("/documents"))
    expect_count(page, n_of_all(bundle, selection))
    expect(page.get_by_text(f"{counts_text(count(bundle, selection))}. Latest first.")).to_be_visible()
    assert {name: fields(page.url).get(name) for name in ("query", "language")} == {
        "query": ["harbour"],
        "language": ["en"],
    }

    page.get_by_role("button", name="Reset filters").click()
    expect_count(page, "300 of 300")
    assert not {"query", "language"} & set(fields(page.url))


def test_a_query_that_cannot_be_read_can_be_mended_where_it_was_typed(page, site, bundle):
    page.goto(site.link(View("timeline"), bundle))
    expect_count(page, "300 of 300")
    search(page, '"harbour')
    expect(page.get_by_text("a quotation mark is not closed").first).to_be_visible()
    settle(page)
    expect(page.get_by_role("searchbox", name="Search in the texts")).to_have_value('"harbour')
    search(page, "harbour")
    expect_count(page, n_of_all(bundle, Selection(query="harbour")))


def test_days_the_wrong_way_round_can_be_mended_where_they_were_chosen(page, site, bundle):
    page.goto(site.link(View("timeline", Selection(date(2024, 6, 1))), bundle))
    expect_count(page, n_of_all(bundle, Selection(date(2024, 6, 1))))
    type_day(page, "To", "2024-03-01", key="Enter")
    assert expect_field(page, "to") == ["2024-03-01"]
    expect(page.get_by_text("later than").first).to_be_visible()
    settle(page)
    search(page, "harbour")
    assert expect_field(page, "query") == ["harbour"]
    settle(page)
    type_day(page, "To", "2024-09-01")
    expect_count(page, n_of_all(bundle, Selection(date(2024, 6, 1), date(2024, 9, 1), query="harbour")))


def test_the_chooser_opens_the_other_bundle_without_the_filters(page, site, bundle):
    page.goto(site.link(View("timeline", Selection(sources=("Source 02",))), bundle))
    expect_count(page, n_of_all(bundle, Selection(sources=("Source 02",))))
    choose(page, "Bundle", "hostile")
    expect_count(page, "120 of 120")
    hostile = site.bundles["hostile"]
    expect(page.locator(".fr-caption").first).to_contain_text(hostile.digest[:12])
    assert fields(page.url) == {"bundle": ["hostile"], "digest": [hostile.digest[:12]]}


def test_escape_closes_a_list_and_keeps_what_is_chosen(page, site, bundle):
    page.goto(site.link(View("narrative", about=3), bundle))
    settle(page)
    box = page.get_by_test_id("stMain").get_by_test_id("stSelectbox").first.locator("input")
    chosen = box.input_value()
    assert chosen.startswith(bundle.labels[3])
    box.focus()
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-expanded", "true")
    for _again in range(2):
        page.keyboard.press("Escape")
        expect(box).to_have_attribute("aria-expanded", "false")
        settle(page)
        assert box.input_value() == chosen
        assert "about=3" in page.url
