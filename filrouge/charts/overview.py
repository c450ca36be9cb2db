"""What a selection holds becomes charts: documents over time, narratives, sources and languages by size."""

from typing import Final

import pandas as pd

from filrouge import figures
from filrouge.bundle import Bundle
from filrouge.chart import Chart, Spec, caption, language_ranks, source_ranks
from filrouge.charts.events import event_layer, events_text
from filrouge.explore import overview
from filrouge.explore.names import source_name
from filrouge.explore.narratives import standing_text
from filrouge.explore.periods import PERIOD_NAMES, left_out_text, span_of
from filrouge.explore.selection import count, documents_text
from filrouge.explore.view import View
from filrouge.figures.theme import colour
from filrouge.i18n import N_, _, number

_MOST: Final = 15


def time_chart(bundle: Bundle, view: View) -> Chart:
    """Documents of the selection over time, stacked by source."""
    counts, ranks = count(bundle, view.selection), source_ranks(bundle)
    frame, period, undated, coarse = overview.documents_over_time(bundle, view.selection, counts=counts)
    days = span_of(bundle, view.selection, counts)
    figure = figures.overview.documents_over_time(frame, period=period, ranks=ranks, events=event_layer(bundle, days))
    table = frame.assign(start=frame["start"].dt.strftime("%Y-%m-%d"), source=frame["source"].map(overview.bar_name))
    every = _(PERIOD_NAMES[period])
    notes = [left_out_text(undated, coarse, period), events_text(bundle, figure, days)]
    return Chart(
        "documents-over-time",
        _("Documents over time"),
        _("How many documents were published in each {period}, by source.").format(period=every),
        figure,
        table.rename(columns={"start": period}),
        caption(bundle, view.selection, counts, *notes),
        _("Documents by {period}.").format(period=every) + " " + _largest(_sources(bundle, view), "source"),
    )


def narratives_chart(bundle: Bundle, view: View) -> Chart:
    """Narratives of the selection by their documents, those of one theme together."""
    narratives = overview.narratives_by_size(bundle, view.selection)
    drawn = overview.by_theme(narratives.head(_MOST))
    about = [_("How many documents talk about each narrative; one document can talk about several.")]
    if drawn["theme"].duplicated().any():
        about.append(_("Narratives of one theme are grouped between lines."))
    colours = [colour("narrative", n) for n in drawn["narrative"]]
    return Chart(
        "narratives",
        _("Narratives by size"),
        _sentence(narratives, _("The {most} largest of {n} narratives."), *about),
        figures.overview.bars(drawn, name="label", colours=colours, group="theme_label", key="narrative"),
        overview.by_theme(narratives.assign(standing=narratives["standing"].map(standing_text))),
        caption(bundle, view.selection, count(bundle, view.selection), labels=narratives["label"]),
        _largest(narratives, "label"),
    )


def sources_chart(bundle: Bundle, view: View) -> Chart:
    """Sources of the selection by their documents."""
    sources, ranks = _sources(bundle, view), source_ranks(bundle)
    colours = [colour("source", ranks.get(key, -1)) for key in sources.index]
    return Chart(
        "sources",
        _("Sources by volume"),
        _sentence(
            sources,
            _("The {most} largest of {n} sources."),
            _("How many documents of each source are in the selection."),
        ),
        figures.overview.bars(sources, name="source", colours=colours),
        sources.reset_index(drop=True),
        caption(bundle, view.selection, count(bundle, view.selection)),
        _largest(sources, "source"),
    )


def languages_chart(bundle: Bundle, view: View) -> Chart:
    """Languages of the selection by their documents."""
    languages = overview.documents_by_language(bundle, view.selection)
    ranks = language_ranks(bundle)
    colours = [colour("language", ranks.get(name, -1)) for name in languages["language"]]
    few = _("The {most} largest of {n} languages.")
    return Chart(
        "languages",
        _("Languages"),
        _sentence(languages, few, _("How many documents are in each language.")),
        figures.overview.bars(languages, name="language", colours=colours),
        languages,
        caption(bundle, view.selection, count(bundle, view.selection)),
        _largest(languages, "language"),
    )


def _sources(bundle: Bundle, view: View) -> pd.DataFrame:
    """Documents by source, under their names; the index has their keys."""
    frame = overview.documents_by_source(bundle, view.selection)
    keys = frame["source"].tolist()
    return frame.assign(source=frame["source"].map(source_name)).set_axis(pd.Index(keys), axis=0)


def _largest(frame: pd.DataFrame, name: str) -> str:
    if frame.empty:
        return _("Nothing selected.")
    row = frame.iloc[0]
    return _("Most: {name}, {documents}.").format(
        name=row[name], documents=documents_text(row["documents"], row["texts"])
    )


def _sentence(frame: pd.DataFrame, few: str, *sentences: str) -> str:
    parts = list(sentences)
    if len(frame) > _MOST:
        parts.append(few.format(most=number(_MOST), n=number(len(frame))))
    if frame["texts"].head(_MOST).ne(frame["documents"].head(_MOST)).any():
        parts.append(_("In brackets: independent texts, copies counted once."))
    return " ".join(parts)


SPECS: Final = (
    Spec("documents-over-time", "overview", N_("Documents over time"), time_chart, first=True),
    Spec("narratives", "overview", N_("Narratives by size"), narratives_chart, click=("about",)),
    Spec("sources", "overview", N_("Sources by volume"), sources_chart),
    Spec("languages", "overview", N_("Languages"), languages_chart),
)
