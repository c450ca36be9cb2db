"""What an analyst may say of a claim, in a dialog beside it; and what was said of it."""

import streamlit as st

from components import author, changing
from components.markdown import as_text
from components.screen import Screen
from filrouge.annotations import log
from filrouge.annotations.acts import CLAIM, LONGEST_WORDING, Row
from filrouge.annotations.claim_identities import about_claim, claim_identity
from filrouge.annotations.saying import of_claim, once
from filrouge.explore.claims import wordings
from filrouge.i18n import _, quoted, spoken


def button(shown: Screen, claim: int) -> None:
    """Beside a claim: opens the dialog."""
    st.button(
        _("Edit…"),
        key="_edit_claim",
        icon=":material/edit:",
        shortcut="e",
        help=_("Reword, hide, tag or comment on this claim"),
        on_click=changing.begin,
        args=(CLAIM, claim, ""),
    )
    if changing.begun(CLAIM, claim, ""):
        st.dialog(_("Edit the claim"), width="large", on_dismiss=changing.end)(_dialog)(shown, claim)


def said_of(shown: Screen, claim: int) -> None:
    """What people said of a claim: star, status, tags and notes."""
    if shown.bundle.changes is None or shown.bundle.changes.left_out:
        return
    state = log.current(shown.bundle)
    changing.said_of(state, CLAIM, claim_identity(shown.bundle, state, claim))


def _dialog(shown: Screen, claim: int) -> None:
    bundle = shown.bundle
    if changing.left_out(shown.bundle):
        return
    state = log.current(bundle)
    about, identity = about_claim(bundle, state, claim)
    found = wordings(bundle.model, bundle.language or spoken())[claim][0]
    own = wordings(bundle, bundle.language or spoken())[claim][0]
    with st.form("_claim", border=False):
        parts = st.tabs([_("Wording and status"), _("Tags and notes"), _("History")])
        with parts[0]:
            as_found = as_text(_("As found: {name}").format(name=quoted(found)))
            name = st.text_area(_("Wording"), own, max_chars=LONGEST_WORDING, help=as_found, height=90)
            hiding = _("Its sentences then belong to no claim. Undo it on the page History.")
            standing = changing.standing(state, CLAIM, about, hiding=hiding)
        with parts[1]:
            tagged = changing.tags_and_notes(shown, state, CLAIM, about)
        with parts[2]:
            changing.history(bundle, state, CLAIM, about)
        author.ask()
        saved = st.form_submit_button(_("Save"), type="primary", icon=":material/save:")
    if saved:

        def rows() -> list[Row]:
            said = standing()
            if (words := " ".join(name.split())) != own:
                said["name"] = None if words in {"", found} else words
            given = [*(of_claim(bundle, claim, said) if said else []), *tagged()]
            return once([*identity, *given]) if given else []

        changing.save(bundle, rows, _("Saved"))
