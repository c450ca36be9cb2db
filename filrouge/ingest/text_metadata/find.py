"""Facts that a text states of itself: when and where it was published, through whom, for whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from filrouge.ingest.dates.parse import date_in_url
from filrouge.ingest.dates.published import Published
from filrouge.ingest.record import Cut
from filrouge.ingest.text_metadata.datelines import Dateline, find_dateline
from filrouge.ingest.text_metadata.issuers import find_issuer
from filrouge.ingest.text_metadata.outlets import RELEASES
from filrouge.ingest.text_metadata.past_dates import latest_past_date
from filrouge.ingest.text_metadata.publishers import counted_by, furniture_of, named_in_footer, own_link, presented_by
from filrouge.ingest.text_metadata.stamps import find_stamp

__all__ = ["Stated", "date_in_url", "stated"]

_EARLIEST_MORROW: Final = timedelta(hours=38)  # a day is over 14 hours sooner in the east, and clocks go wrong


@dataclass(frozen=True)
class Stated:
    """What a text states of itself.

    Attributes
    ----------
    published : its date, with precision "unknown" where it states none.
    method : where the date stands: "dateline", "stamp line" or "url".
    not_before : only where `published` is unknown: the latest past date that the body names with its year.
    source : the outlet's canonical name; an institution that is only cited is none.
    source_method : "dateline", "names its publisher", "platform marks" or "footer".
    issuer : for whom a press-release service published it.
    url : its own address, where it says so.
    url_method : "permalink in the text".
    """

    published: Published
    method: str | None
    not_before: date | None
    source: str | None
    source_method: str | None
    issuer: str | None
    url: str | None
    url_method: str | None


def stated(
    as_read: str,
    kept: str,
    cuts: Sequence[Cut],
    title: str | None,
    language: str | None = None,
    today: date | None = None,
) -> Stated:
    """Find what a text states of itself; what it does not state unmistakably is None.

    Parameters
    ----------
    as_read : the whole text, with what stood around the article.
    kept : the article's own text.
    cuts : the pieces that were removed.
    title : its headline, where one is known.
    language : code of the article's language, where it is known.
    today : no date after it is taken; the present day where it is not given.
    """
    today = today or datetime.now(UTC).date()
    lines = [line for line in as_read.split("\n") if line.strip()]
    body = _without_title(kept, title)
    dateline = find_dateline(body)
    url = own_link(lines, _lines_above(lines, body))
    published, method = _published(as_read, cuts, title, dateline, url, today)
    source, source_method = _source(as_read, kept, cuts, body, dateline)
    release = dateline is not None and dateline.outlet is not None and dateline.outlet.kind == RELEASES
    return Stated(
        published,
        method,
        None if published.start else latest_past_date(body, today, language),
        source,
        source_method,
        find_issuer(as_read) if release else None,
        url,
        "permalink in the text" if url else None,
    )


def _published(
    as_read: str, cuts: Sequence[Cut], title: str | None, dateline: Dateline | None, url: str | None, today: date
) -> tuple[Published, str | None]:
    stamp = find_stamp(as_read, title, cuts)
    if _is_past(stamp, today):
        return stamp, "stamp line"
    if dateline and _is_past(dateline.published, today):
        return dateline.published, "dateline"
    if url and _is_past(found := date_in_url(url), today):
        return found, "url"
    return Published(warning=stamp.warning), None


def _is_past(published: Published, today: date) -> bool:
    morrow = datetime(today.year, today.month, today.day, tzinfo=UTC) + _EARLIEST_MORROW
    return published.start is not None and published.start < morrow


def _source(
    as_read: str, kept: str, cuts: Sequence[Cut], body: str, dateline: Dateline | None
) -> tuple[str | None, str | None]:
    if dateline and dateline.outlet:
        return dateline.outlet.name, "dateline"
    if name := presented_by(body):
        return name, "names its publisher"
    furniture = furniture_of(as_read, kept, cuts)
    if name := counted_by(furniture):
        return name, "platform marks"
    if name := named_in_footer(furniture):
        return name, "footer"
    return None, None


def _without_title(kept: str, title: str | None) -> str:
    """The text without its headline, where it begins with it."""
    first, _, rest = kept.lstrip().partition("\n")
    return rest if title and first.strip(" #*_") == title.strip() else kept


def _lines_above(lines: Sequence[str], body: str) -> int:
    """How many lines stand above the first of the body."""
    first = next((line.strip() for line in body.split("\n") if line.strip()), "")
    return next((place for place, line in enumerate(lines) if line.strip() == first), 0)
