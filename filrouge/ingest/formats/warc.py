"""Web archives (WARC, ARC) → records: each archived page as a saved page is read, with the address it came from."""

import contextlib
import gzip
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO, Final

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from filrouge.ingest.formats.pages import page_record
from filrouge.ingest.html.page import LARGEST_PAGE
from filrouge.ingest.record import Item, Record, UnreadableFile

CUT_SHORT: Final = "the web archive is damaged or cut short here: the rest of it is not read"

PARTIAL: Final = "the page is cut short"

_PAGES: Final = frozenset({"text/html", "application/xhtml+xml", "application/xhtml"})
_HOLDING: Final = frozenset({"response", "resource", "conversion", "revisit"})
_TEXT: Final = "text/plain"
_NEVER_TEXTS: Final = re.compile(r"(?:image|video|audio|font)/|text/css|.*(?:java|ecma)script")
_UNPACKED: Final = frozenset({"", "identity", "gzip", "deflate"})
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_CHUNK: Final = 1 << 16


def read_warc(item: Item) -> Iterator[Record]:
    """Read the pages of a web archive, one record each; `row` is the number of the WARC record in the file.

    Requests and what describes the archive are no documents, nor are images, styles and scripts: they are passed over.
    Answers of other kinds are rejected with their content type. When a page was fetched says nothing of when it was
    published.

    Raises
    ------
    UnreadableFile
        Nothing in it could be read as a web archive.
    """
    row = 0
    with item.open() as stream:
        records = ArchiveIterator(_unpacked(stream), arc2warc=True)
        while True:
            row += 1
            try:
                with contextlib.redirect_stderr(io.StringIO()):  # warcio prints what it finds odd
                    archived = next(records, None)
                if archived is None:
                    break
                read = _read(archived, row)
                complete = _is_complete(archived)
            except (ArchiveLoadFailed, OSError, EOFError, ValueError, AttributeError) as error:
                if row == 1:
                    raise UnreadableFile("it cannot be read as a web archive") from error
                yield Record(row, {}, rejected=CUT_SHORT)
                return
            if read is not None:
                yield read if complete or read.rejected else replace(read, warning=_joined(read.warning, PARTIAL))
            if not complete:
                yield Record(row, {}, rejected=CUT_SHORT)
                return
    if row == 1:
        raise UnreadableFile("it holds no records of a web archive")


def _read(archived: Any, row: int) -> Record | None:
    """Read one record of the archive; None for what is no document."""
    if archived.rec_type not in _HOLDING:
        return None
    headers = archived.http_headers
    said = (headers.get_header("Content-Type") if headers else archived.rec_headers.get_header("Content-Type")) or ""
    kind = said.partition(";")[0].strip().lower()
    if _NEVER_TEXTS.match(kind):
        return None
    if refused := _why_not(archived, kind):
        return Record(row, {}, rejected=refused)
    if archived.rec_type == "conversion" and kind == _TEXT:
        return _extracted(archived, row)
    charset = _CHARSET.search(said)
    raw = archived.content_stream().read(LARGEST_PAGE + 1)
    try:
        return page_record(
            raw,
            declared_encoding=charset[1] if charset else None,
            url=archived.rec_headers.get_header("WARC-Target-URI"),
            row=row,
        )
    except UnreadableFile as error:
        return Record(row, {}, rejected=str(error))


def _extracted(archived: Any, row: int) -> Record:
    """Read the text that somebody took out of a page (WET): what stood around the article is still in it."""
    raw = archived.content_stream().read(LARGEST_PAGE + 1)
    if len(raw) > LARGEST_PAGE:
        return Record(row, {}, rejected=f"the text is larger than {LARGEST_PAGE >> 20} MB")
    text = raw.decode("utf-8", "replace").strip()
    if not text:
        return Record(row, {}, rejected="no text in it")
    fields = {"text": text}
    methods = {"text": "extracted text of the web archive"}
    if address := archived.rec_headers.get_header("WARC-Target-URI"):
        fields["url"], methods["url"] = address.strip("<> "), "address it was fetched from"
    return Record(row, fields, ("text", "url"), methods=methods, pasted=True)


def _why_not(archived: Any, kind: str) -> str | None:
    """Why a record that could hold a text is not read as a page."""
    if archived.rec_type == "revisit":
        return "it only says that a page was fetched again unchanged"
    if archived.rec_type == "conversion" and kind == _TEXT:
        return None
    if kind not in _PAGES:
        return f"its content type is {kind}, not a web page" if kind else "it states no content type"
    if archived.http_headers is None:
        return None
    status = (archived.http_headers.get_statuscode() or "")[:3]
    if status.isdigit() and not status.startswith("2"):
        return f"the server answered {status}: it is no page"
    packed = (archived.http_headers.get_header("Content-Encoding") or "").strip().lower()
    return None if packed in _UNPACKED else f"it is packed as {packed[:20]}, which is not unpacked here"


def _joined(warning: str | None, more: str) -> str:
    return f"{warning}; {more}" if warning else more


def _is_complete(archived: Any) -> bool:
    """Read the rest of a record, and say whether it is as long as it says."""
    while archived.raw_stream.read(_CHUNK):
        pass
    return not getattr(archived.raw_stream, "limit", 0)


class _Unpacked:
    """A gzip stream whose damage is an error that `warcio` does not take for the end of the file."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = gzip.GzipFile(fileobj=stream)

    def read(self, size: int = -1) -> bytes:
        """Read unpacked bytes, as many as there are before damage."""
        try:
            return self._stream.read1(size)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise ArchiveLoadFailed("damaged gzip") from error

    def tell(self) -> int:
        """Where the next byte stands."""
        return self._stream.tell()


def _unpacked(stream: BinaryIO) -> BinaryIO | _Unpacked:
    packed = stream.read(2) == b"\x1f\x8b"
    stream.seek(0)
    return _Unpacked(stream) if packed else stream
