"""Texts that share text: which are shown, their groups as a table, and two of them side by side."""

from html import escape
from typing import Any, Final

import streamlit as st

from components import address, options, pair_menu, reader
from components.chart_card import chart_card, chart_of, csv_button, table_card
from components.screen import Screen
from filrouge.bundle import records
from filrouge.chart import HEADINGS
from filrouge.charts.copy_groups import COLUMNS, FOUND_BY
from filrouge.explore import side_by_side as sides
from filrouge.explore.copy_groups import find_groups, groups, texts_of_group
from filrouge.explore.lanes import MOST_DRAWN, drawn
from filrouge.explore.names import language_name, source_name, title_text
from filrouge.explore.view import fields
from filrouge.i18n import _, number, plural, share
from filrouge.wording.days import published_text
from filrouge.wording.shared_text import altered_text, kind_text

_MOST_OFFERED: Final = 500  # groups in the table and in the list to choose from; the CSV has all


def choices(shown: Screen) -> bool:
    """Which kinds of shared text, and which group of texts; whether there are any."""
    view = shown.view
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        options.choice("copy_kind")
        st.toggle(_("Only across languages"), key=address.key("crossing"))
    chosen = shown.selection, view.copy_kind, view.crossing
    found = find_groups(shown.bundle, *chosen, view.group_words, view.group_order)
    rows = records(found.head(_MOST_OFFERED))
    said = {row["group"]: _group_text(row) for row in rows}
    offered = list(said)
    if view.group is not None and view.group not in said:
        offered.append(view.group)
    options.one(
        "group", offered, lambda one: said.get(one) or _text_named(shown, one), label=_("Group"),
        placeholder=_("The largest groups, up to {n} texts").format(n=number(MOST_DRAWN)),
    )  # fmt: skip
    if view.group is not None:
        inside = texts_of_group(shown.bundle, shown.selection, view.group, view.copy_kind, view.crossing)
        pair_menu.group_button(shown, view.group, {row["doc_id"]: _place(row) for row in records(inside)})
    return bool(offered) or not groups(shown.bundle, *chosen).empty


def _group_text(row: dict[str, Any]) -> str:
    texts = plural("{n} text", "{n} texts", row["documents"])
    day = published_text({**row, "published_offset": None, "published_precision": "day"})
    return f"{source_name(row['source'])}, {day} · {texts}"


def _text_named(shown: Screen, doc_id: str) -> str:
    """A document in a list: its source, date and title."""
    row = records(
        shown.bundle.query(
            "SELECT title, source, published, published_offset, published_precision, not_before FROM documents "
            "WHERE doc_id = ?",
            [doc_id],
        )
    )[0]
    return _named(row)


def _named(row: dict[str, Any]) -> str:
    return f"{_place(row)} · {title_text(row['title'])}"


def _place(row: dict[str, Any]) -> str:
    return f"{source_name(row['source'])}, {published_text(row)}"


def groups_card(shown: Screen) -> None:
    """The groups as a table; a row that is chosen is drawn above."""
    chart = chart_of(shown, "copy-groups")
    table = chart.table.head(_MOST_OFFERED)
    ids = table["group"].tolist()
    view = shown.view
    key = f"_groups_{hash((shown.selection, view.copy_kind, view.crossing, *(view.get(name) for name in FOUND_BY)))}"

    def choose_row() -> None:
        rows = st.session_state[key].selection.rows
        address.choose(group=ids[rows[0]] if rows else None)

    def all_pairs() -> None:
        csv_button("text-pairs", lambda: chart_of(shown, "text-pairs"), label=_("CSV of all pairs"))

    every = len(groups(shown.bundle, shown.selection, view.copy_kind, view.crossing))
    if every > _MOST_OFFERED or any(view.get(name) != fields()[name].default for name in FOUND_BY):
        options.of_chart(shown, FOUND_BY)
    with table_card(shown, chart, more=all_pairs):
        if table.empty:
            st.text(chart.alt)
        else:
            st.caption(_("Choose a row to draw that group above."))
            st.dataframe(
                table,
                key=key,
                hide_index=True,
                height=min(38 + 35 * len(table), 330),
                column_order=COLUMNS,
                column_config={
                    name: st.column_config.TextColumn(_(HEADINGS[name]), width="medium")
                    if name in {"title", "label"}
                    else st.column_config.Column(_(HEADINGS[name]))
                    for name in COLUMNS
                },
                on_select=choose_row,
                selection_mode="single-row",
                placeholder="–",
                alt=chart.alt,
            )
        if len(chart.table) > len(table):
            text = _("The first {n} of {all} groups; find others by their words or in another order. The CSV has all.")
            st.caption(text.format(n=number(len(table)), all=number(len(chart.table))))


