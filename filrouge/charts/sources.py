"""Sources by size become a chart."""

from typing import Final

from filrouge import figures
from filrouge.bundle import Bundle
from filrouge.chart import Chart, Spec, caption, source_ranks
from filrouge.charts.sizes import largest, sizes_text
from filrouge.explore.names import source_name
from filrouge.explore.overview import documents_by_source
from filrouge.explore.selection import count
from filrouge.explore.view import View
from filrouge.figures.theme import colour
from filrouge.i18n import N_, _
from filrouge.wording.labels import named


def sources_chart(bundle: Bundle, view: View) -> Chart:
    """Sources of the selection by their documents."""
    sources, ranks = documents_by_source(bundle, view.selection), source_ranks(bundle)
    colours = [colour("source", ranks.get(key, -1)) for key in sources["source"]]
    sources = sources.assign(source=named(sources["source"], source_name))
    return Chart(
        "sources",
        _("Sources by volume"),
        sizes_text(
            sources,
            _("The {most} largest of {n} sources."),
            _("How many documents of each source are in the selection."),
        ),
        figures.overview.bars(sources, name="source", colours=colours),
        sources,
        caption(bundle, view.selection, count(bundle, view.selection)),
        largest(sources, "source"),
    )


SPEC: Final = Spec("sources", "overview", N_("Sources by volume"), sources_chart)
