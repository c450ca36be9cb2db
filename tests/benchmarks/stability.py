"""Do narratives called solid come back? Checked on runs that had no part in calling them so.

    uv run python tests/benchmarks/stability.py [--data NAME] [--embedder NAME] [--trials N]

Narratives are found once. Then N whole new runs follow, each with a fresh seed, a fresh order, and (every other one) on
90 % of the passages, alignment and all. A narrative comes back in a trial if one of the trial's overlaps it by half or
more (Jaccard, over the passages both have seen). The bound is the lower end of the one-sided 95 % Clopper-Pearson
interval. Size: with 12 solid narratives and 30 trials, 360 pairs, a true rate of 94 % passes the bound of 90 % with
a power of .86 (binomial; narratives of a trial are not independent, so it is a guide).
"""

import argparse

import numpy as np
from corpora import Corpus
from quality import DATA
from rich.console import Console
from scipy.stats import beta

from filrouge.build.alignment import align
from filrouge.build.communities import best_overlap
from filrouge.build.narratives import find_narratives
from filrouge.schema import SOLID


def run(corpus: Corpus, rows: np.ndarray, grain: str, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Narratives of some passages, in the order given, and their stability."""
    languages, sources = ([column[i] for i in rows] for column in (corpus.languages, corpus.sources))
    alignment = align(corpus.vectors[rows], languages, sources, seed)
    aligned = alignment.apply(corpus.vectors[rows], languages if alignment.by == "language" else sources)
    found = find_narratives(aligned, languages, corpus.original[rows], grain, seed)
    return found.narrative, found.stability


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", default="demo", choices=list(DATA))
    parser.add_argument("--embedder", default="e5")
    parser.add_argument("--grain", default="medium")
    parser.add_argument("--trials", type=int, default=30)
    asked = parser.parse_args()
    corpus = DATA[asked.data](asked.embedder)
    n, console = len(corpus.texts), Console(width=160)
    first, stability = run(corpus, np.arange(n), asked.grain, 42)
    overlaps = []
    for trial in range(asked.trials):
        rng = np.random.default_rng(1000 + trial)
        rows = rng.permutation(n)[: n if trial % 2 == 0 else round(0.9 * n)]
        found, _ = run(corpus, rows, asked.grain, 1000 + trial)
        seen = np.full(n, -2, np.int32)
        seen[rows] = found
        # A passage that the trial has seen and left without narrative counts against it: such are one more group.
        one = np.where(seen == -2, -1, first).astype(np.int32)
        other = np.where(seen == -1, found.max() + 1, np.maximum(seen, -1)).astype(np.int32)
        overlaps.append(best_overlap(one, other)[0])
        console.print(f"trial {trial + 1} of {asked.trials}: {np.round(overlaps[-1], 2).tolist()}")
    table = np.array(overlaps)
    for name, some in (("solid", stability >= SOLID), ("tentative", stability < SOLID)):
        back = table[:, some] >= 0.5
        if back.size:
            low = beta.ppf(0.05, back.sum(), back.size - back.sum() + 1)
            console.print(
                f"{corpus.name}, {asked.embedder}, {asked.grain}: {some.sum()} of {len(some)} narratives are {name}; "
                f"they come back in {back.sum()} of {back.size} cases, {back.mean():.1%} (lower bound {low:.1%})"
            )


if __name__ == "__main__":
    main()
