"""Claims of a list of claims: what is found of 369 invented sentences, one a text, and how much of it is right.

    uv run python tests/benchmarks/listed_claims.py [FOLDER]

`listed_claims.txt` has a claim a block, each line a way to say it; blocks that stand together are near misses of each
other. A file with dates of six years and ten sources is built with e5 into FOLDER (or one that is thrown away), then
once more without sources. docs/claims.md holds the figures.
"""

import csv
import random
import sys
from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pyarrow.parquet as pq
from click.testing import CliRunner

from filrouge.cli import cli

LIST: Final = Path(__file__).parent / "listed_claims.txt"
_DAYS: Final = 2200


def listed() -> dict[str, int]:
    """The number of the claim of each sentence."""
    blocks = LIST.read_text("utf-8").split("\n\n")
    return {line: number for number, block in enumerate(blocks) for line in block.splitlines()}


def write(file: Path, sourced: bool) -> None:
    """Write the list as a table, in no order."""
    rng = random.Random(1)
    rows = []
    for text in listed():
        day = date(2016, 1, 1) + timedelta(days=rng.randrange(_DAYS))
        rows.append([text, day.isoformat(), f"Outlet {rng.randrange(10)}" if sourced else ""])
    rng.shuffle(rows)
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["text", "date", "source"], *rows])


def measure(bundle: Path) -> str:
    """What is found, beside the truth."""
    truth = listed()
    said = pq.read_table(bundle / "texts.parquet").to_pylist()
    text = {one["doc_id"]: one["text"].strip() for one in said}
    rows = defaultdict(set)
    for one in pq.read_table(bundle / "claim_sentences.parquet").to_pylist():
        rows[one["claim"]].add(text[one["doc_id"]])
    pairs = [truth[a] == truth[b] for some in rows.values() for a, b in combinations(sorted(some), 2)]
    true = sum(n * (n - 1) // 2 for n in Counter(truth.values()).values())
    right = sum(pairs)
    return (
        f"{len(rows)} claims of {sum(map(len, rows.values()))} sentences; of {len(pairs)} pairs in one claim "
        f"{right / max(1, len(pairs)):.0%} say one thing; of {true} pairs that do {right / true:.0%} are found"
    )


if __name__ == "__main__":
    with TemporaryDirectory() as thrown_away:
        folder = Path(sys.argv[1] if len(sys.argv) > 1 else thrown_away)
        for name, sourced in (("ten sources", True), ("no sources", False)):
            file, bundle = folder / f"{name}.csv", folder / name
            write(file, sourced)
            result = CliRunner().invoke(cli, ["build", str(file), "--out", str(bundle), "--embedder", "e5"])
            sys.stdout.write(f"{name}: {measure(bundle) if result.exit_code == 0 else result.output}\n")
