"""The events of a bundle: typed into a table or read from a file, for all who look at it."""

import pandas as pd
import streamlit as st

from components.markdown import as_text
from components.screen import Screen
from filrouge.annotations.events import MOST, Event, Events, event, events, read_events, save_events
from filrouge.errors import FilrougeError
from filrouge.i18n import _, plural

_SAVED = "_events_saved"


def panel(shown: Screen) -> None:
    """A table of events that can be changed, and a file that adds to it."""
    noted = events(shown.bundle)
    title = plural("{n} event", "{n} events", len(noted.found))
    with st.expander(
        _("Events on the charts: {events}").format(events=title if noted.found else _("none yet")),
        icon=":material/flag:",
    ):
        st.caption(
            _(
                "Enter a day and what happened. Events appear on every chart over time, and in its caption, for "
                "everyone who opens this bundle. They are saved in a file next to it."
            )
        )
        for problem in noted.problems:
            st.warning(as_text(problem))
        if saved := st.session_state.pop(_SAVED, None):
            st.success(saved)
        edited = st.data_editor(
            noted.frame,
            key=f"_events_{hash(noted.found)}",  # a table of what is noted now, whoever noted it
            num_rows="dynamic",
            hide_index=True,
            column_config={
                "date": st.column_config.DateColumn(_("Day"), format="YYYY-MM-DD", required=True),
                "label": st.column_config.TextColumn(_("What happened"), required=True, max_chars=120, width="large"),
            },
        )
        file = st.file_uploader(
            _("Add events from a CSV file with the columns date and label"),
            type=["csv", "tsv", "txt"],
            key="_events_file",
        )
        if st.button(_("Save the events"), type="primary", icon=":material/save:"):
            _save(shown, noted, edited, file.getvalue() if file is not None else b"")


def _save(shown: Screen, noted: Events, edited: pd.DataFrame, uploaded: bytes) -> None:
    typed, problems = _typed(edited)
    added = read_events(uploaded.decode("utf-8-sig", "replace"))
    for problem in [*problems, *(_("file, {problem}").format(problem=problem) for problem in added.problems)]:
        st.warning(as_text(problem))
    try:
        saved = save_events(shown.bundle, noted, [*typed, *added.found])
    except FilrougeError as error:
        st.error(str(error))
        return
    if not problems and not added.problems:
        st.session_state[_SAVED] = plural("{n} event is noted.", "{n} events are noted.", len(saved.found))
        st.rerun()


def _typed(edited: pd.DataFrame) -> tuple[list[Event], list[str]]:
    found, problems = [], []
    for place, (day, label) in enumerate(zip(edited["date"], edited["label"], strict=True), 1):
        if pd.isna(day) and pd.isna(label):
            continue
        try:
            found.append(event("" if pd.isna(day) else pd.Timestamp(day).date(), "" if pd.isna(label) else label))
        except ValueError as error:
            problems.append(_("row {n}: {problem}").format(n=place, problem=error))
    if len(found) > MOST:
        problems.append(_("{n} events; at most {most} can be kept").format(n=len(found), most=MOST))
    return found, problems
