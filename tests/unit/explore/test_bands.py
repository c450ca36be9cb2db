import numpy as np
import pandas as pd
import pytest
from scipy.stats import binomtest

from filrouge.explore.bands import AVERAGINGS, COLUMNS, timeline_bands, unit_weights
from filrouge.explore.compare import wilson
from filrouge.explore.intervals import weighted_interval
from filrouge.explore.selection import Selection
from filrouge.explore.timeline import timeline
from tests.unit.explore.by_hand import FISH, GAS, VOTE
from tests.unit.explore.planted import held, shares_of_periods


def at(frame: pd.DataFrame, narrative: int, start: str) -> dict:
    row = frame[(frame["narrative"] == narrative) & (frame["start"] == start)]
    return row.iloc[0].to_dict()


def test_weeks_counted_by_hand(by_hand):
    frame = timeline_bands(by_hand, Selection(), "week", "pooled")
    assert list(frame.columns) == COLUMNS
    assert len(frame) == 3 * 6  # three narratives, weeks from that of 30 December to that of 3 February
    # Week of 6 January: gaz (all gas) and the wire (half gas, half fish; its two copies are one text).
    gas = at(frame, GAS, "2025-01-06")
    assert (gas["share"], gas["texts"], gas["effective"], gas["enough"]) == (0.75, 2, 2.0, False)
    assert (gas["low"], gas["high"]) == pytest.approx([float(e[0]) for e in wilson(np.array([0.75]), np.array([2]))])
    assert at(frame, FISH, "2025-01-06")["share"] == 0.25
    assert at(frame, VOTE, "2025-01-13")["share"] == pytest.approx(1 / 3)  # early, and late: two of three passages
    empty = at(frame, GAS, "2025-01-20")
    assert (empty["share"], empty["low"], empty["high"], empty["texts"]) == (0, 0, 1, 0)


def test_pooled_shares_are_those_of_the_timeline_where_there_are_no_copies(by_hand):
    selection = Selection(date_from=pd.Timestamp("2025-01-10").date(), undated=False)
    bands = timeline_bands(by_hand, selection, "week", "pooled")
    drawn = timeline(by_hand, selection, "week").frame
    both = bands.merge(drawn, on=["start", "narrative"], suffixes=("", "_drawn"))
    assert len(both)
    assert both["share"].tolist() == pytest.approx(both["share_drawn"].tolist())


def test_only_the_narratives_asked_for(by_hand):
    assert set(timeline_bands(by_hand, Selection(narratives=(VOTE,)), "month")["narrative"]) == {VOTE}


def test_nothing_dated_is_an_empty_frame(variant):
    for name in ("no-dates", "no-narratives"):
        frame = timeline_bands(variant(name), Selection(), "auto", "sources")
        assert frame.empty
        assert list(frame.columns) == COLUMNS


def test_weights_by_hand():
    # Two sources in the first period: three texts and one; the first has a second period to itself, of four texts.
    units = pd.DataFrame(
        {"start": [1, 1, 1, 1, 2, 2, 2, 2], "source": list("aaabaaaa"), "copy_group": [1, 2, 3, 3, 5, 6, 7, 8]}
    )
    first = units["start"] == 1
    assert unit_weights(units, "pooled")[first].tolist() == pytest.approx([1 / 3, 1 / 3, 1 / 6, 1 / 6])
    assert unit_weights(units, "sources")[first].tolist() == pytest.approx([1 / 6, 1 / 6, 1 / 6, 1 / 2])
    # of eight units seven are a's
    assert unit_weights(units, "weighted")[first].tolist() == pytest.approx([7 / 24, 7 / 24, 7 / 24, 1 / 8])
    for averaging in AVERAGINGS:
        assert unit_weights(units, averaging).groupby(units["start"]).sum().tolist() == pytest.approx([1, 1])


@pytest.mark.parametrize("averaging", AVERAGINGS)
def test_intervals_hold_the_truth(averaging):
    found = 0
    for seed in range(10):
        units, truth = shares_of_periods(np.random.default_rng(seed), 200)
        found += held(units, truth, unit_weights(units, averaging), weighted_interval)
    assert binomtest(found, 2000, 0.95, alternative="less").pvalue >= 0.01
    assert found < 1990  # and they are not so wide that they say nothing
