"""Every pair of texts that share text becomes a table, for other programs."""

from typing import Final

import pandas as pd

from filrouge.bundle import Bundle
from filrouge.chart import Chart, Spec, caption
from filrouge.explore.spread import is_known
from filrouge.explore.takings import all_pairs
from filrouge.explore.view import View
from filrouge.i18n import N_, _, plural
from filrouge.wording.days import minute_texts
from filrouge.wording.shared_text import altered_text, why_empty

COLUMNS: Final = (
    "doc_id", "source", "language", "published", "of_doc_id", "of_source", "of_language", "of_published", "kind",
    "order", "days", "contains", "contained", "score", "altered",
)  # fmt: skip


def text_pairs_chart(bundle: Bundle, view: View) -> Chart:
    """Every pair of texts of a selection that share text, the later one first."""
    frame = all_pairs(bundle, view.selection, view.copy_kind, view.crossing)
    days = {name: minute_texts(frame[name]) for name in ("published", "of_published")}
    table = frame.assign(
        **days,
        order=["told" if told else "open" for told in frame["told"]],
        days=frame["days"].where(frame["told"].astype(bool)).round(5),
        altered=[altered_text(one) for one in frame["altered"]],
    )
    return Chart(
        "text-pairs",
        _("Pairs of texts that share text"),
        _("Each pair of texts that share text; the later one is named first, where the dates tell."),
        None,
        pd.DataFrame(table[list(COLUMNS)]),
        caption(
            bundle,
            view.selection,
            _("contains: share of the earlier text that stands in the later one; contained: the other way round"),
        ),
        plural("{n} pair of texts that share text.", "{n} pairs of texts that share text.", len(frame))
        if len(frame)
        else why_empty(is_known(bundle)),
    )


SPEC: Final = Spec(
    "text-pairs",
    "spread",
    N_("Pairs of texts that share text"),
    text_pairs_chart,
    fields=("copy_kind", "crossing"),
)
