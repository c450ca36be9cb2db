"""What the shell hands to the page it runs: the open bundle, the view, and how much it holds."""

from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit

import streamlit as st

from filrouge.bundle import Bundle
from filrouge.explore.selection import Counts, Selection
from filrouge.explore.view import PAGES, View

_KEY = "_screen"


@dataclass(frozen=True)
class Screen:
    """One run of one page."""

    name: str  # of the bundle, in links
    bundle: Bundle
    view: View
    counts: Counts
    followed: bool  # whether a link asks for what is shown, and no choice made by hand

    @property
    def selection(self) -> Selection:
        """The documents looked at."""
        return self.view.selection

    def anchor(self, view: View, words: str) -> str:
        """A link to a view as HTML, which opens beside what is being read: going back must not lose one's place."""
        link = view.link(self.bundle, name=self.name).removeprefix("/")
        return f'<a href="{escape(link)}" target="_blank" rel="noopener">{escape(words)}</a>'


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
