"""Narratives as a BERTopic model: its words by c-TF-IDF, in a folder that `BERTopic.load` opens."""

import logging
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import numpy as np

from filrouge.arrays import Int32s, Singles
from filrouge.build.words import lower, read_words

_TOKENS: Final = {"token_pattern": r"\S+"}  # the words come ready, parted by spaces


def bertopic_model(
    texts: Sequence[str], languages: Sequence[str], vectors: Singles, narrative: Int32s
) -> tuple[Any, dict[int, int]]:
    """Make a BERTopic model of passages whose narratives are known (manual topic modelling, Grootendorst 2022).

    Parameters
    ----------
    texts, languages, vectors, narrative : of the passages; at least one has a narrative.

    Returns
    -------
    The fitted model, and for each of its topics the narrative it is (it numbers them by size).
    """
    from bertopic import BERTopic
    from bertopic.cluster import BaseCluster
    from bertopic.dimensionality import BaseDimensionalityReduction
    from sklearn.feature_extraction.text import CountVectorizer

    words = [
        " ".join(lower(word.written, language) for word in read_words(text, language) if word.stem)
        for text, language in zip(texts, languages, strict=True)
    ]
    model = BERTopic(
        umap_model=BaseDimensionalityReduction(),
        hdbscan_model=BaseCluster(),
        vectorizer_model=CountVectorizer(lowercase=False, max_features=20_000, **_TOKENS),
        calculate_probabilities=False,
        verbose=False,
    )
    with quiet():
        model.fit(documents=[line or "_" for line in words], embeddings=vectors, y=narrative)
    topics = np.asarray(model.topics_, np.int64)
    return model, {int(topic): int(narrative[topics == topic][0]) for topic in np.unique(topics) if topic >= 0}


def write_model(folder: Path, model: Any) -> None:
    """Save a model as safetensors and JSON."""
    # With max_features, scikit-learn numbers terms with numpy integers, which BERTopic then cannot write as JSON.
    vocabulary = model.vectorizer_model.vocabulary_
    model.vectorizer_model.vocabulary_ = {term: int(vocabulary[term]) for term in sorted(vocabulary)}
    with quiet():
        model.save(str(folder), serialization="safetensors", save_ctfidf=True, save_embedding_model=False)


@contextmanager
def quiet() -> Iterator[None]:
    """Keep the warnings and log lines of the libraries away from the analyst."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)
