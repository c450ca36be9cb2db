"""One statement of a page of a date, and what it is said to be the date of."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from filrouge.ingest.candidate import Candidate
from filrouge.ingest.dates.parse import Order, Published, parse_date


@dataclass(frozen=True)
class Statement:
    """One statement of a date, and what it is said to be the date of."""

    candidate: Candidate[str]
    kind: int

    @cached_property
    def published(self) -> Published:
        """The date as read."""
        return parse_date(self.candidate.value)

    def ordered(self, order: Order | None) -> "Statement":
        """The same, with the day in figures read in the order that the language of the page has; as read where another
        is stated.
        """
        if order is None or self.published.start is not None:
            return self
        written = self.candidate.value
        told = parse_date(written, order)
        if told.start is None or told.offset is not None:
            return self
        value = f"{told.start:%Y-%m-%d}" if told.precision == "day" else f"{told.start:%Y-%m-%d %H:%M}"
        return replace(self, candidate=replace(self.candidate, value=value, evidence=written))

    @property
    def day(self) -> date | None:
        """The day in the place that wrote it; None unless a day is stated."""
        if self.published.start is None or self.published.precision not in ("day", "minute"):
            return None
        return (self.published.start + timedelta(minutes=self.published.offset or 0)).date()

    @property
    def timed(self) -> bool:
        """Whether a time of day is stated."""
        return self.published.precision == "minute" and not self.published.midnight
