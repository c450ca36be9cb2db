"""What one screen shows: a page, a selection, and the page's own options. One reader and one writer for links."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, TypeVar
from urllib.parse import parse_qs, urlencode, urlsplit

from filrouge.bundle import Bundle
from filrouge.errors import QueryError, ViewError
from filrouge.explore.selection import NO_NARRATIVE_LABEL, Selection, language_name, narrative_label, search
from filrouge.schema import NO_NARRATIVE, NO_SOURCE

PAGES: Final = {
    "overview": "Overview",
    "timeline": "Timeline",
    "topic-map": "Topic map",
    "compare": "Compare",
    "findings": "Findings",
    "documents": "Documents",
}
MEASURES: Final = {"share": "Share of output", "mentions": "Mentions"}
PERIODS: Final = {"auto": "Auto", "day": "Day", "week": "Week", "month": "Month", "quarter": "Quarter"}
KINDS: Final = {"lines": "Lines", "area": "Stacked area", "heat-map": "Heat map", "multiples": "Small multiples"}
COLOURS: Final = {"narrative": "Narrative", "source": "Source", "language": "Language", "date": "Date"}

MOST_COMPARED: Final = 4

Point = tuple[float, float]


@dataclass(frozen=True)
class View:
    """Everything a screen shows. `params()` writes it as the fields of a link, `read_view` reads it back.

    Parameters
    ----------
    page : key of PAGES.
    selection : the documents looked at.
    measure, period, kind : timeline: keys of MEASURES, PERIODS and KINDS.
    about : overview, timeline and compare: the narrative whose passages are read.
    at : timeline: first day of the period whose passages are read.
    colour : topic map: key of COLOURS.
    region : topic map: corners of the outline whose passages are read, in map units.
    passage : topic map: id of the passage whose point was clicked.
    compare : compare: two to four sources.
    table_page : documents: which page of the table is shown, from 1.
    doc : documents: id of the document being read.
    """

    page: str = "overview"
    selection: Selection = field(default_factory=Selection)
    measure: str = "share"
    period: str = "auto"
    kind: str = "lines"
    about: int | None = None
    at: date | None = None
    colour: str = "narrative"
    region: tuple[Point, ...] = ()
    passage: int | None = None
    compare: tuple[str, ...] = ()
    table_page: int = 1
    doc: str | None = None

    def params(self, bundle: Bundle) -> dict[str, list[str]]:
        """The view as link fields, in the words the widgets show; what is at its default is left out."""
        chosen, labels = self.selection, bundle.labels
        fields = {
            "from": [chosen.date_from.isoformat()] if chosen.date_from else [],
            "to": [chosen.date_to.isoformat()] if chosen.date_to else [],
            "undated": [] if chosen.undated else ["false"],
            "source": list(chosen.sources),
            "language": [language_name(code) for code in chosen.languages],
            "narrative": [narrative_label(n, labels) for n in chosen.narratives],
            "query": [chosen.query] if chosen.query else [],
            "measure": [] if self.measure == "share" else [MEASURES[self.measure]],
            "period": [] if self.period == "auto" else [PERIODS[self.period]],
            "kind": [] if self.kind == "lines" else [KINDS[self.kind]],
            "about": [] if self.about is None else [narrative_label(self.about, labels)],
            "at": [self.at.isoformat()] if self.at else [],
            "colour": [] if self.colour == "narrative" else [COLOURS[self.colour]],
            "region": [write_region(self.region)] if self.region else [],
            "passage": [] if self.passage is None else [str(self.passage)],
            "compare": list(self.compare),
            "table_page": [] if self.table_page == 1 else [str(self.table_page)],
            "doc": [self.doc] if self.doc else [],
        }
        return {name: values for name, values in fields.items() if values}

    def link(self, bundle: Bundle, *, name: str | None = None) -> str:
        """The view as a link relative to the dashboard's address; `name` is what the dashboard calls the bundle."""
        query = urlencode({"bundle": [name or bundle.name], **self.params(bundle)}, doseq=True)
        path = "" if self.page == "overview" else self.page.replace("-", "_")
        return f"/{path}?{query}"


