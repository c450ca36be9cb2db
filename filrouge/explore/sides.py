"""What stands side by side: sources, groups of them by what is known of them or by hand, or two periods."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

import numpy as np

from filrouge.arrays import Bools, Ints
from filrouge.bundle import Bundle
from filrouge.errors import ViewError
from filrouge.explore.codecs import Source, SourceFact
from filrouge.explore.fields import Choice, Day, Field, option
from filrouge.explore.selection import Selection, count, where
from filrouge.explore.source_facts import UNKNOWN, fact_values, grouping, sources_with
from filrouge.explore.view import View
from filrouge.i18n import N_, _, day_text
from filrouge.schema import NO_SOURCE
from filrouge.tables import NEVER, Columns, day_number, named

SIDES: Final = {
    "sources": N_("Sources"),
    "kinds": N_("Kinds of source"),
    "countries": N_("Countries"),
    "source_languages": N_("Languages of sources"),
    "owners": N_("Owners"),
    "source_groups": N_("Groups of sources"),
    "reliabilities": N_("Reliability"),
    "groups": N_("Two groups of sources"),
    "periods": N_("Two periods"),
}
FACT_OF: Final = {
    "kinds": "kind", "countries": "country", "source_languages": "main_language",
    "owners": "owner", "source_groups": "group",
    "reliabilities": "reliability",
}  # fmt: skip
"""What is known of sources, by the sides that are made of it."""
MOST_COMPARED: Final = 6

_ON: Final = ("compare", "topic-map")


def _compared(name: str, label: str, fact: str, help_: str) -> Field:
    one_alone = "one alone stands beside all others"
    return option(name, label, SourceFact(fact), (), f"{help_}; {one_alone}.", many=True, pages=_ON)


OPTIONS: Final = (
    option("sides", N_("Side by side"), Choice(SIDES), "sources", "What is compared.", pages=_ON),
    option(
        "compare", N_("Sources to compare"), Source(), (),
        "A source to compare; repeat it for two to six sources.", many=True, pages=_ON,
    ),
    _compared("compare_kinds", N_("Kinds of source to compare"), "kind", "A kind of source to compare"),
    _compared("compare_countries", N_("Countries to compare"), "country", "A country whose sources are compared"),
    _compared(
        "compare_source_languages", N_("Languages of sources to compare"), "main_language",
        "A language whose sources are compared",
    ),
    _compared("compare_owners", N_("Owners to compare"), "owner", "An owner whose sources are compared"),
    _compared("compare_source_groups", N_("Groups of sources to compare"), "group", "A group of sources to compare"),
    _compared(
        "compare_reliabilities", N_("Reliabilities to compare"), "reliability",
        "Sources held to be of this reliability",
    ),
    option(
        "group_a", N_("Group A, the reference"), Source(), (), "A source of the first group; may be repeated.",
        many=True, pages=_ON,
    ),
    option(
        "group_b", N_("Group B"), Source(), (), "A source of the second group; may be repeated.", many=True,
        pages=_ON,
    ),
    option("a_from", N_("A: first day"), Day(near=True), None, "First day of the first period.", pages=_ON),
    option("a_to", N_("A: last day"), Day(near=True), None, "Last day of the first period.", pages=_ON),
    option("b_from", N_("B: first day"), Day(near=True), None, "First day of the second period.", pages=_ON),
    option("b_to", N_("B: last day"), Day(near=True), None, "Last day of the second period.", pages=_ON),
)  # fmt: skip
FIELDS: Final = tuple(one.name for one in OPTIONS)
"""Names of the options that say what stands side by side."""


@dataclass(frozen=True)
class Side:
    """One side of a comparison: the documents of some sources, or those that lie in a span of days.

    Attributes
    ----------
    sources : they stand in for those of the selection; empty where the side is a span.
    first, last : both days counted; they stand in for the days of the selection. None where the side is of sources.
    fact, keys : where the side is of sources of one kind, country …, one of `source_facts.FACTS` and its keys: these
        stand in for those of the selection, whose sources stay what they are.
    rest : whether it is of all sources that are not on the other side.
    """

    sources: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    fact: str = ""
    keys: tuple[str, ...] = ()
    rest: bool = False

    def within(self, selection: Selection) -> Selection:
        """The part of a selection that is on this side."""
        if self.fact:
            return selection.with_fact(self.fact, self.keys)
        if self.sources:
            return replace(selection, sources=self.sources)
        return replace(selection, date_from=self.first, date_to=self.last, undated=False)

    def has(self, columns: Columns, docs: Ints) -> Bools:
        """Which of some documents are on this side."""
        if self.sources:
            return named(columns.source[docs], columns.sources, self.sources)
        inside: Bools = columns.day[docs] != NEVER
        if self.first is not None:
            inside &= columns.day[docs] >= day_number(self.first)
        return inside if self.last is None else inside & (columns.day_end[docs] <= day_number(self.last))


def sides_of(bundle: Bundle, view: View) -> tuple[Side, ...]:
    """The sides that a view sets beside one another; what it does not name is chosen: the two largest sources of the
    selection, or the first half of its days and the second.

    Raises
    ------
    ViewError : there are no two sides, or something stands on both.
    """
    if view.sides == "groups":
        return _groups(view)
    if view.sides == "periods":
        return _periods(bundle, view)
    if view.sides in FACT_OF:
        return _of_facts(bundle, view, FACT_OF[view.sides])
    sources = view.compare or largest_sources(bundle, view.selection)
    if len(sources) < 2:
        raise ViewError(
            _("two sources are needed to compare, and this selection has {only}").format(
                only=_("only “{source}”").format(source=sources[0]) if sources else _("none with a name")
            ),
            where="compare",
            hint=_("Choose two to six sources above, or widen the selection."),
        )
    return tuple(Side((source,)) for source in sources)


def _of_facts(bundle: Bundle, view: View, fact: str) -> tuple[Side, ...]:
    chosen: tuple[str, ...] = view.get(f"compare_{view.sides}")
    known = fact_values(bundle, fact)
    if not chosen:
        sizes = _sizes(bundle, view.selection.with_fact(fact, ()), fact)
        chosen = tuple(sorted((v for v in known if sizes.get(v) and v != UNKNOWN), key=lambda v: -sizes[v])[:2])
    others = tuple(value for value in known if value not in chosen)
    if not chosen or (len(chosen) == 1 and not others):
        raise ViewError(
            _("two kinds of source are needed to compare, and this selection has fewer")
            if fact == "kind"
            else _("sources of two countries are needed to compare, and this selection has fewer")
            if fact == "country"
            else _("sources of two groups are needed to compare, and this selection has fewer"),
            where=f"compare_{view.sides}",
            hint=_("State what is known on the page Sources, or widen the selection."),
        )
    sides = [Side(sources_with(bundle, fact, (value,)), fact=fact, keys=(value,)) for value in chosen]
    if len(sides) == 1:
        sides.append(Side(sources_with(bundle, fact, others), fact=fact, keys=others, rest=True))
    return tuple(sides)


def _sizes(bundle: Bundle, selection: Selection, by: str) -> dict[str, int]:
    """How many documents of a selection each group of sources has."""
    grouped, source = grouping(bundle, by), bundle.columns.source[where(selection, bundle).docs]
    sizes = np.bincount(grouped.group[source], minlength=len(grouped.names)).tolist()
    return dict(zip(grouped.names, sizes, strict=True))


def _groups(view: View) -> tuple[Side, ...]:
    if not view.group_a or not view.group_b:
        raise ViewError(
            _("two groups are needed to compare"), where="group_a", hint=_("Choose sources for both groups above.")
        )
    if both := [source for source in view.group_a if source in view.group_b]:
        raise ViewError(
            _("“{source}” is in both groups").format(source=both[0]),
            where="group_b",
            hint=_("Remove it from one of them."),
        )
    return Side(view.group_a), Side(view.group_b)


def _periods(bundle: Bundle, view: View) -> tuple[Side, ...]:
    counts = count(bundle, view.selection)
    first, last = counts.first, counts.last
    if first is None or last is None or first >= last:
        raise ViewError(
            _("documents from at least two days are needed to compare periods"),
            where="sides",
            hint=_("Widen the selection."),
        )
    middle = first + (last - first) // 2
    a = view.a_from or first, view.a_to or middle
    b = view.b_from or (a[1] + timedelta(days=1) if a[1] < last else first), view.b_to or last
    for name, (start, end) in (("a_from", a), ("b_from", b)):
        if start > end:
            raise ViewError(
                _("a period from {first} to {last} ends before it begins").format(
                    first=day_text(start), last=day_text(end)
                ),
                where=name,
                hint=_("Correct its days above."),
            )
    if a[0] <= b[1] and b[0] <= a[1]:
        raise ViewError(_("the two periods overlap"), where="b_from", hint=_("Correct their days above."))
    return Side(first=a[0], last=a[1]), Side(first=b[0], last=b[1])


def together(selection: Selection, sides: tuple[Side, ...]) -> Selection:
    """The selection in which all sides lie, whatever they talk about; of periods, also what is between them."""
    base = selection.of_all_narratives()
    if sides[0].fact:
        rest = any(side.rest for side in sides)
        return base.with_fact(sides[0].fact, () if rest else tuple(key for side in sides for key in side.keys))
    if all(side.sources for side in sides):
        return replace(base, sources=tuple(source for side in sides for source in side.sources))
    firsts, lasts = zip(*((side.first, side.last) for side in sides), strict=True)
    return replace(base, date_from=min(filter(None, firsts)), date_to=max(filter(None, lasts)), undated=False)


def largest_sources(bundle: Bundle, selection: Selection, most: int = 2) -> tuple[str, ...]:
    """The named sources with most documents in the selection."""
    sizes = _sizes(bundle, selection, "source")
    named = [source for source, size in sizes.items() if size and source != NO_SOURCE]
    return tuple(sorted(named, key=lambda source: -sizes[source])[:most])