_LAGS: Final = ("source", "of_source", "texts", "median", "least", "most", "altered")


def takers_card(shown: Screen) -> None:
    """Who shares text with whom, as a matrix or a network, and all pairs of sources as a table to sort."""
    options.choice("takers_as")
    table = chart_card(shown, "takers").table
    if table.empty:
        return
    with st.expander(_("All pairs of sources, with their lags")):
        st.dataframe(
            table.head(_MOST_OFFERED),
            hide_index=True,
            height=min(38 + 35 * len(table), 330),
            column_order=_LAGS,
            column_config={name: st.column_config.Column(_(HEADINGS[name])) for name in _LAGS},
            placeholder="–",
        )


def side_by_side(shown: Screen) -> None:
    """A text beside the earlier one it is most like, sentence by sentence; one that changed something, and is most
    like it, until a reader chooses.
    """
    view = shown.view
    found = drawn(shown.bundle, shown.selection, view.copy_kind, view.crossing, view.group)
    taken = found.takings
    said = {row["doc_id"]: _named(row) for row in records(found.documents[found.documents["doc"].isin(taken["doc"])])}
    offered = list(said)
    if view.taken is not None and view.taken not in said:
        offered.append(view.taken)
    st.subheader(_("Two texts side by side"), anchor=False)
    if not offered:
        st.info(_("No text here shares text with one that is known to be earlier."))
        return
    altered = taken[taken["is_altered"]].sort_values("score", ascending=False, kind="stable")["doc_id"].tolist()
    first = altered[0] if altered else taken["doc_id"].iloc[0] if len(taken) else offered[0]
    options.one(
        "taken", offered, lambda one: said.get(one) or _text_named(shown, one), label=_("Text"),
        placeholder=said.get(first) or _text_named(shown, first),
    )  # fmt: skip
    compared = sides.side_by_side(shown.bundle, view.taken or first)
    if compared is None:
        st.info(_("This text shares no text with another one."))
        return
    ends = str(compared.earlier["doc_id"]), str(compared.later["doc_id"])
    pair_menu.button(shown, *ends)
    pair_menu.said_of(shown, *ends)
    st.html(_compared(compared, shown))


def _compared(found: sides.SideBySide, shown: Screen) -> str:
    """Both texts as HTML, a sentence of the one beside that of the other."""
    row = found.row
    facts = [
        kind_text(row["kind"]).capitalize(),
        _("{share} of the earlier text stands in the later one").format(share=share(row["contains"])),
        _("{share} of the later text stands in the earlier one").format(share=share(row["contained"])),
        altered_text(one for one in row["altered"] if one["kind"] != "negation"),
        _("a sentence says the opposite") if any(one["kind"] == "negation" for one in row["altered"]) else "",
        "" if row["told"] else _("the dates do not tell which came first"),
    ]
    facts_said = ". ".join(fact[:1].upper() + fact[1:] for fact in facts if fact)
    heads = (
        (_("Earlier: {source}"), found.earlier),
        (_("Later: {source}"), found.later),
    ) if row["told"] else (("{source}", found.earlier), ("{source}", found.later))  # fmt: skip
    parts = [f'<p class="fr-meta">{escape(facts_said)}.</p><div class="fr-pairs">']
    for head, document in heads:
        meta = " · ".join([published_text(document), language_name(document["language"])])
        parts.append(
            f'<div class="fr-side"><h4 dir="auto">{escape(head.format(source=source_name(document["source"])))}</h4>'
            f'<p dir="auto"><b>{escape(title_text(document["title"]))}</b></p>'
            f'<p class="fr-meta">{escape(meta)} · {reader.document_anchor(shown, document["doc_id"])}</p></div>'
        )
    for line in found.lines:
        parts += [
            _cell(line.earlier, line.earlier_marks, line.same, _("Not in the earlier text")),
            _cell(line.later, line.later_marks, line.same, _("Not in the later text")),
        ]
    return "".join(parts) + "</div>"


def _cell(text: str | None, marks: Any, same: bool, missing: str) -> str:
    if text is None:
        return f'<p class="fr-missing">{escape(missing)}</p>'
    body = reader.with_marks(text, marks, 0, len(text))
    return f'<p class="fr-{"same" if same else "other"}" dir="auto">{body}</p>'
