"""Who changes something: from the login where there is one, else a name that is asked for once and kept in the
browser.
"""

from pathlib import Path

import streamlit as st

from filrouge.annotations.acts import LONGEST_NAME, Author
from filrouge.i18n import _

_NAME, _TYPED = "_author", "_author_typed"

# What a browser keeps for itself no run of a page can read: a small part of the page hands it over.
_keeper = st.components.v2.component(
    "filrouge_author", html="<span></span>", js=Path(__file__).with_name("author.js").read_text("utf-8")
)


def remember() -> None:
    """Called by the shell: the browser keeps the name that was typed in it, and gives it back."""
    if _login():
        return

    def known() -> None:
        if found := str(st.session_state["_author_keeper"].name or "").strip():
            st.session_state.setdefault(_NAME, found[:LONGEST_NAME])

    _keeper(key="_author_keeper", data={"name": st.session_state.get(_NAME, "")}, on_name_change=known)


def name() -> str:
    """The name of who is at this browser; empty as long as it is not known."""
    return _login() or st.session_state.get(_NAME, "")


def ask(form: str = "") -> None:
    """A field for the name where it is not known: part of the form of a change, by a name where a page has several."""
    if not name():
        st.text_input(
            _("Your name"),
            key=_TYPED + form,
            max_chars=LONGEST_NAME,
            help=_("It stands beside what you change, for everyone who opens this bundle. Asked once."),
        )


def author() -> Author:
    """Who is at this browser, with what was typed into the field."""
    typed = (str(value).strip() for key, value in st.session_state.items() if str(key).startswith(_TYPED) and value)
    if not name() and (found := next(filter(None, typed), "")):
        st.session_state[_NAME] = found
    return Author(name())


def _login() -> str:
    if not getattr(st.user, "is_logged_in", False):
        return ""
    return str(st.user.get("name") or st.user.get("email") or "")[:LONGEST_NAME]
