"""What is told: the claims that several independent texts make, who says each, and the sentences that prove it."""

import streamlit as st

from components import claims, known_claims, left_out, screen
from components.chart_card import chart_card, chart_of
from filrouge.explore.claim_tables import is_known
from filrouge.i18n import _
from filrouge.wording.claims import why_no_claims

shown = screen.get()
if not shown.counts.documents:
    st.info(_("No document matches this selection."))
elif not is_known(shown.bundle):
    st.info(why_no_claims(False))
else:
    chart = chart_of(shown, "claims")
    if claims.table(shown, chart):
        with st.container(key="passages"):
            claims.sentences(shown, chart)
        chart_card(shown, "claim-sources")
        if not left_out.say(shown, "claims-over-time"):
            chart_card(shown, "claims-over-time")
if shown.counts.documents:
    known_claims.section(shown)
