import numpy as np
import pytest

from filrouge.build.labels import Named
from filrouge.build.quality import quality

TEXTS = ["gas pipeline winter", "gas pipeline tariff", "herring nets quota", "herring nets harbour", "rain tomorrow"]


def test_figures_counted_by_hand():
    named = [Named({"en": "Gas"}, {"en": ["gas", "pipeline"]}), Named({"en": "Fish"}, {"en": ["herring", "gas"]})]
    found = quality(
        TEXTS,
        ["en", "fr", "en", "fr", "en"],
        np.array([0, 0, 1, 1, -1], np.int32),
        np.array([0.9, 0.4], np.float32),
        named,
    )
    assert found["coverage"] == 0.8
    assert found["diversity"] == 0.75  # gas twice among four words
    assert found["stability"] == pytest.approx(0.65)
    assert (found["solid"], found["solid_passages"]) == (1, 0.5)
    assert abs(found["dependence_on_language"]) < 0.6


def test_coherence_is_one_for_words_that_always_meet_and_minus_one_for_those_that_never_do():
    def coherence(words):
        named = [Named({"en": "x"}, {"en": words})]
        return quality(TEXTS, ["en"] * 5, np.array([0, 0, 1, 1, -1], np.int32), np.ones(1, np.float32), named)[
            "coherence"
        ]

    assert coherence(["gas", "pipeline"]) == 1
    assert coherence(["gas", "herring"]) == -1


def test_nothing_to_measure_is_said():
    found = quality([], [], np.zeros(0, np.int32), np.zeros(0, np.float32), [])
    assert found["coverage"] is None
    assert found["stability"] is None
    assert found["dependence_on_language"] is None
    assert found["solid"] == 0
