"""What a selection holds becomes charts."""

import pandas as pd

from filrouge import figures
from filrouge.bundle import Bundle
from filrouge.chart import Chart, caption, language_ranks, source_ranks
from filrouge.charts.events import add_events
from filrouge.explore import overview
from filrouge.explore.narratives import standing_text
from filrouge.explore.periods import PERIOD_NAMES, left_out_text, span_of
from filrouge.explore.selection import Counts, count, documents_text, source_name
from filrouge.explore.view import View
from filrouge.figures.theme import colour
from filrouge.i18n import _, number

_MOST = 15


def overview_charts(
    bundle: Bundle, view: View, counts: Counts | None = None, sizes: pd.DataFrame | None = None
) -> dict[str, Chart]:
    """The charts of the overview: "time", "narratives", "sources", "languages".

    `counts`, `sizes`: `count` and `narratives_by_size` of the selection, where they are known already.
    """
    counts = counts or count(bundle, view.selection)
    chosen, ranks = view.selection, source_ranks(bundle)
    over_time, period, undated, coarse = overview.documents_over_time(bundle, chosen, counts=counts)
    sources = overview.documents_by_source(bundle, chosen)
    colours = [colour("source", ranks.get(s, -1)) for s in sources["source"]]
    sources["source"] = sources["source"].map(source_name)
    languages = overview.documents_by_language(bundle, chosen)
    by_language = language_ranks(bundle)
    spoken = [colour("language", by_language.get(name, -1)) for name in languages["language"]]
    narratives = overview.narratives_by_size(bundle, chosen) if sizes is None else sizes
    drawn = overview.by_theme(narratives.head(_MOST))
    base = caption(bundle, view.selection, counts)

    def first(frame: pd.DataFrame, name: str) -> str:
        if frame.empty:
            return _("Nothing selected.")
        row = frame.iloc[0]
        size = documents_text(row["documents"], row["texts"])
        return _("Most: {name}, {documents}.").format(name=row[name], documents=size)

    def told(frame: pd.DataFrame, few: str, *sentences: str) -> str:
        said = list(sentences)
        if len(frame) > _MOST:
            said.append(few.format(most=number(_MOST), n=number(len(frame))))
        if frame["texts"].head(_MOST).ne(frame["documents"].head(_MOST)).any():
            said.append(_("In brackets: independent texts, copies counted once."))
        return " ".join(said)

    time = figures.overview.documents_over_time(over_time, period=period, ranks=ranks)
    days = span_of(bundle, chosen, counts)
    noted = add_events(bundle, time, days)
    about = [_("How many documents talk about each narrative; one document can talk about several.")]
    if drawn["theme"].duplicated().any():
        about.append(_("Narratives of one theme stand together, between lines."))
    table = over_time.assign(
        start=over_time["start"].dt.strftime("%Y-%m-%d"), source=over_time["source"].map(overview.bar_name)
    )
    every = _(PERIOD_NAMES[period])
    return {
        "time": Chart(
            "documents-over-time",
            _("Documents over time"),
            _("How many documents were published in each {period}, by source.").format(period=every),
            time,
            table.rename(columns={"start": period}),
            caption(bundle, view.selection, counts, left_out_text(undated, coarse, period), noted),
            _("Documents by {period}.").format(period=every) + " " + first(sources, "source"),
        ),
        "narratives": Chart(
            "narratives",
            _("Narratives by size"),
            told(narratives, _("The {most} largest of {n} narratives."), *about),
            figures.overview.bars(
                drawn,
                name="label",
                colours=[colour("narrative", n) for n in drawn["narrative"]],
                group="theme_label",
                key="narrative",
            ),
            overview.by_theme(narratives.assign(standing=narratives["standing"].map(standing_text))),
            caption(bundle, view.selection, counts, labels=narratives["label"]),
            first(narratives, "label"),
        ),
        "sources": Chart(
            "sources",
            _("Sources by volume"),
            told(
                sources,
                _("The {most} largest of {n} sources."),
                _("How many documents of each source are in the selection."),
            ),
            figures.overview.bars(sources, name="source", colours=colours),
            sources,
            base,
            first(sources, "source"),
        ),
        "languages": Chart(
            "languages",
            _("Languages"),
            told(languages, _("The {most} largest of {n} languages."), _("How many documents are in each language.")),
            figures.overview.bars(languages, name="language", colours=spoken),
            languages,
            base,
            first(languages, "language"),
        ),
    }


def overview_chart(name: str, bundle: Bundle, view: View) -> Chart:
    """One of `overview_charts`, by its name."""
    return overview_charts(bundle, view)[name]
