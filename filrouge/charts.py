"""A view becomes a chart: what the data say, how they are drawn, and in which words they are described.

Pages and `filrouge export` both come here, so what one shows the other writes.
"""

from dataclasses import replace
from typing import Final

import pandas as pd

from filrouge import figures, findings
from filrouge.bundle import Bundle
from filrouge.chart import Chart, caption
from filrouge.errors import ViewError
from filrouge.explore import compare, documents, overview, timeline, topic_map
from filrouge.explore.periods import left_out_text
from filrouge.explore.selection import (
    Counts,
    count,
    day_text,
    documents_text,
    language_name,
    narrative_label,
)
from filrouge.explore.view import KINDS, View
from filrouge.figures.compare import MOST_ROWS

FEWEST_COMPARED: Final = 2


def timeline_chart(bundle: Bundle, view: View) -> Chart:
    """Narratives over time; the caption is of the documents that shares are shares of, whatever they talk about."""
    found = timeline.timeline(bundle, view.selection, view.period)
    measure = "share" if view.kind == "area" else view.measure
    figure = figures.timeline.figure(found.frame, measure=measure, kind=view.kind, period=found.period)
    if measure == "share":
        sentence = (
            f"What part of all that was published in each {found.period} talks about each narrative; a document's "
            "passages split it, so that shares add up to 100 %."
        )
    else:
        sentence = (
            f"How many documents of each {found.period} talk about each narrative; a document with several counts "
            "for each of them, so these do not add up."
        )
    table = found.frame.assign(start=found.frame["start"].dt.strftime("%Y-%m-%d")).rename(
        columns={"start": found.period}
    )
    drawn = int(found.frame.drop_duplicates("start")["documents"].sum())
    leaves = left_out_text(found.counts.undated, found.coarse, found.period)
    notes = [f"{drawn:,} drawn, {leaves}" if leaves else "", *_timeline_notes(bundle, view, found)]
    return Chart(
        "timeline",
        "Narratives over time",
        sentence,
        figure,
        table,
        caption(bundle, view.selection.of_all_narratives(), found.counts, *notes, labels=found.frame["label"]),
        _timeline_alt(found.frame, measure, found.period),
    )


def _timeline_notes(bundle: Bundle, view: View, found: timeline.Timeline) -> list[str]:
    notes = [f"{KINDS[view.kind]} by {found.period}"]
    if view.period not in {"auto", found.period}:
        notes.append(f"this is too long a time to draw by {view.period}")
    if view.selection.narratives:
        names = [narrative_label(n, bundle.labels) for n in view.selection.narratives]
        notes.append(f"shown by themselves: {', '.join(f'“{name}”' for name in names)}")
    if view.kind in {"heat-map", "multiples"}:
        notes.append("other narratives, and passages without a clear one, are in the table")
    if view.kind == "lines" and (found.frame["narrative"] < 0).any():
        notes.append("other narratives, and passages without a clear one, are in the table and come by the legend")
    if view.kind in {"lines", "multiples"} and found.frame["documents"].lt(timeline.FEWEST_DOCUMENTS).any():
        notes.append(f"hollow marks: {found.period}s with fewer than {timeline.FEWEST_DOCUMENTS} documents")
    return notes


def _timeline_alt(frame: pd.DataFrame, measure: str, period: str) -> str:
    named = frame[frame["narrative"] >= 0]
    if named.empty:
        return "No narrative can be placed in time in this selection."
    top = named.iloc[int(named[measure].argmax())]
    documents = documents_text(top["mentions"], top["mentions_texts"])
    value = f"{top['share']:.0%} of output" if measure == "share" else documents
    return (
        f"{named['narrative'].nunique()} narratives by {period}. Highest: “{top['label']}” with {value} "
        f"in the {period} from {day_text(top['start'].date())}."
    )


