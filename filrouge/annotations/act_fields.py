"""What each kind of act may say: declared once, for what is typed in, what a file brings and what a store holds."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final

from filrouge.annotations.act_values import (
    MOST_ID,
    Check,
    exact,
    exact_or_none,
    key_of,
    list_of,
    one_of,
    only_true,
    record_of,
    short,
    text_of,
    whole_number,
    yes,
)
from filrouge.annotations.acts import (
    ACT,
    ATTRIBUTES,
    CLAIM,
    CORRECTED,
    DOCUMENT,
    IDENTITY,
    LONGEST,
    LONGEST_EXAMPLE,
    LONGEST_ID,
    LONGEST_NAME,
    LONGEST_SENTENCE,
    LONGEST_WORDING,
    MOST_EXAMPLES,
    MOST_ROWS,
    NAME_LANGUAGE,
    NARRATIVE,
    PAIR,
    RELATIONS,
    SOURCE,
    STATUSES,
    THEME,
    UNDONE,
    UNREADABLE,
    WATCHED,
    WRONG,
    WRONG_SIDES,
    Row,
)
from filrouge.annotations.dates import span_of
from filrouge.characters import one_line, several_lines
from filrouge.errors import InputError, QueryError
from filrouge.i18n import _
from filrouge.search import fts5_expression
from filrouge.vocabularies.source_kinds import kind_key

_ACT: Final = re.compile(r"[0-9A-Za-z._-]{1,32}")
_KEY: Final = re.compile(r"[0-9A-Za-z._-]{1,64}")
_PLACE: Final = re.compile(r"[0-9]{1,9}")
_FIRST_YEAR: Final = 1970
_TEXTS: Final = ("kind", "about", "what", "reason", "act", "at", "who", "program")


@dataclass(frozen=True)
class ActField:
    """One field of a kind of thing: `value`: what it may be; `slot`: which ones there may be, None where it is one."""

    value: Check
    slot: Check | None = None


def checked(row: Row) -> Row:
    """A row that says something its field may hold, cleaned.

    Raises
    ------
    InputError : it does not; the hint says how to mend it.
    """
    _columns(row)
    declared = ACT_FIELDS.get((row.kind, row.field))
    if declared is None:
        raise InputError(
            _("“{kind}” has no field “{what}”").format(what=short(row.field), kind=short(row.kind)),
            hint=_("Use the version of Fil Rouge that wrote it, or remove the row."),
        )
    about, slot = several_lines(row.about), several_lines(row.slot)
    _ABOUT.get(row.kind, _anything)(about)
    if declared.slot is not None:
        slot = declared.slot(slot)
    elif row.what != row.field:
        raise InputError(
            _("“{what}” takes no suffix").format(what=short(row.field)),
            hint=_("Remove the part after the colon."),
        )
    if (row.kind, row.field) == (SOURCE, "link") and slot.partition(":")[2] == about:
        raise InputError(_("a source is not linked to itself"), hint=_("Choose another source."))
    value = None if row.value is None and row.what != IDENTITY else declared.value(row.value)
    what = f"{row.field}:{slot}" if declared.slot else row.field
    reason = several_lines(row.reason).strip()[:LONGEST]
    return _with(row, about=about, what=what, value=value, reason=reason)


def _with(row: Row, **cleaned: Any) -> Row:
    """A row with some of its values cleaned; the row itself where that changes nothing, as in nearly all of a log."""
    if all(getattr(row, name) is value or getattr(row, name) == value for name, value in cleaned.items()):
        return row
    return replace(row, **cleaned)


def _columns(row: Row) -> None:
    """What a row has whatever it says."""
    for name in _TEXTS:
        value = getattr(row, name)
        if not isinstance(value, str):
            raise InputError(
                _("“{name}” is not text").format(name=name), hint=_("Put it in quotation marks.")
            )  # fmt: skip
        if len(value) > (LONGEST if name == "reason" else LONGEST_ID):
            raise InputError(_("“{name}” is too long").format(name=name), hint=_("Shorten it."))
    if row.value == UNREADABLE:
        raise InputError(_("“{name}” is not JSON").format(name="value"), hint=_("Write it as JSON."))
    for name, number, most in (
        ("id", row.id, MOST_ID), ("part", row.part, MOST_ROWS), ("replaces", row.replaces or 0, MOST_ID),
    ):  # fmt: skip
        if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number <= most:
            raise InputError(
                _("“{name}” is not a number from 0 to {most}").format(name=name, most=most), hint=_("Correct it.")
            )
    if not row.about.strip():
        raise InputError(_("“{name}” is empty").format(name="about"), hint=_("State what the change is about."))
    _of_its_act(row.act, row.at)


@lru_cache(maxsize=64)
def _of_its_act(act: str, at: str) -> None:
    """What the rows of an act have in common."""
    if act and not _ACT.fullmatch(act):
        raise InputError(
            _("“{name}” holds other characters than letters, digits, “.”, “_” and “-”").format(name="act"),
            hint=_("Write 1 to {n} of these.").format(n=32),
        )
    if at:
        _time(at)


def stands(row: Row) -> Row:
    """The same of a row that is in a log already, or is to be put there as it is: it has an author, a time and an act.

    Raises
    ------
    InputError : as of `checked`.
    """
    found = checked(row)
    who, program = _author(row.who, row.program)
    for name, value in (("who", who), ("act", row.act), ("at", row.at)):
        if not value:
            raise InputError(
                _("“{name}” is empty").format(name=name), hint=_("State who made the change, when, and in which act.")
            )
    return _with(found, who=who, program=program)


@lru_cache(maxsize=256)
def _author(who: str, program: str) -> tuple[str, str]:
    return one_line(who)[:LONGEST_NAME], one_line(program)[:LONGEST_NAME]


def _time(text: str) -> None:
    try:
        at = datetime.fromisoformat(text)
        known = at.tzinfo is not None and at.astimezone(UTC).year >= _FIRST_YEAR
    except (ValueError, OverflowError):
        known = False
    if not known:
        raise InputError(
            _("“{text}” is not a time").format(text=short(text)), hint=_("Write it as 2025-05-31T18:30:00+00:00.")
        )


def _date(value: Any) -> str:
    day: str = text_of(LONGEST_NAME, empty=True)(value)
    if day:
        span_of(day)
    return day


def _language(value: Any) -> str:
    code: str = text_of(LONGEST_NAME, empty=True)(value)
    if code and not (2 <= len(code) <= 3 and code.isascii() and code.isalpha()):
        raise InputError(
            _("“{value}” is not a code of a language, such as fr").format(value=short(code)),
            hint=_("Write its two or three letters."),
        )
    return code.lower()


def _kind(value: Any) -> str:
    return kind_key(text_of(LONGEST_NAME, empty=True)(value))


def _link(value: Any) -> str:
    relation, _colon, other = str(value).partition(":")
    return f"{one_of(RELATIONS)(relation)}:{exact(other)}"


def _judged(value: Any) -> str:
    start, _colon, doc_id = str(value).partition(":")
    return f"{key_of(_PLACE)(start)}:{exact(doc_id)}"


def _pair(value: Any) -> str:
    ends = str(value).split("\n")
    if len(ends) != 2 or not all(ends) or ends != sorted(set(ends)):
        raise InputError(
            _("“{value}” is not a pair of documents").format(value=short(value)),
            hint=_("Give the ids of two documents, in alphabetical order, on two lines."),
        )
    return str(value)


def _anything(value: Any) -> Any:
    return value


def _query(value: Any) -> str:
    text: str = text_of(LONGEST)(value)
    try:
        fts5_expression(text)
    except QueryError as error:
        raise InputError(error.what, where=error.where, hint=error.hint) from error
    return text


def _verdict(value: Any) -> bool | None:
    return None if value is None else yes(value)


_ABOUT: Final[dict[str, Check]] = {PAIR: _pair, WATCHED: key_of(_KEY), ACT: key_of(_ACT)}
_NOTE: Final = ActField(text_of(LONGEST, lines=True), text_of(LONGEST_NAME))
_TAG: Final = ActField(only_true, text_of(LONGEST_NAME))
_NAMED: Final = {"name": ActField(text_of(LONGEST_NAME)), NAME_LANGUAGE: ActField(_language)}
_TOLD: Final = {"star": ActField(only_true), "hidden": ActField(only_true), "status": ActField(one_of(STATUSES))}
_KEYS: Final = list_of(exact, 100)
_NOTED: Final = {"digest": text_of(LONGEST_NAME), "label": text_of(LONGEST_ID, empty=True)}

_BY_KIND: Final[dict[str, dict[str, ActField]]] = {
    NARRATIVE: {
        IDENTITY: ActField(record_of({**_NOTED, "narrative": whole_number, "documents": _KEYS}, {"by_hand": yes})),
        **_NAMED,
        **_TOLD,
        "merge": ActField(exact),
        "wrong": ActField(one_of((WRONG_SIDES,))),
        "split": ActField(
            record_of({"name": text_of(LONGEST_NAME)}, {"query": _query, "language": _language}), key_of(_KEY)
        ),
        "note": _NOTE,
        "tag": _TAG,
    },
    THEME: {**_NAMED, "note": _NOTE, "tag": _TAG},
    CLAIM: {
        IDENTITY: ActField(record_of({**_NOTED, "claim": whole_number, "sentences": _KEYS}, {"by_hand": yes})),
        **_NAMED,
        "name": ActField(text_of(LONGEST_WORDING)),
        **_TOLD,
        "merge": ActField(exact),
        "note": _NOTE,
        "tag": _TAG,
    },
    DOCUMENT: {
        **{name: ActField(text_of(LONGEST_ID, empty=True)) for name in CORRECTED},
        "date": ActField(_date),
        "language": ActField(_language),
        "move": ActField(exact_or_none, exact),
        "passage": ActField(exact_or_none, key_of(_PLACE)),
        "note": _NOTE,
        "tag": _TAG,
    },
    SOURCE: {
        **{name: ActField(text_of(LONGEST_NAME, empty=True)) for name in ATTRIBUTES},
        "kind": ActField(_kind),
        "link": ActField(only_true, _link),
        "note": _NOTE,
        "tag": _TAG,
    },
    PAIR: {"wrong": ActField(one_of(WRONG)), "note": _NOTE, "tag": _TAG},
    WATCHED: {
        "query": ActField(
            record_of(
                {
                    "name": text_of(LONGEST_NAME),
                    "sentence": text_of(LONGEST_SENTENCE),
                    "examples": list_of(text_of(LONGEST_EXAMPLE), MOST_EXAMPLES),
                    "against": list_of(text_of(LONGEST_EXAMPLE), MOST_EXAMPLES),
                }
            )
        ),
        "judged": ActField(record_of({"says": _verdict, "of": text_of(LONGEST_NAME)}), _judged),
    },
    ACT: {UNDONE: ActField(yes)},
}

ACT_FIELDS: Final = {(kind, field): one for kind, fields in _BY_KIND.items() for field, one in fields.items()}
"""By kind of thing and field, what may be said."""
