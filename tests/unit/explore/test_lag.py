import numpy as np
import pytest
from scipy.stats import binomtest

from filrouge.explore.lag import BEFORE, COLUMNS, NO_ORDER, NOT_ENOUGH, _runs, lag, pair_components, pair_lags
from filrouge.explore.selection import Selection
from tests.unit.explore.planted import texts_of, unordered_corpus

NINE = list(range(9))


def followed(rng, *, leader: int, follower: int):
    """Four sources in no order, and a follower that takes up half of what its leader says two to four days later."""
    base = unordered_corpus(rng, "flat", sources=4)
    narrative = base.about.argmax(axis=1)
    keep = base.source != follower
    source, day, narrative = base.source[keep], base.day[keep], narrative[keep]
    led = np.flatnonzero((source == leader) & (rng.random(len(source)) < 0.5))
    day = np.concatenate([day, day[led] + rng.integers(2, 5, len(led))])
    return texts_of(np.append(source, np.full(len(led), follower)), day, np.append(narrative, narrative[led]), 9)


@pytest.mark.parametrize(("leader", "follower"), [(0, 3), (3, 0), (2, 1)])
def test_a_planted_follower_is_found_with_the_right_sign(leader, follower):
    frame = pair_lags(followed(np.random.default_rng(leader), leader=leader, follower=follower), [0, 1, 2, 3], NINE)
    found = frame[frame["status"] == BEFORE]
    # q bounds false findings beside true ones, it does not forbid them
    clearest = found.sort_values("p", kind="stable").iloc[0]
    assert (clearest["leader"], clearest["follower"]) == (leader, follower)
    assert 2 <= clearest["days"] <= 4
    assert len(found) <= 2
    assert (frame.loc[frame["status"] != BEFORE, "status"] == NO_ORDER).all()


@pytest.mark.parametrize("kind", ["flat", "runs", "weekly", "events"])
def test_no_order_no_finding(kind):
    trials, found, small, tests = 100, 0, 0, 0
    for t in range(trials):
        texts = unordered_corpus(np.random.default_rng((t, 1)), kind, sources=4)
        frame = pair_lags(texts, [0, 1, 2, 3], NINE, permutations=499, seed=t)
        found += (frame["status"] == BEFORE).any()
        small, tests = small + (frame["p"] <= 0.05).sum(), tests + frame["p"].notna().sum()
    assert binomtest(int(found), trials, 0.05, alternative="greater").pvalue >= 0.01
    assert binomtest(int(small), int(tests), 0.05, alternative="greater").pvalue >= 0.01


def test_votes_by_hand():
    # a speaks on days 0 and 20; b on 2 (two days after), 19 (a day before) and 35 (nobody near)
    found = pair_components(np.array([0, 20]), np.array([2, 19, 35]), 49)
    # b's votes: +1, -1, none; a's: +1 (b comes after), -1 (b came before); episodes: that of day 0, that of day 20
    assert found.means.tolist() == [1.0, -1.0]
    assert (found.matched, found.total[0], found.squares[0], found.episodes[0]) == (4, 0.0, 2.0, 2)
    assert [lags.tolist() for lags in found.lags] == [[2, -1], [-2, 1]]
    # a week later: b on 9 (nobody near), 26 (six days after 20) and 42 (seven before the circle's day 0)
    assert (found.total[1], found.squares[1], found.episodes[1]) == (0.0, 2.0, 2)
    assert len(found.total) == 7


def test_the_same_day_has_no_order():
    found = pair_components(np.array([3, 30]), np.array([3, 30]), 42)
    assert found.means.tolist() == [0.0, 0.0]
    assert found.matched == 4


def test_a_mention_between_two_as_near_has_no_order():
    found = pair_components(np.array([0, 8]), np.array([4]), 21)
    assert found.means.tolist() == [1.0, -1.0]  # those of the two; the one between has no vote
    assert (found.matched, len(found.lags[0])) == (2, 0)


def test_episodes_end_with_a_gap_or_after_four_weeks():
    assert _runs(np.array([0, 7, 15, 16])).tolist() == [0, 0, 1, 1]
    assert _runs(np.arange(0, 60, 5)).tolist() == [0] * 6 + [1] * 6


def test_too_little_is_said_so():
    texts = texts_of([0, 1] * 4, [0, 1, 30, 31, 60, 61, 90, 91], [0] * 8, 1)
    row = pair_lags(texts, [0, 1], [0]).iloc[0]
    assert (row["status"], row["matched"], row["episodes"]) == (NOT_ENOUGH, 8, 4)
    assert np.isnan(row["p"])


def test_few_episodes_cannot_say_much():
    day = np.concatenate([[d, d + 1] for d in range(0, 240, 40)])
    row = pair_lags(texts_of([0, 1] * 6, day, [0] * 12, 1), [0, 1], [0]).iloc[0]
    assert row["episodes"] == 6
    assert row["p"] >= 2 / 2**6 * 0.7  # six signs alike, whatever the shifts say


def test_pairs_of_a_bundle(bundle):
    found = lag(bundle, Selection())
    assert list(found.frame.columns) == COLUMNS
    assert len(found.frame) == 15
    assert not (found.frame["status"] == BEFORE).any()
    assert found.frame["leader"].str.startswith("Source").all()
    two = lag(bundle, Selection(), ("Source 02", "Source 01")).frame
    assert set(two[["leader", "follower"]].iloc[0]) == {"Source 01", "Source 02"}


@pytest.mark.parametrize("name", ["one-document", "no-dates", "no-narratives", "one-source"])
def test_bundles_of_every_shape(variant, name):
    frame = lag(variant(name), Selection()).frame
    assert list(frame.columns) == COLUMNS
    assert frame["p"].isna().all()
