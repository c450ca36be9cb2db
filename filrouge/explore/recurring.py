"""Names and numbers that several texts have, however their languages spell them."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import Final

from babel import Locale

from filrouge.numerals import NUMBER, digits

_WORD: Final = r"[^\W\d_]+(?:[’'][^\W\d_]+)*(?:-[^\W\d_]+)*"
_TOKEN: Final = re.compile(rf"{_WORD}|[.!?…]+|\n+|[^\w\s]")
_SMALL: Final = re.compile(r"(?<![\w-])[^\W\d_A-Z][^\W\d_]+(?![\w-])")
_ELIDED: Final = re.compile(
    r"^(?:[ldnsmtcj]|qu|lorsqu|puisqu|jusqu|dell|all|nell|sull|dall|un|d)[’'](?=\w)", re.IGNORECASE
)
_POSSESSIVE: Final = re.compile(
    r"[’'](?:s|nın|nin|nun|nün|ın|in|un|ün|da|de|ta|te|ya|ye|a|e|ı|i|u|ü|dan|den|tan|ten)?$"
)
_LINKS: Final = frozenset(
    ["de", "du", "des", "of", "della", "del", "di", "da", "do", "dos", "van", "von", "der", "den"]
)
_ARTICLES: Final = frozenset(["the", "la", "le", "al", "el", "l’", "l'"])  # inside of a name, behind one of these
_ENDS: Final = frozenset('.!?…:«»“”"(')
_ALIKE: Final = 0.84  # of the letters of two names, from which they are one in two spellings
_FEWEST_LETTERS: Final = 3
_FEWEST_COMPARED: Final = 5
_PART: Final = 6  # letters of a part of a hyphenated name by which it may be known
_CALENDAR_LOCALES: Final = ("en", "fr", "de", "es", "it", "pt", "tr", "ru", "uk", "nl", "pl", "az", "hy", "el", "ro")
_CAPITALISED: Final = frozenset({"de"})  # languages that write every noun with a capital
_YEARS: Final = range(1900, 2101)
_FEWEST_NUMBER: Final = 100  # smaller ones are days, ages and counts of anything
_AROUND: Final = 45


@dataclass(frozen=True)
class Recurring:
    """A name or number that several texts have: as it is written, the texts by how often each has it, and how else it
    is written.
    """

    written: str
    texts: dict[int, int]
    also: tuple[str, ...] = ()


def recurring_names(texts: Mapping[int, tuple[str, str]]) -> list[Recurring]:
    """Names that two or more texts have, those of most texts first.

    `texts`: text and language by number. A name is what is written with a capital inside of a sentence; in languages
    that write all nouns so, only what is written whole in capitals counts. Names whose letters are nearly the same are
    one ("Ganja", "Gandja"); a hyphenated one is known by its longer parts too ("Haut-Karabakh").
    """
    found: dict[str, Counter[str]] = defaultdict(Counter)
    having: dict[str, Counter[int]] = defaultdict(Counter)
    common = {_key(word) for text, _language in texts.values() for word in _SMALL.findall(text)}
    for number, (text, language) in texts.items():
        for written in names_in(text, language):
            key = _key(written)
            if key in common:  # a word that begins a name, and is none by itself
                continue
            found[key][written] += 1
            having[key][number] += 1
    groups = _groups(sorted(found, key=lambda key: (-sum(found[key].values()), key)))
    result = []
    for keys in groups:
        forms: Counter[str] = sum((found[key] for key in keys), Counter())
        texts_of: Counter[int] = sum((having[key] for key in keys), Counter())
        first, *rest = [form for form, _n in sorted(forms.items(), key=lambda item: (-item[1], item[0]))]
        also = [form for form in rest if form.casefold() != first.casefold()]
        result.append(Recurring(first, dict(sorted(texts_of.items())), tuple(dict.fromkeys(also))))
    several = [one for one in result if len(one.texts) > 1]
    return sorted(several, key=lambda one: (-len(one.texts), -sum(one.texts.values()), one.written))


def own_names(texts: Mapping[int, tuple[str, str]], shared: Iterable[Recurring]) -> dict[int, list[str]]:
    """Names that stand at least twice in one text and, in no spelling, in any other: by its number, the first most.

    `shared`: `recurring_names` of the texts.
    """
    common = {_key(word) for text, _language in texts.values() for word in _SMALL.findall(text)}
    known = [_key(form) for one in shared for form in (one.written, *one.also)]
    found: dict[int, list[str]] = {}
    for number, (text, language) in texts.items():
        own: list[str] = []
        for name, n in Counter(names_in(text, language)).most_common():
            key = _key(name)
            told = any(_same(key, other) or key.startswith(other) or other in key.split() for other in known)
            part = any(key in _key(other).split() or _key(other) in key.split() for other in own)
            if n > 1 and key not in common and not told and not part:
                own.append(name)
        found[number] = own
    return found


def names_in(text: str, language: str) -> list[str]:
    """Names as they stand in a text, each as often as it does; one word, or several that belong together."""
    tokens = [found.group() for found in _TOKEN.finditer(text)]
    inside = {
        _plain(token) for before, token in zip([".", *tokens], tokens, strict=False)
        if _is_capital(token, language) and before[0] not in _ENDS and "\n" not in before
    }  # fmt: skip
    names: list[str] = []
    current: list[str] = []
    for token in [*tokens, "."]:
        if _is_capital(token, language) and (current or _plain(token) in inside or token.isupper()):
            current.append(_POSSESSIVE.sub("", token) if current else _plain(token))
        elif current and language not in _CAPITALISED and _links(token, current[-1]):
            current.append(token)
        elif current:
            while current and current[-1].casefold() in _LINKS | _ARTICLES:
                current.pop()
            names.append(" ".join(current))
            current = []
    return [name for name in names if _is_name(name)]


def _links(token: str, before: str) -> bool:
    """Whether a small word stands inside of a name, behind `before`."""
    return token.casefold() in _LINKS or (token.casefold() in _ARTICLES and before.casefold() in _LINKS)


def _is_capital(token: str, language: str) -> bool:
    word = _ELIDED.sub("", token)
    if language in _CAPITALISED:
        return len(word) > 2 and word.isupper()
    return word[:1].isupper() and len(word) >= _FEWEST_LETTERS - 1


def _plain(token: str) -> str:
    return _POSSESSIVE.sub("", _ELIDED.sub("", token))


def _is_name(name: str) -> bool:
    key = _key(name)
    return len(key) >= _FEWEST_LETTERS and key not in _calendar() and not set(key.split()) <= _LINKS


def _key(name: str) -> str:
    words = " ".join(_plain(word) for word in name.casefold().split())
    plain = unicodedata.normalize("NFKD", words)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).replace("’", "'").replace("ı", "i")


@cache
def _calendar() -> frozenset[str]:
    """Names of months and days of the week, which some languages write with a capital."""
    names = set()
    for locale in map(Locale, _CALENDAR_LOCALES):
        for of_it in (locale.months, locale.days):
            names |= {_key(name) for widths in of_it.values() for name in widths["wide"].values()}
    return frozenset(names)


def _groups(keys: list[str]) -> list[list[str]]:
    """Keys that are one name in several spellings, together; the most frequent of each first."""
    groups: list[list[str]] = []
    for key in keys:
        for group in groups:
            if _same(key, group[0]):
                group.append(key)
                break
        else:
            groups.append([key])
    return groups


def _same(key: str, other: str) -> bool:
    return any(_near(a, b) for a in _known_by(key) for b in _known_by(other))


def _known_by(key: str) -> Iterable[str]:
    yield key
    if "-" in key:
        yield from (part for part in key.split("-") if len(part) >= _PART)


def _near(a: str, b: str) -> bool:
    if a == b:
        return True
    if min(len(a), len(b)) < _FEWEST_COMPARED or a[:2] != b[:2] or a.count(" ") != b.count(" "):
        return False
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def recurring_numbers(texts: Mapping[int, tuple[str, str]]) -> list[tuple[Recurring, dict[int, str]]]:
    """Numbers that two or more texts have, with the words around the first of each text; years and the small numbers of
    lists and days are left out.
    """
    having: dict[str, Counter[int]] = defaultdict(Counter)
    written: dict[str, Counter[str]] = defaultdict(Counter)
    around: dict[str, dict[int, str]] = defaultdict(dict)
    for number, (text, _language) in texts.items():
        for found in NUMBER.finditer(text):
            value = digits(found.group())
            per_cent = text[found.end() : found.end() + 2].strip()[:1] in {"%", "٪"}
            if not value.isdecimal() or not (per_cent or int(value) >= _FEWEST_NUMBER):
                continue
            if not per_cent and len(value) == 4 and int(value) in _YEARS:
                continue
            key = value + ("%" if per_cent else "")
            having[key][number] += 1
            written[key][found.group() + (" %" if per_cent else "")] += 1
            around[key].setdefault(number, _around(text, found.start(), found.end()))
    result = [
        (Recurring(written[key].most_common(1)[0][0], dict(sorted(texts_of.items()))), around[key])
        for key, texts_of in having.items() if len(texts_of) > 1
    ]  # fmt: skip
    return sorted(result, key=lambda one: (-len(one[0].texts), -len(one[0].written), one[0].written))


def _around(text: str, start: int, end: int) -> str:
    first, last = max(start - _AROUND, 0), min(end + _AROUND, len(text))
    first = text.find(" ", first, start) + 1 if first else 0
    last = max(text.rfind(" ", end, last), end) if last < len(text) else last
    return ("… " if first else "") + " ".join(text[first:last].split()) + (" …" if last < len(text) else "")
