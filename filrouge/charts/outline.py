"""What is inside an outline on the topic map becomes a table."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from filrouge.bundle import Bundle
from filrouge.chart import Chart, Spec, caption
from filrouge.errors import ViewError
from filrouge.explore.names import language_name
from filrouge.explore.outline import write_region
from filrouge.explore.region import RegionProfile, passages_in_region, region_profile
from filrouge.explore.view import View
from filrouge.i18n import N_, _, in_series, number, share
from filrouge.wording.labels import narrative_labels


def outline_chart(bundle: Bundle, view: View) -> Chart:
    """What the passages inside the outline of a view are made of, against the rest of its selection: a table.

    Raises
    ------
    ViewError : the view has no outline.
    """
    inside = passages_inside(bundle, view)
    profile = outline_profile(bundle, view, inside)
    return Chart(
        "outline",
        _("Inside the outline"),
        _("Narratives, sources and languages of the passages inside the outline, against the rest of the selection."),
        None,
        profile.frame,
        outline_caption(bundle, view, len(inside)),
        _alt(profile),
    )


def _alt(profile: RegionProfile) -> str:
    if not profile.passages:
        return _("No passage of the selection is inside the outline.")
    if differences := profile_text(profile):
        return _("Compared with the rest of the selection: {differences}.").format(differences=differences)
    return _("Nothing is more frequent inside the outline than in the rest of the selection.")


def outline_profile(bundle: Bundle, view: View, inside: Sequence[int]) -> RegionProfile:
    """`region_profile` of the passages inside, its narratives and languages by name."""
    profile, labels = region_profile(bundle, view.selection, inside), narrative_labels(bundle)
    values = [
        labels[int(value)] if what == "narrative" else language_name(value) if what == "language" else value
        for what, value in zip(profile.frame["what"], profile.frame["value"], strict=True)
    ]
    return replace(profile, frame=profile.frame.assign(value=values))


def profile_text(profile: RegionProfile) -> str:
    """What stands out inside, in one sentence; `profile`: an `outline_profile`."""
    parts = []
    texts = {
        "narrative": _("narrative “{value}” is {inside} inside, {outside} outside"),
        "source": _("source “{value}” is {inside} inside, {outside} outside"),
        "language": _("language “{value}” is {inside} inside, {outside} outside"),
    }
    frame = profile.frame[profile.frame["share_inside"] > profile.frame["share_outside"]]
    for what, text in texts.items():
        rows = frame[frame["what"] == what]
        if len(rows):
            row = rows.iloc[0]
            sides = {"inside": share(row["share_inside"]), "outside": share(row["share_outside"])}
            parts.append(text.format(value=row["value"], **sides))
    return in_series(parts)


def passages_inside(bundle: Bundle, view: View) -> list[int]:
    """Ids of the passages inside the outline of a view.

    Raises
    ------
    ViewError : it has none.
    """
    if not view.region:
        raise ViewError(
            _("this table needs an outline on the map, and none was drawn"),
            where="region",
            hint=_("Draw one, or give --region."),
        )
    return passages_in_region(bundle, view.selection, view.region)


def outline_caption(bundle: Bundle, view: View, passages: int, *notes: str) -> str:
    """The caption of what is inside an outline; `passages`: how many are."""
    text = _("{passages} passages inside the outline {corners}")
    note = text.format(passages=number(passages), corners=write_region(view.region))
    return caption(bundle, view.selection, note, *notes)


SPEC: Final = Spec("outline", "topic-map", N_("Inside the outline"), outline_chart, fields=("region",))
