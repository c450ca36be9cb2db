"""The claims of a narrative become a table."""

from typing import Final

import pandas as pd

from filrouge.bundle import Bundle, records
from filrouge.chart import Chart, Spec, caption
from filrouge.charts.subject import FIELDS, subject_of
from filrouge.explore.claim_tables import is_known
from filrouge.explore.names import source_name
from filrouge.explore.narrative_claims import DOES, claim_glosses, narrative_claims
from filrouge.explore.view import View
from filrouge.i18n import N_, _, ngettext, number, plural, spoken
from filrouge.wording.claims import why_no_claims, worded

COLUMNS: Final = (
    "statement", "gloss", "texts", "part", "sources", "languages", *DOES, "documents", "versions", "first", "last",
    "sure", "claim",
)  # fmt: skip


def narrative_claims_chart(bundle: Bundle, view: View) -> Chart:
    """What several texts state about one narrative, and which source asserts, quotes or disputes it: a table.

    Raises
    ------
    ViewError : there is no narrative in the selection.
    """
    narrative, base = subject_of(bundle, view), view.selection.of_all_narratives()
    found = narrative_claims(bundle, base, narrative)
    words = worded(bundle)
    gloss = claim_glosses(bundle, found["claim"].tolist(), narrative, bundle.language or spoken())
    table = found.assign(
        statement=found["claim"].map(words).astype(object),
        gloss=[gloss.get(claim, "") for claim in found["claim"]],
        **{name: [", ".join(map(source_name, sources)) for sources in found[name]] for name in DOES},
        **{name: found[name].dt.strftime("%Y-%m-%d") if len(found) else [] for name in ("first", "last")},
        part=found["part"].round(4),
        sure=found["sure"].astype(float).round(2),
    )
    notes = [
        _("share of the narrative: of the independent texts that talk about it"),
        _("a source that only quotes others is not said to agree with them"),
        _("a text without a claim may well say the same in words of its own: most of what is told is not found"),
    ]
    return Chart(
        "narrative-claims",
        _("Its claims · experimental"),
        _(
            "What several independent texts about it seem to state, and which source says it, only quotes it or "
            "denies it. Whether it is true is not judged."
        ),
        None,
        table[list(COLUMNS)],
        caption(bundle, base, *notes, narratives=[narrative]),
        _alt(table) if len(table) else why_no_claims(is_known(bundle)),
    )


def _alt(table: pd.DataFrame) -> str:
    first = records(table.head(1))[0]
    n = number(len(table))
    text = ngettext(
        "{n} claim. Stated by most texts: {first}.", "{n} claims. Stated by most texts: {first}.", len(table)
    )
    denied = int((table["denies"] != "").sum())
    some = plural("A source denies {n} of them.", "Sources deny {n} of them.", denied)
    return text.format(n=n, first=first["statement"]) + (f" {some}" if denied else "")


SPEC: Final = Spec("narrative-claims", "narrative", N_("Its claims"), narrative_claims_chart, fields=FIELDS)
