"""The options of the topic map, and what lies inside an outline drawn on it."""

from dataclasses import replace
from functools import partial
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from components import address, failures, filters, map_sides, sides
from components.chart_card import chart_of, csv_button
from components.options import choice, unknown_facts
from components.screen import Screen
from filrouge.bundle import records
from filrouge.charts.outline import profile_text
from filrouge.charts.topic_map import near_of
from filrouge.errors import EmbedderError
from filrouge.explore.names import language_name
from filrouge.explore.outline import Point
from filrouge.explore.region import RegionProfile
from filrouge.explore.view import View
from filrouge.i18n import _, day_text, number, plural
from filrouge.wording.amounts import documents_text


def options(shown: Screen) -> Screen:
    """One map or two, colour, and what is found on it; returns what can be shown of that."""
    view = shown.view
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        beside = map_sides.mode(view)
        choice("colour", without=unknown_facts(shown.bundle))
        st.text_input(
            _("Find on the map"),
            key=address.key("find"),
            placeholder=_("words, “a phrase”, OR, -not"),
            type="search",
            width=280,
            help=_("Highlights passages of matching documents; the rest stay grey."),
        )
        choice("find_by")
        if view.window:
            st.button(_("Whole map"), icon=":material/zoom_out_map:", on_click=read_seen, args=([],))
        if view.region:
            st.button(_("Clear the outline"), icon=":material/close:", on_click=read_outline, args=([],))
    if beside:
        sides.pickers(shown)
    return _searched(shown)


def _searched(shown: Screen) -> Screen:
    """Have what is looked for by meaning found; where that cannot be, say why and look for its words."""
    try:
        with st.spinner(_("Comparing with every passage…"), show_time=True):
            near_of(shown.bundle, shown.view)
    except EmbedderError as error:
        text = _("The map is searched by words, not by meaning: {why}.")
        st.warning(failures.reason(text, error), icon=":material/info:")
        return replace(shown, view=shown.view.having(find_by="words"))
    return shown


def read_seen(window: list[float]) -> None:
    """The part of the map that is on the screen; empty for the whole of it."""
    address.choose(window=tuple(window) if window else None)


def read_outline(corners: list[list[float]]) -> None:
    """A box or lasso on the map; an empty one takes it off."""
    address.choose(passage=None, region=tuple((x, y) for x, y in corners))


def read_passage(customdata: list[Any]) -> None:
    """A click on a point of the map: its passage, in place of an outline."""
    address.choose(region=(), passage=int(customdata[0]))


def region_summary(profile: RegionProfile, view: View) -> None:
    """How the passages inside the outline differ from the rest, and the way to keep only their documents."""
    st.subheader(_("Inside the outline"), anchor=False)
    when = ""
    if profile.first is not None and profile.last is not None:
        days = {"first": day_text(profile.first.date()), "last": day_text(profile.last.date())}
        when = ", " + _("{first} to {last}").format(**days)
    documents = documents_text(profile.documents, profile.texts)
    st.caption(
        plural("{n} passage in {documents}", "{n} passages in {documents}", profile.passages, documents=documents)
        + when
    )
    if sentence := profile_text(profile):
        against = _("Compared with the rest of the selection: {differences}.").format(differences=sentence)
        st.html(f"<p>{escape(against)}</p>")
    columns = st.columns(3)
    titles = {"narrative": _("Narratives"), "source": _("Sources"), "language": _("Languages")}
    inside, outside = _("inside"), _("outside")
    for column, (what, title) in zip(columns, titles.items(), strict=True):
        rows = profile.frame[(profile.frame["what"] == what) & (profile.frame["inside"] > 0)].head(5)
        column.dataframe(
            pd.DataFrame({title: rows["value"], inside: rows["share_inside"], outside: rows["share_outside"]}),
            hide_index=True,
            column_config={side: st.column_config.NumberColumn(side, format="percent") for side in (inside, outside)},
            alt=_("{what} most over-represented inside the outline").format(what=title),
        )
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            _("Filter by this outline"),
            icon=":material/filter_alt:",
            on_click=_keep,
            args=(view.region,),
            help=_("Keep only documents with a passage inside, on every page. Remove it in the sidebar."),
            disabled=profile.passages == 0,
        )


def _keep(region: tuple[Point, ...]) -> None:
    filters.keep_area(region)
    read_outline([])


_WORDS_SHOWN = 12


def region_words(frame: pd.DataFrame) -> None:
    """The words that stand out inside the outline, language by language; `frame`: `region.region_words`."""
    if frame.empty:
        st.caption(_("No word clearly stands out inside: too few texts on one side, or too small a difference."))
        return
    lines = []
    for language, rows in frame.groupby("language", sort=False):
        counts = _("of {inside} texts inside, {outside} outside").format(
            inside=number(int(rows["first_texts"].iloc[0])), outside=number(int(rows["second_texts"].iloc[0]))
        )
        listed = ", ".join(
            f"<b>{escape(str(row['word']))}</b> ({number(int(row['first']))}:{number(int(row['second']))})"
            for row in records(rows.head(_WORDS_SHOWN))
        )
        lines.append(f'<p dir="auto">{escape(language_name(str(language)))}, {escape(counts)}: {listed}</p>')
    title = _("Words that more texts use inside than outside")
    st.html(f"<h4>{escape(title)}</h4>{''.join(lines)}")


def region_tables(shown: Screen) -> None:
    """The tables of the outline, to be taken along."""
    labels = {"outline": _("CSV of the outline"), "outline-words": _("CSV of the words")}
    with st.container(horizontal=True, gap="small"):
        for name, label in labels.items():
            csv_button(name, partial(chart_of, shown, name), label=label)


def passage_heading() -> None:
    """Stands over the passage whose point was clicked."""
    st.subheader(_("The passage"), anchor=False)


def how_to_read(view: View) -> None:
    """What one can do with the map, while nothing is chosen."""
    if view.chart:
        text = _("Click a point to read the passage. Drag, or zoom with Ctrl and the wheel: the maps move together.")
        st.info(text)
        return
    st.info(
        _(
            "Click a point, or draw an outline with Lasso or Box (beneath the map), to read the passages. Zoom with "
            "the tools over the map, or with Ctrl and the wheel: closer in, more of its points and names are drawn."
        )
    )
