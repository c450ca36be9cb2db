"""What was chosen on another page, offered on a page that shows all: the narrative and the source last looked at."""

from typing import Final

import streamlit as st

from components import address
from components.markdown import as_text
from components.screen import Screen
from filrouge.explore.names import source_name
from filrouge.i18n import _
from filrouge.schema import NO_NARRATIVE

_PAGES: Final = frozenset({"topic-map", "claims", "spread", "documents"})
"""Pages on which no narrative or source is shown in detail: there they are filters."""


def offer(shown: Screen) -> None:
    """Buttons that show only these, as long as no filter chooses any."""
    view, selection = shown.view, shown.selection
    if view.page not in _PAGES:
        return
    offered: list[tuple[str, str, tuple[object, ...]]] = []
    if view.about not in (None, NO_NARRATIVE) and not selection.narratives:
        offered.append(("narrative", shown.bundle.labels[int(view.about)], (view.about,)))
    if view.voice is not None and not selection.sources:
        offered.append(("source", source_name(view.voice), (view.voice,)))
    if not offered:
        return
    with st.container(horizontal=True, gap="small"):
        for field, name, values in offered:
            st.button(
                as_text(_("Only “{name}”").format(name=name)),
                key=f"_only_{field}",
                icon=":material/filter_alt:",
                on_click=address.choose,
                kwargs={field: values},
                help=_("You looked at it last. It becomes a filter on every page; take it away in the sidebar."),
            )
