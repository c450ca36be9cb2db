"""What stands a test: bursts, silence, who came first, and who comes before whom."""

import streamlit as st

from components import findings, options, screen
from components.chart_card import chart_card
from filrouge.findings import first_voices_chart
from filrouge.schema import NO_NARRATIVE

shown = screen.get()
if not shown.counts.documents:
    st.info("No document is in this selection.")
    st.stop()
bursts = findings.bursts(shown.bundle, shown.selection)
chart_card(bursts, key="bursts", on_point=findings.read_burst)
with st.container(key="passages"):
    findings.new_in_burst(shown, bursts)
chart_card(findings.silence(shown.bundle, shown.selection), key="silence", on_point=options.read_narrative)
about = options.about(shown, "Who spoke first of")
if about is not None and about != NO_NARRATIVE:
    findings.table_card(first_voices_chart(shown.bundle, shown.selection, about), key="first")
else:
    st.info("Choose a narrative, or click a cell above, to see who spoke of it first in this corpus.")
findings.table_card(findings.lag(shown.bundle, shown.selection), key="lag")
