"""What the shell hands to the page it runs: the open bundle, the selection, how much it holds, where to read."""

from dataclasses import dataclass

import streamlit as st

from filrouge.bundle import Bundle
from filrouge.explore.selection import Counts, Selection

_KEY = "_screen"


@dataclass(frozen=True)
class Screen:
    """One run of one page."""

    bundle: Bundle
    selection: Selection
    counts: Counts
    documents_page: st.Page


def put(screen: Screen) -> None:
    """Called by the shell before it runs a page."""
    st.session_state[_KEY] = screen


def get() -> Screen:
    """Called by pages."""
    screen: Screen = st.session_state[_KEY]
    return screen
