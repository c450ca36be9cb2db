"""The options of the timeline, and the point of it whose passages are read."""

from datetime import date
from typing import Any

import streamlit as st

from components import address
from components.choices import narrative
from components.options import choice, forget_unless, one, unknown_facts
from components.screen import Screen
from filrouge.chart import Chart
from filrouge.explore.periods import choose_period, grid, span_of
from filrouge.explore.timeline import OTHER, PERIODS
from filrouge.i18n import _


def options(shown: Screen) -> None:
    """Kind, measure, averaging and period of the timeline, and what its panels are about."""
    with st.container(horizontal=True, gap="medium"):
        kind = choice("kind")
        # mentions do not add up, so they are never stacked
        measure = choice("measure") if kind != "area" else "share"
        if measure == "share":
            choice("averaging")
        choice("period")
        if kind == "multiples":
            choice("panel", without=unknown_facts(shown.bundle))


def read_point(customdata: list[Any]) -> None:
    """A click on the timeline: its narrative and period become the point whose passages are read."""
    narrative, start = int(customdata[0]), date.fromisoformat(str(customdata[1]))
    if narrative == OTHER:
        st.toast(_("These are all the other narratives: choose one below to read its passages."))
        return
    address.choose(about=narrative, at=start)


def point(shown: Screen) -> tuple[int | None, date | None, str]:
    """The narrative and period whose passages are read, and how long that period is."""
    base = shown.selection.of_all_narratives()
    span = span_of(shown.bundle, base)
    period = choose_period(shown.view.period, span)
    starts = [s.date() for s in grid(period, span)] if span else []
    left, right = st.columns(2)
    with left:
        about = narrative(shown, _("Narrative (all, if none is chosen)"))
    forget_unless(shown, "at", starts, date.isoformat)
    with right:
        label = _("{period} from").format(period=_(PERIODS[period]))
        at = one("at", starts, date.isoformat, label=label, placeholder=_("Choose a period"))
    return about, at, period


def periods_of(chart: Chart) -> tuple[str, list[str]]:
    """How long the periods of the chart are, and their first days."""
    period = next(name for name in chart.table if name in PERIODS)
    return period, chart.table[period].drop_duplicates().tolist()
