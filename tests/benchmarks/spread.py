"""What finding copies costs in processor time, and how that grows.

    uv run python tests/benchmarks/spread.py [--documents N...]

Vectors are made up: three sentences a document, around a thousand subjects, every tenth document a copy of an earlier
one, with noise. On a machine that sets OPENBLAS_CORETYPE, unset it for this command.
"""

import argparse
import time

import numpy as np
from rich.console import Console

from filrouge.build.alignment import Alignment
from filrouge.build.spread.find import DatedTexts, find_copies
from filrouge.build.spread.sentences import Sentences

DIMENSIONS = 384
SENTENCES = 3
COPIED = 10


def corpus(n: int) -> tuple[DatedTexts, Sentences, np.ndarray, set[tuple[int, int]]]:
    """Documents, their sentences and vectors, and which of them are copies."""
    rng = np.random.default_rng(0)
    subjects = rng.normal(size=(1000, DIMENSIONS)).astype(np.float32)
    of = rng.integers(0, 1000, n)
    vectors = np.repeat(subjects[of], SENTENCES, axis=0) * 0.5
    vectors += rng.normal(size=vectors.shape).astype(np.float32)
    copied = set()
    for row in range(COPIED, n, COPIED):
        earlier = int(rng.integers(0, row // COPIED)) * COPIED + 1
        copied.add((earlier, row))
        source = slice(earlier * SENTENCES, (earlier + 1) * SENTENCES)
        noise = 0.3 * rng.normal(size=(SENTENCES, DIMENSIONS)).astype(np.float32)
        vectors[row * SENTENCES : (row + 1) * SENTENCES] = vectors[source] + noise
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    document = np.repeat(np.arange(n), SENTENCES)
    said = ["".join(chr(97 + int(digit)) for digit in str(i)) + " of words" for i in range(len(document))]
    sentences = Sentences(
        document,
        document.astype(np.int32),
        [(0, 1)] * len(said),
        said,
        np.full(len(said), 9, np.int32),
        np.zeros(len(said), np.float32),
        np.zeros(len(said), bool),
    )
    none = [None] * n
    texts = DatedTexts([str(i) for i in range(n)], [""] * n, ["en"] * n, none, none, none)
    return texts, sentences, vectors.astype(np.float16), copied


def main() -> None:
    """Print seconds of processor time and recall for each number of documents."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", nargs="+", type=int, default=[5_000, 20_000, 50_000, 200_000])
    asked = parser.parse_args()
    console = Console()
    plain = Alignment("language", (), np.zeros((0, DIMENSIONS), np.float32), np.zeros(DIMENSIONS), np.eye(DIMENSIONS))
    for n in asked.documents:
        texts, sentences, vectors, copied = corpus(n)
        start = time.process_time()
        found = find_copies(texts, sentences, vectors, np.arange(n), plain, 42)
        seconds = time.process_time() - start
        pairs = {(min(one.earlier, one.later), max(one.earlier, one.later)) for one in found}
        rows = len(sentences.texts)
        share = len(pairs & copied) / max(1, len(copied))
        figures = f"{n:,} documents, {rows:,} sentences: {seconds:.1f} s, {1e6 * seconds / rows:.0f} µs a sentence"
        console.print(f"{figures}; found {share:.1%}, {len(pairs - copied):,} others")


if __name__ == "__main__":
    main()
