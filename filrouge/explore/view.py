"""What one screen shows: a page, a selection, and the page's own options; how it is written as a link."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final
from urllib.parse import urlencode

from filrouge.bundle import Bundle
from filrouge.explore.outline import Point, Window, write_region, write_window
from filrouge.explore.periods import write_span
from filrouge.explore.selection import Selection, language_name, narrative_label, source_name
from filrouge.i18n import DEFAULT, N_, _, speaking

PAGES: Final = {
    "overview": N_("Overview"),
    "timeline": N_("Timeline"),
    "topic-map": N_("Topic map"),
    "compare": N_("Compare"),
    "findings": N_("Findings"),
    "documents": N_("Documents"),
    "report": N_("Report"),
}
CHARTS: Final = {
    "overview": ("time", "narratives", "sources", "languages"),
    "timeline": ("timeline",),
    "topic-map": ("topic-map", "outline", "outline-words", "map-sides"),
    "compare": ("compare", "compare-words", "tellings"),
    "findings": ("bursts", "silence", "first-voices", "adoption", "lag"),
    "documents": ("documents",),
    "report": (),
}
"""The charts of each page; a view that names none is of the first. The report has only those of other pages."""
MEASURES: Final = {"share": N_("Share of output"), "mentions": N_("Mentions")}
PERIODS: Final = {
    "auto": N_("Auto"),
    "day": N_("Day"),
    "week": N_("Week"),
    "month": N_("Month"),
    "quarter": N_("Quarter"),
}
KINDS: Final = {
    "lines": N_("Lines"),
    "area": N_("Stacked area"),
    "heat-map": N_("Heat map"),
    "multiples": N_("Small multiples"),
}
AVERAGINGS: Final = {"sources": N_("By source"), "pooled": N_("Pooled"), "weighted": N_("Weighted")}
PANELS: Final = {"narrative": N_("Narrative"), "source": N_("Source"), "language": N_("Language")}
COLOURS: Final = {"narrative": N_("Narrative"), "source": N_("Source"), "language": N_("Language"), "date": N_("Date")}

FIND_BY: Final = {"words": N_("Words"), "meaning": N_("Meaning")}
SIDES: Final = {"sources": N_("Sources"), "groups": N_("Two groups of sources"), "periods": N_("Two periods")}

MOST_COMPARED: Final = 6
DIGEST_LENGTH: Final = 12
"""Of the digest in links and captions, in hexadecimal digits."""


Burst = tuple[int, date, date]
"""A narrative, and the first and last day of one of its bursts."""


def write_burst(burst: Burst, labels: dict[int, str]) -> str:
    """Write a burst as in a link: "2024-01-01..2024-01-31 fishing ban"."""
    narrative, first, last = burst
    return f"{write_span(first, last)} {narrative_label(narrative, labels)}"


@dataclass(frozen=True)
class View:
    """Everything a screen shows. `params()` writes it as the fields of a link, `link.read_view` reads it back.

    Parameters
    ----------
    page : key of PAGES.
    selection : the documents looked at.
    chart : one of CHARTS of the page, for what is exported; "" is the first.
    measure, averaging, period, kind : timeline: keys of MEASURES, AVERAGINGS, PERIODS and KINDS.
    panel : timeline: key of PANELS, what each of small multiples is about.
    about : overview, timeline and compare: the narrative whose passages are read; findings: that asked who spoke first.
    at : timeline: first day of the period whose passages are read.
    burst : findings: the burst that is read: its narrative, its first and last day; None for the surest.
    voice : findings: the source whose first passages are read.
    colour : topic map: key of COLOURS.
    region : topic map: corners of the outline whose passages are read, in map units.
    find : topic map: a text query; the passages of documents that match it are lit up, the rest stays grey.
    find_by : topic map: key of FIND_BY; by "meaning", `find` is any text, and the passages nearest to it are lit up.
    window : topic map: the part of the plane that is drawn; None is the whole map.
    passage : topic map: id of the passage whose point was clicked.
    beside : topic map, chart "map-sides": the two sides, each a source or a span of days written as
        2024-01-01..2024-02-01; none for the two largest sources.
    sides : compare: key of SIDES, what stands side by side.
    compare : compare: two to six sources.
    group_a, group_b : compare: the sources of two groups.
    a_from, a_to, b_from, b_to : compare: first and last days of two periods.
    table_page : documents: which page of the table is shown, from 1.
    doc : documents: id of the document being read.
    """

    page: str = "overview"
    selection: Selection = field(default_factory=Selection)
    chart: str = ""
    measure: str = "share"
    averaging: str = "sources"
    period: str = "auto"
    kind: str = "lines"
    panel: str = "narrative"
    about: int | None = None
    at: date | None = None
    burst: Burst | None = None
    voice: str | None = None
    colour: str = "narrative"
    region: tuple[Point, ...] = ()
    find: str = ""
    find_by: str = "words"
    window: Window | None = None
    passage: int | None = None
    beside: tuple[str, ...] = ()
    sides: str = "sources"
    compare: tuple[str, ...] = ()
    group_a: tuple[str, ...] = ()
    group_b: tuple[str, ...] = ()
    a_from: date | None = None
    a_to: date | None = None
    b_from: date | None = None
    b_to: date | None = None
    table_page: int = 1
    doc: str | None = None

    def params(self, bundle: Bundle) -> dict[str, list[str]]:
        """The view as link fields, in the words the widgets show in English: a link is the same in every language.
        What is at its default is left out.
        """
        with speaking(DEFAULT):
            return self.spoken_params(bundle)

    def spoken_params(self, bundle: Bundle) -> dict[str, list[str]]:
        """`params` in the language of the interface, as the widgets write them into the address."""
        chosen, labels = self.selection, bundle.labels
        fields = {
            "from": [chosen.date_from.isoformat()] if chosen.date_from else [],
            "to": [chosen.date_to.isoformat()] if chosen.date_to else [],
            "undated": [] if chosen.undated else ["false"],
            "source": [source_name(source) for source in chosen.sources],
            "language": [language_name(code) for code in chosen.languages],
            "narrative": [narrative_label(n, labels) for n in chosen.narratives],
            "query": [chosen.query] if chosen.query else [],
            "area": [write_region(chosen.area)] if chosen.area else [],
            "chart": [] if self.chart in {"", *CHARTS[self.page][:1]} else [self.chart],
            "measure": [] if self.measure == "share" else [_(MEASURES[self.measure])],
            "averaging": [] if self.averaging == "sources" else [_(AVERAGINGS[self.averaging])],
            "period": [] if self.period == "auto" else [_(PERIODS[self.period])],
            "kind": [] if self.kind == "lines" else [_(KINDS[self.kind])],
            "panel": [] if self.panel == "narrative" else [_(PANELS[self.panel])],
            "about": [] if self.about is None else [narrative_label(self.about, labels)],
            "at": [self.at.isoformat()] if self.at else [],
            "burst": [write_burst(self.burst, labels)] if self.burst else [],
            "voice": [] if self.voice is None else [source_name(self.voice)],
            "colour": [] if self.colour == "narrative" else [_(COLOURS[self.colour])],
            "region": [write_region(self.region)] if self.region else [],
            "find": [self.find] if self.find.strip() else [],
            "find_by": [] if self.find_by == "words" else [_(FIND_BY[self.find_by])],
            "window": [write_window(self.window)] if self.window else [],
            "passage": [] if self.passage is None else [str(self.passage)],
            "beside": [source_name(side) for side in self.beside],
            "sides": [] if self.sides == "sources" else [_(SIDES[self.sides])],
            "compare": [source_name(source) for source in self.compare],
            "group_a": [source_name(source) for source in self.group_a],
            "group_b": [source_name(source) for source in self.group_b],
            **{
                name: [day.isoformat()] if (day := getattr(self, name)) else []
                for name in ("a_from", "a_to", "b_from", "b_to")
            },
            "table_page": [] if self.table_page == 1 else [str(self.table_page)],
            "doc": [self.doc] if self.doc else [],
        }
        return {name: values for name, values in fields.items() if values}

    def link(self, bundle: Bundle, *, name: str | None = None) -> str:
        """The view as a link relative to the dashboard's address; `name` is what the dashboard calls the bundle.

        It holds the beginning of the bundle's digest: other data are not shown under it without a word.
        """
        of = {"bundle": [name or bundle.name], "digest": [bundle.digest[:DIGEST_LENGTH]]}
        query = urlencode({**of, **self.params(bundle)}, doseq=True)
        path = "" if self.page == "overview" else self.page.replace("-", "_")
        return f"/{path}?{query}"


FIELDS: Final = (
    "from", "to", "undated", "source", "language", "narrative", "query", "area", "chart", "measure", "averaging",
    "period", "kind", "panel", "about", "at", "burst", "voice", "colour", "region", "find", "find_by", "window",
    "passage", "beside", "sides", "compare", "group_a", "group_b", "a_from", "a_to", "b_from", "b_to",
    "table_page", "doc",
)  # fmt: skip
"""Every field a link may have, besides `bundle` and `digest`, which say what it is of."""
