"""Who speaks of it, who is silent, and in which words: two to four sources side by side."""

import streamlit as st

from components import options, reader, screen
from components.chart_card import chart_card
from filrouge.charts import FEWEST_COMPARED, compare_chart, compared_sources
from filrouge.explore.passages import passages_about

shown = screen.get()
view = options.compare(shown)
sources = compared_sources(shown.bundle, view)
if len(sources) < FEWEST_COMPARED:
    options.too_few_sources(sources)
    st.stop()
chart_card(compare_chart(shown.bundle, view, shown.counts), key="compare", on_point=options.read_narrative)

with st.container(key="passages"):
    st.subheader("The same narrative, source by source", anchor=False)
    about = options.about(shown, sources)
    if about is None:
        st.info("Click a mark of the chart, or choose a narrative here, to read each source on it.")
    else:
        for column, source in zip(st.columns(len(sources), gap="medium"), sources, strict=True):
            with column:
                options.source_heading(source)
                found = passages_about(
                    shown.bundle, options.only(shown.selection, source), about, limit=6 // len(sources)
                )
                reader.passages(found, shown)
