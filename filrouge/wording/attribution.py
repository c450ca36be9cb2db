"""How a field of a document was found, in the reader's words.

A bundle stores it in English, with the names that columns, tags and headers have in the file: these stay as they are.
"""

import re
from collections.abc import Mapping
from typing import Final

from filrouge.i18n import N_, _

_WHOLE: Final = frozenset(
    {
        N_("account of the post"),
        N_("address it was fetched from"),
        N_("address that the browser printed"),
        N_("article extraction"),
        N_("body of the text"),
        N_("corrected by hand"),
        N_("canonical link"),
        N_("content of the item"),
        N_("dateline"),
        N_("detected"),
        N_("end of the entry's title"),
        N_("end of the page's title"),
        N_("extracted text of the web archive"),
        N_("feed"),
        N_("feed (comment)"),
        N_("feed (normalised)"),
        N_("feed (normalised) (updated)"),
        N_("feed (summary)"),
        N_("feed (title)"),
        N_("feed (updated)"),
        N_("file format"),
        N_("footer"),
        N_("front matter"),
        N_("header of the subtitles"),
        N_("heading"),
        N_("headline of the text"),
        N_("host of the header From"),
        N_("largest line of the first page"),
        N_("linked data"),
        N_("main part of the page"),
        N_("mark of the program that saved the page"),
        N_("names its publisher"),
        N_("page title"),
        N_("page title, as shown on the page"),
        N_("permalink in the text"),
        N_("platform marks"),
        N_("script of the page"),
        N_("stamp line"),
        N_("stamp near the headline"),
        N_("stamp on the page"),
        N_("subtitles, without times and notes of sounds"),
        N_("table of outlets"),
        N_("text"),
        N_("text of the PDF"),
        N_("text under a line of variables"),
        N_("the transcript's language"),
        N_("url"),
    }
)

_NAMING: Final = (
    N_("{what} (attached: {file})"),
    N_("the element {what}, which holds most of the item"),
    N_("column {what}"),
    N_("page metadata {what}"),
    N_("page markup {what}"),
    N_("linked data {what}"),
    N_("<time> element {what}"),
    N_("element {what}"),
    N_("attribute {what}"),
    N_("header {what}"),
    N_("variable {what}"),
    N_("{what} tag"),
)
"""Those that name something of the file, the longest first."""


_PATTERNS: Final = [
    (re.compile(re.escape(text).replace(r"\{what\}", "(?P<what>.+)").replace(r"\{file\}", "(?P<file>.+)")), text)
    for text in _NAMING
]

_FIELDS: Final[Mapping[str, str]] = {
    "title": N_("Title"), "date": N_("Date"), "source": N_("Source"), "issuer": N_("Issued by"), "url": N_("Link"),
    "language": N_("Language"), "id": N_("Id"),
}  # fmt: skip


def method_text(method: str) -> str:
    """How a field was found, in the reader's language; in English where there are no words for it."""
    if method in _WHOLE:
        return _(method)
    for pattern, text in _PATTERNS:
        if match := pattern.fullmatch(method):
            named = match.groupdict()
            if "file" in named:  # what is in brackets stands behind a method of its own
                named["what"] = method_text(named["what"])
            return _(text).format(**named)
    return method


def field_text(field: str) -> str:
    """What a field is called, in the reader's language."""
    return _(_FIELDS[field]) if field in _FIELDS else field.capitalize()
