"""What a profile is: how the records of one tool's export are told from others, and which of its columns hold what."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from filrouge.ingest.columns import folded

_NAMED: Final = re.compile(r"\{([^{}]+)\}")

Fields = Mapping[str, str]


class Value(NamedTuple):
    """What a profile found for a field: its characters, and the column or the template that gave them."""

    text: str
    column: str


@dataclass(frozen=True)
class Profile:
    """One tool's export, declared: a set of columns that tells it, and what they hold.

    Attributes
    ----------
    name : what `--as` takes, e.g. "crowdtangle-facebook".
    title : what a person reads, e.g. "CrowdTangle: Facebook posts".
    columns : all of them are there in an export of this kind, by their names in any case, parted by any sign.
    fields : {field of `column_names.ALIASES`: column, or several, the best first}. A column with braces is a template:
        "{year}-{month}-{day}"; it serves where all that it names are filled. What is not said here is looked for in no
        other column.
    constants : {field: value} that all its records have, e.g. {"platform": "X", "kind": "post"}.
    headlines : whether a record without a text is read by its title.
    derive : what no template can say: gives more columns of a record, made of its own.
    refuse : why a record is no document ("a service message"); None where it is one.
    header : the columns of a table that comes without a header, in their order.
    first_cells : patterns of the first cells of its rows, which tell it then.
    """

    name: str
    title: str
    columns: tuple[str, ...]
    fields: Mapping[str, str | tuple[str, ...]]
    constants: Fields = field(default_factory=dict)
    headlines: bool = False
    derive: Callable[[Fields], Fields] | None = None
    refuse: Callable[[Fields], str | None] | None = None
    header: tuple[str, ...] = ()
    first_cells: tuple[str, ...] = ()

    def has_row(self, cells: Sequence[str]) -> bool:
        """Whether a row is one of this export's tables that come without a header."""
        if not self.first_cells or len(cells) != len(self.header):
            return False
        return all(re.fullmatch(form, cell.strip()) for form, cell in zip(self.first_cells, cells, strict=False))

    def fits(self, names: frozenset[str]) -> bool:
        """Whether a record with these (folded) columns is of this export."""
        return bool(self.columns) and names >= self._told_by

    @cached_property
    def _told_by(self) -> frozenset[str]:
        return frozenset(map(_plain, self.columns))

    def read(self, fields: Fields) -> dict[str, Value]:
        """Find the fields of a record: {field: what was found}, without those it has nothing for."""
        fields = {**fields, **(self.derive(fields) if self.derive else {})}
        by_fold = {_plain(name): name for name in reversed(fields)}
        found: dict[str, Value] = {}
        for name, columns in self.fields.items():
            for column in (columns,) if isinstance(columns, str) else columns:
                value = _filled(column, fields, by_fold)
                if value is not None:
                    found[name] = value
                    break
        for name, constant in self.constants.items():
            found.setdefault(name, Value(constant, ""))
        return found


@lru_cache(maxsize=4096)
def _plain(name: str) -> str:
    """A column's name as profiles are compared: "Post Owner.name", "post_owner_name" and "postownername" are one."""
    return folded(name).replace(".", "").replace("_", "")


@lru_cache(maxsize=512)
def plain_names(names: tuple[str, ...]) -> frozenset[str]:
    """The columns of a record as profiles are compared."""
    return frozenset(map(_plain, names))


def _filled(column: str, fields: Fields, by_fold: Mapping[str, str]) -> Value | None:
    if "{" not in column:
        name = by_fold.get(_plain(column))
        return Value(fields[name], name) if name is not None and fields[name].strip() else None
    names = [by_fold.get(_plain(part)) for part in _NAMED.findall(column)]
    if any(name is None or not fields[name].strip() for name in names):
        return None
    values = iter([fields[name] for name in names if name is not None])
    return Value(_NAMED.sub(lambda _: next(values), column), column)


def best_of(profiles: Sequence[Profile], names: Sequence[str]) -> Profile | None:
    """The profile that a record's columns tell, the one that asks for most of them; None where none does."""
    folds = plain_names(tuple(names))
    fitting = [profile for profile in profiles if profile.fits(folds)]
    return max(fitting, key=lambda profile: len(profile.columns), default=None)
