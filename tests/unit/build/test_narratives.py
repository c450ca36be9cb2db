"""Vectors with known groups, in languages that sit apart, are read back whatever the order, the seed and the noise."""

from functools import cache

import numpy as np
import pytest
from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score

from filrouge.arrays import unit
from filrouge.build.alignment import align, mutual_neighbours
from filrouge.build.communities import Graph, best_overlap, consensus, neighbour_graph, of_size, sharpened, trials
from filrouge.build.narratives import CLEAR, GRAINS, fewest, find_narratives, n_partitions
from filrouge.build.neighbours import nearest_neighbours
from filrouge.schema import SOLID

SIZES = (90, 60, 45, 30, 25)


@cache
def world(seed=0, skewed=False, apart=2.0):
    """Groups of unit vectors in three languages that differ by more than the groups do, and lone passages."""
    rng = np.random.default_rng(seed)
    centres, offsets = rng.normal(size=(len(SIZES), 48)), apart * rng.normal(size=(3, 48))
    gold = np.concatenate([np.repeat(np.arange(len(SIZES)), SIZES), np.full(30, -1)])
    language = rng.choice(3, len(gold), p=(0.6, 0.3, 0.1))
    if skewed:  # the last language speaks of two groups only
        language[(language == 2) & (gold > 1)] = 0
    vectors = np.where(gold[:, None] < 0, rng.normal(size=(len(gold), 48)), centres[gold])
    vectors = unit(vectors + offsets[language] + 0.6 * rng.normal(size=vectors.shape))
    return vectors, gold, np.array(["en", "fr", "tr"])[language].tolist()


def found_in(vectors, languages, seed=0, grain="medium"):
    sources = ["a"] * len(vectors)
    aligned = align(vectors, languages, sources, 0).apply(vectors, languages)
    return find_narratives(aligned, languages, np.ones(len(vectors), bool), grain, seed)


@cache
def found_in_world(skewed=False, grain="medium"):
    """What is found in a world, once for all who only look at it."""
    vectors, _, languages = world(skewed=skewed)
    return found_in(vectors, languages, grain=grain)


@pytest.mark.parametrize("skewed", [False, True])
def test_groups_are_found_across_languages(skewed):
    vectors, gold, languages = world(skewed=skewed)
    found = found_in_world(skewed).narrative
    real = gold >= 0
    assert adjusted_mutual_info_score(gold[real], found[real]) > 0.85
    raw = find_narratives(vectors, languages, np.ones(len(vectors), bool), "medium", 0).narrative
    assert adjusted_mutual_info_score(gold[real], found[real]) > adjusted_mutual_info_score(gold[real], raw[real]) + 0.1


def test_a_language_of_twelve_texts_joins_the_others():
    vectors, gold, languages = world()
    codes = np.array(languages)
    few = np.flatnonzero((codes == "tr") & (gold >= 0))[:12]
    kept = np.sort(np.concatenate([np.flatnonzero(codes != "tr"), few]))
    found = found_in(vectors[kept], codes[kept].tolist()).narrative
    most = {g: np.bincount(found[(gold[kept] == g) & (found >= 0)]).argmax() for g in range(len(SIZES))}
    small = np.flatnonzero(codes[kept] == "tr")
    assert np.mean([found[i] == most[gold[kept][i]] for i in small]) >= 0.75


def test_another_order_another_seed_and_a_breath_of_noise_change_next_to_nothing():
    vectors, _, languages = world()
    rng = np.random.default_rng(5)
    first = found_in_world().narrative
    order = rng.permutation(len(vectors))
    shuffled = found_in(vectors[order], [languages[i] for i in order]).narrative
    noisy = found_in(unit(vectors + 1e-7 * rng.normal(size=vectors.shape)), languages).narrative
    assert adjusted_rand_score(first[order], shuffled) > 0.9
    assert adjusted_rand_score(first, noisy) > 0.95
    assert adjusted_rand_score(first, found_in(vectors, languages, seed=9).narrative) > 0.9


