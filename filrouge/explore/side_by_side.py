"""Two texts that share text, sentence beside sentence: what stands in both, what was left out, added and changed."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from filrouge.arrays import Singles
from filrouge.bundle import Bundle, records
from filrouge.explore.copies import changed
from filrouge.explore.sentences import sentences_of, vectors_of
from filrouge.explore.spread import around, tree
from filrouge.explore.tellings import Mark
from filrouge.numerals import NUMBER, digits

ALIKE: Final = 0.25
"""Cosine, less what two sentences of these languages have in common anyway, from which sentences say the same."""

_PLACE: Final = 0.02  # what the place in the text counts between sentences that are as like
_REWORDED: Final = 0.5  # share of two sentences that differs, from which one is told in other words
_MARKS: Final = {"number": "number", "negation": "denial"}


@dataclass(frozen=True)
class SentencePair:
    """A sentence of the earlier text and the one of the later that says the same; None where there is none.

    `same`: to the letter. Marks are places that differ: start, end, and "number", "denial" or "changed".
    """

    earlier: str | None
    later: str | None
    earlier_marks: tuple[Mark, ...] = ()
    later_marks: tuple[Mark, ...] = ()
    same: bool = False


@dataclass(frozen=True)
class SideBySide:
    """A pair of documents: `row`, as in `spread.pairs`; both as rows of documents; their sentences in order."""

    row: dict[str, Any]
    earlier: dict[str, Any]
    later: dict[str, Any]
    lines: tuple[SentencePair, ...]


def side_by_side(bundle: Bundle, doc_id: str) -> SideBySide | None:
    """A document beside the earlier one it is most like; the first of all beside the first later one; else None."""
    return bundle.keep(("side by side", doc_id), lambda: _compared(bundle, doc_id))


def _compared(bundle: Bundle, doc_id: str) -> SideBySide | None:
    doc = int(bundle.query("SELECT doc FROM documents WHERE doc_id = ?", [doc_id])["doc"].iloc[0])
    found = tree(bundle)
    own = found[found["doc"] == doc]
    if own.empty:
        before, after = around(bundle, doc)
        own = pd.concat([before, after])
    if own.empty:
        return None
    row = records(own.head(1))[0]
    first, last = int(row["of"]), int(row["doc"])
    about = bundle.query(
        "SELECT doc, doc_id, title, source, language, url, published, published_offset, published_precision, "
        "not_before FROM documents WHERE doc IN ($first, $last)",
        {"first": first, "last": last},
    )
    documents = {int(one["doc"]): one for one in records(about)}
    texts = {place: str(one["text"]) for place, one in bundle.text_rows([first, last]).items()}
    sentences = sentences_of(bundle, list(documents))
    spans = [sentences[sentences["doc"] == place] for place in (first, last)]
    said = [[texts[place][s:e] for s, e in zip(of["start"], of["end"], strict=True)] for place, of in
            zip((first, last), spans, strict=True)]  # fmt: skip
    vectors = [vectors_of(bundle, of["row"].to_numpy(), documents[place]["language"]) for place, of in
               zip((first, last), spans, strict=True)]  # fmt: skip
    matched = _matched(vectors[0], vectors[1], said)
    languages = documents[first]["language"], documents[last]["language"]
    known = tuple({digits(one.group()) for one in NUMBER.finditer(texts[place])} for place in (first, last))
    lines = tuple(
        _line(pair, said, languages, row["altered"], (known[0], known[1]))
        for pair in _in_order(matched, *map(len, said))
    )
    return SideBySide(row, documents[first], documents[last], lines)


def _matched(earlier: Singles, later: Singles, said: list[list[str]]) -> dict[int, int]:
    """Sentences that are each other's nearest, and near enough: place of the later by that of the earlier."""
    if not len(earlier) or not len(later):
        return {}
    alike = earlier @ later.T
    places = [np.linspace(0, 1, len(side)) for side in (earlier, later)]
    value = alike - _PLACE * np.abs(places[0][:, None] - places[1][None, :])
    same = np.array([[a == b for b in said[1]] for a in said[0]])
    value = np.where(same, value + 1, value)
    forth, back = value.argmax(axis=1), value.argmax(axis=0)
    return {i: int(j) for i, j in enumerate(forth.tolist()) if back[j] == i and (alike[i, j] >= ALIKE or same[i, j])}


def _in_order(matched: dict[int, int], earlier: int, later: int) -> list[tuple[int | None, int | None]]:
    """All sentences of both, in the order of the later text; what was left out stands after what stood before it."""
    back = {j: i for i, j in matched.items()}
    after: dict[int, list[int]] = {}
    last = -1
    for i in range(earlier):
        if i in matched:
            last = matched[i]
        else:
            after.setdefault(last, []).append(i)
    result: list[tuple[int | None, int | None]] = [(i, None) for i in after.get(-1, [])]
    for j in range(later):
        result.append((back.get(j), j))
        result += [(i, None) for i in after.get(j, [])]
    return result


def _line(
    pair: tuple[int | None, int | None],
    said: list[list[str]],
    languages: tuple[str, str],
    altered: list[dict[str, str]],
    known: tuple[set[str], set[str]],
) -> SentencePair:
    """`known`: the numbers of each whole text, as digits."""
    earlier = None if pair[0] is None else said[0][pair[0]]
    later = None if pair[1] is None else said[1][pair[1]]
    one_language = languages[0] == languages[1]
    if earlier is not None and later is not None and one_language:
        changes = changed(earlier, later, languages[0])
        much = sum(c.here[1] - c.here[0] + c.there[1] - c.there[0] for c in changes)
        if much <= _REWORDED * (len(earlier) + len(later)):
            kinds = [_MARKS.get(change.kinds[0], "changed") for change in changes]
            return SentencePair(
                earlier,
                later,
                _apart([(*change.here, kind) for change, kind in zip(changes, kinds, strict=True)]),
                _apart([(*change.there, kind) for change, kind in zip(changes, kinds, strict=True)]),
                earlier == later,
            )
    # Where all words are others, to mark them would hide what turns the sense.
    return SentencePair(
        earlier,
        later,
        _telling(earlier, "before", altered, known[1] if one_language else None),
        _telling(later, "after", altered, known[0] if one_language else None),
    )


def _telling(text: str | None, end: str, altered: list[dict[str, str]], known: set[str] | None) -> tuple[Mark, ...]:
    """The places of a sentence that are known to be changed, and numbers that the other text has nowhere."""
    if text is None:
        return ()
    marks: list[Mark] = []
    for one in altered:
        if one[end] and (at := text.find(one[end])) >= 0:
            marks.append((at, at + len(one[end]), _MARKS.get(one["kind"], "changed")))
    if known is not None:
        marks += [(*found.span(), "number") for found in NUMBER.finditer(text) if digits(found.group()) not in known]
    return _apart(marks)


def _apart(marks: list[Mark]) -> tuple[Mark, ...]:
    """Marks in order, none over another, empty ones left out."""
    kept: list[Mark] = []
    for start, end, kind in sorted(marks):
        if start < end and (not kept or start >= kept[-1][1]):
            kept.append((start, end, kind))
    return tuple(kept)
