"""Choices that several pages offer, bound to the link, and what a click on a chart chooses."""

from collections.abc import Callable, Sequence
from datetime import date
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from components.screen import Screen, is_cold_link
from filrouge.errors import ViewError
from filrouge.explore.link import date_bounds
from filrouge.explore.periods import last_day
from filrouge.explore.selection import narrative_label, source_name
from filrouge.i18n import _, day_text
from filrouge.schema import NO_NARRATIVE


def choice(label: str, choices: dict[str, str], key: str) -> str:
    """One of a few options, bound to the link field `key`; the first is the default."""
    chosen = st.segmented_control(
        label,
        list(choices),
        default=next(iter(choices)),
        format_func=lambda key: _(choices[key]),
        key=key,
        bind="query-params",
        required=True,
    )
    return str(chosen)


def narrative(shown: Screen, label: str, placeholder: str = "") -> int | None:
    """The narrative that the view is about, of those selected; None until one is chosen."""
    choices = list(dict.fromkeys([*(shown.selection.narratives or shown.bundle.labels), NO_NARRATIVE]))
    forget_unless("about", choices, _label(shown))
    chosen: int | None = st.selectbox(
        label,
        choices,
        index=None,
        key="about",
        bind="query-params",
        format_func=_label(shown),
        placeholder=placeholder or _("Choose a narrative"),
    )
    return chosen


def proven(shown: Screen, sizes: pd.DataFrame) -> int | None:
    """The narrative whose evidence is shown: the largest of the selection until one is chosen; None without any.

    `sizes`: `narratives_by_size` of the selection, in any order.
    """
    if sizes.empty:
        return None
    largest = int(sizes.sort_values(["documents", "narrative"], ascending=[False, True])["narrative"].iloc[0])
    name = narrative_label(largest, shown.bundle.labels)
    chosen = narrative(shown, _("Narrative"), _("{name} (the largest)").format(name=name))
    return largest if chosen is None else chosen


def _label(shown: Screen) -> Callable[[int], str]:
    return lambda narrative: narrative_label(narrative, shown.bundle.labels)


def forget_unless(key: str, choices: list[Any], shown_as: Callable[[Any], str]) -> None:
    """Forget a choice that the selection no longer offers, before its widget is made.

    Raises
    ------
    ViewError : it was a link that asked for it.
    """
    asked = st.query_params.get(key)
    if is_cold_link() and asked is not None and asked not in {shown_as(choice) for choice in choices}:
        raise nothing_at(key, asked)
    if st.session_state.get(key) is not None and st.session_state[key] not in choices:
        st.session_state[key] = None


def nothing_at(field: str, asked: str) -> ViewError:
    """What is said of a link whose field asks for what the selection does not have."""
    return ViewError(
        _("this view has nothing at “{asked}”").format(asked=asked),
        where=field,
        mend=_("Nothing is shown rather than something else."),
    )


def read_narrative(customdata: list[Any]) -> None:
    """A click on a mark of the comparison, or on a bar of the overview."""
    st.session_state["about"] = int(customdata[0])


def about(shown: Screen, label: str = "") -> int | None:
    """The narrative on which the sources are read, or that a finding is about."""
    return narrative(shown, label or _("Narrative on which to read them"))


def source_heading(source: str) -> None:
    """The name of a source over its column."""
    st.html(f"<h4>{escape(source_name(source))}</h4>")


def brush(shown: Screen, period: str, starts: Sequence[str]) -> Callable[[date, date], None]:
    """What a stretch drawn along the axis of time does: the date filter becomes the periods whose marks are in it.

    `starts`: first days of the chart's periods, as 2025-05-01.
    """
    manifest = shown.bundle.manifest

    def read_span(first: date, last: date) -> None:
        inside = sorted(start for start in map(date.fromisoformat, starts) if first <= start <= last)
        if inside:
            first, last = inside[0], last_day(period, inside[-1])
        earliest, latest = date_bounds(manifest)
        st.session_state["from"], st.session_state["to"] = max(first, earliest), min(last, latest)
        st.toast(
            _("The date filter is now {first} to {last}. Empty it in the sidebar to see all days again.").format(
                first=day_text(st.session_state["from"]), last=day_text(st.session_state["to"])
            )
        )

    return read_span
