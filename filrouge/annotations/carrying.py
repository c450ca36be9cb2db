"""What people said of a bundle goes along: into another build, out as JSON and CSV, and in again."""

import csv
import io
import json
from dataclasses import asdict, dataclass, fields
from typing import Any, Final

from filrouge.annotations import log
from filrouge.annotations.act_fields import stands
from filrouge.annotations.acts import CLAIM, DOCUMENT, IDENTITY, NARRATIVE, SOURCE, Author, Row
from filrouge.annotations.called import named
from filrouge.annotations.claim_identities import claim_noted, placed_claims
from filrouge.annotations.identities import Lost, Placed, placed, renoted
from filrouge.annotations.missing import missing
from filrouge.bundle import Bundle
from filrouge.errors import FilrougeError, InputError
from filrouge.i18n import _
from filrouge.spreadsheet import harmless

_FORMAT: Final = "filrouge-changes"
_VERSION: Final = 1
_MOST_KEPT: Final = 100_000_000  # the highest id of a row that is kept from a file: rows to come need ids above it
_LOOKED_AT: Final = ("filrouge", "filrouge build")


@dataclass(frozen=True)
class CarriedOver:
    """What people said something of, as far as a build has it: `narratives` and `claims`; `missing`: documents and
    sources that it does not have.
    """

    narratives: Placed
    claims: Placed
    missing: tuple[Lost, ...] = ()

    @property
    def lost(self) -> tuple[Lost, ...]:
        """What it does not have."""
        return self.narratives.lost + self.claims.lost + self.missing


def carry_over(old: Bundle, new: Bundle) -> CarriedOver | None:
    """Have what people said of a bundle hold for another build of its texts; None where nothing was ever said.

    Where something was said of the new one already, that stays, and nothing is copied.

    Raises
    ------
    FilrougeError : a log cannot be read or written.
    """
    state = log.current(old)
    if not state:
        return None
    if (old.name, log.database(old).name) != (new.name, log.database(new).name) and not log.current(new):
        rows = log.sound_rows(old)
        same_database = log.database(old).name == log.database(new).name
        log.database(new).add(new.name, rows, ids=not same_database)
    return note_places(new)


def note_places(bundle: Bundle) -> CarriedOver | None:
    """Note which narratives and claims of this build those are that people said something of, so that the next one can
    follow; None where nothing was ever said.
    """
    state = log.current(bundle)
    if not state:
        return None
    gone = tuple(one for kind in (DOCUMENT, SOURCE) for one in missing(bundle, state, kind))
    found = CarriedOver(placed(bundle, state), placed_claims(bundle, state), gone)
    rows = []
    for kind, now, noted in (
        (NARRATIVE, found.narratives.numbers, renoted),
        (CLAIM, found.claims.numbers, claim_noted),
    ):
        digests = {row.about: row.value["digest"] for row in state.rows(kind, IDENTITY)}
        rows += [noted(bundle, about, number) for about, number in now.items() if digests[about] != bundle.digest]
    log.add(bundle, rows, Author(*_LOOKED_AT), state)
    return found


def rows_json(bundle: Bundle) -> str:
    """All that was ever said of a bundle, as JSON that `add_json` takes in; `about_name` and `value_name` are for
    readers.
    """
    state = log.current(bundle)
    rows = [{**asdict(row), **named(state, row)} for row in log.sound_rows(bundle)] if state else []
    about = {"format": _FORMAT, "version": _VERSION, "bundle": bundle.name, "digest": bundle.digest}
    return json.dumps({**about, "rows": rows}, ensure_ascii=False, indent=1) + "\n"


def rows_csv(bundle: Bundle) -> str:
    """The same as a table: values as JSON has them; what a spreadsheet would run is made text."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    names = [one.name for one in fields(Row)]
    writer.writerow([*names, "about_name", "value_name", "undone"])
    state = log.current(bundle)
    for row in log.sound_rows(bundle) if state else ():
        cells = {**asdict(row), "value": json.dumps(row.value, ensure_ascii=False)}
        line = ["" if cells[name] is None else str(cells[name]) for name in names]
        line += named(state, row).values()
        writer.writerow([*map(harmless, line), "yes" if row.act in state.undone else ""])
    return stream.getvalue()


@dataclass(frozen=True)
class Added:
    """What a file of changes brought: how many acts are new, and a sentence for each that was left out."""

    acts: int
    problems: tuple[str, ...] = ()


def add_json(bundle: Bundle, text: str, *, where: str | None = None) -> Added:
    """Take in what `rows_json` wrote, of this bundle or another build of its texts.

    Acts that are known are not added again. An act of which a row says what no row may say is left out whole: once the
    row is mended, the file can be added again.

    Raises
    ------
    FilrougeError : it is no such file, nothing in it can be taken in, or it cannot be kept.
    """
    none = InputError(
        _("it does not hold changes that were made by hand"), where=where,
        hint=_("Give a file that filrouge changes, or the page History, wrote as JSON."),
    )  # fmt: skip
    try:
        given = json.loads(text)
        known_form = given["format"] == _FORMAT and int(given["version"]) <= _VERSION
        lines = list(given["rows"]) if known_form and isinstance(given["rows"], list) else None
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
        raise none from error
    if lines is None:
        raise none
    acts, problems = _read_acts(lines)
    if problems and not acts:
        raise InputError(problems[0].what, where=_place(where, problems[0]), hint=problems[0].hint)
    known = log.current(bundle).acts
    new = [act for name, act in acts.items() if name not in known]
    ids = [row.id for act in acts.values() for row in act]
    fresh = not known and len(set(ids)) == len(ids) and all(0 < id_ <= _MOST_KEPT for id_ in ids)
    held = log.database(bundle)
    for act in new:
        held.add(bundle.name, act, ids=fresh and held.keeps_ids)
    told = (str(InputError(one.what, where=_place(where, one), hint=one.hint)) for one in problems)
    return Added(len(new), tuple(told))


def _place(where: str | None, problem: FilrougeError) -> str:
    return f"{where}, {problem.where}" if where else str(problem.where)


def _read_acts(lines: list[Any]) -> tuple[dict[str, list[Row]], list[InputError]]:
    """The acts of a file by name, and what is wrong with those that are left out."""
    acts: dict[str, list[Row]] = {}
    wrong: dict[str, InputError] = {}
    for number, line in enumerate(lines, 1):
        name = str(line.get("act", number)) if isinstance(line, dict) else str(number)
        try:
            row = _read(line, {one.part for one in acts.get(name, ())})
        except InputError as error:
            hint = _("{hint} The change it belongs to was not added. Correct the row and add the file again.")
            place = _("row {n}").format(n=number)
            wrong.setdefault(name, InputError(error.what, where=place, hint=hint.format(hint=error.hint or "").strip()))
        else:
            acts.setdefault(name, []).append(row)
    return {name: act for name, act in acts.items() if name not in wrong}, list(wrong.values())


def _read(given: Any, parts: set[int]) -> Row:
    """A row of a file; what it says is looked at as if it came from anywhere else. `parts`: those its act has."""
    if not isinstance(given, dict):
        raise InputError(_("it is not a row"), hint=_("Remove it."))
    missing = [name for name in ("kind", "about", "what", "act", "part", "at", "who") if name not in given]
    if missing:
        raise InputError(_("“{name}” is missing").format(name=missing[0]), hint=_("Add it, as in the other rows."))
    row = stands(Row(**{one.name: given[one.name] for one in fields(Row) if one.name in given}))
    if row.part in parts:
        raise InputError(_("part {part} of the act occurs twice").format(part=row.part), hint=_("Renumber its parts."))
    return row
