"""What several pages let one choose, and what a click on a chart chooses."""

from collections.abc import Callable, Sequence
from datetime import date
from html import escape

import streamlit as st

from components import address, narrative_door, narrative_menu, options
from components.screen import Screen
from filrouge.explore.fields import date_bounds
from filrouge.explore.names import narrative_label
from filrouge.explore.periods import last_day
from filrouge.explore.selection import narratives_of
from filrouge.i18n import _, day_text
from filrouge.schema import NO_NARRATIVE


def narrative(shown: Screen, label: str, placeholder: str = "", default: int | None = None) -> int | None:
    """The narrative that the view is about, of those selected; None until one is chosen. Beside it is what opens the
    dialog in which it is edited, or the `default` one until then.
    """

    def named(narrative: int) -> str:
        return narrative_label(narrative, shown.bundle.labels)

    offered = list(dict.fromkeys([*(_of_selection(shown) or shown.bundle.labels), NO_NARRATIVE]))
    options.forget_unless(shown, "about", offered, named)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        chosen: int | None = options.one(
            "about", offered, named, label=label, placeholder=placeholder or _("Choose a narrative")
        )
        if shown.view.page != narrative_door.PAGE:
            narrative_door.button(shown, chosen, key="about")
        narrative_menu.button(shown, default if chosen is None else chosen)
    return chosen


def _of_selection(shown: Screen) -> list[int]:
    return [n for n in narratives_of(shown.selection, shown.bundle) if n in shown.bundle.labels or n == NO_NARRATIVE]


def about(shown: Screen, label: str = "") -> int | None:
    """The narrative on which the sources are read, or that a finding is about."""
    return narrative(shown, label or _("Read passages about"))


def heading(name: str) -> None:
    """The name of a side or a source over its passages."""
    st.html(f"<h4>{escape(name)}</h4>")


def brush(shown: Screen, period: str, starts: Sequence[str]) -> Callable[[date, date], None]:
    """What a stretch drawn along the axis of time does: the date filter becomes the periods whose marks are in it.

    `starts`: first days of the chart's periods, as 2025-05-01.
    """
    manifest = shown.bundle.manifest

    def read_span(first: date, last: date) -> None:
        inside = sorted(start for start in map(date.fromisoformat, starts) if first <= start <= last)
        if inside:
            first, last = inside[0], last_day(period, inside[-1])
        earliest, latest = date_bounds(manifest["dates"])
        first, last = max(first, earliest), min(last, latest)
        address.choose(**{"from": first, "to": last})
        st.toast(
            _("The date filter is now {first} to {last}. Clear it in the sidebar to see all days again.").format(
                first=day_text(first), last=day_text(last)
            )
        )

    return read_span
