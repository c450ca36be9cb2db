"""Pairs of sources that share more than chance explains: none where there are none, those that were planted, and what
counts as shared.
"""

import numpy as np
import pandas as pd
import pytest

from filrouge.explore.carriers import Output, carried, originals, without_originals
from filrouge.explore.sharing import CHANCE, COLUMNS, MORE, NOT_ENOUGH, groups_of_pairs, lags, pairs_of_sources

from .planted_sharing import KINDS, newsroom

MINUTE = 1 / 1440


def found(frame: pd.DataFrame) -> list[tuple[int, int]]:
    return list(frame.loc[frame["status"] == MORE, ["first", "second"]].itertuples(index=False, name=None))


def made(rows: list[tuple], *, sources: int):
    """`rows`: item, source, start, end."""
    frame = pd.DataFrame(rows, columns=["item", "source", "start", "end"])
    frame = frame.assign(narrative=-1, doc=np.arange(len(frame)))
    known = frame[frame["source"] >= 0]
    n = len(known)
    output = Output(
        known["source"].to_numpy(), known["start"].to_numpy(), np.full(n, True), np.full(n, -1), np.full(n, False)
    )
    return carried(frame, output, sources)


def test_little_is_found_where_nothing_is():
    """A small version of tests/benchmarks/calibration.py: of twelve corpora three and more would have a finding with a
    chance of 2% if it were 5% of all.
    """
    frames = [pairs_of_sources(newsroom(np.random.default_rng((seed, 1)), kind)) for kind in KINDS for seed in (1, 2)]
    assert all(list(frame.columns) == COLUMNS for frame in frames)
    assert sum(bool(found(frame)) for frame in frames) <= 2


def test_a_planted_pair_is_found_and_no_other():
    frame = pairs_of_sources(newsroom(np.random.default_rng(2), "unseen wire", planted=15))
    assert found(frame) == [(0, 1)]
    row = frame.iloc[0]
    assert row["window"] <= 0.25
    assert row["shared"] >= 15 > 3 * row["expected"]
    assert row["q"] <= 0.05
    assert frame["p"].is_monotonic_increasing or frame["p"].isna().any()


def test_two_that_share_with_nobody_else_are_found():
    rows = [(i, s, 10 * i + s * 5 * MINUTE, 10 * i + (s * 5 + 1) * MINUTE) for i in range(10) for s in (0, 1)]
    more = [(100 + i, 2 + i % 4, 3.0 * i, 3.0 * i + MINUTE) for i in range(80)]
    more += [(100 + i, 2 + (i + 1 + i // 4 % 3) % 4, 3.0 * i + 0.2, 3.2 * i + MINUTE) for i in range(80)]
    frame = pairs_of_sources(made(rows + more, sources=6))
    assert found(frame) == [(0, 1)]
    assert frame["window"].iloc[0] == pytest.approx(10 * MINUTE)
    assert frame["days"].iloc[0] == pytest.approx(5 * MINUTE)


def test_the_same_again_gives_the_same():
    corpus = newsroom(np.random.default_rng(2), "beats", planted=8)
    pd.testing.assert_frame_equal(pairs_of_sources(corpus), pairs_of_sources(corpus))


def test_few_shared_texts_are_too_little_to_tell():
    frame = pairs_of_sources(made([(i, s, 9.0 * i, 9.0 * i + MINUTE) for i in range(3) for s in (0, 1)], sources=2))
    assert frame["status"].tolist() == [NOT_ENOUGH]
    assert frame[["p", "q", "window", "expected"]].isna().all(axis=None)
    assert frame["shared"].tolist() == [3]
    assert pairs_of_sources(made([(0, 0, 1.0, 2.0)], sources=1)).empty


def test_a_day_supports_no_window_below_a_day():
    by_day = newsroom(np.random.default_rng(2), "days", planted=20)
    frame = pairs_of_sources(by_day)
    assert lags(by_day)["within"].min() >= 1
    assert frame["window"].dropna().min() >= 1
    assert (frame["status"] == CHANCE).any()


def test_two_that_come_after_a_third_share_nothing_by_that():
    rows = [(0, 0, 1.0, 1.0 + MINUTE), (0, 1, 2.0, 2.0 + MINUTE), (0, 2, 2.0, 2.0 + MINUTE)]
    ends = lags(made(rows, sources=3))[["a", "b"]]
    assert set(ends.itertuples(index=False, name=None)) == {(0, 1), (1, 0), (0, 2), (2, 0)}
    # A third that is not compared tells so too; one that may have come at the same time does not.
    known = [(0, -1, 1.0, 1.0 + MINUTE), *rows[1:]]
    assert lags(made(known, sources=3)).empty
    perhaps = [(0, -1, 1.5, 2.5), *rows[1:]]
    assert len(lags(made(perhaps, sources=3))) == 2


def test_a_source_carries_an_item_once_from_when_it_first_did():
    rows = [(0, 0, 5.0, 5.1), (0, 0, 1.0, 1.1), (0, 1, 2.0, 2.1), (1, 0, 3.0, 3.1)]
    found_ = made(rows, sources=2)
    assert found_.start.tolist() == [1.0, 2.0]
    assert found_.first.tolist() == [True, False]


def test_a_wire_is_known_by_what_others_take_from_it():
    rows = [(i, 0, 3.0 * i, 3.0 * i + MINUTE) for i in range(12)]
    rows += [(i, 1 + (i + k) % 6, 3.0 * i + 0.1, 3.0 * i + 0.2) for i in range(12) for k in (0, 1)]
    rows += [(50, 1, 90.0, 90.1), (50, 2, 91.0, 91.1)]
    frame = pd.DataFrame(rows, columns=["item", "source", "start", "end"])
    assert originals(frame, 7).tolist() == [0]
    assert without_originals(frame, np.array([0]))["item"].unique().tolist() == [50]
    # On one day nobody is known to be first, and so nobody is a wire.
    days = frame.assign(start=np.floor(frame["start"]), end=np.floor(frame["start"]) + 1)
    assert originals(days, 7).tolist() == []


def test_groups_are_what_pairs_connect():
    frame = pd.DataFrame(
        {"first": [0, 1, 5, 0], "second": [1, 2, 6, 9], "status": [MORE, MORE, MORE, CHANCE]}
    )  # fmt: skip
    assert groups_of_pairs(frame).tolist() == [0, 0, 1, -1]
    larger = pd.DataFrame({"first": [0, 7, 8], "second": [1, 9, 9], "status": MORE})
    assert groups_of_pairs(larger).tolist() == [1, 0, 0]
    assert groups_of_pairs(frame[frame["status"] == CHANCE]).tolist() == [-1]
