"""Names of months and weekdays in many languages."""

import pytest

from filrouge.ingest.dates.months import (
    begins_a_month,
    fold,
    half_of_day,
    is_whole_month_name,
    months_named,
    weekdays_named,
    words_in_dates,
    writes_dot,
)


@pytest.mark.parametrize(
    ("name", "language", "month"),
    [
        ("février", "fr", 2), ("FEVRIER", "fr", 2), ("févr.", "fr", 2), ("March", "en", 3), ("sept", "en", 9),
        ("enero", "es", 1), ("März", "de", 3), ("Jänner", "de", 1), ("gennaio", "it", 1), ("março", "pt", 3),
        ("augustus", "nl", 8), ("września", "pl", 9), ("wrzesień", "pl", 9), ("Mayıs", "tr", 5), ("MAYIS", "tr", 5),
        ("AĞUSTOS", "tr", 8), ("мая", "ru", 5), ("май", "ru", 5), ("мае", "ru", 5), ("травня", "uk", 5),
        ("sentyabr", "az", 9), ("İYUN", "az", 6), ("mayın", "az", 5), ("մայիսի", "hy", 5), ("մայիս", "hy", 5),
        ("مايو", "ar", 5), ("تموز", "ar", 7), ("ژوئیه", "fa", 7), ("מאי", "he", 5), ("Μαΐου", "el", 5),
        ("ΜΑΪΟΥ", "el", 5), ("октомври", "bg", 10), ("მაისი", "ka", 5), ("五月", "zh", 5),
    ],
)  # fmt: skip
def test_a_month_is_known_by_its_name_whatever_its_case_or_accents(name, language, month):
    assert language in months_named(name)[month]
    assert set(months_named(name)) == {month}


@pytest.mark.parametrize(
    ("name", "language", "weekday"),
    [
        ("lundi", "fr", 0), ("Tues", "en", 1), ("miércoles", "es", 2), ("Donnerstag", "de", 3), ("venerdì", "it", 4),
        ("segunda-feira", "pt", 0), ("Pazartesi", "tr", 0), ("bazar ertəsi", "az", 0), ("воскресенье", "ru", 6),
        ("երկուշաբթի", "hy", 0), ("יום שני", "he", 0), ("月曜日", "ja", 0), ("월요일", "ko", 0), ("星期一", "zh", 0),
    ],
)  # fmt: skip
def test_a_weekday_is_known_by_its_name(name, language, weekday):
    assert language in weekdays_named(name)[weekday]


def test_a_name_that_means_different_months_keeps_both():
    assert set(months_named("listopada")) == {10, 11}
    assert writes_dot("hr")
    assert not writes_dot("pl")


@pytest.mark.parametrize("word", ["bridge", "", "12", "majority", "marches"])
def test_other_words_are_no_month(word):
    assert months_named(word) == {}


def test_an_abbreviation_is_no_whole_name():
    assert is_whole_month_name("März")
    assert is_whole_month_name("мае")
    assert not is_whole_month_name("out")
    assert not is_whole_month_name("ago")


@pytest.mark.parametrize(
    ("written", "half"), [("p.m.", "pm"), ("AM", "am"), ("오후", "pm"), ("上午", "am"), ("مساءً", "pm"), ("to", None)]
)
def test_halves_of_the_day_are_told(written, half):
    assert half_of_day(written) == half


def test_names_of_two_words_are_announced_by_the_first():
    assert begins_a_month("كانون")
    assert not begins_a_month("mai")


def test_folding_keeps_letters_and_drops_case_accents_and_stops():
    assert fold("  Févr. ") == "fevr"
    assert fold("KASIM") == fold("kasım")
    assert len(fold("x" * 1000)) == 1000


def test_words_that_stand_in_dates_come_from_the_patterns_of_the_languages():
    assert {"de", "г"} <= words_in_dates()
