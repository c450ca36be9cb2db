"""Which sources share texts with each other faster than chance explains becomes a chart."""

from typing import Any, Final

import numpy as np
import pandas as pd

from filrouge import figures
from filrouge.bundle import Bundle, records
from filrouge.chart import Chart, Spec, caption
from filrouge.charts.scope import alone_note
from filrouge.charts.tested import MOST_NAMED
from filrouge.explore.coordination import SHARED, Coordination, coordination
from filrouge.explore.names import source_name
from filrouge.explore.selection import narratives_of
from filrouge.explore.sharing import MORE, NOT_ENOUGH, WINDOWS
from filrouge.explore.spread import is_known
from filrouge.explore.view import View
from filrouge.figures.coordination import MOST_SOURCES, SIGN, drawn
from filrouge.i18n import N_, _, number, plural
from filrouge.wording.labels import named
from filrouge.wording.shared_text import why_empty

COLUMNS: Final = (
    "source", "other_source", "status", "connected", "in_common", "window", "expected", "days", "items", "p", "q",
)  # fmt: skip

_WINDOWS: Final = (
    N_("within a minute"), N_("within 10 minutes"), N_("within an hour"), N_("within 6 hours"), N_("within a day"),
    N_("within 7 days"), N_("within 30 days"),
)  # fmt: skip


def find_coordination(bundle: Bundle, view: View) -> Coordination:
    """Who shares more than chance explains in the selection of a view, whichever narratives are shown of it."""
    return coordination(bundle, view.selection.of_all_narratives(), view.shared)


def coordination_chart(bundle: Bundle, view: View, found: Coordination | None = None) -> Chart:
    """Every two sources that share anything, and whether chance explains it.

    `found`: `find_coordination`, where it is known.
    """
    base = view.selection.of_all_narratives()
    found = found or find_coordination(bundle, view)
    frame = found.frame.assign(
        name=named(found.frame["first"], source_name),
        other_name=named(found.frame["second"], source_name),
        said=[_said(row) for row in records(found.frame)],
    )
    finding = _finding(frame, view.shared)
    if view.shared == "texts" and not is_known(bundle):
        finding = why_empty(False)
    reason = _("A source that both follow and that is not in this corpus, such as an agency, can be the reason.")
    n_drawn = len(drawn(frame))
    told = frame.loc[frame["status"] != NOT_ENOUGH, ["first", "second"]]
    all_told = len(set(told.to_numpy().ravel()))
    few = int((frame["status"] == NOT_ENOUGH).sum())
    notes = [
        alone_note(base),
        _("all narratives count, whatever the selection") if narratives_of(view.selection, bundle) else "",
        _("{sign} more than chance explains: at most 5% of those named are expected to be chance").format(sign=SIGN),
        plural("{n} pair shares too little to tell", "{n} pairs share too little to tell", few)
        if few
        else "",
        _("{n} of {all} sources were compared, those that share most").format(
            n=number(found.compared), all=number(found.sources)
        )
        if found.compared + len(found.originals) < found.sources
        else "",
        _("{n} of {all} sources are drawn; all are in the table").format(n=number(n_drawn), all=number(all_told))
        if all_told > MOST_SOURCES
        else "",
        _("left out with what they published first, as others print it: {sources}").format(
            sources=", ".join(map(source_name, found.originals))
        )
        if found.originals
        else "",
        plural(
            "{n} document not dated to the day is left out",
            "{n} documents not dated to the day are left out",
            found.undated,
        )
        if found.undated
        else "",
    ]  # fmt: skip
    return Chart(
        "coordination",
        _("Who shares more than chance explains"),
        f"{finding} {reason}" if (frame["status"] == MORE).any() else finding,
        figures.coordination.figure(frame, nothing=finding),
        _table(frame),
        caption(bundle, base, *notes),
        finding,
    )


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    window = [_within(value) for value in frame["window"]]
    return frame.assign(
        source=frame["name"],
        other_source=frame["other_name"],
        in_common=frame["shared"],
        status=[_(one) for one in frame["status"]],
        connected=(frame["group"] + 1).where(frame["group"] >= 0).astype("Int64"),
        window=np.array(window, dtype=object),
        expected=frame["expected"].astype(float).round(2),
        days=frame["days"].astype(float).round(4),
    )[list(COLUMNS)]


def _within(days: float) -> str:
    return "" if pd.isna(days) else _(_WINDOWS[int(np.argmin(np.abs(WINDOWS - days)))])


def _said(row: dict[str, Any]) -> str:
    if row["status"] == NOT_ENOUGH:
        return f"{number(row['shared'])}: {_(NOT_ENOUGH)}"
    counted = _("{n} shared {window}, {expected} expected by chance").format(
        n=number(row["shared"]), window=_within(row["window"]), expected=number(row["expected"], 1)
    )
    return f"{counted}<br>{_(row['status'])}"


def _finding(frame: pd.DataFrame, what: str) -> str:
    """What was found, in a sentence or two."""
    more = frame[frame["status"] == MORE]
    if frame.empty:
        return _("No two sources share any: {what}.").format(what=_(SHARED[what]).casefold())
    if (frame["status"] == NOT_ENOUGH).all():
        return _("The sources share too little to tell.")
    if more.empty:
        return _("No two sources share more with each other, or faster, than chance explains.")
    texts = {"texts": N_("{first} and {second}: {n} texts {window}, {expected} expected by chance"),
             "links": N_("{first} and {second}: {n} links {window}, {expected} expected by chance"),
             "hashtags": N_("{first} and {second}: {n} hashtags {window}, {expected} expected by chance")}  # fmt: skip
    parts = [
        _(texts[what]).format(
            first=row["name"], second=row["other_name"], n=number(row["shared"]), window=_within(row["window"]),
            expected=number(row["expected"], 1),
        )
        for row in records(more.head(MOST_NAMED))
    ]  # fmt: skip
    counted = plural(
        "{n} pair of sources shares more with each other, or faster, than chance explains:",
        "{n} pairs of sources share more with each other, or faster, than chance explains:",
        len(more),
    )
    return f"{counted} {'; '.join(parts)}{'; …' if len(more) > MOST_NAMED else '.'}"


SPEC: Final = Spec(
    "coordination",
    "spread",
    N_("Who shares more than chance explains"),
    coordination_chart,
    fields=("shared",),
    find=find_coordination,
    whole=True,
    waiting=N_("Testing which sources share more than chance explains…"),
    wide=True,
)
