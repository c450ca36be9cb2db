"""Names of months, weekdays and halves of the day in many languages, as the Unicode CLDR has them."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import chain, takewhile
from typing import Final, Literal

from babel import Locale

from filrouge.ingest.dates.calendars import names_of_months

LOCALES: Final = (
    "ar", "ar_DZ", "ar_MA", "ar_SY", "az", "be", "bg", "bn", "ca", "cs", "da", "de", "de_AT", "el", "en", "es", "et",
    "eu", "fa", "fa_AF", "fi", "fr", "ga", "gl", "he", "hi", "hr", "hu", "hy", "id", "is", "it", "ja", "ka", "kk",
    "ko", "ky", "lt", "lv", "mk", "mn", "ms", "nb", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sr_Latn",
    "sv", "sw", "tg", "tk", "tr", "uk", "ur", "uz", "uz_Cyrl", "vi", "zh",
)  # fmt: skip
"""Locales whose names are known; CLDR has the script variants and regional calendars under names of their own."""

FURTHER_LOCALES: Final = (
    "af", "am", "an", "ar_IQ", "as", "br", "bs", "bs_Cyrl", "ckb", "cy", "dz", "eo", "fil", "fo", "fy", "gd", "gu",
    "ha", "ig", "jv", "kab", "ki", "km", "kn", "kok", "ku", "la", "lb", "lg", "lij", "ln", "lo", "mg", "ml", "mr", "mt",
    "my", "ne", "nn", "no", "nso", "oc", "om", "or", "pa", "pa_Arab", "pcm", "ps", "qu", "rw", "sa", "sd", "se", "si",
    "sn", "so", "st", "ta", "te", "th", "tt", "ug", "vec", "vo", "xh", "yo", "yo_BJ", "zu",
)  # fmt: skip
"""Those of the other languages that are detected: their names are known where they name no other month above."""

Half = Literal["am", "pm"]

_HALVES: Final[tuple[Half, Half]] = ("am", "pm")
_HALVES_IN_USE: Final[Mapping[str, Half]] = {
    "am": "am", "pm": "pm", "πμ": "am", "μμ": "pm", "上午": "am", "下午": "pm", "午前": "am", "午後": "pm", "ص": "am",
    "م": "pm", "صباحا": "am", "مساء": "pm", "قظ": "am", "بظ": "pm", "öö": "am", "ös": "pm",
}  # fmt: skip
_LONGEST_HALF: Final = 14
_SLAVIC: Final = ("ru", "be", "uk", "pl")
_WIDTHS: Final = ("wide", "abbreviated")
_CONTEXTS: Final = ("format", "stand-alone")
_MONTHS_IN_A_YEAR: Final = 12
_SHORTEST_NAME: Final = 2
_LONGEST_NAME: Final = 100
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_ACCENTS: Final = re.compile("[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]")
"""Marks without which a name is the same; the vowel signs of Indic and Thai scripts are none."""

_ABBREVIATED: Final = "׳॰:’"
_FIGURES: Final = re.compile(r"\d|M\d", re.IGNORECASE)  # "5월" and "5月" are read as figures; "M05" is no name
_AFTER_OF: Final = re.compile(r"^(?:de |d['’ʼ]|dhen )")
_LETTERS_LIKE_MARKS: Final = frozenset("ʻʼʽ")
_FORMER_NAMES: Final = {
    "en": {"sept": 9, "febr": 2, "janv": 1},
    "fr": {"janv": 1, "fevr": 2, "fev": 2, "juil": 7, "aou": 8},
    "de": {"maerz": 3, "mrz": 3, "febr": 2},
    "es": {"setiembre": 9, "set": 9},
    "fa": {"می": 5, "جولای": 7, "آگوست": 8},
    "ar": {
        "حزيران": 6,
        "تموز": 7,
        "ايار": 5,
        "شباط": 2,
        "اذار": 3,
        "نيسان": 4,
        "ايلول": 9,
        "اب": 8,
        "كانون 2": 1,
        "كانون 1": 12,
        "تشرين 1": 10,
        "تشرين 2": 11,
        "كانون ثاني": 1,
        "كانون ثان": 1,
        "كانون اول": 12,
        "تشرين اول": 10,
        "تشرين ثاني": 11,
        "تشرين ثان": 11,
        "يونيه": 6,
        "يوليه": 7,
        "غشت": 8,
        "شتنبر": 9,
        "نونبر": 11,
        "دجنبر": 12,
        "يوليوز": 7,
        "ماي": 5,
        "جانفي": 1,
        "فيفري": 2,
        "مارس": 3,
        "افريل": 4,
        "جوان": 6,
        "جويلية": 7,
        "اوت": 8,
    },
    "ru": {"сент": 9, "сен": 9, "нояб": 11, "ноя": 11, "февр": 2, "фев": 2},
    "th": {
        "มค": 1,
        "กพ": 2,
        "มีค": 3,
        "เมย": 4,
        "พค": 5,
        "มิย": 6,
        "กค": 7,
        "สค": 8,
        "กย": 9,
        "ตค": 10,
        "พย": 11,
        "ธค": 12,
    },
}  # spellings in use that CLDR does not list
_WEEKDAYS_IN_USE: Final = {
    "en": {"tues": 1, "weds": 2, "thur": 3, "thurs": 3},
    "pt": {"segunda": 0, "terca": 1, "quarta": 2, "quinta": 3, "sexta": 4},
    "fa": {"سه شنبه": 1, "چهار شنبه": 2, "پنج شنبه": 3, "يكشنبه": 6},
}
_CASE_ENDINGS: Final = {
    "ru": (("я", "е"), ("а", "е")),
    "be": (("я", "і"), ("а", "у")),
    "uk": (("ня", "ні"), ("ого", "ому"), ("да", "ді")),
    "pl": (("nia", "niu"), ("ca", "cu"), ("ja", "ju"), ("ego", "ym"), ("pada", "padzie")),
    "az": (("", "in"), ("", "un"), ("", "da"), ("", "de"), ("", "inda"), ("", "unda")),
    "tr": (("", "ta"), ("", "te"), ("", "da"), ("", "de"), ("", "in"), ("", "un")),
    "hu": (("", "ban"), ("", "ben")),
    "mn": (("сар", "сарын"),),
    "ckb": (("", "ی"),),
    "ku": (("", "a"), ("", "e")),
    "ka": (("ი", "ს"), ("ი", "ში"), ("ი", "ის")),
}  # month names in the middle of a sentence: (ending of the name in a date, ending there)
_OTHER_LETTERS: Final = str.maketrans({"ı": "i", "\u0640": None, "\u200c": None, "ي": "ی", "ك": "ک", "ё": "е"})


def fold(name: str) -> str:
    """A name without case, accents and full stops, so that `FÉVR.`, `Fevr` and `févr.` are one."""
    return _fold(name) if len(name) <= _LONGEST_NAME else name.casefold()


@lru_cache(maxsize=50_000)
def _fold(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_OTHER_LETTERS))
    bare = "".join(c for c in plain if not _ACCENTS.match(c)).translate(_OTHER_LETTERS)
    return " ".join(bare.replace(".", " ").split())


def months_named(name: str) -> Mapping[int, frozenset[str]]:
    """Say which months a name means, 1 to 12, and in which languages; empty where it is no month.

    Months of other calendars have the numbers that `calendars` gives them.
    """
    return _months().get(fold(name), {})


def months_of_parts(letters: str) -> Mapping[int, frozenset[str]]:
    """Say as `months_named` which months a name of several parts means, of which only the letters are given."""
    return _in_parts().get(_squashed(fold(letters)), {})


def weekdays_named(name: str) -> Mapping[int, frozenset[str]]:
    """Say which weekdays a name means, 0 for Monday to 6, and in which languages; empty where it is no weekday."""
    return _weekdays().get(fold(name), {})


def begins_a_month(word: str) -> bool:
    """Whether a word is the first part of a month's name of several: `tháng`, `كانون`, `มิ.ย.`, `C'hwevrer`."""
    return fold(word) in _first_words()


def is_whole_month_name(name: str) -> bool:
    """Whether this is the name of a month written out, not an abbreviation that may be another word."""
    return fold(name) in _whole_names()


def half_of_day(name: str) -> Half | None:
    """Say which half of the day `a.m.`, `PM`, `오후`, `下午` or the like means."""
    return _halves().get(fold(name).replace(" ", "")) if len(name) <= _LONGEST_HALF else None


@cache
def writes_dot(language: str) -> bool:
    """Whether a language writes a full stop after the day: `15. listopada` is Croatian, `15 listopada` Polish."""
    return "d." in str(Locale.parse(language).date_formats["long"].pattern)


@cache
def words_in_dates() -> frozenset[str]:
    """Gather the words that CLDR writes inside dates and between date and time, folded: `de`, `г`, `um`, `at`…"""
    words: set[str] = set()
    for code in LOCALES:
        locale = Locale.parse(code)
        patterns = [*locale.date_formats.values(), *locale.datetime_formats.values(), *locale.time_formats.values()]
        written = " ".join(str(getattr(pattern, "pattern", pattern)) for pattern in patterns)
        quoted = " ".join(re.findall(r"'([^']+)'", written))
        words.update(fold(word) for word in re.findall(r"[^\W\d_]+", quoted))
    return frozenset(words)


@cache
def calendar_words(locales: tuple[str, ...]) -> frozenset[str]:
    """Gather the words of the names of months and weekdays in some locales, folded; no abbreviation of two letters."""
    names = (name for code in locales for table in ("months", "days") for _, name in _listed(code, table))
    return frozenset(
        word for name in names for word in _WORD.findall(fold(name)) if len(word) > 2 or not word.isascii()
    )


@cache
def _months() -> Mapping[str, Mapping[int, frozenset[str]]]:
    others = ((fold(name), month, language) for name, month, language in names_of_months())
    return _with_further(_by_name(chain(_month_names(LOCALES), others)), _by_name(_month_names(FURTHER_LOCALES)))


@cache
def _in_parts() -> Mapping[str, Mapping[int, frozenset[str]]]:
    return {_squashed(name): months for name, months in _months().items() if not all(map(_is_of_word, name))}


def _squashed(name: str) -> str:
    """The letters of a name, and the figures that stand for a word of it."""
    return "".join(c for c in name if (c.isdigit() or _is_of_word(c)) and c not in _LETTERS_LIKE_MARKS)


def _is_of_word(character: str) -> bool:
    return character.isalpha() or unicodedata.category(character)[0] == "M"


@cache
def _first_words() -> frozenset[str]:
    return frozenset("".join(takewhile(_is_of_word, name)) for name in _months() if not all(map(_is_of_word, name)))


@cache
def _weekdays() -> Mapping[str, Mapping[int, frozenset[str]]]:
    return _with_further(_by_name(_weekday_names(LOCALES)), _by_name(_weekday_names(FURTHER_LOCALES)))


@cache
def _whole_names() -> frozenset[str]:
    whole = set()
    for code in LOCALES:
        language = _language(code)
        for name in (fold(name) for _, name in _listed(code, "months", ("wide",))):
            whole.add(name)
            whole.update(_inflected(name, language) if language in _SLAVIC else ())
    return frozenset(whole)


@cache
def _halves() -> Mapping[str, Half]:
    halves: dict[str, Half] = dict(_HALVES_IN_USE)
    for code in LOCALES:
        locale = Locale.parse(code)
        if "a" not in str(locale.time_formats["short"].pattern):
            continue  # no twelve-hour clock: its "am" is "to" or "on"
        for width in ("wide", "abbreviated"):
            names = locale.day_periods["format"].get(width, {})
            for half in _HALVES:
                if len(names.get(half, "")) > 1:
                    halves.setdefault(fold(names[half]).replace(" ", ""), half)
    return halves


def _inflected(name: str, language: str) -> Iterator[str]:
    for ending, other in _CASE_ENDINGS.get(language, ()):
        if name.endswith(ending):
            yield name.removesuffix(ending) + other


def _month_names(locales: Iterable[str]) -> Iterator[tuple[str, int, str]]:
    for code in locales:
        language = _language(code)
        for month, name in _listed(code, "months"):
            if month <= _MONTHS_IN_A_YEAR:
                yield _AFTER_OF.sub("", fold(name)).rstrip(_ABBREVIATED), month, language
        for month, name in _listed(code, "months", ("wide",)):
            if month <= _MONTHS_IN_A_YEAR:
                for inflected in _inflected(fold(name), language):
                    yield inflected, month, language
        for name, month in _FORMER_NAMES.get(code, {}).items():
            yield fold(name), month, language


def _listed(code: str, table: str, widths: tuple[str, ...] = _WIDTHS) -> Iterator[tuple[int, str]]:
    """The names of months or of days that the CLDR lists for a locale, with their numbers."""
    contexts = getattr(Locale.parse(code), table)
    for context in _CONTEXTS:
        for width in widths:
            yield from contexts[context].get(width, {}).items()


def _weekday_names(locales: Iterable[str]) -> Iterator[tuple[str, int, str]]:
    for code in locales:
        for weekday, name in _listed(code, "days"):
            yield fold(name), weekday, _language(code)
            if code == "th":
                yield fold(f"{name}ที่"), weekday, code
        for name, weekday in _WEEKDAYS_IN_USE.get(code, {}).items():
            yield fold(name), weekday, _language(code)


def _with_further(
    known: Mapping[str, Mapping[int, frozenset[str]]], further: Mapping[str, Mapping[int, frozenset[str]]]
) -> Mapping[str, Mapping[int, frozenset[str]]]:
    """Add names of further languages where they mean nothing else in those that are known."""
    added = {
        name: {n: codes | known.get(name, {}).get(n, frozenset()) for n, codes in numbers.items()}
        for name, numbers in further.items()
        if name not in known or known[name].keys() == numbers.keys()
    }
    return {**known, **added}


def _by_name(names: Iterable[tuple[str, int, str]]) -> Mapping[str, Mapping[int, frozenset[str]]]:
    gathered: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for name, number, language in names:
        if len(name) >= _SHORTEST_NAME and not _FIGURES.match(name):
            gathered[name][number].add(language)
    return {name: {n: frozenset(codes) for n, codes in numbers.items()} for name, numbers in gathered.items()}


def _language(code: str) -> str:
    return code.partition("_")[0]
