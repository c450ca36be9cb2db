"""How fast rows of JSONL become documents, and that memory stays flat whatever the size.

uv run python tests/benchmarks/ingest.py [ROWS]      (100000 unless told otherwise; four times that for the memory)
"""

import json
import multiprocessing
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

WORDS = "harbour treaty fishing pipeline winter vessel minister border signal island repair market said after on the of"


def write_rows(file: Path, rows: int) -> None:
    """Write made-up articles of about a hundred words with id, title, date, source, language, link and text."""
    words, chance = WORDS.split(), random.Random(1)
    with file.open("w", encoding="utf-8") as stream:
        for i in range(rows):
            text = " ".join(chance.choices(words, k=100)).capitalize() + "."
            row = {
                "id": str(i),
                "title": f"Story {i}",
                "date": f"2024-{i % 12 + 1:02}-{i % 28 + 1:02}",
                "source": f"Outlet {i % 40}",
                "language": "en",
                "url": f"https://outlet{i % 40}.example/{i}",
                "text": text,
            }
            stream.write(json.dumps(row) + "\n")


def measure(rows: int) -> tuple[float, float, float]:
    """Seconds of the processor, peak memory and memory before, in MB, of a fresh process that ingests `rows` rows."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_measure, (rows,))


def _measure(rows: int) -> tuple[float, float, float]:
    from filrouge.ingest.documents import ingest

    with tempfile.TemporaryDirectory() as folder:
        file, out = Path(folder) / "rows.jsonl", Path(folder) / "out"
        write_rows(file, rows)
        out.mkdir()
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        start = time.process_time()
        ingest([file], out)
        seconds = time.process_time() - start
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, before


def main(rows: int) -> None:
    """Print the table."""
    table = Table("rows", "seconds", "rows a minute", "peak memory (MB)", "before (MB)")
    for n in (rows, 4 * rows):
        seconds, peak, before = measure(n)
        table.add_row(f"{n:,}", f"{seconds:.1f}", f"{60 * n / seconds:,.0f}", f"{peak:.0f}", f"{before:.0f}")
    Console().print(table)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
