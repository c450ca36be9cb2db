"""Saved HTML pages → records: the article, its headline, publisher, address and publication date."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from filrouge.ingest.boilerplate.boxes import without_boxes
from filrouge.ingest.formats.page_tables import table_records
from filrouge.ingest.html.article import find_text
from filrouge.ingest.html.fronts import is_front
from filrouge.ingest.html.page import LARGEST_PAGE, parse_page
from filrouge.ingest.record import Item, Record, UnreadableFile
from filrouge.ingest.text_metadata.page_dates import find_date
from filrouge.ingest.text_metadata.page_titles import borne_out, find_source, find_title, find_url

NO_TEXT: Final = "no article text found in the page"

FRONT: Final = "the page looks like a list of articles, as the front of a section"

PAYWALLED: Final = "the page asks to pay or sign in for the rest: the article may be cut short"

NAMES: Final = ("text", "title", "date", "source", "url")
"""Fields that are looked for in a page."""


def read_page(item: Item) -> Iterator[Record]:
    """Read one saved page, or the rows of the table of articles that it is.

    Raises
    ------
    UnreadableFile
        It is larger than 20 MB, holds no markup, or no article text.
    """
    with item.open() as stream:
        raw = stream.read(LARGEST_PAGE + 1)
    if rows := table_records(raw):
        yield from rows
        return
    record = page_record(raw)
    if record.rejected:
        raise UnreadableFile(record.rejected)
    yield record


def page_record(
    raw: bytes, *, declared_encoding: str | None = None, url: str | None = None, row: int | None = None
) -> Record:
    """Read a page into a record; a page without an article text is rejected.

    Parameters
    ----------
    raw : the page's bytes, unpacked.
    declared_encoding : the charset its sender declared, as in the header `Content-Type`.
    url : the address it was fetched from, if that is known.
    row : number of the record in what it lies in.

    Raises
    ------
    UnreadableFile
        It is larger than 20 MB, or holds no markup.
    """
    page = parse_page(raw, declared_encoding)
    found_url = find_url(page, url)
    address = found_url.value if found_url else None
    source = find_source(page, address)
    title = find_title(page, source.value if source else None, address)
    article = find_text(page, title.value if title else None)
    if article is None:
        return Record(row, {}, NAMES, rejected=NO_TEXT)
    title = borne_out(page, title, article.candidate.value)
    text = without_boxes(article.candidate.value)
    dated = find_date(page, title.value if title else None, address)
    found = {
        "text": replace(article.candidate, value=text.text),
        "title": title,
        "date": dated.candidate,
        "source": source,
        "url": found_url,
    }
    front = FRONT if is_front(page) else None
    warnings = [
        w for w in (page.warning, article.warning, dated.warning, front, PAYWALLED if text.paywalled else None) if w
    ]
    return Record.of(row, found, NAMES, "; ".join(warnings) or None)
