"""What was noted while files were read and a bundle was built, in the reader's language.

A bundle keeps these notes as they were written, in English: here is what they say, form by form. A note of no form
here, of a later version or a library, is shown as it stands.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from filrouge.explore.names import language_name
from filrouge.i18n import N_, NN_, _, ngettext, number

_DOCUMENTS_OF = "(?P<n>{n}) of (?P<all>{n}) documents "


@dataclass(frozen=True)
class _Form:
    """`pattern`: of the note as it was written; `one`, `more`: what it says, `more` where that depends on `n`."""

    pattern: str
    one: str
    more: str = ""

    def text(self, note: str) -> str | None:
        found = re.fullmatch(self.pattern.replace("{n}", r"[0-9][0-9,]*"), note, re.DOTALL)
        if found is None:
            return None
        parts = {name: _PARTS.get(name, str)(part) for name, part in found.groupdict().items() if part is not None}
        text = ngettext(self.one, self.more, int(found["n"].replace(",", ""))) if self.more else _(self.one)
        return text.format(**parts)


def note_text(note: str) -> str:
    """A note of a build or of a document in the reader's language."""
    if text := next((text for form in _FORMS if (text := form.text(note)) is not None), ""):
        return text
    # The note of one document is a sentence among those of a build.
    return f"{said}." if note.endswith(".") and (said := note_text(note[:-1])) != note[:-1] else note


def _figure(text: str) -> str:
    return number(int(text.replace(",", "")))


def _reasons(text: str) -> str:
    """Reasons for which items were rejected, each with how often: "no text in it (3); empty row (1)"."""
    parts = re.split(r"(?<=\)); ", text)
    found = [re.fullmatch(r"(.*) \(([0-9,]+)\)", part, re.DOTALL) for part in parts]
    return "; ".join(
        f"{note_text(one[1])} ({_figure(one[2])})" if one else part for one, part in zip(found, parts, strict=True)
    )


_PARTS: Final[dict[str, Callable[[str], str]]] = {
    **dict.fromkeys(("n", "all", "m"), _figure),
    "example": note_text,
    "reasons": _reasons,
    "language": language_name,
}

