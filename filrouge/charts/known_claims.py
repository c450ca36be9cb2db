"""Claims that somebody checked, and the passages that come near to them, become a table."""

from typing import Final

import pandas as pd

from filrouge.bundle import Bundle, records
from filrouge.chart import Chart, caption
from filrouge.explore.known_claims import over
from filrouge.explore.names import language_name, source_name
from filrouge.explore.selection import Selection
from filrouge.i18n import _, number, plural
from filrouge.wording.days import published_text
from filrouge.wording.labels import labelled, named, with_source_facts

COLUMNS: Final = (
    "claim", "verdict", "publisher", "date", "url", "rank", "similarity", "sentence", "text", "title", "source",
    "source_kind", "source_country", "published", "language", "label", "document_url", "doc_id", "passage_id",
)  # fmt: skip


def known_claims_chart(bundle: Bundle, selection: Selection, found: pd.DataFrame, least: float) -> Chart:
    """The passages of `known_claims.match` with a similarity of `least` or more; claims without one have a line too."""
    near = over(found, least)
    frame = with_source_facts(labelled(near, bundle), bundle)
    frame = frame.assign(
        published=[published_text(row) for row in records(frame)],
        source=named(frame["source"], source_name),
        language=named(frame["document_language"], language_name),
    )
    without = found[(found["rank"] == 1) & ~found["number"].isin(near["number"])]
    own = ["number", "claim", "verdict", "publisher", "date", "url"]
    frame = pd.concat([frame, without[own]]).sort_values(["number", "rank"], kind="stable").astype({"rank": "Int64"})
    claims, matched = found["number"].nunique(), near["number"].nunique()
    told = plural(
        "{matched} of {n} claim is near to a passage",
        "{matched} of {n} claims are near to a passage",
        claims,
        matched=number(matched),
    )
    return Chart(
        "known-claims",
        _("Known claims"),
        _(
            "Claims from your file, and the sentences that come nearest to each. In the demo, 87% of the passages "
            "shown say the claim; of 40 invented claims that no text makes, two had a match. Read before you conclude."
        ),
        None,
        frame[[name for name in COLUMNS if name in frame]].reset_index(drop=True),
        caption(
            bundle,
            selection,
            told,
            _("shown from a similarity of {least}").format(least=number(least, 2)),
            narratives=near["narrative"].unique(),
        ),
        told,
    )
