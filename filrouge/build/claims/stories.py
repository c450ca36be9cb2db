"""Texts of different outlets about one event within some days; found as claims are, by whole texts."""

from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np

from filrouge.arrays import unit
from filrouge.build.claims.corpus import ClaimCorpus
from filrouge.build.claims.groups import find_groups
from filrouge.build.claims.pairs import Doubles, candidates, chance, every_pair
from filrouge.build.claims.statements import Ints, Lines, Statements, describe
from filrouge.build.spread.nearness import among
from filrouge.schema import NO_NARRATIVE

WINDOW: Final = 10.0
"""Days that may lie between two texts about one event; what undated texts are about is told by no window."""

FEWEST_SOURCES: Final = 2

WEIGHTS: Final = {
    "margin": 14.0, "rarest": 0.5, "quantities": 0.5, "designations": 0.3, "across": 1.0, "apart": -0.6, "own": -0.3,
}  # fmt: skip
OFFSET: Final = -4.0

_LEAD: Final = 3  # sentences after the headline that say what a text is about


@dataclass(frozen=True)
class Story:
    """Rows of the documents of a story, by date, that of the headline which names it, and its narrative."""

    documents: list[int]
    named_by: int
    narrative: int


def find_stories(corpus: ClaimCorpus, seed: int) -> list[Story]:
    """Find stories, by narrative and first day."""
    texts, documents = _texts(corpus, seed)
    pairs = candidates(texts)
    pairs = pairs[_in_time(texts, pairs) & (texts.narrative[pairs[:, 0]] == texts.narrative[pairs[:, 1]])]
    if not len(pairs):
        return []
    likely = partial(_chance, texts)
    found = []
    every = partial(every_pair, likely=likely)
    for group in find_groups(np.arange(len(documents)), pairs, likely(pairs), every, seed):
        rows = group.rows[np.argsort(texts.day[group.rows], kind="stable")]
        sources = texts.source[rows]
        if len(np.unique(texts.group[rows])) < 2 or len(np.unique(sources)) < FEWEST_SOURCES:
            continue
        mean = dict(zip(group.rows.tolist(), group.sure.mean(axis=1).tolist(), strict=True))
        titled = [row for row in rows.tolist() if corpus.titles[documents[row]]] or rows.tolist()
        narrative = int(texts.narrative[rows[0]])
        if narrative != NO_NARRATIVE:
            named_by = documents[max(titled, key=lambda row: (mean[row], -row))]
            found.append(Story([int(documents[row]) for row in rows.tolist()], int(named_by), narrative))
    return sorted(found, key=lambda one: (one.narrative, one.documents[0]))


def _in_time(texts: Statements, pairs: Ints) -> np.ndarray:
    """Which pairs are of texts of some days; never those without a date."""
    found: np.ndarray = np.abs(texts.day[pairs[:, 0]] - texts.day[pairs[:, 1]]) <= WINDOW
    return found


def _chance(texts: Statements, pairs: Ints) -> Doubles:
    return np.where(_in_time(texts, pairs), chance(texts, pairs, WEIGHTS, OFFSET), 0.0)


def _texts(corpus: ClaimCorpus, seed: int) -> tuple[Statements, Ints]:
    """Documents as statements: their mean vector, what their headline and first sentences name; and their rows."""
    statements = corpus.statements
    documents, place = np.unique(statements.document, return_inverse=True)
    mean = np.zeros((len(documents), statements.near.vectors.shape[1]), np.float32)
    np.add.at(mean, place, statements.near.vectors)
    titled = corpus.sentence < 0
    np.add.at(mean, place[titled], 2 * statements.near.vectors[titled])  # a headline says what a text is about
    leads: dict[int, list[str]] = {}
    narrative = np.full(len(documents), NO_NARRATIVE, np.int64)
    for row in np.lexsort((corpus.sentence, place)).tolist():
        lead = leads.setdefault(int(place[row]), [])
        if len(lead) <= _LEAD:
            lead.append(statements.text[row])
        if narrative[place[row]] == NO_NARRATIVE:
            narrative[place[row]] = statements.narrative[row]
    first = np.unique(place, return_index=True)[1]
    near = among(unit(mean - mean.mean(axis=0)), documents, seed)
    lines = Lines(
        documents,
        [" ".join(leads[i]) for i in range(len(documents))],
        [statements.language[row] for row in first.tolist()],
        narrative,
        statements.group[first],
        statements.source[first],
        statements.day[first],
        np.zeros(len(first)),
    )
    return describe(lines, near), documents
