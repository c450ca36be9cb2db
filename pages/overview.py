"""What the collection holds, and what to know before trusting a chart of it."""

import streamlit as st

from components import choices, collection, left_out, narrative_door, narrative_table, options, reading, screen, watched
from components.chart_card import chart_card
from components.timeline import periods_of
from filrouge.explore.reading import is_small

shown = screen.get()
collection.summary(shown)
if is_small(shown.bundle):
    reading.section(shown)
narrative_table.table(shown)
watched.section(shown)
undrawn = left_out.say(shown, "documents-over-time", "narratives", "sources", "languages")
if not {"documents-over-time", "sources"} <= undrawn:
    options.sources_by(shown)
if "documents-over-time" not in undrawn:
    chart_card(shown, "documents-over-time", on_span=lambda chart: choices.brush(shown, *periods_of(chart)))
pair = [name for name in ("narratives", "sources") if name not in undrawn]
clicks = {"narratives": lambda point: narrative_door.open_narrative(int(point[0]))}
for column, name in zip(st.columns([0.58, 0.42] if len(pair) == 2 else 1), pair, strict=False):
    with column:
        chart_card(shown, name, on_point=clicks.get(name))
left, right = st.columns(2)
with left:
    if "languages" not in undrawn:
        chart_card(shown, "languages")
with right:
    collection.quality(shown)
    collection.details(shown)
narrative_table.finish(shown)
