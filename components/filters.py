"""The sidebar: widgets bound to the link, together one Selection."""

from collections.abc import Callable
from datetime import date
from typing import Any

import streamlit as st

from filrouge.bundle import Bundle
from filrouge.explore.selection import Counts, Selection, count, day_text, language_name, narrative_label
from filrouge.explore.view import date_bounds
from filrouge.schema import NO_NARRATIVE, NO_SOURCE

# What each widget holds when nothing is chosen. The keys are the fields of a link.
_CLEAR: dict[str, Any] = {
    "from": None,
    "to": None,
    "undated": True,
    "source": [],
    "language": [],
    "narrative": [],
    "query": "",
}
_OPTIONS: dict[str, Any] = {"about": None, "at": None, "compare": [], "table_page": 1}


def clear() -> None:
    """Put every filter back: everything is selected again."""
    _put({**_CLEAR})


def clear_all() -> None:
    """Also forget what pages were asked of another bundle: its narratives and sources mean nothing here."""
    _put({**_CLEAR, **_OPTIONS})
    for name in ("doc", "region", "passage"):
        st.query_params.pop(name, None)


def _put(values: dict[str, Any]) -> None:
    for key, value in values.items():
        if key in st.session_state:
            st.session_state[key] = value


def sidebar(bundle: Bundle) -> tuple[Selection, Counts]:
    """Show the filters and what they leave: "n of N documents".

    Raises
    ------
    QueryError : what was typed cannot be understood; the filters stay there to mend it.
    """
    with st.sidebar:
        selection = _widgets(bundle)
        if selection.date_from and selection.date_to and selection.date_from > selection.date_to:
            st.warning("The first day is later than the last.")
        counts = count(bundle, selection)
        copied = counts.texts != counts.documents
        st.metric(
            "Documents",
            f"{counts.documents:,} of {counts.all_documents:,}",
            f"{counts.texts:,} independent texts" if copied else None,
            delta_color="off",
            delta_arrow="off",
            border=True,
            help=_explain(counts),
        )
        st.button(
            "Reset filters",
            icon=":material/restart_alt:",
            on_click=clear,
            disabled=selection.everything,
            width="stretch",
        )
    return selection, counts


def _explain(counts: Counts) -> str:
    return (
        f"{counts.texts:,} independent texts: copies of one text count once. "
        f"{counts.undated:,} of the documents are undated."
    )


def _widgets(bundle: Bundle) -> Selection:
    manifest = bundle.manifest
    query = st.text_input(
        "Search in the texts",
        key="query",
        bind="query-params",
        placeholder='words, "a phrase", OR, -not, begin*',
        type="search",
        help='All words must occur. "Quotes" keep words together; OR, -without and begin* work as usual; accents '
        "and capitals do not matter.",
    )
    first, last, undated = _dates(manifest)
    names = bundle.sources["source"].tolist()
    if manifest["counts"]["without_source"]:
        names.append(NO_SOURCE)
    sources = st.multiselect("Sources", names, key="source", bind="query-params", placeholder="All sources")
    languages = st.multiselect(
        "Languages",
        list(manifest["languages"]),
        key="language",
        bind="query-params",
        format_func=language_name,
        placeholder="All languages",
    )
    narratives = st.multiselect(
        "Narratives",
        [*bundle.labels, NO_NARRATIVE],
        key="narrative",
        bind="query-params",
        format_func=_label(bundle),
        placeholder="All narratives",
    )
    return Selection(first, last, undated, tuple(sources), tuple(languages), tuple(narratives), query or "")


def _label(bundle: Bundle) -> Callable[[int], str]:
    return lambda narrative: narrative_label(narrative, bundle.labels)


def _dates(manifest: dict[str, Any]) -> tuple[date | None, date | None, bool]:
    start = end = None
    if manifest["dates"]["first"]:
        first, last = (date.fromisoformat(manifest["dates"][side]) for side in ("first", "last"))
        span = f"The documents are dated {day_text(first)} to {day_text(last)}."
        earliest, latest = date_bounds(manifest)
        bounds: dict[str, Any] = {"value": None, "min_value": earliest, "max_value": latest, "format": "YYYY-MM-DD"}
        start = st.date_input("From", key="from", bind="query-params", help=span, **bounds)
        end = st.date_input("To", key="to", bind="query-params", **bounds)
    else:
        st.caption("No document of this bundle has a date.")
    undated = True
    if manifest["counts"]["undated"]:
        undated = st.toggle(
            f"Include {manifest['counts']['undated']:,} undated",
            value=True,
            key="undated",
            bind="query-params",
            help="Undated documents stand in every view but the time charts, which say how many they leave out.",
        )
    return start, end, undated
