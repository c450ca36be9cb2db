"""The Chromium of the tests. On a busy machine it may die: it is started again, and the test it died in runs once more.

Only the death of a browser or of a page in it is forgiven, and each is named in a warning.
"""

import os
import shutil
import warnings
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Playwright, sync_playwright

REQUIRE = "FILROUGE_REQUIRE_BROWSER"
ARGUMENTS = [
    *["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
    *["--disable-component-update", "--disable-sync", "--process-per-site"],
    "--js-flags=--no-turbofan --no-maglev",  # a page is not open for so long that it pays to optimise its scripts
]
FORGOTTEN = "cookies,local_storage,indexeddb,service_workers,cache_storage,file_systems,shared_storage"
MOST = 3  # kinds of contexts that are kept; each takes some 300 MB


def executable() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next(filter(None, map(shutil.which, names)), None)


class Chromium:
    """One browser for all tests of a process, and another when it has died."""

    def __init__(self) -> None:
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None
        self._crashed = False
        self._test = ""

    def lend(self, test: str) -> Browser:
        """The browser, for a test; a new one if it, or a page in it, died since it was lent last."""
        if self._browser is not None and self.died():
            warnings.warn(f"Chromium died in or after {self._test} and was started again", stacklevel=2)
            self.close()
        if self._browser is None:
            self._playwright = sync_playwright().start()
            self._browser = self._playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
            self._browser.on("context", self._watch)
        self._test = test
        return self._browser

    def _watch(self, context: BrowserContext) -> None:
        context.on("page", lambda page: page.on("crash", self._note))

    def _note(self, *_: object) -> None:
        self._crashed = True

    def died(self, error: BaseException | None = None) -> bool:
        """Whether the browser or a page in it died; `error` is what a test met.

        What the error says is not enough: it may come before the news of the death, or be that of a page which was
        closed. So the browser is asked.
        """
        if self._browser is None:
            return False
        if self._crashed or not self._browser.is_connected():
            return True
        if not isinstance(error, Error):
            return False
        try:
            self._browser.new_context().close()
        except Error:
            return True
        return self._crashed

    def close(self) -> None:
        with suppress(Error):
            if self._browser is not None:
                self._browser.close()
        with suppress(Error):
            if self._playwright is not None:
                self._playwright.stop()
        self._playwright = self._browser = None
        self._crashed = False


class Contexts:
    """Contexts as good as new, in which the scripts of the dashboard are compiled already: that takes longer than most
    of what a test looks at.

    A page of the dashboard stays open in each: it keeps the process that all others share.
    """

    def __init__(self) -> None:
        self._browser: Browser | None = None
        self._free: dict[str, list[BrowserContext]] = {}

    def lend(self, browser: Browser, address: str, options: Mapping[str, Any]) -> BrowserContext:
        """A context that no other test of the dashboard at `address` has."""
        if browser is not self._browser:  # the one before died
            self._browser, self._free = browser, {}
        free = self._free.get(_key(address, options))
        if free:
            return free.pop()
        context = browser.new_context(**options)
        context.new_page().goto(f"{address}/_stcore/health")
        return context

    def take_back(self, context: BrowserContext, address: str, options: Mapping[str, Any]) -> None:
        """Close what a test opened, and forget what it kept."""
        try:
            first, *others = context.pages
            for page in others:
                page.close()
            kept = {"origin": address, "storageTypes": FORGOTTEN}
            context.new_cdp_session(first).send("Storage.clearDataForOrigin", kept)
        except (Error, ValueError):  # it died
            context.close()
            return
        key = _key(address, options)
        self._free[key] = [*self._free.pop(key, []), context]
        while len(self._free) > MOST:  # of those that were not asked for lately, none waits
            for old in self._free.pop(next(iter(self._free))):
                old.close()


def _key(address: str, options: Mapping[str, Any]) -> str:
    return repr([address, *sorted(options.items())])


_CHROMIUM = Chromium()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let tests with a browser run once more when it died, unless somebody debugs them."""
    if config.getoption("usepdb"):
        return
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.flaky(reruns=1, condition=_CHROMIUM.died))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    if executable() is None:
        why = f"no Chromium or Chrome on PATH (set {REQUIRE}=1 to make this an error)"
        if os.environ.get(REQUIRE) == "1":
            pytest.fail(why)
        pytest.skip(why)
    yield _CHROMIUM
    _CHROMIUM.close()


@pytest.fixture
def browser(chromium: Chromium, request: pytest.FixtureRequest) -> Browser:
    """A browser that is alive."""
    return chromium.lend(request.node.nodeid)