def topic_map_chart(bundle: Bundle, view: View) -> Chart:
    """Passages on the plane."""
    found = topic_map.topic_map(bundle, view.selection)
    ranks = language_ranks(bundle) if view.colour == "language" else source_ranks(bundle)
    figure = figures.topic_map.figure(found, colour_by=view.colour, ranks=ranks, region=view.region)
    shown = len(found.points)
    grey = " (palest grey)" if view.colour == "narrative" else ""
    notes = [f"{found.passages:,} passages, {found.without_narrative:,} of them without a clear narrative{grey}"]
    if len(found.density):
        notes.append(f"points are a fair sample of {shown:,}, the grey ground is the density of all")
    if found.off_map:
        notes.append(f"{found.off_map:,} passages have no place on the map")
    top = found.labels.iloc[0] if len(found.labels) else None
    return Chart(
        "topic-map",
        "Topic map",
        "Each point is a passage; passages that say like things lie close together, whatever their language. "
        "Distances across the map mean little.",
        figure,
        found.points.assign(day=found.points["day"].dt.strftime("%Y-%m-%d")).drop(columns="doc"),
        caption(bundle, view.selection, count(bundle, view.selection), *notes, labels=found.labels["label"]),
        f"{found.passages:,} passages in {len(found.labels)} narratives"
        + (f"; largest: “{top['label']}” with {int(top['passages']):,} passages." if top is not None else "."),
    )


def compared_sources(bundle: Bundle, view: View) -> tuple[str, ...]:
    """The sources a view compares: those it names, or else the two with most documents in the selection."""
    return view.compare or compare.largest_sources(bundle, view.selection)


def compare_chart(bundle: Bundle, view: View) -> Chart:
    """Sources side by side: the sources compared stand in for those of the selection.

    Raises
    ------
    ViewError : fewer than two sources to compare.
    """
    sources = compared_sources(bundle, view)
    if len(sources) < FEWEST_COMPARED:
        raise ViewError(
            "it takes two sources to compare, and this selection has "
            + ("only “" + sources[0] + "”" if sources else "none with a name"),
            where="compare",
            mend="Choose two to four sources above, or widen the selection.",
        )
    base = replace(view.selection.of_all_narratives(), sources=sources)
    frame = compare.compare(bundle, replace(view.selection, sources=sources), sources)
    narratives = frame["narrative"].nunique()
    notes = [
        "intervals: 95 %, on independent texts (Wilson; Newcombe for differences)",
        f"the {MOST_ROWS} of {narratives} narratives that differ most" if narratives > MOST_ROWS else "",
    ]
    return Chart(
        "compare",
        "Sources side by side",
        f"What part of its own output each source gives to each narrative, and how far that is from {sources[0]}; "
        "an interval that crosses zero is no difference to report.",
        figures.compare.figure(frame, ranks=source_ranks(bundle)),
        frame,
        caption(bundle, base, count(bundle, base), *notes, labels=frame["label"]),
        _compare_alt(frame, sources),
    )


def _compare_alt(frame: pd.DataFrame, sources: tuple[str, ...]) -> str:
    clear = frame[frame["enough"] & ((frame["difference_low"] > 0) | (frame["difference_high"] < 0))]
    clear = clear[clear["source"] != sources[0]]
    if clear.empty:
        return f"No narrative differs clearly between {' and '.join(sources)}."
    top = clear.iloc[int(clear["difference"].abs().argmax())]
    return (
        f"{len(clear)} clear differences from {sources[0]}. Largest: {top['source']} gives “{top['label']}” "
        f"{top['share']:.0%} of its output, {top['difference']:+.0%} against {sources[0]}."
    )


def documents_chart(bundle: Bundle, view: View) -> Chart:
    """The documents of the selection, all of them, as a table."""
    table = documents.documents(bundle, view.selection, limit=None)
    counts = count(bundle, view.selection)
    labels = {label for found in table["narratives"] for label in found}
    table = table.assign(narratives=table["narratives"].map("; ".join)).drop(columns="doc")
    return Chart(
        "documents",
        "Documents",
        "Every document of the selection, latest first.",
        None,
        table.rename(columns={"published_text": "published"}),
        caption(bundle, view.selection, counts, labels=labels),
        f"{documents_text(counts.documents, counts.texts)}.",
    )


