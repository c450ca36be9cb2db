"""What stands near a narrative: those whose typical passages are most like its own, and those its documents share."""

import math
from collections.abc import Iterable
from typing import Final

import numpy as np
import pandas as pd

from filrouge.arrays import less_means, unit
from filrouge.bundle import Bundle
from filrouge.explore.selection import Selection, where
from filrouge.schema import NO_NARRATIVE

MOST: Final = 5
"""Neighbours shown."""

_FEWEST: Final = 5  # passages of a language whose mean says something


def neighbours(bundle: Bundle, selection: Selection, narrative: int, most: int = MOST) -> pd.DataFrame:
    """The narratives next to one, the most similar first.

    Similar are those whose typical passages are nearest in the whole bundle, what is common to the passages of a
    language taken out. Bundles of earlier schemas know no typical passages: then those come first that most documents
    share.

    Returns
    -------
    `narrative`, `likeness` (cosine; null where it is not known), `same_theme` (bool), `documents` (of the selection,
    that talk about it), `together` (those of them that talk about both).
    """
    likeness = _likeness(bundle)
    themes = bundle.narratives.set_index("narrative")["theme"]
    documents, together = _documents(bundle, selection, narrative, int(themes.index.max()) + 1)
    frame = pd.DataFrame({"narrative": themes.index.to_numpy(np.int64)})
    frame["likeness"] = likeness.loc[narrative].reindex(frame["narrative"]).to_numpy(float)
    frame["same_theme"] = (themes == themes[narrative]).to_numpy(bool)
    frame["documents"], frame["together"] = documents[frame["narrative"]], together[frame["narrative"]]
    others = frame[(frame["narrative"] != narrative) & ((frame["documents"] > 0) | frame["same_theme"])]
    result: pd.DataFrame = others.sort_values(
        ["likeness", "together", "narrative"], ascending=[False, False, True], kind="stable", na_position="last"
    ).head(most)
    return result.reset_index(drop=True)


def by_likeness(bundle: Bundle, narrative: int) -> dict[int, float]:
    """All other narratives of a bundle, the most similar first: how similar each is (cosine; NaN where that is not
    known, and these come last).
    """
    table = _likeness(bundle)
    numbers = [int(n) for n in bundle.narratives["narrative"]]
    row = table.to_numpy(float)[numbers.index(narrative)].tolist()
    found = [(other, value) for other, value in zip(numbers, row, strict=True) if other != narrative]
    return dict(sorted(found, key=lambda one: (math.isnan(one[1]), -one[1], one[0])))


def most_alike(bundle: Bundle, numbers: Iterable[int]) -> pd.DataFrame:
    """Which of some narratives each is most similar to: where one looks for two that are one.

    Returns
    -------
    `narrative`, `nearest` (-1 where that is not known), `likeness` (cosine; null there).
    """
    kept = list(numbers)
    table = _likeness(bundle).reindex(index=kept, columns=kept).to_numpy(float, copy=True)
    np.fill_diagonal(table, np.nan)
    known = ~np.isnan(table).all(axis=1) if kept else np.zeros(0, bool)
    nearest, likeness = np.full(len(kept), NO_NARRATIVE), np.full(len(kept), np.nan)
    if known.any():
        places = np.nanargmax(table[known], axis=1)
        nearest[known], likeness[known] = np.asarray(kept)[places], table[known, places]
    return pd.DataFrame({"narrative": kept, "nearest": nearest, "likeness": likeness})


def _documents(bundle: Bundle, selection: Selection, narrative: int, n: int) -> tuple[np.ndarray, np.ndarray]:
    """How many documents talk about each narrative, and how many of them about this one too."""
    columns = bundle.columns
    rows = where(selection.of_all_narratives(), bundle).shares(columns.share_narrative >= 0)
    about, docs = columns.share_narrative[rows], columns.share_doc[rows]
    own = np.zeros(len(columns), bool)
    own[docs[about == narrative]] = True
    return np.bincount(about, minlength=n), np.bincount(about[own[docs]], minlength=n)


def _likeness(bundle: Bundle) -> pd.DataFrame:
    """Cosines of the means of the typical passages of all narratives, by their numbers."""
    return bundle.once("likeness of narratives", lambda: _cosines(bundle))


def _cosines(bundle: Bundle) -> pd.DataFrame:
    rows = {int(n): list(ids) for n, ids in zip(bundle.narratives["narrative"], bundle.narratives["representative"],
            strict=True) if len(ids)}  # fmt: skip
    if not rows:
        return pd.DataFrame(np.nan, bundle.narratives["narrative"], bundle.narratives["narrative"])
    ids = np.concatenate([np.asarray(own, np.int64) for own in rows.values()])
    columns = bundle.columns
    read = unit(bundle.vectors()[ids].astype(np.float32))
    read = less_means(read, columns.language[columns.passage_doc[ids]], _FEWEST)
    ends = np.cumsum([len(own) for own in rows.values()])
    means = unit(np.stack([part.mean(axis=0) for part in np.split(read, ends[:-1])]))
    alike = pd.DataFrame(means @ means.T, list(rows), list(rows))
    numbers = bundle.narratives["narrative"]
    return alike.reindex(index=numbers, columns=numbers)
