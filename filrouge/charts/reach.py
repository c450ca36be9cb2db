"""Reach over time becomes a chart."""

from typing import Final

from filrouge import figures
from filrouge.bundle import Bundle
from filrouge.chart import Chart, Spec, caption
from filrouge.charts.events import event_layer, events_text
from filrouge.explore.periods import span_of
from filrouge.explore.reach import COUNTED, reach_over_time
from filrouge.explore.view import View
from filrouge.i18n import N_, _, day_text, number, plural
from filrouge.wording.days import PERIOD_NAMES
from filrouge.wording.labels import labelled


def reach_chart(bundle: Bundle, view: View) -> Chart:
    """What the platforms counted of the texts about each narrative, over time."""
    base = view.selection.of_all_narratives()
    frame, period, stated = reach_over_time(bundle, view.selection, view.reach, view.period)
    frame, days = labelled(frame, bundle), span_of(bundle, base)
    title, every = _(COUNTED[view.reach]), _(PERIOD_NAMES[period])
    figure = figures.reach.figure(frame, title=title, period=period, events=event_layer(bundle, days))
    sentence = _(
        "{counted} of the documents about each narrative in each {period}, as counted by the platforms at the time of "
        "collection. One document can talk about several narratives, so the numbers do not add up."
    )
    notes = [
        plural("{n} dated document has this count", "{n} dated documents have this count", stated),
        _("lines break where no document has the count; missing is not zero"),
        events_text(bundle, figure, days),
    ]
    alt = _("No document of this selection has this count.")
    if frame["reach"].notna().any():
        top = frame.iloc[int(frame["reach"].fillna(-1).to_numpy().argmax())]
        alt = _("Highest: “{label}” with {n} in the {period} from {day}.").format(
            label=top["label"], n=number(top["reach"]), period=every, day=day_text(top["start"].date())
        )
    table = frame.assign(start=frame["start"].dt.strftime("%Y-%m-%d"))
    return Chart(
        "reach",
        _("Reach over time"),
        sentence.format(counted=title, period=every),
        figure,
        table.rename(columns={"start": period, "reach": view.reach}),
        caption(bundle, base, *notes, narratives=frame["narrative"]),
        alt,
    )


SPEC: Final = Spec("reach", "timeline", N_("Reach over time"), reach_chart, fields=("reach", "period"))