_FORMS: Final = (
    _Form(
        _DOCUMENTS_OF + "ha(?:s|ve) no known date\\.",
        *NN_("{n} of {all} documents has no known date.", "{n} of {all} documents have no known date."),
    ),
    _Form(
        _DOCUMENTS_OF + "names? no source\\.",
        *NN_("{n} of {all} documents names no source.", "{n} of {all} documents name no source."),
    ),
    _Form(
        r"(?P<n>{n}) items? (?:was|were) rejected: (?P<reasons>.*)\.",
        *NN_("{n} item was rejected: {reasons}.", "{n} items were rejected: {reasons}."),
    ),
    _Form(
        r"(?P<n>{n}) items? came twice in one export, and (?:was|were) read once\.",
        *NN_("{n} item came twice in one export, and was read once.",
        "{n} items came twice in one export, and were read once."),
    ),
    _Form(
        r"No narratives: fewer than (?P<m>{n}) different passages\.",
        N_("No narratives: fewer than {m} different passages."),
    ),
    _Form(
        r"No narratives: no group of passages stands out\.", N_("No narratives: no group of passages stands out.")
    ),
    _Form(
        r"(?P<n>{n}) documents? in .*? \((?P<language>[a-z-]+)\): language not covered by `(?P<name>.*)`; "
        r"build with --embedder e5 to include them\.",
        *NN_("{n} document in {language}: not covered by “{name}”. Build with --embedder e5 to include it.",
        "{n} documents in {language}: not covered by “{name}”. Build with --embedder e5 to include them."),
    ),
    _Form(r"And (?P<n>{n}) more notes?\.", *NN_("And {n} more note.", "And {n} more notes.")),
    _Form(r"(?P<file>.*) is taken for a table of sources", N_("{file} was read as a table of sources")),
    _Form(
        r"of (?P<n>{n}) documents? only the title is known",
        *NN_("of {n} document only the title is known", "of {n} documents only the title is known"),
    ),
    _Form(
        r"of (?P<n>{n}) documents? only the title is known; (?P<file>.*) lists (?P<m>{n}) links, for a program that "
        r"fetches pages \(Fil Rouge does not\)",
        *NN_("of {n} document only the title is known; {file} lists {m} links for a program that fetches pages",
        "of {n} documents only the title is known; {file} lists {m} links for a program that fetches pages"),
    ),
    _Form(
        r"(?P<n>{n}) of the files that a table beside them names are not there: (?P<names>.*)",
        *NN_("{n} file that a table names is not there: {names}",
        "{n} files that a table names are not there: {names}"),
    ),
    _Form(
        r"(?P<file>.*): no column of dates was recognised, but “(?P<column>.*)” looks like one\. If it holds the date "
        r"of publication, add: --map 'date=(?P<given>.*)'",
        N_(
            "{file}: no column of dates was recognised, but “{column}” looks like one. If it holds the date of "
            "publication, add: --map 'date={given}'"
        ),
    ),
    _Form(
        r"(?P<file>.*): (?P<m>{n}) of its (?P<all>{n}) characters are in no document, though it was read as "
        r"“(?P<name>.*)”: .*",
        N_(
            "{file}: {m} of its {all} characters are in no document, though it was read as “{name}”. Look at what is "
            "missing, and read it with another --as if that fits better"
        ),
    ),
    _Form(
        r"(?P<n>{n}) columns that few documents have were left out: (?P<names>.*)…",
        *NN_("{n} column that few documents have was left out: {names}…",
        "{n} columns that few documents have were left out: {names}…"),
    ),
    _Form(
        r"(?P<n>{n}) more files look like several records read as one: the warnings of their documents say so",
        *NN_("{n} more file looks like several records read as one: the warning of its document says so",
        "{n} more files look like several records read as one: the warnings of their documents say so"),
    ),
    _Form(
        r"(?P<n>{n}) documents: .*, e\.g\. (?P<example>.*)\.",
        *NN_("{n} document, for example: {example}.", "{n} documents, for example: {example}."),
    ),
    _Form(r"no text in it", N_("no text in it")),
    _Form(r"empty row", N_("empty row")),
    _Form(r"the header again", N_("the header again")),
    _Form(r"not JSON", N_("not JSON")),
    _Form(r"not a JSON object", N_("not a JSON object")),
    _Form(r"(?P<m>{n}) cells where the header has (?P<all>{n})", N_("{m} cells where the header has {all}")),
    _Form(r"only (?P<m>{n}) cells where the header has (?P<all>{n})", N_("only {m} cells where the header has {all}")),
    _Form(
        r"its letters had been read in a wrong encoding: mended",
        N_("its letters had been read in a wrong encoding, which was corrected"),
    ),
    _Form(
        r"its text was cut short by the service it comes from",
        N_("its text was cut short by the service it comes from"),
    ),
    _Form(r"the page is cut short", N_("the page is cut short")),
    _Form(
        r"it reads like an error, consent or sign-in page rather than an article",
        N_("it reads like an error, consent or sign-in page rather than an article"),
    ),
    _Form(
        r"it is named as a table but has no rows of one width, so it was read as one text",
        N_("it is named as a table but has no rows of one width, so it was read as one text"),
    ),
    _Form(r"its text is in several languages: (?P<names>.*)", N_("its text is in several languages: {names}")),
    _Form(
        r"'(?P<given>.*)' is no language: the language was detected",
        N_("“{given}” is not a language: the language was detected"),
    ),
    _Form(r"'(?P<given>.*)' is no web address", N_("“{given}” is not a web address")),
    _Form(
        r"its id '(?P<given>.*)' is used by (?P<n>{n}) documents",
        *NN_("its id “{given}” is used by {n} document", "its id “{given}” is used by {n} documents"),
    ),
    _Form(
        r"the page states only when it was last changed", N_("the page states only when it was last changed")
    ),
    _Form(
        r"the page states several (?:publication )?dates, from (?P<first>\S+) to (?P<last>\S+)",
        N_("the page states several dates, from {first} to {last}"),
    ),
    _Form(
        r"the page states (?P<first>\S+) as its publication date, its address (?P<last>\S+)",
        N_("the page states {first} as its publication date, its address {last}"),
    ),
    _Form(
        r"the figures in its link are no day of the calendar", N_("the figures in its link are no day of the calendar")
    ),
    _Form(r"its link names several days", N_("its link names several days")),
    _Form(r"date '(?P<given>.*)' is too long for a date", N_("“{given}” is too long for a date")),
    _Form(r"date '(?P<given>.*)' is no day of the calendar", N_("“{given}” is no day of the calendar")),
    _Form(r"the time zone '(?P<given>.*)' could be several", N_("the time zone “{given}” could be several")),
    _Form(
        r"(?P<n>{n}) bytes? of the file (?:is|are) not UTF-8: read as �",
        *NN_("{n} byte of the file is not UTF-8: read as �", "{n} bytes of the file are not UTF-8: read as �"),
    ),
    _Form(
        r"(?P<n>{n}) lines? of the file (?:is|are) not UTF-8: read as (?P<name>.*), some letters may be wrong",
        *NN_("{n} line of the file is not UTF-8: read as {name}, some letters may be wrong",
        "{n} lines of the file are not UTF-8: read as {name}, some letters may be wrong"),
    ),
    _Form(
        r"not UTF-8: read as (?P<name>.*), some letters may be wrong",
        N_("not UTF-8: read as {name}, some letters may be wrong"),
    ),
    _Form(
        r"declared as (?P<given>.*), which does not fit: read as (?P<name>.*), some letters may be wrong",
        N_("declared as {given}, which does not fit: read as {name}, some letters may be wrong"),
    ),
    _Form(
        r"(?P<n>{n}) characters? that (?:is|are) no text replaced by �",
        *NN_("{n} character that is not text was replaced by �",
        "{n} characters that are not text were replaced by �"),
    ),
    _Form(r"a quotation mark inside a cell is not doubled", N_("a quotation mark inside a cell is not doubled")),
)  # fmt: skip
