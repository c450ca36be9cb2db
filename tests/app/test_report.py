import json
import shutil

import pytest
from click.testing import CliRunner

from filrouge.annotations import report as storage
from filrouge.bundle import Bundle
from filrouge.cli import cli
from tests.synthetic import synthetic_bundle


@pytest.fixture
def own(tmp_path):
    """A bundle in a folder of its own: what is put beside it is seen by no other test."""
    return synthetic_bundle(tmp_path / "own", documents=60)


def press(at, label: str):
    next(button for button in at.main.button if button.label == label).click()
    return at.run()


def test_a_chart_goes_into_the_report_with_one_click_and_stays(open_page, own):
    at = press(open_page("timeline", own, language="English"), "Add to the report")
    assert not at.exception
    (entry,) = storage.stored(Bundle.open(own)).entries
    assert (entry.kind, entry.title) == ("chart", "Narratives over time")
    assert "language=en" in entry.link
    again = open_page("report", own)
    assert not again.exception
    assert "Narratives over time" in [field.value for field in again.main.text_input]


def test_what_a_click_writes_is_in_the_readers_language(open_page, own):
    at = press(open_page("timeline", own, lang="fr"), "Ajouter au rapport")
    assert [toast.value for toast in at.toast] == ["Ajouté au rapport"]
    (entry,) = storage.stored(Bundle.open(own)).entries
    assert entry.title == "Récits dans le temps"


def test_a_passage_is_quoted_with_its_proof(open_page, own):
    at = open_page("narrative", own)
    box = next(box for box in at.main.selectbox if box.label == "Quote a passage in the report")
    box.select_index(0).run()
    assert not at.exception
    (entry,) = storage.stored(Bundle.open(own)).entries
    assert len(entry.quote.sha256) == 64
    assert entry.quote.text


def test_entries_are_put_in_order_annotated_and_removed(open_page, own):
    at = press(press(open_page("report", own), "Add a note"), "Add a note")
    first, second = storage.stored(Bundle.open(own)).entries
    at = press(at, "Down")
    assert [e.id for e in storage.stored(Bundle.open(own)).entries] == [second.id, first.id]
    at.main.text_area[-1].input("Mind the gap").run()
    assert storage.stored(Bundle.open(own)).entries[1].annotation == "Mind the gap"
    press(at, "Remove")
    assert [e.id for e in storage.stored(Bundle.open(own)).entries] == [first.id]


def test_an_entry_says_that_the_data_have_changed(open_page, own, tmp_path):
    press(open_page("timeline", own), "Add to the report")
    file = tmp_path / "own.report.json"
    kept = json.loads(file.read_text("utf-8"))
    kept["entries"][0]["digest"] = "0" * 64
    file.write_text(json.dumps(kept), "utf-8")
    at = open_page("report", own)
    assert [w.value for w in at.main.warning if "data have changed" in w.value]


def test_a_broken_file_beside_the_bundle_says_so(open_page, own, tmp_path):
    (tmp_path / "own.report.json").write_text("{", "utf-8")
    at = open_page("report", own)
    assert not at.exception
    assert at.main.error
    shutil.rmtree(own)


def with_a_chart_of_the_past(tmp_path) -> None:
    """A report of a chart whose narrative the bundle no longer has, and a note."""
    entries = [
        {"kind": "chart", "id": "1", "title": "Gone", "link": "/timeline?narrative=Nothing"},
        {"kind": "note", "id": "2", "title": "Here"},
    ]
    raw = {"format": "filrouge-report", "version": 1, "title": "Both", "introduction": "", "entries": entries}
    (tmp_path / "own.report.json").write_text(json.dumps(raw), "utf-8")


def test_the_page_names_what_could_not_be_drawn(open_page, own, tmp_path):
    with_a_chart_of_the_past(tmp_path)
    at = press(open_page("report", own), "Create the report")
    assert not at.exception
    (said,) = [w.value for w in at.main.warning if w.value.startswith("“Gone” could not be drawn.")]
    assert "Nothing" in said
    assert at.get("download_button")


def test_the_command_line_names_what_could_not_be_drawn(own, tmp_path):
    with_a_chart_of_the_past(tmp_path)
    out = tmp_path / "report.html"
    told = CliRunner().invoke(cli, ["report", str(own), str(tmp_path / "own.report.json"), "--out", str(out)])
    assert told.exit_code == 0
    assert "“Gone” could not be drawn." in told.stderr
    assert "Here" in out.read_text("utf-8")
