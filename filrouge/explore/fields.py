"""One field of a view: how it is written in links and on the command line, read back and explained.

A field is declared once: one of the selection as an attribute of `Selection`, with `filter_field`; an option of a page
in the module that uses it, as an `option` in its `OPTIONS`. Links, widgets, reset, the options of `filrouge export`,
`filrouge trace` and the table in the guide are derived from `view.fields()`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any, Final, Protocol

from filrouge.bundle import Bundle
from filrouge.errors import QueryError
from filrouge.i18n import LOCALES, _, speaking


@dataclass(frozen=True)
class LinkContext:
    """What a value is read for: the bundle it must fit, and whether mistakes that the reader can see and mend on the
    page (a query that cannot be understood, a first day after the last) are refused too.
    """

    bundle: Bundle
    strict: bool = True


class Codec(Protocol):
    """How one value is written as text, and read back."""

    @property
    def metavar(self) -> str:
        """What stands for a value in the help of the command line."""

    def read(self, text: str, reading: LinkContext, /) -> Any:
        """The value of a text.

        Raises
        ------
        ValueError, QueryError : the text is not understood, or names what the bundle does not have.
        """

    def write(self, value: Any, /) -> str:
        """The text of a value: the same in every language of the interface."""


@dataclass(frozen=True)
class Field:
    """A field of a view.

    Attributes
    ----------
    name : in links, and as the key of its widget; the command line has it as `--name`.
    label : what its widget is called.
    codec : how one value is written and read.
    default : its value where nothing is said.
    help : what it is, in a sentence, as the command line says it.
    many : whether it holds any number of values; these are a tuple.
    pages : keys of the pages that have it; empty for all.
    attribute : of a field of the selection, where `Selection` keeps it; empty for the options of pages.
    """

    name: str
    label: str
    codec: Codec
    default: Any
    help: str
    many: bool = False
    pages: tuple[str, ...] = ()
    attribute: str = ""

    @property
    def option(self) -> str:
        """Its option on the command line."""
        return "--" + self.name.replace("_", "-")

    def on(self, page: str) -> bool:
        """Whether a page has it."""
        return not self.pages or page in self.pages

    def write(self, value: Any) -> list[str]:
        """The value as it stands in a link; nothing where it is the default."""
        if value == self.default:
            return []
        return [self.codec.write(one) for one in value] if self.many else [self.codec.write(value)]

    def read(self, texts: Sequence[str], reading: LinkContext, problems: list[str]) -> Any:
        """The value of what stands in a link; what is not understood is added to `problems`."""
        if len(texts) > 1 and not self.many:
            problems.append(_("{name} is given {n} times").format(name=self.name, n=len(texts)))
        values = []
        for text in texts if self.many else texts[:1]:
            try:
                values.append(self.codec.read(text, reading))
            except QueryError as error:
                problems.append(f"{self.name}: {error.what}. {error.hint}".rstrip("."))
            except ValueError as error:
                problems.append(f"{self.name}: {error}")
        if self.many:
            return tuple(dict.fromkeys(values))
        return values[0] if values else self.default


option = Field
"""An option of a page: `OPTIONS = (option("kind", N_("Chart"), Choice(KINDS), "lines", N_("How it is drawn.")),)`."""

_DECLARED: Final = "field"


def filter_field(name: str, label: str, codec: Codec, default: Any, help_: str, *, many: bool = False) -> Any:
    """An attribute of `Selection` that is a field of every view."""
    declared = {"name": name, "label": label, "codec": codec, "default": default, "help": help_, "many": many}
    return field(default=default, metadata={_DECLARED: declared})


def several(name: str, label: str, codec: Codec, help_: str) -> Any:
    """The same for any number of values."""
    return filter_field(name, label, codec, (), f"{help_.removesuffix('.')}; may be repeated.", many=True)


def filter_fields(attributes: Mapping[str, Any]) -> list[Field]:
    """The fields that `Selection` declares, in order; `attributes`: its `__dataclass_fields__`."""
    return [Field(**one.metadata[_DECLARED], attribute=name) for name, one in attributes.items()]


def in_any_language(say: Callable[[], str]) -> set[str]:
    """What `say` gives in each language of the interface, in small letters: links of earlier versions hold words."""
    words = set()
    for locale in LOCALES:
        with speaking(locale):
            words.add(say().casefold())
    return words


class WrittenAsIs:
    """What codecs share whose values stand in links as they are kept: keys, numbers and words."""

    def write(self, value: str | int) -> str:
        """The value, as text."""
        return str(value)


@dataclass(frozen=True)
class Choice(WrittenAsIs):
    """One of a few options: keys with their names on screen."""

    options: Mapping[str, str]

    @property
    def metavar(self) -> str:
        """The keys."""
        return "|".join(self.options)

    def read(self, text: str, _reading: LinkContext) -> str:
        """The key; the name on screen is understood too."""
        for key, shown in self.options.items():
            if text.casefold() in {key.casefold(), *in_any_language(partial(_, shown))}:
                return key
        raise ValueError(_("“{value}” is not one of {choices}").format(value=text, choices=", ".join(self.options)))


@dataclass(frozen=True)
class Text(WrittenAsIs):
    """Any text."""

    metavar: str = "TEXT"

    def read(self, text: str, _reading: LinkContext) -> str:
        """The text."""
        return text


@dataclass(frozen=True)
class Truth:
    """True or false."""

    metavar: str = "true|false"

    def read(self, text: str, _reading: LinkContext) -> bool:
        """Whether it says true."""
        if text.casefold() in {"true", "false"}:
            return text.casefold() == "true"
        raise ValueError(_("“{value}” is neither true nor false").format(value=text))

    def write(self, value: bool) -> str:
        """In small letters."""
        return str(value).lower()


@dataclass(frozen=True)
class Day:
    """A day, written as 2025-05-31; with `near`, one that is not years from the dates of the bundle."""

    near: bool = False
    metavar: str = "DAY"

    def read(self, text: str, reading: LinkContext) -> date:
        """The day."""
        try:
            day = date.fromisoformat(text)
        except ValueError:
            raise ValueError(_("“{day}” is not a day written as 2025-05-31").format(day=text)) from None
        if self.near:
            _check_near(day, reading.bundle.manifest["dates"])
        return day

    def write(self, value: date) -> str:
        """As 2025-05-31."""
        return value.isoformat()


def date_bounds(dates: Mapping[str, str]) -> tuple[date, date]:
    """The days a filter may name: those of the documents and ten years around, since "from January" is no mistake.

    `dates`: first and last day, as a manifest has them under "dates".
    """
    first, last = (date.fromisoformat(dates[end]) for end in ("first", "last"))
    return date(max(first.year - 10, 1), 1, 1), date(min(last.year + 10, 9999), 12, 31)


def _check_near(day: date, dates: Mapping[str, str]) -> None:
    if not dates["first"]:
        problem = _("{value} is asked for, but no document of this bundle has a date")
        raise ValueError(problem.format(value=day))
    earliest, latest = date_bounds(dates)
    if not earliest <= day <= latest:
        problem = _("{value} is years away from the dates of this bundle, {first} to {last}")
        raise ValueError(problem.format(value=day, first=dates["first"], last=dates["last"]))


@dataclass(frozen=True)
class Count(WrittenAsIs):
    """A whole number from 1."""

    metavar: str = "NUMBER"

    def read(self, text: str, _reading: LinkContext) -> int:
        """The number."""
        if text.isdecimal() and len(text) <= 7 and 1 <= int(text) <= 1_000_000:
            return int(text)
        raise ValueError(_("“{value}” is not a page number").format(value=text))
