"""The language of the interface: the browser's, until another is chosen; and of the names of narratives."""

from collections.abc import Callable

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from filrouge import i18n
from filrouge.i18n import LOCALES

FIELD = "lang"
"""Key of the widget, and field of the address."""

_CHOSEN = "_language"


def speak() -> None:
    """Called by the shell first of all: the rest of this run is in the reader's language."""
    i18n.speak(chosen() or _of_browser() or i18n.DEFAULT)


@i18n.ask_first
def _of_reader() -> str | None:
    """What a click asks for runs before the page, and a dialog without it, each in a thread to which nobody has said a
    language yet.
    """
    if get_script_run_ctx(suppress_warning=True) is None:
        return None
    speak()
    return i18n.spoken()


def of_names() -> str | None:
    """The language in which narratives are named where they can be: the one chosen, else the browser's, which may be
    one that the interface does not speak.

    Only names depend on it. What is kept between runs and shared by viewers, and the bundle's own caches, do not:
    questions are asked with numbers of narratives.
    """
    return chosen() or _of_browser()


def chosen() -> str | None:
    """Code of the language that the address asks for, or that was chosen before."""
    asked = st.query_params.get(FIELD)
    if code := next((code for code, own in LOCALES.items() if asked in {code, own}), None):
        st.session_state[_CHOSEN] = code
    found: str | None = st.session_state.get(_CHOSEN)
    return found


def switch(keep: Callable[[], None]) -> None:
    """A choice of languages at the end of the sidebar, each in its own name; `keep` runs when another is chosen."""

    def choose() -> None:
        st.query_params[FIELD] = st.session_state[_CHOSEN] = st.session_state[FIELD]
        keep()

    st.session_state[FIELD] = i18n.spoken()
    st.sidebar.segmented_control(
        "English · Français",
        list(LOCALES),
        format_func=LOCALES.__getitem__,
        key=FIELD,
        required=True,
        label_visibility="collapsed",
        on_change=choose,
    )


def _of_browser() -> str | None:
    """Such as "fr" of "fr-CA"."""
    locale = st.context.locale
    return locale.replace("_", "-").split("-")[0].lower() if locale else None
