"""What the browser does on every page: its history without empty steps, dates taken with Enter, lists
that Escape does not empty.
"""

from pathlib import Path

import streamlit as st

_part = st.components.v2.component(
    "filrouge_browser", html="<span></span>", js=Path(__file__).with_name("browser.js").read_text("utf-8")
)


def apply() -> None:
    """Add it to the page; nothing of it is seen (`page_style`)."""
    with st.container(key="browser"):
        _part(key="browser-part")
