"""What a log comes to: of each thing, what was last said and not undone; and its history."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from hashlib import sha256
from operator import attrgetter
from typing import Any, Final, TypeVar

from filrouge.annotations.act_fields import stands
from filrouge.annotations.acts import ACT, DOCUMENT, IDENTITY, UNDONE, UNTOLD, Row
from filrouge.errors import InputError

_Thing = tuple[str, str]  # what (or which one) of which thing
_Key = TypeVar("_Key")
_NAMES: Final = [one.name for one in fields(Row)]
_VALUES: Final = attrgetter(*_NAMES)
_AS_TEXT: Final = f"Row({', '.join(f'{name}=%r' for name in _NAMES)})"  # as its repr has it, in half the time
_INTO: Final = ((DOCUMENT, "move"), (DOCUMENT, "passage"))
"""What is said of other things that names a narrative."""
_NONE: Final[dict[_Thing, tuple[Row, ...]]] = {}


@dataclass(frozen=True)
class State:
    """The fold over the rows of a log; never changed.

    Attributes
    ----------
    tail : the last row.
    digest : SHA-256 over all rows, in order.
    by_field : by kind of thing and field, by identity and `what`, the rows about it, in order.
    acts : rows of each act.
    about : by kind of thing and identity, the acts about it.
    undone : acts that are undone.
    refused : rows that say what no row may say, by id with the reason: somebody else wrote them, and they count for
        nothing.
    """

    tail: Row | None = None
    digest: str = ""
    by_field: dict[tuple[str, str], dict[_Thing, tuple[Row, ...]]] = field(default_factory=dict)
    acts: dict[str, tuple[Row, ...]] = field(default_factory=dict)
    about: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    undone: frozenset[str] = frozenset()
    refused: tuple[tuple[int, str], ...] = ()

    @property
    def last(self) -> int:
        """The id of the last row; 0 where there is none."""
        return 0 if self.tail is None else self.tail.id

    @property
    def revision(self) -> str:
        """The last id and eight digits of the digest; empty where nothing was ever said."""
        return f"{self.last}-{self.digest[:8]}" if self.last else ""

    def __bool__(self) -> bool:
        """Whether anything was ever said."""
        return self.last > 0

    def after(self, rows: Iterable[Row]) -> "State":
        """The state after more rows, in order."""
        tail, digest, refused, undone = self.tail, self.digest, list(self.refused), set(self.undone)
        acts, about = defaultdict[str, list[Row]](list), defaultdict[_Thing, dict[str, None]](dict)
        said = defaultdict[tuple[str, str], defaultdict[_Thing, list[Row]]](lambda: defaultdict(list))
        for read in rows:
            tail, digest = read, _digest(digest, read)
            try:
                row = stands(read)
            except InputError as error:
                refused.append((read.id, str(error)))
                continue
            acts[row.act].append(row)
            about[row.kind, row.about][row.act] = None
            if row.kind == ACT and row.what == UNDONE:
                (undone.add if row.value else undone.discard)(row.about)
            else:
                said[row.kind, row.field][row.about, row.what].append(row)
        by_field = self.by_field | {
            place: _grown(self.by_field.get(place, _NONE), added) for place, added in said.items()
        }
        about_it = {thing: tuple(dict.fromkeys((*self.about.get(thing, ()), *added))) for thing, added in about.items()}
        return State(
            tail, digest, by_field, _grown(self.acts, acts), self.about | about_it, frozenset(undone), tuple(refused)
        )

    def rows(self, kind: str, field_: str) -> Iterator[Row]:
        """Of each thing of a kind, the row that holds now for a field of it, in the order in which they were said."""
        found = (self._holds(rows) for rows in self.by_field.get((kind, field_), _NONE).values())
        return iter(sorted((row for row in found if row is not None and row.value is not None), key=lambda row: row.id))

    def row(self, kind: str, about: str, what: str) -> Row | None:
        """The row that holds now for one thing; None where what the model found does."""
        found = self._holds(self.by_field.get((kind, what.partition(":")[0]), _NONE).get((about, what), ()))
        return found if found is not None and found.value is not None else None

    def value(self, kind: str, about: str, what: str, default: Any = None) -> Any:
        """What holds now for one thing."""
        found = self.row(kind, about, what)
        return default if found is None else found.value

    def of(self, kind: str, about: str, field_: str) -> list[Row]:
        """The rows that hold for one thing, of a field of which it may have several."""
        said = (row for act in self.about.get((kind, about), ()) for row in self.acts[act] if row.field == field_)
        whats = dict.fromkeys(row.what for row in said if (row.kind, row.about) == (kind, about))
        found = (self.row(kind, about, what) for what in whats)
        return sorted((row for row in found if row is not None), key=lambda row: row.id)

    def history(self, kind: str = "", about: str = "") -> list[Row]:
        """Rows that say something of a thing or name it (all of them without one), the latest first, those that undid
        it included.
        """
        if kind:
            said = (some for place in ((kind, "merge"), *_INTO) for some in self.by_field.get(place, _NONE).values())
            named = (row.act for some in said for row in some if about in (row.value, row.slot))
            acts = dict.fromkeys([*self.about.get((kind, about), ()), *named])
            turned = [one for act in acts for one in self.about.get((ACT, act), ())]
            among = (row for act in dict.fromkeys([*acts, *turned]) for row in self.acts[act])
            rows = [
                row for row in among
                if row.kind == ACT or (row.kind, row.about) == (kind, about) or about in (row.value, row.slot)
            ]  # fmt: skip
        else:
            rows = [row for some in self.acts.values() for row in some]
        return sorted((row for row in rows if row.what not in UNTOLD), key=lambda row: -row.id)

    def before(self, row: Row) -> Row | None:
        """The row whose value a row replaced; None where that was the model's."""
        about_it = self.by_field.get((row.kind, row.field), _NONE).get((row.about, row.what), ())
        return next((one for one in about_it if one.id == row.replaces), None)

    def held(self, kind: str, about: str, what: str, at: int) -> Row | None:
        """The row that held for one thing before a row was said, by its id `at`."""
        rows = self.by_field.get((kind, what.partition(":")[0]), _NONE).get((about, what), ())
        found = next((row for row in reversed(rows) if row.id < at and not self._was_undone(row.act, at)), None)
        return found if found is not None and found.value is not None else None

    def _was_undone(self, act: str, at: int) -> bool:
        turned = (row for one in self.about.get((ACT, act), ()) for row in self.acts[one] if row.what == UNDONE)
        said = [(row.id, bool(row.value)) for row in turned if row.about == act and row.id < at]
        return max(said)[1] if said else False

    def last_act(self, who: str) -> str:
        """The last act of a person that can be undone; empty where there is none."""
        return next((row.act for row in self._of(who) if row.kind != ACT and row.act not in self.undone), "")

    def last_undone(self, who: str) -> str:
        """The act that a person undid last, if nothing of theirs came after; empty where there is none."""
        for row in self._of(who):
            if row.kind != ACT:
                return ""
            if row.value and row.about in self.undone:
                return row.about
        return ""

    def _of(self, who: str) -> list[Row]:
        found = [rows[-1] for rows in self.acts.values() if rows[-1].who == who]
        return sorted(found, key=lambda row: -row.id)

    def _holds(self, rows: tuple[Row, ...]) -> Row | None:
        # What a thing is does not depend on whether the act that was the first about it still holds.
        return next((row for row in reversed(rows) if row.act not in self.undone or row.what == IDENTITY), None)


def replacing(rows: Iterable[Row], seen: State) -> list[Row]:
    """Rows that know whose value their author saw."""
    found = []
    for row in rows:
        before = seen.row(row.kind, row.about, row.what)
        found.append(replace(row, replaces=None if before is None else before.id))
    return found


def _grown(before: Mapping[_Key, tuple[Row, ...]], added: Mapping[_Key, list[Row]]) -> dict[_Key, tuple[Row, ...]]:
    """Rows by what they are about, with those that were added: each tuple is made once, however many these are."""
    return {**before, **{key: (*before.get(key, ()), *rows) for key, rows in added.items()}}


def _digest(before: str, row: Row) -> str:
    return sha256(f"{before}\n{_AS_TEXT % _VALUES(row)}".encode()).hexdigest()
