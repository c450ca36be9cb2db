from datetime import date

import pandas as pd
import pytest

from filrouge.wording.days import day_texts, left_out_text, minute_texts, period_text, published_text


@pytest.mark.parametrize(
    ("published", "offset", "precision", "expected"),
    [
        ("2025-01-06", None, "day", "6 January 2025"),
        ("2025-01-05T22:00", 120, "day", "6 January 2025"),
        ("2025-01-12T20:30", 240, "minute", "13 January 2025, 00:30 (UTC+04:00)"),
        ("2025-01-20T04:45", -300, "minute", "19 January 2025, 23:45 (UTC-05:00)"),
        ("2025-01-20T04:45", 330, "minute", "20 January 2025, 10:15 (UTC+05:30)"),
        ("2025-01-20T04:45", -210, "minute", "20 January 2025, 01:15 (UTC-03:30)"),
        ("2025-01-20T04:45", 0, "minute", "20 January 2025, 04:45 (UTC+00:00)"),
        ("2025-01-20T04:45", None, "minute", "20 January 2025, 04:45 UTC"),
        ("2024-12-31T22:00", 120, "month", "January 2025"),
        ("2025-05-01", None, "month", "May 2025"),
        ("2025-01-01", None, "year", "2025"),
        ("2024-12-31T20:00", 240, "year", "2025"),
        (None, None, "unknown", "undated"),
    ],
)
def test_a_date_is_written_as_precisely_as_it_is_known(published, offset, precision, expected):
    row = {
        "published": pd.Timestamp(published) if published else pd.NaT,
        "published_offset": pd.NA if offset is None else offset,
        "published_precision": precision,
    }
    assert published_text(row) == expected


@pytest.mark.parametrize(
    ("period", "words"),
    [("day", "1 April 2025"), ("week", "week of 1 April 2025"), ("month", "April 2025"), ("quarter", "Q2 2025")],
)
def test_a_period_in_words(period, words):
    assert period_text(period, date(2025, 4, 1)) == words


def test_what_is_left_out_is_said():
    assert left_out_text(0, 0, "week") == ""
    assert left_out_text(1200, 0, "week") == "1,200 undated left out"
    assert left_out_text(0, 3, "week") == "3 not dated to the week left out"
    assert left_out_text(2, 3, "day") == "2 undated and 3 not dated to the day left out"


def test_instants_of_a_table_in_minutes():
    instants = pd.Series(pd.to_datetime(["2024-03-01 12:05:59", None]), [4, 2])
    told = minute_texts(instants)
    assert told.to_dict() == {4: "2024-03-01 12:05", 2: pytest.approx(float("nan"), nan_ok=True)}
    assert minute_texts(pd.Series(dtype="datetime64[us]")).empty


def test_days_of_many_instants_are_written_as_pandas_writes_them():
    instants = pd.Series(pd.to_datetime(["2025-01-06 23:59", None, "1899-12-31 12:00"]), [3, 5, 2])
    pd.testing.assert_series_equal(day_texts(instants), instants.dt.strftime("%Y-%m-%d"))
