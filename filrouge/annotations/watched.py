"""Narratives that an analyst writes herself: a sentence, examples and counter-examples, and passages she judged.

Each has a key of its own, which links hold: it outlives a build, since nothing of it is of one. A passage that was
judged is known by its document and where in it it starts.
"""

import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import uuid4

from filrouge.annotations.acts import (
    LONGEST_EXAMPLE,
    LONGEST_NAME,
    LONGEST_SENTENCE,
    MOST_EXAMPLES,
    WATCHED,
    Row,
)
from filrouge.annotations.log import current
from filrouge.annotations.state import State
from filrouge.bundle import Bundle
from filrouge.characters import one_line
from filrouge.errors import InputError
from filrouge.i18n import _

Place = tuple[str, int]
"""A passage: the id of its document, and the character at which it starts."""


@dataclass(frozen=True)
class Watched:
    """A watched narrative.

    Attributes
    ----------
    key : in links, and in the log.
    name, sentence : what it is called, and what it says.
    examples, against : texts that say it too, and texts that do not although they look like it.
    judged : passages and whether an analyst says that they say it; what she said of another sentence does not count.
    left : passages of which she was asked and did not say it.
    """

    key: str
    name: str
    sentence: str
    examples: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    judged: tuple[tuple[str, int, bool], ...] = ()
    left: tuple[Place, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that says it."""
        return (self.sentence, *self.examples)


def watched(bundle: Bundle) -> dict[str, Watched]:
    """The watched narratives of a bundle by key, in the order in which they were written.

    Raises
    ------
    FilrougeError : the log cannot be read.
    """
    return watched_in(current(bundle))


def watched_in(state: State) -> dict[str, Watched]:
    """The same of a log that was read."""
    return {row.about: _of_row(row, state) for row in state.rows(WATCHED, "query")}


def name_of(state: State, key: str, at: int) -> str:
    """What a watched narrative was called when a row was said, by its id `at`, or when it was there last before."""
    said = state.by_field.get((WATCHED, "query"), {}).get((key, "query"), ())
    return next((str(row.value["name"]) for row in reversed(said) if row.value and row.id <= at), key)


def _of_row(row: Row, state: State) -> Watched:
    said: dict[str, Any] = row.value
    of = _mark(said["sentence"])
    asked = [
        (_place(one.slot), one.value["says"]) for one in state.of(WATCHED, row.about, "judged") if one.value["of"] == of
    ]
    judged = tuple((*place, says) for place, says in asked if says is not None)
    left = tuple(place for place, says in asked if says is None)
    examples, against = tuple(said["examples"]), tuple(said["against"])
    return Watched(row.about, said["name"], said["sentence"], examples, against, judged, left)


def written(
    bundle: Bundle,
    name: str,
    sentence: str,
    examples: Iterable[str] = (),
    against: Iterable[str] = (),
    *,
    key: str = "",
) -> list[Row]:
    """The row of a new watched narrative, or with `key` of a change to one; without a name it is called by its
    sentence.

    Raises
    ------
    InputError : the sentence is empty, something is too long, or another one is called so.
    """
    sentence = one_line(sentence)
    if not sentence or len(sentence) > LONGEST_SENTENCE:
        raise InputError(
            _("the sentence has {n} characters").format(n=len(sentence)),
            hint=_("Write what the narrative says, in 1 to {most} characters.").format(most=LONGEST_SENTENCE),
        )
    name = one_line(name) or _shortened(sentence)
    if len(name) > LONGEST_NAME:
        raise InputError(
            _("a name has 1 to {most} characters").format(most=LONGEST_NAME), hint=_("Enter another name.")
        )
    if any(one.name.casefold() == name.casefold() and one.key != key for one in watched(bundle).values()):
        raise InputError(
            _("another watched narrative is called “{name}”").format(name=name), hint=_("Enter another name.")
        )
    value = {"name": name, "sentence": sentence, "examples": _texts(examples), "against": _texts(against)}
    return [Row(WATCHED, key or uuid4().hex[:12], "query", value)]


def _texts(given: Iterable[str]) -> list[str]:
    found = list(dict.fromkeys(filter(None, map(one_line, given))))
    if len(found) > MOST_EXAMPLES or any(len(one) > LONGEST_EXAMPLE for one in found):
        raise InputError(
            _("there are too many examples, or one is too long"),
            hint=_("Give at most {n} of each kind, one a line, of at most {most} characters.").format(
                n=MOST_EXAMPLES, most=LONGEST_EXAMPLE
            ),
        )
    return found


def judged(one: Watched, verdicts: Mapping[Place, bool | None]) -> list[Row]:
    """Rows that say of passages whether they say it; None: they were left open, which takes back nothing."""
    before: dict[Place, bool | None] = {(doc_id, start): says for doc_id, start, says in one.judged}
    before |= dict.fromkeys(one.left)
    of = _mark(one.sentence)
    return [
        Row(WATCHED, one.key, f"judged:{start}:{doc_id}", {"says": says, "of": of})
        for (doc_id, start), says in verdicts.items()
        if ((doc_id, start) not in before if says is None else before.get((doc_id, start)) != says)
    ]


def removed(key: str) -> list[Row]:
    """A row that has a watched narrative gone."""
    return [Row(WATCHED, key, "query", None)]


def _place(slot: str) -> Place:
    start, _colon, doc_id = slot.partition(":")
    return doc_id, int(start)


def _mark(sentence: str) -> str:
    return sha256(sentence.encode()).hexdigest()[:12]


def _shortened(text: str) -> str:
    words = textwrap.shorten(text, LONGEST_NAME, placeholder="…")
    return words if words != "…" else text[:LONGEST_NAME]
