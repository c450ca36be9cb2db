"""What a test does with an open page: waits, reads the figures, points at marks."""

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as NotInTime

PLOT = ".js-plotly-plot"
PASSAGE = ".fr-passage > p"
IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]'

_FIGURE = """plot => plot._fullData.map(t => {
  const list = v => v === undefined || v === null ? [] : Array.from(v)
  const deep = v => ArrayBuffer.isView(v) || Array.isArray(v) ? Array.from(v, deep) : v
  return {type: t.type, name: t.name, visible: t.visible, x: list(t.x), y: list(t.y), z: deep(t.z ?? null),
          customdata: deep(t.customdata ?? null)}
})"""

_PLACE = """(plot, [x, y]) => {
  const {xaxis, yaxis} = plot._fullLayout, box = plot.getBoundingClientRect()
  return [box.left + xaxis._offset + xaxis.d2p(x), box.top + yaxis._offset + yaxis.d2p(y)]
}"""

_BAR = ".modebar-btn"
_CONTEXT = "plots => plots.map(p => [p._context.showSendToCloud, p._context.plotlyServerURL, p._context.displaylogo])"


def settle(page: Page) -> None:
    """Wait until the server has nothing more to say."""
    page.wait_for_timeout(100)  # a run begins a moment after what asks for it
    page.wait_for_selector(IDLE, state="attached")


def follow(page: Page, name: str) -> None:
    """Go to a page by its name in the menu, which folds those that have no room."""
    link = page.get_by_role("link", name=name).first
    if not link.is_visible():
        page.get_by_text(re.compile(r"^\d+ more$")).click()
        link = page.get_by_role("menuitem").filter(has_text=name)
    link.click()


def expect_count(page: Page, text: str) -> None:
    """Wait for "n of N" in the sidebar."""
    # While the page changes, the old number may stand above the new one.
    expect(page.locator('[data-testid="stSidebar"] [data-testid="stMetricValue"]').last).to_have_text(text)
    settle(page)


def plot_of(card: str = "") -> str:
    """The selector of the chart on a card, by the card's key; without one, of any chart.

    Charts are not counted: one that is drawn late would lend its place to the next.
    """
    return f".st-key-card-{card} {PLOT}" if card else PLOT


def expect_chart(page: Page, card: str = "") -> None:
    """Wait until a chart has marks, or a message."""
    page.wait_for_function(
        "plot => { const p = document.querySelector(plot); return p?._fullData && p._fullLayout?._size }",
        arg=plot_of(card),
    )


def expect_page(page: Page, key: str) -> None:
    """Wait until a page, by its key, shows what it has, and the server has nothing more to say."""
    if key == "history":
        expect(page.locator('[data-testid="stMain"]').get_by_role("heading").first).to_be_visible()
    elif key in {"documents", "sources"}:
        expect(page.locator('[data-testid="stDataFrame"]')).to_be_visible()
    elif key == "report":
        expect(page.get_by_role("button", name=re.compile("Add a note|Ajouter une note"))).to_be_visible()
    else:
        expect_chart(page)
    settle(page)


def figure(page: Page, card: str = "") -> list[dict[str, Any]]:
    """The traces of a chart as they are drawn."""
    expect_chart(page, card)
    return page.locator(plot_of(card)).first.evaluate(_FIGURE)


def place(page: Page, x: object, y: object, card: str = "") -> tuple[float, float]:
    """Where on the screen a point of a chart lies."""
    plot = page.locator(plot_of(card)).first
    plot.scroll_into_view_if_needed()
    left, top = plot.evaluate(_PLACE, [x, y])
    return left, top


def expect_listening(page: Page, card: str = "") -> None:
    """Wait until a chart reports clicks: the part that listens is drawn after it."""
    page.wait_for_function("plot => !!document.querySelector(plot)?._ev?._events?.plotly_click", arg=plot_of(card))
    settle(page)


