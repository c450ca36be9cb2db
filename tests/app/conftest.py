"""Runs the dashboard without a browser, on bundles of the tests."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import AppTest, app_test, local_script_runner

from filrouge.explore.view import PAGES

ROOT = Path(__file__).resolve().parent.parent.parent
SHELL = ROOT / "components" / "shell.py"

Open = Callable[..., AppTest]


@pytest.fixture(scope="session", autouse=True)
def known_components_and_scripts() -> Iterator[None]:
    """At each run of a page, Streamlit searches all that is installed for components, which takes longer than it; and
    AppTest compiles the page's scripts anew, which a server keeps. While a page runs, AppTest looks a thousand times a
    second whether it is done, and takes the processor from it each time.
    """
    scripts, look_again = ScriptCache(), local_script_runner.require_widgets_deltas

    def wait(runner: local_script_runner.LocalScriptRunner, timeout: float) -> None:
        runner._script_thread.join(timeout)
        look_again(runner, timeout)

    with pytest.MonkeyPatch.context() as patch:
        scan = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", scan)
        patch.setattr(local_script_runner, "require_widgets_deltas", wait)
        for module in (app_test, local_script_runner):
            patch.setattr(module, "ScriptCache", lambda: scripts)
        yield


@pytest.fixture
def open_page(monkeypatch) -> Open:
    """Open a page of the dashboard by a cold link: a page's key, bundle paths, and link fields."""
    monkeypatch.syspath_prepend(str(ROOT))

    def open_(page: str, *bundles: Path, **fields: str | Sequence[str]) -> AppTest:
        monkeypatch.setenv("FILROUGE_BUNDLES", json.dumps([str(bundle) for bundle in bundles]))
        at = AppTest.from_file(str(SHELL), default_timeout=300)
        for name, value in fields.items():
            at.query_params[name.rstrip("_")] = value
        if page != next(iter(PAGES)):
            at.switch_page(f"../pages/{page.replace('-', '_')}.py")
        return at.run()

    return open_


def charts(at: AppTest) -> list[dict[str, Any]]:
    """The figures on the page."""
    return [json.loads(element.proto.spec) for element in at.get("plotly_chart")]


def data(at: AppTest, key: str) -> dict[str, Any]:
    """What a component of the page was given, by the key of it."""
    (found,) = [one for one in at.get("bidi_component") if one.proto.id.endswith(f"-{key}")]
    return json.loads(found.proto.json)


def html(at: AppTest) -> str:
    """All that is written as HTML."""
    return "\n".join(element.proto.body for element in at.get("html"))


def words(at: AppTest) -> str:
    """What a reader sees of that: without tags, with entities as the characters they stand for."""
    without_style = re.sub(r"<style>.*?</style>", "", html(at), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", without_style)).split())


def shown(at: AppTest) -> str:
    """ "n of N" in the sidebar."""
    (metric,) = at.sidebar.metric
    return metric.value


def message(at: AppTest) -> str:
    """The error on the page, in full."""
    return " ".join([*[e.value for e in at.main.error], *[e.value for e in at.main.text]])
