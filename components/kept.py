"""Charts that take seconds to find, kept for all viewers."""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Any

import streamlit as st

from filrouge.bundle import Bundle
from filrouge.chart import Chart
from filrouge.charts import page_chart
from filrouge.explore import events
from filrouge.explore.progress import told_to
from filrouge.explore.view import View
from filrouge.i18n import _, number, spoken

KEYED: dict[Any, Any] = {Bundle: lambda bundle: (bundle.digest, bundle.language, spoken(), events.text(bundle))}
"""How a bundle is told from another, and from itself in another language."""

_SOON = 0.4  # seconds in which nothing is said of an answer that comes
_OFTEN = 0.2
_MINUTE = 90  # seconds from which on time left is told in minutes

# A page that has asked goes on saying how far the answer is, and lets go of it when the reader wants something else:
# so answers are found beside the page.
_finders = ThreadPoolExecutor(os.cpu_count(), "findings")


class _Unwanted(Exception):
    """Nobody waits for this answer any more."""


class _Told:
    """How far an answer is."""

    def __init__(self) -> None:
        self.done = self.all = 0
        self.since = time.monotonic()
        self.wanted = True

    def __call__(self, done: int, all_: int) -> None:
        if not self.wanted:
            raise _Unwanted
        if not done:  # the first of them, or a new row of them
            self.since = time.monotonic()
        self.done, self.all = done, all_

    def said(self) -> str:
        """Counts and time left, in words; empty as long as nothing is known."""
        if not self.all:
            return ""
        counts = _("{n} of {all}").format(n=number(self.done), all=number(self.all))
        if not self.done:
            return counts
        left = (time.monotonic() - self.since) / self.done * (self.all - self.done)
        text = _("{n} min left") if left > _MINUTE else _("{n} s left")
        return f"{counts}, {text.format(n=number(round(left / 60 if left > _MINUTE else left)))}"


@st.cache_data(show_spinner=False, max_entries=128, hash_funcs=KEYED)
def _chart(bundle: Bundle, view: View) -> Chart:
    return page_chart(bundle, view)


def chart(bundle: Bundle, view: View, waiting: str) -> Chart:
    """`charts.page_chart`, kept; `waiting` says what is done while it is not there yet."""
    told = _Told()

    def find() -> Chart:
        with told_to(told):
            found: Chart = _chart(bundle, view)
            return found

    answer = _finders.submit(copy_context().run, find)
    place = st.empty()
    try:
        pause = _SOON
        while True:
            try:
                return answer.result(pause)
            except TimeoutError:
                pause = _OFTEN
                place.progress(told.done / max(told.all, 1), f"{waiting} {told.said()}")
    finally:
        told.wanted = False
        place.empty()
