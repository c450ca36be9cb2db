"""Articles in PDF → records: their text in lines that are paragraphs, as if pasted."""

import time
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any, Final, NamedTuple

from filrouge.ingest.formats.archives import random_access
from filrouge.ingest.formats.paper_lines import PrintedLine, paragraphs, without_running_lines
from filrouge.ingest.formats.papers import paper_record
from filrouge.ingest.formats.pdf_columns import lines_of
from filrouge.ingest.formats.pdf_words import words_of
from filrouge.ingest.record import Item, Record, UnreadableFile

_MOST_PAGES: Final = 1000
_MOST_SECONDS: Final = 60.0
_MOST_CHARACTERS: Final = 32 << 20
_FEWEST_LETTERS: Final = 20
_LEAST_LEGIBLE: Final = 0.7
_LARGER: Final = 1.25
_TITLE_WORDS: Final = range(4, 31)
_LOCKED: Final = "the PDF is encrypted: save a copy without a password"


class _Pages(NamedTuple):
    """The lines of the pages that were read, of how many, how many of them are written sideways, whether there are
    pictures, and the document's title.
    """

    lines: list[list[PrintedLine]]
    n_pages: int
    n_turned: int
    pictures: bool
    title: str


def read_pdf(item: Item) -> Iterator[Record]:
    """Read the text of a PDF: columns one after the other, lines joined to paragraphs, words put together that a line
    end divided, running heads, page numbers and what a browser prints around a page left out. Its title is that of the
    metadata where the text begins with it, else the largest line of the first page; it has no date, for the day the
    file was made is not that of publication.

    Raises
    ------
    UnreadableFile
        It is encrypted, damaged, or holds pictures only.
    """
    import pypdfium2

    with random_access(item) as stream:
        try:
            read = _read(pypdfium2.PdfDocument(stream), _MOST_PAGES)
        except pypdfium2.PdfiumError as error:
            locked = "password" in str(error).lower() or "security" in str(error).lower()
            raise UnreadableFile(_LOCKED if locked else "the PDF is damaged or cut short") from error
    running = without_running_lines(read.lines, read.title)
    lines = [line for page in running.pages for line in page]
    text = "\n".join(paragraphs(lines))
    _check_legible(text, read.pictures)
    n_read = len(read.lines)
    warnings = [f"only the first {n_read:,} of {read.n_pages:,} pages were read"] if n_read < read.n_pages else []
    if read.n_turned:
        warnings.append(f"{read.n_turned:,} of its pages are written sideways: their lines may be in a wrong order")
    how = "text of the PDF"
    if running.left_out:
        how += f", without what repeats on its pages: {'; '.join(running.left_out)}"
    record = paper_record(text, read.title, "metadata /Title", how, "; ".join(warnings) or None)
    if "title" not in record.fields and (headline := _headline(running.pages)):
        record = record.and_found("title", headline, "largest line of the first page")
    if running.address:
        record = record.and_found("url", running.address, "address that the browser printed")
    yield record


def first_lines(item: Item) -> str:
    """The lines of the first pages, to tell what made the PDF; "" where it cannot be read."""
    import pypdfium2

    with random_access(item) as stream:
        try:
            pages = _read(pypdfium2.PdfDocument(stream), most_pages=3).lines
        except pypdfium2.PdfiumError:
            return ""
    return "\n".join(line.text for page in pages for line in page)


def _read(document: Any, most_pages: int) -> _Pages:
    end = time.monotonic() + _MOST_SECONDS
    pages: list[list[PrintedLine]] = []
    n_characters, n_turned, pictures = 0, 0, False
    for number in range(len(document)):
        page = document[number]
        words, turned = words_of(page)
        lines = lines_of(words)
        pages.append([*lines, *([PrintedLine(turned, follows=False)] if len(turned) > 1 else [])])
        n_turned += len(turned) > sum(len(line.text) for line in lines)
        pictures = pictures or (len(words) < 5 and _has_pictures(page))
        n_characters += sum(len(line.text) for line in lines)
        page.close()
        if len(pages) == most_pages or n_characters > _MOST_CHARACTERS or time.monotonic() > end:
            break
    title = document.get_metadata_value("Title") or ""
    return _Pages(pages, len(document), n_turned, pictures, title)


def _has_pictures(page: Any) -> bool:
    import pypdfium2.raw as pdfium

    return any(True for _ in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=3))


def _headline(pages: Sequence[Sequence[PrintedLine]]) -> str:
    """The words of the first page that are set in the largest letters, where they are larger than its text and could be
    a headline.
    """
    lines = next(iter(pages), [])
    if len(lines) < 3:
        return ""
    usual = median(line.size for line in lines for _ in line.text)
    for size in sorted({line.size for line in lines if line.size >= _LARGER * usual}, reverse=True):
        first = next(n for n, line in enumerate(lines) if line.size == size)
        run = [lines[first]]
        for line in lines[first + 1 :]:
            if abs(line.size - size) > 0.5 or not 0 < run[-1].base - line.base < 2 * size:
                break
            run.append(line)
        words = " ".join(line.text for line in run).split()
        if len(words) in _TITLE_WORDS and not any(sign in word for word in words for sign in "@©"):
            return " ".join(paragraphs([line._replace(after=0.0, before=0.0) for line in run]))
    return ""


def _check_legible(text: str, pictures: bool) -> None:
    """Refuse a PDF without letters, or whose letters are not told from each other.

    Raises
    ------
    UnreadableFile
    """
    n_letters = sum(c.isalpha() for c in text)
    if n_letters < _FEWEST_LETTERS and pictures:
        raise UnreadableFile("a PDF of pictures without text: recognise its text (OCR) first")
    if n_letters == 0:
        raise UnreadableFile("the PDF holds no text")
    shown = [c for c in text if not c.isspace()]
    legible = sum(c.isprintable() and not "\ue000" <= c <= "\uf8ff" and c != "\ufffd" for c in shown)
    if legible < _LEAST_LEGIBLE * len(shown):
        raise UnreadableFile("the PDF does not tell which letters it shows: recognise its text (OCR) first")
