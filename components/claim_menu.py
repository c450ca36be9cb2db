"""What an analyst may say of a claim, in a dialog beside it; and what was said of it."""

from collections.abc import Callable
from functools import partial
from html import escape
from typing import Final

import streamlit as st

from components import author, changing, merge_menu
from components.markdown import as_text
from components.screen import Screen
from components.several import several
from filrouge.annotations import log
from filrouge.annotations.acts import CLAIM, LONGEST_WORDING, Row
from filrouge.annotations.claim_identities import about_claim, claim_identity
from filrouge.annotations.saying import merged, of_claim, once, parted, parts_of
from filrouge.annotations.state import State
from filrouge.bundle import Bundle
from filrouge.explore.claims import claims, wordings
from filrouge.explore.selection import Selection
from filrouge.i18n import _, listed, quoted, spoken
from filrouge.wording.claims import worded

_MOST_OFFERED: Final = 500


def button(shown: Screen, claim: int, *, key: str = "") -> None:
    """Beside a claim: opens the dialog; `key` where a page edits something else besides."""
    changing.button(
        shown,
        (CLAIM, claim, key),
        partial(_dialog, shown, claim),
        label=_("Edit the claim…") if key else _("Edit…"),
        title=_("Edit the claim"),
        key=f"_edit_claim{key}",
        shortcut=None if key else "e",
        help=_("Reword, merge, hide, tag or comment on this claim"),
    )


def said_of(shown: Screen, claim: int) -> None:
    """What people said of a claim: star, status, tags, notes, and what they merged into it."""
    if shown.bundle.changes is None or shown.bundle.changes.left_out:
        return
    state = log.current(shown.bundle)
    changing.said_of(state, CLAIM, claim_identity(shown.bundle, state, claim))
    if parts := parts_of(shown.bundle, state, CLAIM).get(claim):
        text = _("Merged by hand from {claims}.").format(claims=listed([*map(quoted, parts)]))
        st.html(f'<p class="fr-meta" dir="auto">{escape(text)}</p>')


def _dialog(shown: Screen, claim: int) -> None:
    bundle = shown.bundle
    state = log.current(bundle)
    about, identity = about_claim(bundle, state, claim)
    found = wordings(bundle.model, bundle.language or spoken())[claim][0]
    own = wordings(bundle, bundle.language or spoken())[claim][0]
    with st.form("_claim", border=False):
        parts = st.tabs([_("Wording and status"), _("Merge"), _("Tags and notes"), _("History")])
        with parts[0]:
            as_found = as_text(_("As found: {name}").format(name=quoted(found)))
            name = st.text_area(_("Wording"), own, max_chars=LONGEST_WORDING, help=as_found, height=90)
            hiding = _("Its sentences then belong to no claim. Undo it on the page History.")
            standing = changing.standing(state, CLAIM, about, hiding=hiding)
        with parts[1]:
            grouped = _merging(bundle, state, claim)
        with parts[2]:
            tagged = changing.tags_and_notes(shown, state, CLAIM, about)
        with parts[3]:
            changing.history(bundle, state, CLAIM, about)
        author.ask()
        saved = st.form_submit_button(_("Save"), type="primary", icon=":material/save:")
    if saved:

        def rows() -> list[Row]:
            said = standing()
            if (words := " ".join(name.split())) != own:
                said["name"] = None if words in {"", found} else words
            given = [*(of_claim(bundle, claim, said) if said else []), *grouped(), *tagged()]
            return once([*identity, *given]) if given else []

        changing.save(bundle, rows, _("Saved"), merge_menu.after)


def _merging(bundle: Bundle, state: State, claim: int) -> Callable[[], list[Row]]:
    """Fields for the claims that become part of this one, and for those that are no part of it any more."""
    frame, words = claims(bundle, Selection()), worded(bundle)
    near = frame["narrative"] == dict(zip(frame["claim"], frame["narrative"], strict=True)).get(claim)
    offered = [int(n) for n in frame["claim"].iloc[(~near).argsort(kind="stable")] if n != claim][:_MOST_OFFERED]
    choose = _("Choose claims")
    merge = several(
        _("Merge these claims into it"), offered, format_func=words.__getitem__, placeholder=choose,
        help=_("Those of the same narrative come first."),
    )  # fmt: skip
    inside, back = parted(bundle, claim, state, CLAIM), list[str]()
    if inside:
        back = several(
            _("Take these claims out again"), list(inside), format_func=inside.__getitem__, placeholder=choose
        )

    def rows() -> list[Row]:
        found = merged(bundle, merge, claim, kind=CLAIM) if merge else []
        return [*found, *(Row(CLAIM, one, "merge", None) for one in back)]

    return rows
