"""Documents over time become a chart."""

from typing import Final

from filrouge import figures
from filrouge.bundle import Bundle
from filrouge.chart import Chart, Spec, caption, source_ranks
from filrouge.charts.events import event_layer, events_text
from filrouge.charts.sizes import largest
from filrouge.explore import overview
from filrouge.explore.names import source_name
from filrouge.explore.periods import span_of
from filrouge.explore.selection import count
from filrouge.explore.view import View
from filrouge.i18n import N_, _
from filrouge.wording.days import PERIOD_NAMES, left_out_text
from filrouge.wording.labels import bar_name, named


def documents_over_time_chart(bundle: Bundle, view: View) -> Chart:
    """Documents of the selection over time, stacked by source."""
    counts, ranks = count(bundle, view.selection), source_ranks(bundle)
    frame, period, undated, coarse = overview.documents_over_time(bundle, view.selection, counts=counts)
    days = span_of(bundle, view.selection, counts)
    figure = figures.overview.documents_over_time(frame, period=period, ranks=ranks, events=event_layer(bundle, days))
    table = frame.assign(start=frame["start"].dt.strftime("%Y-%m-%d"), source=named(frame["source"], bar_name))
    every, sources = _(PERIOD_NAMES[period]), overview.documents_by_source(bundle, view.selection)
    notes = [left_out_text(undated, coarse, period), events_text(bundle, figure, days)]
    return Chart(
        "documents-over-time",
        _("Documents over time"),
        _("How many documents were published in each {period}, by source.").format(period=every),
        figure,
        table.rename(columns={"start": period}),
        caption(bundle, view.selection, counts, *notes),
        _("Documents by {period}.").format(period=every)
        + " "
        + largest(sources.assign(source=named(sources["source"], source_name)), "source"),
    )


SPEC: Final = Spec("documents-over-time", "overview", N_("Documents over time"), documents_over_time_chart, first=True)
