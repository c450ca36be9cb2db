"""One click that sets the sources of a kind beside all others."""

import streamlit as st

from components import narrative_door
from components.markdown import as_text
from components.screen import Screen
from filrouge.explore.names import group_name
from filrouge.explore.source_facts import UNKNOWN, fact_values
from filrouge.i18n import _

_FACTS = {"kind": "kinds", "group": "source_groups"}
_MOST = 3
_FIRST = "state media"


def buttons(shown: Screen) -> None:
    """A button for each of the largest kinds and groups of sources, state media first; nothing where none is known."""
    offered = [(fact, value) for fact in _FACTS for value in fact_values(shown.bundle, fact) if value != UNKNOWN]
    of_fact = {fact: len(fact_values(shown.bundle, fact)) for fact in _FACTS}
    offered = sorted((one for one in offered if of_fact[one[0]] > 1), key=lambda one: one[1] != _FIRST)[:_MOST]
    if not offered:
        return
    with st.container(horizontal=True, gap="small"):
        for fact, value in offered:
            name, sides = group_name(fact, value), _FACTS[fact]
            st.button(
                as_text(_("{name} against all others").format(name=name)),
                key=f"_against_{fact}_{value}",
                icon=":material/compare_arrows:",
                on_click=narrative_door.go_to,
                args=("compare",),
                kwargs={"sides": sides, f"compare_{sides}": (value,)},
            )
