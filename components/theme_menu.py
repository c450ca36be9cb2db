"""What an analyst may say of a theme: part of the dialog of each narrative that shares it."""

from collections.abc import Callable

import streamlit as st

from components import changing
from components.markdown import as_text
from components.screen import Screen
from filrouge.annotations import log
from filrouge.annotations.acts import THEME, Row
from filrouge.annotations.identities import about_theme, themes_by_number, themes_said
from filrouge.annotations.saying import of_theme
from filrouge.annotations.state import State
from filrouge.bundle import Bundle
from filrouge.i18n import _, listed, quoted
from filrouge.wording.labels import theme_names


def shared(bundle: Bundle, narrative: int) -> list[int]:
    """The narratives of the theme of one; empty where it is alone in that: then its name says it all."""
    themes = themes_by_number(bundle.narratives)
    found = [n for n, theme in themes.items() if theme == themes[narrative]]
    return found if len(found) > 1 else []


def fields(shown: Screen, state: State, narrative: int) -> Callable[[], list[Row]]:
    """Fields for its name, tags and notes; gives what says its rows once the form is saved."""
    bundle = shown.bundle
    about, identity = about_theme(bundle, state, narrative)
    own = theme_names(bundle)[themes_by_number(bundle.narratives)[narrative]]
    names = listed([quoted(bundle.labels[number]) for number in shared(bundle, narrative)])
    only = _("The theme of {narratives}: what you say of it holds for all of them.").format(narratives=names)
    st.caption(as_text(only))
    name = st.text_input(_("Name of its theme"), own, max_chars=None)
    noted = changing.tags_and_notes(shown, state, THEME, about)
    changing.history(bundle, state, THEME, about)

    def rows() -> list[Row]:
        named = of_theme(bundle, narrative, name.strip() or None) if name.strip() != own else []
        said = noted()
        return [*(identity if said else []), *named, *said]

    return rows


def said_of(shown: Screen, narrative: int) -> None:
    """What people said of the theme of a narrative: tags and notes."""
    if shared(shown.bundle, narrative):
        state = log.current(shown.bundle)
        for about in themes_said(shown.bundle, state).get(themes_by_number(shown.bundle.narratives)[narrative], ()):
            changing.said_of(state, THEME, about, of=_("Theme"))
