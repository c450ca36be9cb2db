from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filrouge.ingest.dates.parse import date_in_url, infer_order, parse_date
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
        ("08.03.2024", utc(2024, 3, 8), utc(2024, 3, 9), None, "day"),  # nobody writes the month first by points
        ("07.03.2024 | 10:05 Uhr", utc(2024, 3, 7, 10, 5), utc(2024, 3, 7, 10, 6), None, "minute"),
        ("2024-W10-4", utc(2024, 3, 7), utc(2024, 3, 8), None, "day"),
        ("2024-067", utc(2024, 3, 7), utc(2024, 3, 8), None, "day"),
        ("Ngày 7 tháng 3 năm 2024", utc(2024, 3, 7), utc(2024, 3, 8), None, "day"),
        ("05.05.2024", utc(2024, 5, 5), utc(2024, 5, 6), None, "day"),
        (
            "datetime.datetime(2019, 1, 8, 9, 5, tzinfo=datetime.timezone.utc)",
            utc(2019, 1, 8, 9, 5),
            utc(2019, 1, 8, 9, 6),
            None,
            "minute",
        ),
        ("datetime.date(2019, 1, 8)", utc(2019, 1, 8), utc(2019, 1, 9), None, "day"),
        ("Timestamp('2019-01-08 09:05:00')", utc(2019, 1, 8, 9, 5), utc(2019, 1, 8, 9, 6), None, "minute"),
        ("02/2019", utc(2019, 2, 1), utc(2019, 3, 1), None, "month"),
        ("20190108.0", utc(2019, 1, 8), utc(2019, 1, 9), None, "day"),  # of columns with gaps
        ("2019.0", utc(2019, 1, 1), utc(2020, 1, 1), None, "year"),
        ("2019.0-1.0-8.0", utc(2019, 1, 8), utc(2019, 1, 9), None, "day"),
        (
            "Tue Jan 08 2019 10:10:00 GMT+0100 (heure normale d’Europe centrale)",
            utc(2019, 1, 8, 9, 10),
            utc(2019, 1, 8, 9, 11),
            60,
            "minute",
        ),
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
        ("154958400", "not understood"),
        ("9999999999", "not understood"),
        ("yesterday", "not understood"),
        ("03/04/19", "could be two days"),
        ("2019-01-01T10:00 XQZT", "not understood"),
        ("27/05/24", "could be two days"),
        ("may 24", "not understood"),
        ("29/11/1445", "impossible year"),
        ("113/06/06", "not understood"),
        ("3 Mehr 2024", "not understood"),
        ("32 خرداد 1403", "no day of the calendar"),
        ("mardi 3 mars 2024", "weekday"),
        ("Dienstag, 27. Mai 2024", "weekday"),
        ("31 février 2024", "no day of the calendar"),
        ("3-5 March 2024", "not understood"),
        ("3 March 2024 and 5 March 2024", "not understood"),
        ("3 March 2024 | 5 March 2024", "two dates"),
        ("circa 3 March 2024", "not understood"),
        ("before 3 March 2024", "not understood"),
        ("3 March 2024?", "not understood"),
        ("3 hours ago", "not understood"),
        ("Mis à jour le 3 mars 2024", "updated"),
        ("Stand: 27.05.2024", "updated"),
        ("2567年5月27日", "impossible year"),
        ("3 March 2024" + "!" * 200, "too long"),
    ],
)
def test_a_wrong_date_is_worse_than_none(written, why):
    found = parse_date(written)
    assert found.start is None
    assert found.precision == "unknown"
    assert found.evidence == written
    assert why in (found.warning or "")


