"""What stands a test: bursts, silence, who came first, and who comes before whom."""

import streamlit as st

from components import choices, findings, screen
from components.chart_card import chart_card
from filrouge.explore.view import View
from filrouge.i18n import _

shown = screen.get()
if not shown.counts.documents:
    st.info(_("No document is in this selection."))
    st.stop()
st.caption(_("Each is a test on independent texts: copies count once, and where too little is known it says so."))
view = View("findings", shown.selection)
bursts = findings.bursts(shown.bundle, shown.selection)
chart_card(bursts, key="bursts", view=view, on_point=findings.read_burst)
with st.container(key="passages"):
    findings.new_in_burst(shown, bursts)
chart_card(findings.silence(shown.bundle, shown.selection), key="silence", view=view, on_point=choices.read_narrative)
with st.container(key="answer-silence"):
    findings.first_voices(shown)
findings.table_card(findings.lag(shown.bundle, shown.selection), key="lag", view=view)
