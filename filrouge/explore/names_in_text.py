"""Names as they stand in one text, told by their capitals."""

import re
from functools import cache
from typing import Final

from babel import Locale

from filrouge.characters import latin
from filrouge.explore.capitals import NO_NAMES
from filrouge.explore.places import place_of

WORD: Final = r"[^\W\d_]+(?:[’'][^\W\d_]+)*(?:-[^\W\d_]+)*"
_TOKEN: Final = re.compile(rf"{WORD}|[.!?…]+|\n+|[^\w\s]")
ELIDED: Final = re.compile(
    r"^(?:[ldnsmtcj]|qu|lorsqu|puisqu|jusqu|dell|all|nell|sull|dall|un|d)[’'](?=\w)", re.IGNORECASE
)
_POSSESSIVE: Final = re.compile(
    r"[’'](?:s|nın|nin|nun|nün|ın|in|un|ün|da|de|ta|te|ya|ye|a|e|ı|i|u|ü|dan|den|tan|ten)?$"
)
LINKS: Final = frozenset(["de", "du", "des", "of", "della", "del", "di", "da", "do", "dos", "van", "von", "der", "den"])
ARTICLES: Final = frozenset(["the", "la", "le", "al", "el", "l’", "l'"])  # inside of a name, behind one of these
_ENDS: Final = frozenset('.!?…:«“"(—–-•⚡')
_CLOSING: Final = frozenset("»”’)")  # behind these a sentence begins only if it does before them
FEWEST_LETTERS: Final = 3
_SHOUTED: Final = 5  # letters of a word in capitals that is no part of a name beside it
_CALENDAR_LOCALES: Final = ("en", "fr", "de", "es", "it", "pt", "tr", "ru", "uk", "nl", "pl", "az", "hy", "el", "ro")
CAPITALISED: Final = frozenset({"de"})  # languages that write every noun with a capital


def names_in(text: str, language: str) -> list[str]:
    """Names as they stand in a text, each as often as it does; one word, or several that belong together."""
    tokens = [found.group() for found in _TOKEN.finditer(text)]
    inside, before = set(), "."
    for token in tokens:
        if _is_capital(token, language) and before[0] not in _ENDS and "\n" not in before:
            inside.add(plain(token))
        before = before if token in _CLOSING else token
    names: list[str] = []
    current: list[str] = []
    for token in [*tokens, "."]:
        if current and _is_capital(token, language) and _is_shouted(token) != _is_shouted(current[-1]):
            names.append(" ".join(current))
            current = []
        if _is_capital(token, language) and (current or _begins(token, inside, language)):
            current.append(_POSSESSIVE.sub("", token) if current else plain(token))
        elif current and language not in CAPITALISED and _links(token, current[-1]):
            current.append(token)
        elif current:
            while current and current[-1].casefold() in LINKS | ARTICLES:
                current.pop()
            names.append(" ".join(current))
            current = []
    return [name for name in names if place_of(name, language) or is_name(name)]


def _begins(token: str, inside: set[str], language: str) -> bool:
    """Whether a word with a capital begins a name, even where it begins a sentence."""
    return plain(token) in inside or token.isupper() or bool(place_of(plain(token), language))


def _is_shouted(token: str) -> bool:
    return token.isupper() and len(token) >= _SHOUTED


def _links(token: str, before: str) -> bool:
    """Whether a small word stands inside of a name, behind `before`."""
    return token.casefold() in LINKS or (token.casefold() in ARTICLES and before.casefold() in LINKS)


def _is_capital(token: str, language: str) -> bool:
    word = ELIDED.sub("", token)
    if language in CAPITALISED:
        return len(word) > 2 and word.isupper()
    return word[:1].isupper() and len(word) >= FEWEST_LETTERS - 1


def plain(token: str) -> str:
    """A word without what is written with it: l’, d’, ’s."""
    return _POSSESSIVE.sub("", ELIDED.sub("", token))


def is_name(name: str) -> bool:
    """Whether words with capitals name anybody: no month, and more than an office or a council."""
    key = key_of(name)
    return len(key) >= FEWEST_LETTERS and key not in _calendar() and not set(key.split()) <= LINKS | NO_NAMES


def key_of(name: str) -> str:
    """A name in plain small letters, whatever its script."""
    return latin(" ".join(plain(word) for word in name.split())).replace("`", "'")


@cache
def _calendar() -> frozenset[str]:
    """Names of months and days of the week, which some languages write with a capital."""
    names = set()
    for locale in map(Locale, _CALENDAR_LOCALES):
        for of_it in (locale.months, locale.days):
            names |= {key_of(name) for widths in of_it.values() for name in widths["wide"].values()}
    return frozenset(names)
