"""When each narrative rises, and the passages behind every point."""

import streamlit as st

from components import choices, events, left_out, options, reader, screen, timeline
from components.chart_card import chart_card
from filrouge.explore.passages import passages_in_period
from filrouge.i18n import _
from filrouge.wording.days import period_text

shown = screen.get()
drawn = not left_out.say(shown, "timeline")
if drawn:
    timeline.options(shown)
    chart_card(
        shown,
        "timeline",
        on_point=timeline.read_point,
        on_span=lambda chart: choices.brush(shown, *timeline.periods_of(chart)),
    )
if shown.bundle.reactions:
    options.of_chart(shown, ("reach",))
    chart_card(shown, "reach", on_point=timeline.read_point)
events.panel(shown)

with st.container(key="passages"):
    st.subheader(_("Passages behind a point"), anchor=False)
    about, at, period = timeline.point(shown)
    if at is None:
        st.info(
            _("Click a point on the chart, or choose a period here, to read its passages.")
            if drawn
            else _("Choose a period here to read its passages.")
        )
    else:
        st.caption(_("Period: {period}").format(period=period_text(period, at)))
        start = at
        reader.passages(
            lambda limit: passages_in_period(shown.bundle, shown.selection, about, period, start, limit=limit),
            shown,
            key=f"{about}-{at}-{period}",
        )
