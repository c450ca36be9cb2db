"""What was chosen on another page, offered on a page that shows all: the narrative, the source and the burst that one
looked at last.
"""

from typing import Final

import streamlit as st

from components import address
from components.markdown import as_text
from components.screen import Screen
from filrouge.explore.names import source_name
from filrouge.i18n import _, day_text
from filrouge.schema import NO_NARRATIVE

_PAGES: Final = frozenset({"topic-map", "claims", "spread", "documents"})
"""Pages on which no narrative or source is shown in detail: there they are filters."""

_PAGES_OF_DAYS: Final = _PAGES | {"narrative", "timeline"}
"""Pages on which no burst is shown in detail: its days are a filter."""


def offer(shown: Screen) -> None:
    """Buttons that show only these, as long as no filter chooses any."""
    view, selection = shown.view, shown.selection
    offered: list[tuple[str, str, dict[str, object]]] = []
    if view.page in _PAGES and view.about not in (None, NO_NARRATIVE) and not selection.narratives:
        offered.append(("narrative", shown.bundle.labels[int(view.about)], {"narrative": (view.about,)}))
    if view.page in _PAGES and view.voice is not None and not selection.sources:
        offered.append(("source", source_name(view.voice), {"source": (view.voice,)}))
    if view.page in _PAGES_OF_DAYS and view.burst is not None and not (selection.date_from or selection.date_to):
        _narrative, first, last = view.burst
        days = _("{first} to {last}").format(first=day_text(first), last=day_text(last))
        offered.append(("burst", days, {"from": first, "to": last, "undated": False}))
    if not offered:
        return
    with st.container(horizontal=True, gap="small"):
        for field, name, values in offered:
            st.button(
                as_text(_("Only “{name}”").format(name=name)),
                key=f"_only_{field}",
                icon=":material/filter_alt:",
                on_click=address.choose,
                kwargs=values,
                help=_("You looked at it last. It becomes a filter on every page; take it away in the sidebar."),
            )
