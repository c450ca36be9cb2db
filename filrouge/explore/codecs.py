"""How what a bundle holds is named in links: sources, languages, narratives, passages and documents, by stable keys."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from filrouge.annotations.watched import watched
from filrouge.bundle import Bundle
from filrouge.explore.fields import LinkContext, WrittenAsIs, in_any_language
from filrouge.explore.names import NO_NARRATIVE_LABEL, group_name, language_name
from filrouge.explore.outline import Point, Window, read_region, read_window, write_region, write_window
from filrouge.explore.source_facts import country_key, fact_values
from filrouge.explore.spans import read_span, write_span
from filrouge.explore.tags import SaidValue
from filrouge.i18n import _
from filrouge.schema import NO_NARRATIVE, NO_SOURCE
from filrouge.search import fts5_expression
from filrouge.vocabularies.source_kinds import kind_key

Burst = tuple[int, date, date]
"""A narrative, and the first and last day of one of its bursts."""


@dataclass(frozen=True)
class Source(WrittenAsIs):
    """A source, by its key; documents without one are "(no source)"."""

    metavar: str = "NAME"

    def read(self, text: str, reading: LinkContext) -> str:
        """The key."""
        bundle = reading.bundle
        if text in set(bundle.sources["source"]):
            return text
        if text.casefold() in in_any_language(partial(_, NO_SOURCE)) and bundle.manifest["counts"]["without_source"]:
            return NO_SOURCE
        raise ValueError(_("this bundle has no source “{value}”").format(value=text))


@dataclass(frozen=True)
class Attribute(WrittenAsIs):
    """A value of one of the columns of `schema.ATTRIBUTES`, as the documents state it."""

    column: str
    metavar: str = "VALUE"

    def read(self, text: str, reading: LinkContext) -> str:
        """The value, in any case of its letters."""
        for value in reading.bundle.attributes[self.column]:
            if value.casefold() == text.casefold():
                return value
        raise ValueError(_("this bundle has no “{value}”").format(value=text))


@dataclass(frozen=True)
class SourceFact(WrittenAsIs):
    """A kind, a country … of sources, by its key; "unknown" where none is known."""

    fact: str
    metavar: str = "VALUE"

    def offered(self, bundle: Bundle) -> list[str]:
        """The values that sources have."""
        return fact_values(bundle, self.fact)

    def named(self, value: str) -> str:
        """A value as it is shown."""
        return group_name(self.fact, value)

    def read(self, text: str, reading: LinkContext) -> str:
        """The key; the name on screen is understood too, and a country's name."""
        wanted = {text.casefold(), country_key(text).casefold(), kind_key(text).casefold()}
        for value in fact_values(reading.bundle, self.fact):
            if not wanted.isdisjoint({value.casefold(), *in_any_language(partial(group_name, self.fact, value))}):
                return value
        raise ValueError(_("this bundle has no sources of “{value}”").format(value=text))


@dataclass(frozen=True)
class Language(WrittenAsIs):
    """A language, by its ISO 639 code."""

    metavar: str = "CODE"

    def read(self, text: str, reading: LinkContext) -> str:
        """The code; names of languages are understood too."""
        for code in reading.bundle.manifest["languages"]:
            if text.casefold() in {code.casefold(), *in_any_language(partial(language_name, code))}:
                return str(code)
        raise ValueError(_("this bundle has no texts in “{value}”").format(value=text))


