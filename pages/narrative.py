"""Everything about one narrative: what it is, since when, who tells it, how it spread, and in which words."""

import streamlit as st

from components import left_out, narrative, narrative_claims, narrative_pair, reading, screen
from components.chart_card import chart_card

shown = narrative.choose(screen.get())
if shown is not None and narrative_pair.is_asked(shown):
    narrative_pair.compare(shown)
elif shown is not None:
    reading.few(shown)
    narrative.head(shown)
    undrawn = left_out.say(shown, "narrative-timeline", "adoption")
    if not undrawn:
        narrative.life(shown)
    narrative.sources(shown)
    narrative_claims.table(shown)
    narrative.quotations(shown)
    if not undrawn:
        narrative.spread(shown)
    left, right = st.columns([0.4, 0.6])
    with left:
        chart_card(narrative.inside(shown), "languages")
    with right:
        narrative.neighbours(shown)
    narrative.texts(shown)
    narrative.finish(shown)
