"""Who talks about which of two narratives becomes a table."""

from typing import Final

import pandas as pd

from filrouge.bundle import Bundle
from filrouge.chart import Chart, Spec, caption
from filrouge.charts.narrative_sources import first_days
from filrouge.charts.subject import subject_of
from filrouge.errors import ViewError
from filrouge.explore.names import source_name
from filrouge.explore.narrative_sources import narrative_sources
from filrouge.explore.view import View
from filrouge.i18n import N_, _, ngettext, number, quoted
from filrouge.schema import NO_NARRATIVE, NO_SOURCE
from filrouge.wording.labels import named


def narrative_pair_chart(bundle: Bundle, view: View) -> Chart:
    """Every source that talks about one of two narratives, or both: a table.

    Raises
    ------
    ViewError : there are no two narratives.
    """
    first, second = subject_of(bundle, view), view.beside
    if second is None or second in (first, NO_NARRATIVE):
        raise ViewError(
            _("a second narrative is needed to compare"),
            where="beside",
            hint=_("Choose another narrative, or give --beside NUMBER or LABEL."),
        )
    base = view.selection.of_all_narratives()
    sides = [_side(bundle, view, narrative, side) for narrative, side in ((first, "a"), (second, "b"))]
    table = sides[0].join(sides[1], how="outer")
    table = table[(table["documents_a"] > 0) | (table["documents_b"] > 0)]
    order = (table["documents_a"] + table["documents_b"]).sort_values(ascending=False, kind="stable").index
    table = table.loc[order].reset_index()
    table = table.sort_values("source", key=lambda keys: keys == NO_SOURCE, kind="stable", ignore_index=True)
    names = [quoted(bundle.labels[narrative]) for narrative in (first, second)]
    known = table[table["source"] != NO_SOURCE]  # texts without a source are not of one
    both = int(((known["documents_a"] > 0) & (known["documents_b"] > 0)).sum())
    finding = ngettext(
        "{n} of {all} source talks about both {first} and {second}.",
        "{n} of {all} sources talk about both {first} and {second}.",
        len(known),
    ).format(n=number(both), all=number(len(known)), first=names[0], second=names[1])
    return Chart(
        "narrative-pair",
        _("Who talks about which"),
        finding,
        None,
        table.assign(source=named(table["source"], source_name)),
        caption(
            bundle,
            base,
            _("share of its output: documents that talk about the narrative, of all documents of the source"),
            _("first: the first document that speaks of it clearly"),
            narratives=[first, second],
        ),
        finding,
    )


def _side(bundle: Bundle, view: View, narrative: int, side: str) -> pd.DataFrame:
    """Documents, share and first day of each source, by its key."""
    found = narrative_sources(bundle, view.selection.of_all_narratives(), narrative)
    found = found.assign(first=first_days(found)).set_index("source")
    return found[["documents", "share", "first"]].add_suffix(f"_{side}")


SPEC: Final = Spec(
    "narrative-pair", "narrative", N_("Who talks about which"), narrative_pair_chart, fields=("about", "beside")
)
