"""Which input column holds what: common names recognised in any case, the rest settled by the user."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from filrouge.errors import InputError
from filrouge.ingest.column_names import (
    ALIASES,
    BESIDE,
    ENGLISH,
    OF_FIELD,
    OF_PEOPLE,
    OTHER_TIME,
    PUBLISHING,
    TIME,
    WITHOUT_SPACES,
)
from filrouge.ingest.normalize import normalize_text
from filrouge.schema import DOCUMENTS, TEXTS

KEPT_TOO: Final = ("country", "kind")
"""Fields that go to the table of sources and stay with the document under their own name as well."""


_COUNT: Final = re.compile(r"\+?(?P<figures>[0-9][0-9.,'’\s]{0,20})\s?(?P<unit>[KkMmBb]|tys|mln|)\.?")
_PARTS: Final = re.compile(r"(?<=[a-zà-ÿ0-9])(?=[A-ZÀ-Þ])|(?<=[A-Z])(?=[A-Z][a-z])")
_MOST_WORDS: Final = 6
_MARKS: Final = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0dff\u0e31-\u0e4e\u0eb1-\u0ecd\u1000-\u109f"
"""Signs on letters, which are no gap between words."""

_BETWEEN: Final = re.compile(rf"[^\w.{_MARKS}]+|_+")

_FIELD_IS_COLUMN: Final = re.compile(
    r"""\s*(?P<field>\w+)\s*=\s*(?:"(?P<quoted>(?:[^"]|"")+)"|(?P<plain>.+?))\s*(?:,\s*(?=[^,="]*=)|,?\s*\Z)""", re.S
)
_TAKEN: Final = frozenset(
    {column.name for table in (DOCUMENTS, TEXTS) for column in table.columns} | {"file_row_number", "doc"}
)


def parse_map(*options: str) -> dict[str, str]:
    """Read `--map text=COL,date=COL`, given once or more often, into {field: column}.

    A comma parts two fields where something with an equals sign follows it, since a column's name may hold commas; a
    name that holds both stands in double quotes.

    Raises
    ------
    InputError
        A part is not FIELD=COLUMN, or names a field there is not.
    """
    mapping: dict[str, str] = {}
    for option in options:
        rest = option.strip()
        while rest:
            found = _FIELD_IS_COLUMN.match(rest)
            field = found["field"].lower() if found else ""
            if found is None or field not in ALIASES:
                raise InputError(
                    f"'{rest if found is None else found[0].rstrip(', ')}' is not FIELD=COLUMN",
                    where="--map",
                    hint=f"Fields are {', '.join(ALIASES)}. Example: --map text=content,date=day. A column whose name "
                    """holds a comma and an equals sign stands in double quotes: --map 'text="a, b=c"'.""",
                )
            mapping[field] = found["plain"] or found["quoted"].replace('""', '"')
            rest = rest[found.end() :]
    return mapping


@dataclass(frozen=True, eq=False)
class Judged:
    """What the values of columns say of them.

    Attributes
    ----------
    fit : {field: the columns that hold it by their values}; they come before others.
    unfit : {field: the columns that do not hold it, whatever their names}.
    unnamed : {field: a column that no name tells, for a field that nothing else has}.
    unsure : the fields of which another column may be the one, in a table whose columns have no names.
    """

    fit: Mapping[str, frozenset[str]] = field(default_factory=dict)
    unfit: Mapping[str, frozenset[str]] = field(default_factory=dict)
    unnamed: Mapping[str, str] = field(default_factory=dict)
    unsure: tuple[str, ...] = ()


def recognise(
    names: Iterable[str], mapping: Mapping[str, str], filled: Iterable[str] | None = None, judged: Judged | None = None
) -> dict[str, str]:
    """Say which of a record's columns holds each field; a column serves one field only.

    `mapping` wins: a field whose mapped column is there is looked for nowhere else, even where that cell is empty.

    Parameters
    ----------
    names : the record's columns.
    filled : those of them that hold something; all where it is not said.
    judged : what their values say, where that is known.

    Returns
    -------
    {field: column}, for the fields that are there.
    """
    names = tuple(names)
    holding = frozenset(names if filled is None else filled)
    return dict(_recognised(names, tuple(mapping.items()), holding, judged))


@lru_cache(maxsize=2048)
def _recognised(
    names: tuple[str, ...], mapping: tuple[tuple[str, str], ...], holding: frozenset[str], judged: Judged | None
) -> Mapping[str, str]:
    by_fold: dict[str, str] = {}
    for name in names:
        by_fold.setdefault(name.strip().casefold(), name)
    chosen: dict[str, str] = {}
    for field_, wanted in mapping:
        column = wanted if wanted in names else by_fold.get(wanted.casefold())
        if column is not None:
            chosen[field_] = column
    for field_, columns in candidates(names).items():
        if field_ not in chosen:
            left = _in_order(field_, columns, judged) if judged else columns
            column = next((name for name in left if name in holding and name not in chosen.values()), None)
            if column is not None:
                chosen[field_] = column
    return {field_: column for field_, column in chosen.items() if column in holding}


def _in_order(field_: str, columns: tuple[str, ...], judged: Judged) -> tuple[str, ...]:
    fit, unfit = judged.fit.get(field_, frozenset()), judged.unfit.get(field_, frozenset())
    left = sorted((name for name in columns if name not in unfit), key=lambda name: name not in fit)
    return (*left, judged.unnamed[field_]) if field_ in judged.unnamed else tuple(left)


@lru_cache(maxsize=256)
def candidates(names: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Which columns could hold each field, best first, by their names alone.

    A column's own name comes before the last part of a nested one (`article.title`), and a name of `ALIASES` before one
    that is put together of words ("Post Created (UTC)", "Body Text (cleaned)").
    """
    found: dict[str, list[tuple[int, int, int, str]]] = {name: [] for name in ALIASES}
    for position, name in enumerate(names):
        for field_, depth, rank in _could_hold(name):
            found[field_].append((depth, rank, position, name))
    return {field_: tuple(name for *_, name in sorted(ranked)) for field_, ranked in found.items()}


