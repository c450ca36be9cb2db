"""Checks of single values that acts hold: each gives the value as it is kept."""

import re
from collections.abc import Callable
from typing import Any, Final

from filrouge.annotations.acts import LONGEST_ID
from filrouge.characters import one_line, several_lines
from filrouge.errors import InputError
from filrouge.i18n import _

Check = Callable[[Any], Any]
"""Gives a value as it is kept; raises InputError with what is wrong and how to mend it."""

MOST_ID: Final = 1_000_000_000
"""The highest id of a row, and the highest number in one: narratives that are split off are numbered by them."""


def short(value: object) -> str:
    """A value as it is called in messages."""
    text = value if isinstance(value, str) else repr(value)
    return one_line(text[:60]) + ("…" if len(text) > 60 else "")


def text_of(most: int, *, lines: bool = False, empty: bool = False) -> Check:
    """Text of at most so many characters."""

    def check(value: Any) -> str:
        if not isinstance(value, str):
            raise InputError(
                _("“{value}” is not text").format(value=short(value)), hint=_("Put it in quotation marks.")
            )
        words = several_lines(value).strip() if lines else one_line(value)
        if len(words) > most or not (words or empty):
            raise InputError(_("a name has 1 to {most} characters").format(most=most), hint=_("Enter another name."))
        return words

    return check


def one_of(choices: tuple[str, ...]) -> Check:
    """One of some choices."""

    def check(value: Any) -> str:
        if not isinstance(value, str) or value not in choices:
            raise InputError(
                _("“{value}” is not one of {choices}").format(value=short(value), choices=", ".join(choices)),
                hint=_("Choose one of them."),
            )
        return value

    return check


def yes(value: Any) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise InputError(_("“{value}” is not true or false").format(value=short(value)), hint=_("Write true or false."))
    return value


def only_true(value: Any) -> bool:
    """True: what is not so is said by nothing."""
    if value is not True:
        raise InputError(_("“{value}” is not true").format(value=short(value)), hint=_("Write true or null."))
    return True


def key_of(form: re.Pattern[str]) -> Check:
    """A text of one form."""

    def check(value: Any) -> str:
        if not isinstance(value, str) or not form.fullmatch(value):
            raise InputError(
                _("“{value}” is not a valid key").format(value=short(value)),
                hint=_("Use the one in the original file."),
            )
        return value

    return check


def exact(value: Any) -> str:
    """A key, kept letter by letter."""
    text_of(LONGEST_ID)(value)
    return several_lines(value)


def exact_or_none(value: Any) -> str:
    """A narrative, or nothing where something is in none."""
    return "" if value == "" else exact(value)


def whole_number(value: Any) -> int:
    """A whole number that an id may be."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MOST_ID:
        raise InputError(
            _("“{value}” is not a number").format(value=short(value)), hint=_("Use the one in the original file.")
        )
    return value


def list_of(item: Check, most: int) -> Check:
    """A list of things of one kind."""

    def check(value: Any) -> list[Any]:
        if not isinstance(value, list) or len(value) > most:
            raise InputError(
                _("“{value}” is not a list of at most {most}").format(value=short(value), most=most),
                hint=_("Put it in square brackets."),
            )
        return [item(one) for one in value]

    return check


def record_of(needed: dict[str, Check], optional: dict[str, Check] | None = None) -> Check:
    """An object with these members; others are left out."""

    def check(value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise InputError(
                _("“{value}” is not an object").format(value=short(value)),
                hint=_("Write an object with {names}.").format(names=", ".join(needed)),
            )
        found = {}
        for name, part in {**needed, **(optional or {})}.items():
            if name in value:
                found[name] = part(value[name])
            elif name in needed:
                raise InputError(
                    _("“{name}” is missing").format(name=name),
                    hint=_("Write an object with {names}.").format(names=", ".join(needed)),
                )
        return found

    return check
