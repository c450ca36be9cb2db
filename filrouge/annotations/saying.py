"""The rows of what an analyst may say of a narrative, a theme, a document, a copy or a source; checked."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from uuid import uuid4

from filrouge.annotations.act_fields import checked
from filrouge.annotations.acts import (
    CLAIM,
    DOCUMENT,
    LONGEST_NAME,
    NAME_LANGUAGE,
    NARRATIVE,
    PAIR,
    SOURCE,
    THEME,
    WRONG_SIDES,
    Row,
)
from filrouge.annotations.called import called
from filrouge.annotations.claim_identities import about_claim, claim_identity, placed_claims
from filrouge.annotations.identities import (
    about_narrative,
    about_theme,
    all_numbers,
    narrative_identity,
    placed,
    split_identity,
)
from filrouge.annotations.log import current
from filrouge.annotations.state import State
from filrouge.bundle import Bundle, records
from filrouge.characters import one_line, several_lines
from filrouge.errors import InputError
from filrouge.i18n import _
from filrouge.schema import NO_NARRATIVE


def of_narrative(bundle: Bundle, number: int, said: Mapping[str, Any], *, reason: str = "") -> list[Row]:
    """Rows that say something of a narrative: `name`, `star`, `hidden`, `status`; None puts back what was found.

    Raises
    ------
    InputError : a name is empty or too long, or a status is none.
    """
    state = current(bundle)
    about, rows = about_narrative(bundle, state, number)
    own = bundle.model.narratives.set_index("narrative")["labels"].get(number, ())
    found: dict[str, str | None] = {str(entry["label"]).casefold(): str(entry["language"]) for entry in own}
    split = (row for row in state.rows(NARRATIVE, "split") if split_identity(row) == about)
    found |= {str(row.value["name"]).casefold(): None for row in split}  # typed without the language behind it
    return [*rows, *_typed_in(bundle, state, NARRATIVE, about, said, found), *_said(NARRATIVE, about, said, reason)]


def _typed_in(
    bundle: Bundle, state: State, kind: str, about: str, said: Mapping[str, Any], found: Mapping[str, str | None]
) -> list[Row]:
    """The row that says in which language a name was typed: the reader's, or that of the name that was taken over
    (`found`: of each of these, in small letters), or none that counts where the same was typed without the language
    behind it.
    """
    if "name" not in said:
        return []
    again = said["name"] in (None, "", state.value(kind, about, "name"))
    language = None if again else found.get(str(said["name"]).casefold(), bundle.language)
    # Also where that is as it was: the name would have another language once the act that said so is undone.
    return [checked(Row(kind, about, NAME_LANGUAGE, language))]


def _said(kind: str, about: str, said: Mapping[str, Any], reason: str) -> list[Row]:
    return [checked(Row(kind, about, what, value, reason)) for what, value in said.items()]


def of_claim(bundle: Bundle, number: int, said: Mapping[str, Any], *, reason: str = "") -> list[Row]:
    """Rows that say something of a claim: `name` (how it is worded), `star`, `hidden`, `status`; None puts back what
    was found.

    Raises
    ------
    InputError : a wording is empty or too long, or a status is none.
    """
    state = current(bundle)
    about, rows = about_claim(bundle, state, number)
    return [*rows, *_typed_in(bundle, state, CLAIM, about, said, {}), *_said(CLAIM, about, said, reason)]


def of_theme(bundle: Bundle, narrative: int, name: str | None) -> list[Row]:
    """Rows that name the theme that a narrative belongs to."""
    state = current(bundle)
    about, rows = about_theme(bundle, state, narrative)
    typed = _typed_in(bundle, state, THEME, about, {"name": name}, {})
    return [*rows, *typed, checked(Row(THEME, about, "name", name))]


def merged(bundle: Bundle, numbers: Iterable[int], into: int, *, kind: str = NARRATIVE, reason: str = "") -> list[Row]:
    """Rows that merge narratives, or claims, into one."""
    state, about = current(bundle), _ABOUT[kind]
    target, rows = about(bundle, state, into)
    for number in numbers:
        if number != into:
            own, noted = about(bundle, state, number)
            rows += [*noted, Row(kind, own, "merge", target, reason)]
    return once(rows)


_ABOUT: Final = {NARRATIVE: about_narrative, CLAIM: about_claim}


def said_in_table(bundle: Bundle, said: Mapping[int, Mapping[str, Any]], *, reason: str = "") -> list[Row]:
    """Rows for what a table of narratives says of several at once.

    `said`: by number, as `of_narrative` has it, and `merge`: the number of the one it becomes part of. A name that is
    empty, or is the one that was found, puts that back.

    Raises
    ------
    InputError : as of `of_narrative`.
    """
    table = bundle.narratives.set_index("narrative")
    found = table["found_label" if "found_label" in table else "label"]
    rows: list[Row] = []
    for number, told in said.items():
        own = {what: value for what, value in told.items() if what != "merge"}
        if "name" in own and own["name"] in {"", str(found[number])}:
            own["name"] = None
        rows += of_narrative(bundle, number, own, reason=reason) if own else []
        if "merge" in told:
            rows += merged(bundle, [number], told["merge"], reason=reason)
    return once(rows)


def parted(bundle: Bundle, number: int, state: State, kind: str = NARRATIVE) -> dict[str, str]:
    """The narratives, or the claims, that were merged into one, by identity: what each was called."""
    target = (claim_identity if kind == CLAIM else narrative_identity)(bundle, state, number)
    abouts = [row.about for row in state.rows(kind, "merge") if row.value == target]
    return {about: called(state, kind, about) or about for about in abouts}


def parts_of(bundle: Bundle, state: State, kind: str = NARRATIVE) -> dict[int, list[str]]:
    """For each narrative, or claim, that people see and others were merged into: what these were called."""
    if bundle.changes is None or bundle.changes.left_out:
        return {}
    into, numbers = bundle.changes.into, all_numbers(state, placed(bundle, state).numbers)
    if kind == CLAIM:
        into, numbers = bundle.changes.claims_into, placed_claims(bundle, state).numbers
    found: dict[int, list[str]] = {}
    for row in state.rows(kind, "merge"):
        old = numbers.get(row.about, NO_NARRATIVE)
        if into.get(old, NO_NARRATIVE) != NO_NARRATIVE:
            found.setdefault(into[old], []).append(called(state, kind, row.about) or row.about)
    return found


def _language(bundle: Bundle) -> dict[str, str]:
    """The language in which a name is typed, where that is known."""
    return {"language": bundle.language} if bundle.language else {}


def split(bundle: Bundle, number: int, query: str, name: str, *, reason: str = "") -> list[Row]:
    """Rows that make the documents of a narrative that match a query a narrative of their own.

    Raises
    ------
    QueryError, InputError : the query cannot be understood, or the name is none.
    """
    about, rows = about_narrative(bundle, current(bundle), number)
    value = {"query": query, "name": name, **_language(bundle)}
    return [*rows, checked(Row(NARRATIVE, about, f"split:{uuid4().hex[:12]}", value, reason))]


def moved(bundle: Bundle, doc_ids: Iterable[str], of: int, to: int | None, *, reason: str = "") -> list[Row]:
    """Rows that move documents' passages from a narrative to another one, or to none."""
    state = current(bundle)
    source, rows = about_narrative(bundle, state, of)
    target = ""
    if to is not None and to >= 0:
        target, noted = about_narrative(bundle, state, to)
        rows += noted
    return once([*rows, *(Row(DOCUMENT, doc_id, f"move:{source}", target, reason) for doc_id in doc_ids)])


