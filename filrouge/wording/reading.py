"""What a few texts are and share, in words."""

from textwrap import shorten
from typing import Final

from filrouge.explore.addressing import TEXT_KINDS, TO_ALL, Party
from filrouge.explore.names import kind_name, source_name
from filrouge.explore.reading import TextRead
from filrouge.i18n import N_, _, in_series, number, quoted
from filrouge.schema import NO_SOURCE
from filrouge.wording.days import published_text

_HOW: Final = {
    "title": N_("{who} (named in the title)"),
    "signed": N_("signed: {who}"),
    "behalf": N_("{who} (last lines)"),
    "we": N_("{who} (says “we”)"),
    "salutation": N_("{who} (salutation)"),
    "appeal": N_("{who} (called upon)"),
    "titled": N_("{who} (named in the title)"),
    "byline": N_("{who} (byline)"),
    "started": N_("{who} (started it)"),
    "letterhead": N_("{who} (letterhead)"),
    "dateline": N_("{who} (agency in the dateline)"),
    "handle": N_("{who} (account named beside the text)"),
    "reposted": N_("{who} (reposted here)"),
    "interview": N_("{who} (interviewed)"),
}
_MOST_SIGNED: Final = 3
_LONGEST_NAME: Final = 60


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
    """To whom a text speaks; of a report or a post that addresses nobody, that; empty where nobody is recognised."""
    if not read.said.addressees and read.kind in TO_ALL:
        return _("its readers; nobody is addressed by name")
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
    """When a text was published, or the day before which it cannot have been written."""
    return published_text(read.row)


def text_name(read: TextRead) -> str:
    """How a text is called beside others: its place in the list, and its source, or else who speaks, or its title."""
    row = read.row
    stated = [row[name] for name in ("author", "issuer") if isinstance(row[name], str)]
    speakers = [one.who for one in read.said.speakers if one.how not in {"we", "handle"}]
    title = [row["title"]] if isinstance(row["title"], str) else []
    others = [*stated, *speakers, *title, *(one.who for one in read.said.speakers)]
    name = source_name(row["source"])
    if row["source"] == NO_SOURCE and others:
        name = shorten(others[0], _LONGEST_NAME, placeholder=" …")
    return _("{place}. {source}").format(place=number(read.place), source=name)