@pytest.mark.parametrize(
    "written",
    [
        "27 mai 2024", "lundi 27 mai 2024", "Le 27 mai 2024", "May 27th, 2024", "Monday, 27 May 2024", "27-May-2024",
        "27 de mayo de 2024", "lunes, 27 de mayo de 2024", "27. Mai 2024", "Montag, 27. Mai 2024", "27 maggio 2024",
        "segunda-feira, 27 de maio de 2024", "maandag 27 mei 2024", "27 maja 2024 r.", "27 Mayıs 2024 Pazartesi",
        "27 MAYIS 2024 PAZARTESİ", "27 мая 2024 г.", "понедельник, 27 мая 2024 года", "27 травня 2024 року",
        "27 may 2024-cü il", "27 May 2024, bazar ertəsi", "27 մայիսի 2024", "2024 թ. մայիսի 27", "٢٧ مايو ٢٠٢٤",
        "۲۷ مه ۲۰۲۴", "יום שני, 27 במאי 2024", "Δευτέρα 27 Μαΐου 2024", "27 май 2024 г.", "27 მაისი, 2024",
        "2024年5月27日", "2024年5月27日 星期一", "2024年5月27日（月）", "２０２４年５月２７日", "2024년 5월 27일 (월)",
        "2024. 5. 27.", "27. 5. 2024", "2024. május 27.", "27. toukokuuta 2024", "2024 m. gegužės 27 d.",
        "2024. gada 27. maijs", "2024 жылғы 27 мамыр", "Publié le 27 mai 2024", "Posted on May 27, 2024",
        "27 May 2024, 10:20 - 12:00", "27 May 2024 17:59 BST", "27 May 2024 at 5pm", "27 mai 2024 à 17h",
    ],
)  # fmt: skip
def test_a_day_is_read_in_many_languages(written):
    found = parse_date(written)
    assert (found.start, found.end, found.precision) == (utc(2024, 5, 27), utc(2024, 5, 28) - TICK, "day")


@pytest.mark.parametrize(
    ("written", "offset"),
    [
        ("27 mai 2024 17:59 (UTC +04:00)", 240),
        ("lundi 27 mai 2024 à 17h59", None),
        ("27. Mai 2024, 17:59 Uhr", None),
        ("27. Mai 2024, 17.59 Uhr", None),
        ("lunedì 27 maggio 2024 ore 17.59", None),
        ("segunda-feira, 27 de maio de 2024 às 17h59", None),
        ("27 мая 2024 г., 17:59", None),
        ("17:59, 27 мая 2024", None),
        ("2024年5月27日 17:59", None),
        ("2024年5月27日 下午5:59", None),
        ("2024년 5월 27일 (월) 오후 5:59", None),
        ("27. toukokuuta 2024 klo 17.59", None),
        ("May 27th, 2024 at 5:59 p.m. EDT", -240),
        ("Monday, 27 May 2024 | 17:59 GMT+4", 240),
        ("5/27/2024, 5:59:00 PM", None),
        ("Mon May 27 17:59:00 +0000 2024", 0),
        ("Mon May 27 2024 17:59:00 GMT+0400 (Azerbaijan Standard Time)", 240),
        ("Mon, 27 May 2024 17:59:00 -0700 (PDT)", -420),
        ("2024-05-27T17:59:00.000000+00:00[UTC]", 0),
        ("2024-05-27 17:59 CEST", 120),
        ("27 мая 2024, 17:59 мск", 180),
        ("20240527175900", None),
        ("20240527T175900Z", 0),
        ("Publié le 27 mai 2024 à 17h59 - Mis à jour à 19h00", None),
        ("Mis à jour le 28 mai 2024 à 9h00, publié le 27 mai 2024 à 17h59", None),
        ("27 May 2024 17:59 (updated 28 May 2024)", None),
        ("2024-05-27 17:59:00 +0200 CEST", 120),
        ("27-MAY-24 05.59.00.000000 PM", None),
        ("2024年5月27日(月) 17時59分", None),
    ],
)
def test_a_time_of_day_is_read_as_it_is_written(written, offset):
    found = parse_date(written)
    start = utc(2024, 5, 27, 17, 59) - timedelta(minutes=offset or 0)
    assert (found.start, found.offset, found.precision) == (start, offset, "minute")
    assert found.evidence == written


@pytest.mark.parametrize("written", ["1716832740", "1716832740000", "1716832781123"])
def test_seconds_and_milliseconds_since_1970_are_in_utc(written):
    found = parse_date(written)
    assert (found.start, found.offset, found.precision) == (utc(2024, 5, 27, 17, 59), 0, "minute")


@pytest.mark.parametrize(
    ("written", "start", "precision"),
    [
        ("915148800", utc(1999, 1, 1), "minute"),
        ("1716832740.25", utc(2024, 5, 27, 17, 59), "minute"),
        ("1716832740000000", utc(2024, 5, 27, 17, 59), "minute"),
        ("1716832740000000000", utc(2024, 5, 27, 17, 59), "minute"),
        ("/Date(1716832740000+0200)/", utc(2024, 5, 27, 17, 59), "minute"),
        ("1.716832e+09", utc(2024, 5, 27), "day"),
        ("1.7168327E12", utc(2024, 5, 27), "day"),
        ("45439", utc(2024, 5, 27), "day"),
        ("45439.0", utc(2024, 5, 27), "day"),
        ("45439,75", utc(2024, 5, 27, 18), "minute"),
    ],
)
def test_numbers_of_programs_are_dates(written, start, precision):
    found = parse_date(written)
    assert (found.start, found.precision) == (start, precision)


