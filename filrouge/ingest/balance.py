"""How many characters of an item went where, so that none is lost in silence. White space does not count."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

_SPACES: Final = (" ", "\n", "\r", "\t", "\xa0")


@dataclass
class Balance:
    """Characters of an item: read = kept + cut + fields + rejected + repeated + left.

    Attributes
    ----------
    kept, cut : of documents, in their texts and cut from them.
    fields : in other columns and fields.
    rejected, repeated : of records that were rejected, or came twice and were read once.
    left : in none of these: what the item shows between its records, or around the article of a page.
    """

    kept: int = 0
    cut: int = 0
    fields: int = 0
    rejected: int = 0
    repeated: int = 0
    left: int = 0

    def take(self, fields: Mapping[str, str], as_read: str | None) -> None:
        """Count a record by its fields: a rejected one, or one whose text was read; then its text counts as repeated
        until `settle` finds its document among those that are kept.
        """
        n = sum(visible(v) for k, v in fields.items() if "." not in k or k.partition(".")[0] not in fields)
        if as_read is None:
            self.rejected += n
            return
        n_text = visible(as_read)
        self.repeated += n_text
        self.fields += max(0, n - n_text)

    def settle(self, text: str, cuts: list[Mapping[str, Any]]) -> None:
        """Count a document that is kept."""
        kept, cut = visible(text), sum(visible(cut["text"]) for cut in cuts)
        self.kept += kept
        self.cut += cut
        self.repeated -= kept + cut

    def close(self, n_shown: int, outside: int) -> None:
        """Count what is left of all that the item shows; `outside` of it the reader cut between its records."""
        rest = max(0, n_shown - self.read)
        cut = min(rest, outside)
        self.cut += cut
        self.left = rest - cut

    @property
    def read(self) -> int:
        """All of it."""
        return self.kept + self.cut + self.fields + self.rejected + self.repeated + self.left


def visible(text: str) -> int:
    """How many characters of a text are no white space of the usual kinds; counted so, it costs next to nothing."""
    return len(text) - sum(map(text.count, _SPACES))
