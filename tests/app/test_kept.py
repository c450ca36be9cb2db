"""Answers that take seconds are found beside the page, which says how far they are."""

import threading
import time

import pytest

from components import kept
from filrouge.explore.progress import counted
from filrouge.explore.selection import Selection
from filrouge.explore.view import View


@pytest.fixture
def said(monkeypatch) -> list[tuple[float, str] | None]:
    """What stood in the place of the answer, None for nothing."""
    shown = []

    class Place:
        def progress(self, part, text):
            shown.append((part, text))

        def empty(self):
            shown.append(None)

    monkeypatch.setattr(kept.st, "empty", Place)
    return shown


def test_an_answer_that_takes_long_says_how_far_it_is(monkeypatch, bundle, said):
    def slow(_bundle, view):
        for _ in counted(range(5)):
            time.sleep(0.3)
        return view.selection.query

    monkeypatch.setattr(kept, "page_chart", slow)
    view = View("findings", Selection(query="slow"))
    assert kept.chart(bundle, view, "Testing…") == "slow"
    *steps, last = said
    assert last is None, "the bar is taken away"
    parts = [part for part, _text in steps]
    assert parts == sorted(parts)
    assert 0 < parts[-1] < 1
    assert steps[-1][1].startswith("Testing… ")
    assert " of 5, " in steps[-1][1]
    assert steps[-1][1].endswith(" s left")
    said.clear()
    assert kept.chart(bundle, view, "Testing…") == "slow"
    assert said == [None], "what is kept is there at once"


def test_an_answer_that_nobody_waits_for_any_more_is_let_go(monkeypatch, bundle, said):
    reached, ended = [], threading.Event()

    def slow(_bundle, _view):
        try:
            for step in counted(range(100)):
                reached.append(step)
                time.sleep(0.1)
        finally:
            ended.set()

    class Rerun(Exception):
        pass

    def leave(*_said):
        raise Rerun

    monkeypatch.setattr(kept, "page_chart", slow)
    monkeypatch.setattr(kept.st.empty, "progress", leave)
    with pytest.raises(Rerun):
        kept.chart(bundle, View("findings", Selection(query="left alone")), "Testing…")
    assert ended.wait(30)
    assert len(reached) < 50
    assert said == [None]


def test_what_cannot_be_found_is_said_by_the_page_that_asked(monkeypatch, bundle, said):
    def broken(_bundle, _view):
        raise ValueError("no such thing")

    monkeypatch.setattr(kept, "page_chart", broken)
    with pytest.raises(ValueError, match="no such thing"):
        kept.chart(bundle, View("findings", Selection(query="broken")), "Testing…")
    assert said == [None]
