"""Events that analysts note beside a bundle: a day and what happened, drawn on every chart over time."""

import csv
import io
from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from filrouge.annotations import store
from filrouge.bundle import Bundle
from filrouge.characters import one_line
from filrouge.errors import FilrougeError
from filrouge.i18n import _
from filrouge.spreadsheet import runs

FILE: Final = "events.csv"
MOST: Final = 200
LONGEST: Final = 120
_COLUMNS: Final = ("date", "label")

Event = tuple[date, str]


@dataclass(frozen=True)
class Events:
    """`found`: the events, by day and label, none twice. `problems`: a sentence for each row that is none."""

    found: tuple[Event, ...]
    problems: tuple[str, ...] = ()

    @property
    def frame(self) -> pd.DataFrame:
        """`date` (datetime64) and `label`, a row for each event."""
        frame = pd.DataFrame(list(self.found), columns=list(_COLUMNS))
        return frame.astype({"date": "datetime64[us]", "label": "str"})


def events(bundle: Bundle) -> Events:
    """The events noted beside a bundle.

    Raises
    ------
    FilrougeError : their file cannot be read.
    """
    return read_events(text(bundle))


def text(bundle: Bundle) -> str:
    """The events of a bundle as they stand in their file: what changes when they do."""
    return store.read(store.beside(bundle.path, FILE))


def read_events(written: str) -> Events:
    """Read a table of events: CSV with the columns `date` (2025-05-31) and `label`, in any order, others left out.

    Commas, semicolons and tabs may part the columns. A row that is no event is named in `problems`, the rest is kept.
    """
    if not written.strip():
        return Events(())
    written = written.removeprefix("\ufeff")
    header = written.lstrip().splitlines()[0]
    delimiter = max(",;\t", key=header.count)
    rows = list(csv.reader(io.StringIO(written), delimiter=delimiter))
    names = [name.strip().casefold() for name in rows[0]]
    if missing := [name for name in _COLUMNS if name not in names]:
        problem = _("the first line has to name the columns date and label, and lacks {names}")
        return Events((), (problem.format(names=", ".join(missing)),))
    day_at, label_at = (names.index(name) for name in _COLUMNS)
    found: list[Event] = []
    problems = []
    for number, row in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in row):
            continue
        day, label = (row[at].strip() if at < len(row) else "" for at in (day_at, label_at))
        try:
            found.append(event(day, label))
        except ValueError as error:
            problems.append(_("line {n}: {problem}").format(n=number, problem=error))
    return _checked(found, problems)


def event(day: object, label: object) -> Event:
    """One event of what was typed.

    Raises
    ------
    ValueError : says what is wrong with it.
    """
    words = one_line(str(label or "")).removeprefix("'")
    if not words:
        raise ValueError(_("an event without a label"))
    if len(words) > LONGEST:
        raise ValueError(_("a label of {n} characters, at most {most} fit").format(n=len(words), most=LONGEST))
    try:
        return (day if isinstance(day, date) else date.fromisoformat(str(day))), words
    except ValueError:
        raise ValueError(_("“{day}” is not a day written as 2025-05-31").format(day=day)) from None


def _checked(found: list[Event], problems: list[str]) -> Events:
    once = sorted(set(found))
    if len(once) > MOST:
        problems = [*problems, _("{n} events; the first {most} are kept").format(n=len(once), most=MOST)]
    return Events(tuple(once[:MOST]), tuple(problems))


def save_events(bundle: Bundle, seen: Events, edited: list[Event]) -> Events:
    """Note events beside a bundle: `edited` in the place of `seen`, what others noted meanwhile kept.

    Raises
    ------
    FilrougeError : more than MOST, or the folder cannot be written to.
    """

    def into(written: str) -> str:
        others = set(read_events(written).found) - set(seen.found)
        all_of_them = sorted(others | set(edited))
        if len(all_of_them) > MOST:
            raise FilrougeError(
                _("{n} events are too many for a chart").format(n=len(all_of_them)),
                where=FILE,
                hint=_("Keep the {most} that matter.").format(most=MOST),
            )
        stream = io.StringIO()
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(_COLUMNS)
        # What a spreadsheet would run gets an apostrophe, which is left out when it is read.
        for day, label in all_of_them:
            writer.writerow((day.isoformat(), f"'{label}" if runs(label) or label[0] == "'" else label))
        return stream.getvalue()

    return read_events(store.change(store.beside(bundle.path, FILE), into))
