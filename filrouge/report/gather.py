"""Entries are made from what a page shows, and drawn again from the bundle as it is now."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final, TypeVar

from filrouge.annotations.report import Quote, Report, ReportEntry
from filrouge.bundle import Bundle
from filrouge.chart import Chart
from filrouge.charts import page_chart, placed
from filrouge.errors import ChromeError, FilrougeError
from filrouge.explore.link import read_link
from filrouge.explore.names import source_name
from filrouge.explore.view import View
from filrouge.i18n import N_, _
from filrouge.wording.days import published_text

_LOG: Final = logging.getLogger(__name__)

Progress = Callable[[int, int, str], None]
"""Told how many of how many steps are done, and what is being done."""

PRECISE_TO: Final = {
    "minute": N_("to the minute"), "day": N_("to the day"), "month": N_("to the month"), "year": N_("to the year"),
}  # fmt: skip


@dataclass(frozen=True)
class ReportItem:
    """An entry as it is written: `chart` where it is one and can be made, `problem` where it or its picture cannot;
    `address` of the dashboard in which it was put together, where that is known.

    `number` counts figures, and tables by themselves, from 1; 0 for what is neither.
    """

    entry: ReportEntry
    chart: Chart | None = None
    number: int = 0
    problem: str = ""
    address: str = ""

    @property
    def title(self) -> str:
        """The analyst's title, else the chart's own."""
        return self.entry.title or (self.chart.title if self.chart else "")

    @property
    def file(self) -> str:
        """What a file of it is called, without its ending."""
        kind = "table" if self.chart is not None and self.chart.figure is None else "figure"
        return f"{kind}-{self.number:02}-{self.chart.name if self.chart else ''}"


def chart_entry(bundle: Bundle, view: View, chart: Chart) -> ReportEntry:
    """An entry for a chart of a view."""
    return ReportEntry("chart", title=chart.title, link=placed(chart, bundle, view).link, digest=bundle.digest)


def passage_entry(bundle: Bundle, row: dict[str, Any]) -> ReportEntry:
    """An entry for a passage; `row` as in `passages.PassageList.frame`, of this bundle."""
    fields = bundle.document_row(int(row["doc"]))
    quote = Quote(
        text=row["text"],
        doc_id=row["doc_id"],
        passage_id=int(row["passage_id"]),
        title=row["title"] if isinstance(row["title"], str) else "",
        source=source_name(row["source"]),
        date=published_text(row),
        precision=fields["published_precision"],
        language=row["language"],
        url=row["url"] if isinstance(row["url"], str) else "",
        sha256=fields["origin"]["sha256"],
    )
    return ReportEntry("passage", title=quote.title, quote=quote, digest=bundle.digest)


def view_of(entry: ReportEntry, bundle: Bundle) -> View:
    """The view of a chart's entry, whatever the bundle was called when it was added.

    Raises
    ------
    ViewError : the bundle has not what it asks for.
    """
    return read_link(entry.link, bundle, changed=True)


def gather(report: Report, bundle: Bundle, progress: Progress, steps: int, address: str = "") -> list[ReportItem]:
    """Draw every chart of a report; `steps`: how many there are in all, of which this does one a chart.

    A chart that cannot be drawn any more says why in its place: the others are not lost with it.
    """
    items, numbers = [], {"figure": 0, "table": 0}
    charts = 0
    for entry in report.entries:
        item = ReportItem(entry, address=address)
        if entry.kind == "chart":
            progress(charts, steps, _("Drawing “{title}”").format(title=entry.title))
            charts += 1
            item, chart = attempt(item, partial(_drawn, entry, bundle))
            if chart is not None:
                kind = "table" if chart.figure is None else "figure"
                numbers[kind] += 1
                item = replace(item, chart=replace(chart, link=address + chart.link), number=numbers[kind])
        items.append(item)
    return items


def _drawn(entry: ReportEntry, bundle: Bundle) -> Chart:
    return page_chart(bundle, view_of(entry, bundle))


_Made = TypeVar("_Made")


def attempt(item: ReportItem, make: Callable[[], _Made]) -> tuple[ReportItem, _Made | None]:
    """The item and what `make` gives of it; where that fails, None, and the item says why: no other is lost with it.

    Raises
    ------
    ChromeError : no item can be drawn.
    """
    try:
        return item, make()
    except ChromeError:
        raise
    except FilrougeError as error:
        return replace(item, problem=str(error)), None
    except Exception as error:  # whatever it is, it is of this entry alone
        _LOG.exception("An entry of a report could not be made: %s", item.entry.link)
        return replace(item, problem=_("An unexpected error: {why}.").format(why=repr(error))), None


def problems(items: list[ReportItem]) -> list[str]:
    """A sentence for each item that could not be drawn, whole or in part."""
    return [
        _("“{title}” could not be drawn. {why}").format(
            title=item.title or _("Entry {n}").format(n=place), why=item.problem
        )
        for place, item in enumerate(items, 1)
        if item.problem
    ]


def count_charts(report: Report) -> int:
    """How many entries are charts."""
    return sum(entry.kind == "chart" for entry in report.entries)
