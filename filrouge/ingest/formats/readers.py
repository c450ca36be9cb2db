"""Items → records: each kind of item has its reader."""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Final

from filrouge.ingest.encoding import open_text
from filrouge.ingest.formats.front_matter import toml_fields, yaml_fields
from filrouge.ingest.formats.kinds import kind_of, why_unreadable
from filrouge.ingest.formats.layouts import read_layout
from filrouge.ingest.profiles import Layout
from filrouge.ingest.record import Item, Record, UnreadableFile

_READERS: Final = {
    "csv": ("tables", "read_csv"),
    "ruled": ("ruled", "read_ruled"),
    "jsonl": ("tables", "read_jsonl"),
    "xlsx": ("sheets", "read_xlsx"),
    "xls": ("sheets", "read_xls"),
    "ods": ("sheets", "read_ods"),
    "xlsb": ("xlsb", "read_xlsb"),
    "spreadsheetml": ("sheets", "read_spreadsheetml"),
    "parquet": ("tables", "read_parquet"),
    "json": ("json_rows", "read_json"),
    "json-feed": ("feeds", "read_json_feed"),
    "feed": ("feeds", "read_feed"),
    "html": ("pages", "read_page"),
    "markup": ("markup", "read_markup"),
    "warc": ("warc", "read_warc"),
    "pdf": ("pdf", "read_pdf"),
    "docx": ("papers", "read_docx"),
    "odt": ("odt", "read_odt"),
    "rtf": ("rtf", "read_rtf"),
    "mhtml": ("web_archives", "read_mhtml"),
    "webarchive": ("web_archives", "read_webarchive"),
    "mail": ("mail", "read_mail"),
    "msg": ("outlook", "read_msg"),
    "subtitles": ("subtitles", "read_subtitles"),
}
_LONGEST_TEXT: Final = 32 << 20  # characters; a book has two million


def read_records(item: Item, kind: str = "", layout: Layout | None = None) -> Iterator[Record]:
    """Stream the records of an item, read as what its content is: `kind`, or else what `formats.kind_of` says; by the
    reader of its layout, where it has one (`formats.layouts.layout_of`).

    Raises
    ------
    UnreadableFile
        The whole item, or what is left of it, cannot be read.
    """
    kind = kind or kind_of(item)
    if kind in {"binary", "empty"}:
        raise UnreadableFile(why_unreadable(item))
    return read_layout(item, kind, layout) if layout is not None else _reader(kind)(item)


def _reader(kind: str) -> Callable[[Item], Iterator[Record]]:
    """The reader of a kind; its module is imported only when such an item is there."""
    if kind == "text":
        return read_text
    module, name = _READERS[kind]
    reader: Callable[[Item], Iterator[Record]] = getattr(import_module(f"filrouge.ingest.formats.{module}"), name)
    return reader


def read_text(item: Item) -> Iterator[Record]:
    """Give the one text of an item, as pasted; the "key: value" lines of a Markdown front matter are its fields.

    Raises
    ------
    UnreadableFile
    """
    with open_text(item) as stream:
        warning = stream.examined.warning
        text = stream.read(_LONGEST_TEXT + 1)
    if len(text) > _LONGEST_TEXT:
        raise UnreadableFile(f"one text of more than {_LONGEST_TEXT >> 20} million characters is no article")
    fields, body = front_matter(text)
    methods = dict.fromkeys(fields, "front matter")
    yield Record(None, {**fields, "text": body}, (*fields, "text"), None, warning, methods, pasted=True)


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """Split a Markdown text into the simple fields of its front matter and its body; ({}, text) if it has none."""
    lines = text.removeprefix("\ufeff").splitlines(keepends=True)
    if lines and lines[0].strip() == "+++":
        end = next((n for n, line in enumerate(lines[1:200], 1) if line.strip() == "+++"), 0)
        said = toml_fields("".join(lines[1:end]))
        return (said, "".join(lines[end + 1 :])) if said else ({}, text)
    if not lines or lines[0].strip() != "---":
        return {}, text
    fields: dict[str, str] = {}
    for n, line in enumerate(lines[1:200], 1):
        if line.strip() in ("---", "..."):
            hashed = {key: value for key, value in fields.items() if " #" in value}  # no remarks, to those who write
            fields = {**yaml_fields("".join(lines[1:n])), **hashed} or fields
            return (fields, "".join(lines[n + 1 :])) if fields else ({}, text)
        key, colon, value = line.partition(":")
        simple = key[:1].isalpha() and len(key) <= 60 and colon and (value[:1].isspace() or not value)
        if simple:
            value = value.strip()
            if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
                value = value[1:-1]
            if value and value[0] not in "[{|>&*":
                fields[key.strip()] = value
        elif line.strip() and not line.lstrip().startswith(("-", "#")) and not line[0].isspace():
            return {}, text
    return {}, text
