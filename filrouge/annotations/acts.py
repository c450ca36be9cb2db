"""What a person says about a thing: one act, in one or several rows that are only ever added.

A row is about a thing, by its kind and its identity (a narrative's from `identities`, a document's id, a source's key),
and says what of it (`what`) is now what (`value`, as JSON has it; None: what the model found). Rows of one act are
undone together.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final
from uuid import uuid4

from filrouge.characters import one_line
from filrouge.errors import FilrougeError
from filrouge.i18n import _

NARRATIVE, THEME, CLAIM, DOCUMENT = "narrative", "theme", "claim", "document"
SOURCE, PAIR, ACT = "source", "pair", "act"
WATCHED: Final = "watched"
KINDS: Final = (NARRATIVE, THEME, CLAIM, DOCUMENT, SOURCE, PAIR, WATCHED, ACT)
"""What acts are about; rows about an act undo it, or do it again."""

STATUSES: Final = ("to check", "confirmed", "dismissed")
"""What an analyst thinks of a narrative or a claim."""

WRONG: Final = ("copy", "order", "side")
"""What may be wrong about two documents that share text."""

WRONG_SIDES: Final = "side"
"""What may be wrong about a narrative: the sides that were found in it."""

CORRECTED: Final = ("date", "source", "title", "language", "author")
"""What may be corrected of a document."""

ATTRIBUTES: Final = ("kind", "country", "language", "owner", "group", "reliability")
"""What people may say of a source."""

RELATIONS: Final = ("owned by", "same group as", "republishes", "mirror of")
"""What a source may be to another one."""

UNDONE: Final = "undone"
IDENTITY: Final = "identity"
"""Says which narrative or claim of which bundle an identity stands for: it is written with the first act about it."""

NAME_LANGUAGE: Final = "name_language"
"""The language in which a name was typed."""

UNTOLD: Final = frozenset({IDENTITY, NAME_LANGUAGE})
"""What goes with something that is said of a thing, and says nothing by itself."""

UNREADABLE: Final = ("no JSON",)
"""The value of a row of a database that is no JSON."""

LONGEST: Final = 20_000
LONGEST_NAME: Final = 120
LONGEST_WORDING: Final = 400
"""Of a claim."""
LONGEST_ID: Final = 2_000
LONGEST_SENTENCE: Final = 500
"""Of a narrative that is watched."""
LONGEST_EXAMPLE: Final = 1_000
MOST_EXAMPLES: Final = 12
MOST_ROWS: Final = 20_000
"""Of one act: what a file of sources may hold."""


@dataclass(frozen=True)
class Author:
    """Who acts: a person by name, and the program where one acted for them."""

    name: str
    program: str = ""


@dataclass(frozen=True)
class Row:
    """One row of the log.

    Attributes
    ----------
    kind, about : the thing it is about.
    what : what of it, such as "name" or "tag:free:urgent".
    value : what that is now; None for what the model found.
    reason : why, in the author's words.
    replaces : id of the row whose value the author saw there; None where it was the model's.
    id : its place in the log, from 1; 0 as long as it is not in it.
    act, part : the act it is part of, 32 hexadecimal digits, and its place in that, from 0.
    at : when, UTC, as ISO 8601 has it.
    who, program : the author.
    """

    kind: str
    about: str
    what: str
    value: Any = None
    reason: str = ""
    replaces: int | None = None
    id: int = 0
    act: str = ""
    part: int = 0
    at: str = ""
    who: str = ""
    program: str = ""

    @property
    def field(self) -> str:
        """What it is of the thing, without which one where there are several: "tag" of "tag:free:urgent"."""
        return self.what.partition(":")[0]

    @property
    def slot(self) -> str:
        """Which one, where there are several: "free:urgent" of "tag:free:urgent"."""
        return self.what.partition(":")[2]


def stamped(rows: list[Row], author: Author, act: str = "") -> list[Row]:
    """Rows as one act of an author, now.

    Raises
    ------
    FilrougeError : there are too many, or nobody is their author.
    """
    who = one_line(author.name)[:LONGEST_NAME]
    if not who:
        raise FilrougeError(_("Your name is missing"), hint=_("Enter it in the field “Your name”."))
    if len(rows) > MOST_ROWS:
        raise FilrougeError(
            _("{n} changes at once are too many").format(n=len(rows)),
            hint=_("Make at most {most} at a time.").format(most=MOST_ROWS),
        )
    now, act = datetime.now(UTC).isoformat(timespec="microseconds"), act or uuid4().hex
    program = one_line(author.program)[:LONGEST_NAME]
    return [replace(row, at=now, act=act, part=part, who=who, program=program) for part, row in enumerate(rows)]
