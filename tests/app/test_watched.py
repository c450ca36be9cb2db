"""A narrative is written, judged, filtered by, changed and removed, each in the browser's own way to it."""

import pytest

from filrouge.annotations import log
from filrouge.annotations.acts import Author
from filrouge.annotations.watched import watched, written
from filrouge.explore import meaning

from .conftest import data, html, shown, words
from .test_by_hand import field, press

WRITE = "Watch a narrative…"


def opened(at, key):
    """The page with the dialog of a watched narrative open, as a click on its name in the table opens it."""
    at.session_state["_open_dialog"] = ("watched", key, "")
    at.run()
    assert not at.exception
    return at


def write(at, sentence, name=""):
    press(at, WRITE)
    field(at.text_area, "What it says, in one sentence").set_value(sentence)
    field(at.text_input, "Short name (optional)").set_value(name)
    field(at.text_input, "Your name").set_value("Ana")
    return press(at, "Count it")


def test_it_is_written_judged_and_counted(open_page, told):
    at = write(open_page("overview", told.path), "gas", "Dear gas")
    (one,) = watched(told).values()
    assert "which passages count is a guess" in words(at), "what was written is judged next"
    verdicts = [radio for radio in at.radio if "does it say so?" in radio.label]
    assert len(verdicts) >= 3
    for radio in verdicts:
        radio.set_value("yes")
    press(at, "Save judgements")
    assert len(watched(told)[one.key].judged) == len(verdicts)
    assert log.current(told).history()[0].who == "Ana"
    said = f"{len(verdicts)} passages judged: {len(verdicts)} yes, 0 no."
    assert said in words(at)
    assert "No text counts that was not judged." in words(at)
    at = open_page("overview", told.path)
    assert "Watched narratives over time" in [s.value for s in at.main.subheader]
    rows = {column["title"]: column["values"] for column in data(at, "table-watched")["columns"]}
    assert rows["Narrative"] == ["Dear gas"]
    assert rows["Documents"] == [4]
    assert rows["Precision"] == [None], "nothing that counts was not judged"


def test_it_filters_every_page_and_says_how_sure_it_is(open_page, told):
    log.add(told, written(told, "Dear gas", "gas"), Author("Ana"))
    (key,) = watched(told)
    at = open_page("timeline", told.path, watched="dear gas")
    assert shown(at) == "4 of 8"
    assert at.query_params["watched"] in (key, [key])
    assert "“Dear gas”: not judged yet" in "".join(caption.value for caption in at.sidebar.caption)
    at = opened(open_page("overview", told.path), key)
    press(at, "Show only its documents")
    assert shown(at) == "4 of 8"


def test_it_is_changed_and_removed_and_removing_is_undone(open_page, told):
    log.add(told, written(told, "Dear gas", "gas"), Author("Ana"))
    (key,) = watched(told)
    at = opened(open_page("overview", told.path, watched=key), key)
    field(at.text_area, "Other ways to say it (optional)").set_value("le gaz\nla neige")
    at.text_input(key="_author_typed_watched").set_value("Ana")
    press(at, "Save")
    assert watched(told)[key].examples == ("le gaz", "la neige")
    press(opened(at, key), "Remove")
    assert watched(told) == {}
    assert shown(at) == "8 of 8", "a filter by what is not watched any more is gone with it"
    at = open_page("history", told.path)
    at.session_state["_author"] = "Ana"
    press(at.run(), "Undo my last change")
    assert list(watched(told)) == [key]


def test_what_cannot_be_saved_is_said_and_nothing_typed_is_lost(open_page, told):
    at = write(open_page("overview", told.path), "")
    assert any("Write what the narrative says" in error.value for error in at.error)
    assert field(at.text_input, "Short name (optional)")
    assert watched(told) == {}


def test_a_search_by_meaning_becomes_a_watched_narrative(open_page, told):
    at = open_page("timeline", told.path, similar="gas is dear")
    press(at, "Watch this…")
    assert field(at.text_area, "What it says, in one sentence").value == "gas is dear"


@pytest.mark.parametrize("page", ["overview", "timeline"])
def test_without_the_embedder_it_says_so(open_page, told, monkeypatch, page):
    log.add(told, written(told, "Dear gas", "<b>gas</b>"), Author("Ana"))
    monkeypatch.undo()
    meaning._SPACES.clear()
    at = open_page(page, told.path)
    assert not at.exception
    said = "".join(one.value for one in [*at.sidebar.caption, *at.main.warning])
    assert "What is watched cannot be counted here" in said
    assert "<b>gas</b>" not in html(at)
