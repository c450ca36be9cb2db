"""Dates of other calendars, and the names of months that countries of one language do not share."""

from datetime import date

import pytest

from filrouge.ingest.dates.months import FURTHER_LOCALES, LOCALES, months_named
from filrouge.ingest.dates.parse import parse_date
from filrouge.ingest.dates.written_dates import dates_in

DAY = date(2023, 10, 9)


@pytest.mark.parametrize(
    "written",
    [
        "9 ตุลาคม 2566", "9 ต.ค. 2566", "วันจันทร์ที่ 9 ตุลาคม พ.ศ. 2566 เวลา 10:33 น.", "09/10/2566 10:33", "2566-10-09",
        "9 ຕຸລາ 2566", "۱۷ مهر ۱۴۰۲", "دوشنبه ۱۷ مهر ۱۴۰۲ - ۱۰:۳۳", "۱۴۰۲/۰۷/۱۷", "1402-07-17", "17 Mehr 1402",
        "17 میزان 1402", "24 ربيع الأول 1445", "الاثنين 24 ربيع الأول 1445 هـ", "24/03/1445هـ", "24 ربیع‌الاول ۱۴۴۵",
        "24 Rabi al-awwal 1445 AH", "24 Rebiülevvel 1445", "24 ربيع الأول 1445هـ الموافق 9 أكتوبر 2023م",
        "9 أكتوبر 2023 الموافق 23 ربيع الأول 1445", "令和5年10月9日", "令和五年十月九日",
        "令和5年10月9日(月)", "R5.10.9", "R5年10月9日",
        "中華民國一百一十二年十月九日", "۱۷ مهرماه ۱۴۰۲", "۱۷ مهر ماه ۱۴۰۲", "2023年10月9日(月) 10時30分",
        "民國112年10月9日",
        "中華民國112年10月9日", "112年10月9日", "民國112/10/09",
    ],
)  # fmt: skip
def test_a_day_of_another_calendar_is_the_same_day(written):
    assert parse_date(written).local_day == DAY


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("مهر ۱۴۰۲", date(2023, 9, 23), date(2023, 10, 22)),
        ("اسفند 1402", date(2024, 2, 20), date(2024, 3, 19)),
        ("Ramadan 1445", date(2024, 3, 11), date(2024, 4, 9)),
        ("令和5年10月", date(2023, 10, 1), date(2023, 10, 31)),
    ],
)
def test_a_month_of_another_calendar_is_from_its_first_to_its_last_day(written, first, last):
    found = parse_date(written)
    assert (found.start.date(), found.end.date(), found.precision) == (first, last, "month")


@pytest.mark.parametrize(
    "written", ["24/03/1445", "24-3-1445", "1445/03/24", "112/10/09", "5年10月9日", "17 مهر 2023", "2023年10月9日(火)"]
)
def test_figures_that_no_word_places_in_a_calendar_are_no_date(written):
    assert parse_date(written).start is None


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("9 تشرين الأول/أكتوبر 2023", DAY), ("9 أكتوبر/تشرين الأول 2023", DAY), ("9 أكتوبر (تشرين الأول) 2023", DAY),
        ("9 تشرين 1 2023", DAY), ("9 تشرين أول 2023", DAY), ("5 كانون الثاني 2024", date(2024, 1, 5)),
        ("5 كانون 2 2024", date(2024, 1, 5)), ("5 جانفي 2024", date(2024, 1, 5)), ("5 فيفري 2024", date(2024, 2, 5)),
        ("5 أفريل 2024", date(2024, 4, 5)), ("5 ماي 2024", date(2024, 5, 5)), ("5 جوان 2024", date(2024, 6, 5)),
        ("5 جويلية 2024", date(2024, 7, 5)), ("5 يوليوز 2024", date(2024, 7, 5)), ("5 غشت 2024", date(2024, 8, 5)),
        ("5 شتنبر 2023", date(2023, 9, 5)), ("5 دجنبر 2023", date(2023, 12, 5)), ("5 ديسمبر 2023", date(2023, 12, 5)),
    ],
)  # fmt: skip
def test_arabic_months_are_known_by_the_names_of_every_country(written, day):
    assert parse_date(written).local_day == day


def test_two_months_that_differ_are_no_date():
    assert parse_date("9 أكتوبر/أيلول 2023").start is None


@pytest.mark.parametrize(
    "written",
    [
        "9 Oktober 2023", "9 Hydref 2023", "9 Here 2023", "9 Dàmhair 2023", "9. oktober 2023",
        "9 ऑक्टोबर 2023", "9 ઑક્ટોબર, 2023", "9 ਅਕਤੂਬਰ 2023", "9 அக்டோபர் 2023", "9 అక్టోబర్, 2023", "9 ಅಕ್ಟೋಬರ್ 2023",
        "9 ഒക്ടോബർ 2023", "9 ඔක්තෝබර් 2023", "9 តុលា 2023", "2023 အောက်တိုဘာ 9", "9 ኦክቶበር 2023", "9 okt. 2023",
        "9 октябрь, 2023 ел", "9 ta’ Ottubru 2023", "9 Oktoba 2023", "9 Oktoobar 2023",
    ],
)  # fmt: skip
def test_months_of_further_languages_are_known(written):
    assert parse_date(written).local_day == DAY


def test_further_languages_leave_the_names_of_the_others_as_they_are():
    assert not set(LOCALES) & set(FURTHER_LOCALES)
    assert set(months_named("mai")) == {5}
    assert set(months_named("listopada")) == {10, 11}
    assert set(months_named("mars")) == {3}
    assert months_named("M05") == {}


def test_words_of_prose_become_no_dates():
    prose = "Er will 10 Mehr 2024, im Jahr 2567 war Safar 3. The 12 Tir 2023 tanks; 12 mars 24 habitants."
    assert [d.spoken.day for d in dates_in(prose) if not d.spoken.reason] == []
