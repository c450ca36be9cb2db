"""The one line that stands for charts which have nothing to say of a few texts."""

import streamlit as st

from components.screen import Screen
from filrouge.charts.left_out import left_out, left_out_text


def say(shown: Screen, *names: str) -> set[str]:
    """Say which of some charts are not drawn, and why; returns their names."""
    if text := left_out_text(shown.bundle, shown.selection, names):
        st.caption(text)
    return left_out(shown.bundle, shown.selection, names)