FIELDS: Final = (
    "from", "to", "undated", "source", "language", "narrative", "query", "measure", "period", "kind", "about", "at",
    "colour", "region", "passage", "compare", "table_page", "doc",
)  # fmt: skip
"""Every field a link may have, besides `bundle`."""


def read_view(page: str, params: Mapping[str, Sequence[str]], bundle: Bundle, *, strict: bool = True) -> View:
    """Read a view from link fields. Choices may be given as keys or as shown, narratives as labels or numbers.

    Without `strict`, what can be mended where it was typed is taken as it is: a query that cannot be understood, a
    first day after the last.

    Raises
    ------
    ViewError : names every field that was not understood or asks for what the bundle does not have.
    """
    reader = _Reader({name: [v for v in values if v != ""] for name, values in params.items()}, bundle, strict)
    view = reader.view(page)
    if reader.problems:
        raise ViewError("; ".join(reader.problems), mend="Nothing is shown rather than something else.")
    return view


def read_link(link: str, bundle: Bundle) -> View:
    """Read a view from a dashboard link, as copied from the browser.

    Raises
    ------
    ViewError
    """
    parts = urlsplit(link.strip())
    page = parts.path.rstrip("/").rsplit("/", 1)[-1].replace("_", "-") or "overview"
    params = parse_qs(parts.query, keep_blank_values=True)
    asked = params.pop("bundle", [bundle.name])[0]
    if asked != bundle.name:
        raise ViewError(f"the link is of bundle “{asked}”, this is “{bundle.name}”", where="bundle")
    return read_view(page, params, bundle)


_Value = TypeVar("_Value")


class _Reader:
    def __init__(self, params: Mapping[str, Sequence[str]], bundle: Bundle, strict: bool) -> None:
        self.params, self.bundle, self.strict = params, bundle, strict
        self.problems: list[str] = []

    def view(self, page: str) -> View:
        if page not in PAGES:
            self.problems.append(f"there is no page “{page}” (there are {', '.join(PAGES)})")
        for name in self.params:
            if name not in FIELDS:
                self.problems.append(f"“{name}” is not a field of a link")
        about = self.one("about", self._narrative)
        at = self.one("at", _day)
        region = self.one("region", read_region)
        selection = self._selection()
        compared = self.many("compare", self._source)
        if len(compared) > MOST_COMPARED:
            self.problems.append(f"compare: {len(compared)} sources, at most {MOST_COMPARED} can stand side by side")
        return View(
            page=page,
            selection=selection,
            measure=self.one("measure", _choice(MEASURES)) or "share",
            period=self.one("period", _choice(PERIODS)) or "auto",
            kind=self.one("kind", _choice(KINDS)) or "lines",
            about=about,
            at=at,
            colour=self.one("colour", _choice(COLOURS)) or "narrative",
            region=region or (),
            passage=self.one("passage", self._passage),
            compare=compared,
            table_page=self.one("table_page", _page_number) or 1,
            doc=self.one("doc", self._document),
        )

    def _selection(self) -> Selection:
        undated = self.one("undated", _truth)
        selection = Selection(
            date_from=self.one("from", self._day_in_range),
            date_to=self.one("to", self._day_in_range),
            undated=True if undated is None else undated,
            sources=self.many("source", self._source),
            languages=self.many("language", self._language),
            narratives=self.many("narrative", self._narrative),
            query=self.one("query", self._query) or "",
        )
        if self.strict and selection.date_from and selection.date_to and selection.date_from > selection.date_to:
            self.problems.append(f"from {selection.date_from} is later than to {selection.date_to}")
        return selection

    def one(self, name: str, read: Callable[[str], _Value]) -> _Value | None:
        values = self.params.get(name, [])
        if len(values) > 1:
            self.problems.append(f"{name} is given {len(values)} times")
        return self._read(name, values[0], read) if values else None

    def many(self, name: str, read: Callable[[str], _Value]) -> tuple[_Value, ...]:
        found = [self._read(name, value, read) for value in self.params.get(name, [])]
        return tuple(dict.fromkeys(value for value in found if value is not None))

    def _read(self, name: str, value: str, read: Callable[[str], _Value]) -> _Value | None:
        try:
            return read(value)
        except (ValueError, QueryError) as error:
            self.problems.append(f"{name}: {error}")
            return None

    def _source(self, value: str) -> str:
        if value in set(self.bundle.sources["source"]):
            return value
        if value == NO_SOURCE and self.bundle.manifest["counts"]["without_source"]:
            return value
        raise ValueError(f"this bundle has no source “{value}”")

    def _language(self, value: str) -> str:
        for code in self.bundle.manifest["languages"]:
            if value.casefold() in {code.casefold(), language_name(code).casefold()}:
                return str(code)
        raise ValueError(f"this bundle has no texts in “{value}”")

    def _narrative(self, value: str) -> int:
        labels = self.bundle.labels
        if value.casefold() in {NO_NARRATIVE_LABEL.casefold(), str(NO_NARRATIVE)}:
            return NO_NARRATIVE
        for narrative, label in labels.items():
            if value in {label, str(narrative)}:
                return narrative
        named = self.bundle.narrative_named(value)  # without its mark, or by a reader of another language
        if named is not None:
            return named
        raise ValueError(f"this bundle has no narrative “{value}”")

    def _query(self, value: str) -> str:
        if self.strict and value.strip():
            search(self.bundle, value)
        return value

    def _day_in_range(self, value: str) -> date:
        day = _day(value)
        dates = self.bundle.manifest["dates"]
        if not dates["first"]:
            raise ValueError(f"{value} is asked for, but no document of this bundle has a date")
        earliest, latest = date_bounds(self.bundle.manifest)
        if not earliest <= day <= latest:
            raise ValueError(f"{value} is years from the dates of this bundle, {dates['first']} to {dates['last']}")
        return day

    def _passage(self, value: str) -> int:
        if value.isdecimal() and int(value) < self.bundle.manifest["counts"]["passages"]:
            return int(value)
        raise ValueError(f"this bundle has no passage “{value}”")

    def _document(self, value: str) -> str:
        if self.bundle.query("SELECT 1 FROM documents WHERE doc_id = ?", [value]).empty:
            raise ValueError(f"this bundle has no document “{value}”")
        return value


