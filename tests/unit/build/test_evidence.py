import numpy as np
import pytest

from filrouge.arrays import unit
from filrouge.build.evidence import N_EDGE, N_TYPICAL, edge, opposed, typical


def test_typical_passages_are_strong_from_many_sources_and_no_copies():
    n = 60
    members = np.arange(100, 100 + n)
    score = np.linspace(1, 0.5, n).astype(np.float32)
    sources = ["Wire"] * 20 + [f"Daily {i % 5}" for i in range(40)]
    languages = ["en"] * 40 + ["fr"] * 20
    copies = np.arange(n)
    copies[:5] = 0
    chosen = typical(members, score, sources, languages, copies)
    assert chosen[0] == 100
    assert len(chosen) == len(set(chosen)) == N_TYPICAL
    assert not {101, 102, 103, 104} & set(chosen)
    assert len({sources[m - 100] for m in chosen}) >= 5
    assert {languages[m - 100] for m in chosen} == {"en", "fr"}


def test_edge_passages_are_the_weakest_and_no_copies():
    members = np.arange(10)
    strength = np.array([0.9, 0.31, 0.32, 0.8, 0.5, 0.33, 0.7, 0.6, 0.95, 0.34], np.float32)
    assert edge(members, strength, np.array([0, 1, 1, 3, 4, 5, 6, 7, 8, 9])) == [1, 5, 9, 4, 7, 6][:N_EDGE]


CLAIM = "Divers of a foreign power cut the pipeline."
DENIALS = {
    "en": "Velmar denies that divers cut the pipeline.",
    "fr": "Velmar dément que des plongeurs aient coupé le gazoduc.",
    "es": "Velmar niega que unos buzos cortaran el gasoducto.",
    "tr": "Velmar dalgıçların boru hattını kestiğini yalanladı.",
    "ru": "Вельмар отрицает, что водолазы перерезали газопровод.",
}


@pytest.mark.parametrize("language", DENIALS)
def test_a_denial_is_set_beside_the_claim_it_is_near_to(language):
    vectors = unit(np.array([[1, 0.1, 0], [1, 0.12, 0], [0, 1, 0], [0, 1, 0.2]]))
    texts = [CLAIM, DENIALS[language], "Boats stay in.", "The harbour is calm."]
    found = opposed(
        np.array([7, 8, 9, 10]), vectors, np.ones(4, np.float32), texts, ["en", language, "en", "en"], list("abcd")
    )
    assert found[0] == (7, 8)


def test_nobody_is_set_against_himself_and_where_none_denies_there_is_no_pair():
    vectors, score = unit(np.ones((2, 3))), np.ones(2, np.float32)
    both = [CLAIM, DENIALS["en"]]
    assert opposed(np.array([0, 1]), vectors, score, both, ["en", "en"], ["a", "a"]) == []
    assert opposed(np.array([0, 1]), vectors, score, [CLAIM, CLAIM], ["en", "en"], ["a", "b"]) == []
