"""What every page costs as documents grow: query and figure, bytes sent, time to the drawn chart in Chromium, and what
each further viewer adds to the memory of the server.

uv run python tests/benchmarks/pages.py [DOCUMENTS...]      (20000 200000 1000000 unless told otherwise)

Documents are made up, two passages each. Query and figure are medians; nothing is left of what was asked before. The
chart is timed in a new tab of a warm server. A viewer is a tab that looks at every page, with filters of its own.
"""

import shutil
import socket
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from subprocess import Popen

from first_chart import FLAGS, serve
from playwright.sync_api import Browser, sync_playwright
from rich.console import Console
from rich.table import Table
from server import milliseconds
from topic_map import first_view

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from filrouge.bundle import Bundle
from filrouge.charts import page_chart
from filrouge.explore.documents import documents
from filrouge.explore.selection import Selection
from filrouge.explore.view import View
from tests.synthetic import synthetic_bundle

TIMES = 3
VIEWERS = 4
PAGES = {
    "overview": "",
    "timeline": "timeline",
    "topic-map": "topic_map",
    "compare": "compare",
    "documents": "documents",
}
_CHART = "() => document.querySelector('.js-plotly-plot')?._fullLayout?._size"
_DRAWN = ".js-plotly-plot .main-svg, [data-testid='stDataFrame']"


def selections() -> dict[str, Selection]:
    """Everything, and a full-text query that most documents match."""
    return {"everything": Selection(), "query": Selection(query="harbour OR winter")}


def ask(bundle: Bundle, page: str, selection: Selection) -> Callable[[], object]:
    """What a page asks and draws; of the documents, it shows a page at a time."""
    if page == "documents":
        return lambda: documents(bundle, selection)
    return lambda: page_chart(bundle, View(page, selection))


def memory(server: Popen[bytes]) -> float:
    """Megabytes that the server and what it started hold."""
    parents = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        except OSError:
            continue
        parents[int(status.parent.name)] = int(fields["PPid"]), int(fields.get("VmRSS", "0 kB").split()[0])
    total, asked = 0, [server.pid]
    while asked:
        pid = asked.pop()
        total += parents.get(pid, (0, 0))[1]
        asked += [child for child, (parent, _size) in parents.items() if parent == pid]
    return total / 1024


def look_around(browser: Browser, address: str, viewer: int) -> None:
    """One viewer: every page, from days of their own; the tab stays open."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    for path in PAGES.values():
        page.goto(f"{address}/{path}?from=2024-01-{viewer + 2:02}")
        page.locator(_DRAWN).first.wait_for(timeout=120_000)
        page.wait_for_timeout(500)


def main(sizes: list[int]) -> None:
    """Print the table."""
    console = Console(width=150)
    table = Table("documents", "page", "server ms", "server ms, query", "bytes", "chart s", "MB a viewer")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"), args=FLAGS
        )
        for size in sizes:
            made = synthetic_bundle(Path(folder) / f"pages-{size}", documents=size, sources=40, narratives=60)
            bundle = Bundle.open(made)
            ms = {
                page: [milliseconds(bundle, ask(bundle, page, selection)) for selection in selections().values()]
                for page in PAGES
            }
            del bundle
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", 0))
                port = probe.getsockname()[1]
            server = serve([str(made)], port)
            address = f"http://127.0.0.1:{port}"
            try:
                drawn = {}
                for page, path in PAGES.items():
                    if page == "documents":
                        continue
                    first_view(browser, f"{address}/{path}", _CHART)
                    drawn[page] = [first_view(browser, f"{address}/{path}", _CHART) for _ in range(TIMES)]
                look_around(browser, address, 0)
                before = memory(server)
                for viewer in range(1, VIEWERS + 1):
                    look_around(browser, address, viewer)
                each = (memory(server) - before) / VIEWERS
            finally:
                server.terminate()
                server.wait()
            for page, values in ms.items():
                views = drawn.get(page, [])
                seconds = f"{statistics.median(s for s, _ in views):.2f}" if views else ""
                sent = f"{max(b for _, b in views):,}" if views else ""
                of_viewer = f"{each:.0f}" if page == "overview" else ""
                row = (f"{size:,}", page, *(f"{value:.0f}" for value in values), sent, seconds, of_viewer)
                table.add_row(*row)
                console.print(*row)
            shutil.rmtree(made)
        browser.close()
    console.print(table)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [20_000, 200_000, 1_000_000])
