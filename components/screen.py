"""What the shell hands to the page it runs: the open bundle, the selection, and how much it holds."""

from dataclasses import dataclass
from urllib.parse import urlsplit

import streamlit as st

from filrouge.bundle import Bundle
from filrouge.explore.selection import Counts, Selection
from filrouge.explore.view import PAGES

_KEY, _COLD = "_screen", "_cold_link"


@dataclass(frozen=True)
class Screen:
    """One run of one page."""

    name: str  # of the bundle, in links
    bundle: Bundle
    selection: Selection
    counts: Counts


def put(screen: Screen) -> None:
    """Called by the shell before it runs a page."""
    st.session_state[_KEY] = screen


def get() -> Screen:
    """Called by pages."""
    screen: Screen = st.session_state[_KEY]
    return screen


def address() -> str:
    """Where this dashboard is found, without the page, e.g. "https://desk.example/press"; empty where unknown."""
    parts = urlsplit(st.context.url or "")
    if not parts.netloc:
        return ""
    path = parts.path.rstrip("/")
    last = path.rsplit("/", 1)[-1]
    if last.replace("_", "-") in PAGES:
        path = path.removesuffix(f"/{last}")
    return f"{parts.scheme}://{parts.netloc}{path}"


def remember_cold_link(runs: int) -> None:
    """Called by the shell when a link was opened cold: for this run, or for the next one too."""
    st.session_state[_COLD] = runs


def forget_cold_link() -> None:
    """Called by the shell at every run."""
    st.session_state[_COLD] = max(st.session_state.get(_COLD, 0) - 1, 0)


def is_cold_link() -> bool:
    """Whether what the link asks for was asked by the link, and not chosen by hand."""
    return bool(st.session_state.get(_COLD, 0))
