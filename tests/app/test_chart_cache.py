"""Answers that take seconds are found beside the pages that wait for them, which say how far they are."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pandas as pd
import pytest

from components import chart_cache
from filrouge.chart import Spec
from filrouge.charts import page_chart, specs
from filrouge.explore.progress import track
from filrouge.explore.selection import Selection
from filrouge.explore.view import View
from filrouge.i18n import speaking


class Rerun(BaseException):
    """As Streamlit stops a page that runs anew."""


class Place:
    """Where a page says how far an answer is; it is left after some words."""

    def __init__(self, said, most) -> None:
        self.said, self.most = said, most

    def progress(self, part, text):
        self.said.append((part, text))
        if len(self.said) == self.most:
            raise Rerun

    def empty(self):
        self.said.append(None)


class Viewer:
    """One who asks, and what stood in the place of the answer meanwhile: None for nothing."""

    def __init__(self, leaves_after: int | None = None) -> None:
        self.said: list[tuple[float, str] | None] = []
        self.leaves_after = leaves_after

    def ask(self, bundle, name: str):
        _viewer.value = self
        spec = Spec("slow", "findings", "Slow", page_chart, find=_find.value, whole=True, waiting="Testing…")
        return chart_cache.found(spec, bundle, View("findings", Selection(query=name)))


_viewer = threading.local()
_find = SimpleNamespace(value=None)


@pytest.fixture
def asked(monkeypatch):
    """What was looked for, and up to which step; each answer takes some steps of a tenth of a second."""
    found = SimpleNamespace(steps=5, begun=[], reached=0, ended=threading.Event())

    def slow(_bundle, view):
        found.begun.append(view.selection.query)
        try:
            for step in track(range(found.steps)):
                found.reached = step
                time.sleep(0.1)
        finally:
            found.ended.set()
        return SimpleNamespace(name=view.selection.query)

    _find.value = slow
    monkeypatch.setattr(chart_cache, "_SOON", 0.1)
    monkeypatch.setattr(chart_cache, "_OFTEN", 0.05)
    monkeypatch.setattr(chart_cache.st, "empty", lambda: Place(_viewer.value.said, _viewer.value.leaves_after))
    chart_cache._answer.clear()
    return found


@pytest.mark.usefixtures("asked")
def test_an_answer_that_takes_long_says_how_far_it_is(bundle):
    viewer = Viewer()
    assert viewer.ask(bundle, "slow").name == "slow"
    *steps, last = viewer.said
    assert last is None, "the bar is taken away"
    parts = [part for part, _text in steps]
    assert parts == sorted(parts)
    part, text = next(step for step in steps if 0 < step[0] < 1)
    assert text.startswith(f"Testing… {part * 5:.0f} of 5, ")
    assert text.endswith(" s left")


def test_what_was_found_is_kept_for_all(bundle, asked):
    first = Viewer().ask(bundle, "kept")
    again = Viewer()
    assert again.ask(bundle, "kept") is first
    assert again.said == [None]
    assert asked.begun == ["kept"]


def test_a_page_that_runs_anew_goes_on_waiting_for_the_same_answer(bundle, asked):
    asked.steps = 10
    with pytest.raises(Rerun):
        Viewer(leaves_after=3).ask(bundle, "again")
    second = Viewer()
    assert second.ask(bundle, "again").name == "again"
    assert asked.begun == ["again"]
    assert second.said[0][0] > 0


def test_two_viewers_wait_for_one_answer_and_one_may_leave(bundle, asked):
    asked.steps = 10
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(Viewer(leaves_after=4).ask, bundle, "both")
        other = Viewer()
        second = pool.submit(other.ask, bundle, "both")
        assert isinstance(first.exception(), Rerun)
        assert second.result().name == "both"
    assert asked.begun == ["both"]
    assert max(step[0] for step in other.said if step) > 0.5


def test_an_answer_that_nobody_waits_for_any_more_is_let_go_and_found_when_asked_again(bundle, asked, monkeypatch):
    monkeypatch.setattr(chart_cache, "_GRACE", 0.2)
    asked.steps = 100
    with pytest.raises(Rerun):
        Viewer(leaves_after=2).ask(bundle, "left alone")
    assert asked.ended.wait(30)
    assert asked.reached < 50
    asked.steps = 2
    assert Viewer().ask(bundle, "left alone").name == "left alone"
    assert asked.begun == ["left alone"] * 2


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize("wrong", [ValueError("no such thing"), TimeoutError("no such thing")])
def test_what_cannot_be_found_is_said_by_the_page_that_asked(monkeypatch, bundle, wrong):
    def broken(_bundle, _view):
        raise wrong

    monkeypatch.setattr(_find, "value", broken)
    viewer = Viewer()
    with pytest.raises(type(wrong), match="no such thing"):
        viewer.ask(bundle, "broken")
    assert viewer.said == [None]


def test_an_answer_is_in_no_language_and_found_once_for_all(bundle, asked):
    asked.steps = 1
    first = Viewer().ask(bundle, "language")
    with speaking("fr"):
        assert Viewer().ask(bundle.speaking("fr"), "language") is first
    assert len(asked.begun) == 1


@pytest.mark.parametrize("spec", [spec for spec in specs().values() if spec.find], ids=lambda spec: spec.name)
@pytest.mark.usefixtures("french")
def test_what_is_kept_holds_no_words_of_any_language(variant, spec):
    view = View(spec.page, Selection(narratives=(0, 1)), about=0)
    opened = variant("full")
    with speaking("fr"):
        french = spec.find(opened.speaking("fr"), spec.asked(view))
    english = spec.find(opened, spec.asked(view))
    assert "‹" not in (french.to_csv() if isinstance(french, pd.DataFrame) else repr(french))
    chart = spec.make(opened, spec.view(view), english)
    assert chart.table.equals(spec.make(opened, spec.view(view), french).table)


@pytest.mark.parametrize(
    ("done", "all_", "gone", "said"),
    [
        (0, 0, 3, "3 s"),
        (0, 60, 3, "0 of 60"),
        (20, 60, 10, "20 of 60, 20 s left"),
        (1, 1001, 2, "1 of 1,001, 33 min left"),
        (60, 60, 90, "60 of 60, 0 s left"),
    ],
)
def test_how_far_in_words(monkeypatch, done, all_, gone, said):
    monkeypatch.setattr(chart_cache, "time", SimpleNamespace(monotonic=lambda: 1000.0 + gone))
    assert chart_cache._HowFar(done, all_, 1000.0).text() == said


def test_a_test_is_kept_whichever_narratives_are_shown_of_it(bundle, monkeypatch):
    monkeypatch.setattr(chart_cache.st, "empty", lambda: Place([], None))
    chart_cache._answer.clear()
    begun = []

    def slow(_bundle, view):
        begun.append(view.selection)
        return len(begun)

    spec = Spec("slow", "findings", "Slow", page_chart, find=slow, whole=True, waiting="Testing…")
    selections = [Selection(), Selection(narratives=(1,)), Selection(sources=("Source 01",), narratives=(1, 2))]
    assert [chart_cache.found(spec, bundle, View("findings", selection)) for selection in selections] == [1, 1, 2]
    assert begun == [Selection(), Selection(sources=("Source 01",))]
