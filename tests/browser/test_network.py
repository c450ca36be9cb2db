"""Nothing leaves the dashboard or a file it wrote. That nothing leaves a page, whatever is pressed, is seen where each
is loaded: test_accessibility.py.
"""

import re
import socket
from urllib.parse import urlsplit

from playwright.sync_api import expect
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from filrouge import export
from filrouge.annotations.report import Report, ReportEntry
from filrouge.charts import page_chart
from filrouge.explore.view import PAGES, View
from filrouge.report.write import report_bytes
from tests.charted import CHARTS

from .looking import expect_offline, press_everything, settle


def written(bundle, folder):
    """A report of all pages' charts, which are what the exported pages show one by one; and three kinds of those."""
    views = {key: View(key) for key in PAGES if CHARTS[key]}
    for key in ("timeline", "topic-map", "documents"):  # in SVG, in WebGL, and a table
        (folder / f"{key}.html").write_text(export.html_text(page_chart(bundle, views[key])), "utf-8")
    entries = tuple(ReportEntry("chart", link=view.link(bundle)) for view in views.values())
    (folder / "whole-report.html").write_bytes(report_bytes(Report(entries=entries), bundle, "html"))
    return sorted(folder.iterdir())


def test_no_exported_page_reaches_for_anything(browser, bundle, tmp_path):
    files = written(bundle, tmp_path)
    assert len(files) == 4
    context = browser.new_context()
    page, asked, figures = context.new_page(), [], 0
    context.on("request", lambda request: asked.append(request.url))
    context.on("page", lambda other: asked.append(f"a window: {other.url}"))
    page.on("pageerror", lambda error: asked.append(f"an error: {error}"))
    try:
        for file in files:
            page.goto(file.as_uri())
            if "Plotly.newPlot(" in file.read_text("utf-8"):
                page.wait_for_function(
                    "[...document.querySelectorAll('.js-plotly-plot')].every(p => p._fullLayout?._size)"
                )
                names = press_everything(page)
                assert any("PNG" in name for name in names), (file.name, names)
                expect_offline(page, names)
                figures += page.locator(".js-plotly-plot").count()
            # What one might type into a console, or a hostile text might run, does not leave either.
            assert page.evaluate("fetch('https://elsewhere.example/').then(() => 'left', () => 'kept')") == "kept"
        assert figures >= 8
        assert [url for url in asked if urlsplit(url).scheme not in {"file", "data", "blob"}] == []
    finally:
        context.close()


def knock(address: str, host: str, origin: str) -> str:
    """Open the WebSocket as a browser does that was told a name and shows a page."""
    parts = urlsplit(address)
    # The name is that of the stranger, the machine is this one: what DNS rebinding does.
    machine = socket.create_connection((parts.hostname, parts.port))
    try:
        with connect(
            f"ws://{host}/_stcore/stream", origin=origin, sock=machine, subprotocols=["streamlit"], proxy=None
        ):
            return "in"
    except InvalidStatus as error:
        return str(error.response.status_code)


def test_only_a_page_of_the_dashboard_comes_in_at_the_websocket(site):
    own = urlsplit(site.address)
    port = own.port
    for host, origin, outcome in (
        (own.netloc, f"http://{own.netloc}", "in"),
        (f"localhost:{port}", f"http://localhost:{port}", "in"),
        (f"evil.example:{port}", f"http://evil.example:{port}", "403"),
        (own.netloc, f"http://{own.hostname}:{port + 1}", "403"),
        (own.netloc, f"http://localhost:{port}", "403"),
    ):
        assert knock(site.address, host, origin) == outcome, (host, origin)


def test_what_tells_of_other_viewers_is_closed(page, site):
    page.goto(f"{site.address}/history")
    expect(page.get_by_test_id("stSidebar")).to_be_visible()
    answers = page.evaluate("Promise.all(['metrics', 'health'].map(n => fetch(`/_stcore/${n}`).then(a => a.status)))")
    assert answers == [404, 200]


def test_a_tables_own_download_which_would_write_formulas_is_not_offered(page, site):
    page.goto(site.link(View("documents"), site.bundles["hostile"]))
    table = page.get_by_test_id("stDataFrame").first
    expect(table).to_be_visible()
    settle(page)
    table.hover()
    expect(page.get_by_role("button", name=re.compile("^Search")).first).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("Download as CSV"))).to_have_count(0)
