"""Narratives by size become a chart, and with their languages and words a table."""

from typing import Final

import pandas as pd

from filrouge import figures
from filrouge.bundle import Bundle, records
from filrouge.chart import Chart, Spec, caption
from filrouge.charts.sizes import MOST_BARS, largest, sizes_text
from filrouge.explore.names import language_name
from filrouge.explore.overview import by_theme, narrative_languages, narratives_by_size
from filrouge.explore.selection import Selection, count
from filrouge.explore.view import View
from filrouge.figures.theme import colour
from filrouge.i18n import N_, _, number
from filrouge.wording.labels import headline_texts, labelled, standing_text, theme_names


def narratives_chart(bundle: Bundle, view: View) -> Chart:
    """Narratives of the selection by their documents, those of one theme together."""
    narratives = _labelled(narratives_by_size(bundle, view.selection), bundle)
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
            drawn, name="label", colours=colours, group="theme_label", key="narrative", said="headline"
        ),
        _standings_named(by_theme(narratives)),
        caption(bundle, view.selection, count(bundle, view.selection), narratives=narratives["narrative"]),
        largest(narratives, "label"),
    )


def _labelled(narratives: pd.DataFrame, bundle: Bundle) -> pd.DataFrame:
    frame = labelled(narratives, bundle)
    said = headline_texts(bundle)
    frame.insert(2, "headline", pd.Series([said.get(n, "") for n in frame["narrative"]], frame.index, dtype=object))
    frame.insert(4, "theme_label", frame["theme"].map(theme_names(bundle)))
    return frame


def _standings_named(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(standing=pd.Series(map(standing_text, frame["standing"]), frame.index, dtype=object))


def narratives_table(bundle: Bundle, selection: Selection, sizes: pd.DataFrame) -> pd.DataFrame:
    """Every narrative with its languages and their distinctive words, theme by theme (`by_theme`).

    `sizes`: `narratives_by_size` of the selection.

    Columns: `narrative`, `theme_label`, `label`, `headline` (as a quotation), `standing` (in words), `documents`,
    `texts` (as in `sizes`),
    `languages` (names with documents, and independent texts where these are fewer, e.g. "French 7, English 4 (3)"),
    `keywords` (of each language, e.g. "French: détroit, gazoduc"; five words at most).
    """
    spoken: dict[int, list[str]] = {}
    for row in records(narrative_languages(bundle, selection)):
        fewer = f" ({number(row['texts'])})" if row["texts"] != row["documents"] else ""
        size = f"{language_name(row['language'])} {number(row['documents'])}{fewer}"
        spoken.setdefault(row["narrative"], []).append(size)
    words = {
        row["narrative"]: "; ".join(
            _("{language}: {words}").format(
                language=language_name(entry["language"]), words=", ".join(list(entry["words"])[:5])
            )
            for entry in row["keywords"]
        )
        for row in records(bundle.narratives)
    }
    table = _standings_named(_labelled(by_theme(sizes), bundle)).assign(
        languages=[", ".join(spoken.get(n, [])) for n in sizes.pipe(by_theme)["narrative"]],
        keywords=[words[n] for n in sizes.pipe(by_theme)["narrative"]],
    )
    shown = ["narrative", "theme_label", "label", "headline", "standing", "documents", "texts", "languages", "keywords"]
    return table[shown]


SPEC: Final = Spec("narratives", "overview", N_("Narratives by size"), narratives_chart, click=("about",))
