"""How far an answer is that takes seconds, told to whoever listens."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

Listener = Callable[[int, int], None]
"""Called with how many are done and how many there are; what it raises stops the work."""

_Item = TypeVar("_Item")
_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def told_to(listener: Listener) -> Iterator[None]:
    """Tell this listener, and no other, of what is tracked inside the `with`."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def track(items: Sequence[_Item]) -> Iterator[_Item]:
    """The items one by one, also those that are added meanwhile; the listener is told how many are done before each,
    and at the end.
    """
    listener = _listener.get() or (lambda _done, _all: None)
    for done, item in enumerate(items):
        listener(done, len(items))
        yield item
    listener(len(items), len(items))
