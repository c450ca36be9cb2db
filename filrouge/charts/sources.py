"""Sources by size become a chart."""

from typing import Final

import pandas as pd

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


def sources_chart(bundle: Bundle, view: View) -> Chart:
    """Sources of the selection by their documents."""
    sources, ranks = sources_by_name(bundle, view), source_ranks(bundle)
    colours = [colour("source", ranks.get(key, -1)) for key in sources.index]
    return Chart(
        "sources",
        _("Sources by volume"),
        sizes_text(
            sources,
            _("The {most} largest of {n} sources."),
            _("How many documents of each source are in the selection."),
        ),
        figures.overview.bars(sources, name="source", colours=colours),
        sources.reset_index(drop=True),
        caption(bundle, view.selection, count(bundle, view.selection)),
        largest(sources, "source"),
    )


def sources_by_name(bundle: Bundle, view: View) -> pd.DataFrame:
    """Documents by source, under their names; the index has their keys."""
    frame = documents_by_source(bundle, view.selection)
    keys = frame["source"].tolist()
    return frame.assign(source=frame["source"].map(source_name)).set_axis(pd.Index(keys), axis=0)


SPEC: Final = Spec("sources", "overview", N_("Sources by volume"), sources_chart)
