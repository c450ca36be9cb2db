"""The language of the interface: the browser's, until another is chosen; and of the names of narratives."""

import streamlit as st

from filrouge import i18n
from filrouge.explore.view import FIELDS
from filrouge.i18n import LOCALES

KEY = "lang"
"""Key of the widget, and field of the address."""


def speak() -> None:
    """Called by the shell first of all: the rest of this run is in the reader's language."""
    i18n.speak(_chosen() or _of_browser() or i18n.DEFAULT)


def of_names() -> str | None:
    """The language in which narratives are named where they can be: the one chosen, else the browser's, which may be
    one that the interface does not speak.

    Only names depend on it. What is kept between runs and shared by viewers, and the bundle's own caches, do not:
    questions are asked with numbers of narratives.
    """
    return _chosen() or _of_browser()


def switch() -> None:
    """A choice of languages at the end of the sidebar, each in its own name."""
    st.sidebar.segmented_control(
        "English · Français",
        list(LOCALES.values()),
        default=LOCALES.get(_of_browser() or "", LOCALES[i18n.DEFAULT]),
        key=KEY,
        bind="query-params",
        required=True,
        label_visibility="collapsed",
        on_change=_say_again,
    )


def _say_again() -> None:
    """What stands in the address is in the words of the language before: what is set anew is written anew."""
    for field in FIELDS:
        if field in st.session_state:
            st.session_state[field] = st.session_state[field]


def _chosen() -> str | None:
    name = st.session_state.get(KEY) or st.query_params.get(KEY)
    return next((code for code, own in LOCALES.items() if name in {code, own}), None)


def _of_browser() -> str | None:
    """Such as "fr" of "fr-CA"."""
    locale = st.context.locale
    return locale.replace("_", "-").split("-")[0].lower() if locale else None
