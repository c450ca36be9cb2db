"""What holds for every page, looked at in one load of each, as a load takes longest: what axe finds against WCAG 2.1 AA
and what it cannot judge, text in charts, zoom and motion; and that nothing leaves it. Then the keyboard.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from filrouge.explore.view import PAGES, View

from .looking import PLOT, expect_chart, expect_offline, expect_page, press_everything, settle

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]},
    "resultTypes": ["violations"],  # of the thousands of nodes that pass, one a rule is described
}

# Streamlit's or Plotly's own doing, with its cause; nothing of ours may be added here.
EXCEPTIONS: dict[str, str] = {}

CONTRAST = """() => {
  const light = c => { const [r, g, b] = c.match(/[\\d.]+/g).map(Number).map(v => v / 255)
    .map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b };
  const ground = light(getComputedStyle(document.querySelector('.stApp')).backgroundColor);
  return [...document.querySelectorAll('.js-plotly-plot :is(.xaxislayer-above, .yaxislayer-above, .legend) text')]
    .filter(t => t.textContent.trim()).map(t => { const l = light(getComputedStyle(t).fill);
      return [t.textContent, (Math.max(l, ground) + .05) / (Math.min(l, ground) + .05)] });
}"""


MOVING = """() => [...document.querySelectorAll('.stApp *')].filter(e => { const s = getComputedStyle(e);
  return Math.max(...[s.animationDuration, s.transitionDuration].flatMap(d => d.split(',').map(parseFloat))) > .01
}).map(e => e.tagName + '.' + e.className).slice(0, 5)"""

CUT = """() => [...document.querySelectorAll('[data-testid="stMain"] button p')]
  .filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflow === 'hidden')
  .map(e => e.textContent)"""

SMALL = {"1280 x 800 at 200 %": (640, 400), "a telephone": (390, 844)}


def open_page(fresh, site, bundle, key, **options):
    page = fresh(**options)
    page.goto(site.link(View(key, about=next(iter(bundle.labels))), bundle))
    expect_page(page, key)
    return page


def expect_nothing_found_by_axe(page: Page) -> None:
    page.wait_for_function("() => !document.getAnimations().some(a => a.playState === 'running')")
    found = Axe().run(page, options=RULES).response
    assert len(found["passes"]) > 15, "axe has looked at next to nothing"
    broken = [
        (rule["id"], node["target"], node["html"][:200])
        for rule in found["violations"]
        if rule["id"] not in EXCEPTIONS
        for node in rule["nodes"]
    ]
    assert broken == []
    # axe leaves text over images open, which the SVG of a chart is to it.
    weak = [(text, ratio) for text, ratio in page.evaluate(CONTRAST) if ratio < 4.5]
    assert weak == []


def expect_nothing_cut_on_a_small_screen(page: Page) -> None:
    for size, (width, height) in SMALL.items():
        page.set_viewport_size({"width": width, "height": height})
        settle(page)
        # Charts and tables follow the window one after the other.
        page.wait_for_function(
            "() => { const e = document.querySelector('[data-testid=\"stMain\"]');"
            " return e.scrollWidth <= e.clientWidth }"
        )
        assert page.evaluate(CUT) == [], size
    for plot in page.locator(PLOT).all():
        box = plot.bounding_box()
        scrolls = plot.evaluate(
            "e => { const holder = e.closest('[class*=st-key-wide-]');"
            " return !!holder && ['auto', 'scroll'].includes(getComputedStyle(holder).overflowX)"
            " && holder.clientWidth <= 390 }"
        )
        assert box["width"] <= 390 or scrolls, "wider than the screen, and nothing to scroll it in"
        assert box["width"] >= 200


# A page is loaded once for each theme, for each language, and with motion and without: contrast has no language, and
# words have no theme.
@pytest.mark.parametrize("key", list(PAGES))
def test_a_page_in_french_in_the_light(fresh, site, bundle, key):
    page = open_page(fresh, site, bundle, key, color_scheme="light", locale="fr-FR", reduced_motion="no-preference")
    expect_nothing_found_by_axe(page)
    expect_nothing_cut_on_a_small_screen(page)


@pytest.mark.parametrize("key", list(PAGES))
def test_a_page_in_english_in_the_dark_for_those_who_want_nothing_to_move(fresh, site, bundle, key):
    page = open_page(fresh, site, bundle, key, color_scheme="dark", locale="en-GB", reduced_motion="reduce")
    size = page.viewport_size
    expect_nothing_found_by_axe(page)
    assert page.evaluate(MOVING) == []
    expect_nothing_cut_on_a_small_screen(page)
    # What reaches for something elsewhere is trouble in every test: conftest.py, Trouble.
    page.set_viewport_size(size)
    settle(page)
    expect_offline(page, press_everything(page))
    settle(page)


def test_a_page_is_reached_and_filtered_with_the_keyboard_alone(fresh, site, bundle):
    page = open_page(fresh, site, bundle, "overview")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('href') || ''").endswith("/timeline"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/timeline**")
    expect_chart(page)
    search = page.get_by_role("searchbox", name="Search in the texts")
    for _ in range(60):
        page.keyboard.press("Tab")
        if search.evaluate("e => e === document.activeElement"):
            break
    page.keyboard.type("harbour")
    page.keyboard.press("Enter")
    page.wait_for_url("**query=harbour**")


def test_what_has_the_focus_shows_it(fresh, site, bundle):
    page = open_page(fresh, site, bundle, "timeline")
    unmarked = []
    for _ in range(30):
        page.keyboard.press("Tab")
        name, marked = page.evaluate(
            # Of a field that is more than its input, the ring is round the whole.
            "() => { const e = document.activeElement;"
            " const field = e.closest('.stTextInputRootElement, .react-aria-ComboBox > *');"
            " return [e.tagName + ' ' + (e.getAttribute('aria-label') || e.textContent || '').slice(0, 40),"
            " [e, field].some(f => f && getComputedStyle(f).outlineStyle === 'solid'"
            " && parseFloat(getComputedStyle(f).outlineWidth) >= 2)] }"
        )
        if not marked:
            unmarked.append(name)
    assert unmarked == []