@pytest.mark.parametrize("written", ["45", "12345", "99999", "1.2e3", "12345678901", "171683274", "45439.7.1"])
def test_other_numbers_are_none(written):
    assert parse_date(written).start is None


@pytest.mark.parametrize(
    "written",
    [
        "1970-01-01T00:00:00Z", "1970-01-01 01:00:00", "1969-12-31 19:00:00 -0500", "Thu, 01 Jan 1970 00:00:00 +0000",
        "1 January 1970", "1900-01-01", "30.12.1899", "2099-12-31", "2038-01-19 03:14:07",
    ],
)  # fmt: skip
def test_what_programs_write_where_there_is_no_date_is_none_and_told(written):
    found = parse_date(written)
    assert (found.start, found.warning) == (None, f"date '{written}' stands for no date")


@pytest.mark.parametrize(
    "written",
    [
        "27-May-24", "27 mai 24", "27-maj-24", "Mon, 27 May 24", "27/May/24", "May 27, 24", "May 27, '24", "27. Mai 24",
        "27 de mayo de 24", "27-май-24", "27 พ.ค. 67", "二〇二四年五月二十七日", "27 mai 24 à 17h",
    ],
)  # fmt: skip
def test_a_year_of_two_figures_beside_a_month_by_name_is_of_this_century(written):
    assert parse_date(written).local_day == date(2024, 5, 27)
    assert parse_date("27-May-98").local_day == date(1998, 5, 27)


def test_a_zone_by_its_place_gives_the_offset_of_that_day():
    assert parse_date("2024-05-27 17:59 Europe/Paris").start == utc(2024, 5, 27, 15, 59)
    assert parse_date("2024-01-27 17:59:00 [Europe/Paris]").start == utc(2024, 1, 27, 16, 59)
    assert parse_date("2024-05-27T17:59:00+02:00[Europe/Paris]").start == utc(2024, 5, 27, 15, 59)
    assert parse_date("2024-05-27 17:59 Neither/Nor").start is None


@pytest.mark.parametrize("written", ["mai 2024", "May 2024", "2024年5月", "2024-05", "maio de 2024"])
def test_a_month_stays_a_month(written):
    found = parse_date(written)
    assert (found.start, found.end, found.precision) == (utc(2024, 5, 1), utc(2024, 6, 1) - TICK, "month")


def test_a_zone_that_could_be_several_leaves_the_day_and_says_so():
    found = parse_date("2024-05-27 17:59 IST")
    assert (found.precision, found.start) == ("day", utc(2024, 5, 27))
    assert "IST" in (found.warning or "")


def test_the_month_that_two_languages_name_alike_is_told_by_the_full_stop():
    assert parse_date("27 listopada 2024").start == utc(2024, 11, 27)
    assert parse_date("15. listopada 2024.").start == utc(2024, 10, 15)
    assert parse_date("listopad 2024").start is None


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (["8-1-2019", "27-1-2019"], "dmy"),
        (["8/1/2019", "1/27/2019 10:00"], "mdy"),
        (["8-1-2019", "9-1-2019"], None),
        (["27-1-2019", "1-27-2019"], None),
        (["2019-01-27", "yesterday", ""], None),
        (["99/99/2019", "27.13.2019"], None),
        (["8/1/24", "27/1/24", "3/2/24 10:00", "9/3/23"], "dmy"),
        (["1/8/24", "1/27/24", "2/3/24", "3/9/23"], "mdy"),
        (["24/1/8", "24/1/27", "24/2/3", "23/3/9"], None),
        (["27/1/24", "28/1/24"], None),
        (["8\u200f/1\u200f/2019", "27\u200f/1\u200f/2019"], "dmy"),
    ],
)
def test_a_column_tells_its_order_by_days_that_can_be_no_month(column, order):
    assert infer_order(column) == order


def test_the_order_of_a_column_settles_its_other_days():
    assert parse_date("8-1-2019", "dmy").start == utc(2019, 1, 8)
    assert parse_date("8-1-2019", "mdy").start == utc(2019, 8, 1)
    assert parse_date("8/1/2019 à 10h20", "dmy").start == utc(2019, 1, 8, 10, 20)
    assert parse_date("13/1/2019", "mdy").start is None
    assert parse_date("2019-01-08", "dmy").start == utc(2019, 1, 8)
    assert parse_date("8/1/24 10:20", "dmy").start == utc(2024, 1, 8, 10, 20)


