"""The documents of a selection become a table."""

from typing import Final

import pandas as pd

from filrouge.bundle import Bundle, records
from filrouge.chart import Chart, Spec, caption
from filrouge.explore import documents
from filrouge.explore.names import kind_name, language_name, source_name
from filrouge.explore.selection import count
from filrouge.explore.view import View
from filrouge.i18n import N_, _
from filrouge.schema import ATTRIBUTES, REACTIONS
from filrouge.wording.amounts import documents_text
from filrouge.wording.days import published_text
from filrouge.wording.labels import named, with_source_facts


def documents_chart(bundle: Bundle, view: View) -> Chart:
    """The documents of the selection, all of them, as a table."""
    found = documents.documents(bundle, view.selection, limit=None)
    table = documents_named(found, bundle)
    counts = count(bundle, view.selection)
    table = table.assign(narratives=table["narratives"].map("; ".join), source=named(table["source"], source_name))
    return Chart(
        "documents",
        _("Documents"),
        _("Every document of the selection, latest first."),
        None,
        table.drop(columns="doc"),
        caption(bundle, view.selection, narratives=found["narratives"].explode().dropna()),
        f"{documents_text(counts.documents, counts.texts)}.",
    )


def documents_named(frame: pd.DataFrame, bundle: Bundle) -> pd.DataFrame:
    """`explore.documents.documents` in words: `published` as precise as it is known, languages, and narratives; without
    the attributes and reactions that none of them states, and what is known of no source.
    """
    frame = with_source_facts(frame, bundle).assign(
        published=[published_text(row) for row in records(frame)],
        language=named(frame["language"], language_name),
        kind=frame["kind"].map(kind_name, na_action="ignore"),
        shared=frame["shared"].map(lambda place: _(documents.SHARED[place]), na_action="ignore"),
        narratives=frame["narratives"].map(lambda numbers: [bundle.labels[n] for n in numbers]),
    )
    unstated = [name for name in (*ATTRIBUTES, *REACTIONS, "shared") if frame[name].isna().all()]
    return frame.drop(columns=["published_offset", "published_precision", "not_before", *unstated])


SPEC: Final = Spec("documents", "documents", N_("Documents"), documents_chart, first=True)
