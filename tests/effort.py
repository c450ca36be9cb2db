"""How long something may take, whatever else the machine has to do."""

import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Fail if what is inside takes more seconds of this process; those of other processes do not count."""
    start = time.process_time()
    yield
    taken = time.process_time() - start
    assert taken < seconds, f"{taken:.1f} s of work instead of {seconds} at most"
