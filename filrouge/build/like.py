"""Which of the narratives of an earlier bundle are still there in a new one, and what became of the others."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from filrouge.arrays import Int32s, Singles
from filrouge.build.base import Base
from filrouge.build.labels import Named
from filrouge.build.narratives import clear
from filrouge.schema import NO_NARRATIVE

STILL_THERE: Final = 0.3
"""Overlap (Jaccard, over passages) from which a narrative is the same as before."""

PART: Final = 0.25
"""Share of a narrative's passages that is more than a stray part of it."""

MOST: Final = 0.5

_UNKNOWN: Final = -2


@dataclass(frozen=True)
class Identity:
    """What new narratives are of the old ones.

    `numbers`: int32, the number of each: its old one, or one that was never used; `old`: int32, the row of the old
    narrative that each is, -1 for none; `changes`: what the manifest says of it: numbers `kept`, and with labels of the
    old ones `born`, `split`, `merged` and `gone`.
    """

    numbers: Int32s
    old: Int32s
    changes: dict[str, Any]


def former(base: Base, texts: Sequence[str], aligned: Singles | None) -> Int32s:
    """Row of the old narrative that each text was in, -1 for none, -2 where it cannot be told.

    A text of the old bundle is where it was. Another is where the old bundle would have put it, if vectors of the same
    embedder are given, as the old bundle aligns them.
    """
    was = {text: int(row) for text, row in zip(base.texts, base.rows_of("narrative"), strict=True)}
    result = np.array([was.get(text, _UNKNOWN) for text in texts], np.int32)
    if aligned is not None and base.narratives:
        rest = np.flatnonzero(result == _UNKNOWN)
        result[rest] = clear(*base.fitted.memberships(aligned[rest]))
    return result


def identify(base: Base, was: Int32s, now: Int32s, n_narratives: int) -> Identity:
    """Recognise narratives by the passages that they share with the old ones, one for one.

    Parameters
    ----------
    was, now : of the same texts, the old narrative (`former`) and the new one, -1 for none.
    """
    from scipy.optimize import linear_sum_assignment

    n_old = len(base.narratives)
    known = was != _UNKNOWN
    was, now = was[known], now[known]
    both = (was >= 0) & (now >= 0)
    table = np.zeros((n_old, n_narratives), np.int64)
    np.add.at(table, (was[both], now[both]), 1)
    size_old = np.bincount(was[was >= 0], minlength=n_old)
    size_now = np.bincount(now[now >= 0], minlength=n_narratives)
    union = np.maximum(size_old[:, None] + size_now[None] - table, 1)
    rows, columns = linear_sum_assignment(-table / union)
    old = np.full(n_narratives, NO_NARRATIVE, np.int32)
    for row, column in zip(rows, columns, strict=True):
        if table[row, column] / union[row, column] >= STILL_THERE:
            old[column] = row
    numbers = np.full(n_narratives, NO_NARRATIVE, np.int32)
    numbers[old >= 0] = base.numbers[old[old >= 0]]
    used = int(max([*base.numbers.tolist(), *_gone_before(base)], default=-1)) + 1
    numbers[old < 0] = used + np.arange(int((old < 0).sum()), dtype=np.int32)
    of_old, of_now = table / np.maximum(size_old, 1)[:, None], table / np.maximum(size_now, 1)[None]
    return Identity(numbers, old, _changes(base, numbers, old, of_old, of_now))


def _changes(
    base: Base, numbers: Int32s, old: Int32s, of_old: npt.NDArray[Any], of_now: npt.NDArray[Any]
) -> dict[str, Any]:
    said: list[dict[str, Any]] = [{"narrative": int(r["narrative"]), "label": r["label"]} for r in base.narratives]
    # A part of an old narrative, and nothing else; an old narrative, all of it, beside another.
    parts = (of_old >= PART) & (of_now >= MOST)
    swallowed = (of_now >= PART) & (of_old >= MOST)
    split: list[dict[str, Any]] = [
        {**said[row], "into": [int(numbers[n]) for n in np.flatnonzero(parts[row])]}
        for row in np.flatnonzero(parts.sum(axis=1) > 1)
    ]
    merged: list[dict[str, Any]] = [
        {"narrative": int(numbers[n]), "of": [said[row] for row in np.flatnonzero(swallowed[:, n])]}
        for n in np.flatnonzero(swallowed.sum(axis=0) > 1)
    ]
    explained = {one["narrative"] for one in split} | {part["narrative"] for one in merged for part in one["of"]}
    from_split = {number for one in split for number in one["into"]}
    kept = {said[row]["narrative"] for row in old if row >= 0}
    return {
        "since": base.manifest["digest"],
        "kept": sorted(kept),
        "born": [int(n) for n, row in zip(numbers, old, strict=True) if row < 0 and int(n) not in from_split],
        "split": split,
        "merged": merged,
        "gone": [one for one in said if one["narrative"] not in kept | explained],
        "gone_before": sorted(
            {*_gone_before(base), *(one["narrative"] for one in said if one["narrative"] not in kept)}
        ),
    }


def _gone_before(base: Base) -> list[int]:
    """Numbers of narratives that earlier bundles had: no other narrative may ever take them."""
    return [int(number) for number in base.manifest.get("changes", {}).get("gone_before", ())]


def keep_names(named: Sequence[Named], identity: Identity, base: Base) -> list[Named]:
    """Give narratives that are still there the labels they had; no new one has a label of theirs."""
    before = base.named()
    taken = {label for row in identity.old if row >= 0 for label in before[row].label.values()}
    result = []
    for one, row, number in zip(named, identity.old, identity.numbers, strict=True):
        if row >= 0:
            result.append(replace(one, label={**before[row].label, **_without(one.label, before[row].label)}))
        else:
            labels = {code: f"{label} ({number + 1})" if label in taken else label for code, label in one.label.items()}
            result.append(replace(one, label=labels))
    return result


def _without(labels: dict[str, str], known: dict[str, str]) -> dict[str, str]:
    return {code: label for code, label in labels.items() if code not in known}
