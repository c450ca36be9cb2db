"""What people changed of the groups: narratives merged, hidden and split, documents and passages moved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Final

import numpy as np
import pandas as pd

from filrouge.annotations.acts import DOCUMENT, NARRATIVE, Row
from filrouge.annotations.identities import split_number
from filrouge.annotations.merging import merged_into
from filrouge.annotations.state import State
from filrouge.arrays import Ints
from filrouge.bundle import Bundle, records
from filrouge.errors import QueryError
from filrouge.schema import NO_NARRATIVE, PART_STABILITY
from filrouge.search import fts5_expression

_MOST_TYPICAL: Final = 12
_WORDS: Final = ("labels", "keywords", "apart", "headlines")


@dataclass(frozen=True)
class Groups:
    """The narratives as people have them.

    Attributes
    ----------
    narrative, nearest : of each passage, by its id.
    into : of each narrative that is not there any more, the one that took it in, or NO_NARRATIVE where it is hidden.
    split : of each narrative that was split off, the row that did it, and the narrative it was part of.
    """

    narrative: Ints
    nearest: Ints
    into: dict[int, int]
    split: dict[int, tuple[Row, int]]


def regrouped(bundle: Bundle, state: State, numbers: Mapping[str, int]) -> Groups | None:
    """The groups as people have them; None where these are the model's.

    `bundle`: as it was built; `numbers`: as `all_numbers` gives them.
    """
    columns = bundle.columns
    narrative = columns.passage_narrative.copy()
    nearest = bundle.query("SELECT nearest FROM passages ORDER BY passage_id")["nearest"].to_numpy(np.int64).copy()
    split = _split(bundle, state, numbers, narrative, nearest)
    # What was split off one that this build does not have is not there either: nothing can be moved into it.
    there = {*bundle.labels, *split}
    numbers = {about: number for about, number in numbers.items() if number in there}
    moved = _moved(bundle, state, numbers, narrative, nearest)
    moved = _moved_passages(bundle, state, numbers, narrative, nearest) or moved
    into = merged_into(state, NARRATIVE, numbers)
    if not split and not moved and not into:
        return None
    for old, new in into.items():
        narrative[narrative == old] = new
        nearest[nearest == old] = new
    return Groups(narrative, nearest, into, split)


def _split(
    bundle: Bundle, state: State, numbers: Mapping[str, int], narrative: Ints, nearest: Ints
) -> dict[int, tuple[Row, int]]:
    done: dict[int, tuple[Row, int]] = {}
    for row in state.rows(NARRATIVE, "split"):
        of = numbers.get(row.about, NO_NARRATIVE)
        if of not in bundle.labels and of not in done:
            continue
        number = split_number(row)
        done[number] = (row, of)
        if "query" not in row.value:  # its passages were moved one by one
            continue
        try:
            docs = bundle.search_rows(fts5_expression(row.value["query"]))
        except QueryError:  # it was understood when it was written; nothing else may be lost with it
            del done[number]
            continue
        inside = np.isin(bundle.columns.passage_doc, docs)
        for array in (narrative, nearest):
            array[inside & (array == of)] = number
    return done


def _moved(bundle: Bundle, state: State, numbers: Mapping[str, int], narrative: Ints, nearest: Ints) -> bool:
    rows = [row for row in state.rows(DOCUMENT, "move") if row.slot in numbers]
    rows = [row for row in rows if not row.value or row.value in numbers]
    if not rows:
        return False
    found = bundle.query(
        "SELECT doc, doc_id FROM documents WHERE doc_id IN (SELECT unnest($ids))", {"ids": [r.about for r in rows]}
    )
    docs = dict(zip(found["doc_id"], found["doc"], strict=True))
    any_moved = False
    for row in rows:
        if row.about in docs:
            of_it = np.flatnonzero(bundle.columns.passage_doc == docs[row.about])
            of_it = of_it[narrative[of_it] == numbers[row.slot]]
            narrative[of_it] = nearest[of_it] = numbers[row.value] if row.value else NO_NARRATIVE
            any_moved = any_moved or len(of_it) > 0
    return any_moved


def _moved_passages(bundle: Bundle, state: State, numbers: Mapping[str, int], narrative: Ints, nearest: Ints) -> bool:
    """Put single passages where people moved them, whatever they are in now: a passage is known by where it starts."""
    said = [row for row in state.rows(DOCUMENT, "passage") if row.slot.isdecimal()]
    said = [row for row in said if not row.value or row.value in numbers]
    if not said:
        return False
    asked = pd.DataFrame(
        {
            "doc_id": [row.about for row in said],
            "place": [int(row.slot) for row in said],
            "target": [numbers[row.value] if row.value else NO_NARRATIVE for row in said],
        }
    ).astype({"doc_id": "str"})
    found = bundle.query(
        "SELECT passage_id, target FROM asked JOIN documents USING (doc_id) JOIN passages USING (doc) "
        'WHERE place >= passages.start AND place < passages."end"',
        tables={"asked": asked},
    )
    ids = found["passage_id"].to_numpy()
    narrative[ids] = nearest[ids] = found["target"].to_numpy()
    return len(ids) > 0


def narratives_of(bundle: Bundle, groups: Groups, counts: pd.DataFrame) -> pd.DataFrame:
    """The table of narratives for groups that people changed.

    `bundle`: as it was built; `counts`: `n_documents`, `n_texts`, `n_passages` by `narrative`, as they are now.
    """
    rows = {int(row["narrative"]): {**row, PART_STABILITY: row["stability"]} for row in records(bundle.narratives)}
    for number, (made, of) in groups.split.items():
        if of in rows:
            rows[number] = _split_off(rows[of], number, str(made.value["name"]))
    before, after = bundle.columns.passage_narrative, groups.narrative
    touched = {int(n) for n in np.unique(np.concatenate([before[before != after], after[before != after]]))}
    for old, new in sorted(groups.into.items()):
        if new in rows and old in rows:
            rows[new] = _joined(rows[new], rows[old])
    kept = [row for number, row in rows.items() if number not in groups.into]
    of_passage = dict(enumerate(after.tolist()))
    for place, row in enumerate(kept):
        number = int(row["narrative"])
        if number in touched:
            kept[place] = _retold(row, number, of_passage, after)
    frame = pd.DataFrame(kept, columns=[*bundle.narratives.columns, PART_STABILITY])
    sizes = counts.reindex(frame["narrative"]).fillna(0).astype("int32").reset_index(drop=True)
    frame = frame.assign(**{name: sizes[name] for name in ("n_documents", "n_texts", "n_passages")})
    frame = frame.sort_values(["n_documents", "n_passages"], ascending=False, kind="stable").reset_index(drop=True)
    return frame.astype({"narrative": "int32", "theme": "int32", "stability": "float32", PART_STABILITY: "float32"})


def _split_off(row: dict[str, Any], number: int, name: str) -> dict[str, Any]:
    labels = [{**entry, "label": name, "sentence": None} for entry in row["labels"]]
    empty: dict[str, list[Any]] = {name: [] for name in ("keywords", "apart", "headlines")}
    return {**row, "narrative": number, "label": name, "labels": labels, PART_STABILITY: np.nan, **empty}


def _joined(row: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """A narrative with one that was merged into it: what shows it is taken from both in turn."""
    words = {name: _by_language(row[name], other[name]) for name in _WORDS}
    shown = {
        name: [i for pair in zip_longest(row[name], other[name]) for i in pair if i is not None]
        for name in ("representative", "edge")
    }
    least = np.fmin(float(row[PART_STABILITY]), float(other[PART_STABILITY]))  # of what is not measured: the other's
    return {**row, **words, **shown, PART_STABILITY: least}


def _by_language(own: Iterable[dict[str, Any]], others: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """What is said in each language: its own, then in those that only the other one has; words of both in turn."""
    found = {entry["language"]: entry for entry in own}
    for entry in others:
        mine = found.setdefault(entry["language"], entry)
        if "words" in entry and mine is not entry:
            both = [w for pair in zip_longest(mine["words"], entry["words"]) for w in pair if w is not None]
            found[entry["language"]] = {**mine, "words": list(dict.fromkeys(both))}
    return list(found.values())


def _retold(row: dict[str, Any], number: int, of_passage: Mapping[int, int], after: Ints) -> dict[str, Any]:
    """A narrative whose passages people changed: only those show it that are in it, and how solid it is was not
    measured.
    """
    typical = [i for i in row["representative"] if of_passage.get(int(i)) == number][:_MOST_TYPICAL]
    typical = typical or np.flatnonzero(after == number)[:_MOST_TYPICAL].tolist()
    edge = [i for i in row["edge"] if of_passage.get(int(i)) == number][:_MOST_TYPICAL]
    return {**row, "representative": typical, "edge": edge, "stability": np.nan}
