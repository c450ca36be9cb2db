"""Twenty writers at once, two thousand acts, half of the writers killed and begun again: in a file and in PostgreSQL.

    uv run python tests/benchmarks/store.py

Before that, what a log of 100,000 rows costs a page. Nothing may be lost, nothing twice, and both must come to the
same; it stops with an error where that does not hold.
"""

import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from filrouge.annotations import log
from filrouge.annotations.acts import DOCUMENT, Author, Row
from filrouge.annotations.database import Database, at_address, in_file
from filrouge.annotations.overlay import seen
from filrouge.annotations.revision import revision
from filrouge.annotations.state import State
from filrouge.bundle import Bundle
from tests.unit.annotations.servers import started_server, why_no_server
from tests.unit.annotations.writing import COLLECTION, write_at_once, written
from tests.unit.explore.by_hand import by_hand_bundle

CONSOLE = Console()
WRITERS, ACTS, KILLED_AFTER = 20, 100, 20


def measure(name: str, held: Database, where: str) -> None:
    """Write, check and say how long it took."""
    began = time.perf_counter()
    write_at_once(held, where, processes=WRITERS, threads=1, acts=ACTS, kill_after=KILLED_AFTER)
    seconds = time.perf_counter() - began
    rows = held.rows(COLLECTION)
    CONSOLE.print(
        f"{name}: {WRITERS} writers, {WRITERS // 2} killed, {len(rows)} rows in {seconds:.0f} s: all there, once"
    )


def measure_page(folder: Path) -> None:
    """Say what a log of 100,000 rows costs: read for the first time, after one more act, and a page."""
    bundle, author = Bundle.open(by_hand_bundle(folder / "page")), Author("Ana")
    for n in range(100):
        rows = [Row(DOCUMENT, f"d{n}-{i}", "tag:free:x", True) for i in range(1000)]
        log.add(bundle, rows, author)
    log._states.clear()
    log._marks.clear()
    bundle = Bundle.open(bundle.path)
    seconds = []
    for _again in range(22):
        began = time.perf_counter()
        seen(bundle)
        revision(bundle)
        seconds.append(time.perf_counter() - began)
    log.add(bundle, [Row(DOCUMENT, "new", "tag:free:x", True)], author)
    began = time.perf_counter()
    seen(bundle)
    after = 1000 * (time.perf_counter() - began)
    CONSOLE.print(
        f"100,000 rows: {seconds[0]:.1f} s when they are first read, {after:.0f} ms after one more act, "
        f"{1000 * sorted(seconds)[len(seconds) // 2]:.1f} ms for a page"
    )


def main() -> None:
    """A page; both databases, and that they come to the same."""
    with tempfile.TemporaryDirectory() as folder:
        measure_page(Path(folder))
        file = Path(folder) / "eight.annotations.sqlite"
        measure("SQLite", in_file(file), str(file))
        in_a_file = written(in_file(file).rows(COLLECTION))
        if missing := why_no_server():
            CONSOLE.print(missing)
            return
        with started_server(sync=True) as address:
            measure("PostgreSQL", at_address(address), address)
            rows = at_address(address).rows(COLLECTION)
        copy = in_file(Path(folder) / "copy.sqlite")
        for act in dict.fromkeys(row.act for row in rows):
            copy.add(COLLECTION, [row for row in rows if row.act == act], ids=True)
        if State().after(copy.rows(COLLECTION)) != State().after(rows) or written(rows) != in_a_file:
            sys.exit("the two do not come to the same")
        CONSOLE.print("both come to the same")


if __name__ == "__main__":
    main()
