"""The sides of a narrative, in its claims, become a table; or why none can be told."""

from typing import Final

import pandas as pd

from filrouge.bundle import Bundle, records
from filrouge.chart import Chart, Spec, caption
from filrouge.charts.scope import alone_note
from filrouge.charts.subject import FIELDS, subject_of
from filrouge.explore.claim_sides import CHANCE, TOLD, TOO_FEW, UNOPPOSED, ClaimSides, claim_sides, votes
from filrouge.explore.claim_tables import is_known
from filrouge.explore.names import source_name
from filrouge.explore.selection import Selection
from filrouge.explore.view import View
from filrouge.i18n import N_, _, in_series, ngettext, number
from filrouge.wording.claims import why_no_claims, worded

COLUMNS: Final = ("side", "does", "statement", "sources", "claim")
STATES, DISPUTES, SILENT = N_("states"), N_("disputes"), N_("is silent on")
"""What a side does with a claim."""
LETTERS: Final = "AB"

_WRONG: Final = "wrong"
_WHY: Final = {
    TOO_FEW: N_("No sides can be told apart: too few of its claims come from several sources."),
    CHANCE: N_("No sides can be told apart: which source states which claim may well be chance."),
    _WRONG: N_("Its sides were marked as wrong by hand."),
    UNOPPOSED: N_("No sides can be told apart: sources state different things, but hardly dispute one another."),
}


def marked_wrong(bundle: Bundle, narrative: int) -> bool:
    """Whether a person said that the sides of a narrative are wrong."""
    said = bundle.narratives
    return bool(said.loc[said["narrative"] == narrative, "wrong_sides"].any()) if "wrong_sides" in said else False


def find_claim_sides(bundle: Bundle, view: View) -> ClaimSides:
    """The sides of every narrative in the selection of a view."""
    return claim_sides(bundle, view.selection.of_all_narratives())


def claim_sides_chart(bundle: Bundle, view: View, found: ClaimSides | None = None) -> Chart:
    """Which claims of a narrative go together in the same sources, against those of others: a table, empty where no
    sides can be told.

    `found`: `find_claim_sides`, where it is known.

    Raises
    ------
    ViewError : there is no narrative in the selection.
    """
    narrative, base = subject_of(bundle, view), view.selection.of_all_narratives()
    found = find_claim_sides(bundle, view) if found is None else found
    statuses = found.narratives["status"].to_dict()
    status = _WRONG if marked_wrong(bundle, narrative) else statuses.get(narrative, TOO_FEW)
    table = _table(found, narrative, bundle, base) if status == TOLD else pd.DataFrame(columns=list(COLUMNS))
    sentence = _told(found, narrative) if status == TOLD else _(_WHY[status])
    notes = [
        alone_note(base),
        _("sides: claims that the same sources state, and others dispute; who is right is not judged"),
    ]
    return Chart(
        "claim-sides",
        _("Its sides · experimental"),
        sentence,
        None,
        table,
        caption(bundle, base, *notes, narratives=[narrative]),
        sentence if is_known(bundle) else why_no_claims(False),
    )


def _told(found: ClaimSides, narrative: int) -> str:
    """Who stands on which side, and how many documents do."""
    sources, documents = (one[one["narrative"] == narrative] for one in (found.sources, found.documents))
    sides = []
    for side, letter in enumerate(LETTERS):
        names = in_series([source_name(name) for name in sources.loc[sources["side"] == side, "source"]])
        n = int((documents["side"] == side).sum())
        text = ngettext("{letter}: {sources} ({n} document)", "{letter}: {sources} ({n} documents)", n)
        sides.append(text.format(letter=letter, sources=names, n=number(n)))
    between = [source_name(name) for name in sources.loc[sources["side"] < 0, "source"]]
    rest = " " + _("On neither: {sources}.").format(sources=in_series(between)) if between else ""
    return _("Two sides. {first}. {second}.").format(first=sides[0], second=sides[1]) + rest


def _table(found: ClaimSides, narrative: int, bundle: Bundle, base: Selection) -> pd.DataFrame:
    """What each side states, what it disputes of the other side's claims, and which of these it does not mention."""
    own, sources = (one[one["narrative"] == narrative] for one in (found.claims, found.sources))
    said = votes(bundle, base)
    said = said.assign(of=said["source"].map(sources.set_index("source")["side"]))
    words = worded(bundle)
    rows = []
    for side, letter in enumerate(LETTERS):
        for row in records(own):
            of_it = said[(said["claim"] == row["claim"]) & (said["of"] == side)]
            what, vote = (STATES, 1) if row["side"] == side else (DISPUTES, -1)
            some = of_it[of_it["vote"] == vote]
            if some.empty and what == DISPUTES and of_it.empty:
                what = SILENT
            elif some.empty:
                continue
            names = ", ".join(source_name(name) for name in some["source"].unique())
            statement = words[row["claim"]]
            rows.append({"side": letter, "does": what, "statement": statement, "sources": names, "claim": row["claim"]})
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    order = {what: place for place, what in enumerate((STATES, DISPUTES, SILENT))}
    frame = frame.sort_values(["side", "does"], key=lambda column: column.map(lambda value: order.get(value, value)))
    return frame.assign(does=frame["does"].map(_)).reset_index(drop=True)


SPEC: Final = Spec(
    "claim-sides",
    "narrative",
    N_("Its sides"),
    claim_sides_chart,
    fields=FIELDS,
    find=find_claim_sides,
    whole=True,
    waiting=N_("Looking for sides…"),
)
