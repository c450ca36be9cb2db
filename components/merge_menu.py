"""Several narratives or claims become one: a button beside those that are ticked, and its dialog."""

from collections.abc import Sequence
from functools import partial
from typing import Final

import streamlit as st

from components import author, changing
from components.screen import Screen
from filrouge.annotations.acts import CLAIM, LONGEST_NAME, LONGEST_WORDING, NARRATIVE, Row
from filrouge.annotations.saying import merged, of_claim, of_narrative, once
from filrouge.bundle import Bundle
from filrouge.explore.claims import wordings
from filrouge.explore.other_names import own_name
from filrouge.i18n import _, listed, ngettext, plural, quoted, spoken

TICKED: Final = {NARRATIVE: "_narratives_ticked", CLAIM: "_claims_ticked"}
"""In the session, by kind: what is ticked in its table."""


def button(shown: Screen, kind: str, into: int, others: Sequence[int]) -> None:
    """Beside several narratives or claims: opens the dialog that makes them one."""
    n = 1 + len(others)
    claims = plural("Merge {n} claim", "Merge {n} claims", n)
    changing.button(
        shown,
        ("merge", (kind, into, *others), ""),
        partial(_dialog, shown, kind, into, others),
        label=_("Merge them…"),
        title=claims if kind == CLAIM else plural("Merge {n} narrative", "Merge {n} narratives", n),
        width="small",
        icon=":material/merge:",
        key=f"_merge_{kind}s",
    )


def _dialog(shown: Screen, kind: str, into: int, others: Sequence[int]) -> None:
    bundle = shown.bundle
    own = _called(bundle, kind, into)
    with st.form("_merge", border=False):
        names = listed([quoted(_called(bundle, kind, other)) for other in others])
        become = ngettext("{others} becomes part of {into}.", "{others} become part of {into}.", len(others))
        st.text(become.format(others=names, into=quoted(own)), help=_("Undo it on the page History."))
        if kind == CLAIM:
            name = st.text_area(_("Wording"), own, max_chars=LONGEST_WORDING, height=90)
        else:
            name = st.text_input(_("Name"), own, max_chars=LONGEST_NAME)
        reason = st.text_input(_("Reason (optional)"))
        author.ask()
        saved = st.form_submit_button(_("Merge"), type="primary", icon=":material/merge:")
    if saved:
        say = of_claim if kind == CLAIM else of_narrative

        def rows() -> list[Row]:
            found = merged(bundle, others, into, kind=kind, reason=reason)
            words = " ".join(name.split())
            return once([*found, *(say(bundle, into, {"name": words}) if words not in {"", own} else [])])

        changing.save(bundle, rows, _("Merged."), after)


def after(rows: Sequence[Row]) -> None:
    """Say that things were merged, and have none of their kind ticked: one that comes back would be ticked again."""
    for row in rows:
        if row.field == "merge" and row.value:
            changing.say_next(_("Merged."))
            st.session_state.pop(TICKED[row.kind], None)


def _called(bundle: Bundle, kind: str, number_: int) -> str:
    return wordings(bundle, bundle.language or spoken())[number_][0] if kind == CLAIM else own_name(bundle, number_)
