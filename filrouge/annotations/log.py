"""The log of a bundle: where it is, what it comes to now, and how something is added, undone and done again."""

import gc
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from filrouge.annotations import store
from filrouge.annotations.act_fields import checked, stands
from filrouge.annotations.acts import ACT, UNDONE, Author, Row, stamped
from filrouge.annotations.state import State, replacing
from filrouge.bundle import Bundle
from filrouge.errors import FilrougeError, InputError
from filrouge.i18n import _

if TYPE_CHECKING:
    from filrouge.annotations.database import Database

VARIABLE: Final = "FILROUGE_STORE"
"""Environment variable with the address of a database for all bundles; without it, each has a file beside it."""

FILE: Final = "annotations.sqlite"

_SETTLED: Final = 200_000_000  # nanoseconds after which a second change would have another time

_marks: dict[tuple[object, ...], tuple[int, ...]] = {}
_states: dict[tuple[object, ...], State] = {}


def database(bundle: Bundle) -> "Database":
    """The database that holds the log of a bundle.

    Raises
    ------
    FilrougeError : the address of the team's database is none.
    """
    from filrouge.annotations.database import at_address, in_file

    address = os.environ.get(VARIABLE, "")
    return at_address(address) if address else in_file(store.beside(bundle.path, FILE))


def current(bundle: Bundle) -> State:
    """What people have said of a bundle, as it is now. Only what is new since the last time is read.

    Raises
    ------
    FilrougeError : the log cannot be read.
    """
    mark: tuple[int, ...] | None = None
    place = _place(bundle)
    if not os.environ.get(VARIABLE, ""):
        if (mark := _mark(store.beside(bundle.path, FILE))) is None:
            return State()
        if _marks.get(place) == mark and place in _states:
            return _states[place]
    with _nothing_collected():
        state = _states[place] = _after(_states.get(place, State()), database(bundle), bundle.name)
    if mark is not None and time.time_ns() - max(mark[::3]) > _SETTLED:
        _marks[place] = mark
    return state


def _after(before: State, held: "Database", collection: str) -> State:
    """A state with what was added to its log since."""
    # The last row that is known comes with those after it: in another file in the place of this one it is another.
    rows = held.rows(collection, before.last - 1)
    if before.tail is not None:
        if rows[:1] == [before.tail]:
            del rows[0]
        else:
            before, rows = State(), held.rows(collection)
    return before.after(rows) if rows else before


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """All rows that are read stay: looking for some to throw away, again and again, takes a fifth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def was_read(bundle: Bundle) -> bool:
    """Whether what people have said of a bundle is in memory: else all of it is read, which may take a while."""
    none = not os.environ.get(VARIABLE, "") and not store.beside(bundle.path, FILE).exists()
    return none or _place(bundle) in _states


def _place(bundle: Bundle) -> tuple[object, ...]:
    """Where the log of a bundle is."""
    address = os.environ.get(VARIABLE, "")
    return (address, bundle.name) if address else (bundle.path,)


def sound_rows(bundle: Bundle) -> list[Row]:
    """All that was ever said of a bundle, in order, without rows that say what no row may say (`State.refused`).

    Raises
    ------
    FilrougeError : the log cannot be read.
    """
    found = []
    for row in database(bundle).rows(bundle.name):
        with suppress(InputError):
            found.append(stands(row))
    return found


def _mark(file: Path) -> tuple[int, ...] | None:
    """What changes when something is added to a database in a file; None where there is none."""
    found = []
    for part in (file, file.with_name(f"{file.name}-wal")):
        try:
            stat = part.stat()
        except FileNotFoundError:
            if part is file:
                return None
            found += [0, 0, 0]
        else:
            found += [stat.st_mtime_ns, stat.st_size, stat.st_ino]
    return tuple(found)


def add(bundle: Bundle, rows: Iterable[Row], author: Author, seen: State | None = None) -> str:
    """Add rows as one act of an author; gives the act.

    Parameters
    ----------
    seen : what the author saw; what is there now unless it is given.

    Raises
    ------
    FilrougeError : the rows cannot be kept.
    """
    given = replacing(rows, current(bundle) if seen is None else seen)
    stamped_rows = [checked(row) for row in stamped(given, author)]
    if not stamped_rows:
        return ""
    database(bundle).add(bundle.name, stamped_rows)
    return stamped_rows[0].act


def undo(bundle: Bundle, act: str, author: Author) -> None:
    """Undo an act, whoever's it is: a row says so.

    Raises
    ------
    FilrougeError : there is no such act.
    """
    _turn(bundle, act, author, undone=True)


def redo(bundle: Bundle, act: str, author: Author) -> None:
    """Have an act that was undone hold again.

    Raises
    ------
    FilrougeError : there is no such act.
    """
    _turn(bundle, act, author, undone=False)


def _turn(bundle: Bundle, act: str, author: Author, *, undone: bool) -> None:
    state = current(bundle)
    if act not in state.acts:
        raise FilrougeError(_("there is no such change"), hint=_("Reload the page."))
    if (act in state.undone) != undone:
        add(bundle, [Row(ACT, act, UNDONE, undone)], author, state)
