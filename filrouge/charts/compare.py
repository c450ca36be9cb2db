"""What stands side by side becomes a chart."""

from collections.abc import Iterable
from typing import Final

import pandas as pd

from filrouge import figures
from filrouge.bundle import Bundle
from filrouge.chart import Chart, Spec, caption, group_ranks, source_ranks
from filrouge.charts.scope import hidden_note
from filrouge.explore import compare
from filrouge.explore.selection import count
from filrouge.explore.sides import FIELDS, Side, sides_of, together
from filrouge.explore.view import View
from filrouge.figures.compare import CERTAINTIES, MOST_ROWS
from filrouge.figures.theme import GREY, colour
from filrouge.i18n import N_, _, number, plural, share
from filrouge.schema import NO_NARRATIVE
from filrouge.wording.labels import labelled, side_names


def compare_chart(bundle: Bundle, view: View) -> Chart:
    """Sides beside one another: what each gives to every narrative, and how far that is from the first.

    Raises
    ------
    ViewError : there are no two sides.
    """
    sides = sides_of(bundle, view)
    names = side_names(sides)
    frame = labelled(compare.compare(bundle, view.selection, sides), bundle)
    frame["side"] = [names[place] for place in frame["side"]]
    narratives = frame["narrative"].nunique()
    common = compare.texts_in_common(bundle, view.selection, sides)
    notes = [
        hidden_note(bundle, view.selection),
        *(_in_common(n, names[0], other) for n, other in zip(common[1:], names[1:], strict=True) if n),
        _("95% intervals"),
        _("filled: clear or likely difference; open: no clear difference"),
        _("the {n} of {all} narratives with the clearest differences").format(
            n=number(MOST_ROWS), all=number(narratives)
        )
        if narratives > MOST_ROWS
        else "",
    ]
    return Chart(
        "compare",
        _("Side by side"),
        _(
            "Share of each side's output about each narrative, and the difference from {first}; clearest differences "
            "first."
        ).format(first=names[0]),
        figures.compare.figure(frame, colours=side_colours(bundle, sides)),
        frame,
        sides_caption(bundle, view, sides, *notes, narratives=frame["narrative"]),
        _compare_alt(frame, names[0]),
    )


def _in_common(n: int, first: str, other: str) -> str:
    return plural(
        "{first} shares {n} text with {other}", "{first} shares {n} texts with {other}", n, first=first, other=other
    )


def side_colours(bundle: Bundle, sides: tuple[Side, ...]) -> dict[str, str]:
    """A source, a kind and a country have their own colour; groups and periods have those of sides."""
    return dict(zip(side_names(sides), [_colour(bundle, place, side) for place, side in enumerate(sides)], strict=True))


def _colour(bundle: Bundle, place: int, side: Side) -> str:
    if side.rest:
        return GREY
    if side.fact:
        return colour("source", group_ranks(bundle, side.fact)[side.keys[0]])
    if len(side.sources) == 1:
        return colour("source", source_ranks(bundle).get(side.sources[0], -1))
    return colour("side", place)


def sides_caption(
    bundle: Bundle, view: View, sides: tuple[Side, ...], *notes: str, narratives: Iterable[int] = ()
) -> str:
    """The caption of a comparison: of groups and periods, also how much each holds."""
    base = together(view.selection, sides)
    beside = []
    if view.sides != "sources":
        for side, name in zip(sides, side_names(sides), strict=True):
            n = count(bundle, side.within(base)).texts
            beside.append(plural("{side}: {n} independent text", "{side}: {n} independent texts", n, side=name))
    return caption(bundle, base, *beside, *notes, narratives=narratives)


def _compare_alt(frame: pd.DataFrame, first: str) -> str:
    clear = frame[frame["certainty"].isin(["clear", "likely"])]
    if clear.empty:
        return _("No clear difference from {first}.").format(first=first)
    named = clear[clear["narrative"] != NO_NARRATIVE]
    top = (named if len(named) else clear).sort_values("difference", key=abs).iloc[-1]
    largest = _(
        "Largest: “{label}” takes {share} of the output of {side}, {difference} points compared with "
        "{first} (95% interval {low} to {high}; {certainty})."
    )
    return (
        plural("{n} difference from {first}.", "{n} differences from {first}.", len(clear), first=first)
        + " "
        + largest.format(
            side=top["side"],
            label=top["label"],
            share=share(top["share"]),
            difference=_points(top["difference"]),
            first=first,
            low=_points(top["difference_low"]),
            high=_points(top["difference_high"]),
            certainty=_(CERTAINTIES[top["certainty"]]),
        )
    )


def _points(value: float) -> str:
    return ("+" if value > 0 else "") + number(100 * value)


SPEC: Final = Spec(
    "compare",
    "compare",
    N_("Side by side"),
    compare_chart,
    fields=FIELDS,
    click=("about",),
    first=True,
    wide=True,
)
