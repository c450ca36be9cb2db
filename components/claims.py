"""Claims: their table, and the sentences of one of them in their context."""

from html import escape
from typing import Any, Final

import streamlit as st

from components import claim_menu, merge_menu, narrative_door, options, passage_menu, quotation_cards, reader
from components.chart_card import table_card
from components.html_table import TableColumn, days, html_table, numbers
from components.screen import Screen
from filrouge.annotations.acts import CLAIM
from filrouge.bundle import records
from filrouge.chart import Chart, heading
from filrouge.charts.claims import CHOSEN_BY
from filrouge.explore.claims import passages_of_claims, statements, texts_of
from filrouge.explore.glosses import Gloss, glosses
from filrouge.explore.names import language_name, source_name
from filrouge.i18n import _, number
from filrouge.schema import NO_NARRATIVE
from filrouge.wording.claims import voice_text, worded
from filrouge.wording.days import published_text

_COUNTED: Final = ("texts", "sources", "languages", "denied", "versions")
_LISTED: Final = 500  # claims in the table and in the list to choose from
_MOST: Final = 60  # sentences of a claim that are shown


def table(shown: Screen, chart: Chart) -> bool:
    """The chart `claims` as a table; a claim that is chosen is read below. Whether there are any, unless words are
    looked for that none has.
    """
    with st.container(horizontal=True, gap="medium"):
        if len(chart.table) > _LISTED or shown.view.claim_words:
            options.of_chart(shown, ("claim_words",))
        for name in ("claim_status", "claim_tag"):
            options.several_attributes(shown.bundle, name)
    with table_card(shown, chart):
        if chart.table.empty:
            asked = any(shown.view.get(name) for name in CHOSEN_BY)
            st.info(_("No claim fits what is asked for.") if asked else chart.alt)
            return asked
        _rows(shown, chart)
    return True


def _rows(shown: Screen, chart: Chart) -> None:
    frame = chart.table.head(_LISTED)
    known = {str(n) for n in frame["claim"]}
    ticked = [one for one in st.session_state.get(merge_menu.TICKED[CLAIM], ()) if one in known]
    st.caption(_("Choose a claim to read its sentences. Tick two or more to merge them."))
    if len(ticked) > 1:
        into, *others = [int(n) for n in frame["claim"] if str(n) in ticked]
        with st.container(horizontal=True, key="acts-claims"):
            merge_menu.button(shown, CLAIM, into, others)
    columns = [
        TableColumn(heading("statement"), frame["statement"].tolist(), kind="name", below=frame["label"].tolist()),
        *(numbers(heading(name), frame[name]) for name in _COUNTED),
        *(days(heading(name), frame[name]) for name in ("first", "last")),
    ]
    html_table(
        columns,
        [str(n) for n in frame["claim"]],
        key="table-claims",
        label=chart.title,
        on_open=lambda one: narrative_door.go_to("claims", claim=int(one)),
        on_tick=_tick,
        ticked=ticked,
    )
    if len(chart.table) > len(frame):
        text = _("The first {n} of {all} claims; find others by their words, or take the CSV, which has all.")
        st.caption(text.format(n=number(len(frame)), all=number(len(chart.table))))


def _tick(ids: list[str]) -> None:
    st.session_state[merge_menu.TICKED[CLAIM]] = ids


def sentences(shown: Screen, chart: Chart) -> None:
    """Every sentence that states a claim, a version of it, or denies it: the chosen one of the chart `claims`, or that
    of most texts.
    """
    words = worded(shown.bundle)
    offered = [int(n) for n in chart.table["claim"].head(_LISTED)]
    claim = shown.view.claim
    if claim is not None and claim not in offered:
        offered.append(claim)
    if not offered:
        return
    st.subheader(_("In their sentences"), anchor=False)
    read = offered[0] if claim is None else claim
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        options.one("claim", offered, lambda one: words[one], label=_("Claim"), placeholder=words[offered[0]])
        claim_menu.button(shown, read)
        passage_menu.button(shown, passages_of_claims(shown.bundle, [read]), key="claim")
    claim_menu.said_of(shown, read)
    said_by(shown, read, int(chart.table.set_index("claim")["narrative"].get(read, NO_NARRATIVE)))


def said_by(shown: Screen, claim: int, narrative: int) -> None:
    """Every sentence of the selection that states a claim of a narrative, a version of it, or denies it."""
    said = statements(shown.bundle, shown.selection, claim)
    if said.empty:
        st.info(_("No text of this selection states this claim."))
        return
    heads = {
        "says": _("Say it"), "version": _("Say it with another number or name"), "denies": _("Deny it"),
    }  # fmt: skip
    for part, title in heads.items():
        some = said[said["part"] == part]
        if some.empty:
            continue
        st.markdown(f"#### {title} ({number(len(some))})")
        head = some.head(_MOST)
        beside = glosses(shown.bundle, head, narrative, quotation_cards.language(shown))
        cards = [
            _card(row, around, shown, beside.get(place))
            for place, (row, around) in enumerate(zip(records(head), texts_of(shown.bundle, head), strict=True))
        ]
        st.html(f'<div class="fr-quotations">{"".join(cards)}</div>')
        if len(some) > len(head):
            text = _("The first {n} of {all} by date; the CSV of “Claims over time” has those of the claims drawn.")
            st.caption(text.format(n=number(len(head)), all=number(len(some))))


def _card(row: dict[str, Any], around: tuple[str, str, str], shown: Screen, gloss: Gloss | None) -> str:
    before, text, after = (" ".join(part.split()) for part in around)
    where = [
        source_name(row["source"]), published_text(row), language_name(row["language"]), voice_text(row),
        _("headline") if row["headline"] else "",
    ]  # fmt: skip
    meta = " · ".join(escape(part) for part in where if part)
    lead = f'<span class="fr-around">{"…" if before else ""}{escape(before)}</span> '
    tail = f' <span class="fr-around">{escape(after)}{"…" if after else ""}</span>'
    if row["headline"]:
        lead = tail = ""
    return (
        f'<div class="fr-passage"><p dir="auto">{lead}<mark>{escape(text)}</mark>{tail}</p>'
        f'<div class="fr-meta">{meta} · {reader.document_anchor(shown, row["doc_id"])}</div>'
        f"{quotation_cards.gloss(shown, gloss.text, gloss.row) if gloss else ''}</div>"
    )
