"""The report of a bundle: entries in order, each a chart of a view, a quoted passage or a note; kept beside it as JSON.

It survives a restart, and two viewers lose nothing of each other's.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit
from uuid import uuid4

from filrouge.annotations import store
from filrouge.bundle import Bundle
from filrouge.characters import clean_json, several_lines
from filrouge.errors import ReportError
from filrouge.i18n import N_, _

KINDS: Final = {"chart": N_("Chart"), "passage": N_("Quoted passage"), "note": N_("Note")}
MOST_ENTRIES: Final = 200
MOST_CHARACTERS: Final = 20_000
"""Of any one text: what is longer is no annotation."""

_FILE: Final = "report.json"
_FORMAT: Final = "filrouge-report"
_VERSION: Final = 1


@dataclass(frozen=True)
class Quote:
    """A passage as it stood when it was quoted: it can be read without the bundle.

    Parameters
    ----------
    text : its very words.
    doc_id, passage_id : where the bundle of that time has it.
    title, source, date, url : of its document; `date` in words, as precise as it is known.
    precision : one of `schema.PRECISIONS`.
    language : ISO 639 code.
    sha256 : of the raw bytes of the file it was read from.
    translation : typed by the analyst; never made by a machine.
    """

    text: str
    doc_id: str = ""
    passage_id: int = -1
    title: str = ""
    source: str = ""
    date: str = ""
    precision: str = ""
    language: str = ""
    url: str = ""
    sha256: str = ""
    translation: str = ""


@dataclass(frozen=True)
class ReportEntry:
    """One thing in a report.

    Parameters
    ----------
    kind : key of KINDS.
    id : its own for as long as it is there, whatever its place.
    title, annotation : the analyst's words; the text of a note is its annotation.
    link : chart: its view, as a link of the dashboard.
    quote : passage: what is quoted.
    digest : of the bundle as it was when the entry was added.
    """

    kind: str
    id: str = field(default_factory=lambda: uuid4().hex)
    title: str = ""
    annotation: str = ""
    link: str = ""
    quote: Quote | None = None
    digest: str = ""


@dataclass(frozen=True)
class Report:
    """A title, what is said first, and the entries in order."""

    title: str = ""
    introduction: str = ""
    entries: tuple[ReportEntry, ...] = ()

    def added(self, entry: ReportEntry) -> "Report":
        """With one more entry at the end.

        Raises
        ------
        ReportError : it is full.
        """
        if len(self.entries) >= MOST_ENTRIES:
            raise ReportError(
                _("a report holds at most {n} entries").format(n=MOST_ENTRIES),
                hint=_("Remove some, or save it to a file and begin a new one."),
            )
        return replace(self, entries=(*self.entries, entry))

    def removed(self, entry_id: str) -> "Report":
        """Without an entry."""
        return replace(self, entries=tuple(e for e in self.entries if e.id != entry_id))

    def moved(self, entry_id: str, by: int) -> "Report":
        """With an entry moved down by so many places, or up where `by` is negative; it stops at the ends."""
        entries = list(self.entries)
        for place, entry in enumerate(entries):
            if entry.id == entry_id:
                entries.insert(min(max(place + by, 0), len(entries) - 1), entries.pop(place))
                break
        return replace(self, entries=tuple(entries))

    def edited(self, entry_id: str, **words: str) -> "Report":
        """With another `title`, `annotation` or `translation` of an entry; as it is where that has been removed."""
        return replace(self, entries=tuple(_edited(e, words) if e.id == entry_id else e for e in self.entries))

    def with_words(self, **words: str) -> "Report":
        """With another `title` or `introduction`."""
        given = {"title": self.title, "introduction": self.introduction} | words
        return replace(self, **_typed(given))  # type: ignore[arg-type]

    def to_json(self) -> str:
        """As a text to keep, UTF-8; `read_report` reads it."""
        fields_of_it = clean_json(asdict(self))
        return json.dumps({"format": _FORMAT, "version": _VERSION, **fields_of_it}, ensure_ascii=False, indent=1) + "\n"


def _typed(words: dict[str, str]) -> dict[str, str]:
    """What was typed, as it may be kept."""
    return {name: several_lines(text)[:MOST_CHARACTERS] for name, text in words.items()}


def _edited(entry: ReportEntry, words: dict[str, str]) -> ReportEntry:
    given = _typed(words)
    quote = entry.quote
    if quote is not None and "translation" in given:
        quote = replace(quote, translation=given["translation"])
    title, annotation = given.get("title", entry.title), given.get("annotation", entry.annotation)
    return replace(entry, title=title, annotation=annotation, quote=quote)


def read_report(text: str, *, where: str | None = None) -> Report:
    """Read a report as `Report.to_json` wrote it, by hand or by another program; `where` names the file in errors.

    Raises
    ------
    ReportError : it is no report, of a later version, or a field of it is not what it should be.
    """
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ReportError(_("it is not JSON"), where=where, hint=_("Open a file saved on the report page.")) from error
    if not isinstance(raw, dict) or raw.get("format") != _FORMAT:
        raise ReportError(_("it is not a report"), where=where, hint=_("Open a file saved on the report page."))
    if raw.get("version") != _VERSION:
        raise ReportError(
            _("another version of Fil Rouge wrote it"),
            where=where,
            hint=_("Use that version, or a later one."),
        )
    try:
        return _report(raw)
    except (TypeError, ValueError) as error:
        name, number = (*error.args, 0)[:2]
        what = _("the field “{name}” of its entry {n} is not valid") if number else _("its field “{name}” is not valid")
        raise ReportError(what.format(name=name, n=number), where=where, hint=_("Correct the file.")) from error


def _report(raw: dict[str, Any]) -> Report:
    """Raise TypeError or ValueError with the name of the field that is wrong, and the place of its entry."""
    entries = raw.get("entries", [])
    if not isinstance(entries, list) or len(entries) > MOST_ENTRIES:
        raise TypeError("entries")
    read: dict[str, ReportEntry] = {}
    for number, raw_entry in enumerate(entries, 1):
        try:
            entry = _entry(raw_entry)
        except (TypeError, ValueError) as error:
            raise ValueError(str(error), number) from error
        entry = replace(entry, id=uuid4().hex) if entry.id in read else entry  # copied by hand: an entry of its own
        read[entry.id] = entry
    return Report(
        _text(raw.get("title", ""), "title"), _text(raw.get("introduction", ""), "introduction"), tuple(read.values())
    )


def _entry(raw: Any) -> ReportEntry:
    if not isinstance(raw, dict):
        raise TypeError("entries")
    quote = raw.get("quote")
    entry = _made(ReportEntry, {**raw, "quote": None if quote is None else _quote(quote)})
    if entry.kind not in KINDS or not entry.id:
        raise ValueError("kind" if entry.id else "id")
    if (entry.kind == "passage") != (entry.quote is not None):
        raise ValueError("quote")
    if entry.kind == "chart" and not _is_link(entry.link):
        raise ValueError("link")
    return entry


def _is_link(link: str) -> bool:
    try:
        urlsplit(link)
    except ValueError:
        return False
    return link.startswith("/")


def _quote(raw: Any) -> Quote:
    if not isinstance(raw, dict):
        raise TypeError("quote")
    return _made(Quote, raw)


_Made = TypeVar("_Made", ReportEntry, Quote)


def _made(what: type[_Made], raw: dict[str, Any]) -> _Made:
    """An entry or a quote of what JSON had; fields of no name are left aside."""
    given = {f.name: raw[f.name] for f in fields(what) if f.name in raw}
    for name, value in given.items():
        if name == "passage_id":
            if not isinstance(value, int):
                raise TypeError(name)
        elif name != "quote":
            given[name] = _text(value, name)
    return what(**given)


def _text(value: Any, name: str) -> str:
    if not isinstance(value, str) or len(value) > MOST_CHARACTERS:
        raise TypeError(name)
    return several_lines(value)


def stored(bundle: Bundle) -> Report:
    """The report beside a bundle; an empty one where there is none yet.

    Raises
    ------
    FilrougeError : the file cannot be read, or is no report.
    """
    file = store.beside(bundle.path, _FILE)
    return _stored(store.read(file), file.name)


def change(bundle: Bundle, into: Callable[[Report], Report]) -> Report:
    """Replace the report by what `into` makes of it as it is now, and return that.

    Raises
    ------
    FilrougeError : the file cannot be read or written, or is no report.
    """
    file = store.beside(bundle.path, _FILE)
    return _stored(store.change(file, lambda text: into(_stored(text, file.name)).to_json()), file.name)


def _stored(text: str, name: str) -> Report:
    return read_report(text, where=name) if text.strip() else Report()
