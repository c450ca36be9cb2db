"""Who spoke of a narrative first becomes a table."""

from typing import Final

import pandas as pd

from filrouge.bundle import Bundle
from filrouge.chart import Chart, Spec, caption
from filrouge.charts.scope import LOOKED_AT_ALONE, alone_note
from filrouge.errors import ViewError
from filrouge.explore import adoption
from filrouge.explore.names import source_name
from filrouge.explore.selection import Selection
from filrouge.explore.view import View
from filrouge.i18n import N_, _, number, plural
from filrouge.schema import NO_NARRATIVE
from filrouge.wording.labels import with_source_facts


def first_voices_chart(bundle: Bundle, view: View) -> Chart:
    """Who spoke of a narrative first in this corpus, as far as dates and clear passages tell: a table.

    Raises
    ------
    ViewError : the view is about no narrative.
    """
    base, narrative = view.selection.of_all_narratives(), narrative_of(view)
    frame = adoption.first_voices(bundle, base, narrative)
    finding = first_text(frame, base)
    label = bundle.labels[narrative]
    return Chart(
        "first-voices",
        _("Who spoke of it first: {narrative}").format(narrative=label),
        finding + " " + _("Where dates overlap, no order is given."),
        None,
        with_source_facts(with_days(frame), bundle),
        caption(bundle, base, *about_notes(frame, base), narratives=[narrative]),
        finding,
    )


def first_text(frame: pd.DataFrame, base: Selection) -> str:
    """Who was first, in a sentence; `frame` as `adoption.first_voices` gives it of the documents of `base`."""
    could = frame[frame["could_be_first"].fillna(False).astype(bool)]
    clear = could[(could["order"] == 1).fillna(False).astype(bool)]
    edge = could[~could["source"].isin(clear["source"])]
    names = {
        "sources": ", ".join(clear["source"].map(source_name)),
        "edge": ", ".join(edge["source"].map(source_name)),
        "where": _("in this corpus") if base.everything else _("in this selection"),
    }
    if frame.empty:
        return _("No text {where} is mainly about it: none has a third of its passages on it.").format(**names)
    if could.empty:
        return _("No dated document is about it, so the first source is unknown.")
    if clear.empty:
        return _("It is not known who was first: no dated document speaks clearly of it. At its edge: {edge}.").format(
            **names
        )
    if len(edge):
        return _(
            "It is not certain who was first {where}. First to speak clearly of it: {sources}. "
            "Possibly earlier, with a passage at the edge of this narrative: {edge}."
        ).format(**names)
    if len(clear) == 1:
        return _("First {where}: {sources}.").format(**names)
    return _("The dates do not show who was first {where}: {sources}.").format(**names)


def about_notes(voices: pd.DataFrame, base: Selection) -> list[str]:
    """What counts as being about a narrative, and what the dates leave out."""
    undated = int(voices["undated"].sum())
    return [
        alone_note(base, LOOKED_AT_ALONE),
        _(
            "a source speaks of it clearly with a passage of strength {strength} or more; weaker passages are at the "
            "edge of this narrative"
        ).format(strength=number(adoption.CLEAR_VOICE, 1)),
        plural("{n} undated document may be earlier", "{n} undated documents may be earlier", undated)
        if undated
        else "",
    ]


def with_days(voices: pd.DataFrame) -> pd.DataFrame:
    """`adoption.first_voices` as a table: days as they are in CSV."""
    names = ("first", "first_end", "edge_first", "edge_first_end", "collected_from", "collected_to")
    return voices.assign(**{name: voices[name].dt.strftime("%Y-%m-%d") for name in names})


def narrative_of(view: View) -> int:
    """The narrative that a view is about.

    Raises
    ------
    ViewError : it is about none.
    """
    if view.about is None or view.about == NO_NARRATIVE:
        raise ViewError(
            _("finding who spoke first needs a narrative, and none was given"),
            where="about",
            hint=_("Choose a narrative, or give --about NUMBER or LABEL."),
        )
    return int(view.about)


SPEC: Final = Spec("first-voices", "findings", N_("Who spoke of it first"), first_voices_chart, fields=("about",))
