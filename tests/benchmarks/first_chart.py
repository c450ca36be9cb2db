"""How long a reader waits: from opening a page in a fresh browser to its first chart, server cold and warm.

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
PAGES = ("", "timeline", "topic_map", "compare", "documents")
DRAWN = ".js-plotly-plot .main-svg, [data-testid=stDataFrame] canvas"


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


def seconds(browser: Browser, address: str, times: int) -> list[float]:
    """Open a page `times` times in one fresh browser context; seconds until its chart is drawn, each time."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    elapsed = []
    for _ in range(times):
        page = context.new_page()
        start = time.perf_counter()
        page.goto(address)
        page.locator(DRAWN).first.wait_for(timeout=60_000)
        elapsed.append(time.perf_counter() - start)
        page.close()
    context.close()
    return elapsed


def main(bundles: list[str]) -> None:
    """Print the table."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    table = Table("page", "server up (s)", "server and browser cold (s)", "browser cold (s)", "warm, median of 5 (s)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for page in PAGES:
            start = time.perf_counter()
            server = serve(bundles, port)
            up = time.perf_counter() - start
            address = f"http://127.0.0.1:{port}/{page}"
            try:
                cold, *warm = seconds(browser, address, 6)
                (fresh,) = seconds(browser, address, 1)
            finally:
                server.terminate()
                server.wait()
            table.add_row(page or "overview", f"{up:.1f}", f"{cold:.2f}", f"{fresh:.2f}", f"{sorted(warm)[2]:.2f}")
        browser.close()
    Console().print(table)


if __name__ == "__main__":
    main(sys.argv[1:])
