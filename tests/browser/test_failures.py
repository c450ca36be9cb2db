"""What a reader sees of an error that nobody foresaw, and what stands in the log of it."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .conftest import ROOT, Site, free_port, wait_until_up
from .looking import expect_chart, settle

PLANTED = "planted, with a secret"  # in tests/browser/broken.py
REFERENCE = re.compile(r"reference ([0-9A-F]{8})")


@pytest.fixture(scope="module")
def broken(chromium, bundle, tmp_path_factory):  # noqa: ARG001  (no server without a browser)
    """A dashboard in which errors are planted, the file that says where, and its log."""
    folder = tmp_path_factory.mktemp("broken")
    how, log, port = folder / "how.txt", folder / "log.txt", free_port()
    how.write_text("")
    environment = {
        **os.environ, "FILROUGE_BUNDLES": json.dumps([str(bundle.path)]), "FILROUGE_TEST_BROKEN": str(how),
        "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    command = [sys.executable, "-m", "uvicorn", "tests.browser.broken:app", "--port", str(port)]
    with log.open("wb") as stream:
        # In a folder of its own: what is set for the dashboard holds wherever the server was started.
        server = subprocess.Popen(command, cwd=folder, env=environment, stderr=stream, stdout=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_until_up(server, address, log)
        yield Site(address, {"full": bundle}), how, log
    finally:
        server.terminate()
        server.wait()


@pytest.fixture
def site(broken) -> Site:
    broken[1].write_text("")
    return broken[0]


def traceback_under(reference: str, log: Path) -> str:
    """What stands in the log under a reference, up to the next entry."""
    text = log.read_text("utf-8")
    (found,) = re.findall(rf"ERROR filrouge: error {reference}\n(Traceback.*?)(?=\n\d{{4}}-|\Z)", text, re.DOTALL)
    return found


def expect_own_page(page: Page, log: Path) -> None:
    said = page.get_by_test_id("stMain")
    expect(said.get_by_text("Something went wrong in Fil Rouge")).to_be_visible()
    expect(said).to_contain_text(REFERENCE)
    text = said.inner_text()
    assert PLANTED not in page.content()
    assert "RuntimeError" not in text
    expect(page.get_by_test_id("stException")).to_have_count(0)
    assert [
        href for href in page.locator("a").evaluate_all("all => all.map(a => a.host)") if href not in page.url
    ] == []
    (reference,) = REFERENCE.findall(text)
    found = traceback_under(reference, log)
    assert f"RuntimeError: {PLANTED}" in found
    assert "in planted" in found
    assert log.read_text("utf-8").count(f"RuntimeError: {PLANTED}") == log.read_text("utf-8").count("filrouge: error ")


def test_in_a_page(page, broken, site):
    _, how, log = broken
    how.write_text("page")
    page.goto(site.address + "/timeline?period=month")
    expect_own_page(page, log)
    page.get_by_role("button", name="Try again").click()
    settle(page)
    expect_own_page(page, log)
    how.write_text("")
    page.get_by_role("button", name="Show everything instead").click()
    expect_chart(page, "timeline")
    expect(page.get_by_text("Something went wrong")).to_have_count(0)


def test_in_a_part_of_a_page_and_in_callbacks(page, broken, site):
    page.goto(site.address + "/timeline")
    for where in ("In a part", "In a callback"):
        expect_chart(page, "timeline")
        settle(page)
        page.get_by_role("button", name=where).first.click()
        expect_own_page(page, broken[2])
        page.get_by_role("button", name="Try again").click()
        expect(page.get_by_text("Something went wrong")).to_have_count(0)
    expect_chart(page, "timeline")
    settle(page)
    page.get_by_role("button", name="One that is known").first.click()  # and says how to mend it
    expect(page.get_by_text("This cannot be shown")).to_be_visible()
    expect(page.get_by_text("out.csv: the disk is full.")).to_be_visible()
    expect(page.get_by_text("Free some space.")).to_be_visible()


def test_in_a_download(page, broken, site):
    _, how, log = broken
    page.goto(site.address + "/timeline")
    expect_chart(page, "timeline")
    settle(page)
    how.write_text("known")
    button = page.get_by_role("button", name="CSV", exact=True).first
    button.click()
    said = page.get_by_test_id("stDownloadButtonError")
    expect(said).to_have_text("out.csv: the disk is full. Free some space.")
    how.write_text("download")
    button.click()
    expect(said).to_have_text(REFERENCE)
    (reference,) = REFERENCE.findall(said.inner_text())
    assert f"RuntimeError: {PLANTED}" in traceback_under(reference, log)
    how.write_text("")
    with page.expect_download():
        button.click()
