"""Languages of sentences and of texts of a hundred words, in twenty languages."""

import gzip
import json
from collections import defaultdict
from pathlib import Path

import pytest

from filrouge.ingest.languages import count_words, detect_languages, normalise_language

SENTENCES = Path(__file__).resolve().parents[4] / "shared" / "corpora" / "sib200" / "sentences.jsonl.gz"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SENTENCES.exists(), reason="the shared corpora are not beside the project"),
]


@pytest.fixture(scope="module")
def sentences() -> dict[str, list[str]]:
    by_language = defaultdict(list)
    with gzip.open(SENTENCES, "rt", encoding="utf-8") as stream:
        for line in stream:
            row = json.loads(line)
            by_language[normalise_language(row["lang"])].append(row["text"])
    assert len(by_language) == 20
    return dict(by_language)


def right(texts: dict[str, list[str]]) -> float:
    hits = sum(found == language for language, some in texts.items() for found in detect_languages(some))
    return hits / sum(map(len, texts.values()))


def test_sentences(sentences):
    assert right(sentences) >= 0.99


def test_texts_of_a_hundred_words(sentences):
    texts = {}
    for language, some in sentences.items():
        joined, text = [], ""
        for sentence in some:
            text = f"{text} {sentence}".strip()
            if count_words(text) >= 100:
                joined.append(text)
                text = ""
        texts[language] = joined
    assert min(map(len, texts.values())) > 100
    assert right(texts) >= 0.999
