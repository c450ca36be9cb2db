"""Take the pictures of the guide from the demo: uv run scripts/guide.py

Needs Chromium or Chrome. Every picture in docs/images comes from here, so that the guide shows what the dashboard is.
"""

import shutil
import socket
import subprocess
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from filrouge.annotations import report as storage
from filrouge.bundle import Bundle, records
from filrouge.charts import page_chart
from filrouge.explore.passages import passages_about
from filrouge.explore.selection import Selection
from filrouge.explore.view import View
from filrouge.export.chrome import browser_path
from filrouge.report.gather import chart_entry, passage_entry

ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "data" / "sample" / "bundle"
OUT = ROOT / "docs" / "images"
WIDTH, HEIGHT = 1280, 860
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")


def views(bundle: Bundle) -> dict[str, View]:
    """The picture of each page, by its name."""
    sources = tuple(bundle.sources["source"][:3])
    first = next(iter(bundle.labels))
    return {
        "overview": View(),
        "timeline": View("timeline", Selection(narratives=(first, first + 1)), period="month"),
        "topic-map": View("topic-map"),
        "compare": View("compare", compare=sources),
        "findings": View("findings", about=first),
        "documents": View("documents", Selection(query="harbour")),
        "report": View("report"),
    }


def fill_report(bundle: Bundle) -> None:
    """Put a chart and a quotation into the report of a bundle."""
    view = View("timeline", period="month")
    entry = chart_entry(bundle, view, page_chart(bundle, view))
    (quote,) = records(passages_about(bundle, Selection(), next(iter(bundle.labels)), limit=1).frame)
    storage.change(bundle, lambda report: report.with_words(title="What the islands read").added(entry))
    storage.change(bundle, lambda report: report.added(passage_entry(bundle, quote)))


def take(page: Page, address: str, name: str) -> None:
    """One picture, once the page has come to rest."""
    page.goto(address)
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', state="attached")
    page.wait_for_selector('.js-plotly-plot .main-svg, [data-testid="stDataFrame"], .fr-passage')
    page.wait_for_timeout(1500)
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(192, dither=Image.Dither.NONE).save(OUT / f"{name}.png", optimize=True)


def main() -> None:
    """Start the dashboard on a copy of the demo, and look at every page."""
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        copy = Path(folder) / "sample"
        shutil.copytree(DEMO, copy)
        bundle = Bundle.open(copy)
        fill_report(bundle)
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        command = [sys.executable, "-m", "filrouge.cli", "serve", str(copy), "--no-browser", "--port", str(port)]
        server = subprocess.Popen(command, cwd=ROOT)
        try:
            _pictures(bundle, f"http://127.0.0.1:{port}")
        finally:
            server.terminate()
            server.wait()


def _pictures(bundle: Bundle, address: str) -> None:
    for _attempt in range(120):
        try:
            with urlopen(f"{address}/_stcore/health", timeout=2):  # noqa: S310 - our own address
                break
        except (URLError, OSError):
            time.sleep(0.5)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=list(ARGUMENTS))
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, locale="en-GB")
        for name, view in views(bundle).items():
            take(page, address + view.link(bundle), name)
            sys.stdout.write(f"docs/images/{name}.png\n")
        browser.close()


if __name__ == "__main__":
    main()
