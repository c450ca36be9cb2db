"""Which sources share more than chance explains, and what two of them share."""

from html import escape
from typing import Any, Final

import streamlit as st

from components import address, chart_cache, options, reader
from components.chart_card import chart_card
from components.markdown import as_text
from components.screen import Screen
from filrouge.bundle import records
from filrouge.charts import specs
from filrouge.explore.coordination import Coordination, shared_by
from filrouge.explore.names import source_name, title_text
from filrouge.explore.sharing import MORE
from filrouge.i18n import _, number, plural
from filrouge.wording.days import published_text
from filrouge.wording.shared_text import lag_text

_MOST_LISTED: Final = 20


def coordination_card(shown: Screen) -> None:
    """The test of all pairs, and the texts of the pair that is chosen or clearest."""
    options.choice("shared")
    chart_card(shown, "coordination", on_point=_choose_pair)
    spec = specs()["coordination"]
    found = chart_cache.found(spec, shown.bundle, spec.view(shown.view))
    if found.texts.empty:
        return
    options.several(
        shown.bundle, "pair", label=_("What two sources share"), placeholder=_("Two sources: the clearest pair"), most=2
    )
    pair = shown.view.pair or _clearest(found)
    if len(pair) == 2:
        _listed(shown, found, pair)


def _choose_pair(customdata: list[Any]) -> None:
    address.choose(pair=(str(customdata[0]), str(customdata[1])))


def _clearest(found: Coordination) -> tuple[str, ...]:
    more = found.frame[found.frame["status"] == MORE]
    return tuple(more[["first", "second"]].iloc[0]) if len(more) else ()


def _listed(shown: Screen, found: Coordination, pair: tuple[str, ...]) -> None:
    rows = shared_by(shown.bundle, found, pair)
    names = [as_text(source_name(one)) for one in pair]
    if rows.empty:
        st.info(_("{first} and {second} share too little to tell.").format(first=names[0], second=names[1]))
        return
    st.caption(
        plural(
            "{n} time {first} and {second} share something, the soonest first",
            "{n} times {first} and {second} share something, the soonest first",
            len(rows),
            first=names[0],
            second=names[1],
        )
    )
    parts = ['<div class="fr-pairs">']
    for row in records(rows.head(_MOST_LISTED)):
        earlier = {name.removeprefix("of_"): value for name, value in row.items() if name.startswith("of_")}
        parts += [_text(shown, earlier, ""), _text(shown, row, lag_text(row["days"] or float("nan")))]
    st.html("".join(parts) + "</div>")
    if len(rows) > _MOST_LISTED:
        st.caption(_("The first {n} of {all}.").format(n=number(_MOST_LISTED), all=number(len(rows))))


def _text(shown: Screen, row: dict[str, Any], lag: str) -> str:
    facts = " · ".join(part for part in (source_name(row["source"]), published_text(row), lag) if part)
    return (
        f'<div class="fr-side"><p dir="auto"><b>{escape(title_text(row["title"]))}</b></p>'
        f'<p class="fr-meta">{escape(facts)} · {reader.document_anchor(shown, row["doc_id"])}</p></div>'
    )
