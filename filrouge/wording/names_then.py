"""What a thing was called when something was said of it: as people called it then, else as it was found."""

from collections.abc import Iterable
from typing import Any, Final

from filrouge.annotations.acts import CLAIM, DOCUMENT, IDENTITY, NARRATIVE, PAIR, THEME, WATCHED, Row
from filrouge.annotations.claim_identities import placed_claims
from filrouge.annotations.identities import placed, split_identity, themes_said
from filrouge.annotations.state import State
from filrouge.annotations.watched import name_of
from filrouge.bundle import TENTATIVE, Bundle
from filrouge.explore.claims import wordings
from filrouge.i18n import spoken
from filrouge.wording.labels import theme_names

_NAMES: Final = {NARRATIVE: "name", THEME: "name", CLAIM: "name", DOCUMENT: "title"}


def name_then(kind: str, about: str, bundle: Bundle, state: State, at: int) -> str:
    """What a thing was called before a row of the log, by its id `at`: narratives, themes and claims by their names,
    documents by their titles, sources by their keys.
    """
    if kind == PAIR:
        return " / ".join(name_then(DOCUMENT, one, bundle, state, at) for one in about.split("\n"))
    if kind == WATCHED:
        return name_of(state, about, at)
    made = _split_off(about, state)
    known = about if made is None else split_identity(made)
    given = state.held(kind, known, _NAMES[kind], at) if kind in _NAMES else None
    return found_then(kind, about, bundle, state, at) if given is None else str(given.value) or about


def found_then(kind: str, about: str, bundle: Bundle, state: State, at: int) -> str:
    """The name under which a thing was found, or split off by hand: that of the build in which people spoke of it, in
    the reader's language where this one still calls it so.
    """
    if kind == DOCUMENT:
        title = documents_as_found(bundle, [about]).get(about, {}).get("title")
        return title if isinstance(title, str) else about
    found = {NARRATIVE: _narrative, THEME: _theme, CLAIM: _claim}
    return found[kind](about, bundle, state, at) if kind in found else about


def documents_as_found(bundle: Bundle, doc_ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Rows of documents as they were read, by `doc_id`, those that the bundle does not have left out.

    Those asked for together are read together, and each once for as long as the bundle is open.
    """
    model, wanted = bundle.model, set(doc_ids)
    read: dict[str, dict[str, Any]] = model.once("documents as found", dict)
    if new := sorted(wanted - read.keys()):
        sql = "SELECT doc FROM documents WHERE doc_id IN (SELECT unnest($ids))"
        rows = model.document_rows(model.query(sql, {"ids": new})["doc"].tolist())
        read |= {doc_id: {} for doc_id in new} | {str(row["doc_id"]): row for row in rows.values()}
    return {doc_id: read[doc_id] for doc_id in wanted if read[doc_id]}


def _narrative(about: str, bundle: Bundle, state: State, at: int) -> str:
    if (made := _split_off(about, state)) is not None:
        return str(made.value["name"])
    model = bundle.model.speaking(bundle.language)
    noted, number = _noted(NARRATIVE, about, state, at), placed(model, state).numbers.get(about)
    if number in model.labels:
        own = str(model.narratives.loc[model.narratives["narrative"] == number, "label"].iloc[0])
        if noted.get("label", own) == own:
            return model.labels[int(number or 0)].removesuffix(TENTATIVE)
    return str(noted.get("label", about))


def _theme(about: str, bundle: Bundle, state: State, at: int) -> str:
    names = theme_names(bundle.model.speaking(bundle.language))
    theme = next((theme for theme, abouts in themes_said(bundle, state).items() if about in abouts), None)
    return names[theme] if theme in names else _narrative(about, bundle, state, at)


def _claim(about: str, bundle: Bundle, state: State, at: int) -> str:
    model = bundle.model.speaking(bundle.language)
    noted, number = _noted(CLAIM, about, state, at), placed_claims(model, state).numbers.get(about)
    if number is not None:
        own = wordings(model, "")[number][0]
        if own.startswith(noted.get("label", own)):  # a long one is noted in part
            return wordings(model, model.language or spoken())[number][0]
    return str(noted.get("label", about))


def _noted(kind: str, about: str, state: State, at: int) -> dict[str, Any]:
    """What was noted of a thing in the build that was open before a row; empty where that was never done."""
    rows = state.by_field.get((kind, IDENTITY), {}).get((about, IDENTITY), ())
    known = [row for row in rows if row.id <= at] or list(rows[:1])
    return dict(known[-1].value) if known else {}


def _split_off(about: str, state: State) -> Row | None:
    """The row that split a narrative off by hand; rows of the same act name it by what that row says."""
    split = (one for rows in state.by_field.get((NARRATIVE, "split"), {}).values() for one in rows if one.value)
    return next((one for one in split if about in {split_identity(one), one.what}), None)
