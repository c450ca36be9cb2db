"""Libraries in BibTeX and biblatex → records, with letters that LaTeX writes as commands."""

import logging
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from filrouge.ingest.encoding import decode
from filrouge.ingest.formats.references.entry import entry_record, read_whole, slashed_date, whole_date
from filrouge.ingest.record import Item, Record, as_it_stands

_METHOD: Final = "BibTeX field"
_TEXTS: Final = ("abstract", "fulltext", "text", "annote", "annotation")
_SOURCES: Final = (
    "journal", "journaltitle", "newspaper", "newspapertitle", "website", "websitetitle", "publication", "booktitle",
    "maintitle", "eventtitle", "shortjournal", "organization", "publisher", "institution", "school", "howpublished",
)  # fmt: skip
_LANGUAGES: Final = {
    "english": "en", "american": "en", "british": "en", "french": "fr", "german": "de", "ngerman": "de",
    "spanish": "es", "italian": "it", "portuguese": "pt", "russian": "ru", "dutch": "nl", "polish": "pl",
}  # fmt: skip
_USED: Final = frozenset({
    *_TEXTS, *_SOURCES, "title", "subtitle", "date", "year", "month", "day", "author", "editor", "url", "language",
    "langid", "pages", "section",
})  # fmt: skip
_COMMENT: Final = re.compile(r"(?<!\\)%")
_ADDRESS: Final = re.compile(r"\\?url\{([^{}]*)\}|(https?://\S+)")


def read(item: Item, _: str) -> Iterator[Record]:
    """Give a record for each entry of any type with its abstract, or else its title, its journal, date,
    authors and link.

    What is damaged comes as rejected records.

    Raises
    ------
    UnreadableFile
    """
    import bibtexparser

    logging.getLogger("bibtexparser").setLevel(logging.ERROR)  # what it warns of is rejected, or read all the same
    text = decode(read_whole(item)).text
    library = bibtexparser.parse_string(text)
    row = 0
    for block in library.blocks:
        if isinstance(block, bibtexparser.model.Entry):
            row += 1
            yield _record(row, block)
        elif isinstance(block, bibtexparser.model.DuplicateBlockKeyBlock | bibtexparser.model.DuplicateFieldKeyBlock):
            row += 1  # two entries of one name are two all the same
            inner = block.ignore_error_block
            if isinstance(inner, bibtexparser.model.Entry):
                yield _record(row, inner)
            else:
                yield Record(row, as_it_stands(str(block.raw or "")), rejected="an entry that is damaged")
        elif isinstance(block, bibtexparser.model.ParsingFailedBlock):
            row += 1
            yield Record(row, as_it_stands(str(block.raw or "")), rejected="an entry that is damaged")


def _record(row: int, entry: Any) -> Record:
    held = {field.key.casefold().strip(): str(field.value) for field in entry.fields}
    plain = {name: _plain(value) for name, value in held.items() if name not in {"url", "doi"}}
    fields = {
        "text": _first(plain, _TEXTS),
        "title": ": ".join(filter(None, (plain.get("title"), plain.get("subtitle")))),
        "date": _date(plain),
        "source": _plain(_ADDRESS.sub("", _first(held, _SOURCES))).strip("<> "),
        "author": _people(plain.get("author") or plain.get("editor") or ""),
        "url": _address(held),
        "language": _language(plain),
        "id": str(entry.key or ""),
        "page": plain.get("pages", ""),
        "section": plain.get("section", ""),
        "entry_type": str(entry.entry_type),
        **{name: value for name, value in plain.items() if name not in _USED and name != "id"},
    }
    return entry_record(row, fields, _METHOD)


def _first(fields: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((fields[name] for name in names if fields.get(name, "").strip()), "")


def _date(fields: Mapping[str, str]) -> str:
    if written := fields.get("date", "").strip():
        return slashed_date(written.partition("/")[0].rstrip("~?%")) or written
    month, day = fields.get("month", ""), fields.get("day", "")
    if not day and (parts := re.fullmatch(r"\W*([^\W\d]+)\W+([0-9]{1,2})\W*|\W*([0-9]{1,2})\W+([^\W\d]+)\W*", month)):
        month, day = parts[1] or parts[4], parts[2] or parts[3]
    return whole_date(fields.get("year", ""), month, day)


def _people(names: str) -> str:
    return "; ".join(name.strip() for name in re.split(r"\s+and\s+", names) if name.strip())


def _address(held: Mapping[str, str]) -> str:
    for name in ("url", "howpublished", "note", "link"):
        if found := _ADDRESS.search(held.get(name, "")):
            return re.sub(r"\\([_%&#~])", r"\1", (found[1] or found[2]).strip("{}"))
    return ""


def _language(fields: Mapping[str, str]) -> str:
    said = fields.get("language") or fields.get("langid") or ""
    return _LANGUAGES.get(said.casefold(), said)


def _plain(value: str) -> str:
    """The letters of a value: commands of LaTeX resolved, braces dropped; a per cent sign is one, and no remark."""
    if not any(sign in value for sign in "\\{}$~") and "--" not in value and "``" not in value:
        return value
    from pylatexenc.latex2text import LatexNodes2Text

    try:
        converter = LatexNodes2Text(math_mode="verbatim", keep_comments=True, strict_latex_spaces=False)
        plain = str(converter.latex_to_text(_COMMENT.sub(r"\\%", value)))
    except (ValueError, RecursionError, LookupError, AttributeError):  # braces without end, commands without parts
        plain = re.sub(r"[{}]", "", value)
    return plain.replace("\xa0", " ")
