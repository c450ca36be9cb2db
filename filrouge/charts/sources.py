"""Sources by size become a chart."""

from functools import partial
from typing import Final

from filrouge import figures
from filrouge.bundle import Bundle
from filrouge.chart import Chart, Spec, caption, group_ranks
from filrouge.charts.sizes import largest, sizes_text
from filrouge.explore.names import group_name
from filrouge.explore.overview import documents_by_source
from filrouge.explore.view import View
from filrouge.figures.theme import colour
from filrouge.i18n import N_, _
from filrouge.schema import NO_SOURCE
from filrouge.wording.labels import named, with_source_facts

_SENTENCES: Final = {
    "source": (
        N_("The {most} largest of {n} sources."),
        N_("How many documents of each source are in the selection."),
    ),
    "kind": (
        N_("The {most} largest of {n} kinds of source."),
        N_("How many documents of each kind of source are in the selection."),
    ),
    "country": (
        N_("The {most} largest of {n} countries."),
        N_("How many documents from sources of each country are in the selection."),
    ),
    "main_language": (
        N_("The {most} largest of {n} languages of sources."),
        N_("How many documents from sources of each language are in the selection."),
    ),
    "owner": (
        N_("The {most} largest of {n} owners."),
        N_("How many documents from sources of each owner are in the selection."),
    ),
    "group": (
        N_("The {most} largest of {n} groups of sources."),
        N_("How many documents from each group of sources are in the selection."),
    ),
    "reliability": (
        N_("The {most} largest of {n} reliabilities."),
        N_("How many documents from sources of each reliability are in the selection."),
    ),
}
"""What is said where not all are drawn, and always."""


def sources_chart(bundle: Bundle, view: View) -> Chart:
    """Sources of the selection by their documents; or groups of them, by what is known of them."""
    by = view.sources_by
    sources, ranks = documents_by_source(bundle, view.selection, by), group_ranks(bundle, by)
    if by == "source":  # texts without a source are not of one, and come last
        sources = sources.sort_values("source", key=lambda keys: keys == NO_SOURCE, kind="stable", ignore_index=True)
    colours = [colour("source", ranks.get(key, -1)) for key in sources["source"]]
    if by == "source":
        sources = with_source_facts(sources, bundle)
    sources = sources.assign(source=named(sources["source"], partial(group_name, by)))
    few, sentence = _SENTENCES[by]
    return Chart(
        "sources",
        _("Sources by volume"),
        sizes_text(sources, _(few), _(sentence)),
        figures.overview.bars(sources, name="source", colours=colours),
        sources.rename(columns={"source": by}),
        caption(bundle, view.selection),
        largest(sources, "source"),
    )


SPEC: Final = Spec("sources", "overview", N_("Sources by volume"), sources_chart, fields=("sources_by",))
