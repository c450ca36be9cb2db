import numpy as np

from filrouge.build.evidence import N_EDGE, N_TYPICAL, edge, typical


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
