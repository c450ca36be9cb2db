"""The eight documents with vectors that can be told by hand, and an alignment that takes their language out."""

import json
import shutil
from pathlib import Path

import numpy as np

from filrouge.bundle_store import seal
from filrouge.embedders import unit_float16
from tests.unit.explore.by_hand import ROWS

LANGUAGES = ["en", "fr"]
SIZE = 16


class Subjects:
    """Points where the words of a text say, and a little further in the way of its language."""

    name, version, dimensions, rate, languages = "subjects", "1", SIZE, 1000.0, None

    def encode(self, texts):
        rows = np.zeros((len(texts), SIZE))
        for row, text in zip(rows, texts, strict=True):
            for i, words in enumerate((("gas", "gaz"), ("boat", "pêche"), ("vote", "ballot"), ("rain", "neige"))):
                row[i] = sum(word in text.casefold() for word in words)
            row[8 if any(word in text.casefold().split() for word in ("le", "la", "les", "il", "du")) else 9] = 3
        return unit_float16(rows)


def told_bundle(by_hand: Path, target: Path) -> Path:
    """Write them to `target`, from the bundle at `by_hand`."""
    from safetensors.numpy import save_file

    texts = [sentence for row in ROWS for *_, sentence in row[-1]]
    languages = [row[2] for row in ROWS for _ in row[-1]]
    folder = shutil.copytree(by_hand, target)
    vectors = Subjects().encode(texts)
    np.save(folder / "vectors.npy", vectors)
    means = {code: vectors[[one == code for one in languages]].astype(np.float32).mean(axis=0) for code in LANGUAGES}
    mean = np.mean(list(means.values()), axis=0)
    offsets = np.stack([means[code] - mean for code in LANGUAGES])
    weights = np.diag(np.linspace(1, 2, SIZE)).astype(np.float32)
    save_file({"offsets": offsets, "mean": mean, "weights": weights}, folder / "fit.safetensors")
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    manifest["settings"] = {"aligned_by": "language", "groups": LANGUAGES}
    manifest["embedder"] = {"name": "subjects", "version": "1", "dimensions": SIZE, "why": "for tests"}
    (folder / "manifest.json").unlink()
    seal(folder, {key: value for key, value in manifest.items() if key not in {"files", "digest"}})
    return folder
