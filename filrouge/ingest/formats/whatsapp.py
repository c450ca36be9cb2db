"""A chat of WhatsApp, as the app exports it in letters: a record for each message."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from filrouge.ingest.dates.parse import Order, infer_order, parse_date
from filrouge.ingest.formats.paragraphs import lines_of
from filrouge.ingest.formats.press.articles import outside
from filrouge.ingest.profiles.chats import MESSAGE, WHO
from filrouge.ingest.record import Item, Record

_DAYS: Final = 5000  # that say in which order day and month are written
_METHODS: Final = dict.fromkeys(("text", "date", "source", "author"), "line of a chat")
_NAMES: Final = ("text", "date", "source", "author", "platform", "kind")


def read_whatsapp(item: Item, kind: str) -> Iterator[Record]:
    """Each message with who wrote it and when; notices of the app and pictures without words are rejected."""
    order = _order([found["day"] for line in lines_of(item, kind) if (found := MESSAGE.match(line))][:_DAYS])
    row = 0
    held: list[str] = []
    for line in lines_of(item, kind):
        if MESSAGE.match(line):
            if row:
                yield _record(row, held, order)
            elif before := outside(held):
                yield before
            row, held = row + 1, []
        held.append(line)
    if row:
        yield _record(row, held, order)


def _record(row: int, lines: Sequence[str], order: Order) -> Record:
    found = MESSAGE.match(lines[0])
    said = WHO.match(found["rest"]) if found else None
    if found is None or said is None:
        return Record(row, {"text": "\n".join(lines)}, _NAMES, "a service message")
    text = "\n".join([said["said"], *lines[1:]]).strip()
    who = said["who"].strip("\u200e\u200f\u202a\u202c ~")
    start = parse_date(found["day"], order).start
    day = start.date().isoformat() if start is not None else found["day"]
    fields = {"text": text, "date": f"{day} {found['time']}", "source": who, "author": who, "platform": "WhatsApp"}
    nothing = text.startswith("\u200e") or (text.startswith("<") and text.endswith(">"))
    why = "a notice of the app or a file without words" if nothing or not text else None
    return Record(row, {**fields, "kind": "post"}, _NAMES, why, None, _METHODS)


def _order(days: Sequence[str]) -> Order:
    """In which order the days of a chat are written: as one of them tells, or else as they follow each other."""
    told = infer_order(days)
    if told is not None:
        return told
    orders: tuple[Order, ...] = ("dmy", "mdy")
    return max(orders, key=lambda order: _n_in_turn(days, order))


def _n_in_turn(days: Sequence[str], order: Order) -> int:
    read: list[date] = [start.date() for day in days if (start := parse_date(day, order).start) is not None]
    return sum(before <= after for before, after in pairwise(read))
