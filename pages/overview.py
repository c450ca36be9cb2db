"""What the collection holds, and what to know before trusting a chart of it."""

import streamlit as st

from components import collection, evidence, options, screen
from components.chart_card import chart_card
from filrouge.charts import overview_charts
from filrouge.explore.view import View

shown = screen.get()
charts = overview_charts(shown.bundle, View(selection=shown.selection), shown.counts)

collection.summary(shown)
chart_card(charts["time"], key="time")
left, right = st.columns([0.58, 0.42])
with left:
    chart_card(charts["narratives"], key="narratives", on_point=options.read_narrative)
with right:
    chart_card(charts["sources"], key="sources")
with st.container(key="passages"):
    evidence.panel(shown, charts["narratives"].table)
collection.narratives(shown, charts["narratives"].table)
left, right = st.columns(2)
with left:
    chart_card(charts["languages"], key="languages")
with right:
    collection.quality(shown)
    collection.details(shown)
