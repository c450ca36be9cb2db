"""What stands side by side, on the comparison and on the map: sources, kinds, countries, groups or periods."""

import streamlit as st

from components import options
from components.markdown import as_text
from components.screen import Screen
from filrouge.errors import ViewError
from filrouge.explore.sides import FACT_OF, MOST_COMPARED, Side, sides_of
from filrouge.i18n import _, number


def pickers(shown: Screen) -> None:
    """Sources, or groups by what is known of them (the two largest when none is chosen), others, or periods."""
    sides = options.choice("sides", without=options.unknown_facts(shown.bundle))
    if sides == "sources":
        label = _("Sources to compare, two to {n}; the first is the reference").format(n=number(MOST_COMPARED))
        placeholder = _("The two largest of the selection")
        options.several(shown.bundle, "compare", label=label, placeholder=placeholder, most=MOST_COMPARED)
    elif sides in FACT_OF:
        options.several(
            shown.bundle, f"compare_{sides}", most=MOST_COMPARED, placeholder=_("The two largest of the selection")
        )
        st.caption(_("One alone is compared with all other sources."))
    elif sides == "groups":
        for column, name in zip(st.columns(2), ("group_a", "group_b"), strict=True):
            with column:
                options.several(shown.bundle, name, placeholder=_("Choose sources"))
    elif shown.bundle.manifest["dates"]["first"]:
        for column, name in zip(st.columns(4), ("a_from", "a_to", "b_from", "b_to"), strict=True):
            with column:
                options.day(shown.bundle.manifest, name)
        st.caption(_("If you leave the days empty, the first half of the selection is compared with the second."))


def sides(shown: Screen) -> tuple[Side, ...] | None:
    """The sides of the view; says why where there are none to compare."""
    if not shown.counts.documents:
        st.info(_("No document matches this selection. Widen the filters, or reset them."))
        return None
    try:
        return sides_of(shown.bundle, shown.view)
    except ViewError as error:
        what = as_text(error.what[:1].upper() + error.what[1:])
        st.info(f"{what}. {error.hint or ''}")
        return None
