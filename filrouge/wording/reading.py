"""What a few texts are and share, in words."""

from typing import Final

import pandas as pd

from filrouge.explore.addressing import TEXT_KINDS, Party
from filrouge.explore.names import kind_name, source_name
from filrouge.explore.reading import TextRead
from filrouge.i18n import N_, _, day_text, in_series, number, quoted
from filrouge.wording.days import published_text

_HOW: Final = {
    "title": N_("{who} (named in the title)"),
    "signed": N_("signed: {who}"),
    "behalf": N_("{who} (last lines)"),
    "we": N_("{who} (says “we”)"),
    "salutation": N_("{who} (salutation)"),
    "appeal": N_("{who} (called upon)"),
}
_MOST_SIGNED: Final = 3


def text_kind(read: TextRead) -> str:
    """What a text is; empty where neither it nor its source nor its file says so."""
    if read.kind:
        return _(TEXT_KINDS[read.kind])
    kind = read.row["kind"]
    return kind_name(kind) if isinstance(kind, str) else ""


def speakers_text(read: TextRead) -> str:
    """Who speaks: the issuer and the author as stated, and whom the text names; empty where none is recognised."""
    stated = []
    if isinstance(read.row["issuer"], str):
        stated.append(_("{who} (issuer)").format(who=read.row["issuer"]))
    if isinstance(read.row["author"], str):
        stated.append(_("{who} (author)").format(who=read.row["author"]))
    return in_series([*stated, *(_said(one) for one in read.said.speakers)])


def addressees_text(read: TextRead) -> str:
    """To whom a text speaks; empty where nobody is recognised."""
    return in_series([_said(one) for one in read.said.addressees])


def cited_text(read: TextRead) -> str:
    """Whose words a text reports; empty where it reports none."""
    return in_series([quoted(one.who) for one in read.said.cited])


def _said(one: Party) -> str:
    who = one.who
    if one.how == "signed" and len(names := who.split(", ")) > _MOST_SIGNED:
        more = number(len(names) - _MOST_SIGNED)
        who = _("{names} and {n} more").format(names=", ".join(names[:_MOST_SIGNED]), n=more)
        return _(_HOW[one.how]).format(who=who)
    return _(_HOW[one.how]).format(who=quoted(who))


def when_text(read: TextRead) -> str:
    """When a text was published; where that is not known, the day before which it cannot have been written."""
    bound = read.row["not_before"]
    if pd.isna(read.row["published"]) and not pd.isna(bound):
        return _("undated, not before {day}").format(day=day_text(pd.Timestamp(bound).date()))
    return published_text(read.row)


def text_name(read: TextRead) -> str:
    """How a text is called beside others: its place in the list, and its source."""
    return _("{place}. {source}").format(place=number(read.place), source=source_name(read.row["source"]))
