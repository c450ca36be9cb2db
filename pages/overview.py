"""What the collection holds, and what to know before trusting a chart of it."""

import streamlit as st

from components import choices, collection, evidence, screen
from components.chart_card import chart_card
from components.timeline import periods_of
from filrouge.charts.overview import overview_charts
from filrouge.explore.overview import narratives_by_size
from filrouge.explore.view import View

shown = screen.get()
view = View(selection=shown.selection)
sizes = narratives_by_size(shown.bundle, shown.selection)
charts = overview_charts(shown.bundle, view, shown.counts, sizes)

collection.summary(shown)
chart_card(charts["time"], key="time", view=view, on_span=choices.brush(shown, *periods_of(charts["time"])))
left, right = st.columns([0.58, 0.42])
with left:
    chart_card(charts["narratives"], key="narratives", view=view, on_point=choices.read_narrative)
with right:
    chart_card(charts["sources"], key="sources", view=view)
with st.container(key="passages"):
    evidence.panel(shown, sizes)
collection.narratives(shown, sizes)
left, right = st.columns(2)
with left:
    chart_card(charts["languages"], key="languages", view=view)
with right:
    collection.quality(shown)
    collection.details(shown)
