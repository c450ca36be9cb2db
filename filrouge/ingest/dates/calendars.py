"""Calendars beside the Gregorian: their months by name, and their days as days of the Gregorian.

The Iranian and the Islamic calendar are counted by libraries; those of Thailand, Japan and Taiwan only number the years
in their own way. A month of another calendar has a number of its own: the calendar's, and the month within it.
"""

from datetime import date, timedelta
from typing import Final

JALALI: Final = 100
"""Added to the number of a month of the Iranian (and Afghan) solar year, 1 to 12."""

HIJRI: Final = 200
"""Added to the number of a month of the Islamic lunar year, as Umm al-Qura counts it."""

JALALI_YEARS: Final = range(1300, 1421)
"""Years that, where they stand first in a day in figures, are of the Iranian calendar: no others are in use there."""

BUDDHIST_YEARS: Final = range(2450, 2644)
ERAS: Final = {
    "令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867, "民國": 1911, "民国": 1911,
    "R": 2018, "H": 1988, "S": 1925,
}  # fmt: skip
"""{name of an era: the year before its first}"""

_NAMED_YEARS: Final = {JALALI: range(1250, 1500), HIJRI: range(1343, 1501)}
_BUDDHIST: Final = 543
_COUNT_BUDDHIST: Final = frozenset({"th", "lo", "km"})

_JALALI_NAMES: Final = {
    "fa": (
        "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد|امرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
    ),
    "fa_AF": ("حمل", "ثور", "جوزا", "سرطان", "اسد", "سنبله", "میزان", "عقرب", "قوس", "جدی", "دلو", "حوت"),
    "ps": (
        "وری", "غویی", "غبرګولی", "چنګاښ", "زمری", "وږی", "تله", "لړم", "لیندۍ", "مرغومی", "سلواغه", "کب",
    ),
    "ckb": (
        "خاکەلێوە", "گوڵان|بانەمەڕ", "جۆزەردان", "پووشپەڕ", "گەلاوێژ", "خەرمانان", "ڕەزبەر", "خەزەڵوەر|گەڵاڕێزان",
        "سەرماوەز", "بەفرانبار", "ڕێبەندان", "ڕەشەمە|ڕەشەمێ",
    ),
    "en": (
        "Farvardin", "Ordibehesht", "Khordad", "Tir", "Mordad|Amordad", "Shahrivar", "Mehr", "Aban", "Azar", "Dey",
        "Bahman", "Esfand",
    ),
}  # fmt: skip
_HIJRI_NAMES: Final = {
    "ar": (
        "محرم|المحرم|محرم الحرام", "صفر", "ربيع الأول|ربيع أول", "ربيع الآخر|ربيع الثاني|ربيع ثاني",
        "جمادى الأولى|جمادى الأول|جمادى أولى", "جمادى الآخرة|جمادى الثانية|جمادى الآخر|جمادى الثاني", "رجب",
        "شعبان", "رمضان", "شوال", "ذو القعدة|ذي القعدة|ذوالقعدة|ذيالقعدة", "ذو الحجة|ذي الحجة|ذوالحجة|ذيالحجة",
    ),
    "fa": (
        "محرم", "صفر", "ربیع‌الاول", "ربیع‌الثانی", "جمادی‌الاول|جمادی الاولی", "جمادی‌الثانی|جمادی الثانیه", "رجب",
        "شعبان", "رمضان|رمضان المبارک", "شوال", "ذیقعده|ذی القعده|ذوالقعده", "ذیحجه|ذی الحجه|ذوالحجه",
    ),
    "en": (
        "Muharram|Moharram", "Safar", "Rabi al-Awwal|Rabi I|Rabiulawal", "Rabi al-Thani|Rabi al-Akhir|Rabi II",
        "Jumada al-Ula|Jumada al-Awwal|Jumada I|Jumadil Awal", "Jumada al-Akhirah|Jumada al-Thani|Jumada II",
        "Rajab", "Sha'ban|Shaban|Shaaban|Syaban", "Ramadan|Ramadhan|Ramazan|Ramzan", "Shawwal|Syawal",
        "Dhu al-Qi'dah|Dhul Qadah|Dhul Qidah|Zulkaidah|Dhu al-Qadah", "Dhu al-Hijjah|Dhul Hijjah|Zulhijjah",
    ),
    "fr": (
        "Mouharram", "Safar", "Rabia al awal|Rabi al-awwal", "Rabia ath-thani|Rabi ath-thani", "Joumada al oula",
        "Joumada ath-thania", "Rajab|Radjab", "Chaabane|Chaban", "Ramadan", "Chawwal|Chaoual",
        "Dhou al qi'da|Dhoul qi'da", "Dhou al-hijja|Dhoul hijja",
    ),
    "tr": (
        "Muharrem", "Safer", "Rebiülevvel", "Rebiülahir", "Cemaziyelevvel", "Cemaziyelahir", "Recep", "Şaban",
        "Ramazan", "Şevval", "Zilkade", "Zilhicce",
    ),
}  # fmt: skip


def names_of_months() -> list[tuple[str, int, str]]:
    """The months of the Iranian and the Islamic calendar: (name, number, language)."""
    tables = ((JALALI, _JALALI_NAMES), (HIJRI, _HIJRI_NAMES))
    return [
        (name + ending, first + number, code.partition("_")[0])
        for first, table in tables
        for code, months in table.items()
        for number, names in enumerate(months, 1)
        for name in names.split("|")
        for ending in (("", "ماه", " ماه") if (first, code) == (JALALI, "fa") else ("",))  # "month"
    ]


def has_year(month: int, year: int) -> bool:
    """Whether texts are dated in such a year of the calendar that a month is of."""
    return month <= 12 or year in _NAMED_YEARS[month // 100 * 100]


def first_of(year: int, month: int) -> date:
    """The day on which a month begins; `month` as `months_named` numbers it."""
    return day_of(year, month, 1)


def last_of(year: int, month: int) -> date:
    """The day on which a month of another calendar ends."""
    following = (year, month + 1) if month % 100 < 12 else (year + 1, month - 11)
    return day_of(*following, 1) - timedelta(days=1)


def day_of(year: int, month: int, day: int) -> date:
    """The Gregorian day that a day of any calendar is; `month` as `months_named` numbers it.

    Raises
    ------
    ValueError
        There is no such day.
    """
    if month > HIJRI:
        from hijridate import Hijri

        found = Hijri(year, month - HIJRI, day).to_gregorian()
        return date(found.year, found.month, found.day)
    if month > JALALI:
        from persiantools.jdatetime import JalaliDate

        counted: date = JalaliDate(year, month - JALALI, day).to_gregorian()  # type: ignore[no-untyped-call]
        return counted
    return date(year, month, day)


def gregorian_year(year: int, languages: frozenset[str]) -> int:
    """The year of our era where one is counted from Buddha's death, as Thai, Lao and Khmer do."""
    return year - _BUDDHIST if year in BUDDHIST_YEARS and languages & _COUNT_BUDDHIST else year


def buddhist(year: int) -> int | None:
    """The year of our era that a year of the Buddhist era is; None if it is none."""
    return year - _BUDDHIST if year in BUDDHIST_YEARS else None
