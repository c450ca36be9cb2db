"""Days of the week become a chart."""

from typing import Final

from babel.dates import get_day_names

from filrouge.bundle import Bundle
from filrouge.chart import Chart, Spec, caption
from filrouge.explore.view import View
from filrouge.explore.weekdays import COUNTED, weekdays
from filrouge.figures.weekdays import figure
from filrouge.i18n import N_, _, spoken


def weekdays_chart(bundle: Bundle, view: View) -> Chart:
    """Documents, or independent texts, by day of the week."""
    frame, names = weekdays(bundle, view.selection), list(get_day_names(locale=spoken()).values())
    title = _(COUNTED[view.counted])
    most = names[int(frame[view.counted].argmax())]
    return Chart(
        "weekdays",
        _("Days of the week"),
        _("On which days of the week the selected documents were published."),
        figure(frame, counted=view.counted, names=names, title=title),
        frame,
        caption(bundle, view.selection, title),
        _("Most on {day}.").format(day=most),
    )


SPEC: Final = Spec("weekdays", "overview", N_("Days of the week"), weekdays_chart, fields=("counted",))
