"""Passages as text: source, date and link beside every one; markup in a text is shown, never run."""

from collections.abc import Callable, Sequence
from html import escape
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from components import passage_menu, report
from components.narrative_door import name_anchor
from components.screen import Screen
from filrouge.bundle import records
from filrouge.explore.names import language_name, source_name, title_text
from filrouge.explore.passages import PassageList, passages_about
from filrouge.explore.sides import Side
from filrouge.explore.tellings import Mark
from filrouge.explore.view import View
from filrouge.explore.web import web_link
from filrouge.figures.theme import colour
from filrouge.i18n import _, ngettext, number, plural, share
from filrouge.search import found_in
from filrouge.wording.amounts import documents_text
from filrouge.wording.days import published_text


def passages(ask: Callable[[int], PassageList], shown: Screen, *, key: str, step: int = 10, moved: bool = True) -> None:
    """Show passages one below the other, each with its source, date, link, and its document one click away.

    `ask` is given how many to show; a button below asks for `step` more. `moved`: whether a button moves those shown.
    """
    limit = st.session_state.get(f"_more_{key}", step)
    found = ask(limit)
    if not found.passages:
        st.info(_("No passage of this selection matches."))
        return
    few = len(found.frame)
    text = ngettext("{n} passage in {documents}", "{n} passages in {documents}", found.passages)
    if few < found.passages:
        text = _("{n} passages in {documents}, the {few} clearest shown")
    documents = documents_text(found.documents, found.texts)
    st.caption(text.format(n=number(found.passages), documents=documents, few=number(few)))
    rows = records(found.frame)
    if moved:
        passage_menu.beside_quotes(shown, rows, key=key)
    else:
        report.quote_box(rows, key=key)
    for row in rows:
        card(row, shown)
    if few < found.passages:
        st.button(
            _("Show {n} more").format(n=number(min(step, found.passages - few))),
            key=f"_button_{key}",
            on_click=_show_more,
            args=(key, limit + step),
        )


def card(row: dict[str, Any], shown: Screen) -> None:
    """One passage with its source, date and links, and what is searched for marked; `row` as in
    `passages.PassageList.frame`.
    """
    query = shown.selection.query
    st.html(_passage(row, shown, with_found(row["text"], query), query=query))


def marked_card(row: dict[str, Any], shown: Screen, marks: Sequence[Mark], *, around: int | None = None) -> None:
    """One passage with places marked; with `around`, only so many characters about the first of them."""
    text = row["text"]
    cut = around is not None and marks
    body = in_context(text, marks, around or 0) if cut else with_marks(text, marks, 0, len(text))
    st.html(_passage(row, shown, body))


def in_context(text: str, marks: Sequence[Mark], around: int) -> str:
    """The first place that is marked in a text, with so many characters about it, cut between words, as HTML."""
    first, last, _kind = marks[0]
    start, end = max(first - around, 0), min(last + around, len(text))
    if start:
        start = text.find(" ", start, first) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", last, end), last)
    return ("… " if start else "") + with_marks(text, marks, start, end) + (" …" if end < len(text) else "")


def with_marks(text: str, marks: Sequence[Mark], start: int, end: int) -> str:
    """A part of a text as HTML, with its places marked; `marks`: ascending, without overlap."""
    parts, at = [], start
    for begins, ends, kind in marks:
        first, last = max(begins, start), min(ends, end)
        if first < last:
            parts += [escape(text[at:first]), f'<mark class="fr-{kind}">{escape(text[first:last])}</mark>']
            at = last
    return "".join(parts) + escape(text[at:end])


def found_in_text(text: str, query: str) -> list[Mark]:
    """What a search finds in a text, as marks; nothing without a search."""
    return [(first, last, "found") for first, last in found_in(text, query)] if query.strip() else []


def with_found(text: str, query: str) -> str:
    """A text as HTML, with what is searched for marked."""
    return with_marks(text, found_in_text(text, query), 0, len(text))


def passages_of(shown: Screen, side: Side, narrative: int) -> Callable[[int], PassageList]:
    """What `passages` asks for one side on one narrative."""
    selection = side.within(shown.selection)
    return lambda limit: passages_about(shown.bundle, selection, narrative, limit=limit)


def _show_more(key: str, limit: int) -> None:
    st.session_state[f"_more_{key}"] = limit


def document_anchor(shown: Screen, doc_id: str) -> str:
    """A link that opens a document."""
    return shown.anchor(View("documents", shown.selection, doc=doc_id), _("Read in its document"))


def facts_of(row: dict[str, Any]) -> str:
    """Source, date, language and link of a passage, as HTML."""
    facts = [source_name(row["source"]), published_text(row), language_name(row["language"])]
    return escape(" · ".join(facts)) + anchor(row["url"])


def _passage(row: dict[str, Any], shown: Screen, text: str, *, query: str = "") -> str:
    """`text`: the passage's own as HTML; `query`: what is marked in the title."""
    title = title_text(row["title"])
    label = name_anchor(shown, int(row["narrative"]))
    clear = _("{label} ({share} clear)") if row["narrative"] >= 0 else "{label}"
    others = int(row.get("copies") or 0)
    copies = plural("and {n} more copy", "and {n} more copies", others)
    about = _("Talks about: {what}").format(what=clear.format(label=label, share=share(row["strength"])))
    return (
        f'<div class="fr-passage" style="--fr-mark:{colour("narrative", int(row["narrative"]))}" dir="auto">'
        f'<p dir="auto">{text}</p>'
        f'<div class="fr-meta"><b dir="auto">{with_found(short(title), query)}</b> · {facts_of(row)}'
        f"{f' · {copies}' if others else ''}<br>{about} · {document_anchor(shown, row['doc_id'])}</div></div>"
    )


def anchor(url: object) -> str:
    """The link of a text after a dot, as HTML; what is no link of the web as text."""
    link = web_link(url)
    if link is None:
        return f" · {escape(short(str(url)))}" if isinstance(url, str) and url else ""
    return f' · <a href="{escape(link)}" target="_blank" rel="noopener noreferrer">{escape(urlsplit(link).netloc)}</a>'


def short(text: str, most: int = 160) -> str:
    """A text cut with an ellipsis where it is longer."""
    return text if len(text) <= most else text[: most - 1] + "…"
