"""A list from which any of several are chosen, one at a time."""

from functools import partial

import streamlit as st

# Enter would take all that a few letters fit, and letters would fit that do not stand together.
several = partial(st.multiselect, select_all=False, filter_mode="contains")
