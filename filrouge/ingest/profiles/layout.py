"""What a layout is: how an export that is no table is told from other files, and which reader takes it apart."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

TEXTS: Final = ("text", "csv", "subtitles")
"""Kinds of file that a plain text may be taken for by its shape."""

PAPERS: Final = ("docx", "odt", "rtf", "pdf")
"""Kinds of file whose text comes in paragraphs."""

PAGES: Final = ("html", "markup", "mhtml")
"""Kinds of file that hold markup."""


@dataclass(frozen=True)
class Layout:
    """One tool's export that is read by a reader of its own, declared: press databases, mail, pages of posts.

    Attributes
    ----------
    name : what `--as` takes, e.g. "factiva".
    title : what a person reads, e.g. "Factiva: articles".
    kinds : the kinds of file it comes in, of those `formats.kinds.kind_of` gives.
    tells : whether a file is such an export by its first 64 K characters (of markup as it is written; of documents in
        paragraphs their text); a pattern's `search` will do.
    reader : "module.function" in `filrouge.ingest.formats`, which takes an item and its kind and gives records with the
        names of `column_names.ALIASES` for what is known, and its own for the rest, which is kept but taken for no
        field.
    """

    name: str
    title: str
    kinds: tuple[str, ...]
    tells: Callable[[str], object]
    reader: str
