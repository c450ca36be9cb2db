"""Who spoke first, how it spread, and who takes up narratives before whom, become charts and tables."""

from typing import Final

import pandas as pd

from filrouge.bundle import Bundle, records
from filrouge.chart import Chart, Spec, caption, source_ranks
from filrouge.charts.events import event_layer, events_text
from filrouge.charts.scope import LOOKED_AT_ALONE, alone_note
from filrouge.errors import ViewError
from filrouge.explore import adoption
from filrouge.explore import lag as lags
from filrouge.explore.names import source_name
from filrouge.explore.periods import span_of
from filrouge.explore.selection import Selection, count
from filrouge.explore.view import View
from filrouge.figures.adoption import MOST_SOURCES as MOST_ADOPTERS
from filrouge.figures.adoption import figure as adoption_figure
from filrouge.i18n import N_, _, day_text, ngettext, number
from filrouge.schema import NO_NARRATIVE


def first_voices_chart(bundle: Bundle, view: View) -> Chart:
    """Who spoke of a narrative first in this corpus, as far as dates and clear passages tell: a table.

    Raises
    ------
    ViewError : the view is about no narrative.
    """
    base, narrative = view.selection.of_all_narratives(), _narrative(view)
    frame = adoption.first_voices(bundle, base, narrative)
    finding = _first_said(frame, base)
    label = bundle.labels[narrative]
    return Chart(
        "first-voices",
        _("Who spoke of it first: {narrative}").format(narrative=label),
        finding + " " + _("Sources whose dates overlap have no order among them."),
        None,
        _with_days(frame),
        caption(bundle, base, count(bundle, base), *_about_notes(frame, base), labels=[label]),
        finding,
    )


def adoption_chart(bundle: Bundle, view: View) -> Chart:
    """How many sources had spoken of a narrative by each day, and when each did first, beside its collection.

    Raises
    ------
    ViewError : the view is about no narrative.
    """
    base, narrative = view.selection.of_all_narratives(), _narrative(view)
    voices = adoption.first_voices(bundle, base, narrative)
    curve = adoption.adoption_curve(voices)
    label, clear = bundle.labels[narrative], voices["first"].notna()
    placed = int((clear | voices["edge_first"].notna()).sum())
    undated_only = len(voices) - placed
    counts = count(bundle, base)
    span = span_of(bundle, base, counts)
    figure = adoption_figure(voices, curve, source_ranks(bundle), event_layer(bundle, span))
    notes = [
        *_about_notes(voices, base),
        _("line: sources that had spoken by then for certain; dotted: those that can have; hollow: at the edge"),
        _("bars: from the first to the last document of each source, whatever it is about"),
        ngettext(
            "{n} source with undated documents only is left out",
            "{n} sources with undated documents only are left out",
            undated_only,
        ).format(n=number(undated_only))
        if undated_only
        else "",
        _("drawn below are {n} of {all} sources; all are in the table").format(
            n=number(MOST_ADOPTERS), all=number(placed)
        )
        if placed > MOST_ADOPTERS
        else "",
        events_text(bundle, figure, span),
    ]
    return Chart(
        "adoption",
        _("How it spread: {narrative}").format(narrative=label),
        _(
            "How many sources had covered it by each day, and when each first did. A late start means something only "
            "if the source was already being collected."
        ),
        figure,
        _with_days(voices),
        caption(bundle, base, counts, *notes, labels=[label]),
        _adoption_alt(voices, curve, base),
    )


def _adoption_alt(voices: pd.DataFrame, curve: pd.DataFrame, base: Selection) -> str:
    clear = voices[voices["first"].notna()]
    if clear.empty:
        return _first_said(voices, base)
    return (
        ngettext(
            "{n} source spoke of it clearly, from {first} to {last}; {possible} can have, its edge counted.",
            "{n} sources spoke of it clearly, the first by {first}, the last by {last}; {possible} can have, its edge "
            "counted.",
            len(clear),
        ).format(
            n=number(len(clear)),
            first=day_text(clear["first_end"].min().date()),
            last=day_text(clear["first_end"].max().date()),
            possible=number(int(curve["possible"].max())),
        )
        + " "
        + _first_said(voices, base)
    )


