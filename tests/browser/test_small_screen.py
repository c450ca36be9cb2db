import pytest
from playwright.sync_api import expect

from filrouge.explore.view import PAGES, View

from .looking import PLOT, expect_chart, settle


@pytest.mark.parametrize("key", list(PAGES))
def test_a_telephone_shows_every_page_without_scrolling_sideways(fresh, site, bundle, key):
    page = fresh()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(site.link(View(key), bundle))
    if key == "documents":
        expect(page.locator('[data-testid="stDataFrame"]')).to_be_visible()
    else:
        expect_chart(page)
    settle(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    main = page.locator('[data-testid="stMain"]')
    assert main.evaluate("e => e.scrollWidth - e.clientWidth") <= 0
    for plot in page.locator(PLOT).all():
        box = plot.bounding_box()
        scrolls = plot.evaluate(
            "e => { const card = e.closest('[class*=st-key-card-]');"
            " return ['auto', 'scroll'].includes(getComputedStyle(card).overflowX) && card.clientWidth <= 390 }"
        )
        assert box["width"] <= 390 or scrolls, "wider than the screen, and nothing to scroll it in"
        assert box["width"] >= 200


def test_the_filters_open_over_the_page(fresh, site, bundle):
    page = fresh()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(site.link(View("timeline"), bundle))
    expect_chart(page)
    page.get_by_test_id("stExpandSidebarButton").click()
    metric = page.locator('[data-testid="stSidebar"] [data-testid="stMetricValue"]')
    metric.scroll_into_view_if_needed()
    expect(metric).to_be_in_viewport()
    expect(metric).to_have_text("300 of 300")