def test_stability_is_high_for_groups_and_noise_makes_no_narratives():
    assert found_in_world().stability.min() > SOLID
    noise = unit(np.random.default_rng(1).normal(size=(400, 48)))
    nothing = found_in(noise, ["en"] * 400)
    assert (nothing.stability < SOLID).all()


def test_every_passage_has_a_nearest_narrative_and_those_between_are_not_clear():
    _, gold, _ = world()
    found = found_in_world()
    assert (found.nearest >= 0).all()
    assert ((found.strength >= 0) & (found.strength <= 1.0001)).all()
    assert (found.narrative[found.strength < CLEAR] == -1).all()
    assert found.strength[gold >= 0].mean() > found.strength[gold < 0].mean() + 0.2


def test_copies_join_a_narrative_and_do_not_make_one():
    vectors, _, languages = world()
    lone = unit(np.random.default_rng(8).normal(size=(1, 48)))
    copies = unit(lone + 0.01 * np.random.default_rng(9).normal(size=(40, 48)))
    both, codes = np.vstack([vectors, copies]), [*languages, *["en"] * 40]
    original = np.arange(len(both)) <= len(vectors)
    with_copies = find_narratives(both, codes, original, "medium", 0)
    assert len(with_copies.theme) == len(
        find_narratives(vectors, languages, original[: len(vectors)], "medium", 0).theme
    )


def test_finer_grains_give_no_fewer_narratives_and_themes_are_coarser():
    counts = [len(found_in_world(grain=grain).theme) for grain in GRAINS]
    assert counts == sorted(counts)
    medium = found_in_world()
    assert len(np.unique(medium.theme)) <= len(medium.theme)
    assert list(dict.fromkeys(medium.theme.tolist())) == list(range(medium.theme.max() + 1))


def test_passages_that_come_later_go_where_they_belong():
    vectors, gold, languages = world()
    rng = np.random.default_rng(3)
    old = rng.random(len(vectors)) < 0.7
    codes = np.array(languages)
    alignment = align(vectors[old], codes[old].tolist(), ["a"] * int(old.sum()), 0)
    aligned = alignment.apply(vectors, languages)
    found = find_narratives(aligned[old], codes[old].tolist(), np.ones(int(old.sum()), bool), "medium", 0)
    nearest, strength = found.fitted.memberships(aligned[~old])
    most = {g: np.bincount(found.nearest[gold[old] == g]).argmax() for g in range(len(SIZES))}
    real = gold[~old] >= 0
    assert np.mean([nearest[i] == most[g] for i, g in enumerate(gold[~old]) if g >= 0]) > 0.9
    assert strength[real].mean() > strength[~real].mean()
    assert strength.dtype == np.float32


def test_renumbering_carries_everything_along():
    vectors, _, _ = world()
    found = found_in_world()
    k = len(found.theme)
    back = found.renumbered(np.arange(k, dtype=np.int32)[::-1])
    assert (back.nearest == k - 1 - found.nearest).all()
    assert back.stability.tolist() == found.stability[::-1].tolist()
    same, strength = back.fitted.memberships(vectors)
    assert (same == k - 1 - found.fitted.memberships(vectors)[0]).all()
    assert np.allclose(strength, found.fitted.memberships(vectors)[1])


def test_progress_is_told_and_never_more_than_was_promised():
    vectors, _, languages = world()
    told = []
    find_narratives(vectors, languages, np.ones(len(vectors), bool), "medium", 0, told.append)
    assert 0 < sum(told) <= n_partitions(len(vectors))


def test_mutual_neighbours_are_of_different_groups_and_both_ways():
    rng = np.random.default_rng(0)
    vectors, group = unit(rng.normal(size=(80, 8))), rng.integers(0, 3, 80)
    first, second, weight = mutual_neighbours(vectors, group, 5)
    assert (group[first] != group[second]).all()
    assert (first < second).all()
    cosine = np.where(group[:, None] == group[None], -2, vectors @ vectors.T)
    for a, b, w in zip(first, second, weight, strict=True):
        assert b in np.argsort(-cosine[a])[:5]
        assert a in np.argsort(-cosine[b])[:5]
        assert w == pytest.approx(cosine[a, b] ** 2, abs=1e-5)


