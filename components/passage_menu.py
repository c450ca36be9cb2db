"""Passages are moved to another narrative, or made one of their own, in a dialog beside them."""

import textwrap
from collections.abc import Sequence
from functools import partial
from typing import Any, Final

import streamlit as st

from components import author, changing, report
from components.screen import Screen
from components.several import several
from filrouge.annotations.acts import LONGEST_NAME, MOST_ROWS, Row
from filrouge.annotations.saying import moved_passages, split_passages
from filrouge.bundle import Bundle, records
from filrouge.explore.names import source_name
from filrouge.explore.passages import passages_by_id, passages_of_documents
from filrouge.i18n import _, plural
from filrouge.schema import NO_NARRATIVE

_KIND, _NEW = "passages", -2
_ROOM: Final = 10  # rows of an act that say which narratives it is about
_MOST_CHOSEN_FROM: Final = 60
_LONGEST_BEGINNING: Final = 90


def button(shown: Screen, passage_ids: Sequence[int], *, key: str) -> None:
    """Beside passages: opens the dialog."""
    n = len(passage_ids)
    changing.button(
        shown,
        (_KIND, key, ""),
        partial(_dialog, shown, [int(one) for one in passage_ids]),
        label=plural("Move this passage…", "Move these {n} passages…", n),
        title=plural("Move {n} passage", "Move {n} passages", n),
        icon=":material/drive_file_move:",
        key=f"_move_passages_{key}",
        help=_("To another narrative, a new one, or none"),
        disabled=not n,
    )


def beside_quotes(shown: Screen, rows: list[dict[str, Any]], *, key: str) -> None:
    """Over passages that are read, rows of `passages.PassageList.frame`: one is quoted in the report, or some moved."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        report.quote_box(rows, key=key)
        button(shown, [int(row["passage_id"]) for row in rows], key=key)


def of_documents(shown: Screen) -> None:
    """Beside the documents of a selection: their passages are moved, of the narratives that it names or of any."""
    if not 0 < shown.counts.documents < shown.counts.all_documents:
        return
    ids = passages_of_documents(shown.bundle, shown.selection)
    if len(ids) <= MOST_ROWS - _ROOM:
        button(shown, ids.tolist(), key="documents")


def _dialog(shown: Screen, passage_ids: list[int]) -> None:
    bundle = shown.bundle
    labels = bundle.labels
    inside = narratives_inside(bundle, passage_ids)
    with st.form("_passages", border=False):
        only = _which(bundle, passage_ids)
        of = several(
            _("Only those of these narratives"),
            inside,
            format_func=lambda n: labels.get(n, _("No clear narrative")),
            placeholder=_("All of them"),
        )
        to = st.selectbox(
            _("into"),
            [_NEW, *labels, NO_NARRATIVE],
            format_func=lambda n: labels.get(n, _("A new narrative") if n == _NEW else _("No clear narrative")),
            key="_passages_into",
        )
        name = st.text_input(_("Name of the new narrative"), max_chars=LONGEST_NAME)
        reason = st.text_input(_("Reason (optional)"))
        author.ask()
        saved = st.form_submit_button(_("Save"), type="primary", icon=":material/save:")
    if saved:

        def rows() -> list[Row]:
            narrative = bundle.columns.passage_narrative
            some = [i for i in only or passage_ids if not of or int(narrative[i]) in of]
            if to != _NEW:
                return moved_passages(bundle, some, None if to == NO_NARRATIVE else to, reason=reason)
            first = next((n for n in of or inside if n in labels), next(iter(labels)))
            return split_passages(bundle, first, some, name, reason=reason)

        changing.save(bundle, rows, _("Saved"))


def _which(bundle: Bundle, passage_ids: list[int]) -> list[int]:
    """Those of a few passages that are meant; none means all, as where they are too many to choose from."""
    if not 1 < len(passage_ids) <= _MOST_CHOSEN_FROM:
        return []
    rows = records(passages_by_id(bundle, passage_ids, limit=len(passage_ids)).frame)
    words = {int(row["passage_id"]): f"{source_name(row['source'])} · {beginning(row['text'])}" for row in rows}
    chosen: list[int] = several(
        _("Only these passages"), list(words), format_func=words.__getitem__, placeholder=_("All of them")
    )
    return chosen


def beginning(text: str) -> str:
    """The first words of a passage."""
    return textwrap.shorten(" ".join(text.split()), _LONGEST_BEGINNING, placeholder=" …")


def narratives_inside(bundle: Bundle, passage_ids: list[int]) -> list[int]:
    """The narratives of some passages, that of most of them first."""
    found = [int(n) for n in bundle.columns.passage_narrative[passage_ids]]
    return sorted(set(found), key=lambda n: (-found.count(n), n))
