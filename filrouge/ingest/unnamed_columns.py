"""Tables without a header: that they have none, and which column holds what, told by the cells."""

import re
from collections.abc import Iterable, Mapping, Sequence
from statistics import median
from typing import Final, NamedTuple

from filrouge.ingest.dates.parse import infer_order, parse_date
from filrouge.ingest.languages import normalise_language

_LINK: Final = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_NUMBER: Final = re.compile(r"[-+]?[0-9][0-9.,\s]*%?")
_COUNTED: Final = re.compile(r"[0-9]{1,7}|[0-9]{9}|[0-9]{15,}")
"""Numbers that stand for themselves, though programs may count days so."""

_NAME: Final = re.compile(r"column_[0-9]+")
_LONGEST_DATE: Final = 50
_FEWEST_WORDS: Final = 12  # of a sentence, which is no name of a column
_LONG: Final = 90  # characters of one in a script without spaces
_MOST: Final = 0.8  # of the cells of a column are of one form
_TRIED: Final = 60
_COMPARED: Final = 200  # columns whose cells are looked at
_MOST_CELLS: Final = 2000
_WORDS_OF_TITLE: Final = 2.5
_WORDS_OF_SOURCE: Final = 6
_FEWEST_ROWS: Final = 3  # that tell whether what a column holds comes again


class Told(NamedTuple):
    """Which column holds each field, and the fields of which that is not sure."""

    columns: dict[str, str]
    unsure: tuple[str, ...]


def are_unnamed(names: Sequence[str]) -> bool:
    """Whether columns have no names but their numbers."""
    return bool(names) and all(_NAME.fullmatch(name) for name in names)


def numbered(n: int) -> list[str]:
    """Names for so many columns that have none."""
    return [f"column_{number}" for number in range(1, n + 1)]


def form_of(cell: str | None) -> str:
    """What a cell holds, by its form: "date", "link", "number", "prose", "short", or "" for nothing."""
    cell = (cell or "").strip()
    if not cell:
        return ""
    if _LINK.fullmatch(cell):
        return "link"
    if _COUNTED.fullmatch(cell):
        return "number"
    if len(cell) <= _LONGEST_DATE and any(map(str.isdecimal, cell)):
        found = parse_date(cell)
        if found.precision in {"day", "minute"} or (found.start is None and parse_date(cell, "dmy").start is not None):
            return "date"
    if _NUMBER.fullmatch(cell):
        return "number"
    is_prose = (len(cell.split()) >= _FEWEST_WORDS or len(cell) >= _LONG) and not cell.endswith(("?", ":"))
    return "prose" if is_prose else "short"


