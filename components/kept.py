"""Charts that take seconds to find, kept for all viewers."""

from typing import Any

import streamlit as st

from filrouge.bundle import Bundle
from filrouge.chart import Chart
from filrouge.charts import page_chart
from filrouge.explore import events
from filrouge.explore.view import View
from filrouge.i18n import spoken

KEYED: dict[Any, Any] = {Bundle: lambda bundle: (bundle.digest, bundle.language, spoken(), events.text(bundle))}
"""How a bundle is told from another, and from itself in another language."""


@st.cache_data(show_spinner=False, max_entries=128, hash_funcs=KEYED)
def _chart(bundle: Bundle, view: View) -> Chart:
    return page_chart(bundle, view)


def chart(bundle: Bundle, view: View, waiting: str) -> Chart:
    """`charts.page_chart`, kept; `waiting` says what is done while it is not there yet."""
    with st.spinner(waiting, show_time=True):
        return _chart(bundle, view)
