"""How a build tells how far it is: to nobody, to a terminal, or to a log."""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Final, Protocol

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bars

Advance = Callable[[int], None]

LOG_EVERY_SECONDS: Final = 10.0


class Progress(Protocol):
    """Listens to a build."""

    def step(self, name: str, total: int | None = None) -> AbstractContextManager[Advance]:
        """Begin a step of `total` units (None: not known); gives a function to call with what was just done."""
        ...


class Silent:
    """A listener that says nothing."""

    @contextmanager
    def step(self, name: str, total: int | None = None) -> Iterator[Advance]:  # noqa: ARG002
        """Begin a step."""
        yield lambda _: None


class BarProgress:
    """A bar a step, with counts and time left, on a terminal."""

    def __init__(self, console: Console) -> None:
        self._console = console

    @contextmanager
    def step(self, name: str, total: int | None = None) -> Iterator[Advance]:
        """Begin a step."""
        counted = (BarColumn(bar_width=30), MofNCompleteColumn(), TimeRemainingColumn(compact=True))
        columns = (SpinnerColumn(finished_text="✓"), TextColumn("{task.description}", markup=False))
        with Bars(*columns, *(counted if total else ()), TimeElapsedColumn(), console=self._console) as bars:
            task = bars.add_task(name, total=total)
            yield lambda n: bars.advance(task, n)
            done = bars.tasks[0].completed
            bars.update(task, total=total or done or 1, completed=total or done or 1)


class LogProgress:
    """A plain line a step, and one every ten seconds of a long one, where there is no terminal."""

    def __init__(self, console: Console) -> None:
        self._console = console

    @contextmanager
    def step(self, name: str, total: int | None = None) -> Iterator[Advance]:
        """Begin a step."""
        self._say(f"{name}{f': {total:,}' if total else ''} …")
        start = last = time.monotonic()
        done, before, since = 0, 0, start

        def advance(n: int) -> None:
            nonlocal done, last, before, since
            now = time.monotonic()
            done += n
            if done == n:  # what came before the first word (loading, compiling) says nothing of the pace
                before, since = n, now
            if now - last >= LOG_EVERY_SECONDS:
                last = now
                of = f" of {total:,}" if total else ""
                if total and done > before:
                    of += f", {duration((now - since) / (done - before) * (total - done))} left"
                self._say(f"  {done:,}{of}")

        yield advance
        self._say(f"  done in {duration(time.monotonic() - start)}")

    def _say(self, line: str) -> None:
        self._console.print(line, markup=False, highlight=False, soft_wrap=True)


def duration(seconds: float) -> str:
    """Seconds in words an analyst reads: '8 s', '6 min', '2 h 5 min'."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"
