"""The rows of what an analyst may say of a narrative, a theme, a document, a copy or a source; checked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final
from uuid import uuid4

from filrouge.annotations.acts import (
    CLAIM,
    DOCUMENT,
    LONGEST_NAME,
    LONGEST_WORDING,
    NARRATIVE,
    PAIR,
    SOURCE,
    STATUSES,
    THEME,
    Row,
)
from filrouge.annotations.claim_identities import about_claim
from filrouge.annotations.corrections import ATTRIBUTES, CORRECTED, span_of
from filrouge.annotations.identities import about_narrative
from filrouge.annotations.log import current
from filrouge.annotations.state import State
from filrouge.bundle import Bundle, records
from filrouge.characters import one_line, several_lines
from filrouge.errors import InputError
from filrouge.i18n import _
from filrouge.search import fts5_expression

WRONG: Final = ("copy", "order", "side")
"""What may be wrong about two documents that share text."""


def of_narrative(bundle: Bundle, number: int, said: Mapping[str, Any], *, reason: str = "") -> list[Row]:
    """Rows that say something of a narrative: `name`, `star`, `hidden`, `status`; None puts back what was found.

    Raises
    ------
    InputError : a name is empty or too long, or a status is none.
    """
    state = current(bundle)
    about, rows = about_narrative(bundle, state, number)
    return [*rows, *_said(NARRATIVE, about, said, reason, LONGEST_NAME)]


def _said(kind: str, about: str, said: Mapping[str, Any], reason: str, longest: int) -> Iterator[Row]:
    for what, value in said.items():
        if what == "status" and value is not None and value not in STATUSES:
            raise InputError(_("“{value}” is not one of {choices}").format(value=value, choices=", ".join(STATUSES)))
        yield Row(kind, about, what, _name(value, longest) if what == "name" and value is not None else value, reason)


def of_claim(bundle: Bundle, number: int, said: Mapping[str, Any], *, reason: str = "") -> list[Row]:
    """Rows that say something of a claim: `name` (how it is worded), `star`, `hidden`, `status`; None puts back what
    was found.

    Raises
    ------
    InputError : a wording is empty or too long, or a status is none.
    """
    about, rows = about_claim(bundle, current(bundle), number)
    return [*rows, *_said(CLAIM, about, said, reason, LONGEST_WORDING)]


def of_theme(bundle: Bundle, narrative: int, name: str | None) -> list[Row]:
    """Rows that name the theme that a narrative belongs to; the theme is known by its largest narrative."""
    themes = bundle.narratives.set_index("narrative")["theme"]
    largest = int(themes.index[themes == themes[narrative]][0])
    about, rows = about_narrative(bundle, current(bundle), largest)
    return [*rows, Row(THEME, about, "name", None if name is None else _name(name))]


def merged(bundle: Bundle, numbers: Iterable[int], into: int, *, reason: str = "") -> list[Row]:
    """Rows that merge narratives into one."""
    state = current(bundle)
    target, rows = about_narrative(bundle, state, into)
    for number in numbers:
        if number != into:
            about, noted = about_narrative(bundle, state, number)
            rows += [*noted, Row(NARRATIVE, about, "merge", target, reason)]
    return once(rows)


def parted(bundle: Bundle, number: int, state: State) -> dict[str, str]:
    """The narratives that were merged into one, by identity: the name each had."""
    target, _noted = about_narrative(bundle, state, number)
    rows = [row for row in state.rows(NARRATIVE, "merge") if row.value == target]
    noted = {row.about: state.value(NARRATIVE, row.about, "identity") or {} for row in rows}
    return {about: str(of_it.get("label", about)) for about, of_it in noted.items()}


def split(bundle: Bundle, number: int, query: str, name: str, *, reason: str = "") -> list[Row]:
    """Rows that make the documents of a narrative that match a query a narrative of their own.

    Raises
    ------
    QueryError, InputError : the query cannot be understood, or the name is none.
    """
    fts5_expression(query)
    about, rows = about_narrative(bundle, current(bundle), number)
    value = {"query": one_line(query), "name": _name(name)}
    return [*rows, Row(NARRATIVE, about, f"split:{uuid4().hex[:12]}", value, reason)]


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
    made = Row(NARRATIVE, about, what, {"name": _name(name)}, reason)
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
    rows = []
    for what, value in said.items():
        if what not in CORRECTED:
            raise InputError(_("“{value}” is not one of {choices}").format(value=what, choices=", ".join(CORRECTED)))
        cleaned = None if value is None else one_line(value)
        if cleaned and what == "date":
            span_of(cleaned)
        if what == "language" and cleaned is not None and not (2 <= len(cleaned) <= 3 and cleaned.isalpha()):
            raise InputError(_("“{value}” is not a code of a language, such as fr").format(value=value))
        rows.append(Row(DOCUMENT, doc_id, what, cleaned.lower() if what == "language" and cleaned else cleaned, reason))
    return rows


def of_source(source: str, said: Mapping[str, str | None], *, reason: str = "") -> list[Row]:
    """Rows that say what is known of a source: `kind`, `country`, `language`, `owner`, `group`, `reliability`."""
    wrong = [what for what in said if what not in ATTRIBUTES]
    if wrong:
        raise InputError(_("“{value}” is not one of {choices}").format(value=wrong[0], choices=", ".join(ATTRIBUTES)))
    cleaned = {what: None if value is None else one_line(value)[:LONGEST_NAME] for what, value in said.items()}
    return [Row(SOURCE, source, what, value, reason) for what, value in cleaned.items()]


def wrong_pair(doc_id: str, of: str, what: str | None, *, reason: str = "") -> list[Row]:
    """A row that says what is wrong about two documents that are said to share text; None: nothing."""
    if what is not None and what not in WRONG:
        raise InputError(_("“{value}” is not one of {choices}").format(value=what, choices=", ".join(WRONG)))
    return [Row(PAIR, "\n".join(sorted((doc_id, of))), "wrong", what, reason)]


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


def _name(name: object, longest: int = LONGEST_NAME) -> str:
    words = one_line(str(name))
    if not words or len(words) > longest:
        raise InputError(_("a name has 1 to {most} characters").format(most=longest), hint=_("Enter another name."))
    return words


def once(rows: Iterable[Row]) -> list[Row]:
    """Rows of which no two are about the same: the last one counts."""
    return list({(row.kind, row.about, row.what): row for row in rows}.values())
