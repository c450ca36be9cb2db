"""Passages are moved to another narrative, or made one of their own, in a dialog beside them."""

from collections.abc import Sequence

import streamlit as st

from components import author, changing
from components.screen import Screen
from components.several import several
from filrouge.annotations.acts import LONGEST_NAME, Row
from filrouge.annotations.saying import moved_passages, split_passages
from filrouge.bundle import Bundle
from filrouge.i18n import _, ngettext, number
from filrouge.schema import NO_NARRATIVE

_KIND, _NEW = "passages", -2


def button(shown: Screen, passage_ids: Sequence[int], *, key: str) -> None:
    """Beside passages: opens the dialog."""
    n = len(passage_ids)
    st.button(
        ngettext("Move this passage…", "Move these {n} passages…", n).format(n=number(n)),
        key=f"_move_passages_{key}",
        icon=":material/drive_file_move:",
        help=_("To another narrative, a new one, or none"),
        on_click=changing.begin,
        args=(_KIND, key, ""),
        disabled=not n,
    )
    if n and changing.begun(_KIND, key, ""):
        title = ngettext("Move {n} passage", "Move {n} passages", n).format(n=number(n))
        st.dialog(title, width="large", on_dismiss=changing.end)(_dialog)(shown, list(passage_ids))


def _dialog(shown: Screen, passage_ids: list[int]) -> None:
    bundle = shown.bundle
    if changing.left_out(shown.bundle):
        return
    labels = bundle.labels
    inside = narratives_inside(bundle, passage_ids)
    with st.form("_passages", border=False):
        of = several(
            _("Only those of these narratives"),
            inside,
            format_func=lambda n: labels.get(n, _("No clear narrative")),
            placeholder=_("All of them"),
        )
        to = st.selectbox(
            _("into"),
            [_NEW, *labels, NO_NARRATIVE],
            format_func=lambda n: labels.get(n, _("A new narrative") if n == _NEW else _("No clear narrative")),
            key="_passages_into",
        )
        name = st.text_input(_("Name of the new narrative"), max_chars=LONGEST_NAME)
        reason = st.text_input(_("Reason (optional)"))
        author.ask()
        saved = st.form_submit_button(_("Save"), type="primary", icon=":material/save:")
    if saved:

        def rows() -> list[Row]:
            narrative = bundle.columns.passage_narrative
            some = [i for i in passage_ids if not of or int(narrative[i]) in of]
            if to != _NEW:
                return moved_passages(bundle, some, None if to == NO_NARRATIVE else to, reason=reason)
            first = next((n for n in of or inside if n in labels), next(iter(labels)))
            return split_passages(bundle, first, some, name, reason=reason)

        changing.save(bundle, rows, _("Saved"))


def narratives_inside(bundle: Bundle, passage_ids: list[int]) -> list[int]:
    """The narratives of some passages, that of most of them first."""
    found = [int(n) for n in bundle.columns.passage_narrative[passage_ids]]
    return sorted(set(found), key=lambda n: (-found.count(n), n))
