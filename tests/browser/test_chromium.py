"""A browser that dies takes no other test with it, and hides no failure."""

import os
import subprocess
import sys

import pytest

from .conftest import ROOT

TESTS = """
from pathlib import Path

import pytest

MET = Path(__file__).with_name("met")
LETHAL = {
    "browser": lambda browser: browser.new_browser_cdp_session().send("Browser.crash"),
    "page": lambda browser: browser.new_page().goto("chrome://crash"),
}


def times(name):
    with MET.open("a") as stream:
        stream.write(name + "\\n")
    return MET.read_text().splitlines().count(name)


@pytest.mark.parametrize("what", LETHAL)
def test_killed(browser, what):
    if times("killed " + what) == 1:
        LETHAL[what](browser)


def test_after_it(browser):
    times("after")
    assert browser.new_page().evaluate("1 + 1") == 2


def test_killed_unseen(browser):
    times("unseen")
    try:
        LETHAL["browser"](browser)
    except Exception:
        pass


def test_killed_each_time(browser):
    times("each time")
    browser.new_browser_cdp_session().send("Browser.crash")


def test_wrong(browser):
    times("wrong")
    assert browser.new_page().evaluate("1 + 1") == 3


def test_closed_by_the_test(browser):
    times("closed")
    page = browser.new_page()
    page.close()
    page.evaluate("1")
"""

EXPECTED = {
    "test_killed[browser]": ("passed", "killed browser", 2),
    "test_killed[page]": ("passed", "killed page", 2),
    "test_after_it": ("passed", "after", 1),
    "test_killed_unseen": ("passed", "unseen", 1),
    "test_killed_each_time": ("failed", "each time", 2),
    "test_wrong": ("failed", "wrong", 1),
    "test_closed_by_the_test": ("failed", "closed", 1),
}


@pytest.fixture(scope="module")
def ended(chromium, tmp_path_factory):  # noqa: ARG001  (nothing to kill without one)
    """The output of these tests, and how often each of them ran."""
    folder = tmp_path_factory.mktemp("killed")
    (folder / "conftest.py").write_text(
        "from tests.browser.chromium import browser, chromium, pytest_collection_modifyitems\n"
    )
    (folder / "test_it.py").write_text(TESTS)
    (folder / "pytest.ini").write_text("[pytest]\n")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTEST_ADDOPTS": ""}
    command = [sys.executable, "-m", "pytest", "-v", "-p", "no:cacheprovider", "-n1", str(folder)]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return done.stdout, (folder / "met").read_text().splitlines()


@pytest.mark.parametrize("test", EXPECTED)
def test_only_a_dead_browser_is_forgiven_and_only_once(ended, test):
    stdout, met = ended
    outcome, name, times = EXPECTED[test]
    assert met.count(name) == times, stdout
    assert f"{outcome.upper()} test_it.py::{test}" in stdout


def test_each_death_is_named(ended):
    stdout, _ = ended
    killed = [test for test in EXPECTED if "killed" in test]
    assert len(killed) == 4
    for test in killed:
        assert f"Chromium died in or after test_it.py::{test} and was started again" in stdout
    assert f" {len(killed) + 1} warnings" in stdout, "one died twice"
