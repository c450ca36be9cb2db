"""What a build costs beside what embedding, UMAP and HDBSCAN cost by themselves on the same passages.

    uv run python tests/benchmarks/build.py INPUT... [--embedder NAME]

Every vector is computed anew, in both runs. On a machine that sets OPENBLAS_CORETYPE, unset it for this command.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[2]


def alone(inputs: list[Path], embedder: str) -> dict[str, float]:
    """Seconds of each part by itself, as its package is used without Fil Rouge around it."""
    import numpy as np
    from hdbscan import HDBSCAN
    from umap import UMAP

    from filrouge.build.embedders import load_embedder
    from filrouge.build.plan import Options, make_plan
    from filrouge.ingest.documents import ingest, read_ingested

    with tempfile.TemporaryDirectory() as cache, tempfile.TemporaryDirectory() as documents:
        ingest(inputs, Path(documents))
        plan = make_plan(read_ingested(Path(documents)), Options(embedder=embedder), Path(cache))
    texts = [text for text, fits in zip(plan.passages.texts, plan.covered, strict=True) if fits]
    model = load_embedder(plan.embedder.name)
    model.encode(texts[:1])
    seconds = {"passages": float(len(texts))}
    start = time.perf_counter()
    vectors = np.asarray(model.encode(texts), np.float32)
    seconds["embedding"] = time.perf_counter() - start
    UMAP(random_state=1).fit(vectors[:200])  # compiling is no part of it
    for name, components, apart in (("UMAP, 5 dimensions", 5, 0.0), ("UMAP, 2 dimensions", 2, 0.1)):
        start = time.perf_counter()
        reduced = UMAP(15, components, min_dist=apart, metric="cosine", random_state=1).fit_transform(vectors)
        seconds[name] = time.perf_counter() - start
        if components == 5:
            start = time.perf_counter()
            HDBSCAN(min_cluster_size=10).fit(reduced)
            seconds["HDBSCAN"] = time.perf_counter() - start
    return seconds


def build(inputs: list[Path], embedder: str) -> tuple[float, float]:
    """Seconds and peak gigabytes of `filrouge build`, with an empty cache."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "filrouge.cli", "build", *map(str, inputs), "--embedder", embedder]
        start = time.perf_counter()
        subprocess.run(
            [*command, "--out", f"{folder}/bundle"],
            check=True,
            cwd=ROOT,
            env={**os.environ, "FILROUGE_CACHE": f"{folder}/cache"},
        )
        seconds = time.perf_counter() - start
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("inputs", nargs="+", type=Path)
    parser.add_argument("--embedder", default="auto")
    options = parser.parse_args()
    inputs = [path.resolve() for path in options.inputs]
    total, gigabytes = build(inputs, options.embedder)
    parts = alone(inputs, options.embedder)
    passages = parts.pop("passages")
    table = Table("part", "seconds", title=f"{passages:,.0f} passages")
    for name, seconds in parts.items():
        table.add_row(name, f"{seconds:.0f}")
    one_map = sum(parts.values()) - parts["UMAP, 2 dimensions"]
    table.add_row("embedding + UMAP (5) + HDBSCAN", f"{one_map:.0f}")
    table.add_row("… + UMAP (2)", f"{sum(parts.values()):.0f}")
    table.add_row("filrouge build", f"{total:.0f}")
    table.add_row("ratio", f"{total / one_map:.2f}; with the map counted {total / sum(parts.values()):.2f}")
    table.add_row("peak memory (GB)", f"{gigabytes:.2f}")
    Console().print(table)


if __name__ == "__main__":
    main()
