"""The sidebar: widgets bound to the link, together one Selection."""

from collections.abc import Callable
from datetime import date
from typing import Any

import streamlit as st

from filrouge.bundle import Bundle
from filrouge.errors import QueryError
from filrouge.explore.link import date_bounds
from filrouge.explore.outline import Point, read_region, write_region
from filrouge.explore.selection import Counts, Selection, count, language_name, narrative_label, source_name
from filrouge.i18n import _, day_text, ngettext, number
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
    "area": "",
}
_OPTIONS: dict[str, Any] = {
    "about": None,
    "at": None,
    "voice": None,
    "compare": [],
    "table_page": 1,
    "find": "",
    "find_by": "words",
}


def clear() -> None:
    """Put every filter back: everything is selected again."""
    _put({**_CLEAR})


def clear_all() -> None:
    """Also forget what pages were asked of another bundle: its narratives and sources mean nothing here."""
    _put({**_CLEAR, **_OPTIONS})
    for name in ("doc", "region", "window", "passage", "chart", "beside", "burst"):
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
        counts = count(bundle, selection)
        copied = counts.texts != counts.documents
        st.metric(
            _("Documents"),
            _("{n} of {all}").format(n=number(counts.documents), all=number(counts.all_documents)),
            _texts(counts) if copied else None,
            delta_color="off",
            delta_arrow="off",
            border=True,
            help=_explain(counts),
        )
        st.button(
            _("Reset filters"),
            icon=":material/restart_alt:",
            on_click=clear,
            disabled=selection.everything,
            width="stretch",
        )
    return selection, counts


def _explain(counts: Counts) -> str:
    undated = ngettext("{n} of the documents is undated.", "{n} of the documents are undated.", counts.undated)
    return (
        _("{texts}: copies of one text count once.").format(texts=_texts(counts))
        + " "
        + undated.format(n=number(counts.undated))
    )


def _texts(counts: Counts) -> str:
    return ngettext("{n} independent text", "{n} independent texts", counts.texts).format(n=number(counts.texts))


def _widgets(bundle: Bundle) -> Selection:
    manifest = bundle.manifest
    query = st.text_input(
        _("Search in the texts"),
        key="query",
        bind="query-params",
        placeholder=_('words, "a phrase", OR, -not, begin*'),
        type="search",
        help=_(
            'All words must occur. "Quotes" keep words together; OR, -without and begin* work as usual; accents and '
            "capitals do not matter."
        ),
    )
    first, last, undated = _dates(manifest)
    names = bundle.sources["source"].tolist()
    if manifest["counts"]["without_source"]:
        names.append(NO_SOURCE)
    sources = st.multiselect(
        _("Sources"),
        names,
        key="source",
        bind="query-params",
        placeholder=_("All sources"),
        format_func=source_name,
    )
    languages = st.multiselect(
        _("Languages"),
        list(manifest["languages"]),
        key="language",
        bind="query-params",
        format_func=language_name,
        placeholder=_("All languages"),
    )
    narratives = st.multiselect(
        _("Narratives"),
        [*bundle.labels, NO_NARRATIVE],
        key="narrative",
        bind="query-params",
        format_func=_label(bundle),
        placeholder=_("All narratives"),
    )
    chosen = tuple(sources), tuple(languages), tuple(narratives)
    return Selection(first, last, undated, *chosen, query or "", _area())


def keep_area(area: tuple[Point, ...]) -> None:
    """Filter by an outline on the topic map, on every page, until it is taken off in the sidebar."""
    st.session_state["area"] = write_region(area)


def _area() -> tuple[Point, ...]:
    """The outline that is a filter.

    Raises
    ------
    QueryError : what was typed is no outline.
    """
    corners = st.text_input(
        _("Area of the topic map"),
        key="area",
        bind="query-params",
        placeholder=_("drawn on the topic map"),
        help=_("Documents with a passage inside this outline, in map units. Empty the field to take it off."),
        type="search",
    )
    try:
        return read_region(corners) if corners else ()
    except ValueError as error:
        raise QueryError(str(error), where="area", mend=_("Empty the field to take the outline off.")) from None


def _label(bundle: Bundle) -> Callable[[int], str]:
    return lambda narrative: narrative_label(narrative, bundle.labels)


def _dates(manifest: dict[str, Any]) -> tuple[date | None, date | None, bool]:
    start = end = None
    if manifest["dates"]["first"]:
        first, last = (date.fromisoformat(manifest["dates"][side]) for side in ("first", "last"))
        span = _("The documents are dated {first} to {last}.").format(first=day_text(first), last=day_text(last))
        earliest, latest = date_bounds(manifest)
        bounds: dict[str, Any] = {"value": None, "min_value": earliest, "max_value": latest, "format": "YYYY-MM-DD"}
        start = st.date_input(_("From"), key="from", bind="query-params", help=span, **bounds)
        end = st.date_input(_("To"), key="to", bind="query-params", **bounds)
        if start and end and start > end:
            st.warning(_("The first day is later than the last."))
        elif (start and start > last) or (end and end < first):
            st.warning(_("No document is dated then.") + " " + span)
    else:
        st.caption(_("No document of this bundle has a date."))
    undated = True
    if manifest["counts"]["undated"]:
        undated = st.toggle(
            _("Include {n} undated").format(n=number(manifest["counts"]["undated"])),
            value=True,
            key="undated",
            bind="query-params",
            help=_("Undated documents stand in every view but the time charts, which say how many they leave out."),
        )
    return start, end, undated
