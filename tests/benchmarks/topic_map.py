"""The topic map of a million passages beside that of twenty thousand: server, bytes, and time to a drawn chart.

uv run python tests/benchmarks/topic_map.py [PASSAGES ...]      (20000 and 1000000 unless told otherwise)

Chromium draws in software. Each first view is a fresh tab on a warm server; then a reader zooms in, and the time is
that until the window's own points are drawn. "sides" are two sources side by side, with their difference.
"""

import shutil
import socket
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from first_chart import FLAGS, serve
from playwright.sync_api import Browser, Page, sync_playwright
from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from filrouge.bundle import Bundle
from filrouge.charts import page_chart
from filrouge.explore.outline import Window
from filrouge.explore.view import View
from tests.synthetic import synthetic_bundle

TIMES = 5
SIDES = ("server ms, sides", "first view s, sides", "bytes, sides")
WINDOW: Window = (3.0, -1.5, 6.0, 1.5)
_DRAWN = """() => {
  const plot = document.querySelector(".js-plotly-plot")
  return plot?._ev?._events?.plotly_relayout && plot._fullData?.some(t => t.type === "scattergl")
}"""
_IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'


def server_ms(bundle: Bundle, view: View) -> float:
    """Median milliseconds of query and figure."""
    page_chart(bundle, view)
    times = []
    for _ in range(TIMES):
        bundle.forget()
        start = time.perf_counter()
        page_chart(bundle, view)
        times.append(time.perf_counter() - start)
    return 1000 * statistics.median(times)


class Traffic:
    """Bytes that came over the page's web socket."""

    def __init__(self, page: Page) -> None:
        self.bytes = self.largest = 0
        page.on("websocket", lambda opened: opened.on("framereceived", self._count))

    def _count(self, frame: Any) -> None:
        self.bytes += len(frame)
        self.largest = max(self.largest, len(frame))


def first_view(browser: Browser, address: str, drawn: str = _DRAWN) -> tuple[float, int]:
    """Seconds until the map, or what else `drawn` tells of, is drawn in a new tab, and bytes sent."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    traffic = Traffic(page)
    start = time.perf_counter()
    page.goto(address)
    page.wait_for_function(drawn, timeout=120_000)
    elapsed = time.perf_counter() - start
    page.context.close()
    return elapsed, traffic.bytes


def zoom(browser: Browser, address: str) -> tuple[float, int]:
    """Seconds from a zoom until the window's own points are drawn (the pause of a third of a second included)."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    traffic = Traffic(page)
    page.goto(address)
    page.wait_for_function(_DRAWN, timeout=120_000)
    page.locator(_IDLE).wait_for(state="attached")
    page.wait_for_timeout(1500)
    traffic.bytes = 0
    left, bottom, right, top = WINDOW
    start = time.perf_counter()
    page.evaluate(
        f"Plotly.relayout(document.querySelector('.js-plotly-plot'), "
        f"{{'xaxis.range': [{left}, {right}], 'yaxis.range': [{bottom}, {top}]}})"
    )
    page.get_by_text("only part of the map is shown").or_(page.get_by_text("A part of the map is shown")).wait_for()
    elapsed = time.perf_counter() - start
    page.context.close()
    return elapsed, traffic.bytes


def main(sizes: list[int]) -> None:
    """Print the table, and the ratio of each size to the first."""
    console = Console(width=190)
    table = Table(
        "passages", "server ms", "server ms, window", "first view s", "bytes", "zoom s", "bytes, zoom", *SIDES
    )
    firsts = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"), args=FLAGS
        )
        for size in sizes:
            made = synthetic_bundle(Path(folder) / f"map-{size}", documents=size // 2, sources=40, narratives=60)
            bundle = Bundle.open(made)
            ms = server_ms(bundle, View("topic-map")), server_ms(bundle, View("topic-map", window=WINDOW))
            sides_ms = server_ms(bundle, View("topic-map", chart="map-sides"))
            del bundle
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", 0))
                port = probe.getsockname()[1]
            server = serve([str(made)], port)
            try:
                address = f"http://127.0.0.1:{port}/topic_map"
                first_view(browser, address)
                views = [first_view(browser, address) for _ in range(TIMES)]
                sides = [first_view(browser, f"{address}?chart=map-sides") for _ in range(TIMES)]
                zooms = [zoom(browser, address) for _ in range(TIMES)]
            finally:
                server.terminate()
                server.wait()
            firsts.append(statistics.median(seconds for seconds, _ in views))
            cells = [f"{value:.0f}" for value in ms]
            for measured in (views, zooms):
                cells.append(f"{statistics.median(seconds for seconds, _ in measured):.2f}")
                cells.append(f"{max(sent for _, sent in measured):,}")
            cells += [f"{sides_ms:.0f}", f"{statistics.median(seconds for seconds, _ in sides):.2f}"]
            cells.append(f"{max(sent for _, sent in sides):,}")
            table.add_row(f"{size:,}", *cells)
            console.print(
                f"{size:,}: first view {firsts[-1]:.2f} s, {firsts[-1] / firsts[0]:.2f} × that of {sizes[0]:,}"
            )
        browser.close()
    console.print(table)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [20_000, 1_000_000])