def date_bounds(manifest: Mapping[str, Any]) -> tuple[date, date]:
    """The days a filter may name: those of the documents and ten years around, since "from January" is no mistake."""
    first, last = (date.fromisoformat(manifest["dates"][end]) for end in ("first", "last"))
    return date(max(first.year - 10, 1), 1, 1), date(min(last.year + 10, 9999), 12, 31)


def _choice(choices: Mapping[str, str]) -> Callable[[str], str]:
    def read(value: str) -> str:
        for key, shown in choices.items():
            if value.casefold() in {key.casefold(), shown.casefold()}:
                return key
        raise ValueError(f"“{value}” is none of {', '.join(choices)}")

    return read


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"“{value}” is not a day written as 2025-05-31") from None


def _page_number(value: str) -> int:
    if value.isdecimal() and 1 <= int(value) <= 1_000_000:
        return int(value)
    raise ValueError(f"“{value}” is not a page number")


def _truth(value: str) -> bool:
    if value.casefold() in {"true", "false"}:
        return value.casefold() == "true"
    raise ValueError(f"“{value}” is neither true nor false")


def write_region(region: Sequence[Point]) -> str:
    """Write an outline on the map as `x,y x,y …`, to the hundredth of a map unit."""
    return " ".join(f"{x:.2f},{y:.2f}" for x, y in region)


def read_region(value: str) -> tuple[Point, ...]:
    """Read an outline written by `write_region`; at least three corners.

    Raises
    ------
    ValueError
    """
    corners = value.split()
    if not 3 <= len(corners) <= 500 or not all(
        re.fullmatch(r"-?\d{1,6}(\.\d{1,6})?,-?\d{1,6}(\.\d{1,6})?", c) for c in corners
    ):
        raise ValueError("an outline is three or more corners written as x,y and separated by spaces")
    return tuple((float(x), float(y)) for x, y in (c.split(",") for c in corners))
