from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filrouge.ingest.dates import parse_date
from filrouge.schema import PRECISIONS

TICK = timedelta(microseconds=1)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "start", "end", "offset", "precision"),
    [
        ("2019", utc(2019, 1, 1), utc(2020, 1, 1), None, "year"),
        ("2019-02", utc(2019, 2, 1), utc(2019, 3, 1), None, "month"),
        ("2019-12", utc(2019, 12, 1), utc(2020, 1, 1), None, "month"),
        ("2019-01-08", utc(2019, 1, 8), utc(2019, 1, 9), None, "day"),
        ("20190108", utc(2019, 1, 8), utc(2019, 1, 9), None, "day"),
        ("27/05/2024", utc(2024, 5, 27), utc(2024, 5, 28), None, "day"),
        ("12/31/2018", utc(2018, 12, 31), utc(2019, 1, 1), None, "day"),
        ("05.05.2024", utc(2024, 5, 5), utc(2024, 5, 6), None, "day"),
        ("Sat 9 Feb 2019", utc(2019, 2, 9), utc(2019, 2, 10), None, "day"),
        ("2025-01-08T10:10:00+01:00", utc(2025, 1, 8, 9, 10), utc(2025, 1, 8, 9, 11), 60, "minute"),
        ("2025-01-08 10:10", utc(2025, 1, 8, 10, 10), utc(2025, 1, 8, 10, 11), None, "minute"),
        ("2025-01-08T10:10:59.123Z", utc(2025, 1, 8, 10, 10), utc(2025, 1, 8, 10, 11), 0, "minute"),
        ("Wed, 6 Feb 2019 14:34:00 -0500", utc(2019, 2, 6, 19, 34), utc(2019, 2, 6, 19, 35), -300, "minute"),
        ("Wed, Feb 6, 2019, 14:34", utc(2019, 2, 6, 14, 34), utc(2019, 2, 6, 14, 35), None, "minute"),
        ("27 May 2024 17:59 UTC +04:00", utc(2024, 5, 27, 13, 59), utc(2024, 5, 27, 14, 0), 240, "minute"),
    ],
)
def test_dates_are_read_as_intervals(written, start, end, offset, precision):
    found = parse_date(written)
    assert (found.start, found.end, found.offset, found.precision) == (start, end - TICK, offset, precision)
    assert found.evidence == written
    assert found.warning is None


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("03/04/2019", "could be two days"),
        ("8-1-2019", "could be two days"),
        ("31/02/2019", "no day of the calendar"),
        ("2019-02-29", "no day of the calendar"),
        ("2019-13", "no day of the calendar"),
        ("Mon, 6 Feb 2019", "weekday"),
        ("2019-01-01T25:00", "no day of the calendar"),
        ("0000", "impossible year"),
        ("9999-01-01", "impossible year"),
        ("1549584000", "not understood"),
        ("yesterday", "not understood"),
        ("03/04/19", "not understood"),
        ("2019-01-01T10:00 CEST", "not understood"),
    ],
)
def test_a_wrong_date_is_worse_than_none(written, why):
    found = parse_date(written)
    assert found.start is None
    assert found.precision == "unknown"
    assert found.evidence == written
    assert why in (found.warning or "")


@given(st.text(alphabet="0123456789-/.:T ZUTCGM+, JanFebMayWedSun", max_size=40) | st.text(max_size=40))
def test_no_text_breaks_the_reader_and_intervals_are_never_empty(written):
    found = parse_date(written)
    assert found.precision in PRECISIONS
    assert (found.start is None) == (found.end is None) == (found.precision == "unknown")
    if found.start and found.end:
        assert found.start < found.end


@given(st.datetimes(datetime(1500, 1, 1), datetime(2099, 12, 30)), st.integers(-14 * 60, 14 * 60))
def test_iso_with_an_offset_comes_back(moment, minutes):
    sign = "-" if minutes < 0 else "+"
    written = f"{moment:%Y-%m-%dT%H:%M}{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
    found = parse_date(f"{moment.year:04}" + written[written.index("-") :])
    assert found.start == moment.replace(second=0, microsecond=0, tzinfo=UTC) - timedelta(minutes=minutes)
