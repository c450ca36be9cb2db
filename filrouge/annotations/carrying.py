"""What people said of a bundle goes along: into another build, out as JSON and CSV, and in again."""

import csv
import io
import json
from dataclasses import asdict, dataclass, fields
from typing import Any, Final

from filrouge.annotations import log
from filrouge.annotations.acts import CLAIM, IDENTITY, KINDS, NARRATIVE, Author, Row
from filrouge.annotations.claim_identities import claim_noted, placed_claims
from filrouge.annotations.identities import Lost, Placed, placed, renoted
from filrouge.bundle import Bundle
from filrouge.characters import clean_json
from filrouge.errors import InputError
from filrouge.i18n import _
from filrouge.spreadsheet import harmless

_FORMAT: Final = "filrouge-changes"
_VERSION: Final = 1
_LOOKED_AT: Final = ("filrouge", "filrouge build")


@dataclass(frozen=True)
class CarriedOver:
    """What people said something of, as far as a build has it: `narratives` and `claims`."""

    narratives: Placed
    claims: Placed

    @property
    def lost(self) -> tuple[Lost, ...]:
        """What it does not have."""
        return self.narratives.lost + self.claims.lost


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
        rows = log.database(old).rows(old.name)
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
    found = CarriedOver(placed(bundle, state), placed_claims(bundle, state))
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
    """All that was ever said of a bundle, as JSON that `add_json` takes in."""
    rows = [asdict(row) for row in log.database(bundle).rows(bundle.name)] if log.current(bundle) else []
    about = {"format": _FORMAT, "version": _VERSION, "bundle": bundle.name, "digest": bundle.digest}
    return json.dumps({**about, "rows": rows}, ensure_ascii=False, indent=1) + "\n"


def rows_csv(bundle: Bundle) -> str:
    """The same as a table: values as JSON has them; what a spreadsheet would run is made text."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    names = [one.name for one in fields(Row)]
    writer.writerow([*names, "undone"])
    state = log.current(bundle)
    for row in log.database(bundle).rows(bundle.name) if state else ():
        cells = {**asdict(row), "value": json.dumps(row.value, ensure_ascii=False)}
        line = ["" if cells[name] is None else str(cells[name]) for name in names]
        writer.writerow([*map(harmless, line), "yes" if row.act in state.undone else ""])
    return stream.getvalue()


def add_json(bundle: Bundle, text: str, *, where: str | None = None) -> int:
    """Take in what `rows_json` wrote, of this bundle or another build of its texts; gives how many acts are new.

    Acts that are known are not added again.

    Raises
    ------
    FilrougeError : it is no such file, or cannot be kept.
    """
    hint = _("Give a file that filrouge changes, or the page History, wrote as JSON.")
    try:
        given = json.loads(text)
        rows = [_read(row) for row in given["rows"]] if given["format"] == _FORMAT else None
        version = int(given["version"])
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise InputError(_("it does not hold changes that were made by hand"), where=where, hint=hint) from error
    if rows is None or version > _VERSION:
        raise InputError(_("it does not hold changes that were made by hand"), where=where, hint=hint)
    known = log.current(bundle).acts
    new: dict[str, list[Row]] = {}
    for row in rows:
        if row.act not in known:
            new.setdefault(row.act, []).append(row)
    fresh = not known and len({row.id for row in rows}) == len(rows) and all(row.id > 0 for row in rows)
    held = log.database(bundle)
    for act in new.values():
        held.add(bundle.name, act, ids=fresh and held.keeps_ids)
    return len(new)


def _read(given: Any) -> Row:
    types = {"id": int, "part": int, "replaces": int, "value": object}
    row = {one.name: given[one.name] for one in fields(Row) if one.name in given}
    for name, value in row.items():
        if value is None and name in {"replaces", "value"}:
            continue
        if not isinstance(value, types.get(name, str)) or (isinstance(value, bool) and name in {"id", "part"}):
            raise TypeError(name)
    found = Row(**clean_json(row))
    if found.kind not in KINDS or len(found.act) > 32 or not found.act or not found.who:
        raise ValueError(found.kind)
    return found
