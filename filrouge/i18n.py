"""The language of the interface: messages through gettext, numbers and days through Babel.

A message is written in English where it is used, `_("{n} documents")`, and never put together from halves of
sentences; what varies is filled in afterwards by name, `.format(n=number(n))`. Catalogues lie in `locales/`, one for
each language; a message that one of them lacks stays English. `N_` marks a message that is defined in one place and
shown, through `_`, in another.
"""

import gettext
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from decimal import Decimal
from functools import cache, reduce
from pathlib import Path
from typing import Final

from babel import Locale
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import get_decimal_symbol, get_group_symbol

LOCALES: Final = {"en": "English", "fr": "Français"}
"""Languages of the interface, each in its own name; the first is that of the messages themselves."""
DEFAULT: Final = "en"

_FOLDER: Final = Path(__file__).with_name("locales")
_spoken: ContextVar[str | None] = ContextVar("locale", default=None)
_askers: list[Callable[[], str | None]] = []


def spoken() -> str:
    """Key in LOCALES of the language in which messages are written now: what was said in this thread; where nothing
    was, what the program that `ask_first` knows.
    """
    return _spoken.get() or next((locale for ask in _askers if (locale := ask()) in LOCALES), DEFAULT)


def ask_first(ask: Callable[[], str | None]) -> Callable[[], str | None]:
    """Ask this for the language in threads where `speak` was not called; None where it knows of none."""
    _askers.append(ask)
    return ask


def speak(locale: str) -> None:
    """Write messages in this language from here on, in this thread; English where there is no such catalogue."""
    _spoken.set(locale if locale in LOCALES else DEFAULT)


@contextmanager
def speaking(locale: str) -> Iterator[None]:
    """Write messages in this language inside the `with`."""
    token = _spoken.set(locale if locale in LOCALES else DEFAULT)
    try:
        yield
    finally:
        _spoken.reset(token)


def _(message: str) -> str:
    """The message in the language of the interface."""
    return _catalogue(spoken()).gettext(message)


def N_(message: str) -> str:  # noqa: N802 - the name by which gettext tools know it
    """Mark a message that is shown elsewhere, through `_`."""
    return message


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802 - as above
    """Mark a message for `n` things that is shown elsewhere, through `ngettext`."""
    return one, many


def ngettext(one: str, many: str, n: int) -> str:
    """The message for `n` things, in the plural forms of the language."""
    return _catalogue(spoken()).ngettext(one, many, int(n))


def plural(one: str, many: str, n: int, **words: object) -> str:
    """The message for `n` things with their number, and other words, in it."""
    return ngettext(one, many, n).format(n=number(n), **words)


def quoted(text: object) -> str:
    """A name or a text between the quotation marks of the language: its own become the inner ones of that, and those
    around the whole of it are left off.
    """
    return _("“{text}”").format(text=_with_inner_marks(str(text)))


_CLOSED_BY: Final = {"“": "”", "„": "“”", "«": "»", "»": "«", "”": "”", '"': '"'}
_BEFORE_OPENING: Final = "([{-–—/‘’'"


def _with_inner_marks(text: str) -> str:
    marks = _outermost_marks(text)
    if list(marks.items()) == [(0, True), (len(text) - 1, False)]:
        return _with_inner_marks(text[1:-1].strip())
    opening, closing = _("‘{text}’").split("{text}")
    parts, rest = [], 0
    for at, opens in marks.items():
        words, rest = text[rest:at], at + 1
        if opens and text[at] == "«":
            rest = len(text) - len(text[rest:].lstrip())
        parts += [words.rstrip() if text[at] == "»" and not opens else words, opening if opens else closing]
    return "".join([*parts, text[rest:]])


def _outermost_marks(text: str) -> dict[int, bool]:
    """Where a text has quotation marks that stand in no others, and whether each of them opens."""
    marks: dict[int, bool] = {}
    closed_by = ""
    for at, mark in enumerate(text):
        if mark not in (closed_by or _CLOSED_BY):
            continue
        before, after = text[:at][-1:], text[at + 1 :][:1]
        if closed_by:
            marks[at], closed_by = False, ""
        elif (not before.strip() or before in _BEFORE_OPENING) and (mark == "«" or after.strip()):
            marks[at], closed_by = True, _CLOSED_BY[mark]
        elif before and (mark != '"' or not (before.isdigit() or after.isalnum())):  # neither inches nor within a word
            marks[at] = False  # what it closes began before this text
    return marks


def in_series(parts: Sequence[str]) -> str:
    """Parts of a sentence one after the other, with the semicolons of the language."""
    return reduce(lambda first, rest: _("{first}; {rest}").format(first=first, rest=rest), parts) if parts else ""


def listed(parts: Sequence[str]) -> str:
    """Several things in a sentence: "a, b and c"."""
    if len(parts) <= 1:
        return "".join(parts)
    return _("{names} and {last}").format(names=", ".join(parts[:-1]), last=parts[-1])


def number(value: float, decimals: int = 0) -> str:
    """A number as the language writes it, rounded: 7,574 or 7 574; a minus sign, never a hyphen, in both."""
    # Babel reads a pattern each time, and charts say thousands of numbers: only the signs are asked of it.
    return f"{Decimal(str(value)):,.{decimals}f}".translate(_signs(spoken()))


@cache
def _signs(locale: str) -> dict[int, str]:
    return str.maketrans({",": get_group_symbol(locale), ".": get_decimal_symbol(locale), "-": "−"})


def share(value: float, decimals: int = 0) -> str:
    """A share between 0 and 1 as per cent, as the language writes it: 12%, or 12 % in French."""
    return number(value * 100, decimals) + _percent_sign(spoken())


@cache
def _percent_sign(locale: str) -> str:
    return str(Locale(locale).percent_formats[None].suffix[0])


def separators() -> str:
    """What stands before decimals, and between thousands: ".," or ",\u202f", as charts want it."""
    return number(1.5, 1)[1] + number(1000)[1]


def day_text(day: date) -> str:
    """A day as it is written in captions: 3 May 2025, 3 mai 2025, 1er mai 2025."""
    written = str(format_date(day, "d MMMM y", locale=spoken()))
    return f"1er{written[1:]}" if day.day == 1 and spoken() == "fr" else written


def language_name(code: str) -> str:
    """Name of a language in the language of the interface, or the code itself."""
    return str(Locale(spoken()).languages.get(code, code))


def country_name(code: str) -> str:
    """Name of a country in the language of the interface, or the code itself."""
    return str(Locale(spoken()).territories.get(code, code))


@cache
def _catalogue(locale: str) -> gettext.NullTranslations:
    file = _FOLDER / locale / "LC_MESSAGES" / "filrouge.po"
    if not file.exists():
        return gettext.NullTranslations()
    with file.open("rb") as stream:
        written = io.BytesIO()
        write_mo(written, read_po(stream, locale=locale, domain="filrouge"))
    written.seek(0)
    return gettext.GNUTranslations(written)
