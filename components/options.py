"""The options of each page, bound to the link, and what a click on a chart sets."""

from collections.abc import Callable
from datetime import date
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from components.screen import Screen, is_cold_link
from filrouge.errors import ViewError
from filrouge.explore.periods import choose_period, grid, span_of
from filrouge.explore.selection import count, documents_text, narrative_label
from filrouge.explore.timeline import OTHER
from filrouge.explore.topic_map import RegionProfile
from filrouge.explore.view import COLOURS, KINDS, MEASURES, MOST_COMPARED, PERIODS, View, read_region, write_region
from filrouge.schema import NO_NARRATIVE, NO_SOURCE


def _choice(label: str, choices: dict[str, str], key: str) -> str:
    chosen = st.segmented_control(
        label,
        list(choices),
        default=next(iter(choices)),
        format_func=choices.__getitem__,
        key=key,
        bind="query-params",
        required=True,
    )
    return str(chosen)


def timeline(shown: Screen) -> View:
    """Kind, measure and period of the timeline."""
    with st.container(horizontal=True, gap="medium"):
        kind = _choice("Chart", KINDS, "kind")
        # mentions do not add up, so they are never stacked
        measure = _choice("Measure", MEASURES, "measure") if kind != "area" else "share"
        period = _choice("Period", PERIODS, "period")
    return View(page="timeline", selection=shown.selection, kind=kind, measure=measure, period=period)


def read_point(customdata: list[Any]) -> None:
    """A click on the timeline: its narrative and period become the point whose passages are read."""
    narrative, start = int(customdata[0]), date.fromisoformat(str(customdata[1]))
    if narrative == OTHER:
        st.toast("These are all the other narratives: choose one below to read its passages.")
        return
    st.session_state["about"], st.session_state["at"] = narrative, start


def point(shown: Screen, view: View) -> tuple[int | None, date | None, str]:
    """The narrative and period whose passages are read, and how long that period is."""
    base = shown.selection.of_all_narratives()
    span = span_of(shown.bundle, base, count(shown.bundle, base))
    period = choose_period(view.period, span)
    starts = [s.date() for s in grid(period, span)] if span else []
    left, right = st.columns(2)
    with left:
        about_ = _narrative(shown, "Narrative (all, if none is chosen)")
    _forget_unless("at", starts, date.isoformat)
    at = right.selectbox(
        f"{PERIODS[period]} from", starts, index=None, key="at", bind="query-params", placeholder="Choose a period"
    )
    return about_, at, period


def _narrative(shown: Screen, label: str, placeholder: str = "Choose a narrative") -> int | None:
    choices = list(dict.fromkeys([*(shown.selection.narratives or shown.bundle.labels), NO_NARRATIVE]))
    _forget_unless("about", choices, _label(shown))
    chosen: int | None = st.selectbox(
        label,
        choices,
        index=None,
        key="about",
        bind="query-params",
        format_func=_label(shown),
        placeholder=placeholder,
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
    chosen = _narrative(shown, "Narrative", f"{name} (the largest)")
    return largest if chosen is None else chosen


def _label(shown: Screen) -> Callable[[int], str]:
    return lambda narrative: narrative_label(narrative, shown.bundle.labels)


def _forget_unless(key: str, choices: list[Any], shown_as: Callable[[Any], str]) -> None:
    """Forget a choice that the selection no longer offers, before its widget is made.

    Raises
    ------
    ViewError : it was a link that asked for it.
    """
    asked = st.query_params.get(key)
    if is_cold_link() and asked is not None and asked not in {shown_as(choice) for choice in choices}:
        raise ViewError(
            f"this view has nothing at “{asked}”", where=key, mend="Nothing is shown rather than something else."
        )
    if st.session_state.get(key) is not None and st.session_state[key] not in choices:
        st.session_state[key] = None


def topic_map(shown: Screen) -> View:
    """Colour of the map, and the outline drawn on it."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        colour = _choice("Colour", COLOURS, "colour")
        region = read_region(st.query_params["region"]) if "region" in st.query_params else ()
        if region:
            st.button("Clear the outline", icon=":material/close:", on_click=read_outline, args=([],))
    passage = int(st.query_params["passage"]) if "passage" in st.query_params else None
    return View(page="topic-map", selection=shown.selection, colour=colour, region=region, passage=passage)


def read_outline(corners: list[list[float]]) -> None:
    """A box or lasso on the map goes into the link; an empty one leaves it."""
    st.query_params.pop("passage", None)
    if corners:
        st.query_params["region"] = write_region([(x, y) for x, y in corners])
    else:
        st.query_params.pop("region", None)


def read_passage(customdata: list[Any]) -> None:
    """A click on a point of the map: its passage goes into the link, in place of an outline."""
    st.query_params.pop("region", None)
    st.query_params["passage"] = str(int(customdata[0]))


def region_summary(profile: RegionProfile) -> None:
    """How the passages inside the outline differ from the rest."""
    st.subheader("Inside the outline", anchor=False)
    when = ""
    if profile.first is not None and profile.last is not None:
        when = f", {profile.first:%Y-%m-%d} to {profile.last:%Y-%m-%d}"
    st.caption(f"{profile.passages:,} passages in {documents_text(profile.documents, profile.texts)}{when}")
    if sentence := profile.sentence():
        st.html(f"<p>{escape('Against the rest of the selection: ' + sentence + '.')}</p>")
    columns = st.columns(3)
    for column, (what, title) in zip(
        columns, {"narrative": "Narratives", "source": "Sources", "language": "Languages"}.items(), strict=True
    ):
        rows = profile.frame[(profile.frame["what"] == what) & (profile.frame["inside"] > 0)].head(5)
        column.dataframe(
            pd.DataFrame({title: rows["value"], "inside": rows["share_inside"], "outside": rows["share_outside"]}),
            hide_index=True,
            column_config={
                side: st.column_config.NumberColumn(side, format="percent") for side in ("inside", "outside")
            },
            alt=f"{title} most over-represented inside the outline",
        )


def compare(shown: Screen) -> View:
    """The sources set side by side; the two largest of the selection when none is chosen."""
    names = shown.bundle.sources["source"].tolist()
    if shown.bundle.manifest["counts"]["without_source"]:
        names.append(NO_SOURCE)
    chosen = st.multiselect(
        f"Sources to compare, two to {MOST_COMPARED}; the first is the yardstick",
        names,
        key="compare",
        bind="query-params",
        max_selections=MOST_COMPARED,
        placeholder="The two largest of the selection",
    )
    return View(page="compare", selection=shown.selection, compare=tuple(chosen))


def too_few_sources(shown: Screen, sources: tuple[str, ...]) -> None:
    """Say why nothing can be compared."""
    if not shown.counts.documents:
        st.info("No document is in this selection. Widen the filters, or reset them.")
        return
    have = "one source with a name" if sources else "no source with a name"
    st.info(f"It takes two sources to compare, and this selection has {have}. Choose sources above, or widen it.")


def read_narrative(customdata: list[Any]) -> None:
    """A click on a mark of the comparison, or on a bar of the overview."""
    st.session_state["about"] = int(customdata[0])


def about(shown: Screen, label: str = "Narrative on which to read them") -> int | None:
    """The narrative on which the sources are read, or that a finding is about."""
    return _narrative(shown, label)


def source_heading(source: str) -> None:
    """The name of a source over its column."""
    st.html(f"<h4>{escape(source)}</h4>")