_BESIDE: Final[Mapping[str, frozenset[str]]] = {
    "title": frozenset({"text"}),
    "source": OF_FIELD["title"] | {"nom", "nombre", "nome", "naam", "nazwa", "adı"},  # "Titre de la publication"
}
"""Words that may stand beside those of one field only."""

_NOT_ENGLISH: Final = frozenset().union(*OF_FIELD.values()) - ENGLISH
_RANK: Final = {field_: {alias: n for n, alias in enumerate(aliases)} for field_, aliases in ALIASES.items()}


@lru_cache(maxsize=8192)
def _could_hold(name: str) -> tuple[tuple[str, int, int], ...]:
    """The fields that a column could hold by its name, each with how deep it lies and how far down it stands."""
    parts = [part for part in map(folded, name.removeprefix("_source.").split(".")) if part] or [""]
    *above, last = parts
    joined = "_".join(parts)
    found = []
    for field_, rank in _RANK.items():
        if joined in rank:
            found.append((field_, 0, rank[joined]))
        elif above and last in rank and _own(field_, above):
            found.append((field_, len(above), rank[last]))
        elif _own(field_, above) and (worth := _date_words(last) if field_ == "date" else 0):
            found.append((field_, len(above), len(rank) + worth))
        elif _own(field_, above) and (worth := _words_of(field_, last)):
            found.append((field_, len(above), len(rank) + 3 + worth))
    return tuple(found)


