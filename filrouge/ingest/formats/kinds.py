"""What an item is, by its content: the first 64 KB, the directory of a package; its name only breaks ties."""

import json
import re
import zipfile
from pathlib import PurePosixPath
from typing import Final

from filrouge.ingest.encoding import HEAD, head_text
from filrouge.ingest.formats.archives import random_access
from filrouge.ingest.formats.delimiters import is_table
from filrouge.ingest.formats.json_mending import ASSIGNMENT, LONGEST_ASSIGNMENT
from filrouge.ingest.formats.mail_shape import looks_like_mail
from filrouge.ingest.formats.ruled import looks_ruled
from filrouge.ingest.formats.subtitles import looks_like_subtitles
from filrouge.ingest.record import Item

_LONGEST_LINE: Final = 16 << 20
_PACKAGES: Final = {  # a part's name begins so: what the package is
    "word/": "docx",
    "xl/": "xlsx",
    "ppt/": "a PowerPoint presentation: save its text as .docx or .txt",
}
_MIMETYPES: Final = {
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.text-template": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.spreadsheet-template": "ods",
    "application/epub+zip": "an EPUB book: save its text as .txt or .html",
}
_MAGIC: Final = {
    b"\x89PNG\r\n": "a PNG picture", b"\xff\xd8\xff": "a JPEG picture", b"GIF87a": "a GIF picture",
    b"GIF89a": "a GIF picture", b"II*\0": "a TIFF picture", b"MM\0*": "a TIFF picture", b"8BPS": "a Photoshop picture",
    b"wOFF": "a font", b"wOF2": "a font", b"OTTO": "a font", b"\0\1\0\0\0": "a font",
    b"Rar!\x1a\x07": "a RAR archive: unpack it first", b"7z\xbc\xaf\x27\x1c": "a 7z archive: unpack it first",
    b"(\xb5/\xfd": "a Zstandard file: unpack it first", b"\x04\x22\x4d\x18": "an LZ4 file: unpack it first",
    b"SQLite format 3\0": "an SQLite database: export its table as .csv", b"\x7fELF": "a program", b"MZ": "a program",
    b"\xcf\xfa\xed\xfe": "a program", b"ID3": "a sound recording", b"OggS": "a sound or film recording",
    b"fLaC": "a sound recording", b"\x1aE\xdf\xa3": "a film", b"ARROW1\0\0": "an Arrow file: save it as .parquet",
    b"ORC": "an ORC file: save it as .parquet", b"Obj\x01": "an Avro file: save it as .parquet or .jsonl",
    b"\x80\x02": "a Python pickle, which is not opened: save it as .parquet", b"wARC": "a program",
    b"\x80\x04\x95": "a Python pickle, which is not opened: save it as .parquet", b"bplist": "webarchive",
}  # fmt: skip
_WORDED: Final = {  # documents that are written in letters but are none of the texts read here
    "{\\rtf": "rtf",
    "%!PS": "a PostScript document: save it as PDF",
}
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_DIRECTORY: Final = 16 << 10
_OLE_STREAMS: Final = {
    "WordDocument": "an old Word document: save it as .docx",
    "Workbook": "xls",
    "Book": "xls",
    "EncryptedPackage": "an encrypted Office document: save it without a password",
    "__properties_version1.0": "msg",
}
_BEFORE: Final = re.compile(r"(?:\s|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_PAGE: Final = re.compile(r"<!doctype\s+html|<html[\s>]|<(?:head|body)(?:\s[^<>]*)?>", re.IGNORECASE)
_BARE_TABLE: Final = re.compile(  # as web applications save it for Excel
    r"(?:<(?:meta|link)\b[^<>]*>\s*|(?><style\b.{0,20000}?</style>)\s*)*+<table\b[^<>]*>\s*"
    r"(?:<caption\b[^<>]*>[^<>]*</caption>\s*)?(?:</?col(?:group)?\b[^<>]*>\s*)*+<(?:thead|tbody|tr)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG: Final = re.compile(r"</?(?:p|div|span|a|li|ul|ol|h[1-6]|br|img|table|tr|td|section|article|meta)\b[^<>]*>", re.I)
_CHARACTERS_PER_TAG: Final = 200
_FEWEST_TAGS: Final = 5
_FLAT_ODT: Final = re.compile(
    r"<office:document[^-\w][^>]*office:mimetype=.application/vnd\.oasis\.opendocument\.text\b"
)
_SPREADSHEETML: Final = re.compile(
    r"(?:\s|<\?.*?\?>)*+<(?:\w+:)?Workbook\s[^>]*urn:schemas-microsoft-com:office:spreadsheet", re.S
)
_READ: Final = frozenset(
    {
        "docx",
        "xlsx",
        "pdf",
        "parquet",
        "warc",
        "odt",
        "rtf",
        "mhtml",
        "webarchive",
        "mail",
        "xls",
        "ods",
        "spreadsheetml",
        "xlsb",
        "msg",
    }
)
_JSON: Final = re.compile(r"""\{\s*(?:["}]|'\w+':)|\[\s*(?:[{\["\]]|-?[0-9]+\s*,)""")
_LIKE_JSON: Final = re.compile(r"""\{\s*(?:["'}]|\w+\s*:\s*["'\[{0-9]|/[/*])|\[\s*(?:["'\[{\]]|/[/*])""")
_JSON_ENDINGS: Final = frozenset({".json", ".jsonl", ".ndjson", ".js", ".jsonp", ".json5"})
_TABLE_ENDINGS: Final = frozenset({".csv", ".tsv", ".tab"})


def kind_of(item: Item) -> str:
    """Say what an item is.

    Returns
    -------
    "text" (Markdown too), "html", "csv" (whatever stands between the cells), "ruled", "jsonl", "json", "json-feed",
    "xlsx", "xls", "ods", "spreadsheetml", "xlsb", "parquet", "feed", "markup", "warc", "mhtml", "webarchive", "mail",
    "msg", "pdf", "docx", "odt", "rtf", "subtitles", "binary" (`why_unreadable` tells what it is) or "empty".

    Raises
    ------
    UnreadableFile
        It is packed, and damaged.
    """
    with item.open() as stream:
        head = stream.read(HEAD)
    if not head.strip(b" \t\r\n\f\0\xef\xbb\xbf\xff\xfe"):
        return "empty"
    if kind := _marked_kind(head, item):
        return kind if kind in _READ else "binary"
    return _kind_of_text(head, item)


def why_unreadable(item: Item) -> str:
    """Why an item of the kind "binary" or "empty" is not read, in one clause."""
    with item.open() as stream:
        head = stream.read(HEAD)
    if kind_of(item) == "empty":
        return "it is empty"
    what = _marked_kind(head, item)
    return f"it is {what}" if what else "it is not a text file"


def _marked_kind(head: bytes, item: Item) -> str:
    """The kind, or what a binary file is, that its first bytes name; "" if they name none."""
    if head.startswith(b"PK\x03\x04"):
        return _package(item)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if re.match(rb"\s*WARC/[01]\.[0-9]+\r?\n", head):
        return "warc"
    if head.startswith(_OLE):
        return _ole_kind(head, item)
    return "parquet" if head.startswith(b"PAR1") else _binary_kind(head) or _worded(head, item.name)


def _ole_kind(head: bytes, item: Item) -> str:
    """What an old Office file is by the names in its directory, which can stand anywhere in it."""
    shift, sector = int.from_bytes(head[30:32], "little"), int.from_bytes(head[48:52], "little")
    directory = b""
    if shift in {9, 12}:
        with item.open() as stream:
            stream.seek((sector + 1) << shift)
            directory = stream.read(_OLE_DIRECTORY)
    seen = head + directory
    names = (what for name, what in _OLE_STREAMS.items() if name.encode("utf-16-le") in seen)
    return next(names, "an old Office document: save it as .docx or .xlsx")


def _binary_kind(head: bytes) -> str:
    if head[4:8] == b"ftyp" or (head.startswith(b"RIFF") and head[8:12] in {b"WEBP", b"WAVE", b"AVI "}):
        return "a picture, film or sound recording"
    if head[:512].isascii() and not any(byte < 9 for byte in head[:512]):  # "MZ" and "ORC" may begin a text, too
        return ""
    return next((what for magic, what in _MAGIC.items() if head.startswith(magic)), "")


def _worded(head: bytes, name: str) -> str:
    from filrouge.ingest.formats.web_archives import looks_like_mhtml

    start = head[:2048].decode("ascii", "replace").lstrip("\ufffd \r\n\t")
    if looks_like_mhtml(start, name):
        return "mhtml"
    if looks_like_mail(head, name):
        return "mail"
    if _SPREADSHEETML.match(start):
        return "spreadsheetml"
    if _FLAT_ODT.search(start):
        return "odt"
    if re.match(r"(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE svg[^>]*>|\s)*+<svg[\s>]", start, re.DOTALL):
        return "an SVG picture"
    return next((what for mark, what in _WORDED.items() if start.startswith(mark)), "")


def _package(item: Item) -> str:
    try:
        with random_access(item) as stream, zipfile.ZipFile(stream) as package:
            names = package.namelist()
            if "xl/workbook.bin" in names:
                return "xlsb"
            if "mimetype" in names and package.getinfo("mimetype").file_size < 200:
                mimetype = package.read("mimetype").decode("ascii", "replace").strip()
                return _MIMETYPES.get(mimetype, "an OpenDocument file: save it as .docx or .xlsx")
    except (OSError, ValueError, NotImplementedError, RuntimeError, EOFError, zipfile.BadZipFile):
        return "a zip file that is damaged or cut short"
    return next((kind for part, kind in _PACKAGES.items() if any(n.startswith(part) for n in names)), "a zip package")


def _kind_of_text(head: bytes, item: Item) -> str:
    from filrouge.ingest.formats.feeds import looks_like_feed, looks_like_json_feed
    from filrouge.ingest.formats.markup import looks_like_markup

    text = head_text(head)
    start = (text or "").lstrip("\ufeff \t\r\n\f\v")
    if looks_like_feed(head):
        kind = "feed"
    elif text is None:
        kind = "binary"
    elif not start:
        kind = "empty"
    elif looks_like_subtitles(start):
        kind = "subtitles"
    elif _is_json(start, item):
        kind = "json-feed" if looks_like_json_feed(head) else _json_kind(start, item)
    elif _is_page(start):
        kind = "html"
    elif start.startswith("<") and looks_like_markup(head):
        kind = "markup"
    else:
        kind = _kind_of_lines(text, start, item, whole=len(head) < HEAD)
    return kind


def _kind_of_lines(text: str, start: str, item: Item, whole: bool) -> str:
    """Tell a piece of a page from a table, whose cells may be pieces of pages while its header is none."""
    dense = _dense(start)
    if dense and _TAG.search(start.partition("\n")[0]):
        return "html"
    if looks_ruled(text):
        return "ruled"
    if _is_table(text, item, whole):
        return "csv"
    return "html" if dense else "text"


def _is_table(text: str, item: Item, whole: bool) -> bool:
    lines = text.splitlines(keepends=True)
    if not whole and len(lines) > 1:
        lines.pop()  # it is cut
    expected = PurePosixPath(item.name.casefold().removesuffix(".gz")).suffix in _TABLE_ENDINGS
    return is_table(lines, expected)


def _is_page(start: str) -> bool:
    """Whether a text is a web page: it begins as one, or as tags among which those of a page stand."""
    before = _BEFORE.match(start)
    rest = start[before.end() if before else 0 :]
    return bool(
        _PAGE.match(rest)
        or _BARE_TABLE.match(rest)
        or (rest.startswith("<") and _PAGE.search(rest) and _TAG.search(rest))
    )


def _dense(start: str) -> bool:
    """Whether a text is a piece of a page: tags throughout, rather than prose with a few of them."""
    tags = _TAG.findall(start)
    return len(tags) >= _FEWEST_TAGS and len(start) < _CHARACTERS_PER_TAG * len(tags) and bool(re.search("</", start))


def _is_json(start: str, item: Item) -> bool:
    """Whether a text begins as JSON does, or as what its name says is JSON, or as a script that holds it."""
    if _JSON.match(start):
        return True
    named = PurePosixPath(item.name.casefold().removesuffix(".gz")).suffix in _JSON_ENDINGS
    before = ASSIGNMENT.match(start[:LONGEST_ASSIGNMENT])
    rest = start[before.end() :] if before else start
    return bool((named and _LIKE_JSON.match(rest)) or (before and before[0].rstrip()[-1] == "=" and _JSON.match(rest)))


def _json_kind(start: str, item: Item) -> str:
    """Tell one JSON value from a value on each line."""
    if not start.startswith("{"):
        return "json"
    lines = start.splitlines()
    if len(lines) > 2 and all(re.match(r"\s*\{\s*[\"']", line) for line in lines[1:-1] if line.strip()):
        return "jsonl"
    with item.open() as stream:  # the first line may be longer than what was read
        first = stream.readline(_LONGEST_LINE)
        while first and not first.strip():
            first = stream.readline(_LONGEST_LINE)
        second = stream.read(1024).lstrip()
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        return "json"
    return "jsonl" if second.startswith(b"{") else "json"
