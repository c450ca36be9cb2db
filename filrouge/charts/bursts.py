"""Bursts become a chart."""

from typing import Final

import pandas as pd

from filrouge import figures
from filrouge.bundle import Bundle, records
from filrouge.chart import Chart, Spec, caption
from filrouge.charts.events import event_layer, events_text
from filrouge.charts.scope import alone_note, hidden_note, regrouped_note
from filrouge.charts.tested import MOST_NAMED, in_words
from filrouge.explore.bursts import BURST, NOT_ENOUGH, Bursts, bursts
from filrouge.explore.independent import asked
from filrouge.explore.periods import span_of
from filrouge.explore.view import View
from filrouge.i18n import N_, _, day_text, in_series, number, plural, quoted
from filrouge.wording.labels import labelled

_SCANNED: Final = N_("a burst lasts 7 to 56 days; at most 5% of those reported are expected to be chance")


def find_bursts(bundle: Bundle, view: View) -> Bursts:
    """The bursts in the selection of a view, whichever narratives are shown of it."""
    return bursts(bundle, view.selection.of_all_narratives())


def bursts_chart(bundle: Bundle, view: View, found: Bursts | None = None) -> Chart:
    """Spans in which a narrative takes more of what its sources publish than it usually does.

    `found`: `find_bursts`, where it is known.
    """
    selection, base = view.selection, view.selection.of_all_narratives()
    found = found or find_bursts(bundle, view)
    frame = labelled(asked(bundle, selection, found.frame), bundle)
    burst = frame[frame["status"] == BURST]
    untested = frame[frame["status"] == NOT_ENOUGH]
    span = span_of(bundle, base)
    figure = figures.bursts.figure(frame, span, event_layer(bundle, span))
    tested = [
        plural(
            "tested on {n} independent text dated to the day",
            "tested on {n} independent texts dated to the day",
            found.texts,
        )
    ]
    if left := found.undated + found.coarse:
        tested.append(plural("{n} without such a date left out", "{n} without such a date left out", left))
    notes = [
        alone_note(selection),
        hidden_note(bundle, selection),
        regrouped_note(bundle),
        ", ".join(tested),
        _(_SCANNED),
        _("not enough data: {narratives}").format(narratives=_named(untested["label"])) if len(untested) else "",
        events_text(bundle, figure, span),
    ]
    table = in_words(frame)
    return Chart(
        "bursts",
        _("Bursts"),
        _(
            "A burst is a period in which a narrative takes a larger share of its sources' output "
            "than usual, beyond what volume and chance explain."
        ),
        figure,
        table,
        caption(bundle, base, *notes, narratives=frame["narrative"].unique()),
        _bursts_alt(burst, frame),
    )


def _bursts_alt(burst: pd.DataFrame, frame: pd.DataFrame) -> str:
    if why := figures.bursts.nothing_tested(frame):
        return why
    n_tested = frame.loc[frame["status"] != NOT_ENOUGH, "narrative"].nunique()
    if burst.empty:
        return plural("No burst: {n} narrative was tested.", "No burst: {n} narratives were tested.", n_tested)
    parts = [
        plural(
            "“{narrative}” {first} to {last}, {n} text where {expected} are expected",
            "“{narrative}” {first} to {last}, {n} texts where {expected} are expected",
            row["texts"],
            narrative=row["label"],
            first=day_text(row["start"].date()),
            last=day_text(row["end"].date()),
            expected=number(row["expected"], 1),
        )
        for row in records(burst.head(MOST_NAMED))
    ]
    return plural(
        "{n} burst in {tested} narratives tested: {bursts}.",
        "{n} bursts in {tested} narratives tested: {bursts}.",
        len(burst),
        tested=number(n_tested),
        bursts=in_series(parts),
    )


def _named(labels: "pd.Series[str]") -> str:
    names = [quoted(label) for label in labels.drop_duplicates()]
    more = len(names) - MOST_NAMED
    listed = ", ".join(names[:MOST_NAMED])
    return _("{names} and {n} more").format(names=listed, n=number(more)) if more > 0 else listed


SPEC: Final = Spec(
    "bursts",
    "findings",
    N_("Bursts"),
    bursts_chart,
    find=find_bursts,
    whole=True,
    waiting=N_("Testing which rises exceed volume and chance…"),
    first=True,
)
