"""The documents of a selection as a table; a chosen row is read below it."""

from collections.abc import Callable

import streamlit as st

from components.chart_card import csv_button
from components.reader import web_link
from components.screen import Screen
from filrouge.chart import Chart
from filrouge.explore.documents import PAGE_SIZE, documents
from filrouge.explore.narratives import tentative_note


def table(shown: Screen, whole: Callable[[], Chart]) -> None:
    """Show a page of the table; `whole` makes the chart of all documents when its CSV is asked for."""
    st.subheader("Documents", anchor=False)
    pages = max(-(-shown.counts.documents // PAGE_SIZE), 1)
    page = 1
    if pages > 1:
        if st.session_state.get("table_page", 1) > pages:  # the selection was narrowed
            st.session_state["table_page"] = pages
        page = int(st.number_input(f"Page of {pages:,}", 1, pages, key="table_page", bind="query-params", width=160))
    frame = documents(shown.bundle, shown.selection, skip=(page - 1) * PAGE_SIZE)
    if frame.empty:
        st.info("No document is in this selection. Widen the filters, or reset them.")
        return
    ids = frame["doc_id"].tolist()
    key = f"_documents_{page}_{hash(shown.selection)}"

    def read_row() -> None:
        rows = st.session_state[key].selection.rows
        if rows:
            st.query_params["doc"] = ids[rows[0]]

    frame["url"] = frame["url"].map(web_link)
    frame["title"] = frame["title"].fillna("Untitled")
    st.dataframe(
        frame,
        key=key,
        hide_index=True,
        height=min(38 + 35 * len(frame), 430),
        column_order=["title", "source", "published_text", "language", "narratives", "n_words", "copies", "url"],
        column_config={
            "title": st.column_config.TextColumn("Title", width="large"),
            "source": "Source",
            "published_text": "Published",
            "language": "Language",
            "narratives": st.column_config.ListColumn("Talks about", width="medium"),
            "n_words": st.column_config.NumberColumn("Words", format="localized"),
            "copies": st.column_config.NumberColumn("Copies", help="Documents with this very text, itself included"),
            "url": st.column_config.LinkColumn("Link", display_text="open"),
        },
        on_select=read_row,
        selection_mode="single-row",
        alt="Documents of the selection, latest first",
    )
    marked = tentative_note(shown.bundle, {label for labels in frame["narratives"] for label in labels})
    unclear = shown.counts.unclear_sentence()
    st.caption(" ".join(f"{part}." for part in (f"{shown.counts.sentence()}, latest first", unclear, marked) if part))
    csv_button("documents", whole, key="documents", label="CSV of all of them")
