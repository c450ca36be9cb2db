from datetime import date

from filrouge.annotations.events import Events, events, save_events
from filrouge.bundle import Bundle
from tests.unit.explore.by_hand import by_hand_bundle

from .conftest import charts


def test_events_are_shown_saved_and_drawn(open_page, tmp_path):
    opened = Bundle.open(by_hand_bundle(tmp_path / "eight"))
    save_events(opened, Events(()), [(date(2025, 1, 7), "Strike")])
    at = open_page("timeline", opened.path, period="week")
    assert not at.exception
    assert any(expander.label == "Events on the charts: 1 event" for expander in at.expander)
    (chart,) = charts(at)
    assert [shape["x0"][:10] for shape in chart["layout"]["shapes"]] == ["2025-01-07"]
    next(button for button in at.button if button.label == "Save the events").click().run()
    assert not at.exception
    assert [said.value for said in at.success] == ["1 event is noted."]
    assert events(opened).found == ((date(2025, 1, 7), "Strike"),)


def test_a_file_that_cannot_be_read_is_named(open_page, tmp_path):
    opened = Bundle.open(by_hand_bundle(tmp_path / "eight"))
    (tmp_path / "eight.events.csv").write_bytes(b"date,label\n7 January,Strike\n")
    at = open_page("timeline", opened.path)
    assert any("line 2" in warning.value for warning in at.warning)
