"""Who speaks of it, who is silent, and in which words: two to four sources side by side."""

import streamlit as st

from components import options, reader, screen
from components.chart_card import chart_card
from filrouge.charts import FEWEST_COMPARED, compare_chart, compared_sources

shown = screen.get()
view = options.compare(shown)
sources = compared_sources(shown.bundle, view)
if len(sources) < FEWEST_COMPARED:
    options.too_few_sources(shown, sources)
    st.stop()
chart_card(compare_chart(shown.bundle, view), key="compare", on_point=options.read_narrative)

with st.container(key="passages"):
    st.subheader("The same narrative, source by source", anchor=False)
    about = options.about(shown)
    if about is None:
        st.info("Click a mark of the chart, or choose a narrative here, to read each source on it.")
    else:
        for column, source in zip(st.columns(len(sources), gap="medium"), sources, strict=True):
            with column:
                options.source_heading(source)
                ask = reader.passages_of(shown, source, about)
                reader.passages(ask, shown, key=f"{source}-{about}", step=3)