def begins_with_data(rows: Sequence[Sequence[str | None]]) -> bool:
    """Whether the first of some rows is one of data: cells in it are dates, links, numbers or sentences as those below
    are, and none is a word above a column of such.
    """
    first, below = rows[0], [row for row in rows[1:_TRIED] if any(row)]
    alike = [row for row in below if len(row) == len(first)]
    if 2 * len(alike) < len(below):
        return False
    forms = [form_of(cell) for cell in first[:_COMPARED]]
    if not alike:
        return "prose" in forms and bool({"date", "link"} & set(forms))
    enough = max(_FEWEST_ROWS, _MOST_CELLS // max(len(forms), 1))
    told = counted = worded = False
    for n, form in enumerate(forms):
        usual = _usual([row[n] for row in alike[:enough]])
        if form == "short" and usual in {"date", "link", "number"}:
            return False
        told |= form == usual and form in {"date", "link", "prose"}
        counted |= form == usual == "number"
        worded |= form == "short" and usual == "prose"
    return told or (counted and not worded)


def has_dates_or_links(rows: Sequence[Sequence[str | None]], fewest: int = _FEWEST_ROWS) -> bool:
    """Whether a column of rows of one width holds dates or links, which prose with commas in it never does."""
    width = len(rows[0])
    alike = [row for row in rows[:_TRIED] if len(row) == width]
    return len(alike) >= max(fewest, _MOST * len(rows[:_TRIED])) and any(
        _usual([row[n] for row in alike]) in {"date", "link"} for n in range(min(width, _COMPARED))
    )


def _usual(cells: Iterable[str | None]) -> str:
    """The form that nearly all filled cells of a column have; "" where they have none."""
    forms = [form for cell in cells if (form := form_of(cell))]
    return next((form for form in dict.fromkeys(forms) if forms.count(form) >= _MOST * len(forms)), "")


def fields_of(values: Mapping[str, Sequence[str]]) -> Told:
    """Say what columns without names hold.

    Parameters
    ----------
    values : {column: some of its filled cells}, in the order of the columns.
    """
    left = {name: list(held[:_TRIED]) for name, held in values.items() if held}
    columns: dict[str, str] = {}
    unsure: list[str] = []
    for field, is_one in (("date", _are_dates), ("url", _are_links), ("language", _are_languages), ("id", _are_ids)):
        found = [name for name, held in left.items() if is_one(held)]
        if found:
            columns[field] = found[0]
            unsure += [field] if len(found) > 1 and field in {"date", "url"} else []
            for name in found:
                del left[name]
    left = {name: held for name, held in left.items() if _usual(held) not in {"number", "date", "link"}}
    if (text := max(left, key=lambda name: median(map(len, left[name])), default=None)) is None:
        return Told(columns, tuple(unsure))
    length = median(map(len, left[text]))
    if _words(left[text]) >= _FEWEST_WORDS or length >= _LONG:
        columns["text"] = text
        del left[text]
    told = _title_and_source(left, length)
    return Told(columns | told.columns, (*unsure, *told.unsure))


def _title_and_source(left: Mapping[str, list[str]], length: float) -> Told:
    """The title differs from row to row and has some words; the source comes again."""
    columns: dict[str, str] = {}
    unsure: list[str] = []
    titles = [name for name, held in left.items() if _words(held) >= _WORDS_OF_TITLE and not _come_again(held)]
    titles = [name for name in titles if 2 * median(map(len, left[name])) <= length] or titles
    short = [name for name in left if not titles and _words(left[name]) > 1 and _all_differ(left[name])]
    if len(short) == 1 and any(_come_again(left[name]) for name in left):
        titles = short
        unsure.append("title")
    if titles:
        columns["title"] = max(titles, key=lambda name: _words(left[name]))
        unsure += ["title"] if len(titles) > 1 else []
    others = [name for name in left if name != columns.get("title")]
    names = [name for name in others if _words(left[name]) <= _WORDS_OF_SOURCE and _are_names(left[name])]
    again = [name for name in names if _come_again(left[name])]
    if names:
        columns["source"] = (again or names)[0]
        unsure += ["source"] if len(again) != 1 else []
    return Told(columns, tuple(unsure))


def _are_names(held: Sequence[str]) -> bool:
    """Whether values are written in letters, and are no codes or pieces of markup."""
    return sum(2 * sum(map(str.isalpha, value)) > len(value) and "<" not in value for value in held) > len(held) / 2


def _come_again(held: Sequence[str]) -> bool:
    return len(held) >= _FEWEST_ROWS and len(set(held)) < len(held)


def _all_differ(held: Sequence[str]) -> bool:
    return len(held) >= _FEWEST_ROWS and len(set(held)) == len(held)


def _words(held: Sequence[str]) -> float:
    return sum(len(value.split()) for value in held) / len(held)


def _are_dates(held: Sequence[str]) -> bool:
    order = infer_order(held)
    dates = [value for value in held if form_of(value) == "date" and parse_date(value, order).start is not None]
    return _usual(held) == "date" and 2 * len(dates) > len(held)


def _are_links(held: Sequence[str]) -> bool:
    return _usual(held) == "link"


def _are_languages(held: Sequence[str]) -> bool:
    return all(len(value.strip()) == 2 and value.strip().islower() and normalise_language(value) for value in held)


def _are_ids(held: Sequence[str]) -> bool:
    return _usual(held) == "number" and len(set(held)) == len(held) and all(value.strip().isdecimal() for value in held)
