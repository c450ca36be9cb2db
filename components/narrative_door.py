"""The way to the page of a narrative, from wherever its name stands."""

from html import escape

import streamlit as st

from components import address, screen
from components.markdown import as_text
from components.screen import Screen
from filrouge.explore.names import narrative_label
from filrouge.explore.selection import narratives_of
from filrouge.explore.view import View
from filrouge.i18n import _
from filrouge.schema import NO_NARRATIVE

PAGE = "narrative"
_GOING = "_going_to"


def going() -> str | None:
    """The page that a click asked for in the run before; called once a run, by the shell."""
    asked: str | None = st.session_state.pop(_GOING, None)
    return asked


def open_narrative(narrative: int) -> None:
    """Go to the page of a narrative, in a callback; every filter stays, but one that leaves it out."""
    if narrative == NO_NARRATIVE:
        return
    shown = screen.get()
    kept = narrative in narratives_of(shown.selection, shown.bundle)
    left: dict[str, object] = {} if kept else {"narrative": (), "status": (), "narrative_tag": (), "theme_tag": ()}
    go_to(PAGE, about=narrative, beside=None, **left)


def go_to(page: str, **values: object) -> None:
    """Go to another page with other values of some fields, in a callback."""
    address.choose(**values)
    st.session_state[_GOING] = page


def button(shown: Screen, narrative: int | None, *, key: str) -> None:
    """A button that opens the page of a narrative; nothing for passages without one."""
    if narrative is None or narrative == NO_NARRATIVE:
        return
    st.button(
        _("Everything about it"),
        key=f"_open_{key}",
        icon=":material/arrow_forward:",
        on_click=open_narrative,
        args=(narrative,),
        help=as_text(_("Open the page of “{name}”").format(name=shown.bundle.labels[narrative])),
    )


def name_anchor(shown: Screen, narrative: int, text: str = "") -> str:
    """The name of a narrative as HTML, as a link that opens its page beside what is being read; `text` in place of the
    name, as text.
    """
    words = text or narrative_label(narrative, shown.bundle.labels)
    if narrative == NO_NARRATIVE:
        return escape(words)
    selection = shown.selection
    if narrative not in narratives_of(selection, shown.bundle):
        selection = selection.of_all_narratives()
    return shown.anchor(View(PAGE, selection, about=narrative), words)
