"""Answers that are made once, whoever asks for them at the same time."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import TypeVar, cast

Answer = TypeVar("Answer")


class Answers:
    """Answers by key; the last `most` that were asked for, or all. Safe to share between threads."""

    def __init__(self, most: int | None = None) -> None:
        self._most = most
        self._made: OrderedDict[Hashable, Future[object]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Answer]) -> Answer:
        """What `make` returned for this key, now or before; others who ask meanwhile wait for it."""
        with self._lock:
            answer = self._made.get(key)
            if made_here := answer is None:
                answer = self._made[key] = Future()
                if self._most is not None and len(self._made) > self._most:
                    self._made.popitem(last=False)
            self._made.move_to_end(key)
        if made_here:
            try:
                answer.set_result(make())
            except BaseException as error:
                with self._lock:
                    self._made.pop(key, None)
                answer.set_exception(error)
        return cast("Answer", answer.result())

    def clear(self) -> None:
        """Forget all answers."""
        with self._lock:
            self._made.clear()
