"""What readers are given and what they give: an item (a file, or a member of an archive) and its records."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO, NamedTuple

from filrouge.ingest.candidate import Candidate


class Cut(NamedTuple):
    """A piece removed: offsets in the text as read, the offset in the kept text where it stood, why, and what.

    The fields are those of `schema.CUT`.
    """

    start: int
    end: int
    at: int
    reason: str
    text: str


_LONGEST_KEPT = 100_000


class UnreadableFile(Exception):
    """An item cannot be read; `str()` is the reason, one clause in lower case without a full stop."""


@dataclass(frozen=True)
class Item:
    """A file, or a member of an archive.

    Attributes
    ----------
    name : what it goes by in reports and bundles, relative to the input: "dump.zip/news/a.html".
    path : the input file on disk that it is or lies in.
    open : gives its bytes from the start, unpacked, seekable; may be called more than once.
    """

    name: str
    path: Path
    open: Callable[[], BinaryIO]


def as_it_stands(characters: str) -> dict[str, str]:
    """The fields of a rejected record that could not be taken apart: its characters, so that they can be mended."""
    return {"rejected_line": characters[:_LONGEST_KEPT]}


@dataclass(frozen=True)
class Record:
    """One document as it stands in an item, or the reason why it is rejected.

    Attributes
    ----------
    row : 1-based number of the record in its item; None for one text an item.
    fields : what it holds by name: a table's own columns, or what a reader found under the names of
        `column_names.ALIASES` ("text", "title", "date", "source", "url", "issuer", "id", …). Nothing empty.
    names : all its columns, the empty ones too.
    rejected : why it cannot be used.
    warning : what the reader of the document should know.
    methods : {field: how it was found}, e.g. {"date": "page metadata article:published_time"}; a field that is not
        named here was found in a column of its own.
    pasted : whether `text` is as copied from a page, with what stood around the article; then it is cleaned by its
        shape, and what `fields` lacks is looked for in it.
    cuts : spans of `text` that its reader knows to be none of the document's: (start, end, why), in order.
    outside : characters of the item before it that belong to no record, as a cover page; without fields, that is all.
    """

    row: int | None
    fields: dict[str, str]
    names: tuple[str, ...] = ()
    rejected: str | None = None
    warning: str | None = None
    methods: Mapping[str, str] = field(default_factory=dict)
    pasted: bool = False
    cuts: tuple[tuple[int, int, str], ...] = ()
    outside: int = 0

    def and_found(self, name: str, value: str, method: str) -> "Record":
        """Give the record one more field, with how it was found."""
        fields, methods = {**self.fields, name: value}, {**self.methods, name: method}
        return replace(self, fields=fields, names=(*self.names, name), methods=methods)

    @classmethod
    def of(
        cls,
        row: int | None,
        candidates: Mapping[str, Candidate[str] | None],
        names: tuple[str, ...],
        warning: str | None = None,
    ) -> "Record":
        """Make a record of the candidates that a reader found for its fields, leaving out what is empty."""
        found = {name: candidate for name, candidate in candidates.items() if candidate and candidate.value.strip()}
        return cls(
            row,
            {name: candidate.value for name, candidate in found.items()},
            names,
            rejected=None if "text" in found else "no text in it",
            warning=warning,
            methods={name: candidate.method for name, candidate in found.items()},
        )
