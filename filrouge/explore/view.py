"""What one screen shows: a page, a selection, and the page's own options; how it is written as a link."""

import pkgutil
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import urlencode

from filrouge import explore
from filrouge.annotations.revision import revision
from filrouge.bundle import Bundle
from filrouge.explore.codecs import Narrative
from filrouge.explore.fields import Field, Text, filter_fields, option
from filrouge.explore.selection import Selection
from filrouge.i18n import N_

PAGES: Final = {
    "overview": N_("Overview"),
    "narrative": N_("Narrative"),
    "timeline": N_("Timeline"),
    "topic-map": N_("Topic map"),
    "compare": N_("Compare"),
    "findings": N_("Findings"),
    "claims": N_("Claims"),
    "spread": N_("Spread"),
    "documents": N_("Documents"),
    "sources": N_("Sources"),
    "history": N_("History"),
    "report": N_("Report"),
}
WITHOUT_CHARTS: Final = ("sources", "history", "report")
DIGEST_LENGTH: Final = 12
"""Of the digest in links and captions, in hexadecimal digits."""

OPTIONS: Final = (
    option("chart", N_("Chart"), Text("NAME"), "", "Which chart of the page. Default: its first."),
    option(
        "about", N_("Narrative"), Narrative(), None, "The narrative shown in detail.",
        pages=("narrative", "timeline", "compare", "findings"),
    ),
    option(
        "beside", N_("Compared with"), Narrative(), None, "A second narrative, shown beside the first.",
        pages=("narrative",),
    ),
)  # fmt: skip


@cache
def fields() -> MappingProxyType[str, Field]:
    """Every field a link may have, by name, besides `bundle`, `digest` and `revision`, which say what it is of: those
    of the selection, then the options that the modules of `explore` declare in their `OPTIONS`.
    """
    modules = [import_module(f"{explore.__name__}.{found.name}") for found in pkgutil.iter_modules(explore.__path__)]
    declared = [
        *filter_fields(Selection.__dataclass_fields__),
        *OPTIONS,
        *(one for module in modules if module.__name__ != __name__ for one in getattr(module, "OPTIONS", ())),
    ]
    table = {one.name: one for one in declared}
    if len(table) != len(declared):
        twice = sorted(one.name for one in declared if one is not table[one.name])
        raise RuntimeError(f"declared twice: {', '.join(twice)}")
    return MappingProxyType(table)


def url_path(page: str) -> str:
    """Where a page of PAGES is in the dashboard: "topic_map"; nothing for the first, which is where it begins."""
    return "" if page == next(iter(PAGES)) else page.replace("-", "_")


class View:
    """Everything a screen shows: a page, the documents looked at, and the options of the page; never changed.

    `params()` writes it as the fields of a link, `link.read_view` reads it back. An option that a page does not have
    is kept, and neither shown nor written.

    Parameters
    ----------
    page : key of PAGES.
    selection : the documents looked at.
    chart : which chart of the page; "" for the first.
    options : the other options by name, at their default unless given. Each is an attribute: `view.kind`.
    """

    page: str
    selection: Selection
    chosen: tuple[tuple[str, Any], ...]
    """The options that are not at their default, by name."""

    def __init__(
        self, page: str = "overview", selection: Selection | None = None, chart: str = "", **options: Any
    ) -> None:
        table, options = fields(), {"chart": chart, **options}
        if wrong := [name for name in options if name not in table or table[name].attribute]:
            raise TypeError(f"no option of a view: {', '.join(wrong)}")
        chosen = tuple(sorted((name, value) for name, value in options.items() if value != table[name].default))
        for name, value in (("page", page), ("selection", selection or Selection()), ("chosen", chosen)):
            object.__setattr__(self, name, value)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a view is never changed; {name} was to become {value!r}")

    def __getattr__(self, name: str) -> Any:
        """The value of an option."""
        field = None if name.startswith("_") else fields().get(name)
        if field is None or field.attribute:
            raise AttributeError(name)
        return dict(self.chosen).get(name, field.default)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, View) and self._all == other._all

    def __hash__(self) -> int:
        return hash(self._all)

    def __repr__(self) -> str:
        return f"View({self.page!r}, {self.selection!r}, **{dict(self.chosen)!r})"

    @property
    def _all(self) -> tuple[object, ...]:
        return self.page, self.selection, self.chosen

    def get(self, name: str) -> Any:
        """The value of a field, by its name in links."""
        attribute = fields()[name].attribute
        return getattr(self.selection, attribute) if attribute else getattr(self, name)

    def having(self, **values: Any) -> "View":
        """The same view with another `page` or `selection`, or other values of some options."""
        page, selection = values.pop("page", self.page), values.pop("selection", self.selection)
        return View(page, selection, **{**dict(self.chosen), **values})

    def params(self) -> dict[str, list[str]]:
        """The view as link fields: stable keys, the same in every language. What is at its default, and what the page
        does not have, is left out.
        """
        written = {name: field.write(self.get(name)) for name, field in fields().items() if field.on(self.page)}
        return {name: values for name, values in written.items() if values}

    def link(self, bundle: Bundle, *, name: str | None = None) -> str:
        """The view as a link relative to the dashboard's address; `name` is what the dashboard calls the bundle.

        It holds the beginning of the bundle's digest, and the revision of what people noted: other data, or other
        notes, are not shown under it without a word.
        """
        of = {"bundle": [name or bundle.name], "digest": [bundle.digest[:DIGEST_LENGTH]]}
        if noted := revision(bundle):
            of["revision"] = [noted]
        query = urlencode({**of, **self.params()}, doseq=True)
        return f"/{url_path(self.page)}?{query}"


def of_values(page: str, values: dict[str, Any]) -> View:
    """The view of a page with these values of its fields, by name; the others are at their default."""
    table = fields()
    chosen = {table[name].attribute: value for name, value in values.items() if table[name].attribute}
    return View(page, Selection(**chosen), **{n: v for n, v in values.items() if not table[n].attribute})
