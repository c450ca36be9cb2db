"""A server on synthetic bundles, and Chromium looking at it."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from filrouge.bundle import Bundle
from filrouge.explore.view import View

from .chromium import Contexts, browser, chromium, pytest_collection_modifyitems  # noqa: F401  (pytest finds them here)

ROOT = Path(__file__).resolve().parent.parent.parent
TIMEOUT = 180_000  # ms: other tests may have the cores for long
STILL = {"viewport": {"width": 1440, "height": 1000}, "reduced_motion": "reduce"}
"""Without animations, which cost a third of the time of a page where there is no graphics card."""

expect.set_options(timeout=TIMEOUT)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_up(server: subprocess.Popen, address: str, log: Path, seconds: float = 300) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if server.poll() is not None:
            pytest.fail(f"the server ended with {server.returncode}:\n{log.read_text('utf-8', 'replace')}")
        try:
            with urlopen(f"{address}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.1)
    pytest.fail(f"the server did not come up:\n{log.read_text('utf-8', 'replace')}")


@dataclass(frozen=True)
class Site:
    """A running dashboard."""

    address: str
    bundles: dict[str, Bundle]

    def link(self, view: View, bundle: Bundle) -> str:
        return self.address + view.link(bundle)


@pytest.fixture(scope="session")
def site(chromium, bundle, variant, tmp_path_factory) -> Iterator[Site]:  # noqa: ARG001, F811  (no server without one)
    bundles = {"full": bundle, "hostile": variant("hostile")}
    folder = tmp_path_factory.mktemp("server")
    port, log = free_port(), folder / "log.txt"
    environment = {**os.environ, "FILROUGE_BUNDLES": json.dumps([str(b.path) for b in bundles.values()])}
    with log.open("wb") as stream:
        server = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)],
            cwd=ROOT, env=environment, stdout=stream, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        address = f"http://127.0.0.1:{port}"
        wait_until_up(server, address, log)
        yield Site(address, bundles)
    finally:
        server.terminate()
        server.wait()


class Trouble:
    """What must not happen while a page is open: errors, dialogs, requests to elsewhere, and trying what it may not."""

    def __init__(self, context: BrowserContext, site: Site) -> None:
        self.host = urlsplit(site.address).netloc
        self.context = context
        self.found: list[str] = []
        self.requests = 0
        context.on("request", self._request)
        context.on("page", self.watch)

    def end(self) -> None:
        self.context.remove_listener("request", self._request)
        self.context.remove_listener("page", self.watch)

    def watch(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.found.append(f"error on the page: {error}"))
        page.on("dialog", self._dialog)
        page.on("console", self._said)
        page.on("websocket", lambda socket_: self._address(socket_.url))

    def _request(self, request) -> None:
        self.requests += 1
        self._address(request.url)

    def _address(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"data", "blob"} and parts.netloc != self.host:
            self.found.append(f"a request to elsewhere: {url}")

    def _said(self, message) -> None:
        if "Content Security Policy" in message.text:
            self.found.append(f"the browser says: {message.text}")

    def _dialog(self, dialog) -> None:
        self.found.append(f"a dialog: {dialog.message}")
        dialog.dismiss()


@pytest.fixture(scope="session")
def contexts() -> Contexts:
    return Contexts()


@pytest.fixture
def fresh(browser, contexts, site, request) -> Iterator:  # noqa: F811
    """Makes pages in contexts of their own; at the end nothing may have gone wrong in any."""
    lent, troubles = [], []

    def make(**options) -> Page:
        options = STILL | options
        context = contexts.lend(browser, site.address, options)
        context.set_default_timeout(TIMEOUT)
        troubles.append(Trouble(context, site))
        lent.append((context, options))
        return context.new_page()

    yield make
    for context, options in lent:
        contexts.take_back(context, site.address, options)
    for trouble in troubles:
        trouble.end()
    if request.node.get_closest_marker("xfail") is None:
        assert [text for trouble in troubles for text in trouble.found] == []
    assert all(trouble.requests for trouble in troubles)


@pytest.fixture
def page(fresh) -> Page:
    return fresh()
