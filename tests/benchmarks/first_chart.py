"""How long a reader waits for the first chart of a page: everything cold, the browser cold, and warm.

Warm is measured twice: in a new tab, which runs Streamlit's and Plotly's scripts from the start, and by going to the
page from another one in an open tab.

uv run python tests/benchmarks/first_chart.py [BUNDLE]      (the demo unless told otherwise)
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
TITLES = {
    "": "Overview",
    "timeline": "Timeline",
    "topic_map": "Topic map",
    "compare": "Compare",
    "documents": "Documents",
}
DRAWN_ON = dict.fromkeys(TITLES, ".js-plotly-plot .main-svg") | {"documents": "[data-testid=stDataFrame] canvas"}


def serve(bundles: list[str], port: int) -> "subprocess.Popen[bytes]":
    """Start the dashboard and wait until it answers."""
    command = [sys.executable, "-m", "filrouge.cli", "serve", *bundles, "--port", str(port), "--no-browser"]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, env={**os.environ})
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1):
                return server
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)


def seconds(browser: Browser, address: str, drawn: str, times: int) -> list[float]:
    """Open a page `times` times in one fresh browser context; seconds until its chart is drawn, each time."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    elapsed = []
    for _ in range(times):
        page = context.new_page()
        start = time.perf_counter()
        page.goto(address)
        page.locator(drawn).first.wait_for(timeout=60_000)
        elapsed.append(time.perf_counter() - start)
        page.close()
    context.close()
    return elapsed


def seconds_from_another(browser: Browser, address: str, page_name: str, times: int) -> list[float]:
    """Go to a page from another one `times` times in an open tab that has drawn it before; seconds, each time."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    other = "timeline" if page_name == "documents" else "documents"
    page.goto(address + other)
    elapsed = []
    for _ in range(times + 1):
        page.locator(DRAWN_ON[other]).first.wait_for(timeout=60_000)
        page.wait_for_timeout(500)
        start = time.perf_counter()
        page.get_by_role("link", name=TITLES[page_name]).first.click()
        page.locator(DRAWN_ON[page_name]).first.wait_for(timeout=60_000)
        elapsed.append(time.perf_counter() - start)
        page.get_by_role("link", name=TITLES[other]).first.click()
    page.context.close()
    return elapsed[1:]


def main(bundles: list[str]) -> None:
    """Print the table."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    console = Console()
    console.print("Seconds to the first chart; warm: median of 5.")
    heads = ("server and browser cold", "browser cold", "warm, new tab", "warm, from another page")
    table = Table("page", "server up", *heads)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for page, title in TITLES.items():
            start = time.perf_counter()
            server = serve(bundles, port)
            up = time.perf_counter() - start
            address = f"http://127.0.0.1:{port}/"
            try:
                cold, *warm = seconds(browser, address + page, DRAWN_ON[page], 6)
                (fresh,) = seconds(browser, address + page, DRAWN_ON[page], 1)
                near = seconds_from_another(browser, address, page, 5)
            finally:
                server.terminate()
                server.wait()
            figures = (up, cold, fresh, sorted(warm)[2], sorted(near)[2])
            table.add_row(title, *(f"{figure:.2f}" for figure in figures))
        browser.close()
    console.print(table)


if __name__ == "__main__":
    main(sys.argv[1:])
