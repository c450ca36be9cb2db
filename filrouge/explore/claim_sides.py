"""Sides of a narrative: sources that state some of its claims and dispute those of others, told from chance."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from filrouge.bundle import Bundle
from filrouge.explore.claims import claims, statements
from filrouge.explore.curveball import against_chance
from filrouge.explore.intervals import SURE, benjamini_hochberg
from filrouge.explore.progress import track
from filrouge.explore.selection import Selection
from filrouge.schema import NO_NARRATIVE, NO_SOURCE

TOLD, CHANCE, UNOPPOSED, TOO_FEW = "told", "chance", "unopposed", "too few"
"""What can be told of a narrative: sides; nothing, for claims stand with sources as they might by chance, or no source
disputes what those beside it do not state; or nothing, for too few sources have a claim in common.
"""
FEWEST: Final = 4
"""Sources with two claims, and claims of two sources, below which nothing is tested."""

_MOST = 40  # claims and sources that are tested, those with most
_DISPUTES = 2  # of claims of the other side by a source, for sides to be opposed: one may be read wrongly
_LEAN = 2 / 3  # how many of a source's statements are of one side, for it to stand there


@dataclass(frozen=True)
class ClaimSides:
    """Sides of narratives.

    Attributes
    ----------
    narratives : by `narrative`: `status`, `sources` and `claims` that were tested, `p` and `q` (false discovery rate
        over the narratives that were tested; Benjamini & Hochberg 1995), null where nothing was.
    claims : `narrative`, `claim`, `side` (0 or 1), of narratives whose sides are told.
    sources : `narrative`, `source`, `side`; -1 where a source states as much of both.
    documents : `narrative`, `doc`, `side`, of documents that state or dispute one of `claims`; -1 where both alike.
    """

    narratives: pd.DataFrame
    claims: pd.DataFrame
    sources: pd.DataFrame
    documents: pd.DataFrame


def claim_sides(bundle: Bundle, selection: Selection) -> ClaimSides:
    """Tell the sides of each narrative by the claims that the documents of a selection state or dispute.

    Which source states which claim is split into two parts, and compared with tables that keep how many claims each
    source has and how many sources each claim has (`curveball`). Sides are told where the split is clearer than chance
    (q at most SURE) and sources dispute claims of the other side: sources that merely write of different things are no
    sides.
    """
    return sides_of(votes(bundle, selection))


def sides_of(said: pd.DataFrame) -> ClaimSides:
    """The sides of each narrative, from `votes`."""
    rows, splits = [], {}
    for key, own in track(list(said.groupby("narrative"))):
        stated, narrative = _pruned(own[own["vote"] > 0]), int(str(key))
        row = {"narrative": narrative, "sources": stated["source"].nunique(), "claims": stated["claim"].nunique()}
        if min(row["sources"], row["claims"]) < FEWEST:
            rows.append({**row, "status": TOO_FEW, "p": np.nan})
            continue
        p, side = _split(stated)
        about = own[own["claim"].isin(side.index)]
        splits[narrative] = about, side
        rows.append({**row, "status": TOLD if _opposed(about, side) else UNOPPOSED, "p": p})
    frame = pd.DataFrame(rows, columns=["narrative", "status", "sources", "claims", "p"]).astype({"p": float})
    frame["q"] = benjamini_hochberg(frame["p"])
    frame["status"] = frame["status"].where((frame["q"] <= SURE) | frame["p"].isna(), CHANCE)
    told = frame.loc[frame["status"] == TOLD, "narrative"]
    parts = [_placed(*splits[narrative]) for narrative in told]
    columns = (["claim"], ["source"], ["doc"])
    placed = [
        pd.concat([part[i] for part in parts]) if parts else pd.DataFrame(columns=["narrative", *name, "side"])
        for i, name in enumerate(columns)
    ]
    return ClaimSides(frame.set_index("narrative"), *placed)


def votes(bundle: Bundle, selection: Selection) -> pd.DataFrame:
    """What each document of a known source does with each claim: `narrative`, `source`, `claim`, `doc`, and `vote`, 1
    where it states it, in its own voice or another's, and -1 where it denies or disputes it.
    """
    base = selection.of_all_narratives()
    said = statements(bundle, base)
    said = said.assign(
        narrative=said["claim"].map(claims(bundle, base).set_index("claim")["narrative"]).fillna(NO_NARRATIVE),
        vote=np.where((said["part"] == "denies") | (said["voice"] == "disputes"), -1, 1),
    ).astype({"narrative": "int64"})
    said = said[(said["narrative"] != NO_NARRATIVE) & said["source"].notna() & (said["source"] != NO_SOURCE)]
    result: pd.DataFrame = said[["narrative", "source", "claim", "doc", "vote"]].drop_duplicates()
    return result


def _pruned(said: pd.DataFrame) -> pd.DataFrame:
    """Of what is stated, only sources with two claims and claims of two sources; of many, those with most."""
    while True:
        sources, of_claim = said.groupby("source")["claim"].nunique(), said.groupby("claim")["source"].nunique()
        kept = said[said["source"].map(sources).ge(2) & said["claim"].map(of_claim).ge(2)]
        if len(kept) < len(said):
            said = kept
            continue
        if len(sources) <= _MOST and len(of_claim) <= _MOST:
            return said
        said = said[
            said["source"].isin(sources.nlargest(_MOST, keep="first").index)
            & said["claim"].isin(of_claim.nlargest(_MOST, keep="first").index)
        ]


def _split(said: pd.DataFrame) -> tuple[float, pd.Series]:
    """p-value, and the side of each claim, 1 or -1, by what sources state."""
    table = pd.crosstab(said["source"], said["claim"]).gt(0)
    p, side = against_chance(table.to_numpy())
    return p, pd.Series(side * side[0], table.columns)


def _leaning(said: pd.DataFrame, side: pd.Series, by: str, lean: float) -> pd.Series:
    """The side of each source or document, 1 or -1, by its votes on claims; 0 where no side has `lean` of them."""
    one = said[[by, "claim", "vote"]].drop_duplicates()
    mean = (one["claim"].map(side) * one["vote"]).groupby(one[by]).mean()
    return mean.where(mean.abs() >= 2 * lean - 1 - 1e-9, 0.0).map(np.sign).astype(int)


def _opposed(said: pd.DataFrame, side: pd.Series) -> bool:
    """Whether both sides have two claims and two sources, and dispute claims of each other, rather than their own."""
    sources = _leaning(said, side, "source", _LEAN)
    disputed = said.loc[said["vote"] < 0, ["source", "claim"]].drop_duplicates()
    of_source, of_claim = (disputed[by].map(on).astype(float) for by, on in (("source", sources), ("claim", side)))
    return bool(
        (of_source * of_claim < 0).sum() >= max(_DISPUTES, (of_source * of_claim > 0).sum() + 1)
        and all(on.value_counts().reindex([-1, 1]).ge(2).all() for on in (sources, side))
    )


def _placed(said: pd.DataFrame, side: pd.Series) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Claims, sources and documents of a narrative with their sides."""
    number = {1: 0, -1: 1, 0: -1}
    placed = {
        "claim": side,
        "source": _leaning(said, side, "source", _LEAN),
        "doc": _leaning(said, side, "doc", 0.5),
    }
    narrative = said["narrative"].iloc[0]
    claim, source, doc = (
        pd.DataFrame({"narrative": narrative, by: leaning.index, "side": leaning.map(number).to_numpy()})
        for by, leaning in placed.items()
    )
    return claim, source, doc
