"""Charts and tests that take seconds, kept for all viewers."""

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from typing import Any, NamedTuple

import streamlit as st

from filrouge.bundle import Bundle
from filrouge.chart import PENDING, Spec
from filrouge.charts import specs
from filrouge.explore.progress import told_to
from filrouge.explore.view import View
from filrouge.i18n import _, number

_KEYS: dict[Any, Any] = {
    # What is kept is in no language.
    Bundle: lambda bundle: (bundle.digest, bundle.changes.revision if bundle.changes is not None else ""),
    View: lambda view: (view.page, view.selection, view.chosen),
}

_SOON = 0.4  # seconds in which nothing is said of an answer that comes
_OFTEN = 0.2  # seconds from one word on how far it is to the next
_GRACE = 10.0  # seconds in which a reader who has gone may come back, as every click on a page is a new run of it
_IN_MINUTES = 90.0  # seconds from which on time left is told in minutes

_finders = ThreadPoolExecutor(16, "findings")


class _Unwanted(Exception):
    """Nobody has waited for this answer for a while."""


class _HowFar(NamedTuple):
    """How many are done of how many, and when the first was begun; `all_` is 0 as long as that is not known."""

    done: int
    all_: int
    since: float

    def part(self) -> float:
        return self.done / max(self.all_, 1)

    def text(self) -> str:
        """Counts and time left, in words; time gone by as long as nothing is counted."""
        gone = time.monotonic() - self.since
        if not self.all_:
            return _("{n} s").format(n=number(round(gone)))
        counts = _("{n} of {all}").format(n=number(self.done), all=number(self.all_))
        if not self.done:
            return counts
        left = gone / self.done * (self.all_ - self.done)
        text = _("{n} min left") if left > _IN_MINUTES else _("{n} s left")
        return f"{counts}, {text.format(n=number(round(left / 60 if left > _IN_MINUTES else left)))}"


class _Answer:
    """The answer to one question, looked for beside the pages that wait for it, once for all of them.

    It is let go when nobody has waited for a while, and what failed or was let go is looked for anew when it is asked
    for again.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._found: Future[Any] | None = None
        self._waiting = 0
        self._left = 0.0
        self._how_far = _HowFar(0, 0, 0.0)

    def get(self, find: Callable[[], Any], show: Callable[[_HowFar], object]) -> Any:
        """Wait for the answer; `find` finds it where nobody is at it, `show` is told now and then how far it is."""
        with self._lock:
            self._waiting += 1
        try:
            while True:
                found, pause = self._begun(find), _SOON
                while not wait([found], pause).done:
                    show(self._how_far)
                    pause = _OFTEN
                if not isinstance(found.exception(), _Unwanted):  # it was let go as this reader came
                    return found.result()
        finally:
            with self._lock:
                self._waiting -= 1
                self._left = time.monotonic()

    @property
    def ready(self) -> Any:
        """The answer where it is there, else PENDING."""
        with self._lock:
            found = self._found
        return found.result() if found is not None and found.done() and not found.exception() else PENDING

    def _begun(self, find: Callable[[], Any]) -> Future[Any]:
        with self._lock:
            if self._found is None or (self._found.done() and self._found.exception()):
                self._how_far = _HowFar(0, 0, time.monotonic())
                # Errors are in the language of who asked first.
                self._found = _finders.submit(copy_context().run, self._looked_for, find)
            return self._found

    def _looked_for(self, find: Callable[[], Any]) -> Any:
        self._check()
        with told_to(self._told):
            return find()

    def _told(self, done: int, all_: int) -> None:
        self._check()
        before = self._how_far
        self._how_far = _HowFar(done, all_, before.since if done and before.all_ else time.monotonic())

    def _check(self) -> None:
        with self._lock:
            if not self._waiting and time.monotonic() - self._left > _GRACE:
                raise _Unwanted


@st.cache_resource(show_spinner=False, max_entries=128, hash_funcs=_KEYS)
def _answer(bundle: Bundle, name: str, view: View) -> _Answer:  # noqa: ARG001  (they are the question)
    return _Answer()  # which holds no bundle: one that was replaced is let go


def found(spec: Spec, bundle: Bundle, view: View) -> Any:
    """What a chart that takes seconds finds, kept for all viewers, whatever their language."""
    asked, find = spec.asked(view), spec.find
    if find is None:
        raise TypeError(f"the chart {spec.name} finds nothing that is kept")
    return _waited_for(_answer(bundle, spec.name, asked), lambda: find(bundle, asked), _(spec.waiting))


def ready(name: str, bundle: Bundle, view: View) -> Any:
    """What a chart that takes seconds has found, where it is known by now; else PENDING."""
    return _answer(bundle, name, specs()[name].asked(view)).ready


def finish(names: Sequence[str], bundle: Bundle, view: View) -> bool:
    """Wait for what some charts find; whether there was anything to wait for."""
    waiting = [name for name in names if ready(name, bundle, view) is PENDING]
    for name in waiting:
        found(specs()[name], bundle, view)
    return bool(waiting)


def _waited_for(answer: _Answer, find: Callable[[], Any], waiting: str) -> Any:
    place = st.empty()
    try:
        return answer.get(find, lambda far: place.progress(far.part(), f"{waiting} {far.text()}"))
    finally:
        place.empty()