def overview_charts(bundle: Bundle, view: View, counts: Counts | None = None) -> dict[str, Chart]:
    """The charts of the overview: "time", "narratives", "sources", "languages"."""
    counts = counts or count(bundle, view.selection)
    chosen, ranks = view.selection, source_ranks(bundle)
    over_time, period, undated, coarse = overview.documents_over_time(bundle, chosen, counts=counts)
    sources = overview.documents_by_source(bundle, chosen)
    languages = overview.documents_by_language(bundle, chosen)
    narratives = overview.narratives_by_size(bundle, chosen)
    drawn = overview.by_theme(narratives.head(15))
    base = caption(bundle, view.selection, counts)

    def first(frame: pd.DataFrame, name: str) -> str:
        if frame.empty:
            return "Nothing selected."
        row = frame.iloc[0]
        return f"Most: {row[name]}, {documents_text(row['documents'], row['texts'])}."

    def told(sentence: str, frame: pd.DataFrame, noun: str) -> str:
        few = f" The 15 largest of {len(frame)} {noun}." if len(frame) > 15 else ""
        copies = frame["texts"].head(15).ne(frame["documents"].head(15)).any()
        return sentence + few + (" In brackets: independent texts, copies counted once." if copies else "")

    themes = drawn["theme"].duplicated().any()
    return {
        "time": Chart(
            "documents-over-time",
            "Documents over time",
            f"How many documents were published in each {period}, by source.",
            figures.overview.documents_over_time(over_time, period=period, ranks=ranks),
            over_time.assign(start=over_time["start"].dt.strftime("%Y-%m-%d")),
            caption(bundle, view.selection, counts, left_out_text(undated, coarse, period)),
            f"Documents by {period}. {first(sources, 'source')}",
        ),
        "narratives": Chart(
            "narratives",
            "Narratives by size",
            told(
                "How many documents talk about each narrative; one document can talk about several."
                + (" Narratives of one theme stand together, between lines." if themes else ""),
                narratives,
                "narratives",
            ),
            figures.overview.bars(
                drawn,
                name="label",
                colours=[figures.theme.colour(n) for n in drawn["narrative"]],
                group="theme_label",
                key="narrative",
            ),
            overview.by_theme(narratives),
            caption(bundle, view.selection, counts, labels=narratives["label"]),
            first(narratives, "label"),
        ),
        "sources": Chart(
            "sources",
            "Sources by volume",
            told("How many documents of each source are in the selection.", sources, "sources"),
            figures.overview.bars(
                sources, name="source", colours=[figures.theme.colour(ranks.get(s, 99)) for s in sources["source"]]
            ),
            sources,
            base,
            first(sources, "source"),
        ),
        "languages": Chart(
            "languages",
            "Languages",
            told("How many documents are in each language.", languages, "languages"),
            figures.overview.bars(languages, name="language"),
            languages,
            base,
            first(languages, "language"),
        ),
    }


def source_ranks(bundle: Bundle) -> dict[str, int]:
    """Each source's number by size in the bundle: the key to its colour on every page."""
    return {source: rank for rank, source in enumerate(bundle.sources["source"])}


def language_ranks(bundle: Bundle) -> dict[str, int]:
    """Each language's number by size in the bundle."""
    sizes = bundle.manifest["languages"]
    return {language_name(code): rank for rank, code in enumerate(sorted(sizes, key=lambda c: (-sizes[c], c)))}


def page_chart(bundle: Bundle, view: View) -> Chart:
    """The chart of a view's page, as `filrouge export` writes it.

    Raises
    ------
    ViewError : the page has no chart of its own, or nothing to compare.
    """
    makers = {
        "timeline": timeline_chart,
        "topic-map": topic_map_chart,
        "compare": compare_chart,
        "documents": documents_chart,
    }
    if view.page == "overview":
        return overview_charts(bundle, view)["time"]
    if view.page == "findings":
        return findings.bursts_chart(bundle, view.selection)
    return makers[view.page](bundle, view)
