"""What a text states of itself: when and where it was published, through whom, for whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from filrouge.ingest.candidate import Candidate
from filrouge.ingest.dates.parse import date_in_url
from filrouge.ingest.dates.published import Published
from filrouge.ingest.record import Cut
from filrouge.ingest.text_metadata.datelines import Dateline, find_dateline
from filrouge.ingest.text_metadata.issuers import find_issuer
from filrouge.ingest.text_metadata.outlets import RELEASES
from filrouge.ingest.text_metadata.past_dates import latest_past_date
from filrouge.ingest.text_metadata.publishers import counted_by, furniture_of, named_in_footer, own_link, presented_by
from filrouge.ingest.text_metadata.stamps import find_stamp

_EARLIEST_MORROW: Final = timedelta(hours=38)  # a day is over 14 hours sooner in the east, and clocks go wrong


@dataclass(frozen=True)
class TextMetadata:
    """What a text states of itself; None where it states nothing unmistakably.

    Attributes
    ----------
    published : when it was published; its method is "stamp line", "dateline" or "url".
    source : the outlet's canonical name, by "dateline", "names its publisher", "platform marks" or "footer"; an
        institution that is only cited is none.
    issuer : for whom a press-release service published it.
    url : its own address.
    not_before : only where `published` is None: the latest past date that the body names with its year.
    """

    published: Candidate[Published] | None = None
    source: Candidate[str] | None = None
    issuer: Candidate[str] | None = None
    url: Candidate[str] | None = None
    not_before: date | None = None


def find_metadata(
    as_read: str,
    kept: str,
    cuts: Sequence[Cut],
    title: str | None,
    language: str | None = None,
    today: date | None = None,
) -> TextMetadata:
    """Find what a text states of itself.

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
    stamp = find_stamp(as_read, title, cuts, language)
    dated = _date(stamp, dateline, url, today)
    release = dateline is not None and dateline.outlet is not None and dateline.outlet.kind == RELEASES
    issuer = find_issuer(as_read) if release else None
    return TextMetadata(
        dated,
        _source(as_read, kept, cuts, body, dateline),
        Candidate(issuer, "text") if issuer else None,
        Candidate(url, "permalink in the text") if url else None,
        None if dated else latest_past_date(body, today, language),
    )


def _date(stamp: Published, dateline: Dateline | None, url: str | None, today: date) -> Candidate[Published] | None:
    stated = (
        (stamp, "stamp line"),
        (dateline.published if dateline else Published(), "dateline"),
        (date_in_url(url) if url else Published(), "url"),
    )
    dated = (Candidate(published, method, published.evidence or "") for published, method in stated)
    return next((candidate for candidate in dated if _is_past(candidate.value, today)), None)


def _is_past(published: Published, today: date) -> bool:
    morrow = datetime(today.year, today.month, today.day, tzinfo=UTC) + _EARLIEST_MORROW
    return published.start is not None and published.start < morrow


def _source(
    as_read: str, kept: str, cuts: Sequence[Cut], body: str, dateline: Dateline | None
) -> Candidate[str] | None:
    if dateline and dateline.outlet:
        return Candidate(dateline.outlet.name, "dateline")
    if name := presented_by(body):
        return Candidate(name, "names its publisher")
    furniture = furniture_of(as_read, kept, cuts)
    if name := counted_by(furniture):
        return Candidate(name, "platform marks")
    name = named_in_footer(furniture)
    return Candidate(name, "footer") if name else None


def _without_title(kept: str, title: str | None) -> str:
    """The text without its headline, where it begins with it."""
    first, _, rest = kept.lstrip().partition("\n")
    return rest if title and first.strip(" #*_") == title.strip() else kept


def _lines_above(lines: Sequence[str], body: str) -> int:
    """How many lines stand above the first of the body."""
    first = next((line.strip() for line in body.split("\n") if line.strip()), "")
    return next((place for place, line in enumerate(lines) if line.strip() == first), 0)
