"""What stood there before a row of the log, and which passage a row is about, in words."""

import textwrap
from typing import Final

from filrouge.annotations.acts import CLAIM, DOCUMENT, IDENTITY, NARRATIVE, SOURCE, THEME, Row
from filrouge.annotations.claim_identities import placed_claims
from filrouge.annotations.dates import date_text
from filrouge.annotations.identities import all_numbers, placed, split_identity, themes_said
from filrouge.annotations.state import State
from filrouge.bundle import TENTATIVE, Bundle
from filrouge.explore.claims import wordings
from filrouge.explore.names import attribute_text
from filrouge.explore.passages import passages_by_id
from filrouge.i18n import spoken
from filrouge.wording.labels import theme_names

_LONGEST: Final = 60  # characters of a passage


def former_text(row: Row, bundle: Bundle, state: State) -> str:
    """The name or the fact whose place a row took: what somebody had said, else what was found; empty for nothing."""
    before = state.before(row)
    return found_text(row, bundle, state) if before is None or before.value is None else _said(row, str(before.value))


def _said(row: Row, value: str) -> str:
    return attribute_text(row.field, value) if row.kind == SOURCE else value


def found_text(row: Row, bundle: Bundle, state: State) -> str:
    """What was found of the name or the fact that a row is about; empty where that was nothing."""
    model = bundle.model.speaking(bundle.language)
    if row.kind == SOURCE:
        found = model.sources.loc[model.sources["source"] == row.about].get(row.field)
        return "" if found is None or found.empty else _said(row, _text(found.iloc[0]))
    if row.kind == DOCUMENT:
        number = model.query("SELECT doc FROM documents WHERE doc_id = ?", [row.about])["doc"]
        fields = model.document_row(int(number.iloc[0])) if len(number) else {}
        return date_text(fields) if fields and row.field == "date" else _text(fields.get(row.field))
    if row.kind == CLAIM:
        claim = placed_claims(bundle, state).numbers.get(row.about)
        if claim is not None:
            return wordings(model, model.language or spoken())[claim][0]
    return _found_name(row, model, state) or _noted(row, state)


def _found_name(row: Row, model: Bundle, state: State) -> str:
    """The name of a narrative or of a theme as it was found, or as it was split off."""
    number = all_numbers(state, placed(model, state).numbers).get(row.about, -1)
    if number in model.labels and row.kind == THEME:
        themes = model.narratives.set_index("narrative")["theme"]
        return theme_names(model)[int(themes[number])]
    if number in model.labels and row.kind == NARRATIVE:
        return model.labels[number].removesuffix(TENTATIVE)
    split = (one for rows in state.by_field.get((NARRATIVE, "split"), {}).values() for one in rows if one.value)
    return next((str(one.value["name"]) for one in split if row.about in {split_identity(one), one.what}), "")


def theme_text(about: str, bundle: Bundle, state: State) -> str:
    """What a theme is called now, by its identity; empty where this bundle does not have it."""
    themes = {theme for theme, abouts in themes_said(bundle, state).items() if about in abouts}
    names = theme_names(bundle)
    return next((names[theme] for theme in themes if theme in names), "")


def _noted(row: Row, state: State) -> str:
    noted = state.value(CLAIM if row.kind == CLAIM else NARRATIVE, row.about, IDENTITY)
    return str(noted["label"]) if noted else row.about


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
