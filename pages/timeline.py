"""When each narrative rises, and the passages behind every point."""

import streamlit as st

from components import options, reader, screen
from components.chart_card import chart_card
from filrouge.charts import timeline_chart
from filrouge.explore.passages import passages_in_period
from filrouge.explore.periods import period_text

shown = screen.get()
view = options.timeline(shown)
chart = timeline_chart(shown.bundle, view)
chart_card(chart, key="timeline", on_point=options.read_point)

with st.container(key="passages"):
    st.subheader("Passages behind a point", anchor=False)
    about, at, period = options.point(shown, view)
    if at is None:
        st.info("Click a point of the chart, or choose a period here, to read the passages behind it.")
    else:
        st.caption(f"Period: {period_text(period, at)}")
        start = at
        reader.passages(
            lambda limit: passages_in_period(shown.bundle, shown.selection, about, period, start, limit=limit),
            shown,
            key=f"{about}-{at}-{period}",
        )
