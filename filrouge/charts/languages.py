"""Languages by size become a chart."""

from typing import Final

from filrouge import figures
from filrouge.bundle import Bundle
from filrouge.chart import Chart, Spec, caption, language_ranks
from filrouge.charts.sizes import largest, sizes_text
from filrouge.explore.names import language_name
from filrouge.explore.overview import documents_by_language
from filrouge.explore.view import View
from filrouge.figures.theme import colour
from filrouge.i18n import N_, _
from filrouge.wording.labels import named


def languages_chart(bundle: Bundle, view: View) -> Chart:
    """Languages of the selection by their documents."""
    languages = documents_by_language(bundle, view.selection)
    languages = languages.assign(language=named(languages["language"], language_name))
    ranks = language_ranks(bundle)
    colours = [colour("language", ranks.get(name, -1)) for name in languages["language"]]
    few = _("The {most} largest of {n} languages.")
    return Chart(
        "languages",
        _("Languages"),
        sizes_text(languages, few, _("How many documents are in each language.")),
        figures.overview.bars(languages, name="language", colours=colours),
        languages,
        caption(bundle, view.selection),
        largest(languages, "language"),
    )


SPEC: Final = Spec("languages", "overview", N_("Languages"), languages_chart)
