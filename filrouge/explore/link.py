"""Links and options become views: everything is checked, and what is not understood is named."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlsplit

from filrouge.bundle import Bundle
from filrouge.characters import replace_surrogates
from filrouge.errors import ChangedError, QueryError, ViewError
from filrouge.explore.outline import read_region, read_window
from filrouge.explore.periods import read_span
from filrouge.explore.selection import NO_NARRATIVE_LABEL, Selection, language_name, search
from filrouge.explore.view import (
    AVERAGINGS,
    CHARTS,
    COLOURS,
    DIGEST_LENGTH,
    FIELDS,
    FIND_BY,
    KINDS,
    MEASURES,
    MOST_COMPARED,
    PAGES,
    PANELS,
    PERIODS,
    SIDES,
    Burst,
    View,
)
from filrouge.i18n import LOCALES, _, speaking
from filrouge.schema import NO_NARRATIVE, NO_SOURCE


def read_view(page: str, params: Mapping[str, Sequence[str]], bundle: Bundle, *, strict: bool = True) -> View:
    """Read a view from link fields. Choices may be given as keys or as shown in any language of the
    interface, narratives as labels or numbers.

    Without `strict`, what can be mended where it was typed is taken as it is: a query that cannot be understood, a
    first day after the last.

    Raises
    ------
    ViewError : names every field that was not understood or asks for what the bundle does not have.
    """
    given = {name: [replace_surrogates(v)[0] for v in values if v != ""] for name, values in params.items()}
    reader = _Reader(given, bundle, strict)
    view = reader.view(page)
    if reader.problems:
        raise ViewError("; ".join(reader.problems), mend=_("Nothing is shown rather than something else."))
    return view


def read_link(link: str, bundle: Bundle, *, changed: bool = False) -> View:
    """Read a view from a dashboard link, as copied from the browser.

    A link with a digest is of the bundle that has it, whatever that is called now. With `changed`, the view is shown
    from this bundle, whatever the link is of.

    Raises
    ------
    ViewError : the link is of another bundle, or of this one as it was once; or as in `read_view`.
    """
    parts = urlsplit(link.strip())
    page = parts.path.rstrip("/").rsplit("/", 1)[-1].replace("_", "-") or "overview"
    params = parse_qs(parts.query, keep_blank_values=True)
    asked, digest = params.pop("bundle", [bundle.name])[0], params.pop("digest", [""])[0]
    if not changed:
        if digest:
            check_digest(digest, bundle)
        elif asked != bundle.name:
            what = _("the link is of bundle “{asked}”, this is “{name}”").format(asked=asked, name=bundle.name)
            raise ViewError(what, where="bundle")
    return read_view(page, params, bundle)


def check_digest(digest: str, bundle: Bundle) -> None:
    """See to it that a link is of the data that the bundle holds.

    Raises
    ------
    ChangedError
    """
    if not bundle.digest.startswith(digest):
        raise ChangedError(
            _("the link was made from other data (digest {link}) than this bundle now holds (digest {bundle})").format(
                link=digest, bundle=bundle.digest[:DIGEST_LENGTH]
            ),
            where="digest",
            mend=_("Open the bundle as it was then; from the data as they are now, the numbers may differ."),
        )


_Value = TypeVar("_Value")


class _Reader:
    def __init__(self, params: Mapping[str, Sequence[str]], bundle: Bundle, strict: bool) -> None:
        self.params, self.bundle, self.strict = params, bundle, strict
        self.problems: list[str] = []

    def view(self, page: str) -> View:
        if page not in PAGES:
            problem = _("there is no page “{page}” (there are {pages})")
            self.problems.append(problem.format(page=page, pages=", ".join(PAGES)))
        for name in self.params:
            if name not in FIELDS:
                self.problems.append(_("“{name}” is not a field of a link").format(name=name))
        find_by = self.one("find_by", _choice(FIND_BY)) or "words"
        about = self.one("about", self._narrative)
        at = self.one("at", _day)
        region = self.one("region", read_region)
        selection = self._selection()
        compared = self.many("compare", self._source)
        if len(compared) > MOST_COMPARED:
            problem = _("compare: {n} sources, at most {most} can stand side by side")
            self.problems.append(problem.format(n=len(compared), most=MOST_COMPARED))
        return View(
            page=page,
            selection=selection,
            chart=self._chart(page),
            measure=self.one("measure", _choice(MEASURES)) or "share",
            averaging=self.one("averaging", _choice(AVERAGINGS)) or "sources",
            period=self.one("period", _choice(PERIODS)) or "auto",
            kind=self.one("kind", _choice(KINDS)) or "lines",
            panel=self.one("panel", _choice(PANELS)) or "narrative",
            about=about,
            at=at,
            burst=self.one("burst", self._burst),
            voice=self.one("voice", self._source),
            colour=self.one("colour", _choice(COLOURS)) or "narrative",
            region=region or (),
            find=self.one("find", self._query if find_by == "words" else str) or "",
            find_by=find_by,
            window=self.one("window", read_window),
            passage=self.one("passage", self._passage),
            sides=self.one("sides", _choice(SIDES)) or "sources",
            beside=self._beside(),
            compare=compared,
            group_a=self.many("group_a", self._source),
            group_b=self.many("group_b", self._source),
            a_from=self.one("a_from", self._day_in_range),
            a_to=self.one("a_to", self._day_in_range),
            b_from=self.one("b_from", self._day_in_range),
            b_to=self.one("b_to", self._day_in_range),
            table_page=self.one("table_page", _page_number) or 1,
            doc=self.one("doc", self._document),
        )

    def _chart(self, page: str) -> str:
        names = CHARTS.get(page, ())
        found = self.one("chart", _choice({name: name for name in names})) or ""
        return "" if names and found == names[0] else found

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
            area=self.one("area", read_region) or (),
        )
        if self.strict and selection.date_from and selection.date_to and selection.date_from > selection.date_to:
            problem = _("from {first} is later than to {last}")
            self.problems.append(problem.format(first=selection.date_from, last=selection.date_to))
        return selection

    def one(self, name: str, read: Callable[[str], _Value]) -> _Value | None:
        values = self.params.get(name, [])
        if len(values) > 1:
            self.problems.append(_("{name} is given {n} times").format(name=name, n=len(values)))
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
        if (
            value.casefold() in _in_any_language(partial(_, NO_SOURCE))
            and self.bundle.manifest["counts"]["without_source"]
        ):
            return NO_SOURCE
        raise ValueError(_("this bundle has no source “{value}”").format(value=value))

    def _beside(self) -> tuple[str, ...]:
        sides = self.many("beside", self._side)
        spans = sum(read_span(side) is not None for side in sides)
        if "beside" in self.params and not self.problems and (len(sides) != 2 or spans == 1):
            self.problems.append(_("beside: two sources, or two spans of days, stand side by side"))
        return sides

    def _side(self, value: str) -> str:
        if value not in set(self.bundle.sources["source"]) and read_span(value) is not None:
            return value
        return self._source(value)

    def _language(self, value: str) -> str:
        for code in self.bundle.manifest["languages"]:
            if value.casefold() in {code.casefold(), *_in_any_language(partial(language_name, code))}:
                return str(code)
        raise ValueError(_("this bundle has no texts in “{value}”").format(value=value))

    def _narrative(self, value: str) -> int:
        labels = self.bundle.labels
        if value.casefold() in {str(NO_NARRATIVE), *_in_any_language(partial(_, NO_NARRATIVE_LABEL))}:
            return NO_NARRATIVE
        for narrative, label in labels.items():
            if value in {label, str(narrative)}:
                return narrative
        named = self.bundle.narrative_named(value)  # without its mark, or by a reader of another language
        if named is not None:
            return named
        raise ValueError(_("this bundle has no narrative “{value}”").format(value=value))

    def _burst(self, value: str) -> Burst:
        days, _space, label = value.partition(" ")
        span = read_span(days)
        if span is None:
            raise ValueError(_("“{value}” is not a burst written as 2025-05-01..2025-05-31 LABEL").format(value=value))
        return self._narrative(label), *span

    def _query(self, value: str) -> str:
        if self.strict and value.strip():
            search(self.bundle, value)
        return value

    def _day_in_range(self, value: str) -> date:
        day = _day(value)
        dates = self.bundle.manifest["dates"]
        if not dates["first"]:
            problem = _("{value} is asked for, but no document of this bundle has a date")
            raise ValueError(problem.format(value=value))
        earliest, latest = date_bounds(self.bundle.manifest)
        if not earliest <= day <= latest:
            problem = _("{value} is years from the dates of this bundle, {first} to {last}")
            raise ValueError(problem.format(value=value, first=dates["first"], last=dates["last"]))
        return day

    def _passage(self, value: str) -> int:
        if value.isdecimal() and int(value) < self.bundle.manifest["counts"]["passages"]:
            return int(value)
        raise ValueError(_("this bundle has no passage “{value}”").format(value=value))

    def _document(self, value: str) -> str:
        if self.bundle.query("SELECT 1 FROM documents WHERE doc_id = ?", [value]).empty:
            raise ValueError(_("this bundle has no document “{value}”").format(value=value))
        return value


def date_bounds(manifest: Mapping[str, Any]) -> tuple[date, date]:
    """The days a filter may name: those of the documents and ten years around, since "from January" is no mistake."""
    first, last = (date.fromisoformat(manifest["dates"][end]) for end in ("first", "last"))
    return date(max(first.year - 10, 1), 1, 1), date(min(last.year + 10, 9999), 12, 31)


def _in_any_language(say: Callable[[], str]) -> set[str]:
    """What `say` gives in each language of the interface, in small letters."""
    words = set()
    for locale in LOCALES:
        with speaking(locale):
            words.add(say().casefold())
    return words


def _choice(choices: Mapping[str, str]) -> Callable[[str], str]:
    def read(value: str) -> str:
        for key, shown in choices.items():
            if value.casefold() in {key.casefold(), *_in_any_language(partial(_, shown))}:
                return key
        raise ValueError(_("“{value}” is none of {choices}").format(value=value, choices=", ".join(choices)))

    return read


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(_("“{day}” is not a day written as 2025-05-31").format(day=value)) from None


def _page_number(value: str) -> int:
    if value.isdecimal() and 1 <= int(value) <= 1_000_000:
        return int(value)
    raise ValueError(_("“{value}” is not a page number").format(value=value))


def _truth(value: str) -> bool:
    if value.casefold() in {"true", "false"}:
        return value.casefold() == "true"
    raise ValueError(_("“{value}” is neither true nor false").format(value=value))
