"""What stands side by side: sources, two groups of sources, or two periods."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

import numpy as np

from filrouge.bundle import Bundle
from filrouge.errors import ViewError
from filrouge.explore.codecs import Source
from filrouge.explore.fields import Choice, Day, option
from filrouge.explore.selection import Selection, count, where
from filrouge.explore.view import View
from filrouge.i18n import N_, _, day_text
from filrouge.schema import NO_SOURCE
from filrouge.tables import NEVER, Bools, Columns, Ints, day_number, named

SIDES: Final = {"sources": N_("Sources"), "groups": N_("Two groups of sources"), "periods": N_("Two periods")}
MOST_COMPARED: Final = 6

_ON: Final = ("compare", "topic-map")
OPTIONS: Final = (
    option("sides", N_("Side by side"), Choice(SIDES), "sources", "What is compared.", pages=_ON),
    option(
        "compare", N_("Sources to compare"), Source(), (),
        "A source to compare; repeat it for two to six sources.", many=True, pages=_ON,
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
    """

    sources: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None

    def within(self, selection: Selection) -> Selection:
        """The part of a selection that is on this side."""
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
    if all(side.sources for side in sides):
        return replace(base, sources=tuple(source for side in sides for source in side.sources))
    firsts, lasts = zip(*((side.first, side.last) for side in sides), strict=True)
    return replace(base, date_from=min(filter(None, firsts)), date_to=max(filter(None, lasts)), undated=False)


def largest_sources(bundle: Bundle, selection: Selection, most: int = 2) -> tuple[str, ...]:
    """The named sources with most documents in the selection."""
    columns = bundle.columns
    sizes = np.bincount(columns.source[where(selection, bundle).docs], minlength=len(columns.sources))
    largest = [i for i in np.argsort(-sizes, kind="stable") if sizes[i] and columns.sources[i] != NO_SOURCE]
    return tuple(columns.sources[i] for i in largest[:most])
