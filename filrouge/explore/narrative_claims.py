"""What is told of one narrative: its claims, how many of its texts state each, and which sources do what with it."""

from collections import defaultdict
from typing import Any, Final

import numpy as np
import pandas as pd

from filrouge.bundle import Bundle, records
from filrouge.explore.claims import by_source, claims, statements, texts_of, wordings
from filrouge.explore.glosses import glosses
from filrouge.explore.selection import Selection, count, where

DOES: Final = {"says": ("says", "both"), "quotes": ("quotes",), "denies": ("denies", "both")}
"""Columns of sources, by what `claims.by_source` says that they do with a claim."""

NARRATIVE_CLAIM: Final = (
    "claim", "texts", "part", "documents", "sources", "languages", *DOES, "versions", "first", "last", "sure",
)  # fmt: skip


def narrative_claims(bundle: Bundle, selection: Selection, narrative: int) -> pd.DataFrame:
    """The claims of a narrative that documents of a selection state, those that most independent texts state first.

    Returns
    -------
    The columns of NARRATIVE_CLAIM. `part`: how many of the independent texts about the narrative state it, 0 to 1;
    `says`, `quotes`, `denies`: the sources that state it in their own voice or in one that cannot be told, that only
    quote it, and that deny it, those with most documents first; the others as in `claims.claims`.
    """
    key = ("narrative claims", selection, narrative)
    return bundle.keep(key, lambda: _narrative_claims(bundle, selection, narrative))


def _narrative_claims(bundle: Bundle, selection: Selection, narrative: int) -> pd.DataFrame:
    frame = claims(bundle, selection.about(narrative))
    said = statements(bundle, selection, narratives=(narrative,))
    said = said[said["claim"].isin(frame["claim"])]
    of_it = selection.about(narrative)
    inside = said[(said["part"] != "denies") & where(of_it, bundle).mask[said["doc"].to_numpy(np.int64)]]
    texts = inside.groupby("claim")["copy_group"].nunique()
    does = by_source(said).sort_values(["documents", "source"], ascending=[False, True], kind="stable")
    found = frame.assign(
        part=frame["claim"].map(texts).fillna(0) / max(count(bundle, of_it).texts, 1),
        **{name: _listed(frame["claim"], does[does["does"].isin(kinds)]) for name, kinds in DOES.items()},
    )
    return found[list(NARRATIVE_CLAIM)]


def _listed(numbers: pd.Series, does: pd.DataFrame) -> pd.Series:
    """The sources of each claim, as a list."""
    sources: dict[int, list[str]] = defaultdict(list)
    for claim, source in zip(does["claim"].tolist(), does["source"].tolist(), strict=True):
        sources[claim].append(source)
    return pd.Series([sources.get(claim, []) for claim in numbers], numbers.index, dtype=object)


def claim_glosses(bundle: Bundle, numbers: list[int], narrative: int, language: str) -> dict[int, str]:
    """Beside claims that no text states in `language`: the nearest sentence of the narrative in it, by claim, where one
    is near enough. It is another text's, and no translation.
    """
    key = ("claim glosses", narrative, language, tuple(numbers))
    return bundle.keep(key, lambda: _claim_glosses(bundle, numbers, narrative, language))


def _claim_glosses(bundle: Bundle, numbers: list[int], narrative: int, language: str) -> dict[int, str]:
    foreign = _plainest(bundle, numbers, narrative, language)
    return {int(foreign["claim"][at]): one.text for at, one in glosses(bundle, foreign, narrative, language).items()}


def _plainest(bundle: Bundle, numbers: list[int], narrative: int, language: str) -> pd.DataFrame:
    """The rows of `statements` that `wordings` gives for some claims of a narrative, those in another language than
    `language`; claims that people reworded have none.
    """
    words = wordings(bundle, language)
    of = {claim: words[claim][1] for claim in numbers if words[claim][1] not in {"", language}}
    said = statements(bundle, Selection(), narratives=(narrative,))
    said = said[(said["part"] == "says") & (said["language"] == said["claim"].map(of))]
    stands = [" ".join(text.split()) for _before, text, _after in texts_of(bundle, said)]
    chosen = [text == words[claim][0] for text, claim in zip(stands, said["claim"], strict=True)]
    result: pd.DataFrame = said[np.array(chosen, bool)].drop_duplicates("claim").reset_index(drop=True)
    return result


def most_shared(bundle: Bundle, selection: Selection) -> dict[int, int]:
    """The claim that most independent texts of a selection state, by narrative."""
    frame = claims(bundle, selection.of_all_narratives()).drop_duplicates("narrative")
    rows: list[dict[str, Any]] = records(frame[["narrative", "claim"]])
    return {int(row["narrative"]): int(row["claim"]) for row in rows}
