"""One document whole: its text, how each field was found, what was cut from it, and its copies."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from typing import Any, Final

import pandas as pd
import streamlit as st

from components.narrative_door import name_anchor
from components.reader import anchor, document_anchor, found_in_text, in_context, short, with_found, with_marks
from components.screen import Screen
from filrouge.bundle import records
from filrouge.explore.copies import KINDS, Copy, copies_of
from filrouge.explore.documents import Document
from filrouge.explore.names import kind_name, language_name, source_name, title_text
from filrouge.explore.takings import shared_text
from filrouge.explore.tellings import Mark
from filrouge.explore.view import View
from filrouge.figures.theme import colour
from filrouge.i18n import N_, _, day_text, ngettext, number, plural, quoted
from filrouge.schema import NO_SOURCE
from filrouge.wording.attribution import field_text, method_text
from filrouge.wording.days import published_text
from filrouge.wording.labels import tentative_note
from filrouge.wording.notes import note_text
from filrouge.wording.shared_text import pair_text
from filrouge.wording.source_links import source_text

_MOST_COPIES: Final = 50


def show(found: Document, shown: Screen) -> None:
    """Show one document: title, source, date with its evidence, link, text with its passages marked, what was cut."""
    fields = found.fields
    query = shown.selection.query
    st.html(f'<h3 dir="auto">{with_found(title_text(fields["title"]), query)}</h3>')
    source = fields["source"] if isinstance(fields["source"], str) else _(NO_SOURCE)
    if isinstance(fields["issuer"], str):
        source = _("{source} for {issuer}").format(source=source, issuer=fields["issuer"])
    words = plural("{n} word", "{n} words", fields["n_words"])
    stated = [kind_name(fields["kind"])] if isinstance(fields.get("kind"), str) else []
    stated += [fields[name] for name in ("platform", "account", "author") if isinstance(fields.get(name), str)]
    facts = " · ".join([source, *stated, published_text(fields), language_name(fields["language"]), words])
    st.html(f'<p class="fr-meta">{escape(facts)}{anchor(fields["url"])}</p>')
    left, right = st.columns([0.68, 0.32], gap="large")
    with left:
        marks = found_in_text(found.text, query)
        if marks:
            st.caption(
                plural("{n} search match, marked in the text.", "{n} search matches, marked in the text.", len(marks))
            )
        st.html(f'<div class="fr-text">{_marked(found, marks, shown)}</div>')
        if note := tentative_note(shown.bundle, found.passages["narrative"]):
            st.caption(note)
    with right:
        _facts(found, shown)
        before, after = shared_text(shown.bundle, str(fields["doc_id"]))
        # A copy is told of once: by its pair where the build found that.
        paired = found.copies["doc_id"].isin({*before["doc_id"], *after["doc_id"]})
        _copies(replace(found, copies=found.copies[~paired]), shown)
        _shared(replace(found, copies=found.copies[paired]), shown, before, after)


def _marked(found: Document, marks: Sequence[Mark], shown: Screen) -> str:
    """The text, each passage beside a bar in the colour of its narrative, named where it changes."""
    blocks, before, position = [], None, 0
    for row in records(found.passages):
        narrative, end = int(row["narrative"]), int(row["end"])
        name = f'<div class="fr-name">{name_anchor(shown, narrative)}</div>' if narrative != before else ""
        body = with_marks(found.text, marks, position, end).strip()
        mark = colour("narrative", narrative)
        blocks.append(f'<div class="fr-passage" style="--fr-mark:{mark}">{name}<p dir="auto">{body}</p></div>')
        before, position = narrative, end
    rest = with_marks(found.text, marks, position, len(found.text)).strip()
    return "".join(blocks) + (f"<p>{rest}</p>" if rest else "")


def _facts(found: Document, shown: Screen) -> None:
    fields = found.fields
    evidence, origin, bound = fields["published_evidence"], fields["origin"], fields["not_before"]
    file = origin["file"]
    if not pd.isna(origin["row"]):
        file = _("{file}, record {n}").format(file=file, n=int(origin["row"]))
    source = fields["source"] if isinstance(fields["source"], str) else NO_SOURCE
    facts = {
        _("About the source"): source_text(shown.bundle, source),
        _("Date"): published_text(fields),
        _("Found in"): method_text(way) if isinstance(way := fields["published_method"], str) else None,
        _("Evidence"): quoted(evidence) if isinstance(evidence, str) else None,
        _("Not before"): None if pd.isna(bound) else day_text(bound.date()),
        _("File"): file,
        "SHA-256": f"{origin['sha256'][:16]}…",
        _("Id"): fields["doc_id"],
    }
    with st.container(border=True):
        _list_facts(facts)
    found_by = fields.get("found", ())  # bundles of the first version have none
    if len(found_by):
        with st.expander(_("How each field was found")):
            _list_facts({field_text(entry["field"]): _way(entry) for entry in found_by})
    if any(isinstance(value, str) and value for value in found.extra.values()):
        with st.expander(_("Other columns of the input")):
            _list_facts(found.extra)
    for warning in fields["warnings"]:
        st.text(f"⚠ {note_text(warning)}")
    if found.cuts:
        with st.expander(
            plural(
                "{n} part was cut from the text as read", "{n} parts were cut from the text as read", len(found.cuts)
            )
        ):
            for cut in found.cuts:
                st.html(
                    f'<p class="fr-meta"><b>{escape(cut["reason"])}</b></p>'
                    f'<div class="fr-text" dir="auto"><del>{escape(cut["text"])}</del></div>'
                )
    else:
        st.caption(_("Nothing was cut from the text as read."))


_DIFFERENCES: Final = {
    "number": N_("numbers"), "negation": N_("negation"), "word": N_("words"), "passage": N_("whole passages"),
    "sign": N_("punctuation"),
}  # fmt: skip
_COPY_MARKS: Final = {"number": "number", "negation": "denial"}
_MOST_CHANGES: Final = 6
_AROUND: Final = 40  # characters about a place that differs
_LONGEST_CHANGE: Final = 240


def _copies(found: Document, shown: Screen) -> None:
    """The other documents with this text, or nearly: each with a link, and what it differs in."""
    n = len(found.copies)
    if not n:
        return
    copies = copies_of(shown.bundle, found, _MOST_COPIES)
    if n <= _MOST_COPIES and all(copy.same for copy in copies):
        title = ngettext("{n} other document with this text", "{n} other documents with this text", n)
    else:
        title = ngettext("{n} other document with nearly this text", "{n} other documents with this text, or nearly", n)
    with st.expander(title.format(n=number(n)), expanded=n < 10):
        if n > _MOST_COPIES:
            st.caption(_("The first {n} by date:").format(n=number(_MOST_COPIES)))
        for copy in copies:
            facts = " · ".join([source_name(copy.row["source"]), published_text(copy.row)])
            st.html(
                f'<div class="fr-meta">{escape(facts)} · {document_anchor(shown, copy.row["doc_id"])}'
                f"<br>{_compared(found, copy)}</div>"
            )


def _shared(found: Document, shown: Screen, before: pd.DataFrame, after: pd.DataFrame) -> None:
    """The earlier and the later texts that share text with this one, and those of which the dates tell no order: each
    with a link, and what was changed; of copies also each place that differs.
    """
    copies = {copy.row["doc_id"]: copy for copy in copies_of(shown.bundle, found, _MOST_COPIES)}
    open_, before, after = after[~after["told"]], before[before["told"]], after[after["told"]]
    for frame, title in (
        (before, ngettext("Shares text with {n} earlier text", "Shares text with {n} earlier texts", len(before))),
        (after, ngettext("{n} later text shares text with it", "{n} later texts share text with it", len(after))),
        (open_, ngettext("{n} text of unknown order shares text", "{n} texts of unknown order share text", len(open_))),
    ):
        if frame.empty:
            continue
        with st.expander(title.format(n=number(len(frame))), expanded=len(frame) < 10):
            for row in records(frame.head(_MOST_COPIES)):
                facts = " · ".join([source_name(row["source"]), published_text(row), language_name(row["language"])])
                beside = shown.anchor(View("spread", shown.selection, taken=row["later_id"]), _("Read side by side"))
                most = _("the earlier text it is most like") if len(frame) > 1 and row.get("alike") == 1 else ""
                copy = copies.get(row["doc_id"])
                st.html(
                    f'<div class="fr-meta">{escape(facts)} · {document_anchor(shown, row["doc_id"])} · {beside}'
                    f"<br><b>{escape(' · '.join(filter(None, (pair_text(row), most))))}</b>"
                    f"{f'<br>{_compared(found, copy)}' if copy else ''}</div>"
                )
            if len(frame) > _MOST_COPIES:
                st.caption(_("The first {n} are shown.").format(n=number(_MOST_COPIES)))


def _compared(found: Document, copy: Copy) -> str:
    """What a copy differs in, and where, as HTML."""
    return f"<b>{escape(_difference(copy))}</b>{_changes(found, copy)}"


def _difference(copy: Copy) -> str:
    if copy.same:
        return _("Identical.")
    if not copy.changes:
        return _("Differs in spacing only.")
    return _("Differs in {what}.").format(what=", ".join(_(_DIFFERENCES[kind]) for kind in copy.kinds))


def _changes(found: Document, copy: Copy) -> str:
    """The first places that differ, here and in the copy, marked; what turns the sense comes first."""
    rank = {kind: place for place, kind in enumerate(KINDS)}
    first = sorted(copy.changes, key=lambda change: rank[change.kinds[0]])[:_MOST_CHANGES]
    parts = []
    for change in first:
        kind = _COPY_MARKS.get(change.kinds[0], "changed")
        sides = ((_("This document"), found.text, change.here), (_("The other document"), copy.text, change.there))
        lines = (f"{escape(name)}: {_place(text, span, kind)}" for name, text, span in sides)
        parts.append(f'<p class="fr-change">{"<br>".join(lines)}</p>')
    if (more := len(copy.changes) - len(first)) > 0:
        text = ngettext("{n} more place differs.", "{n} more places differ.", more)
        parts.append(f"<p>{escape(text.format(n=number(more)))}</p>")
    return "".join(parts)


def _place(text: str, span: tuple[int, int], kind: str) -> str:
    """A place in a text with some of what stands around it; where nothing stands, only that."""
    place = span[0], min(span[1], span[0] + _LONGEST_CHANGE), kind
    return f'<span dir="auto">{in_context(text, [place], _AROUND)}</span>'


def _way(entry: dict[str, str]) -> str:
    return method_text(entry["method"]) + (f": {quoted(entry['evidence'])}" if entry["evidence"] else "")


def _list_facts(facts: dict[str, Any]) -> None:
    known = {name: value for name, value in facts.items() if isinstance(value, str) and value}
    lines = "<br>".join(f"<b>{escape(name)}</b> {escape(short(value))}" for name, value in known.items())
    st.html(f'<div class="fr-meta">{lines}</div>')
