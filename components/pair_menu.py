"""What an analyst may say of two texts that share text, or of a whole group of them, in a dialog beside them."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from components import author, changing
from components.screen import Screen
from components.several import several
from filrouge.annotations import log
from filrouge.annotations.acts import PAIR, Row
from filrouge.annotations.saying import about_pair, no_copies, once, wrong_pair
from filrouge.i18n import _
from filrouge.wording.by_hand import WRONG

_GROUP = "copy group"


def button(shown: Screen, doc_id: str, other: str) -> None:
    """Beside two texts: opens the dialog."""
    about = about_pair(doc_id, other)
    changing.button(
        shown,
        (PAIR, about, ""),
        partial(_dialog, shown, about),
        label=_("Edit…"),
        title=_("Edit what two texts share"),
        key="_edit_pair",
        shortcut="e",
        help=_("Mark the copy, the order or the side as wrong; tag the two texts or comment on them"),
    )


def said_of(shown: Screen, doc_id: str, other: str) -> None:
    """What people said of two texts: what is wrong about them, tags and notes."""
    if shown.bundle.changes is None or shown.bundle.changes.left_out:
        return
    state, about = log.current(shown.bundle), about_pair(doc_id, other)
    if wrong := state.value(PAIR, about, "wrong"):
        st.html(f'<p class="fr-meta">{_(WRONG[str(wrong)])}</p>')
    changing.said_of(state, PAIR, about)


def _dialog(shown: Screen, about: str) -> None:
    bundle = shown.bundle
    state = log.current(bundle)
    before = str(state.value(PAIR, about, "wrong", ""))
    with st.form("_pair", border=False):
        parts = st.tabs([_("What is wrong"), _("Tags and notes"), _("History")])
        with parts[0]:
            wrong = st.segmented_control(
                _("What is wrong"), list(WRONG), default=before or None, format_func=lambda one: _(WRONG[one])
            )
        with parts[1]:
            noted = changing.tags_and_notes(shown, state, PAIR, about)
        with parts[2]:
            changing.history(bundle, state, PAIR, about)
        reason = st.text_input(_("Reason (optional)"))
        author.ask()
        saved = st.form_submit_button(_("Save"), type="primary", icon=":material/save:")
    if saved:
        first, second = about.split("\n")

        def rows() -> list[Row]:
            said = wrong_pair(first, second, wrong, reason=reason) if (wrong or "") != before else []
            return once([*said, *noted()])

        changing.save(bundle, rows, _("Saved"))


def group_button(shown: Screen, group: str, texts: Mapping[str, str]) -> None:
    """Beside a group of texts (ids of documents, and what they are called): opens the dialog that takes it apart."""
    changing.button(
        shown,
        (_GROUP, group, ""),
        partial(_group_dialog, shown, texts),
        label=_("They are no copies…"),
        title=_("Take a group of copies apart"),
        icon=":material/call_split:",
        key="_edit_group",
        help=_("Take texts out of this group of copies"),
        disabled=len(texts) < 2,
    )


def _group_dialog(shown: Screen, texts: Mapping[str, str]) -> None:
    bundle = shown.bundle
    with st.form("_group", border=False):
        chosen: Sequence[str] = several(
            _("Texts that are copies of no other text here"),
            list(texts),
            default=list(texts),
            format_func=texts.__getitem__,
            placeholder=_("Choose texts"),
        )
        reason = st.text_input(_("Reason (optional)"))
        author.ask()
        saved = st.form_submit_button(_("Save"), type="primary", icon=":material/save:")
    if saved:
        changing.save(bundle, lambda: no_copies(chosen, list(texts), reason=reason), _("Saved"))
