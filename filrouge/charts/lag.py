"""Who takes up narratives before whom becomes a table."""

from typing import Final

from filrouge.bundle import Bundle, records
from filrouge.chart import Chart, Spec, caption
from filrouge.charts.scope import alone_note
from filrouge.explore.lag import BEFORE, NOT_ENOUGH, Lag, lag
from filrouge.explore.selection import narratives_of
from filrouge.explore.view import View
from filrouge.i18n import N_, _, in_series, ngettext, number, plural


def find_lag(bundle: Bundle, view: View) -> Lag:
    """Who comes after whom in the selection of a view, whichever narratives are shown of it."""
    return lag(bundle, view.selection.of_all_narratives())


def lag_chart(bundle: Bundle, view: View, found: Lag | None = None) -> Chart:
    """Who takes up narratives before whom: a table of the pairs that share enough of them.

    `found`: `find_lag`, where it is known.
    """
    selection, base = view.selection, view.selection.of_all_narratives()
    found = found or find_lag(bundle, view)
    tested = found.frame[found.frame["status"] != NOT_ENOUGH]
    before = tested[tested["status"] == BEFORE]
    parts = [
        ngettext(
            "{leader} {n} day before {follower}", "{leader} {n} days before {follower}", round(row["days"])
        ).format(leader=row["leader"], n=number(row["days"]), follower=row["follower"])
        for row in records(before)
    ]
    finding = f"{in_series(parts)}." if parts else _("No two sources have a clear order.")
    left = len(found.frame) - len(tested)
    notes = [
        alone_note(base),
        _("all narratives count, whatever the selection") if narratives_of(selection, bundle) else "",
        _("days between: how much later the later source usually is (median)"),
        _("clear order: at most 5% of those named are expected to be chance"),
        plural("{n} pair shares too few texts to say", "{n} pairs share too few texts to say", left) if left else "",
    ]
    return Chart(
        "lag",
        _("Who takes up narratives before whom"),
        finding + " " + _("Coming later is not copying: both may follow a third."),
        None,
        tested.reset_index(drop=True).assign(status=tested["status"].map(_).to_numpy()),
        caption(bundle, base, *notes),
        finding,
    )


SPEC: Final = Spec(
    "lag",
    "findings",
    N_("Who takes up narratives before whom"),
    lag_chart,
    find=find_lag,
    whole=True,
    waiting=N_("Testing who takes up narratives before whom…"),
)
