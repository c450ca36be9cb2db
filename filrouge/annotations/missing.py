"""Documents and sources that people said something of, and that a bundle does not have; others take their place."""

from collections.abc import Iterator
from dataclasses import replace

from filrouge.annotations.acts import DOCUMENT, PAIR, SOURCE, Row
from filrouge.annotations.identities import Lost
from filrouge.annotations.saying import about_pair
from filrouge.annotations.source_links import LINK, link_of
from filrouge.annotations.state import State
from filrouge.bundle import Bundle
from filrouge.errors import InputError
from filrouge.i18n import _


def missing(bundle: Bundle, state: State, kind: str) -> tuple[Lost, ...]:
    """Things of a kind, "document" or "source", of which something is said that holds, and that a bundle lacks."""
    # Of a long log this takes a while, and a page asks for it each time it is drawn.
    return bundle.model.keep(("missing", kind, state.revision), lambda: _missing(bundle.model, state, kind))


def _missing(bundle: Bundle, state: State, kind: str) -> tuple[Lost, ...]:
    said = dict.fromkeys(one for row in _holding(state, kind) for one in _things(row))
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
        if about in (things := _things(row)):
            rows += _moved(row, [to if one == about else one for one in things], state)
    return rows


def _moved(row: Row, things: list[str], state: State) -> Iterator[Row]:
    """What a row says, of other things in the place of those that it is about, if nothing is said of these."""
    yield Row(row.kind, row.about, row.what, None)
    about = about_pair(*things) if row.kind == PAIR else things[0]
    what = replace(link_of(row), other=things[1]).what if row.field == LINK else row.what
    if len(set(things)) == len(things) and state.row(row.kind, about, what) is None:
        yield Row(row.kind, about, what, row.value, row.reason)


def _holding(state: State, kind: str) -> list[Row]:
    """The rows that hold of things of a kind, those on two documents among them, in order."""
    kinds = (DOCUMENT, PAIR) if kind == DOCUMENT else (kind,)
    found = (row for of, field in state.by_field if of in kinds for row in state.rows(of, field))
    return sorted(found, key=lambda row: row.id)


def _things(row: Row) -> list[str]:
    """The documents or sources that a row is about."""
    return [row.about, link_of(row).other] if row.field == LINK else row.about.split("\n")


def _there(bundle: Bundle, state: State, kind: str, abouts: list[str]) -> set[str]:
    if kind == SOURCE:  # a document may be corrected to be of a source that no other one is of
        return {*bundle.model.sources["source"], *(str(row.value) for row in state.rows(DOCUMENT, "source"))}
    found = bundle.model.query("SELECT doc_id FROM documents WHERE doc_id IN (SELECT unnest($ids))", {"ids": abouts})
    return set(found["doc_id"])
