"""Who speaks of it, in which words, and how two tell the same story: sources, groups or periods side by side."""

import streamlit as st

from components import against, choices, compare, left_out, reader, reading, screen, sides
from components.chart_card import chart_card
from filrouge.i18n import _
from filrouge.wording.labels import side_names

shown = screen.get()
against.buttons(shown)
sides.pickers(shown)
reading.instead_of_counts(shown)
compared = sides.sides(shown)
if compared is not None:
    undrawn = left_out.say(shown, "compare", "compare-words")
    if "compare" not in undrawn:
        chart_card(shown, "compare")
    with st.container(key="passages"):
        st.subheader(_("The same narrative, side by side"), anchor=False)
        about = choices.about(shown)
        if about is None:
            st.info(
                _("Choose a narrative here to read what each side says.")
                if undrawn
                else _("Click a mark on the chart, or choose a narrative here, to read what each side says.")
            )
        else:
            tellings, every = st.tabs([_("Two versions"), _("All passages")])
            with tellings:
                compare.tellings(shown, compared)
            with every:
                for column, side, name in zip(
                    st.columns(len(compared), gap="medium"), compared, side_names(compared), strict=True
                ):
                    with column:
                        choices.heading(name)
                        ask = reader.passages_of(shown, side, about)
                        reader.passages(ask, shown, key=f"{name}-{about}", step=3)
    if "compare-words" not in undrawn:
        compare.words(shown, compared)
