"""One narrative over time, with its bursts and the events, becomes a chart."""

from dataclasses import replace
from typing import Any, Final

import pandas as pd

from filrouge import figures
from filrouge.bundle import Bundle, records
from filrouge.chart import PENDING, Chart, Spec
from filrouge.charts.bursts import find_bursts
from filrouge.charts.subject import narrowed, subject_of
from filrouge.charts.timeline import timeline_chart
from filrouge.explore.bursts import BURST, NOT_ENOUGH, Bursts
from filrouge.explore.selection import count
from filrouge.explore.view import View
from filrouge.i18n import N_, _, day_text, in_series, number, plural
from filrouge.wording.amounts import documents_text


def narrative_timeline_chart(bundle: Bundle, view: View, found: Bursts | object | None = None) -> Chart:
    """A narrative's share of what is published, its bursts shaded.

    `found`: `charts.bursts.find_bursts`, where it is known; PENDING leaves bursts out.

    Raises
    ------
    ViewError : there is no narrative in the selection.
    """
    narrative = subject_of(bundle, view)
    shown = narrowed(view, narrative).having(page="timeline", kind="lines")
    chart = timeline_chart(bundle, shown)
    tested = find_bursts(bundle, view) if found is None else found
    own = bursts_of(tested, narrative)
    if chart.figure is not None and len(chart.figure.data):
        figures.bursts.shade(chart.figure, list(zip(own["start"], own["end"], strict=True)))
    since = since_text(bundle, shown)
    burst = bursts_text(tested, narrative)
    return replace(
        chart,
        name=SPEC.name,
        title=_("Since when, and how much"),
        sentence=" ".join(part for part in (since, burst) if part),
        alt=" ".join(part for part in (since, burst, chart.alt) if part),
    )


def bursts_of(found: Any, narrative: int) -> pd.DataFrame:
    """The bursts of one narrative, the earliest first; none while they are being looked for."""
    if found is PENDING:
        return pd.DataFrame({"start": [], "end": []})
    frame: pd.DataFrame = found.frame
    own = frame[(frame["narrative"] == narrative) & (frame["status"] == BURST)]
    return own.sort_values("start").reset_index(drop=True)


def since_text(bundle: Bundle, view: View) -> str:
    """First and last day, and how much lies between, in a sentence; `view` is narrowed to one narrative."""
    counts = count(bundle, view.selection)
    if not counts.documents:
        return _("Nothing in this selection talks about it.")
    much = documents_text(counts.documents, counts.texts)
    if counts.first is None or counts.last is None:
        return _("{documents}, none of them dated.").format(documents=much)
    text = _("{documents} from {first} to {last}.")
    return text.format(documents=much, first=day_text(counts.first), last=day_text(counts.last))


def bursts_text(found: Any, narrative: int) -> str:
    """The bursts of a narrative in a sentence, or why there is none."""
    if found is PENDING:
        return _("Its bursts are still being looked for.")
    frame: pd.DataFrame = found.frame
    own = bursts_of(found, narrative)
    if own.empty:
        untested = (frame.loc[frame["narrative"] == narrative, "status"] == NOT_ENOUGH).any()
        return _("Too few texts to look for bursts.") if untested else _("No burst.")
    parts = [
        plural(
            "{first} to {last} ({n} text where {expected} are expected)",
            "{first} to {last} ({n} texts where {expected} are expected)",
            row["texts"],
            first=day_text(row["start"].date()),
            last=day_text(row["end"].date()),
            expected=number(row["expected"], 1),
        )
        for row in records(own)
    ]
    return plural("{n} burst, shaded: {bursts}.", "{n} bursts, shaded: {bursts}.", len(own), bursts=in_series(parts))


SPEC: Final = Spec(
    "narrative-timeline",
    "narrative",
    N_("Since when, and how much"),
    narrative_timeline_chart,
    fields=("about", "measure", "averaging", "period"),
    uses=("bursts",),
    first=True,
)