def _first_said(frame: pd.DataFrame, base: Selection) -> str:
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
        return _("No text {where} is about it: none has a third of its passages on it.").format(**names)
    if could.empty:
        return _("No dated document is about it, so the first source is unknown.")
    if clear.empty:
        return _("Who was first cannot be told: no dated document speaks clearly of it. At its edge: {edge}.").format(
            **names
        )
    if len(edge):
        return _(
            "Who was first {where} cannot be told for certain. Of those that speak clearly of it: {sources}. "
            "Perhaps before, with a passage at the edge of this narrative: {edge}."
        ).format(**names)
    if len(clear) == 1:
        return _("First {where}: {sources}.").format(**names)
    return _("The dates leave open who was first {where}: {sources}.").format(**names)


def _about_notes(voices: pd.DataFrame, base: Selection) -> list[str]:
    undated = int(voices["undated"].sum())
    return [
        alone_note(base, LOOKED_AT_ALONE),
        _(
            "a document is about it from a third of its passages, and speaks clearly of it if one of them has a "
            "strength of {strength} or more: below, most of what is nearest to it belongs elsewhere, and it is at the "
            "edge of this narrative"
        ).format(strength=number(adoption.CLEAR_VOICE, 1)),
        ngettext("{n} undated document may be earlier", "{n} undated documents may be earlier", undated).format(
            n=number(undated)
        )
        if undated
        else "",
    ]


def _with_days(voices: pd.DataFrame) -> pd.DataFrame:
    names = ("first", "first_end", "edge_first", "edge_first_end", "collected_from", "collected_to")
    return voices.assign(**{name: voices[name].dt.strftime("%Y-%m-%d") for name in names})


def _narrative(view: View) -> int:
    """The narrative that a view is about.

    Raises
    ------
    ViewError : it is about none.
    """
    if view.about is None or view.about == NO_NARRATIVE:
        raise ViewError(
            _("finding who spoke first needs a narrative, and none was given"),
            where="about",
            mend=_("Choose a narrative, or give --about NUMBER or LABEL."),
        )
    return int(view.about)


def find_lag(bundle: Bundle, view: View) -> lags.Lag:
    """Who comes after whom in the selection of a view, whichever narratives are shown of it."""
    return lags.lag(bundle, view.selection.of_all_narratives())


def lag_chart(bundle: Bundle, view: View, found: lags.Lag | None = None) -> Chart:
    """Who takes up narratives before whom: a table of the pairs that share enough of them.

    `found`: `find_lag`, where it is known.
    """
    selection, base = view.selection, view.selection.of_all_narratives()
    found = found or find_lag(bundle, view)
    told = found.frame[found.frame["status"] != lags.NOT_ENOUGH]
    before = told[told["status"] == lags.BEFORE]
    said = [
        ngettext(
            "{leader} {n} day before {follower}", "{leader} {n} days before {follower}", round(row["days"])
        ).format(leader=row["leader"], n=number(row["days"]), follower=row["follower"])
        for row in records(before)
    ]
    finding = f"{'; '.join(said)}." if said else _("No two sources have a clear order.")
    left = len(found.frame) - len(told)
    few = ngettext("{n} pair shares too few texts to say", "{n} pairs share too few texts to say", left)
    notes = [
        alone_note(base),
        _("all narratives count, whatever the selection") if selection.narratives else "",
        _("days: median over the follower's texts that have one of the leader's on the same narrative near them"),
        _("p: shifts by whole weeks within narratives, and signs of episodes; false discovery rate 5 % over pairs"),
        few.format(n=number(left)) if left else "",
    ]
    return Chart(
        "lag",
        _("Who takes up narratives before whom"),
        finding + " " + _("Coming later is not copying: both may follow a third."),
        None,
        told.reset_index(drop=True).assign(status=told["status"].map(_).to_numpy()),
        caption(bundle, base, count(bundle, base), *notes),
        finding,
    )


SPECS: Final = (
    Spec("first-voices", "findings", N_("Who spoke of it first"), first_voices_chart, fields=("about",)),
    Spec("adoption", "findings", N_("How it spread"), adoption_chart, fields=("about",), click=("voice",)),
    Spec(
        "lag",
        "findings",
        N_("Who takes up narratives before whom"),
        lag_chart,
        find=find_lag,
        whole=True,
        waiting=N_("Testing who takes up narratives before whom…"),
    ),
)
