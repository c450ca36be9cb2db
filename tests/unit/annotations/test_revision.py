import shutil
from datetime import date

import pytest

from filrouge.annotations.events import Events, save_events
from filrouge.annotations.report import ReportEntry, change
from filrouge.annotations.revision import changed_since, revision
from filrouge.bundle import Bundle
from filrouge.explore.link import noted_since, read_link
from filrouge.explore.view import View


@pytest.fixture
def own(bundle_path, tmp_path):
    return Bundle.open(shutil.copytree(bundle_path, tmp_path / "own"))


def test_a_revision_changes_with_what_charts_show_and_with_nothing_else(own):
    assert revision(own) == ""
    change(own, lambda report: report.added(ReportEntry("note")))
    assert revision(own) == "", "the report is on no chart"
    save_events(own, Events(()), [(date(2024, 3, 1), "vote")])
    first = revision(own)
    assert len(first) == 8
    save_events(own, Events(()), [(date(2024, 3, 2), "count")])
    assert revision(own) not in {"", first}
    assert changed_since(first, own)


def test_a_link_knows_of_what_was_noted_when_it_was_made(own):
    view = View("timeline", period="month")
    before = view.link(own)
    assert not noted_since(before, own)
    save_events(own, Events(()), [(date(2024, 3, 1), "vote")])
    after = view.link(own)
    assert f"revision={revision(own)}" in after
    assert noted_since(before, own)
    assert not noted_since(after, own)
    assert read_link(before, own) == read_link(after, own) == view
    assert not noted_since("/timeline?period=month", own), "a link typed by hand says nothing of notes"
