"""The documents of a selection become a table."""

from typing import Final

from filrouge.bundle import Bundle
from filrouge.chart import Chart, Spec, caption
from filrouge.explore import documents
from filrouge.explore.names import source_name
from filrouge.explore.selection import count, documents_text
from filrouge.explore.view import View
from filrouge.i18n import N_, _


def documents_chart(bundle: Bundle, view: View) -> Chart:
    """The documents of the selection, all of them, as a table."""
    table = documents.documents(bundle, view.selection, limit=None)
    counts = count(bundle, view.selection)
    labels = {label for found in table["narratives"] for label in found}
    table = table.assign(narratives=table["narratives"].map("; ".join), source=table["source"].map(source_name)).drop(
        columns="doc"
    )
    return Chart(
        "documents",
        _("Documents"),
        _("Every document of the selection, latest first."),
        None,
        table.rename(columns={"published_text": "published"}),
        caption(bundle, view.selection, counts, labels=labels),
        f"{documents_text(counts.documents, counts.texts)}.",
    )


SPECS: Final = (Spec("documents", "documents", N_("Documents"), documents_chart, first=True),)