def moved_passages(bundle: Bundle, passage_ids: Sequence[int], to: int | None, *, reason: str = "") -> list[Row]:
    """Rows that move single passages to a narrative, or to none, whatever they are in."""
    target, rows = "", list[Row]()
    if to is not None and to >= 0:
        target, rows = about_narrative(bundle, current(bundle), to)
    return [*rows, *_passage_rows(bundle, passage_ids, target, reason)]


def split_passages(
    bundle: Bundle, number: int, passage_ids: Sequence[int], name: str, *, reason: str = ""
) -> list[Row]:
    """Rows that make some passages a narrative of their own, told as split off from one.

    Raises
    ------
    InputError : the name is none, or there are no passages.
    """
    if not passage_ids:
        raise InputError(_("there is no passage to split off"), hint=_("Choose others."))
    about, rows = about_narrative(bundle, current(bundle), number)
    what = f"split:{uuid4().hex[:12]}"
    made = checked(Row(NARRATIVE, about, what, {"name": name, **_language(bundle)}, reason))
    return [*rows, made, *_passage_rows(bundle, passage_ids, what, reason)]


def _passage_rows(bundle: Bundle, passage_ids: Sequence[int], target: str, reason: str) -> list[Row]:
    found = bundle.query(
        "SELECT doc_id, start FROM passages JOIN documents USING (doc) WHERE passage_id IN (SELECT unnest($ids)) "
        "ORDER BY passage_id",
        {"ids": [int(one) for one in passage_ids]},
    )
    return [Row(DOCUMENT, row["doc_id"], f"passage:{row['start']}", target, reason) for row in records(found)]


