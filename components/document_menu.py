"""What an analyst may say of a document, in a dialog beside it: corrections, narratives, copies, tags and notes."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from components import author, changing
from components.markdown import as_text
from components.passage_menu import beginning
from components.screen import Screen
from components.several import several
from filrouge.annotations import log
from filrouge.annotations.acts import CORRECTED, DOCUMENT, PAIR, Row
from filrouge.annotations.dates import date_text
from filrouge.annotations.saying import moved, moved_passages, of_document, once, wrong_pair
from filrouge.annotations.state import State
from filrouge.bundle import Bundle, records
from filrouge.explore.documents import Document, document
from filrouge.explore.names import source_name
from filrouge.explore.takings import shared_text
from filrouge.i18n import _
from filrouge.schema import NO_NARRATIVE
from filrouge.wording.by_hand import FIELDS, WRONG
from filrouge.wording.days import published_text

_MOST_PAIRS = 30

Rows = Callable[[str], list[Row]]
"""Rows to save, with the reason that was given."""


@dataclass(frozen=True)
class _EditedDocument:
    bundle: Bundle
    state: State
    found: Document
    doc_id: str


def button(shown: Screen, found: Document) -> None:
    """Beside a document: opens the dialog."""
    doc_id = str(found.fields["doc_id"])
    changing.button(
        shown,
        (DOCUMENT, doc_id, ""),
        partial(_dialog, shown, found),
        label=_("Edit…"),
        title=_("Edit the document"),
        key="_edit_document",
        shortcut="e",
        help=_("Correct its date, source, title, language or author; move it; tag it or comment on it"),
    )


def said_of(shown: Screen, found: Document) -> None:
    """What people said of a document: tags and notes."""
    if shown.bundle.changes is not None and not shown.bundle.changes.left_out:
        changing.said_of(log.current(shown.bundle), DOCUMENT, str(found.fields["doc_id"]))


def _dialog(shown: Screen, found: Document) -> None:
    bundle = shown.bundle
    state, doc_id = log.current(bundle), str(found.fields["doc_id"])
    edited = _EditedDocument(bundle, state, found, doc_id)
    with st.form("_document", border=False):
        tabs = st.tabs([_("Corrections"), _("Narratives and copies"), _("Tags and notes"), _("History")])
        with tabs[0]:
            corrections = _corrections(edited)
        with tabs[1]:
            moves, wrong = _moves(edited), _copies(edited)
        with tabs[2]:
            noted = changing.tags_and_notes(shown, state, DOCUMENT, doc_id)
        with tabs[3]:
            changing.history(bundle, state, DOCUMENT, doc_id)
        reason = st.text_input(_("Reason (optional)"))
        author.ask()
        saved = st.form_submit_button(_("Save"), type="primary", icon=":material/save:")
    if saved:
        changing.save(
            bundle, lambda: once([*corrections(reason), *moves(reason), *wrong(reason), *noted()]), _("Saved")
        )


def _values(fields: dict[str, Any]) -> dict[str, str]:
    """What may be corrected, as it is typed."""
    known = {name: str(fields[name]) if isinstance(fields.get(name), str) else "" for name in CORRECTED}
    return {**known, "date": date_text(fields)}


def _corrections(edited: _EditedDocument) -> Rows:
    before = _values(edited.found.fields)
    read = _values(document(edited.bundle.model, edited.doc_id).fields)
    typed = {}
    for name in CORRECTED:
        help_ = _("As read: {value}").format(value=read[name] or "–")
        if name == "date":
            help_ = _("2025, 2025-05, 2025-05-31 or 2025-05-31T18:30+02:00; empty where it is not known.") + " " + help_
        typed[name] = st.text_input(_(FIELDS[name]), before[name], help=as_text(help_), key=f"_correct_{name}")

    def rows(reason: str) -> list[Row]:
        changed = {name: text.strip() for name, text in typed.items() if text.strip() != before[name]}
        said = {name: None if text == read[name] else text for name, text in changed.items()}
        return of_document(edited.doc_id, said, reason=reason)

    return rows


def _moves(edited: _EditedDocument) -> Rows:
    labels = edited.bundle.labels
    inside = [int(n) for n in edited.found.passages["narrative"].unique() if n in labels]
    choose = _("Choose a narrative")
    left, right = st.columns(2)
    of = left.selectbox(
        _("Move its passages out of"), inside, index=None, format_func=labels.__getitem__, placeholder=choose
    )
    places = {int(row["passage_id"]): row for row in records(edited.found.passages)}
    only = several(
        _("Move single passages instead"),
        list(places),
        format_func=lambda i: beginning(edited.found.text[places[i]["start"] : places[i]["end"]]),
        placeholder=_("Choose passages"),
        key="_move_only",
    )
    to = right.selectbox(
        _("into"),
        [NO_NARRATIVE, *labels],
        format_func=lambda n: labels.get(n, _("No clear narrative")),
        key="_move_to",
    )

    def rows(reason: str) -> list[Row]:
        if only:
            return moved_passages(edited.bundle, only, None if to == NO_NARRATIVE else to, reason=reason)
        if of is None or to == of:
            return []
        return moved(edited.bundle, [edited.doc_id], of, None if to == NO_NARRATIVE else to, reason=reason)

    return rows


def _copies(edited: _EditedDocument) -> Rows:
    before, after = shared_text(edited.bundle, edited.doc_id)
    pairs = {
        str(row["doc_id"]): " · ".join([source_name(row["source"]), published_text(row)])
        for frame in (before, after)
        for row in records(frame.head(_MOST_PAIRS))
    }
    said = [row.about.split("\n") for row in edited.state.rows(PAIR, "wrong")]
    said_of_it = [one for pair in said if edited.doc_id in pair for one in pair if one != edited.doc_id]
    if not pairs and not said_of_it:
        return lambda _reason: []
    left, right = st.columns(2)
    other = left.selectbox(
        _("A text that it shares text with"),
        list(dict.fromkeys([*pairs, *said_of_it])),
        index=None,
        format_func=lambda one: pairs.get(one, one),
        placeholder=_("Choose a text"),
    )
    what = right.selectbox(
        _("What is wrong"), [*WRONG, ""], format_func=lambda one: _(WRONG[one]) if one else _("Nothing")
    )

    def rows(reason: str) -> list[Row]:
        return [] if other is None else wrong_pair(edited.doc_id, other, what or None, reason=reason)

    return rows
