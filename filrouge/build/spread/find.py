"""Documents and the vectors of their sentences → who shares text with whom, in which way, and who came first."""

from collections import defaultdict
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime
from itertools import combinations
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from filrouge.arrays import Ints
from filrouge.build.alignment import Alignment
from filrouge.build.spread.compare import NUMBERS, Difference, Said, differences, is_template, is_verbatim, name_stems
from filrouge.build.spread.nearness import nearness
from filrouge.build.spread.pairs import MATCH, Compared, Scored, find_pairs, is_part, is_whole, neighbours
from filrouge.build.spread.sentences import FEWEST_WORDS, Sentences
from filrouge.schema import COPIES

_MOST_OF_A_GROUP: Final = 30
"""Prints of one text that are compared one by one because their words are the same."""

_QUOTED: Final = 0.5
_FEW_NUMBERS: Final = 2

_OWN_SERIES: Final = 0.16
"""Score from which a text is made of an earlier one of the same source, whose texts are of one form anyway."""

_OWN_FORMULA: Final = 0.15
"""Share of either text up to which what two texts of one source have in common word for word is the outlet's: who the
writer is, that views are her own."""


@dataclass(frozen=True)
class DatedTexts:
    """What is asked of the documents: id, text, language, source, earliest and latest instant of publication."""

    doc_ids: list[str]
    texts: list[str]
    languages: list[str]
    sources: list[str | None]
    published: list[datetime | None]
    published_end: list[datetime | None]


@dataclass(frozen=True)
class Taking:
    """A row of `schema.COPIES`, with rows of documents in place of their ids."""

    later: int
    earlier: int
    kind: str
    contains: float
    contained: float
    score: float
    told: bool
    altered: list[Difference] = field(default_factory=list)


def texts_of(documents: pa.Table, texts: pa.Table) -> DatedTexts:
    """Take what is asked of them out of the tables."""
    columns = ("language", "source", "published", "published_end")
    return DatedTexts(
        documents["doc_id"].to_pylist(), texts["text"].to_pylist(), *(documents[c].to_pylist() for c in columns)
    )


def find_copies(
    texts: DatedTexts,
    sentences: Sentences,
    vectors: npt.NDArray[np.float16],
    copies: npt.NDArray[np.integer],
    alignment: Alignment,
    seed: int,
) -> list[Taking]:
    """Find all pairs of documents that share text.

    Parameters
    ----------
    vectors : float16 (sentences, dimensions), zero where there is none.
    copies : of the documents; those with the same words, or nearly, share a number.
    """
    usable = vectors.any(axis=1) & ~sentences.boilerplate
    long_enough = usable & (sentences.words >= FEWEST_WORDS)
    whole = np.zeros(len(texts.texts), bool)
    whole[sentences.document[long_enough]] = True
    chosen = np.flatnonzero(np.where(whole[sentences.document], long_enough, usable))
    unique: dict[tuple[str, str], int] = {}
    first: list[int] = []
    rows = []
    for i in chosen.tolist():
        key = sentences.texts[i], texts.languages[sentences.document[i]]
        if key not in unique:
            unique[key] = len(first)
            first.append(i)
        rows.append(unique[key])
    if len(first) < 2:
        return []
    languages = [texts.languages[sentences.document[i]] for i in first]
    near = nearness(vectors[first], languages, sentences.document[first], alignment, seed)
    documents, places = _documents(sentences, texts.languages, chosen, np.array(rows, np.int64))
    pairs = find_pairs(near, documents, _printed(copies, documents), seed)
    names: dict[str, frozenset[str]] = {}

    def names_in(language: str) -> frozenset[str]:
        if language not in names:
            of_it = (text for text, code in zip(texts.texts, texts.languages, strict=True) if code == language)
            names[language] = name_stems(of_it)
        return names[language]

    found = {
        (pair.first, pair.second): one
        for pair in pairs
        if (one := _copy(texts, sentences, places, pair, names_in)) is not None
    }
    copies_of = neighbours(found)
    alone = {(one.first, one.second) for one in pairs if is_whole(one) or is_part(one)}
    # What others vouched for falls with them, where they were of one form only.
    kept = (one for (a, b), one in found.items() if (a, b) in alone or copies_of[a] & copies_of[b])
    return sorted(kept, key=lambda one: (one.later, one.earlier))


def copy_table(texts: DatedTexts, copies: Sequence[Taking]) -> pa.Table:
    """Put `schema.COPIES` together."""
    rows: list[dict[str, Any]] = [
        {
            "doc_id": texts.doc_ids[one.later],
            "of": texts.doc_ids[one.earlier],
            "kind": one.kind,
            "contains": one.contains,
            "contained": one.contained,
            "score": one.score,
            "order": "told" if one.told else "open",
            "altered": [{"kind": d.kind, "before": d.before, "after": d.after} for d in one.altered],
        }
        for one in copies
    ]
    return pa.Table.from_pylist(rows, schema=COPIES.arrow)


