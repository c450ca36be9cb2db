"""What stood there before a row of the log, and which passage a row is about, in words."""

import textwrap
from typing import Final

from filrouge.annotations.acts import DOCUMENT, SOURCE, Row
from filrouge.annotations.dates import date_text
from filrouge.annotations.state import State
from filrouge.bundle import Bundle
from filrouge.explore.names import attribute_text
from filrouge.explore.passages import passages_by_id
from filrouge.wording.names_then import documents_as_found, found_then

_LONGEST: Final = 60  # characters of a passage


def former_text(row: Row, bundle: Bundle, state: State) -> str:
    """The name or the fact whose place a row took: what somebody had said, else what was found; empty for nothing."""
    before = state.before(row)
    return found_text(row, bundle, state) if before is None or before.value is None else _said(row, str(before.value))


def _said(row: Row, value: str) -> str:
    return attribute_text(row.field, value) if row.kind == SOURCE else value


def found_text(row: Row, bundle: Bundle, state: State) -> str:
    """What was found of the name or the fact that a row is about; empty where that was nothing."""
    if row.kind == SOURCE:
        sources = bundle.model.sources
        found = sources.loc[sources["source"] == row.about].get(row.field)
        return "" if found is None or found.empty else _said(row, _text(found.iloc[0]))
    if row.kind == DOCUMENT:
        fields = documents_as_found(bundle, [row.about]).get(row.about, {})
        return date_text(fields) if fields and row.field == "date" else _text(fields.get(row.field))
    return found_then(row.kind, row.about, bundle, state, row.id)


def passage_words(row: Row, bundle: Bundle) -> str:
    """The first words of the passage that a judgement is about; empty where this bundle does not have it."""
    start, _colon, doc_id = row.slot.partition(":")
    if not start.isdecimal():
        return ""
    ids = bundle.query(
        "SELECT passage_id FROM passages JOIN documents USING (doc) WHERE doc_id = $doc_id AND start = $start",
        {"doc_id": doc_id, "start": int(start)},
    )["passage_id"]
    found = passages_by_id(bundle, ids.astype(int).tolist()[:1], limit=1).frame if len(ids) else ids
    if not len(found):
        return ""
    text = " ".join(str(found["text"].iloc[0]).split())
    words = textwrap.shorten(text, _LONGEST, placeholder="…")
    return words if words != "…" else f"{text[:_LONGEST]}…"


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
