"""What is said aloud of an item: that it looks like several records read as one, or that much of it was left."""

from typing import Final

from filrouge.ingest.draft import Draft
from filrouge.ingest.guard import suspected
from filrouge.ingest.measure import Shown, measure
from filrouge.ingest.profiles import Layout
from filrouge.ingest.profiles.layout import PAGES
from filrouge.ingest.record import Item
from filrouge.ingest.report import FileRead, IngestReport

OUTSIDE: Final = "outside the articles"
"""Why what stands between the records of an item is cut."""

_WATCHED: Final = frozenset(
    {"text", "html", "markup", "mhtml", "docx", "odt", "rtf", "pdf", "csv", "ruled", "subtitles"}
)
"""Kinds of file that hold one text as a rule."""

_TABLES: Final = (".csv", ".tsv", ".tab")
_MOST_NOTES: Final = 10
_LEAST_LEFT: Final = 2000  # characters in no document from which on a note says so


class Watch:
    """Watches over what became of the items of a reading."""

    def __init__(self, report: IngestReport) -> None:
        self._report = report
        self._suspected = 0

    def one(self, item: Item, read: FileRead, draft: Draft, layout: Layout | None) -> None:
        """Look at an item that gave one document: whether it is many, and how much of it stands in none."""
        shown = measure(item, read.format) if layout or read.format in PAGES else Shown(0, "", "")
        self._close(read, shown)
        if read.format not in _WATCHED:
            return
        if read.format == "text" and item.name.casefold().endswith(_TABLES) and "\n" in draft.as_read.strip():
            self._say(item, draft, "it is named as a table but has no rows of one width, so it was read as one text")
            return
        found = suspected(draft.as_read, shown.text, shown.written if read.format in PAGES else "")
        if found is not None:
            self._say(item, draft, str(found))

    def _say(self, item: Item, draft: Draft, what: str) -> None:
        draft.warnings.append(what)
        self._suspected += 1
        if self._suspected <= _MOST_NOTES:
            self._report.notes.append(f"{item.name}: {what}")

    def several(self, item: Item, read: FileRead) -> None:
        """Look at an item that gave several records: how much of it stands in none of them."""
        self._close(read, measure(item, read.format))

    def finish(self) -> None:
        """Say of how many more items there is no note."""
        if (more := self._suspected - _MOST_NOTES) > 0:
            self._report.notes.append(
                f"{more:,} more files look like several records read as one: the warnings of their documents say so"
            )

    def _close(self, read: FileRead, shown: Shown) -> None:
        balance = read.balance
        balance.close(shown.n, read.cut[OUTSIDE])
        if read.profile and balance.left > max(_LEAST_LEFT, balance.read // 2):
            self._report.notes.append(
                f"{read.file}: {balance.left:,} of its {balance.read:,} characters are in no document, though it was "
                f"read as “{read.profile}”: look at what is missing, and read it with another --as if that fits better"
            )
