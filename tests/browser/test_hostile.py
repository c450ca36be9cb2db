import re
from collections.abc import Iterable

import pytest
from playwright.sync_api import expect

from filrouge.explore.selection import Selection, count
from filrouge.explore.view import View
from tests.conftest import HOSTILE

from .looking import expect_count, figure, main_text, plot_of, settle

RUNS = (
    'img[onerror], img[src="x"], img[src*="evil"], a[href*="evil"], script:not([src]):not([type]), '
    '[style*="evil"], .katex, strong:has-text("bold")'
)
"""What would be on the page if a text of the bundle had been run."""


def nothing_ran(page) -> None:
    settle(page)
    assert page.locator('[data-testid="stMain"]').locator(RUNS).count() == 0
    assert page.locator('[data-testid="stSidebar"]').locator(RUNS).count() == 0
    assert page.get_by_test_id("stException").count() == 0


def strange(texts: Iterable[str], written: Iterable[str]) -> list[str]:
    """Those of `texts` that are not one of `written`, whole or cut short."""
    known = [*written, "Other narratives", "No clear narrative", "(no source)"]
    cut = [re.sub(r"…°?( \(\d+\))?$", "", text.strip()) for text in texts]
    return [text for text in cut if not any(whole.startswith(text) for whole in known)]


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_a_document_is_shown_as_it_was_written(page, site, number):
    text = HOSTILE[number]
    hostile = site.bundles["hostile"]
    page.goto(site.link(View("documents", doc=f"d{number:07}"), hostile))
    expect(page.get_by_role("heading", name=f"{text} {number}", exact=True)).to_be_visible()
    expect(page.locator(".fr-text")).to_contain_text(text)
    settle(page)
    body = main_text(page)
    assert body.count(text) >= 3, "title, source and text"
    nothing_ran(page)


def test_passages_and_legend_are_shown_as_they_were_written(page, site):
    hostile = site.bundles["hostile"]
    page.goto(site.link(View("timeline", Selection(sources=HOSTILE[:4])), hostile))
    expect_count(page, f"{_documents(hostile)} of 120")
    labels = [hostile.labels[n] for n in hostile.labels]
    names = [t["name"] for t in figure(page)]
    assert any(name.startswith("&lt;img") for name in names)
    legend = page.locator(".js-plotly-plot .legendtext").all_text_contents()
    assert len(legend) > 8
    assert not strange(legend, labels)
    nothing_ran(page)


def _documents(hostile) -> int:
    return count(hostile, Selection(sources=HOSTILE[:4])).documents


def test_the_titles_of_small_multiples_are_shown_as_they_were_written(page, site):
    hostile = site.bundles["hostile"]
    page.goto(site.link(View("timeline", kind="multiples"), hostile))
    expect_count(page, "120 of 120")
    figure(page)
    titles = page.locator(".js-plotly-plot .annotation-text").all_text_contents()
    assert not strange(titles, hostile.labels.values())
    assert any(t.startswith("<img") for t in titles)


def test_sources_side_by_side(page, site):
    hostile = site.bundles["hostile"]
    page.goto(site.link(View("compare", compare=HOSTILE[:4], about=0), hostile))
    expect_count(page, "120 of 120")
    page.get_by_role("tab", name="All passages").click()
    for source in HOSTILE[:4]:
        expect(page.get_by_role("heading", name=source, exact=True)).to_be_visible()
    nothing_ran(page)


def test_passages_inside_an_outline(page, site):
    hostile = site.bundles["hostile"]
    view = View("topic-map", region=((-9.0, -9.0), (9.0, -9.0), (9.0, 9.0), (-9.0, 9.0)))
    page.goto(site.link(view, hostile))
    expect_count(page, "120 of 120")
    expect(page.locator(".fr-passage")).to_have_count(10)
    figure(page)
    nothing_ran(page)


def test_the_overview(page, site):
    hostile = site.bundles["hostile"]
    page.goto(site.link(View(), hostile))
    expect_count(page, "120 of 120")
    for card in ("documents-over-time", "narratives", "sources", "languages"):
        figure(page, card)
    ticks = page.locator(plot_of("sources")).locator(".ytick text").all_text_contents()
    assert not strange(ticks, HOSTILE)
    assert len(ticks) == len(HOSTILE) + 1
    nothing_ran(page)
