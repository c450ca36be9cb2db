"""Narratives that are called as one searches: offered below the search, since no text need have the name."""

import streamlit as st

from components import address
from components.markdown import as_text
from filrouge.bundle import Bundle
from filrouge.explore.narratives import named_like
from filrouge.i18n import _, quoted

_MOST = 3


def box(bundle: Bundle, query: str) -> None:
    """A button for each of the largest narratives with such a name; it is filtered by, in place of the search."""
    for number in named_like(bundle, query)[:_MOST]:
        st.button(
            as_text(_("Narrative {name}").format(name=quoted(bundle.labels[number]))),
            key=f"_named_{number}",
            icon=":material/filter_alt:",
            help=_("Show what talks about this narrative, in place of the search"),
            on_click=address.choose,
            kwargs={"narrative": (number,), "query": ""},
        )
