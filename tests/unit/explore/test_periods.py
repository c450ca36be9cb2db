from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from filrouge.explore.periods import (
    Span,
    choose_period,
    grid,
    last_day,
    span_of,
)
from filrouge.explore.selection import Selection
from filrouge.explore.spans import read_span, write_span
from filrouge.explore.timeline import timeline
from filrouge.schema import NO_SOURCE
from tests.unit.explore.by_hand import PHARE, POST

DAYS = st.dates(date(1990, 1, 1), date(2060, 1, 1))


def test_a_span_is_written_and_read():
    span = (date(2024, 1, 1), date(2024, 2, 1))
    assert read_span(write_span(*span)) == span
    assert (read_span("Le Phare"), read_span("2024-01-01"), read_span("a..b")) == (None, None, None)
    with pytest.raises(ValueError, match="2024-02-01 is later than 2024-01-01"):
        read_span("2024-02-01..2024-01-01")


@pytest.mark.parametrize("period", ["day", "week", "month", "quarter"])
@given(first=DAYS, length=st.integers(0, 1200))
def test_a_grid_covers_every_day_once(period, first, length):
    last = first + timedelta(days=length)
    starts = [start.date() for start in grid(period, Span(first, last, 1))]
    ends = [last_day(period, start) for start in starts]
    assert starts[0] <= first <= ends[0]
    assert starts[-1] <= last <= ends[-1]
    assert starts[1:] == [end + timedelta(days=1) for end in ends[:-1]]
    if period == "week":
        assert {start.weekday() for start in starts} == {0}
        assert {(end - start).days for start, end in zip(starts, ends, strict=True)} == {6}
    if period in {"month", "quarter"}:
        assert {start.day for start in starts} == {1}
    if period == "quarter":
        assert {start.month for start in starts} <= {1, 4, 7, 10}


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        ("day", "2024-02-29", "2024-02-29"),
        ("week", "2024-12-30", "2025-01-05"),
        ("month", "2024-02-01", "2024-02-29"),
        ("month", "2024-12-01", "2024-12-31"),
        ("quarter", "2024-10-01", "2024-12-31"),
    ],
)
def test_the_last_day_of_a_period(period, start, end):
    assert last_day(period, date.fromisoformat(start)) == date.fromisoformat(end)


@pytest.mark.parametrize(
    ("days", "dated", "expected"),
    [
        (1, 10, "day"),
        (62, 1000, "day"),
        (62, 620, "day"),
        (62, 619, "week"),
        (63, 1000, "week"),
        (400, 572, "week"),
        (400, 571, "month"),
        (401, 100_000, "month"),
        (3653, 100_000, "month"),
        (3654, 100_000, "quarter"),
        (3, 5, "week"),
        (3, 4, "month"),
    ],
)
def test_auto_takes_the_shortest_period_that_has_enough_documents(days, dated, expected):
    first = date(2015, 1, 1)
    span = Span(first, first + timedelta(days=days - 1), dated)
    assert choose_period("auto", span) == expected
    assert choose_period("quarter", span) == "quarter"


@pytest.mark.parametrize(
    ("asked", "days", "expected"),
    [
        ("day", 1500, "day"),
        ("day", 1501, "week"),
        ("week", 10_500, "week"),
        ("week", 10_501, "month"),
        ("day", 45_001, "quarter"),
        ("month", 200_000, "quarter"),
    ],
)
def test_a_period_that_is_too_short_for_the_span_gives_way(asked, days, expected):
    first = date(1500, 1, 1)
    assert choose_period(asked, Span(first, first + timedelta(days=days - 1), 5)) == expected


def test_auto_without_dates_is_a_month():
    assert choose_period("auto", None) == "month"
    assert choose_period("week", None) == "week"


def test_a_span_is_of_the_selection_or_of_its_date_filter(by_hand):
    def find_span(selection):
        return span_of(by_hand, selection)

    assert find_span(Selection()) == Span(date(2025, 1, 1), date(2025, 2, 3), 7)
    assert find_span(Selection(sources=(POST,))) == Span(date(2025, 1, 7), date(2025, 1, 19), 3)
    assert find_span(Selection(sources=(NO_SOURCE,))) is None
    ranged = Selection(date(2025, 1, 2), date(2025, 1, 30))
    assert find_span(ranged) == Span(date(2025, 1, 2), date(2025, 1, 30), 5)


@pytest.mark.parametrize(
    ("period", "undated", "coarse"), [("day", 1, 1), ("week", 1, 1), ("month", 1, 0), ("quarter", 1, 0)]
)
def test_a_month_is_in_no_week(by_hand, period, undated, coarse):
    def left_out(selection):
        found = timeline(by_hand, selection, period)
        return found.counts.undated, found.coarse

    assert left_out(Selection()) == (undated, coarse)
    assert left_out(Selection(sources=(PHARE,))) == (0, coarse)


def test_a_grid_is_made_of_instants_that_frames_can_be_joined_on():
    assert grid("week", Span(date(2025, 1, 1), date(2025, 1, 13), 1)).tolist() == [
        pd.Timestamp("2024-12-30"),
        pd.Timestamp("2025-01-06"),
        pd.Timestamp("2025-01-13"),
    ]
