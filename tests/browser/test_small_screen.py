from datetime import date

import pandas as pd
import pytest
from playwright.sync_api import expect

from filrouge.explore.bursts import BURST
from filrouge.explore.periods import Span
from filrouge.explore.view import View
from filrouge.figures import bursts

from .looking import PLOT, expect_chart, expect_listening, plot_of


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


def test_rows_that_are_called_by_sentences_leave_the_first_marks_in_sight(page, site, bundle):
    labels = "plot => plot.layout.yaxis.ticktext"
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(site.link(View("claims"), bundle))
    expect_chart(page, "claim-sources")
    plot = page.locator(plot_of("claim-sources"))
    whole = plot.evaluate(labels)
    assert max(len(label) for label in whole) > 40
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function(f"plot => ({labels})(plot).every(label => label.length < 21)", arg=plot.element_handle())
    points = "[...plot.querySelectorAll('.scatterlayer .point')].map(point => point.getBoundingClientRect().left)"
    page.wait_for_function(f"plot => Math.min(...{points}) < 250", arg=plot.element_handle())
    page.set_viewport_size({"width": 1440, "height": 900})
    page.wait_for_function(f"plot => ({labels})(plot).some(label => label.length > 40)", arg=plot.element_handle())
    assert plot.evaluate(labels) == whole


@pytest.mark.parametrize("key", ["timeline", "topic-map"])
def test_a_finger_scrolls_the_page_until_something_else_is_chosen(fresh, site, bundle, key):
    page = fresh(has_touch=True, is_mobile=True)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(site.link(View(key), bundle))
    expect_listening(page)
    plot, address = page.locator(PLOT).first, page.url
    plot.scroll_into_view_if_needed()
    mode, main = "plot => plot._fullLayout.dragmode", page.get_by_test_id("stMain")
    assert plot.evaluate(mode) is False
    box, before = plot.bounding_box(), main.evaluate("main => main.scrollTop")
    x, y = box["x"] + box["width"] / 2, min(box["y"] + box["height"] / 2, 700)
    session = page.context.new_cdp_session(page)
    for step in range(16):
        points = [{"x": x, "y": y - 20 * step}]
        session.send("Input.dispatchTouchEvent", {"type": "touchMove" if step else "touchStart", "touchPoints": points})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_function("([main, top]) => main.scrollTop > top + 100", arg=[main.element_handle(), before])
    assert page.url == address
    chosen = page.locator(".modes button").first
    chosen.tap()
    assert chosen.get_attribute("aria-pressed") == "true"
    assert plot.evaluate(mode) == {"timeline": "select", "topic-map": "lasso"}[key]


def test_what_stands_behind_a_burst_of_the_last_days_is_not_cut_off(page, site):
    page.set_viewport_size({"width": 340, "height": 300})
    burst = {"narrative": 0, "label": "Prime minister, withdrawal agreement", "status": BURST, "texts": 20}
    burst |= {"start": pd.Timestamp("2019-03-20"), "end": pd.Timestamp("2019-03-28"), "expected": 1.5, "ratio": 13.3}
    figure = bursts.figure(
        pd.DataFrame([{**burst, "p": 0.001, "q": 0.002}]), Span(date(2012, 1, 1), date(2019, 3, 28), 99)
    )
    page.goto(f"{site.address}/_stcore/health")
    page.set_content(figure.to_html(include_plotlyjs=True, config={"responsive": True}))
    word = page.locator(".bartext")
    expect(word).to_have_text("×13.3")
    box, picture = word.bounding_box(), page.locator(".main-svg").first.bounding_box()
    assert box["x"] + box["width"] <= picture["x"] + picture["width"]
