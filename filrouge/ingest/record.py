"""One item of an input file."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Record:
    """One item as it stands in a file: its columns that hold something, or the reason why it is rejected.

    `names` are all its columns, the empty ones too.
    """

    row: int | None
    fields: dict[str, str]
    names: tuple[str, ...] = ()
    rejected: str | None = None
    warning: str | None = None