def came(page: Page, happened: str, seconds: float) -> bool:
    """Wait until something is true on the page, and say whether it came to that in time."""
    try:
        page.wait_for_function(happened, timeout=1000 * seconds)
    except NotInTime:
        return False
    return True


def click_mark(page: Page, x: object, y: object, card: str = "") -> None:
    """Point at a mark and click; once more where the page moved under the mouse and the chart had nothing of it."""
    expect_listening(page, card)
    plot = page.locator(plot_of(card)).first
    for attempt in range(8):  # each is given more time than the one before: the machine may be busy
        settle(page)
        left, top = place(page, x, y, card)
        page.mouse.move(left - 3, top - 3)
        plot.evaluate(
            "plot => { plot._hoverdata = undefined; window.pointedAt = plot; window.clicked = false; "
            "plot.once('plotly_click', () => { window.clicked = true }) }"
        )
        page.mouse.move(left, top)
        if not came(page, "window.pointedAt._hoverdata?.length", 0.5 * 2**attempt):
            continue
        page.mouse.click(left, top)
        if came(page, "window.clicked", 0.5 * 2**attempt):
            return
    raise AssertionError(f"the chart {card!r} takes no click at {x}, {y}")


def lasso(page: Page, corners: Sequence[tuple[float, float]]) -> None:
    """Draw an outline with the mouse; corners in map units."""
    expect_listening(page)
    places = [place(page, x, y) for x, y in corners]
    page.mouse.move(*places[0])
    page.mouse.down()
    for corner in [*places[1:], places[0]]:
        page.mouse.move(*corner, steps=6)
    page.mouse.up()


def search(page: Page, query: str) -> None:
    """Type a query and press Enter."""
    page.get_by_role("searchbox", name="Search in the texts").fill(query)
    page.keyboard.press("Enter")


def type_day(page: Page, label: str, day: str, *, key: str = "Escape") -> None:
    """Type a day, written as 2025-05-31, into a date field, and press a key that says that it is done."""
    page.get_by_role("group", name=label, exact=True).get_by_role("spinbutton").first.click()
    page.keyboard.type(day.replace("-", ""))
    page.keyboard.press(key)


def fields(url: str) -> dict[str, list[str]]:
    """The fields of a link."""
    return parse_qs(urlsplit(url).query, keep_blank_values=True)


def expect_field(page: Page, name: str) -> list[str]:
    """Wait until a field is in the address, and return its values."""
    expect(page).to_have_url(re.compile(rf"[?&]{name}="))
    return fields(page.url)[name]


def passages(page: Page) -> list[str]:
    """The texts of the passages on the page."""
    return [" ".join(text.split()) for text in page.locator(PASSAGE).all_inner_texts()]


def expect_passages(page: Page, texts: Sequence[str]) -> None:
    """Wait until the page shows these passages, in this order."""
    expect(page.locator(PASSAGE)).to_have_text([" ".join(text.split()) for text in texts])


def main_text(page: Page) -> str:
    return page.locator('[data-testid="stMain"]').inner_text()


def press_everything(page: Page) -> set[str]:
    """Press each button of each chart's bar, and a button of each dialog that opens; returns what they are called."""
    names = set()
    for plot in page.locator(".js-plotly-plot").all():
        plot.scroll_into_view_if_needed()
        for number in range(plot.locator(_BAR).count()):
            button = plot.locator(_BAR).nth(number)
            names.add(button.get_attribute("data-title") or "")
            button.dispatch_event("click")
            for asked in page.locator(".plotly-cloud-dialog-box button").all():
                asked.dispatch_event("click")
    return names


def expect_offline(page: Page, names: set[str]) -> None:
    for shown, server, logo in page.locator(".js-plotly-plot").evaluate_all(_CONTEXT):
        assert (shown, server, logo) == (False, "", False)
    assert not [name for name in names if re.search("share|cloud|edit|plotly", name, re.IGNORECASE)]
