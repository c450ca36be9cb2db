"""The watched narratives over time, side by side, become a chart."""

from typing import Final, cast

import pandas as pd

from filrouge import figures
from filrouge.bundle import Bundle
from filrouge.chart import Chart, Spec, caption
from filrouge.charts.events import event_layer, events_text
from filrouge.charts.timeline import AVERAGED
from filrouge.explore.periods import span_of
from filrouge.explore.timeline import FEWEST_TEXTS, Averaging
from filrouge.explore.view import View
from filrouge.explore.watched_timeline import MOST_DRAWN, watched_timeline
from filrouge.i18n import N_, _, day_text, in_series, number, quoted, share
from filrouge.wording.amounts import documents_text
from filrouge.wording.days import PERIOD_NAMES, left_out_text


def watched_over_time_chart(bundle: Bundle, view: View) -> Chart:
    """A panel for each watched narrative, on the same axes; the caption is of all documents that shares are shares of.

    Raises
    ------
    EmbedderError : the bundle's embedder is not at hand.
    """
    found = watched_timeline(bundle, view.selection, view.period, cast("Averaging", view.averaging))
    frame, base = found.frame, view.selection.of_all_narratives().unwatched()
    numbers = frame["narrative"].drop_duplicates().tolist()
    drawn = frame[frame["narrative"].isin(numbers[:MOST_DRAWN])]
    days = span_of(bundle, base)
    figure = figures.timeline.figure(
        drawn, measure=view.measure, kind="multiples", period=found.period, events=event_layer(bundle, days)
    )
    leaves = left_out_text(found.counts.undated, found.coarse, found.period)
    dated = found.counts.documents - found.counts.undated - found.coarse
    few = _("hollow marks: too few texts in the {period} for a reliable share (fewer than {n} after weighting)")
    more = _("{n} of {all} watched narratives are drawn, those that most documents say; all are in the table")
    shares = view.measure == "share"
    notes = [
        _("{n} drawn, {left}").format(n=number(dated), left=leaves) if leaves else "",
        _("shares of independent texts, averaged so that {how}").format(how=_(AVERAGED[found.averaging]))
        if shares
        else "",
        _("pale band: 95% interval of each period") if shares else "",
        few.format(period=_(PERIOD_NAMES[found.period]), n=FEWEST_TEXTS)
        if shares and not drawn["enough"].all()
        else "",
        more.format(n=number(MOST_DRAWN), all=number(len(numbers))) if len(numbers) > MOST_DRAWN else "",
        _("intervals do not cover passages counted or missed by mistake; the precision of what is watched does"),
        events_text(bundle, figure, days),
    ]
    sentence = (
        _("The share of everything published in each {period} that says what is watched, one panel for each narrative.")
        if shares
        else _("How many documents of each {period} say what is watched, one panel for each narrative.")
    )
    return Chart(
        "watched-over-time",
        _("Watched narratives over time"),
        sentence.format(period=_(PERIOD_NAMES[found.period])),
        figure,
        frame.assign(start=frame["start"].dt.strftime("%Y-%m-%d")).rename(columns={"start": found.period}),
        caption(bundle, base, *notes),
        _alt(drawn, view.measure, found.period),
    )


def _alt(frame: pd.DataFrame, measure: str, period: str) -> str:
    """Where each is at its highest."""
    sure = frame[(frame["mentions"] > 0) & (frame["enough"] | (measure != "share"))]
    if sure.empty:
        return _("No watched narrative of this selection has enough documents with a usable date.")
    text = _("{name}: highest with {value} in the {period} from {day}")
    parts = []
    for _number, own in sure.groupby("narrative", sort=False):
        top = own.iloc[int(own[measure].argmax())]
        documents = documents_text(top["mentions"], top["mentions_texts"])
        value = _("{share} of output").format(share=share(top["share"])) if measure == "share" else documents
        parts.append(
            text.format(
                name=quoted(top["label"]),
                value=value,
                period=_(PERIOD_NAMES[period]),
                day=day_text(top["start"].date()),
            )
        )
    return in_series(parts) + "."


SPEC: Final = Spec(
    "watched-over-time",
    "overview",
    N_("Watched narratives over time"),
    watched_over_time_chart,
    fields=("measure", "averaging", "period"),
)
