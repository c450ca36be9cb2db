"""The options of the timeline, and the point of it whose passages are read."""

from datetime import date
from typing import Any

import streamlit as st

from components.choices import choice, forget_unless, narrative
from components.screen import Screen
from filrouge.chart import Chart
from filrouge.explore.periods import choose_period, grid, span_of
from filrouge.explore.selection import count
from filrouge.explore.timeline import OTHER
from filrouge.explore.view import AVERAGINGS, KINDS, MEASURES, PANELS, PERIODS, View
from filrouge.i18n import _


def options(shown: Screen) -> View:
    """Kind, measure, averaging and period of the timeline, and what its panels are about."""
    averaging, panel = "sources", "narrative"
    with st.container(horizontal=True, gap="medium"):
        kind = choice(_("Chart"), KINDS, "kind")
        # mentions do not add up, so they are never stacked
        measure = choice(_("Measure"), MEASURES, "measure") if kind != "area" else "share"
        if measure == "share":
            averaging = choice(_("Average"), AVERAGINGS, "averaging")
        period = choice(_("Period"), PERIODS, "period")
        if kind == "multiples":
            panel = choice(_("A panel for each"), PANELS, "panel")
    return View(
        page="timeline",
        selection=shown.selection,
        kind=kind,
        measure=measure,
        averaging=averaging,
        period=period,
        panel=panel,
    )


def read_point(customdata: list[Any]) -> None:
    """A click on the timeline: its narrative and period become the point whose passages are read."""
    narrative, start = int(customdata[0]), date.fromisoformat(str(customdata[1]))
    if narrative == OTHER:
        st.toast(_("These are all the other narratives: choose one below to read its passages."))
        return
    st.session_state["about"], st.session_state["at"] = narrative, start


def point(shown: Screen, view: View) -> tuple[int | None, date | None, str]:
    """The narrative and period whose passages are read, and how long that period is."""
    base = shown.selection.of_all_narratives()
    span = span_of(shown.bundle, base, count(shown.bundle, base))
    period = choose_period(view.period, span)
    starts = [s.date() for s in grid(period, span)] if span else []
    left, right = st.columns(2)
    with left:
        about_ = narrative(shown, _("Narrative (all, if none is chosen)"))
    forget_unless("at", starts, date.isoformat)
    at = right.selectbox(
        _("{period} from").format(period=_(PERIODS[period])),
        starts,
        index=None,
        key="at",
        bind="query-params",
        placeholder=_("Choose a period"),
    )
    return about_, at, period


def periods_of(chart: Chart) -> tuple[str, list[str]]:
    """How long the periods of the chart are, and their first days."""
    period = next(name for name in chart.table if name in PERIODS)
    return period, chart.table[period].drop_duplicates().tolist()
