"""What the collection holds, and what to know before trusting a chart of it."""

import streamlit as st

from components import choices, collection, narrative_door, narrative_table, options, screen
from components.chart_card import chart_card
from components.timeline import periods_of

shown = screen.get()
collection.summary(shown)
narrative_table.table(shown)
options.sources_by(shown)
chart_card(shown, "documents-over-time", on_span=lambda chart: choices.brush(shown, *periods_of(chart)))
left, right = st.columns([0.58, 0.42])
with left:
    chart_card(shown, "narratives", on_point=lambda point: narrative_door.open_narrative(int(point[0])))
with right:
    chart_card(shown, "sources")
left, right = st.columns(2)
with left:
    chart_card(shown, "languages")
with right:
    collection.quality(shown)
    collection.details(shown)
narrative_table.finish(shown)
