"""Documents over time become a chart."""

from functools import partial
from typing import Final

from filrouge import figures
from filrouge.bundle import Bundle
from filrouge.chart import Chart, Spec, caption, group_ranks
from filrouge.charts.events import event_layer, events_text
from filrouge.charts.sizes import largest
from filrouge.explore import overview
from filrouge.explore.names import group_name
from filrouge.explore.periods import span_of
from filrouge.explore.view import View
from filrouge.i18n import N_, _
from filrouge.wording.days import PERIOD_NAMES, left_out_text
from filrouge.wording.labels import bar_name, named

_SENTENCES: Final = {
    "source": N_("How many documents were published in each {period}, by source."),
    "kind": N_("How many documents were published in each {period}, by kind of source."),
    "country": N_("How many documents were published in each {period}, by country of the source."),
    "main_language": N_("How many documents were published in each {period}, by language of the source."),
    "owner": N_("How many documents were published in each {period}, by owner of the source."),
    "group": N_("How many documents were published in each {period}, by group of sources."),
    "reliability": N_("How many documents were published in each {period}, by reliability of the source."),
}


def documents_over_time_chart(bundle: Bundle, view: View) -> Chart:
    """Documents of the selection over time, stacked by source, or by what is known of sources."""
    by = view.sources_by
    ranks, name = group_ranks(bundle, by), partial(group_name, by)
    frame, period, undated, coarse = overview.documents_over_time(bundle, view.selection, by=by)
    days = span_of(bundle, view.selection)
    layer = event_layer(bundle, days)
    figure = figures.overview.documents_over_time(frame, period=period, ranks=ranks, events=layer, by=by)
    bars = named(frame["source"], partial(bar_name, by=by))
    table = frame.assign(start=frame["start"].dt.strftime("%Y-%m-%d"), source=bars)
    every, sources = _(PERIOD_NAMES[period]), overview.documents_by_source(bundle, view.selection, by)
    notes = [left_out_text(undated, coarse, period), events_text(bundle, figure, days)]
    return Chart(
        "documents-over-time",
        _("Documents over time"),
        _(_SENTENCES[by]).format(period=every),
        figure,
        table.rename(columns={"start": period, "source": by}),
        caption(bundle, view.selection, *notes),
        _("Documents by {period}.").format(period=every)
        + " "
        + largest(sources.assign(source=named(sources["source"], name)), "source"),
    )


SPEC: Final = Spec(
    "documents-over-time",
    "overview",
    N_("Documents over time"),
    documents_over_time_chart,
    fields=("sources_by",),
    first=True,
)
