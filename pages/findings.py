"""What stands a test: bursts, silence, who came first, and who comes before whom."""

import streamlit as st

from components import findings, left_out, reading, screen
from components.chart_card import chart_card, chart_of
from filrouge.i18n import _

shown = screen.get()
if shown.counts.documents:
    reading.instead_of_counts(shown)
    st.caption(
        _("Each finding is a test on independent texts: copies count once, and it says so where data are insufficient.")
    )
    undrawn = left_out.say(shown, "bursts", "silence", "first-voices", "lag")
    if "bursts" not in undrawn:
        bursts = chart_card(shown, "bursts", on_point=findings.read_burst)
        with st.container(key="passages"):
            findings.new_in_burst(shown, bursts)
    if "silence" not in undrawn:
        chart_card(shown, "silence")
    if "first-voices" not in undrawn:
        with st.container(key="answer-silence"):
            findings.first_voices(shown)
    if "lag" not in undrawn:
        findings.table(shown, chart_of(shown, "lag"), findings.LAG_COLUMNS)
else:
    st.info(_("No document matches this selection."))
