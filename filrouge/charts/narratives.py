"""Narratives by size become a chart."""

from typing import Final

import pandas as pd

from filrouge import figures
from filrouge.bundle import Bundle
from filrouge.chart import Chart, Spec, caption
from filrouge.charts.sizes import MOST_BARS, largest, sizes_text
from filrouge.explore.overview import by_theme, narratives_by_size
from filrouge.explore.selection import Selection
from filrouge.explore.view import View
from filrouge.figures.theme import colour
from filrouge.i18n import N_, _
from filrouge.wording.claims import most_shared_texts
from filrouge.wording.labels import headline_texts, labelled, standing_text, theme_names


def narratives_chart(bundle: Bundle, view: View) -> Chart:
    """Narratives of the selection by their documents, those of one theme together."""
    narratives = _labelled(narratives_by_size(bundle, view.selection), bundle, view.selection)
    drawn = by_theme(narratives.head(MOST_BARS))
    about = [_("How many documents talk about each narrative; one document can talk about several.")]
    if drawn["theme"].duplicated().any():
        about.append(_("Narratives of one theme are grouped between lines."))
    colours = [colour("narrative", n) for n in drawn["narrative"]]
    return Chart(
        "narratives",
        _("Narratives by size"),
        sizes_text(narratives, _("The {most} largest of {n} narratives."), *about),
        figures.overview.bars(
            drawn,
            name="label",
            colours=colours,
            group="theme_label",
            key="narrative",
            said=("headline", "shared_claim"),
        ),
        _standings_named(by_theme(narratives)),
        caption(bundle, view.selection, narratives=narratives["narrative"]),
        largest(narratives, "label"),
    )


def _labelled(narratives: pd.DataFrame, bundle: Bundle, selection: Selection) -> pd.DataFrame:
    frame = labelled(narratives, bundle)
    said = headline_texts(bundle)
    frame.insert(2, "headline", pd.Series([said.get(n, "") for n in frame["narrative"]], frame.index, dtype=object))
    claims = most_shared_texts(bundle, selection)
    frame["shared_claim"] = pd.Series([claims.get(n, "") for n in frame["narrative"]], frame.index, dtype=object)
    frame.insert(4, "theme_label", frame["theme"].map(theme_names(bundle)))
    return frame


def _standings_named(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(standing=pd.Series(map(standing_text, frame["standing"]), frame.index, dtype=object))


SPEC: Final = Spec("narratives", "overview", N_("Narratives by size"), narratives_chart, click=("about",))
