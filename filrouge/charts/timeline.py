"""Narratives over time become a chart."""

from functools import partial
from typing import Final, cast

import pandas as pd

from filrouge import figures
from filrouge.bundle import Bundle
from filrouge.chart import Chart, Spec, caption
from filrouge.charts.events import event_layer, events_text
from filrouge.charts.scope import shown_names
from filrouge.explore import timeline
from filrouge.explore.names import group_name, language_name
from filrouge.explore.periods import span_of
from filrouge.explore.source_facts import FACTS
from filrouge.explore.timeline import KINDS
from filrouge.explore.view import View
from filrouge.figures.timeline import MOST_BANDS, axis_top
from filrouge.i18n import N_, _, day_text, ngettext, number, plural, share
from filrouge.wording.amounts import documents_text
from filrouge.wording.days import PERIOD_NAMES, left_out_text
from filrouge.wording.labels import labelled, named

AVERAGED: Final[dict[timeline.Averaging, str]] = {
    "sources": N_("every source that published in a period counts the same"),
    "pooled": N_("every independent text counts the same, so a source counts as much as it publishes"),
    "weighted": N_("each source has the same weight in every period: its size in the whole selection"),
}
"""What each way of averaging shares means."""


def timeline_chart(bundle: Bundle, view: View) -> Chart:
    """Narratives over time; the caption is of the documents that shares are shares of, whatever they talk about."""
    averaging = cast("timeline.Averaging", view.averaging)
    left = 0
    if view.kind == "multiples" and view.panel != "narrative":
        found, left = timeline.timeline_panels(bundle, view.selection, view.panel, view.period, averaging)
    else:
        found = timeline.timeline(bundle, view.selection, view.period, averaging)
    frame = labelled(found.frame, bundle)
    if "panel" in frame:
        frame["panel"] = named(
            frame["panel"], language_name if view.panel == "language" else partial(group_name, view.panel)
        )
    measure = "share" if view.kind == "area" else view.measure
    days = span_of(bundle, view.selection.of_all_narratives())
    figure = figures.timeline.figure(
        frame, measure=measure, kind=view.kind, period=found.period, events=event_layer(bundle, days)
    )
    if measure == "share":
        sentence = (
            _(
                "Each narrative's share of the selected documents of each {period}. A document is "
                "divided among its passages, so shares add up to 100%."
            )
            if view.selection.query or view.selection.area
            else _(
                "Each narrative's share of everything published in each {period}. A document is "
                "divided among its passages, so shares add up to 100%."
            )
        )
    else:
        sentence = _(
            "How many documents of each {period} talk about each narrative. One document can talk "
            "about several, so the numbers do not add up."
        )
    table = frame.assign(start=frame["start"].dt.strftime("%Y-%m-%d")).rename(columns={"start": found.period})
    dated = found.counts.documents - found.counts.undated - found.coarse
    leaves = left_out_text(found.counts.undated, found.coarse, found.period)
    notes = [
        _("{n} drawn, {left}").format(n=number(dated), left=leaves) if leaves else "",
        *_timeline_notes(bundle, view, found, left),
        events_text(bundle, figure, days),
    ]
    return Chart(
        "timeline",
        _("Narratives over time"),
        sentence.format(period=_(PERIOD_NAMES[found.period])),
        figure,
        table,
        caption(bundle, view.selection.of_all_narratives(), *notes, narratives=frame["narrative"]),
        _timeline_alt(frame, measure, found.period),
    )


def _timeline_notes(bundle: Bundle, view: View, found: timeline.Timeline, left: int) -> list[str]:
    measure = "share" if view.kind == "area" else view.measure
    frame = found.frame
    notes = [_("{kind} by {period}").format(kind=_(KINDS[view.kind]), period=_(PERIOD_NAMES[found.period]))]
    if view.period not in {"auto", found.period}:
        notes.append(_("the time span is too long to draw by {period}").format(period=_(PERIOD_NAMES[view.period])))
    if measure == "share":
        notes.append(_("shares of independent texts, averaged so that {how}").format(how=_(AVERAGED[found.averaging])))
    if names := shown_names(bundle, view.selection):
        notes.append(_("shown separately: {names}").format(names=names))
    if view.kind in {"heat-map", "multiples"}:
        notes.append(_("other narratives, and passages without a clear one, are in the table"))
    if left:
        notes.append(_without_panel(view.panel, left).format(n=number(left)))
    if view.kind == "lines" and (frame["narrative"] < 0).any():
        notes.append(_("other narratives, and passages without a clear one, are in the table"))
    if measure == "share" and view.kind in {"lines", "multiples"}:
        notes.append(
            _("pale band: 95% interval of each period")
            if view.kind == "multiples" or frame.loc[frame["narrative"] >= 0, "narrative"].nunique() <= MOST_BANDS
            else _("95% intervals are in the table, and drawn for up to {n} narratives").format(n=MOST_BANDS)
        )
    if measure == "share" and not frame["enough"].all():
        mark = _("hollow marks") if view.kind in {"lines", "multiples"} else _("greyed out")
        notes.append(
            _("{mark}: too few texts in the {period} for a reliable share (fewer than {n} after weighting)").format(
                mark=mark, n=timeline.FEWEST_TEXTS, period=_(PERIOD_NAMES[found.period])
            )
        )
        top = axis_top(frame) if view.kind in {"lines", "multiples"} else None
        beyond = int((frame.loc[frame["narrative"] >= 0, "share"] > top).sum()) if top else 0
        if beyond:
            notes.append(
                plural(
                    "{n} of these lies above the end of the axis, and is in the table",
                    "{n} of these lie above the end of the axis, and are in the table",
                    beyond,
                )
            )
    return notes


def _without_panel(panel: str, left: int) -> str:
    if panel == "source":
        return ngettext("{n} more source has no panel", "{n} more sources have no panel", left)
    if panel == "kind":
        return ngettext("{n} more kind of source has no panel", "{n} more kinds of source have no panel", left)
    if panel == "country":
        return ngettext("{n} more country has no panel", "{n} more countries have no panel", left)
    if panel in FACTS:
        return ngettext("{n} more group of sources has no panel", "{n} more groups of sources have no panel", left)
    return ngettext("{n} more language has no panel", "{n} more languages have no panel", left)


def _timeline_alt(frame: pd.DataFrame, measure: str, period: str) -> str:
    named = frame[frame["narrative"] >= 0]
    if measure == "share" and named["enough"].any():
        named = named[named["enough"]]
    if named.empty:
        return _("No narrative of this selection has a document with a usable date.")
    top = named.iloc[int(named[measure].argmax())]
    documents = documents_text(top["mentions"], top["mentions_texts"])
    value = _("{share} of output").format(share=share(top["share"])) if measure == "share" else documents
    n, every = named["narrative"].nunique(), _(PERIOD_NAMES[period])
    many = plural("{n} narrative by {period}.", "{n} narratives by {period}.", n, period=every)
    highest = _("Highest: “{label}” with {value} in the {period} from {day}.").format(
        label=top["label"], value=value, period=every, day=day_text(top["start"].date())
    )
    return f"{many} {highest}"


SPEC: Final = Spec(
    "timeline",
    "timeline",
    N_("Narratives over time"),
    timeline_chart,
    fields=("kind", "measure", "averaging", "period", "panel"),
    click=("about", "at"),
    first=True,
)