@dataclass(frozen=True)
class Narrative(WrittenAsIs):
    """A narrative, by its number; -1 for passages without a clear one."""

    metavar: str = "NUMBER|LABEL"

    def read(self, text: str, reading: LinkContext) -> int:
        """The number; labels are understood too, also without their mark and in other languages."""
        bundle = reading.bundle
        if text.casefold() in {str(NO_NARRATIVE), *in_any_language(partial(_, NO_NARRATIVE_LABEL))}:
            return NO_NARRATIVE
        for narrative, label in bundle.labels.items():
            if text in {label, str(narrative)}:
                return narrative
        if bundle.changes is not None and text.isdecimal() and int(text) in bundle.changes.into:
            if (into := bundle.changes.into[int(text)]) in bundle.labels:
                return into
            raise ValueError(_("narrative {value} is hidden").format(value=text))
        named = bundle.narrative_named(text)
        if named is not None:
            return named
        raise ValueError(_("this bundle has no narrative “{value}”").format(value=text))


@dataclass(frozen=True)
class BurstOf:
    """A burst: its days and its narrative, as 2025-05-01..2025-05-31 3."""

    metavar: str = "DAY..DAY NUMBER|LABEL"

    def read(self, text: str, reading: LinkContext) -> Burst:
        """Narrative, first day, last day."""
        days, _space, label = text.partition(" ")
        span = read_span(days)
        if span is None:
            raise ValueError(_("“{value}” is not a burst written as 2025-05-01..2025-05-31 LABEL").format(value=text))
        return Narrative().read(label, reading), *span

    def write(self, value: Burst) -> str:
        """Days, then the number of the narrative."""
        narrative, first, last = value
        return f"{write_span(first, last)} {narrative}"


@dataclass(frozen=True)
class WatchedKey(WrittenAsIs):
    """A watched narrative, by its key."""

    metavar: str = "KEY|NAME"

    def read(self, text: str, reading: LinkContext) -> str:
        """The key; its name is understood too."""
        for key, one in watched(reading.bundle).items():
            if text.casefold() in {key, one.name.casefold()}:
                return key
        raise ValueError(_("nobody watches a narrative “{value}” in this bundle").format(value=text))


KEYED: Final = (Source, SourceFact, Attribute, Language, Narrative, BurstOf, WatchedKey, SaidValue)
"""What people may change the keys of."""


@dataclass(frozen=True)
class Query(WrittenAsIs):
    """A text query: words, "phrases", OR, -not, begin*."""

    metavar: str = "TEXT"

    def read(self, text: str, reading: LinkContext) -> str:
        """The query as it stands."""
        if reading.strict and text.strip():
            reading.bundle.search_rows(fts5_expression(text))
        return text


@dataclass(frozen=True)
class Outline:
    """An outline on the topic map: three or more corners, in map units."""

    metavar: str = "'X,Y X,Y ...'"

    def read(self, text: str, _reading: LinkContext) -> tuple[Point, ...]:
        """Its corners."""
        return read_region(text)

    def write(self, value: tuple[Point, ...]) -> str:
        """Its corners, to the hundredth of a map unit."""
        return write_region(value)


@dataclass(frozen=True)
class MapWindow:
    """A part of the topic map: left,bottom right,top, in map units."""

    metavar: str = "'X,Y X,Y'"

    def read(self, text: str, _reading: LinkContext) -> Window:
        """Its edges."""
        return read_window(text)

    def write(self, value: Window) -> str:
        """Its edges, to the thousandth of a map unit."""
        return write_window(value)


@dataclass(frozen=True)
class Passage(WrittenAsIs):
    """A passage, by its number."""

    metavar: str = "NUMBER"

    def read(self, text: str, reading: LinkContext) -> int:
        """The number."""
        if text.isdecimal() and len(text) <= 18 and int(text) < reading.bundle.manifest["counts"]["passages"]:
            return int(text)
        raise ValueError(_("this bundle has no passage “{value}”").format(value=text))


@dataclass(frozen=True)
class DocumentId(WrittenAsIs):
    """A document, by its id."""

    metavar: str = "ID"

    def read(self, text: str, reading: LinkContext) -> str:
        """The id."""
        if reading.bundle.query("SELECT 1 FROM documents WHERE doc_id = ?", [text]).empty:
            raise ValueError(_("this bundle has no document “{value}”").format(value=text))
        return text
