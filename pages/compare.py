"""Who speaks of it, in which words, and how two tell the same story: sources, groups or periods side by side."""

from dataclasses import replace

import streamlit as st

from components import choices, compare, reader, screen
from components.chart_card import chart_card
from filrouge.charts.compare import compare_chart
from filrouge.i18n import _

shown = screen.get()
view = compare.options(shown)
sides = compare.sides(shown, view)
if sides is None:
    st.stop()
chart_card(compare_chart(shown.bundle, view), key="compare", view=view, on_point=choices.read_narrative)

with st.container(key="passages"):
    st.subheader(_("The same narrative, side by side"), anchor=False)
    about = choices.about(shown)
    view = replace(view, about=about)
    if about is None:
        st.info(_("Click a mark of the chart, or choose a narrative here, to read each side on it."))
    else:
        tellings, every = st.tabs([_("Two tellings"), _("All passages")])
        with tellings:
            compare.tellings(shown, view)
        with every:
            for column, side in zip(st.columns(len(sides), gap="medium"), sides, strict=True):
                with column:
                    choices.source_heading(side.name)
                    ask = reader.passages_of(shown, side, about)
                    reader.passages(ask, shown, key=f"{side.name}-{about}", step=3)
compare.words(shown, view, sides)
