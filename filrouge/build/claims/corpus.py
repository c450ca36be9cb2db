"""A corpus as claims see it: which texts are independent, which sentences and headlines may carry a claim."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import numpy as np
import numpy.typing as npt

from filrouge.build.alignment import Alignment
from filrouge.build.claims.statements import FEWEST_WORDS, Ints, Lines, Statements, describe
from filrouge.build.spread.compare import tokens
from filrouge.build.spread.find import DatedTexts, Taking
from filrouge.build.spread.nearness import nearness
from filrouge.build.spread.sentences import Sentences
from filrouge.build.spread.step import Spread
from filrouge.ingest.languages import count_words
from filrouge.schema import NO_NARRATIVE
from filrouge.text_groups import components

MADE_OF: Final = 0.5
"""Share of a text that stands in another from which the two are not independent."""

SHORT: Final = 3
"""Sentences below which a text that says another's in other words is no copy of it: it says the same, as claims do."""

LONGEST: Final = 80
"""Words of the longest sentence that is compared: longer ones are lists and say many things."""

_DAY: Final = 86_400.0


@dataclass(frozen=True)
class ClaimCorpus:
    """`texts`: the documents; `titles`: their headlines; `group`: number of the independent text of each; `statements`:
    what may carry a claim, with `sentence`, the row of each among the sentences, -1 for a headline; `spans`: offsets of
    all sentences in their documents.
    """

    texts: DatedTexts
    titles: list[str | None]
    group: Ints
    statements: Statements
    sentence: Ints
    spans: list[tuple[int, int]]


def independent(copy_group: npt.NDArray[np.integer], copies: Sequence[Taking], n_sentences: Ints) -> Ints:
    """Number the independent texts: copies, rewordings and translations of one text share a number.

    Parameters
    ----------
    copy_group : of the documents; those with the same words, or nearly, share a number.
    n_sentences : of each document. A post or headline is a copy of nothing but what has its words and is longer.
    """
    n = len(copy_group)
    _, first, place = np.unique(copy_group, return_index=True, return_inverse=True)
    same = np.stack([first[place], np.arange(n)], axis=1)
    made = []
    for one in copies:
        shorter, longer = sorted((n_sentences[one.later], n_sentences[one.earlier]))
        compared = longer if one.kind == "verbatim" else shorter
        if compared >= SHORT and max(one.contains, one.contained) >= MADE_OF:
            made.append((one.later, one.earlier))
    return components(np.concatenate([same, np.array(made, np.int64).reshape(-1, 2)]), n)


def headlines(texts: DatedTexts, titles: Sequence[str | None]) -> list[int]:
    """Rows of the documents whose headline says something that is not their whole text."""
    return [
        row
        for row, title in enumerate(titles)
        if title and count_words(title) >= FEWEST_WORDS - 1 and title.strip() != texts.texts[row].strip()
    ]


def corpus_of(
    spread: Spread,
    titles: Sequence[str | None],
    title_vectors: Mapping[int, npt.NDArray[np.float16]],
    narrative: npt.NDArray[np.integer],
    copy_group: npt.NDArray[np.integer],
    alignment: Alignment,
    seed: int,
) -> ClaimCorpus | None:
    """Put together what is compared, or return None where there is too little.

    Parameters
    ----------
    title_vectors : by row of the document.
    narrative : that each passage is nearest to.
    copy_group : of the documents; those with the same words, or nearly, share a number.
    """
    texts, sentences, vectors = spread.texts, spread.sentences, spread.vectors
    # What is a text by itself says something with a word fewer, as a headline does.
    fewest = FEWEST_WORDS - (np.bincount(sentences.document) == 1)[sentences.document]
    long_enough = (sentences.words >= fewest) & (sentences.words <= LONGEST)
    worded = np.array([_n_words(text) for text in sentences.texts], np.int64) >= fewest
    chosen = np.flatnonzero(vectors.any(axis=1) & ~sentences.boilerplate & long_enough & worded)
    titled = np.array(sorted(row for row, vector in title_vectors.items() if vector.any()), np.int64)
    document = np.concatenate([sentences.document[chosen], titled])
    if len(np.unique(document)) < 2:
        return None
    said = [sentences.texts[i] for i in chosen.tolist()] + [str(titles[row]).strip() for row in titled.tolist()]
    languages = [texts.languages[row] for row in document.tolist()]
    both = np.concatenate([vectors[chosen], *(title_vectors[row][None] for row in titled.tolist())])
    near = nearness(both, languages, document, alignment, seed)
    numbers: dict[str | None, int] = {None: -1}
    sources = np.array([numbers.setdefault(source, len(numbers)) for source in texts.sources], np.int64)
    group = independent(copy_group, spread.copies, np.bincount(sentences.document, minlength=len(copy_group)))
    of = _narratives(sentences, narrative, chosen, titled)
    quoted = np.concatenate([sentences.quoted[chosen], np.zeros(len(titled))]).astype(np.float64)
    lines = Lines(document, said, languages, of, group[document], sources[document], _days(texts)[document], quoted)
    sentence = np.concatenate([chosen, np.full(len(titled), -1)])
    return ClaimCorpus(texts, list(titles), group, describe(lines, near), sentence, list(sentences.spans))


def _n_words(text: str) -> int:
    """Words of letters: a line of dates, times and a copyright notice says nothing."""
    return sum(token.isalpha() for token in tokens(text))


def _narratives(sentences: Sentences, narrative: npt.NDArray[np.integer], chosen: Ints, titled: Ints) -> Ints:
    """The narrative of each statement: of its passage; of a headline, that of most sentences below it."""
    if not len(narrative):
        return np.full(len(chosen) + len(titled), NO_NARRATIVE, np.int64)
    of = narrative[sentences.passage].astype(np.int64)
    pairs, count = np.unique(np.stack([sentences.document, of]), axis=1, return_counts=True)
    most: dict[int, int] = {}
    for i in np.lexsort((pairs[1], -count)).tolist():
        most.setdefault(int(pairs[0, i]), int(pairs[1, i]))
    return np.concatenate([of[chosen], np.array([most.get(row, NO_NARRATIVE) for row in titled.tolist()], np.int64)])


def _days(texts: DatedTexts) -> npt.NDArray[np.float64]:
    """When documents were published, in days: the middle of what is known, NaN where nothing is."""

    def day(first: datetime | None, last: datetime | None) -> float:
        if first is None or last is None:
            return float("nan")
        return (first.timestamp() + last.timestamp()) / 2 / _DAY

    return np.array([day(*ends) for ends in zip(texts.published, texts.published_end, strict=True)], np.float64)
