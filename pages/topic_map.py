"""Which narratives are in here, in any language: every passage a point."""

import streamlit as st

from components import options, reader, screen
from components.chart_card import chart_card
from filrouge.charts import topic_map_chart
from filrouge.explore.passages import passages_by_id
from filrouge.explore.topic_map import passages_in_region, region_profile

shown = screen.get()
view = options.topic_map(shown)
chart_card(
    topic_map_chart(shown.bundle, view),
    key="map",
    on_point=options.read_passage,
    on_region=options.read_outline,
)

with st.container(key="passages"):
    if view.region:
        inside = passages_in_region(shown.bundle, shown.selection, view.region)
        options.region_summary(region_profile(shown.bundle, shown.selection, inside))
        reader.passages(lambda limit: passages_by_id(shown.bundle, inside, limit=limit), shown, key="region")
    elif view.passage is not None:
        st.subheader("The passage", anchor=False)
        clicked = view.passage
        reader.passages(lambda _: passages_by_id(shown.bundle, [clicked]), shown, key="passage")
    else:
        st.info("Draw an outline (lasso or box) or click a point to read the passages.")
