"""What the collection holds, and what to know before trusting a chart of it."""

import streamlit as st

from components import choices, collection, evidence, options, screen
from components.chart_card import chart_card
from components.timeline import periods_of
from filrouge.explore.overview import narratives_by_size

shown = screen.get()
sizes = narratives_by_size(shown.bundle, shown.selection)
collection.summary(shown)
options.sources_by(shown)
chart_card(shown, "documents-over-time", on_span=lambda chart: choices.brush(shown, *periods_of(chart)))
left, right = st.columns([0.58, 0.42])
with left:
    chart_card(shown, "narratives")
with right:
    chart_card(shown, "sources")
with st.container(key="passages"):
    evidence.panel(shown, sizes)
collection.narratives(shown, sizes)
left, right = st.columns(2)
with left:
    chart_card(shown, "languages")
with right:
    collection.quality(shown)
    collection.details(shown)
