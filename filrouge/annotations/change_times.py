"""When something was last said, undone or done again of a thing: what an export says that it was modified."""

from datetime import datetime
from typing import Any, Final

from filrouge.annotations.acts import ACT, CLAIM, DOCUMENT, NARRATIVE, THEME, UNTOLD, Row
from filrouge.annotations.identities import all_numbers, placed, split_identity, themes_said
from filrouge.annotations.state import State
from filrouge.bundle import Bundle, records

_IN: Final = "SELECT doc_id, narrative FROM shares JOIN documents USING (doc) WHERE doc_id IN (SELECT unnest($ids))"


class ChangeTimes:
    """The times of the last rows that concern each thing, undone ones and those that undid them among them."""

    def __init__(self, bundle: Bundle, state: State) -> None:
        self._times: dict[tuple[str, str], datetime] = {}
        self._narratives: dict[int, datetime] = {}
        self._acts: dict[str, datetime] = {}
        self._state = state
        for act, rows in state.acts.items():
            turned = [row for one in state.about.get((ACT, act), ()) for row in state.acts[one]]
            at = self._acts[act] = max(map(time_of, [*rows, *turned]))
            for row in rows:
                for thing in _things(row):
                    self._times[thing] = max(at, self._times.get(thing, at))
        into = {} if bundle.changes is None else bundle.changes.into
        numbers = all_numbers(state, placed(bundle, state).numbers)
        for (kind, about), at in self._times.items():
            if kind == NARRATIVE and about in numbers:
                self._later(into.get(numbers[about], numbers[about]), at)
        self._of_themes(bundle, state)
        documents = {about: at for (kind, about), at in self._times.items() if kind == DOCUMENT}
        for of in (bundle, bundle.model) if documents else ():
            for held in records(of.query(_IN, {"ids": list(documents)})):
                number = int(held["narrative"])
                self._later(into.get(number, number), documents[held["doc_id"]])

    def _of_themes(self, bundle: Bundle, state: State) -> None:
        """What is said of a theme concerns all its narratives."""
        said = themes_said(bundle, state)
        for row in records(bundle.narratives) if said else ():
            for about in said.get(int(row["theme"]), ()):
                if at := self._times.get((THEME, about)):
                    self._later(int(row["narrative"]), at)

    def of(self, kind: str, about: str) -> datetime | None:
        """Of a thing by its identity; None where nothing was ever said of it."""
        return self._times.get((kind, about))

    def of_row(self, row: Row) -> datetime:
        """When what a row says was last said, or that was undone or done again."""
        said = self._state.by_field[row.kind, row.field][row.about, row.what]
        return max(self._acts[one.act] for one in said)

    def of_narrative(self, number: int) -> datetime | None:
        """Of a narrative, with what was said of its documents, of its theme, and of what is merged into it."""
        return self._narratives.get(number)

    def _later(self, number: int, at: datetime) -> None:
        self._narratives[number] = max(at, self._narratives.get(number, at))


def time_of(row: Row) -> datetime:
    """When a row was said."""
    return datetime.fromisoformat(row.at)


def _things(row: Row) -> list[tuple[str, str]]:
    """What a row concerns: the thing it is about, and what others go into or come out of."""
    if row.what in UNTOLD or row.kind == ACT:
        return []
    if row.kind == DOCUMENT and row.field in {"note", "tag"}:
        return []
    others: list[Any] = []
    if row.field in {"merge", "move", "passage"}:
        others = [row.value, row.slot]
    elif (row.kind, row.field) == (NARRATIVE, "split"):
        others = [split_identity(row)]
    kind = CLAIM if row.kind == CLAIM else NARRATIVE
    return [(row.kind, row.about), *((kind, one) for one in others if one and isinstance(one, str))]
