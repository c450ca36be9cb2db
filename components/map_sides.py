"""The choice of one map or two side by side, and of what stands on either side."""

from dataclasses import replace
from datetime import date, timedelta

import streamlit as st

from components.screen import Screen, is_cold_link
from filrouge.errors import ViewError
from filrouge.explore.map_sides import side_selection
from filrouge.explore.periods import read_span, write_span
from filrouge.explore.selection import source_name
from filrouge.explore.sides import largest_sources
from filrouge.explore.view import View
from filrouge.i18n import N_, _
from filrouge.schema import NO_SOURCE

CHART = "map-sides"

_ONE, _SIDES = "one", "sides"
_MODES = {_ONE: N_("One map"), _SIDES: N_("Two maps and the difference")}
_KINDS = {"sources": N_("Two sources"), "spans": N_("Two periods")}
_LETTERS = ("A", "B")


def mode() -> bool:
    """Whether two maps are shown. They are in the link as `chart`, which other pages would not understand, so no
    widget is bound to it.
    """
    st.session_state["map_mode"] = _SIDES if st.query_params.get("chart") == CHART else _ONE
    return (
        st.segmented_control(
            _("Show"),
            list(_MODES),
            key="map_mode",
            format_func=lambda key: _(_MODES[key]),
            required=True,
            on_change=_read_mode,
        )
        == _SIDES
    )


def _read_mode() -> None:
    if st.session_state["map_mode"] == _SIDES:
        st.query_params["chart"] = CHART
        st.query_params.pop("region", None)  # an outline is drawn on one map
    else:
        for name in ("chart", "beside"):
            st.query_params.pop(name, None)


def sides(shown: Screen, view: View) -> View:
    """The pickers of the two sides; the view of them."""
    asked = tuple(st.query_params.get_all("beside"))
    if asked and not is_cold_link() and not _held(shown, asked):
        st.query_params.pop("beside", None)  # a filter was set since that leaves a side out
        asked = ()
    by_span = bool(asked) and read_span(asked[0]) is not None
    values = asked or largest_sources(shown.bundle, shown.selection)
    st.session_state["sides_kind"] = "spans" if by_span else "sources"
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        st.segmented_control(
            _("Side by side"),
            list(_KINDS),
            key="sides_kind",
            format_func=lambda key: _(_KINDS[key]),
            required=True,
            on_change=_read_kind,
            args=(shown,),
        )
        _spans(asked) if by_span else _sources(shown, values)
    return replace(view, chart=CHART, beside=values)


def _held(shown: Screen, values: tuple[str, ...]) -> bool:
    try:
        for value in values:
            side_selection(shown.selection, value)
    except ViewError:
        return False
    return True


def _sources(shown: Screen, values: tuple[str, ...]) -> None:
    choices = list(shown.selection.sources or shown.bundle.sources["source"])
    if not shown.selection.sources and shown.bundle.manifest["counts"]["without_source"]:
        choices.append(NO_SOURCE)
    for i, value in enumerate(values):
        st.session_state[f"side_{i}"] = value
        # A source beside itself has no difference.
        others = [source for source in choices if source == value or source not in values]
        st.selectbox(_LETTERS[i], others, key=f"side_{i}", on_change=_read_sources, width=240, format_func=source_name)


def _read_sources() -> None:
    st.query_params["beside"] = [st.session_state[f"side_{i}"] for i in range(len(_LETTERS))]


def _spans(values: tuple[str, ...]) -> None:
    changed = st.session_state.get("_spans_shown") != values
    st.session_state["_spans_shown"] = values
    for i, value in enumerate(values):
        # Half a span is being picked where only its first day is chosen: it must not be put back.
        if changed or f"span_{i}" not in st.session_state:
            st.session_state[f"span_{i}"] = read_span(value)
        st.date_input(_LETTERS[i], key=f"span_{i}", on_change=_read_spans, format="YYYY-MM-DD", width=240)


def _read_spans() -> None:
    spans = [st.session_state[f"span_{i}"] for i in range(len(_LETTERS))]
    if all(len(span) == 2 for span in spans) and spans[0] != spans[1]:
        st.query_params["beside"] = [write_span(*span) for span in spans]


def _read_kind(shown: Screen) -> None:
    halves = _halves(shown)
    if st.session_state["sides_kind"] == "spans" and halves:
        st.query_params["beside"] = list(halves)
    else:
        st.query_params.pop("beside", None)


def _halves(shown: Screen) -> tuple[str, str] | None:
    """The days of the selection, cut in the middle."""
    first, last = shown.counts.first, shown.counts.last
    first, last = shown.selection.date_from or first, shown.selection.date_to or last
    if first is None or last is None or first >= last:
        return None
    middle: date = first + (last - first) // 2
    return write_span(first, middle), write_span(middle + timedelta(days=1), last)