def _words_of(field_: str, name: str) -> int:
    """How far down a column stands among those whose names are put together of words for a field; 0: it does not."""
    words = name.split("_")
    known = OF_FIELD.get(field_, frozenset())
    if len(words) <= _MOST_WORDS and any(word in known for word in words):
        beside = BESIDE | _BESIDE.get(field_, frozenset())
        others = [word for word in words if word not in known and word not in beside and not word.isdecimal()]
        return 0 if others else len(words)
    return _MOST_WORDS + 1 if any(word in name for word in WITHOUT_SPACES.get(field_, ())) else 0


def names_days_first(names: Iterable[str]) -> bool:
    """Whether columns are named in a language that writes the day before the month: in any but English."""
    words = {word for name in names for word in folded(name).split("_")}
    return len(words & _NOT_ENGLISH) > 1


def folded(name: str) -> str:
    """A column's name in small letters with `_` between its words: "Post Created", "postCreated" → "post_created"."""
    name = _PARTS.sub("_", unicodedata.normalize("NFC", name.strip().lstrip("\ufeff")))
    return _BETWEEN.sub("_", name.casefold().replace("i\u0307", "i")).strip("_.")


def _own(field: str, above: Sequence[str]) -> bool:
    """Whether a part of an object inside a record can be a field of the record."""
    if field in {"source", "author", "account", "language", "country"}:
        return not {"quoted", "retweeted", "quoted_status", "retweeted_status", "reposted"}.intersection(above)
    return OF_PEOPLE.isdisjoint(above)


def _date_words(name: str) -> int:
    """How far down a column stands among those that hold a date by the words of its name; 0: it does not."""
    words = set(name.split("_"))
    if not OTHER_TIME.isdisjoint(words):
        return 0
    of_publishing, of_time = not PUBLISHING.isdisjoint(words), not TIME.isdisjoint(words)
    created = not {"created", "create", "creation"}.isdisjoint(words)
    if of_publishing and (of_time or created or len(words) > 1 or words & {"posted", "pubdate", "issued"}):
        return 2 if created else 1
    return 3 if of_time and words <= TIME | {"unix", "iso", "of", "the", "epoch", "sql", "full", "ms"} else 0


def whole_number(written: str) -> int | None:
    """Read a count as exports write it: "1,234", "1 234", "1.2K", "3,4 M"; None where it is none or below zero."""
    match = _COUNT.fullmatch(written.strip())
    if match is None:
        return None
    figures, unit = match["figures"], match["unit"].casefold()
    if unit:
        scale = {"k": 1e3, "m": 1e6, "b": 1e9, "tys": 1e3, "mln": 1e6}[unit]
        return round(float(re.sub(r"\s", "", figures).replace(",", ".")) * scale)
    if re.fullmatch(r"[0-9]+\.0+", figures):
        return int(figures.partition(".")[0])
    grouped = re.fullmatch(r"[0-9]{1,3}(?:([.,'’\s])[0-9]{3})(?:\1[0-9]{3})*", figures)
    return int(re.sub(r"[^0-9]", "", figures)) if grouped or figures.isdecimal() else None


def kept_name(name: str) -> str:
    """Name under which a column Fil Rouge does not know is kept: its own, or with `input_` if that is taken."""
    return f"input_{name}" if name.casefold() in _TAKEN else name


def tidy_names(names: Sequence[str]) -> list[str]:
    """Make column names printable, non-empty and different from each other in any case (DuckDB ignores case)."""
    return list(_tidy(tuple(map(str, names))))


@lru_cache(maxsize=1024)
def _tidy(names: tuple[str, ...]) -> tuple[str, ...]:
    tidy: list[str] = []
    seen: set[str] = set()
    for position, name in enumerate(names, 1):
        printed = "".join(c for c in normalize_text(name).text if c.isprintable())
        clean = printed.encode("utf-8", "replace").decode().strip()
        clean = base = clean[:100] or f"column_{position}"
        copy = 1
        while clean.casefold() in seen:
            copy += 1
            clean = f"{base}_{copy}"
        seen.add(clean.casefold())
        tidy.append(clean)
    return tuple(tidy)