def of_document(doc_id: str, said: Mapping[str, str | None], *, reason: str = "") -> list[Row]:
    """Rows that correct a document: `date`, `source`, `title`, `language`, `author`; "" where it is not known, None for
    what was read.

    Raises
    ------
    InputError : a date or a language is none.
    """
    return _said(DOCUMENT, doc_id, said, reason)


def of_source(source: str, said: Mapping[str, str | None], *, reason: str = "") -> list[Row]:
    """Rows that say what is known of a source: `kind`, `country`, `language`, `owner`, `group`, `reliability`."""
    return _said(SOURCE, source, said, reason)


def about_pair(doc_id: str, of: str) -> str:
    """The identity of two documents that share text, whichever is named first."""
    return "\n".join(sorted((doc_id, of)))


def wrong_pair(doc_id: str, of: str, what: str | None, *, reason: str = "") -> list[Row]:
    """A row that says what is wrong about two documents that are said to share text; None: nothing."""
    return [checked(Row(PAIR, about_pair(doc_id, of), "wrong", what, reason))]


def wrong_sides(bundle: Bundle, narrative: int, wrong: bool, *, reason: str = "") -> list[Row]:
    """Rows that say that the sides that were found in a narrative are wrong, or no longer say so."""
    return of_narrative(bundle, narrative, {"wrong": WRONG_SIDES if wrong else None}, reason=reason)


def no_copies(doc_ids: Iterable[str], of: Iterable[str], *, reason: str = "") -> list[Row]:
    """Rows that say that documents are copies of none of a group."""
    group = list(of)
    pairs = dict.fromkeys(about_pair(one, other) for one in doc_ids for other in group if one != other)
    return [checked(Row(PAIR, about, "wrong", "copy", reason)) for about in pairs]


def tagged(kind: str, about: str, before: Iterable[str], after: Iterable[str]) -> list[Row]:
    """Rows that give a thing the tags of `after` in the place of those of `before`."""
    had, wanted = ({one_line(tag)[:LONGEST_NAME] for tag in tags} for tags in (before, after))
    wanted.discard("")
    return [
        *(Row(kind, about, f"tag:{tag}", None) for tag in sorted(had - wanted)),
        *(Row(kind, about, f"tag:{tag}", True) for tag in sorted(wanted - had)),
    ]


def noted(kind: str, about: str, text: str, note: str = "") -> list[Row]:
    """A row that notes something on a thing, or changes a note; nothing where nothing is noted."""
    words = several_lines(text).strip()
    return [Row(kind, about, f"note:{note or uuid4().hex}", words or None)] if words or note else []


def tags_of(state: State, kind: str, about: str) -> list[str]:
    """The keys of the tags of a thing."""
    return [row.slot for row in state.of(kind, about, "tag")]


def once(rows: Iterable[Row]) -> list[Row]:
    """Rows of which no two are about the same: the last one counts."""
    return list({(row.kind, row.about, row.what): row for row in rows}.values())
