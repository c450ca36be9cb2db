"""The claims of a selection become a table."""

from typing import Final

from filrouge.annotations import log
from filrouge.annotations.acts import CLAIM
from filrouge.annotations.saying import parts_of
from filrouge.bundle import Bundle
from filrouge.chart import Chart, Spec, caption
from filrouge.explore.claim_tables import is_known
from filrouge.explore.claims import claims
from filrouge.explore.names import status_name
from filrouge.explore.view import View
from filrouge.i18n import N_, _, plural
from filrouge.wording.claims import KINDS, why_no_claims, wording_of
from filrouge.wording.days import day_texts
from filrouge.wording.labels import labelled, named
from filrouge.wording.selection import words_note

COLUMNS: Final = (
    "statement", "label", "kind", "texts", "documents", "sources", "languages", "denied", "versions", "first", "last",
    "sure", "stability", "status", "starred", "merged", "claim", "narrative",
)  # fmt: skip


def claims_chart(bundle: Bundle, view: View) -> Chart:
    """Every claim of the selection, the one that most independent texts state first."""
    frame = claims(bundle, view.selection, view.claim_words, view.claim_status, view.claim_tag)
    parts = parts_of(bundle, log.current(bundle), CLAIM)
    table = labelled(frame, bundle).assign(
        statement=wording_of(bundle, frame["claim"]),
        kind=named(frame["kind"], lambda kind: _(KINDS[kind])).astype(object),
        first=day_texts(frame["first"]) if len(frame) else [],
        last=day_texts(frame["last"]) if len(frame) else [],
        status=frame["status"].map(status_name, na_action="ignore").astype(object),
        merged=["; ".join(parts.get(n, [])) for n in frame["claim"].tolist()],
        sure=frame["sure"].astype(float).round(2),
        stability=frame["stability"].astype(float).round(2),
    )
    text = plural("{n} claim", "{n} claims", len(frame))
    notes = [
        _("a claim is one statement that several independent texts make, in any words and languages"),
        _("versions: sentences with another number or name; denied: sources with a text that denies it"),
        _("sure: the estimated chance that two of its sentences say the same"),
    ]
    return Chart(
        "claims",
        _("Claims · experimental"),
        _(
            "Sentences of several independent texts that seem to state one thing. Read them before you use one: about "
            "eight in ten do. Whether it is true is not judged."
        ),
        None,
        table[list(COLUMNS)],
        caption(bundle, view.selection, words_note(view.claim_words), *notes, narratives=frame["narrative"].unique()),
        _("{claims}. Stated by most texts: {first}.").format(claims=text, first=table["statement"].iloc[0])
        if len(frame)
        else why_no_claims(is_known(bundle)),
    )


CHOSEN_BY: Final = ("claim_words", "claim_status", "claim_tag")
"""Options that say which claims are shown, besides the selection."""

SPEC: Final = Spec("claims", "claims", N_("Claims"), claims_chart, fields=CHOSEN_BY, first=True)
