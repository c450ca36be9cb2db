from playwright.sync_api import expect

from filrouge.explore.view import View

from .looking import expect_chart, expect_listening


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


def test_labels_on_the_map_keep_apart_however_narrow_it_is(page, site, bundle):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(site.link(View("topic-map"), bundle))
    expect_listening(page)
    boxes = page.locator(".js-plotly-plot .infolayer .annotation").evaluate_all(
        "labels => labels.filter(l => l.style.visibility !== 'hidden').map(l => l.getBoundingClientRect().toJSON())"
    )
    assert boxes
    for i, a in enumerate(boxes):
        for b in boxes[:i]:
            apart = (
                a["right"] <= b["left"] or b["right"] <= a["left"] or a["bottom"] <= b["top"] or b["bottom"] <= a["top"]
            )
            assert apart, (a, b)
