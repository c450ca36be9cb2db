"""What an outline on the topic map holds, and how it differs from the rest of the selection."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from filrouge.bundle import Bundle
from filrouge.explore.chosen import Filter, only
from filrouge.explore.outline import Point, in_outline
from filrouge.explore.selection import Selection, narratives_of, where
from filrouge.explore.words import distinctive_words, with_text

MOST_TEXTS: Final = 1000
"""Independent texts on either side of an outline whose words are counted, at most: a fair sample of them."""


def _placed(filter_: Filter, selection: Selection) -> str:
    """The points of the selection (`Filter.points`) as SQL."""
    named = only(narratives_of(selection, filter_.bundle))
    return f", placed AS (SELECT passage_id, doc, narrative FROM {filter_.passages} WHERE {named}) "


def passages_in_region(bundle: Bundle, selection: Selection, region: Sequence[Point]) -> list[int]:
    """Ids of the selection's passages inside an outline, all of them and not only those drawn."""
    points = where(selection, bundle).points(narratives_of(selection, bundle))
    inside: list[int] = np.flatnonzero(points & in_outline(bundle.columns.x, bundle.columns.y, region)).tolist()
    return inside


@dataclass(frozen=True)
class RegionProfile:
    """How the passages inside an outline differ from the rest of the selection.

    `frame`: `what` ("narrative", "source" or "language"), `value` (its key, as text), `inside` and `outside`
    (passages), `share_inside` and `share_outside` (of the passages inside, of those outside), most over-represented
    first within each `what`. `texts`: independent texts among the documents.
    """

    frame: pd.DataFrame
    passages: int
    documents: int
    texts: int
    first: pd.Timestamp | None
    last: pd.Timestamp | None


def region_profile(bundle: Bundle, selection: Selection, passage_ids: Sequence[int]) -> RegionProfile:
    """Compare the passages inside an outline with the other passages of the selection."""
    inside = pd.DataFrame({"passage_id": pd.Series(list(passage_ids), dtype="int32")})
    filter_ = where(selection, bundle)
    counted = filter_.query(
        f"{_placed(filter_, selection)}, known AS MATERIALIZED (SELECT narrative, source, language, "
        "passage_id IN (SELECT passage_id FROM inside) AS is_in FROM placed JOIN documents USING (doc)) "
        + " UNION ALL ".join(
            f"SELECT '{what}' AS what, {what}::VARCHAR AS value, count(*) FILTER (is_in) AS inside, "
            f"count(*) FILTER (NOT is_in) AS outside FROM known GROUP BY {what}"
            for what in ("narrative", "source", "language")
        ),
        tables={"inside": inside},
    )
    totals = counted[counted["what"] == "narrative"][["inside", "outside"]].sum()
    for side in ("inside", "outside"):
        counted[f"share_{side}"] = counted[side] / max(int(totals[side]), 1)
    counted["_more"] = counted["share_inside"] - counted["share_outside"]
    counted = counted.sort_values(["what", "_more", "value"], ascending=[True, False, True], kind="stable")
    row = filter_.query(
        "SELECT count(DISTINCT doc) AS documents, count(DISTINCT copy_group) AS texts, min(day) AS first, "
        "max(day_end) AS last FROM passages SEMI JOIN inside USING (passage_id) JOIN chosen USING (doc)",
        tables={"inside": inside},
    ).iloc[0]
    return RegionProfile(
        counted.drop(columns="_more").reset_index(drop=True),
        len(inside),
        int(row["documents"]),
        int(row["texts"]),
        None if pd.isna(row["first"]) else pd.Timestamp(row["first"]),
        None if pd.isna(row["last"]) else pd.Timestamp(row["last"]),
    )


def region_words(
    bundle: Bundle, selection: Selection, passage_ids: Sequence[int], most: int = MOST_TEXTS
) -> pd.DataFrame:
    """The words that the passages inside an outline have more often than the rest of the selection: the rows of
    `words.distinctive_words` with `log_odds` above 0 and `q` below .05, clearest first within each language.

    Fair samples of `most` independent texts on either side; a text with a passage inside counts as inside.
    """
    filter_ = where(selection, bundle)
    inside = pd.DataFrame({"passage_id": pd.Series(list(passage_ids), dtype="int32")})
    frame = filter_.query(
        f"{_placed(filter_, selection)}, known AS (SELECT passage_id, doc, copy_group, language, "
        "passage_id IN (SELECT passage_id FROM inside) AS is_in FROM placed JOIN chosen USING (doc)), texts AS (SELECT "
        "bool_or(is_in) AS is_in, coalesce(min(doc) FILTER (is_in), min(doc)) AS doc FROM known GROUP BY copy_group, "
        "language QUALIFY row_number() OVER (PARTITION BY bool_or(is_in) ORDER BY hash(copy_group), copy_group, "
        "language) <= $most) "
        'SELECT passage_id, k.doc, k.copy_group, k.language, k.is_in, p.start, p."end" FROM known k '
        "JOIN texts t ON k.doc = t.doc AND k.is_in = t.is_in JOIN passages p USING (passage_id) ORDER BY passage_id",
        tables={"inside": inside},
        most=most,
    )
    frame = with_text(bundle, frame)
    is_in = frame["is_in"].astype(bool)
    words = distinctive_words(frame[is_in], frame[~is_in])
    return words[(words["log_odds"] > 0) & (words["q"] < 0.05)].reset_index(drop=True)