@pytest.mark.parametrize("written", ["le 08/01/2019 à 10h20", "08.01.2019 um 10.20 Uhr", "08/01/2019 a las 10:20"])
def test_words_of_languages_that_write_the_day_first_settle_the_order(written):
    assert parse_date(written).start == utc(2019, 1, 8, 10, 20)


def test_a_day_that_those_languages_cannot_mean_is_read_as_it_stands():
    assert parse_date("am 05/27/2019").start == utc(2019, 5, 27)


@pytest.mark.parametrize(
    ("url", "start", "precision"),
    [
        ("https://news.example/2024/05/27/bridge", utc(2024, 5, 27), "day"),
        ("https://news.example/world/2024/may/27/bridge", utc(2024, 5, 27), "day"),
        ("https://news.example/2018/12/07/27001-20181207ARTFIG00093-bridge.php", utc(2018, 12, 7), "day"),
        ("https://news.example/bridge-2024-05-27/", utc(2024, 5, 27), "day"),
        ("https://news.example/bridge-20240527.html", utc(2024, 5, 27), "day"),
        ("https://news.example/20240527/bridge", utc(2024, 5, 27), "day"),
        ("https://news.example/2024/05/bridge", utc(2024, 5, 1), "month"),
        ("https://news.example/article/596510609", None, "unknown"),
        ("https://news.example/2024/13/27/bridge", None, "unknown"),
        ("https://news.example/2024/02/30/bridge", None, "unknown"),
        ("https://news.example/1024/05/27/bridge", None, "unknown"),
        ("https://news.example/2024/05/27/a/2024/05/28/b", None, "unknown"),
        ("https://news.example/toll-of-2015-11-13-attacks", None, "unknown"),
        ("https://news.example/id120240527", None, "unknown"),
        ("https://news.example/bridge?day=2024/05/27", None, "unknown"),
        ("https://2024.news.example/", None, "unknown"),
        ("http://[broken/2024/05/27/", None, "unknown"),
    ],
)
def test_the_path_of_a_link_may_hold_a_day_or_a_month(url, start, precision):
    found = date_in_url(url)
    assert (found.start, found.precision) == (start, precision)
    assert (found.evidence is None) == (start is None)


@given(st.text(alphabet="0123456789-/.:T ZUTCGM+, JanFebMayWedSun", max_size=40) | st.text(max_size=40))
def test_no_text_breaks_the_reader_and_intervals_are_never_empty(written):
    found = parse_date(written)
    assert found.precision in PRECISIONS
    assert (found.start is None) == (found.end is None) == (found.precision == "unknown")
    if found.start and found.end:
        assert found.start < found.end


@given(st.datetimes(datetime(1972, 1, 1), datetime(2026, 11, 30)), st.integers(-14 * 60, 14 * 60))
def test_iso_with_an_offset_comes_back(moment, minutes):
    sign = "-" if minutes < 0 else "+"
    written = f"{moment:%Y-%m-%dT%H:%M}{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
    found = parse_date(f"{moment.year:04}" + written[written.index("-") :])
    assert found.start == moment.replace(second=0, microsecond=0, tzinfo=UTC) - timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("written", "order", "day"),
    [
        ("8/17/13 11:04", None, "2013-08-17"),
        ("04/19/13", None, "2013-04-19"),
        ("19.04.87", None, "1987-04-19"),
        ("8-1-19", "dmy", "2019-01-08"),
        ("13/08/17", None, None),  # 13 August 2017, or 17 August 2013
        ("01/02/03", None, None),
        ("32/13/45", None, None),
    ],
)
def test_a_year_of_two_figures_where_only_one_day_is_possible(written, order, day):
    found = parse_date(written, order)
    assert (f"{found.start:%Y-%m-%d}" if found.start else None) == day
    assert (found.warning is None) == (day is not None)


@pytest.mark.parametrize(
    ("written", "hour", "minute"),
    [
        ("2/17/23 9:05AM", 9, 5),
        ("2/17/23 12:30 PM", 12, 30),
        ("2/17/23, 12:00 a.m.", 0, 0),
        ("2/17/2023 11:59:59pm", 23, 59),
    ],
)
def test_a_clock_of_twelve_hours_behind_figures(written, hour, minute):
    found = parse_date(written, "mdy")
    assert found.start is not None
    assert (f"{found.start:%Y-%m-%d}", found.start.hour, found.start.minute) == ("2023-02-17", hour, minute)