def _documents(
    sentences: Sentences, languages: Sequence[str], chosen: Ints, rows: Ints
) -> tuple[dict[int, Compared], dict[int, Ints]]:
    """What is compared of each document, and which sentences that is."""
    of = sentences.document[chosen]
    edges = np.flatnonzero(np.r_[True, of[1:] != of[:-1], True])
    documents, places = {}, {}
    for a, b in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        number = int(of[a])
        places[number] = chosen[a:b]
        documents[number] = Compared(rows[a:b], sentences.quoted[chosen[a:b]] >= _QUOTED, languages[number])
    return documents, places


def _printed(copies: npt.NDArray[np.integer], documents: dict[int, Compared]) -> list[tuple[int, int]]:
    """Pairs of documents with the same words, or nearly."""
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for row, group in enumerate(copies.tolist()):
        if row in documents:
            groups[group].append(row)
    result = []
    for rows in groups.values():
        head = rows[:_MOST_OF_A_GROUP]
        result += list(combinations(head, 2))
        result += [(head[0], row) for row in rows[_MOST_OF_A_GROUP:]]
    return result


def _copy(
    texts: DatedTexts,
    sentences: Sentences,
    places: dict[int, Ints],
    pair: Scored,
    names_in: Callable[[str], Set[str]],
) -> Taking | None:
    a, b = pair.first, pair.second
    told, swap = _order(texts, a, b)
    aligned = _aligned(pair)
    matches = [
        (
            Said(sentences.texts[places[a][i]], texts.languages[a]),
            Said(sentences.texts[places[b][j]], texts.languages[b]),
        )
        for i, j in aligned
    ]
    every = [[sentences.texts[i] for i in places[row]] for row in (a, b)]
    # Of a text taken in part only what was taken is compared: the rest has numbers of its own.
    numbers = every if is_whole(pair) else [[said.text for said in side] for side in zip(*matches, strict=True)]
    across = texts.languages[a] != texts.languages[b]
    # Of two short texts that only others make copies of each other, or a translation, two numbers say enough.
    fewest = _FEW_NUMBERS if pair.short and (across or not is_whole(pair)) else NUMBERS
    if not pair.printed and is_template(matches, numbers[0], numbers[1], fewest):
        return None
    contained = [len({one[side] for one in aligned}) / len(places[row]) for side, row in enumerate((a, b))]
    kind = "verbatim" if is_verbatim(matches) else "translated" if across else "reworded"
    own = texts.sources[a] is not None and texts.sources[a] == texts.sources[b]
    if own and kind == "reworded" and pair.score < _OWN_SERIES:
        return None
    if own and not is_whole(pair) and max(contained) < _OWN_FORMULA:
        return None
    if swap:
        a, b = b, a
        matches = [(second, first) for first, second in matches]
        contained.reverse()
        every.reverse()
    altered = differences(matches, every[0], every[1], names_in)
    return Taking(b, a, kind, contained[0], contained[1], pair.score, told, altered)


def _aligned(pair: Scored) -> list[tuple[int, int]]:
    """Places of sentences that match. In documents of which one is made of the other it is enough that each is the
    nearest of the other.
    """
    forth, back = ([int(i) for i in side[0]] for side in (pair.forth, pair.back))
    found = {(i, j) for i, (j, margin) in enumerate(zip(forth, pair.forth[1], strict=True)) if margin >= MATCH}
    found |= {(i, j) for j, (i, margin) in enumerate(zip(back, pair.back[1], strict=True)) if margin >= MATCH}
    if is_whole(pair):
        found |= {(i, j) for i, j in enumerate(forth) if back[j] == i and pair.forth[1][i] >= 0}
    if not found:  # vouched for by others, or a sentence each: what is nearest
        i = int(pair.forth[1].argmax())
        found.add((i, forth[i]))
    return sorted(found)


def _order(texts: DatedTexts, a: int, b: int) -> tuple[bool, bool]:
    """Whether the dates tell which of two came first, and whether that is `b`."""
    starts, ends = (tuple(column[row] for row in (a, b)) for column in (texts.published, texts.published_end))
    if starts[0] is None or starts[1] is None or ends[0] is None or ends[1] is None:
        return False, starts[0] is None and starts[1] is not None
    if ends[0] < starts[1]:
        return True, False
    if ends[1] < starts[0]:
        return True, True
    return False, (starts[1], ends[1], b) < (starts[0], ends[0], a)
