import io
from types import SimpleNamespace

from rich.console import Console

from filrouge.build import progress
from filrouge.build.progress import LogProgress


def test_time_left_is_told_by_the_pace_and_not_by_how_long_the_start_took(monkeypatch):
    clock = iter([0.0, 60.0, 70.0, 80.0])
    monkeypatch.setattr(progress, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    written = io.StringIO()
    with LogProgress(Console(file=written, width=80)).step("Drawing the map", 500) as advance:
        advance(1)
        advance(100)
    lines = written.getvalue().splitlines()
    assert lines == ["Drawing the map: 500 …", "  1 of 500", "  101 of 500, 40 s left", "  done in 80 s"]
