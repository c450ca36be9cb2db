"""Writers at once: processes with several threads each, some of them killed and begun again, and what must be there."""

import os
import signal
import subprocess
import sys
from collections import Counter

from filrouge.annotations.acts import SOURCE, Row
from filrouge.annotations.database import Database
from filrouge.annotations.state import State

COLLECTION = "eight"

_WRITER = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from filrouge.annotations.acts import SOURCE, Author, Row, stamped
from filrouge.annotations.database import at_address, in_file
where, process, threads, n = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
held = at_address(where) if "://" in where else in_file(Path(where))
def write(thread):
    who = f"{process}.{thread:02}"
    for i in range(n):
        rows = [Row(SOURCE, f"{who}/{i}", "kind", f"{i}"), Row(SOURCE, "shared", "owner", f"{who} {i}")]
        held.add("eight", stamped(rows, Author(who), f"{who}-{i:05}"))
        sys.stdout.write(f"{who}-{i:05}\\n")
        sys.stdout.flush()
with ThreadPoolExecutor(threads) as pool:
    list(pool.map(write, range(threads)))
"""


def _begin(where: str, process: int, threads: int, acts: int) -> subprocess.Popen[bytes]:
    arguments = [where, f"w{process:02}", str(threads), str(acts)]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    return subprocess.Popen([sys.executable, "-c", _WRITER, *arguments], stdout=subprocess.PIPE, env=environment)


def write_at_once(held: Database, where: str, processes: int, threads: int, acts: int, kill_after: int = 0) -> None:
    """Have `processes` times `threads` writers write `acts` each, all at once, and check that nothing is lost, nothing
    is twice and no act is in half. Every second process is killed after so many acts, and begun again from its first.
    """
    begun = {i: _begin(where, i, threads, acts) for i in range(processes)}
    killed = list(range(0, processes, 2)) if kill_after else []
    said: list[str] = []
    for i in killed:
        said += [begun[i].stdout.readline().decode().strip() for _n in range(kill_after)]
        begun[i].send_signal(signal.SIGKILL)
        said += begun[i].communicate()[0].decode().split("\n")[:-1]  # what comes after the last line feed was cut off
    there = {row.act for row in held.rows(COLLECTION)}
    assert set(said) <= there, "an act that was said to be written is lost"
    begun |= {i: _begin(where, i, threads, acts) for i in killed}
    for process in begun.values():
        process.communicate()
        assert process.returncode == 0
    rows = held.rows(COLLECTION)
    parts = Counter((row.act, row.part) for row in rows)
    wanted = [f"w{i:02}.{thread:02}-{n:05}" for i in range(processes) for thread in range(threads) for n in range(acts)]
    assert parts == Counter((act, part) for act in wanted for part in (0, 1))
    ids = [row.id for row in rows]
    assert ids == sorted(set(ids))
    together: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        together.setdefault(row.act, []).append(place)
    assert all(second == first + 1 for first, second in together.values()), "an act of another writer stands in one"


def written(rows: list[Row]) -> dict[str, str]:
    """What holds now of what each writer alone said: the same whatever the order in which they came."""
    state = State().after(rows)
    return {row.about: str(row.value) for row in state.rows(SOURCE, "kind")}
