"""The choice of one map or two side by side."""

import streamlit as st

from components import address
from filrouge.explore.view import View
from filrouge.i18n import N_, _

CHART = "map-sides"

_MODE, _ONE = "_map_mode", "one"
_MODES = {_ONE: N_("One map"), CHART: N_("Two maps and the difference")}


def mode(view: View) -> bool:
    """Whether two maps are shown."""
    st.session_state[_MODE] = CHART if view.chart == CHART else _ONE
    st.segmented_control(
        _("Show"), list(_MODES), key=_MODE, format_func=lambda key: _(_MODES[key]), required=True, on_change=_read
    )
    return bool(view.chart == CHART)


def _read() -> None:
    if st.session_state[_MODE] == CHART:
        address.choose(chart=CHART, region=())  # an outline is drawn on one map
    else:
        address.choose(chart="")
