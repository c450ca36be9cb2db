"""What stands near a narrative becomes a table."""

from typing import Final

from filrouge.bundle import Bundle
from filrouge.chart import Chart, Spec, caption
from filrouge.charts.subject import FIELDS, subject_of
from filrouge.explore.neighbours import neighbours
from filrouge.explore.view import View
from filrouge.i18n import N_, _
from filrouge.wording.labels import headline_texts, labelled, theme_names

COLUMNS: Final = ("narrative", "label", "theme_label", "similarity", "documents", "together", "headline")


def neighbours_chart(bundle: Bundle, view: View) -> Chart:
    """The narratives next to one, the most similar first: a table.

    Raises
    ------
    ViewError : there is no narrative in the selection.
    """
    narrative, base = subject_of(bundle, view), view.selection.of_all_narratives()
    found = labelled(neighbours(bundle, base, narrative), bundle)
    themes = theme_names(bundle)
    of = dict(zip(bundle.narratives["narrative"], bundle.narratives["theme"], strict=True))
    said = headline_texts(bundle)
    table = found.assign(
        theme_label=[themes[of[n]] for n in found["narrative"]],
        headline=[said.get(n, "") for n in found["narrative"]],
        similarity=found["likeness"].astype(float).round(2),
    )
    nearest = (
        _("Most similar: {narrative}.").format(narrative=table["label"].iloc[0])
        if len(table)
        else _("There is no other narrative in this selection.")
    )
    return Chart(
        "neighbours",
        _("Its neighbours"),
        _("The narratives whose typical passages are most similar, and how many documents talk about both."),
        None,
        table[list(COLUMNS)],
        caption(bundle, base, narratives=[narrative, *table["narrative"]]),
        nearest,
    )


SPEC: Final = Spec("neighbours", "narrative", N_("Its neighbours"), neighbours_chart, fields=FIELDS)
