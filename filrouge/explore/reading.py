"""A few texts, as a reader takes them: what each is, what several share, and what stands in one of them only."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import pandas as pd

from filrouge.arrays import Singles
from filrouge.bundle import Bundle, records
from filrouge.explore.addressing import Addressing, addressing
from filrouge.explore.addressing_patterns import SIGNED
from filrouge.explore.counted_things import Counted, numbers_that_differ
from filrouge.explore.overview import documents_by_source
from filrouge.explore.recurring import Recurring, keys_in, names_of, own_names
from filrouge.explore.recurring_numbers import recurring_numbers
from filrouge.explore.selection import Selection, count, where
from filrouge.explore.sentences import have_vectors, sentences_of, vectors_of
from filrouge.explore.source_facts import source_facts
from filrouge.explore.tellings import Mark
from filrouge.numerals import NUMBER, digits
from filrouge.schema import NO_SOURCE

SMALL: Final = 50
"""A bundle of fewer texts than this is read, not counted."""

_KIND_OF_SOURCE: Final = {"petitions": "petition", "petition": "petition", "press releases": "press release"}
"""Kinds of source all of whose texts are of one kind."""

_MARGIN: Final = 0.25  # how much nearer than their other neighbours sentences are that say the same …
_COSINE: Final = 0.36  # … and how near those are that share a name or a number besides
_NEIGHBOURS: Final = 8
_FEWEST_WORDS: Final = 5
_MOST_PAIRS: Final = 8
_MOST_NAMES: Final = 12
_MOST_SENTENCES: Final = 2
_REPEATED: Final = 0.45  # cosine of two sentences of a text from which one is enough
_LINKED: Final = re.compile(r"\[([^\]\n]*)\]\([^)\n]*\)")
_OVER_TIME: Final = {"documents-over-time", "timeline", "narrative-timeline", "adoption", "claims-over-time"}
_TESTED: Final = {"narratives", "bursts", "silence", "first-voices", "lag", "compare", "compare-words"}
_LONGEST_POST: Final = 120  # words of what has an author and no title
_REPEATS: Final = {"title", "repeated text"}  # reasons of cuts that the text says too
_BY_NUMBER: Final = 0.1  # what a number that two sentences share adds to how near they are …
_BY_NAME: Final = 0.03  # … and what a name of few texts does
_MOST_SHARED: Final = 3
_YEAR: Final = re.compile(r"(?:1[5-9]|20)\d\d")
_MOST_OF_TEXTS: Final = 0.6  # share of the texts that have a name from which it joins no two of their sentences


@dataclass(frozen=True)
class TextRead:
    """A text: its `place` among all of the bundle, its `row` of documents, and what it says of itself; `kind` is a key
    of `addressing.TEXT_KINDS` or "", `names` those that it alone has, the most frequent first, `sentences` those that
    are least like any other text's.
    """

    place: int
    row: dict[str, Any]
    said: Addressing
    kind: str
    names: tuple[str, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class SimilarPair:
    """Sentences of two texts that are alike: `docs` are their documents; marks: numbers and names that differ."""

    docs: tuple[int, int]
    sentences: tuple[str, str]
    marks: tuple[tuple[Mark, ...], tuple[Mark, ...]]
    cosine: float


@dataclass(frozen=True)
class TextsRead:
    """What a few texts are, and what they share.

    `texts` by date, undated ones last; `names` and `numbers` that two or more have (by `doc`), the latter with the
    words around them; `alike`: sentences of two texts that say like things, the most alike first; `counted`: kinds of
    thing for which they give different numbers.
    """

    texts: tuple[TextRead, ...]
    names: tuple[Recurring, ...]
    numbers: tuple[tuple[Recurring, dict[int, str]], ...]
    alike: tuple[SimilarPair, ...]
    counted: tuple[Counted, ...] = ()


def is_small(bundle: Bundle) -> bool:
    """Whether a bundle holds so few texts that reading tells more than counting."""
    return 0 < int(bundle.manifest["counts"]["documents"]) < SMALL


FEWEST_DATED: Final = 5
FEWEST_TESTED: Final = 20
"""Fewer independent texts than this, and no test has anything to say."""


def too_little(bundle: Bundle, selection: Selection, chart: str) -> str:
    """Why a chart of a small bundle has nothing to say: "dates", "sources", "texts"; "" where it has, and in any bundle
    that is not small.
    """
    if not is_small(bundle):
        return ""
    counts = count(bundle, selection)
    if chart in _OVER_TIME and counts.documents - counts.undated < FEWEST_DATED:
        return "dates"
    if chart == "sources":
        sizes = documents_by_source(bundle, selection)
        return "sources" if max(sizes.loc[sizes["source"] != NO_SOURCE, "documents"], default=0) < 2 else ""
    if chart == "languages":
        return "languages" if len(np.unique(bundle.columns.language[where(selection, bundle).docs])) < 2 else ""
    return "texts" if chart in _TESTED and counts.texts < FEWEST_TESTED else ""


def reading(bundle: Bundle, selection: Selection) -> TextsRead:
    """Read the texts of a selection; of a bundle that is not small, none.

    All texts of the bundle are read, so that a text keeps its number, and what stands in it only, in any selection.
    """
    if not is_small(bundle):
        return TextsRead((), (), (), ())
    found = bundle.once("reading", lambda: _reading(bundle))
    return _of_them(found, set(where(selection, bundle).docs.tolist()))


def _of_them(found: TextsRead, docs: set[int]) -> TextsRead:
    """Some of the texts, and what two or more of these share."""

    def within(one: Recurring) -> Recurring:
        return replace(one, texts={doc: n for doc, n in one.texts.items() if doc in docs})

    numbers = [(within(one), {doc: said[doc] for doc in said if doc in docs}) for one, said in found.numbers]
    return TextsRead(
        tuple(read for read in found.texts if read.row["doc"] in docs),
        tuple(one for one in map(within, found.names) if len(one.texts) > 1),
        tuple((one, said) for one, said in numbers if len(one.texts) > 1),
        tuple(pair for pair in found.alike if docs.issuperset(pair.docs)),
        tuple(one.within(docs) for one in found.counted if one.within(docs).differ),
    )


def _reading(bundle: Bundle) -> TextsRead:
    rows = records(
        where(Selection(), bundle).query(
            "SELECT d.doc, doc_id, title, d.source, issuer, author, url, d.language, d.published, published_offset, "
            "published_precision, not_before, n_words, kind FROM documents d SEMI JOIN chosen USING (doc) "
            "ORDER BY d.published NULLS LAST, doc"
        )
    )
    stored = bundle.text_rows([row["doc"] for row in rows])
    bodies = {doc: str(one["text"]) for doc, one in stored.items()}
    texts = {row["doc"]: (bodies[row["doc"]], row["language"]) for row in rows}
    every_name = names_of(texts)
    names = [one for one in every_name if len(one.texts) > 1]
    alike, apart = _sentences(bundle, rows, bodies, names)
    own = own_names(texts, every_name)
    kinds = source_facts(bundle)["kind"].to_dict()
    read = []
    for place, row in enumerate(rows, 1):
        doc, title = row["doc"], row["title"] if isinstance(row["title"], str) else ""
        said = addressing(bodies[doc], title, row["language"], _around(stored[doc]["cuts"]))
        short = isinstance(row["author"], str) and not title and row["n_words"] < _LONGEST_POST
        kind = _KIND_OF_SOURCE.get(kinds.get(row["source"], ""), said.kind or ("post" if short else ""))
        read.append(TextRead(place, row, said, kind, tuple(own[doc][:_MOST_NAMES]), apart.get(doc, ())))
    numbers = tuple(recurring_numbers(texts))
    return TextsRead(tuple(read), tuple(names), numbers, alike, tuple(numbers_that_differ(texts)))


def _around(cuts: Iterable[dict[str, Any]]) -> tuple[str, str]:
    """What was cut from above a text, but for its title, and what was cut elsewhere on its page."""
    parts = [(cut["at"] == 0, str(cut["text"])) for cut in cuts if cut["reason"] not in _REPEATS]
    above, beside = ("\n".join(text for first, text in parts if first is top) for top in (True, False))
    return above, beside


def _sentences(
    bundle: Bundle, rows: list[dict[str, Any]], bodies: dict[int, str], names: list[Recurring]
) -> tuple[tuple[SimilarPair, ...], dict[int, tuple[str, ...]]]:
    """Sentences that two texts have alike; and those of each that are least like any of the others."""
    if len(rows) < 2 or not have_vectors(bundle):
        return (), {}
    frame = sentences_of(bundle, [row["doc"] for row in rows])
    frame["text"] = [
        bodies[doc][start:end] for doc, start, end in zip(frame["doc"], frame["start"], frame["end"], strict=True)
    ]
    enough = frame["text"].map(lambda text: len(text.split()) >= _FEWEST_WORDS or len(text) >= 30)
    forms = frame["text"].map(_is_form)
    frame = frame[enough & ~forms & ~frame["boilerplate"]].reset_index(drop=True)
    frame["language"] = frame["doc"].map({row["doc"]: row["language"] for row in rows})
    languages = frame["language"].to_numpy()
    vectors = np.zeros((len(frame), 0), np.float32)
    for code in pd.unique(languages):
        of_it = np.flatnonzero(languages == code)
        found = vectors_of(bundle, frame["row"].to_numpy()[of_it], code)
        if not vectors.shape[1]:
            vectors = np.zeros((len(frame), found.shape[1]), np.float32)
        vectors[of_it] = found
    cosine = vectors @ vectors.T
    doc = frame["doc"].to_numpy()
    cosine[doc[:, None] == doc[None, :]] = -1
    return _pairs(frame, cosine, names, len(rows)), _apart(frame, vectors, cosine)


def _is_form(sentence: str) -> bool:
    """Whether a sentence is a salutation, a signature or a question, which say nothing of their own."""
    text = sentence.strip(' *_"»”')
    return text.endswith((",", "?", "؟", "？")) or SIGNED.search(text) is not None


def _pairs(frame: pd.DataFrame, cosine: Singles, names: list[Recurring], n_texts: int) -> tuple[SimilarPair, ...]:
    if len(frame) < 2:
        return ()
    usual = np.sort(cosine, axis=1)[:, -_NEIGHBOURS:].mean(axis=1)
    margin = cosine - (usual[:, None] + usual[None, :]) / 2
    rare = frozenset().union(*(one.keys for one in names if len(one.texts) <= max(2, _MOST_OF_TEXTS * n_texts)))
    texts = frame["text"].tolist()
    named = [keys_in(text, code) for text, code in zip(texts, frame["language"], strict=True)]
    numbers = [_numbers(text) for text in texts]
    best = cosine.argmax(axis=1)
    found = []
    for i, j in sorted({(min(i, int(j)), max(i, int(j))) for i, j in enumerate(best) if cosine[i, j] > 0}):
        shared = len(numbers[i] & numbers[j]), len(named[i].keys() & named[j].keys() & rare)
        if margin[i, j] >= _MARGIN or (cosine[i, j] >= _COSINE and any(shared)):
            score = float(margin[i, j]) + _BY_NUMBER * shared[0] + _BY_NAME * min(shared[1], _MOST_SHARED)
            found.append((score, i, j))
    pairs, used = [], set()
    for _score, i, j in sorted(found, key=lambda one: (-one[0], one[1], one[2])):
        if i in used or j in used:
            continue
        used |= {i, j}
        said = _plain(texts[i]), _plain(texts[j])
        marks = _marks(said, (named[i], named[j]), names)
        docs = int(frame["doc"][i]), int(frame["doc"][j])
        pairs.append(SimilarPair(docs, said, marks, round(float(cosine[i, j]), 6)))
    return tuple(pairs[:_MOST_PAIRS])


def _plain(sentence: str) -> str:
    """A sentence on one line, without what marks links and stress in plain text."""
    return " ".join(_LINKED.sub(r"\1", sentence).split()).strip("*_ ")


def _numbers(text: str) -> set[str]:
    """Numbers of two digits or more that a sentence has, but for years."""
    found = {digits(one.group()) for one in NUMBER.finditer(text)}
    return {one for one in found if len(one) > 1 and not _YEAR.fullmatch(one)}


def _marks(
    said: tuple[str, str], named: tuple[dict[str, str], dict[str, str]], names: list[Recurring]
) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    """The numbers, and the names, of each sentence that the other does not have, where each has one."""
    found = [list(NUMBER.finditer(text)) for text in said]
    values = [{digits(one.group()) for one in some} for some in found]
    numbers = [
        [(one.start(), one.end(), "number") for one in found[i] if digits(one.group()) not in values[1 - i]]
        for i in (0, 1)
    ]
    one_name = {key: n for n, one in enumerate(names) for key in one.keys}
    known = [{one_name.get(key, key) for key in some} for some in named]
    others = [
        [word for key, word in named[i].items() if one_name.get(key, key) not in known[1 - i]]
        for i in (0, 1)
    ]  # fmt: skip
    words = [
        [(at, at + len(word), "word") for word in others[i] if (at := said[i].find(word)) >= 0] for i in (0, 1)
    ]  # fmt: skip
    marks = [numbers[i] * all(numbers) + words[i] * all(words) for i in (0, 1)]
    return _apart_from_another(marks[0]), _apart_from_another(marks[1])


def _apart_from_another(marks: list[Mark]) -> tuple[Mark, ...]:
    """Marks in their order, without those that begin inside of another."""
    kept: list[Mark] = []
    for one in sorted(marks):
        if not kept or one[0] >= kept[-1][1]:
            kept.append(one)
    return tuple(kept)


def _apart(frame: pd.DataFrame, vectors: Singles, cosine: Singles) -> dict[int, tuple[str, ...]]:
    """Of each text, the sentences that are most like the rest of it and least like any of another."""
    found = {}
    nearest, texts = cosine.max(axis=1), frame["text"].tolist()
    numbers = frame["doc"].to_numpy()
    for doc in pd.unique(numbers):
        rows = np.flatnonzero(numbers == doc)
        centre = vectors[rows].mean(axis=0)
        central = vectors[rows] @ (centre / max(float(np.linalg.norm(centre)), 1e-9))
        chosen: list[int] = []
        for row in rows[np.argsort(-(central - nearest[rows]), kind="stable")].tolist():
            like = (vectors[row] @ vectors[other] >= _REPEATED or _shared(texts[row], texts[other]) for other in chosen)
            if not any(like):
                chosen.append(row)
            if len(chosen) == _MOST_SENTENCES:
                break
        found[int(doc)] = tuple(_plain(texts[row]) for row in sorted(chosen))
    return found


def _shared(one: str, other: str) -> bool:
    """Whether half of the words of the shorter of two sentences stand in the other."""
    words = [set(text.casefold().split()) for text in (one, other)]
    return len(words[0] & words[1]) >= min(map(len, words)) / 2
