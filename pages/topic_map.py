"""Which narratives are in here, in any language: every passage a point."""

import streamlit as st

from components import passage_menu, reader, screen, topic_map
from components.chart_card import chart_card
from filrouge.charts import spec_of
from filrouge.charts.outline import outline_profile, passages_inside
from filrouge.explore.passages import passages_by_id
from filrouge.explore.region import region_words

shown = topic_map.options(screen.get())
view, spec = shown.view, spec_of(shown.view)
chart_card(
    shown,
    spec.name,
    on_point=topic_map.read_passage,
    on_region=topic_map.read_outline if spec.first else None,
    on_window=topic_map.read_seen,
)

with st.container(key="passages"):
    if view.region:
        inside = passages_inside(shown.bundle, view)
        topic_map.region_summary(outline_profile(shown.bundle, view, inside), view)
        topic_map.region_words(region_words(shown.bundle, shown.selection, inside))
        topic_map.region_tables(shown)
        passage_menu.button(shown, inside, key="region")
        reader.passages(
            lambda limit: passages_by_id(shown.bundle, inside, limit=limit), shown, key="region", moved=False
        )
    elif view.passage is not None:
        topic_map.passage_heading()
        clicked = view.passage
        reader.passages(lambda _limit: passages_by_id(shown.bundle, [clicked]), shown, key="passage")
    else:
        topic_map.how_to_read(view)
