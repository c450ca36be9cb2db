"""Documents and sources that people said something of, and that a bundle does not have; others take their place."""

from collections.abc import Iterator

from filrouge.annotations.acts import DOCUMENT, PAIR, SOURCE, Row
from filrouge.annotations.identities import Lost
from filrouge.annotations.state import State
from filrouge.bundle import Bundle
from filrouge.errors import InputError
from filrouge.i18n import _


def missing(bundle: Bundle, state: State, kind: str) -> tuple[Lost, ...]:
    """Things of a kind, "document" or "source", of which something is said that holds, and that a bundle lacks."""
    # Of a long log this takes a while, and a page asks for it each time it is drawn.
    return bundle.model.keep(("missing", kind, state.revision), lambda: _missing(bundle.model, state, kind))


def _missing(bundle: Bundle, state: State, kind: str) -> tuple[Lost, ...]:
    said = dict.fromkeys(row.about for row in _holding(state, kind))
    if kind == DOCUMENT:
        said |= dict.fromkeys(one for row in _holding(state, PAIR) for one in row.about.split("\n"))
    there = _there(bundle, state, kind, list(said)) if said else set()
    titles = {row.about: str(row.value) for row in state.rows(DOCUMENT, "title") if row.value}
    return tuple(Lost(about, titles.get(about, about), "gone") for about in said if about not in there)


def reassigned(bundle: Bundle, state: State, kind: str, about: str, to: str) -> list[Row]:
    """Rows that say of another document or source what is said of one that is missing; what is said of that stays.

    Raises
    ------
    InputError : a bundle does not have the other one either.
    """
    if to not in _there(bundle, state, kind, [to]):
        text = (
            _("this bundle has no source “{value}”") if kind == SOURCE else _("this bundle has no document “{value}”")
        )
        raise InputError(text.format(value=to), hint=_("Choose one that it has."))
    rows: list[Row] = []
    for row in _holding(state, kind):
        if row.about == about:
            rows += _moved(row, to, state)
    for row in _holding(state, PAIR) if kind == DOCUMENT else ():
        if about in (ends := row.about.split("\n")):
            rows += _moved(row, "\n".join(sorted({to, *ends} - {about})), state)
    return rows


def _moved(row: Row, to: str, state: State) -> Iterator[Row]:
    yield Row(row.kind, row.about, row.what, None)
    if state.row(row.kind, to, row.what) is None and (row.kind != PAIR or "\n" in to):
        yield Row(row.kind, to, row.what, row.value, row.reason)


def _holding(state: State, kind: str) -> list[Row]:
    fields = [field for of, field in state.by_field if of == kind]
    return sorted((row for field in fields for row in state.rows(kind, field)), key=lambda row: row.id)


def _there(bundle: Bundle, state: State, kind: str, abouts: list[str]) -> set[str]:
    if kind == SOURCE:  # a document may be corrected to be of a source that no other one is of
        return {*bundle.model.sources["source"], *(str(row.value) for row in state.rows(DOCUMENT, "source"))}
    found = bundle.model.query("SELECT doc_id FROM documents WHERE doc_id IN (SELECT unnest($ids))", {"ids": abouts})
    return set(found["doc_id"])
