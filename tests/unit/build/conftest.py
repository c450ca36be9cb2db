import hashlib
from collections.abc import Sequence

import numpy as np
import pytest

from filrouge import embedders
from filrouge.embedders import Vectors, unit_float16

SUBJECTS = {
    "gas": ["gas", "pipeline", "price", "tariff", "winter", "heating"],
    "fish": ["fishing", "herring", "nets", "quota", "boats", "harbour"],
    "vote": ["senate", "ballot", "petition", "election", "vote", "overseas"],
}


class FakeEmbedder:
    """Words that name a subject point its way; every language and every text adds a little of its own."""

    name, version, dimensions, rate = "fake", "1", 16, 1000.0
    languages = frozenset({"en", "fr", "und"})

    def encode(self, texts: Sequence[str]) -> Vectors:
        rows = []
        for text in texts:
            seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")
            row = np.random.default_rng(seed).normal(scale=0.05, size=self.dimensions)
            for i, words in enumerate(SUBJECTS.values()):
                row[i] += sum(word in text for word in words)
            row[5] += 2.0 if " le " in f" {text} " else 0.0
            rows.append(row)
        return unit_float16(rows) if rows else np.zeros((0, self.dimensions), np.float16)


@pytest.fixture
def fake(monkeypatch, tmp_path):
    monkeypatch.setitem(embedders.EMBEDDERS, "fake", FakeEmbedder)
    monkeypatch.setenv("FILROUGE_CACHE", str(tmp_path / "cache"))
    return "fake"


def write_texts(folder, n_each: int = 12) -> list[str]:
    """Three subjects in two languages, with a date and a source; returns the subject of each."""
    import json

    rng, items, subjects = np.random.default_rng(0), [], []
    for subject, words in SUBJECTS.items():
        for i in range(n_each):
            language = "fr" if i % 3 == 0 else "en"
            small = "le la de et" if language == "fr" else "the of and was"
            chosen = " ".join(rng.permutation(words)[:4])
            text = f"Report {subject}{i} {small} {chosen} {chosen} number{i}."
            items.append({"id": f"{subject}{i}", "text": text, "lang": language, "source": f"S{i % 2}"})
            items[-1]["date"] = f"2025-01-{i + 1:02}"
            subjects.append(subject)
    folder.mkdir(exist_ok=True)
    (folder / "texts.jsonl").write_text("\n".join(map(json.dumps, items)))
    return subjects