def test_one_language_and_one_source_are_left_as_they_are():
    vectors, _, _ = world(apart=0)
    n = len(vectors)
    alignment = align(vectors, ["en"] * n, ["a"] * n, 0)
    assert alignment.by == "source"
    assert np.allclose(alignment.apply(vectors, ["a"] * n), unit(vectors - vectors.mean(axis=0)), atol=1e-5)


def test_two_cliques_are_two_communities_and_best_overlap_tells_how_alike():
    pairs = [(a + s, b + s) for s in (0, 5) for a in range(5) for b in range(a + 1, 5)] + [(4, 5)]
    first, second = np.array(pairs).T
    graph = Graph(11, first, second, np.ones(len(pairs)))
    found = graph.leiden(1.0, 0)
    assert len(set(found[:5])) == len(set(found[5:10])) == 1
    assert found[0] != found[5]
    assert found[10] == -1
    overlap, size = best_overlap(found, np.array([0] * 5 + [1] * 4 + [0, -1], np.int32))
    assert sorted(overlap.round(3).tolist()) == [pytest.approx(4 / 5), pytest.approx(5 / 6, abs=1e-3)]
    assert size.tolist() == [5, 5]


def test_a_consensus_is_steadier_than_its_runs():
    vectors, _, _ = world(seed=4, apart=0.0)
    graph = neighbour_graph(nearest_neighbours(vectors, 16, 0), 15)
    runs, agreed = [], []
    for seed in range(5):
        rng = np.random.default_rng(seed)
        tried = list(trials(graph, 3.0, 24, rng))
        runs.append(graph.leiden(3.0, seed))
        agreed.append(consensus(graph, tried, 3.0, rng))

    def alike(found):
        return np.mean([adjusted_rand_score(a, b) for i, a in enumerate(found) for b in found[:i]])

    assert alike(agreed) >= alike(runs)


def test_rows_move_to_their_community_where_all_are_wide_in_a_direction_that_tells_nothing():
    rng = np.random.default_rng(0)
    truth = np.repeat([0, 1, 2], 100).astype(np.int32)
    vectors = rng.normal(0, 0.05, (300, 12)).astype(np.float32)
    vectors[np.arange(300), truth] += 0.5
    vectors[:, 5] += rng.normal(0, 0.7, 300)
    broken = truth.copy()
    broken[::4] = -1
    broken[1::8] = (broken[1::8] + 1) % 3
    mean = np.stack([vectors[broken == i].mean(axis=0) for i in range(3)])
    nearest = np.linalg.norm(vectors[:, None] - mean[None], axis=2).argmin(axis=1)
    assert adjusted_rand_score(truth, nearest) < 0.9
    assert np.array_equal(sharpened(vectors, broken), truth)


def test_nothing_is_sharpened_where_there_is_one_community_or_none_or_no_width():
    vectors = np.eye(4, 3, dtype=np.float32)
    assert sharpened(vectors, np.array([0, 0, -1, 0], np.int32)).tolist() == [0, 0, -1, 0]
    assert sharpened(vectors, np.full(4, -1, np.int32)).tolist() == [-1] * 4
    two = np.repeat(np.eye(2, dtype=np.float32), 3, axis=0)
    assert sharpened(two, np.array([1, 1, 1, 0, 0, -1], np.int32)).tolist() == [1, 1, 1, 0, 0, 0]


def test_small_communities_are_none_and_the_others_are_numbered_anew():
    assert of_size(np.array([0, 2, 2, -1, 3, 3, 3], np.int32), 2).tolist() == [-1, 0, 0, -1, 1, 1, 1]
    assert of_size(np.full(3, -1, np.int32), 2).tolist() == [-1, -1, -1]


def test_fewest_grows_with_the_corpus():
    assert [fewest(n) for n in (30, 1000, 10_000)] == [5, 9, 30]
