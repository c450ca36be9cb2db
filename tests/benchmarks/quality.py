"""How good narratives are: ours at each grain beside plain BERTopic on the same vectors.

    uv run python tests/benchmarks/quality.py [--data NAME...] [--embedder NAME...] [--json FILE]

Plain BERTopic is `BERTopic()` as it comes, given raw vectors. AMI, ARI and V are against the gold over all passages,
those without a narrative as one more group; dependence is the AMI of narrative and language over passages that have a
narrative; coverage is the share that have one. Seconds are from vectors to narratives, UMAP compiled before. Vectors
come from the cache where they are there; embedding what is not takes a while (e5: about 7 passages a second).
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
from corpora import SIX, Corpus, demo, gilets_jaunes, sib200
from rich.console import Console
from rich.table import Table
from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score, v_measure_score

from filrouge.build.alignment import align
from filrouge.build.model import quiet
from filrouge.build.narratives import GRAINS, find_narratives

DATA = {
    "sib200": sib200,
    "sib200-uneven": lambda embedder: sib200(embedder, uneven=True),
    "sib200-six": lambda embedder: sib200(embedder, SIX),
    "sib200-six-uneven": lambda embedder: sib200(embedder, SIX, uneven=True),
    "gilets_jaunes": gilets_jaunes,
    "demo": demo,
}


def plain(corpus: Corpus) -> np.ndarray:
    """Topics of BERTopic with its defaults, which drops UMAP's chance on a fixed seed so that a run can be repeated."""
    from bertopic import BERTopic
    from umap import UMAP

    umap = UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=42)
    with quiet():
        return np.array(BERTopic(umap_model=umap).fit_transform(corpus.texts, corpus.vectors)[0])


def ours(corpus: Corpus, grain: str) -> tuple[np.ndarray, np.ndarray]:
    """Narratives and their stability."""
    alignment = align(corpus.vectors, corpus.languages, corpus.sources, 42)
    groups = corpus.languages if alignment.by == "language" else corpus.sources
    aligned = alignment.apply(corpus.vectors, groups)
    found = find_narratives(aligned, corpus.languages, corpus.original, grain, 42)
    return found.narrative, found.stability


def measured(
    corpus: Corpus, found: np.ndarray, seconds: float, stability: np.ndarray | None = None
) -> dict[str, float]:
    """One row of the table."""
    inside = found >= 0
    row = {"narratives": len(np.unique(found[inside])), "coverage": inside.mean(), "seconds": seconds}
    languages = np.asarray(corpus.languages)
    row["dependence"] = adjusted_mutual_info_score(languages[inside], found[inside])
    if corpus.gold is not None:
        row["AMI"] = adjusted_mutual_info_score(corpus.gold, found)
        row["ARI"] = adjusted_rand_score(corpus.gold, found)
        row["V"] = v_measure_score(corpus.gold, found)
    if stability is not None and len(stability):
        row["stability"] = stability.mean()
        row["solid"] = (stability >= 0.6).mean()
    return {name: round(float(value), 4) for name, value in row.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", nargs="+", default=list(DATA), choices=list(DATA))
    parser.add_argument("--embedder", nargs="+", default=["e5", "use"])
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    console, rows = Console(width=160), []
    columns = ("narratives", "coverage", "AMI", "ARI", "V", "dependence", "stability", "solid", "seconds")
    table = Table("data", "vectors", "how", *columns)
    for data in asked.data:
        for embedder in asked.embedder:
            corpus = DATA[data](embedder)
            for how in ("plain BERTopic", *GRAINS):
                start = time.perf_counter()
                found, stability = (plain(corpus), None) if how not in GRAINS else ours(corpus, how)
                row = measured(corpus, found, time.perf_counter() - start, stability)
                rows.append(
                    {"data": corpus.name, "passages": len(corpus.texts), "vectors": embedder, "how": how, **row}
                )
                console.print(rows[-1])
                cells = [f"{row[name]:g}" if name in row else "" for name in columns]
                table.add_row(f"{corpus.name} ({len(corpus.texts):,})", embedder, how, *cells)
    console.print(table)
    if asked.json:
        asked.json.write_text(json.dumps(rows, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
