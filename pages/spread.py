"""Which texts share text: how they spread, in which groups, between which sources, and what was changed on the way."""

import streamlit as st

from components import coordination, screen, spread
from components.chart_card import chart_card
from filrouge.explore.spread import is_known
from filrouge.i18n import _
from filrouge.wording.shared_text import why_empty

shown = screen.get()
if not shown.counts.documents:
    st.info(_("No document matches this selection."))
elif not is_known(shown.bundle):
    st.info(why_empty(False))
elif not spread.choices(shown):
    st.info(why_empty(True))
else:
    chart_card(shown, "lanes")
    spread.groups_card(shown)
    spread.takers_card(shown)
    with st.container(key="passages"):
        spread.side_by_side(shown)
    with st.container(key="pairs"):
        coordination.coordination_card(shown)
