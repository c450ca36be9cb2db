"""Two sides on one plane become a chart."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import pandas as pd

from filrouge import figures
from filrouge.bundle import Bundle, records
from filrouge.chart import Chart, Spec, caption, colour_ranks
from filrouge.charts.scope import hidden_note
from filrouge.charts.topic_map import hits_text, map_labelled, near_of
from filrouge.explore.compare import FEWEST_TEXTS
from filrouge.explore.intervals import SURE
from filrouge.explore.map_sides import FEWEST_PASSAGES, MapSides, map_sides
from filrouge.explore.selection import narratives_of
from filrouge.explore.sides import FIELDS as SIDES
from filrouge.explore.sides import sides_of, together
from filrouge.explore.view import View
from filrouge.figures.map_sides import points_text
from filrouge.i18n import N_, _, in_series, number, share
from filrouge.schema import NO_NARRATIVE
from filrouge.wording.amounts import documents_text
from filrouge.wording.labels import labelled, side_names

_NAMED = 3


def map_sides_chart(bundle: Bundle, view: View) -> Chart:
    """Two sources or spans of days on one plane, and their difference; the two largest sources unless a view says.

    The table has the narratives, and the cells of the difference.

    Raises
    ------
    ViewError : there are no two sides.
    """
    sides = sides_of(bundle, view)[:2]
    found = map_sides(
        bundle, view.selection, (sides[0], sides[1]), view.window, find=near_of(bundle, view) or view.find
    )
    names = side_names(sides)
    found = replace(
        found,
        maps=(
            map_labelled(found.maps[0], bundle, view.colour, sides[0].within(view.selection)),
            map_labelled(found.maps[1], bundle, view.colour, sides[1].within(view.selection)),
        ),
        narratives=labelled(found.narratives, bundle),
    )
    ranks = colour_ranks(bundle, view.colour)
    outlines = [outline for outline in (view.region, view.selection.area) if outline]
    finding = finding_text(found, names)
    chosen = view.selection
    base = replace(
        together(chosen, sides),
        narratives=chosen.narratives,
        statuses=chosen.statuses,
        narrative_tags=chosen.narrative_tags,
        theme_tags=chosen.theme_tags,
    )
    return Chart(
        "map-sides",
        _("Two maps and the difference"),
        finding
        + " "
        + _(
            "Each point is a passage, at the same place in both maps. A cell of the difference shows which side has "
            "the larger share of its passages there: A is blue, B is red."
        ),
        figures.map_sides.figure(found, names, colour_by=view.colour, ranks=ranks, outlines=outlines),
        _table(found, names),
        caption(
            bundle,
            base,
            *_notes(found, names),
            hidden_note(bundle, view.selection),
            _("shares are of all passages of a side, on any subject") if narratives_of(chosen, bundle) else "",
            narratives=found.narratives["narrative"],
        ),
        _alt(found, names, finding),
    )


def finding_text(found: MapSides, names: Sequence[str]) -> str:
    """Which narratives differ most between the sides, in points of their share of passages, with intervals."""
    if not found.enough:
        return _("Too few texts to tell a difference: fewer than {fewest} independent texts on one side.").format(
            fewest=number(FEWEST_TEXTS)
        )
    named = found.clear[found.clear["narrative"] != NO_NARRATIVE].head(_NAMED)
    if named.empty:
        return _("No narrative has clearly more of the passages of one side than of the other.")
    text = _(
        "“{narrative}” is {points} points larger in {larger} ({more} against {less}; 95% interval {low} to {high})"
    )
    parts = []
    unsaid = {side: f"{side}, {name}" for side, name in zip("AB", names, strict=True)}
    for row in records(named):
        side = "A" if row["difference"] > 0 else "B"
        shares = sorted([row["share_first"], row["share_second"]], reverse=True)
        ends = sorted(abs(row[end]) for end in ("low", "high"))
        parts.append(
            text.format(
                narrative=row["label"],
                points=points_text(row["difference"]),
                larger=unsaid.pop(side, side),
                more=share(shares[0], 1),
                less=share(shares[1], 1),
                low=number(100 * ends[0], 1),
                high=number(100 * ends[1], 1),
            )
        )
    return _("Largest differences: {differences}.").format(differences=in_series(parts))


def _notes(found: MapSides, names: Sequence[str]) -> list[str]:
    side = _("{letter} is {name}: {passages} passages of {documents}")
    notes = [
        side.format(
            letter=letter,
            name=name,
            passages=number(one.passages),
            documents=documents_text(held.documents, held.texts),
        )
        for letter, name, one, held in zip("AB", names, found.maps, found.counts, strict=True)
    ]
    for letter, one in zip("AB", found.maps, strict=True):
        if len(one.density):
            text = _("points of {letter}: a representative sample of {shown}; grey background: density of all {inside}")
            notes.append(text.format(letter=letter, shown=number(len(one.points)), inside=number(one.in_window)))
        if one.find:
            notes.append(f"{letter}, {hits_text(one)}")
    if found.maps[0].window is not None:
        notes.append(_("only part of the map is shown; shares are of all passages of a side"))
    if any(one.off_map for one in found.maps):
        off = number(sum(one.off_map for one in found.maps))
        notes.append(_("{passages} passages have no place on the map").format(passages=off))
    cells = _("the difference is counted in {n} × {n} cells; those with fewer than {fewest} passages are blank")
    notes.append(cells.format(n=number(found.across), fewest=number(FEWEST_PASSAGES)))
    sure = _("narratives named: clear differences among all compared (false discovery rate {rate})")
    notes += [sure.format(rate=share(SURE)), _("intervals rest on independent texts")]
    return notes


def _alt(found: MapSides, names: Sequence[str], finding: str) -> str:
    a, b = names
    text = _("Two maps: A, {a}, with {in_a} passages; B, {b}, with {in_b}. {finding}")
    counts = [number(one.passages) for one in found.maps]
    sentence = text.format(a=a, b=b, in_a=counts[0], in_b=counts[1], finding=finding)
    drawn = found.cells["difference"].dropna()
    if drawn.empty:
        return sentence
    cells = _("Of the {cells} cells of the difference map, {a} have more of A and {b} more of B.")
    more, less = (number(int(n)) for n in ((drawn > 0).sum(), (drawn < 0).sum()))
    return f"{sentence} {cells.format(cells=number(len(drawn)), a=more, b=less)}"


def _table(found: MapSides, names: Sequence[str]) -> pd.DataFrame:
    """Narratives, then cells; `first` is side A."""
    narratives = found.narratives.assign(what="narrative").rename(columns={"label": "value"}).drop(columns="narrative")
    cells = found.cells.drop(columns=["column", "row"]).assign(what="cell", value="")
    columns = ["what", "value", "x", "y", "first", "second", "share_first", "share_second", "difference", "low", "high"]
    columns.append("q")
    table = pd.concat([narratives, cells], ignore_index=True)[columns]
    return table.assign(side_first=names[0], side_second=names[1])


SPEC: Final = Spec(
    "map-sides",
    "topic-map",
    N_("Two maps and the difference"),
    map_sides_chart,
    fields=("colour", "find", "find_by", "window", "region", *SIDES),
    click=("passage",),
)
