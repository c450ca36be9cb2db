"""The sidebar: the filters, and how much they leave."""

from datetime import date
from typing import Any

import streamlit as st

from components import address, named, options, similar, watched
from filrouge.bundle import Bundle
from filrouge.errors import QueryError
from filrouge.explore.outline import Point, read_region, write_region
from filrouge.explore.selection import Counts, Selection, count
from filrouge.explore.source_facts import FACTS
from filrouge.explore.spread import is_known
from filrouge.explore.view import View
from filrouge.i18n import _, day_text, number, plural
from filrouge.wording.amounts import counted_once
from filrouge.wording.by_hand import by_hand_text

_AREA, _NO_OUTLINE = "_area_typed", "_area_problem"


def clear() -> None:
    """Put every filter back: everything is selected again."""
    address.forget(options=False)
    st.session_state.pop(_NO_OUTLINE, None)


def clear_all() -> None:
    """Also forget what pages were asked of another bundle: its narratives and sources mean nothing here."""
    clear()
    address.forget(options=True)


def sidebar(bundle: Bundle, view: View) -> Counts:
    """Show the filters and what they leave: "n of N documents".

    Raises
    ------
    QueryError : what was typed cannot be understood; the filters stay there to mend it.
    """
    with st.sidebar:
        _widgets(bundle, view)
        counts = count(bundle, view.selection)
        copied = counts.texts != counts.documents
        st.metric(
            _("Documents"),
            _("{n} of {all}").format(n=number(counts.documents), all=number(counts.all_documents)),
            _texts(counts) if copied else None,
            delta_color="off",
            delta_arrow="off",
            border=True,
            help=_explain(bundle, view, counts),
        )
        if by_hand_text(bundle) or view.selection.as_found:
            st.toggle(_("As found by the model"), key=address.key("as_found"), help=by_hand_text(bundle) or None)
        st.button(
            _("Reset filters"),
            icon=":material/restart_alt:",
            on_click=clear,
            disabled=view.selection == Selection(),
            width="stretch",
        )
    return counts


def _explain(bundle: Bundle, view: View, counts: Counts) -> str:
    return (
        _("{texts}: {once}.").format(texts=_texts(counts), once=counted_once(bundle, view.selection))
        + " "
        + plural("{n} of the documents is undated.", "{n} of the documents are undated.", counts.undated)
    )


def _texts(counts: Counts) -> str:
    return plural("{n} independent text", "{n} independent texts", counts.texts)


def _widgets(bundle: Bundle, view: View) -> None:
    st.text_input(
        _("Search in the texts"),
        key=address.key("query"),
        placeholder=_('words, "a phrase", OR, -not, begin*'),
        type="search",
        help=_(
            'All words must occur. "Quotes" keep words together; OR, -without and begin* work as usual; accents and '
            "capitals do not matter."
        ),
    )
    named.box(bundle, view.selection.query)
    similar.box()
    _dates(bundle.manifest, view)
    options.several(bundle, "source", placeholder=_("All sources"))
    for fact in FACTS:
        options.several_attributes(bundle, f"source_{fact}")
    options.several_attributes(bundle, "source_tag")
    options.several(bundle, "language", placeholder=_("All languages"))
    options.several(bundle, "narrative", placeholder=_("All narratives"))
    watched.box(bundle, view)
    for name in (
        "status",
        "narrative_tag",
        "theme_tag",
        "document_kind",
        "platform",
        "account",
        "author",
        "document_tag",
    ):
        options.several_attributes(bundle, name)
    _area(view.selection.area)
    if is_known(bundle):
        options.listed("copies")


def keep_area(area: tuple[Point, ...]) -> None:
    """Filter by an outline on the topic map, on every page, until it is taken off in the sidebar."""
    address.choose(area=area)


def _area(area: tuple[Point, ...]) -> None:
    """The outline that is a filter.

    Raises
    ------
    QueryError : what was typed is no outline.
    """
    problem = st.session_state.get(_NO_OUTLINE)
    if not problem:
        st.session_state[_AREA] = write_region(area)
    st.text_input(
        _("Area of the topic map"),
        key=_AREA,
        placeholder=_("drawn on the topic map"),
        help=_("Documents with a passage inside this outline, in map units. Clear the field to remove it."),
        type="search",
        on_change=_read_area,
    )
    if problem:
        raise QueryError(problem, where="area", hint=_("Clear the field to remove the outline."))


def _read_area() -> None:
    typed = st.session_state[_AREA] or ""
    st.session_state.pop(_NO_OUTLINE, None)
    try:
        address.choose(area=read_region(typed) if typed.strip() else ())
    except ValueError as error:
        st.session_state[_NO_OUTLINE] = str(error)


def _dates(manifest: dict[str, Any], view: View) -> None:
    if manifest["dates"]["first"]:
        first, last = (date.fromisoformat(manifest["dates"][side]) for side in ("first", "last"))
        span = _("The documents are dated {first} to {last}.").format(first=day_text(first), last=day_text(last))
        options.day(manifest, "from", help_=span)
        options.day(manifest, "to")
        start, end = view.selection.date_from, view.selection.date_to
        if start and end and start > end:
            st.warning(_("The first day is later than the last."))
        elif (start and start > last) or (end and end < first):
            st.warning(_("No document has a date in this range.") + " " + span)
    else:
        st.caption(_("No document of this bundle has a date."))
    if manifest["counts"]["undated"]:
        st.toggle(
            _("Include {n} undated").format(n=number(manifest["counts"]["undated"])),
            key=address.key("undated"),
            help=_(
                "Undated documents appear everywhere except in charts over time, which say how many they leave out."
            ),
        )
