"""What narratives cost beside plain BERTopic, and how that grows.

    uv run python tests/benchmarks/scale.py [--passages N...]

Vectors are given: `gilets_jaunes` in `use`, repeated with a little noise beyond its own number. "Without stability" is
alignment, neighbours, one partition and memberships; "with" is what a build does. On a machine that sets
OPENBLAS_CORETYPE, unset it for this command.
"""

import argparse
import time

import numpy as np
from corpora import gilets_jaunes
from quality import plain
from rich.console import Console
from rich.table import Table

from filrouge.arrays import unit
from filrouge.build import narratives
from filrouge.build.alignment import align
from filrouge.build.layout import N_NEIGHBOURS, flat_map
from filrouge.build.neighbours import nearest_neighbours


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", nargs="+", type=int, default=[10_000, 50_000, 200_000])
    parser.add_argument("--compared", type=int, default=10_000, help="passages up to which BERTopic is run too")
    asked = parser.parse_args()
    console = Console(width=120)
    whole, table = gilets_jaunes("use"), Table("passages", "step", "seconds", "× plain BERTopic", "µs a passage")
    for n in asked.passages:
        rng = np.random.default_rng(0)
        rows = rng.permutation(len(whole.texts))[:n] if n <= len(whole.texts) else rng.integers(0, len(whole.texts), n)
        noise = 0.02 * rng.normal(size=(n, whole.vectors.shape[1])).astype(np.float32) if n > len(whole.texts) else 0
        vectors, languages = unit(whole.vectors[rows] + noise), [whole.languages[i] for i in rows]
        part = type(whole)("", [whole.texts[i] for i in rows], languages, [], whole.original[rows], vectors, None)
        seconds, reference = {}, None
        if n <= asked.compared:
            plain(type(whole)("", part.texts[:500], languages[:500], [], part.original[:500], vectors[:500], None))
            start = time.perf_counter()
            plain(part)
            reference = seconds["plain BERTopic"] = time.perf_counter() - start
        start = time.perf_counter()
        alignment = align(vectors, languages, [""] * n, 42)
        aligned = alignment.apply(vectors, languages)
        common = time.perf_counter() - start
        for name, fewest, most in (("without stability", 1, 1), ("with stability", 24, 96)):
            narratives._FEWEST_TRIALS, narratives._MOST_TRIALS = fewest, most
            start = time.perf_counter()
            narratives.find_narratives(aligned, languages, np.ones(n, bool), "medium", 42)
            seconds[name] = common + time.perf_counter() - start
        start = time.perf_counter()
        flat_map(aligned, nearest_neighbours(aligned, N_NEIGHBOURS, 42), 42)
        seconds["map"] = time.perf_counter() - start
        for name, value in seconds.items():
            ratio = f"{value / reference:.2f}" if reference else ""
            table.add_row(f"{n:,}", name, f"{value:.1f}", ratio, f"{1e6 * value / n:.0f}")
            console.print(f"{n:,} {name}: {value:.1f} s {ratio}")
    console.print(table)


if __name__ == "__main__":
    main()
