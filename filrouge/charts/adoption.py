"""How a narrative spread becomes a chart."""

from typing import Final

import pandas as pd

from filrouge import figures
from filrouge.bundle import Bundle
from filrouge.chart import Chart, Spec, caption, source_ranks
from filrouge.charts.events import event_layer, events_text
from filrouge.charts.first_voices import about_notes, first_text, narrative_of, with_days
from filrouge.explore import adoption
from filrouge.explore.periods import span_of
from filrouge.explore.selection import Selection
from filrouge.explore.view import View
from filrouge.i18n import N_, _, day_text, number, plural


def adoption_chart(bundle: Bundle, view: View) -> Chart:
    """How many sources had spoken of a narrative by each day, and when each did first, beside its collection.

    Raises
    ------
    ViewError : the view is about no narrative.
    """
    base, narrative = view.selection.of_all_narratives(), narrative_of(view)
    voices = adoption.first_voices(bundle, base, narrative)
    curve = adoption.adoption_curve(voices)
    label, clear = bundle.labels[narrative], voices["first"].notna()
    placed = int((clear | voices["edge_first"].notna()).sum())
    undated_only = len(voices) - placed
    span = span_of(bundle, base)
    figure = figures.adoption.figure(voices, curve, source_ranks(bundle), event_layer(bundle, span))
    notes = [
        *about_notes(voices, base),
        _("line: sources that had certainly spoken of it by then; dotted: those that may have; hollow: at the edge"),
        _("bars: first to last document of each source, on any subject"),
        plural(
            "{n} source with undated documents only is left out",
            "{n} sources with undated documents only are left out",
            undated_only,
        )
        if undated_only
        else "",
        _("{n} of {all} sources are drawn; all are in the table").format(
            n=number(figures.adoption.MOST_SOURCES), all=number(placed)
        )
        if placed > figures.adoption.MOST_SOURCES
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
        with_days(voices),
        caption(bundle, base, *notes, narratives=[narrative]),
        _adoption_alt(voices, curve, base),
    )


def _adoption_alt(voices: pd.DataFrame, curve: pd.DataFrame, base: Selection) -> str:
    clear = voices[voices["first"].notna()]
    if clear.empty:
        return first_text(voices, base)
    return (
        plural(
            "{n} source spoke of it clearly, between {first} and {last}; {possible} may have, "
            "passages at its edge included.",
            "{n} sources spoke of it clearly, the first by {first}, the last by {last}; {possible} "
            "may have, passages at its edge included.",
            len(clear),
            first=day_text(clear["first_end"].min().date()),
            last=day_text(clear["first_end"].max().date()),
            possible=number(int(curve["possible"].max())),
        )
        + " "
        + first_text(voices, base)
    )


SPEC: Final = Spec("adoption", "findings", N_("How it spread"), adoption_chart, fields=("about",), click=("voice",))
